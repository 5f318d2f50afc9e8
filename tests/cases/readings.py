"""What a case's workbook gives: readings, problems at their cells, sums."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

from xlsummary import pipeline
from xlsummary.book.read import Reading, read_book
from xlsummary.model import SalesBook
from xlsummary.pipeline import Options
from xlsummary.problems import Problem, Severity, has_errors

FEN = Decimal("0.01")


def accepted(path: Path) -> SalesBook:
    """The book of a workbook in which nothing is wrong that a number depends on."""
    reading = read_book(path)
    assert not has_errors(reading.problems), told(reading.problems)
    return reading.book


def run(path: Path) -> pipeline.Outcome:
    """A run on a day early in the cases' year."""
    return pipeline.run(path, Options(today=date(2025, 1, 31)))


def told(problems: Iterable[Problem]) -> list[tuple[str, str | None]]:
    """Each problem's rule and cell."""
    return [(problem.rule.id, problem.cell.ref if problem.cell else None) for problem in problems]


def errors(reading: Reading) -> list[tuple[str, str | None]]:
    return told(problem for problem in reading.problems if problem.severity is Severity.ERROR)


def cells_told(problems: Iterable[Problem]) -> set[str | None]:
    return {ref for _, ref in told(problems)}


def target_total(book: SalesBook) -> Decimal:
    return sum((target.amount.value for target in book.targets if target.amount), Decimal(0))


def sales_by(book: SalesBook, field: str) -> dict[str, Decimal]:
    """Sales in yuan by a text field of 实绩."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for entry in book.actuals.entries():
        sums[book.actuals.text(field, entry)] += Decimal(book.actuals.fen("sales", entry) or 0) * FEN
    return dict(sums)


def sales_by_month(book: SalesBook) -> dict[str, Decimal]:
    """Sales in yuan by month, `2025-01`."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for entry in book.actuals.entries():
        month = date.fromordinal(book.actuals.starts[entry]).isoformat()[:7]
        sums[month] += Decimal(book.actuals.fen("sales", entry) or 0) * FEN
    return dict(sums)


def sales_total(book: SalesBook) -> Decimal:
    return sum(sales_by_month(book).values(), Decimal(0))
