"""A workbook file as grids of cells with their true addresses; the only place that knows python-calamine."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

from xlsummary.book.formats import DAMAGED, ENCRYPTED, WORKBOOKS, Format, content_of, format_of, refused
from xlsummary.book.mending import mended
from xlsummary.book.values import CellValue
from xlsummary.package import part_of


@dataclass(frozen=True, slots=True)
class Merge:
    """Merged cells: rows are sheet row numbers, columns count from 0, both inclusive."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The filled part of a sheet: `rows[0][0]` stands in sheet row `first_row` (from 1) and column `first_column` (from 0)."""

    name: str
    rows: Sequence[Sequence[CellValue]]
    first_row: int
    first_column: int
    merges: tuple[Merge, ...] = ()


def letters_of(column: int) -> str:
    """`A` for 0, `AA` for 26."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Opened:
    """Every worksheet in order, hidden ones too, whether serial dates count from 1904, and what the file really is."""

    grids: tuple[Grid, ...]
    from_1904: bool
    format: Format = Format.XLSX


def open_workbook(path: Path) -> Opened:
    """The cells of a workbook; raises `XlsummaryError` when the file cannot be read."""
    content = content_of(path)
    found = format_of(content)
    if found not in WORKBOOKS:
        raise refused(found, path).error(path)
    try:
        grids = _grids(path, content)
        return Opened(grids, _FROM_1904.search(part_of(content, "workbook.xml")) is not None, found)
    except PasswordError as error:
        raise ENCRYPTED.error(path) from error
    except CalamineError as error:
        raise DAMAGED.error(path) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # the Rust library's own fault on a hostile file
            raise DAMAGED.error(path) from error
        raise


def _grids(path: Path, content: bytes) -> tuple[Grid, ...]:
    """Every worksheet of the file, or of the file mended where the reader library stumbles over something else in it."""
    try:
        with _opened(path, content) as workbook:
            return _worksheets(workbook)
    except PasswordError:
        raise
    except CalamineError:
        whole = mended(content)
        if whole is None:
            raise
        return _worksheets(CalamineWorkbook.from_filelike(io.BytesIO(whole)))


def _worksheets(workbook: CalamineWorkbook) -> tuple[Grid, ...]:
    names = [each.name for each in workbook.sheets_metadata if each.typ is SheetTypeEnum.WorkSheet]
    return tuple(_grid(workbook.get_sheet_by_name(name)) for name in names)


def _opened(path: Path, content: bytes) -> CalamineWorkbook:
    """By its name, which alone tells a password of an old .xls; else by its content, whatever the name."""
    try:
        return CalamineWorkbook.from_path(path)
    except PasswordError:
        raise
    except CalamineError:
        return CalamineWorkbook.from_filelike(io.BytesIO(content))


def _grid(sheet: CalamineSheet) -> Grid:
    if sheet.start is None:
        return Grid(sheet.name, (), 1, 0)
    row, column = sheet.start
    merges = tuple(Merge(top + 1, bottom + 1, left, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ())
    return Grid(sheet.name, sheet.to_python(), row + 1, column, merges)


_FROM_1904 = re.compile(rb"date1904\s*=\s*[\"'](?:1|true)")
