"""What is said beside targets and actuals, each subject from its own module."""

from __future__ import annotations

from dataclasses import dataclass

from xlsummary.compare.receivables import Receivables, receivables
from xlsummary.model import SalesBook
from xlsummary.plan.horizon import Horizon


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """One book's."""

    receivables: Receivables


def analysis(book: SalesBook, horizon: Horizon) -> Analysis:
    """Of the report period up to the as-of day."""
    return Analysis(receivables=receivables(book, horizon))
