from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime

from openpyxl import Workbook, load_workbook

from tests.excel.layouts import DAY, NOTICE, PLANNING, RECORD, planning, problems, record, sheets
from xlsummary.excel.author import authored
from xlsummary.package import packed
from xlsummary.sheets.layout import Layout, LayoutCell, LayoutColumn, LayoutRow, Style, Visibility, sheet_reference

PROBLEMS = "_xlsummary_problems"
TITLES = {PLANNING: "王's 计划", PROBLEMS: "问题(2)", RECORD: "_xlsummary"}


def opened(entries: Mapping[str, bytes], *, values: bool = False) -> Workbook:
    return load_workbook(io.BytesIO(packed(entries)), data_only=values)


def test_the_sheets_have_their_final_names_in_the_order_of_the_layouts() -> None:
    assert opened(authored(sheets(), TITLES)).sheetnames == ["王's 计划", "问题(2)", "_xlsummary"]


def test_each_sheet_has_its_hidden_marker_and_its_visibility() -> None:
    book = opened(authored(sheets(), TITLES))
    for layout in sheets():
        sheet = book[TITLES[layout.marker]]
        assert sheet.defined_names[layout.marker].hidden
        assert sheet.sheet_state == layout.visibility.value


def test_a_hidden_sheet_alone_is_left_to_be_seen_since_a_book_needs_one() -> None:
    assert record().visibility is Visibility.VERY_HIDDEN
    assert opened(authored([record()], TITLES))["_xlsummary"].sheet_state == "visible"


def test_a_link_leads_to_a_place_in_the_book_and_is_seen_as_one_without_colour() -> None:
    book = opened(authored(sheets(), TITLES))
    cell = book["问题(2)"]["A2"]
    assert (cell.hyperlink.location, cell.hyperlink.target, cell.value) == ("'目标'!B2", None, "目标里")
    assert cell.font.u == "single"
    assert book["问题(2)"]["B1"].font.u is None


def test_references_to_our_sheets_become_their_quoted_names_in_formulas_and_links() -> None:
    entries = authored(sheets(), TITLES)
    sheet = opened(entries)["问题(2)"]
    assert sheet["B1"].value == "='王''s 计划'!B5"
    assert sheet["A1"].hyperlink.location == "'王''s 计划'!B5"
    assert opened(entries)["王's 计划"]["A7"].hyperlink.location == "'王''s 计划'!A1"


def test_formulas_have_their_values() -> None:
    book = opened(authored(sheets(), TITLES), values=True)
    assert (book["王's 计划"]["B5"].value, book["问题(2)"]["B1"].value) == (300, 300)


def layout_of(*cells: LayoutCell) -> Layout:
    return Layout(title="一", marker="_xlsummary_test", columns=(LayoutColumn(9),) * len(cells), rows=(LayoutRow(cells),))


def test_a_key_that_is_a_reference_is_the_sheets_bare_name_and_empty_where_that_is_not_written() -> None:
    layout = layout_of(*(LayoutCell(sheet_reference(each), style=Style.KEY) for each in (PLANNING, "_xlsummary_gone")))
    sheet = opened(authored([planning(), layout], {PLANNING: "王's 计划", "_xlsummary_test": "一"}))["一"]
    assert [sheet[address].value or "" for address in ("A1", "B1")] == ["王's 计划", ""]


def test_a_text_of_the_users_that_looks_like_a_reference_stays_as_it_is() -> None:
    text = sheet_reference("_xlsummary_test")
    layout = layout_of(LayoutCell(text), LayoutCell(f"rep:{text[:-1]}", style=Style.KEY))
    sheet = opened(authored([layout], {"_xlsummary_test": "一"}))["一"]
    assert [sheet[address].value for address in ("A1", "B1")] == [text, f"rep:{text[:-1]}"]


def test_a_place_on_a_sheet_of_the_users_is_led_to_whatever_that_is_called() -> None:
    layout = layout_of(LayoutCell("去", link=f"'{sheet_reference('目标')}'!B2"))
    sheet = opened(authored([layout], {"_xlsummary_test": "一"}))["一"]
    assert sheet["A1"].hyperlink.location == f"'{sheet_reference('目标')}'!B2"


def test_dates_are_right_in_either_date_system() -> None:
    for date_1904 in (False, True):
        entries = authored([planning()], TITLES, date_1904=date_1904)
        assert (b'date1904="1"' in entries["xl/workbook.xml"]) == date_1904
        book = opened(entries)
        shown = book["王's 计划"]["A6"].value
        assert isinstance(shown, datetime)
        assert shown.date() == DAY


def test_text_that_looks_like_a_formula_stays_text_and_print_set_up_has_the_final_name() -> None:
    sheet = opened(authored(sheets(), TITLES))["王's 计划"]
    assert (sheet["B1"].value, sheet["B1"].data_type) == (NOTICE, "s")
    assert sheet.print_area == "'王''s 计划'!$A$1:$B$7"
    assert sheet.print_title_rows == "$1:$2"


def test_a_sheet_may_stand_upright() -> None:
    assert opened(authored([problems()], TITLES))["问题(2)"].page_setup.orientation == "portrait"


def test_the_same_layouts_give_the_same_parts() -> None:
    def content() -> dict[str, bytes]:
        return {name: part for name, part in authored(sheets(), TITLES).items() if not name.startswith("docProps/")}

    assert content() == content()
