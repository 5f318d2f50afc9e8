"""Several postings that make one on the other side: a payment in parts, or one transfer for several invoices."""

from __future__ import annotations

from collections.abc import Sequence

_MOST_PARTS = 6
_MOST_CANDIDATES = 16
_MOST_STEPS = 20_000


def parts_of(total: int, amounts: Sequence[int]) -> tuple[int, ...] | None:
    """Places in `amounts` of two to six of them that add up to `total`, the fewest parts first; None where there are none.

    Only amounts of the total's own sign are parts. The search is bounded: the first 16 that could be a part, and
    20,000 steps; beyond that nothing is found rather than something guessed.
    """
    fitting = [place for place, amount in enumerate(amounts) if amount and _is_part(amount, total)][:_MOST_CANDIDATES]
    sizes = [abs(amounts[place]) for place in fitting]
    steps = [_MOST_STEPS]
    for count in range(2, min(_MOST_PARTS, len(sizes)) + 1):
        found = _chosen(sizes, abs(total), count, 0, steps)
        if found is not None:
            return tuple(fitting[place] for place in found)
    return None


def _is_part(amount: int, total: int) -> bool:
    return (amount > 0) == (total > 0) and abs(amount) < abs(total)


def _chosen(sizes: Sequence[int], rest: int, count: int, start: int, steps: list[int]) -> tuple[int, ...] | None:
    """`count` places from `start` on whose sizes add up to `rest`; `steps` counts down over the whole search."""
    for place in range(start, len(sizes) - count + 1):
        steps[0] -= 1
        if steps[0] < 0:
            return None
        if count == 1 and sizes[place] == rest:
            return (place,)
        if count > 1 and sizes[place] < rest:
            further = _chosen(sizes, rest - sizes[place], count - 1, place + 1, steps)
            if further is not None:
                return (place, *further)
    return None
