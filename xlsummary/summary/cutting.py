"""Long tables cut for the shipped templates: at most 50 rows, then the rest in one row called 其他."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from xlsummary.model import Text
from xlsummary.plan.quota import NodeLevel, Plan

MOST = 50
OTHERS = Text("其他", "Others")


def largest(sizes: Sequence[Decimal]) -> frozenset[int]:
    """The places of the 50 largest; of equal ones the first."""
    ranked = sorted(range(len(sizes)), key=lambda place: (-sizes[place], place))
    return frozenset(ranked[:MOST])


def grouped(plan: Plan, order: Sequence[int]) -> list[tuple[int, ...]]:
    """Places of a plan in rows: one a row, or the several that one row 其他 sums up.

    Every group shows as many of its people as the others and sums up the rest; where there is no room for that, only the
    company's own groups stand, the first 50.
    """
    if len(order) <= MOST:
        return [(place,) for place in order]
    below: dict[int | None, list[int]] = {}
    for place in order:
        if _is_cut(plan, place):
            below.setdefault(plan.nodes[place].parent, []).append(place)
    standing = len(order) - sum(map(len, below.values()))
    room = (MOST - standing) // len(below) - (len(below) > 1) if below else 0
    if room < 1:
        top = [place for place in order if plan.nodes[place].parent == 0]
        return [*((place,) for place in top[:MOST]), *([tuple(top[MOST:])] if len(top) > MOST else [])]
    rests = [tuple(places[room:]) for places in below.values() if len(places) > room]
    return list(_rows(order, rests))


def _is_cut(plan: Plan, place: int) -> bool:
    """True for a person, or whatever stands lowest; what nobody was there to take always has its row."""
    return not plan.children(place) and plan.nodes[place].level is not NodeLevel.UNASSIGNED


def _rows(order: Sequence[int], rests: Sequence[tuple[int, ...]]) -> Iterator[tuple[int, ...]]:
    firsts = {rest[0]: rest for rest in rests}
    inside = {place for rest in rests for place in rest}
    for place in order:
        if place in firsts:
            yield firsts[place]
        elif place not in inside:
            yield (place,)
