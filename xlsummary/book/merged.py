"""Merged cells: a text stands in each row of them, an amount in none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlsummary import catalogue
from xlsummary.book.findings import Findings
from xlsummary.book.headings import Head, HeadedColumn
from xlsummary.book.letters import letters_of
from xlsummary.book.schema import ValueKind
from xlsummary.book.source import Merge
from xlsummary.book.values import CellValue
from xlsummary.model import Cell

NUMBERS = (ValueKind.MONEY, ValueKind.NUMBER, ValueKind.MONEY_OR_NUMBER)
_SEVERAL = 2


def unmerged(head: Head, first: int, findings: Findings) -> tuple[Sequence[Sequence[CellValue]], frozenset[int]]:
    """The rows with merged texts in each row of the merge, and the rows of merged amounts, each an error."""
    grid = head.grid
    rows = list(grid.rows)
    by_position = {each.position: each for each in head.columns.values()}
    apart = {position for each in head.columns.values() for position in each.apart}
    merged: set[int] = set()
    for merge in grid.merges:
        top, bottom = merge.first_row - grid.first_row, merge.last_row - grid.first_row
        headed = by_position.get(merge.first_column)
        is_part = merge.first_column in apart
        beside = _amounts_of(merge, by_position)
        if top < first or top >= len(rows) or (top == bottom and len(beside) < _SEVERAL):
            continue
        if headed is None and not is_part:
            continue
        at = merge.first_column - grid.first_column
        value = rows[top][at]
        if top == bottom and isinstance(value, str) and not any(map(str.isdigit, value)):
            continue  # a heading said again
        below = [place for place in range(top + 1, min(bottom + 1, len(rows))) if any(cell != "" for cell in rows[place])]
        if headed and headed.column.kind in NUMBERS:
            if value != "" and (below or len(beside) >= _SEVERAL):
                last = letters_of(beside[-1].position)
                span = f"{letters_of(merge.first_column)}{merge.first_row}:{last}{merge.last_row}"
                findings.add(catalogue.MERGED_AMOUNT, Cell(grid.name, span), value)
                merged.update((top, *below))
            continue
        for place in below:
            rows[place] = [*rows[place][:at], value, *rows[place][at + 1 :]]
    return rows, frozenset(merged)


def _amounts_of(merge: Merge, by_position: Mapping[int, HeadedColumn]) -> Sequence[HeadedColumn]:
    """The amount columns that merged cells cover, from left to right."""
    covered = sorted(at for at in by_position if merge.first_column <= at <= merge.last_column)
    return [by_position[at] for at in covered if by_position[at].column.kind in NUMBERS]
