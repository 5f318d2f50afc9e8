"""Small workbooks written for a test."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from xlsummary.book.read import Reading, read_book

Rows = Sequence[Sequence[object]]
Sheets = Mapping[str, Any]
"""Rows by sheet title."""


def written(folder: Path, sheets: Sheets, at: str = "A1", merges: Mapping[str, Sequence[str]] | None = None) -> Path:
    """A workbook whose sheets each hold the rows from the cell `at` on."""
    letters, top = coordinate_from_string(at)
    left = column_index_from_string(letters)
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for down, row in enumerate(rows):
            for across, value in enumerate(row):
                if value is not None:
                    sheet.cell(top + down, left + across, value)
        for span in (merges or {}).get(title, ()):
            sheet.merge_cells(span)
    path = folder / "book.xlsx"
    book.save(path)
    return path


def reading(folder: Path, sheets: Sheets, at: str = "A1", merges: Mapping[str, Sequence[str]] | None = None) -> Reading:
    return read_book(written(folder, sheets, at, merges))


def told(read: Reading) -> list[tuple[str, str]]:
    """Each problem's rule and cell."""
    return [(problem.rule.id, str(problem.cell)) for problem in read.problems]
