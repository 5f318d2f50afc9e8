"""A layout written as a worksheet by openpyxl."""

from __future__ import annotations

import re
from copy import copy
from datetime import date
from decimal import Decimal
from typing import Protocol, cast

from openpyxl.cell.cell import Cell
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import Outline, PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from xlsummary.excel.styles import alignment_of, border_of, fill_of, font_of
from xlsummary.sheets.layout import Band, Layout, LayoutCell, LayoutRow, Style

_A4 = 9
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_TEXT = 32_767

_StyleKey = tuple[Style, Band, str, bool, bool, bool]
"""Style, band, number format; whether it is text, leads its row, is wrapped."""


class _Styled(Protocol):
    """A cell's looks as openpyxl keeps them: numbers, quick to copy; its typing stubs leave them out."""

    _style: StyleArray


def write_layout(sheet: Worksheet, layout: Layout) -> None:
    """Fills an empty worksheet; formulas stand without their values, which `cached.with_values` puts in."""
    styles: dict[_StyleKey, StyleArray] = {}
    wrapped = {merge.split(":")[0] for merge in layout.merges}
    for number, row in enumerate(layout.rows, 1):
        leading = next((place for place, cell in enumerate(row.cells, 1) if _leads(cell)), 0)
        for place, layout_cell in enumerate(row.cells, 1):
            if layout_cell == LayoutCell():
                continue
            cell = cast(Cell, sheet.cell(number, place))
            _write(cell, layout_cell)
            band = layout.columns[place - 1].band if place <= len(layout.columns) else Band.NONE
            text = isinstance(layout_cell.value, str)
            wrap = text and cell.coordinate in wrapped
            _dress(cell, (layout_cell.style, band, layout_cell.format, text, place == leading, wrap), styles)
    for merge in layout.merges:
        sheet.merge_cells(merge)
    _set_rows(sheet, layout.rows)
    _set_columns(sheet, layout)
    _set_page(sheet, layout)
    sheet.freeze_panes = layout.freeze
    sheet.sheet_view.showGridLines = False
    sheet.defined_names.add(DefinedName(layout.marker, attr_text=f'"{layout.title}"', hidden=True))


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


def safe_text(text: str) -> str:
    """The text with what XML cannot hold replaced, and at most as long as a cell takes."""
    return _UNWRITABLE.sub("\ufffd", text)[:_LONGEST_TEXT]


def _leads(cell: LayoutCell) -> bool:
    return cell.value is not None and cell.style is not Style.KEY


def _dress(cell: Cell, key: _StyleKey, styles: dict[_StyleKey, StyleArray]) -> None:
    """Sets the cell's look; each combination is built once, since openpyxl looks every part of it up."""
    style, band, number_format, text, leading, wrap = key
    known = styles.get(key)
    if known is None:
        cell.font = font_of(style, band)
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
