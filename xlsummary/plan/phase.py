"""How a target is spread over time, and on which days each person counts how much."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import lcm

from xlsummary.model import Period, Phasing
from xlsummary.periods import months_in
from xlsummary.plan.people import Person, is_undated

_ZERO, _ONE = Fraction(0), Fraction(1)
MONTHLY = (Phasing.EQUAL, Phasing.SEASON)
"""Ways to spread that give each month its share first."""


def phase(
    phasing: Phasing, period: Period, weights: Sequence[Decimal], by_month: Sequence[Fraction] = ()
) -> tuple[Fraction, ...]:
    """The weight of each calendar day of a period, from the weights of its working days; only their ratios matter.

    Without any working day each calendar day weighs the same. With 平均 each month weighs the same, with 季节指数 what
    `by_month` says; a month without a working day is then spread over its calendar days. With 上年 `by_month` is the weight
    of one working day of each month.
    """
    if phasing is Phasing.CALENDAR_DAYS:
        return (_ONE,) * period.days
    worked = [Fraction(weight) for weight in weights]
    if phasing not in MONTHLY:
        worked = worked if any(worked) else [_ONE] * period.days
        return _by_pace(period, worked, by_month) if phasing is Phasing.LAST_YEAR else tuple(worked)
    phased: list[Fraction] = []
    months = months_in(period)
    for month, share in zip(months, by_month or [_ONE] * len(months), strict=True):
        days = worked[len(phased) : len(phased) + month.days]
        total = sum(days)
        phased += [share * day / total for day in days] if total else [share / month.days] * month.days
    return tuple(phased)


def _by_pace(period: Period, worked: Sequence[Fraction], by_month: Sequence[Fraction]) -> tuple[Fraction, ...]:
    paces = (pace for month, pace in zip(months_in(period), by_month, strict=True) for _ in range(month.days))
    return tuple(day * pace for day, pace in zip(worked, paces, strict=True))


def idle_periods(phasing: Phasing, period: Period, weights: Sequence[Decimal]) -> tuple[Period, ...]:
    """What has no working day although the phasing asks for one: the whole period, or with 平均 and 季节指数 single months."""
    if phasing is Phasing.CALENDAR_DAYS:
        return ()
    if not any(weights):
        return (period,)
    if phasing not in MONTHLY:
        return ()
    first = period.start.toordinal()
    return tuple(
        month
        for month in months_in(period)
        if not any(weights[month.start.toordinal() - first : month.end.toordinal() - first])
    )


def full_presence(people: Iterable[Person]) -> int:
    """What a full day counts, so that every ramped day is a whole number too."""
    return lcm(*(max(person.rep.ramp_months, 0) + 1 for person in people))


def presence(person: Person, period: Period, full: int) -> tuple[int, ...]:
    """What each day of the period counts for a person: `full`, less while ramping up, 0 when not there.

    There from 入职 to 离职, both days included. Calendar month k from joining (the joining month is 1) of n ramp months
    counts k / (n + 1). A hire without a joining date is never there.
    """
    rep = person.rep
    if is_undated(rep):
        return (0,) * period.days
    return _presence(rep.joined, rep.left, max(rep.ramp_months, 0), period, full)


@lru_cache(maxsize=4096)
def _presence(joined: date | None, left: date | None, ramp: int, period: Period, full: int) -> tuple[int, ...]:
    days: list[int] = []
    for month in months_in(period):
        first, last = month.start, month.last
        number = ramp + 1 if joined is None else (first.year - joined.year) * 12 + first.month - joined.month + 1
        before = 0 if joined is None else min(max((joined - first).days, 0), month.days)
        after = 0 if left is None else min(max((last - left).days, 0), month.days - before)
        there = full if number > ramp else full * number // (ramp + 1)
        days += [0] * before + [there] * (month.days - before - after) + [0] * after
    return tuple(days)
