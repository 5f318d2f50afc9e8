"""The frozen plan (定稿) as lines of the record, and read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import groupby, islice

from xlsummary.model import Line, Measure, Period, Source, Tier, Version
from xlsummary.plan.frozen import Frozen, FrozenLeaf, FrozenNode, FrozenPlan
from xlsummary.plan.quota import NodeLevel

KINDS = frozenset({"frozen", "kept", "leaf", "days"})
"""How the lines of the record begin that hold a frozen plan."""

_WORDS_OF_NODE = 4
_NUMBERS_IN_CELL = 100
_TIMES = "x"


def lines_of_frozen(frozen: Frozen | None) -> Iterator[tuple[str, ...]]:
    """The day it was kept; for each plan its line, days and steps; for each leaf the nodes down to it, and its days."""
    if frozen is None:
        return
    yield "frozen", frozen.on.isoformat()
    for plan in frozen.plans:
        line, period = plan.line, plan.period
        words = (line.measure.value, line.tier.value, line.source.value, line.version.value)
        yield "kept", *words, period.start.isoformat(), period.end.isoformat(), f"{plan.grain:f}", f"{plan.unit:f}"
        for leaf in plan.leaves:
            yield "leaf", *(word for node in leaf.path for word in (node.level.value, node.key, node.name, node.code))
            yield "days", *(" ".join(part) for part in _parts(_runs(leaf.amounts), _NUMBERS_IN_CELL))


def _runs(amounts: Iterable[int]) -> Iterator[str]:
    """The numbers, several alike as `0x3`."""
    for amount, alike in groupby(amounts):
        count = sum(1 for _ in alike)
        yield f"{amount}{_TIMES}{count}" if count > 1 else str(amount)


def _parts(words: Iterable[str], count: int) -> Iterator[tuple[str, ...]]:
    left = iter(words)
    while part := tuple(islice(left, count)):
        yield part


def frozen_of(lines: Sequence[Sequence[str]]) -> Frozen | None:
    """The frozen plan from its lines; None without any. Raises ValueError where they are damaged."""
    on: date | None = None
    plans: list[tuple[Sequence[str], list[FrozenLeaf]]] = []
    path: tuple[FrozenNode, ...] = ()
    for kind, *words in lines:
        match kind:
            case "frozen":
                on = date.fromisoformat(words[0])
            case "kept":
                plans.append((words, []))
            case "leaf":
                path = tuple(_nodes(words))
            case "days" if plans:
                plans[-1][1].append(FrozenLeaf(path, tuple(_numbers(words))))
    if on is None:
        return None
    return Frozen(on=on, plans=tuple(_plan(words, leaves) for words, leaves in plans))


def _nodes(words: Sequence[str]) -> Iterator[FrozenNode]:
    for level, key, *rest in _parts(words, _WORDS_OF_NODE):
        name, code = (*rest, "", "")[:2]
        yield FrozenNode(NodeLevel(level), key, name, code)


def _numbers(words: Iterable[str]) -> Iterator[int]:
    for word in words:
        for each in word.split():
            number, _, count = each.partition(_TIMES)
            yield from [int(number)] * int(count or 1)


def _plan(words: Sequence[str], leaves: Iterable[FrozenLeaf]) -> FrozenPlan:
    try:
        measure, tier, source, version, start, end, grain, unit = words
        plan = FrozenPlan(
            line=Line(measure=Measure(measure), tier=Tier(tier), source=Source(source), version=Version(version)),
            period=Period(date.fromisoformat(start), date.fromisoformat(end)),
            grain=Decimal(grain),
            unit=Decimal(unit),
            leaves=tuple(leaves),
        )
    except InvalidOperation as error:
        raise ValueError(f"a frozen plan is damaged: {words}") from error
    if any(len(leaf.amounts) != plan.period.days for leaf in plan.leaves):
        raise ValueError(f"days of a frozen plan are missing: {words}")
    return plan
