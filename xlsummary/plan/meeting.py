"""Whole months that meet every typed row: the first step of a plan whose targets lie in one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import lcm

from xlsummary.model import Level
from xlsummary.plan.fitting import Conflict, fitted
from xlsummary.plan.nesting import TypedRow
from xlsummary.plan.rounding import Pattern, Span, Step, rounded_if_any
from xlsummary.plan.shares import apportioned, group_key
from xlsummary.plan.tree import Tree

Shares = Mapping[int, Sequence[Fraction]]
"""The share of each leaf in each month, in units."""

_Typed = dict[int, dict[Span, int]]
"""By node, what was typed over a span of months, in units."""


def months_that_meet(tree: Tree, shares: Shares, rows: Sequence[TypedRow]) -> dict[int, list[int]] | None:
    """Whole units of every leaf and month that meet all rows exactly; None where none were found.

    A group's row over several months is met in a step of its own, which gives each of its leaves a whole number for
    those months; the shares are then fitted again to these. Where the group's own step goes against rows of others, it is
    done over with these in sight; then the leaves' totals over longer times are held afterwards, if they can be.
    """
    typed = _typed(tree, shares, rows)
    runs = {group: own for group in range(1, len(tree.nodes)) if (own := _runs_of(tree, group, typed, shares))}
    if not runs:
        return _rounded(tree, 0, shares, typed)
    by_depth: dict[int, list[int]] = {}
    for group in runs:
        by_depth.setdefault(-len(tree.nodes[group].path), []).append(group)
    for tops in ([by_depth[depth] for depth in sorted(by_depth)], [[0]]):
        numbers = _in_steps(tree, tops, shares, typed, runs)
        if numbers is not None:
            return numbers
    numbers = _rounded(tree, 0, shares, typed, with_groups=True)
    return numbers if numbers is not None and _are_met(tree, numbers, typed) else None


def _in_steps(
    tree: Tree, steps: Iterable[Sequence[int]], shares: Shares, typed: _Typed, runs: Mapping[int, Sequence[Span]]
) -> dict[int, list[int]] | None:
    """The steps of nodes one after the other, each of which settles the leaves of the groups there, then that of all."""
    held = {node: {**spans} for node, spans in typed.items()}
    leaves = _leaves_below(tree)
    for tops in steps:
        for top in tops:
            numbers = _rounded(tree, top, shares, held, with_groups=True)
            if numbers is None:
                return None
            for group in [top] if top else runs:
                for leaf in leaves[group]:
                    held.setdefault(leaf, {}).update({span: sum(numbers[leaf][slice(*span)]) for span in runs[group]})
        again = _fitted(tree, shares, held)
        if again is None:
            return None
        shares = again
    return _rounded(tree, 0, shares, held)


def _runs_of(tree: Tree, group: int, typed: _Typed, shares: Shares) -> list[Span]:
    """The spans of several months, not all, of a group's rows; none for leaves, whose runs need no step of their own."""
    count = len(next(iter(shares.values())))
    if group in tree.claims:
        return []
    return [span for span in typed.get(group, ()) if 1 < span[1] - span[0] < count]


def _are_met(tree: Tree, numbers: Mapping[int, Sequence[int]], typed: _Typed) -> bool:
    leaves = _leaves_below(tree)
    return all(
        sum(sum(numbers[leaf][first:end]) for leaf in leaves[node]) == number
        for node, spans in typed.items()
        for (first, end), number in spans.items()
    )


def _typed(tree: Tree, shares: Shares, rows: Sequence[TypedRow]) -> _Typed:
    places = {node.key: place for place, node in enumerate(tree.nodes)}
    typed: _Typed = {}
    for row in rows:
        span = row.first, row.end
        if row.root.level is not Level.REP:
            key = group_key(row.root.level, row.root.groups) if row.root.groups else "company"
            if key in places:  # a group whose target is 0 may have nobody
                typed.setdefault(places[key], {})[span] = row.value
            continue
        leaves = sorted(places[key] for key in row.keys if key in places)
        totals = [abs(sum(shares[leaf][row.first : row.end], Fraction(0))) for leaf in leaves]
        parts = apportioned(row.value, totals) if any(totals) else [0] * len(leaves)
        for leaf, part in zip(leaves, parts, strict=True):
            typed.setdefault(leaf, {})[span] = part
    return typed


def _rounded(tree: Tree, top: int, shares: Shares, typed: _Typed, *, with_groups: bool = False) -> dict[int, list[int]] | None:
    """The step of `top` and all below it; rows of groups over several months only where asked for."""
    places = {top: 0}
    parents: list[int | None] = [None]
    for node in range(top + 1, len(tree.nodes)):
        parent = tree.nodes[node].parent
        if parent in places:
            places[node] = len(parents)
            parents.append(places[parent])
    leaves = [leaf for leaf in places if leaf in tree.claims]
    count = len(shares[leaves[0]])
    held = {
        places[node]: {
            span: number
            for span, number in typed[node].items()
            if with_groups or node == top or node in tree.claims or span[1] - span[0] in (1, count)
        }
        for node in places
        if node in typed
    }
    order: dict[tuple[Fraction, ...], int] = {}
    numbers = rounded_if_any(
        Step(
            parents=parents,
            leaves={places[leaf]: order.setdefault(tuple(shares[leaf]), len(order)) for leaf in leaves},
            amounts=dict.fromkeys((places[leaf] for leaf in leaves), 1),
            patterns=[_pattern(own) for own in order],
            typed=held,
            is_fitted=True,
        )
    )
    return None if numbers is None else {leaf: numbers[places[leaf]] for leaf in leaves}


def _pattern(shares: Sequence[Fraction]) -> Pattern:
    whole = lcm(*(share.denominator for share in shares))
    return Pattern(tuple(share.numerator * (whole // share.denominator) for share in shares), whole)


def _fitted(tree: Tree, shares: Shares, typed: _Typed) -> Shares | None:
    """The shares fitted again, cell by cell; cells in no row stay as they are. None where the rows cannot be met."""
    count = len(next(iter(shares.values())))
    leaves_of = _leaves_below(tree)
    cells: dict[tuple[int, int], int] = {}
    rows: list[tuple[set[int], Fraction]] = []
    for node, spans in sorted(typed.items()):
        for (first, end), number in sorted(spans.items()):
            inside = ((leaf, month) for leaf in leaves_of[node] for month in range(first, end))
            rows.append(({cells.setdefault(cell, len(cells)) for cell in inside}, Fraction(number)))
    fit = fitted([abs(shares[leaf][month]) for leaf, month in cells], rows)
    if isinstance(fit, Conflict):
        return None
    return {
        leaf: [fit.amounts[cells[leaf, month]] if (leaf, month) in cells else own[month] for month in range(count)]
        for leaf, own in shares.items()
    }


def _leaves_below(tree: Tree) -> list[list[int]]:
    below: list[list[int]] = [[] for _ in tree.nodes]
    for place in reversed(range(len(tree.nodes))):
        if place in tree.claims:
            below[place].append(place)
        parent = tree.nodes[place].parent
        if parent is not None:
            below[parent] += below[place]
    return [sorted(leaves) for leaves in below]
