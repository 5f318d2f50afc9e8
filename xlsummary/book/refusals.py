"""Why a cell is no number, no day and no period, as near as it can be told: a date, foreign money, things, a year too early."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

from xlsummary import catalogue
from xlsummary.book.codes import CURRENCIES
from xlsummary.book.measure_words import foreign_word
from xlsummary.book.period_values import FIRST_YEAR, LAST_YEAR, Era, PeriodRefusal, parse_period, why_refused
from xlsummary.model import Period, Text
from xlsummary.money import Refusal, exact, parse_amount
from xlsummary.problems import Rule
from xlsummary.spelling import folded

_PRICED = re.compile(r"[\d.,]+\s*[^\W\d]*\s*[/每]\s*[^\W\d]+")
_POINTS = re.compile(r"[-+]?[\d.]+\s*个?(?:百分)?点")


def why_no_number(value: str, refusal: Refusal, refused: Rule) -> Refusal:
    """Why a text is no number, told nearer where it is a date, so many points of percent, foreign money or things."""
    if refusal not in (Refusal.WORDS, Refusal.RANGE):
        return refusal
    text = folded(value)
    if is_time(text):
        return Refusal.PERIOD
    if refusal is Refusal.RANGE:
        return refusal
    if _POINTS.fullmatch(text):
        return Refusal.PERCENT
    if refused.id != catalogue.UNREADABLE_AMOUNT.id:
        return refusal
    foreign = _FOREIGN.fullmatch(text)
    if foreign and (foreign["word"] or (foreign["before"] or foreign["after"]).upper() in CURRENCIES):
        return Refusal.CURRENCY
    return Refusal.UNIT if _PRICED.fullmatch(text) or counted_word(text) else refusal


def counted_word(text: str) -> str:
    """The measure word behind what is a number without it; '' where there is none."""
    word = foreign_word(text)
    before, _, after = text.rpartition(word) if word else ("", "", "")
    number = f"{before}{after}".strip()
    is_number = _HALF.fullmatch(number) or (number and not isinstance(parse_amount(number), Refusal))
    return word if is_number else ""


_HALF = re.compile(r"(?:[一两二三四五六七八九十\d]个?)?半")
_FOREIGN = re.compile(
    r"(?P<before>[A-Za-z]{3})\s*-?[\d.,]+|-?[\d.,]+\s*(?:万|亿|千)?\s*(?:(?P<after>[A-Za-z]{3})"
    r"|(?P<word>卢布|泰铢|铢|越南盾|盾|法郎|瑞郎|加元|澳元|纽元|新元|新加坡元|卢比|比索|里拉|克朗|兰特|令吉|林吉特|雷亚尔|迪拉姆|里亚尔|澳门元|澳门币))"
)
VARIANTS: Mapping[tuple[str, Refusal], Rule] = MappingProxyType(
    {
        (catalogue.UNREADABLE_AMOUNT.id, Refusal.CURRENCY): catalogue.FOREIGN_AMOUNT,
        (catalogue.UNREADABLE_AMOUNT.id, Refusal.PERIOD): catalogue.DATED_AMOUNT,
        (catalogue.UNREADABLE_NUMBER.id, Refusal.PERIOD): catalogue.DATED_NUMBER,
    }
)
"""The rules that say what to do with one reason."""


def why_no_day(value: object) -> Text:
    """What is wrong with what stands in a column of days alone."""
    reason = why_no_time(value)
    if reason is not None or not isinstance(value, str):
        return reason or NO_DATE
    period = parse_period(value, Era())
    return _A_PERIOD if isinstance(period, Period) or period is PeriodRefusal.NEEDS_YEAR else NO_DATE


def why_no_time(value: object) -> Text | None:
    """What is wrong with a cell where a day or a period belongs, as far as it can be told."""
    if isinstance(value, (time, timedelta)):
        return Text("只有时间，没有日期", "is a time of the day, without a date")
    if isinstance(value, (date, datetime)):
        return _REASONS[PeriodRefusal.YEAR] if value.year > FIRST_YEAR else _SMALL_NUMBER
    if isinstance(value, float) and not value.is_integer() and FIRST_YEAR <= value < LAST_YEAR:
        return _DECIMAL
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    return _REASONS.get(why_refused(value if isinstance(value, str) else f"{exact(float(value)):f}"))


def is_time(text: str) -> bool:
    """True for what is a day or a period, or looks like one, though not of a known year."""
    period = parse_period(text, Era())
    if isinstance(period, Period) or period in (PeriodRefusal.NEEDS_YEAR, PeriodRefusal.DAY_ORDER):
        return True
    if period is PeriodRefusal.DAY_NEEDS_YEAR:
        return "月" in text
    return why_refused(text) in _TIMES or _TIME_WORDS.match(folded(text)) is not None


_TIMES = frozenset(
    {PeriodRefusal.YEAR, PeriodRefusal.NO_SUCH_DAY, PeriodRefusal.NO_SUCH_MONTH, PeriodRefusal.MIXED, PeriodRefusal.SHORT_YEAR}
)
_TIME_WORDS = re.compile(
    r"(?:19|20|21)\d{2}\s*(?:年|[-./]\s*\d{1,2}\s*[-./])|(?:民国|令和)\d+年|\d{1,2}月(?:[初底末中]|[上中下]旬)"
)
DAY_OR_MONTHS = re.compile(r"\d{1,2}\s*[-./~]\s*\d{1,2}")
DAY_OR_MONTHS_SAID = Text("分不清是某一天还是几个月", "could be a day or some months")
NO_DATE = Text("不是日期", "is not a date")
NOT_A_PERIOD = Text("不是期间", "is not a period")
_A_PERIOD = Text("是期间，不是某一天", "is a period, not a day")
_SMALL_NUMBER = Text(
    "的年份太早，多半是一个小的数设成了日期格式",
    "is of an unlikely year: most likely a small number that is formatted as a date",
)
_DECIMAL = Text(
    "存成了带小数的数，2026.1 和 2026.10 存出来一样，分不清是哪一月",
    "is held as a number with decimals, in which 2026.1 and 2026.10 are the same, so the month is not clear",
)
_REASONS: Mapping[PeriodRefusal, Text] = MappingProxyType(
    {
        PeriodRefusal.YEAR: Text(
            f"的年份不在 {FIRST_YEAR} 到 {LAST_YEAR} 之间", f"is of a year that is not between {FIRST_YEAR} and {LAST_YEAR}"
        ),
        PeriodRefusal.NO_SUCH_DAY: Text("在日历上没有这一天", "is no day of the calendar"),
        PeriodRefusal.NO_SUCH_MONTH: Text("的月份不在 1 到 12 之间", "has a month that is not between 1 and 12"),
        PeriodRefusal.SHORT_YEAR: Text("的年份没有写满四位", "has a year of fewer than four digits"),
        PeriodRefusal.MIXED: DAY_OR_MONTHS_SAID,
        PeriodRefusal.SERIAL: Text("是日期变成的数", "is what a date has become as a number"),
    }
)
