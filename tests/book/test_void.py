"""Void documents are left out, those not approved yet counted and told."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.book.written import reading, told, written
from tests.rules import SOUND
from xlsummary.book.export import read_export
from xlsummary.model import ActualKind, Lang, LeftOut


def _sold(heading: str, *states: str) -> dict[str, list[list[object]]]:
    rows = [[f"2026-03-{day:02d}", "张三", 10**day, state] for day, state in enumerate(states, 1)]
    return {"实绩": [["日期", "人员", "销售额", heading], *rows]}


@pytest.mark.parametrize("heading", ["单据状态", "状态", "生命状态", "审批状态", "订单状态", "Status"])
@pytest.mark.parametrize("void", ["作废", "已作废", "已删除", "驳回", "已撤销", "Cancelled"])
def test_a_void_row_is_left_out_with_its_reason(heading: str, void: str, tmp_path: Path) -> None:
    book = reading(tmp_path, {**SOUND, **_sold(heading, "已审核", void, "已完成", void)}).book
    (control,) = [each for each in book.controls if each.sheet == "实绩"]
    assert (control.rows_found, control.rows_used, control.left_out) == (4, 2, (LeftOut("void", 2),))
    assert control.sums["sales"] == Decimal(1010)
    assert len(book.actuals) == 2


def test_a_flag_is_read_by_its_heading(tmp_path: Path) -> None:
    flagged = reading(tmp_path, {**SOUND, **_sold("是否作废", "否", "是", "")})
    assert told(flagged) == [("void-rows", "'实绩'!D3")]
    assert len(flagged.book.actuals) == 2
    asked = reading(tmp_path, {**SOUND, **_sold("状态", "否", "是", "")})
    assert len(asked.book.actuals) == 3


@pytest.mark.parametrize("pending", ["未审核", "审批中", "未生效", "草稿", "待审核"])
def test_a_row_not_approved_yet_counts_with_one_warning(pending: str, tmp_path: Path) -> None:
    read = reading(tmp_path, {**SOUND, **_sold("单据状态", "已审核", pending, pending)})
    assert told(read) == [("unapproved-rows", "'实绩'!D3")]
    assert read.problems[0].words["count"] == "2"
    assert len(read.book.actuals) == 3


def test_an_export_is_taken_over_without_its_void_rows(tmp_path: Path) -> None:
    export = read_export(written(tmp_path, {"销售出库单": _sold("单据状态", "已审核", "作废", "审批中")["实绩"]}))
    assert [row["sales"] for row in export.rows["actuals"]] == [10, 1000]
    assert [problem.rule.id for problem in export.problems] == ["void-rows", "unapproved-rows"]
    (control,) = export.controls.values()
    assert control.left_out == (LeftOut("void", 1),)


def test_every_column_of_states_counts(tmp_path: Path) -> None:
    head: list[object] = ["日期", "人员", "销售额", "单据状态", "作废标志", "是否有效"]
    rows: list[list[object]] = [
        ["2026-03-01", "张三", 1, "已审核", "否", "是"],
        ["2026-03-02", "张三", 10, "已审核", "是", "是"],
        ["2026-03-03", "张三", 100, "未审核", "否", "否"],
        ["2026-03-04", "张三", 1000, "审批未通过", None, None],
    ]
    read = reading(tmp_path, {**SOUND, "实绩": [head, *rows]})
    assert [rule for rule in told(read) if rule[0] != "unknown-column"] == [
        ("void-rows", "'实绩'!E3"),
        ("unapproved-rows", "'实绩'!D5"),
    ]
    assert sum(amount or 0 for amount in read.book.actuals.money["sales"]) == 100_100


def test_deals_that_are_lost_or_open_are_in_no_sum_and_told_with_theirs(tmp_path: Path) -> None:
    head = ["Opportunity Owner", "Account Name", "Stage", "Close Date", "Amount"]
    rows = [["Zhang", "A", "Closed Won", "2026-01-05", 1000], ["Li", "B", "Negotiation/Review", "2026-03-05", 5000]]
    rows += [["Li", "C", "Closed Lost", "2026-01-09", 900], ["Li", "D", None, "2026-01-10", 70]]
    read = reading(tmp_path, {"实绩": [head, *rows]})
    (control,) = read.book.controls
    assert (control.rows_found, control.rows_used, dict(control.sums)) == (4, 2, {"sales": Decimal(1070)})
    assert [(each.reason, each.rows) for each in control.left_out] == [("deals-not-won", 2)]
    (problem,) = [each for each in read.problems if each.rule.id == "deals-not-won"]
    assert (str(problem.cell), problem.words["count"]) == ("'实绩'!C3", "2")
    assert "5,900" in problem.message(Lang.EN)


def test_stages_that_are_none_of_a_deal_leave_the_rows_and_are_told_as_not_used(tmp_path: Path) -> None:
    read = reading(tmp_path, {"实绩": [["Date", "Stage", "Amount"], ["2026-01-05", "Phase 1", 1000]]})
    assert told(read) == [("unknown-column", "'实绩'!B1")]
    assert read.book.controls[0].sums == {"sales": 1000}


def test_a_red_document_is_a_return_and_a_positive_amount_on_it_is_told(tmp_path: Path) -> None:
    rows = [
        ["日期", "红蓝字", "单据类型", "金额"],
        ["2026-01-05", "红字", "标准销售出库单", -226],
        ["2026-01-06", "红字", None, 5],
    ]
    read = reading(tmp_path, {"实绩": rows})
    assert set(read.book.actuals.kinds) == {ActualKind.RETURN}


@pytest.mark.parametrize("state", ["退货", "已退货", "已退款", "Returned"])
def test_a_row_that_its_state_calls_returned_counts_with_one_warning_unless_it_is_below_0(state: str, tmp_path: Path) -> None:
    read = reading(tmp_path, {**SOUND, **_sold("状态", "已审核", state)})
    assert told(read) == [("returned-rows", "'实绩'!D3")]
    assert len(read.book.actuals) == 2


@pytest.mark.parametrize(
    ("note", "said"), [("作废", 1), ("此单作废，不算", 1), ("已取消", 1), ("未作废", 0), ("作废单重开", 0)]
)
def test_a_row_whose_note_says_void_counts_with_a_warning(note: str, said: int, tmp_path: Path) -> None:
    read = reading(tmp_path, {**SOUND, **_sold("备注", "", note)})
    assert told(read) == [("noted-void", "'实绩'!D3")] * said
    both = {"实绩": [["日期", "人员", "销售额", "状态", "备注"], ["2026-03-01", "张三", 1, "作废", "作废"]]}
    assert [rule for rule, _ in told(reading(tmp_path, {**SOUND, **both}))] == ["void-rows"]
