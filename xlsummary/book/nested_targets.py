"""Targets that lie in other targets, a month in its year and a rep in the company: which rows may be added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from xlsummary.book.controls import AmountColumn, Amounts
from xlsummary.book.total_sums import Reckoning
from xlsummary.model import Level, Line, Measure, Period, Rep, Target, TargetSum
from xlsummary.periods import month_count

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


def reckonings(targets: Sequence[Target], reps: Iterable[Rep], first_row: int) -> tuple[Reckoning, ...]:
    """What a total row of 目标 may add: of each measure the outermost rows, all of them, those of one line, or of one level and
    length of time; and all rows of all measures. `first_row` is the number of the grid's first row.
    """
    outer = {each.origin.row for each in outermost(targets, reps)}
    chosen: dict[tuple[Measure | None, object], list[Target]] = {}
    for each in targets:
        line, measure = each.line, each.line.measure
        span = (each.level, month_count(each.period))
        keys: list[object] = ["all", line, span, (line, span)]
        keys += [("outermost", line), "outermost"] if each.origin.row in outer else []
        for key in keys:
            chosen.setdefault((measure, key), []).append(each)
    measures = dict.fromkeys(measure for measure, _ in chosen)
    order = sorted(chosen, key=lambda each: each[1] != "outermost")
    ways = [Reckoning(amounts=_column(chosen[key], first_row), measure=key[0]) for key in order]
    return (*ways, Reckoning(amounts=_column(targets, first_row))) if len(measures) > 1 else tuple(ways)


def _column(targets: Iterable[Target], first_row: int) -> Amounts:
    filled = {each.origin.row - first_row: each.amount.value for each in targets if each.amount is not None}
    places = sorted(filled)
    return {"amount": AmountColumn(places, [filled[place] for place in places])}


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
