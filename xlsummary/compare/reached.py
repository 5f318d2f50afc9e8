"""What every column of a plan has reached so far, by month: the rows of 实绩 put to the nodes of the people tree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from xlsummary.achieved import FIELDS, Counted
from xlsummary.compare.activity import visits_in
from xlsummary.compare.clients import new_clients
from xlsummary.compare.row_nodes import RowNodes
from xlsummary.model import Activity, Amount, Bound, Measure, Period, SalesBook
from xlsummary.periods import ONE_DAY, month_of, months_in
from xlsummary.plan.horizon import Horizon
from xlsummary.plan.quota import Plan

_Key = tuple[int, int, tuple[str, ...]]
"""First day, end and the names of rows that are added up at once."""

_Sums = dict[_Key, tuple[int, Bound]]

_FEN, _THOUSANDTHS = 100, 1000
"""What amounts of money and quantities are counted in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """What one node has reached in the plan's period up to the day that data reach, in yuan or counted units.

    `months` holds every month that has begun and can be told apart: those that a longer period's total covers are not there.
    """

    total: Amount
    months: Mapping[Period, Decimal]


def reached_by_rows(plan: Plan, counted: Counted, through: date) -> dict[int, Reached]:
    """By place of the node, for a measure that 实绩 records; not for 未分配, which nobody answers for."""
    places = [*counted.places(plan.period, through.toordinal())]
    unknown = counted.beyond_months(places)
    months = [each for each in _begun(plan.period, through) if not any(each.meets(period) for period in unknown)]
    nodes_of = RowNodes(plan, counted.book)
    sums = _sums(counted, places, nodes_of.fields)
    scale = _THOUSANDTHS if counted.measure is Measure.QUANTITY else _FEN
    found: dict[int, _Running] = {place: _Running() for place in nodes_of.places}
    for (first, end, texts), (amount, bound) in sums.items():
        for place in nodes_of.at(texts, first):
            found[place].take(month_of(date.fromordinal(first)), amount, bound, is_month=end <= _end_of_month(first))
    return {place: each.reached(months, scale) for place, each in found.items()}


def reached_by_records(book: SalesBook, plan: Plan, horizon: Horizon) -> Reached:
    """The company's new clients or visits, which are counted from records and not by rep."""
    if plan.line.measure is Measure.NEW_CLIENTS:
        gone = Period(plan.period.start, min(plan.period.end, horizon.through + ONE_DAY))
        days = [client.first_deal for client in new_clients(book, gone) if client.first_deal]
        months = {month: Decimal(sum(day in month for day in days)) for month in _begun(plan.period, horizon.through)}
        return Reached(total=Amount(Decimal(len(days))), months=months)
    rows = visits_in(book, replace(horizon, report=plan.period, as_of=horizon.through))
    total = sum((row.count for row in rows), Amount(Decimal(0)))
    known = {month: own for month in _begun(plan.period, horizon.through) if (own := _visits(rows, month)) is not None}
    return Reached(total=total, months=known)


def _visits(rows: tuple[Activity, ...], month: Period) -> Decimal | None:
    """The month's visits; None where a row of a longer time lies on it."""
    touching = [row for row in rows if row.period.meets(month)]
    if any(not month.holds(row.period) for row in touching):
        return None
    return sum((row.count.value for row in touching), Decimal(0))


def _begun(period: Period, through: date) -> list[Period]:
    return [month for month in months_in(period) if month.start <= through]


def _end_of_month(day: int) -> int:
    return month_of(date.fromordinal(day)).end.toordinal()


def _sums(counted: Counted, places: list[int], fields: Sequence[str]) -> _Sums:
    """The rows of the same days and names added up."""
    actuals, field = counted.book.actuals, FIELDS[counted.measure]
    columns = [actuals.texts.get(name) for name in fields]
    sums: dict[_Key, int] = {}
    bounds: dict[_Key, Bound] = {}
    for place in places:
        entry = counted.entries[place]
        key = counted.starts[place], counted.ends[place], tuple(column[entry] if column else "" for column in columns)
        sums[key] = sums.get(key, 0) + counted.amounts[place]
        bound = actuals.bound(field, entry)
        if bound is not Bound.EXACT:
            bounds[key] = bounds.get(key, Bound.EXACT).joined(bound)
    return {key: (amount, bounds.get(key, Bound.EXACT)) for key, amount in sums.items()}


class _Running:
    """The sums of one node so far."""

    def __init__(self) -> None:
        self._total, self._bound = 0, Bound.EXACT
        self._months: dict[Period, int] = {}

    def take(self, month: Period, amount: int, bound: Bound, *, is_month: bool) -> None:
        self._total += amount
        self._bound = self._bound.joined(bound)
        if is_month:
            self._months[month] = self._months.get(month, 0) + amount

    def reached(self, months: list[Period], scale: int) -> Reached:
        return Reached(
            total=Amount(Decimal(self._total) / scale, self._bound),
            months={month: Decimal(self._months.get(month, 0)) / scale for month in months},
        )
