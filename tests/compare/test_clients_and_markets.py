"""Clients, markets and service: counts worked out by hand, each with its cells."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from tests.compare.analysed import actuals, analysed, settings, told
from xlsummary.model import Bound, Grade, Size, Stage

MARCH_31 = date(2025, 3, 31)


def test_clients_not_visited_within_their_cycle(tmp_path: Path) -> None:
    """A every 15 days, B every 30, C as typed; the later of the cell and of the client's own activities counts."""
    sheets = {
        "客户": [
            ["客户", "等级", "阶段", "最近联系", "回访周期"],
            ["甲", "A", "成交", "2025-03-10", None],
            ["乙", "B", "成交", "2025-03-10", None],
            ["丙", "C", "成交", "2025-01-01", 20],
            ["丁", "A", "成交", "2025-01-01", None],
            ["戊", "B", "意向", None, None],
            ["己", None, "意向", "2025-03-01", None],
            ["庚", "A", "流失", "2024-01-01", None],
        ],
        "活动": [["期间", "类型", "数量", "客户"], ["2025-03-30", "拜访", 1, "丁"], ["2025-04-02", "拜访", 1, "甲"]],
    }
    found = analysed(tmp_path, sheets, MARCH_31).visits_due
    assert found is not None
    assert [(each.client.name, each.days_since, each.late) for each in found.late] == [("丙", 89, 69), ("甲", 21, 6)]
    assert [each.client.name for each in found.in_time] == ["乙", "丁"]
    assert [each.client.name for each in found.unseen] == ["戊"]
    assert told(found.late_count.value, found.without_cycle.value) == [2, 1]
    assert found.late_count.cells == ("'客户'!D2:D4, 超过回访周期",)
    assert found.in_time[1].cells == ("'客户'!D5", "'活动'!A2")


def test_the_setting_gives_a_grade_another_cycle(tmp_path: Path) -> None:
    sheets = {"客户": [["客户", "等级", "最近联系"], ["甲", "A", "2025-03-10"]], **settings(["默认回访周期", "A 30"])}
    found = analysed(tmp_path, sheets, MARCH_31).visits_due
    assert found is not None
    assert not found.late


def test_refused_visits_and_those_taken_up_again(tmp_path: Path) -> None:
    rows = [
        ["2025-02-01", "拜访", 12, "拒绝", None],
        ["2025-02-02", "拜访", 3, "拒绝", 2],
        ["2025-02-03", "拜访", 5, "有意向", 1],
        ["2024-02-03", "拜访", 50, "拒绝", 1],
    ]
    sheets = {"活动": [["期间", "类型", "数量", "结果", "跟进次数"], *rows]}
    found = analysed(tmp_path, sheets).refusals
    assert found is not None
    assert told(found.refused.value, found.followed_up.value, found.follow_ups.value) == [15, 3, 2]
    assert found.followed_up.cells == ("'活动'!C3, 拒绝",)


def test_grades_and_their_change(tmp_path: Path) -> None:
    rows = [["甲", "A", "B"], ["乙", "A", "A"], ["丙", "B", "A"], ["丁", "C", None], ["戊", None, "C"], ["己", None, None]]
    found = analysed(tmp_path, {"客户": [["客户", "等级", "上年等级"], *rows]}).grades
    assert found is not None
    assert told(*((each.grade, each.now.value, each.before.value, each.change) for each in found.grades)) == [
        (Grade.A, 2, 2, 0),
        (Grade.B, 1, 1, 0),
        (Grade.C, 1, 1, 0),
    ]
    moves = (found.raised, found.lowered, found.entered, found.left, found.ungraded)
    assert [each.value for each in moves] == [1, 1, 1, 1, 1]
    assert found.grades[0].now.cells == ("'客户'!B2:B3, 等级=A",)


def test_grades_without_last_year_have_no_change(tmp_path: Path) -> None:
    found = analysed(tmp_path, {"客户": [["客户", "等级"], ["甲", "A"]]}).grades
    assert found is not None
    assert told(found.grades[0].now.value, found.grades[0].change, found.raised.value) == [1, None, None]


def test_new_clients_against_the_target_and_how_many_are_small(tmp_path: Path) -> None:
    rows = [
        ["甲", "2025-03-01", "小"],
        ["乙", "2025-05-01", "小"],
        ["丙", "2025-11-01", "小"],
        ["丁", "2025-11-20", "中"],
        ["戊", "2024-01-01", "小"],
    ]
    sheets = {
        "目标": [["期间", "目标值", "指标", "来源"], [2025, 6, "新客户", "自定"]],
        "客户": [["客户", "首次成交", "规模"], *rows],
    }
    found = analysed(tmp_path, sheets).new_clients
    assert found is not None
    assert told(found.count.value, found.rows[0].target, found.rows[0].variance) == [4, 6, -2]
    assert {size: count.value for size, count in found.sizes} == {Size.SMALL: 3, Size.MEDIUM: 1, Size.LARGE: 0}
    assert dict(found.sizes)[Size.SMALL].cells == ("'客户'!C2:C4, 规模=小",)


def test_the_funnel_is_cumulative_and_takes_unnamed_leads_where_no_client_stands_at_the_stage(tmp_path: Path) -> None:
    sheets = {
        "客户": [
            ["客户", "阶段", "首次成交"],
            ["甲", "成交", "2025-02-01"],
            ["乙", "成交", None],
            ["丙", "考察", None],
            ["丁", "流失", None],
            ["戊", "成交", "2024-02-01"],
        ],
        "活动": [["期间", "类型", "数量"], [2025, "意向", "10多个"], [2025, "考察", 8]],
    }
    stages = {each.stage: each for each in analysed(tmp_path, sheets).funnel}
    intent, visited, won = (stages[stage] for stage in (Stage.INTENT, Stage.VISITED, Stage.WON))
    assert told(intent.reached.value, intent.reached.bound) == [10, Bound.AT_LEAST]
    assert told(visited.reached.value, visited.named.value, visited.unnamed.value) == [3, 3, 8]
    assert won.reached.value == 2
    assert intent.reached.cells == ("'活动'!C2, 意向",)


def test_dealers_by_their_mean_and_each_aspect(tmp_path: Path) -> None:
    rows = [["甲", 5, 4, 3, 4, 4], ["乙", 2, None, 1, None, None], ["丙", None, None, None, None, None]]
    found = analysed(tmp_path, {"客户": [["客户", "实力", "网络", "配送", "配合度", "投入意识"], *rows]}).dealers
    assert found is not None
    assert [(each.client.name, each.mean, each.is_whole) for each in found.scored] == [
        ("甲", 4, True),
        ("乙", Decimal("1.5"), False),
    ]
    assert found.aspects["strength"].value == Decimal("3.5")
    assert found.aspects["network"].value == 4


def test_stocked_points_and_market_shares_change_in_points(tmp_path: Path) -> None:
    heads = ["市场", "市占率", "上年市占率", "检查点", "见货点", "上年检查点", "上年见货点"]
    rows = [["甲", "12%", "10%", 200, 120, 100, 40], ["乙", None, None, 100, 30, 100, 60]]
    found = analysed(tmp_path, {"市场": [heads, *rows]}).markets
    assert found is not None
    first, second = found.rows
    assert told(first.share.now.value, first.share.points) == [Decimal("0.12"), 2]
    assert told(first.stocked.now.value, first.stocked.points) == [Decimal("0.6"), 20]
    assert told(second.share.now.value, second.stocked.points) == [None, -30]
    assert told(found.stocked.now.value, found.stocked.before.value, found.stocked.points) == [
        Decimal("0.5"),
        Decimal("0.5"),
        0,
    ]
    assert found.stocked.now.cells == ("'市场'!E2:E3", "'市场'!D2:D3")


def test_the_change_of_different_markets_is_not_told(tmp_path: Path) -> None:
    rows = [["甲", 200, 120, 100, 40], ["乙", 100, 30, None, None]]
    found = analysed(tmp_path, {"市场": [["市场", "检查点", "见货点", "上年检查点", "上年见货点"], *rows]}).markets
    assert found is not None
    assert (found.stocked.now.value, found.stocked.before.value, found.stocked.points) == (Decimal("0.5"), Decimal("0.4"), None)


def test_a_share_that_is_not_typed_is_sales_over_the_size_of_the_market(tmp_path: Path) -> None:
    sheets = {**actuals("日期 市场 销售额", ["2025-12-31", "甲", 50]), "市场": [["市场", "市场容量"], ["甲", 1000]]}
    found = analysed(tmp_path, sheets).markets
    assert found is not None
    assert found.rows[0].share.now.value == Decimal("0.05")
    part = analysed(tmp_path, sheets | {"目标": [["期间", "目标值"], ["2025H2", 1]]})
    assert part.markets is None, "a size is that of a whole year"


def test_days_to_ship_and_deliveries_in_time(tmp_path: Path) -> None:
    rows = [
        ["2025-03-10", 100, "2025-03-01", "2025-03-10", "2025-03-10"],
        ["2025-03-12", 100, "2025-03-02", "2025-03-08", "2025-03-12"],
        ["2025-03-20", 100, "2025-03-15", "2025-03-20", None],
        ["2025-03-25", 100, "2025-03-24", "2025-04-30", None],
        ["2025-03-26", 100, "2025-03-24", None, "2025-03-26"],
    ]
    found = analysed(tmp_path, actuals("日期 销售额 下单日期 交货期 发货日期", *rows), MARCH_31).supply
    assert found is not None
    assert told(found.shipped.value, found.mean_days.value, found.longest.value) == [3, 7, 10]
    counts = (found.due, found.in_time, found.late, found.late_open)
    assert [each.value for each in counts] == [3, 1, 2, 1]
    assert found.in_time_rate == Decimal(1) / 3


def test_complaints_received_closed_and_open(tmp_path: Path) -> None:
    rows = [
        ["2025-01-10", "投诉", 1, "2025-01-14"],
        ["2025-02-10", "投诉", 2, "2025-02-12"],
        ["2025-03-01", "投诉", 1, None],
        ["2025-03-20", "投诉", 1, "2025-04-20"],
        ["2024-03-20", "投诉", 1, None],
    ]
    found = analysed(tmp_path, {"活动": [["期间", "类型", "数量", "关闭日期"], *rows]}, MARCH_31).complaints
    assert found is not None
    counts = (found.received, found.closed, found.open, found.longest_open)
    assert [each.value for each in counts] == [5, 3, 2, 30]
    assert found.days.value == Decimal(8) / 3


def test_disputes_settled_and_open(tmp_path: Path) -> None:
    heads = ["市场", "遗留费用", "处理办法", "已解决"]
    rows = [
        ["滕州", 60_000, "多发货抵", "是"],
        ["微山", 25_000, "抵酒水款", "是"],
        ["峄城", 18_000, None, "否"],
        ["兖州", None, "在谈", None],
        ["金乡", None, None, None],
    ]
    found = analysed(tmp_path, {"市场": [heads, *rows]}).disputes
    assert found is not None
    counts = (found.all, found.settled, found.open, found.amount, found.open_amount, found.without_amount)
    assert [each.value for each in counts] == [4, 2, 2, 103_000, 18_000, 1]
    assert [market.name for market in found.open_markets] == ["峄城", "兖州"]
    assert found.settled.cells == ("'市场'!D2:D3, 已解决=是",)


def test_a_book_that_says_nothing_has_nothing(tmp_path: Path) -> None:
    found = analysed(tmp_path, actuals("日期 销售额", ["2025-03-01", 100]))
    silent = (found.visits_due, found.refusals, found.grades, found.new_clients, found.dealers, found.markets)
    assert not any((*silent, found.supply, found.complaints, found.disputes, found.funnel))
