"""The same days of the year before: what they brought, and the change since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from xlsummary.achieved import FIELDS, counted
from xlsummary.model import Amount, Measure, Period, SalesBook
from xlsummary.periods import ONE_DAY, month_of, months_from
from xlsummary.plan.horizon import Horizon
from xlsummary.summary.bounds import quotient


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """A measure's change against the same days of last year, a ratio (-0.12 for minus 12 %), with both columns' cells.

    `before` is None where the change was typed on 设置, not computed.
    """

    change: Amount
    before: Amount | None
    period: Period
    cells: tuple[str, ...]


def growth_of(book: SalesBook, measure: Measure, horizon: Horizon) -> Growth | None:
    """None without rows of both years or a base above 0, and without a typed change."""
    period = _gone(horizon)
    before = same_days_last_year(period)
    if measure not in FIELDS or period.days <= 0:
        return None
    rows = counted(book, measure, horizon.today.toordinal())
    then, now = (list(rows.places(each)) for each in (before, period))
    if not then:
        return _typed(book, measure, before)
    was = rows.total(then)
    ratio = quotient(rows.total(now), was)
    if ratio is None:
        return None
    cells = (*rows.address(now), *rows.address(then))
    return Growth(change=Amount(ratio.value - 1, ratio.bound), before=was, period=before, cells=cells)


def _typed(book: SalesBook, measure: Measure, period: Period) -> Growth | None:
    typed, cell = book.settings.sales_growth, book.settings.cells.get("sales_growth")
    if measure is not Measure.SALES or typed is None:
        return None
    return Growth(change=Amount(typed), before=None, period=period, cells=(str(cell),) if cell else ())


def _gone(horizon: Horizon) -> Period:
    """The days of the report period that data reach."""
    report = horizon.report
    return Period(report.start, max(report.start, min(report.end, horizon.through + ONE_DAY)))


def same_days_last_year(period: Period) -> Period:
    """The days of the year before; what ends with its month ends so there too."""
    return Period(_year_before(period.start), _year_before(period.last, keeps_end=True) + ONE_DAY)


def _year_before(day: date, *, keeps_end: bool = False) -> date:
    month = months_from(day.year - 1, day.month, 1)
    is_end = keeps_end and day + ONE_DAY == month_of(day).end
    return month.last if is_end or day.day > month.last.day else day.replace(year=day.year - 1)
