"""Plans built by hand, so that the sheets are tested without the engine."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from xlsummary.model import Actuals, Amount, Lang, Line, Measure, Origin, Period, SalesBook, Settings, Table, Target
from xlsummary.periods import days_of, months_in, slices_of
from xlsummary.plan.horizon import Horizon
from xlsummary.plan.quota import CalendarBasis, Node, NodeLevel, Plan

TABLE = Table("目标", 1, {"period": "A", "amount": "B"})
FEBRUARY = Period(date(2026, 2, 1), date(2026, 3, 1))


def book(settings: Settings | None = None, **fields: object) -> SalesBook:
    """A book with nothing but settings and the given fields."""
    empty = SalesBook(name="plan.xlsx", lang=Lang.ZH, settings=settings or Settings(company="示例公司"), actuals=Actuals())
    for name, value in fields.items():
        object.__setattr__(empty, name, value)
    return empty


def horizon(period: Period = FEBRUARY) -> Horizon:
    day = date.fromordinal(period.start.toordinal() - 1)
    return Horizon(today=day, as_of=day, report=period, plan=period, last_row=None)


def tree(teams: Sequence[tuple[str, Sequence[str]]]) -> tuple[Node, ...]:
    """The company and its teams with their reps; a rep called `-` is the team's 未分配, a team called `-` the company's."""
    nodes = [Node(key="company", level=NodeLevel.COMPANY, name="示例公司")]
    for team, reps in teams:
        if team == "-":
            nodes.append(Node(key="unassigned", level=NodeLevel.UNASSIGNED, name="", parent=0))
            continue
        nodes.append(Node(key=f"team:{team}", level=NodeLevel.TEAM, name=team, parent=0))
        place = len(nodes) - 1
        for rep in reps:
            key, level = (f"unassigned:{team}", NodeLevel.UNASSIGNED) if rep == "-" else (f"rep:{rep}", NodeLevel.REP)
            nodes.append(Node(key=key, level=level, name=rep, parent=place, path=(team,)))
    return tuple(nodes)


def plan(
    nodes: Sequence[Node],
    leaf_days: Sequence[Sequence[int]],
    period: Period = FEBRUARY,
    grain: Decimal = Decimal(1),
    line: Line | None = None,
    basis: CalendarBasis = CalendarBasis.OFFICIAL,
) -> Plan:
    """A plan whose leaves have the given grains a day, in order; every other node is the sum of its children."""
    parents = {node.parent for node in nodes}
    rows: list[list[int]] = [[0] * period.days for _ in nodes]
    leaves = iter(leaf_days)
    for place in range(len(nodes)):
        if place not in parents:
            rows[place] = list(next(leaves))
    for place in range(len(nodes) - 1, 0, -1):
        parent = nodes[place].parent
        assert parent is not None
        rows[parent] = [above + own for above, own in zip(rows[parent], rows[place], strict=True)]
    line = line or Line(measure=Measure.SALES)
    total = Amount(sum(rows[0]) * grain)
    return Plan(
        line=line,
        period=period,
        targets=(Target(origin=Origin(TABLE, 2), period=period, amount=total, line=line),),
        nodes=tuple(nodes),
        amounts=tuple(tuple(row) for row in rows),
        grain=grain,
        unit=max(grain, Decimal(1)),
        basis=basis,
        slices=tuple(each for month in months_in(period) for each in slices_of(month)),
        working_days=tuple(Decimal(int(day.weekday() < 5)) for day in days_of(period)),
    )


def spread(period: Period, leaves: int, total: int) -> tuple[tuple[int, ...], ...]:
    """A total spread over weekdays and leaves, each day's part a whole number, what is left over on the first days."""
    days = [place for place, day in enumerate(days_of(period)) if day.weekday() < 5]
    rows = [[0] * period.days for _ in range(leaves)]
    share, rest = divmod(total, len(days) * leaves)
    for number, (row, day) in enumerate((row, day) for day in days for row in range(leaves)):
        rows[row][day] = share + (number < rest)
    return tuple(tuple(row) for row in rows)
