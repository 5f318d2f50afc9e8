"""What the head of a sheet says of the working days that its plans rest on."""

from __future__ import annotations

from collections.abc import Sequence

from xlsummary.model import Lang, SalesBook, Text
from xlsummary.plan.calendar import FIRST_OFFICIAL_YEAR, HOME, working_calendar, years_text
from xlsummary.plan.quota import CalendarBasis, Plan

_OFFICIAL = Text("日历：国务院办公厅放假安排（含调休）", "Calendar: State Council arrangement, make-up days included")
_ABROAD = Text("日历：{country} 的公众假日", "Calendar: public holidays of {country}")
_ADJUSTED = Text(
    "日历：国务院放假安排，按本书“日历”调整",
    "Calendar: State Council arrangement, changed by the book's own Calendar sheet",
)
_ADJUSTED_ABROAD = Text(
    "日历：{country} 的公众假日，按本书“日历”调整",
    "Calendar: public holidays of {country}, changed by the book's own Calendar sheet",
)
_BOOK = Text("日历：按本书“日历”表", "Calendar: the book's own Calendar sheet")
_AHEAD = Text(
    "日历：【推定】{years}放假安排尚未公布，按法定节日推算，公布后请重新运行",
    "Calendar: [ESTIMATE] holidays of {years} not announced yet, taken from the statutory days; run again when they are",
)
_PAST = Text(
    "日历：【推定】程序里没有{years}的放假安排，按法定节日推算",
    "Calendar: [ESTIMATE] the arrangement of {years} is not known to the program; taken from the statutory days",
)
_UNKNOWN = Text(
    "日历：【推定】程序里没有 {country} {years}的公众假日，按周一至周五推算",
    "Calendar: [ESTIMATE] public holidays of {country} in {years} not known; Monday to Friday are taken",
)
_DAYS = Text("；工作日 {days} 天", "; {days} working days")


def calendar_line(book: SalesBook, plans: Sequence[Plan], lang: Lang) -> str:
    """The weakest basis of the plans, with the years that are estimated; the working days where all have one period."""
    if not plans:
        return ""
    country = book.settings.country.upper()
    years = sorted({year for plan in plans for year in working_calendar(book, plan.period).estimated_years})
    text = _basis(book, plans, years)[lang].format(country=country, years=years_text(years)[lang])
    if len({plan.period for plan in plans}) == 1:
        text += _DAYS[lang].format(days=plans[0].working_day_count(plans[0].period))
    return text


def _basis(book: SalesBook, plans: Sequence[Plan], years: Sequence[int]) -> Text:
    is_home = book.settings.country.upper() == HOME
    if years and not is_home:
        return _UNKNOWN
    if years:
        return _AHEAD if years[-1] >= FIRST_OFFICIAL_YEAR else _PAST
    by_book = [working_calendar(book, plan.period) for plan in plans if plan.basis is CalendarBasis.BOOK]
    if by_book and all(calendar.is_adjusted for calendar in by_book):
        return _ADJUSTED if is_home else _ADJUSTED_ABROAD
    if by_book:
        return _BOOK
    return _OFFICIAL if is_home else _ABROAD
