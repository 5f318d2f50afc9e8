"""A year in one column and its month in the next, as many exports have it: read as one period, in the month's cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from xlsummary.book.faults import Fault
from xlsummary.book.schema import MONTH_HEADINGS, YEAR_HEADINGS
from xlsummary.book.values import CellValue, is_blank, shown
from xlsummary.spelling import folded, heading_key

_YEARS, _MONTHS = ({heading_key(word) for word in words} for words in (YEAR_HEADINGS, MONTH_HEADINGS))
_YEAR = re.compile(r"(?:FY\s*)?(\d{4})\s*(?:财年|年度|年)?", re.IGNORECASE)
_DATED = re.compile(r"\d{4}(?!\d).*|\d{6}|\d{8}")
_NUMBER = re.compile(r"\d{1,2}")
_ENGLISH = re.compile(r"([a-z]{3,9})\.?", re.IGNORECASE)


def year_and_month(headings: Sequence[str]) -> tuple[int, int] | None:
    """The places of the year and of the month where exactly these two headings stand for one period."""
    keys = [heading_key(heading) for heading in headings]
    if len(keys) == 2:
        for year, month in ((0, 1), (1, 0)):
            if keys[year] in _YEARS and keys[month] in _MONTHS:
                return year, month
    return None


def joined(year: CellValue, month: CellValue) -> CellValue:
    """One period of two cells: `2025` and `1月` give `2025年1月`; what does not fit, put together as it is, is no period."""
    for fault in (year, month):
        if isinstance(fault, Fault):
            return fault
    if is_blank(year):
        return month
    written = _YEAR.fullmatch(folded(shown(year)))
    number = written[1] if written else shown(year)
    if is_blank(month):
        return number
    if isinstance(month, (date, datetime)):
        return month if number == str(month.year) else f"{number} {shown(month)}"
    text = folded(shown(month))
    if _DATED.fullmatch(text):
        return text if text.startswith(number) else f"{number} {text}"
    if written is None:
        return f"{number} {text}"
    if _ENGLISH.fullmatch(text):
        return f"{text} {number}"
    return f"{number}年{text}月" if _NUMBER.fullmatch(text) else f"{number}年{text}"
