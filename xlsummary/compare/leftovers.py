"""What neither document nor client and amount has paired: reversed, entered twice, in parts, or on one side alone."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import islice

from xlsummary.compare.desk import Desk
from xlsummary.compare.postings import MatchClass, Postings
from xlsummary.compare.splits import MOST_CANDIDATES, MOST_PARTS, Search, could_be_part

_STEPS = 6_000_000
"""Steps of the search for parts over a whole reconciliation."""

_LOOKED_AT = 64
"""Postings of a client, nearest in time, among which parts are looked for."""


def reversals(desk: Desk) -> None:
    """A posting and its red counterpart on one side, which cancel each other."""
    for places in _cancelling(desk.workbook, desk.open_workbook(), desk):
        desk.settle(MatchClass.REVERSAL, workbook=places)
    for places in _cancelling(desk.ledger, desk.open_ledger(), desk):
        desk.settle(MatchClass.REVERSAL, ledger=places)


def _cancelling(side: Postings, places: Iterable[int], desk: Desk) -> list[tuple[int, int]]:
    """Pairs of one client whose amounts cancel, both inside the period or both outside."""
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    pairs = []
    for place in places:
        client, amount, inside = side.clients[place], side.amounts[place], desk.terms.is_inside(side.days[place])
        if not amount:
            continue
        counterparts = waiting[client, -amount, inside]
        if counterparts:
            pairs.append((counterparts.pop(), place))
        else:
            waiting[client, amount, inside].append(place)
    return pairs


def duplicates(desk: Desk) -> None:
    """Postings like one of their own side that is settled already: entered twice."""
    mine, theirs = desk.settled()
    for place in _like_settled(desk.workbook, mine, desk.open_workbook()):
        desk.settle(MatchClass.DUPLICATE, workbook=(place,))
    for place in _like_settled(desk.ledger, theirs, desk.open_ledger()):
        desk.settle(MatchClass.DUPLICATE, ledger=(place,))


def _like_settled(side: Postings, settled: Iterable[int], places: Sequence[int]) -> list[int]:
    wanted = {key for place in places for key in _twins(side, place)}
    known = {key for place in settled for key in _twins(side, place) if key in wanted} if wanted else set()
    return [place for place in places if not known.isdisjoint(_twins(side, place))]


def _twins(side: Postings, place: int) -> list[Hashable]:
    """What two entries of one thing share: a document and its amount, or client, amount and day."""
    amount = side.amounts[place]
    return [*((number, amount) for number in side.numbers[place]), (side.clients[place], amount, side.days[place])]


def splits(desk: Desk) -> None:
    """One posting of a client on one side that several of the same client on the other make up, the fewest parts first.

    Only where a client is named: amounts of nobody's add up to something by chance.
    """
    search = Search(_STEPS)
    ours = desk.workbook_by(desk.workbook.clients.__getitem__)
    theirs = desk.ledger_by(desk.ledger.clients.__getitem__)
    clients = [_Client(desk, search, mine, theirs[client]) for client, mine in ours.items() if client and client in theirs]
    for parts in range(2, MOST_PARTS + 1):
        for client in clients:
            client.split(parts)
    desk.search_ended = search.has_ended


class _Client:
    """One client's open postings of both sides."""

    def __init__(self, desk: Desk, search: Search, mine: Sequence[int], theirs: Sequence[int]) -> None:
        self._desk, self._search = desk, search
        self._own = _Open(desk.workbook, desk.free_workbook, mine)
        self._ledger = _Open(desk.ledger, desk.free_ledger, theirs)

    def split(self, parts: int) -> None:
        """Settles the postings, the largest first, that so many of the other side make up."""
        for place, found in self._found(self._own, self._ledger, parts):
            self._desk.settle(MatchClass.SPLIT, (place,), found)
        for place, found in self._found(self._ledger, self._own, parts):
            self._desk.settle(MatchClass.SPLIT, found, (place,))

    def _found(self, own: _Open, other: _Open, parts: int) -> Iterator[tuple[int, tuple[int, ...]]]:
        if len(other) < parts:
            return
        for place in own.largest_first():
            if self._search.has_ended:
                return
            near = self._candidates(own, other, place)
            found = self._search.parts_of(own.side.amounts[place], [other.side.amounts[each] for each in near], parts)
            if found:
                yield place, tuple(sorted((near[each] for each in found), key=other.side.order))

    def _candidates(self, own: _Open, other: _Open, place: int) -> list[int]:
        """Postings of the other side that could be a part, nearest in time, inside the period or outside with it."""
        if place not in own.candidates:
            day, total, is_inside = own.side.days[place], own.side.amounts[place], self._desk.terms.is_inside
            near = [*other.around(day)]
            self._search.count(len(near))
            alike = (each for each in near if is_inside(other.side.days[each]) == is_inside(day))
            parts = (each for each in alike if could_be_part(other.side.amounts[each], total))
            own.candidates[place] = [*islice(parts, MOST_CANDIDATES)]
        return other.still_open(own.candidates[place])


class _Open:
    """One client's open postings of one side, by day; `candidates` are what could be parts of each, once it is known."""

    def __init__(self, side: Postings, free: bytearray, places: Sequence[int]) -> None:
        self.side = side
        self.candidates: dict[int, list[int]] = {}
        self._free = free
        self._places = sorted(places, key=side.order)
        self._days = [side.days[place] for place in self._places]
        self._by_size = sorted(self._places, key=lambda place: (-abs(side.amounts[place]), side.order(place)))

    def __len__(self) -> int:
        return len(self._places)

    def largest_first(self) -> Iterator[int]:
        """The postings that are still open."""
        return (place for place in self._by_size if self._free[place])

    def still_open(self, places: Iterable[int]) -> list[int]:
        return [place for place in places if self._free[place]]

    def around(self, day: int) -> Iterator[int]:
        """The postings nearest to a day that are still open, of so many that are looked at; the earlier of two as near."""
        after = bisect_left(self._days, day)
        before = after - 1
        for _ in range(_LOOKED_AT):
            if before < 0 and after >= len(self._days):
                return
            is_before = after >= len(self._days) or (before >= 0 and day - self._days[before] <= self._days[after] - day)
            place = self._places[before if is_before else after]
            before, after = (before - 1, after) if is_before else (before, after + 1)
            if self._free[place]:
                yield place


def same_day(desk: Desk) -> None:
    """The only open posting of a client on a day against the only one of the other side: the amount differs."""
    theirs = desk.ledger_by(lambda place: (desk.ledger.clients[place], desk.ledger.days[place]))
    ours = desk.workbook_by(lambda place: (desk.workbook.clients[place], desk.workbook.days[place]))
    for key, mine in ours.items():
        others = theirs.get(key, [])
        if len(mine) == len(others) == 1:
            desk.pair(mine[0], others[0])


def rest(desk: Desk) -> None:
    """What only one side has, or what lies outside the period."""
    for place in desk.open_workbook():
        desk.settle(MatchClass.ONLY_IN_WORKBOOK, workbook=(place,))
    for place in desk.open_ledger():
        desk.settle(MatchClass.ONLY_IN_LEDGER, ledger=(place,))
