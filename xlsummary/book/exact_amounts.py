"""Amounts of rows that are no records, as far as they can be read: of total rows and void documents."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from xlsummary.book.controls import AmountColumn, Amounts
from xlsummary.book.rows import TableRows, pieces_of, unit_of
from xlsummary.book.schema import ValueKind
from xlsummary.book.values import Customs, read_amount, read_count


def size_of(table: TableRows, name: str, customs: Customs, *, counted: bool) -> Decimal:
    """Yuan, or pieces, in one of a column's numbers."""
    headed = table.head.columns[name]
    return pieces_of(headed) if counted else unit_of(headed, customs)


def amount_at(table: TableRows, name: str, place: int, customs: Customs, *, counted: bool) -> Decimal | None:
    """Yuan or pieces in a cell; None for a blank and for what cannot be read."""
    value, size = table.cells[place][table.offset(name)], size_of(table, name, customs, counted=counted)
    read = read_count(value, size) if counted else read_amount(value, size, customs.currency)
    return None if read.value is None else read.value.value


def amounts_at(table: TableRows, places: Sequence[int], customs: Customs) -> Amounts:
    """The columns of money, and the quantity, of some rows."""
    columns = {name: each.column.kind for name, each in table.head.columns.items()}
    counted = {name: name == "quantity" for name, kind in columns.items() if kind is ValueKind.MONEY or name == "quantity"}
    return {
        name: AmountColumn(places, [amount_at(table, name, place, customs, counted=own) for place in places])
        for name, own in counted.items()
    }
