"""The weeks of a Monday meeting: the one gone, the one that begins, the next; and the month under way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from xlsummary.model import Period, SalesBook, WeekStart
from xlsummary.periods import ONE_DAY, days_of, month_of
from xlsummary.plan.calendar import working_calendar
from xlsummary.plan.horizon import Horizon

_LOOKED_AHEAD = timedelta(days=31)
"""How far the next working day is looked for; longer than any holiday."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weeks:
    """Whole weeks, over month ends too; `month` is that of the as-of day, and `gone` its days up to the day that data reach.

    `days` has for each day of the month whether it is worked, `left` those after the as-of day that are.
    """

    last: Period
    this: Period
    next: Period
    month: Period
    gone: Period
    days: tuple[bool, ...]
    left: tuple[date, ...]

    @property
    def working_days(self) -> int:
        return sum(self.days)

    @property
    def days_gone(self) -> int:
        return sum(self.days[: self.gone.days])

    @property
    def days_left(self) -> int:
        return len(self.left)


def weeks_of(book: SalesBook, horizon: Horizon) -> Weeks:
    """This week is that of the first working day after the as-of day: on a Friday the one to come, on a Wednesday its own."""
    ahead = Period(horizon.as_of + ONE_DAY, horizon.as_of + ONE_DAY + _LOOKED_AHEAD)
    weights = working_calendar(book, ahead).weights
    following = next((place for place, weight in enumerate(weights) if weight > 0), 0)
    meeting = ahead.start + timedelta(days=following)
    into = meeting.weekday() if book.settings.week_start is WeekStart.MONDAY else (meeting.weekday() + 1) % 7
    start, week = meeting - timedelta(days=into), timedelta(days=7)
    month = month_of(horizon.as_of)
    weights = working_calendar(book, month).weights
    left = (day for day, weight in zip(days_of(month), weights, strict=True) if weight > 0 and day > horizon.as_of)
    return Weeks(
        last=Period(start - week, start),
        this=Period(start, start + week),
        next=Period(start + week, start + 2 * week),
        month=month,
        gone=Period(month.start, max(month.start, horizon.through + ONE_DAY)),
        days=tuple(weight > 0 for weight in weights),
        left=tuple(left),
    )
