"""Which days a run is about: the as-of day, the report period and the plan period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from xlsummary.catalogue import NO_ACTUALS_AS_OF, PLAN_PERIOD_EMPTY
from xlsummary.model import Lang, Period, SalesBook, Text
from xlsummary.periods import key_of, month_count, months_from, name_of, shifted, year_of
from xlsummary.plan.adjoining import outermost, periods_text, target_periods
from xlsummary.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Horizon:
    """`as_of` counts as gone. `last_row` is the last day up to `as_of` with an actual row or its cash, None without any row.

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

    The plan period is the setting 计划期, else the next period as long as the report period that has targets, else the report
    period itself. Where the as-of day is the first target day, nothing has happened yet: then the report period is planned
    too, unless the setting 报告期 names another. A plan period without targets, in a book that has some, is warned of.
    """
    settings, targets = book.settings, target_periods(book)
    rows = _row_days(book, today)
    problems: tuple[Problem, ...] = ()
    day = as_of or settings.as_of
    is_first_day = day is None and not rows and bool(targets)
    if day is None and rows:
        day = max(rows)
    elif day is None and targets:
        day = targets[0].start
        if "actuals" not in book.unread:
            problems = (Problem(NO_ACTUALS_AS_OF, None, words={"day": day.isoformat()}),)
    day = day or today
    reached = [row for row in rows if row <= day]
    report = settings.report_period or _report_period(targets, day, settings.year_start)
    following = report if is_first_day and not settings.report_period else _plan_period(targets, report)
    plan = settings.plan_period or following
    return Horizon(
        today=today,
        as_of=day,
        report=report,
        plan=plan,
        last_row=max([*reached, *_days_of_cash(book, day)]) if reached else None,
        problems=(*problems, *_empty_plan_period(book, targets, plan)),
    )


def _empty_plan_period(book: SalesBook, targets: Sequence[Period], plan: Period) -> Iterator[Problem]:
    """A warning where no target meets the plan period, at the setting it comes from."""
    if targets and not any(target.meets(plan) for target in targets):
        cells, year_start = book.settings.cells, book.settings.year_start
        planned = Text(*(name_of(plan, lang, year_start) for lang in Lang))
        words: dict[str, str | Text] = {"period": planned, "periods": periods_text(outermost(targets), year_start)}
        cell = cells.get("plan_period") or cells.get("report_period")
        yield Problem(PLAN_PERIOD_EMPTY, cell, key_of(plan, year_start), words)


def _row_days(book: SalesBook, today: date) -> list[date]:
    """The last day of each actual row not after today; a period that is not over counts as today."""
    days = []
    for start, end in {*zip(book.actuals.starts, book.actuals.ends, strict=True)}:
        if start <= today.toordinal():
            days.append(date.fromordinal(min(end - 1, today.toordinal())))
    return days


def _days_of_cash(book: SalesBook, until: date) -> Iterator[date]:
    """The last days, up to one, on which cash came on a day of its own (回款日期)."""
    actuals = book.actuals
    amounts = actuals.money.get("collected", ())
    ends = {end for end, amount in zip(actuals.paid_ends, amounts, strict=True) if amount is not None} if amounts else ()
    yield from (date.fromordinal(end - 1) for end in ends if end <= until.toordinal() + 1)


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
