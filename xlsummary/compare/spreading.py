"""A single amount over months, week slices and days by weight, in whole steps, as the plan's own quotas are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise


def parts_of(amount: int, weights: Sequence[int], step: int) -> list[int]:
    """`amount` by weight in whole `step`s: floors, then one more each for the largest remainders, the earlier first.

    What does not fill a step goes to the first that has a weight, so that the sum is the amount. Weights are not negative,
    and one is above 0; the amount may be below 0.
    """
    sign = -1 if amount < 0 else 1
    steps, odd = divmod(abs(amount), step)
    total = sum(weights)
    numbers = [steps * weight // total for weight in weights]
    order = sorted(range(len(weights)), key=lambda place: (-(steps * weights[place] % total), place))
    for place in order[: steps - sum(numbers)]:
        numbers[place] += 1
    found = [sign * number * step for number in numbers]
    found[next(place for place, weight in enumerate(weights) if weight)] += sign * odd
    return found


def spread(amount: int, weights: Sequence[int], cuts: Sequence[Sequence[int]], steps: Sequence[int]) -> list[int]:
    """`amount` over single days: at each depth over the stretches between the `cuts`, in whole `steps` of that depth.

    `cuts[0]` divides all days into months, `cuts[1]` into slices, each with the first 0 and the last the number of days; the
    days themselves take the last of the steps.
    """
    numbers = [amount]
    edges: Sequence[int] = (0, len(weights))
    sums = [0, *accumulate(weights)]
    for depth, step in zip((*cuts, range(len(weights) + 1)), steps, strict=True):
        finer: list[int] = []
        place = 0
        for number, (start, end) in zip(numbers, pairwise(edges), strict=True):
            inside = []
            while place + 1 < len(depth) and depth[place + 1] <= end:
                inside.append(sums[depth[place + 1]] - sums[depth[place]])
                place += 1
            finer += parts_of(number, inside, step) if sums[end] > sums[start] else [0] * len(inside)
        numbers, edges = finer, depth
    return numbers
