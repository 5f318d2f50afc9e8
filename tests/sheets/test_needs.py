"""月月有进账 under the plan: deals and visits that quotas ask for, and months that ask for less than a deal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests import books
from tests.compare.rows import Sold, actuals, visits
from xlsummary.compare.attainment import compare
from xlsummary.model import Activity, Lang, Period, Rep, SalesBook, Settings, Target
from xlsummary.periods import months_from
from xlsummary.plan.breakdown import break_down
from xlsummary.plan.horizon import horizon
from xlsummary.sheets.layout import Layout, LayoutRow
from xlsummary.sheets.planning import planning_layouts

SOLD = (
    Sold(when=date(2025, 3, 3), sales="30000", rep="甲"),
    Sold(when=date(2025, 6, 3), sales="10000", rep="甲"),
    Sold(when=date(2025, 12, 31), sales="20000", rep="乙"),
)
REPS = (books.rep("甲", "一组", weight=3), books.rep("乙", "二组", row=3, joined=date(2026, 7, 1)))
VISITED = (visits(2, Period(date(2025, 3, 1), date(2025, 3, 31)), 10, 2),)
TARGETS = (books.target(248_000),)


def layouts(
    *,
    targets: tuple[Target, ...] = TARGETS,
    activities: tuple[Activity, ...] = VISITED,
    reps: tuple[Rep, ...] = REPS,
    lang: Lang = Lang.ZH,
) -> tuple[Layout, Layout]:
    own = Settings(report_period=months_from(2025, 1, 12), plan_period=months_from(2026, 1, 12))
    made = books.book(targets, reps, own, actuals=actuals(*SOLD))
    book: SalesBook = replace(made, activities=activities)
    days = horizon(book, date(2026, 12, 31), date(2025, 12, 31))
    plans = break_down(book).plans
    return planning_layouts(book, plans, days, (), lang, comparison=compare(book, plans, days)[0])


def last_printed(layout: Layout) -> int:
    assert layout.print_area is not None
    return int(layout.print_area.partition(":")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def table(layout: Layout) -> list[tuple[object, ...]]:
    """What stands from the heading 月月有进账 to the last printed row, column B and on."""
    first = next(place for place, row in enumerate(layout.rows) if is_title(row))
    return [tuple(cell.value for cell in row.cells[1:]) for row in layout.rows[first : last_printed(layout)]]


def is_title(row: LayoutRow) -> bool:
    return len(row.cells) == 2 and str(row.cells[1].value).startswith(("月月有进账", "A deal every month"))


def test_each_rep_has_deals_visits_and_the_months_below_the_average_deal() -> None:
    """Three deals of 20,000, four visits a deal; 甲 has 216,000, 16,000 in February and 17,250 in July, 乙 from July."""
    below = "2月、5月、7月、8月、9月、10月、11月、12月"
    assert table(layouts()[0]) == [
        ("月月有进账：各人的目标要成交几单",),
        (
            "2025年1月1日至2025年12月31日成交 3 单，合计 60,000.00，平均每单 20,000.00，"
            "同期拜访 12 次，平均每单 4.00 次；下表按此推算。",
        ),
        ("人员", "目标", "成交单数", "拜访次数", "每周拜访", "每天拜访", "目标不足一单的月份（当月至少要成交 1 单）"),
        ("甲", 216_000, 11, Decimal("43.2"), Decimal("0.8"), Decimal("0.17"), below),
        ("乙", 32_000, 2, Decimal("6.4"), Decimal("0.2"), Decimal("0.05"), "7月、8月、9月、10月、11月、12月"),
    ]


def test_the_months_reach_on_to_the_right_edge_and_are_printed() -> None:
    layout = layouts()[0]
    row = next(number for number, each in enumerate(layout.rows, 1) if is_title(each)) + 3
    wanted = {f"H{each}:L{each}" for each in (row - 1, row, row + 1)}
    assert {merge for merge in layout.merges if merge.startswith("H")} == wanted
    assert layout.print_area == f"A1:L{row + 1}"


def test_without_visits_and_months_below_a_deal_there_are_no_columns_for_them() -> None:
    rows = table(layouts(targets=(books.target(2_480_000),), activities=())[0])
    assert rows[1] == (
        "2025年1月1日至2025年12月31日成交 3 单，合计 60,000.00，平均每单 20,000.00，"
        "同期没有拜访记录；下表按此推算；各人每月的目标都够一单。",
    )
    assert rows[2:4] == [("人员", "目标", "成交单数"), ("甲", 2_160_000, 108)]


def test_a_plan_of_quarters_has_its_own_lines() -> None:
    quarters = (books.target(50_000, months_from(2026, 1, 3)), books.target(90_000, months_from(2026, 7, 3), row=3))
    rows = table(layouts(targets=quarters)[0])
    assert [row[0] for row in rows[3:]] == [
        "2026年第1季度 · 销售额 · 有把握 · 公司下达 · 年初目标 · 单位：元 · 含税",
        "甲",
        "2026年第3季度 · 销售额 · 有把握 · 公司下达 · 年初目标 · 单位：元 · 含税",
        "甲",
        "乙",
    ]


def test_over_twenty_reps_it_stands_under_their_months() -> None:
    reps = tuple(books.rep(f"员工{number:02d}", "一组", row=number + 2) for number in range(21))
    planning, people = layouts(reps=reps)
    assert not any(map(is_title, planning.rows))
    rows = table(people)
    assert [row[0] for row in rows[3:]] == [rep.name for rep in reps]
    assert last_printed(people) == len(people.rows)


def test_english_words() -> None:
    rows = table(layouts(lang=Lang.EN)[0])
    assert rows[2][:6] == ("Rep", "Quota", "Deals", "Visits", "Visits a week", "Visits a day")
    assert str(rows[1][0]).startswith(
        "1 January 2025 to 31 December 2025: 3 deals of 60,000.00 in all, 20,000.00 each; 12 visits"
    )
    assert rows[4][-1] == "Jul, Aug, Sep, Oct, Nov, Dec"


def test_a_book_without_a_deal_has_no_such_table() -> None:
    book = books.book(TARGETS, REPS)
    days = horizon(book, date(2026, 12, 31))
    plans = break_down(book).plans
    planning = planning_layouts(book, plans, days, (), Lang.ZH, comparison=compare(book, plans, days)[0])[0]
    assert not any(map(is_title, planning.rows))
