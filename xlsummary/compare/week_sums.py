"""What came in a week or month, by the row of the weekly page it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from xlsummary.achieved import FIELDS, Counted, counted
from xlsummary.compare.activity import VISIT_TYPES, visits_in
from xlsummary.compare.week_places import Path, Places
from xlsummary.model import Measure, Period, SalesBook
from xlsummary.plan.horizon import Horizon

_FEN, _THOUSANDTHS = 100, 1000
"""What amounts of money and quantities are counted in."""


@dataclass(frozen=True, kw_only=True)
class Sums:
    """Amounts by path, in yuan or counted units, the groups' and the company's among them; `rows` are the paths of rows.

    `is_recorded` is False in a book that says nothing of the measure; `is_blurred` tells that a row of a longer time lies
    partly on the period, so that what came in it cannot be told.
    """

    amounts: Mapping[Path, Decimal] = field(default_factory=dict)
    rows: tuple[Path, ...] = ()
    is_recorded: bool = False
    is_blurred: bool = False

    def at(self, path: Path) -> Decimal | None:
        """What a row has; 0 where nothing came, None where that is not known."""
        return self.amounts.get(path, Decimal(0)) if self.is_recorded and not self.is_blurred else None


def sums_of(book: SalesBook, measure: Measure, periods: Sequence[Period], horizon: Horizon, places: Places) -> tuple[Sums, ...]:
    """The sums of one measure over each of the periods, up to the as-of day."""
    if measure in FIELDS:
        return _of_rows(book, measure, periods, horizon, places)
    made = _of_visits if measure is Measure.VISITS else _of_clients
    return tuple(made(book, period, horizon, places) for period in periods)


def _of_rows(
    book: SalesBook, measure: Measure, periods: Sequence[Period], horizon: Horizon, places: Places
) -> tuple[Sums, ...]:
    if measure is Measure.QUANTITY and book.actuals.has_mixed_units:
        return (Sums(),) * len(periods)
    achieved = counted(book, measure, horizon.today.toordinal())
    return tuple(_of_period(achieved, period, horizon, places) for period in periods)


def _of_period(achieved: Counted, period: Period, horizon: Horizon, places: Places) -> Sums:
    through = horizon.as_of.toordinal()
    inside = [*achieved.places(period, through)]
    start, end = period.start.toordinal(), min(period.end.toordinal(), through + 1)
    spans = zip(achieved.starts, achieved.ends, strict=True)
    touching = sum(first < end and start < last for first, last in spans)
    names, entries = places.field, achieved.entries
    text = achieved.book.actuals.text
    named = ((text(names, entries[place]) or places.name_by_client(text("client", entries[place])), place) for place in inside)
    found = ((places.of(name, achieved.starts[place]), place) for name, place in named)
    scale = Decimal(_THOUSANDTHS if achieved.measure is Measure.QUANTITY else _FEN)
    came = ((path, Decimal(achieved.amounts[place]) / scale) for path, place in found)
    return _added(came, is_recorded=bool(entries), is_blurred=touching > len(inside))


def _of_visits(book: SalesBook, period: Period, horizon: Horizon, places: Places) -> Sums:
    rows = visits_in(book, replace(horizon, report=period))
    visits = [row for row in book.activities if row.type in VISIT_TYPES]
    touching = sum(row.period.meets(period) and row.period.start <= horizon.as_of for row in visits)
    named = ((getattr(row, places.field, "") or places.name_by_client(row.client), row) for row in rows)
    found = ((places.of(name, row.period.start.toordinal()), row.count.value) for name, row in named)
    return _added(found, is_recorded=bool(visits), is_blurred=touching > len(rows))


def _of_clients(book: SalesBook, period: Period, horizon: Horizon, places: Places) -> Sums:
    deals = [(client, client.first_deal) for client in book.clients if client.first_deal]
    found = (
        (places.of(getattr(client, places.field, ""), day.toordinal()), Decimal(1))
        for client, day in deals
        if day in period and day <= horizon.as_of
    )
    return _added(found, is_recorded=bool(deals))


def _added(amounts: Iterable[tuple[Path, Decimal]], *, is_recorded: bool, is_blurred: bool = False) -> Sums:
    """By path, and by each path above it."""
    rows: dict[Path, None] = {}
    sums: dict[Path, Decimal] = {}
    for path, amount in amounts:
        rows[path] = None
        for depth in range(1, len(path) + 1):
            sums[path[:depth]] = sums.get(path[:depth], Decimal(0)) + amount
    return Sums(amounts=sums, rows=tuple(rows), is_recorded=is_recorded, is_blurred=is_blurred)
