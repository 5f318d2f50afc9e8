from __future__ import annotations

from datetime import date

import pytest

from tests.sheets.formulas import Reckoner, cells_of
from xlsummary import assets
from xlsummary.book.read import read_book
from xlsummary.model import Lang
from xlsummary.plan.breakdown import break_down
from xlsummary.plan.horizon import horizon
from xlsummary.sheets.layout import Layout, Style
from xlsummary.sheets.planning import planning_layout

FILLED = (
    "example-team.zh.xlsx",
    "first-1-target.zh.xlsx",
    "first-2-names.zh.xlsx",
    "first-3-totals.zh.xlsx",
    "first-4-notes.zh.xlsx",
)


def layout_of(name: str, lang: Lang = Lang.ZH) -> Layout:
    reading = read_book(assets.workbook(name))
    breakdown = break_down(reading.book)
    days = horizon(reading.book, date(2026, 1, 5))
    return planning_layout(reading.book, breakdown.plans, days, [*reading.problems, *breakdown.problems], lang)


@pytest.mark.parametrize("name", FILLED)
def test_the_formulas_of_a_shipped_book_give_their_values_and_every_check_is_zero(name: str) -> None:
    cells = cells_of(layout_of(name))
    reckoner = Reckoner(cells)
    checks = [address for address, cell in cells.items() if cell.style is Style.CHECK and cell.formula]
    assert checks
    assert all(reckoner.value(address) == 0 for address in checks)
    formulas = {address: cell for address, cell in cells.items() if cell.formula}
    assert {address: reckoner.value(address) for address in formulas} == {a: cell.value for a, cell in formulas.items()}


def test_the_example_asks_967742_yuan_of_the_company_in_february_over_248_days() -> None:
    layout = layout_of("example-team.zh.xlsx")
    february = next(row for row in layout.rows if row.cells and row.cells[0].value == "2026-02")
    assert (february.cells[4].value, february.cells[5].value) == (16, 967_742)
    total = next(row for row in layout.rows if row.cells and row.cells[0].value == "total")
    assert (total.cells[4].value, total.cells[5].value) == (248, 15_000_000)
    assert len([column for column in layout.columns[5:] if column.band.value == "none"]) >= 15
