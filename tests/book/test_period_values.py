from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlsummary.book.period_values import Era, PeriodRefusal, parse_day, parse_period
from xlsummary.model import Period
from xlsummary.periods import key_of, months_from

READ: tuple[tuple[str, str], ...] = (
    ("2026", "2026"),
    ("2026年度", "2026"),
    ("2026H1", "2026H1"),
    ("2026年下半年", "2026H2"),
    ("2026Q2", "2026Q2"),
    ("Q2 2026", "2026Q2"),
    ("2026年二季度", "2026Q2"),
    ("2026年第3季度", "2026Q3"),
    ("2026-03", "2026-03"),
    ("2026年3月", "2026-03"),
    ("2026年3月份", "2026-03"),
    ("202603", "2026-03"),
    ("March 2026", "2026-03"),
    ("2026年1-2月", "2026-01~2026-02"),
    ("2026-01~2026-03", "2026Q1"),
    ("2026-01～03", "2026Q1"),
    ("2026.1-2026.2", "2026-01~2026-02"),
    ("2026年1月至2026年2月", "2026-01~2026-02"),
    ("2026W12", "2026-03-16~2026-03-22"),
    ("2026年第12周", "2026-03-16~2026-03-22"),
    ("2025-10-15~2025-11-14", "2025-10-15~2025-11-14"),
    ("2026年1月5日至18日", "2026-01-05~2026-01-18"),
    ("2026年1月5日至2月1日", "2026-01-05~2026-02-01"),
    ("2026-1-5", "2026-01-05"),
    ("2026.1.5", "2026-01-05"),
    ("2026/1/5", "2026-01-05"),
    ("2026年1月5日", "2026-01-05"),
    ("20260105", "2026-01-05"),
    ("２０２６－０１－０５", "2026-01-05"),
    ("2026-01-05 10:20:00", "2026-01-05"),
    ("2026-1-5 23:59", "2026-01-05"),
    ("2026年1-3月", "2026Q1"),
)


@pytest.mark.parametrize(("text", "key"), READ)
def test_a_period_reads_in_each_of_its_forms(text: str, key: str) -> None:
    period = parse_period(text, Era())
    assert isinstance(period, Period)
    assert key_of(period) == key


@pytest.mark.parametrize(
    "text", ["", "abc", "2026-13", "2026-02-30", "2026Q5", "2026W60", "2026-03~2026-01", "2026-2027", "9999", "26"]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    assert parse_period(text, Era()) is PeriodRefusal.WORDS


@pytest.mark.parametrize("text", ["2026年1-3", "2026.1-3", "2026/1-3", "2026-3.5", "2026-3/5", "2026年3.5"])
def test_mixed_separators_could_be_a_day_or_months_and_are_refused(text: str) -> None:
    assert parse_period(text, Era()) is PeriodRefusal.WORDS
    assert parse_day(text) is PeriodRefusal.WORDS


@pytest.mark.parametrize("text", ["2026-03-01 25:61", "2026-03-01 24:00", "2026-03-01 10:60", "2026-03-01 10:20:60"])
def test_a_time_that_no_clock_shows_makes_no_day(text: str) -> None:
    assert parse_period(text, Era()) is PeriodRefusal.WORDS
    assert parse_day(text) is PeriodRefusal.WORDS


def test_a_day_that_could_be_two_is_refused() -> None:
    assert parse_period("1/2/2026", Era()) is PeriodRefusal.DAY_ORDER


@pytest.mark.parametrize("text", ["3月", "1-2月", "上半年", "Q1", "一季度", "全年"])
def test_a_period_without_a_year_takes_that_of_the_report_period_or_is_refused(text: str) -> None:
    assert parse_period(text, Era()) is PeriodRefusal.NEEDS_YEAR
    period = parse_period(text, Era(around=months_from(2025, 1, 12)))
    assert isinstance(period, Period)
    assert period.start.year == 2025


def test_months_without_a_year_fall_inside_a_financial_year() -> None:
    era = Era(4, months_from(2026, 4, 12))
    assert parse_period("1-2月", era) == months_from(2027, 1, 2)
    assert parse_period("4月", era) == months_from(2026, 4, 1)


def test_a_financial_year_shifts_year_half_and_quarter_but_not_months() -> None:
    era = Era(4)
    assert parse_period("2026", era) == months_from(2026, 4, 12)
    assert parse_period("2026H2", era) == months_from(2026, 10, 6)
    assert parse_period("2026Q4", era) == months_from(2027, 1, 3)
    assert parse_period("2026-03", era) == months_from(2026, 3, 1)


@given(st.integers(1990, 2100), st.integers(1, 12), st.integers(1, 24), st.integers(1, 12))
@settings(deadline=None, derandomize=True, max_examples=200)
def test_what_the_product_writes_it_reads_again(year: int, month: int, count: int, year_start: int) -> None:
    period = months_from(year, month, count)
    assert parse_period(key_of(period, year_start), Era(year_start)) == period


@given(st.text(max_size=14) | st.text("0123456789-~.年月日季度上下半至HQW周第 /", max_size=14), st.booleans())
@settings(deadline=None, derandomize=True, max_examples=600)
def test_any_text_is_a_period_or_refused(text: str, lent: bool) -> None:
    period = parse_period(text, Era(4, months_from(2026, 4, 12) if lent else None))
    assert isinstance(period, PeriodRefusal) or period.start < period.end
