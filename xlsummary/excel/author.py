"""Layouts written as the sheets of a small book of their own, by openpyxl but for the rows."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import Outline, PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from xlsummary.excel.cells import CellWriter, Dress, safe_text
from xlsummary.excel.charts import described, drawn, without_space
from xlsummary.excel.styles import alignment_of, border_of, fill_of, font_of
from xlsummary.package import unpacked
from xlsummary.sheets.columns import letters_of
from xlsummary.sheets.layout import Layout, Visibility, referred

_NAME = "_WorkbookChild__title"
"""Where a sheet of openpyxl has its name: set there, since `title` refuses names that other programs give (`3/4月`)."""
_A4 = 9
_FOOTER_SIZE = 9
_DRAWING = "xl/drawings/drawing{}.xml"
_CHARTS = "xl/charts/"
_SHEET = "xl/worksheets/sheet{}.xml"
_DIMENSION = re.compile(rb"<dimension [^>]*/>")
_SHEET_DATA = re.compile(rb"<sheetData ?/>|<sheetData>.*</sheetData>", re.DOTALL)


def authored(layouts: Sequence[Layout], titles: Mapping[str, str], *, date_1904: bool = False) -> Mapping[str, bytes]:
    """The entries of a package with one worksheet a layout, in order, each named as `titles` has it for its marker.

    Formulas have their values, references to sheets of ours their final names. Sheets are hidden as the layouts say, unless no
    other would be left to see; what the package says of its making is not dated.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    book.epoch = CALENDAR_MAC_1904 if date_1904 else CALENDAR_WINDOWS_1900
    first_day = book.epoch.date()
    quoted = {marker: quote_sheetname(title) for marker, title in titles.items()}
    any_visible = any(layout.visibility is Visibility.VISIBLE for layout in layouts)
    rows = []
    for layout in layouts:
        sheet: Worksheet = book.create_sheet()
        vars(sheet)[_NAME] = titles[layout.marker]
        writer = CellWriter(layout, _Looks(sheet), first_day, titles, quoted)
        rows.append((writer.sheet_data(), writer.dimension))
        set_frame(sheet, layout, quoted)
        if any_visible:
            sheet.sheet_state = layout.visibility.value
    buffer = io.BytesIO()
    book.save(buffer)
    return _finished(unpacked(buffer.getvalue()), rows, layouts)


class _Looks:
    """The numbers of looks in the styles of a sheet's book; each is built once, on a cell of its own."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._known: dict[Dress, int] = {}

    def __call__(self, dress: Dress) -> int:
        known = self._known.get(dress)
        if known is None:
            known = self._known[dress] = self._built(dress)
        return known

    def _built(self, dress: Dress) -> int:
        cell = cast(Cell, self._sheet.cell(1, 1 + len(self._known)))
        cell.font = font_of(dress.style, dress.band, is_link=dress.is_link)
        cell.fill = fill_of(dress.style, dress.band)
        cell.border = border_of(dress.style)
        cell.alignment = alignment_of(dress.style, text=dress.is_text, leading=dress.leads, wrap=dress.is_wrapped)
        cell.number_format = dress.format
        return int(cell.style_id)


def _finished(entries: Mapping[str, bytes], rows: Sequence[tuple[str, str]], layouts: Sequence[Layout]) -> Mapping[str, bytes]:
    """The rows and their range in place of those of openpyxl, and the alternative texts of charts."""
    sheets = {
        part: _with_rows(entries[part], *each) for number, each in enumerate(rows, 1) for part in (_SHEET.format(number),)
    }
    charts = (layout.charts for layout in layouts if layout.charts)
    drawings = {
        name: described(entries[name], each) for number, each in enumerate(charts, 1) for name in (_DRAWING.format(number),)
    }
    drawn_charts = {name: without_space(entries[name]) for name in entries if name.startswith(_CHARTS)}
    return {**entries, **sheets, **drawings, **drawn_charts}


def _with_rows(part: bytes, sheet_data: str, dimension: str) -> bytes:
    ranged = _DIMENSION.sub(f'<dimension ref="{dimension}"/>'.encode(), part, count=1)
    return _SHEET_DATA.sub(lambda _: sheet_data.encode(), ranged, count=1)


def set_frame(sheet: Worksheet, layout: Layout, quoted: Mapping[str, str]) -> None:
    """All but the rows."""
    sheet.sheet_format.outlineLevelRow = max((row.outline for row in layout.rows), default=0)
    sheet.sheet_properties.outlinePr = Outline(summaryBelow=False)
    for merge in layout.merges:
        sheet.merged_cells.add(merge)
    for number, row in enumerate(layout.rows, 1):
        for place, cell in enumerate(row.cells, 1):
            if cell.link is not None:
                address = f"{letters_of(place)}{number}"
                location = safe_text(referred(cell.link, quoted))
                cast(Cell, sheet[address]).hyperlink = Hyperlink(ref=address, location=location)
    _set_columns(sheet, layout)
    _set_page(sheet, layout)
    sheet.freeze_panes = layout.freeze
    sheet.sheet_view.showGridLines = False
    sheet.defined_names.add(DefinedName(layout.marker, attr_text=f'"{layout.title}"', hidden=True))
    for chart in layout.charts:
        sheet.add_chart(drawn(chart, quoted[layout.marker]))


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
    for row in layout.breaks:
        sheet.row_breaks.append(Break(id=row - 1))
    footer = sheet.HeaderFooter.oddFooter  # false as long as it has no text
    if layout.footer and footer is not None:
        footer.center.text, footer.center.size = layout.footer, _FOOTER_SIZE
