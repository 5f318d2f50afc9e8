"""Several postings that make one on the other side: a payment in parts, or one transfer for several invoices."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

MOST_PARTS = 6
MOST_CANDIDATES = 16


def could_be_part(amount: int, total: int) -> bool:
    """True for a smaller amount of the total's own sign."""
    return amount != 0 and (amount > 0) == (total > 0) and abs(amount) < abs(total)


class Search:
    """Looks for amounts that add up to another, in so many steps altogether; beyond them it finds nothing and says so.

    `has_ended` tells that the steps were used up.
    """

    def __init__(self, steps: int) -> None:
        self._steps = steps
        self.has_ended = False

    def count(self, steps: int) -> None:
        """Counts steps that were taken to find what to look among."""
        self._steps -= steps
        self.has_ended = self.has_ended or self._steps < 0

    def parts_of(self, total: int, amounts: Sequence[int], parts: int) -> tuple[int, ...] | None:
        """Places in `amounts` of so many of them that add up to `total`, the first ones; None where there are none.

        Of those that could be a part the first 16 are looked at.
        """
        fitting = [place for place, amount in enumerate(amounts) if could_be_part(amount, total)][:MOST_CANDIDATES]
        if len(fitting) < parts or self.has_ended:
            return None
        sizes = [abs(amounts[place]) for place in fitting]
        found = self._chosen(sizes, _places(sizes), abs(total), parts, 0)
        return None if found is None else tuple(fitting[place] for place in found)

    def _chosen(
        self, sizes: Sequence[int], places: Mapping[int, Sequence[int]], rest: int, count: int, start: int
    ) -> tuple[int, ...] | None:
        """`count` places from `start` on whose sizes add up to `rest`."""
        self.count(1)
        if self.has_ended:
            return None
        if count == 1:
            last = places.get(rest, ())
            at = bisect_left(last, start)
            return (last[at],) if at < len(last) else None
        for place in range(start, len(sizes) - count + 1):
            if sizes[place] < rest:
                further = self._chosen(sizes, places, rest - sizes[place], count - 1, place + 1)
                if further is not None:
                    return (place, *further)
        return None


def _places(sizes: Iterable[int]) -> Mapping[int, Sequence[int]]:
    """The places of each size, in order."""
    places: dict[int, list[int]] = defaultdict(list)
    for place, size in enumerate(sizes):
        places[size].append(place)
    return places
