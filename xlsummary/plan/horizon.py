"""Which days a run is about: the as-of day, the report period and the plan period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from xlsummary.catalogue import NO_ACTUALS_AS_OF
from xlsummary.model import Period, SalesBook
from xlsummary.periods import month_count, months_from, shifted, year_of
from xlsummary.plan.adjoining import target_periods
from xlsummary.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Horizon:
    """`as_of` counts as gone. `last_row` is the last day with an actual row up to `as_of`, None without any.

    A row dated by a period counts as its last day, or as `today` where the period is not over.
    """

    today: date
    as_of: date
    report: Period
    plan: Period
    last_row: date | None
    problems: tuple[Problem, ...] = ()

    @property
    def through(self) -> date:
        """The day the data reach (数据截至): the as-of day, or the last actual row's where that is earlier."""
        return min(self.as_of, self.last_row) if self.last_row else self.as_of


def horizon(book: SalesBook, today: date, as_of: date | None = None) -> Horizon:
    """The run's days: `as_of` as given, else the setting 截止日, else the last actual row not after `today`.

    With no actual row it is the first day of the earliest target period, with a note; with no target either, today.
    """
    targets = target_periods(book)
    rows = _row_days(book, today)
    problems: tuple[Problem, ...] = ()
    day = as_of or book.settings.as_of
    if day is None and rows:
        day = max(rows)
    elif day is None and targets:
        day = targets[0].start
        problems = (Problem(NO_ACTUALS_AS_OF, None, words={"day": day.isoformat()}),)
    day = day or today
    reached = [row for row in rows if row <= day]
    report = book.settings.report_period or _report_period(targets, day, book.settings.year_start)
    return Horizon(
        today=today,
        as_of=day,
        report=report,
        plan=book.settings.plan_period or _plan_period(targets, report),
        last_row=max(reached, default=None),
        problems=problems,
    )


def _row_days(book: SalesBook, today: date) -> list[date]:
    """The last day of each actual row not after today; a period that is not over counts as today."""
    days = []
    for start, end in {*zip(book.actuals.starts, book.actuals.ends, strict=True)}:
        if start <= today.toordinal():
            days.append(date.fromordinal(min(end - 1, today.toordinal())))
    return days


def _report_period(targets: Sequence[Period], day: date, year_start: int) -> Period:
    """The longest target period that holds the day, else the latest before it, else the earliest, else the day's year.

    Months or quarters that adjoin make up a target period of their own.
    """
    holding = [period for period in targets if day in period]
    if holding:
        return max(holding, key=lambda each: each.days)
    before = [period for period in targets if period.end <= day]
    if before:
        return max(before, key=lambda each: (each.end, each.days))
    if targets:
        return min(targets, key=lambda each: (each.start, -each.days))
    return months_from(year_of(day, year_start), year_start, 12)


def _plan_period(targets: Sequence[Period], report: Period) -> Period:
    """The next period as long as the report period that has targets, else the report period."""
    months = month_count(report)
    last = max((target.end for target in targets), default=report.end)
    following = shifted(report, months)
    while following.start < last:
        if any(following.holds(target) for target in targets):
            return following
        following = shifted(following, months)
    return report
