"""Reported cases of dates and months."""

from __future__ import annotations

from pathlib import Path

from tests.cases.readings import accepted, errors, sales_by_month, told
from tests.cases.workbooks import case, workbook
from xlsummary.book.read import read_book
from xlsummary.periods import months_from


def test_built_in_chinese_date_format(tmp_path: Path) -> None:
    reported = case("RC-18")
    assert sales_by_month(accepted(workbook(reported, tmp_path))) == reported.values["by_month"]


def test_dates_typed_as_text(tmp_path: Path) -> None:
    reported = case("RC-20")
    book = accepted(workbook(reported, tmp_path))
    assert sales_by_month(book) == reported.values["by_month"]
    assert len(set(book.actuals.starts)) == 1


def test_two_digit_years_and_days_before_months(tmp_path: Path) -> None:
    reading = read_book(workbook(case("RC-21"), tmp_path))
    assert len(reading.book.actuals) == 0
    assert errors(reading) == [("day-order", "A2"), ("date-needs-year", "A5")]
    (order,) = [problem for problem in reading.problems if problem.rule.id == "day-order"]
    assert order.words["count"] == "3"


def test_last_second_of_the_month(tmp_path: Path) -> None:
    reported = case("RC-22")
    assert sales_by_month(accepted(workbook(reported, tmp_path))) == reported.values["by_month"]


def test_month_written_many_ways(tmp_path: Path) -> None:
    reading = read_book(workbook(case("RC-24"), tmp_path))
    assert errors(reading) == [("unreadable-period", "B8")]
    assert {target.period for target in reading.book.targets} == {months_from(2025, 1, 1)}
    assert sum(int(target.amount.value) for target in reading.book.targets if target.amount) == 63
    assert ("unknown-column", "B1") not in told(reading.problems)
