"""The days that a comparison looks at: those gone, the month under way, and the same days earlier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from xlsummary.model import Period
from xlsummary.periods import ONE_DAY, month_of, months_from, months_in
from xlsummary.plan.horizon import Horizon

_YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Some days, and the same days of the month before and of the year before; these None where no day has gone.

    `whole` are all days of the stretch, `gone` those up to the day that data reach.
    """

    whole: Period
    gone: Period
    before: Period | None
    last_year: Period | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Windows:
    """`report` is the report period, `month` the one of its months that is under way, `months` all of them.

    `spring` is January and February together, between which the Spring Festival moves; None where the report period does not
    hold both.
    """

    as_of: date
    through: date
    report: Stretch
    month: Stretch
    months: tuple[Stretch, ...]
    spring: Stretch | None


def windows_of(horizon: Horizon) -> Windows:
    """The stretches of a run; the month under way is that of the day that data reach, or the report period's nearest to it."""
    report = horizon.report
    day = min(max(horizon.through, report.start), report.last)
    months = tuple(_stretch(month, horizon.through) for month in months_in(report))
    spring = months_from(report.start.year, 1, 2)
    if not report.holds(spring):
        spring = months_from(report.start.year + 1, 1, 2)
    return Windows(
        as_of=horizon.as_of,
        through=horizon.through,
        report=_stretch(report, horizon.through),
        month=next(each for each in months if day in each.whole),
        months=months,
        spring=_stretch(spring, horizon.through) if report.holds(spring) else None,
    )


def _stretch(whole: Period, through: date) -> Stretch:
    end = min(whole.end, through + ONE_DAY)
    if end <= whole.start:
        return Stretch(whole=whole, gone=Period(whole.start, whole.start), before=None, last_year=None)
    gone = Period(whole.start, end)
    is_month = month_of(whole.start).holds(whole)
    return Stretch(
        whole=whole,
        gone=gone,
        before=same_days(gone, -1) if is_month else None,
        last_year=same_days(gone, -_YEAR),
    )


def same_days(period: Period, months: int) -> Period:
    """The same days so many months away: `3-01~3-13` is `2-01~2-13`, and what ends with its month ends so there too."""
    return Period(_moved(period.start, months), _moved(period.last, months, keeps_end=True) + ONE_DAY)


def _moved(day: date, months: int, *, keeps_end: bool = False) -> date:
    first = day.year * _YEAR + day.month - 1 + months
    month = months_from(first // _YEAR, first % _YEAR + 1, 1)
    is_end = keeps_end and day + ONE_DAY == month_of(day).end
    return month.last if is_end else min(month.start + timedelta(days=day.day - 1), month.last)
