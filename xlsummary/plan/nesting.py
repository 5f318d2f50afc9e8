"""Targets that lie in or cross one another: the shares fitted to all of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from xlsummary.model import Level, Period
from xlsummary.periods import months_in
from xlsummary.plan.fitting import Conflict, fitted
from xlsummary.plan.joining import joined_claims
from xlsummary.plan.phase import presence
from xlsummary.plan.quota import NodeLevel
from xlsummary.plan.roots import Root
from xlsummary.plan.shares import Claim, Rate, Spread, claim_of, undivided

_ZERO = Fraction(0)
_Rows = frozenset[int]
"""Places of typed rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedRow:
    """A typed number, in units, of all leaves in `keys` over days of the plan, `first` inside and `end` outside."""

    root: Root
    keys: frozenset[str]
    first: int
    end: int
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Nest:
    """The leaves' shares as they fit all rows; `seeded` are targets that had none, with those they were given."""

    claims: tuple[Claim, ...]
    rows: tuple[TypedRow, ...]
    seeded: tuple[tuple[Spread, tuple[Claim, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """The rows that cannot be met, by way of the coarsest and those against it; `conflict` says why.

    `counted` are, of rows that cross, those whose sums contradict each other, and how often each counts.
    """

    row: Root
    inner: tuple[Root, ...]
    conflict: Conflict
    counted: tuple[tuple[Root, Fraction], ...] = ()


def nested(spreads: Sequence[Spread], claims: Iterable[Claim], *, has_people: bool) -> Nest | Contradiction:
    """The claims of several targets of one plan, fitted so that each target is met, and the targets as rows.

    `spreads` are all targets, outer and inner; `claims` what the outer ones claim, of which only the ratios matter. A
    target whose days and people have no share so far gets one for those of its people who are there, else for 未分配.
    """
    claims = joined_claims(claims if has_people else _beside_groups(claims, spreads))
    seeded: list[tuple[Spread, tuple[Claim, ...]]] = []
    for spread in reversed(spreads):
        seeds = _seeds(spread, claims, has_people=has_people) if spread.amount else ()
        if seeds:
            claims = joined_claims([*claims, *seeds])
            seeded.append((spread, seeds))
    rows = tuple(_row(spread, claims) for spread in spreads)
    grid = _Grid(claims, rows, spreads[0].period)
    bases = grid.bases()
    atoms = {held: place for place, held in enumerate(bases)}
    members = [({atoms[held] for held in bases if place in held}, Fraction(row.value)) for place, row in enumerate(rows)]
    fit = fitted([*bases.values()], members)
    if isinstance(fit, Conflict):
        inner = tuple(rows[place].root for place in fit.inner)
        counted = tuple((rows[place].root, count) for place, count in sorted(fit.counts.items()))
        return Contradiction(row=rows[fit.row].root, inner=inner, conflict=fit, counted=counted)
    factors = {held: amount / base if base else base for (held, base), amount in zip(bases.items(), fit.amounts, strict=True)}
    return Nest(claims=grid.scaled(factors), rows=rows, seeded=tuple(seeded))


def _beside_groups(claims: Iterable[Claim], spreads: Iterable[Spread]) -> list[Claim]:
    """In a book without people what the company has beside its groups is 未分配; no share is negative."""
    positive = [each if each.weight > 0 else replace(each, weight=abs(each.weight) or Fraction(1)) for each in claims]
    if not any(spread.root.groups for spread in spreads):
        return positive
    return [each if each.groups else replace(each, key="unassigned", level=NodeLevel.UNASSIGNED, name="") for each in positive]


def _row(spread: Spread, claims: Iterable[Claim]) -> TypedRow:
    period = spread.root.target.period
    first = (period.start - spread.period.start).days
    keys = frozenset(claim.key for claim in claims if _is_for(spread.root, claim))
    return TypedRow(root=spread.root, keys=keys, first=first, end=first + period.days, value=spread.amount)


def _is_for(root: Root, claim: Claim) -> bool:
    if root.level is Level.COMPANY:
        return True
    if root.is_single:
        return any(claim.key == member.key for member in root.members)
    return claim.groups[: len(root.groups)] == root.groups


def _seeds(spread: Spread, claims: Iterable[Claim], *, has_people: bool) -> tuple[Claim, ...]:
    """Shares for a target on whose days none of its leaves has any: for its people who are there, else for 未分配."""
    own = spread.root.target.period
    days = range((own.start - spread.period.start).days, (own.end - spread.period.start).days)
    if any(
        claim.weight and claim.rate[day] and claim.presence[day]
        for claim in claims
        if _is_for(spread.root, claim)
        for day in days
    ):
        return ()
    inside = frozenset(days)
    every_day = tuple(Fraction(day in inside) for day in range(spread.period.days))
    there = [
        (member, (*[0] * days.start, *presence(member, own, spread.full), *[0] * (spread.period.days - days.stop)))
        for member in spread.root.members
    ]
    for rate in (spread.phase, every_day):
        seeds = tuple(
            claim_of(member, counts, Fraction(abs(spread.amount)), rate)
            for member, counts in there
            if any(rate[day] and counts[day] for day in days)
        )
        if seeds:
            return seeds
    return () if spread.root.is_persons else (_for_nobody(spread, every_day, has_people=has_people),)


def _for_nobody(spread: Spread, every_day: Rate, *, has_people: bool) -> Claim:
    """All of a group's or the company's target for 未分配, or for the group itself in a book without people."""
    rate = spread.phase if any(spread.phase) else every_day
    groups = spread.root.groups
    if groups and not has_people:
        return replace(undivided(replace(spread, amount=1, phase=rate)), weight=Fraction(1))
    return Claim(
        key=f"unassigned:{'/'.join(groups)}" if groups else "unassigned",
        level=NodeLevel.UNASSIGNED,
        name="",
        groups=groups,
        weight=Fraction(1),
        rate=rate,
        presence=(1,) * spread.period.days,
    )


class _Grid:
    """Leaves x stretches of days that no month or row divides, by the rows that each cell lies in."""

    def __init__(self, claims: Sequence[Claim], rows: Sequence[TypedRow], period: Period) -> None:
        self._claims = claims
        first = period.start.toordinal()
        starts = {month.start.toordinal() - first for month in months_in(period)}
        cuts = sorted(starts | {row.first for row in rows} | {row.end for row in rows} | {period.days})
        self._stretches = [range(start, end) for start, end in pairwise(cuts)]
        self._of_stretch = [
            frozenset(place for place, row in enumerate(rows) if row.first <= days.start < row.end) for days in self._stretches
        ]
        self._of_leaf = [frozenset(place for place, row in enumerate(rows) if claim.key in row.keys) for claim in claims]

    def bases(self) -> dict[_Rows, Fraction]:
        """The unfitted share of the cells that lie in the same rows, by these."""
        known: dict[tuple[int, int], list[Fraction]] = {}
        weights: dict[tuple[_Rows, tuple[int, int]], Fraction] = {}
        for claim, rows in zip(self._claims, self._of_leaf, strict=True):
            profile = id(claim.rate), id(claim.presence)
            if profile not in known:
                known[profile] = self._by_stretch(claim)
            weights[rows, profile] = weights.get((rows, profile), _ZERO) + claim.weight
        bases: dict[_Rows, Fraction] = {}
        for (rows, profile), weight in weights.items():
            for own, share in zip(self._of_stretch, known[profile], strict=True):
                if rows & own:
                    bases[rows & own] = bases.get(rows & own, _ZERO) + weight * share
        return bases

    def scaled(self, factors: Mapping[_Rows, Fraction]) -> tuple[Claim, ...]:
        """The claims with each day's share times its factor; leaves whose days change alike go on sharing their rates."""
        known: dict[tuple[int, tuple[Fraction, ...]], Rate] = {}
        found = []
        for claim, rows in zip(self._claims, self._of_leaf, strict=True):
            own = [factors.get(rows & held, _ZERO) for held in self._of_stretch]
            first = next(filter(None, own), Fraction(1))
            key = id(claim.rate), tuple(factor / first for factor in own)
            if key not in known:
                known[key] = self._scaled(claim.rate, key[1])
            found.append(replace(claim, weight=claim.weight * first, rate=known[key]))
        return tuple(found)

    def _scaled(self, rate: Rate, factors: Sequence[Fraction]) -> Rate:
        by_day = (factor for factor, days in zip(factors, self._stretches, strict=True) for _ in days)
        return tuple(weight and weight * factor for weight, factor in zip(rate, by_day, strict=True))

    def _by_stretch(self, claim: Claim) -> list[Fraction]:
        """The shares of each stretch for a weight of 1."""
        return [
            sum((claim.rate[day] * claim.presence[day] for day in days if claim.presence[day]), _ZERO)
            for days in self._stretches
        ]
