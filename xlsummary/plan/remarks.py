"""What a plan has to say to its reader: quotas that nobody is there to take, months that ask too much."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from xlsummary.catalogue import HEAVY_MONTH, UNASSIGNED_QUOTA
from xlsummary.catalogue_typed import NO_WHOLE_NUMBERS, NOT_THE_SUM, REST_FOR_NOBODY, TOO_MUCH_INSIDE, TYPED_CONTRADICTION
from xlsummary.model import Lang, Level, Period, Text
from xlsummary.periods import months_in, name_of
from xlsummary.plan.fitting import Misfit
from xlsummary.plan.nesting import Contradiction
from xlsummary.plan.phase import presence
from xlsummary.plan.quota import NodeLevel
from xlsummary.plan.roots import Root, RootSet
from xlsummary.plan.shares import Claim, Rate, Spread
from xlsummary.plan.units import Units, plain, value_of
from xlsummary.problems import Problem
from xlsummary.wording import LABELS

HEAVY = Fraction(3, 2)
"""A month that asks more than this times a rep's own average month is told of."""


_NOBODY = Text("没有人在岗", "nobody is there")
_WEIGHTLESS = Text("在岗人员的权重全为零", "all who are there have a weight of zero")
_ADD = Text("核对入职和离职日期，或补上人员", "Check Joined and Left, or add people")
_WEIGH = Text("在“人员”填写权重", "Fill in Weight on Reps")


_MOST_NAMED = 10
_MISFITS = {
    Misfit.NOT_THE_SUM: NOT_THE_SUM,
    Misfit.TOO_MUCH: TOO_MUCH_INSIDE,
    Misfit.NOBODY: REST_FOR_NOBODY,
    Misfit.CROSSING: TYPED_CONTRADICTION,
}


def period_name(period: Period, year_start: int) -> Text:
    return Text(name_of(period, Lang.ZH, year_start), name_of(period, Lang.EN, year_start))


def left_unassigned(spread: Spread, claim: Claim, days: Sequence[int], grain: Decimal, year_start: int) -> Iterator[Problem]:
    """A warning for each stretch of days with nobody to take a share, naming its period and amount and why.

    `days` are grains a day.
    """
    amount_cell = spread.root.target.origin.cell("amount")
    for first, last, is_weightless in _stretches(spread, claim.presence):
        total = sum(days[first:last])
        if total:
            stretch = Period(_day(spread, first), _day(spread, last))
            words: dict[str, str | Text] = {
                "name": Text(claim.groups[-1], claim.groups[-1]) if claim.groups else LABELS[Level.COMPANY],
                "period": period_name(stretch, year_start),
                "amount": plain(total * grain),
                "reason": _WEIGHTLESS if is_weightless else _NOBODY,
                "remedy": _WEIGH if is_weightless else _ADD,
            }
            yield Problem(UNASSIGNED_QUOTA, amount_cell, plain(value_of(spread.root.target)), words)


def contradiction(found: Contradiction, units: Units) -> Problem:
    """An error at the coarsest of targets that cannot stand together, naming the others."""
    conflict, target = found.conflict, found.row.target
    amount = value_of(target)
    words: dict[str, str | Text] = {
        "amount": plain(amount),
        "cells": _cells(found.inner),
        "sum": plain(sum((value_of(root.target) for root in found.inner), Decimal(0))),
        "difference": plain(abs(Decimal(round(conflict.rest)) * units.unit)),
        "sums": _sums(found, units),
    }
    return Problem(_MISFITS[conflict.misfit], target.origin.cell("amount"), plain(amount), words)


def _sums(found: Contradiction, units: Units) -> Text:
    """What the rows that cross ask for, and what those around them leave; nothing where that is not known."""
    if not found.counted:
        return Text("", "")
    sides = [[(root, abs(count)) for root, count in found.counted if (count < 0) is is_asked] for is_asked in (True, False)]
    (asked, asked_sum), (there, there_sum) = (
        (
            _times(side),
            plain(sum((value_of(root.target) * count.numerator / count.denominator for root, count in side), Decimal(0))),
        )
        for side in sides
    )
    rest = plain(abs(Decimal(found.conflict.rest.numerator) / found.conflict.rest.denominator * units.unit))
    return Text(
        f"：{asked.zh} 合计 {asked_sum}，所指的人和月份都在 {there.zh} 之内，而后者合计 {there_sum}，相差 {rest}",
        f": {asked.en} add up to {asked_sum}, and all that they stand for lies within {there.en}, which add up to {there_sum}:"
        f" a difference of {rest}",
    )


def _times(side: Sequence[tuple[Root, Fraction]]) -> Text:
    """The cells of one side, a row that counts several times with how often."""
    named = [str(root.target.origin.cell("amount")) + (f"×{count}" if count != 1 else "") for root, count in side]
    return _listed(named)


def no_whole_numbers(chosen: RootSet, units: Units) -> Problem:
    """An error at the coarsest target of a plan for whose typed rows no whole numbers were found."""
    target = chosen.roots[0].target
    others = [root for root in chosen.every if root.target is not target]
    words: dict[str, str | Text] = {"amount": plain(value_of(target)), "cells": _cells(others), "unit": plain(units.unit)}
    return Problem(NO_WHOLE_NUMBERS, target.origin.cell("amount"), plain(value_of(target)), words)


def _cells(roots: Sequence[Root]) -> Text:
    """The cells of the typed values; the first ten of more."""
    return _listed([str(root.target.origin.cell("amount")) for root in roots])


def _listed(named: Sequence[str]) -> Text:
    more = len(named) - _MOST_NAMED
    zh, en = "、".join(named[:_MOST_NAMED]), ", ".join(named[:_MOST_NAMED])
    return Text(f"{zh}等 {len(named)} 行", f"{en} and {more} more") if more > 0 else Text(zh, en)


def heavy_month(spreads: Iterable[tuple[Spread, Sequence[Claim]]], year_start: int) -> Problem | None:
    """A warning for the one month that asks the most of a rep, measured by the average of the rep's own whole months.

    Only where it asks more than 1.5 times as much and people of the same target are still to come. Asked is the quota of
    somebody of weight 1 who is all there, so that a rep's own ramp does not count.
    """
    found = [load for spread, claims in spreads for load in _heavy_months(spread, claims)]
    if not found:
        return None
    worst = max(found, key=lambda each: (each.factor, -each.month.start.toordinal()))
    target = worst.spread.root.target
    words: dict[str, str | Text] = {"month": period_name(worst.month, year_start), "factor": f"{float(worst.factor):.2f}"}
    return Problem(HEAVY_MONTH, target.origin.cell("amount"), plain(value_of(target)), words)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Load:
    """A month that asks `factor` times the average month."""

    factor: Fraction
    month: Period
    spread: Spread


def _heavy_months(spread: Spread, claims: Sequence[Claim]) -> Iterator[_Load]:
    months = [month for month in months_in(spread.root.target.period) if _some_to_come(spread, month)]
    reps = [claim for claim in claims if claim.level is not NodeLevel.UNASSIGNED and claim.weight]
    if not months or not reps or spread.root.is_persons:
        return
    asked = {month: _sum(spread, reps[0].rate, month) for month in months_in(spread.root.target.period)}
    phased = {month: _sum(spread, spread.phase, month) for month in asked}
    for days in {claim.presence: None for claim in reps}:
        whole = [month for month in asked if asked[month] and _all_there(spread, days, month)]
        total, weight = sum(asked[month] for month in whole), sum(phased[month] for month in whole)
        for month in months:
            factor = asked[month] * len(whole) / total if month in whole else Fraction(0)
            if factor > HEAVY and asked[month] * weight > phased[month] * total:
                yield _Load(factor=factor, month=month, spread=spread)


def _some_to_come(spread: Spread, month: Period) -> bool:
    end = spread.root.target.period.end
    joining = [member.rep.joined for member in spread.root.members if member.weight]
    return any(day is not None and month.start < day < end for day in joining)


def _sum(spread: Spread, rate: Rate, month: Period) -> Fraction:
    return sum(rate[day] for day in _days(spread, month)) or Fraction(0)


def _all_there(spread: Spread, days: Sequence[int], month: Period) -> bool:
    return all(days[day] or not spread.phase[day] for day in _days(spread, month))


def _days(spread: Spread, period: Period) -> range:
    return range((period.start - spread.period.start).days, (period.end - spread.period.start).days)


def _day(spread: Spread, place: int) -> date:
    return spread.period.start + timedelta(days=place)


def _stretches(spread: Spread, presence: Sequence[int]) -> Iterator[tuple[int, int, bool]]:
    """Runs of days of the target's own months with nobody to take a share, and whether people of weight 0 are there."""
    there = _weightless_days(spread)
    placed = enumerate(spread.inside)
    for (nobody, is_weightless, _), days in groupby(
        placed, key=lambda each: (presence[each[1]] > 0, there[each[1]], each[1] - each[0])
    ):
        run = [day for _, day in days]
        if nobody:
            yield run[0], run[-1] + 1, is_weightless


def _weightless_days(spread: Spread) -> list[bool]:
    """For each day of the plan, whether somebody of weight 0 is there."""
    own, there = spread.root.target.period, [False] * spread.period.days
    for member in spread.root.members:
        if not member.weight:
            for day, count in zip(_days(spread, own), presence(member, own, spread.full), strict=True):
                there[day] = there[day] or count > 0
    return there
