"""A rep who moves between teams is one person: two places in the plan, each team with the days there."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from tests.book.written import Rows, written
from tests.rules import TODAY
from xlsummary.compare.performance import By
from xlsummary.model import Measure
from xlsummary.pipeline import Options, Outcome, run

PEOPLE: Rows = [
    ["姓名", "团队", "工号", "入职", "离职"],
    ["张三", "一组", "A1", None, "2026-02-28"],
    ["张三", "二组", "A1", "2026-03-01", None],
    ["李四", "一组", "B1", None, None],
    ["王五", "二组", "C1", None, None],
]
SALES: Rows = [
    ["日期", "人员", "销售额"],
    ["2026-02-27", "张三", 10],
    ["2026-03-02", "张三/李四", 31],
    ["2026-03-31", "张三（A1）", 100],
]


def outcome(folder: Path) -> Outcome:
    sheets = {"目标": [["期间", "目标值"], ["2026Q1", 6000]], "人员": PEOPLE, "实绩": SALES}
    return run(written(folder, sheets), Options(today=TODAY))


def test_a_transfer_is_no_problem_and_shares_each_day_once(tmp_path: Path) -> None:
    found = outcome(tmp_path)
    assert found.checked.problems == ()
    (plan,) = found.plans
    places = {node.key: number for number, node in enumerate(plan.nodes)}
    quotas = {key: [plan.quota(places[key], month) for month in plan.months] for key in ("rep:A1", "rep:A1#2")}
    assert [bool(quota) for quota in quotas["rep:A1"]] == [True, True, False]
    assert [bool(quota) for quota in quotas["rep:A1#2"]] == [False, False, True]
    both = sum(quotas["rep:A1"]) + sum(quotas["rep:A1#2"])
    assert abs(both - plan.quota(places["rep:B1"])) <= 1
    assert plan.quota(0) == 6000


def test_rows_of_a_transfer_count_for_the_team_of_their_day_and_for_one_person(tmp_path: Path) -> None:
    comparison = outcome(tmp_path).comparison
    sums = {by: {row.name: row.actual.value for row in comparison.select(by, Measure.SALES)} for by in (By.TEAM, By.REP)}
    assert sums[By.TEAM] == {"一组": Decimal("25.50"), "二组": Decimal("115.50")}
    assert sums[By.REP] == {"张三": Decimal("125.50"), "李四": Decimal("15.50"), "王五": Decimal(0)}
