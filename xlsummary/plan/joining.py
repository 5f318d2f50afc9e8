"""Several targets in one plan: each leaf's claims put together, and the typed totals to be kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from xlsummary.model import Period
from xlsummary.periods import months_in
from xlsummary.plan.shares import Claim, Rate, Spread, group_key
from xlsummary.plan.tree import Tree

_Rates = dict[tuple[tuple[Fraction, int], ...], Rate]
_Presences = dict[tuple[int, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedPart:
    """A typed total of a node over some of the plan's months, the place of the first inside and of the last outside."""

    node: int
    first: int
    end: int


def joined_claims(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """One claim a leaf: those of one key, which fall on different days, put together.

    Claims that had rates and presences in common have them in common again.
    """
    by_key: dict[str, list[Claim]] = {}
    for claim in claims:
        by_key.setdefault(claim.key, []).append(claim)
    rates: _Rates = {}
    presences: _Presences = {}
    return tuple(own[0] if len(own) == 1 else _joined(own, rates, presences) for own in by_key.values())


def typed_parts(claimed: Sequence[tuple[Spread, Sequence[Claim]]], tree: Tree) -> tuple[TypedPart, ...]:
    """The typed totals that are not also a node's total over the whole plan, as where it has others besides."""
    places = {node.key: place for place, node in enumerate(tree.nodes)}
    by_key, by_groups = _counts(claim for _, claims in claimed for claim in claims)
    parts: list[TypedPart] = []
    for spread, claims in claimed:
        root, period = spread.root, spread.root.target.period
        nodes: list[int] = []
        if root.is_single:
            nodes = [places[claim.key] for claim in claims if by_key[claim.key] > 1]
        elif by_groups[root.groups] > len(claims):
            nodes = [places[group_key(root.level, root.groups) if root.groups else "company"]]
        first = len(months_in(Period(spread.period.start, period.start)))
        parts += [TypedPart(node=node, first=first, end=first + len(months_in(period))) for node in nodes]
    return tuple(parts)


def _counts(claims: Iterable[Claim]) -> tuple[Counter[str], Counter[tuple[str, ...]]]:
    """How many claims each leaf has, and how many are below each group, () being the company."""
    by_key: Counter[str] = Counter()
    by_groups: Counter[tuple[str, ...]] = Counter()
    for claim in claims:
        by_key[claim.key] += 1
        by_groups.update(claim.groups[:depth] for depth in range(len(claim.groups) + 1))
    return by_key, by_groups


def _joined(claims: Sequence[Claim], rates: _Rates, presences: _Presences) -> Claim:
    weight = next((claim.weight for claim in claims if claim.weight), Fraction(1))
    ratios = [claim.weight / weight for claim in claims]
    key = tuple((ratio, id(claim.rate)) for ratio, claim in zip(ratios, claims, strict=True))
    if key not in rates:
        rates[key] = _summed(ratios, [claim.rate for claim in claims])
    ids = tuple(id(claim.presence) for claim in claims)
    if ids not in presences:
        presences[ids] = tuple(map(max, zip(*(claim.presence for claim in claims), strict=True)))
    return replace(claims[0], weight=weight, rate=rates[key], presence=presences[ids])


def _summed(ratios: Sequence[Fraction], rates: Sequence[Rate]) -> Rate:
    """The rates, each times its ratio, added up; most are 0 on most days."""
    summed = [Fraction(0)] * len(rates[0])
    for ratio, rate in zip(ratios, rates, strict=True):
        for day, weight in enumerate(rate):
            if weight:
                summed[day] += ratio * weight
    return tuple(summed)
