"""The template's drop-down lists and input messages."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.formatting.rule import Rule as FormatRule
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from xlsummary.book import template_look as look
from xlsummary.book import template_words as words
from xlsummary.book.schema import Column, Setting, SettingKind, Sheet, ValueKind
from xlsummary.model import Lang, Measure
from xlsummary.wording import label

ROOM = 500
"""Rows of a sheet that carry drop-downs and messages."""

ROOM_FOR_ACTUALS = 5000

_NAMED_ON = {"rep": "reps", "client": "clients", "market": "markets"}
"""Columns that offer the names typed on another sheet, and that sheet's key."""


def offer_choices(sheet: Worksheet, spec: Sheet, specs: Sequence[Sheet], lang: Lang, first_row: int) -> None:
    """A message on every column, a list where the column has one, for the rows a person will fill in."""
    last_row = first_row + room(spec) - 1
    for number, column in enumerate(spec.columns, 1):
        letter = get_column_letter(number)
        validation = _validation(column, specs, lang, first_row)
        _tell(validation, column.heading[lang], words.message(spec.key, column.name, required=column.required, lang=lang))
        validation.add(f"{letter}{first_row}:{letter}{last_row}")
        sheet.add_data_validation(validation)
        if column.kind is ValueKind.MONEY_OR_NUMBER:
            _count_format(sheet, spec, f"{letter}{first_row}:{letter}{last_row}", lang, first_row)


def room(spec: Sheet) -> int:
    return ROOM_FOR_ACTUALS if spec.key == "actuals" else ROOM


def offer_setting(sheet: Worksheet, ref: str, setting: Setting, lang: Lang) -> None:
    """The list of a setting's values and what a blank means, at its cell."""
    listed = setting_words(setting, lang)
    validation = _list(listed, lang) if listed else DataValidation(allow_blank=True)
    if setting.kind is SettingKind.DATE:
        validation = _day(lang)
    _tell(validation, setting.heading[lang], words.setting_message(setting, lang))
    validation.add(ref)
    sheet.add_data_validation(validation)


def setting_words(setting: Setting, lang: Lang) -> tuple[str, ...]:
    """The values the setting's drop-down offers; none where any text will do."""
    if setting.choices is not None:
        return tuple(label(word, lang) for word in setting.choices)
    if setting.kind is SettingKind.FLAG:
        return tuple(word[lang] for word in words.FLAGS)
    if setting.kind is SettingKind.MONTH:
        return tuple(str(month) for month in range(1, 13))
    if setting.kind is SettingKind.UNIT:
        return tuple(words.UNITS[step][lang] for step in setting.steps)
    return setting.steps


def _validation(column: Column, specs: Sequence[Sheet], lang: Lang, first_row: int) -> DataValidation:
    if column.choices is not None:
        return _list(tuple(label(word, lang) for word in column.choices), lang)
    if column.kind is ValueKind.DATE:
        return _day(lang)
    named = next((spec for spec in specs if spec.key == _NAMED_ON.get(column.name)), None)
    if named is not None:
        return _names(named, lang, first_row)
    return DataValidation(allow_blank=True)


def _list(listed: Sequence[str], lang: Lang) -> DataValidation:
    validation = DataValidation(type="list", formula1='"' + ",".join(listed) + '"', allow_blank=True)
    validation.showErrorMessage = True
    validation.errorTitle = words.ERROR_TITLE[lang]
    validation.error = words.WRONG_CHOICE[lang]
    return validation


def _names(named: Sheet, lang: Lang, first_row: int) -> DataValidation:
    """The names typed on the other sheet so far; offered, not demanded."""
    title = quote_sheetname(named.title[lang])
    last_row = first_row + room(named) - 1
    count = f"MAX(1,COUNTA({title}!$A${first_row}:$A${last_row}))"
    return DataValidation(type="list", formula1=f"OFFSET({title}!$A${first_row},0,0,{count},1)", allow_blank=True)


def _day(lang: Lang) -> DataValidation:
    """Asks before it keeps what is no date: a date written as text reads too."""
    validation = DataValidation(type="date", operator="greaterThan", formula1="32874", allow_blank=True)
    validation.errorStyle = "warning"
    validation.showErrorMessage = True
    validation.errorTitle = words.ERROR_TITLE[lang]
    validation.error = words.WRONG_DAY[lang]
    return validation


def _tell(validation: DataValidation, title: str, text: str) -> None:
    validation.showInputMessage = True
    validation.promptTitle = title
    validation.prompt = text


def _count_format(sheet: Worksheet, spec: Sheet, ref: str, lang: Lang, first_row: int) -> None:
    """Counts of clients and visits are shown without decimals."""
    position = next(number for number, column in enumerate(spec.columns, 1) if column.name == "measure")
    measure = f"${get_column_letter(position)}{first_row}"
    counted = ",".join(f'{measure}="{label(word, lang)}"' for word in (Measure.NEW_CLIENTS, Measure.VISITS))
    style = DifferentialStyle(numFmt=NumberFormat(numFmtId=3, formatCode=look.COUNT_FORMAT))
    sheet.conditional_formatting.add(ref, FormatRule(type="expression", dxf=style, formula=[f"OR({counted})"]))
