"""How the targets of one plan fall on its days, by the setting 月度分解."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from xlsummary.catalogue import NO_WORKING_DAYS
from xlsummary.catalogue_path import LAST_YEAR_INCOMPLETE, LAST_YEAR_MEAN, LAST_YEAR_MISSING
from xlsummary.model import Lang, Level, Period, Phasing, Text
from xlsummary.periods import months_in, name_of
from xlsummary.plan.calendar import WorkingCalendar
from xlsummary.plan.last_year import Pace, Past, pace_of, year_before
from xlsummary.plan.phase import idle_periods, phase
from xlsummary.plan.remarks import period_name
from xlsummary.plan.roots import Root, RootSet
from xlsummary.plan.seasons import season_weights
from xlsummary.problems import Problem
from xlsummary.wording import LABELS


@dataclass(frozen=True)  # no slots: last year's pace is kept once read
class Timing:
    """The weight in time of every day of a plan, for each of its targets."""

    chosen: RootSet
    calendar: WorkingCalendar
    past: Past

    @property
    def phasing(self) -> Phasing:
        return self.past.book.settings.phasing

    @cached_property
    def _pace(self) -> Pace:
        return pace_of(self.past, self.chosen.line.measure, self.chosen.period)

    @property
    def is_known(self) -> bool:
        """False where last year is to be gone by and says nothing."""
        return self.phasing is not Phasing.LAST_YEAR or bool(self._pace.by_month)

    def phase_of(self, root: Root) -> tuple[Fraction, ...]:
        """The weight of each day of the plan for a target: 0 outside its own months."""
        period, typed = self.chosen.period, root.target.period
        start, end = (typed.start - period.start).days, (typed.end - period.start).days
        phased = phase(self.phasing, typed, self.calendar.weights[start:end], self._by_month(root))
        days = [Fraction(0)] * period.days
        for month in root.own:
            first, last = (month.start - typed.start).days, (month.end - typed.start).days
            days[start + first : start + last] = phased[first:last]
        return tuple(days)

    def _by_month(self, root: Root) -> Sequence[Fraction]:
        target = root.target
        if self.phasing is Phasing.SEASON:
            return season_weights(self.past.book, target.period, target.name if target.level is Level.PRODUCT else "")
        if self.phasing is Phasing.LAST_YEAR:
            months = months_in(self.chosen.period)
            first = months.index(months_in(target.period)[0])
            return self._pace.by_month[first : first + len(months_in(target.period))]
        return ()

    def problems(self) -> Iterator[Problem]:
        """What there is to say: no working day in a period, and how far last year can be gone by."""
        yield from self._idle()
        if self.phasing is Phasing.LAST_YEAR:
            yield from self._of_last_year()

    def _idle(self) -> Iterator[Problem]:
        """A warning for what has no working day, once a period."""
        told: set[Period] = set()
        for root in self.chosen.roots:
            own, year_start = root.target.period, self.past.book.settings.year_start
            start, end = (own.start - self.chosen.period.start).days, (own.end - self.chosen.period.start).days
            for period in idle_periods(self.phasing, own, self.calendar.weights[start:end]):
                if period not in told:
                    told.add(period)
                    words = {"period": period_name(period, year_start)}
                    yield Problem(NO_WORKING_DAYS, root.target.origin.cell("period"), words=words)

    def _of_last_year(self) -> Iterator[Problem]:
        settings = self.past.book.settings
        cell, measure = settings.cells.get("phasing"), LABELS[self.chosen.line.measure]
        if not self.is_known:
            period = period_name(year_before(self.chosen.period), settings.year_start)
            yield Problem(LAST_YEAR_MISSING, cell, words={"period": period, "measure": measure})
        for rule, months in ((LAST_YEAR_MEAN, self._pace.at_mean), (LAST_YEAR_INCOMPLETE, self._pace.unknown)):
            if months:
                yield Problem(rule, cell, words={"months": _named(months), "measure": measure})


def _named(months: Sequence[Period]) -> Text:
    """`2025年3月、2025年8月`; `March 2025, August 2025`."""
    zh, en = ([name_of(month, lang) for month in months] for lang in (Lang.ZH, Lang.EN))
    return Text("、".join(zh), ", ".join(en))
