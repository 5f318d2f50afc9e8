"""A table's numbers as people see them, where a cell's format shows another value than it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from xlsummary import catalogue_values
from xlsummary.book.findings import Findings
from xlsummary.book.headings import HeadedColumn
from xlsummary.book.number_formats import Shown
from xlsummary.book.rows import TableRows, pieces_of, table_cell, unit_of
from xlsummary.book.schema import ValueKind
from xlsummary.book.values import CellValue, Customs
from xlsummary.money import UNIT_WORDS, exact

_MONEY = (ValueKind.MONEY, ValueKind.MONEY_OR_NUMBER)
_WESTERN = frozenset("abcdefghijklmnopqrstuvwxyz")


def as_shown(table: TableRows, customs: Customs, findings: Findings) -> TableRows:
    """The table with percentages and foreign money as the texts shown, which their readers judge, and units as shown.

    A number whose format shows a unit that is not its column's counts as shown, with a warning a column.
    """
    grid = table.head.grid
    if not grid.shown:
        return table
    rows = [*table.cells]
    for headed in table.head.columns.values():
        at = headed.position - grid.first_column
        for shown, places in _formats(table, headed):
            changed = [
                (place, value) for place in places if (value := _seen(rows[place][at], shown, headed, customs)) is not None
            ]
            if changed and not shown.percent and not isinstance(changed[0][1], str):
                place, value = changed[0]
                words = {"count": str(len(changed)), "shown": _written(rows[place][at], shown)}
                findings.add(catalogue_values.FORMAT_UNIT, table_cell(table.head, at, place), rows[place][at], **words)
            for place, value in changed:
                rows[place] = [*rows[place][:at], value, *rows[place][at + 1 :]]
    return replace(table, cells=rows)


def _formats(table: TableRows, headed: HeadedColumn) -> Iterator[tuple[Shown, Sequence[int]]]:
    """The formats of a column of numbers, and the places of the rows below the heading that have them."""
    grid = table.head.grid
    if headed.column.kind is not ValueKind.NUMBER and headed.column.kind not in _MONEY:
        return
    for (column, shown), numbers in grid.shown.items():
        if column == headed.position:
            places = (number - grid.first_row for number in numbers if number > table.head.table.head_row)
            yield shown, [place for place in places if 0 <= place < len(table.cells)]


def _seen(value: CellValue, shown: Shown, headed: HeadedColumn, customs: Customs) -> CellValue | None:
    """What a number is taken as; None where it stays what it is."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value == 0:
        return None
    money = headed.column.kind in _MONEY
    if shown.percent:
        return _written(value, shown)
    if money and shown.currency and shown.currency != customs.currency:
        return f"{shown.currency} {_plain(value)}"
    unit = unit_of(headed, customs) if money else pieces_of(headed)
    size = shown.size if money or not (_WESTERN & {*shown.word}) else None
    if size is None or size == unit or (not money and shown.word.endswith("元")):
        return None
    return float(exact(float(value)) * size / unit)


def _written(value: CellValue, shown: Shown) -> str:
    """The number with the sign of percent or the unit that its format shows."""
    if not isinstance(value, (int, float)):
        return str(value)
    if shown.percent:
        return f"{(exact(float(value)) * shown.percent).normalize():f}%"
    return f"{_plain(float(exact(float(value)) * _factor(shown)))}{shown.word}"


def _factor(shown: Shown) -> Decimal:
    return (shown.size or Decimal(1)) / UNIT_WORDS.get(shown.word, Decimal(1))


def _plain(value: float) -> str:
    return f"{exact(float(value)).normalize():f}"
