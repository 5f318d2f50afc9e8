"""A step of its own for groups with a typed total among others: each leaf's whole number for each of the group's parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm

from xlsummary.plan.joining import TypedPart
from xlsummary.plan.rounding import Pattern, Step, rounded
from xlsummary.plan.tree import Tree

Numbers = Mapping[tuple[int, int], int]
"""A leaf's whole numbers by part, months from the first up to the second place."""


def settled_groups(
    tree: Tree, amounts: Mapping[int, int], patterns: Mapping[int, Pattern], parts: Sequence[TypedPart]
) -> dict[int, Numbers]:
    """For each leaf below a group of `parts` its numbers, which add up to the group's typed totals."""
    found: dict[int, dict[tuple[int, int], int]] = {}
    for node in sorted({part.node for part in parts}):
        runs = sorted((part.first, part.end) for part in parts if part.node == node)
        for leaf, numbers in _of_group(tree, node, amounts, patterns, runs).items():
            found.setdefault(leaf, {}).update(zip(runs, numbers, strict=True))
    return dict(found)


def scaled(pattern: Pattern, amount: int, numbers: Numbers) -> Pattern:
    """The pattern of an amount of 1 whose shares of each part add up to the part's number."""
    shares = [Fraction(amount * part, pattern.whole) for part in pattern.parts]
    for (first, end), number in numbers.items():
        total = sum(shares[first:end])
        shares[first:end] = [share * number / total if total else share for share in shares[first:end]]
    whole = lcm(*(share.denominator for share in shares))
    return Pattern(tuple(int(share * whole) for share in shares), whole)


def _of_group(
    tree: Tree, group: int, amounts: Mapping[int, int], patterns: Mapping[int, Pattern], runs: Sequence[tuple[int, int]]
) -> dict[int, list[int]]:
    places = {group: 0}
    parents: list[int | None] = [None]
    for node, each in enumerate(tree.nodes):
        if each.parent in places:
            places[node] = len(parents)
            parents.append(places[each.parent])
    leaves = [leaf for leaf in places if leaf in tree.claims and amounts[leaf]]
    found = rounded(
        Step(
            parents=parents,
            leaves={places[leaf]: number for number, leaf in enumerate(leaves)},
            amounts={places[leaf]: amounts[leaf] for leaf in leaves},
            patterns=[_by_run(patterns[leaf], runs) for leaf in leaves],
        )
    )
    return {leaf: found[places[leaf]] for leaf in leaves}


def _by_run(pattern: Pattern, runs: Sequence[tuple[int, int]]) -> Pattern:
    return Pattern(tuple(sum(pattern.parts[first:end]) for first, end in runs), pattern.whole)
