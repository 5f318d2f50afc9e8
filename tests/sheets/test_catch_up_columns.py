"""What must still come, beside the blocks of the planning sheet."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests import books
from tests.compare.rows import Sold, actuals
from tests.sheets.formulas import Reckoner, cells_of
from tests.sheets.test_record import rows_of
from xlsummary.compare.attainment import compare
from xlsummary.model import CarryOver, Lang, Measure, SalesBook, Settings
from xlsummary.plan.breakdown import break_down
from xlsummary.plan.horizon import horizon
from xlsummary.sheets.columns import letters_of
from xlsummary.sheets.layout import Layout, LayoutCell, Style
from xlsummary.sheets.planning import planning_layout
from xlsummary.sheets.record import record_layout, record_of

TODAY = date(2026, 12, 31)
REPS = (books.rep("甲", "一组"), books.rep("乙", "二组", row=3))
SOLD = (
    Sold(when=date(2026, 2, 5), sales="20000.50", rep="乙"),
    Sold(when=date(2026, 3, 17), sales="19100", rep="甲", collected="700"),
)
FIRST = 11
"""K: behind A to E, company, two teams with a rep each, and the gap."""


def book_of(*sold: Sold, carry: CarryOver = CarryOver.REST) -> SalesBook:
    targets = (books.target(248_000), books.target(24_800, row=3, measure=Measure.COLLECTIONS))
    return books.book(targets, REPS, Settings(carry_over=carry), actuals=actuals(*sold))


def layout_of(book: SalesBook, lang: Lang = Lang.ZH) -> Layout:
    plans, days = break_down(book).plans, horizon(book, TODAY)
    return planning_layout(book, plans, days, (), lang, comparison=compare(book, plans, days)[0])


def row_of(layout: Layout, key: str, *, block: int = 0) -> tuple[LayoutCell, ...]:
    """The cells of the columns in the row of a key."""
    rows = [row.cells for row in layout.rows if row.cells and row.cells[0].value == key]
    return rows[block][FIRST:]


def headings(layout: Layout) -> list[object]:
    (cells,) = [row.cells for row in layout.rows if len(row.cells) > 5 and row.cells[5].style is Style.HEAD]
    return [cell.value for cell in cells[FIRST:]]


def test_company_and_teams_have_three_columns_each_behind_a_gap() -> None:
    layout = layout_of(book_of(*SOLD))
    assert headings(layout) == ["公司追赶", "倍数", "标记", "一组追赶", "倍数", "标记", "二组追赶", "倍数", "标记"]
    assert headings(layout_of(book_of(*SOLD), Lang.EN))[:3] == ["Company to catch up", "Times", "Mark"]


def test_months_that_are_over_are_blank_and_others_say_what_they_need() -> None:
    layout = layout_of(book_of(*SOLD))
    assert [cell.value for cell in row_of(layout, "2026-02")] == [None] * 9
    assert [cell.value for cell in row_of(layout, "2026-03")[:3]] == [Decimal("10497.5"), Decimal("1.05"), "◆"]
    assert [cell.value for cell in row_of(layout, "2026-04")[:3]] == [22_045, Decimal("1.05"), "◆"]
    assert [cell.value for cell in row_of(layout, "total")[:3]] == [Decimal("208899.5"), Decimal("1.05"), None]
    assert [cell.value for cell in row_of(layout, "2026-03-17")] == [None] * 9
    assert row_of(layout, "2026-03-18")[0].value == Decimal("1050.5")


def test_a_month_over_1_3_times_its_plan_has_another_mark() -> None:
    layout = layout_of(book_of(*SOLD, carry=CarryOver.NEXT))
    assert [cell.value for cell in row_of(layout, "2026-04")[:3]] == [Decimal("30899.5"), Decimal("1.47"), "▲◆"]


@pytest.mark.parametrize("carry", CarryOver)
def test_every_sum_is_a_formula_that_gives_its_value_and_checks_give_0(carry: CarryOver) -> None:
    layout = layout_of(book_of(*SOLD, carry=carry))
    cells = cells_of(layout)
    reckoner = Reckoner(cells)
    counted = checks = 0
    for number, row in enumerate(layout.rows, 1):
        for place in range(FIRST + 1, FIRST + 10):
            cell = cells.get(f"{letters_of(place)}{number}", LayoutCell())
            if cell.formula is not None:
                counted += 1
                assert reckoner.value(f"{letters_of(place)}{number}") == cell.value, cell.formula
                checks += cell.style is Style.CHECK
                assert cell.style is not Style.CHECK or cell.value == 0
            elif isinstance(cell.value, int | Decimal):
                assert row.cells[0].value is None or cell.style is Style.DAY or cell.format == "0.00_ "
    assert checks == 6
    assert counted > 6 * 50


def test_an_edited_plan_shows_in_the_check_row() -> None:
    layout = layout_of(book_of(*SOLD))
    cells = cells_of(layout)
    day = next(number for number, row in enumerate(layout.rows, 1) if row.cells and row.cells[0].value == "2026-03-18")
    check = next(number for number, row in enumerate(layout.rows, 1) if row.cells and row.cells[0].value == "check")
    cells[f"{letters_of(FIRST + 1)}{day}"] = LayoutCell(1)
    assert Reckoner(cells).value(f"{letters_of(FIRST + 1)}{check}") == Decimal("-1049.5")


def test_the_columns_have_no_key_and_stand_in_no_record() -> None:
    """Without a key nothing in them is taken for a changed quota."""
    book = book_of(*SOLD)
    layout = layout_of(book)
    keys = [row.cells for row in layout.rows if row.cells and str(row.cells[0].value).startswith("sales/")]
    assert [cell.value for cell in keys[0][5:]] == ["company", "team:一组", "rep:甲", "team:二组", "rep:乙"]
    record = record_of(rows_of(record_layout(book, [layout])))
    plain = planning_layout(book, break_down(book).plans, horizon(book, TODAY), (), Lang.ZH)
    other = record_of(rows_of(record_layout(book, [plain])))
    assert (record.blocks, record.sums) == (other.blocks, other.sums)


def test_how_each_plan_stands_is_told_below_with_what_the_marks_mean() -> None:
    texts = [str(cell.value) for row in layout_of(book_of(*SOLD)).rows for cell in row.cells if cell.value]
    (told,) = [text for text in texts if "累计计划 49,000" in text]
    assert "实绩 39,100.5，差额 -9,899.5；时间进度 49/248 天（19.8%），进度完成率 79.8%" in told
    assert "日均实绩 797.97，此后日均须 1,049.75；照此进度，2026年预计 197,896.41" in told
    assert any("▲ 超过原计划的1.3倍" in text and "摊到剩余期间" in text for text in texts)


def test_without_actuals_and_when_no_day_is_left_there_are_no_such_columns() -> None:
    book = book_of(Sold(when=date(2026, 12, 31), sales="1", rep="甲"))
    assert len(headings(layout_of(book))) == 0
    empty = books.book((books.target(248_000),), REPS)
    assert len(headings(layout_of(empty))) == 0
