"""The team: who is there now, who will be, in which teams, and who joins when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from xlsummary.compare.actuals import span
from xlsummary.model import Rep, RepStatus, SalesBook, Text
from xlsummary.periods import day_name, month_name, month_of, name_of
from xlsummary.plan.horizon import Horizon
from xlsummary.summary.figure import Figure
from xlsummary.summary.pen import Pen, Source
from xlsummary.summary.records import Headcount, Joining, TeamCount


@dataclass(frozen=True, slots=True)
class _Counter:
    """Counts people of the sheet 人员."""

    pen: Pen
    cells: tuple[str, ...]

    def figure(self, name: Text, formula: Text, number: int) -> Figure:
        words = Text(f"人员.{name.zh}", f"People.{name.en}")
        return self.pen.count(Source(name=words, formula=formula, cells=self.cells), number)


def headcount(book: SalesBook, horizon: Horizon, pen: Pen) -> Headcount | None:
    """People now and at the end of the plan period; None for a book without a sheet of people."""
    reps = [rep for rep in book.reps if rep.origin is not None]
    if not reps:
        return None
    counter = _Counter(pen, span([rep.origin.cell("name") for rep in reps if rep.origin is not None]))
    now = [rep for rep in reps if rep.status is RepStatus.ACTIVE and is_there(rep, horizon.as_of)]
    then = [rep for rep in reps if is_there(rep, horizon.plan.last)]
    today, end = day_name(horizon.as_of, pen.lang), day_name(horizon.plan.last, pen.lang)
    on, by = Text(f"{today}在岗", f"there on {today}"), Text(f"{end}在岗（含拟招）", f"there on {end}, with those to hire")
    undated = [rep for rep in reps if rep.status is RepStatus.TO_HIRE and rep.joined is None]
    waiting = Text("拟招而未填入职日期", "to hire, without a joining date")
    teams = _teams(then, counter)
    return Headcount(
        now=counter.figure(Text("现有", "now"), on, len(now)),
        planned=counter.figure(Text("计划", "planned"), by, len(then)),
        grows=bool(now) and len(then) > len(now),
        team_count=counter.figure(Text("团队数", "teams"), Text("团队个数", "number of teams"), len(teams)) if teams else None,
        teams=teams,
        joinings=_joinings([rep for rep in then if rep.joined and rep.joined > horizon.as_of], counter),
        undated=counter.figure(Text("到岗未定", "undated"), waiting, len(undated)) if undated else None,
    )


def is_there(rep: Rep, day: date) -> bool:
    """True when the rep has joined by the day and not left before it; one to hire counts from 入职."""
    if rep.status is RepStatus.TO_HIRE and rep.joined is None:
        return False
    return (rep.joined is None or rep.joined <= day) and (rep.left is None or day <= rep.left)


def _teams(reps: Sequence[Rep], counter: _Counter) -> tuple[TeamCount, ...]:
    """Each team's people and channels; nothing for fewer than two teams."""
    names = list(dict.fromkeys(rep.team for rep in reps if rep.team))
    if len(names) < 2:
        return ()
    teams = []
    for name in names:
        members = [rep for rep in reps if rep.team == name]
        channels = dict.fromkeys(rep.channel for rep in members if rep.channel)
        count = counter.figure(Text(name, name), Text(f"团队={name}", f"team = {name}"), len(members))
        teams.append(TeamCount(name=name, count=count, channels=counter.pen.joined(channels)))
    return tuple(teams)


def _joinings(reps: Sequence[Rep], counter: _Counter) -> tuple[Joining, ...]:
    """Who joins, by month."""
    months = sorted({month_of(rep.joined) for rep in reps if rep.joined}, key=lambda month: month.start)
    joinings: list[Joining] = []
    for month in months:
        when = name_of(month, counter.pen.lang)
        is_same_year = bool(joinings) and months[len(joinings) - 1].start.year == month.start.year
        short = month_name(month.start.month, counter.pen.lang) if is_same_year else when
        number = sum(1 for rep in reps if rep.joined and rep.joined in month)
        name = Text(f"{when}到岗", f"joining {when}")
        joinings.append(Joining(when=short, count=counter.figure(name, Text("按入职日期", "by joining date"), number)))
    return tuple(joinings)
