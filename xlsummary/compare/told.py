"""What came on the days that a comparison looks at, as far as the rows tell it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from xlsummary.compare.happened import Happened, Places
from xlsummary.compare.performance import FIELD_OF, By
from xlsummary.compare.scores import Untold
from xlsummary.compare.windows import Stretch, Windows
from xlsummary.model import Amount, Period
from xlsummary.periods import key_of


@dataclass(frozen=True)  # no slots: what is found once is kept
class Told:
    """One measure's amounts; a stretch that begins before the book's rows do, or that a longer row lies across, has none."""

    happened: Happened
    windows: Windows

    @cached_property
    def month(self) -> Places | None:
        """The month under way."""
        period = self.windows.month.whole
        is_cut = self.happened.is_blurred(period) or self.is_running(self.windows.month)
        return None if is_cut else self.happened.inside(period, self.windows.as_of)

    @cached_property
    def before(self) -> Places | None:
        """The same days of the month before."""
        return self._earlier(self.windows.month.before)

    @cached_property
    def last_year(self) -> Places | None:
        """The same days of last year."""
        return self._earlier(self.windows.report.last_year)

    def is_running(self, stretch: Stretch) -> bool:
        """True where a row has begun that is not over by the as-of day, so that what has come of it is not known."""
        return self.happened.is_running(stretch.whole, self.windows.as_of)

    def of_month(self, month: Stretch) -> tuple[Amount | None, Amount | None]:
        """What came on a month's days a month and a year earlier."""
        before, last_year = self._earlier(month.before), self._earlier(month.last_year)
        return self.total(before), self.total(last_year)

    def earlier_total(self, period: Period | None) -> Amount | None:
        """What came in days before; None where that is not told."""
        return self.total(self._earlier(period))

    def total(self, places: Places | None) -> Amount | None:
        return None if places is None else self.happened.total(places)

    def by_name(self, places: Places | None, by: By) -> Mapping[str, Amount]:
        return {} if places is None else self.happened.by_name(places, FIELD_OF[by])

    @cached_property
    def untold(self) -> tuple[Untold, ...]:
        """Why what is not told is not, once each."""
        return tuple(self._reasons())

    def months_by_key(self) -> Mapping[str, Stretch]:
        """The report period's months by their keys."""
        return {key_of(month.whole): month for month in self.windows.months}

    def _reasons(self) -> Iterator[Untold]:
        if self.month is None:
            yield Untold.MONTH_RUNNING if self.is_running(self.windows.month) else Untold.MONTH_BLURRED
        before, last_year = self.windows.month.before, self.windows.report.last_year
        if before is not None and self.before is None:
            yield Untold.BEFORE_BLURRED if self.happened.holds(before) else Untold.BEFORE_SHORT
        if last_year is not None and self.last_year is None:
            yield Untold.LAST_YEAR_BLURRED if self.happened.holds(last_year) else Untold.LAST_YEAR_SHORT

    def _earlier(self, period: Period | None) -> Places | None:
        if period is None or not self.happened.holds(period) or self.happened.is_blurred(period):
            return None
        return self.happened.inside(period, self.windows.as_of)
