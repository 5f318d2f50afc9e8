"""Rows of data above a heading row: what sorting makes of a sheet whose heading was sorted along with its rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from xlsummary import catalogue, catalogue_values
from xlsummary.book.choices import choice_named
from xlsummary.book.findings import Findings
from xlsummary.book.headings import Head, HeadedColumn
from xlsummary.book.letters import letters_of
from xlsummary.book.merged import NUMBERS
from xlsummary.book.schema import SETTING_LIST, ValueKind
from xlsummary.book.values import CellValue, Customs, is_blank, read_amount, read_period
from xlsummary.model import Cell
from xlsummary.spelling import folded, heading_key

_TIMES = (ValueKind.DATE, ValueKind.PERIOD, ValueKind.DATE_OR_PERIOD)
_UNSURE = (catalogue.DAY_ORDER, catalogue_values.DATE_NEEDS_YEAR, catalogue.PERIOD_NEEDS_YEAR)
_FEWEST = 2
_SETTINGS = frozenset(heading_key(word) for each in SETTING_LIST for word in (each.heading.zh, each.heading.en))


def rows_above(head: Head, findings: Findings) -> int:
    """How many rows above the heading are such as stand below it, an error at the first of them.

    They hold a day or period and a number where these columns do; in a sheet that needs no time, all that is needed, most of
    its columns, what can be chosen there, and no label with a colon.
    """
    left = head.grid.first_column
    is_row = _test(head)
    above = [place for place, row in enumerate(head.grid.rows[: head.headings.first]) if is_row(row)]
    if above:
        first = min(at for each in head.columns.values() for at in (*each.apart, each.position))
        cell = Cell(head.grid.name, f"{letters_of(first)}{head.grid.first_row + above[0]}")
        value = head.grid.rows[above[0]][first - left]
        findings.add(catalogue.ROWS_ABOVE_HEADING, cell, value, other=str(head.table.head_row), count=str(len(above)))
    return len(above)


def _test(head: Head) -> Callable[[Sequence[CellValue]], bool]:
    columns = [*head.columns.values()]
    times = [each for each in columns if each.column.kind in _TIMES]
    numbers = [each for each in columns if each.column.kind in NUMBERS]
    left = head.grid.first_column
    if times and numbers and any(each.column.required for each in times):
        return lambda row: (
            any(_is_time(row, each, left) for each in times) and any(_is_number(row[each.position - left]) for each in numbers)
        )
    if head.spec.key == "settings":
        at = head.columns["key"].position - left if "key" in head.columns else 0
        return lambda row: heading_key(str(row[at])) in _SETTINGS
    return lambda row: _is_record(row, columns, left)


def _is_time(row: Sequence[CellValue], headed: HeadedColumn, left: int) -> bool:
    if headed.apart:
        return all(_is_number(row[at - left]) for at in (*headed.apart, headed.position))
    read = read_period(row[headed.position - left], Customs(), days=True)
    return read.value is not None or any(remark.rule in _UNSURE for remark in read.remarks)


def _is_number(value: CellValue) -> bool:
    return not isinstance(value, bool) and read_amount(value, Customs().unit).value is not None


def _is_record(row: Sequence[CellValue], columns: Sequence[HeadedColumn], left: int) -> bool:
    filled = [(each, value) for each in columns if not is_blank(value := row[each.position - left])]
    fields = {each.column.name for each, _ in filled}
    needed = all(each.column.name in fields for each in columns if each.column.required)
    chosen = all(each.column.choices is None or choice_named(str(value), each.column.choices) for each, value in filled)
    labelled = any(":" in folded(value) for _, value in filled if isinstance(value, str))
    return needed and chosen and not labelled and len(filled) >= max(_FEWEST, len(columns) // 2 + 1)
