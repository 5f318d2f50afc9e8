"""Control totals of a sheet, and its total rows compared with our own sums."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from xlsummary import catalogue, catalogue_files
from xlsummary.book.faults import fault_in
from xlsummary.book.findings import Findings
from xlsummary.book.rows import TableRows, pieces_of, unit_of
from xlsummary.book.schema import ValueKind
from xlsummary.book.totals import may_sum, name_of_total
from xlsummary.book.values import Customs, read_amount, read_count
from xlsummary.model import Cell, Control, LeftOut, Measure, Text
from xlsummary.spelling import name_key


@dataclass(frozen=True, slots=True)
class AmountColumn:
    """What the used rows hold of an amount: at each place in the grid, in rising order, so many times `size`, or nothing."""

    places: Sequence[int]
    values: Sequence[Decimal | int | None]
    size: Decimal = Decimal(1)

    def between(self, after: int, before: int) -> Decimal:
        """The sum of the rows after one place and before another."""
        first, last = bisect_right(self.places, after), bisect_left(self.places, before)
        return Decimal(sum([value for value in self.values[first:last] if value])) * self.size

    def total(self) -> Decimal:
        return Decimal(sum([value for value in self.values if value])) * self.size

    @property
    def is_filled(self) -> bool:
        return any(value is not None for value in self.values)


Amounts = Mapping[str, AmountColumn]
"""By field, or by measure."""


def amounts_by_column(rows: Mapping[int, Mapping[str, Decimal]]) -> Amounts:
    """The amounts of rows, given by place and field."""
    names = dict.fromkeys(name for row in rows.values() for name in row)
    places = sorted(rows)
    return {name: AmountColumn(places, [rows[place].get(name) for place in places]) for name in names}


_SUM_NAMES = MappingProxyType({"collected": "collections"})
_COUNTS = ("quantity", "count", "unrecorded", "due_count")
COUNTED = frozenset({*_COUNTS, *(measure.value for measure in Measure if not measure.is_money)})
"""The names of sums that are no money."""


def control(table: TableRows, used: int, left_out: Mapping[str, int], amounts: Amounts) -> Control:
    """Every filled row accounted for; sums over the rows used: money columns, quantities and activities, targets by measure."""
    money = {column.name for column in table.head.spec.columns if column.kind is ValueKind.MONEY}
    summed = {*money, *_COUNTS, *(measure.value for measure in Measure)}
    summed -= {"quantity"} if table.mixed else set()
    filled = {name: column for name, column in amounts.items() if name in summed and column.is_filled}
    sums = {_SUM_NAMES.get(name, name): column.total() for name, column in filled.items()}
    reasons = {**table.left_out, **left_out}
    return Control(
        sheet=table.head.table.sheet,
        rows_found=table.found,
        rows_used=used,
        left_out=tuple(LeftOut(reason, rows) for reason, rows in sorted(reasons.items()) if rows),
        sums=MappingProxyType(dict(sorted(sums.items()))),
    )


def check_totals(table: TableRows, amounts: Amounts, customs: Customs, findings: Findings) -> None:
    """A warning where a total row is not the sum of the rows above it, from the top or from after any total before it.

    A total above all rows is compared with those below it, up to the next total or to the end.
    """
    summed = [name for name, each in table.head.columns.items() if each.column.kind in _SUMMED or name in _COUNTS]
    for place in table.totals:
        for name in summed:
            fault = fault_in(table.cells[place][table.offset(name)])
            if fault is not None:
                shown = Text(*[fault.code] * 2) if fault.code else _UNCALCULATED
                findings.add(catalogue_files.TOTAL_UNREADABLE, _cell(table, name, place), fault, shown=shown)
    if not table.totals or findings.errors_in(table.head.table.sheet):
        return
    for name in summed:
        for place, own in _wrong_totals(table, amounts.get(name, AmountColumn((), ())), name, customs):
            value = table.cells[place][table.offset(name)]
            findings.add(catalogue.TOTAL_DIFFERS, _cell(table, name, place), value, sum=f"{own:f}")


_UNCALCULATED = Text("没有算过的公式", "a formula never calculated")


def _cell(table: TableRows, name: str, place: int) -> Cell:
    return Cell(table.head.table.sheet, f"{table.head.table.letters[name]}{table.number(place)}")


def _wrong_totals(table: TableRows, column: AmountColumn, name: str, customs: Customs) -> Iterator[tuple[int, Decimal]]:
    """The places of total rows that are wrong, and what each should be."""
    above, before = Decimal(0), -1
    named = _NamedSums(table, column)
    begun = {above}
    for number, place in enumerate(table.totals):
        since = column.between(before, place)
        above, before = above + since, place
        typed = _typed(table, name, place, customs)
        if typed is None:
            continue
        if table.places and place < table.places[0]:
            following = table.totals[number + 1] if number + 1 < len(table.totals) else _END
            below = column.between(place, _END)
            if typed not in (below, column.between(place, following)):
                yield place, below
        elif above - typed not in begun and not named.holds(place, typed):
            yield place, since if _is_subtotal(table, place) else above
        begun.add(above)


_END = 1 << 30
_SUMMED = (ValueKind.MONEY, ValueKind.MONEY_OR_NUMBER)


def _typed(table: TableRows, name: str, place: int, customs: Customs) -> Decimal | None:
    """A total as typed; None for what is no exact amount."""
    headed = table.head.columns[name]
    value = table.cells[place][table.offset(name)]
    pieces = pieces_of(headed)
    if headed.column.kind is ValueKind.NUMBER:
        count = read_count(value, pieces)
        return None if count.value is None else count.value.value
    by_unit = read_amount(value, unit_of(headed, customs), customs.currency)
    read = by_unit if headed.column.kind is ValueKind.MONEY else by_unit if by_unit.value else read_count(value, pieces)
    return None if read.value is None else read.value.value


def _is_subtotal(table: TableRows, place: int) -> bool:
    texts = [cell for cell in table.cells[place] if isinstance(cell, str) and may_sum(cell)]
    return any(name_of_total(text) or _SUBTOTAL.search(name_key(text)) for text in texts)


_SUBTOTAL = re.compile("小计|小計|sub-?total")


class _NamedSums:
    """The sums of the rows whose names total rows say, as `张三合计`; made when first asked for."""

    def __init__(self, table: TableRows, column: AmountColumn) -> None:
        self._table, self._column = table, column
        self._sums: dict[str, Decimal] | None = None

    def holds(self, place: int, typed: Decimal) -> bool:
        """True where a total row's amount is that of its name."""
        if self._sums is None:
            self._sums = self._made()
        return any(self._sums.get(name) == typed for name in _names_of_total(self._table, place))

    def _made(self) -> dict[str, Decimal]:
        wanted = {name for place in self._table.totals for name in _names_of_total(self._table, place)}
        sums = dict.fromkeys(sorted(wanted), Decimal(0))
        keys: dict[str, str] = {}
        for place, value in zip(self._column.places, self._column.values, strict=True) if wanted else ():
            texts = {cell for cell in self._table.cells[place] if isinstance(cell, str) and cell}
            named = {keys.get(text) or keys.setdefault(text, name_key(text)) for text in texts}
            for name in named & wanted if value else ():
                sums[name] += Decimal(value or 0) * self._column.size
        return sums


def _names_of_total(table: TableRows, place: int) -> set[str]:
    texts = [cell for cell in table.cells[place] if isinstance(cell, str) and may_sum(cell)]
    return {name_key(name_of_total(text)) for text in texts} - {""}
