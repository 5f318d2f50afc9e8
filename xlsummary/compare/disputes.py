"""Disputes left over in markets: settled and open, and the amount still open."""

from __future__ import annotations

from dataclasses import dataclass

from xlsummary.achieved import heading
from xlsummary.compare.sourced import Sourced, count_of, sum_of
from xlsummary.model import Market, SalesBook, YesNo
from xlsummary.wording import label


@dataclass(frozen=True, slots=True, kw_only=True)
class Disputes:
    """Every market with an amount, a settlement or a word on it. One that is not said to be settled is open.

    `open_amount` is the sum of those that give one; `without_amount` counts the open ones that do not.
    """

    all: Sourced
    settled: Sourced
    open: Sourced
    amount: Sourced
    open_amount: Sourced
    without_amount: Sourced
    settled_markets: tuple[Market, ...]
    open_markets: tuple[Market, ...]


def disputes(book: SalesBook) -> Disputes | None:
    """None in a book that has none."""
    rows = [market for market in book.markets if market.disputed or market.settled or market.settlement]
    if not rows:
        return None
    field = heading(book, "markets", "settled")
    settled = [market for market in rows if market.settled is YesNo.YES]
    left = [market for market in rows if market.settled is not YesNo.YES]
    is_settled, is_open = (f"{field}{sign}{label(YesNo.YES, book.lang)}" for sign in ("=", "≠"))
    return Disputes(
        all=count_of(rows, "settled"),
        settled=count_of(settled, "settled", is_settled),
        open=count_of(left, "settled", is_open),
        amount=sum_of(rows, "disputed"),
        open_amount=sum_of(left, "disputed", is_open),
        without_amount=count_of([market for market in left if market.disputed is None], "disputed", is_open),
        settled_markets=tuple(settled),
        open_markets=tuple(left),
    )
