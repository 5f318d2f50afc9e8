"""Whole numbers between floors and ceilings whose every total also lies between its own: one integer flow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xlsummary.plan.network import Network

_ALL = 2
"""The node of the whole: above the root's sub-periods, and where its total comes back to."""


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring sub-periods, `first` inside and `end` outside, that are `low` to `high` together."""

    first: int
    end: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a place in the tree may be: `lows[j]` to `highs[j]` in sub-period j, `low` to `high` over all of them.

    Only the root and the leaves may have `runs`, which share no sub-period.
    """

    lows: Sequence[int]
    highs: Sequence[int]
    low: int
    high: int
    runs: Sequence[Run] = ()


def whole_numbers(
    parents: Sequence[int | None], bounds: Sequence[Bounds], preferred: Sequence[int]
) -> dict[int, list[int]] | None:
    """The numbers of every leaf by sub-period; None where no whole numbers keep to the bounds.

    `parents[n]` is the place of n's parent, before n, None for the root at place 0. `preferred` are the root's numbers
    to try first, within its bounds; where the bounds of the others forbid them, the root keeps to its own bounds.

    The root's runs and sub-periods, its children's and so on down to the leaves', then the leaves' runs and totals and
    back up to the root's total, are one circulation with lower and upper bounds. Where fractions satisfy the bounds,
    whole numbers do (integrality of flows; controlled rounding: Bacharach 1966, Cox 1987).
    """
    count = len(preferred)
    inner = sorted({parent for parent in parents if parent is not None})
    firsts = {node: _ALL + 1 + place * count for place, node in enumerate(inner)}
    totals = _ALL + 1 + len(inner) * count
    size = totals + len(parents)
    hubs = iter(range(size, size + sum(len(bound.runs) for bound in bounds)))
    network = Network(size + sum(len(bound.runs) for bound in bounds))
    cells: dict[int, list[int]] = {}
    for node, (parent, bound) in enumerate(zip(parents, bounds, strict=True)):
        above = _places(firsts[parent], count) if parent is not None else _by_run(network, _ALL, bound.runs, hubs, count)
        if node in firsts:
            below = _places(firsts[node], count)
        else:
            below = _by_run(network, totals + node, () if parent is None else bound.runs, hubs, count, inward=True)
        if parent is None:
            cells[node] = [network.join(*ends) for ends in zip(above, below, preferred, preferred, strict=True)]
        else:
            cells[node] = [network.join(*ends) for ends in zip(above, below, bound.lows, bound.highs, strict=True)]
        network.join(totals + node, _ALL if parent is None else totals + parent, bound.low, bound.high)
    if not network.fill():
        for arc, low, high in zip(cells[0], bounds[0].lows, bounds[0].highs, strict=True):
            network.widen(arc, low, high)
        if not network.fill():
            return None
    return {node: [network.flow(arc) for arc in arcs] for node, arcs in cells.items() if node not in firsts}


def _places(first: int, count: int) -> Sequence[int]:
    return range(first, first + count)


def _by_run(
    network: Network, outer: int, runs: Sequence[Run], hubs: Iterator[int], count: int, *, inward: bool = False
) -> Sequence[int]:
    """Where the arc of each sub-period begins, or with `inward` ends: at `outer`, or at the hub of its run between."""
    ends = [outer] * count
    for run, hub in zip(runs, hubs, strict=False):
        ends[run.first : run.end] = [hub] * (run.end - run.first)
        network.join(*((hub, outer) if inward else (outer, hub)), run.low, run.high)
    return ends
