"""What a yearly overview says: the main figures, cases and lessons, the plan by whom and where, as records."""

from __future__ import annotations

from dataclasses import dataclass

from xlsummary.summary.account_records import Why
from xlsummary.summary.figure import Figure
from xlsummary.summary.outlook_records import Outlook
from xlsummary.summary.records import Closing, Head, ProblemRow, ResultTable
from xlsummary.summary.remark import Remark, Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRow:
    """A main figure: its actual, its task, how much of it was reached, and the change against last year in words."""

    label: str
    actual: Shown
    target: Shown
    rate: Shown
    change: str
    amount: Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyTable:
    rows: tuple[KeyRow, ...]
    source: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeLine:
    grade: str
    count: Figure
    change: str
    amount: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """A planned action with what it takes and what it is to bring; `tier` tells the sure from the hoped-for."""

    title: str
    action: str
    owner: str
    by: str
    resource: str
    expected: Shown
    tier: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewSections:
    """Kind `overview` (年终总结): few main figures in the body, the tables of months and people behind it."""

    head: Head
    opening: tuple[Remark, ...]
    keys: KeyTable | None
    verdict: str
    gap: Figure | None
    excess: Figure | None
    grades: tuple[GradeLine, ...]
    now: Figure | None
    achievements: tuple[Remark, ...]
    why: Why | None
    cases: tuple[Remark, ...]
    shortcomings: tuple[Remark, ...]
    problems: tuple[ProblemRow, ...]
    outlook: Outlook | None
    measures: tuple[PlanLine, ...]
    months: ResultTable | None
    people: ResultTable | None
    closing: Closing | None
