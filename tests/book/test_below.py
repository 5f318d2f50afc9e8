"""Notes and signatures below a table are told of, one note a row, and are no errors; rows after a gap are rows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.book.written import Rows, reading, told
from tests.rules import SOUND

SALES: Rows = [["日期", "人员", "销售额"], ["2026-03-31", "张三", 100]]


@pytest.mark.parametrize(
    "row",
    [
        ["制表人：张三", None, "审核："],
        ["审核人:", "李四"],
        ["备注：以上数据含税"],
        ["注1：不含样品"],
        ["说明"],
        ["日期：2026-03-31"],
        ["以上数据未经审计"],
        ["Prepared by: Ann"],
        ["Note: unaudited"],
        [None, None, "财务："],
    ],
)
@pytest.mark.parametrize("gap", [[[]], [[], []], [["合计", None, 100]], [["合计", None, 100], []]])
def test_a_text_after_a_gap_or_a_total_is_one_note(tmp_path: Path, row: Sequence[object], gap: Rows) -> None:
    read = reading(tmp_path, {**SOUND, "实绩": [*SALES, *gap, row]})
    column = "ABC"[next(at for at, cell in enumerate(row) if cell is not None)]
    assert told(read) == [("text-below-table", f"'实绩'!{column}{len(SALES) + len(gap) + 1}")]
    assert read.book.actuals.rows == (2,)


def test_several_lines_below_are_a_note_each(tmp_path: Path) -> None:
    lines: Rows = [[], ["备注：一"], ["以上含税"], [], ["制表人：张三"]]
    read = reading(tmp_path, {**SOUND, "实绩": [*SALES, *lines]})
    assert told(read) == [("text-below-table", f"'实绩'!A{row}") for row in (4, 5, 7)]
    control = next(each for each in read.book.controls if each.sheet == "实绩")
    assert (control.rows_found, control.rows_used) == (4, 1)


def test_a_signature_right_below_the_last_row_is_a_note(tmp_path: Path) -> None:
    read = reading(tmp_path, {**SOUND, "实绩": [*SALES, ["制表人：张三", None, None]]})
    assert told(read) == [("text-below-table", "'实绩'!A3")]


@pytest.mark.parametrize(
    "row", [["2026-02-30", "李四", 5], ["以上", "李四", 5], ["三月", None, None], ["2026-02-30", None, None]]
)
def test_what_could_be_a_row_is_no_note_without_a_gap_nor_with_numbers(tmp_path: Path, row: Sequence[object]) -> None:
    read = reading(tmp_path, {**SOUND, "实绩": [*SALES, row, ["2026-03-30", "张三", 1]]})
    assert ("text-below-table", "'实绩'!A3") not in told(read)
    assert [rule for rule, _ in told(read)]


def test_rows_after_a_gap_and_after_a_note_are_rows(tmp_path: Path) -> None:
    more: Rows = [[], ["2026-03-30", "张三", 1], [], ["备注：下面是补录"], ["2026-03-29", "李四", 2]]
    read = reading(tmp_path, {**SOUND, "实绩": [*SALES, *more]})
    assert read.book.actuals.rows == (2, 4, 7)
    assert told(read) == [("text-below-table", "'实绩'!A6")]


def test_a_lone_name_after_a_gap_is_a_record_where_only_a_name_is_needed(tmp_path: Path) -> None:
    read = reading(tmp_path, {**SOUND, "客户": [["客户", "等级"], ["甲公司", "A"], [], ["乙公司"], ["说明会服务商"]]})
    assert [client.name for client in read.book.clients] == ["甲公司", "乙公司", "说明会服务商"]
    assert told(read) == []


def test_a_section_named_alone_after_a_gap_is_no_note(tmp_path: Path) -> None:
    read = reading(tmp_path, {**SOUND, "素材": [["章节", "正文"], ["引言", "好"], [], ["体会", None]]})
    assert told(read) == []


@pytest.mark.parametrize(
    "page",
    [
        ["第1页 共2页"],
        ["第 1 页/共 2 页"],
        ["Page 1 of 2"],
        [None, None, "第1页"],
        ["页码：", 2],
        ["第 1 页", None, "共 3 页"],
        ["页码 1/3"],
    ],
)
@pytest.mark.parametrize("gap", [[], [[]], [["小计", None, 100]]])
def test_a_line_of_page_numbers_is_left_out_wherever_it_stands(tmp_path: Path, page: Sequence[object], gap: Rows) -> None:
    read = reading(tmp_path, {**SOUND, "实绩": [*SALES, *gap, page, ["2026-03-30", "张三", 1], page]})
    assert [rule for rule, _ in told(read)] == ["page-line"]
    control = next(each for each in read.book.controls if each.sheet == "实绩")
    assert ("page-line", 2) in [(each.reason, each.rows) for each in control.left_out]
    assert len(read.book.actuals) == 2
    assert control.rows_found == control.rows_used + sum(each.rows for each in control.left_out)


PLANS: Rows = [["事项", "措施", "负责人"], ["走访", "每周", "张三"]]


@pytest.mark.parametrize("gap", [[], [[]]])
@pytest.mark.parametrize("row", [["备注：客户走访记录", "每周归档", "李四"], ["说明：新品手册", "月底前印好", None]])
def test_a_full_row_is_a_row_though_its_text_begins_like_a_note(tmp_path: Path, row: Sequence[object], gap: Rows) -> None:
    read = reading(tmp_path, {**SOUND, "计划": [*PLANS, *gap, row]})
    assert [each.title for each in read.book.plans] == ["走访", row[0]]
    assert told(read) == []


@pytest.mark.parametrize(
    "row", [["备注：以上为草案"], ["制表人：张三", "审核：李四"], ["审核：", "李四"], [None, None, None, "备注：草案"]]
)
@pytest.mark.parametrize("gap", [[], [[]]])
def test_a_note_alone_below_plans_is_no_plan(tmp_path: Path, row: Sequence[object], gap: Rows) -> None:
    read = reading(tmp_path, {**SOUND, "计划": [*PLANS, *gap, row]})
    assert [each.title for each in read.book.plans] == ["走访"]
    control = next(each for each in read.book.controls if each.sheet == "计划")
    assert (control.rows_found, control.rows_used) == (2, 1)


def test_an_item_alone_among_others_alone_is_an_item(tmp_path: Path) -> None:
    read = reading(tmp_path, {**SOUND, "计划": [*PLANS, ["拜访老客户"], ["说明：新品上市"]]})
    assert [each.title for each in read.book.plans] == ["走访", "拜访老客户", "说明：新品上市"]


def test_a_section_with_a_text_is_a_row_and_its_unknown_name_an_error(tmp_path: Path) -> None:
    notes: Rows = [["章节", "正文", "措施"], ["引言", "好", None], ["说明：其他", "客户增加", "走访"]]
    assert told(reading(tmp_path, {**SOUND, "素材": notes})) == [("unknown-choice", "'素材'!A3")]


def test_a_text_of_a_note_without_its_section_is_a_row(tmp_path: Path) -> None:
    notes: Rows = [["章节", "正文"], ["引言", "好"], [None, "说明：本月客户增加"]]
    assert told(reading(tmp_path, {**SOUND, "素材": notes})) == [("missing-value", "'素材'!A3")]
