"""Control totals of a sheet: every filled row accounted for, and the sums of its amounts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from xlsummary.book.rows import TableRows
from xlsummary.book.schema import ValueKind
from xlsummary.model import Control, LeftOut, Measure


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

    def joined(self, other: AmountColumn) -> AmountColumn:
        """With the rows of another, which holds amounts of other places."""
        values = {place: (value or 0) * self.size for place, value in zip(self.places, self.values, strict=True)}
        values |= {place: (value or 0) * other.size for place, value in zip(other.places, other.values, strict=True)}
        places = sorted(values)
        return AmountColumn(places, [values[place] for place in places])

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
COUNTS = ("quantity", "count", "unrecorded", "due_count")
COUNTED = frozenset({*COUNTS, *(measure.value for measure in Measure if not measure.is_money)})
"""The names of sums that are no money."""


def control(table: TableRows, used: int, left_out: Mapping[str, int], amounts: Amounts) -> Control:
    """Every filled row accounted for; sums over the rows used: money, counts, targets by measure."""
    money = {column.name for column in table.head.spec.columns if column.kind is ValueKind.MONEY}
    summed = {*money, *COUNTS, *(measure.value for measure in Measure)}
    by_unit = _by_unit(table, amounts["quantity"]) if table.units and "quantity" in amounts else {}
    summed -= {"quantity"} if len(by_unit) > 1 else set()
    filled = {name: column for name, column in amounts.items() if name in summed and column.is_filled}
    sums = {_SUM_NAMES.get(name, name): column.total() for name, column in filled.items()}
    reasons = {**table.left_out, **left_out}
    return Control(
        sheet=table.head.table.sheet,
        rows_found=table.found,
        rows_used=used,
        left_out=tuple(LeftOut(reason, rows) for reason, rows in sorted(reasons.items()) if rows),
        sums=MappingProxyType(dict(sorted(sums.items()))),
        by_unit=MappingProxyType(by_unit if len(by_unit) > 1 else {}),
    )


def _by_unit(table: TableRows, quantities: AmountColumn) -> dict[str, Decimal]:
    """The sum of each unit, in the order of their first rows."""
    sums: dict[str, Decimal] = {}
    for place, value in zip(quantities.places, quantities.values, strict=True):
        if value is not None:
            unit = table.units.get(place, "")
            sums[unit] = sums.get(unit, Decimal(0)) + value * quantities.size
    return sums
