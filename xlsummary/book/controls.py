"""Control totals of a sheet, and its total rows compared with our own sums."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from xlsummary import catalogue
from xlsummary.book.findings import Findings
from xlsummary.book.rows import TableRows, unit_of
from xlsummary.book.schema import ValueKind
from xlsummary.book.values import Customs, read_amount, read_count
from xlsummary.model import Cell, Control, LeftOut, Measure
from xlsummary.spelling import name_key

Amounts = Mapping[int, Mapping[str, Decimal]]
"""By the place of a used row in its grid: what each amount column holds there."""

_SUM_NAMES = MappingProxyType({"collected": "collections"})
_COUNTS = ("quantity", "count", "unrecorded", "due_count")


def control(table: TableRows, used: int, left_out: Mapping[str, int], amounts: Amounts) -> Control:
    """Every filled row accounted for; sums over the rows used: money columns, quantities and activities, targets by measure."""
    money = {column.name for column in table.head.spec.columns if column.kind is ValueKind.MONEY}
    summed = {*money, *_COUNTS, *(measure.value for measure in Measure)}
    sums: dict[str, Decimal] = {}
    for row in amounts.values():
        for name, value in row.items():
            key = _SUM_NAMES.get(name, name)
            if name in summed:
                sums[key] = sums.get(key, Decimal(0)) + value
    reasons = {**table.left_out, **left_out}
    return Control(
        sheet=table.head.table.sheet,
        rows_found=table.found,
        rows_used=used,
        left_out=tuple(LeftOut(reason, rows) for reason, rows in sorted(reasons.items()) if rows),
        sums=MappingProxyType(dict(sorted(sums.items()))),
    )


def check_totals(table: TableRows, amounts: Amounts, customs: Customs, findings: Findings) -> None:
    """A warning where a total row is neither the sum since the total before it nor the sum of all rows above."""
    if not table.totals or findings.errors_in(table.head.table.sheet):
        return
    numeric = [name for name, each in table.head.columns.items() if each.column.kind in _SUMMED]
    for name in numeric:
        before = -1
        for place in table.totals:
            typed = _typed(table, name, place, customs)
            since = _sum(amounts, name, before, place)
            above = _sum(amounts, name, -1, place)
            if typed is not None and typed not in (since, above):
                cell = Cell(table.head.table.sheet, f"{table.head.table.letters[name]}{table.number(place)}")
                own = since if _is_subtotal(table, place) else above
                findings.add(catalogue.TOTAL_DIFFERS, cell, table.cells[place][table.offset(name)], sum=f"{own:f}")
            before = place


_SUMMED = (ValueKind.MONEY, ValueKind.MONEY_OR_NUMBER)


def _typed(table: TableRows, name: str, place: int, customs: Customs) -> Decimal | None:
    """A total as typed; None for what is no exact amount."""
    headed = table.head.columns[name]
    value = table.cells[place][table.offset(name)]
    by_unit = read_amount(value, unit_of(headed, customs), customs.currency)
    read = by_unit if headed.column.kind is ValueKind.MONEY else by_unit if by_unit.value else read_count(value)
    return None if read.value is None else read.value.value


def _sum(amounts: Amounts, name: str, after: int, before: int) -> Decimal:
    return sum((row.get(name, Decimal(0)) for place, row in amounts.items() if after < place < before), Decimal(0))


def _is_subtotal(table: TableRows, place: int) -> bool:
    return any(isinstance(cell, str) and name_key(cell).strip(":") in ("小计", "subtotal") for cell in table.cells[place])
