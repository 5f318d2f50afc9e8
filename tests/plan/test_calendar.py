"""Working days: the book's sheet, the official arrangement, the estimate."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.books import book, day_off, day_on
from xlsummary.model import CalendarDay, Period, SalesBook, Settings
from xlsummary.periods import months_from, months_in, single_day
from xlsummary.plan.calendar import WorkingCalendar, working_calendar
from xlsummary.plan.quota import CalendarBasis


def _by_month(calendar: WorkingCalendar) -> list[Decimal]:
    first = calendar.period.start
    return [
        sum(calendar.weights[(month.start - first).days : (month.end - first).days], Decimal(0))
        for month in months_in(calendar.period)
    ]


def _weight(given: SalesBook, day: date) -> Decimal:
    return working_calendar(given, single_day(day)).weights[0]


@pytest.mark.parametrize(
    ("year", "basis", "days"),
    [
        (2026, CalendarBasis.OFFICIAL, [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]),
        (2027, CalendarBasis.ESTIMATE, [20, 16, 23, 21, 19, 21, 22, 22, 21, 18, 22, 23]),
    ],
)
def test_a_year_has_its_working_days(year: int, basis: CalendarBasis, days: Sequence[int]) -> None:
    calendar = working_calendar(book(), months_from(year, 1, 12))
    assert _by_month(calendar) == [*map(Decimal, days)]
    assert sum(calendar.weights) == 248
    assert calendar.basis is basis
    assert calendar.estimated_years == ((2027,) if basis is CalendarBasis.ESTIMATE else ())


def test_a_make_up_sunday_is_the_first_working_day_of_2026() -> None:
    calendar = working_calendar(book(), months_from(2026, 1, 1))
    assert next(place for place, weight in enumerate(calendar.weights, start=1) if weight) == 4


def test_the_sheet_goes_before_the_official_arrangement() -> None:
    given = book(days=[day_off(date(2026, 1, 5)), day_on(date(2026, 1, 3)), day_on(date(2026, 11, 11), "2.5")])
    assert [_weight(given, date(2026, 1, day)) for day in (3, 4, 5, 6)] == [1, 1, 0, 1]
    assert _weight(given, date(2026, 11, 11)) == Decimal("2.5")
    year = working_calendar(given, months_from(2026, 1, 12))
    assert (year.basis, year.is_adjusted) == (CalendarBasis.BOOK, True)


@pytest.mark.parametrize(
    ("days", "months", "basis"),
    [
        ([day_off(date(2026, 2, day)) for day in range(1, 29)], (1, 12), CalendarBasis.BOOK),
        ([day_off(date(2026, 2, 10))], (2, 1), CalendarBasis.BOOK),
        ([day_off(date(2026, 2, 10))], (3, 10), CalendarBasis.OFFICIAL),
        ([day_on(date(2026, 2, 16))], (1, 12), CalendarBasis.BOOK),
        ([day_on(date(2026, 11, 11), "2")], (1, 12), CalendarBasis.BOOK),
        (
            [day_on(date(2026, 2, 14)), day_off(date(2026, 2, 16)), day_on(date(2026, 2, 10), "1")],
            (1, 12),
            CalendarBasis.OFFICIAL,
        ),
    ],
    ids=["a month off", "in the period", "outside it", "a holiday worked", "a weight", "as announced"],
)
def test_a_sheet_that_changes_days_of_an_announced_year_is_the_basis(
    days: Sequence[CalendarDay], months: tuple[int, int], basis: CalendarBasis
) -> None:
    calendar = working_calendar(book(days=days), months_from(2026, *months))
    assert calendar.basis is basis
    assert calendar.is_adjusted is (basis is CalendarBasis.BOOK)


def test_changed_days_do_not_make_an_estimate_sure_nor_a_sheets_own_year_official() -> None:
    changed = [day_off(date(2026, 12, 8))]
    over_two_years = months_from(2026, 7, 12)
    estimate = working_calendar(book(days=changed), over_two_years)
    assert (estimate.basis, estimate.is_adjusted) == (CalendarBasis.ESTIMATE, False)
    rest = [*map(day_off, STATUTORY_2027)]
    whole = working_calendar(book(days=[*changed, *rest]), over_two_years)
    assert (whole.basis, whole.is_adjusted) == (CalendarBasis.BOOK, False)


def test_a_sheet_changes_another_countrys_holidays_too() -> None:
    given = book(settings=Settings(country="US"), days=[day_off(date(2026, 7, 2))])
    calendar = working_calendar(given, months_from(2026, 7, 1))
    assert (calendar.basis, calendar.is_adjusted) == (CalendarBasis.BOOK, True)


def test_two_lines_for_one_day_count_alike_in_either_order() -> None:
    lines = [day_on(date(2026, 1, 5), "2"), day_off(date(2026, 1, 5))]
    assert _weight(book(days=lines), date(2026, 1, 5)) == _weight(book(days=lines[::-1]), date(2026, 1, 5)) == 0


STATUTORY_2027 = (
    date(2027, 1, 1),
    *(date(2027, 2, day) for day in (5, 8, 9, 10)),
    date(2027, 4, 5),
    *(date(2027, month, day) for month, day in ((5, 3), (5, 4), (6, 9), (9, 15), (10, 1), (10, 4), (10, 5))),
)
"""The thirteen statutory days of rest of 2027 that are no Saturday or Sunday."""


def test_thirteen_saturdays_off_are_not_the_arrangement_of_a_year_not_announced() -> None:
    given = book(days=[day_off(date(2027, 1, 2) + timedelta(weeks=4 * number)) for number in range(13)])
    calendar = working_calendar(given, months_from(2027, 1, 12))
    assert (calendar.basis, calendar.estimated_years) == (CalendarBasis.ESTIMATE, (2027,))
    assert [_weight(given, day) for day in (date(2027, 1, 1), date(2027, 10, 1))] == [0, 0]


def test_a_sheet_with_thirteen_days_of_rest_is_the_arrangement_of_a_year_not_announced() -> None:
    rest = STATUTORY_2027
    given = book(days=[*map(day_off, rest), day_on(date(2027, 1, 16))])
    calendar = working_calendar(given, months_from(2027, 1, 12))
    assert calendar.basis is CalendarBasis.BOOK
    assert calendar.estimated_years == ()
    assert _weight(given, date(2027, 1, 16)) == 1
    assert working_calendar(book(days=map(day_off, rest[:12])), months_from(2027, 1, 12)).basis is CalendarBasis.ESTIMATE


def test_a_period_over_two_years_is_as_sure_as_the_less_sure_of_them() -> None:
    calendar = working_calendar(book(), months_from(2026, 7, 12))
    assert calendar.basis is CalendarBasis.ESTIMATE
    assert calendar.estimated_years == (2027,)
    assert sum(calendar.weights) == sum([23, 21, 22, 18, 21, 23]) + sum([20, 16, 23, 21, 19, 21])


def test_another_country_has_its_own_holidays_and_weekend() -> None:
    independence = date(2026, 7, 3)
    american, egyptian = book(settings=Settings(country="US")), book(settings=Settings(country="EG"))
    assert _weight(american, independence) == 0
    assert _weight(book(), independence) == 1
    assert [_weight(egyptian, date(2026, 3, day)) for day in (6, 7, 8)] == [0, 0, 1], "Friday, Saturday, Sunday"
    assert working_calendar(american, months_from(2026, 1, 12)).basis is CalendarBasis.OFFICIAL


def test_an_unknown_country_works_monday_to_friday_and_says_so() -> None:
    calendar = working_calendar(book(settings=Settings(country="QQ")), Period(date(2026, 1, 1), date(2026, 1, 8)))
    assert [int(weight) for weight in calendar.weights] == [1, 1, 0, 0, 1, 1, 1]
    assert calendar.basis is CalendarBasis.ESTIMATE


def test_the_library_of_estimates_is_loaded_only_when_needed() -> None:
    code = """
import sys
from tests.books import book
from xlsummary.periods import months_from
from xlsummary.plan.calendar import working_calendar
working_calendar(book(), months_from(2026, 1, 12))
print("holidays" in sys.modules)
working_calendar(book(), months_from(2027, 1, 12))
print("holidays" in sys.modules)
"""
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - our own code
    assert told.stdout.split() == ["False", "True"]
