"""Year, half, quarter, month, week slice, day. Every range is half-open: start inside, end outside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from xlsummary.model import Lang, Period, WeekStart

ONE_DAY = timedelta(days=1)


def month_of(day: date) -> Period:
    """The calendar month that holds `day`."""
    return months_from(day.year, day.month, 1)


def months_from(year: int, month: int, count: int) -> Period:
    """`count` whole months beginning with the given one (month may run past 12)."""
    first = year * 12 + month - 1
    return Period(_month_start(first), _month_start(first + count))


def _month_start(months: int) -> date:
    return date(months // 12, months % 12 + 1, 1)


def single_day(day: date) -> Period:
    return Period(day, day + ONE_DAY)


def days_of(period: Period) -> Iterator[date]:
    """Every calendar day inside."""
    for number in range(period.start.toordinal(), period.end.toordinal()):
        yield date.fromordinal(number)


def is_whole_months(period: Period) -> bool:
    return period.start.day == 1 and period.end.day == 1 and period.start < period.end


def months_in(period: Period) -> tuple[Period, ...]:
    """The calendar months of a period of whole months; a partly covered month is cut to the period."""
    months = []
    start = period.start
    while start < period.end:
        end = min(month_of(start).end, period.end)
        months.append(Period(start, end))
        start = end
    return tuple(months)


def month_count(period: Period) -> int:
    return len(months_in(period))


def shifted(period: Period, months: int) -> Period:
    """The period of whole months that begins `months` later and is as long."""
    first = period.start.year * 12 + period.start.month - 1 + months
    return months_from(first // 12, first % 12 + 1, month_count(period))


@dataclass(frozen=True, slots=True)
class Slice:
    """An ISO week cut at month ends. `week` is `2026-W01`, or None when weeks begin on Sunday."""

    period: Period
    week: str | None


def slices_of(month: Period, week_start: WeekStart = WeekStart.MONDAY) -> tuple[Slice, ...]:
    """The week slices of a month, in order."""
    slices = []
    start = month.start
    while start < month.end:
        offset = start.weekday() if week_start is WeekStart.MONDAY else (start.weekday() + 1) % 7
        end = min(start + timedelta(days=7 - offset), month.end)
        iso = start.isocalendar()
        name = f"{iso.year}-W{iso.week:02d}" if week_start is WeekStart.MONDAY else None
        slices.append(Slice(Period(start, end), name))
        start = end
    return tuple(slices)


def year_of(day: date, year_start: int = 1) -> int:
    """The financial year of a day: the calendar year it starts in."""
    return day.year - (day.month < year_start)


def key_of(period: Period, year_start: int = 1) -> str:
    """The period as the workbook writes it: `2026`, `2026H1`, `2026Q2`, `2026-03`, a range, or a date.

    A financial year has the number of the calendar year it starts in; H and Q count from its first month.
    """
    if period.days == 1:
        return period.start.isoformat()
    if not is_whole_months(period):
        return f"{period.start.isoformat()}~{period.last.isoformat()}"
    count = month_count(period)
    if count == 1:
        return f"{period.start:%Y-%m}"
    position = (period.start.month - year_start) % 12
    year = year_of(period.start, year_start)
    if count == 12 and position == 0:
        return f"{year:04d}"
    if count == 6 and position % 6 == 0:
        return f"{year:04d}H{position // 6 + 1}"
    if count == 3 and position % 3 == 0:
        return f"{year:04d}Q{position // 3 + 1}"
    return f"{period.start:%Y-%m}~{period.last:%Y-%m}"


def name_of(period: Period, lang: Lang, year_start: int = 1) -> str:
    """The period as a reader wants it: `2026年`, `2026年第2季度`, `2026年3月`; in English `2026`, `Q2 2026`, `March 2026`.

    A financial year that does not start in January is `2026财年`, `FY 2026`.
    """
    key = key_of(period, year_start)
    if lang is Lang.EN:
        return _english_name(period, key, "" if year_start == 1 else "FY ")
    year = "年" if year_start == 1 else "财年"
    if len(key) == 4:
        return f"{key}{year}"
    if "H" in key:
        return f"{key[:4]}{year}{'上半年' if key[-1] == '1' else '下半年'}"
    if "Q" in key:
        return f"{key[:4]}{year}第{key[-1]}季度"
    if is_whole_months(period):
        return _month_range_zh(period)
    if period.days == 1:
        return day_zh(period.start)
    return f"{day_zh(period.start)}至{day_zh(period.last)}"


def months_name(period: Period, lang: Lang, *, with_year: bool = True) -> str:
    """Whole months by their names: `2026年4月至2027年3月`, `2026年4至6月`; `April to June 2026`; without year `4至6月`."""
    if with_year:
        return _month_range_zh(period) if lang is Lang.ZH else _month_range_en(period)
    first, last = period.start.month, period.last.month
    if lang is Lang.ZH:
        return f"{first}至{last}月"
    return f"{_MONTHS[first - 1]} to {_MONTHS[last - 1]}"


def is_part_of_year(period: Period, year_start: int) -> bool:
    """True for a whole year, a half or a quarter, which go by the year's number."""
    key = key_of(period, year_start)
    return len(key) == 4 or "H" in key or "Q" in key


def day_zh(day: date) -> str:
    """`2026年1月5日`."""
    return f"{day.year}年{day.month}月{day.day}日"


def day_en(day: date) -> str:
    """`5 January 2026`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def day_name(day: date, lang: Lang) -> str:
    return day_zh(day) if lang is Lang.ZH else day_en(day)


def month_name(month: int, lang: Lang) -> str:
    """`3月` or `March`."""
    return f"{month}月" if lang is Lang.ZH else _MONTHS[month - 1]


def _month_range_zh(period: Period) -> str:
    first, last = period.start, period.last
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.year}年{first.month}月"
    if first.year == last.year:
        return f"{first.year}年{first.month}至{last.month}月"
    return f"{first.year}年{first.month}月至{last.year}年{last.month}月"


def _english_name(period: Period, key: str, year: str) -> str:
    if len(key) == 4:
        return f"{year}{key}"
    if "H" in key or "Q" in key:
        return f"{key[4:]} {year}{key[:4]}"
    if period.days == 1:
        return day_en(period.start)
    if not is_whole_months(period):
        return f"{day_en(period.start)} to {day_en(period.last)}"
    return _month_range_en(period)


def _month_range_en(period: Period) -> str:
    first, last = period.start, period.last
    if (first.year, first.month) == (last.year, last.month):
        return f"{_MONTHS[first.month - 1]} {first.year}"
    if first.year == last.year:
        return f"{_MONTHS[first.month - 1]} to {_MONTHS[last.month - 1]} {first.year}"
    return f"{_MONTHS[first.month - 1]} {first.year} to {_MONTHS[last.month - 1]} {last.year}"


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
