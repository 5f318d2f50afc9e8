"""Whole numbers between floors and ceilings whose every total also lies between its own: one integer flow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlsummary.plan.network import Network

_ALL = 2
"""The node of the whole: above the root's sub-periods, and where its total comes back to."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a place in the tree may be: `lows[j]` to `highs[j]` in sub-period j, `low` to `high` over all of them."""

    lows: Sequence[int]
    highs: Sequence[int]
    low: int
    high: int


def whole_numbers(
    parents: Sequence[int | None], bounds: Sequence[Bounds], preferred: Sequence[int]
) -> dict[int, list[int]] | None:
    """The numbers of every leaf by sub-period; None where no whole numbers keep to the bounds.

    `parents[n]` is the place of n's parent, before n, None for the root at place 0. `preferred` are the root's numbers
    to try first, within its bounds; where the bounds of the others forbid them, the root keeps to its own bounds.

    The root's sub-periods, its children's and so on down to the leaves', then the leaves' totals and back up to the
    root's, are one circulation with lower and upper bounds. Where fractions satisfy the bounds, whole numbers do
    (integrality of flows; controlled rounding: Bacharach 1966, Cox 1987).
    """
    count = len(preferred)
    inner = sorted({parent for parent in parents if parent is not None})
    firsts = {node: _ALL + 1 + place * count for place, node in enumerate(inner)}
    totals = _ALL + 1 + len(inner) * count
    network = Network(totals + len(parents))
    cells: dict[int, list[int]] = {}
    for node, (parent, bound) in enumerate(zip(parents, bounds, strict=True)):
        above = [_ALL] * count if parent is None else _places(firsts[parent], count)
        below = _places(firsts[node], count) if node in firsts else [totals + node] * count
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
