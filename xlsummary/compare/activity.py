"""What was done besides selling: visits a day with their denominator, letters, attendance and the like."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xlsummary.model import Amount, Period


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityTotal:
    """One type of activity summed; `period` runs from the first row's first day to the last row's last.

    `outcomes` gives the count by 结果 where that is filled in; `followed_up` the count of rows with 跟进次数 above 0.
    """

    type: str
    count: Amount
    unrecorded: Amount | None
    due_count: Amount | None
    period: Period
    outcomes: tuple[tuple[str, Amount], ...]
    followed_up: tuple[tuple[str, Amount], ...]
    cells: tuple[str, ...]

    @property
    def total(self) -> Amount:
        """Recorded and estimated together."""
        return self.count if self.unrecorded is None else self.count + self.unrecorded

    @property
    def rate(self) -> Decimal | None:
        """Done / due; None where nothing was due."""
        due = self.due_count
        return None if due is None or due.value <= 0 else self.count.value / due.value


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRate:
    """Visits a rep and working day. `person_days` counts each rep's working days there within the visits' own period."""

    visits: ActivityTotal
    reps: int
    working_days: int
    person_days: int

    @property
    def per_day(self) -> Decimal:
        """(Recorded + estimated) / person-days."""
        return self.visits.total.value / self.person_days

    @property
    def recorded_per_day(self) -> Decimal:
        return self.visits.count.value / self.person_days
