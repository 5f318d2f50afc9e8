"""How the template looks: colours, fonts, widths and number formats of headings and columns."""

from __future__ import annotations

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
MIDDLE = Alignment(vertical="center", wrap_text=True)
TOP = Alignment(vertical="top")
WRAPPED = Alignment(vertical="top", wrap_text=True)

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
    "note": 24,
    "evidence": 24,
    "default": 46,
    "value": 34,
    "key": 18,
    "client": 26,
    "product": 16,
}
"""Columns of sentences or full names, by name: width in characters."""

_WIDTHS = {
    ValueKind.TEXT: 14,
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


def width(column: Column, lang: Lang) -> float:
    """The column's width in characters: room for its values and its heading; a Chinese character takes two."""
    if column.name == "name" and column.required:
        room = 28 if lang is Lang.ZH else 26
    else:
        room = _LONG.get(column.name, _WIDTHS[column.kind])
    return max(room, print_width(column.heading[lang]) + 4)


def print_width(text: str) -> int:
    """Half-width characters a text takes."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)


def number_format(column: Column) -> str:
    return _FORMATS.get(column.kind, "General")


def alignment(column: Column) -> Alignment:
    return WRAPPED if column.kind is ValueKind.TEXT else TOP


def cell_at(sheet: Worksheet, row: int, column: int) -> SheetCell:
    """A cell to write into; raises TypeError inside a merged range."""
    cell = sheet.cell(row, column)
    if not isinstance(cell, SheetCell):
        raise TypeError(f"{cell.coordinate} is part of a merged range")
    return cell


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
