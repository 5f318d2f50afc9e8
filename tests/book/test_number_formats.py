"""Numbers whose format shows another value count as people see them, or are refused as the text shown would be."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.book.written import told
from xlsummary.book.number_formats import Shown, shown_by
from xlsummary.book.read import Reading, read_book


def _read(folder: Path, heading: str, number: float, code: str, *settings: tuple[str, object]) -> Reading:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "实绩"
    sheet.append(["日期", "人员", heading])
    sheet.append(["2026-01-05", "张三", number])
    sheet.append(["2026-01-06", "张三", 7])
    sheet["C2"].number_format = code
    if settings:
        other = book.create_sheet("设置")
        for row in (("项目", "值"), *settings):
            other.append(row)
    path = folder / "book.xlsx"
    book.save(path)
    return read_book(path)


@pytest.mark.parametrize("code", ["0%", "0.00%", '0"%"', r"0\%", "0.0%;-0.0%"])
def test_a_percentage_in_a_column_of_money_is_an_error_whether_text_or_format(tmp_path: Path, code: str) -> None:
    read = _read(tmp_path, "销售额", 0.6, code)
    assert ("unreadable-amount", "'实绩'!C2") in told(read)
    assert len(read.book.actuals) == 1


def test_a_zero_is_a_zero_whatever_its_format(tmp_path: Path) -> None:
    assert "unreadable-amount" not in dict(told(_read(tmp_path, "销售额", 0, "0%")))


@pytest.mark.parametrize(
    "code", ['"$"#,##0.00', r"\$0", "[$$-409]#,##0", "[$€-2] #,##0.00", "[$USD] 0", '"US$"0', "[$CHF] 0", "[$¥-411]0"]
)
def test_a_foreign_currency_shown_by_a_format_is_an_error(tmp_path: Path, code: str) -> None:
    assert ("unreadable-amount", "'实绩'!C2") in told(_read(tmp_path, "销售额", 500, code))


@pytest.mark.parametrize(
    "code", ["¥#,##0.00", '"¥"0', "[$¥-804]#,##0.00", "[$-804]0.00", '_ "¥"* #,##0.00_ ', "#,##0.00;[Red]-#,##0.00", '0.00"元"']
)
def test_the_books_own_currency_and_plain_formats_change_nothing(tmp_path: Path, code: str) -> None:
    read = _read(tmp_path, "销售额", 500, code)
    assert read.book.actuals.fen("sales", 0) == 50000
    assert not {"format-unit", "unreadable-amount"} & {rule for rule, _ in told(read)}


def test_a_dollar_format_is_the_own_currency_of_a_book_in_dollars(tmp_path: Path) -> None:
    read = _read(tmp_path, "销售额", 500, '"$"0', ("币种", "USD"))
    assert read.book.actuals.fen("sales", 0) == 50000


@pytest.mark.parametrize(
    ("heading", "number", "code", "yuan"),
    [
        ("销售额", 15, '0.00"万元"', 150000),
        ("销售额", 150000, '0!.0,"万"', 150000),
        ("销售额", 150000, '0!.0000"万"', 150000),
        ("销售额", 150000, '#,##0.0,"千"', 150000),
        ("销售额", 2000000, '0.0,,"M"', 2000000),
        ("销售额", 150, '0"K"', 150000),
        ("销售额（万元）", 15, '0.00"万元"', 150000),
        ("销售额（万元）", 150000, '0!.0,"万"', 150000),
        ("销售额（万元）", 15, "¥0.00", 150000),
    ],
)
def test_a_number_counts_as_its_format_shows_it(tmp_path: Path, heading: str, number: float, code: str, yuan: int) -> None:
    read = _read(tmp_path, heading, number, code)
    assert read.book.actuals.fen("sales", 0) == yuan * 100
    unit = 10000 if "（" in heading else 1
    assert (("format-unit", "'实绩'!C2") in told(read)) == (number * unit != yuan)


def test_a_share_shown_as_a_percentage_is_not_divided_twice(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "市场"
    for row in (["市场", "市占率（%）"], ["华东", 0.35], ["华南", 35], ["华北", 0.35]):
        sheet.append(row)
    sheet["B2"].number_format = "0.0%"
    book.create_sheet("目标").append(["期间", "目标值"])
    book["目标"].append([2026, 1200])
    book.save(tmp_path / "book.xlsx")
    read = read_book(tmp_path / "book.xlsx")
    shares = [market.share.value for market in read.book.markets if market.share]
    assert shares == [Decimal("0.35"), Decimal("0.35"), Decimal("0.0035")]
    assert [cell for rule, cell in told(read) if rule == "percent-unclear"] == ["'市场'!B4"]


@pytest.mark.parametrize(
    "code", ["General", "0.00", "yyyy-mm-dd", '[>=10000]0!.0,"万";0', "@", "", '"合计"', '0"件"', '0" kg"', "# ?/?"]
)
def test_formats_that_show_the_number_itself_are_left_alone(code: str) -> None:
    assert shown_by(code) is None


def test_the_unit_and_the_places_that_a_format_takes_away_are_told() -> None:
    assert shown_by('0!.0,"万元"') == Shown(size=Decimal(1), word="万元")
    assert shown_by('0.0,"万"') == Shown(size=Decimal(10), word="万")
