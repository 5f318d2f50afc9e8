"""The sheet 对账: the bridge holds and is reckoned from the rows, what must be looked into comes first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

import pytest

from tests import books
from tests.compare.rows import Sold, actuals
from tests.sheets.formulas import Reckoner, cells_of
from xlsummary.book.ledger import Ledger, LedgerSheet
from xlsummary.compare.reconciliation import Asked, Reconciliation, reconciliation
from xlsummary.model import Lang, Measure, SalesBook
from xlsummary.sheets import reconciliation_rows
from xlsummary.sheets.layout import Layout
from xlsummary.sheets.reconciliation import reconciliation_layout

YEAR = books.YEAR_2026
DAY = date(2026, 3, 2)


def _book() -> SalesBook:
    rows = (
        Sold(when=DAY, sales="1130", client="甲公司"),
        Sold(when=DAY, sales="500", client="乙公司"),
        Sold(when=DAY, sales="70", client="丙公司"),
        Sold(when=DAY, collected="40", client="丙公司"),
    )
    columns = actuals(*rows)
    texts = {**columns.texts, "document": ("XS-1", "XS-2", "XS-3", "")}
    return books.book((), (), None, actuals=replace(columns, texts=MappingProxyType(texts)))


def _ledger() -> Ledger:
    lines = (("甲公司", 113_000, None), ("乙公司", 49_000, None), ("丁公司", 9_000, None), ("丙公司", None, 4_000))
    return Ledger(
        name="账.xlsx",
        sheets=(LedgerSheet("[账.xlsx]序时账", MappingProxyType({"debit": "F", "credit": "G"})),),
        places=(0,) * 4,
        rows=(5, 6, 7, 8),
        days=(DAY.toordinal(),) * 4,
        vouchers=("记-1",) * 4,
        summaries=("销售",) * 4,
        accounts=("1122",) * 4,
        account_names=("",) * 4,
        contras=("",) * 4,
        clients=tuple(line[0] for line in lines),
        numbers=("XS-1", "XS-2", "", ""),
        debits=tuple(line[1] for line in lines),
        credits=tuple(line[2] for line in lines),
        left_out=MappingProxyType({"subtotal-line": 2}),
    )


def _found(*measures: Measure) -> Reconciliation:
    asked = Asked(period=YEAR, measures=measures or None)
    return reconciliation(_book(), _ledger(), asked, DAY.toordinal())


def _texts(layout: Layout) -> list[str]:
    return [str(row.cells[0].value) for row in layout.rows if row.cells and row.cells[0].value]


def _bridge(layout: Layout) -> list[tuple[object, ...]]:
    return [tuple(cell.value for cell in row.cells[:3]) for row in layout.rows if len(row.cells) == 4]


def test_the_bridge_leads_from_one_total_to_the_other() -> None:
    assert _bridge(reconciliation_layout(_found(Measure.SALES), Lang.ZH)) == [
        ("项目", "金额", "笔数"),
        ("工作簿合计", Decimal(1700), 3),
        ("减：只在工作簿", Decimal(-70), 1),
        ("加：只在账上", Decimal(90), 1),
        ("减：金额不符", Decimal(-10), 1),
        ("相符", Decimal(0), 1),
        ("调节后", Decimal(1710), None),
        ("账簿合计", Decimal(1710), 3),
        ("核对（应为 0）", Decimal(0), None),
    ]


@pytest.mark.parametrize("lang", list(Lang))
def test_every_formula_gives_its_cached_value(lang: Lang) -> None:
    cells = cells_of(reconciliation_layout(_found(), lang))
    reckoner = Reckoner(cells)
    formulas = {place: cell for place, cell in cells.items() if cell.formula}
    assert len(formulas) == 4 + 2 + 1 + 2
    for place, cell in formulas.items():
        assert reckoner.value(place) == cell.value, (place, cell.formula)


def test_rows_to_look_into_stand_open_and_first_those_that_agree_collapsed() -> None:
    layout = reconciliation_layout(_found(Measure.SALES), Lang.ZH)
    rows = [(str(row.cells[0].value), row.hidden, row.outline) for row in layout.rows if len(row.cells) == 12][2:]
    assert rows == [("只在工作簿", False, 0), ("只在账上", False, 0), ("金额不符", False, 0), ("相符", True, 1)]


def test_both_cells_of_a_difference_are_named_and_the_workbooks_is_a_link() -> None:
    layout = reconciliation_layout(_found(Measure.SALES), Lang.ZH)
    (row,) = [row for row in layout.rows if row.cells and row.cells[0].value == "金额不符"]
    assert [cell.value for cell in row.cells] == [
        "金额不符",
        Decimal(10),
        Decimal(500),
        Decimal(490),
        DAY,
        DAY,
        "乙公司",
        "XS-2",
        "记-1",
        "销售",
        "'实绩'!D3",
        "'[账.xlsx]序时账'!F6",
    ]
    assert row.cells[10].link == "'实绩'!D3"


def test_what_is_compared_and_what_was_left_out_is_said() -> None:
    texts = _texts(reconciliation_layout(_found(), Lang.ZH))
    assert "销售额 · 账簿科目 1122 借方 · 工作簿含税，账簿含税" in texts
    assert "口径：日期相差 7 天以内算同时，容差 0.00 元，税率 13%" in texts
    assert "账簿里没有计入的行：合计行 2，另一方发生额 1" in texts
    assert "有 3 处差异要查，列在各表前面" in texts
    assert "两边相符，没有要查的差异" in _texts(reconciliation_layout(_found(Measure.COLLECTIONS), Lang.ZH))


def test_what_agrees_is_listed_up_to_a_limit_which_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reconciliation_rows, "LISTED", 0)
    layout = reconciliation_layout(_found(Measure.SALES), Lang.ZH)
    assert "相符 · 还有 1 笔，只计数不列出" in _texts(layout)
    formulas = {row.cells[0].value: row.cells[1].formula for row in layout.rows if len(row.cells) == 4}
    assert formulas["相符"] is None, "what is not listed cannot be summed on the sheet"
    assert formulas["减：金额不符"]
    assert ("相符", Decimal(0), 1) in _bridge(layout)
