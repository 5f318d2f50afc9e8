"""Actuals from another file: encodings, delimiters and quotes of CSV files, workbooks, and what is said of either."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.book.written import Sheets, told, written
from xlsummary.book.csv_text import csv_grid
from xlsummary.book.export import read_export
from xlsummary.book.read import Reading, read_book
from xlsummary.model import ActualKind, LeftOut
from xlsummary.problems import XlsummaryError

TEXT = "日期,人员,客户,销售额\n2026-01-05,张三,甲公司,100\n2026-01-06,李四,乙公司,20.5\n"
BOOK: Sheets = {"目标": [["期间", "目标值"], [2026, 1200]], "人员": [["姓名"], ["张三"], ["李四"]]}


def csv_file(folder: Path, content: bytes | str, name: str = "sales.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def with_actuals(folder: Path, content: bytes | str | Path, sheets: Sheets = BOOK) -> Reading:
    path = content if isinstance(content, Path) else csv_file(folder, content)
    return read_book(written(folder, sheets), actuals=path)


def other_book(folder: Path, sheets: Sheets, name: str = "export.xlsx") -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(folder / name)
    return folder / name


def rows(content: bytes | str) -> list[list[object]]:
    encoded = content if isinstance(content, bytes) else content.encode()
    return [list(row) for row in csv_grid(encoded, Path("sales.csv")).rows]


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("gb18030"),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.replace(",", ";").encode(),
        TEXT.replace(",", "\t").encode("gb18030"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
    ],
    ids=["utf-8", "utf-8 with mark", "gb18030", "utf-16", "utf-16 big", "semicolons", "tabs", "windows lines", "mac lines"],
)
def test_every_encoding_and_delimiter_gives_the_same_rows(content: bytes, tmp_path: Path) -> None:
    reading = with_actuals(tmp_path, content)
    assert told(reading) == []
    actuals = reading.book.actuals
    assert [actuals.text("client", entry) for entry in actuals.entries()] == ["甲公司", "乙公司"]
    assert actuals.money["sales"] == (10000, 2050)


def test_bars_part_cells_too_and_an_apostrophe_before_a_code_is_none_of_it() -> None:
    assert rows("日期|客户|单号\n2026-01-05|甲,乙|'001\n")[1] == ["2026-01-05", "甲,乙", "001"]


def test_a_sign_of_0_in_a_text_is_replaced_and_told_at_its_cell(tmp_path: Path) -> None:
    read = with_actuals(tmp_path, TEXT.replace("甲公司", "甲\0公司"))
    assert ("control-characters", "'sales.csv'!C2") in told(read)
    assert read.book.actuals.texts["client"] == ("甲 公司", "乙公司")


def test_a_rare_character_of_gb18030_survives() -> None:
    assert rows("姓名,日期\n㐂𠮷,1\n".encode("gb18030"))[1][0] == "㐂𠮷"


def test_text_that_is_neither_utf_8_nor_gb18030_is_refused_not_guessed(tmp_path: Path) -> None:
    with pytest.raises(XlsummaryError) as refused:
        with_actuals(tmp_path, "日期,销售额\n".encode("gb18030") + b"\xff\xff\n")
    assert refused.value.rule == "unreadable-text"
    assert refused.value.path == str(tmp_path / "sales.csv")


@pytest.mark.parametrize("broken", [b"\xe5\xbc", b"\xff", "张".encode("gb18030")])
def test_utf_8_with_a_broken_character_is_damaged_and_never_read_as_gb18030(broken: bytes, tmp_path: Path) -> None:
    with pytest.raises(XlsummaryError) as refused:
        with_actuals(tmp_path, TEXT.encode() + b"2026-01-07," + broken)
    assert refused.value.rule == "damaged-text"
    assert "第 4 行" in refused.value.message.zh


def test_quotes_hold_delimiters_line_breaks_and_quotes() -> None:
    assert rows('日期,客户\n"2026-01-05","甲,""乙""\n公司"\n') == [["日期", "客户"], ["2026-01-05", '甲,"乙"\n公司']]


def test_excels_way_of_keeping_a_code_a_text_is_undone() -> None:
    assert rows('单号,客户\n="001","=""0""""1"""\n=1+1,=x\n') == [["单号", "客户"], ["001", '0"1'], ["=1+1", "=x"]]


def test_a_line_sep_tells_the_delimiter_and_is_no_row() -> None:
    grid = csv_grid("sep=;\n日期;销售额\n2026-01-05;1,5\n".encode(), Path("sales.csv"))
    assert grid.first_row == 1
    assert grid.rows[1] == ("2026-01-05", "1,5")


def test_the_delimiter_is_what_makes_even_rows_not_the_most_frequent() -> None:
    text = "销售明细，按日期,,,;;\n日期;客户;销售额\n2026-01-05;甲,乙,丙公司;1,200.00\n2026-01-06;丁,戊公司;2,300.00\n"
    assert rows(text)[2] == ["2026-01-05", "甲,乙,丙公司", "1,200.00"]


def test_a_quote_never_closed_is_told_with_its_row_and_nothing_is_read(tmp_path: Path) -> None:
    with pytest.raises(XlsummaryError) as refused:
        with_actuals(tmp_path, TEXT + '2026-01-07,"张三,甲公司,5\n2026-01-08,张三,甲公司,6\n')
    assert refused.value.rule == "damaged-text"
    assert "第 4 行" in refused.value.message.zh


def test_cells_of_a_csv_go_through_the_same_reader_and_are_named_by_file_and_cell(tmp_path: Path) -> None:
    text = (
        "单据日期,业务员,客户名称,销售金额,回款金额,备注\n"
        '20260105,张三,甲,"￥1,234.50",,约定\n'
        "2026/1/6,张三,甲,1.5万,(30),\n"
        "1/7/2026,张三,甲,8,,\n"
        "2026-01-08,张三,甲,十几万,,\n"
        "合计,,,16234.5,-30,\n"
    )
    reading = with_actuals(tmp_path, text)
    assert told(reading) == [("day-order", "'sales.csv'!A4"), ("unreadable-amount", "'sales.csv'!D5")]
    actuals = reading.book.actuals
    assert actuals.money["sales"] == (123450, 1500000)
    assert actuals.money["collected"] == (None, -3000)
    assert str(actuals.cell("sales", 1)) == "'sales.csv'!D3"
    assert reading.book.controls[-1].sheet == "sales.csv"
    assert reading.book.controls[-1].rows_found == 5
    assert reading.book.controls[-1].rows_used == 2
    assert reading.book.controls[-1].sums["sales"] == Decimal("16234.50")


def test_a_row_with_more_cells_than_headings_is_an_error_since_its_cells_have_shifted(tmp_path: Path) -> None:
    reading = with_actuals(tmp_path, "日期,人员,销售额\n2026-01-05,张三,1,500.00\n2026-01-06,张三,7,\n")
    assert told(reading) == [("row-too-wide", "'sales.csv'!D2")]
    assert reading.book.actuals.money["sales"] == (700,)
    assert reading.book.controls[-1].left_out == (LeftOut("row-too-wide", 1),)


def test_the_books_own_rows_are_not_used_and_that_is_said(tmp_path: Path) -> None:
    own: Sheets = {**BOOK, "实绩": [["日期", "人员", "销售额"], ["2025-01-05", "张三", 9], ["2025-01-06", "张三", "读不懂"]]}
    reading = with_actuals(tmp_path, TEXT, own)
    assert told(reading) == [("actuals-from-file", "'实绩'")]
    assert reading.book.actuals.money["sales"] == (10000, 2050)
    unused = next(each for each in reading.book.controls if each.sheet == "实绩")
    assert (unused.rows_found, unused.rows_used, unused.left_out) == (2, 0, (LeftOut("other-file", 2),))


def test_a_sheet_of_the_book_that_could_not_be_read_is_not_used_either_and_counted(tmp_path: Path) -> None:
    reading = with_actuals(tmp_path, TEXT, {**BOOK, "实绩": [["随便"], ["5"], [], ["6"]]})
    assert told(reading) == [("actuals-from-file", "'实绩'")]
    assert reading.problems[0].words["count"] == "3"


def test_a_blank_sheet_of_actuals_is_not_worth_a_note(tmp_path: Path) -> None:
    assert told(with_actuals(tmp_path, TEXT, {**BOOK, "实绩": [["日期", "销售额"]]})) == []


@pytest.mark.parametrize(("heading", "problems"), [("销售额", [("file-unit", "'sales.csv'!B1")]), ("销售额（元）", [])])
def test_amounts_without_unit_are_told_where_the_book_is_not_in_yuan(
    heading: str, problems: list[tuple[str, str]], tmp_path: Path
) -> None:
    sheets: Sheets = {**BOOK, "设置": [["项目", "值"], ["金额单位", "万元"]]}
    reading = with_actuals(tmp_path, f"日期,{heading}\n2026-01-05,3\n", sheets)
    assert told(reading) == problems
    assert reading.book.actuals.money["sales"] == (3000000 if problems else 300,)


def test_a_csv_without_the_headings_says_what_is_missing_and_where(tmp_path: Path) -> None:
    assert told(with_actuals(tmp_path, "日期,客户\n2026-01-05,甲\n")) == [("missing-heading", "'sales.csv'!A1:B1")]
    assert told(with_actuals(tmp_path, "a,b\n1,2\n")) == [("no-heading-row", "'sales.csv'")]


def test_of_amounts_with_and_without_tax_the_books_basis_is_read(tmp_path: Path) -> None:
    text = "日期,金额,税额,价税合计\n2026-01-05,100,13,113\n"
    assert with_actuals(tmp_path, text).book.actuals.money["sales"] == (11300,)
    without: Sheets = {**BOOK, "设置": [["项目", "值"], ["含税", "不含税"]]}
    reading = with_actuals(tmp_path, text, without)
    assert reading.book.actuals.money["sales"] == (10000,)
    assert told(reading) == [("unknown-column", "'sales.csv'!C1")]
    assert reading.problems[0].words["columns"] == "税额、价税合计"


def test_two_amounts_that_could_be_sales_are_an_error_naming_both(tmp_path: Path) -> None:
    reading = with_actuals(tmp_path, "日期,销售金额,订单金额\n2026-01-05,100,13\n")
    assert told(reading) == [("repeated-heading", "'sales.csv'!C1")]


def test_the_books_own_currency_goes_before_another(tmp_path: Path) -> None:
    text = "日期,客户,价税合计,价税合计（本位币）\n2026-01-05,甲,100,713\n"
    assert with_actuals(tmp_path, text).book.actuals.money["sales"] == (71300,)


def test_an_order_date_stands_in_for_a_date_that_is_not_there(tmp_path: Path) -> None:
    reading = with_actuals(tmp_path, "下单日期,客户名称,销售订单金额(元)\n2026-01-05,甲,100\n")
    assert told(reading) == [("date-stands-in", "'sales.csv'!A1")]
    assert reading.book.actuals.money["sales"] == (10000,)


@pytest.mark.parametrize("title", ["实绩", "销售明细", "随便"])
def test_a_workbooks_sheet_of_actuals_is_found_by_name_or_headings(title: str, tmp_path: Path) -> None:
    sheets: Sheets = {"说明": [["这里没有表"]], title: [["日期", "销售额"], ["2026-01-05", 5]]}
    reading = with_actuals(tmp_path, other_book(tmp_path, sheets))
    assert told(reading) == []
    assert str(reading.book.actuals.cell("sales", 0)) == f"'[export.xlsx]{title}'!B2"


def test_two_sheets_that_could_be_the_actuals_are_not_guessed_between(tmp_path: Path) -> None:
    table: Sequence[Sequence[object]] = [["日期", "销售额"], ["2026-01-05", 5]]
    reading = with_actuals(tmp_path, other_book(tmp_path, {"1月": table, "2月": table}))
    assert told(reading) == [("ambiguous-sheets", "'[export.xlsx]1月'")]


def test_a_workbook_without_actuals_is_told(tmp_path: Path) -> None:
    path = other_book(tmp_path, {"甲": [["a", "b"], [1, 2]], "乙": [["c", "d"], [1, 2]]})
    assert told(with_actuals(tmp_path, path)) == [("no-actuals-sheet", "'export.xlsx'")]


def test_words_of_erp_systems_for_kinds_are_read(tmp_path: Path) -> None:
    text = "单据日期,单据类型,价税合计\n2026-01-05,标准销售订单,100\n2026-01-06,销售退货单,-5\n2026-01-07,普通销售,3\n"
    kinds = with_actuals(tmp_path, text).book.actuals.kinds
    assert kinds == (ActualKind.SALE, ActualKind.RETURN, ActualKind.SALE)


def test_a_csv_called_xls_is_fine_for_actuals(tmp_path: Path) -> None:
    assert told(with_actuals(tmp_path, csv_file(tmp_path, TEXT, "sales.xls"))) == []


def test_a_web_page_is_refused_for_actuals_too(tmp_path: Path) -> None:
    with pytest.raises(XlsummaryError) as refused:
        with_actuals(tmp_path, csv_file(tmp_path, "<html><table><tr><td>日期</td></tr></table></html>", "sales.xls"))
    assert refused.value.rule == "not-a-workbook"
    assert "网页" in refused.value.message.zh


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_read(encoding: str, tmp_path: Path) -> None:
    read = with_actuals(tmp_path, "日期,人员,销售额\n2026-01-05,张三,500\n".encode(encoding))
    assert read.book.actuals.fen("sales", 0) == 50000


def test_the_sign_that_ends_an_old_programs_file_is_no_row(tmp_path: Path) -> None:
    read = with_actuals(tmp_path, "日期,人员,销售额\n2026-01-05,张三,500\n\x1a")
    assert (len(read.book.actuals), "control-characters" in dict(told(read))) == (1, False)


@pytest.mark.parametrize(("other", "told_at"), [("2", ["C2"]), ("2.5", []), ("1234.500", []), ("0.125", [])])
def test_a_point_in_a_file_with_semicolons_is_clear_only_by_other_numbers(
    other: str, told_at: list[str], tmp_path: Path
) -> None:
    path = csv_file(tmp_path, f"日期;人员;销售额;回款\n2026-01-05;张三;1.500;{other}\n")
    problems = [each for each in read_export(path).problems if each.rule.id == "point-unclear"]
    assert [each.cell.ref for each in problems if each.cell] == told_at
