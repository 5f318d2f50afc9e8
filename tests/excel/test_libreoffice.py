from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from openpyxl import load_workbook

from tests.excel.books import user_book
from tests.excel.office import recalculated
from tests.sheets.plans import book, horizon, plan, spread, tree
from xlsummary.excel.author import authored
from xlsummary.excel.cached import sheet_parts
from xlsummary.excel.workbook import with_sheets
from xlsummary.model import Lang, Line, Measure
from xlsummary.package import packed, unpacked
from xlsummary.periods import months_from
from xlsummary.sheets.layout import Layout, Style
from xlsummary.sheets.planning import planning_layout

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
    part = sheet_parts(entries)["计划分解"]
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


def test_a_save_by_libreoffice_keeps_marker_groups_and_keys_so_that_our_sheet_is_replaced(tmp_path: Path) -> None:
    content = with_sheets(user_book(tmp_path / "a.xlsx"), [quarter_layout()], date(2025, 12, 31))
    saved = recalculated(content, tmp_path)
    sheet = load_workbook(saved)["计划分解"]
    assert "_xlsummary_planning" in sheet.defined_names
    assert sheet.column_dimensions["A"].hidden
    assert {sheet.row_dimensions[row].outlineLevel for row in range(1, sheet.max_row)} == {0, 1, 2}
    again = tmp_path / "again.xlsx"
    again.write_bytes(with_sheets(saved, [quarter_layout()], date(2025, 12, 31)))
    assert load_workbook(again).sheetnames == ["目标", "实绩", "计划分解"]
