"""One step of rounding: shares of sub-periods and people to whole numbers, each a floor or a ceiling."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import lcm

from xlsummary.model import Text
from xlsummary.plan.flow import Bounds, whole_numbers
from xlsummary.problems import XlsummaryError

_NO_NUMBERS = Text("取整无解", "no whole numbers satisfy the shares")
_NO_NUMBERS_HINT = Text("这是程序的错误，请报告", "This is a fault of the program; please report it")


@dataclass(frozen=True, slots=True)
class Pattern:
    """How an amount falls on the sub-periods: `parts[j]` / `whole` of it on sub-period j, exact."""

    parts: tuple[int, ...]
    whole: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What is to be rounded at once: the share of leaf n in sub-period j is `amounts[n]` x its pattern's part j.

    `parents[n]` is the place of n's parent, before n; None for the root at place 0. `leaves[n]` is the place of leaf n's
    pattern in `patterns`; leaves that are not in it get nothing. Any share can be said so: an amount of 1 and a pattern
    of one's own.
    """

    parents: Sequence[int | None]
    leaves: Mapping[int, int]
    amounts: Mapping[int, int]
    patterns: Sequence[Pattern]


def rounded(step: Step) -> dict[int, list[int]]:
    """Whole numbers for every leaf: each, each sum of them up the tree, and each total over the sub-periods is the floor
    or the ceiling of its exact share.

    The root's sub-periods are at their largest remainder where the rest allows it. The root's total share is whole.
    """
    sums = _sums(step)
    scale = lcm(*(step.patterns[pattern].whole for pattern in sums[0]))
    scaled = [[part * (scale // pattern.whole) for part in pattern.parts] for pattern in step.patterns]
    known: dict[tuple[int, int], Bounds] = {}
    bounds: list[Bounds] = []
    for node, own in enumerate(sums):
        if node in step.leaves:
            key = step.leaves[node], step.amounts[node]
            if key not in known:
                pattern = step.patterns[key[0]]
                known[key] = _bounds([key[1] * part for part in pattern.parts], pattern.whole)
            bounds.append(known[key])
        else:
            bounds.append(_bounds(_total(own, scaled), scale))
    numbers = whole_numbers(step.parents, bounds, _largest_remainder(_total(sums[0], scaled), scale))
    if numbers is None:
        raise XlsummaryError("no-whole-numbers", _NO_NUMBERS, _NO_NUMBERS_HINT)
    return numbers


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


def _bounds(numerators: Sequence[int], denominator: int) -> Bounds:
    total = sum(numerators)
    return Bounds(
        [number // denominator for number in numerators],
        [-(-number // denominator) for number in numerators],
        total // denominator,
        -(-total // denominator),
    )


def _largest_remainder(numerators: Sequence[int], denominator: int) -> list[int]:
    """Floors, then one more each for the largest remainders, the earlier first, up to the total."""
    numbers = [number // denominator for number in numerators]
    missing = sum(numerators) // denominator - sum(numbers)
    order = sorted(range(len(numbers)), key=lambda place: -(numerators[place] % denominator))
    for place in order[:missing]:
        numbers[place] += 1
    return numbers
