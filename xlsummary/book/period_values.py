"""Periods as people write them: `2026`, `2026H1`, `2026年二季度`, `1-2月`, `2026W12`, `2026-01~2026-03`, days and ranges."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from xlsummary.model import Period
from xlsummary.periods import months_from, single_day
from xlsummary.spelling import folded

FIRST_YEAR, LAST_YEAR = 1950, 2199
"""Earlier ones are small numbers that were formatted as dates, or slips."""


class PeriodRefusal(Enum):
    """Why a text is no day or period: `3月` and `2月5日` are of no year, the order of `1/2/2026` is not told.

    The rest are words, or told apart by `why_refused`: of an unlikely year, a day or month that no calendar has, a year of two
    digits, `2026.1-3`, a serial number of a date.
    """

    WORDS = "words"
    YEAR = "year"
    NO_SUCH_DAY = "no-such-day"
    NO_SUCH_MONTH = "no-such-month"
    SHORT_YEAR = "short-year"
    MIXED = "mixed"
    SERIAL = "serial"
    NEEDS_YEAR = "needs-year"
    DAY_NEEDS_YEAR = "day-needs-year"
    DAY_ORDER = "day-order"


@dataclass(frozen=True, slots=True)
class Era:
    """How a book counts years: the financial year's first month, and the period that lends its year to `3月`."""

    year_start: int = 1
    around: Period | None = None


_WEEKDAY = r"(?:\s*\(?(?:周|星期|礼拜)[一二三四五六日天]\)?|,?\s*\(?(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?\)?)"
_TIME = r"(?:上午|下午|中午|晚上|凌晨)?\s*(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?(?:\s*[ap]m)?"
_YMD = re.compile(
    r"(\d{4})\s*([-./年])\s*(\d{1,2})\s*([-./月])\s*(\d{1,2})\s*[日号]?"
    rf"{_WEEKDAY}?(?:[ T]\s*{_TIME}\s*(?:Z|[-+]\d{{2}}:?(?:\d{{2}})?)?)?{_WEEKDAY}?",
    re.IGNORECASE,
)
_COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DAY_FIRST = re.compile(r"\d{1,2}\s*[-./]\s*\d{1,2}\s*[-./]\s*(?:\d{4}|\d{1,2})(?:\s+\d{1,2}:\d{2}.*)?")
_WITHOUT_YEAR = re.compile(rf"(?:0?[1-9]|1[0-2])\s*[-./月]\s*(?:0?[1-9]|[12]\d|3[01])\s*[日号]?{_WEEKDAY}?", re.IGNORECASE)
_YEAR = re.compile(r"(?:FY\s*)?(\d{4})\s*(?:财年|年度|年全年|全年|年)?", re.IGNORECASE)
_MONTH = re.compile(r"(\d{4})\s*(?:(?:-|\.|/|年)\s*(\d{1,2})|(\d{2}))\s*(?:月份|月)?")
_WEEK = re.compile(r"(\d{4})\s*-?(?:W|年第|年)(\d{1,2})周?", re.IGNORECASE)
_PART = re.compile(
    r"(?:(?P<year>\d{4})\s*[-年]?\s*度?\s*)?"
    r"(?:(?P<half>上半年|下半年|H[12])|(?:Q(?P<q>[1-4])|第?(?P<quarter>[1-4一二三四])\s*季度?)|(?P<whole>全年)"
    r"|(?P<m1>\d{1,2})\s*(?:月?\s*[-~—–至到]\s*(?P<m2>\d{1,2})\s*)?月份?)",
    re.IGNORECASE,
)
_YEAR_LAST = re.compile(r"([HQ])\s*([1-4])\s*,?\s*(?:FY\s*)?(\d{4})", re.IGNORECASE)
_ENGLISH = re.compile(r"([a-z]{3,9})\.?\s*[-,]?\s*(\d{4})|(\d{4})\s*[-,]?\s*([a-z]{3,9})\.?|([a-z]{3,9})\.?", re.IGNORECASE)
_ENGLISH_DAY = re.compile(
    r"(?P<m1>[a-z]{3,9})\.?\s*(?P<d1>\d{1,2})(?:st|nd|rd|th)?\s*,?\s+(?P<y1>\d{4})"
    r"|(?P<d2>\d{1,2})(?:st|nd|rd|th)?[-\s]\s*(?P<m2>[a-z]{3,9})\.?[-,\s]\s*(?P<y2>\d{4})"
    r"|(?P<y3>\d{4})[-\s]\s*(?P<m3>[a-z]{3,9})\.?[-\s]\s*(?P<d3>\d{1,2})",
    re.IGNORECASE,
)
_SHORTEST = 3
_ENGLISH_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_LIKE_A_DATE = re.compile(
    r"((?:1[89]|2[0-2])\d{2})"
    r"(?:\s*[-./年]\s*(\d{1,2})(?!\d)(?:\s*[-./月]\s*(\d{1,2}))?|(\d{2})(\d{2})?(?!\d)|\s*年|\s*$)"
)
_SERIAL = re.compile(r"[2-7]\d{4}(?:\.\d+)?")
_SHORT_YEAR = re.compile(r"FY\s*\d{2}$|\d{2}(?:年|财年)", re.IGNORECASE)
_SEPARATORS = re.compile(r"\s*(?:~|至|到|—+|–|\bto\b)\s*", re.IGNORECASE)
_TAIL = re.compile(r"(?:(\d{1,2})\s*[-./月])?\s*(\d{1,2})\s*([日号月]?)")
_HAN_MONTH = re.compile(r"(?<![一二三四五六七八九十])(十[一二]?|[一二三四五六七八九])(?=月)")
_HAN_MONTHS = {
    word: number for number, word in enumerate(("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"), 1)
}
_QUARTERS = {word: number for number, words in enumerate(("1一", "2二", "3三", "4四"), 1) for word in words}


def parse_day(text: str) -> date | PeriodRefusal:
    """A date with the year first."""
    plain = folded(text)
    if _is_mixed(plain):
        return PeriodRefusal.WORDS
    match = _YMD.fullmatch(plain) or _COMPACT_DAY.fullmatch(plain)
    if match is None:
        return _english_day(plain) or _no_day(plain)
    year, month, day = (int(part) for part in match.groups() if part.isdigit())
    return _day(year, month, day) or PeriodRefusal.WORDS


def why_refused(text: str) -> PeriodRefusal:
    """What is wrong with a text that is no day and no period, by what it looks like."""
    plain = folded(text)
    if _is_mixed(plain):
        return PeriodRefusal.MIXED
    match = _LIKE_A_DATE.match(plain)
    if match:
        year, month, day = int(match[1]), match[2] or match[4], match[3] or match[5]
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return PeriodRefusal.YEAR
        if month and not 1 <= int(month) <= 12:
            return PeriodRefusal.NO_SUCH_MONTH
        if day and _day(year, int(month), int(day)) is None:
            return PeriodRefusal.NO_SUCH_DAY
        return PeriodRefusal.WORDS
    if _SERIAL.fullmatch(plain):
        return PeriodRefusal.SERIAL
    return PeriodRefusal.SHORT_YEAR if _SHORT_YEAR.match(plain) else PeriodRefusal.WORDS


def _english_day(plain: str) -> date | None:
    """`Jan 5, 2026`, `5-Jan-2026`, `2026 Jan 5`."""
    match = _ENGLISH_DAY.fullmatch(plain)
    if match is None:
        return None
    year, month, day = ("".join(match[f"{part}{place}"] or "" for place in "123") for part in "ymd")
    number = english_month(month)
    return _day(int(year), number, int(day)) if number else None


def english_month(name: str) -> int | None:
    """The number of a month by its English name, or by its first letters."""
    numbers = [number for number, month in enumerate(_ENGLISH_MONTHS, 1) if month.startswith(name.lower())]
    return numbers[0] if len(numbers) == 1 and len(name) >= _SHORTEST else None


def month_number(text: str) -> str:
    """`3月`, `3月份`, `三月`, `March` and `Mar` as `3`; every other text as it is."""
    plain = folded(text)
    said = _HAN_MONTH.sub(lambda found: str(_HAN_MONTHS[found[1]]), plain.replace("元月", "1月"))
    return str(english_month(plain.rstrip(".")) or said.removesuffix("份").removesuffix("月"))


def _no_day(plain: str) -> PeriodRefusal:
    if _DAY_FIRST.fullmatch(plain):
        return PeriodRefusal.DAY_ORDER
    return PeriodRefusal.DAY_NEEDS_YEAR if _WITHOUT_YEAR.fullmatch(plain) else PeriodRefusal.WORDS


def _is_mixed(plain: str) -> bool:
    """True for `2026.1-3`: a day, or the months from January to March."""
    match = _YMD.fullmatch(plain)
    return match is not None and match[4] != "月" and match[2] != match[4]


def parse_period(text: str, era: Era) -> Period | PeriodRefusal:
    """One period, or a range from the start of one to the end of another."""
    plain = _HAN_MONTH.sub(lambda found: str(_HAN_MONTHS[found[1]]), folded(text).replace("元月", "1月"))
    if _is_mixed(plain):
        return PeriodRefusal.WORDS
    single = _single(plain, era)
    if single is not PeriodRefusal.WORDS:
        return single
    ends = _SEPARATORS.split(plain)
    if len(ends) == 2:
        return _range(ends[0], ends[1], era)
    parted = re.fullmatch(r"(\d{4}[./年][^-]*)-([^-]+)", plain)
    return _range(parted[1], parted[2], era) if parted else PeriodRefusal.WORDS


def _single(plain: str, era: Era) -> Period | PeriodRefusal:
    day = parse_day(plain)
    if isinstance(day, date):
        return single_day(day)
    if day is PeriodRefusal.DAY_ORDER:
        return day
    readers: tuple[Callable[[str, Era], Period | PeriodRefusal | None], ...] = (
        _year,
        _month,
        _week,
        _year_last,
        _english_month,
        _part,
    )
    for read in readers:
        period = read(plain, era)
        if period is not None:
            return period
    return day


def _year(plain: str, era: Era) -> Period | None:
    match = _YEAR.fullmatch(plain)
    return _months(int(match[1]), era.year_start, 12) if match else None


def _month(plain: str, _era: Era) -> Period | None:
    match = _MONTH.fullmatch(plain)
    return _months(int(match[1]), int(match[2] or match[3]), 1) if match else None


def _week(plain: str, _era: Era) -> Period | None:
    match = _WEEK.fullmatch(plain)
    if match is None or not plain.upper().replace("W", "周").count("周"):
        return None
    try:
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
    except ValueError:
        return None
    return Period(monday, monday + timedelta(days=7))


def _year_last(plain: str, era: Era) -> Period | None:
    match = _YEAR_LAST.fullmatch(plain)
    if match is None or (match[1] in "Hh" and match[2] in "34"):
        return None
    return _section(int(match[3]), 6 if match[1] in "Hh" else 3, int(match[2]), era)


def _english_month(plain: str, era: Era) -> Period | PeriodRefusal | None:
    """`Mar 2026`, `2026-Mar`, and `Mar` of a year that the book lends."""
    match = _ENGLISH.fullmatch(plain)
    month = english_month(match[1] or match[4] or match[5]) if match else None
    if match is None or month is None:
        return None
    year = match[2] or match[3]
    return _months(int(year), month, 1) if year else _part(f"{month}月", era)


def _part(plain: str, era: Era) -> Period | PeriodRefusal | None:
    """A half, quarter, month or months of a year that is written or lent by the book."""
    match = _PART.fullmatch(plain)
    if match is None:
        return None
    if match["year"]:
        return _part_of(int(match["year"]), match, era)
    if era.around is None:
        return PeriodRefusal.NEEDS_YEAR
    years = range(era.around.start.year - 1, era.around.last.year + 1)
    inside = [part for part in (_part_of(year, match, era) for year in years) if part and era.around.holds(part)]
    if inside:
        return inside[0]
    first = era.around.start
    return _part_of(first.year - (first.month < era.year_start), match, era)


def _part_of(year: int, match: re.Match[str], era: Era) -> Period | None:
    if match["half"]:
        return _section(year, 6, 1 if match["half"][0] == "上" or match["half"][-1] == "1" else 2, era)
    if match["q"] or match["quarter"]:
        return _section(year, 3, _QUARTERS[match["q"] or match["quarter"]], era)
    if match["whole"]:
        return _months(year, era.year_start, 12)
    first = int(match["m1"])
    last = int(match["m2"] or first)
    return _months(year, first, last - first + 1) if first <= last <= 12 else None


def _section(year: int, months: int, number: int, era: Era) -> Period | None:
    """A half or quarter of a financial year."""
    start = era.year_start + (number - 1) * months
    return _months(year + (start - 1) // 12, (start - 1) % 12 + 1, months)


def _range(left: str, right: str, era: Era) -> Period | PeriodRefusal:
    first = _single(left, era)
    if isinstance(first, PeriodRefusal):
        return first
    last = _single(right, era)
    if isinstance(last, PeriodRefusal):
        last = _tail(first, right) or last
    if isinstance(last, PeriodRefusal):
        return last
    if first != last and not (first.start < last.start and first.end < last.end):
        return PeriodRefusal.WORDS
    return Period(first.start, last.end)


def _tail(first: Period, right: str) -> Period | None:
    """The end of a range that leaves out what its start has said: `2026-01~03`, `2026-01-05~01-18`, `2026年1月5日至18日`."""
    match = _TAIL.fullmatch(right)
    if match is None:
        return None
    if first.days == 1 and match[3] != "月":
        day = _day(first.start.year, int(match[1] or first.start.month), int(match[2]))
        return single_day(day) if day else None
    if match[1] or match[3] in ("日", "号"):
        return None
    return _months(first.start.year, int(match[2]), 1)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def _months(year: int, month: int, count: int) -> Period | None:
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12):
        return None
    return months_from(year, month, count)
