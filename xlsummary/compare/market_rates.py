"""见货率 and 市占率 by market and together, with their change in points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from xlsummary.compare.performance import By, Comparison
from xlsummary.compare.rates import ratio
from xlsummary.compare.sourced import Sourced, filled_cells
from xlsummary.model import Market, Measure, SalesBook
from xlsummary.periods import month_count


@dataclass(frozen=True, slots=True, kw_only=True)
class RateChange:
    """A rate now and last year, ratios; the change is in points, None where either is missing or they are not of the same."""

    now: Sourced
    before: Sourced
    is_alike: bool = True

    @property
    def points(self) -> Decimal | None:
        """Percentage points: 5 for 60 % after 55 %."""
        if self.now.value is None or self.before.value is None or not self.is_alike:
            return None
        return (self.now.value - self.before.value) * 100


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketRates:
    """`share` is the typed one, else sales / 市场容量 of a whole year that is over; `stocked` is 见货点 / 检查点."""

    market: Market
    share: RateChange
    stocked: RateChange


@dataclass(frozen=True, slots=True, kw_only=True)
class Markets:
    """Every market that has either rate; `stocked` of all together is sum over sum, without a change where their markets
    are not the same in both years."""

    rows: tuple[MarketRates, ...]
    stocked: RateChange


def market_rates(book: SalesBook, comparison: Comparison) -> Markets | None:
    """None in a book that has neither."""
    sold = _sold(comparison)
    rows = [_rates(market, sold.get(market.name)) for market in book.markets]
    told = tuple(row for row in rows if any(each.value is not None for each in _sides(row)))
    if not told:
        return None
    now = [market for market in book.markets if market.points is not None and market.stocked is not None]
    before = [market for market in book.markets if market.last_points is not None and market.last_stocked is not None]
    alike = [market.name for market in now] == [market.name for market in before]
    together = RateChange(
        now=_stocked(now, "stocked", "points"), before=_stocked(before, "last_stocked", "last_points"), is_alike=alike
    )
    return Markets(rows=told, stocked=together)


def _sides(row: MarketRates) -> tuple[Sourced, ...]:
    return row.share.now, row.share.before, row.stocked.now, row.stocked.before


def _rates(market: Market, sold: Sourced | None) -> MarketRates:
    return MarketRates(
        market=market,
        share=RateChange(now=_share(market, sold), before=_typed(market, "last_share")),
        stocked=RateChange(
            now=_stocked([market], "stocked", "points"), before=_stocked([market], "last_stocked", "last_points")
        ),
    )


def _share(market: Market, sold: Sourced | None) -> Sourced:
    if market.share is not None or sold is None or sold.value is None or market.size is None:
        return _typed(market, "share")
    return Sourced(ratio(sold.value, market.size.value), (*sold.cells, *filled_cells([market], "size")), market.size.bound)


def _sold(comparison: Comparison) -> dict[str, Sourced]:
    """Sales by market over a whole year that is over: a market's size is that of a year."""
    if month_count(comparison.period) != 12 or comparison.through < comparison.period.last:
        return {}
    rows = comparison.select(By.MARKET, Measure.SALES)
    return {row.name: Sourced(row.actual.value, row.actual_cells, row.actual.bound) for row in rows}


def _typed(market: Market, field: str) -> Sourced:
    amount = getattr(market, field)
    return Sourced(None) if amount is None else Sourced(amount.value, filled_cells([market], field), amount.bound)


def _stocked(markets: Sequence[Market], part: str, whole: str) -> Sourced:
    """Sum over sum of the markets that have both."""
    filled = [each for each in markets if getattr(each, part) is not None and getattr(each, whole) is not None]
    parts, wholes = (sum((getattr(each, name).value for each in filled), Decimal(0)) for name in (part, whole))
    cells = (*filled_cells(filled, part), *filled_cells(filled, whole))
    return Sourced(ratio(parts, wholes), cells) if filled else Sourced(None)
