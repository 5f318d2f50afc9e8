from __future__ import annotations

import os
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.book.written import Sheets, reading, told, written
from xlsummary import assets
from xlsummary.book.read import read_book
from xlsummary.excel.graft import grafted
from xlsummary.model import ActualKind, Amount, Bound, Cell, Lang, Level, Line, Measure, Source, TaxBasis, Tier
from xlsummary.periods import months_from
from xlsummary.problems import XlsummaryError, has_errors

YEAR = months_from(2026, 1, 12)
SALES = Line(measure=Measure.SALES)

ZH: Sheets = {
    "目标": [
        ["销售一部 2026 年目标"],
        ["期间", "目标值（万元，不含税）", "对象", "指标"],
        [2026, 1500, None, None],
        ["2026年3月", "不知道", None, None],
        [None, 100, "张三", None],
        ["2026Q1", 120, "赵六", "利率"],
        ["2026-02-30", "1,50", "张三", None],
    ],
    "实绩": [
        ["客户", "日期", "业务员", "销售金额", "回款"],
        ["甲公司", date(2026, 1, 5), "张三", 1000.5, None],
        ["乙公司", "1/2/2026", "张三", 2000, None],
        ["丙公司", "昨天", "李四", "60%", "十几万"],
    ],
    "人员": [["姓名", "团队"], ["张三", "一组"], ["李四", "二组"]],
}
EN: Sheets = {
    "Targets": [
        ["Targets of the year"],
        ["Period", "Target (10k yuan, without tax)", "Name", "Measure"],
        [2026, 1500, None, None],
        ["2026-03", "unknown", None, None],
        [None, 100, "Ann Lee", None],
        ["2026Q1", 120, "Bob", "Rate"],
        ["2026-02-30", "1,50", "Ann Lee", None],
    ],
    "Actuals": [
        ["Client", "Date", "Salesperson", "Amount", "Collected"],
        ["Alpha", date(2026, 1, 5), "Ann Lee", 1000.5, None],
        ["Beta", "1/2/2026", "Ann Lee", 2000, None],
        ["Gamma", "yesterday", "Joe", "60%", "dozens"],
    ],
    "Reps": [["Name", "Team"], ["Ann Lee", "East"], ["Joe", "West"]],
}


@pytest.mark.parametrize(("sheets", "lang"), [(ZH, Lang.ZH), (EN, Lang.EN)])
def test_every_fault_of_a_table_that_begins_at_c5_is_told_at_its_cell(tmp_path: Path, sheets: Sheets, lang: Lang) -> None:
    targets, actuals, _ = sheets
    read = reading(tmp_path, sheets, at="C5")
    assert told(read) == [
        ("unreadable-amount", f"'{targets}'!D8"),
        ("missing-value", f"'{targets}'!C9"),
        ("unknown-choice", f"'{targets}'!F10"),
        ("unreadable-period", f"'{targets}'!C11"),
        ("unreadable-amount", f"'{targets}'!D11"),
        ("day-order", f"'{actuals}'!D7"),
        ("unreadable-date", f"'{actuals}'!D8"),
        ("unreadable-amount", f"'{actuals}'!F8"),
        ("unreadable-amount", f"'{actuals}'!G8"),
    ]
    assert read.book.lang is lang
    assert [str(each.origin.cell("amount")) for each in read.book.targets] == [f"'{targets}'!D7"]
    assert read.book.targets[0].amount == Amount(Decimal(15000000))
    assert read.book.actuals.cell("sales", 0) == Cell(actuals, "F6")
    assert read.book.actuals.money["sales"] == (100050,)
    for problem in read.problems:
        for each in Lang:
            assert problem.message(each)
            assert "{" not in problem.message(each) + problem.hint(each)


def test_a_target_carries_all_its_columns(tmp_path: Path) -> None:
    rows = [
        ["来源", "档位", "对象", "层级", "指标", "目标值", "期间"],
        ["自定", "冲刺", "张三", "人员", "回款", "110多万", "2026H1"],
        [None, None, None, None, "新客户", 6, 2026],
    ]
    own, clients = reading(tmp_path, {"目标": rows}).book.targets
    assert own.line == Line(measure=Measure.COLLECTIONS, tier=Tier.STRETCH, source=Source.OWN)
    assert (own.level, own.name, own.period) == (Level.REP, "张三", months_from(2026, 1, 6))
    assert own.amount == Amount(Decimal(1100000), Bound.AT_LEAST)
    assert clients.line == Line(measure=Measure.NEW_CLIENTS)
    assert clients.amount == Amount(Decimal(6))


def test_the_unit_of_a_heading_beats_the_setting_and_counts_are_not_multiplied(tmp_path: Path) -> None:
    sheets = {
        "目标": [["期间", "目标值（万元）", "指标"], [2026, 1500, None], [2026, 6, "新客户"]],
        "客户": [["客户", "期初应收", "信用额度（元）"], ["甲", 3, "5万"]],
        "设置": [["项目", "值"], ["金额单位", "千元"]],
    }
    book = reading(tmp_path, sheets).book
    assert [each.amount for each in book.targets] == [Amount(Decimal(15000000)), Amount(Decimal(6))]
    assert book.clients[0].opening == Amount(Decimal(3000))
    assert book.clients[0].credit_limit == Amount(Decimal(50000))
    assert {control.sheet: dict(control.sums) for control in book.controls} == {
        "目标": {"new-clients": Decimal(6), "sales": Decimal(15000000)},
        "客户": {"credit_limit": Decimal(50000), "opening": Decimal(3000)},
        "设置": {},
    }


def test_a_name_without_a_level_is_found_in_the_book(tmp_path: Path) -> None:
    names = [None, "部门", "德行公司", "张三", "一组", "太原", "甲公司", "电销", "储值卡", "无名氏"]
    sheets = {
        "目标": [["期间", "目标值", "对象"], *([2026, 1, name] for name in names)],
        "人员": [["姓名", "团队", "渠道"], ["张三", "一组", "电销"]],
        "市场": [["市场", "状态"], ["太原", "重点"]],
        "客户": [["客户", "等级"], ["甲公司", "A"]],
        "实绩": [["日期", "产品", "销售额"], ["2026-01", "储值卡", 1]],
        "设置": [["项目", "值"], ["公司", "德行公司"]],
    }
    read = reading(tmp_path, sheets)
    assert not read.problems
    assert [each.level for each in read.book.targets] == [
        *(Level.COMPANY, Level.COMPANY, Level.COMPANY, Level.REP, Level.TEAM),
        *(Level.MARKET, Level.CLIENT, Level.CHANNEL, Level.PRODUCT, Level.REP),
    ]


def test_a_level_other_than_the_company_needs_a_name(tmp_path: Path) -> None:
    read = reading(tmp_path, {"目标": [["期间", "目标值", "层级", "对象"], [2026, 1, "团队", None]]})
    assert told(read) == [("missing-value", "'目标'!D2")]


@pytest.mark.parametrize("period", ["2026W12", "2026-01-05", "2026-01-05~2026-01-18"])
def test_a_target_for_less_than_whole_months_is_an_error(tmp_path: Path, period: str) -> None:
    assert told(reading(tmp_path, {"目标": [["期间", "目标值"], [period, 1]]})) == [("target-period", "'目标'!A2")]


def test_a_blank_or_placeholder_target_stays_without_an_amount_and_counts_as_left_out(tmp_path: Path) -> None:
    read = reading(tmp_path, {"目标": [["期间", "目标值"], [2026, None], [2027, "待定"], [2028, 5]]})
    assert [each.amount for each in read.book.targets] == [None, None, Amount(Decimal(5))]
    control = read.book.controls[0]
    assert (control.rows_found, control.rows_used) == (3, 1)
    assert [(each.reason, each.rows) for each in control.left_out] == [("blank-target", 2)]


def test_total_rows_are_left_out_counted_and_compared_and_a_client_called_like_one_is_not(tmp_path: Path) -> None:
    rows = [
        ["日期", "客户", "销售额"],
        ["2026-01-05", "甲", 100],
        ["2026-01-06", "合计划公司", 50],
        ["小 计", None, 150],
        ["2026-02-05", "甲", 7],
        [None, "小计：", 8],
        ["合计", None, 157],
        [None, None, None],
        ["2026-02-06", "乙", 1],
    ]
    read = reading(tmp_path, {"实绩": rows})
    assert read.book.actuals.texts["client"] == ("甲", "合计划公司", "甲", "乙")
    assert told(read) == [("total-differs", "'实绩'!C6")]
    assert read.problems[0].words["sum"] == "7"
    control = read.book.controls[0]
    assert (control.rows_found, control.rows_used) == (7, 4)
    assert [(each.reason, each.rows) for each in control.left_out] == [("total-row", 3)]
    assert control.sums == {"sales": Decimal(158)}


def test_a_missing_heading_is_told_at_the_heading_row_and_the_other_sheets_are_read(tmp_path: Path) -> None:
    sheets = {"目标": [["期间", "数额", "备注"], [2026, 1, "x"]], "人员": [["姓名"], ["张三"]]}
    read = reading(tmp_path, sheets, at="B3")
    assert told(read) == [("missing-heading", "'目标'!B3:D3")]
    assert read.book.reps[0].name == "张三"


def test_a_sheet_without_any_heading_is_told(tmp_path: Path) -> None:
    assert told(reading(tmp_path, {"目标": [["甲", "乙"], [1, 2]]})) == [("no-heading-row", "'目标'")]


def test_a_heading_row_below_the_first_30_rows_is_not_looked_for(tmp_path: Path) -> None:
    rows = [["期间", "目标值"], [2026, 1]]
    assert not reading(tmp_path, {"目标": rows}, at="A30").problems
    assert told(reading(tmp_path, {"目标": [["题"], *[["x"]] * 29, *rows]})) == [("no-heading-row", "'目标'")]


def test_a_column_that_stands_twice_is_an_error_naming_both_and_a_synonym_beside_the_real_one_is_not(tmp_path: Path) -> None:
    twice = reading(tmp_path, {"目标": [["期间", "目标值", "备注", "目标值"], [2026, 1, None, 2]]})
    assert told(twice) == [("repeated-heading", "'目标'!D1")]
    assert twice.problems[0].words["other"] == "B1"
    like = reading(tmp_path, {"实绩": [["日期", "销售额", "金额"], ["2026-01-05", 5, 6]]})
    assert told(like) == [("unknown-column", "'实绩'!C1")]
    assert like.book.actuals.money["sales"] == (500,)


def test_actuals_without_any_amount_column_miss_one(tmp_path: Path) -> None:
    assert told(reading(tmp_path, {"实绩": [["日期", "客户"], ["2026-01-05", "甲"]]})) == [("missing-heading", "'实绩'!A1:B1")]


def test_headings_fold_width_case_spaces_brackets_and_line_breaks(tmp_path: Path) -> None:
    read = reading(tmp_path, {"TARGETS ": [["  ＰＥＲＩＯＤ*", "目标值\n【万元】"], ["2026", "１，５００"]]})
    assert told(read) == [("number-as-text", "'TARGETS '!B2")]
    assert read.book.targets[0].amount == Amount(Decimal(15000000))


def test_a_heading_in_another_currency_is_an_error_unless_it_is_the_books(tmp_path: Path) -> None:
    rows = [["日期", "销售额（美元）", "数量"], ["2026-01-05", 5, 1]]
    assert told(reading(tmp_path, {"实绩": rows})) == [("heading-currency", "'实绩'!B1")]
    book = reading(tmp_path, {"实绩": rows, "设置": [["项目", "值"], ["币种", "USD"]]}).book
    assert book.actuals.money["sales"] == (500,)


def test_headings_say_whether_tax_is_in_unless_the_settings_do(tmp_path: Path) -> None:
    targets = {"目标": [["期间", "目标值（万元，不含税）"], [2026, 1]]}
    assert reading(tmp_path, targets).book.settings.tax_basis is TaxBasis.WITHOUT_TAX
    assert told(reading(tmp_path, {**targets, "设置": [["项目", "值"], ["含税", "含税"]]})) == [("tax-differs", "'目标'!B1")]
    mixed = reading(tmp_path, {**targets, "实绩": [["日期", "销售额(含税)"], ["2026-01-05", 1]]})
    assert told(mixed) == [("tax-differs", "'目标'!B1")]


def test_serial_dates_of_a_1904_book_are_right(tmp_path: Path) -> None:
    path = written(tmp_path, {"实绩": [["日期", "销售额"], [44565, 1]]})
    book = load_workbook(path)
    book.epoch = CALENDAR_MAC_1904
    book.save(path)
    read = read_book(path)
    assert date.fromordinal(read.book.actuals.starts[0]) == date(2026, 1, 5)
    assert told(read) == [("serial-date", "'实绩'!A2")]


def test_sheets_that_are_not_ours_are_named_once_and_our_own_outputs_are_not(tmp_path: Path) -> None:
    sheets = {
        "目标": [["期间", "目标值"], [2026, 1]],
        "计划分解": [["x"]],
        "库存": [["y"]],
        "Planning": [["x"]],
        "车辆": [["z"]],
    }
    read = reading(tmp_path, sheets)
    assert told(read) == [("other-sheet", "'库存'")]
    assert read.problems[0].words["sheets"] == "库存、车辆"


def test_of_two_sheets_of_one_kind_the_one_with_the_schemas_name_is_read(tmp_path: Path) -> None:
    sheets = {"销售目标": [["期间", "目标值"], [2026, 1]], "目标": [["期间", "目标值"], [2026, 2]]}
    read = reading(tmp_path, sheets)
    assert told(read) == [("repeated-sheet", "'销售目标'")]
    assert read.book.targets[0].amount == Amount(Decimal(2))


def test_actuals_are_columns_with_days_periods_kinds_and_bounds(tmp_path: Path) -> None:
    rows = [
        ["日期", "销售额", "回款", "回款日期", "类型", "数量", "单号"],
        [datetime(2026, 1, 5), 100.25, None, None, None, 2.5, 1001],  # noqa: DTZ001 - a spreadsheet knows no time zone
        ["2026-02", None, "约20", "2026-03-01", None, None, "001"],
        ["2026-01-07", -30, None, None, "退货", None, None],
        ["2026-01-08", 5, 5, None, None, None, None],
    ]
    actuals = reading(tmp_path, {"实绩": rows}).book.actuals
    assert [date.fromordinal(start).isoformat() for start in actuals.starts] == [
        "2026-01-05",
        "2026-02-01",
        "2026-01-07",
        "2026-01-08",
    ]
    assert [date.fromordinal(end).isoformat() for end in actuals.ends] == [
        "2026-01-06",
        "2026-03-01",
        "2026-01-08",
        "2026-01-09",
    ]
    assert date.fromordinal(actuals.paid_starts[1]).isoformat() == "2026-03-01"
    assert actuals.money == {"sales": (10025, None, -3000, 500), "collected": (None, 2000, None, 500)}
    assert actuals.quantity == (2500, None, None, None)
    assert actuals.kinds == (ActualKind.SALE, ActualKind.COLLECTION, ActualKind.RETURN, None)
    assert actuals.bounds == {("collected", 1): Bound.ABOUT}
    assert actuals.texts["document"] == ("1001", "001", "", "")


def test_months_without_a_year_take_that_of_the_report_period(tmp_path: Path) -> None:
    rows = [["月份", "销售额"], ["1-2月", 5]]
    assert told(reading(tmp_path, {"实绩": rows})) == [("period-needs-year", "'实绩'!A2")]
    actuals = reading(tmp_path, {"实绩": rows, "设置": [["项目", "值"], ["报告期", 2026]]}).book.actuals
    assert date.fromordinal(actuals.starts[0]) == date(2026, 1, 1)


def test_merged_texts_hold_for_every_row_and_a_merged_amount_is_an_error(tmp_path: Path) -> None:
    rows = [
        ["日期", "客户", "销售额"],
        ["2026-01-05", "甲", 1],
        ["2026-01-06", None, 2],
        ["2026-01-07", None, 3],
        ["2026-01-08", None, 4],
        ["2026-01-09", "乙", None],
    ]
    read = reading(tmp_path, {"实绩": rows}, merges={"实绩": ["B2:B4", "C5:C6"]})
    assert read.book.actuals.texts["client"] == ("甲", "甲", "甲")
    assert told(read) == [("merged-amount", "'实绩'!C5:C6")]
    assert [(each.reason, each.rows) for each in read.book.controls[0].left_out] == [("merged-amount", 2)]


def test_spellings_of_one_name_become_one_with_one_note(tmp_path: Path) -> None:
    sheets = {
        "人员": [["姓名", "团队"], ["Ann Lee", "A组"]],
        "实绩": [
            ["日期", "人员", "销售额"],
            *([f"2026-01-0{day}", name, 1] for day, name in enumerate(["ann lee", "ANN\u200bLEE", "Ann  Lee"], 1)),
        ],
    }
    read = reading(tmp_path, sheets)
    assert set(read.book.actuals.texts["rep"]) == {"Ann Lee"}
    assert told(read) == [("name-spelling", "'实绩'!B2")]


def test_a_name_with_its_code_is_the_rep_of_that_code(tmp_path: Path) -> None:
    sheets = {
        "人员": [["姓名", "工号"], ["张三", "A1"], ["张三", "A2"], ["李四", "A3"]],
        "目标": [["期间", "目标值", "对象"], [2026, 1, "张三(A2)"], [2026, 1, "李四（A3）"]],
    }
    assert [each.name for each in reading(tmp_path, sheets).book.targets] == ["张三(A2)", "李四"]


def test_what_repeats_in_a_column_is_told_once_or_a_hundred_times_and_then_in_one_line(tmp_path: Path) -> None:
    rows = [["日期", "销售额", "回款"], *[["2026-01-05", "坏", "1,500"]] * 130]
    days: list[list[object]] = [["1/2/2026", 1, 1], ["3/4/2026", 1, 1]]
    read = reading(tmp_path, {"实绩": [*rows, *days]})
    by_rule = {problem.rule.id: [each for each in read.problems if each.rule is problem.rule] for problem in read.problems}
    assert len(by_rule["unreadable-amount"]) == 101
    last = by_rule["unreadable-amount"][-1]
    assert (str(last.cell), last.more) == ("'实绩'!B102:B131", 30)
    assert "30" in last.message(Lang.ZH)
    assert [(str(each.cell), each.words["count"]) for each in by_rule["number-as-text"]] == [("'实绩'!C2", "130")]
    assert [(str(each.cell), each.words["count"]) for each in by_rule["day-order"]] == [("'实绩'!A132", "2")]


def test_the_differences_of_rounding_to_the_fen_are_summed(tmp_path: Path) -> None:
    read = reading(tmp_path, {"实绩": [["日期", "销售额"], ["2026-01-05", 0.005], ["2026-01-06", 0.004]]})
    assert read.book.actuals.money["sales"] == (1, 0)
    assert read.problems[0].words == {"count": "2", "difference": "0.001"}


def test_a_book_with_neither_target_nor_actual_nor_note_is_refused(tmp_path: Path) -> None:
    read = reading(tmp_path, {"人员": [["姓名"], ["张三"]]})
    assert told(read) == [("empty-book", "None")]


def test_a_section_without_text_is_no_note_and_no_fault(tmp_path: Path) -> None:
    read = reading(tmp_path, {"素材": [["章节", "正文"], ["引言", "写几句"], ["致谢", None], [None, "没有章节"]]})
    assert [note.text for note in read.book.notes] == ["写几句"]
    assert told(read) == [("missing-value", "'素材'!A4")]


def test_a_bad_optional_cell_gives_a_problem_and_the_rest_of_the_row(tmp_path: Path) -> None:
    read = reading(
        tmp_path, {"客户": [["客户", "等级", "首次成交"], ["甲", "Z", "昨天"]], "素材": [["章节", "正文"], ["引言", "x"]]}
    )
    assert told(read) == [("unknown-choice", "'客户'!B2"), ("unreadable-date", "'客户'!C2")]
    assert (read.book.clients[0].name, read.book.clients[0].grade) == ("甲", None)


@pytest.mark.parametrize("name", [name for name in assets.names("workbook") if not name.startswith("template")])
def test_the_shipped_books_read_without_an_error(name: str) -> None:
    read = read_book(assets.workbook(name))
    assert not has_errors(read.problems)
    left_out = {each.reason for control in read.book.controls for each in control.left_out}
    assert left_out <= {"default", *(["blank-target"] if name == "example-regional.zh.xlsx" else [])}  # article 6 has none yet


@pytest.mark.parametrize("name", [name for name in assets.names("workbook") if name.startswith("template")])
def test_a_blank_template_is_only_empty(name: str) -> None:
    assert told(read_book(assets.workbook(name))) == [("empty-book", "None")]


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("empty.xlsx", b"", "empty-file"),
        ("page.xlsx", b"<html><table></table></html>", "not-a-workbook"),
        ("cut.xlsx", b"PK\x03\x04 and then nothing", "damaged-book"),
    ],
)
def test_a_file_that_is_no_workbook_gives_one_clear_message(tmp_path: Path, name: str, content: bytes, rule: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(XlsummaryError) as caught:
        read_book(path)
    assert caught.value.rule == rule
    assert name in caught.value.message.zh
    assert caught.value.path == str(path)


def test_a_missing_file_and_a_folder_give_a_clear_message(tmp_path: Path) -> None:
    for path, rule in ((tmp_path / "none.xlsx", "no-such-file"), (tmp_path, "not-readable")):
        with pytest.raises(XlsummaryError) as caught:
            read_book(path)
        assert caught.value.rule == rule
    assert caught.value.message.zh.endswith("这是文件夹，不是工作簿")


@pytest.mark.skipif(os.name != "posix", reason="links are those of POSIX")
def test_links_that_lead_to_no_file_are_told_as_what_they_are(tmp_path: Path) -> None:
    (tmp_path / "round.xlsx").symlink_to("round.xlsx")
    (tmp_path / "dead.xlsx").symlink_to("gone.xlsx")
    (tmp_path / "file").write_bytes(b"in the way")
    said = {
        "round.xlsx": ("not-readable", "links in the path lead to each other, never to a file"),
        "dead.xlsx": ("no-such-file", "it is a link to a file that is not there"),
        "file/book.xlsx": ("no-such-file", "there is no such file"),
    }
    for name, (rule, words) in said.items():
        for entry in (read_book, lambda path: grafted(path, [])):
            with pytest.raises(XlsummaryError) as caught:
                entry(tmp_path / name)
            assert (caught.value.rule, caught.value.message.en.partition(": ")[2]) == (rule, words)


def test_a_workbook_is_known_by_its_content_not_its_name(tmp_path: Path) -> None:
    path = written(tmp_path, {"目标": [["期间", "目标值"], [2026, 1]]})
    renamed = path.rename(tmp_path / "book.xls")
    assert read_book(renamed).book.name == "book"
    assert len(read_book(renamed).book.targets) == 1


CELLS = st.one_of(
    st.none(),
    st.text("0123456789.,-()￥%万亿千约多xX 合计年月日张三Q", max_size=8),
    st.floats(-1e9, 1e9),
    st.dates(date(1990, 1, 1), date(2100, 1, 1)),
    st.booleans(),
)


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=6))
@settings(deadline=None, derandomize=True, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_cells_hold_every_filled_row_is_accounted_for(
    tmp_path: Path, rows: list[tuple[object, object, object]]
) -> None:
    sheets = {
        "目标": [["期间", "目标值", "对象"], *rows],
        "实绩": [["日期", "销售额", "人员"], *rows],
    }
    book = reading(tmp_path, sheets).book
    for control in book.controls:
        assert control.rows_found == control.rows_used + sum(each.rows for each in control.left_out)
    assert sum(fen or 0 for fen in book.actuals.money.get("sales", ())) == book.controls[-1].sums.get("sales", 0) * 100
