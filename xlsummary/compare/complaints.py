"""Complaints received, closed and open, and the days it took to close them; visits refused and taken up again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xlsummary.compare.activity import visits_in
from xlsummary.compare.sourced import Sourced, column_cells, sum_of
from xlsummary.model import Activity, SalesBook, Text
from xlsummary.plan.horizon import Horizon

COMPLAINT_TYPES = ("投诉", "客户投诉", "Complaint", "Complaints")
"""Types of activity that count as complaints."""

REFUSED = ("拒绝", "被拒", "被拒绝", "拒访", "Refused", "Rejected")
"""Outcomes of visits that count as refused."""


_CLOSED, _OPEN = Text("已关闭", "closed"), Text("未关闭", "open")


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaints:
    """Those of the report period up to the as-of day. `days` is the mean from the day received to the day closed, over those
    dated by a day; `longest_open` the days that the oldest open one has waited."""

    received: Sourced
    closed: Sourced
    open: Sourced
    days: Sourced
    longest_open: Sourced
    open_rows: tuple[Activity, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusals:
    """Visits that were refused, and how many of them were taken up again."""

    refused: Sourced
    followed_up: Sourced
    follow_ups: Sourced


def complaints(book: SalesBook, horizon: Horizon) -> Complaints | None:
    """None in a book that records none in the report period."""
    rows = [row for row in book.activities if row.type in COMPLAINT_TYPES and _counts(row, horizon)]
    if not rows:
        return None
    closed = [row for row in rows if row.closed is not None and row.closed <= horizon.as_of]
    left = [row for row in rows if row not in closed]
    waiting = [row for row in left if row.count.value > 0]
    oldest = min((row.period.start for row in waiting), default=None)
    name = rows[0].type
    return Complaints(
        received=_count(rows, name),
        closed=_count(closed, name, _CLOSED[book.lang]),
        open=_count(left, name, _OPEN[book.lang]),
        days=_days_to_close([row for row in closed if row.period.days == 1]),
        longest_open=Sourced(
            None if oldest is None else Decimal((horizon.as_of - oldest).days), column_cells(waiting, "period")
        ),
        open_rows=tuple(waiting),
    )


def refusals(book: SalesBook, horizon: Horizon) -> Refusals | None:
    """None where no visit of the report period was refused."""
    rows = [row for row in visits_in(book, horizon) if row.outcome in REFUSED]
    if not rows:
        return None
    again = [row for row in rows if row.follow_ups is not None and row.follow_ups.value > 0]
    return Refusals(
        refused=sum_of(rows, "count", rows[0].outcome),
        followed_up=_count(again, rows[0].outcome),
        follow_ups=sum_of(again, "follow_ups"),
    )


def _counts(row: Activity, horizon: Horizon) -> bool:
    return horizon.report.holds(row.period) and row.period.start <= horizon.as_of


def _count(rows: Sequence[Activity], *filters: str) -> Sourced:
    """The sum of their counts; 0 for none."""
    found = sum_of(rows, "count", *filters)
    return found if found.value is not None else Sourced(Decimal(0))


def _days_to_close(rows: Sequence[Activity]) -> Sourced:
    """The mean over complaints, each row with its count."""
    count = sum((row.count.value for row in rows), Decimal(0))
    if count <= 0:
        return Sourced(None)
    days = sum((_days(row) * row.count.value for row in rows), Decimal(0))
    return Sourced(days / count, (*column_cells(rows, "period"), *column_cells(rows, "closed")))


def _days(row: Activity) -> Decimal:
    closed: date = row.closed or row.period.start
    return Decimal((closed - row.period.start).days)
