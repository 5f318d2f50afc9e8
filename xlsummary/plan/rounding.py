"""One step of rounding: shares of sub-periods and people to whole numbers, each a floor or a ceiling."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from types import MappingProxyType

from xlsummary.model import Text
from xlsummary.plan.flow import Bounds, Run, whole_numbers
from xlsummary.problems import XlsummaryError

_NO_NUMBERS = Text("取整无解", "no whole numbers satisfy the shares")
_NO_NUMBERS_HINT = Text("这是程序的错误，请报告", "This is a fault of the program; please report it")


@dataclass(frozen=True, slots=True)
class Pattern:
    """How an amount falls on the sub-periods: `parts[j]` / `whole` of it on sub-period j, exact."""

    parts: tuple[int, ...]
    whole: int


Span = tuple[int, int]
"""Neighbouring sub-periods, from the first up to the second place."""

NEAR = Fraction(1, 10**6)
"""A fitted share this near to a whole number counts as it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What is to be rounded at once: the share of leaf n in sub-period j is `amounts[n]` x its pattern's part j.

    `parents[n]` is the place of n's parent, before n; None for the root at place 0. `leaves[n]` is the place of leaf n's
    pattern in `patterns`; leaves that are not in it get nothing. Any share can be said so: an amount of 1 and a pattern
    of one's own. `runs` of the root and of leaves are spans whose own total is held too; of two of a node one lies in the
    other or they share nothing. Those of the root cover all sub-periods, if there are any, and have whole shares.

    `typed` are whole numbers that must come out: of any node over single sub-periods and over all of them, of the root
    and of leaves over any span. `is_fitted` tells that the shares were fitted to them and so may be off by a hair.
    """

    parents: Sequence[int | None]
    leaves: Mapping[int, int]
    amounts: Mapping[int, int]
    patterns: Sequence[Pattern]
    runs: Mapping[int, Sequence[Span]] = field(default_factory=lambda: MappingProxyType({}))
    typed: Mapping[int, Mapping[Span, int]] = field(default_factory=lambda: MappingProxyType({}))
    is_fitted: bool = False


def rounded(step: Step) -> dict[int, list[int]]:
    """Whole numbers for every leaf: each, each sum of them up the tree, and each total over the sub-periods or a run is
    the floor or the ceiling of its exact share, or what was typed.

    The root's sub-periods are at their largest remainder (in each of its runs) where the rest allows it. The root's
    total share is whole. Where nothing is typed there always are such numbers.
    """
    numbers = rounded_if_any(step)
    if numbers is None:
        raise XlsummaryError("no-whole-numbers", _NO_NUMBERS, _NO_NUMBERS_HINT)
    return numbers


def rounded_if_any(step: Step) -> dict[int, list[int]] | None:
    """As `rounded`; None where no whole numbers keep to what was typed."""
    sums = _sums(step)
    scale = lcm(*(step.patterns[pattern].whole for pattern in sums[0]))
    scaled = [[part * (scale // pattern.whole) for part in pattern.parts] for pattern in step.patterns]
    known: dict[tuple[int, int], Bounds] = {}
    bounds: list[Bounds] = []
    for node, own in enumerate(sums):
        key = (step.leaves[node], step.amounts[node]) if node in step.leaves else None
        is_plain = key is not None and node not in step.runs and node not in step.typed
        if key is not None and is_plain and key in known:
            bounds.append(known[key])
            continue
        shares = _Shares(_total(own, scaled), scale, is_fitted=step.is_fitted)
        bounds.append(_bounds(shares, step.runs.get(node, ()), step.typed.get(node, {})))
        if key is not None and is_plain:
            known[key] = bounds[-1]
    preferred = _preferred(_Shares(_total(sums[0], scaled), scale, is_fitted=step.is_fitted), bounds[0])
    return whole_numbers(step.parents, bounds, preferred)


@dataclass(frozen=True, slots=True)
class _Shares:
    """A node's exact shares as `numerators` of one denominator."""

    numerators: Sequence[int]
    denominator: int
    is_fitted: bool

    def ends(self, first: int, end: int) -> tuple[int, int]:
        """Floor and ceiling of the shares of a span; a fitted share near a whole number counts as it."""
        total = sum(self.numerators[first:end])
        if self.is_fitted:
            whole = (2 * total + self.denominator) // (2 * self.denominator)
            if abs(total - whole * self.denominator) * NEAR.denominator <= self.denominator:
                return whole, whole
        return total // self.denominator, -(-total // self.denominator)


def _sums(step: Step) -> list[dict[int, int]]:
    """For each node the amounts below it by pattern."""
    sums: list[dict[int, int]] = [{} for _ in step.parents]
    for leaf, pattern in step.leaves.items():
        sums[leaf][pattern] = step.amounts[leaf]
    for node in range(len(sums) - 1, 0, -1):
        parent = step.parents[node] or 0
        for pattern, amount in sums[node].items():
            sums[parent][pattern] = sums[parent].get(pattern, 0) + amount
    return sums


def _total(amounts: Mapping[int, int], scaled: Sequence[Sequence[int]]) -> list[int]:
    """The exact share of each sub-period, times the scale."""
    total = [0] * len(scaled[0])
    for pattern, amount in amounts.items():
        total = [so_far + amount * part for so_far, part in zip(total, scaled[pattern], strict=True)]
    return total


def _bounds(shares: _Shares, runs: Sequence[Span], typed: Mapping[Span, int]) -> Bounds:
    """Floors and ceilings, or what was typed; a sub-period typed by itself is no run."""
    count = len(shares.numerators)
    held = {span: (number, number) for span, number in typed.items()}
    ends = [held.get((place, place + 1)) or shares.ends(place, place + 1) for place in range(count)]
    longer = {span: shares.ends(*span) for span in runs} | held
    low, high = longer.pop((0, count), shares.ends(0, count))
    return Bounds(
        [low for low, _ in ends],
        [high for _, high in ends],
        low,
        high,
        [Run(first, end, *both) for (first, end), both in sorted(longer.items()) if end - first > 1],
    )


def _preferred(shares: _Shares, bounds: Bounds) -> list[int]:
    """The root's numbers at their largest remainder: those of each run add up to it, the smallest runs first."""
    numbers = [*bounds.lows]
    free = set(range(len(numbers)))
    whole = Run(0, len(numbers), *shares.ends(0, len(numbers))) if bounds.low != bounds.high else None
    outermost = whole or Run(0, len(numbers), bounds.low, bounds.high)
    for run in sorted([*bounds.runs, outermost], key=lambda each: each.end - each.first):
        places = [place for place in range(run.first, run.end) if place in free]
        missing = run.low - sum(numbers[run.first : run.end])
        order = sorted(places, key=lambda place: -(shares.numerators[place] - numbers[place] * shares.denominator))
        for place in order[: max(missing, 0)]:
            numbers[place] = min(numbers[place] + 1, bounds.highs[place])
        free -= {*places}
    return numbers
