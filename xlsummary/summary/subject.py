"""What a summary is made from: the book, its plans, the comparison, the run's days and the problems found."""

from __future__ import annotations

from dataclasses import dataclass

from xlsummary.compare.performance import Comparison
from xlsummary.model import SalesBook
from xlsummary.plan.horizon import Horizon
from xlsummary.plan.quota import Plan
from xlsummary.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    book: SalesBook
    plans: tuple[Plan, ...]
    comparison: Comparison
    horizon: Horizon
    problems: tuple[Problem, ...]
