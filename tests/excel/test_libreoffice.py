from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from lxml import etree
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from tests.excel.books import user_book
from tests.excel.office import recalculated
from tests.excel.packages import Book
from tests.sheets.plans import book, horizon, plan, spread, tree
from xlsummary.catalogue_checking import TARGET_MISSING
from xlsummary.excel.author import authored
from xlsummary.excel.graft import graft
from xlsummary.model import Cell, Lang, Line, Measure
from xlsummary.package import packed, unpacked
from xlsummary.periods import months_from
from xlsummary.problems import Problem
from xlsummary.sheets.layout import Layout, Style
from xlsummary.sheets.planning import planning_layout
from xlsummary.sheets.problems import problems_layout
from xlsummary.sheets.record import record_layout, record_of

FIRST_QUARTER = months_from(2026, 1, 3)


def quarter_layout() -> Layout:
    """Two blocks: whole yuan by team and rep, and fen with a part nobody takes."""
    nodes = tree((("直销组", ("张伟", "李娜", "-")), ("渠道组", ("王强",)), ("-", ())))
    sales = plan(nodes, spread(FIRST_QUARTER, 5, 3_548_387), FIRST_QUARTER)
    line = Line(measure=Measure.COLLECTIONS)
    cash = plan(nodes, spread(FIRST_QUARTER, 5, 300_000_007), FIRST_QUARTER, Decimal("0.01"), line)
    return planning_layout(book(), [sales, cash], horizon(FIRST_QUARTER), (), Lang.ZH)


def without_values(content: bytes) -> bytes:
    """The book with every cached value of 计划分解 falsified, so that a right one can only come from reckoning."""
    entries = unpacked(content)
    part = Book(content).sheet("计划分解").part
    return packed({**entries, part: entries[part].replace(b"</f><v>", b"</f><v>7")})


def alone(*layouts: Layout) -> bytes:
    return packed(authored(layouts, {layout.marker: layout.title for layout in layouts}))


def test_libreoffice_reckons_every_formula_to_our_cached_value_and_every_check_to_zero(tmp_path: Path) -> None:
    layout = quarter_layout()
    made = load_workbook(recalculated(without_values(alone(layout)), tmp_path), data_only=True)["计划分解"]
    count = 0
    for number, row in enumerate(layout.rows, 1):
        for place, cell in enumerate(row.cells, 1):
            if cell.formula is None:
                continue
            count += 1
            reckoned = Decimal(str(made.cell(number, place).value))
            assert abs(reckoned - Decimal(str(cell.value))) < Decimal("0.000001"), f"{number}, {place}: {cell.formula}"
            if cell.style is Style.CHECK:
                assert reckoned == 0
    assert count > 700


def test_libreoffice_sees_an_edit_in_the_check_row(tmp_path: Path) -> None:
    layout = quarter_layout()
    number = next(number for number, row in enumerate(layout.rows, 1) if row.cells and row.cells[0].value == "2026-02")
    row = layout.rows[number - 1]
    typed = replace(row, cells=(*row.cells[:7], replace(row.cells[7], formula=None, value=1), *row.cells[8:]))
    edited = replace(layout, rows=(*layout.rows[: number - 1], typed, *layout.rows[number:]))
    made = load_workbook(recalculated(alone(edited), tmp_path), data_only=True)["计划分解"]
    check = next(row for row in range(1, made.max_row + 1) if made.cell(row, 1).value == "check")
    assert made.cell(check, 8).value != 0


def test_a_save_by_libreoffice_keeps_the_record_and_every_finest_number(tmp_path: Path) -> None:
    planning = quarter_layout()
    layout = record_layout(book(), [planning], place="_xlsummary:copy")
    saved = CalamineWorkbook.from_path(recalculated(alone(planning, layout), tmp_path))
    record = record_of(saved.get_sheet_by_name("_xlsummary").to_python(skip_empty_area=False))
    assert record == record_of(_as_written(layout))
    assert record.titles == {"_xlsummary_planning": "计划分解", "_xlsummary_record": "_xlsummary"}
    assert sum(record.blocks["sales/committed/assigned/first/2026Q1"].values()) == 3_548_387
    assert sum(record.blocks["collections/committed/assigned/first/2026Q1"].values()) == Decimal("3000000.07")


def _as_written(layout: Layout) -> list[list[object]]:
    content = CalamineWorkbook.from_filelike(io.BytesIO(alone(quarter_layout(), layout)))
    return [[*row] for row in content.get_sheet_by_name("_xlsummary").to_python(skip_empty_area=False)]


def test_libreoffice_shows_a_chart_a_link_and_the_hidden_sheet_as_they_were_meant(tmp_path: Path) -> None:
    planning = quarter_layout()
    wrong = problems_layout(book(sheets=("计划分解",)), [Problem(TARGET_MISSING, Cell("计划分解", "F7"))], Lang.ZH)
    layouts = planning, wrong, record_layout(book(), [planning])
    saved = recalculated(alone(*layouts), tmp_path)
    made = load_workbook(saved)
    assert [(sheet.title, sheet.sheet_state) for sheet in made.worksheets] == [
        ("计划分解", "visible"),
        ("问题", "visible"),
        ("_xlsummary", "hidden"),
    ]
    assert made["问题"]["B5"].hyperlink.location.replace("$", "") in ("计划分解.F7", "计划分解!F7", "'计划分解'!F7")
    (chart,) = [part for name, part in unpacked(saved.read_bytes()).items() if name.startswith("xl/charts/chart")]
    values = [each.text for each in etree.fromstring(chart).iterfind(".//{*}val//{*}pt/{*}v")]
    assert [Decimal(each or "") for each in values] == [
        value for series in planning.charts[0].series for value in series.values
    ]


def test_a_save_by_libreoffice_keeps_marker_groups_and_keys_so_that_our_sheet_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "target.xlsx"
    graft(user_book(tmp_path / "a.xlsx"), [quarter_layout()], target)
    saved = recalculated(target.read_bytes(), tmp_path)
    sheet = load_workbook(saved)["计划分解"]
    assert "_xlsummary_planning" in sheet.defined_names
    assert sheet.column_dimensions["A"].hidden
    assert {sheet.row_dimensions[row].outlineLevel for row in range(1, sheet.max_row)} == {0, 1, 2}
    again = tmp_path / "again.xlsx"
    graft(saved, [quarter_layout()], again)
    assert load_workbook(again).sheetnames == ["目标", "实绩", "计划分解"]
