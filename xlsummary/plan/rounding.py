"""One step of rounding: shares of sub-periods and people to whole numbers, each a floor or a ceiling."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What is to be rounded at once: the share of leaf n in sub-period j is `amounts[n]` x its pattern's part j.

    `parents[n]` is the place of n's parent, before n; None for the root at place 0. `leaves[n]` is the place of leaf n's
    pattern in `patterns`; leaves that are not in it get nothing. Any share can be said so: an amount of 1 and a pattern
    of one's own. `runs` of the root and of leaves are neighbouring sub-periods, from the first up to the second place,
    whose own total is held too; those of the root, if any, cover all sub-periods and have whole shares.
    """

    parents: Sequence[int | None]
    leaves: Mapping[int, int]
    amounts: Mapping[int, int]
    patterns: Sequence[Pattern]
    runs: Mapping[int, Sequence[tuple[int, int]]] = field(default_factory=lambda: MappingProxyType({}))


def rounded(step: Step) -> dict[int, list[int]]:
    """Whole numbers for every leaf: each, each sum of them up the tree, and each total over the sub-periods or a run is
    the floor or the ceiling of its exact share.

    The root's sub-periods are at their largest remainder (in each of its runs) where the rest allows it. The root's
    total share is whole.
    """
    sums = _sums(step)
    scale = lcm(*(step.patterns[pattern].whole for pattern in sums[0]))
    scaled = [[part * (scale // pattern.whole) for part in pattern.parts] for pattern in step.patterns]
    known: dict[tuple[int, int], Bounds] = {}
    bounds: list[Bounds] = []
    for node, own in enumerate(sums):
        runs = step.runs.get(node, ())
        if node in step.leaves:
            key = step.leaves[node], step.amounts[node]
            parts, whole = step.patterns[key[0]].parts, step.patterns[key[0]].whole
            if key not in known:
                known[key] = _bounds([key[1] * part for part in parts], whole)
            bounds.append(_with_runs(known[key], runs, [key[1] * part for part in parts], whole) if runs else known[key])
        else:
            shares = _total(own, scaled)
            bounds.append(_with_runs(_bounds(shares, scale), runs, shares, scale))
    preferred = _largest_remainders(_total(sums[0], scaled), scale, step.runs.get(0, ()))
    numbers = whole_numbers(step.parents, bounds, preferred)
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


def _with_runs(bounds: Bounds, runs: Sequence[tuple[int, int]], numerators: Sequence[int], denominator: int) -> Bounds:
    held = []
    for first, end in runs:
        total = sum(numerators[first:end])
        held.append(Run(first, end, total // denominator, -(-total // denominator)))
    return replace(bounds, runs=held)


def _largest_remainders(numerators: Sequence[int], denominator: int, runs: Sequence[tuple[int, int]]) -> list[int]:
    numbers: list[int] = []
    for first, end in sorted(runs) or [(0, len(numerators))]:
        numbers += _largest_remainder(numerators[first:end], denominator)
    return numbers


def _largest_remainder(numerators: Sequence[int], denominator: int) -> list[int]:
    """Floors, then one more each for the largest remainders, the earlier first, up to the total."""
    numbers = [number // denominator for number in numerators]
    missing = sum(numerators) // denominator - sum(numbers)
    order = sorted(range(len(numbers)), key=lambda place: -(numerators[place] % denominator))
    for place in order[:missing]:
        numbers[place] += 1
    return numbers
