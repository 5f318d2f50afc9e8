"""Which days a run is about."""

from datetime import date

from tests import books
from tests.compare.rows import Sold, actuals
from xlsummary.model import Settings
from xlsummary.periods import months_from
from xlsummary.plan.horizon import horizon

TODAY = date(2026, 5, 20)
Y2025, Y2026 = months_from(2025, 1, 12), months_from(2026, 1, 12)


def test_the_last_row_not_after_today_is_the_as_of_day() -> None:
    book = books.book(actuals=actuals(Sold(when=date(2026, 3, 3)), Sold(when=date(2026, 8, 8))))
    days = horizon(book, TODAY)
    assert (days.as_of, days.last_row, days.through) == (date(2026, 3, 3), date(2026, 3, 3), date(2026, 3, 3))


def test_a_month_that_is_not_over_counts_as_today() -> None:
    assert horizon(books.book(actuals=actuals(Sold(when=months_from(2026, 5, 1)))), TODAY).as_of == TODAY


def test_without_actuals_the_first_target_day_counts_and_a_note_says_so() -> None:
    days = horizon(books.book([books.target(1, Y2026)]), TODAY)
    assert (days.as_of, days.report, days.plan) == (date(2026, 1, 1), Y2026, Y2026)
    assert [problem.rule.id for problem in days.problems] == ["no-actuals-as-of"]


def test_without_anything_it_is_today_and_its_year() -> None:
    days = horizon(books.book(), TODAY)
    assert (days.as_of, days.report, days.plan, days.problems) == (TODAY, Y2026, Y2026, ())


def test_a_given_day_beats_the_setting_and_the_rows() -> None:
    book = books.book(settings=Settings(as_of=date(2026, 1, 1)), actuals=actuals(Sold(when=date(2026, 3, 3))))
    assert horizon(book, TODAY).as_of == date(2026, 1, 1)
    assert horizon(book, TODAY, date(2026, 2, 2)).as_of == date(2026, 2, 2)


def test_the_report_period_is_the_longest_that_holds_the_day_and_the_plan_period_the_next_as_long() -> None:
    targets = [books.target(1, Y2025), books.target(1, months_from(2025, 10, 3)), books.target(1, Y2026)]
    days = horizon(books.book(targets), TODAY, date(2025, 12, 31))
    assert (days.report, days.plan) == (Y2025, Y2026)


def test_months_or_quarters_that_make_up_a_year_report_and_plan_the_year() -> None:
    months = [books.target(1, months_from(2025, month, 1)) for month in range(1, 13)]
    quarters = [books.target(1, months_from(2026, month, 3)) for month in (1, 4, 7, 10)]
    days = horizon(books.book([*quarters, *months]), TODAY, date(2025, 11, 30))
    assert (days.report, days.plan) == (Y2025, Y2026)


def test_months_with_a_gap_between_report_each_run_of_its_own() -> None:
    months = [books.target(1, months_from(2026, month, 1)) for month in (1, 2, 4, 5)]
    assert horizon(books.book(months), TODAY, date(2026, 2, 3)).report == months_from(2026, 1, 2)


def test_the_latest_period_before_the_day_reports_when_none_holds_it() -> None:
    targets = [books.target(1, months_from(2024, 1, 12)), books.target(1, Y2025)]
    days = horizon(books.book(targets), TODAY, date(2026, 5, 1))
    assert (days.report, days.plan) == (Y2025, Y2025)


def test_a_financial_year_that_starts_in_april_reports_its_own_year() -> None:
    days = horizon(books.book(settings=Settings(year_start=4)), date(2026, 2, 1))
    assert days.report == months_from(2025, 4, 12)
