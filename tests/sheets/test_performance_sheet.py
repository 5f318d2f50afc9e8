from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests import books
from tests.compare.rows import Sold
from tests.compare.test_scores import MARCH_15, ROWS, TARGETS, figures, scored, the_book
from xlsummary.compare.attainment import compare
from xlsummary.compare.scoring import scores_of
from xlsummary.model import (
    Amount,
    Bound,
    Client,
    Control,
    Lang,
    LeftOut,
    RateBasis,
    SalesBook,
    Settings,
    TaxBasis,
    Tier,
)
from xlsummary.periods import months_from
from xlsummary.plan.breakdown import break_down
from xlsummary.plan.horizon import horizon
from xlsummary.sheets.layout import Layout, LayoutCell, LayoutRow, Style
from xlsummary.sheets.performance import performance_layout
from xlsummary.sheets.performance_rows import bounded


def layout_of(book: SalesBook | None = None, lang: Lang = Lang.ZH, as_of: date = MARCH_15, *, draft: bool = False) -> Layout:
    book = book or the_book()
    broken = break_down(book)
    return performance_layout(book, scored(book, as_of), broken.plans, lang, draft=draft)


def head_row(layout: Layout) -> int:
    assert layout.repeat_rows is not None
    return layout.repeat_rows[0]


def columns_of(layout: Layout) -> list[tuple[str, str]]:
    """What stands over each column, merged headings carried on."""
    above, below = (layout.rows[head_row(layout) - 1 + place].cells[3:] for place in (0, 1))
    return [(str(over.value or ""), str(under.value or "")) for over, under in zip(above, below, strict=True)]


def texts(layout: Layout) -> list[str]:
    """Every text in column B."""
    return [str(row.cells[1].value) for row in layout.rows if len(row.cells) > 1 and row.cells[1].value is not None]


def named(layout: Layout, name: str, nth: int = 0) -> tuple[int, LayoutRow]:
    """The number and row of the nth of that name, in column B or C."""
    found = [
        (number, row)
        for number, row in enumerate(layout.rows, 1)
        if len(row.cells) > 3 and name in (row.cells[1].value, row.cells[2].value)
    ]
    return found[nth]


def by_heading(layout: Layout, row: LayoutRow) -> dict[tuple[str, str], LayoutCell]:
    return dict(zip(columns_of(layout), row.cells[3:], strict=True))


def test_the_columns_are_those_of_the_design() -> None:
    assert columns_of(layout_of()) == [
        *(("2026累计", each) for each in ("年目标", "累计计划", "累计实绩", "差额", "进度完成率", "完成率")),
        *(("本月（3月）", each) for each in ("计划", "实绩", "完成率", "上月同期", "环比")),
        *(("比上年同期", each) for each in ("上年同期", "增减额", "同比")),
        ("占比", ""),
        *(("回款", each) for each in ("目标", "累计", "完成率", "回款率")),
    ]


def test_every_cell_of_the_company() -> None:
    layout = layout_of()
    number, row = named(layout, "公司")
    assert [cell.value for cell in row.cells[3:]] == [
        24_800,
        4_700,
        350,
        -4_350,
        Decimal(350) / 4_700,
        Decimal(350) / 24_800,
        2_200,
        110,
        Decimal("0.05"),
        100,
        Decimal("0.1"),
        120,
        230,
        Decimal(350) / 120 - 1,
        1,
        12_400,
        240,
        Decimal(240) / 12_400,
        Decimal(240) / 350,
    ]
    assert {place: cell.formula for place, cell in enumerate(row.cells) if cell.formula} == {
        6: f"=F{number}-E{number}",
        7: f'=IF(E{number}>0,F{number}/E{number},"")',
        8: f'=IF(D{number}>0,F{number}/D{number},"")',
        11: f'=IF(J{number}>0,K{number}/J{number},"")',
        13: f'=IF(M{number}>0,K{number}/M{number}-1,"")',
        15: f"=F{number}-O{number}",
        16: f'=IF(O{number}>0,F{number}/O{number}-1,"")',
        17: f'=IF($F${number}>0,F{number}/$F${number},"")',
        20: f'=IF(S{number}>0,T{number}/S{number},"")',
        21: f'=IF(F{number}>0,T{number}/F{number},"")',
    }


def test_names_stand_in_the_order_of_the_design_and_add_up() -> None:
    layout = layout_of()
    first, _ = named(layout, "按人员（5）")
    rows = layout.rows[first : first + 9]
    assert [row.cells[1].value or row.cells[2].value for row in rows] == [
        "乙",
        "甲",
        "丙",
        "无目标（2）",
        "丁",
        "老",
        "未分配",
        "合计",
        "核对",
    ]
    assert [row.outline for row in rows] == [1, 1, 1, 1, 2, 2, 1, 0, 0]
    total, without = rows[7], rows[3]
    assert without.cells[5].formula == f"=SUM(F{first + 5}:F{first + 6})"
    assert total.cells[5].formula == f"=SUM(F{first + 1}:F{first + 4},F{first + 7})"
    assert total.cells[3].value == 24_800
    check = rows[8]
    company, _ = named(layout, "公司")
    assert check.cells[5].formula == f"=ROUND(F{first + 8}-F{company},2)"
    assert {cell.value for cell in check.cells[3:] if cell.value is not None} == {0}
    assert check.cells[5].style is Style.CHECK


def every_check(layout: Layout) -> Iterator[LayoutCell]:
    for row in layout.rows:
        for cell in row.cells[3:]:
            if cell.style is Style.CHECK and cell.value is not None:
                yield cell


def test_every_check_is_0() -> None:
    checks = [*every_check(layout_of())]
    assert len(checks) > 30
    assert {cell.value for cell in checks} == {0}


def test_january_and_february_stand_below_the_months_and_in_no_sum() -> None:
    layout = layout_of()
    number, row = named(layout, "其中 1至2月（春节）")
    assert named(layout, "核对")[0] == number - 1
    found = by_heading(layout, row)
    assert figures(found["2026累计", "累计实绩"].value, found["比上年同期", "同比"].value) == (240, Decimal("3.8"))
    total = layout.rows[number - 3]
    assert total.cells[5].formula == f"=SUM(F{number - 14}:F{number - 3})"


def test_what_came_without_a_name_has_no_rate_of_what_was_assigned_to_nobody() -> None:
    reps = (books.rep("甲", "一组", joined=date(2026, 7, 1)),)
    layout = layout_of(the_book(reps=reps))
    found = by_heading(layout, named(layout, "未分配", 1)[1])
    assert found["2026累计", "年目标"].value is not None
    assert found["2026累计", "进度完成率"].value is None
    assert found["2026累计", "差额"].value is not None


def test_other_lines_are_folded_and_headlines_of_other_measures_open() -> None:
    layout = layout_of(the_book(targets=(*TARGETS, books.target(49_600, row=4, tier=Tier.HOPED))))
    starts = [
        number
        for number, row in enumerate(layout.rows, 1)
        if row.cells and len(row.cells) > 1 and row.cells[1].style is Style.BLOCK
    ]
    assert len(starts) == 3
    hoped = layout.rows[starts[1] : starts[2] - 2]
    assert [row.hidden for row in hoped[:3]] == [False, True, True]
    assert all(row.hidden for row in hoped[1:])
    assert {row.outline for row in hoped[1:]} == {1, 2, 3}
    assert not layout.rows[starts[2] + 2].hidden


def test_a_thousand_clients_stay_readable() -> None:
    rows = [Sold(when=date(2026, 1, 5), sales=str(place + 1), client=f"客{place:04d}") for place in range(1000)]
    layout = layout_of(the_book(*rows, targets=TARGETS[:1], reps=()))
    first, _ = named(layout, "按客户（1000）")
    others, row = named(layout, "其余 980 个")
    assert layout.rows[first].cells[2].value == "客0999"
    assert others == first + 21
    assert row.cells[5].formula == f"=SUM(F{others + 1}:F{others + 980})"
    assert {each.hidden for each in layout.rows[others : others + 980]} == {True}
    assert sum(not each.hidden for each in layout.rows) < 80
    assert {cell.value for cell in every_check(layout)} == {0}


def control(**sums: str) -> Control:
    amounts = {name: Decimal(amount) for name, amount in sums.items()}
    return Control(sheet="实绩", rows_found=9, rows_used=8, left_out=(LeftOut("total-row", 1),), sums=amounts)


def test_the_sums_of_actuals_lead_down_to_the_sheet() -> None:
    book = replace(
        the_book(*ROWS, Sold(when=date(2026, 5, 1), sales="31")), controls=(control(sales="1500", collections="280"),)
    )
    layout = layout_of(book)
    first, _ = named(layout, "“实绩”合计")
    names = [layout.rows[first - 1 + at].cells[2].value or layout.rows[first - 1 + at].cells[1].value for at in range(5)]
    assert names == ["“实绩”合计", "减：报告期以前", "减：数据截至以后", "本表累计实绩", "核对"]
    values = [[layout.rows[first - 1 + at].cells[place].value for at in range(5)] for place in (3, 4)]
    assert values == [[1_500, 1_119, 31, 350, 0], [280, 40, 0, 240, 0]]
    company, _ = named(layout, "公司")
    collections, _ = named(layout, "公司", 1)
    assert layout.rows[first + 2].cells[3].formula == f"=F{company}"
    assert layout.rows[first + 2].cells[4].formula == f"=F{collections}"
    assert layout.rows[first + 3].cells[3].formula == f"=ROUND(D{first}-SUM(D{first + 1}:D{first + 3}),2)"


def test_a_sum_that_is_not_explained_shows() -> None:
    book = replace(the_book(), controls=(control(sales="1500"),))
    layout = layout_of(book)
    first, _ = named(layout, "“实绩”合计")
    assert layout.rows[first + 2].cells[3].value == 31


def test_the_head_tells_the_basis_and_the_source() -> None:
    settings = Settings(company="示例公司", tax_basis=TaxBasis.WITHOUT_TAX, display_unit=Decimal(10_000))
    book = replace(the_book(settings=settings), controls=(control(sales="1469"),), tables={"actuals": books.table("actuals")})
    assert texts(layout_of(book))[:6] == [
        "示例公司 2026年目标对实绩",
        "期间：2026年（2026年1月1日 至 2026年12月31日），工作日 248 天",
        "数据截至：2026年3月13日；已过工作日 47 天，时间进度 19.0%；截止日 2026年3月15日，其后没有实绩",
        "口径：销售额不含税，按发货确认（税率 13%）；币种 CNY；金额以万元显示，单元格内为元",
        "回款口径：回款率 = 累计回款 ÷ 累计含税销售额；承兑计入回款；冲抵、坏账不计入",
        "数据来源：工作簿 book.xlsx；“实绩”读到 9 行，采用 8 行（未用：合计行 1）",
    ]


def test_the_cash_rate_is_reckoned_on_the_books_basis() -> None:
    settings = Settings(rate_basis=RateBasis.RECEIVABLE, tax_basis=TaxBasis.WITHOUT_TAX)
    clients: tuple[Client, ...] = (replace(books.client("A", "甲"), opening=Amount(Decimal(650))),)
    layout = layout_of(replace(the_book(settings=settings), clients=clients))
    number, row = named(layout, "公司")
    found = by_heading(layout, row)
    assert found["回款", "期初应收"].value == 650
    rate = found["回款", "回款率"]
    assert rate.value == Decimal(240) / (Decimal("395.50") + 650)
    assert rate.formula == f'=IF((V{number}+ROUND(F{number}*1.13,2))>0,T{number}/(V{number}+ROUND(F{number}*1.13,2)),"")'


def test_columns_without_anything_to_say_are_left_out_and_why_is_said() -> None:
    rows = tuple(replace(row, collected=None) for row in ROWS[3:])
    layout = layout_of(the_book(*rows, targets=TARGETS[:1]))
    groups = {over for over, _ in columns_of(layout)}
    assert groups == {"2026累计", "本月（3月）", "占比"}
    assert "没有销售额的同比：书中这些实绩从 2026年1月1日 才有，补上以前的就能算出。" in texts(layout)


def test_a_report_of_one_month_has_no_month_beside_it() -> None:
    march = months_from(2026, 3, 1)
    book = the_book(targets=(books.target(2_200, march),), settings=Settings(report_period=march))
    assert [heading for _, heading in columns_of(layout_of(book))][:8] == [
        "月目标",
        "累计计划",
        "累计实绩",
        "差额",
        "进度完成率",
        "完成率",
        "上月同期",
        "环比",
    ]
    assert layout_of(book).charts == ()


def test_typed_growth_stands_for_the_company_and_says_so() -> None:
    layout = layout_of(the_book(*ROWS[3:], settings=Settings(sales_growth=Decimal("-0.12"))))
    cell = by_heading(layout, named(layout, "公司")[1])["比上年同期", "同比"]
    assert figures(cell.value, cell.formula) == (Decimal("-0.12"), None)
    assert "公司的同比取自设置“销售额同比”。" in texts(layout)


@pytest.mark.parametrize(
    ("pattern", "shown"),
    [
        ('#,##0_ ;-#,##0_ ;"-"_ ', '"≥"#,##0_ ;"≥"-#,##0_ ;"≥""-"_ '),
        ('[Red][<1]"▼"0.0%_ ;"▲"0.0%_ ', '[Red][<1]"≥""▼"0.0%_ ;"≥""▲"0.0%_ '),
        ('"▲"#,##0_ ;[Red]"▼"#,##0_ ;"-"_ ', '"≥""▲"#,##0_ ;[Red]"≤""▼"#,##0_ ;"≥""-"_ '),
    ],
)
def test_a_sign_stands_before_what_is_not_exact(pattern: str, shown: str) -> None:
    assert bounded(pattern, Bound.AT_LEAST) == shown


def test_what_is_not_exact_is_shown_so() -> None:
    rows = (*ROWS, Sold(when=date(2026, 3, 3), sales="110", client="Z", bound=Bound.AT_LEAST))
    layout = layout_of(the_book(*rows))
    company = by_heading(layout, named(layout, "公司")[1])
    assert company["2026累计", "累计实绩"].format.startswith('"≥"')
    assert company["2026累计", "进度完成率"].format.startswith('[Red][<1]"≥"')
    assert not company["回款", "累计"].format.startswith('"≥"')
    assert figures(company["占比", ""].value, company["占比", ""].format) == (1, '0.0%_ ;-0.0%_ ;"-"_ ')
    assert "≥ ≈ ≤：原数写的是“多”“约”“近”。" in texts(layout)


def test_fen_are_shown_where_there_are_any() -> None:
    layout = layout_of(the_book(*ROWS, Sold(when=date(2026, 3, 3), sales="0.05")))
    assert "0.00" in by_heading(layout, named(layout, "公司")[1])["2026累计", "累计实绩"].format
    assert "0.00" not in by_heading(layout, named(layout, "公司", 1)[1])["2026累计", "累计实绩"].format


def test_the_chart_has_each_month_with_target_actual_and_attainment() -> None:
    (chart,) = layout_of().charts
    assert chart.labels == tuple(f"{month}月" for month in range(1, 13))
    target, actual, rate = chart.series
    assert target.values[:3] == (2_100, 1_600, 2_200)
    assert actual.values[:4] == (100, 140, 110, None)
    assert rate.values[:4] == (Decimal(100) / 2_100, Decimal(140) / 1_600, Decimal("0.05"), None)
    assert (rate.second_axis, rate.format) == (True, "0%")
    layout = layout_of()
    first = named(layout, "1月")[0]
    assert (target.cells, actual.cells, rate.cells) == (
        f"D{first}:D{first + 11}",
        f"F{first}:F{first + 11}",
        f"I{first}:I{first + 11}",
    )
    assert chart.categories == f"C{first}:C{first + 11}"


def test_one_a4_page_broad_with_both_heading_rows_on_every_page_and_a_line_to_sign_on() -> None:
    layout = layout_of()
    first = head_row(layout)
    assert (layout.landscape, layout.fit_width, layout.repeat_rows) == (True, True, (first, first + 1))
    assert layout.freeze == f"D{first + 2}"
    assert {f"B{first}:B{first + 1}", f"C{first}:C{first + 1}", f"D{first}:I{first}", f"R{first}:R{first + 1}"} <= {
        *layout.merges
    }
    assert layout.columns[12].hidden
    assert layout.print_area == f"A1:V{len(layout.rows)}"
    signed = str(layout.rows[-1].cells[1].value)
    assert all(word in signed for word in ("编制：", "审核：", "日期："))


def test_in_english() -> None:
    layout = layout_of(lang=Lang.EN)
    assert layout.title == "Performance"
    assert columns_of(layout)[:6] == [
        *(("2026 to date", each) for each in ("Year target", "Plan to date", "Actual to date", "Variance", "Pace", "Attained"))
    ]
    assert named(layout, "No target (2)")
    assert "Last year's same days: 1 January 2025 to 13 March 2025." in texts(layout)


def test_a_draft_and_an_estimated_calendar_say_so() -> None:
    assert "草稿" in texts(layout_of(draft=True))[0]
    book = books.book(
        [books.target(24_800, months_from(2031, 1, 12))], actuals=the_book(Sold(when=date(2031, 3, 2), sales="1")).actuals
    )
    days = horizon(book, date(2031, 3, 2), date(2031, 3, 2))
    broken = break_down(book)
    scores = scores_of(book, broken.plans, days, compare(book, broken.plans, days)[0])
    assert any("推定" in text for text in texts(performance_layout(book, scores, broken.plans, Lang.ZH))[:8])


def test_without_anything_to_compare_the_sheet_only_replaces_an_older_one() -> None:
    layout = performance_layout(the_book(), None, (), Lang.ZH)
    assert layout.only_replaces
    assert len(layout.rows) == 1
    assert str(layout.rows[0].cells[0].value).startswith("book:")


def test_a_row_of_the_month_that_is_not_over_leaves_the_month_untold() -> None:
    rows = (*ROWS, Sold(when=months_from(2026, 3, 1), sales="900", rep="丙"))
    book = the_book(*rows)
    layout = layout_of(book)
    assert by_heading(layout, named(layout, "公司")[1])["本月（3月）", "实绩"].value is None
    assert by_heading(layout, named(layout, "3月")[1])["2026累计", "累计实绩"].value == 110
    assert "没有销售额的本月实绩：有一行的期间到截止日还没有结束，没有计入。" in texts(layout)
    assert {cell.value for cell in every_check(layout)} == {0}


def test_the_plan_as_it_was_frozen_has_columns_where_it_was_another() -> None:
    book = the_book()
    days, broken = horizon(book, date(2026, 12, 31), MARCH_15), break_down(book)
    kept = break_down(the_book(targets=(books.target(49_600), TARGETS[1]))).plans
    comparison, _ = compare(book, broken.plans, days, broken.beside, kept)
    layout = performance_layout(book, scores_of(book, broken.plans, days, comparison), broken.plans, Lang.ZH)
    headings = [heading for _, heading in columns_of(layout)]
    assert headings[:6] == ["年目标", "累计计划", "原目标", "原累计计划", "累计实绩", "差额"]
    assert [cell.value for cell in named(layout, "公司")[1].cells[3:8]] == [24_800, 4_700, 49_600, 9_400, 350]
    assert {cell.value for cell in every_check(layout)} == {0}


def test_a_dimension_that_no_actual_names_is_left_out_and_said() -> None:
    rows = tuple(replace(row, rep="") for row in ROWS)
    layout = layout_of(the_book(*rows))
    assert not [text for text in texts(layout) if text.startswith("按人员")]
    assert "没有按人员列：实绩都没有填人员，分不到各自名下。" in texts(layout)


def test_a_month_with_nothing_but_a_row_that_is_not_over_is_blank() -> None:
    rows = (*ROWS[:6], Sold(when=months_from(2026, 3, 1), sales="900", rep="丙"))
    layout = layout_of(the_book(*rows))
    found = by_heading(layout, named(layout, "3月")[1])
    assert figures(found["2026累计", "累计实绩"].value, found["2026累计", "进度完成率"].value) == (None, None)
    assert {cell.value for cell in every_check(layout)} == {0}
