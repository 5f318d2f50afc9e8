"""Headings that are periods, each with a column of its own: months across a sheet that has one row a period."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from xlsummary.book.source import Grid
from xlsummary.book.values import CellValue
from xlsummary.spelling import heading_key

FEWEST = 2
SURELY = 3
"""Periods among the headings that tell: two where a needed column is not there, three in any case."""

AMOUNTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "targets": ("period", "amount"),
        "actuals": ("day", "sales"),
        "activities": ("period", "count"),
        "expenses": ("period", "actual"),
    }
)
"""The fields of period and amount of the sheets that have one row a period."""

_YEAR = r"(?:\d{4}[年./-]?)?"
_PERIOD = re.compile(
    rf"{_YEAR}(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?\D{{0,5}}|\d{{4}}[./-](?:1[0-2]|0?[1-9])"
    rf"|{_YEAR}(?:q[1-4]|第?[一二三四1-4]季度?|[上下]半年|h[12])\D{{0,5}}|(?:q[1-4]|h[12])\d{{4}}"
    r"|(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)[.'-]?(?:\d{2}|\d{4})?"
)


def is_period_heading(heading: CellValue) -> bool:
    """True for 1月, 2026-01, 一季度, Jan and a date."""
    if isinstance(heading, date):
        return True
    return isinstance(heading, str) and _PERIOD.fullmatch(heading_key(heading)) is not None


def row_of_periods(grid: Grid, rows: int) -> tuple[int, Sequence[int]] | None:
    """The place of the first of so many rows with several periods side by side, and their places in it."""
    for place, cells in enumerate(grid.rows[:rows]):
        found = [at for at, cell in enumerate(cells) if isinstance(cell, str) and is_period_heading(cell)]
        if len(found) >= SURELY:
            return place, found
    return None
