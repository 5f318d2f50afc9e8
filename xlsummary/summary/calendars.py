"""What a summary says of the calendar that working days and quotas rest on."""

from __future__ import annotations

from xlsummary.model import Lang, Period, SalesBook, Text
from xlsummary.plan.calendar import FIRST_OFFICIAL_YEAR, HOME, working_calendar, years_text
from xlsummary.plan.quota import CalendarBasis
from xlsummary.summary.cells import listed_days
from xlsummary.summary.pen import Pen, Source

_ESTIMATED = Text("（推定）", " (estimated)")
_OFFICIAL = Text(
    "工作日按国务院放假安排计算，含调休上班。",
    "Working days follow the State Council's holiday arrangement, make-up days included.",
)
_ABROAD = Text("工作日按 {country} 的公众假日计算。", "Working days follow the public holidays of {country}.")
_LISTED = Text("工作簿“日历”表所列的日子从其规定。", "Days listed on the book's sheet Calendar are as it says.")
_BOOK = Text("工作日按工作簿“日历”表计算。", "Working days follow the book's sheet Calendar.")
_ESTIMATE = Text(
    "{years}放假安排尚未公布，工作日及据此分解的数字为推定，公布后再核。",
    "The holiday arrangement of {years} is not announced yet: working days, and what is spread by them, are an estimate, "
    "to be checked once it is.",
)
_PAST = Text(
    "程序里没有{years}的放假安排，工作日及据此分解的数字按法定节日推定。",
    "The holiday arrangement of {years} is not known to the program: working days, and what is spread by them, are an estimate "
    "from the statutory days.",
)
_UNKNOWN = Text(
    "{country} 的公众假日不详，工作日及据此分解的数字按周一至周五推定。",
    "The public holidays of {country} are not known: working days, and what is spread by them, are an estimate "
    "from Monday to Friday.",
)
_SHORT = {
    CalendarBasis.OFFICIAL: Text("国务院放假安排，含调休", "State Council arrangement, make-up days included"),
    CalendarBasis.BOOK: Text("按“日历”表", "by the sheet Calendar"),
    CalendarBasis.ESTIMATE: Text("推定", "estimated"),
}


def basis_of(book: SalesBook, period: Period) -> CalendarBasis:
    return working_calendar(book, period).basis


def calendar_note(book: SalesBook, basis: CalendarBasis, period: Period, pen: Pen) -> str:
    """The sentence under a table of working days."""
    country = book.settings.country.upper()
    is_home = country == HOME
    calendar = working_calendar(book, period)
    if basis is CalendarBasis.BOOK and not calendar.is_adjusted:
        return pen.say(_BOOK)
    years = calendar.estimated_years
    is_past = bool(years) and years[-1] < FIRST_OFFICIAL_YEAR
    official, estimate = (_OFFICIAL, _PAST if is_past else _ESTIMATE) if is_home else (_ABROAD, _UNKNOWN)
    named = pen.say(years_text(years))
    words = pen.say(estimate if basis is CalendarBasis.ESTIMATE else official).format(country=country, years=named)
    listed = pen.say(_LISTED) if listed_days(book, period) else ""
    return f"{words} {listed}".strip() if pen.lang is Lang.EN else f"{words}{listed}"


def estimate_note(book: SalesBook, basis: CalendarBasis, period: Period, pen: Pen) -> str:
    """The note only where the days are estimated: it stands under every table that rests on them."""
    return calendar_note(book, basis, period, pen) if basis is CalendarBasis.ESTIMATE else ""


def estimate_mark(basis: CalendarBasis, pen: Pen) -> str:
    """`（推定）` behind a number that rests on estimated days, '' otherwise."""
    return pen.say(_ESTIMATED) if basis is CalendarBasis.ESTIMATE else ""


def working_days_source(book: SalesBook, name: Text, period: Period, what: Text) -> Source:
    """Where a number of working days comes from: whose days, by which calendar."""
    calendar, country = working_calendar(book, period), book.settings.country.upper()
    by = _SHORT[CalendarBasis.OFFICIAL if calendar.is_adjusted else calendar.basis]
    if country != HOME and (calendar.is_adjusted or calendar.basis is CalendarBasis.OFFICIAL):
        by = Text(f"{country} 公众假日", f"public holidays of {country}")
    if calendar.is_adjusted:
        by = Text(f"{by.zh}，按“日历”表调整", f"{by.en}, changed by the sheet Calendar")
    formula = Text(f"{what.zh}的工作日数（{by.zh}）", f"working days of {what.en} ({by.en})")
    return Source(name=name, formula=formula, cells=listed_days(book, period))


def joined_notes(notes: list[str], pen: Pen) -> str:
    """Sentences of one note under a table, the empty ones left out; '' when all are."""
    told = (" " if pen.lang is Lang.EN else "").join(note for note in notes if note)
    return pen.say(Text(f"注：{told}", f"Note: {told}")) if told else ""
