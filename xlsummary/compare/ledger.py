"""Actuals against finance's ledger: every posting in one class, the differences adding up to that of the totals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence

from xlsummary.compare.desk import Desk
from xlsummary.compare.postings import MatchClass, Postings, Reconciled, Terms
from xlsummary.compare.splits import parts_of


def reconcile(workbook: Postings, ledger: Postings, terms: Terms) -> Reconciled:
    """Every posting in exactly one match.

    By document number first, then client, amount and day, then several to one; what is left is told by what it looks like. A
    posting that could be two things takes the surer one; the order of rows decides between equals, so that the same two
    files always give the same answer.
    """
    desk = Desk(workbook, ledger, terms)
    for step in _STEPS:
        step(desk)
    return Reconciled(workbook=workbook, ledger=ledger, terms=terms, matches=tuple(desk.matches))


_Fits = Callable[[Desk, int, int], bool]
"""Whether a posting of the workbook and one of the ledger may be paired."""


# By document number ---------------------------------------------------------------------------


def _by_several_numbers(desk: Desk) -> None:
    """A posting of the ledger that names several documents and is as much as they are together."""
    ours = _by_own_number(desk)
    for place in [*desk.open_ledger]:
        numbers = dict.fromkeys(desk.ledger.numbers[place])
        mine = [each for number in numbers for each in ours.get(number, ()) if each in desk.open_workbook]
        amount = sum(desk.workbook.amounts[each] for each in mine)
        if len(numbers) > 1 and len(mine) > 1 and amount == desk.ledger.amounts[place]:
            desk.settle(MatchClass.SPLIT, sorted(mine, key=desk.workbook.order), (place,))


def _by_number(desk: Desk) -> None:
    """Postings that name the same document, whatever else differs."""
    theirs: dict[str, list[int]] = defaultdict(list)
    for place in desk.open_ledger:
        for number in dict.fromkeys(desk.ledger.numbers[place]):
            theirs[number].append(place)
    for number, mine in _by_own_number(desk).items():
        if number in theirs:
            _pair_document(desk, mine, theirs[number])


def _by_own_number(desk: Desk) -> dict[str, list[int]]:
    """The open postings of the workbook by 单号."""
    ours: dict[str, list[int]] = defaultdict(list)
    for place in desk.open_workbook:
        for number in desk.workbook.numbers[place][:1]:
            ours[number].append(place)
    return ours


def _pair_document(desk: Desk, mine: Sequence[int], theirs: Sequence[int]) -> None:
    """One document's postings: equal amounts, then all of one side against all of the other, then the nearest amounts."""
    for fits in (_same_client_and_amount, _same_amount):
        for place in mine:
            _pair_nearest(desk, place, theirs, fits)
    _join_rest(desk, mine, theirs)
    for place in mine:
        _pair_nearest(desk, place, theirs, _taxed)
    for place in (each for each in mine if each in desk.open_workbook):
        rest = [other for other in theirs if other in desk.open_ledger]
        if rest:
            desk.pair(place, min(rest, key=lambda other: (_between(desk, place, other), desk.apart(place, other))))


def _pair_nearest(desk: Desk, mine: int, theirs: Iterable[int], fits: _Fits) -> None:
    """Pairs a posting that is still open with the nearest in time of those that fit."""
    if mine not in desk.open_workbook:
        return
    fitting = [other for other in theirs if other in desk.open_ledger and fits(desk, mine, other)]
    if fitting:
        desk.pair(mine, min(fitting, key=lambda other: desk.apart(mine, other)))


def _join_rest(desk: Desk, mine: Iterable[int], theirs: Iterable[int]) -> None:
    """One document posted in several lines on one side or both, adding up to the same."""
    ours = [place for place in mine if place in desk.open_workbook]
    others = [place for place in theirs if place in desk.open_ledger]
    if not ours or not others or len(ours) + len(others) == 2:
        return
    if sum(desk.workbook.amounts[place] for place in ours) == sum(desk.ledger.amounts[place] for place in others):
        desk.settle(MatchClass.SPLIT, ours, others)


# By client, amount and day ----------------------------------------------------------------------


def _by_client_and_amount(desk: Desk) -> None:
    """The same client and amount a few days apart."""
    _pair_keyed(desk, _near)


def _by_client_and_tax(desk: Desk) -> None:
    """The same client a few days apart, one amount being the other with its tax."""
    theirs = desk.ledger_by(lambda place: (desk.ledger.clients[place], desk.ledger.amounts[place]))
    for mine in [*desk.open_workbook]:
        amount, client = desk.workbook.amounts[mine], desk.workbook.clients[mine]
        for other in (desk.terms.without_tax(amount), desk.terms.with_tax(amount)):
            _pair_nearest(desk, mine, theirs.get((client, other), ()), _taxed_and_near)


def _by_client_in_month(desk: Desk) -> None:
    """The same client and amount in one month."""
    _pair_keyed(desk, _same_time)


def _by_client_later(desk: Desk) -> None:
    """The same client and amount in another month, or on the other side of the period's ends."""
    _pair_keyed(desk, _same_amount)


def _pair_keyed(desk: Desk, fits: _Fits) -> None:
    theirs = desk.ledger_by(lambda place: (desk.ledger.clients[place], desk.ledger.amounts[place]))
    for mine in [*desk.open_workbook]:
        _pair_nearest(desk, mine, theirs.get((desk.workbook.clients[mine], desk.workbook.amounts[mine]), ()), fits)


def _without_client(desk: Desk) -> None:
    """The same amount a few days apart where one side names no client, and no other posting could be meant."""
    _pair_single(desk, _same_client)


def _other_client(desk: Desk) -> None:
    """The same amount a few days apart under another client, and no other posting could be meant."""
    _pair_single(desk, _same_amount)


def _pair_single(desk: Desk, fits: _Fits) -> None:
    """Pairs postings of one amount a few days apart where either has no other partner."""
    theirs = desk.ledger_by(lambda place: desk.ledger.amounts[place])
    ours = desk.workbook_by(lambda place: desk.workbook.amounts[place])
    for mine in [*desk.open_workbook]:
        amount = desk.workbook.amounts[mine]
        partners = [other for other in theirs.get(amount, ()) if _may_pair(desk, mine, other, fits)]
        if len(partners) == 1:
            rivals = [each for each in ours[amount] if _may_pair(desk, each, partners[0], fits)]
            if rivals == [mine]:
                desk.pair(mine, partners[0])


def _may_pair(desk: Desk, mine: int, theirs: int, fits: _Fits) -> bool:
    is_open = mine in desk.open_workbook and theirs in desk.open_ledger
    return is_open and _near(desk, mine, theirs) and fits(desk, mine, theirs)


# What is left -----------------------------------------------------------------------------------


def _reversed_signs(desk: Desk) -> None:
    """The same client and size a few days apart with the sign turned."""
    theirs = desk.ledger_by(lambda place: (desk.ledger.clients[place], desk.ledger.amounts[place]))
    for mine in [*desk.open_workbook]:
        key = (desk.workbook.clients[mine], -desk.workbook.amounts[mine])
        _pair_nearest(desk, mine, theirs.get(key, ()), _near)


def _reversals(desk: Desk) -> None:
    """A posting and its red counterpart on one side, which cancel each other."""
    for places in _cancelling(desk.workbook, [*desk.open_workbook], desk):
        desk.settle(MatchClass.REVERSAL, workbook=places)
    for places in _cancelling(desk.ledger, [*desk.open_ledger], desk):
        desk.settle(MatchClass.REVERSAL, ledger=places)


def _cancelling(side: Postings, places: Iterable[int], desk: Desk) -> list[tuple[int, int]]:
    """Pairs of one client whose amounts cancel, both inside the period or both outside."""
    waiting: dict[Hashable, list[int]] = {}
    pairs = []
    for place in places:
        inside = desk.terms.is_inside(side.days[place])
        counterparts = waiting.get((side.clients[place], -side.amounts[place], inside))
        if counterparts and side.amounts[place]:
            pairs.append((counterparts.pop(), place))
        else:
            waiting.setdefault((side.clients[place], side.amounts[place], inside), []).append(place)
    return pairs


def _splits(desk: Desk) -> None:
    """One posting of a client on one side that several of the same client on the other make up."""
    theirs = desk.ledger_by(lambda place: desk.ledger.clients[place])
    ours = desk.workbook_by(lambda place: desk.workbook.clients[place])
    for client, mine in ours.items():
        for place in _largest_first(desk.workbook, mine):
            rest = [other for other in theirs.get(client, ()) if other in desk.open_ledger]
            found = _parts(desk, desk.workbook, place, desk.ledger, rest)
            if found and place in desk.open_workbook:
                desk.settle(MatchClass.SPLIT, (place,), found)
        for place in _largest_first(desk.ledger, theirs.get(client, ())):
            rest = [other for other in mine if other in desk.open_workbook]
            found = _parts(desk, desk.ledger, place, desk.workbook, rest)
            if found and place in desk.open_ledger:
                desk.settle(MatchClass.SPLIT, found, (place,))


def _parts(desk: Desk, side: Postings, place: int, other: Postings, candidates: Sequence[int]) -> tuple[int, ...]:
    """The candidates, nearest in time first, that make up a posting, all inside the period or all outside with it."""
    inside, day = desk.terms.is_inside(side.days[place]), side.days[place]
    near = [each for each in candidates if desk.terms.is_inside(other.days[each]) == inside]
    near.sort(key=lambda each: (abs(other.days[each] - day), other.rows[each]))
    found = parts_of(side.amounts[place], [other.amounts[each] for each in near])
    return tuple(sorted((near[each] for each in found), key=other.order)) if found else ()


def _largest_first(side: Postings, places: Iterable[int]) -> list[int]:
    return sorted(places, key=lambda place: (-abs(side.amounts[place]), *side.order(place)))


def _duplicates(desk: Desk) -> None:
    """Postings like one of their own side that is settled already: entered twice."""
    mine = {place for match in desk.matches for place in match.workbook}
    theirs = {place for match in desk.matches for place in match.ledger}
    for place in _like_settled(desk.workbook, mine, [*desk.open_workbook]):
        desk.settle(MatchClass.DUPLICATE, workbook=(place,))
    for place in _like_settled(desk.ledger, theirs, [*desk.open_ledger]):
        desk.settle(MatchClass.DUPLICATE, ledger=(place,))


def _like_settled(side: Postings, settled: Iterable[int], places: Iterable[int]) -> list[int]:
    known: set[Hashable] = {key for place in settled for key in _twins(side, place)}
    return [place for place in places if known.intersection(_twins(side, place))]


def _twins(side: Postings, place: int) -> list[Hashable]:
    """What two entries of one thing share: a document and its amount, or client, amount and day."""
    amount = side.amounts[place]
    return [*((number, amount) for number in side.numbers[place]), (side.clients[place], amount, side.days[place])]


def _same_day(desk: Desk) -> None:
    """The only open posting of a client on a day against the only one of the other side: the amount differs."""
    theirs = desk.ledger_by(lambda place: (desk.ledger.clients[place], desk.ledger.days[place]))
    ours = desk.workbook_by(lambda place: (desk.workbook.clients[place], desk.workbook.days[place]))
    for key, mine in ours.items():
        others = theirs.get(key, [])
        if len(mine) == len(others) == 1:
            desk.pair(mine[0], others[0])


def _rest(desk: Desk) -> None:
    """What only one side has, or what lies outside the period."""
    for place in [*desk.open_workbook]:
        inside = desk.terms.is_inside(desk.workbook.days[place])
        desk.settle(MatchClass.ONLY_IN_WORKBOOK if inside else MatchClass.OUT_OF_PERIOD, workbook=(place,))
    for place in [*desk.open_ledger]:
        inside = desk.terms.is_inside(desk.ledger.days[place])
        desk.settle(MatchClass.ONLY_IN_LEDGER if inside else MatchClass.OUT_OF_PERIOD, ledger=(place,))


# Whether two may be paired ------------------------------------------------------------------------


def _same_client(desk: Desk, mine: int, theirs: int) -> bool:
    return desk.same_client(mine, theirs)


def _same_amount(desk: Desk, mine: int, theirs: int) -> bool:
    return desk.workbook.amounts[mine] == desk.ledger.amounts[theirs]


def _same_client_and_amount(desk: Desk, mine: int, theirs: int) -> bool:
    return _same_amount(desk, mine, theirs) and desk.same_client(mine, theirs)


def _same_time(desk: Desk, mine: int, theirs: int) -> bool:
    return desk.same_time(mine, theirs)


def _near(desk: Desk, mine: int, theirs: int) -> bool:
    return desk.apart(mine, theirs) <= desk.terms.days


def _taxed(desk: Desk, mine: int, theirs: int) -> bool:
    return desk.terms.differ_by_tax(desk.workbook.amounts[mine], desk.ledger.amounts[theirs])


def _taxed_and_near(desk: Desk, mine: int, theirs: int) -> bool:
    return _near(desk, mine, theirs) and _taxed(desk, mine, theirs)


def _between(desk: Desk, mine: int, theirs: int) -> int:
    return abs(desk.workbook.amounts[mine] - desk.ledger.amounts[theirs])


_STEPS = (
    _by_several_numbers,
    _by_number,
    _by_client_and_amount,
    _by_client_and_tax,
    _by_client_in_month,
    _without_client,
    _reversals,
    _by_client_later,
    _duplicates,
    _splits,
    _reversed_signs,
    _other_client,
    _same_day,
    _rest,
)
