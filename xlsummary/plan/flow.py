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

    Two `runs` share no sub-period or one lies in the other. Where a place between root and leaves has runs, the places
    below it keep to `low` and `high` outside of these only, and to no longer runs of their own.
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
    ends: dict[int, list[int]] = {}
    for node, (parent, bound) in enumerate(zip(parents, bounds, strict=True)):
        if parent is None:
            above: Sequence[int] = _by_run(network, [_ALL] * count, bound.runs, hubs)
            ends[node] = [totals] * count
            low, high = bound.low, bound.high
        else:
            above = _places(firsts[parent], count)
            caught = [end != totals + parent for end in ends[parent]]
            outer = [end if is_caught else totals + node for end, is_caught in zip(ends[parent], caught, strict=True)]
            ends[node] = _by_run(network, outer, bound.runs, hubs, inward=True)
            low, high = _outside(bound, caught) if any(caught) else (bound.low, bound.high)
        below = _places(firsts[node], count) if node in firsts else ends[node]
        lows, highs = (preferred, preferred) if parent is None else (bound.lows, bound.highs)
        cells[node] = [network.join(*arc) for arc in zip(above, below, lows, highs, strict=True)]
        network.join(totals + node, _ALL if parent is None else totals + parent, low, high)
    if not network.fill():
        for arc, low, high in zip(cells[0], bounds[0].lows, bounds[0].highs, strict=True):
            network.widen(arc, low, high)
        if not network.fill():
            return None
    return {node: [network.flow(arc) for arc in arcs] for node, arcs in cells.items() if node not in firsts}


def _places(first: int, count: int) -> Sequence[int]:
    return range(first, first + count)


def _by_run(
    network: Network, outer: Sequence[int], runs: Sequence[Run], hubs: Iterator[int], *, inward: bool = False
) -> list[int]:
    """Where the arc of each sub-period begins, or with `inward` ends: at `outer`, or at the hub of its smallest run.

    A run over sub-periods that end at different places already cannot be held and is left out.
    """
    ends = [*outer]
    for run in sorted(runs, key=lambda each: (each.first - each.end, each.first)):
        above = ends[run.first]
        if any(end != above for end in ends[run.first : run.end]):
            continue
        hub = next(hubs)
        ends[run.first : run.end] = [hub] * (run.end - run.first)
        network.join(*((hub, above) if inward else (above, hub)), run.low, run.high)
    return ends


def _outside(bound: Bounds, caught: Sequence[bool]) -> tuple[int, int]:
    """What the sub-periods that are in no run above may be together."""
    free = [place for place, is_caught in enumerate(caught) if not is_caught]
    return sum(bound.lows[place] for place in free), sum(bound.highs[place] for place in free)
