from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.sheets.formulas import Reckoner, cells_of
from tests.sheets.plans import FEBRUARY, book, horizon, plan, spread, tree
from xlsummary.model import Lang, Line, Measure, Period, Settings, Source
from xlsummary.periods import months_from
from xlsummary.plan.quota import Plan
from xlsummary.sheets.layout import Chart, Drawn, Layout
from xlsummary.sheets.planning import planning_layout

YEAR = months_from(2026, 1, 12)
FIRST_HALF = months_from(2026, 1, 6)
NAMES = tuple(f"员工{number:02d}" for number in range(20))


def planned(
    measure: Measure = Measure.SALES, total: int = 12_000, period: Period = YEAR, names: tuple[str, ...] = ("甲",)
) -> Plan:
    return plan(tree((("一组", names),)), spread(period, len(names), total), period, line=Line(measure=measure))


def layout_of(*plans: Plan, lang: Lang = Lang.ZH, settings: Settings | None = None, period: Period = YEAR) -> Layout:
    return planning_layout(book(settings), plans, horizon(period), (), lang)


def chart_of(*plans: Plan, lang: Lang = Lang.ZH, settings: Settings | None = None) -> Chart:
    (chart,) = layout_of(*plans, lang=lang, settings=settings).charts
    return chart


def addresses(cells: str) -> list[str]:
    first, last = (int(each.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) for each in cells.split(":"))
    return [f"{cells[0]}{number}" for number in range(first, last + 1)]


def test_the_chart_has_the_companys_months_of_each_money_measure_in_columns() -> None:
    sales, cash = planned(), planned(Measure.COLLECTIONS, 9_000)
    chart = chart_of(sales, cash)
    assert [(each.name, each.drawn, each.second_axis) for each in chart.series] == [
        ("销售额", Drawn.COLUMNS, False),
        ("回款", Drawn.COLUMNS, False),
    ]
    assert [each.values for each in chart.series] == [
        tuple(int(made.quota(0, month)) for month in made.months) for made in (sales, cash)
    ]
    assert chart.labels == tuple(f"{month}月" for month in range(1, 13))
    assert chart.title == "各月目标（元）"


def test_the_cells_the_chart_is_drawn_from_follow_the_table_and_are_hidden_and_not_printed() -> None:
    layout = layout_of(planned(), planned(Measure.VISITS, 300))
    (chart,) = layout.charts
    cells = cells_of(layout)
    reckoner = Reckoner(cells)
    for series in chart.series:
        places = addresses(series.cells)
        assert tuple(reckoner.value(place) for place in places) == series.values
        assert all(str(cells[place].formula).startswith("=F") for place in places)
    assert tuple(cells[place].value for place in addresses(chart.categories)) == chart.labels
    rows = layout.rows[int(chart.categories[1:].split(":")[0]) - 1 :]
    assert len(rows) == 12
    assert all(row.hidden and not row.outline for row in rows)
    assert layout.print_area is not None
    assert layout.print_area.endswith(str(len(layout.rows) - 12))


def test_one_counted_measure_beside_money_is_a_line_on_an_axis_of_its_own() -> None:
    *_, last = chart_of(planned(), planned(Measure.VISITS, 300)).series
    assert (last.name, last.drawn, last.second_axis) == ("拜访（次，右轴）", Drawn.LINE, True)


def test_two_counted_measures_beside_money_have_no_common_axis_and_are_left_to_the_table() -> None:
    chart = chart_of(planned(), planned(Measure.VISITS, 300), planned(Measure.NEW_CLIENTS, 24))
    assert [each.name for each in chart.series] == ["销售额"]


def test_a_counted_measure_alone_is_in_columns_with_its_unit() -> None:
    chart = chart_of(planned(Measure.VISITS, 300), lang=Lang.EN)
    assert [(each.name, each.drawn, each.second_axis) for each in chart.series] == [("Visits", Drawn.COLUMNS, False)]
    assert chart.title == "Monthly targets: Visits (visits)"


def test_of_several_lines_of_a_measure_the_headline_is_drawn() -> None:
    own = replace(planned(total=7), line=Line(measure=Measure.SALES, source=Source.OWN))
    (series,) = chart_of(own, planned()).series
    assert sum(value or 0 for value in series.values) == 12_000


def test_months_that_the_headline_line_does_not_have_are_not_taken_from_another() -> None:
    own = replace(planned(total=7_000), line=Line(measure=Measure.SALES, source=Source.OWN))
    (series,) = chart_of(own, planned(period=FIRST_HALF)).series
    assert len(series.values) == 6
    assert sum(value or 0 for value in series.values) == 12_000


def test_months_that_a_measure_does_not_have_are_gaps() -> None:
    _, cash = chart_of(planned(), planned(Measure.COLLECTIONS, 600, FIRST_HALF)).series
    assert cash.values[6:] == (None,) * 6
    assert None not in cash.values[:6]


def test_halves_typed_apart_make_one_series() -> None:
    (series,) = chart_of(planned(period=FIRST_HALF), planned(period=months_from(2026, 7, 6))).series
    assert len(series.values) == 12
    assert sum(value or 0 for value in series.values) == 24_000


def test_a_plan_of_one_month_has_no_chart() -> None:
    assert layout_of(planned(period=FEBRUARY), period=FEBRUARY).charts == ()
    assert layout_of(period=FEBRUARY).charts == ()


def test_months_of_several_years_carry_the_year() -> None:
    assert chart_of(planned(period=months_from(2026, 7, 12))).labels[0] == "2026年7月"


@pytest.mark.parametrize(("unit", "title"), [(1, "各月销售额目标（元）"), (10_000, "各月销售额目标（万元）")])
def test_axis_and_title_are_in_the_display_unit(unit: int, title: str) -> None:
    chart = chart_of(planned(), settings=Settings(display_unit=Decimal(unit)))
    assert chart.title == title
    assert chart.format == {1: '#,##0_ ;-#,##0_ ;"-"_ ', 10_000: r'0\.0,_ ;-0\.0,_ ;"-"_ '}[unit]


def test_the_alternative_text_says_what_is_to_be_seen() -> None:
    sales = planned()
    months = {month.start.month: sales.quota(0, month) for month in sales.months}
    top = max(months, key=lambda month: months[month])
    assert chart_of(sales).described == (
        f"各月销售额目标（元）：销售额12个月合计 12,000，最高{top}月 {months[top]:,}，最低2月 {months[2]:,}"
    )
    english = chart_of(sales, lang=Lang.EN).described
    assert english.startswith("Monthly targets: Sales (yuan): Sales: 12,000 in 12 months, most in ")


def row_number(address: str) -> int:
    return int(address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


@pytest.mark.parametrize("names", [("甲",), NAMES])
def test_the_chart_stands_under_the_first_table_so_that_it_is_whole_on_the_first_page(names: tuple[str, ...]) -> None:
    layout = layout_of(planned(names=names), planned(Measure.COLLECTIONS, names=names))
    (chart,) = layout.charts
    assert chart.until is not None
    row, until = row_number(chart.anchor), row_number(chart.until)
    assert (chart.anchor, until) == (f"B{row}", row + 1)
    keys = [cells[0].value for cells in (each.cells for each in layout.rows[: row - 1]) if cells]
    assert keys[-1] == "check"
    assert keys.count("check") == 1
    shown = [each.height or 15 for each in layout.rows[:row] if not each.hidden]
    broad = sum(column.width for column in layout.columns if not column.hidden)
    assert sum(shown) * min(1, 145 / broad) < 516
    assert shown[-1] >= 0.8 * 140


def test_the_chart_is_taller_where_the_page_is_printed_smaller_and_never_too_tall() -> None:
    def height(teams: int, reps: int) -> float:
        nodes = tree(tuple((f"{number}组", tuple(f"员工{each}" for each in range(reps))) for number in range(teams)))
        layout = layout_of(plan(nodes, spread(YEAR, teams * reps, 12_000), YEAR))
        return layout.rows[row_number(layout.charts[0].anchor) - 1].height or 0

    assert 140 == height(1, 1) < height(1, 20) < height(40, 1) == height(80, 1) == 260
