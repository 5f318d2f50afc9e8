from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.excel.books import opened, small_layout
from xlsummary.excel.author import authored
from xlsummary.package import packed
from xlsummary.periods import months_from
from xlsummary.sheets.layout import Layout, LayoutCell, LayoutColumn, LayoutRow, Style


@pytest.fixture
def sheet() -> Worksheet:
    return sheet_of(small_layout())


def sheet_of(layout: Layout) -> Worksheet:
    return opened(packed(authored([layout], {layout.marker: layout.title})))[layout.title]


def row_of(sheet: Worksheet, key: str) -> int:
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == key)


@pytest.mark.parametrize("months", [1, 3])
def test_slices_and_days_are_outline_groups_collapsed_but_for_the_slices_of_a_month_that_is_planned(
    months: int,
) -> None:
    sheet = sheet_of(small_layout(period=months_from(2026, 2, months)))
    month, week, day = (row_of(sheet, key) for key in ("2026-02", "2026-02/2026-02-02", "2026-02-03"))
    is_closed = months > 1
    dimensions = [sheet.row_dimensions[row] for row in (month, week, day)]
    assert [each.outlineLevel for each in dimensions] == [0, 1, 2]
    assert [each.hidden for each in dimensions] == [False, is_closed, True]
    assert [each.collapsed for each in dimensions] == [is_closed, True, False]
    assert sheet.sheet_format.outlineLevelRow == 2
    assert sheet.sheet_properties.outlinePr is not None
    assert sheet.sheet_properties.outlinePr.summaryBelow is False


def test_key_column_and_key_row_are_hidden(sheet: Worksheet) -> None:
    assert sheet.column_dimensions["A"].hidden
    assert sheet.row_dimensions[row_of(sheet, "sales/committed/assigned/first/2026-02")].hidden


def test_panes_are_frozen_at_the_first_amount_and_headings_repeat_on_a4_landscape(sheet: Worksheet) -> None:
    first = row_of(sheet, "2026-02")
    assert sheet.freeze_panes == f"F{first}"
    assert sheet.print_title_rows == f"${first - 1}:${first - 1}"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_every_page_has_its_number_and_a_break_stands_above_the_row_that_begins_a_page() -> None:
    sheet = sheet_of(replace(small_layout(), breaks=(8,)))
    footer = sheet.HeaderFooter.oddFooter
    assert footer is not None
    assert (footer.center.text, footer.center.size) == ("第 &P 页，共 &N 页", 9)
    assert [each.id for each in sheet.row_breaks.brk] == [7]


def test_a_teams_columns_stand_out_by_fill_and_weight(sheet: Worksheet) -> None:
    month = row_of(sheet, "2026-02")
    company, team, rep = (sheet[f"{letters}{month}"] for letters in ("F", "G", "H"))
    assert (company.font.b, team.font.b, rep.font.b) == (True, True, False)
    assert len({cell.fill.fgColor.rgb for cell in (company, team, rep)}) == 3
    assert sheet[f"F{month}"].number_format == '#,##0_ ;-#,##0_ ;"-"_ '


def written(*cells: LayoutCell) -> Worksheet:
    columns = tuple(LayoutColumn(10) for _ in cells)
    return sheet_of(Layout(title="一", marker="_xlsummary_test", columns=columns, rows=(LayoutRow(cells),)))


@pytest.mark.parametrize("text", ["=cmd()", "=1+1", "#N/A", "+86物流", "-300", "{{7*7}}", "R&D <b>"])
def test_text_is_written_as_text_whatever_it_begins_with(text: str) -> None:
    cell = written(LayoutCell(text))["A1"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_what_xml_cannot_hold_is_replaced_and_too_long_a_text_is_cut() -> None:
    sheet = written(LayoutCell("a\x0bb\ud800c"), LayoutCell("长" * 40_000))
    assert sheet["A1"].value == "a\ufffdb\ufffdc"
    assert len(str(sheet["B1"].value)) == 32_767


def test_numbers_and_dates_keep_their_type() -> None:
    sheet = written(LayoutCell(Decimal("967741.94")), LayoutCell(-300), LayoutCell(date(2026, 2, 3), format="yyyy-mm-dd"))
    assert [sheet[f"{letters}1"].data_type for letters in "ABC"] == ["n", "n", "d"]


def test_every_style_of_a_layout_has_a_look() -> None:
    sheet = written(*(LayoutCell("字", style=style) for style in Style))
    assert {sheet.cell(1, place).font.name for place in range(1, len(Style) + 1)} == {"Microsoft YaHei"}
