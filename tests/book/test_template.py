"""The templates: what a person finds in them, and that the shipped files are what the code writes."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from xlsummary import assets
from xlsummary.book.schema import SETTING_LIST, SETTINGS, SHEETS, SettingKind, Sheet, ValueKind
from xlsummary.book.shipped import shipped, write
from xlsummary.book.template import FIRST_ROW, HEAD_ROW, SIZES, blank, filled, rows_of, sheets_of
from xlsummary.book.template_choices import setting_words
from xlsummary.book.template_words import GUIDE_TITLE, MESSAGES
from xlsummary.model import Lang, Measure
from xlsummary.package import unpacked
from xlsummary.problems import XlsummaryError
from xlsummary.wording import label

KINDS = [(size, lang) for size in SIZES for lang in Lang]
WRITTEN = shipped()
FULL = {lang: blank("full", lang) for lang in Lang}


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def sheet_of(content: bytes, spec: Sheet, lang: Lang) -> Worksheet:
    sheet = opened(content)[spec.title[lang]]
    assert isinstance(sheet, Worksheet)
    return sheet


def validation_at(sheet: Worksheet, ref: str) -> DataValidation:
    found: list[DataValidation] = [each for each in sheet.data_validations.dataValidation if ref in each.sqref]
    assert len(found) == 1
    return found[0]


def test_the_shipped_folder_holds_exactly_the_files_the_code_writes() -> None:
    assert set(assets.names("workbook")) == set(WRITTEN)


@pytest.mark.parametrize("name", sorted(WRITTEN))
def test_each_shipped_workbook_is_part_by_part_what_the_code_writes(name: str) -> None:
    there = unpacked(assets.workbook(name).read_bytes())
    expected = unpacked(WRITTEN[name])
    assert sorted(there) == sorted(expected)
    assert [part for part in expected if there[part] != expected[part]] == []


def test_the_same_code_writes_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    write(tmp_path / "here")
    environment = {**os.environ, "PYTHONHASHSEED": "77"}
    module = [sys.executable, "-m", "xlsummary.book.shipped", str(tmp_path / "there")]
    subprocess.run(module, check=True, env=environment)  # noqa: S603 (our own module, our own folder)
    for name in WRITTEN:
        assert (tmp_path / "here" / name).read_bytes() == (tmp_path / "there" / name).read_bytes()


@pytest.mark.parametrize(("size", "lang"), KINDS)
def test_the_sheets_stand_in_the_schemas_order_after_the_instructions(size: str, lang: Lang) -> None:
    titles = [GUIDE_TITLE[lang], *(spec.title[lang] for spec in sheets_of(size))]
    assert opened(blank(size, lang)).sheetnames == titles
    assert len(titles) == (6 if size == "small" else 13)


@pytest.mark.parametrize(("size", "lang"), KINDS)
def test_calamine_reads_every_heading_and_no_row_but_the_settings(size: str, lang: Lang) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(blank(size, lang)))
    for spec in sheets_of(size):
        rows = book.get_sheet_by_name(spec.title[lang]).to_python(skip_empty_area=False)
        assert rows[HEAD_ROW - 1] == [column.heading[lang] for column in spec.columns]
        if spec is SETTINGS:
            settings = [setting for setting in SETTING_LIST if size == "full" or setting.small]
            expected = [[setting.heading[lang], "", setting.default[lang]] for setting in settings]
            assert rows[HEAD_ROW:] == expected
        else:
            assert rows[HEAD_ROW:] == []


@pytest.mark.parametrize("lang", list(Lang))
def test_a_list_is_offered_wherever_the_schema_has_one_for_every_row_a_person_fills(lang: Lang) -> None:
    for spec in SHEETS:
        sheet = sheet_of(FULL[lang], spec, lang)
        last_row = FIRST_ROW + (5000 if spec.key == "actuals" else 500) - 1
        for number, column in enumerate(spec.columns, 1):
            if column.choices is None:
                continue
            for row in (FIRST_ROW, last_row):
                offered = validation_at(sheet, f"{get_column_letter(number)}{row}")
                words = ",".join(label(word, lang) for word in column.choices)
                assert (offered.type, offered.formula1) == ("list", f'"{words}"')
                assert len(words) <= 255


@pytest.mark.parametrize("lang", list(Lang))
def test_every_column_says_in_its_language_what_goes_in_within_excels_limits(lang: Lang) -> None:
    for spec in SHEETS:
        if spec is SETTINGS:
            continue
        sheet = sheet_of(FULL[lang], spec, lang)
        for number, column in enumerate(spec.columns, 1):
            told = validation_at(sheet, f"{get_column_letter(number)}{FIRST_ROW}")
            assert told.showInputMessage
            assert told.promptTitle == column.heading[lang]
            assert MESSAGES[spec.key][column.name][lang] in str(told.prompt)
            assert len(str(told.prompt)) <= 255
            assert len(str(told.promptTitle)) <= 32


@pytest.mark.parametrize("lang", list(Lang))
def test_each_setting_offers_its_values_and_says_its_default(lang: Lang) -> None:
    sheet = sheet_of(FULL[lang], SETTINGS, lang)
    for row, setting in enumerate(SETTING_LIST, FIRST_ROW):
        told = validation_at(sheet, f"B{row}")
        assert setting.default[lang] in str(told.prompt)
        assert len(str(told.prompt)) <= 255
        words = ",".join(setting_words(setting, lang))
        if words:
            assert (told.type, told.formula1) == ("list", f'"{words}"')
        else:
            assert told.type == ("date" if setting.kind is SettingKind.DATE else None)


@pytest.mark.parametrize("lang", list(Lang))
def test_the_first_columns_stand_open_and_the_rest_are_one_collapsed_group(lang: Lang) -> None:
    for spec in SHEETS:
        if spec is SETTINGS:
            continue
        sheet = sheet_of(FULL[lang], spec, lang)
        assert not sheet.column_dimensions[get_column_letter(spec.shown)].hidden
        assert spec.shown in (5, 6)
        folded = len(spec.columns) > spec.shown
        assert (sheet.sheet_format.outlineLevelCol or 0) == int(folded)
        for number in range(1, len(spec.columns) + 1):
            dimension = sheet.column_dimensions[get_column_letter(number)]
            expected = (number > spec.shown, int(number > spec.shown))
            assert (bool(dimension.hidden), dimension.outlineLevel or 0) == expected, (spec.key, number)


@pytest.mark.parametrize(("size", "lang"), KINDS)
def test_headings_stay_in_sight_on_screen_and_on_every_printed_page(size: str, lang: Lang) -> None:
    book = opened(blank(size, lang))
    for spec in sheets_of(size):
        sheet = book[spec.title[lang]]
        assert isinstance(sheet, Worksheet)
        assert sheet.freeze_panes == f"B{FIRST_ROW}"
        assert sheet.print_title_rows == f"$1:${HEAD_ROW}"
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_columns_are_typed_so_that_excel_keeps_what_a_person_types() -> None:
    formats = {
        ValueKind.TEXT: "@",
        ValueKind.MONEY: "#,##0.00",
        ValueKind.DATE: "yyyy-mm-dd",
        ValueKind.PERIOD: "@",
        ValueKind.DATE_OR_PERIOD: "@",
    }
    for spec in SHEETS:
        sheet = sheet_of(FULL[Lang.ZH], spec, Lang.ZH)
        for number, column in enumerate(spec.columns, 1):
            if column.kind in formats:
                dimension = sheet.column_dimensions[get_column_letter(number)]
                assert dimension.number_format == formats[column.kind], (spec.key, column.name)


def test_required_headings_are_marked_and_no_other() -> None:
    for spec in SHEETS:
        sheet = sheet_of(FULL[Lang.ZH], spec, Lang.ZH)
        for number, column in enumerate(spec.columns, 1):
            cell = sheet.cell(HEAD_ROW, number)
            assert bool(cell.font.bold) == column.required
            assert (cell.fill.fgColor.rgb == "FF1F3864") == column.required


@pytest.mark.parametrize("lang", list(Lang))
def test_columns_are_wide_enough_for_their_headings(lang: Lang) -> None:
    for spec in SHEETS:
        sheet = sheet_of(FULL[lang], spec, lang)
        for number, column in enumerate(spec.columns, 1):
            heading = column.heading[lang]
            halves = sum(2 if ord(character) > 255 else 1 for character in heading)
            assert sheet.column_dimensions[get_column_letter(number)].width >= halves + 2


@pytest.mark.parametrize(("size", "lang"), KINDS)
def test_the_instructions_name_the_commands_and_each_sheet(size: str, lang: Lang) -> None:
    guide = opened(blank(size, lang)).worksheets[0]
    texts = [str(cell.value) for row in guide.iter_rows() for cell in row if cell.value]
    for command in ("xlsummary check ", "xlsummary run ", "xlsummary new "):
        assert any(text.startswith(command) for text in texts)
    for spec in SHEETS:
        assert (spec.title[lang] in texts) == (spec in sheets_of(size))


@pytest.mark.parametrize("lang", Lang)
def test_the_instructions_have_every_word_of_every_list_and_every_setting_with_its_values(lang: Lang) -> None:
    guide = opened(FULL[lang]).worksheets[0]
    rows = [[str(cell.value or "") for cell in row] for row in guide.iter_rows(max_col=3)]
    joint = "、" if lang is Lang.ZH else ", "
    for spec in SHEETS:
        for column in spec.columns:
            if column.choices is not None:
                words = joint.join(label(word, lang) for word in column.choices)
                assert [spec.title[lang], column.heading[lang], words] in rows
    for setting in SETTING_LIST:
        (row,) = [row for row in rows if row[0] == setting.heading[lang] and row[2].endswith(setting.default[lang])]
        assert row[1]
        assert all(word in row[1] for word in setting_words(setting, lang))


def test_settings_with_a_list_of_words_offer_each_of_them() -> None:
    offered = {setting.name: setting_words(setting, Lang.EN) for setting in SETTING_LIST}
    assert offered["kind"] == ("Personal", "Team", "Duties", "Overview", "Regional")
    assert offered["letters"] == ("Yes", "No")
    assert offered["amount_unit"][:3] == ("yuan", "thousand yuan", "ten thousand yuan")
    assert offered["company"] == ()


def test_the_english_template_shows_no_chinese() -> None:
    for sheet in opened(FULL[Lang.EN]).worksheets:
        texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
        texts += [
            f"{each.prompt} {each.promptTitle} {each.error} {each.formula1}" for each in sheet.data_validations.dataValidation
        ]
        assert [text for text in texts if any("\u4e00" <= character <= "\u9fff" for character in text)] == []


def test_a_filled_cell_is_written_as_a_person_would_type_it() -> None:
    rows = {"targets": rows_of("period amount measure", ("2026", 150, Measure.VISITS))}
    sheet = sheet_of(filled(rows, Lang.EN, "small"), SHEETS[0], Lang.EN)
    assert [cell.value for cell in sheet[FIRST_ROW][:3]] == ["2026", 150, "Visits"]


def test_a_row_with_a_column_the_schema_does_not_have_is_refused() -> None:
    with pytest.raises(KeyError, match="no column"):
        filled({"targets": ({"perod": "2026"},)}, Lang.ZH, "small")
    with pytest.raises(KeyError, match="no key"):
        filled({"settings": ({"companie": "A"},)}, Lang.ZH, "small")


def test_an_unknown_size_is_refused_in_both_languages() -> None:
    with pytest.raises(XlsummaryError) as caught:
        blank("medium", Lang.ZH)
    assert "medium" in caught.value.message.zh
    assert "medium" in caught.value.message.en
