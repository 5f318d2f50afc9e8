"""From the year down: months first, inside each month its week slices, inside each slice its days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import gcd, lcm

from xlsummary.model import Period
from xlsummary.periods import Slice, months_in
from xlsummary.plan.rounding import Pattern, Step, rounded
from xlsummary.plan.shares import Rate
from xlsummary.plan.tree import Tree

_Span = tuple[int, int]
"""Days of the plan, the first inside and the last outside."""


def quotas_by_day(tree: Tree, period: Period, slices: Sequence[Slice], grains: int) -> dict[int, list[int]]:
    """The quota of every leaf on every day of the period, in grains, of which `grains` make a unit.

    Each step rounds the shares scaled to the whole numbers of the step before: a leaf's share of a slice is its month's
    number x its unrounded slice / its unrounded month, and a group's or the company's is the sum of its leaves'.
    """
    profiles = _profiles(tree)
    sign = -1 if all(claim.weight <= 0 for claim in tree.claims.values()) else 1
    days: dict[int, list[int]] = {leaf: [0] * period.days for leaf in tree.claims}
    weeks = [_span(period, each.period) for each in slices]
    months = [_span(period, month) for month in months_in(period)]
    monthly = _by_month(tree, profiles, months, sign)
    for place, month in enumerate(months):
        inside = [week for week in weeks if month[0] <= week[0] < month[1]]
        weekly = _inside(tree, profiles, {leaf: numbers[place] * grains for leaf, numbers in monthly.items()}, inside)
        for number, (start, end) in enumerate(inside):
            single = [(day, day + 1) for day in range(start, end)]
            daily = _inside(tree, profiles, {leaf: numbers[number] for leaf, numbers in weekly.items()}, single)
            for leaf, numbers in daily.items():
                days[leaf][start:end] = [sign * quota for quota in numbers]
    return days


@dataclass(frozen=True, slots=True, kw_only=True)
class _Profiles:
    """What leaves have in common: profile p falls on day d by rates[p][d] x presences[p][d]; `of` gives each leaf's p."""

    rates: Sequence[Rate]
    presences: Sequence[Sequence[int]]
    of: Mapping[int, int]


def _profiles(tree: Tree) -> _Profiles:
    places: dict[tuple[int, int], int] = {}
    of = {leaf: places.setdefault((id(claim.rate), id(claim.presence)), len(places)) for leaf, claim in tree.claims.items()}
    first = {place: tree.claims[leaf] for leaf, place in reversed(of.items())}
    return _Profiles(
        rates=[first[place].rate for place in range(len(places))],
        presences=[first[place].presence for place in range(len(places))],
        of=of,
    )


def _span(period: Period, part: Period) -> _Span:
    return (part.start - period.start).days, (part.end - period.start).days


def _by_month(tree: Tree, profiles: _Profiles, months: Sequence[_Span], sign: int) -> dict[int, list[int]]:
    """The first step: the shares as they are, in units, their sign turned where all are negative."""
    scale = lcm(*(claim.weight.denominator for claim in tree.claims.values()))
    amounts = {leaf: int(claim.weight * scale * sign) for leaf, claim in tree.claims.items()}
    falls = _falls(profiles, {*profiles.of.values()}, months)
    patterns = {place: Pattern(parts, whole * scale) for place, (parts, whole) in falls.items()}
    return _solved(tree, profiles, amounts, patterns, len(months))


def _inside(tree: Tree, profiles: _Profiles, amounts: Mapping[int, int], spans: Sequence[_Span]) -> dict[int, list[int]]:
    """A step inside a month or slice: each leaf's number is fixed and falls on the spans as its shares do."""
    used = {profiles.of[leaf] for leaf, amount in amounts.items() if amount}
    patterns = {place: Pattern(parts, sum(parts)) for place, (parts, _) in _falls(profiles, used, spans).items()}
    return _solved(tree, profiles, amounts, patterns, len(spans))


def _falls(profiles: _Profiles, places: set[int], spans: Sequence[_Span]) -> dict[int, tuple[tuple[int, ...], int]]:
    """For each profile its shares of the spans as whole numbers, and how many of these make one unit."""
    start, end = spans[0][0], spans[-1][1]
    scaled: dict[int, tuple[list[int], int]] = {}
    found: dict[int, tuple[tuple[int, ...], int]] = {}
    for place in sorted(places):
        rate = profiles.rates[place]
        if id(rate) not in scaled:
            whole = lcm(*(weight.denominator for weight in rate[start:end]))
            scaled[id(rate)] = [weight.numerator * (whole // weight.denominator) for weight in rate[start:end]], whole
        rates, whole = scaled[id(rate)]
        days = [count * weight for count, weight in zip(profiles.presences[place][start:end], rates, strict=True)]
        found[place] = tuple(sum(days[first - start : last - start]) for first, last in spans), whole
    return found


def _solved(
    tree: Tree, profiles: _Profiles, amounts: Mapping[int, int], patterns: Mapping[int, Pattern], count: int
) -> dict[int, list[int]]:
    """The numbers of every leaf on `count` spans; spans without any share are left out of the step."""
    kept = [span for span in range(count) if any(pattern.parts[span] for pattern in patterns.values())]
    numbers = {leaf: [0] * count for leaf in tree.claims}
    if not kept:
        return numbers
    order: dict[Pattern, int] = {}
    listed = {place: order.setdefault(_kept(pattern, kept), len(order)) for place, pattern in patterns.items()}
    leaves = {leaf: listed[place] for leaf, place in profiles.of.items() if amounts[leaf]}
    parents = [node.parent for node in tree.nodes]
    for leaf, found in rounded(Step(parents=parents, leaves=leaves, amounts=amounts, patterns=[*order])).items():
        for span, number in zip(kept, found, strict=True):
            numbers[leaf][span] = number
    return numbers


def _kept(pattern: Pattern, spans: Sequence[int]) -> Pattern:
    """The pattern on some spans only, in lowest terms, so that equal ones are seen to be equal."""
    parts = [pattern.parts[span] for span in spans]
    shared = gcd(pattern.whole, *parts)
    return Pattern(tuple(part // shared for part in parts), pattern.whole // shared)
