"""Columns that say of which part a target, a season or a day is: read as its level, or refused; never dropped in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.book.written import Rows, reading, told
from tests.rules import SOUND
from xlsummary.model import Lang, Level

TEAMS: Rows = [["姓名", "团队"], ["张三", "一部"], ["李四", "二部"]]


def targets(folder: Path, rows: Rows, **others: Rows) -> tuple[list[tuple[Level, str]], list[tuple[str, str]]]:
    """Whom the targets are for, and the problems but the note of columns not used."""
    read = reading(folder, {**SOUND, "人员": TEAMS, "目标": rows, **others})
    problems = [each for each in told(read) if each[0] != "unknown-column"]
    return [(each.level, each.name) for each in read.book.targets], problems


@pytest.mark.parametrize(
    ("heading", "level"),
    [
        *(("部门", Level.TEAM), ("团队", Level.TEAM), ("所属部门", Level.TEAM), ("区域", Level.MARKET), ("大区", Level.MARKET)),
        *(("渠道", Level.CHANNEL), ("产品", Level.PRODUCT), ("客户名称", Level.CLIENT), ("Department", Level.TEAM)),
    ],
)
def test_a_column_that_names_whom_a_target_is_for_is_its_level(tmp_path: Path, heading: str, level: Level) -> None:
    rows: Rows = [["期间", heading, "目标值"], [2026, "甲", 300], [2026, "乙", 200], [2026, None, 500], [2027, "全部", 9]]
    company = (Level.COMPANY, "")
    assert targets(tmp_path, rows) == ([(level, "甲"), (level, "乙"), company, company], [])


def test_the_names_cell_is_that_of_its_column(tmp_path: Path) -> None:
    read = reading(tmp_path, {**SOUND, "目标": [["期间", "部门", "目标值"], [2026, "一部", 300]]})
    assert str(read.book.targets[0].origin.cell("name")) == "'目标'!B2"


def test_the_own_department_is_the_company(tmp_path: Path) -> None:
    rows: Rows = [["期间", "部门", "目标值"], [2026, "销售部", 300]]
    assert targets(tmp_path, rows, 设置=[["项目", "值"], ["部门", "销售部"]]) == ([(Level.COMPANY, "")], [])


def test_what_a_named_rep_belongs_to_is_no_part(tmp_path: Path) -> None:
    head = ["期间", "部门", "区域", "城市", "业务员", "目标值"]
    rows: Rows = [head, *([month, "一部", "华东", "杭州", "张三", 1] for month in ("2026-01", "2026-02"))]
    assert targets(tmp_path, rows) == ([(Level.REP, "张三")] * 2, [])


@pytest.mark.parametrize("heading", ["区域", "渠道", "城市", "品牌"])
def test_a_rep_with_two_regions_has_no_target_of_his_own(tmp_path: Path, heading: str) -> None:
    rows: Rows = [
        ["期间", "业务员", heading, "目标值"],
        [2026, "张三", "甲", 1],
        [2026, "张三", "乙", 2],
        [2026, "李四", "甲", 2],
    ]
    read = reading(tmp_path, {**SOUND, "人员": TEAMS, "目标": rows})
    (problem,) = [each for each in read.problems if each.rule.id == "narrowed-row"]
    assert (str(problem.cell), problem.words["count"]) == ("'目标'!C2", "2")
    assert [each.name for each in read.book.targets] == ["李四"]


@pytest.mark.parametrize("heading", ["产品", "客户"])
def test_a_reps_target_for_a_product_or_client_is_not_the_reps(tmp_path: Path, heading: str) -> None:
    rows: Rows = [["期间", "业务员", heading, "目标值"], [2026, "张三", "甲", 1], [2026, "李四", None, 2]]
    assert targets(tmp_path, rows) == ([(Level.REP, "李四")], [("narrowed-row", "'目标'!C2")])


@pytest.mark.parametrize("heading", ["品牌", "城市", "门店", "客户类型", "Brand", "事业部"])
def test_a_companys_target_with_a_part_that_no_column_holds_is_refused(tmp_path: Path, heading: str) -> None:
    rows: Rows = [["期间", "目标值", heading], [2026, 100, "甲"], [2027, 100, None], [2028, 100, "全部"]]
    assert targets(tmp_path, rows) == ([(Level.COMPANY, "")] * 2, [("narrowed-row", "'目标'!C2")])


def test_a_column_of_any_name_that_tells_two_alike_rows_apart_is_refused(tmp_path: Path) -> None:
    rows: Rows = [["期间", "目标值", "口径"], [2026, 100, "国内"], [2026, 50, "出口"], [2027, 60, "国内"]]
    expected = [("narrowed-row", "'目标'!C2")]
    assert targets(tmp_path, rows) == ([(Level.COMPANY, "")], expected)


@pytest.mark.parametrize("heading", ["备注2", "序号", "审核人", "目标说明", "上年实际"])
def test_columns_that_only_explain_narrow_nothing(tmp_path: Path, heading: str) -> None:
    rows: Rows = [["期间", "目标值", heading], [2026, 100, "甲"], [2027, 50, "乙"]]
    assert targets(tmp_path, rows) == ([(Level.COMPANY, "")] * 2, [])


def test_teams_of_regions_are_teams_and_a_mixture_is_refused(tmp_path: Path) -> None:
    head = ["期间", "大区", "部门", "目标值"]
    rows: Rows = [head, [2026, "华东", "一部", 1], [2026, "华东", "二部", 2], [2026, "华北", "三部", 3]]
    assert targets(tmp_path, rows) == ([(Level.TEAM, "一部"), (Level.TEAM, "二部"), (Level.TEAM, "三部")], [])
    rows = [head, [2026, "华东", "一部", 1], [2026, "华北", "一部", 2], [2026, "华北", "二部", 2], [2026, "华东", "二部", 3]]
    found, problems = targets(tmp_path, rows)
    assert (found, [rule for rule, _ in problems]) == ([], ["narrowed-row"])


def test_a_typed_level_says_which_column_names(tmp_path: Path) -> None:
    head = ["期间", "层级", "部门", "目标值"]
    assert targets(tmp_path, [head, [2026, "团队", "一部", 1]]) == ([(Level.TEAM, "一部")], [])
    assert targets(tmp_path, [head, [2026, "公司", "一部", 1]]) == ([], [("narrowed-row", "'目标'!C2")])


def test_a_season_or_a_holiday_of_some_is_not_that_of_all(tmp_path: Path) -> None:
    season: Rows = [["月份", "指数", "区域"], [1, 2, "华东"], [2, 1, None]]
    calendar: Rows = [["日期", "类型", "部门"], ["2026-03-09", "休息", "一部"], ["2026-03-10", "休息", None]]
    read = reading(tmp_path, {**SOUND, "季节": season, "日历": calendar})
    assert [each for each in told(read) if each[0] == "narrowed-row"] == [
        ("narrowed-row", "'季节'!C2"),
        ("narrowed-row", "'日历'!C2"),
    ]
    assert [len(read.book.season), len(read.book.calendar)] == [1, 1]
    for control in read.book.controls:
        assert control.rows_found == control.rows_used + sum(each.rows for each in control.left_out)


def test_the_words_say_the_column_and_its_part(tmp_path: Path) -> None:
    read = reading(tmp_path, {**SOUND, "目标": [["期间", "目标值", "品牌"], [2026, 100, "立邦"]]})
    (problem,) = [each for each in read.problems if each.rule.id == "narrowed-row"]
    assert problem.message(Lang.ZH).startswith("“品牌”写着“立邦”")
    assert problem.message(Lang.EN).startswith("品牌 says '立邦'")
