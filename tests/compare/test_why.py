"""Why sales and cash came out as they did, worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from tests.compare.analysed import actuals, settings, told, why_of
from xlsummary.compare.client_sales import ClientAge
from xlsummary.compare.effects import EffectsFrom
from xlsummary.model import Measure

DUTIES = (["单价同比", "-10%"], ["销售额同比", "-12%"], ["回款率同比", "-16个百分点"])


def test_from_percentages_alone(tmp_path: Path) -> None:
    """1,300,000 yuan, 10 % cheaper and 12 % less than the year before, of which no row is there."""
    sheets = {**actuals("日期 销售额", ["2025-06-30", 1_300_000]), **settings(*DUTIES)}
    effects = why_of(tmp_path, sheets).effects
    assert effects is not None
    assert effects.source is EffectsFrom.PERCENTAGES
    found = effects.effects
    assert round(found.before) == 1_477_273
    assert told(round(found.price), round(found.volume), found.residual) == [-144_444, -32_828, 0]
    assert round(float(effects.volume_growth or 0), 4) == -0.0222
    assert effects.cells == ("'实绩'!B2, 2025-01-01~2025-06-30", "'设置'!B2", "'设置'!B3")


def test_the_collection_rate_changes_in_points(tmp_path: Path) -> None:
    sheets = {**actuals("日期 销售额 回款", ["2025-06-30", 1_300_000, 1_040_000]), **settings(*DUTIES)}
    found = why_of(tmp_path, sheets).collection
    assert found is not None
    assert (found.now.value, found.before.value, found.points, found.is_typed) == (
        Decimal("0.8"),
        Decimal("0.96"),
        Decimal(-16),
        True,
    )
    assert found.before.cells == ("'设置'!B4",)


TWO_YEARS = (
    ["2024-03-05", "内墙漆", 1000, 10, 900],
    ["2024-05-06", "外墙漆", 1000, 40, 900],
    ["2025-03-05", "内墙漆", 1800, 20, 1000],
    ["2025-05-06", "外墙漆", 900, 30, 1160],
)


def test_several_products_have_a_mix_and_nothing_is_left_over(tmp_path: Path) -> None:
    """Prices 100 to 90 and 25 to 30; 50 units to 50 at a mean price of 40; the dearer one gained."""
    effects = why_of(tmp_path, actuals("日期 产品 销售额 数量 回款", ["2024-01-02", "内墙漆", 0, 0, 0], *TWO_YEARS)).effects
    assert effects is not None
    assert effects.source is EffectsFrom.ROWS
    found = effects.effects
    assert told(found.before, found.now) == [2000, 2700]
    assert told(found.price, found.volume, found.mix, found.residual) == [-50, 0, 750, 0]
    assert told(effects.volume_growth, effects.price_growth, effects.sales_growth) == [0, None, Fraction(7, 20)]
    assert told(
        *((each.name, each.before and each.before.quantity, each.now and each.now.quantity) for each in effects.products)
    ) == [
        ("内墙漆", 10, 20),
        ("外墙漆", 40, 30),
    ]


def test_last_years_rows_win_over_a_typed_growth_and_give_the_rate(tmp_path: Path) -> None:
    sheets = {**actuals("日期 产品 销售额 数量 回款", ["2024-01-02", "内墙漆", 0, 0, 0], *TWO_YEARS), **settings(*DUTIES)}
    found = why_of(tmp_path, sheets)
    assert found.effects is not None
    assert found.effects.effects.before == 2000
    assert found.collection is not None
    assert (found.collection.now.value, found.collection.before.value) == (Decimal("0.8"), Decimal("0.9"))
    assert (found.collection.points, found.collection.is_typed) == (Decimal(-10), False)


def test_rows_without_quantities_take_the_typed_price(tmp_path: Path) -> None:
    rows = actuals("日期 销售额", ["2024-01-05", 2000], ["2025-03-05", 1800])
    effects = why_of(tmp_path, {**rows, **settings(["单价同比", "-10%"])}).effects
    assert effects is not None
    assert effects.source is EffectsFrom.ROWS_AND_PRICE
    assert told(effects.effects.price, effects.effects.volume, effects.effects.residual) == [-200, 0, 0]


def test_without_a_price_or_last_year_nothing_is_guessed(tmp_path: Path) -> None:
    assert why_of(tmp_path, actuals("日期 销售额", ["2024-01-05", 2000], ["2025-03-05", 1800])).effects is None
    assert why_of(tmp_path, actuals("日期 销售额", ["2025-03-05", 1800])).effects is None


def test_a_year_whose_rows_begin_late_is_not_compared(tmp_path: Path) -> None:
    rows = actuals("日期 产品 销售额 数量 回款", *TWO_YEARS)
    assert why_of(tmp_path, rows).effects is None, "rows begin in March 2024"


def test_quantities_of_several_units_have_no_mix(tmp_path: Path) -> None:
    """Each product's volume counts at its own price: 10 more at 100, 10 fewer at 25."""
    rows = [
        ["2024-01-05", "乳胶漆（吨）", 1000, 10],
        ["2024-05-06", "稀料（桶）", 1000, 40],
        ["2025-03-05", "乳胶漆（吨）", 2000, 20],
        ["2025-05-06", "稀料（桶）", 750, 30],
    ]
    effects = why_of(tmp_path, actuals("日期 产品 销售额 数量", *rows)).effects
    assert effects is not None
    assert not effects.is_one_unit
    assert told(effects.effects.price, effects.effects.volume, effects.effects.mix) == [0, 750, 0]


def test_a_return_entered_with_the_wrong_sign_leaves_its_product_unpriced(tmp_path: Path) -> None:
    rows = [
        ["2024-01-05", "甲", 1000, 10],
        ["2024-01-06", "乙", 500, 5],
        ["2025-03-05", "甲", 1100, 10],
        ["2025-03-06", "乙", 600, 6],
        ["2025-03-07", "乙", -100, 1],
    ]
    effects = why_of(tmp_path, actuals("日期 产品 销售额 数量", *rows)).effects
    assert effects is not None
    assert told(effects.effects.price, effects.effects.unpriced, effects.effects.residual) == [100, 0, 0]


CLIENTS = {"客户": [["客户", "首次成交"], ["老客", "2023-05-01"], ["新客", "2025-04-01"]]}


def test_new_and_old_clients_add_up_to_sales(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["2025-02-01", "老客", 100],
        ["2025-04-01", "新客", 250],
        ["2025-05-01", "未建档", 30],
        ["2025-06-01", None, 20],
    ]
    found = why_of(tmp_path, {**actuals("日期 客户 销售额", *rows), **CLIENTS}).clients
    assert told(*((each.age, each.clients, each.sales.value) for each in found)) == [
        (ClientAge.NEW, 1, 250),
        (ClientAge.OLD, 1, 100),
        (ClientAge.UNKNOWN, 1, 30),
        (ClientAge.UNNAMED, 0, 20),
    ]


def test_a_book_that_holds_the_year_before_tells_a_new_client_by_its_rows(tmp_path: Path) -> None:
    rows = [["2024-01-08", "老客", 100], ["2025-02-01", "老客", 100], ["2025-05-01", "未建档", 30]]
    found = why_of(tmp_path, actuals("日期 客户 销售额", *rows)).clients
    assert told(*((each.age, each.sales.value) for each in found)) == [(ClientAge.NEW, 30), (ClientAge.OLD, 100)]


def test_the_first_market_and_the_first_client_have_their_share(tmp_path: Path) -> None:
    rows = [
        ["2025-02-01", "甲", "济宁", 600],
        ["2025-03-01", "乙", "济宁", 100],
        ["2025-04-01", "丙", "滕州", 200],
        ["2025-05-01", "", "", 100],
    ]
    market, client = why_of(tmp_path, actuals("日期 客户 市场 销售额", *rows)).concentration
    assert (market.by, market.names[0][0], market.share(1)) == ("market", "济宁", Decimal("0.7"))
    assert (client.by, client.names[0][0], client.share(1), client.share(3)) == ("client", "甲", Decimal("0.6"), Decimal("0.9"))
    assert market.names[0][1].cells == ("'实绩'!D2:D3, 市场=济宁",)


def test_three_years_stand_side_by_side_on_the_same_days(tmp_path: Path) -> None:
    rows = [["2023-01-10", 100], ["2023-11-01", 900], ["2024-03-01", 120], ["2024-12-01", 1], ["2025-02-01", 150]]
    sheets = {**actuals("日期 销售额", *rows), "目标": [["期间", "目标值"], [2025, 500]]}
    (sales,) = why_of(tmp_path, sheets, date(2025, 2, 1)).years
    assert sales.measure is Measure.SALES
    assert [value and value.value for value in sales.values] == [100, 0, 150]
    assert [sales.growth(place) for place in range(3)] == [None, Decimal(-1), None]
    assert [f"{period.start}~{period.last}" for period in sales.periods] == [
        "2023-01-01~2023-02-01",
        "2024-01-01~2024-02-01",
        "2025-01-01~2025-02-01",
    ]


def test_a_year_that_the_rows_do_not_reach_is_not_told(tmp_path: Path) -> None:
    rows = actuals("日期 销售额", ["2023-07-10", 100], ["2024-03-01", 120], ["2025-12-31", 150])
    (sales,) = why_of(tmp_path, rows).years
    assert [value and value.value for value in sales.values] == [None, 120, 150]
    assert sales.growth(2) == Decimal("0.25")


def task_sheets(*causes: list[object]) -> dict[str, list[list[object]]]:
    months = [[f"2025-{month:02d}", 100_000 if month < 6 or month > 9 else 50_000] for month in range(1, 13)]
    return {
        **actuals("日期 销售额", *months),
        "目标": [["期间", "目标值"], [2025, 2_000_000]],
        "素材": [["章节", "正文", "原因类别", "影响期间", "影响额"], *causes],
    }


def test_a_task_is_adjusted_beside_the_raw_one(tmp_path: Path) -> None:
    """四个月限产 that cost 400,000: 1,000,000 of 2,000,000 and of 1,600,000."""
    sheets = task_sheets(["原因", "六到九月限产", "公司政策", "2025-06~2025-09", 400_000])
    (task,) = why_of(tmp_path, sheets).tasks
    assert told(task.row.target, task.row.attainment) == [2_000_000, Decimal("0.5")]
    assert told(task.impact, task.task, task.attainment) == [400_000, 1_600_000, Decimal("0.625")]
    (cause,) = task.causes
    assert cause.actual == 200_000
    assert cause.quota is not None
    assert 660_000 < cause.quota < 710_000
    assert cause.impact.cells == ("'素材'!E2",)


@pytest.mark.parametrize("cost", [None, "待定"])
def test_months_alone_adjust_nothing(tmp_path: Path, cost: object) -> None:
    (task,) = why_of(tmp_path, task_sheets(["原因", "六到九月限产", "公司政策", "2025-06~2025-09", cost])).tasks
    assert (task.impact, task.task, task.attainment) == (None, None, None)
    assert task.causes[0].actual == 200_000


def test_causes_of_other_years_and_texts_without_months_or_cost_are_no_causes(tmp_path: Path) -> None:
    sheets = task_sheets(["原因", "去年限产", "公司政策", "2024-06~2024-09", 1], ["原因", "行情不好", "行业", None, None])
    assert why_of(tmp_path, sheets).tasks == ()


def test_an_impact_typed_below_0_is_lost_as_well(tmp_path: Path) -> None:
    (task,) = why_of(tmp_path, task_sheets(["原因", "限产", None, None, -400_000])).tasks
    assert task.task == 1_600_000
