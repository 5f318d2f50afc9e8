"""What was achieved: the rows that count for a measure, each with its days and amount, and sums over them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from xlsummary.book import schema
from xlsummary.catalogue import PERIOD_ROW_NOT_OVER, PERIOD_ROW_STRADDLES
from xlsummary.model import ActualKind, Amount, Bound, Cell, Control, LeftOut, Measure, Period, SalesBook, Text
from xlsummary.overruled import Column, has_periods, overruled
from xlsummary.periods import month_of
from xlsummary.problems import Problem
from xlsummary.wording import NO_UNIT

FIELDS = {Measure.SALES: "sales", Measure.COLLECTIONS: "collected", Measure.PROFIT: "profit", Measure.QUANTITY: "quantity"}
"""The column of 实绩 that each measure is summed from."""

_LISTED = 5
_EXCEPT = Text("不含", "except")
_UNIT = Text("单位", "Unit")
_UNCOUNTED = Text("不含未计入的行", "except rows not counted")
_NEVER_CASH = (ActualKind.SET_OFF, ActualKind.BAD_DEBT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The entries that count for one measure; `amounts` in fen, for quantity in thousandths.

    `entries[i]` is a row of `book.actuals`, `starts[i]` to `ends[i]` its days (ordinals, half-open), `lasts[i]` the day it
    counts as. `unit` is that of the quantities, None where they are not told apart. `left_out` are rows with an amount that
    does not count, `problems` period totals that disagree with their rows.
    """

    measure: Measure
    book: SalesBook
    unit: str | None = None
    entries: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    lasts: tuple[int, ...]
    amounts: tuple[int, ...]
    left_out: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()

    def places(self, period: Period, through: int | None = None) -> Iterator[int]:
        """Places of the rows that lie wholly in the period and count by the day `through` (an ordinal)."""
        start, end = period.start.toordinal(), period.end.toordinal()
        for place, (first, last) in enumerate(zip(self.starts, self.ends, strict=True)):
            if start <= first and last <= end and (through is None or self.lasts[place] <= through):
                yield place

    def uncounted(self, period: Period, as_of: date) -> Iterator[Problem]:
        """A warning for each row dated by a period that lies partly outside the period, or runs past the as-of day."""
        start, end, until = period.start.toordinal(), period.end.toordinal(), as_of.toordinal()
        for place, (first, last) in enumerate(zip(self.starts, self.ends, strict=True)):
            inside = start <= first and last <= end
            if first < end and start < last and not inside and self.book.actuals.leads(self.entries[place]):
                yield Problem(PERIOD_ROW_STRADDLES, self.cell(place), words={"period": days_text(period)})
            elif start <= first <= until < self.lasts[place] and last <= end:
                yield Problem(PERIOD_ROW_NOT_OVER, self.cell(place), words={"as_of": as_of.isoformat()})

    def beyond_months(self, places: Iterable[int]) -> tuple[Period, ...]:
        """The periods of rows that no single month holds, without repeats."""
        spans = dict.fromkeys((self.starts[place], self.ends[place]) for place in places)
        periods = (Period(date.fromordinal(first), date.fromordinal(last)) for first, last in spans if last - first > 1)
        return tuple(period for period in periods if not month_of(period.start).holds(period))

    def cell(self, place: int) -> Cell:
        return self.book.actuals.cell(FIELDS[self.measure], self.entries[place])

    def total(self, places: Iterable[int]) -> Amount:
        """The sum in yuan or counted units, with the bound of what went in."""
        listed, bound = tuple(places), Bound.EXACT
        grains = sum(map(self.amounts.__getitem__, listed))
        bounds, field = self.book.actuals.bounds, FIELDS[self.measure]
        for place in listed if bounds else ():
            bound = bound.joined(bounds.get((field, self.entries[place]), Bound.EXACT))
        return Amount(Decimal(grains) / _scale(self.measure), bound)

    def groups(self, places: Iterable[int], name: Callable[[int], str]) -> dict[str, list[int]]:
        """The places by a name of their entry, names in the order they first appear."""
        grouped: dict[str, list[int]] = defaultdict(list)
        for place in places:
            grouped[name(self.entries[place])].append(place)
        return dict(grouped)

    def address(self, places: Sequence[int], *filters: str) -> tuple[str, ...]:
        """The range of the rows' amounts, what selects them and what in it does not count: `'实绩'!D2:D312, 人员=张三`."""
        if not places:
            return ()
        field, actuals = FIELDS[self.measure], self.book.actuals
        rows = list(map(actuals.rows.__getitem__, map(self.entries.__getitem__, places)))
        first, last = min(rows), max(rows)
        ref = actuals.cell(field, self.entries[places[0]]).ref or ""
        letters = ref.rstrip("0123456789")
        area = Cell(actuals.table.sheet if actuals.table else "", _range(letters, first, last))
        return (", ".join((str(area), *filters, *self._of_unit(), *self._exceptions(first, last))),)

    def _of_unit(self) -> tuple[str, ...]:
        lang = self.book.lang
        return () if self.unit is None else (f"{_UNIT[lang]}={self.unit or NO_UNIT[lang]}",)

    def _exceptions(self, first: int, last: int) -> Iterator[str]:
        """The cells between two rows that hold an amount and were not counted, or why where they are many."""
        cells = [
            self.book.actuals.cell(FIELDS[self.measure], entry).ref or ""
            for entry in self.left_out
            if first <= self.book.actuals.rows[entry] <= last
        ]
        if len(cells) > _LISTED:
            yield _UNCOUNTED[self.book.lang]
        elif cells:
            yield f"{_EXCEPT[self.book.lang]} {', '.join(dict.fromkeys(cells))}"


def units_of(book: SalesBook) -> tuple[str, ...]:
    """The units of the quantities, in the order of their first rows; none where all have one."""
    actuals = book.actuals
    filled = zip(actuals.units, actuals.quantity, strict=True) if actuals.units else ()
    return tuple(dict.fromkeys(unit for unit, grains in filled if grains is not None))


def counted(book: SalesBook, measure: Measure, today: int, unit: str | None = None) -> Counted:
    """The rows that count for a measure of 实绩, without totals of a period whose own rows are there.

    `today` is an ordinal: a period that is not over counts as today. With a `unit` only the quantities of that unit count.
    """
    column = _column(book, measure, unit)
    over = overruled(book.actuals, book.reps, column)
    kept = [entry for entry in column.entries if entry not in over.entries] if over.entries else column.entries
    chosen, typed = set(kept), _typed(book, measure, unit)
    return Counted(
        measure=measure,
        book=book,
        unit=unit,
        entries=tuple(kept),
        starts=tuple([column.starts[entry] for entry in kept]),
        ends=tuple([column.ends[entry] for entry in kept]),
        lasts=tuple([_last(column.starts[entry], column.ends[entry], today) for entry in kept]),
        amounts=tuple([column.amounts[entry] or 0 for entry in kept]),
        left_out=tuple([entry for entry, amount in enumerate(typed) if amount is not None and entry not in chosen]),
        problems=over.problems,
    )


def _column(book: SalesBook, measure: Measure, unit: str | None = None) -> Column:
    """The rows with an amount of a measure, on the days it goes by."""
    amounts, actuals = _amounts(book, measure, unit), book.actuals
    paid = measure is Measure.COLLECTIONS
    return Column(
        field=FIELDS[measure],
        entries=[entry for entry, amount in enumerate(amounts) if amount is not None],
        starts=actuals.paid_starts if paid else actuals.starts,
        ends=actuals.paid_ends if paid else actuals.ends,
        amounts=amounts,
        grains=_scale(measure),
    )


def accounted(book: SalesBook) -> SalesBook:
    """The book with controls that leave out what does not count of 实绩: rows of which nothing does, and their amounts."""
    actuals = book.actuals
    if actuals.table is None or not (
        has_periods(actuals.starts, actuals.ends) or has_periods(actuals.paid_starts, actuals.paid_ends)
    ):
        return book
    over = {measure: _overruled(book, measure) for measure in FIELDS}
    filled = {
        measure: [entry for entry, grains in enumerate(_typed(book, measure)) if grains is not None] for measure in FIELDS
    }
    used = {actuals.rows[entry] for measure, entries in filled.items() for entry in entries if entry not in over[measure]}
    rows = len({actuals.rows[entry] for entries in over.values() for entry in entries} - used)
    less = {measure.value: _yuan(book, measure, entries) for measure, entries in over.items()}
    units: dict[str, Decimal] = defaultdict(Decimal)
    for entry in over[Measure.QUANTITY] if actuals.units else ():
        units[actuals.units[entry]] += _yuan(book, Measure.QUANTITY, (entry,))
    return replace(book, controls=tuple(_without(each, rows, less, units, actuals.table.sheet) for each in book.controls))


def _overruled(book: SalesBook, measure: Measure) -> frozenset[int]:
    """The entries that do not count for a measure, in each of its units."""
    units = units_of(book) if measure is Measure.QUANTITY else ()
    columns = [_column(book, measure, unit) for unit in units or (None,)]
    return frozenset().union(*(overruled(book.actuals, book.reps, column).entries for column in columns))


def _yuan(book: SalesBook, measure: Measure, entries: Iterable[int]) -> Decimal:
    """What some rows have of a measure, in yuan or counted units."""
    typed = _typed(book, measure)
    return Decimal(sum(typed[entry] or 0 for entry in entries)) / _scale(measure)


def _without(control: Control, rows: int, less: Mapping[str, Decimal], units: Mapping[str, Decimal], sheet: str) -> Control:
    """The control of 实绩 with so many rows not used, and amounts not in its sums or those of its units; another as it is."""
    if control.sheet != sheet or not control.rows_used:
        return control
    left_out = (*control.left_out, LeftOut("overruled", rows)) if rows else control.left_out
    return replace(
        control,
        rows_used=control.rows_used - rows,
        left_out=tuple(sorted(left_out, key=lambda each: each.reason)),
        sums=MappingProxyType({name: amount - less.get(name, 0) for name, amount in control.sums.items()}),
        by_unit=MappingProxyType({unit: amount - units.get(unit, 0) for unit, amount in control.by_unit.items()}),
    )


def _last(start: int, end: int, today: int) -> int:
    return end - 1 if end - 1 <= today or end - start == 1 else max(start, today)


def _typed(book: SalesBook, measure: Measure, unit: str | None = None) -> list[int | None]:
    """The column as it stands, or its quantities of one unit."""
    actuals = book.actuals
    if unit is not None:
        return [grains if own == unit else None for grains, own in zip(actuals.quantity, actuals.units, strict=True)]
    column = actuals.quantity if measure is Measure.QUANTITY else actuals.money.get(FIELDS[measure], ())
    return list(column) or [None] * len(actuals)


def _amounts(book: SalesBook, measure: Measure, unit: str | None) -> list[int | None]:
    """Each entry's amount for the measure; cash leaves out what is never cash, and acceptances where the setting says so."""
    column = _typed(book, measure, unit)
    if measure is not Measure.COLLECTIONS:
        return column
    shut = set(_NEVER_CASH) | (set() if book.settings.acceptance_counts else {ActualKind.ACCEPTANCE})
    return [None if kind in shut else amount for kind, amount in zip(book.actuals.kinds, column, strict=True)]


def heading(book: SalesBook, sheet_key: str, field: str) -> str:
    """A column's usual heading in the book's language."""
    return schema.sheet(sheet_key).column(field).heading[book.lang]


def span(cells: list[Cell]) -> tuple[str, ...]:
    """One range from the first to the last of some cells of a column."""
    if not cells:
        return ()
    refs = [cell.ref or "" for cell in cells]
    return (str(Cell(cells[0].sheet, refs[0] if len(refs) == 1 else f"{refs[0]}:{refs[-1]}")),)


def _scale(measure: Measure) -> int:
    return 1000 if measure is Measure.QUANTITY else 100


def _range(letters: str, first: int, last: int) -> str:
    return f"{letters}{first}" if first == last else f"{letters}{first}:{letters}{last}"


def days_text(period: Period) -> str:
    """First and last day, `2025-10-15~2025-11-14`."""
    return f"{period.start.isoformat()}~{period.last.isoformat()}"
