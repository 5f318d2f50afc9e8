"""未设目标: the names and months that have no target where others have one, and none stands above them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from xlsummary.catalogue_path import NO_TARGET_SET
from xlsummary.model import Level, Period, Text
from xlsummary.periods import months_in
from xlsummary.plan.people import Staff, first_names
from xlsummary.plan.quota import Node
from xlsummary.plan.remarks import period_name
from xlsummary.plan.roots import Root, RootSet
from xlsummary.plan.shares import group_key
from xlsummary.problems import Problem

Unset = frozenset[tuple[int, date]]
"""A node's place and the first day of a month."""


def unset_months(chosen: RootSet, nodes: Sequence[Node]) -> Unset:
    """The months of each node for which neither it nor any above or below it has a target."""
    months = months_in(chosen.period)
    free = [month for month in months if not any(_is_for_all(root, month) for root in chosen.roots)]
    if not free:
        return frozenset()
    places = {node.key: place for place, node in enumerate(nodes)}
    covers = [(root, _covered(root, nodes, places)) for root in chosen.roots]
    found: set[tuple[int, date]] = set()
    for month in free:
        reached = {place for root, own in covers if root.target.period.holds(month) for place in own}
        found.update((place, month.start) for place in range(len(nodes)) if place not in reached)
    return frozenset(found)


def without_target(chosen: RootSet, staff: Staff, nodes: Sequence[Node], unset: Unset, year_start: int) -> Iterator[Problem]:
    """A note for the names that have no target at all, and one for those without in some months, by these months."""
    cell = chosen.roots[0].target.origin.cell("name")
    groups: dict[tuple[Period, ...], list[str]] = {}
    absent = [*_names_elsewhere(chosen, staff, nodes)]
    if absent:
        groups[(chosen.period,)] = absent
    months = months_in(chosen.period)
    for place, node in enumerate(nodes):
        own = [month for month in months if (place, month.start) in unset and (node.parent, month.start) not in unset]
        if own and place:
            groups.setdefault(tuple(_runs(own)), []).append(node.name)
    for periods, names in groups.items():
        listed = [period_name(period, year_start) for period in periods]
        told = Text("、".join(each.zh for each in listed), ", ".join(each.en for each in listed))
        yield Problem(NO_TARGET_SET, cell, words={"names": first_names(names), "period": told})


def _is_for_all(root: Root, month: Period) -> bool:
    return (root.level is Level.COMPANY or not root.members) and root.target.period.holds(month)


def _covered(root: Root, nodes: Sequence[Node], places: dict[str, int]) -> set[int]:
    """The nodes that a target is for, all below them and all above them."""
    keys = [each.key for each in root.members] if root.is_single else [group_key(root.level, root.groups)]
    own = {places[key] for key in keys if key in places}
    below = set(own)
    for place, node in enumerate(nodes):
        if node.parent in below:
            below.add(place)
    above: set[int] = set()
    for place in own:
        parent = nodes[place].parent
        while parent is not None:
            above.add(parent)
            parent = nodes[parent].parent
    return below | above


def _names_elsewhere(chosen: RootSet, staff: Staff, nodes: Sequence[Node]) -> Iterator[str]:
    """The outermost groups and people that no target is for."""
    if any(_is_for_all(root, month) for root in chosen.roots for month in months_in(chosen.period)):
        return
    present = {each.key for root in chosen.roots for each in root.members}
    grouped = {node.key for node in nodes}
    told: set[str] = set()
    for person in staff.people:
        if person.key in present:
            continue
        keys = [group_key(level, person.groups[:depth]) for depth, level in enumerate(staff.levels[: len(person.groups)], 1)]
        place = next((place for place, key in enumerate(keys) if key not in grouped), len(keys))
        key = [*keys, person.key][place]
        if key not in told:
            told.add(key)
            yield [*person.groups, person.name][place]


def _runs(months: Sequence[Period]) -> Iterator[Period]:
    """Months that follow one another as one period."""
    start = end = None
    for month in months:
        if start is not None and end != month.start:
            yield Period(start, end or month.start)
            start = None
        start, end = start or month.start, month.end
    if start is not None and end is not None:
        yield Period(start, end)
