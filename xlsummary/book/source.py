"""A workbook file as grids of cells with their true addresses; the only place that knows python-calamine."""

from __future__ import annotations

import io
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from xlsummary.book.compound import runs_in_a_circle
from xlsummary.book.extent import Extent, inflated, without_far_columns
from xlsummary.book.faults import UNCALCULATED, Fault
from xlsummary.book.formats import DAMAGED, ENCRYPTED, WORKBOOKS, Format, content_of, format_of, of_package, refused
from xlsummary.book.hidden import Hidden, Span, hidden_in
from xlsummary.book.mending import mended, without_wrong_counts
from xlsummary.book.number_formats import NumberFormat, formats_by_style
from xlsummary.book.open_document import CONTENT, tables_of
from xlsummary.book.parts import our_sheets, sheet_parts
from xlsummary.book.split_values import in_one_piece
from xlsummary.book.usual import as_usual
from xlsummary.book.values import CellValue
from xlsummary.book.zeros import Digits, padded_cells, padded_styles
from xlsummary.package import Package, PackageError, part_of


@dataclass(frozen=True, slots=True)
class Merge:
    """Merged cells: rows are sheet row numbers, columns count from 0, both inclusive."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The filled part of a sheet: `rows[0][0]` stands in sheet row `first_row` (from 1) and column `first_column` (from 0).

    `hidden_rows` are the numbers of hidden and filtered rows; None where the file does not tell, nor what its errors are.
    `hidden_columns` are the first and last of hidden columns, from 0; `hidden` tells that the whole sheet is.
    `extent` tells of a range too large to be read, of which the columns right of every heading were left out.
    `shown` gives, by column from 0, the formats that show another value, and the numbers of the rows that have them.
    `points_unclear` tells of a text file in which a point may part decimals or thousands.
    """

    name: str
    rows: Sequence[Sequence[CellValue]]
    first_row: int
    first_column: int
    merges: tuple[Merge, ...] = ()
    hidden_rows: Sequence[int] | None = ()
    hidden_columns: Sequence[tuple[int, int]] = ()
    hidden: bool = False
    extent: Extent | None = None
    shown: Mapping[tuple[int, NumberFormat], Sequence[int]] = field(default_factory=lambda: MappingProxyType({}))
    points_unclear: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """Every worksheet in order but our own, hidden ones too, whether serial dates count from 1904, and what the file is.

    `ours` are the names of the sheets that were left out because they carry a marker of ours.
    """

    grids: tuple[Grid, ...]
    from_1904: bool
    format: Format = Format.XLSX
    ours: tuple[str, ...] = ()


def open_workbook(path: Path) -> Opened:
    """The cells of a workbook; raises `XlsummaryError` when the file cannot be read."""
    content = content_of(path)
    found = format_of(content)
    if found not in WORKBOOKS:
        raise refused(found, path).error(path)
    try:
        usual = as_usual(Package(content)) if found is Format.XLSX else None
        grids, ours = _whole_grids(path if usual is None else None, usual or content, found)
        return Opened(grids, _FROM_1904.search(part_of(usual or content, "workbook.xml")) is not None, found, ours)
    except PasswordError as error:
        raise ENCRYPTED.error(path) from error
    except (CalamineError, OSError) as error:  # the latter for parts of .xlsb that are cut
        raise DAMAGED.error(path) from error
    except PackageError as error:
        raise of_package(error, path) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # the Rust library's own fault on a hostile file
            raise DAMAGED.error(path) from error
        raise


def _whole_grids(path: Path | None, content: bytes, found: Format) -> tuple[tuple[Grid, ...], tuple[str, ...]]:
    """The grids, with what the reader library hides found beside its load: it lets other threads run; and our sheets' names."""
    if found is Format.XLS:
        if runs_in_a_circle(content):
            raise CalamineError
        return tuple(replace(grid, hidden_rows=None) for grid in _grids(path, content)), ()
    package = Package(content)
    ours = our_sheets(package)
    parts = {name: part for name, part in sheet_parts(package).items() if name not in ours}
    extents = {name: extent for name, part in parts.items() if (extent := inflated(package, part))}
    tight = {parts[name]: without_far_columns(package, parts[name], extent) for name, extent in extents.items()}
    tight = {**tight, **without_wrong_counts(package)}
    with ThreadPoolExecutor(max_workers=1) as beside:
        search = beside.submit(_hidden, package, parts)
        grids = _grids(None, package.with_parts(tight), ours) if tight else _grids(path, content, ours)
        hidden, formats = search.result()
    parted = [parts[name] for name, each in hidden.items() if each is not None and each.parted]
    if parted:
        whole = {part: in_one_piece(tight.get(part) or package.read(part)) for part in parted}
        grids = _grids(None, package.with_parts({**tight, **whole}), ours)
    marked = (_marked(_formatted(grid, formats.get(grid.name)), hidden.get(grid.name)) for grid in grids)
    return tuple(replace(grid, extent=extents.get(grid.name)) for grid in marked), tuple(ours)


@dataclass(frozen=True, slots=True)
class _Formats:
    """The cells of a sheet by their formats: those of leading zeros, and those that show another value.

    `merges` are merged cells where the reader library does not tell of them.
    """

    digits: Digits
    shown: Mapping[tuple[int, NumberFormat], Sequence[int]]
    merges: tuple[Merge, ...] = ()


def _hidden(package: Package, parts: Mapping[str, str]) -> tuple[Mapping[str, Hidden | None], Mapping[str, _Formats]]:
    """By sheet name: what its XML tells, None or nothing where it cannot be told; and its cells of formats that matter."""
    if package.has(CONTENT):
        tables = tables_of(package)
        formats = {name: _Formats(each.digits, each.shown, tuple(map(_merge, each.merges))) for name, each in tables.items()}
        return {name: each.hidden for name, each in tables.items()}, formats
    padded, others = padded_styles(package), formats_by_style(package)
    kinds = [*dict.fromkeys(others.values())]
    styles = {**padded, **{style: -1 - kinds.index(shown) for style, shown in others.items()}}
    hidden = {name: hidden_in(package, part) for name, part in parts.items()}
    return hidden, {name: _formats(padded_cells(package, part, styles), kinds) for name, part in parts.items() if styles}


def _formats(cells: Digits, kinds: Sequence[NumberFormat]) -> _Formats:
    """The cells found by one search told apart: below 0 stands for a format that shows another value."""
    digits = {key: rows for key, rows in cells.items() if key[1] >= 0}
    return _Formats(digits, {(column, kinds[-1 - kind]): rows for (column, kind), rows in cells.items() if kind < 0})


def _merge(span: Span) -> Merge:
    return Merge(span.top, span.bottom, span.left, span.right)


def _formatted(grid: Grid, formats: _Formats | None) -> Grid:
    if formats is None:
        return grid
    return replace(_with_zeros(grid, formats.digits), shown=formats.shown, merges=grid.merges or formats.merges)


def _with_zeros(grid: Grid, digits: Digits) -> Grid:
    """The grid with each number that shows leading zeros as the text shown."""
    rows: list[list[CellValue]] = [*grid.rows]  # type: ignore[list-item] # none is changed before it is copied
    copied = set[int]()
    for (column, least), numbers in digits.items():
        at = column - grid.first_column
        for place in (number - grid.first_row for number in numbers if 0 <= number - grid.first_row < len(rows)):
            value = rows[place][at] if 0 <= at < len(rows[place]) else ""
            if isinstance(value, float) and value.is_integer() and 0 <= value < 10 ** (least - 1):
                if place not in copied:
                    copied.add(place)
                    rows[place] = [*rows[place]]
                rows[place][at] = f"{int(value):0{least}d}"
    return replace(grid, rows=rows) if copied else grid


def _marked(grid: Grid, hidden: Hidden | None) -> Grid:
    """The grid with each fault in its cell, down to the last row that has one; pictures are blank.

    A fault beside the filled columns stands under no heading and is left out.
    """
    if hidden is None:
        return replace(grid, hidden_rows=None)
    grid = replace(grid, hidden_columns=tuple(hidden.columns))
    if not hidden.marks or not grid.rows:
        return replace(grid, hidden_rows=hidden.rows)
    width, copied = len(grid.rows[0]), set[int]()
    rows: list[list[CellValue]] = [*grid.rows]  # type: ignore[list-item] # none is changed before it is copied
    for place, at, fault in _faults(grid, hidden):
        if place >= 0 and 0 <= at < width:
            rows += [[""] * width] * (place + 1 - len(rows))
            if place not in copied:
                copied.add(place)
                rows[place] = [*rows[place]]
            rows[place][at] = fault
    return replace(grid, rows=rows, hidden_rows=hidden.rows)


def _faults(grid: Grid, hidden: Hidden) -> Iterator[tuple[int, int, Fault | str]]:
    """Place of the row, place in the row, and the fault; in an array formula never calculated, its blank cells."""
    for row, column, fault in hidden.cells():
        yield row - grid.first_row, column - grid.first_column, fault
    for span in hidden.spans:
        for place in range(max(span.top - grid.first_row, 0), min(span.bottom - grid.first_row + 1, len(grid.rows))):
            cells = grid.rows[place]
            for at in range(max(span.left - grid.first_column, 0), min(span.right - grid.first_column + 1, len(cells))):
                if cells[at] == "":
                    yield place, at, UNCALCULATED


def _grids(path: Path | None, content: bytes, ours: Container[str] = ()) -> tuple[Grid, ...]:
    """Every worksheet of the file but ours, or of the file mended where the reader library stumbles over something in it."""
    try:
        with _opened(path, content) as workbook:
            return _worksheets(workbook, ours)
    except PasswordError:
        raise
    except CalamineError:
        whole = mended(content)
        if whole is None:
            raise
        with CalamineWorkbook.from_filelike(io.BytesIO(whole)) as workbook:
            return _worksheets(workbook, ours)


def _worksheets(workbook: CalamineWorkbook, ours: Container[str]) -> tuple[Grid, ...]:
    listed = {each.name: each for each in workbook.sheets_metadata}  # a name that comes again is read once
    sheets = [each for each in listed.values() if each.typ is SheetTypeEnum.WorkSheet and each.name not in ours]
    hidden = [each.visible is not SheetVisibleEnum.Visible for each in sheets]
    return tuple(_grid(workbook.get_sheet_by_name(each.name), hidden=aside) for each, aside in zip(sheets, hidden, strict=True))


def _opened(path: Path | None, content: bytes) -> CalamineWorkbook:
    """By its name, which alone tells a password of an old .xls; else by its content, whatever the name."""
    try:
        return CalamineWorkbook.from_path(path) if path else CalamineWorkbook.from_filelike(io.BytesIO(content))
    except PasswordError:
        raise
    except CalamineError:
        return CalamineWorkbook.from_filelike(io.BytesIO(content))


def _grid(sheet: CalamineSheet, *, hidden: bool) -> Grid:
    if sheet.start is None:
        return Grid(sheet.name, (), 1, 0, hidden=hidden)
    row, column = sheet.start
    merges = tuple(Merge(top + 1, bottom + 1, left, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ())
    return Grid(sheet.name, sheet.to_python(), row + 1, column, merges, hidden=hidden)


_FROM_1904 = re.compile(rb"date1904\s*=\s*[\"'](?:1|true)")
