"""From the year down: months first, inside each month its week slices, inside each slice its days."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import gcd, lcm

from xlsummary.model import Period
from xlsummary.periods import Slice, months_in
from xlsummary.plan.joining import TypedPart
from xlsummary.plan.meeting import months_found, typed_spans, whole_inside, whole_months
from xlsummary.plan.nesting import TypedRow
from xlsummary.plan.rounding import Pattern, Step, rounded
from xlsummary.plan.settling import scaled, settled_groups
from xlsummary.plan.shares import Rate
from xlsummary.plan.tree import Tree

_Span = tuple[int, int]
"""Days of the plan, the first inside and the last outside."""


def quotas_by_day(
    tree: Tree,
    period: Period,
    slices: Sequence[Slice],
    grains: int,
    typed: Sequence[TypedPart] = (),
    rows: Sequence[TypedRow] = (),
) -> dict[int, list[int]] | None:
    """The quota of every leaf on every day of the period, in grains, of which `grains` make a unit.

    Each step rounds the shares scaled to the whole numbers of the step before: a leaf's share of a slice is its month's
    number x its unrounded slice / its unrounded month, and a group's or the company's is the sum of its leaves'. The
    totals of `typed` are kept as they are. `rows` are targets in one another, which the shares were fitted to: None where
    no whole numbers meet them.
    """
    profiles = _profiles(tree)
    sign = -1 if _has_no_share_above_0(tree) else 1
    weeks = [_span(period, each.period) for each in slices]
    months = [_span(period, month) for month in months_in(period)]
    rows = [replace(row, value=sign * row.value) for row in rows]
    if rows:
        monthly = _by_fitted_month(tree, profiles, months, sign, rows, grains)
    else:
        monthly = iter([_by_month(tree, profiles, months, sign, typed)])
    days = _first(_days_of_months(tree, profiles, numbers, months, weeks, rows, grains) for numbers in monthly)
    return days and {leaf: [sign * quota for quota in own] for leaf, own in days.items()}


def _first(found: Iterator[dict[int, list[int]] | None]) -> dict[int, list[int]] | None:
    return next((each for each in found if each is not None), None)


def _days_of_months(
    tree: Tree,
    profiles: _Profiles,
    monthly: Mapping[int, Sequence[int]],
    months: Sequence[_Span],
    weeks: Sequence[_Span],
    rows: Sequence[TypedRow],
    grains: int,
) -> dict[int, list[int]] | None:
    """Each leaf's days from its months in units; None where none meet the rows."""
    days: dict[int, list[int]] = {leaf: [] for leaf in tree.claims}
    for place, month in enumerate(months):
        numbers = {leaf: own[place] * grains for leaf, own in monthly.items()}
        own_weeks = [week for week in weeks if month[0] <= week[0] < month[1]]
        inside = [row for row in rows if _lies_in(row, month)]
        weekly = _on_spans(tree, profiles, numbers, own_weeks, inside, grains)
        found = _first(_days_of_weeks(tree, profiles, each, own_weeks, inside, grains) for each in weekly)
        if found is None:
            return None
        for leaf, own in found.items():
            days[leaf] += own
    return days


def _days_of_weeks(
    tree: Tree,
    profiles: _Profiles,
    weekly: Mapping[int, Sequence[int]],
    weeks: Sequence[_Span],
    rows: Sequence[TypedRow],
    grains: int,
) -> dict[int, list[int]] | None:
    """Each leaf's days of a month from its slices; None where none meet the rows."""
    days: dict[int, list[int]] = {leaf: [] for leaf in tree.claims}
    for place, week in enumerate(weeks):
        single = [(day, day + 1) for day in range(*week)]
        inside = [row for row in rows if _lies_in(row, week)]
        numbers = {leaf: own[place] for leaf, own in weekly.items()}
        daily = next(_on_spans(tree, profiles, numbers, single, inside, grains), None)
        if daily is None:
            return None
        for leaf, own in daily.items():
            days[leaf] += own
    return days


def _on_spans(
    tree: Tree,
    profiles: _Profiles,
    numbers: Mapping[int, int],
    spans: Sequence[_Span],
    rows: Sequence[TypedRow],
    grains: int,
) -> Iterator[dict[int, list[int]]]:
    """Each leaf's number on the spans of a month or slice, the nearest first; none where none meet the rows."""
    return whole_inside(tree, numbers, spans, rows, grains) if rows else iter([_inside(tree, profiles, numbers, spans)])


def _lies_in(row: TypedRow, span: _Span) -> bool:
    """True for a row of some but not all days of a span."""
    return span[0] <= row.first and row.end <= span[1] and (row.first, row.end) != span


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


def _has_no_share_above_0(tree: Tree) -> bool:
    rates = {id(claim.rate): claim.rate for claim in tree.claims.values()}
    ends = {place: (min(rate), max(rate)) for place, rate in rates.items()}
    return all(claim.weight * end <= 0 for claim in tree.claims.values() for end in ends[id(claim.rate)])


def _span(period: Period, part: Period) -> _Span:
    return (part.start - period.start).days, (part.end - period.start).days


def _by_month(
    tree: Tree, profiles: _Profiles, months: Sequence[_Span], sign: int, typed: Sequence[TypedPart]
) -> dict[int, list[int]]:
    """The first step: the shares as they are, in units, their sign turned where all are negative."""
    scale = lcm(*(claim.weight.denominator for claim in tree.claims.values()))
    amounts = {leaf: int(claim.weight * scale * sign) for leaf, claim in tree.claims.items()}
    falls = _falls(profiles, {*profiles.of.values()}, months)
    known = {place: Pattern(parts, whole * scale) for place, (parts, whole) in falls.items()}
    patterns = {leaf: known[place] for leaf, place in profiles.of.items()}
    runs = _runs(tree, typed)
    groups = [part for part in typed if part.node and part.node not in tree.claims]
    settled = settled_groups(tree, amounts, patterns, groups) if groups else {}
    for leaf, numbers in settled.items():
        patterns[leaf], amounts[leaf] = scaled(patterns[leaf], amounts[leaf], numbers), 1
        runs[leaf] = [*runs.get(leaf, ()), *numbers]
    return _solved(tree, amounts, patterns, len(months), runs)


def _by_fitted_month(
    tree: Tree, profiles: _Profiles, months: Sequence[_Span], sign: int, rows: Sequence[TypedRow], grains: int
) -> Iterator[dict[int, list[int]]]:
    """The first step where targets lie in one another, the numbers nearest to the shares first."""
    falls = {
        place: [Fraction(part, whole) for part in parts]
        for place, (parts, whole) in _falls(profiles, {*profiles.of.values()}, months).items()
    }
    shares = {leaf: [sign * claim.weight * share for share in falls[profiles.of[leaf]]] for leaf, claim in tree.claims.items()}
    near = whole_months(tree, shares, typed_spans(tree, rows, months, shares, 1))
    if near is not None:
        yield near
    yield from months_found(tree, rows, months, shares, sign, grains)


def _runs(tree: Tree, typed: Sequence[TypedPart]) -> dict[int, list[tuple[int, int]]]:
    """The parts of the company and of leaves that have several; the company's parts hold for each leaf's share too."""
    runs: dict[int, list[tuple[int, int]]] = {}
    for part in typed:
        if part.node == 0 or part.node in tree.claims:
            runs.setdefault(part.node, []).append((part.first, part.end))
    longer = [(first, end) for first, end in runs.get(0, ()) if end - first > 1]
    return runs | {leaf: longer for leaf in tree.claims if leaf and longer}


def _inside(tree: Tree, profiles: _Profiles, amounts: Mapping[int, int], spans: Sequence[_Span]) -> dict[int, list[int]]:
    """A step inside a month or slice: each leaf's number is fixed and falls on the spans as its shares do."""
    used = {profiles.of[leaf] for leaf, amount in amounts.items() if amount}
    patterns = {place: Pattern(parts, sum(parts)) for place, (parts, _) in _falls(profiles, used, spans).items()}
    return _solved(tree, amounts, {leaf: patterns[profiles.of[leaf]] for leaf, amount in amounts.items() if amount}, len(spans))


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
    tree: Tree,
    amounts: Mapping[int, int],
    patterns: Mapping[int, Pattern],
    count: int,
    runs: Mapping[int, Sequence[tuple[int, int]]] | None = None,
) -> dict[int, list[int]]:
    """The numbers of every leaf on `count` spans; spans without any share are left out of the step."""
    distinct = {id(pattern): pattern for pattern in patterns.values()}
    kept = [span for span in range(count) if any(pattern.parts[span] for pattern in distinct.values())]
    numbers = {leaf: [0] * count for leaf in tree.claims}
    if not kept:
        return numbers
    order: dict[Pattern, int] = {}
    listed = {place: order.setdefault(_kept(pattern, kept), len(order)) for place, pattern in distinct.items()}
    leaves = {leaf: listed[id(pattern)] for leaf, pattern in patterns.items() if amounts[leaf]}
    step = Step(
        parents=[node.parent for node in tree.nodes],
        leaves=leaves,
        amounts=amounts,
        patterns=[*order],
        runs={node: _kept_runs(own, kept) for node, own in (runs or {}).items()},
    )
    for leaf, found in rounded(step).items():
        for span, number in zip(kept, found, strict=True):
            numbers[leaf][span] = number
    return numbers


def _kept(pattern: Pattern, spans: Sequence[int]) -> Pattern:
    """The pattern on some spans only, in lowest terms, so that equal ones are seen to be equal."""
    parts = [pattern.parts[span] for span in spans]
    shared = gcd(pattern.whole, *parts)
    return Pattern(tuple(part // shared for part in parts), pattern.whole // shared)


def _kept_runs(runs: Sequence[tuple[int, int]], spans: Sequence[int]) -> list[tuple[int, int]]:
    """The runs in places of the kept spans only."""
    moved = [(bisect_left(spans, first), bisect_left(spans, end)) for first, end in runs]
    return [(first, end) for first, end in moved if first < end]
