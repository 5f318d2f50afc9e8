from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests import books
from tests.compare.rows import Sold, actuals
from tests.compare.test_weekly import FRIDAY, MARCH, ROWS, TODAY, page, the_book
from xlsummary.compare.weekly import weekly
from xlsummary.model import Lang, Measure, SalesBook, Settings
from xlsummary.periods import months_from
from xlsummary.plan.breakdown import break_down
from xlsummary.plan.horizon import horizon
from xlsummary.sheets.layout import Layout, LayoutRow, Style
from xlsummary.sheets.weekly import weekly_layout


def layout_of(book: SalesBook | None = None, lang: Lang = Lang.ZH, as_of: date = FRIDAY) -> Layout:
    book = book or the_book()
    return weekly_layout(book, page(book, as_of), lang)


def head_row(layout: Layout) -> int:
    assert layout.repeat_rows is not None
    return layout.repeat_rows[0]


def columns_of(layout: Layout) -> list[tuple[str, str]]:
    """What stands over each column, merged headings carried on."""
    above, below = (layout.rows[head_row(layout) - 1 + place].cells[2:] for place in (0, 1))
    return [(str(over.value or ""), str(under.value or "")) for over, under in zip(above, below, strict=True)]


def named(layout: Layout, name: str) -> tuple[int, LayoutRow]:
    return next((number, row) for number, row in enumerate(layout.rows, 1) if len(row.cells) > 9 and row.cells[1].value == name)


def test_the_columns_are_those_of_the_meeting() -> None:
    assert columns_of(layout_of()) == [
        *(("上周 3/9-3/15", each) for each in ("目标", "实绩", "差额")),
        ("本周 3/16-3/22", "目标"),
        *(("本月 3月", each) for each in ("目标", "累计", "完成率", "时间进度", "差额")),
        *(("剩余工作日", each) for each in ("天数", "日均需")),
        *(("本月回款", each) for each in ("目标", "实绩", "完成率")),
        *(("本月拜访", each) for each in ("目标", "实际")),
        ("下周 3/23-3/29", "目标"),
        ("备注", ""),
    ]


def test_every_cell_of_a_rep() -> None:
    layout = layout_of()
    number, row = named(layout, "甲")
    assert [cell.value for cell in row.cells[2:]] == [
        5_000,
        Decimal("5500.5"),
        Decimal("500.5"),
        5_000,
        22_000,
        Decimal("9500.5"),
        Decimal("9500.5") / 22_000,
        Decimal(10) / 22,
        Decimal("-12499.5"),
        12,
        Decimal("1041.63"),
        11_000,
        5_500,
        Decimal("0.5"),
        22,
        None,
        5_000,
        None,
    ]
    assert {place: cell.formula for place, cell in enumerate(row.cells) if cell.formula} == {
        4: f"=D{number}-C{number}",
        8: f'=IF(G{number}>0,H{number}/G{number},"")',
        10: f"=H{number}-G{number}",
        12: f'=IF(L{number}>0,ROUND(MAX(G{number}-H{number},0)/L{number},2),"")',
        15: f'=IF(N{number}>0,O{number}/N{number},"")',
    }


def test_subtotals_are_live_sums_and_the_rates_sum_over_sum() -> None:
    layout = layout_of()
    number, team = named(layout, "一组")
    assert [named(layout, name)[0] for name in ("甲", "乙")] == [number + 1, number + 2]
    assert (team.cells[6].value, team.cells[7].value) == (44_000, Decimal("21500.5"))
    assert team.cells[7].formula == f"=SUM(H{number + 1}:H{number + 2})"
    assert team.cells[8].value == Decimal("21500.5") / 44_000
    last, company = named(layout, "合计")
    other, elsewhere = named(layout, "二组")[0], named(layout, "不在计划内")[0]
    assert company.cells[7].formula == f"=SUM(H{number},H{other},H{elsewhere})"
    assert company.cells[7].value == Decimal("24000.5")
    assert company.cells[1].style is Style.TOTAL
    assert last == elsewhere + 3


def test_ahead_and_behind_are_seen_without_colour() -> None:
    layout = layout_of()
    assert named(layout, "甲")[1].cells[8].format.startswith('"▼"')
    assert named(layout, "乙")[1].cells[8].format.startswith('"▲"')
    assert named(layout, "丁")[1].cells[8].value is None
    assert '"▼"' in named(layout, "甲")[1].cells[4].format


def test_the_last_day_of_a_month_needs_nothing_a_day_any_more() -> None:
    row = named(layout_of(as_of=date(2026, 3, 31)), "乙")[1]
    assert (row.cells[11].value, row.cells[12].value) == (0, "")


def test_actuals_without_a_name_say_so() -> None:
    assert named(layout_of(), "（未填）")[1].cells[7].value == 700


def test_cash_and_visits_have_columns_only_where_the_book_speaks_of_them() -> None:
    book = the_book(*(replace(row, collected=None) for row in ROWS), targets=(books.target(66_000, MARCH),))
    groups = {over for over, _ in columns_of(layout_of(book))}
    assert groups == {"上周 3/9-3/15", "本周 3/16-3/22", "本月 3月", "剩余工作日", "下周 3/23-3/29", "备注"}


def test_one_a4_page_on_its_side_with_both_heading_rows_on_every_page() -> None:
    layout = layout_of()
    first = head_row(layout)
    assert (layout.landscape, layout.fit_width) == (True, True)
    assert layout.repeat_rows == (first, first + 1)
    assert layout.freeze == f"C{first + 2}"
    assert f"B{first}:B{first + 1}" in layout.merges
    assert f"C{first}:E{first}" in layout.merges
    assert f"T{first}:T{first + 1}" in layout.merges
    assert layout.print_area == f"A1:T{len(layout.rows)}"
    assert "&P" in layout.footer


@pytest.mark.parametrize(
    ("lang", "title"),
    [(Lang.ZH, "示例公司 周例会 2026年第12周 (3/16-3/22)"), (Lang.EN, "示例公司: weekly meeting 2026-W12 (16-22 Mar 2026)")],
)
def test_the_title_names_the_week(lang: Lang, title: str) -> None:
    layout = layout_of(the_book(settings=Settings(company="示例公司")), lang)
    assert layout.rows[0].cells[1].value == title
    assert layout.title == {Lang.ZH: "周例会", Lang.EN: "Weekly"}[lang]
    assert layout.marker == "_xlsummary_weekly"


def test_english_headings() -> None:
    assert columns_of(layout_of(lang=Lang.EN))[:5] == [
        *(("Last week 9-15 Mar", each) for each in ("Target", "Actual", "Variance")),
        ("This week 16-22 Mar", "Target"),
        ("This month March", "Target"),
    ]


def test_without_actuals_the_sheet_only_replaces_an_older_one() -> None:
    book = books.book((books.target(66_000, MARCH),))
    layout = weekly_layout(book, weekly(book, break_down(book).plans, horizon(book, TODAY)), Lang.ZH)
    assert layout.only_replaces
    assert len(layout.rows) == 1


def test_a_draft_says_so() -> None:
    book = the_book()
    assert "草稿" in str(weekly_layout(book, page(book), Lang.ZH, draft=True).rows[0].cells[1].value)


def test_an_estimated_calendar_is_told() -> None:
    month, day = months_from(2031, 3, 1), date(2031, 3, 14)
    book = books.book((books.target(66_000, month),), actuals=actuals(Sold(when=day, sales="1")))
    made = weekly(book, break_down(book).plans, horizon(book, day))
    layout = weekly_layout(book, made, Lang.ZH)
    assert any("推定" in str(cell.value) for row in layout.rows[:5] for cell in row.cells)


def test_a_page_led_by_cash_says_nothing_of_it_twice() -> None:
    targets = (books.target(66_000, MARCH, measure=Measure.COLLECTIONS),)
    cash = [Sold(when=row.when, collected=row.sales, rep=row.rep) for row in ROWS]
    groups = {over for over, _ in columns_of(layout_of(the_book(*cash, targets=targets)))}
    assert groups == {"上周 3/9-3/15", "本周 3/16-3/22", "本月 3月", "剩余工作日", "下周 3/23-3/29", "备注"}


def pages_begin_with(reps: int, team: int) -> list[object]:
    """The names in the rows that begin a page, of so many reps in teams of so many."""
    people = tuple(books.rep(f"员工{number:02d}", f"{number // team}组", row=number + 2) for number in range(reps))
    book = books.book((books.target(6_600_000, MARCH),), people, actuals=actuals(Sold(when=FRIDAY, sales="5", rep="员工00")))
    layout = layout_of(book)
    return [layout.rows[row - 1].cells[1].value for row in layout.breaks]


def test_no_team_is_cut_by_the_end_of_a_page() -> None:
    assert pages_begin_with(15, 5) == []
    assert pages_begin_with(60, 15) == ["1组", "2组", "3组"]
    assert pages_begin_with(60, 6) == ["2组", "5组", "8组"]
