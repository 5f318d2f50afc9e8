"""A plan cut to the plan period: a year's target planned for one month, one quarter, or some weeks."""

from __future__ import annotations

from dataclasses import replace

from xlsummary.model import Period, SalesBook
from xlsummary.periods import Slice
from xlsummary.plan.quota import Plan
from xlsummary.summary.calendars import basis_of


def part_of(plan: Plan, book: SalesBook, period: Period) -> Plan:
    """What of the plan lies in a period that it meets; the plan itself where all of it does."""
    own = _shared(plan.period, period)
    if own == plan.period:
        return plan
    start, end = (own.start - plan.period.start).days, (own.end - plan.period.start).days
    part = replace(
        plan,
        period=own,
        targets=tuple(target for target in plan.targets if target.period.meets(own)),
        amounts=tuple(days[start:end] for days in plan.amounts),
        slices=tuple(Slice(_shared(each.period, own), each.week) for each in plan.slices if each.period.meets(own)),
        working_days=plan.working_days[start:end],
    )
    return replace(part, basis=basis_of(book, rests_on(part)))


def rests_on(plan: Plan) -> Period:
    """The whole period of the targets that the quotas come from: its days decide what falls on each of them."""
    return Period(min(target.period.start for target in plan.targets), max(target.period.end for target in plan.targets))


def _shared(one: Period, other: Period) -> Period:
    return Period(max(one.start, other.start), min(one.end, other.end))
