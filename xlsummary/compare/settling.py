"""Which receipts settle which sales of one client: by document number where there is one, else the oldest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Entry(NamedTuple):
    """One amount in fen that a client owes (above 0) or that is taken off what it owes (below 0).

    `day` is None for the opening balance, which is older than all else. `row` is its row number in the sheet.
    """

    day: date | None
    amount: int
    document: str = ""
    row: int = 0

    @property
    def age(self) -> tuple[date, int]:
        """The order of settling."""
        return self.day or date.min, self.row


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What is open after settling, oldest first, and what was paid beyond it; the difference is the closing balance."""

    open: tuple[Entry, ...]
    prepaid: int

    @property
    def closing(self) -> int:
        """Fen the client owes; below 0 where it has paid in advance."""
        return sum(entry.amount for entry in self.open) - self.prepaid


def settle(entries: Iterable[Entry]) -> Settled:
    """Sets what is taken off against what is owed: first within a document number, then the oldest first.

    What a document's receipts leave over settles the oldest of the rest. A repayment to the client (a receipt below 0 in
    the book) is owed like a sale of its day.
    """
    ordered = sorted(entries, key=lambda entry: entry.age)
    owed = [entry for entry in ordered if entry.amount > 0]
    paid = [entry for entry in ordered if entry.amount < 0]
    owed, free = _by_document(owed, paid)
    open_entries, left = _oldest_first(owed, free)
    return Settled(open=tuple(open_entries), prepaid=left)


def _by_document(owed: Sequence[Entry], paid: Sequence[Entry]) -> tuple[list[Entry], int]:
    """What stays owed once each document's receipts have settled its sales, and the receipts left (fen)."""
    pools: dict[str, int] = defaultdict(int)
    known = {entry.document for entry in owed if entry.document}
    for entry in paid:
        pools[entry.document if entry.document in known else ""] -= entry.amount
    left = []
    for entry in owed:
        settled = min(entry.amount, pools[entry.document]) if entry.document else 0
        if entry.document:
            pools[entry.document] -= settled
        if entry.amount > settled:
            left.append(_less(entry, settled))
    return left, sum(pools.values())


def _oldest_first(owed: Sequence[Entry], free: int) -> tuple[list[Entry], int]:
    left = []
    for entry in owed:
        settled = min(entry.amount, free)
        free -= settled
        if entry.amount > settled:
            left.append(_less(entry, settled))
    return left, free


def _less(entry: Entry, settled: int) -> Entry:
    return entry._replace(amount=entry.amount - settled) if settled else entry
