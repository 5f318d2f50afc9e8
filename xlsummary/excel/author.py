"""A layout written as a worksheet by openpyxl."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from copy import copy
from datetime import date
from decimal import Decimal
from typing import Protocol, cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import Outline, PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from xlsummary.excel.cached import layout_values, sheet_parts, with_values
from xlsummary.excel.charts import described, drawn
from xlsummary.excel.styles import alignment_of, border_of, fill_of, font_of
from xlsummary.package import unpacked
from xlsummary.sheets.layout import Band, Layout, LayoutCell, LayoutRow, Style, Visibility, is_reference, referred

_A4 = 9
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_TEXT = 32_767

_DRAWING = "xl/drawings/drawing{}.xml"
_NOTHING = LayoutCell()

_StyleKey = tuple[Style, Band, str, bool, bool, bool, bool]
"""Style, band, number format; whether it is text, leads its row, is wrapped, is a link."""


class _Styled(Protocol):
    """A cell's looks as openpyxl keeps them: numbers, quick to copy; its typing stubs leave them out."""

    _style: StyleArray


def authored(layouts: Sequence[Layout], titles: Mapping[str, str], *, date_1904: bool = False) -> Mapping[str, bytes]:
    """The entries of a package with one worksheet a layout, in order, each named as `titles` has it for its marker.

    Formulas have their values, references to sheets of ours their final names. Sheets are hidden as the layouts say, unless no
    other would be left to see; what the package says of its making is not dated.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    book.epoch = CALENDAR_MAC_1904 if date_1904 else CALENDAR_WINDOWS_1900
    any_visible = any(layout.visibility is Visibility.VISIBLE for layout in layouts)
    for layout in layouts:
        sheet: Worksheet = book.create_sheet(titles[layout.marker])
        write_layout(sheet, layout, titles)
        if any_visible:
            sheet.sheet_state = layout.visibility.value
    buffer = io.BytesIO()
    book.save(buffer)
    return _finished(unpacked(buffer.getvalue()), layouts)


def _finished(entries: Mapping[str, bytes], layouts: Sequence[Layout]) -> Mapping[str, bytes]:
    """What openpyxl leaves out: the values of formulas, and the alternative texts of charts."""
    parts = sheet_parts(entries).values()
    sheets = {part: with_values(entries[part], layout_values(layout)) for part, layout in zip(parts, layouts, strict=True)}
    charts = (layout.charts for layout in layouts if layout.charts)
    drawings = {
        name: described(entries[name], each) for number, each in enumerate(charts, 1) for name in (_DRAWING.format(number),)
    }
    return {**entries, **sheets, **drawings}


def write_layout(sheet: Worksheet, layout: Layout, titles: Mapping[str, str] | None = None) -> None:
    """Fills an empty worksheet; formulas stand without their values, which `cached.with_values` puts in.

    `titles` are the final names of our sheets by marker; without them only references to the sheet itself are known.
    """
    names = titles or {layout.marker: sheet.title}
    quoted = {marker: quote_sheetname(name) for marker, name in names.items()}
    styles: dict[_StyleKey, StyleArray] = {}
    wrapped = {merge.split(":")[0] for merge in layout.merges}
    for number, row in enumerate(layout.rows, 1):
        leading = next((place for place, cell in enumerate(row.cells, 1) if _leads(cell)), 0)
        for place, layout_cell in enumerate(row.cells, 1):
            if layout_cell == _NOTHING:
                continue
            cell = cast(Cell, sheet.cell(number, place))
            _write(cell, layout_cell, names, quoted)
            band = layout.columns[place - 1].band if place <= len(layout.columns) else Band.NONE
            text = isinstance(layout_cell.value, str)
            wrap = text and cell.coordinate in wrapped
            key = (layout_cell.style, band, layout_cell.format, text, place == leading, wrap, layout_cell.link is not None)
            _dress(cell, key, styles)
    for merge in layout.merges:
        sheet.merge_cells(merge)
    _set_rows(sheet, layout.rows)
    _set_columns(sheet, layout)
    _set_page(sheet, layout)
    sheet.freeze_panes = layout.freeze
    sheet.sheet_view.showGridLines = False
    sheet.defined_names.add(DefinedName(layout.marker, attr_text=f'"{layout.title}"', hidden=True))
    for chart in layout.charts:
        sheet.add_chart(drawn(chart, quoted[layout.marker]))


def _write(cell: Cell, layout_cell: LayoutCell, names: Mapping[str, str], quoted: Mapping[str, str]) -> None:
    """Text stays text whatever it begins with; only the layout's own formulas are formulas."""
    value = layout_cell.value
    if layout_cell.formula is not None:
        cell.value = referred(layout_cell.formula, quoted)
        cell.data_type = "f"
    elif isinstance(value, str):
        cell.value = safe_text(_named(value, names) if layout_cell.style is Style.KEY else value)
        cell.data_type = "s"
    elif isinstance(value, int | Decimal | date):
        cell.value = value
    if layout_cell.link is not None:
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=safe_text(referred(layout_cell.link, quoted)))


def _named(text: str, names: Mapping[str, str]) -> str:
    """A key; one that is a reference is the name of that sheet, or '' where it is not written."""
    known = referred(text, names)
    return "" if known == text and is_reference(text) else known


def safe_text(text: str) -> str:
    """The text with what XML cannot hold replaced, and at most as long as a cell takes."""
    return _UNWRITABLE.sub("\ufffd", text)[:_LONGEST_TEXT]


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
    sheet.sheet_format.outlineLevelRow = max((row.outline for row in rows), default=0)
    sheet.sheet_properties.outlinePr = Outline(summaryBelow=False)


def _set_columns(sheet: Worksheet, layout: Layout) -> None:
    for place, column in enumerate(layout.columns, 1):
        dimension = sheet.column_dimensions[get_column_letter(place)]
        dimension.width = column.width
        dimension.hidden = column.hidden
        dimension.outlineLevel = column.outline


def _set_page(sheet: Worksheet, layout: Layout) -> None:
    page = sheet.page_setup
    page.paperSize = _A4
    page.orientation = "landscape" if layout.landscape else "portrait"
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6, header=0.25, footer=0.3)
    sheet.print_options.horizontalCentered = True
    if layout.fit_width:
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        page.fitToWidth, page.fitToHeight = 1, 0
    if layout.repeat_rows:
        sheet.print_title_rows = "{}:{}".format(*layout.repeat_rows)
    if layout.print_area:
        sheet.print_area = layout.print_area
    if layout.footer:
        center = sheet.HeaderFooter.oddFooter and sheet.HeaderFooter.oddFooter.center
        if center:
            center.text = layout.footer
