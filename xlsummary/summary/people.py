"""The team: who is there now, who will be, in which teams, and who joins when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from xlsummary.achieved import heading
from xlsummary.model import Rep, RepStatus, SalesBook, Text
from xlsummary.periods import day_name, month_name, month_of, name_of
from xlsummary.plan.horizon import Horizon
from xlsummary.summary.cells import days_filter, reps_column, within
from xlsummary.summary.figure import Figure
from xlsummary.summary.outlook_records import Headcount, Joining, TeamCount
from xlsummary.summary.pen import Pen, Source
from xlsummary.wording import LABELS

_BLANK = Text("空", "blank")
_DATED = Text("未填入职的拟招除外", "without those to hire that have no date")


@dataclass(frozen=True, slots=True)
class _Counter:
    """Counts people of the sheet 人员."""

    pen: Pen
    book: SalesBook

    def figure(self, name: Text, formula: Text, number: int, field: str, *filters: str) -> Figure:
        """`field` is the column that the filters select by."""
        words = Text(f"人员.{name.zh}", f"People.{name.en}")
        return self.pen.count(Source(name=words, formula=formula, cells=reps_column(self.book, field, *filters)), number)

    def equal(self, field: str, word: str) -> str:
        return f"{heading(self.book, 'reps', field)}={word}"


def headcount(book: SalesBook, horizon: Horizon, pen: Pen) -> Headcount | None:
    """People now and at the end of the plan period; None for a book without a sheet of people."""
    reps = [rep for rep in book.reps if rep.origin is not None]
    if not reps:
        return None
    counter = _Counter(pen, book)
    last = horizon.plan.last
    now = [rep for rep in reps if rep.status is RepStatus.ACTIVE and is_there(rep, horizon.as_of)]
    then = [rep for rep in reps if is_there(rep, last)]
    today, end = day_name(horizon.as_of, pen.lang), day_name(last, pen.lang)
    on, by = Text(f"{today}在岗", f"there on {today}"), Text(f"{end}在岗（含拟招）", f"there on {end}, with those to hire")
    hiring = [rep for rep in reps if rep.status is RepStatus.TO_HIRE]
    undated = [rep for rep in hiring if rep.joined is None]
    waiting = Text("拟招而未填入职日期", "to hire, without a joining date")
    teams = _teams(then, counter, last)
    number = Text("团队个数", "number of teams")
    hired = counter.equal("status", LABELS[RepStatus.TO_HIRE][book.lang])
    blank = counter.equal("joined", _BLANK[book.lang])
    dated = (_DATED[book.lang],) if undated else ()
    active = (f"{heading(book, 'reps', 'status')}≠{LABELS[RepStatus.TO_HIRE][book.lang]}",) if hiring else ()
    return Headcount(
        now=counter.figure(Text("现有", "now"), on, len(now), "joined", *days_filter(book, joined_by=horizon.as_of), *active),
        planned=counter.figure(Text("计划", "planned"), by, len(then), "joined", *days_filter(book, joined_by=last), *dated),
        grows=bool(now) and len(then) > len(now),
        team_count=counter.figure(Text("团队数", "teams"), number, len(teams), "team") if teams else None,
        teams=teams,
        joinings=_joinings([rep for rep in then if rep.joined and rep.joined > horizon.as_of], counter),
        undated=counter.figure(Text("到岗未定", "undated"), waiting, len(undated), "joined", hired, blank) if undated else None,
    )


def is_there(rep: Rep, day: date) -> bool:
    """True when the rep has joined by the day and not left before it; one to hire counts from 入职."""
    if rep.status is RepStatus.TO_HIRE and rep.joined is None:
        return False
    return (rep.joined is None or rep.joined <= day) and (rep.left is None or day <= rep.left)


def _teams(reps: Sequence[Rep], counter: _Counter, day: date) -> tuple[TeamCount, ...]:
    """Each team's people and channels; nothing for fewer than two teams."""
    names = list(dict.fromkeys(rep.team for rep in reps if rep.team))
    if len(names) < 2:
        return ()
    teams = []
    for name in names:
        members = [rep for rep in reps if rep.team == name]
        channels = dict.fromkeys(rep.channel for rep in members if rep.channel)
        filters = (counter.equal("team", name), *days_filter(counter.book, joined_by=day))
        formula = Text(f"{name}的在岗人数（含拟招）", f"people of {name}, with those to hire")
        count = counter.figure(Text(f"团队.{name}", f"team.{name}"), formula, len(members), "team", *filters)
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
        by_day = Text("按入职日期", "by joining date")
        filtered = within(counter.book, "reps", "joined", month)
        joinings.append(Joining(when=short, count=counter.figure(name, by_day, number, "joined", filtered)))
    return tuple(joinings)
