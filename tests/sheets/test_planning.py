from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import books
from tests.sheets.formulas import Reckoner, cells_of
from tests.sheets.plans import FEBRUARY, TABLE, book, horizon, plan, spread, tree
from xlsummary.model import (
    Amount,
    Cell,
    Control,
    Lang,
    LeftOut,
    Level,
    Line,
    Measure,
    Origin,
    Period,
    Settings,
    Source,
    Target,
    Text,
    Tier,
    Version,
)
from xlsummary.periods import months_from, slices_of
from xlsummary.plan.breakdown import break_down
from xlsummary.plan.quota import CalendarBasis, Plan
from xlsummary.problems import Problem, Rule, Severity
from xlsummary.sheets.block import typed_total
from xlsummary.sheets.layout import Band, Layout, LayoutCell, LayoutRow, Style
from xlsummary.sheets.planning import planning_layout

YEAR = months_from(2026, 1, 12)
TEAMS = (("直销组", ("张伟", "李娜", "-")), ("渠道组", ("王强",)), ("-", ()))


def year_plan(total: int = 15_000_000, line: Line | None = None) -> Plan:
    return plan(tree(TEAMS), spread(YEAR, 5, total), YEAR, line=line)


def layout_of(*plans: Plan, lang: Lang = Lang.ZH, settings: Settings | None = None, period: Period = YEAR) -> Layout:
    return planning_layout(book(settings), plans, horizon(period), (), lang)


def rows_by_key(layout: Layout) -> dict[str, tuple[int, LayoutRow]]:
    return {
        str(row.cells[0].value): (number, row) for number, row in enumerate(layout.rows, 1) if row.cells and row.cells[0].value
    }


def texts(layout: Layout) -> list[str]:
    return [cell.value for row in layout.rows for cell in row.cells if isinstance(cell.value, str)]


def key_row(layout: Layout) -> LayoutRow:
    return next(row for row in layout.rows if row.hidden and not row.outline)


def test_columns_are_company_each_team_with_its_reps_and_own_unassigned_then_the_companys_unassigned() -> None:
    layout = layout_of(year_plan())
    keys = [cell.value for cell in key_row(layout).cells]
    assert keys[0] == "sales/committed/assigned/first/2026"
    assert keys[5:] == [
        "company",
        "team:直销组",
        "rep:张伟",
        "rep:李娜",
        "unassigned:直销组",
        "team:渠道组",
        "rep:王强",
        "unassigned",
    ]
    bands = [column.band for column in layout.columns[5:13]]
    assert bands == [Band.COMPANY, Band.TEAM, Band.NONE, Band.NONE, Band.NONE, Band.TEAM, Band.NONE, Band.NONE]


def test_rows_are_months_with_slices_and_days_collapsed_under_them_then_total_and_check() -> None:
    layout = layout_of(year_plan())
    keyed = rows_by_key(layout)
    shown = [key for key, (_, row) in keyed.items() if not row.hidden and not key.startswith("book:")]
    assert shown == [*(f"2026-{month:02d}" for month in range(1, 13)), "total", "check"]
    month, week, day = keyed["2026-02"][1], keyed["2026-02/2026-02-02"][1], keyed["2026-02-03"][1]
    assert [(each.outline, each.hidden) for each in (month, week, day)] == [(0, False), (1, True), (2, True)]
    assert [cell.value for cell in week.cells[1:5]] == ["2月第2周 (2/2-2/8)", "2026-W06", "2/2-2/8", 5]
    assert [cell.value for cell in day.cells[1:5]] == ["2/3 周二", "2026-W06", "2/3", 1]
    assert keyed["2026-02"][0] < keyed["2026-02/2026-02-01"][0] < keyed["2026-02/2026-02-02"][0] < keyed["2026-02-02"][0]


def test_english_labels_name_the_month_so_that_no_date_is_read_backwards() -> None:
    keyed = rows_by_key(layout_of(year_plan(), lang=Lang.EN))
    assert [cell.value for cell in keyed["2026-02/2026-02-02"][1].cells[1:5]] == [
        "Feb week 2 (2-8 Feb)",
        "2026-W06",
        "2-8 Feb",
        5,
    ]
    assert keyed["2026-02-03"][1].cells[1].value == "3 Feb Tue"
    assert keyed["total"][1].cells[3].value == "1 Jan-31 Dec"


def test_a_worked_day_of_the_weekend_says_so() -> None:
    original = plan(tree(()), spread(FEBRUARY, 1, 28), FEBRUARY)
    worked = list(original.working_days)
    worked[13] = Decimal(1)
    keyed = rows_by_key(layout_of(replace(original, working_days=tuple(worked)), period=FEBRUARY))
    assert keyed["2026-02-14"][1].cells[1].value == "2/14 周六（上班）"


def test_only_the_finest_amounts_are_numbers() -> None:
    layout = layout_of(year_plan())
    leaves = {7, 8, 9, 11, 12}  # H, I, J, L and M
    for key, (_, row) in rows_by_key(layout).items():
        for place, cell in enumerate(row.cells[5:], 5):
            if row.outline == 2 and place in leaves:
                assert cell.formula is None
                assert isinstance(cell.value, int)
            elif key != "sales/committed/assigned/first/2026":
                assert cell.formula is not None


def test_a_book_without_reps_has_its_days_as_numbers_of_the_company() -> None:
    layout = layout_of(plan(tree(()), spread(FEBRUARY, 1, 967_742), FEBRUARY), period=FEBRUARY)
    keyed = rows_by_key(layout)
    assert keyed["2026-02-03"][1].cells[5].formula is None
    assert keyed["2026-02"][1].cells[5].value == 967_742
    assert keyed["check"][1].cells[5].value == 0


def test_a_team_is_the_sum_of_its_columns_and_a_month_of_its_slices() -> None:
    keyed = rows_by_key(layout_of(year_plan()))
    number, month = keyed["2026-04"]
    slices = [keyed[f"2026-04/{each.period.start}"][0] for each in slices_of(months_from(2026, 4, 1))]
    assert month.cells[5].formula == f"=SUM(G{number},K{number},M{number})"
    assert month.cells[6].formula == f"=SUM(H{number}:J{number})"
    assert month.cells[7].formula == f"=SUM({','.join(f'H{row}' for row in slices)})"
    first, week = keyed["2026-02/2026-02-02"]
    assert week.cells[7].formula == f"=SUM(H{first + 1}:H{first + 5})"


def test_a_slice_without_a_worked_day_is_a_formula_too_so_that_a_number_typed_there_is_seen() -> None:
    sunday = rows_by_key(layout_of(year_plan()))["2026-02/2026-02-01"][1]
    assert {(cell.formula, cell.value) for cell in (sunday.cells[7], sunday.cells[8])} == {("=0", 0)}


def test_every_formula_gives_its_cached_value_and_every_check_is_zero() -> None:
    cells = cells_of(layout_of(year_plan(), year_plan(9_000_001, Line(measure=Measure.COLLECTIONS))))
    assert_formulas_hold(cells)


def assert_formulas_hold(cells: dict[str, LayoutCell]) -> None:
    reckoner = Reckoner(cells)
    formulas = [address for address, cell in cells.items() if cell.formula is not None]
    assert formulas
    for address in formulas:
        assert reckoner.value(address) == cells[address].value, f"{address} {cells[address].formula}"
        if cells[address].style is Style.CHECK:
            assert reckoner.value(address) == 0


@pytest.mark.parametrize(("key", "place"), [("2026-03", 7), ("2026-03/2026-03-02", 7), ("2026-03", 6), ("2026-03", 5)])
def test_a_number_typed_over_a_sum_shows_in_the_check_row(key: str, place: int) -> None:
    layout = layout_of(year_plan())
    cells = cells_of(layout)
    number, row = rows_by_key(layout)[key]
    address = f"{'ABCDEFGH'[place]}{number}"
    cells[address] = replace(row.cells[place], formula=None, value=1)
    reckoner = Reckoner(cells)
    total = rows_by_key(layout)["check"][0]
    assert any(reckoner.value(f"{letters}{total}") != 0 for letters in "FGHIJKLM")


@st.composite
def small_plans(draw: st.DrawFn) -> Plan:
    start, months = draw(st.integers(1, 12)), draw(st.integers(1, 2))
    period = months_from(2026, start, months)
    names = iter("甲乙丙丁戊己庚辛壬癸")
    sizes = draw(st.lists(st.integers(1, 3), max_size=3))
    teams = [(f"{number}组", [*(next(names) for _ in range(size - 1)), "-"]) for number, size in enumerate(sizes)]
    nodes = tree([*teams, ("-", ())] if draw(st.booleans()) else teams)
    parents = {node.parent for node in nodes}
    leaves = sum(place not in parents for place in range(len(nodes)))
    days = st.lists(st.integers(0, 99_999), min_size=period.days, max_size=period.days)
    grain = draw(st.sampled_from([Decimal(1), Decimal("0.01"), Decimal("0.001")]))
    return plan(nodes, [draw(days) for _ in range(leaves)], period, grain)


@settings(deadline=None, derandomize=True, max_examples=25)
@given(st.lists(small_plans(), min_size=1, max_size=2))
def test_whatever_the_plan_formulas_give_their_values(plans: list[Plan]) -> None:
    layout = planning_layout(book(), plans, horizon(months_from(2026, 1, 24)), (), Lang.ZH)
    assert_formulas_hold(cells_of(layout))


def test_plans_outside_the_plan_period_are_left_out() -> None:
    layout = layout_of(plan(tree(()), spread(FEBRUARY, 1, 28), FEBRUARY), period=months_from(2027, 1, 12))
    assert layout.freeze is None
    assert "计划期（2027年）内没有可分解的目标" in texts(layout)


def block_keys(layout: Layout) -> Iterator[str]:
    return (key for key in rows_by_key(layout) if key.count("/") == 4)


def test_blocks_stand_in_the_order_of_the_headline() -> None:
    lines = [
        Line(measure=Measure.VISITS),
        Line(measure=Measure.SALES, source=Source.OWN),
        Line(measure=Measure.SALES, tier=Tier.HOPED),
        Line(measure=Measure.SALES, tier=Tier.FLOOR),
        Line(measure=Measure.SALES),
        Line(measure=Measure.SALES, version=Version.REVISED),
    ]
    layout = layout_of(*(plan(tree(()), spread(FEBRUARY, 1, 99), FEBRUARY, line=line) for line in lines), period=FEBRUARY)
    assert list(block_keys(layout)) == [
        "sales/committed/assigned/revised/2026-02",
        "sales/committed/assigned/first/2026-02",
        "sales/floor/assigned/first/2026-02",
        "sales/hoped/assigned/first/2026-02",
        "sales/committed/own/first/2026-02",
        "visits/committed/assigned/first/2026-02",
    ]


def test_blocks_with_different_people_share_one_set_of_columns() -> None:
    both = plan(tree((("一组", ("甲", "乙")),)), spread(FEBRUARY, 2, 100), FEBRUARY)
    one = plan(tree((("一组", ("甲", "-")),)), spread(FEBRUARY, 2, 100), FEBRUARY, line=Line(measure=Measure.COLLECTIONS))
    layout = layout_of(both, one, period=FEBRUARY)
    assert [cell.value for cell in key_row(layout).cells[5:]] == ["company", "team:一组", "rep:甲", "rep:乙", "unassigned:一组"]
    assert_formulas_hold(cells_of(layout))


def test_the_head_has_company_period_line_unit_tax_calendar_and_as_of() -> None:
    head = [str(row.cells[1].value) for row in layout_of(year_plan()).rows[:4]]
    assert head == [
        "示例公司 2026年计划分解",
        "销售额 · 有把握 · 公司下达 · 年初目标 · 单位：元 · 含税",
        "日历：国务院办公厅放假安排（含调休）；工作日 261 天",
        "截止日：2025年12月31日",
    ]


APRIL, Q2 = months_from(2026, 4, 1), months_from(2026, 4, 3)


@pytest.mark.parametrize(
    ("period", "lang", "title"),
    [
        (APRIL, Lang.ZH, "示例公司 2026年计划分解 · 计划期 2026年4月"),
        (Q2, Lang.ZH, "示例公司 2026年计划分解 · 计划期 2026年第2季度"),
        (APRIL, Lang.EN, "示例公司: plan breakdown 2026 · plan period April 2026"),
        (YEAR, Lang.ZH, "示例公司 2026年计划分解"),
        (months_from(2026, 1, 24), Lang.ZH, "示例公司 2026年计划分解 · 计划期 2026年1月至2027年12月"),
    ],
)
def test_the_head_names_the_period_of_the_rows_and_the_plan_period_where_that_is_another(
    period: Period, lang: Lang, title: str
) -> None:
    layout = layout_of(year_plan(), lang=lang, period=period)
    assert layout.rows[0].cells[1].value == title
    assert [key for key in rows_by_key(layout) if len(key) == 7] == [f"2026-{month:02d}" for month in range(1, 13)]


def test_the_head_over_several_blocks_names_what_they_cover_together() -> None:
    def title(planned: Period, *periods: Period) -> str:
        shown = [plan(tree(()), spread(period, 1, 100), period) for period in periods]
        return str(layout_of(*shown, period=planned).rows[0].cells[1].value)

    assert title(APRIL, YEAR, Q2) == "示例公司 2026年计划分解 · 计划期 2026年4月"
    assert title(YEAR, APRIL, months_from(2026, 8, 1)) == "示例公司 2026年计划分解"
    over_new_year = months_from(2026, 12, 2)
    assert title(over_new_year, YEAR, months_from(2027, 1, 12)) == (
        "示例公司 2026年1月至2027年12月计划分解 · 计划期 2026年12月至2027年1月"
    )


def test_a_plan_period_of_one_month_stands_open_down_to_its_weeks_and_others_do_not() -> None:
    def open_weeks(period: Period) -> list[str]:
        keyed = rows_by_key(layout_of(year_plan(), period=period))
        return [key for key, (_, row) in keyed.items() if row.outline and not row.hidden]

    assert open_weeks(APRIL) == [f"2026-04/{each.period.start}" for each in slices_of(APRIL)]
    assert open_weeks(Q2) == open_weeks(YEAR) == []


@pytest.mark.parametrize(
    ("country", "lang", "words"),
    [
        ("CN", Lang.ZH, "日历：国务院放假安排，按本书“日历”调整；工作日 247 天"),
        ("CN", Lang.EN, "Calendar: State Council arrangement, changed by the book's own Calendar sheet; 247 working days"),
        ("US", Lang.ZH, "日历：US 的公众假日，按本书“日历”调整；工作日 249 天"),
    ],
)
def test_a_calendar_sheet_that_changes_the_announced_days_is_named_in_the_head(country: str, lang: Lang, words: str) -> None:
    days = [books.day_off(date(2026, 3, 3))]
    given = books.book([books.target(1_200)], settings=Settings(country=country), days=days)
    layout = planning_layout(given, break_down(given).plans, horizon(YEAR), (), lang)
    assert layout.rows[2].cells[1].value == words


@pytest.mark.parametrize(
    ("start", "country", "lang", "words"),
    [
        (date(2031, 2, 1), "CN", Lang.ZH, "【推定】2031年放假安排尚未公布"),
        (date(2031, 2, 1), "CN", Lang.EN, "[ESTIMATE] holidays of 2031 not announced yet"),
        (date(2000, 2, 1), "CN", Lang.ZH, "【推定】程序里没有2000年的放假安排"),
        (date(2000, 2, 1), "CN", Lang.EN, "[ESTIMATE] the arrangement of 2000 is not known"),
        (date(2026, 2, 1), "XX", Lang.ZH, "【推定】程序里没有 XX 2026年的公众假日"),
        (date(2026, 2, 1), "XX", Lang.EN, "[ESTIMATE] public holidays of XX in 2026 not known"),
    ],
)
def test_an_estimated_calendar_is_labelled_with_its_years_in_a_warning_style(
    start: date, country: str, lang: Lang, words: str
) -> None:
    month = months_from(start.year, start.month, 1)
    estimate = plan(tree(()), spread(month, 1, 28), month, basis=CalendarBasis.ESTIMATE)
    line = layout_of(estimate, lang=lang, settings=Settings(country=country), period=month).rows[2].cells[1]
    assert words in str(line.value)
    assert line.style is Style.WARNING


def test_a_financial_year_that_is_estimated_in_part_says_which_year_is() -> None:
    year = months_from(2026, 4, 12)
    estimate = plan(tree(()), spread(year, 1, 1200), year, basis=CalendarBasis.ESTIMATE)
    line = layout_of(estimate, settings=Settings(year_start=4), period=year).rows[2].cells[1]
    assert str(line.value).startswith("日历：【推定】2027年放假安排尚未公布")
    assert line.style is Style.WARNING


def warning(severity: Severity, cell: Cell | None) -> Problem:
    words = Text("测试提示", "a test warning")
    return Problem(Rule(f"test-{severity.value}", severity, words, words, Text("照做", "do so")), cell)


def test_warnings_about_the_plan_stand_under_the_tables_with_their_cells() -> None:
    problems = (
        warning(Severity.WARNING, Cell("目标", "B7")),
        warning(Severity.WARNING, Cell("实绩", "D9")),
        warning(Severity.NOTE, Cell("目标", "B8")),
        warning(Severity.WARNING, None),
    )
    tables = MappingProxyType({"targets": TABLE})
    layout = planning_layout(book(tables=tables), [year_plan()], horizon(YEAR), problems, Lang.ZH)
    lines = [str(row.cells[1].value) for row in layout.rows if len(row.cells) > 1 and row.cells[1].style is Style.WARNING]
    assert lines == ["'目标'!B7  测试提示。照做。", "测试提示。照做。"]
    assert str(layout.rows[3].cells[1].value) == "截止日：2025年12月31日；有 2 条提示，列于表尾"


def test_control_totals_stand_at_the_foot_and_account_for_every_row() -> None:
    controls = (
        Control("目标", 3, 2, (LeftOut("blank-target", 1),), {"amount": Decimal("15000000")}),
        Control("实绩", 330, 311, (LeftOut("total-row", 19),), {"sales": Decimal("1234567.89"), "collected": Decimal(5)}),
        Control("素材", 4, 4, (), {}),
        Control("活动", 31, 31, (), {"visits": Decimal(8513), "due_count": Decimal(335)}),
        Control("季节", 0, 0, (), {}),
    )
    layout = planning_layout(book(controls=controls), [year_plan()], horizon(YEAR), (), Lang.ZH)
    printed = [row for row in layout.rows[4:] if not row.hidden and row.cells]
    foot = [[cell.value for cell in row.cells[1:]] for row in printed[-6:]]
    assert foot == [
        ["目标", 3, 2, 1, Decimal(15000000), "目标值；目标待补 1"],
        ["实绩", 330, 311, 19, Decimal("1234567.89"), "销售额；合计行 19"],
        [None, None, None, None, Decimal(5), "回款"],
        ["素材", 4, 4, 0, None, ""],
        ["活动", 31, 31, 0, Decimal(8513), "拜访"],
        [None, None, None, None, Decimal(335), "应完成"],
    ]
    assert [row.cells[5].format for row in printed[-6:]][1:5:3] == ["#,##0.00_ ", "#,##0_ "]
    assert layout.print_area == f"A1:M{layout.rows.index(printed[-1]) + 1}"


def test_the_first_amount_is_the_first_cell_that_scrolls_and_headings_repeat() -> None:
    layout = layout_of(year_plan())
    first = rows_by_key(layout)["2026-01"][0]
    assert layout.freeze == f"F{first}"
    assert layout.repeat_rows == (first - 1, first - 1)
    assert layout.columns[0].hidden
    assert (layout.landscape, layout.fit_width, layout.marker) == (True, True, "_xlsummary_planning")


def test_several_blocks_stand_under_one_row_of_headings_each_with_a_bar_of_its_own() -> None:
    layout = layout_of(year_plan(), year_plan(1_200, Line(measure=Measure.VISITS)))
    assert layout.freeze == "F6"
    assert layout.repeat_rows == (5, 5)
    bars = [str(row.cells[1].value) for row in layout.rows if len(row.cells) > 1 and row.cells[1].style is Style.BLOCK]
    assert bars == [
        "2026年 · 销售额 · 有把握 · 公司下达 · 年初目标 · 单位：元 · 含税",
        "2026年 · 拜访 · 有把握 · 公司下达 · 年初目标 · 单位：次",
    ]


def test_two_reps_of_one_name_carry_their_codes() -> None:
    nodes = tree((("一组", ("甲", "乙")),))
    alike = [replace(node, name="张伟", code=f"A0{place}") if place > 1 else node for place, node in enumerate(nodes)]
    layout = layout_of(plan(alike, spread(FEBRUARY, 2, 100), FEBRUARY), period=FEBRUARY)
    assert {"张伟(A02)", "张伟(A03)"} <= set(texts(layout))


def typed(amount: int | None, period: Period, level: Level = Level.COMPANY) -> Target:
    value = None if amount is None else Amount(Decimal(amount))
    return Target(origin=Origin(TABLE, 2), period=period, amount=value, line=Line(measure=Measure.SALES), level=level)


def test_the_check_compares_with_what_was_typed_for_the_whole_period() -> None:
    year, halves = typed(300, YEAR), (typed(100, months_from(2026, 1, 6)), typed(50, months_from(2026, 7, 6)))
    march, team = typed(20, months_from(2026, 3, 1)), typed(70, YEAR, Level.TEAM)
    base = year_plan()
    assert typed_total(replace(base, targets=(march, team, year))) == 300
    assert typed_total(replace(base, targets=(march, *halves))) == 150
    assert typed_total(replace(base, targets=(team, march))) is None
    assert typed_total(replace(base, targets=(typed(None, YEAR),))) is None


def test_a_total_that_is_not_as_typed_is_seen_in_the_check_row() -> None:
    wrong = replace(year_plan(), targets=(typed(15_000_001, YEAR),))
    layout = layout_of(wrong)
    number, row = rows_by_key(layout)["check"]
    assert row.cells[5].value == -1
    assert Reckoner(cells_of(layout)).value(f"F{number}") == -1


def test_a_plan_whose_parts_do_not_add_up_is_seen_in_the_cached_values_of_the_check_row() -> None:
    """A team that is 5 more than its reps."""
    sound = plan(tree([("一组", ["甲", "乙"])]), spread(FEBRUARY, 2, 2_000))
    amounts = [[*row] for row in sound.amounts]
    amounts[1][2] += 5
    layout = layout_of(replace(sound, amounts=tuple(map(tuple, amounts))), period=FEBRUARY)
    _, row = rows_by_key(layout)["check"]
    assert [cell.value for cell in row.cells[5:9]] == [0, 5, 0, 0]


def test_quarters_typed_by_the_company_are_one_block_whose_check_is_against_their_sum() -> None:
    given = books.book([books.target(100 * place, months_from(2026, 3 * place - 2, 3), row=place) for place in (1, 2, 3, 4)])
    (year,) = break_down(given).plans
    layout = layout_of(year, period=YEAR)
    _, check = rows_by_key(layout)["check"]
    assert str(check.cells[5].formula).endswith("-1000")
    assert_formulas_hold(cells_of(layout))
