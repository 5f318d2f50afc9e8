"""The way from a comparison to what finance signs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from xlsummary.compare.block_scores import BlockScorer, CashLine, Rows
from xlsummary.compare.control_sums import control_sums
from xlsummary.compare.happened import Happened, of_records
from xlsummary.compare.performance import By, Comparison, Performance
from xlsummary.compare.quotas import Quotas
from xlsummary.compare.records import records_of
from xlsummary.compare.roster import Roster
from xlsummary.compare.scores import ScoreBlock, Scores
from xlsummary.compare.told import Told
from xlsummary.compare.windows import Windows, windows_of
from xlsummary.model import Line, Measure, SalesBook, Version
from xlsummary.plan.horizon import Horizon
from xlsummary.plan.quota import Plan

_Key = tuple[Measure, str | None]
"""A measure, and the unit of quantities that have several."""


def scores_of(
    book: SalesBook, plans: Iterable[Plan], horizon: Horizon, comparison: Comparison, beside: Iterable[Plan] = ()
) -> Scores | None:
    """The tables of a comparison; None where it has no rows. `beside` are plans of names off the path."""
    if not comparison.rows:
        return None
    return _Scorer(book, tuple(plans), tuple(beside), horizon, comparison).scores()


@dataclass(frozen=True)  # no slots: what is found once is kept
class _Scorer:
    book: SalesBook
    plans: tuple[Plan, ...]
    beside: tuple[Plan, ...]
    horizon: Horizon
    comparison: Comparison

    def scores(self) -> Scores:
        wholes = [row for row in self.comparison.rows if row.by in (By.COMPANY, By.UNIT)]
        first = {(row.line.measure, row.unit): row.line for row in reversed(wholes)}
        return Scores(
            period=self.comparison.period,
            windows=self._windows,
            working_days=self.comparison.working_days,
            days_gone=self.comparison.days_gone,
            blocks=tuple(self._block(row, is_headline=first[row.line.measure, row.unit] == row.line) for row in wholes),
            controls=control_sums(self.book, self.comparison.counted, self.horizon),
        )

    def _block(self, whole: Performance, *, is_headline: bool) -> ScoreBlock:
        told, cash = self._told(whole.line.measure, whole.unit), self._cash_of(whole.line)
        scorer = BlockScorer(self.book, whole, self._rows, told, self._quotas(whole.line), cash, self._roster)
        return ScoreBlock(
            line=whole.line,
            unit=whole.unit,
            company=scorer.company,
            tables=tuple(scorer.tables()),
            spring=scorer.spring,
            untold=told.untold,
            since=told.happened.since,
            is_headline=is_headline,
            has_cash_target=cash is not None and cash.has_target,
        )

    @cached_property
    def _windows(self) -> Windows:
        return windows_of(self.horizon)

    @cached_property
    def _roster(self) -> Roster:
        return Roster(self.book)

    @cached_property
    def _rows(self) -> Rows:
        """The comparison's rows by line, unit and dimension."""
        found: dict[tuple[Line, str | None, By], list[Performance]] = {}
        for row in self.comparison.rows:
            found.setdefault((row.line, row.unit, row.by), []).append(row)
        return found

    @cached_property
    def _known(self) -> dict[_Key, Told]:
        return {}

    def _told(self, measure: Measure, unit: str | None) -> Told:
        if (measure, unit) not in self._known:
            self._known[measure, unit] = Told(self._happened(measure, unit), self._windows)
        return self._known[measure, unit]

    def _happened(self, measure: Measure, unit: str | None) -> Happened:
        for part, happened in zip(self.comparison.counted, self.comparison.happened, strict=True):
            if (part.measure, part.unit) == (measure, unit):
                return happened
        return of_records(records_of(self.book, measure, self.horizon.today), self._roster)

    def _quotas(self, line: Line) -> Quotas:
        own, aside = ([plan for plan in plans if self._meets(plan, line)] for plans in (self.plans, self.beside))
        return Quotas(line, own, self.horizon, self._roster, aside)

    def _meets(self, plan: Plan, line: Line) -> bool:
        return plan.line == line and plan.period.meets(self.horizon.report)

    def _cash_of(self, line: Line) -> CashLine | None:
        """The cash beside a line of sales, its targets those of the same tier and source; None in a book that records none."""
        known = dict.fromkeys(row.line for row in self.comparison.company(Measure.COLLECTIONS))
        if line.measure is not Measure.SALES or not known:
            return None
        own = replace(line, measure=Measure.COLLECTIONS)
        alike = next((each for each in (own, replace(own, version=Version.FIRST)) if each in known), None)
        return CashLine(line=alike or next(iter(known)), has_target=alike is not None)
