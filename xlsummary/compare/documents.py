"""Postings that name the same document: one against one, one against several, several against several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence

from xlsummary.compare.desk import Desk
from xlsummary.compare.pairing import keys, pair_each, pair_numbers, taxed_keys
from xlsummary.compare.postings import MatchClass, Postings

_COMPARED = 10_000
"""Pairs of one document's postings that are looked at for the nearest amounts; beyond that they go in their order."""


def by_number(desk: Desk) -> None:
    """Postings that name the same document, whatever else differs; one posting of the ledger may name several."""
    pair_numbers(desk)
    shared = _shared(desk)
    mine = _in_order(desk.workbook, desk.free_workbook, shared)
    theirs = _in_order(desk.ledger, desk.free_ledger, shared)
    ours = _by_own_number(desk, mine)
    _several_documents(desk, ours, theirs)
    others: dict[str, list[int]] = defaultdict(list)
    for place in theirs:
        for number in dict.fromkeys(desk.ledger.numbers[place]):
            others[number].append(place)
    for number, places in ours.items():
        if number in others:
            _pair_document(desk, places, others[number])


def _shared(desk: Desk) -> Container[str]:
    """The numbers that open postings of both sides name."""
    return _open_numbers(desk.workbook, desk.free_workbook) & _open_numbers(desk.ledger, desk.free_ledger)


def _open_numbers(side: Postings, free: bytearray) -> set[str]:
    return {number for place, numbers in enumerate(side.numbers) if numbers and free[place] for number in numbers}


def _in_order(side: Postings, free: bytearray, shared: Container[str]) -> list[int]:
    """The open postings that name such a document, in an order that does not depend on their rows."""
    named = (place for place, numbers in enumerate(side.numbers) if numbers and free[place])
    return sorted((place for place in named if any(number in shared for number in side.numbers[place])), key=side.order)


def _by_own_number(desk: Desk, places: Iterable[int]) -> Mapping[str, list[int]]:
    """Postings of the workbook by 单号."""
    ours: dict[str, list[int]] = defaultdict(list)
    for place in places:
        ours[desk.workbook.numbers[place][0]].append(place)
    return ours


def _several_documents(desk: Desk, ours: Mapping[str, Sequence[int]], theirs: Iterable[int]) -> None:
    """A posting of the ledger that names several documents and is as much as they are together."""
    for place in theirs:
        numbers = dict.fromkeys(desk.ledger.numbers[place])
        if len(numbers) < 2:
            continue
        mine = [each for number in numbers for each in ours.get(number, ()) if desk.free_workbook[each]]
        amount = sum(desk.workbook.amounts[each] for each in mine)
        if len(mine) > 1 and amount == desk.ledger.amounts[place]:
            desk.settle(MatchClass.SPLIT, sorted(mine, key=desk.workbook.order), (place,))


def _pair_document(desk: Desk, mine: Sequence[int], theirs: Sequence[int]) -> None:
    """One document's postings: equal amounts, then all of one side against all of the other, then the nearest amounts."""
    same, amounts = keys(desk, with_client=True), keys(desk, with_client=False)
    pair_each(desk, mine, theirs, same, desk.terms.days)
    pair_each(desk, mine, theirs, same)
    pair_each(desk, mine, theirs, amounts)
    _join_rest(desk, mine, theirs)
    for taxed in taxed_keys(desk, with_client=False):
        pair_each(desk, mine, theirs, taxed)
    _pair_nearest_amounts(desk, mine, theirs)


def _join_rest(desk: Desk, mine: Iterable[int], theirs: Iterable[int]) -> None:
    """One document posted in several lines on one side or both, adding up to the same."""
    ours = [place for place in mine if desk.free_workbook[place]]
    others = [place for place in theirs if desk.free_ledger[place]]
    if not ours or not others or len(ours) + len(others) == 2:
        return
    if sum(desk.workbook.amounts[place] for place in ours) == sum(desk.ledger.amounts[place] for place in others):
        desk.settle(MatchClass.SPLIT, ours, others)


def _pair_nearest_amounts(desk: Desk, mine: Iterable[int], theirs: Iterable[int]) -> None:
    """What is left of a document: each posting of the workbook with the nearest amount, as long as there are any."""
    ours = [place for place in mine if desk.free_workbook[place]]
    others = [place for place in theirs if desk.free_ledger[place]]
    if len(ours) * len(others) > _COMPARED:
        desk.pair_all(zip(ours, others, strict=False))
        return
    for place in ours:
        if not others:
            return
        other = min(others, key=lambda each: (_between(desk, place, each), desk.apart(place, each)))
        others.remove(other)
        desk.pair(place, other)


def _between(desk: Desk, mine: int, theirs: int) -> int:
    return abs(desk.workbook.amounts[mine] - desk.ledger.amounts[theirs])
