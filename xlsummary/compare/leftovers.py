"""What neither document nor client and amount has paired: reversed, entered twice, in parts, or on one side alone."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence

from xlsummary.compare.desk import Desk
from xlsummary.compare.postings import MatchClass, Postings
from xlsummary.compare.splits import MOST_PARTS, Search, could_be_part

_STEPS = 4_000_000
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
    for parts in range(2, MOST_PARTS + 1):
        ours = desk.workbook_by(desk.workbook.clients.__getitem__)
        theirs = desk.ledger_by(desk.ledger.clients.__getitem__)
        for client, mine in ours.items():
            if client and client in theirs:
                _split(desk, mine, theirs[client], search, parts)
    desk.search_ended = search.has_ended


def _split(desk: Desk, mine: Sequence[int], theirs: Sequence[int], search: Search, parts: int) -> None:
    """The postings of one client, the largest first, each against so many of the other side."""
    own, ledger = _Open(desk.workbook, desk.free_workbook, mine), _Open(desk.ledger, desk.free_ledger, theirs)
    for place in own.largest_first():
        found = desk.free_workbook[place] and _parts(desk, own.side, place, ledger, search, parts)
        if found:
            desk.settle(MatchClass.SPLIT, (place,), found)
    for place in ledger.largest_first():
        found = desk.free_ledger[place] and _parts(desk, ledger.side, place, own, search, parts)
        if found:
            desk.settle(MatchClass.SPLIT, found, (place,))


def _parts(desk: Desk, side: Postings, place: int, other: _Open, search: Search, parts: int) -> tuple[int, ...]:
    """So many of the other side, nearest in time, that make up a posting, all inside the period or all outside with it."""
    day, total = side.days[place], side.amounts[place]
    inside = desk.terms.is_inside(day)
    near = [
        each
        for each in other.around(day)
        if could_be_part(other.side.amounts[each], total) and desk.terms.is_inside(other.side.days[each]) == inside
    ]
    found = search.parts_of(total, [other.side.amounts[each] for each in near], parts)
    return tuple(sorted((near[each] for each in found), key=other.side.order)) if found else ()


class _Open:
    """One client's open postings of one side, by day."""

    def __init__(self, side: Postings, free: bytearray, places: Sequence[int]) -> None:
        self.side = side
        self._free = free
        self._places = sorted(places, key=side.order)
        self._days = [side.days[place] for place in self._places]

    def largest_first(self) -> list[int]:
        amounts = self.side.amounts
        return sorted(self._places, key=lambda place: (-abs(amounts[place]), self.side.order(place)))

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
