"""The rows of the hidden sheet in which an earlier run recorded what it wrote."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from xlsummary.book.parts import our_sheets
from xlsummary.package import Package, PackageError

Rows = Sequence[Sequence[object]]


def marked_tables(path: Path, marker: str) -> tuple[Rows, ...]:
    """The rows of each sheet that carries the marker, from row 1 and column A; none for a file that has none, or is no book."""
    try:
        package = Package(path)
    except PackageError:
        return ()
    try:
        titles = [title for title, own in our_sheets(package).items() if own == marker]
    except PackageError:
        return ()
    finally:
        package.close()
    if not titles:
        return ()
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            return tuple(workbook.get_sheet_by_name(title).to_python(skip_empty_area=False) for title in titles)
    except CalamineError:
        return ()
