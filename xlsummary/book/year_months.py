"""A period in several columns, its year, month and day apart, as many exports have it: read as one, in the last one's cell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import Enum

from xlsummary.book.faults import Fault
from xlsummary.book.schema import (
    DAY_HEADINGS,
    HALF_HEADINGS,
    MONTH_HEADINGS,
    QUARTER_HEADINGS,
    WEEK_HEADINGS,
    YEAR_HEADINGS,
    YEAR_MONTH_HEADINGS,
)
from xlsummary.book.values import CellValue, is_blank, shown
from xlsummary.spelling import folded, heading_key


class Part(Enum):
    """What a column holds of a period."""

    YEAR = "year"
    YEAR_MONTH = "year-month"
    HALF = "half"
    QUARTER = "quarter"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"


_HEADINGS = {
    Part.YEAR: YEAR_HEADINGS,
    Part.YEAR_MONTH: YEAR_MONTH_HEADINGS,
    Part.HALF: HALF_HEADINGS,
    Part.QUARTER: QUARTER_HEADINGS,
    Part.MONTH: MONTH_HEADINGS,
    Part.WEEK: WEEK_HEADINGS,
    Part.DAY: DAY_HEADINGS,
}
_PARTS: Mapping[str, Part] = {heading_key(word): part for part, words in _HEADINGS.items() for word in words}
_WHOLES = (
    (Part.YEAR, Part.MONTH, Part.DAY),
    (Part.YEAR_MONTH, Part.DAY),
    (Part.MONTH, Part.DAY),
    (Part.YEAR, Part.MONTH),
    (Part.YEAR, Part.QUARTER),
    (Part.YEAR, Part.HALF),
    (Part.YEAR, Part.WEEK),
)
"""Columns that are one period together, those that say most before others."""
_YEAR = re.compile(r"(?:FY\s*)?(\d{4})\s*(?:财年|年度|年)?", re.IGNORECASE)
_DATED = re.compile(r"\d{4}(?!\d).*|\d{6}|\d{8}")
_NUMBER = re.compile(r"\d{1,2}")
_DAY = re.compile(r"(\d{1,2})\s*[日号]?")
_NUMBERED = {
    Part.HALF: (re.compile(r"H?\s*([12])", re.IGNORECASE), "{year}H{number}"),
    Part.QUARTER: (re.compile(r"[Q第]?\s*(\d)\s*(?:季度?)?", re.IGNORECASE), "{year}Q{number}"),
    Part.WEEK: (re.compile(r"(?:W|第|week)?\s*(\d{1,2})\s*周?", re.IGNORECASE), "{year}W{number:0>2}"),
}
_ENGLISH = re.compile(r"([a-z]{3,9})\.?", re.IGNORECASE)
_MONTH = re.compile(r"(\d{4})\s*(?:年|[-/.])?\s*(\d{1,2})\s*月?")
_NAMED = re.compile(r"([a-z]{3,9})\.? (\d{4})", re.IGNORECASE)
_NAMES = {
    name: number
    for number, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)
}


def part_of_period(heading: str) -> Part | None:
    """What the column of a heading holds of a period."""
    return _PARTS.get(heading_key(heading))


def parts_of_period(headings: Sequence[str], known: Sequence[int], others: Sequence[int], *, days: bool) -> tuple[int, ...]:
    """The places of the columns that are one period together, the longest part first; empty where there are none.

    `known` are the places of headings known for the period, which all have to be parts of one, `others` those of the unknown
    ones. A single day is one only with `days`.
    """
    places: dict[Part, int] = {}
    for place in known:
        part = part_of_period(headings[place])
        if part is None or part in places:
            return ()
        places[part] = place
    for place in others:
        part = part_of_period(headings[place])
        if part is not None:
            places.setdefault(part, place)
    wholes = (whole for whole in _WHOLES if days or Part.DAY not in whole)
    found = next((whole for whole in wholes if {*whole} <= places.keys()), ())
    within = {places[part] for part in found}
    return tuple(places[part] for part in found) if {*known} <= within else ()


def joined(year: CellValue, month: CellValue) -> CellValue:
    """One period of two cells: `2025` and `1月` give `2025年1月`; what does not fit, put together as it is, is no period."""
    fault = next((each for each in (year, month) if isinstance(each, Fault)), None)
    if fault is not None:
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


def whole_of(parts: Sequence[tuple[Part, CellValue]]) -> CellValue:
    """One period of the cells of its parts, the longest first: 2025, 1 and 5 give `2025-01-05`, 2025 and `第3周` `2025W03`."""
    (first, whole), *rest = parts
    fault = next((cell for _, cell in parts if isinstance(cell, Fault)), None)
    if fault is not None:
        return fault
    for part, cell in rest:
        if part is Part.DAY:
            whole = _with_day(whole, cell, needs_year=first is Part.MONTH)
        elif part in _NUMBERED and not is_blank(cell):
            whole = _numbered(part, whole, cell)
        else:
            whole = joined(whole, cell)
    return whole


def _numbered(part: Part, year: CellValue, cell: CellValue) -> CellValue:
    """A year with its quarter, half or week by number; by a word as a month is."""
    pattern, form = _NUMBERED[part]
    number, written = pattern.fullmatch(folded(shown(cell))), _YEAR.fullmatch(folded(shown(year)))
    return form.format(year=written[1], number=number[1]) if number and written else joined(year, cell)


def _with_day(month: CellValue, day: CellValue, *, needs_year: bool) -> CellValue:
    """The day of a month: `2025年1月` and `5日` give `2025-01-05`; a whole date in the day's cell has to be of the month.

    A blank day leaves the month.
    """
    if is_blank(day):
        return f"{shown(month)}月" if needs_year and _NUMBER.fullmatch(folded(shown(month))) else month
    number = _DAY.fullmatch(folded(shown(day)))
    if needs_year:
        text = folded(shown(month)).removesuffix("月")
        return f"{text}月{number[1]}日" if number else f"{text}月 {shown(day)}"
    known = _month_of(month)
    if isinstance(day, (date, datetime)):
        return day if known == (day.year, day.month) else f"{shown(month)} {shown(day)}"
    if known is None or number is None:
        return day if is_blank(month) else f"{shown(month)} {shown(day)}"
    return f"{known[0]}-{known[1]:02d}-{int(number[1]):02d}"


def _month_of(value: CellValue) -> tuple[int, int] | None:
    if isinstance(value, (date, datetime)):
        return value.year, value.month
    text = folded(shown(value))
    written = _MONTH.fullmatch(text)
    if written:
        return int(written[1]), int(written[2])
    named = _NAMED.fullmatch(text)
    month = _NAMES.get(named[1][:3].lower()) if named else None
    return (int(named[2]), month) if named and month else None
