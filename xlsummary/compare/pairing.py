"""Postings of both sides paired by a key and their days, the nearest first, without looking at each pair of them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

from xlsummary.compare.desk import Desk, grouped
from xlsummary.compare.postings import Postings

Key = Callable[[int], Hashable]
"""What a posting is found by; two postings of one key may be paired."""

Keys = tuple[Key, Key]
"""The key of the workbook's side and that of the ledger's."""

_REPEATED = -1
"""Stands for the place of what several postings share."""


def pair_single_keys(desk: Desk) -> None:
    """Pairs the postings of a client and amount that stand open once on each side, a few days apart."""
    mine = _singles(desk.workbook, desk.free_workbook)
    theirs = _singles(desk.ledger, desk.free_ledger)
    days, their_days, apart = desk.workbook.days, desk.ledger.days, desk.terms.days
    found = ((place, theirs.get(key, _REPEATED)) for key, place in mine.items() if place != _REPEATED)
    desk.pair_all(
        (place, other) for place, other in found if other != _REPEATED and -apart <= days[place] - their_days[other] <= apart
    )


def _singles(side: Postings, free: bytearray) -> Mapping[tuple[str, int], int]:
    """The place of each client and amount among the open postings."""
    places: dict[tuple[str, int], int] = {}
    for place, key in enumerate(zip(side.clients, side.amounts, strict=True)):
        if free[place]:
            places[key] = _REPEATED if key in places else place
    return places


def pair_numbers(desk: Desk) -> None:
    """Pairs the postings whose document number stands once on each side, where the ledger's names no other."""
    numbers = desk.ledger.numbers
    mine, theirs = _numbered_once([own[:1] for own in desk.workbook.numbers]), _numbered_once(numbers)
    found = ((place, theirs.get(number, _REPEATED)) for number, place in mine.items() if place != _REPEATED)
    desk.pair_all((place, other) for place, other in found if other != _REPEATED and len(numbers[other]) == 1)


def _numbered_once(column: Sequence[Sequence[str]]) -> Mapping[str, int]:
    """The place of each document number, below 0 for one that several postings name."""
    places: dict[str, int] = {}
    for place, numbers in enumerate(column):
        for number in numbers:
            places[number] = _REPEATED if number in places else place
    return places


def keys(desk: Desk, *, with_client: bool) -> Keys:
    """Amounts alike, and clients with them where asked for."""
    return _key(desk.workbook, _itself, with_client=with_client), _key(desk.ledger, _itself, with_client=with_client)


def taxed_keys(desk: Desk, *, with_client: bool) -> Iterator[Keys]:
    """Amounts that differ by the tax alone, whichever of the two has it and whichever was rounded."""
    terms = desk.terms
    for turn in (terms.without_tax, terms.with_tax) if terms.tax_rate else ():
        for mine, theirs in ((turn, _itself), (_itself, turn)):
            yield _key(desk.workbook, mine, with_client=with_client), _key(desk.ledger, theirs, with_client=with_client)


def _key(side: Postings, turned: Callable[[int], int], *, with_client: bool) -> Key:
    if with_client:
        return lambda place: (side.clients[place], turned(side.amounts[place]))
    return lambda place: turned(side.amounts[place])


def _itself(fen: int) -> int:
    return fen


def pair_keyed(desk: Desk, by: Keys, within: int | None = None) -> None:
    """Pairs the open postings whose keys are alike, nearest in time first, at most `within` days apart."""
    mine = desk.open_workbook()
    if mine:
        pair_each(desk, mine, desk.open_ledger(), by, within)


def pair_each(desk: Desk, mine: Sequence[int], theirs: Sequence[int], by: Keys, within: int | None = None) -> None:
    """The same for some postings of either side, those among them that are still open."""
    ours = grouped((place for place in mine if desk.free_workbook[place]), by[0])
    others = grouped((place for place in theirs if desk.free_ledger[place]), by[1]) if ours else {}
    for key, places in ours.items():
        if key in others:
            desk.pair_all(nearest(desk, places, others[key], within))


def nearest(desk: Desk, mine: Sequence[int], theirs: Sequence[int], within: int | None = None) -> Iterator[tuple[int, int]]:
    """Pairs of two groups, each posting once: the nearest in time first; without `within` the oldest with the oldest."""
    if within is None:
        yield from zip(sorted(mine, key=desk.workbook.order), sorted(theirs, key=desk.ledger.order), strict=False)
        return
    ours, others = _by_day(desk.workbook, mine), _by_day(desk.ledger, theirs)
    for gap in range(within + 1):
        for day in sorted(ours):
            for other in dict.fromkeys((day - gap, day + gap)):
                while ours[day] and others.get(other):
                    yield ours[day].pop(), others[other].pop()


def _by_day(side: Postings, places: Sequence[int]) -> dict[int, list[int]]:
    """The places of each day, the last to be taken first."""
    days: dict[int, list[int]] = defaultdict(list)
    for place in sorted(places, key=side.order, reverse=True):
        days[side.days[place]].append(place)
    return days


class Near:
    """Open postings of one side by a key, of which the first few near a day are found without a look at all of them."""

    def __init__(self, side: Postings, free: bytearray, groups: Mapping[Hashable, Sequence[int]]) -> None:
        self._free = free
        self._groups = {key: sorted((side.days[place], place) for place in places) for key, places in groups.items()}

    def few(self, key: Hashable, day: int, within: int, most: int = 2) -> list[int]:
        """Up to `most` open postings of the key within so many days."""
        group = self._groups.get(key, [])
        found: list[int] = []
        for at in range(bisect_left(group, (day - within, -1)), bisect_left(group, (day + within + 1, -1))):
            place = group[at][1]
            if self._free[place]:
                found.append(place)
                if len(found) == most:
                    break
        return found


def pair_undoubted(desk: Desk, *, any_client: bool) -> None:
    """Pairs postings of one amount a few days apart where neither could be meant by another posting.

    Without `any_client` one of the two names no client.
    """
    ours, theirs = _NearBy(desk.workbook, desk.free_workbook, desk), _NearBy(desk.ledger, desk.free_ledger, desk)
    for mine in desk.open_workbook():
        partners = theirs.partners(desk.workbook, mine, any_client=any_client)
        if len(partners) == 1 and ours.partners(desk.ledger, partners[0], any_client=any_client) == [mine]:
            desk.pair(mine, partners[0])


class _NearBy:
    """The open postings of one side by their amount, and those that name no client."""

    def __init__(self, side: Postings, free: bytearray, desk: Desk) -> None:
        self._days = desk.terms.days
        places = desk.open_workbook() if side is desk.workbook else desk.open_ledger()
        self._all = Near(side, free, grouped(places, side.amounts.__getitem__))
        nameless = [place for place in places if not side.clients[place]]
        self._nameless = Near(side, free, grouped(nameless, side.amounts.__getitem__))

    def partners(self, other: Postings, place: int, *, any_client: bool) -> list[int]:
        """Up to two postings that one of the other side may be paired with."""
        near = self._all if any_client or not other.clients[place] else self._nameless
        return near.few(other.amounts[place], other.days[place], self._days)
