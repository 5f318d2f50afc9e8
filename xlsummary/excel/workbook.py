"""Our sheets put into a copy of the user's book."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Protocol, cast

from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from xlsummary.excel.author import set_frame
from xlsummary.excel.cached import Cached, formula_values, layout_values, sheet_parts, with_values, workbook_part
from xlsummary.excel.cells import safe_text
from xlsummary.excel.styles import alignment_of, border_of, fill_of, font_of
from xlsummary.model import Text
from xlsummary.package import CONTENT_TYPES, CORE, packed, settled, unpacked
from xlsummary.problems import XlsummaryError
from xlsummary.sheets.layout import Band, Layout, LayoutCell, LayoutRow, Style

_MACROS = b"macroEnabled"
_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_LONGEST_TITLE = 31
_NOTHING = LayoutCell()
_StyleKey = tuple[Style, Band, str, bool, bool, bool, bool]
"""Style, band, number format; whether it is text, leads its row, is wrapped, is a link."""


class _Styled(Protocol):
    """A cell's looks as openpyxl keeps them: numbers, quick to copy; its typing stubs leave them out."""

    _style: StyleArray


_LOAD_FAULTS = (
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    OSError,
    StopIteration,
    zipfile.BadZipFile,
    etree.XMLSyntaxError,
    SyntaxError,
)


def with_sheets(book_path: Path, layouts: Sequence[Layout], day: date) -> bytes:
    """A copy of the book with our sheets added last, or put where our older ones of the same marker stood.

    A book that is not .xlsx or .xlsm (.xls, .xlsb, .ods) gives a new .xlsx of our sheets only. Raises `XlsummaryError` when
    the book cannot be copied. The user's document properties stay; a new book is dated `day`.
    """
    content = book_path.read_bytes()
    entries = _workbook_entries(content)
    if entries is None:
        return _new_book(layouts, day)
    with _quiet():
        with _explained(book_path):
            book, kept = _loaded(content, entries)
        ours = {_put(book, layout): layout_values(layout) for layout in layouts}
        with _explained(book_path):
            saved = _saved(book)
    return settled(_with_cached(saved, {**kept, **ours}), day, core=entries.get(CORE))


def _loaded(content: bytes, entries: Mapping[str, bytes]) -> tuple[Workbook, dict[str, dict[str, Cached]]]:
    """The user's book, and by sheet the values of its formulas; ValueError where sheets would be lost."""
    if _STRICT in entries[workbook_part(entries)]:
        raise ValueError("Strict OOXML")
    parts = sheet_parts(entries)
    book = load_workbook(io.BytesIO(content), keep_vba=_MACROS in entries[CONTENT_TYPES], rich_text=True)
    lost = set(parts) - set(book.sheetnames)
    if lost:
        raise ValueError(f"{', '.join(sorted(lost))}?")
    return book, {title: formula_values(entries[part]) for title, part in parts.items()}


def _workbook_entries(content: bytes) -> dict[str, bytes] | None:
    """The package's entries, None where it is not an OOXML workbook."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return None
    try:
        entries = unpacked(content)
        return entries if CONTENT_TYPES in entries and workbook_part(entries) else None
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError):
        return None


def _new_book(layouts: Sequence[Layout], day: date) -> bytes:
    book = Workbook()
    first = book.active
    if first is not None:
        book.remove(first)
    ours = {_put(book, layout): layout_values(layout) for layout in layouts}
    return settled(_with_cached(_saved(book), ours), day)


def _put(book: Workbook, layout: Layout) -> str:
    """Writes one layout into the book; returns the name of its sheet."""
    older = _older(book, layout)
    if older is None:
        sheet = book.create_sheet(_free_title(book, layout.title))
    else:
        place, title, selected = book.index(older), older.title, older.sheet_view.tabSelected
        book.remove(older)
        sheet = book.create_sheet(title, place)
        sheet.sheet_view.tabSelected = selected
    _write_layout(sheet, layout)
    return str(sheet.title)


def _write_layout(sheet: Worksheet, layout: Layout) -> None:
    """Fills an empty worksheet; formulas stand without their values, which `cached.with_values` puts in."""
    quoted = {layout.marker: quote_sheetname(sheet.title)}
    styles: dict[_StyleKey, StyleArray] = {}
    wrapped = {merge.split(":")[0] for merge in layout.merges}
    for number, row in enumerate(layout.rows, 1):
        leading = next((place for place, cell in enumerate(row.cells, 1) if _leads(cell)), 0)
        for place, layout_cell in enumerate(row.cells, 1):
            if layout_cell == _NOTHING:
                continue
            cell = cast(Cell, sheet.cell(number, place))
            _write(cell, layout_cell)
            band = layout.columns[place - 1].band if place <= len(layout.columns) else Band.NONE
            text = isinstance(layout_cell.value, str)
            wrap = text and cell.coordinate in wrapped
            key = (layout_cell.style, band, layout_cell.format, text, place == leading, wrap, layout_cell.link is not None)
            _dress(cell, key, styles)
    for merge in layout.merges:
        sheet.merge_cells(merge)
    _set_rows(sheet, layout.rows)
    set_frame(sheet, layout, quoted)


def _write(cell: Cell, layout_cell: LayoutCell) -> None:
    """Text stays text whatever it begins with; only the layout's own formulas are formulas."""
    value = layout_cell.value
    if layout_cell.formula is not None:
        cell.value = layout_cell.formula
        cell.data_type = "f"
    elif isinstance(value, str):
        cell.value = safe_text(value)
        cell.data_type = "s"
    elif isinstance(value, int | Decimal | date):
        cell.value = value


def _leads(cell: LayoutCell) -> bool:
    return cell.value is not None and cell.style is not Style.KEY


def _dress(cell: Cell, key: _StyleKey, styles: dict[_StyleKey, StyleArray]) -> None:
    """Sets the cell's look; each combination is built once, since openpyxl looks every part of it up."""
    style, band, number_format, text, leading, wrap, is_link = key
    known = styles.get(key)
    if known is None:
        cell.font = font_of(style, band, is_link=is_link)
        cell.fill = fill_of(style, band)
        cell.border = border_of(style)
        cell.alignment = alignment_of(style, text=text, leading=leading, wrap=wrap)
        cell.number_format = number_format
        styles[key] = copy(cast(_Styled, cell)._style)
    else:
        cast(_Styled, cell)._style = copy(known)


def _set_rows(sheet: Worksheet, rows: tuple[LayoutRow, ...]) -> None:
    """Heights, outline levels and hidden rows; the row above a hidden group carries its plus sign."""
    for number, row in enumerate(rows, 1):
        following = rows[number] if number < len(rows) else LayoutRow()
        collapsed = following.hidden and following.outline > row.outline
        if not (row.outline or row.hidden or row.height or collapsed):
            continue
        dimension = sheet.row_dimensions[number]
        dimension.outlineLevel = row.outline
        dimension.hidden = row.hidden
        dimension.height = row.height
        dimension.collapsed = collapsed


def _older(book: Workbook, layout: Layout) -> Worksheet | None:
    """Our sheet of an earlier run; of two with the marker the one that has our name, since the other is a user's copy."""
    marked = [sheet for sheet in book.worksheets if layout.marker in sheet.defined_names]
    named = [sheet for sheet in marked if sheet.title.startswith(layout.title)]
    return next(iter(sorted(named, key=lambda sheet: len(sheet.title)) or marked), None)


def _free_title(book: Workbook, title: str) -> str:
    """Our name, or with a number where the user has a sheet of that name; Excel takes upper and lower case as one."""
    taken = {name.casefold() for name in book.sheetnames}
    number, free = 1, title[:_LONGEST_TITLE]
    while free.casefold() in taken:
        number += 1
        ending = f"({number})"
        free = title[: _LONGEST_TITLE - len(ending)] + ending
    return free


def _saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _with_cached(saved: bytes, values: Mapping[str, Mapping[str, Cached]]) -> bytes:
    """The saved package with the formulas' values, given by sheet name and address."""
    entries = unpacked(saved)
    for title, part in sheet_parts(entries).items():
        entries[part] = with_values(entries[part], values.get(title, {}))
    return packed(entries)


@contextmanager
def _quiet() -> Iterator[None]:
    """openpyxl warns of what it drops; the write-back by graft will drop nothing, until then it is said in README."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module="openpyxl")
        yield


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turns what a damaged or foreign book makes openpyxl raise into one clear error."""
    try:
        yield
    except _LOAD_FAULTS as error:
        raise XlsummaryError(
            "book-not-copied",
            Text(f"无法复制工作簿 {path.name}：{error}", f"cannot make a copy of {path.name}: {error}"),
            Text(
                "在 Excel 或 WPS 中打开，另存为普通的 .xlsx（不要选 Strict 格式）后再试",
                "Open it in Excel or WPS, save it as an ordinary .xlsx (not Strict) and try again",
            ),
            path=str(path),
        ) from error
