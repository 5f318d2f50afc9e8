"""Which days count as working days, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

import chinese_calendar

from xlsummary.model import CalendarDay, DayKind, Period, SalesBook, Text
from xlsummary.periods import days_of
from xlsummary.plan.quota import CalendarBasis

_WORK, _REST = Decimal(1), Decimal(0)
_SATURDAY = 5
HOME = "CN"
FIRST_OFFICIAL_YEAR = 2004
"""The first year whose Chinese arrangement, with make-up days, is known to the program."""

_FULL_YEAR_OF_REST_DAYS = 13
"""The statutory rest days of a Chinese year since 2025: a sheet that lists as many, all those on weekdays among them, holds the
year's arrangement; one that lists Saturdays off does not. A statutory day listed as worked is spoken of too."""

_WEAKEST_LAST = (CalendarBasis.OFFICIAL, CalendarBasis.BOOK, CalendarBasis.ESTIMATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingCalendar:
    """`weights` has one entry a calendar day of the period: 0 for a day of rest, 1 for a working day, else the book's 权重.

    `basis` is BOOK where the sheet holds the arrangement of a year not announced, and where it changes days of one that is;
    `is_adjusted` tells that only the latter is so: the official arrangement but for the days listed.
    """

    period: Period
    weights: tuple[Decimal, ...]
    basis: CalendarBasis
    estimated_years: tuple[int, ...] = ()
    is_adjusted: bool = False


def working_calendar(book: SalesBook, period: Period) -> WorkingCalendar:
    """The working days of a period: the book's 日历 first, then the official arrangement, then the statutory estimate.

    A period over several years takes the weakest basis of them.
    """
    country = book.settings.country.upper()
    listed = _listed_weights(book.calendar)
    bases = {year: _basis(country, year, listed) for year in range(period.start.year, period.last.year + 1)}
    weights = tuple(listed[day] if day in listed else _plain_weight(country, day, bases[day.year]) for day in days_of(period))
    weakest = max(bases.values(), key=_WEAKEST_LAST.index)
    is_adjusted = weakest is CalendarBasis.OFFICIAL and any(
        day in period and weight != _plain_weight(country, day, CalendarBasis.OFFICIAL) for day, weight in listed.items()
    )
    return WorkingCalendar(
        period=period,
        weights=weights,
        basis=CalendarBasis.BOOK if is_adjusted else weakest,
        estimated_years=tuple(year for year, basis in bases.items() if basis is CalendarBasis.ESTIMATE),
        is_adjusted=is_adjusted,
    )


def years_text(years: Iterable[int]) -> Text:
    """`2026年、2027年`; `2026, 2027`."""
    listed = [*years]
    return Text("、".join(f"{year}年" for year in listed), ", ".join(map(str, listed)))


def _listed_weights(days: Iterable[CalendarDay]) -> dict[date, Decimal]:
    """What the book's sheet says of single days; of two lines for one day the smaller weight counts."""
    weights: dict[date, Decimal] = {}
    for each in days:
        weight = _listed_weight(each)
        weights[each.day] = min(weight, weights.get(each.day, weight))
    return weights


def _listed_weight(listed: CalendarDay) -> Decimal:
    if listed.kind is DayKind.REST:
        return _REST
    return _WORK if listed.weight is None else max(listed.weight, _REST)


def _basis(country: str, year: int, listed: Mapping[date, Decimal]) -> CalendarBasis:
    if country != HOME:
        return CalendarBasis.OFFICIAL if _holidays_know(country, year) else CalendarBasis.ESTIMATE
    if _is_announced(year):
        return CalendarBasis.OFFICIAL
    if sum(day.year == year and not weight for day, weight in listed.items()) < _FULL_YEAR_OF_REST_DAYS:
        return CalendarBasis.ESTIMATE
    weekdays = (day for day in days_of(Period(date(year, 1, 1), date(year + 1, 1, 1))) if day.weekday() < _SATURDAY)
    statutory = {day for day in weekdays if day not in _statutory_working_days(country, year)}
    return CalendarBasis.BOOK if statutory <= listed.keys() else CalendarBasis.ESTIMATE


def _plain_weight(country: str, day: date, basis: CalendarBasis) -> Decimal:
    """The weight of a day that the sheet does not list; where the sheet holds the whole arrangement, Monday to Friday."""
    if basis is CalendarBasis.BOOK:
        works = day.weekday() < _SATURDAY
    elif country == HOME and basis is CalendarBasis.OFFICIAL:
        works = bool(chinese_calendar.is_workday(day))
    else:
        works = day in _statutory_working_days(country, day.year)
    return _WORK if works else _REST


@cache
def _is_announced(year: int) -> bool:
    """True when the State Council's arrangement of the year is known."""
    try:
        chinese_calendar.is_workday(date(year, 7, 1))
    except NotImplementedError:
        return False
    return True


@cache
def _holidays_know(country: str, year: int) -> bool:
    import holidays  # noqa: PLC0415 - 0.4 s, only where it is needed

    try:
        return bool(holidays.country_holidays(country, years=year))
    except NotImplementedError:
        return False


@cache
def _statutory_working_days(country: str, year: int) -> frozenset[date]:
    """Working days by the country's statutes; Monday to Friday for a country the library does not know."""
    import holidays  # noqa: PLC0415 - 0.4 s, only where it is needed

    days = days_of(Period(date(year, 1, 1), date(year + 1, 1, 1)))
    try:
        known = holidays.country_holidays(country, years=year)
    except NotImplementedError:
        return frozenset(day for day in days if day.weekday() < _SATURDAY)
    return frozenset(day for day in days if known.is_working_day(day))
