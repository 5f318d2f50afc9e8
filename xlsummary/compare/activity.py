"""What was done besides selling: visits a day with their denominator, letters, attendance and the like."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xlsummary.achieved import days_text, span
from xlsummary.catalogue import PERIOD_ROW_NOT_OVER, PERIOD_ROW_STRADDLES
from xlsummary.catalogue_checking import ACTIVITY_OUTSIDE
from xlsummary.model import Activity, Amount, Period, Rep, RepStatus, SalesBook
from xlsummary.periods import days_of
from xlsummary.plan.calendar import working_calendar
from xlsummary.plan.horizon import Horizon
from xlsummary.problems import Problem

VISIT_TYPES = ("拜访", "客户拜访", "Visit", "Visits")
"""Types of activity that count as visits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityTotal:
    """One type of activity summed; `period` runs from the first row's first day to the last row's last.

    `cells` are those of the counts, `unrecorded_cells` and `due_cells` of the other two columns.
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
    unrecorded_cells: tuple[str, ...] = ()
    due_cells: tuple[str, ...] = ()

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


def activity_totals(book: SalesBook, horizon: Horizon) -> tuple[ActivityTotal, ...]:
    """Every type of activity of the report period up to the as-of day, in the order of its first row."""
    by_type: dict[str, list[Activity]] = {}
    for row in _counted(book, horizon):
        by_type.setdefault(row.type, []).append(row)
    return tuple(_total(name, rows) for name, rows in by_type.items())


def visits_in(book: SalesBook, horizon: Horizon) -> tuple[Activity, ...]:
    """The rows of visits that count: those in the report period, gone by the as-of day."""
    return tuple(row for row in _counted(book, horizon) if row.type in VISIT_TYPES)


def visit_rate(book: SalesBook, horizon: Horizon) -> VisitRate | None:
    """Visits a rep and working day over the visits' own period; None without visits or without anybody there."""
    rows = visits_in(book, horizon)
    if not rows:
        return None
    visits = _total(rows[0].type, rows)
    weights = working_calendar(book, visits.period).weights
    gone = [day for day in days_of(visits.period) if day <= horizon.as_of]
    days = [day for day, weight in zip(gone, weights, strict=False) if weight > 0]
    there = [sum(1 for day in days if _is_there(rep, day)) for rep in book.reps]
    if not sum(there):
        return None
    return VisitRate(visits=visits, reps=sum(1 for count in there if count), working_days=len(days), person_days=sum(there))


def uncounted_activities(book: SalesBook, horizon: Horizon) -> Iterator[Problem]:
    """A warning for each row that lies partly outside the report period, or runs past the as-of day; one note of all others."""
    for row in book.activities:
        if row.count.value < 0:  # an error of its own
            continue
        if not row.period.meets(horizon.report):
            words = {"period": days_text(horizon.report), "count": "1"}
            yield Problem(ACTIVITY_OUTSIDE, row.origin.cell("period"), words=words)
        elif not horizon.report.holds(row.period):
            yield Problem(PERIOD_ROW_STRADDLES, row.origin.cell("count"), words={"period": days_text(horizon.report)})
        elif row.period.start <= horizon.as_of < _last(row, horizon):
            yield Problem(PERIOD_ROW_NOT_OVER, row.origin.cell("count"), words={"as_of": horizon.as_of.isoformat()})


def _counted(book: SalesBook, horizon: Horizon) -> tuple[Activity, ...]:
    return tuple(row for row in book.activities if horizon.report.holds(row.period) and _last(row, horizon) <= horizon.as_of)


def _last(row: Activity, horizon: Horizon) -> date:
    """The day a row counts as: its last, or today where its period is not over."""
    return max(row.period.start, min(row.period.last, horizon.today))


def _is_there(rep: Rep, day: date) -> bool:
    if rep.status is RepStatus.TO_HIRE and rep.joined is None:
        return False
    return (rep.joined is None or rep.joined <= day) and (rep.left is None or day <= rep.left)


def _total(name: str, rows: Sequence[Activity]) -> ActivityTotal:
    return ActivityTotal(
        type=name,
        count=_sum(row.count for row in rows) or Amount(Decimal(0)),
        unrecorded=_sum(row.unrecorded for row in rows),
        due_count=_sum(row.due_count for row in rows),
        period=Period(min(row.period.start for row in rows), max(row.period.end for row in rows)),
        outcomes=_by_outcome(rows),
        followed_up=_by_outcome([row for row in rows if row.follow_ups is not None and row.follow_ups.value > 0]),
        cells=_cells(rows, "count"),
        unrecorded_cells=_cells(rows, "unrecorded"),
        due_cells=_cells(rows, "due_count"),
    )


def _sum(amounts: Iterable[Amount | None]) -> Amount | None:
    """The sum of what is filled in; None when nothing is."""
    filled = [amount for amount in amounts if amount is not None]
    return sum(filled[1:], filled[0]) if filled else None


def _by_outcome(rows: Sequence[Activity]) -> tuple[tuple[str, Amount], ...]:
    counts: dict[str, Amount] = {}
    for row in rows:
        if row.outcome:
            counts[row.outcome] = counts[row.outcome] + row.count if row.outcome in counts else row.count
    return tuple(counts.items())


def _cells(rows: Sequence[Activity], field: str) -> tuple[str, ...]:
    """The range of a column and the type that selects the rows; nothing where no row fills it in."""
    filled = [row.origin.cell(field) for row in rows if getattr(row, field) is not None]
    return tuple(f"{area}, {rows[0].type}" for area in span(filled))
