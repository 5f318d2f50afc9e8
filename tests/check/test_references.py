"""Names that are nowhere listed, told once, and not where another error tells why."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.book.written import Rows, reading, written
from tests.rules import SOUND, TODAY
from xlsummary.check.rules import check_book
from xlsummary.pipeline import Options, check


def test_a_row_of_people_that_is_an_error_is_the_only_one_about_that_person(tmp_path: Path) -> None:
    """The name itself is an error cell: neither the target nor the sale of that person is told as well."""
    sheets: dict[str, Rows] = {
        "目标": [["期间", "目标值", "层级", "对象"], [2026, 1200, None, None], [2026, 100, "人员", "李四"]],
        "人员": [["姓名", "团队"], ["张三", "一组"], [date(2026, 1, 2), "一组"]],
        "实绩": [["日期", "人员", "销售额"], ["2026-03-31", "李四", 100]],
    }
    found = check(written(tmp_path, sheets), Options(today=TODAY)).problems
    assert [(problem.rule.id, str(problem.cell)) for problem in found] == [("date-for-name", "'人员'!A3")]


def test_a_dash_for_an_owner_is_nobody(tmp_path: Path) -> None:
    plans: Rows = [["事项", "措施", "负责人"], ["开拓", "走访", "-"], ["培训", "每月一次", "待定"]]
    found = check(written(tmp_path, {**SOUND, "计划": plans}), Options(today=TODAY)).problems
    assert "unlisted-rep" not in {problem.rule.id for problem in found}


@pytest.mark.parametrize(("name", "faults"), [("一组", 1), ("张三", 1), ("销售部", 0), ("全公司", 0), ("某公司", 0)])
def test_a_target_of_the_company_that_names_a_team_or_rep_is_an_error(tmp_path: Path, name: str, faults: int) -> None:
    targets = [["期间", "目标值", "层级", "对象"], ["2026", 100, "部门", name]]
    reps = [["姓名", "团队"], ["张三", "一组"], ["李四", "销售部"]]
    read = reading(tmp_path, {"目标": targets, "人员": reps, "设置": [["项目", "值"], ["部门", "销售部"]]})
    found = [str(each.cell) for each in check_book(read.book) if each.rule.id == "company-target-of-part"]
    assert found == ["'目标'!D2"] * faults


@pytest.mark.parametrize("name", ["全部", "所有客户", "全部客户", "全公司", "平均", "All clients"])
def test_a_client_that_means_all_of_them_is_a_warning(tmp_path: Path, name: str) -> None:
    rows: Rows = [["日期", "客户", "销售额"], ["2026-03-30", "甲公司", 5], ["2026-03-31", name, 5]]
    found = [str(each.cell) for each in check_book(reading(tmp_path, {"实绩": rows}).book) if each.rule.id == "total-like-name"]
    assert found == ["'实绩'!B3"]
