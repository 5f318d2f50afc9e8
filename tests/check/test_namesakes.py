"""Two people of one name, and one person in two rows: told apart by their codes, wherever these stand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.book.written import Rows, written
from xlsummary.compare.performance import By
from xlsummary.model import Measure
from xlsummary.pipeline import Options, Outcome, run

TARGETS: Rows = [["期间", "目标值", "层级", "对象"], [2026, 1200, None, None]]
REPS = ["姓名", "工号", "团队", "入职", "离职"]
FIRST, SECOND = "2026-06-30", "2026-07-01"


def outcome(folder: Path, reps: Rows, rows: Rows, targets: Rows = TARGETS) -> Outcome:
    sheets = {"目标": targets, "人员": [REPS, *reps], "实绩": [["日期", "人员", "销售额"], *rows]}
    return run(written(folder, sheets), Options(today=date(2026, 7, 1)))


def problems(found: Outcome) -> list[tuple[str, str]]:
    return [(each.rule.id, str(each.cell)) for each in found.checked.problems]


def amounts(found: Outcome, by: By) -> dict[str, str]:
    return {each.name: f"{each.actual.value:f}" for each in found.comparison.select(by, Measure.SALES)}


@pytest.mark.parametrize("codes", [("A01", None), (None, "A01"), ("A01", "-"), ("A01", "a01"), ("A01", "A01")])
def test_a_transfer_is_one_person_whichever_of_its_rows_has_the_code(
    tmp_path: Path, codes: tuple[str | None, str | None]
) -> None:
    reps = [
        ["张三", codes[0], "一组", None, FIRST],
        ["张三", codes[1], "二组", SECOND, None],
        ["李四", "B1", "二组", None, None],
    ]
    found = outcome(tmp_path, reps, [[FIRST, "张三", 100], [SECOND, "张三(A01)", 10], [SECOND, "李四", 1]])
    assert problems(found) == []
    assert amounts(found, By.REP) == {"张三": "110", "李四": "1"}
    assert amounts(found, By.TEAM) == {"一组": "100", "二组": "11"}
    (plan,) = found.plans
    quotas = {node.key: int(plan.quota(place)) for place, node in enumerate(plan.nodes)}
    assert {key: quotas[key] for key in ("rep:A01", "rep:A01#2", "rep:B1")} == {"rep:A01": 291, "rep:A01#2": 309, "rep:B1": 600}


@pytest.mark.parametrize("column", [("A01", "A02"), (None, None), ("a01", None)])
def test_a_code_in_the_name_is_the_code(tmp_path: Path, column: tuple[str | None, str | None]) -> None:
    reps = [["张三(A01)", column[0], "一组", None, None], ["李四（A02）", column[1], "二组", None, None]]
    found = outcome(tmp_path, reps, [[FIRST, "张三", 100], [SECOND, "张三（A01）", 10], [SECOND, "李四", 1]])
    assert [rule for rule, _ in problems(found)] == []
    assert amounts(found, By.REP) == {"张三": "110", "李四": "1"}


def test_two_people_of_one_name_with_codes_in_their_names_must_be_told_apart(tmp_path: Path) -> None:
    reps = [["张三(A01)", None, "一组", None, None], ["张三(A02)", None, "二组", None, None]]
    found = outcome(tmp_path, reps, [[SECOND, "张三(A01)", 100], [SECOND, "张三(A02)", 10]])
    assert (problems(found), amounts(found, By.REP)) == ([], {"张三(A01)": "100", "张三(A02)": "10"})
    told = outcome(tmp_path, reps, [[SECOND, "张三(A01)", 100], [SECOND, "张三", 10]])
    assert problems(told) == [("ambiguous-rep", "'实绩'!B3")]


def test_brackets_that_hold_no_code_are_of_the_name(tmp_path: Path) -> None:
    reps = [["张三（小）", None, "一组", None, None], ["张三（大）", None, "一组", None, None]]
    found = outcome(tmp_path, reps, [[SECOND, "张三（小）", 100], [SECOND, "张三（大）", 10]])
    assert (problems(found), amounts(found, By.REP)) == ([], {"张三（小）": "100", "张三（大）": "10"})


def test_two_rows_of_one_name_of_which_one_has_a_code_are_one_mistake(tmp_path: Path) -> None:
    reps = [["张三", "A01", "一组", None, None], ["张三", None, "二组", None, None]]
    found = outcome(tmp_path, reps, [[SECOND, "张三", 100], [SECOND, "张三(A01)", 10]])
    assert problems(found) == [("repeated-rep", "'人员'!A3")]


def test_a_target_for_a_name_that_two_share_is_one_mistake(tmp_path: Path) -> None:
    reps = [["张三", "A01", "一组", None, None], ["张三", "A02", "二组", None, None]]
    found = outcome(tmp_path, reps, [[SECOND, "张三(A01)", 100]], [*TARGETS, [2026, 500, "人员", "张三"]])
    assert problems(found) == [("ambiguous-rep", "'目标'!D3")]
