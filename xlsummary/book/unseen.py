"""What is said of hidden rows, and of what a file does not tell."""

from __future__ import annotations

from collections.abc import Iterable

from xlsummary import catalogue, catalogue_files
from xlsummary.book.findings import Findings
from xlsummary.book.formats import NAMES, Format
from xlsummary.book.letters import letters_of
from xlsummary.book.rows import TableRows
from xlsummary.book.source import Grid
from xlsummary.model import Cell, Text


def tell_hidden_rows(table: TableRows, findings: Findings) -> None:
    """One note of the hidden rows among those that count, at the first of them."""
    grid = table.head.grid
    hidden = sorted({number - grid.first_row for number in grid.hidden_rows or ()} & {*table.places})
    if hidden:
        letters = table.head.table.letters
        cell = Cell(grid.name, f"{next(iter(letters.values()))}{table.number(hidden[0])}")
        findings.add(catalogue.HIDDEN_ROWS, cell, count=str(len(hidden)))


def tell_unseen(grids: Iterable[Grid], found: Format, findings: Findings) -> None:
    """One note of a format that does not tell hidden rows and errors; else one for each sheet that does not.

    A warning for each sheet that stretches too far to be read whole.
    """
    grids = tuple(grids)
    for grid in grids:
        if grid.extent:
            corner, last = grid.extent.corner, letters_of(grid.extent.headed - 1)
            findings.add(catalogue_files.FAR_CELLS, Cell(grid.name, corner), corner, last=last)
    unseen = [grid for grid in grids if grid.hidden_rows is None and grid.rows]
    if unseen and found in (Format.XLS, Format.XLSB, Format.ODS):
        findings.add(catalogue_files.NOT_SEEN, None, what=NAMES[found])
        return
    for grid in unseen:
        findings.add(catalogue_files.NOT_SEEN, Cell(grid.name), what=Text("这张表", "this sheet"))
