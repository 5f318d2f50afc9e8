"""How the template looks: colours, fonts, widths and number formats of headings and columns."""

from __future__ import annotations

import math
from collections.abc import Sequence

from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import Outline, PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from xlsummary.book.schema import Column, ValueKind
from xlsummary.model import Lang, Text

MONEY_FORMAT = "#,##0.00"
COUNT_FORMAT = "#,##0"
DATE_FORMAT = "yyyy-mm-dd"
TEXT_FORMAT = "@"

_LINE_HEIGHT = 16.0

_INK = "FF1F3864"
_PALE = "FFDCE6F1"
_GREY = "FFEDEDED"
_WHITE = "FFFFFFFF"
_LINE = Side(style="thin", color="FFBFBFBF")

BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
RULE = Border(bottom=_LINE)
REQUIRED_FILL = PatternFill("solid", fgColor=_INK)
OPTIONAL_FILL = PatternFill("solid", fgColor=_PALE)
MORE_FILL = PatternFill("solid", fgColor=_GREY)

HEAD_ALIGNMENT = Alignment(horizontal="center", vertical="center", wrap_text=True)
ONE_LINE = Alignment(vertical="center")
AT_RIGHT = Alignment(horizontal="right", vertical="top")
MIDDLE = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
_RIGHT = Alignment(horizontal="right", vertical="top")
_CENTRED = Alignment(horizontal="center", vertical="top", wrap_text=True)
WRAPPED = Alignment(horizontal="left", vertical="top", wrap_text=True, indent=1)

_FACES = {Lang.ZH: "微软雅黑", Lang.EN: "Calibri"}

_LONG = {
    "text": 64,
    "action": 34,
    "problem": 34,
    "resource": 26,
    "competitors": 26,
    "strengths": 30,
    "issue": 30,
    "cause": 30,
    "lesson": 30,
    "settlement": 30,
    "model": 26,
    "title": 30,
    "note": 32,
    "evidence": 24,
    "default": 48,
    "value": 34,
    "key": 28,
    "client": 28,
    "product": 16,
}
"""Columns of sentences or full names, by name: width in characters."""

_BY_SHEET = {("clients", "name"): 30, ("markets", "name"): 18, ("plans", "title"): 34, ("activities", "period"): 26}
"""The same, by sheet and name: full names, and a period of days."""

_WIDTHS = {
    ValueKind.TEXT: 16,
    ValueKind.MONEY: 16,
    ValueKind.NUMBER: 11,
    ValueKind.DATE: 13,
    ValueKind.CHOICE: 12,
    ValueKind.PERIOD: 16,
    ValueKind.DATE_OR_PERIOD: 16,
    ValueKind.MONEY_OR_NUMBER: 18,
}

_FORMATS = {
    ValueKind.TEXT: TEXT_FORMAT,
    ValueKind.MONEY: MONEY_FORMAT,
    ValueKind.DATE: DATE_FORMAT,
    ValueKind.CHOICE: TEXT_FORMAT,
    # As text, since Excel turns a typed 2026-01 into the first of January.
    ValueKind.PERIOD: TEXT_FORMAT,
    ValueKind.DATE_OR_PERIOD: TEXT_FORMAT,
    ValueKind.MONEY_OR_NUMBER: MONEY_FORMAT,
}


def font(lang: Lang, *, size: float = 10.5, bold: bool = False, color: str = "FF000000") -> Font:
    return Font(name=_FACES[lang], size=size, bold=bold, color=color)


def required_font(lang: Lang) -> Font:
    return font(lang, bold=True, color=_WHITE)


def optional_font(lang: Lang) -> Font:
    return font(lang, color=_INK)


def banner_font(lang: Lang) -> Font:
    return font(lang, size=10, color="FF595959")


def title_font(lang: Lang, size: float) -> Font:
    return font(lang, size=size, bold=True, color=_INK)


def width(sheet_key: str, column: Column, lang: Lang) -> float:
    """The column's width in characters: room for its values and its heading; a Chinese character takes two."""
    room = _BY_SHEET.get((sheet_key, column.name)) or _LONG.get(column.name) or _WIDTHS[column.kind]
    return max(room, print_width(column.heading[lang]) + 4)


def print_width(text: str) -> int:
    """Half-width characters a text takes."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)


def number_format(column: Column) -> str:
    return _FORMATS.get(column.kind, "General")


def alignment(column: Column) -> Alignment:
    """Text at the left, numbers at the right, dates and words of a list in the middle."""
    if column.kind is ValueKind.TEXT:
        return WRAPPED
    if column.kind in (ValueKind.MONEY, ValueKind.NUMBER, ValueKind.MONEY_OR_NUMBER):
        return _RIGHT
    return _CENTRED


def row_height(texts: Sequence[tuple[str, float]]) -> float:
    """Points for a row of wrapped texts, each with the width of its column; programs do not all grow rows themselves."""
    lines = (math.ceil(print_width(text) / (width - 2)) for text, width in texts)
    return max((_LINE_HEIGHT * count + 2 for count in lines), default=_LINE_HEIGHT + 2)


def cell_at(sheet: Worksheet, row: int, column: int) -> SheetCell:
    """A cell to write into; raises TypeError inside a merged range."""
    cell = sheet.cell(row, column)
    if not isinstance(cell, SheetCell):
        raise TypeError(f"{cell.coordinate} is part of a merged range")
    return cell


def freeze(sheet: Worksheet, corner: str, *, start: str) -> None:
    """Freezes what is above and left of `corner`; the cursor waits at `start`, a cell of the first column."""
    sheet.freeze_panes = corner
    view = sheet.sheet_view
    if view.pane is not None:
        view.pane.activePane = "bottomLeft"
    for selection in view.selection:
        if selection.pane == "bottomLeft":
            selection.activeCell = selection.sqref = start


def set_up_page(sheet: Worksheet, lang: Lang, *, repeated: str = "") -> None:
    """A4 landscape, one page wide, the `repeated` rows (`1:2`) on every page, page numbers at the foot."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.outlinePr = Outline(summaryRight=False)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if repeated:
        sheet.print_title_rows = repeated
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    footer = sheet.oddFooter
    if footer is not None:
        footer.left.text = "&A"
        footer.right.text = Text("第 &P 页，共 &N 页", "Page &P of &N")[lang]
