"""Market shares: the typed one beside what sales and the market's size make of it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from xlsummary.catalogue_checking import SHARE_DIFFERS
from xlsummary.compare.performance import By, Comparison
from xlsummary.model import Measure, SalesBook
from xlsummary.periods import month_count
from xlsummary.problems import Problem

_POINT = Decimal("0.01")


def differing_shares(book: SalesBook, comparison: Comparison) -> Iterator[Problem]:
    """A warning where a typed share is more than a point off sales / 市场容量; only for a whole year that is over."""
    if month_count(comparison.period) != 12 or comparison.through < comparison.period.last:
        return
    sold = {row.name: row.actual.value for row in comparison.select(By.MARKET, Measure.SALES)}
    for market in book.markets:
        if market.share is None or market.size is None or market.size.value <= 0 or market.name not in sold:
            continue
        computed = sold[market.name] / market.size.value
        if abs(computed - market.share.value) > _POINT:
            words = {"computed": _percent(computed)}
            yield Problem(SHARE_DIFFERS, market.origin.cell("share"), _percent(market.share.value), words)


def _percent(share: Decimal) -> str:
    return f"{(share * 100).quantize(_POINT, ROUND_HALF_UP)}%"
