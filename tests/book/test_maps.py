"""Books that are not our template: recognised by headings, never by guessing; the map that is kept and read again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.book.written import Rows, Sheets, told, written
from xlsummary import assets
from xlsummary.book.findings import Findings
from xlsummary.book.maps import map_beside, map_text, read_map
from xlsummary.book.read import Reading, read_book
from xlsummary.model import Amount, Lang, Level
from xlsummary.problems import XlsummaryError

TARGETS: Rows = [["年度", "业务员", "目标金额"], [2026, "张三", 1200], [2026, "李四", 800]]
ACTUALS: Rows = [
    ["销售明细表"],
    ["单据日期", "单据编号", "客户名称", "业务员", "存货名称", "数量", "金额", "税额", "价税合计"],
    [date(2026, 1, 5), "XS001", "甲公司", "张三", "乳胶漆", 5, 1000, 130, 1130],
    ["合计", None, None, None, None, 5, 1000, 130, 1130],
]
REPS: Rows = [["业务员", "所属部门", "入职日期"], ["张三", "一部", date(2020, 1, 1)], ["李四", "一部", None]]
FOREIGN: Sheets = {"Sheet1": TARGETS, "Sheet2": ACTUALS, "Sheet3": REPS}


def by_map(folder: Path, sheets: Sheets, text: str | bytes) -> Reading:
    path = folder / "book-map.txt"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_book(written(folder, sheets), map_file=path)


def names(reading: Reading) -> dict[str, str]:
    """Their sheet by our key."""
    return {each.spec.key: each.name for each in reading.recognised}


def test_sheets_whose_names_say_nothing_are_known_by_their_headings(tmp_path: Path) -> None:
    reading = read_book(written(tmp_path, FOREIGN))
    assert told(reading) == [("unknown-column", "'Sheet2'!G2")]
    assert names(reading) == {"targets": "Sheet1", "actuals": "Sheet2", "reps": "Sheet3"}
    assert [(each.name, each.level) for each in reading.book.targets] == [("张三", Level.REP), ("李四", Level.REP)]
    assert reading.book.actuals.money["sales"] == (113000,)
    assert [each.team for each in reading.book.reps] == ["一部", "一部"]
    assert dict(reading.recognised[0].headings) == {"period": "年度", "name": "业务员", "amount": "目标金额"}


def test_clients_and_activities_are_told_apart_from_actuals(tmp_path: Path) -> None:
    sheets: Sheets = {
        "表1": [["客户名称", "客户级别", "业务员", "所在地区"], ["甲公司", "A级", "张三", "华东"]],
        "表2": [["日期", "活动类型", "次数", "业务员"], ["2026-01-05", "拜访", 3, "张三"]],
        "表3": [["年度", "目标金额"], [2026, 5]],
    }
    reading = read_book(written(tmp_path, sheets))
    assert told(reading) == []
    assert names(reading) == {"targets": "表3", "clients": "表1", "activities": "表2"}


def test_two_sheets_that_could_be_the_same_are_not_guessed_between(tmp_path: Path) -> None:
    sheets: Sheets = {"汇总": TARGETS, "1月": ACTUALS, "2月": ACTUALS}
    reading = read_book(written(tmp_path, sheets))
    assert told(reading) == [("ambiguous-sheets", "'1月'")]
    assert reading.problems[0].message(Lang.ZH) == "“1月”、“2月”都像“实绩”，分不清用哪一张，都没有读"
    assert len(reading.book.actuals) == 0


def test_a_sheet_of_headings_alone_is_no_rival(tmp_path: Path) -> None:
    reading = read_book(written(tmp_path, {"a": TARGETS, "b": ACTUALS, "c": ACTUALS[:2]}))
    assert names(reading) == {"targets": "a", "actuals": "b"}
    assert ("other-sheet", "'c'") in told(reading)


def test_two_common_words_among_many_others_tell_nothing(tmp_path: Path) -> None:
    pastry: Rows = [["Name", "Code", "Orders", "Quality", "Month baked"], ["Scone", 7, 5, 60, "April"]]
    assert told(read_book(written(tmp_path, {"a": TARGETS, "b": pastry}))) == [("other-sheet", "'b'")]
    assert names(read_book(written(tmp_path, {"a": TARGETS, "b": [row[:2] for row in pastry]})))["reps"] == "b"


def test_a_name_goes_before_headings(tmp_path: Path) -> None:
    reading = read_book(written(tmp_path, {"目标": TARGETS, "Sheet2": [["年度", "目标金额"], [2025, 7]]}))
    assert told(reading) == [("other-sheet", "'Sheet2'")]
    assert [each.amount for each in reading.book.targets] == [Amount(Decimal(1200)), Amount(Decimal(800))]


def test_in_a_book_of_our_template_other_sheets_are_left_alone(tmp_path: Path) -> None:
    sheets: Sheets = {"目标": [["期间", "目标值"], [2026, 5]], "设置": [["项目", "值"]], "Sheet2": ACTUALS}
    reading = read_book(written(tmp_path, sheets))
    assert told(reading) == [("other-sheet", "'Sheet2'")]
    assert reading.recognised == ()
    assert len(reading.book.actuals) == 0


@pytest.mark.parametrize("name", [name for name in assets.names("workbook") if name.endswith(".xlsx")])
def test_no_book_of_the_template_needs_a_map(name: str) -> None:
    assert read_book(assets.workbook(name)).recognised == ()


def test_our_own_words_without_our_settings_need_no_map_either(tmp_path: Path) -> None:
    sheets: Sheets = {"目标": [["期间", "目标值"], [2026, 5]], "Reps": [["Name", "团队"], ["张三", "一组"]]}
    assert read_book(written(tmp_path, sheets)).recognised == ()


@pytest.mark.parametrize("lang", Lang)
def test_a_kept_map_reads_the_book_the_same_way_again(lang: Lang, tmp_path: Path) -> None:
    first = read_book(written(tmp_path, FOREIGN))
    again = by_map(tmp_path, FOREIGN, map_text(first.recognised, lang))
    assert again.book == first.book
    assert again.recognised == first.recognised
    assert told(again) == told(first)


def test_a_map_is_a_text_of_our_names_and_theirs() -> None:
    text = map_text(read_book(assets.workbook("first-2-names.zh.xlsx")).recognised, Lang.ZH)
    assert text.startswith("\ufeff# 这本工作簿的对照表".encode())


def test_what_a_map_says_goes_before_names_and_synonyms(tmp_path: Path) -> None:
    sheets: Sheets = {
        "目标": [["期间", "目标值"], [2026, 5]],
        "新目标": [["期间", "目标值", "确认数（万元）", "目标值（元）"], [2026, 1, 3, 2]],
    }
    text = "# 注释\n\n【目标】＝新目标\r\n目标值 = 确认数（万元）\n"
    reading = by_map(tmp_path, sheets, text)
    assert reading.book.targets[0].amount == Amount(Decimal(30000))
    assert names(reading) == {"targets": "新目标"}
    assert told(reading) == [("other-sheet", "'目标'"), ("unknown-column", "'新目标'!B1")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_map_saved_by_any_editor_is_read(encoding: str, tmp_path: Path) -> None:
    text = "[Targets] = 甲\nPeriod = 年份标\n目标值 = 数\n".encode(encoding)
    reading = by_map(tmp_path, {"甲": [["年份标", "数"], [2026, 5]]}, text)
    assert told(reading) == []
    assert reading.book.targets[0].amount == Amount(Decimal(5))


def test_what_a_map_leaves_blank_is_not_there(tmp_path: Path) -> None:
    reading = by_map(tmp_path, FOREIGN, "[目标] = Sheet1\n对象 =\n[实绩] =\n")
    assert "name" not in reading.recognised[0].headings
    assert ("narrowed-row", "'Sheet1'!B2") in told(reading)
    assert reading.book.targets == ()
    assert len(reading.book.actuals) == 0
    assert ("other-sheet", "'Sheet2'") in told(reading)


def test_a_map_that_names_what_is_not_there_is_an_error_at_its_line(tmp_path: Path) -> None:
    text = "[目标] = Sheet9\n[人员] = Sheet3\n姓名 = 名字\n团队 = 所属部门\n"
    reading = by_map(tmp_path, FOREIGN, text)
    wrong = [(rule, cell) for rule, cell in told(reading) if rule.startswith("map")]
    assert wrong == [("map-sheet", "'book-map.txt'!A1"), ("map-heading", "'book-map.txt'!A3")]
    assert reading.book.reps == ()
    assert reading.book.targets == ()


@pytest.mark.parametrize(
    ("text", "row", "reason"),
    [
        ("期间 = 年度\n", 1, "前面没有写是哪一张表"),
        ("[目标] = Sheet1\n期间\n", 2, "没有等号"),
        ("[目标] = Sheet1\n年龄 = 年度\n", 2, "不是这张表的列"),
        ("[目标] = Sheet1\n期间 = 年度\nPeriod = 年度\n", 3, "前面已经写过"),
        ("[目标] = Sheet1\n[指标] = Sheet1\n期间 = 年度\n", 2, "不是模板里的表"),
        ("[目标] = Sheet1\n[Targets] = Sheet1\n", 2, "前面已经写过"),
    ],
)
def test_a_line_that_cannot_be_read_is_an_error_at_the_line(text: str, row: int, reason: str, tmp_path: Path) -> None:
    findings = Findings()
    path = tmp_path / "a-map.txt"
    path.write_text(text, encoding="utf-8")
    read_map(path, findings)
    assert [(each.rule.id, str(each.cell)) for each in findings.problems] == [("map-line", f"'a-map.txt'!A{row}")]
    assert reason in findings.problems[0].message(Lang.ZH)


def test_the_map_of_a_book_is_also_that_of_its_plan(tmp_path: Path) -> None:
    kept = tmp_path / "book-map.txt"
    assert map_beside(tmp_path / "book.xlsx") is None
    kept.write_text("", encoding="utf-8")
    assert map_beside(tmp_path / "book.xlsx") == kept
    assert map_beside(tmp_path / "book-plan.xlsx") == kept
    assert map_beside(tmp_path / "other.xlsx") is None


def test_a_map_says_of_another_files_actuals_what_it_has_and_no_more(tmp_path: Path) -> None:
    (tmp_path / "sales.csv").write_text("日期,收入合计\n2026-01-05,7\n", encoding="utf-8")
    (tmp_path / "book-map.txt").write_text("[实绩] = Sheet2\n销售额 = 收入合计\n客户 = 客户名称\n", encoding="utf-8")
    path = written(tmp_path, {"目标": [["期间", "目标值"], [2026, 5]], "Sheet2": ACTUALS})
    reading = read_book(path, actuals=tmp_path / "sales.csv", map_file=tmp_path / "book-map.txt")
    assert told(reading) == [("actuals-from-file", "'Sheet2'")]
    assert reading.book.actuals.money["sales"] == (700,)


def test_year_and_month_in_two_columns_are_read_again_by_a_kept_map(tmp_path: Path) -> None:
    sheets: Sheets = {"Sheet1": [["年度", "月份", "业务员", "目标金额"], [2026, 3, "张三", 5]]}
    first = read_book(written(tmp_path, sheets))
    again = by_map(tmp_path, sheets, map_text(first.recognised, Lang.ZH))
    assert again.book.targets == first.book.targets
    assert first.book.targets[0].period.start == date(2026, 3, 1)


def test_an_order_date_that_stands_in_does_so_again_by_a_kept_map(tmp_path: Path) -> None:
    sheets: Sheets = {"Sheet1": TARGETS, "Sheet2": [["下单日期", "客户名称", "订单金额"], ["2026-01-05", "甲", 5]]}
    first = read_book(written(tmp_path, sheets))
    again = by_map(tmp_path, sheets, map_text(first.recognised, Lang.ZH))
    assert told(again) == told(first) == [("date-stands-in", "'Sheet2'!A1")]
    assert again.book.actuals == first.book.actuals


def test_a_column_that_a_map_uses_twice_is_an_error_at_the_second_line(tmp_path: Path) -> None:
    text = "[目标] = 甲\n期间 = 年份标\n目标值 = 数\n对象 = 数\n"
    reading = by_map(tmp_path, {"甲": [["年份标", "数"], [2026, 5]]}, text)
    assert told(reading) == [("map-line", "'book-map.txt'!A4")]
    assert reading.problems[0].message(Lang.ZH) == "“数”上面已经用作“目标值”"
    assert reading.book.targets[0].amount == Amount(Decimal(5))


def test_a_sheet_that_a_map_uses_twice_tells_the_columns_that_neither_uses_once(tmp_path: Path) -> None:
    sheets: Sheets = {"甲": [["年度", "数", "姓名", "天气"], [2026, 5, "张三", "晴"]]}
    reading = by_map(tmp_path, sheets, "[目标] = 甲\n目标值 = 数\n[人员] = 甲\n")
    assert told(reading) == [("unknown-column", "'甲'!D1")]
    assert [each.name for each in reading.book.reps] == ["张三"]
    assert reading.book.targets[0].amount == Amount(Decimal(5))


@pytest.mark.parametrize("name", ["first-2-names.zh.xlsx", "book.bin"])
def test_what_is_no_text_is_refused_as_a_map_with_what_a_map_is(tmp_path: Path, name: str) -> None:
    path = assets.workbook(name) if name.endswith(".xlsx") else tmp_path / name
    if name == "book.bin":
        path.write_bytes(bytes(range(256)) * 4)
    with pytest.raises(XlsummaryError) as refused:
        read_map(path, Findings())
    assert refused.value.rule == "not-a-map"
    assert "map.txt" in refused.value.hint.en


def test_lines_before_any_sheet_are_one_error(tmp_path: Path) -> None:
    reading = by_map(tmp_path, FOREIGN, "日期,人员,销售额\n2026-01-05,张三,5\n2026-01-06,张三,5\n[目标] = Sheet1\n")
    assert [each for each in told(reading) if each[0] == "map-line"] == [("map-line", "'book-map.txt'!A1")]
