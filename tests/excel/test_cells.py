from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest
from lxml import etree
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from xlsummary.excel.author import authored
from xlsummary.excel.cells import CellWriter, Dress
from xlsummary.package import packed
from xlsummary.sheets.layout import Layout, LayoutCell, LayoutColumn, LayoutRow, Style

MARKER = "_xlsummary_test"
DAY_ZERO = date(1899, 12, 30)


def layout_of(*rows: LayoutRow, merges: tuple[str, ...] = (), columns: int = 3) -> Layout:
    return Layout(title="一", marker=MARKER, columns=(LayoutColumn(9),) * columns, rows=rows, merges=merges)


def one_look(_: Dress) -> int:
    return 7


def rows_of(*cells: LayoutCell) -> etree._Element:
    writer = CellWriter(layout_of(LayoutRow(cells)), one_look, DAY_ZERO, {MARKER: "一"}, {MARKER: "一"})
    return etree.fromstring(writer.sheet_data())


def read(layout: Layout) -> list[list[object]]:
    """The rows as the reader that decodes everything gives them."""
    content = packed(authored([layout], {MARKER: "一"}))
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    return [[*row] for row in sheet.to_python(skip_empty_area=False)]


@pytest.mark.parametrize(
    "text",
    [
        "=cmd()",
        "#N/A",
        " 前后有空格 ",
        "一行\n又一行",
        "R&D <b> \"'",
        "_x0041_",
        "a_x000D_b",
        "_x",
        "𠮷野家",
        "{{7*7}}",
        "+86",
        "TRUE",
        "1e5",
    ],
)
def test_a_text_comes_back_as_it_was(text: str) -> None:
    assert read(layout_of(LayoutRow((LayoutCell(text),)))) == [[text]]


def test_a_carriage_return_is_kept_and_no_end_of_line_of_the_file() -> None:
    assert "a&#13;b" in CellWriter(layout_of(LayoutRow((LayoutCell("a\rb"),))), one_look, DAY_ZERO, {}, {}).sheet_data()


@pytest.mark.parametrize(
    ("value", "written"), [(3, "3"), (Decimal("1E+3"), "1000"), (Decimal("0.10"), "0.10"), (date(2026, 2, 3), "46056")]
)
def test_numbers_and_days_are_written_in_full(value: int | Decimal | date, written: str) -> None:
    (cell,) = rows_of(LayoutCell(value)).iter("c")
    assert (cell.get("t"), [(each.tag, each.text) for each in cell]) == (None, [("v", written)])


@pytest.mark.parametrize(("value", "kind", "written"), [(5, None, "5"), (Decimal("2.50"), None, "2.50"), ("A&B", "str", "A&B")])
def test_a_formula_has_its_value_beside_it(value: int | Decimal | str, kind: str | None, written: str) -> None:
    (cell,) = rows_of(LayoutCell(value, '=IF(1<2,"A&B",3)')).iter("c")
    assert cell.get("t") == kind
    assert [(each.tag, each.text) for each in cell] == [("f", 'IF(1<2,"A&B",3)'), ("v", written)]


def test_a_cell_with_only_a_look_is_written_and_one_with_nothing_is_not() -> None:
    assert [cell.get("r") for cell in rows_of(LayoutCell(), LayoutCell(style=Style.HEAD), LayoutCell(1)).iter("c")] == [
        "B1",
        "C1",
    ]


def test_rows_have_height_level_and_the_plus_sign_above_a_hidden_group() -> None:
    layout = layout_of(LayoutRow(height=18.0), LayoutRow(outline=1, hidden=True), LayoutRow())
    sheet = load_workbook(io.BytesIO(packed(authored([layout], {MARKER: "一"}))))["一"]
    dimensions = [sheet.row_dimensions[number] for number in (1, 2, 3)]
    assert [(each.height, each.outlineLevel, each.hidden, each.collapsed) for each in dimensions] == [
        (18.0, 0, False, True),
        (None, 1, True, False),
        (None, 0, False, False),
    ]


def test_all_cells_of_a_merge_share_the_border_of_its_first() -> None:
    rows = (
        LayoutRow((LayoutCell("甲", style=Style.TEXT), LayoutCell("盖住", style=Style.TITLE), LayoutCell(1))),
        LayoutRow((LayoutCell(), LayoutCell("乙", style=Style.HEAD))),
    )
    layout = layout_of(*rows, merges=("A1:B1", "B2:D2"))
    entries = authored([layout], {MARKER: "一"})
    sheet = load_workbook(io.BytesIO(packed(entries)))["一"]
    assert sorted(map(str, sheet.merged_cells.ranges)) == ["A1:B1", "B2:D2"]
    cells = [cell.get("r") for cell in etree.fromstring(entries["xl/worksheets/sheet1.xml"]).iter("{*}c")]
    assert cells == ["A1", "B1", "C1", "B2", "C2", "D2"]
    for address, style in (("B1", "thin"), ("C2", "thin"), ("D2", "thin")):
        assert sheet[address].border.bottom.style == style
    assert sheet["A1"].alignment.wrap_text
    assert read(layout) == [["甲", "", 1.0], ["", "乙", ""]]


def test_the_used_range_is_told_as_it_is() -> None:
    layout = layout_of(LayoutRow((LayoutCell(1),)), LayoutRow(), LayoutRow((LayoutCell(1), LayoutCell(2))), merges=("A1:D1",))
    part = authored([layout], {MARKER: "一"})["xl/worksheets/sheet1.xml"]
    assert b'<dimension ref="A1:D3"/>' in part
    assert part.count(b"<sheetData>") == part.count(b"<dimension ") == 1
    assert b'<dimension ref="A1:A1"/>' in authored([layout_of()], {MARKER: "一"})["xl/worksheets/sheet1.xml"]


def test_the_first_text_of_a_row_leads_it_and_keys_do_not() -> None:
    seen: list[Dress] = []

    def look(dress: Dress) -> int:
        seen.append(dress)
        return 0

    row = LayoutRow(
        (LayoutCell("2026-02", style=Style.KEY), LayoutCell("2月", style=Style.MONTH), LayoutCell("2/1", style=Style.MONTH))
    )
    CellWriter(layout_of(row), look, DAY_ZERO, {}, {}).sheet_data()
    assert [dress.leads for dress in seen] == [False, True, False]


def test_each_look_is_in_the_styles_once_however_many_cells_and_sheets_have_it() -> None:
    def looks(sheets: int, rows: int) -> int:
        row = LayoutRow((LayoutCell("字", style=Style.TEXT), LayoutCell(1, style=Style.NUMBER)))
        layouts = [Layout(title=f"{number}", marker=f"{MARKER}{number}", columns=(LayoutColumn(9),), rows=(row,) * rows)
                   for number in range(sheets)]  # fmt: skip
        styles = authored(layouts, {layout.marker: layout.title for layout in layouts})["xl/styles.xml"]
        (formats,) = etree.fromstring(styles).iter("{*}cellXfs")
        return len(formats)

    assert looks(1, 1) == looks(3, 20)
