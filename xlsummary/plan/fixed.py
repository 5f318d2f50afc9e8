"""Quotas that a person changed on the planning sheet: fixed points of the next plan."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from xlsummary.catalogue_fixed import FIXED_COMPANY_TOTAL, FIXED_SIGN, FIXED_TOO_FINE, FIXED_WITHOUT_PLAN
from xlsummary.model import Amount, Lang, Level, Origin, Settings, Table, Target, Text
from xlsummary.periods import name_of
from xlsummary.plan.people import Staff
from xlsummary.plan.quota import FixedPoint, name_in
from xlsummary.plan.roots import Root, RootSet
from xlsummary.plan.shares import group_key
from xlsummary.plan.units import plain, too_fine, value_of
from xlsummary.problems import Problem

_REF = re.compile(r"([A-Z]+)(\d+)")


def with_fixed(
    sets: Sequence[RootSet], points: Iterable[FixedPoint], staff: Staff, settings: Settings
) -> tuple[tuple[RootSet, ...], tuple[Problem, ...]]:
    """The targets with the fixed points that lie in them.

    Errors for those that lie in no plan, are a plan's own total, have another sign than the target that they are a part of, or
    are finer than the finest step. Whoever was told by the name and has a code now is told by the name still.
    """
    added: dict[int, list[tuple[FixedPoint, Root]]] = {}
    problems: list[Problem] = []
    for point in sorted((_of_now(each, staff) for each in points), key=_place):
        place = next((at for at, each in enumerate(sets) if each.line == point.line and each.period.holds(point.period)), None)
        root = None if place is None else _root(point, sets[place], staff)
        if place is None or root is None:
            problems.append(Problem(FIXED_WITHOUT_PLAN, point.cell, plain(point.amount), {"quota": _named(point, settings)}))
        elif point.node == "company" and point.period == sets[place].period:
            problems.append(Problem(FIXED_COMPANY_TOTAL, point.cell, plain(point.amount)))
        elif (above := _nearest(root, sets[place])) is not None and point.amount * value_of(above) < 0:
            words = {"other": str(above.origin.cell("amount")), "amount": plain(value_of(above))}
            problems.append(Problem(FIXED_SIGN, point.cell, plain(point.amount), words))
        elif (fault := too_fine(root.target, settings)) is not None:
            problems.append(Problem(FIXED_TOO_FINE, point.cell, plain(point.amount), fault.words))
        else:
            added.setdefault(place, []).append((point, root))
    joined = (replace(each, fixed=tuple(added.get(place, ()))) for place, each in enumerate(sets))
    return tuple(joined), tuple(problems)


def _place(point: FixedPoint) -> tuple[date, int, str]:
    return point.period.start, -point.period.days, point.node


def _of_now(point: FixedPoint, staff: Staff) -> FixedPoint:
    """The point under the key that its person has now: that of a code, where there was only a name."""
    if any(person.key == point.node for person in staff.people):
        return point
    keys = {person.key for person in staff.people if f"{person.level.value}:{person.name}" == point.node}
    return replace(point, node=keys.pop()) if len(keys) == 1 else point


def _named(point: FixedPoint, settings: Settings) -> Text:
    """Whose quota it is, by what the key tells, and of when."""
    return Text(*(f"{name_in(point.node)} {name_of(point.period, lang, settings.year_start)}" for lang in Lang))


def _nearest(root: Root, chosen: RootSet) -> Target | None:
    """The typed target that a quota is a part of, the closest in time and then in whom it is for."""
    above = [
        each for each in (*chosen.roots, *chosen.inside) if each.is_above(root) and each.target.period.holds(root.target.period)
    ]
    nearest = min(above, key=lambda each: (each.target.period.days, len(each.members), -len(each.groups)), default=None)
    return None if nearest is None else nearest.target


def _root(point: FixedPoint, chosen: RootSet, staff: Staff) -> Root | None:
    """The point as a typed target; None for a key that is in the plan no more."""
    if point.node == "company":
        return Root(target=_target(point, Level.COMPANY), groups=(), members=staff.people, own=())
    for person in staff.people:
        if person.key == point.node and staff.leaf is not None:
            target = _target(point, Level(person.level.value), person.name)
            return Root(target=target, groups=(), members=(person,), own=(), is_single=True)
    for level, groups in _groups(chosen, staff):
        if group_key(level, groups) == point.node:
            members = tuple(each for each in staff.people if each.groups[: len(groups)] == groups)
            return Root(target=_target(point, level, groups[-1]), groups=groups, members=members, own=())
    return None


def _groups(chosen: RootSet, staff: Staff) -> Iterator[tuple[Level, tuple[str, ...]]]:
    for person in staff.people:
        for depth, level in enumerate(staff.levels, 1):
            yield level, person.groups[:depth]
    for root in (*chosen.roots, *chosen.inside):
        if root.groups:
            yield root.level, root.groups


def _target(point: FixedPoint, level: Level, name: str = "") -> Target:
    match = _REF.fullmatch(point.cell.ref or "")
    column, row = (match[1], int(match[2])) if match else ("A", 1)
    letters: Mapping[str, str] = {"amount": column, "period": column}
    origin = Origin(Table(sheet=point.cell.sheet, head_row=1, letters=letters), row)
    return Target(origin=origin, period=point.period, amount=Amount(point.amount), line=point.line, level=level, name=name)
