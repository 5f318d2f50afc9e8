"""What a run knew of the quotas that a person fixed: those in force, and those that each other file had then.

So that the next run can tell what was changed or released since, and in which file, without a clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

from xlsummary.model import Line, Measure, Period, Source, Tier, Version
from xlsummary.plan.quota import FixedPoint

PointId = tuple[Line, str, Period]
"""Of what a quota is fixed: line, node and days."""

Amounts = Mapping[PointId, Decimal]
"""The amounts that quotas are fixed at."""

KINDS = frozenset({"run", "saw", "seen", "fixed"})
"""How the lines of the record begin that hold a history."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """`run` counts the runs that changed anything, 0 for a record without a history.

    `fixed` is what was in force after the run, and so stood in the list of the sheet that it wrote; `seen` has by a file's
    name what was fixed there when the run read it.
    """

    run: int = 0
    fixed: Amounts = field(default_factory=lambda: MappingProxyType({}))
    seen: Mapping[str, Amounts] = field(default_factory=lambda: MappingProxyType({}))


def id_of(point: FixedPoint) -> PointId:
    """Of what a point fixes the quota."""
    return point.line, point.node, point.period


def amounts_of(points: Iterable[FixedPoint]) -> Amounts:
    """The amounts of points."""
    return {id_of(point): point.amount for point in points}


def lines_of_history(history: History) -> Iterator[tuple[str, ...]]:
    """The lines of the record; none for no history."""
    if not history.run:
        return
    yield "run", str(history.run)
    yield from (("fixed", *line) for line in _lines(history.fixed))
    for name in sorted(history.seen):
        yield "saw", name
        yield from (("seen", name, *line) for line in _lines(history.seen[name]))


def history_of(lines: Iterable[tuple[str, ...]]) -> History:
    """The history that the lines hold; raises ValueError for damaged ones."""
    run, fixed = 0, dict[PointId, Decimal]()
    seen: dict[str, dict[PointId, Decimal]] = {}
    for line in lines:
        match line:
            case ["run", number]:
                run = int(number)
            case ["fixed", *words]:
                fixed.update([_point(words)])
            case ["saw", name]:
                seen.setdefault(name, {})
            case ["seen", name, *words]:
                seen.setdefault(name, {}).update([_point(words)])
            case _:
                raise ValueError(line)
    return History(run=run, fixed=fixed, seen=seen)


def _lines(amounts: Amounts) -> list[tuple[str, ...]]:
    return sorted(
        (
            "/".join(word.value for word in (line.measure, line.tier, line.source, line.version)),
            node,
            period.start.isoformat(),
            period.end.isoformat(),
            f"{amount:f}",
        )
        for (line, node, period), amount in amounts.items()
    )


def _point(words: list[str]) -> tuple[PointId, Decimal]:
    line, node, start, end, amount = words
    measure, tier, source, version = line.split("/")
    known = Line(measure=Measure(measure), tier=Tier(tier), source=Source(source), version=Version(version))
    try:
        return (known, node, Period(date.fromisoformat(start), date.fromisoformat(end))), Decimal(amount)
    except InvalidOperation as error:
        raise ValueError(amount) from error
