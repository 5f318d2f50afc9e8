"""The head of a sheet of plans: company and period, what is planned, the calendar, the as-of day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlsummary.model import Lang, Period, SalesBook, Text
from xlsummary.periods import day_name, name_of
from xlsummary.plan.horizon import Horizon
from xlsummary.plan.quota import CalendarBasis, Plan
from xlsummary.sheets.calendars import calendar_line
from xlsummary.sheets.formats import unit_line
from xlsummary.sheets.layout import LayoutCell, LayoutRow, Style
from xlsummary.sheets.record import book_id
from xlsummary.sheets.words import line_label
from xlsummary.wording import DRAFT

_AS_OF = Text("截止日：{day}", "As of {day}")
_PLAN_PERIOD = Text(" · 计划期 {period}", " · plan period {period}")


def head_rows(
    book: SalesBook, plans: Sequence[Plan], horizon: Horizon, name: Text, lang: Lang, *, noted: str = "", draft: bool = False
) -> Iterator[LayoutRow]:
    """Four lines; `name` says what the sheet is, `noted` follows the as-of day. A draft has one more line above them."""
    if draft:
        yield line(DRAFT[lang], Style.DRAFT, 24.0)
    of_book = LayoutCell(f"book:{book_id(book)}", style=Style.KEY)
    title = LayoutCell(_title(book, plans, horizon, name, lang), style=Style.TITLE)
    yield LayoutRow((of_book, title), height=26.0)
    yield line(_contents(book, plans, lang), Style.NOTE)
    estimated = any(plan.basis is CalendarBasis.ESTIMATE for plan in plans)
    yield line(calendar_line(book, plans, lang), Style.WARNING if estimated else Style.NOTE)
    yield line(_AS_OF[lang].format(day=day_name(horizon.as_of, lang)) + noted, Style.NOTE, 20.0)


def only_line(book: SalesBook, text: str) -> tuple[LayoutRow, ...]:
    """The rows of a sheet with nothing on it but why that is so; it says whose it is, so that it is known again."""
    return (LayoutRow((LayoutCell(f"book:{book_id(book)}", style=Style.KEY), LayoutCell(text, style=Style.NOTE))),)


def line(text: str, style: Style, height: float | None = None) -> LayoutRow:
    """A text in column B."""
    return LayoutRow((LayoutCell(), LayoutCell(text, style=style)), height=height)


def owner_of(book: SalesBook, lang: Lang) -> str:
    """Company, branch and department, as far as they are said."""
    settings = book.settings
    parts = (settings.company, settings.branch, settings.department)
    return (" " if lang is Lang.EN else "").join(part for part in parts if part)


def _title(book: SalesBook, plans: Sequence[Plan], horizon: Horizon, name: Text, lang: Lang) -> str:
    """Names the period whose rows stand below, and the plan period where that is another."""
    year_start, owner = book.settings.year_start, owner_of(book, lang)
    covered = _covered(plans, horizon.plan)
    period, planned = name_of(covered, lang, year_start), name_of(horizon.plan, lang, year_start)
    ending = "" if covered == horizon.plan else _PLAN_PERIOD[lang].format(period=planned)
    if lang is Lang.ZH:
        return f"{owner} {period}{name.zh}{ending}".strip()
    return f"{owner}: {name.en[0].lower()}{name.en[1:]} {period}{ending}" if owner else f"{name.en} {period}{ending}"


def _covered(plans: Sequence[Plan], planned: Period) -> Period:
    """What the plans cover: the period of one that holds all others, else the plan period if that does, else first to last."""
    if not plans:
        return planned
    periods = {plan.period for plan in plans}
    span = Period(min(each.start for each in periods), max(each.end for each in periods))
    return planned if span not in periods and planned.holds(span) else span


def _contents(book: SalesBook, plans: Sequence[Plan], lang: Lang) -> str:
    if len(plans) == 1:
        return _joined(line_label(plans[0].line, lang), unit_line(plans[0].line.measure, book.settings, lang))
    lines = dict.fromkeys(line_label(plan.line, lang) for plan in plans)
    return Text("依次为：", "In turn: ")[lang] + Text("；", "; ")[lang].join(lines) if lines else ""


def block_title(plan: Plan, book: SalesBook, lang: Lang) -> str:
    """Period, line and unit."""
    period = name_of(plan.period, lang, book.settings.year_start)
    return _joined(period, line_label(plan.line, lang), unit_line(plan.line.measure, book.settings, lang))


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
