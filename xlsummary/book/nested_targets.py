"""Targets that lie in other targets, a month in its year and a rep in the company: which rows may be added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from xlsummary.model import Level, Line, Period, Rep, Target, TargetSum

_Node = tuple[Level, str]
_COMPANY: _Node = (Level.COMPANY, "")


def outermost(targets: Iterable[Target], reps: Iterable[Rep]) -> tuple[Target, ...]:
    """The targets with an amount that lie in no other one of their line, by days and by what they are for."""
    filled = [each for each in targets if each.amount is not None]
    teams: dict[str, set[str]] = defaultdict(set)
    for rep in reps:
        teams[rep.name].add(rep.team)
    periods: dict[tuple[Line, _Node], dict[Period, None]] = defaultdict(dict)
    for each in filled:
        periods[each.line, _node(each)][each.period] = None
    return tuple(each for each in filled if not _is_inside(each, teams, periods))


def outermost_sums(targets: Sequence[Target], reps: Iterable[Rep]) -> tuple[TargetSum, ...]:
    """Each line's sum of its outermost rows, by what they are for; none where a whole column may be added."""
    found: dict[tuple[Line, Level], Decimal] = defaultdict(Decimal)
    outer = outermost(targets, reps)
    for each in outer:
        if each.amount is not None:
            found[each.line, each.level] += each.amount.value
    filled = sum(each.amount is not None for each in targets)
    if len(outer) == filled and len(found) == len({line.measure for line, _ in found}):
        return ()
    return tuple(TargetSum(line=line, level=level, amount=amount) for (line, level), amount in found.items())


def _is_inside(target: Target, teams: Mapping[str, set[str]], periods: Mapping[tuple[Line, _Node], Iterable[Period]]) -> bool:
    own = _node(target)
    for node in _above(target, teams):
        for period in periods.get((target.line, node), ()):
            if period.holds(target.period) and (node, period) != (own, target.period):
                return True
    return False


def _above(target: Target, teams: Mapping[str, set[str]]) -> Iterator[_Node]:
    """What a target is for, and all that holds that."""
    yield _node(target)
    if target.level is Level.REP:
        yield from ((Level.TEAM, team) for team in sorted(teams.get(target.name, ())) if team)
    if target.level is not Level.COMPANY:
        yield _COMPANY


def _node(target: Target) -> _Node:
    return _COMPANY if target.level is Level.COMPANY else (target.level, target.name)
