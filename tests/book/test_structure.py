"""Two-row headings, tables side by side, months across, sheets of one kind: read right, or one problem at its cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.book.written import Rows, reading, told
from tests.rules import SOUND
from xlsummary.book.read import Reading
from xlsummary.model import Control, Lang

HEAD = ["日期", "人员", "销售额"]
LAST = ["2026-03-31", "张三", 100]


def control_of(read: Reading, sheet: str) -> Control:
    """A sheet's control, whose rows add up."""
    found = next(each for each in read.book.controls if each.sheet == sheet)
    assert found.rows_found == found.rows_used + sum(each.rows for each in found.left_out)
    return found


def reasons(control: Control) -> dict[str, int]:
    return {each.reason: each.rows for each in control.left_out}


@pytest.mark.parametrize(
    ("rows", "merges"),
    [
        ([["日期", "人员", "金额", None], [None, None, "销售额", "回款"]], ["A1:A2", "B1:B2", "C1:D1"]),
        ([["日期", "人员", "业绩", None], [None, None, "销售额", "回款"]], ["C1:D1"]),
        ([["日期", "人员", "业绩", None], [None, None, "销售额", "回款"]], []),
        ([["销售明细"], ["日期", "人员", "金额", None], [None, None, "销售额", "回款"]], ["A1:D1", "A2:A3", "C2:D2"]),
        ([["基本", None, "金额", None], ["日期", "人员", "销售额", "回款"]], ["A1:B1", "C1:D1"]),
    ],
)
def test_headings_of_two_rows_are_read_as_one(tmp_path: Path, rows: list[list[object]], merges: Sequence[str]) -> None:
    more: Rows = [["2026-01-05", "张三", 100, 60], ["2026-01-06", "李四", "x", None]]
    read = reading(tmp_path, {**SOUND, "实绩": [*rows, *more]}, merges={"实绩": merges})
    assert told(read) == [("unreadable-amount", f"'实绩'!C{len(rows) + 2}")]
    assert read.book.actuals.rows == (len(rows) + 1,)
    assert dict(control_of(read, "实绩").sums) == {"sales": Decimal(100), "collections": Decimal(60)}


def test_the_parts_of_a_heading_take_its_unit_and_their_addresses_are_their_own(tmp_path: Path) -> None:
    rows = [
        ["日期", "金额（万元，不含税）", None, "数量", "天气"],
        [None, "销售额", "回款（美元）", None, None],
        ["2026-01-05", 3, 2, 7, "晴"],
    ]
    read = reading(tmp_path, {**SOUND, "实绩": rows}, merges={"实绩": ["A1:A2", "B1:C1"]})
    assert told(read) == [("unknown-column", "'实绩'!E1"), ("heading-currency", "'实绩'!C2")]
    assert dict(control_of(read, "实绩").sums) == {"sales": Decimal(30000), "quantity": Decimal(7)}


def test_a_heading_divided_by_what_is_no_heading_is_one_error_at_the_parts(tmp_path: Path) -> None:
    rows = [["日期", "人员", "销售额", None], [None, None, "国内", "国外"], ["2026-01-05", "张三", 1, 2]]
    read = reading(tmp_path, {**SOUND, "实绩": rows}, merges={"实绩": ["A1:A2", "B1:B2", "C1:D1"]})
    assert told(read) == [("repeated-heading", "'实绩'!D2")]
    assert "C2" in read.problems[0].message(Lang.ZH)
    assert reasons(control_of(read, "实绩")) == {"error": 1}


def test_both_rows_of_a_heading_said_again_on_the_next_page_are_no_records(tmp_path: Path) -> None:
    heads: Rows = [["日期", "人员", "金额", None], [None, None, "销售额", "回款"]]
    rows = [*heads, ["2026-01-05", "张三", 1, 2], *heads, ["2026-01-06", "张三", 3, 4]]
    read = reading(tmp_path, {**SOUND, "实绩": rows}, merges={"实绩": ["A1:A2", "B1:B2", "C1:D1", "A4:A5", "B4:B5", "C4:D4"]})
    assert told(read) == []
    assert read.book.actuals.rows == (3, 6)
    assert reasons(control_of(read, "实绩")) == {"heading-row": 2}


def test_a_title_merged_over_the_table_is_no_heading(tmp_path: Path) -> None:
    rows = [["2026 年实绩（万元）", None, None, "单位：万元"], HEAD, LAST]
    read = reading(tmp_path, {**SOUND, "实绩": rows}, merges={"实绩": ["A1:C1"]})
    assert dict(control_of(read, "实绩").sums) == {"sales": Decimal(1000000)}


@pytest.mark.parametrize(
    ("rows", "span", "other"),
    [
        ([[*HEAD, None, *HEAD], [*LAST, None, *LAST]], "E1:G1", "A1:C1"),
        ([[*HEAD, *HEAD, *HEAD], [*LAST, *LAST, *LAST]], "D1:I1", "A1:C1"),
        ([["日期", "销售额", "回款", "销售额", "回款"], ["2026-03-31", 1, 2, 3, 4]], "D1:E1", "B1:C1"),
    ],
)
def test_tables_side_by_side_are_one_error(tmp_path: Path, rows: Rows, span: str, other: str) -> None:
    read = reading(tmp_path, {**SOUND, "实绩": rows})
    assert told(read) == [("tables-beside", f"'实绩'!{span}")]
    assert read.problems[0].words["other"] == other
    assert reasons(control_of(read, "实绩")) == {"error": 1}


@pytest.mark.parametrize(
    "months",
    [
        [f"{month}月" for month in range(1, 13)],
        [f"2026-{month:02}" for month in range(1, 13)],
        ["一季度", "二季度", "三季度", "四季度"],
        ["1月目标（万元）", "2月目标（万元）", "3月目标（万元）"],
        ["Jan", "Feb", "Mar"],
        [date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)],
        ["上半年", "下半年"],
    ],
)
@pytest.mark.parametrize("lead", [["对象"], ["天气"], ["期间", "对象", "目标值"]])
def test_months_across_are_one_error_that_says_how_to_write_them(tmp_path: Path, lead: list[str], months: list[object]) -> None:
    if len(months) < 3 and lead != ["对象"]:
        pytest.skip("two periods alone tell only where a needed column is not there")
    if isinstance(months[0], date) and lead == ["天气"]:
        pytest.skip("a row of dates is not a heading row by itself")
    first = chr(ord("A") + len(lead))
    last = chr(ord("A") + len(lead) + len(months) - 1)
    values: list[object] = [2026, "张三", 78] if len(lead) == 3 else ["张三"]
    read = reading(tmp_path, {**SOUND, "目标": [[*lead, *months], [*values, *range(1, len(months) + 1)]]})
    assert told(read) == [("months-across", f"'目标'!{first}1:{last}1")]
    assert "目标值" in read.problems[0].hint(Lang.ZH)
    assert read.book.targets == ()


def test_months_below_an_amount_that_spans_them_are_one_error(tmp_path: Path) -> None:
    rows = [["对象", "目标值", None, None], [None, "1月", "2月", "3月"], ["张三", 1, 2, 3]]
    read = reading(tmp_path, {**SOUND, "目标": rows}, merges={"目标": ["A1:A2", "B1:D1"]})
    assert told(read) == [("months-across", "'目标'!B2:D2")]


def test_a_list_of_measures_is_no_second_sheet_of_targets(tmp_path: Path) -> None:
    assert told(reading(tmp_path, {**SOUND, "指标": [["指标", "说明"], ["销售额", "含税"]]})) == [("other-sheet", "'指标'")]


def test_a_column_called_as_a_month_among_others_is_an_unknown_column(tmp_path: Path) -> None:
    read = reading(tmp_path, {**SOUND, "目标": [["期间", "目标值", "3月", "上年"], [2026, 5, 1, 2]]})
    assert told(read) == [("unknown-column", "'目标'!C1")]


@pytest.mark.parametrize("second", ["业绩", "销售明细", "Actuals"])
def test_a_second_sheet_of_a_kind_is_an_error_that_names_both_and_is_accounted_for(tmp_path: Path, second: str) -> None:
    read = reading(tmp_path, {**SOUND, second: [HEAD, LAST, [], LAST]})
    assert told(read) == [("repeated-sheet", f"'{second}'")]
    message = read.problems[0].message(Lang.ZH)
    assert (second in message, "实绩" in message, "2 行" in message) == (True, True, True)
    assert (control_of(read, second).rows_used, reasons(control_of(read, second))) == (0, {"repeated-sheet": 2})


@pytest.mark.parametrize("rows", [[HEAD], [["天气", "风"], ["晴", "大"]]])
def test_a_sheet_of_a_synonym_without_rows_or_headings_of_the_kind_is_no_rival(tmp_path: Path, rows: Rows) -> None:
    assert told(reading(tmp_path, {**SOUND, "业绩": rows})) == [("other-sheet", "'业绩'")]


def test_sheets_of_months_are_one_error_and_each_is_accounted_for(tmp_path: Path) -> None:
    read = reading(tmp_path, {"目标": SOUND["目标"], "一月": [HEAD, LAST], "二月": [HEAD, LAST, LAST]})
    assert told(read) == [("ambiguous-sheets", "'一月'")]
    assert [reasons(control_of(read, name)) for name in ("一月", "二月")] == [{"ambiguous-sheets": 1}, {"ambiguous-sheets": 2}]


def test_a_months_sheet_beside_one_that_is_read_is_a_warning(tmp_path: Path) -> None:
    read = reading(tmp_path, {**SOUND, "二月": [HEAD, LAST]})
    assert told(read) == [("similar-sheet", "'二月'")]
    assert reasons(control_of(read, "二月")) == {"similar-sheet": 1}


def test_a_row_without_any_amount_is_left_out_and_told(tmp_path: Path) -> None:
    rows = [[*HEAD, "数量", "客户"], LAST, ["2026-03-30", "张三", None, None, "甲"], ["2026-03-30", "张三", "-", "", "乙"]]
    read = reading(tmp_path, {**SOUND, "实绩": [*rows, ["2026-03-30", "张三", None, 0, "丙"]]})
    assert told(read) == [("no-amount", "'实绩'!C3"), ("no-amount", "'实绩'!C4")]
    assert read.book.actuals.rows == (2, 5)
    assert reasons(control_of(read, "实绩")) == {"no-amount": 2}


def test_a_row_whose_amount_is_still_to_come_is_told_once(tmp_path: Path) -> None:
    read = reading(tmp_path, {**SOUND, "实绩": [HEAD, LAST, ["2026-03-30", "张三", "待定"]]})
    assert told(read) == [("placeholder", "'实绩'!C3")]
    assert reasons(control_of(read, "实绩")) == {"no-amount": 1}


def test_no_row_is_said_to_lack_an_amount_where_its_column_could_not_be_read(tmp_path: Path) -> None:
    rows = [["日期", "人员", "销售额（担）", "回款"], ["2026-03-30", "张三", 5, None]]
    assert told(reading(tmp_path, {**SOUND, "实绩": rows})) == [("heading-unit", "'实绩'!C1")]


def test_an_expense_without_an_amount_is_left_out_and_told(tmp_path: Path) -> None:
    rows = [["项目", "预算", "实际"], ["差旅", None, None], ["会议", 5, None], ["礼品", None, "待定"]]
    read = reading(tmp_path, {**SOUND, "费用": rows})
    assert told(read) == [("no-amount", "'费用'!C2"), ("placeholder", "'费用'!C4")]
    assert [each.title for each in read.book.expenses] == ["会议"]
    assert reasons(control_of(read, "费用")) == {"no-amount": 2}


REMARKS: Mapping[str, Sequence[str]] = {
    "taken": [
        *(
            "东区",
            "华东",
            "一部",
            "新客户",
            "分公司",
            "直营",
            "不含运费",
            "按合同",
            "张家口店",
            "仅老客户",
            "本年新客户",
            "2026年新客户",
        ),
        *("华东与华南合并", "east region", "all clients", "excl. samples", "new products", "系统取数口径"),
    ],
    "refused": [
        *(
            "担",
            "托盘",
            "吨",
            "元/吨",
            "每件",
            "越南盾",
            "泰铢",
            "人均",
            "占比",
            "单价",
            "税后",
            "同比增长",
            "bushels",
            "per client",
            "average by team",
        ),
        *("T", "千区", "增长率", "印尼卢比"),
    ],
}


@pytest.mark.parametrize("remark", REMARKS["taken"])
def test_a_bracket_that_cannot_be_a_unit_is_a_remark_and_noted_once(tmp_path: Path, remark: str) -> None:
    rows = [["日期", f"销售额（{remark}）", f"回款（{remark}）", f"客户（{remark}）"], ["2026-03-31", 3, 2, "甲"]]
    read = reading(tmp_path, {**SOUND, "实绩": rows})
    assert told(read) == [("heading-remark", "'实绩'!B1")]
    assert dict(control_of(read, "实绩").sums) == {"sales": Decimal(3), "collections": Decimal(2)}


@pytest.mark.parametrize("unit", REMARKS["refused"])
def test_a_bracket_that_could_be_a_unit_and_is_not_known_is_an_error(tmp_path: Path, unit: str) -> None:
    read = reading(tmp_path, {**SOUND, "实绩": [["日期", "销售额", f"回款（{unit}）"], ["2026-03-31", 3, 2]]})
    assert told(read) in ([("heading-unit", "'实绩'!C1")], [("heading-currency", "'实绩'!C1")])


@pytest.mark.parametrize(
    ("sheets", "rule"),
    [
        ({"业绩": [["日期", "人员", "天气"], ["2026-03-31", "张三", 5]]}, "missing-heading"),
        ({"收款单": [["日期", "人员", "回款", "回款"], ["2026-03-31", "张三", 5, 6]]}, "repeated-heading"),
        ({"一月": [HEAD, LAST], "二月": [HEAD, LAST]}, "ambiguous-sheets"),
        ({"实绩": [HEAD, ["2026-02-30", "张三", 5]]}, "unreadable-date"),
    ],
)
def test_a_book_whose_actuals_were_refused_is_not_said_to_have_none(
    tmp_path: Path, sheets: Mapping[str, Rows], rule: str
) -> None:
    read = reading(tmp_path, {"目标": SOUND["目标"], **sheets})
    assert "actuals" in read.book.unread
    assert [each.rule.id for each in read.problems] == [rule]


@pytest.mark.parametrize(("span", "told_of"), [("C2:D2", "C2:D2"), ("C2:D3", "C2:D3"), ("C2:C3", "C2:C3")])
def test_one_number_merged_over_amounts_is_an_error_over_them(tmp_path: Path, span: str, told_of: str) -> None:
    second = ["2026-03-30", "张三", 7, 6] if span == "C2:D2" else ["2026-03-30", "张三", None, None]
    rows = [[*HEAD, "回款"], ["2026-03-29", "张三", 5, None], second, [*LAST, None]]
    read = reading(tmp_path, {**SOUND, "实绩": rows}, merges={"实绩": [span]})
    assert told(read) == [("merged-amount", f"'实绩'!{told_of}")]
    assert reasons(control_of(read, "实绩")) == {"merged-amount": 1 if span == "C2:D2" else 2}


def test_a_text_merged_over_columns_is_no_fault(tmp_path: Path) -> None:
    rows = [["日期", "人员", "客户", "销售额"], ["2026-03-31", "张三", None, 5]]
    assert told(reading(tmp_path, {**SOUND, "实绩": rows}, merges={"实绩": ["B2:C2"]})) == []


def test_a_column_with_cells_and_no_heading_is_not_used_and_told(tmp_path: Path) -> None:
    rows = [["日期", "人员", None, "销售额"], ["2026-01-05", "张三", 700, 100], ["2026-01-06", "张三", None, 1]]
    read = reading(tmp_path, {"实绩": rows})
    assert told(read) == [("unknown-column", "'实绩'!C1")]
    assert "C 列（没有表头）" in read.problems[0].message(Lang.ZH)
    signed = [["日期", "人员", "销售额"], ["2026-01-05", "张三", 100], [], ["制表：李四", None, None, "复核：王五"]]
    assert "unknown-column" not in dict(told(reading(tmp_path, {"实绩": signed})))


@pytest.mark.parametrize("title", ["实绩（作废）", "实绩（旧）", "实绩(备份)", "业绩预测", "Sales-old"])
def test_a_sheet_whose_name_says_that_it_does_not_count_is_told_and_not_read(tmp_path: Path, title: str) -> None:
    rows: Rows = [["日期", "人员", "销售额"], ["2026-01-05", "张三", 1]]
    read = reading(tmp_path, {"目标": [["期间", "目标值"], [2026, 1]], title: rows})
    assert (len(read.book.actuals), ("set-aside", f"'{title}'") in told(read)) == (0, True)
    other = reading(tmp_path, {title: rows, "一月流水": rows})
    assert len(other.book.actuals) == 1


def test_a_sheet_of_yearly_targets_is_known_by_its_headings(tmp_path: Path) -> None:
    read = reading(tmp_path, {"Sheet1": [["业务员", "年度目标", "期间"], ["张三", 100, "2026"]]})
    assert [(each.name, each.amount.value) for each in read.book.targets if each.amount] == [("张三", Decimal(100))]
