"""Months and years that a spreadsheet made dates of count as what is shown."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.book.written import Rows, reading, told
from xlsummary.book.read import Reading, read_book

MARCH = (date(2026, 3, 1).toordinal(), date(2026, 4, 1).toordinal())


def _spans(read: Reading) -> list[tuple[int, int]]:
    return [*zip(read.book.actuals.starts, read.book.actuals.ends, strict=True)]


@pytest.mark.parametrize("heading", ["月份", "年月", "Month"])
def test_the_first_of_a_month_under_a_heading_of_months_is_that_months_total(tmp_path: Path, heading: str) -> None:
    rows: Rows = [[heading, "人员", "销售额"], [date(2026, 3, 1), "张三", 5]]
    read = reading(tmp_path, {"实绩": rows})
    assert _spans(read) == [MARCH]
    assert ("month-from-date", "'实绩'!A2") in told(read)
    days = reading(tmp_path, {"实绩": [*rows, [date(2026, 3, 9), "张三", 3]]})
    assert _spans(days) == [(first, first + 1) for first in (MARCH[0], MARCH[0] + 8)]


def _shown(folder: Path, title: str, heading: str, code: str, day: date) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    sheet.append([heading, "目标值" if title == "目标" else "销售额"])
    sheet.append([day, 5])
    sheet["A2"].number_format = code
    book.save(folder / "book.xlsx")
    return folder / "book.xlsx"


@pytest.mark.parametrize("code", ["mmm-yy", "yyyy-mm", 'yyyy"年"m"月";@', '[$-804]yyyy"年"m"月"', 'm"月"', "yyyy/m"])
@pytest.mark.parametrize("heading", ["日期", "期间"])
def test_a_date_whose_format_shows_no_day_is_the_month_shown(tmp_path: Path, code: str, heading: str) -> None:
    read = read_book(_shown(tmp_path, "实绩", heading, code, date(2026, 3, 1)))
    assert _spans(read) == [MARCH]
    assert ("month-from-date", "'实绩'!A2") in told(read)


@pytest.mark.parametrize("code", ["yyyy-mm-dd", "m/d/yyyy", 'm"月"d"日"', "yyyy-mm-dd h:mm", "General"])
def test_a_date_whose_format_shows_the_day_is_that_day(tmp_path: Path, code: str) -> None:
    assert _spans(read_book(_shown(tmp_path, "实绩", "日期", code, date(2026, 3, 1)))) == [(MARCH[0], MARCH[0] + 1)]


def test_a_day_in_a_column_of_months_makes_it_one_of_days(tmp_path: Path) -> None:
    assert _spans(read_book(_shown(tmp_path, "实绩", "日期", "yyyy-mm", date(2026, 3, 9)))) == [(MARCH[0] + 8, MARCH[0] + 9)]


def test_a_target_shown_as_a_year_is_the_years(tmp_path: Path) -> None:
    read = read_book(_shown(tmp_path, "目标", "期间", "yyyy", date(2026, 1, 1)))
    (target,) = read.book.targets
    assert (target.period.start, target.period.end) == (date(2026, 1, 1), date(2027, 1, 1))
