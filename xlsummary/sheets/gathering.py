"""What is fixed now, from several files of which each may have been changed since the last run that read it.

A quota may be fixed, changed or released in the book itself or in an output of an earlier run, while the other file still shows
how it was. The record of each run says what it left in force, and what it found in the other files; whatever differs from that
was done since, and counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from xlsummary.catalogue_fixed import EDITED_TWICE, FIXED_ELSEWHERE
from xlsummary.model import Text
from xlsummary.plan.quota import FixedPoint
from xlsummary.plan.units import plain
from xlsummary.problems import Problem
from xlsummary.sheets.history import Amounts, History, PointId, amounts_of, id_of

_RELEASED = Text("放开", "released")
_CHANGED = Text("改成 {amount}", "changed to {amount}")


@dataclass(frozen=True, slots=True)
class Source:
    """A file with a planning sheet: its name for records and for people, what is fixed there now, and what it knew."""

    name: str
    shown: str
    points: Sequence[FixedPoint]
    history: History
    is_target: bool = False

    @property
    def amounts(self) -> Amounts:
        return amounts_of(self.points)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """The quotas that are fixed now, what is wrong with them, and what the record of this run says of them."""

    points: tuple[FixedPoint, ...] = ()
    problems: tuple[Problem, ...] = ()
    known: History = field(default_factory=History)


@dataclass(frozen=True, slots=True)
class _Change:
    """What a file says of a quota since; None as amount where it was released there."""

    amount: Decimal | None
    source: Source


def gathered(sources: Sequence[Source]) -> Gathered:
    """What is fixed by what was done in any of the files since the run whose record tells most of them."""
    base = _base(sources)
    changes: dict[PointId, _Change] = {}
    problems: list[Problem] = []
    for source in sources:
        for point, change in _changes(source, base):
            other = changes.setdefault(point, change)
            if other.amount != change.amount:
                problems.append(_twice(point, other, change))
    before = dict(base.history.fixed) if base else {}
    fixed = {**before, **{point: change.amount for point, change in changes.items()}}
    points = [_standing(point, amount, sources, changes) for point, amount in fixed.items() if amount is not None]
    problems += (each for source in sources for each in _overruled(source, fixed, changes))
    return Gathered(points=tuple(points), problems=tuple(problems), known=_known(sources, base, changes, points))


def _base(sources: Sequence[Source]) -> Source | None:
    """The file whose record has seen all others, of several that of the latest run; else the one about to be written.

    None where no file has a record of what was fixed.
    """
    recorded = [source for source in sources if source.history.run]
    others = {source.name: {each.name for each in sources if each is not source and _counts(each)} for source in recorded}
    knowing = [source for source in recorded if others[source.name] <= {*source.history.seen}]
    candidates = knowing or [source for source in recorded if source.is_target] or recorded
    return max(candidates, key=lambda each: (each.history.run, each.is_target), default=None)


def _counts(source: Source) -> bool:
    return bool(source.points or source.history.run)


def _changes(source: Source, base: Source | None) -> Iterator[tuple[PointId, _Change]]:
    """What is otherwise in a file than the run of the base left or found it; all of it in a file that run did not know."""
    before: Mapping[PointId, Decimal] = {}
    if base is not None:
        before = base.history.fixed if source is base else base.history.seen.get(source.name, {})
    now = source.amounts
    for point in dict.fromkeys((*now, *before)):
        if now.get(point) != before.get(point):
            yield point, _Change(now.get(point), source)


def _standing(point: PointId, amount: Decimal, sources: Sequence[Source], changes: Mapping[PointId, _Change]) -> FixedPoint:
    """The point where it was changed, else in the first file that has it so."""
    order = [changes[point].source, *sources] if point in changes else sources
    return next(each for source in order for each in source.points if id_of(each) == point and each.amount == amount)


def _overruled(
    source: Source, fixed: Mapping[PointId, Decimal | None], changes: Mapping[PointId, _Change]
) -> Iterator[Problem]:
    """A note for what a file still shows though it was changed in another one."""
    for point in source.points:
        amount = fixed.get(id_of(point))
        change = changes.get(id_of(point))
        if amount == point.amount or (change is not None and change.source is source):
            continue
        other = change.source.shown if change else source.shown
        words: dict[str, str | Text] = {"other": other, "what": _RELEASED}
        if amount is not None:
            told = plain(amount)
            words["what"] = Text(_CHANGED.zh.format(amount=told), _CHANGED.en.format(amount=told))
        yield Problem(FIXED_ELSEWHERE, point.cell, plain(point.amount), words)


def _twice(point: PointId, other: _Change, change: _Change) -> Problem:
    """Two files that say different things of one quota since."""
    first, second = (other, change) if change.amount is not None else (change, other)
    found = next(each for each in second.source.points if id_of(each) == point)
    if first.amount is None:
        named: str | Text = Text(f"{first.source.shown} 里的这一行", f"its line in {first.source.shown}")
        words: dict[str, str | Text] = {"other": named, "amount": Text("已删去", "deleted")}
    else:
        cell = next(each.cell for each in first.source.points if id_of(each) == point)
        words = {"other": str(cell), "amount": plain(first.amount)}
    return Problem(EDITED_TWICE, found.cell, plain(found.amount), words)


def _known(
    sources: Sequence[Source], base: Source | None, changes: Mapping[PointId, _Change], points: Iterable[FixedPoint]
) -> History:
    """What the record of this run says; its number is that of the last one where nothing was changed since."""
    latest = max((source.history.run for source in sources), default=0)
    seen = {**(base.history.seen if base else {})}
    seen |= {source.name: source.amounts for source in sources if not source.is_target and _counts(source)}
    for source in sources:
        if source.is_target:
            seen.pop(source.name, None)
    run = base.history.run if base is not None and not changes else latest + 1
    return History(run=run, fixed=amounts_of(points), seen=seen)
