"""A second table below the first is an error naming both heading rows, and is not read with the first one's columns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from tests.book.written import Rows, reading, told
from tests.rules import SOUND

FIRST: Rows = [["日期", "人员", "销售额", "回款"], ["2026-01-05", "张三", 100, None]]


@pytest.mark.parametrize(
    "heads",
    [
        ["日期", "人员", "回款", "销售额"],
        ["日期", "人员", "退货金额", None],
        ["区域", "日期", "销售额", None],
        ["日期", "经办人", "人员", "费用"],
    ],
)
@pytest.mark.parametrize("gap", [[], [[]], [[], ["2月"]]])
def test_a_second_table_is_an_error_and_nothing_of_it_is_read(tmp_path: Path, heads: list[object], gap: Rows) -> None:
    below: Rows = [*gap, heads, ["2026-02-05", "李四", 200, 999], [], ["2026-02-06", "李四", 200, 999]]
    read = reading(tmp_path, {**SOUND, "实绩": [*FIRST, *below]})
    row = len(FIRST) + len(gap) + 1
    (found,) = [each for each in read.problems if each.rule.id == "further-table"]
    assert found.cell is not None
    assert str(found.cell.ref).startswith(f"A{row}:")
    assert (found.words["other"], found.words["row"]) == ("1", str(row))
    assert read.book.actuals.rows == (2,)
    control = next(each for each in read.book.controls if each.sheet == "实绩")
    assert {each.reason: each.rows for each in control.left_out}["further-table"] == 3
    assert control.rows_found == control.rows_used + sum(each.rows for each in control.left_out)


@pytest.mark.parametrize("heads", [["日期", "人员", "销售额", "回款"], ["日期*", "人员", "销售额", "回款"]])
def test_the_same_headings_again_go_on_with_the_table(tmp_path: Path, heads: list[object]) -> None:
    read = reading(tmp_path, {**SOUND, "实绩": [*FIRST, [], heads, ["2026-02-05", "张三", 200, None]]})
    assert told(read) == []
    assert read.book.actuals.rows == (2, 5)


def test_values_that_are_words_of_headings_are_no_heading_row(tmp_path: Path) -> None:
    plans: Rows = [["事项", "类别", "措施"], ["问题", "渠道", "每周走访"], ["措施", "目标", "对象"], ["指标", "市场", "每周"]]
    read = reading(tmp_path, {**SOUND, "计划": plans})
    assert [each.title for each in read.book.plans] == ["问题", "措施", "指标"]


@pytest.mark.parametrize(
    ("title", "rows", "last"),
    [
        ("人员", [["姓名", "团队"], ["张三", "一组"], ["会计", "后勤"]], "会计"),
        ("人员", [["姓名", "团队"], ["张三", "一组"], ["会计"]], "会计"),
        ("客户", [["客户", "等级"], ["甲公司", "A"], ["财务", "B"]], "财务"),
        ("计划", [["事项", "措施"], ["走访", "每周"], ["审核", "每月一次"]], "审核"),
    ],
)
def test_a_record_called_as_a_signature_right_below_the_last_row_is_a_row(
    tmp_path: Path, title: str, rows: Rows, last: str
) -> None:
    book = reading(tmp_path, {**SOUND, title: rows}).book
    names = {
        "人员": [each.name for each in book.reps],
        "客户": [each.name for each in book.clients],
        "计划": [each.title for each in book.plans],
    }
    assert names[title] == [str(rows[1][0]), last]


@pytest.mark.parametrize("row", [["会计：王五", None], ["备注", None], ["备注：", "含外聘"]])
def test_a_signature_or_note_right_below_the_reps_is_no_rep(tmp_path: Path, row: Sequence[object]) -> None:
    read = reading(tmp_path, {**SOUND, "人员": [["姓名", "团队"], ["张三", "一组"], row]})
    assert [each.name for each in read.book.reps] == ["张三"]
    assert told(read) == [("text-below-table", "'人员'!A3")]


@pytest.mark.parametrize(
    ("title", "rows", "above"),
    [
        (
            "实绩",
            [["2026-01-05", "张三", "5"], [date(2026, 1, 6), "李四", 7], ["日期", "人员", "销售额"], ["2026-02-01", "张三", 1]],
            2,
        ),
        ("实绩", [[2026, 1, 3], ["年", "月", "销售额"], [2026, 2, 1]], 1),
        ("实绩", [["2026 年", None, None], ["合计", None, 12], ["日期", "人员", "销售额"], ["2026-02-01", "张三", 1]], 0),
        ("目标", [["2026-01", 3], ["期间", "目标值"], ["2026-02", 1]], 1),
        ("人员", [["李四", "一组"], ["姓名", "团队"], ["张三", "一组"]], 1),
        ("人员", [["部门：一部", "日期：2026-01"], ["姓名", "团队"], ["张三", "一组"]], 0),
        ("设置", [["税率", "9%"], ["项目", "值"], ["公司", "甲"]], 1),
    ],
)
def test_rows_above_a_heading_that_was_sorted_along_are_an_error_and_counted(
    tmp_path: Path, title: str, rows: Rows, above: int
) -> None:
    read = reading(tmp_path, {title: rows})
    found = [problem for problem in read.problems if problem.rule.id == "rows-above-heading"]
    assert [(str(each.cell), each.words["count"]) for each in found] == ([(f"'{title}'!A1", str(above))] if above else [])
    (control,) = [each for each in read.book.controls if each.sheet == title]
    assert control.rows_found == control.rows_used + sum(each.rows for each in control.left_out)
    assert sum(each.rows for each in control.left_out if each.reason == "above-heading") == above
