"""What is still open on both sides of a reconciliation, and what one pair of postings is to each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from datetime import date

from xlsummary.compare.postings import Match, MatchClass, Postings, Terms


class Desk:
    """The postings not yet settled; every step takes from them what it can tell, and nothing is settled twice."""

    def __init__(self, workbook: Postings, ledger: Postings, terms: Terms) -> None:
        self.workbook = workbook
        self.ledger = ledger
        self.terms = terms
        self.matches: list[Match] = []
        self.open_workbook = dict.fromkeys(sorted(range(len(workbook)), key=workbook.order))
        self.open_ledger = dict.fromkeys(sorted(range(len(ledger)), key=ledger.order))

    def settle(self, match_class: MatchClass, workbook: Iterable[int] = (), ledger: Iterable[int] = ()) -> None:
        """Puts postings together; raises `KeyError` where one is settled already."""
        match = Match(match_class, tuple(workbook), tuple(ledger))
        for place in match.workbook:
            del self.open_workbook[place]
        for place in match.ledger:
            del self.open_ledger[place]
        self.matches.append(match)

    def pair(self, mine: int, theirs: int) -> None:
        """Puts two postings together in the class that they are to each other."""
        self.settle(self.class_of(mine, theirs), (mine,), (theirs,))

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
        return abs(one - other) <= self.terms.days or _month(one) == _month(other)

    def apart(self, mine: int, theirs: int) -> int:
        """Days between two postings."""
        return abs(self.workbook.days[mine] - self.ledger.days[theirs])

    def ledger_by(self, key: Callable[[int], Hashable]) -> dict[Hashable, list[int]]:
        """The open postings of the ledger by a key, in their order."""
        return _grouped(self.open_ledger, key)

    def workbook_by(self, key: Callable[[int], Hashable]) -> dict[Hashable, list[int]]:
        """The open postings of the workbook by a key, in their order."""
        return _grouped(self.open_workbook, key)


def _grouped(places: Iterable[int], key: Callable[[int], Hashable]) -> dict[Hashable, list[int]]:
    grouped: dict[Hashable, list[int]] = defaultdict(list)
    for place in places:
        grouped[key(place)].append(place)
    return dict(grouped)


def _month(day: int) -> tuple[int, int]:
    when = date.fromordinal(day)
    return when.year, when.month
