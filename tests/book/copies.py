"""Books with a sheet that carries a marker of ours, as a copy of one of our sheets does."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook
from openpyxl.workbook.defined_name import DefinedName

from tests.book.written import Sheets, written


def with_marked(folder: Path, sheets: Sheets, title: str, marker: str = "_xlsummary_problems") -> Path:
    """A book of these sheets, the one of this title marked as ours."""
    path = written(folder, sheets)
    book = load_workbook(path)
    book[title].defined_names[marker] = DefinedName(marker, attr_text=f"'{title}'!$A$1", hidden=True)
    book.save(path)
    return path
