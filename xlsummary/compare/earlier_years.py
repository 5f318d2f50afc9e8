"""The days gone of the report period beside the same days of earlier years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from xlsummary.achieved import Counted, counted, days_text
from xlsummary.compare.rates import ratio
from xlsummary.compare.sourced import Sourced
from xlsummary.compare.windows import same_days
from xlsummary.model import Measure, Period, SalesBook
from xlsummary.periods import ONE_DAY, month_of
from xlsummary.plan.horizon import Horizon

YEARS = 3
"""So many stand side by side, the report period's the last."""

_MEASURES = (Measure.SALES, Measure.COLLECTIONS, Measure.PROFIT, Measure.QUANTITY)
_YEAR = 12


@dataclass(frozen=True)  # no slots: what is found once is kept
class YearRows:
    """The rows of one measure; `back` counts years from the report period's own days, 0, all of whose rows up to the as-of day
    count."""

    rows: Counted
    gone: Period
    horizon: Horizon

    def period(self, back: int) -> Period:
        """The days gone, so many years before."""
        return same_days(self.gone, -_YEAR * back) if back else self.gone

    def places(self, back: int) -> Sequence[int]:
        """The rows that lie in those days."""
        if back not in self._places:
            period, until = self.period(back), self.horizon.as_of
            if not back:
                period = self.horizon.report
            self._places[back] = [*self.rows.places(period, until.toordinal())]
        return self._places[back]

    def total(self, back: int) -> Sourced | None:
        """The sum of those days, and its rows; None where the rows of the book begin later, or one lies across their edge."""
        period = self.period(back)
        places = self.places(back)
        if not self._is_whole(period, places):
            return None
        total = self.rows.total(places)
        return Sourced(total.value, self.rows.address([*places], days_text(period)), total.bound)

    @cached_property
    def _places(self) -> dict[int, Sequence[int]]:
        return {}

    def _is_whole(self, period: Period, places: Sequence[int]) -> bool:
        starts, ends = self.rows.starts, self.rows.ends
        if not starts:
            return False
        first, end = period.start.toordinal(), period.end.toordinal()
        begins = month_of(date.fromordinal(min(starts))).start <= period.start
        inside = {*places}
        astride = any(
            start < end and first < after and place not in inside
            for place, (start, after) in enumerate(zip(starts, ends, strict=True))
        )
        is_own = period == self.gone
        return (begins or (is_own and bool(places))) and not (astride and not is_own)


@dataclass(frozen=True, slots=True, kw_only=True)
class YearFigures:
    """One measure over the same days of three years, the latest last; None where the book's rows do not reach back so far."""

    measure: Measure
    unit: str | None
    periods: tuple[Period, ...]
    values: tuple[Sourced | None, ...]

    def growth(self, place: int) -> Decimal | None:
        """Against the year before, a ratio; None where that is not above 0 or not known."""
        now, before = self.values[place], self.values[place - 1] if place else None
        if now is None or before is None or now.value is None or before.value is None:
            return None
        change = ratio(now.value, before.value)
        return None if change is None else change - 1


def gone_of(horizon: Horizon) -> Period | None:
    """The report period's days up to the day that data reach; None where it has not begun."""
    end = min(horizon.report.end, horizon.through + ONE_DAY)
    return Period(horizon.report.start, end) if horizon.report.start < end else None


def three_years(book: SalesBook, horizon: Horizon, gone: Period) -> tuple[YearFigures, ...]:
    """Every measure of 实绩 that the book records in at least two of the years; quantities by unit."""
    found: list[YearFigures] = []
    for measure in _MEASURES:
        for unit in _units(book, measure):
            rows = YearRows(counted(book, measure, horizon.today.toordinal(), unit), gone, horizon)
            backs = range(YEARS - 1, -1, -1)
            values = tuple(rows.total(back) for back in backs)
            if sum(value is not None and bool(value.cells) for value in values) > 1:
                periods = tuple(rows.period(back) for back in backs)
                found.append(YearFigures(measure=measure, unit=unit, periods=periods, values=values))
    return tuple(found)


def _units(book: SalesBook, measure: Measure) -> Sequence[str | None]:
    actuals = book.actuals
    if measure is not Measure.QUANTITY or not actuals.units:
        return (None,)
    return tuple(dict.fromkeys(actuals.units))
