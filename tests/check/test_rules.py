from __future__ import annotations

from pathlib import Path

import pytest

from tests.book.written import Rows, written
from xlsummary.book.read import read_book
from xlsummary.check.rules import check_book
from xlsummary.model import Lang

REPS: Rows = [["姓名", "团队", "工号", "入职", "离职"], ["张三", "一组", "A1", "2025-01-01", None]]
TARGET: Rows = [["期间", "目标值", "对象"], [2026, 100, None]]


def found(folder: Path, **sheets: Rows) -> list[tuple[str, str, str]]:
    """Rule, cell and value of what the checks find in a book of these sheets, which reads without a problem."""
    read = read_book(written(folder, {"目标": TARGET, "人员": REPS, **sheets}))
    assert not read.problems
    problems = check_book(read.book)
    for problem in problems:
        for lang in Lang:
            assert "{" not in problem.message(lang) + problem.hint(lang)
    return [(problem.rule.id, str(problem.cell), problem.value) for problem in problems]


def reps(*rows: tuple[object, ...]) -> Rows:
    return [REPS[0], *rows]


def test_a_sound_book_has_no_problem(tmp_path: Path) -> None:
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ((("张三", None, "A1", None, None), ("张珊", None, "A1", None, None)), ("repeated-rep", "'人员'!C3", "A1")),
        ((("张三", None, None, None, None), ("张三", None, None, None, None)), ("repeated-rep", "'人员'!A3", "张三")),
        ((("张三", None, "A1", None, None), ("张三", None, None, None, None)), ("repeated-rep", "'人员'!A3", "张三")),
        (
            (("张三", "一组", "A1", None, "2026-03-31"), ("张三", "二组", "A1", "2026-03-31", None)),
            ("repeated-rep", "'人员'!C3", "A1"),
        ),
    ],
)
def test_one_rep_in_two_rows_is_an_error(
    tmp_path: Path, rows: tuple[tuple[object, ...], ...], problem: tuple[str, str, str]
) -> None:
    assert found(tmp_path, 人员=reps(*rows)) == [problem]


def test_two_codes_make_two_people_and_following_dates_a_transfer(tmp_path: Path) -> None:
    namesakes = reps(("张三", None, "A1", None, None), ("张三", None, "A2", None, None))
    transfer = reps(("张三", "一组", "A1", None, "2026-03-31"), ("张三", "二组", "A1", "2026-04-01", None))
    assert found(tmp_path, 人员=namesakes) == []
    assert found(tmp_path, 人员=transfer) == []


def test_leaving_before_joining_is_an_error_and_a_single_day_is_not(tmp_path: Path) -> None:
    wrong = reps(("张三", None, None, "2026-02-01", "2026-01-31"))
    assert found(tmp_path, 人员=wrong) == [("left-before-joined", "'人员'!E2", "2026-01-31")]
    assert found(tmp_path, 人员=reps(("张三", None, None, "2026-02-01", "2026-02-01"))) == []


def test_a_calendar_day_in_two_rows_is_an_error(tmp_path: Path) -> None:
    days: Rows = [["日期", "类型"], ["2026-01-04", "工作"], ["2026-01-05", "休息"], ["2026-01-04", "休息"]]
    assert found(tmp_path, 日历=days) == [("repeated-day", "'日历'!A4", "2026-01-04")]


def test_a_target_for_someone_not_in_reps_is_an_error_only_where_there_is_a_list(tmp_path: Path) -> None:
    targets: Rows = [
        ["期间", "目标值", "对象", "层级"],
        [2026, 1, "张三", None],
        [2026, 1, "李四", None],
        [2026, 1, "王五", "人员"],
    ]
    assert found(tmp_path, 目标=targets) == [("unknown-rep", "'目标'!C3", "李四"), ("unknown-rep", "'目标'!C4", "王五")]
    assert found(tmp_path, 目标=targets, 人员=[["姓名"]]) == []


def test_a_target_for_one_of_two_namesakes_needs_the_code(tmp_path: Path) -> None:
    people = reps(("张三", None, "A1", None, None), ("张三", None, "A2", None, None))
    targets: Rows = [["期间", "目标值", "对象"], [2026, 1, "张三"], [2026, 1, "张三(A2)"]]
    assert found(tmp_path, 目标=targets, 人员=people) == [("ambiguous-rep", "'目标'!C2", "张三")]


def test_an_unlisted_rep_is_one_warning_a_name_with_its_rows_counted(tmp_path: Path) -> None:
    actuals: Rows = [
        ["日期", "人员", "销售额"],
        *([f"2026-01-0{day}", name, 1] for day, name in enumerate(["张三", "李四", "李四"], 1)),
    ]
    clients: Rows = [["客户", "人员"], ["甲", "王五"]]
    read = read_book(written(tmp_path, {"目标": TARGET, "人员": REPS, "实绩": actuals, "客户": clients}))
    problems = check_book(read.book)
    assert [(str(each.cell), each.value, each.words["count"]) for each in problems] == [
        ("'实绩'!B3", "李四", "2"),
        ("'客户'!B2", "王五", "1"),
    ]


def test_actuals_after_leaving_are_a_warning_from_the_next_day_on(tmp_path: Path) -> None:
    people = reps(("张三", None, None, None, "2026-01-31"))
    actuals: Rows = [
        ["日期", "人员", "销售额"],
        ["2026-01-31", "张三", 1],
        ["2026-02-01", "张三", 1],
        ["2026-02-02", "张三", 1],
    ]
    assert found(tmp_path, 人员=people, 实绩=actuals) == [("after-leaving", "'实绩'!A3", "张三")]
    assert found(tmp_path, 人员=people, 实绩=actuals[:2]) == []


def test_a_target_not_filled_in_and_one_below_0_are_warnings(tmp_path: Path) -> None:
    targets: Rows = [["期间", "目标值"], [2026, None], [2027, "xx"], [2028, -5], [2029, 0]]
    assert found(tmp_path, 目标=targets) == [
        ("target-missing", "'目标'!B2", ""),
        ("target-missing", "'目标'!B3", ""),
        ("negative-target", "'目标'!B4", "-5"),
    ]


def test_a_return_above_0_is_a_warning(tmp_path: Path) -> None:
    actuals: Rows = [
        ["日期", "类型", "销售额"],
        ["2026-01-05", "退货", 10.5],
        ["2026-01-06", "折让", -1],
        ["2026-01-07", "销售", 5],
    ]
    assert found(tmp_path, 实绩=actuals) == [("sign-against-kind", "'实绩'!C2", "10.50")]
