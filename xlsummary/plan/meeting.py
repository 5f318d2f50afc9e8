"""Steps of a plan whose targets lie in one another: whole numbers that meet every typed row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from math import lcm

from xlsummary.plan.cells import numbers_found
from xlsummary.plan.fitting import Conflict, fitted
from xlsummary.plan.nesting import TypedRow
from xlsummary.plan.rounding import Pattern, Span, Step, rounded_if_any
from xlsummary.plan.shares import Claim, apportioned, group_key
from xlsummary.plan.tree import Tree

Shares = Mapping[int, Sequence[Fraction]]
"""The share of each leaf in each sub-period."""

Typed = dict[int, dict[Span, int]]
"""By node, what was typed over a span of sub-periods."""


def whole_months(tree: Tree, shares: Shares, typed: Typed) -> dict[int, list[int]] | None:
    """Whole units of every leaf and month that meet all that was typed exactly; None where none were found.

    A group's row over several months is met in a step of its own, which gives each of its leaves a whole number for
    those months; the shares are then fitted again to these. Where the group's own step goes against rows of others, it is
    done over with these in sight; then the leaves' totals over longer times are held afterwards, if they can be.
    """
    runs = _group_runs(tree, typed, shares)
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
    tree: Tree, steps: Iterable[Sequence[int]], shares: Shares, typed: Typed, runs: Mapping[int, Sequence[Span]]
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


def _group_runs(tree: Tree, typed: Typed, shares: Shares) -> dict[int, list[Span]]:
    return {group: own for group in range(1, len(tree.nodes)) if (own := _runs_of(tree, group, typed, shares))}


def _runs_of(tree: Tree, group: int, typed: Typed, shares: Shares) -> list[Span]:
    """The spans of several months, not all, of a group's rows; none for leaves, whose runs need no step of their own."""
    count = len(next(iter(shares.values())))
    if group in tree.claims:
        return []
    return [span for span in typed.get(group, ()) if 1 < span[1] - span[0] < count]


def _are_met(tree: Tree, numbers: Mapping[int, Sequence[int]], typed: Typed) -> bool:
    leaves = _leaves_below(tree)
    return all(
        sum(sum(numbers[leaf][first:end]) for leaf in leaves[node]) == number
        for node, spans in typed.items()
        for (first, end), number in spans.items()
    )


def typed_spans(tree: Tree, rows: Iterable[TypedRow], spans: Sequence[Span], shares: Shares, grains: int) -> Typed:
    """The rows that are made up of whole `spans` of days, by node, in `grains` to a unit.

    What was typed for a rep who has two places in the tree is divided between them by their shares.
    """
    places = {node.key: place for place, node in enumerate(tree.nodes)}
    firsts = {first: place for place, (first, _) in enumerate(spans)}
    ends = {end: place + 1 for place, (_, end) in enumerate(spans)}
    typed: Typed = {}
    for row in rows:
        if row.first not in firsts or row.end not in ends:
            continue
        span, value = (firsts[row.first], ends[row.end]), row.value * grains
        if not row.root.is_single:
            key = group_key(row.root.level, row.root.groups) if row.root.groups else "company"
            if key in places:  # a group whose target is 0 may have nobody
                typed.setdefault(places[key], {})[span] = value
            continue
        leaves = sorted(places[key] for key in row.keys if key in places)
        totals = [abs(sum(shares[leaf][slice(*span)], Fraction(0))) for leaf in leaves]
        parts = apportioned(value, totals) if any(totals) else [0] * len(leaves)
        for leaf, part in zip(leaves, parts, strict=True):
            typed.setdefault(leaf, {})[span] = part
    return typed


def whole_inside(
    tree: Tree, amounts: Mapping[int, int], spans: Sequence[Span], rows: Sequence[TypedRow], grains: int
) -> Iterator[dict[int, list[int]]]:
    """Whole grains of every leaf on `spans` of days that meet its number in `amounts` and all rows, the nearest first.

    Rows of days inside a span count for its share, those of a whole span are met here. Where the next step finds no
    numbers that meet the former, it may with those that come next: they are searched for with all rows in sight.
    """
    stretches = _stretches(spans, rows)
    shares = {leaf: [abs(_between(claim, *days)) for days in stretches] for leaf, claim in tree.claims.items()}
    typed = _with_totals(typed_spans(tree, rows, stretches, shares, grains), amounts, len(stretches))
    fine = _fitted(tree, shares, typed)
    if fine is None:
        return
    parts = _parts(stretches, spans)
    summed = {leaf: [sum(own[first:end], Fraction(0)) for first, end in parts] for leaf, own in fine.items()}
    numbers = _rounded(tree, 0, summed, _with_totals(typed_spans(tree, rows, spans, summed, grains), amounts, len(spans)))
    if numbers is not None:
        yield numbers
    found = numbers_found(tree, fine, typed, parts, 1)
    if found is not None:
        yield found


def months_found(
    tree: Tree, rows: Sequence[TypedRow], months: Sequence[Span], shares: Shares, sign: int, grains: int
) -> Iterator[dict[int, list[int]]]:
    """As `whole_months`, searched for with the rows of all days in sight; first such as keep near to the `shares`."""
    stretches = _stretches(months, rows)
    fine = {leaf: [sign * grains * _between(claim, *days) for days in stretches] for leaf, claim in tree.claims.items()}
    parts = _parts(stretches, months)
    numbers = numbers_found(tree, fine, typed_spans(tree, rows, stretches, fine, grains), parts, grains)
    if numbers is None:
        return
    typed = typed_spans(tree, rows, months, shares, 1)
    runs, leaves = _group_runs(tree, typed, shares), _leaves_below(tree)
    held = {node: {**spans} for node, spans in typed.items()}
    for group, own in runs.items():
        for leaf in leaves[group]:
            held.setdefault(leaf, {}).update({span: sum(numbers[leaf][slice(*span)]) for span in own})
    for month, (first, end) in enumerate(parts):
        for leaf in tree.claims if end - first > 1 else ():
            held.setdefault(leaf, {})[month, month + 1] = numbers[leaf][month]
    again = _fitted(tree, shares, held)
    near = None if again is None else _rounded(tree, 0, again, held)
    yield from [numbers] if near is None else [near, numbers]


def _stretches(spans: Sequence[Span], rows: Iterable[TypedRow]) -> list[Span]:
    """The spans of days cut where a row begins or ends."""
    first, last = spans[0][0], spans[-1][1]
    places = {place for row in rows for place in (row.first, row.end) if first <= place <= last}
    return [*pairwise(sorted({place for span in spans for place in span} | places))]


def _parts(stretches: Sequence[Span], spans: Sequence[Span]) -> list[Span]:
    """For each span of days its stretches, from the first up to the second place."""
    place = {start: number for number, (start, _) in enumerate(stretches)} | {stretches[-1][1]: len(stretches)}
    return [(place[first], place[end]) for first, end in spans]


def _between(claim: Claim, first: int, end: int) -> Fraction:
    return sum((claim.share(day) for day in range(first, end)), Fraction(0))


def _with_totals(typed: Typed, amounts: Mapping[int, int], count: int) -> Typed:
    return typed | {leaf: {**typed.get(leaf, {}), (0, count): amount} for leaf, amount in amounts.items()}


def _rounded(tree: Tree, top: int, shares: Shares, typed: Typed, *, with_groups: bool = False) -> dict[int, list[int]] | None:
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


def _fitted(tree: Tree, shares: Shares, typed: Typed) -> Shares | None:
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
