"""Months and years that a spreadsheet holds as their first day: what is shown, `2026年1月`, is what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from xlsummary import catalogue
from xlsummary.book.findings import Findings
from xlsummary.book.headings import HeadedColumn
from xlsummary.book.period_values import parse_day
from xlsummary.book.rows import TableRows, table_cell
from xlsummary.book.schema import MONTH_HEADINGS, YEAR_MONTH_HEADINGS, ValueKind
from xlsummary.book.values import CellValue, Customs
from xlsummary.spelling import heading_key

_PERIODS = (ValueKind.PERIOD, ValueKind.DATE_OR_PERIOD)
_MONTHLY = frozenset(map(heading_key, (*MONTH_HEADINGS, *YEAR_MONTH_HEADINGS, "会计期间", "统计月份", "所属月份", "业绩月份")))
_PERIODIC = frozenset(map(heading_key, ("期间", "Period")))


def as_months(table: TableRows, customs: Customs, findings: Findings) -> TableRows:
    """The table with dates that stand for a month or year as its text, with a note a column.

    They do where the format shows no day, or under a heading of months, or, where there are several, of periods; and every
    date of the column is the first of a month. With another day among them it is a column of days.
    """
    rows = [*table.cells]
    for headed in table.head.columns.values():
        at = headed.position - table.head.grid.first_column
        for place, text in _periods(table, headed, customs).items():
            if headed.column.kind is not ValueKind.PERIOD:
                findings.add(catalogue.MONTH_FROM_DATE, table_cell(table.head, at, place), rows[place][at])
            rows[place] = [*rows[place][:at], text, *rows[place][at + 1 :]]
    return replace(table, cells=rows)


def _periods(table: TableRows, headed: HeadedColumn, customs: Customs) -> Mapping[int, str]:
    """By place, the texts of the months and years that a column holds as dates."""
    if headed.apart or (headed.column.kind not in _PERIODS and headed.column.name != "collected_on"):
        return {}
    key, shown = heading_key(headed.heading), _times_shown(table, headed)
    if not shown and key not in _MONTHLY | _PERIODIC:
        return {}
    at = headed.position - table.head.grid.first_column
    days = {
        place: day
        for place in table.places
        if (day := _day(table.cells[place][at], customs, is_date=place in shown)) is not None
    }
    if any(day.day != 1 for day in days.values()):
        return {}
    whole = key in _MONTHLY or (key in _PERIODIC and headed.column.kind in _PERIODS and len({*days.values()}) > 1)
    if any(day.month != 1 for place, day in days.items() if shown.get(place) == "year"):
        shown = dict.fromkeys(shown, "month")
    return {
        place: f"{day:%Y}" if shown.get(place) == "year" else f"{day:%Y-%m}"
        for place, day in days.items()
        if place in shown or (whole and headed.column.kind is not ValueKind.PERIOD)
    }


def _times_shown(table: TableRows, headed: HeadedColumn) -> Mapping[int, str]:
    """By place, `month` or `year` where a date's format shows no more than these."""
    first = table.head.grid.first_row
    return {
        number - first: number_format.shown[0].time
        for (column, number_format), numbers in table.head.grid.shown.items()
        if column == headed.position and number_format.shown[0].time
        for number in numbers
    }


def _day(value: CellValue, customs: Customs, *, is_date: bool) -> date | None:
    """The day of a date, of a number that is shown as one, or of a text that tells a day."""
    if isinstance(value, datetime):
        return value.date() if value.time() == time() else None
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        day = parse_day(value) if value else None
        return day if isinstance(day, date) else None
    if is_date and isinstance(value, float) and 1 <= value < 100_000 and value.is_integer():
        return (date(1904, 1, 1) if customs.from_1904 else date(1899, 12, 30)) + timedelta(days=int(value))
    return None
