"""What is still open on both sides of a reconciliation, and what one pair of postings is to each other."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date

from xlsummary.compare.postings import AGREEING, NOBODY, Match, MatchClass, Matches, Postings, Terms


class Desk:
    """The postings not yet settled; every step takes from them what it can tell, and nothing is settled twice."""

    def __init__(self, workbook: Postings, ledger: Postings, terms: Terms) -> None:
        self.workbook = workbook
        self.ledger = ledger
        self.terms = terms
        self.search_ended = False
        self._free = bytearray(b"\1") * len(workbook), bytearray(b"\1") * len(ledger)
        self._ordered: tuple[list[int] | None, list[int] | None] = (None, None)
        self._ones: dict[MatchClass, tuple[array[int], array[int]]] = defaultdict(lambda: (array("q"), array("q")))
        self._several: dict[MatchClass, list[Match]] = defaultdict(list)
        self._start, self._end = terms.period.start.toordinal(), terms.period.end.toordinal()

    # What is open ---------------------------------------------------------------------------------

    @property
    def free_workbook(self) -> bytearray:
        """For each posting of the workbook 1 while it is open."""
        return self._free[0]

    @property
    def free_ledger(self) -> bytearray:
        """For each posting of the ledger 1 while it is open."""
        return self._free[1]

    def open_workbook(self) -> list[int]:
        """The open postings of the workbook, in an order that does not depend on their rows."""
        mine, theirs = self._ordered
        self._ordered = self._open(self.workbook, self.free_workbook, mine), theirs
        return self._ordered[0] or []

    def open_ledger(self) -> list[int]:
        """The open postings of the ledger, in an order that does not depend on their rows."""
        mine, theirs = self._ordered
        self._ordered = mine, self._open(self.ledger, self.free_ledger, theirs)
        return self._ordered[1] or []

    def _open(self, side: Postings, free: bytearray, before: list[int] | None) -> list[int]:
        if before is not None:
            return [place for place in before if free[place]]
        return sorted((place for place, is_free in enumerate(free) if is_free), key=side.order)

    # Settling ---------------------------------------------------------------------------------------

    def settle(self, match_class: MatchClass, workbook: Iterable[int] = (), ledger: Iterable[int] = ()) -> None:
        """Puts postings together.

        Those that all lie outside the period are that alone; where the period cuts through some, they do not agree.

        Raises `ValueError` where one is settled already.
        """
        mine, theirs = tuple(workbook), tuple(ledger)
        self._take(self.free_workbook, mine)
        self._take(self.free_ledger, theirs)
        found = self._in_period(match_class, mine, theirs)
        if len(mine) < 2 and len(theirs) < 2:
            self._ones[found][0].append(mine[0] if mine else NOBODY)
            self._ones[found][1].append(theirs[0] if theirs else NOBODY)
        else:
            self._several[found].append(Match(found, mine, theirs))

    def pair(self, mine: int, theirs: int) -> None:
        """Puts two postings together in the class that they are to each other."""
        self.settle(self.class_of(mine, theirs), (mine,), (theirs,))

    def pair_all(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Puts many pairs together; those that plainly match at once."""
        (days, amounts, clients), (their_days, their_amounts, their_clients) = _columns(self.workbook), _columns(self.ledger)
        start, end, apart = self._start, self._end, self.terms.days
        matched, other = self._ones[MatchClass.MATCHED]
        free, their_free = self._free
        for mine, theirs in pairs:
            one, two = days[mine], their_days[theirs]
            if (
                amounts[mine] == their_amounts[theirs]
                and (clients[mine] == their_clients[theirs] or not clients[mine] or not their_clients[theirs])
                and start <= one < end
                and start <= two < end
                and -apart <= one - two <= apart
            ):
                free[mine] = their_free[theirs] = 0
                matched.append(mine)
                other.append(theirs)
            else:
                self.pair(mine, theirs)

    def classes(self) -> Mapping[MatchClass, Matches]:
        """What is settled, in the order of the workbook's rows, then the ledger's."""
        return {each: self._matches(each) for each in MatchClass if self._several.get(each) or self._ones.get(each, ((),))[0]}

    def _matches(self, match_class: MatchClass) -> Matches:
        mine, theirs = self._ones[match_class]
        pairs = sorted(zip(mine, theirs, strict=True), key=_in_rows)
        several = sorted(self._several[match_class], key=lambda match: (match.workbook, match.ledger))
        return Matches(
            match_class=match_class,
            workbook=array("q", [pair[0] for pair in pairs]),
            ledger=array("q", [pair[1] for pair in pairs]),
            several=tuple(several),
        )

    def settled(self) -> tuple[list[int], list[int]]:
        """The places of each side that are settled."""
        mine, theirs = self._free
        return [place for place, free in enumerate(mine) if not free], [place for place, free in enumerate(theirs) if not free]

    def _take(self, free: bytearray, places: Iterable[int]) -> None:
        for place in places:
            if not free[place]:
                raise ValueError(place)
            free[place] = 0

    def _in_period(self, match_class: MatchClass, mine: Iterable[int], theirs: Iterable[int]) -> MatchClass:
        amounts = [(self.workbook.amounts[place], self._is_inside(self.workbook, place)) for place in mine]
        amounts += [(-self.ledger.amounts[place], self._is_inside(self.ledger, place)) for place in theirs]
        if not any(is_inside for _, is_inside in amounts):
            return MatchClass.OUT_OF_PERIOD
        cut = sum(amount for amount, is_inside in amounts if not is_inside)
        return MatchClass.PERIOD_DIFFERS if cut and match_class in AGREEING else match_class

    def _is_inside(self, side: Postings, place: int) -> bool:
        return self._start <= side.days[place] < self._end

    # What two postings are to each other ------------------------------------------------------------

    def class_of(self, mine: int, theirs: int) -> MatchClass:
        amount, other = self.workbook.amounts[mine], self.ledger.amounts[theirs]
        if amount == other:
            if not self.same_client(mine, theirs):
                return MatchClass.CLIENT_DIFFERS
            return MatchClass.MATCHED if self.same_time(mine, theirs) else MatchClass.PERIOD_DIFFERS
        if self.terms.differ_by_tax(amount, other):
            return MatchClass.TAX_DIFFERS
        if amount == -other:
            return MatchClass.SIGN_REVERSED
        is_near = abs(amount - other) <= self.terms.tolerance
        return MatchClass.WITHIN_TOLERANCE if is_near else MatchClass.AMOUNT_DIFFERS

    def same_client(self, mine: int, theirs: int) -> bool:
        """True for the same name, and where one side gives none."""
        one, other = self.workbook.clients[mine], self.ledger.clients[theirs]
        return one == other or not one or not other

    def same_time(self, mine: int, theirs: int) -> bool:
        """True inside the period or outside it alike, a few days apart or in one month."""
        one, other = self.workbook.days[mine], self.ledger.days[theirs]
        if self.terms.is_inside(one) != self.terms.is_inside(other):
            return False
        return abs(one - other) <= self.terms.days or month_of_day(one) == month_of_day(other)

    def apart(self, mine: int, theirs: int) -> int:
        """Days between two postings."""
        return abs(self.workbook.days[mine] - self.ledger.days[theirs])

    def ledger_by(self, key: Callable[[int], Hashable]) -> dict[Hashable, list[int]]:
        """The open postings of the ledger by a key, in their order."""
        return grouped(self.open_ledger(), key)

    def workbook_by(self, key: Callable[[int], Hashable]) -> dict[Hashable, list[int]]:
        """The open postings of the workbook by a key, in their order."""
        return grouped(self.open_workbook(), key)


def grouped(places: Iterable[int], key: Callable[[int], Hashable]) -> dict[Hashable, list[int]]:
    """The places by a key, in their order."""
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for place in places:
        groups[key(place)].append(place)
    return dict(groups)


def month_of_day(day: int) -> tuple[int, int]:
    """Year and month of an ordinal."""
    when = date.fromordinal(day)
    return when.year, when.month


def _columns(side: Postings) -> tuple[Sequence[int], Sequence[int], Sequence[str]]:
    return side.days, side.amounts, side.clients


def _in_rows(pair: tuple[int, int]) -> tuple[bool, int, int]:
    mine, theirs = pair
    return mine == NOBODY, mine, theirs
