"""A task adjusted for what kept it from being met, beside the raw one: never instead of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from xlsummary.compare.performance import By, Comparison, Performance
from xlsummary.compare.rates import ratio
from xlsummary.compare.sourced import Sourced, filled_cells
from xlsummary.model import Measure, Note, Period, SalesBook, Section
from xlsummary.periods import is_whole_months, key_of, months_in
from xlsummary.plan.quota import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """One cause of 素材: its days in the report period, what they were to bring and brought, and what it is said to have cost.

    `quota` and `actual` are None where the book does not tell them apart for these days; `impact` where none is typed.
    """

    note: Note
    days: Period | None
    quota: Decimal | None
    actual: Decimal | None
    impact: Sourced


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustedTask:
    """One line of sales: the raw task and attainment beside those without what the causes cost.

    `task` is None where no cause gives an amount: the months of a cause alone do not say what was lost in them.
    """

    row: Performance
    causes: tuple[Cause, ...]

    @property
    def impact(self) -> Decimal | None:
        """What all causes cost, in yuan, above 0."""
        amounts = [cause.impact.value for cause in self.causes if cause.impact.value is not None]
        return sum(amounts, Decimal(0)) if amounts else None

    @property
    def task(self) -> Decimal | None:
        """The task less what the causes cost."""
        impact = self.impact
        return None if self.row.target is None or impact is None else self.row.target - impact

    @property
    def attainment(self) -> Decimal | None:
        """Actual / adjusted task; None where that is not above 0."""
        return ratio(self.row.actual.value, self.task)


def adjusted_tasks(book: SalesBook, comparison: Comparison, plans: Iterable[Plan]) -> tuple[AdjustedTask, ...]:
    """For every line of sales with a target, where 素材 names causes with their months or their cost.

    An amount typed below 0 is what was lost as well.
    """
    notes = [note for note in book.notes if _is_cause(note)]
    every = [*plans]
    rows = [row for row in comparison.company(Measure.SALES) if row.target is not None]
    made = [AdjustedTask(row=row, causes=tuple(_causes(notes, row, comparison, every))) for row in rows]
    return tuple(task for task in made if task.causes)


def _is_cause(note: Note) -> bool:
    told = note.period is not None or note.impact is not None
    return told and (note.section is Section.CAUSES or note.cause_kind is not None)


def _causes(notes: Iterable[Note], row: Performance, comparison: Comparison, plans: Iterable[Plan]) -> Iterable[Cause]:
    report = comparison.period
    own = [plan for plan in plans if plan.line == row.line]
    for note in notes:
        if note.period is not None and not note.period.meets(report):
            continue
        days = _common(note.period, report) if note.period else None
        yield Cause(
            note=note,
            days=days,
            quota=_quota(own, days) if days else None,
            actual=_actual(comparison, row, days) if days else None,
            impact=_impact(note),
        )


def _impact(note: Note) -> Sourced:
    if note.impact is None:
        return Sourced(None)
    return Sourced(abs(note.impact.value), filled_cells([note], "impact"), note.impact.bound)


def _common(period: Period, other: Period) -> Period:
    return Period(max(period.start, other.start), min(period.end, other.end))


def _quota(plans: Iterable[Plan], days: Period) -> Decimal | None:
    """The company's quota over these days."""
    met = [(plan, _common(days, plan.period)) for plan in plans if plan.period.meets(days)]
    return sum((plan.quota(0, part) for plan, part in met), Decimal(0)) if met else None


def _actual(comparison: Comparison, row: Performance, days: Period) -> Decimal | None:
    """The sum of the months, where the days are whole months that the comparison tells apart."""
    months = {each.name: each.actual.value for each in comparison.select(By.MONTH, Measure.SALES, row.line)}
    keys = [key_of(month) for month in months_in(days)]
    known = is_whole_months(days) and all(key in months for key in keys)
    return sum((months[key] for key in keys), Decimal(0)) if known else None
