"""The workbook people fill in, blank or with contents, written from the schema."""

from __future__ import annotations

import io
import re
from collections.abc import Container, Mapping, Sequence
from copy import copy
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Protocol, cast

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from xlsummary.book import template_look as look
from xlsummary.book import template_words as words
from xlsummary.book.schema import SETTING_LIST, SETTINGS, SHEETS, Column, Setting, SettingKind, Sheet, ValueKind
from xlsummary.book.template_choices import offer_choices, offer_setting
from xlsummary.book.template_guide import write_guide
from xlsummary.model import Lang, Text
from xlsummary.package import packed, settled, unpacked
from xlsummary.problems import XlsummaryError
from xlsummary.wording import label

Value = str | int | Decimal | date | Enum
Row = Mapping[str, Value]
Rows = Mapping[str, Sequence[Row]]
"""Rows by sheet key; a row's values by column name. Of the sheet `settings`: values by the setting's name, in one row."""

SIZES = ("small", "full")
WRITTEN_ON = date(2026, 1, 1)
"""The created and modified date of every template, so that the same code gives the same bytes."""

BANNER_ROW = 1
HEAD_ROW = 2
FIRST_ROW = 3


def blank(size: str, lang: Lang) -> bytes:
    """The empty template: `small` has the five sheets a beginner needs, `full` all twelve."""
    return filled({}, lang, size)


def filled(rows: Rows, lang: Lang, size: str) -> bytes:
    """The template with these rows typed in, and a sheet for each kind of them; raises `XlsummaryError` for an unknown size."""
    offered = sheets_of(size)
    specs = tuple(spec for spec in SHEETS if spec in offered or rows.get(spec.key))
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    workbook.properties.creator = "xlsummary"
    workbook.properties.title = Text("销售目标与总结工作簿", "Sales targets and summary workbook")[lang]
    write_guide(workbook.create_sheet(words.GUIDE_TITLE[lang]), specs, lang)
    for spec in specs:
        sheet = workbook.create_sheet(spec.title[lang])
        _write_head(sheet, spec, lang)
        if spec is SETTINGS:
            (typed,) = rows.get(spec.key, ({},))
            _write_settings(sheet, settings_of(size, typed), typed, lang)
        else:
            _write_rows(sheet, spec, rows.get(spec.key, ()), lang)
            offer_choices(sheet, spec, specs, lang, FIRST_ROW)
        look.set_up_page(sheet, lang, repeated=f"{BANNER_ROW}:{HEAD_ROW}")
    workbook.active = 1 if rows else 0
    content = io.BytesIO()
    workbook.save(content)
    return settled(_unmarked(content.getvalue()), WRITTEN_ON)


def _unmarked(content: bytes) -> bytes:
    """No green corner at a year or a code kept as text; openpyxl has no call for it."""
    foot = b"</headerFooter>"
    calm = b'<ignoredErrors><ignoredError sqref="A1:XFD1048576" numberStoredAsText="1"/></ignoredErrors>'
    return packed({name: part.replace(foot, foot + calm) for name, part in unpacked(content).items()})


def rows_of(names: str, *lines: Sequence[Value | None]) -> tuple[Row, ...]:
    """Rows from lines of values in the order of `names`; None and what a line leaves off stay blank."""
    columns = names.split()
    return tuple({name: value for name, value in zip(columns, line, strict=False) if value is not None} for line in lines)


def sheets_of(size: str) -> tuple[Sheet, ...]:
    """The sheets of a template of that size, in the schema's order."""
    if size not in SIZES:
        raise XlsummaryError(
            "template-size",
            Text(f"没有这种模板：{size}", f"there is no template of size {size}"),
            Text("可选 small 或 full", "Choose small or full"),
        )
    return SHEETS if size == "full" else tuple(spec for spec in SHEETS if spec.small)


def settings_of(size: str, typed: Container[str] = ()) -> tuple[Setting, ...]:
    """The settings that a template of a size offers, and those that are typed."""
    return tuple(each for each in SETTING_LIST if size == "full" or each.small or each.name in typed)


def _write_head(sheet: Worksheet, spec: Sheet, lang: Lang) -> None:
    """Banner, headings, column formats, the collapsed group and the frozen panes."""
    for number, column in enumerate(spec.columns, 1):
        folded = spec is not SETTINGS and number > spec.shown
        _write_heading(look.cell_at(sheet, HEAD_ROW, number), column, lang, folded=folded)
        dimension = sheet.column_dimensions[get_column_letter(number)]
        dimension.width = look.width(spec.key, column, lang)
        dimension.number_format = look.number_format(column)
        dimension.alignment = look.alignment(column)
        dimension.font = look.font(lang)
        if folded:
            dimension.outlineLevel = 1
            dimension.hidden = True
    # openpyxl writes the sheet's format before it counts the levels; without it Excel leaves no room for the + sign.
    sheet.column_dimensions.max_outline = 0 if spec is SETTINGS else int(len(spec.columns) > spec.shown)
    _write_banner(sheet, spec, lang)
    sheet.row_dimensions[BANNER_ROW].height = 34
    sheet.row_dimensions[HEAD_ROW].height = 24 if lang is Lang.ZH else 32
    look.freeze(sheet, f"B{FIRST_ROW}", start=f"A{FIRST_ROW}")
    sheet.sheet_view.zoomScale = 110


def _write_heading(cell: SheetCell, column: Column, lang: Lang, *, folded: bool) -> None:
    cell.value = column.heading[lang]
    cell.number_format = look.TEXT_FORMAT
    cell.alignment = look.HEAD_ALIGNMENT
    cell.border = look.BOX
    if column.required:
        cell.font, cell.fill = look.required_font(lang), look.REQUIRED_FILL
    else:
        cell.font, cell.fill = look.optional_font(lang), look.MORE_FILL if folded else look.OPTIONAL_FILL


def _write_banner(sheet: Worksheet, spec: Sheet, lang: Lang) -> None:
    """One line on what the sheet is for; over the last column shown, where to find the rest."""
    folds = spec is not SETTINGS and len(spec.columns) > spec.shown
    last = spec.shown if folds else len(spec.columns)
    for number in range(1, last + 1):
        cell = sheet.cell(BANNER_ROW, number)
        cell.number_format = "General"
        cell.alignment = look.WRAPPED
        cell.font = look.banner_font(lang)
    sheet.cell(BANNER_ROW, 1).value = words.BANNERS[spec.key][lang]
    if folds:
        more = look.cell_at(sheet, BANNER_ROW, last)
        more.value = words.MORE[lang]
        more.alignment = look.AT_RIGHT
        dimension = sheet.column_dimensions[get_column_letter(last)]
        dimension.collapsed = True
        dimension.width = max(dimension.width, look.print_width(words.MORE[lang]) + 2)
    sheet.merge_cells(start_row=BANNER_ROW, end_row=BANNER_ROW, start_column=1, end_column=last - 1 if folds else last)


def _write_rows(sheet: Worksheet, spec: Sheet, rows: Sequence[Row], lang: Lang) -> None:
    """The rows, each column's look given once: openpyxl takes long over each style that it is handed."""
    styles: dict[tuple[int, type], object] = {}
    for row_number, row in enumerate(rows, FIRST_ROW):
        unknown = row.keys() - {column.name for column in spec.columns}
        if unknown:
            raise KeyError(f"{spec.key}: no column {sorted(unknown)}")
        for number, column in enumerate(spec.columns, 1):
            cell = look.cell_at(sheet, row_number, number)
            value = row.get(column.name)
            known = styles.get((number, type(value)))
            if known is None:
                _style_cell(cell, column, lang)
            if value is not None:
                _write_value(cell, value, column.kind, lang)
            if known is None:
                styles[number, type(value)] = copy(cast(_Styled, cell)._style)
            else:
                cast(_Styled, cell)._style = copy(known)
        wrapped = [column for column in spec.columns if column.kind is ValueKind.TEXT and column.name in row]
        texts = [(str(row[column.name]), look.width(spec.key, column, lang)) for column in wrapped]
        sheet.row_dimensions[row_number].height = look.row_height(texts)


_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_TEXT = 32767


class _Styled(Protocol):
    """A cell of openpyxl by the numbers of its style, which are quick to copy."""

    _style: object


def _style_cell(cell: SheetCell, column: Column, lang: Lang) -> None:
    cell.font = look.font(lang)
    cell.alignment = look.alignment(column)
    cell.border = look.BOX
    cell.number_format = look.number_format(column)


def _write_value(cell: SheetCell, value: Value, kind: ValueKind, lang: Lang) -> None:
    """The value as a person would type it; a real date or number in a column of text keeps its own format."""
    if isinstance(value, Enum):
        cell.value = label(value, lang)
        return
    cell.value = _UNWRITABLE.sub("\ufffd", value)[:_LONGEST_TEXT] if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"  # a text that begins with = is no formula
    elif isinstance(value, date):
        cell.number_format = look.DATE_FORMAT
    if isinstance(value, str) and kind not in (ValueKind.TEXT, ValueKind.CHOICE):
        cell.number_format = look.TEXT_FORMAT


def _write_settings(sheet: Worksheet, settings: Sequence[Setting], typed: Row, lang: Lang) -> None:
    """One line a setting: its key, its value, what a blank means."""
    unknown = typed.keys() - {setting.name for setting in settings}
    if unknown:
        raise KeyError(f"settings: no key {sorted(unknown)}")
    widths = [look.width(SETTINGS.key, column, lang) for column in SETTINGS.columns]
    for row_number, setting in enumerate(settings, FIRST_ROW):
        for number, text in ((1, setting.heading[lang]), (2, None), (3, setting.default[lang])):
            cell = sheet.cell(row_number, number, text)
            cell.font = look.banner_font(lang) if number == 3 else look.font(lang)
            cell.alignment = look.WRAPPED
            cell.border = look.BOX
            cell.number_format = look.TEXT_FORMAT
        texts = [(setting.heading[lang], widths[0]), (setting.default[lang], widths[2])]
        sheet.row_dimensions[row_number].height = look.row_height(texts)
        value = look.cell_at(sheet, row_number, 2)
        value.number_format = _setting_format(setting)
        if setting.name in typed:
            _write_value(value, typed[setting.name], ValueKind.TEXT, lang)
        offer_setting(sheet, value.coordinate, setting, lang)


def _setting_format(setting: Setting) -> str:
    if setting.kind is SettingKind.DATE:
        return look.DATE_FORMAT
    return "General" if setting.kind in (SettingKind.MONTH, SettingKind.STEP, SettingKind.MONEY) else look.TEXT_FORMAT
