"""A small workbook read, planned, compared and analysed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from tests.book.written import Sheets, reading
from xlsummary.compare.analysis import Analysis, analysis
from xlsummary.compare.attainment import compare
from xlsummary.compare.why import Why
from xlsummary.plan.breakdown import break_down
from xlsummary.plan.horizon import horizon

AS_OF = date(2025, 12, 31)


def analysed(folder: Path, sheets: Sheets, as_of: date = AS_OF) -> Analysis:
    """What is said of the year 2025, unless a target says otherwise."""
    book = reading(folder, sheets).book
    days = horizon(book, as_of, as_of)
    plans = break_down(book).plans
    comparison, _ = compare(book, plans, days)
    return analysis(book, plans, comparison, days)


def why_of(folder: Path, sheets: Sheets, as_of: date = AS_OF) -> Why:
    found = analysed(folder, sheets, as_of).why
    assert found is not None
    return found


def actuals(heads: str, *rows: Iterable[object]) -> dict[str, list[list[object]]]:
    return {"实绩": [list(heads.split()), *map(list, rows)]}


def settings(*rows: Iterable[object]) -> dict[str, list[list[object]]]:
    return {"设置": [["项目", "值"], *map(list, rows)]}


def told(*values: object) -> list[object]:
    """What was found, to be compared with what was worked out, whatever types the numbers have."""
    return [*values]
