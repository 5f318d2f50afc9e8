"""What a summary is made from: the book, its plans, the comparison, the run's days and the problems found."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from xlsummary.compare.analysis import Analysis, analysis
from xlsummary.compare.performance import Comparison
from xlsummary.model import SalesBook
from xlsummary.plan.horizon import Horizon
from xlsummary.plan.quota import Plan
from xlsummary.problems import Problem


@dataclass(frozen=True, kw_only=True)  # no slots: the analysis is kept once made
class Subject:
    book: SalesBook
    plans: tuple[Plan, ...]
    comparison: Comparison
    horizon: Horizon
    problems: tuple[Problem, ...]

    @cached_property
    def analysis(self) -> Analysis:
        """What is said beside targets and actuals."""
        return analysis(self.book, self.plans, self.comparison, self.horizon)
