"""Why sales changed: by price, by volume, and with several products by their mix; nothing is left over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

_FEN = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Traded:
    """What one product brought in one period: sales in yuan, quantity in its unit, None where rows lack it."""

    sales: Decimal
    quantity: Decimal | None

    @property
    def has_price(self) -> bool:
        """True where sales / quantity is a price."""
        return self.quantity is not None and self.quantity > 0 and self.sales > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """The change of sales from one period to another in its parts, in yuan to the fen.

    `price` is (P1 - P0) x Q1, so that the joint term goes to price; `volume` is (Q1 - Q0) x P0, with several products at
    their mean price, and `mix` what their different prices add to it. `started` are products sold only now, `ended`
    those sold only before, `unpriced` those without a quantity on both sides.
    """

    before: Decimal
    now: Decimal
    price: Decimal = Decimal(0)
    volume: Decimal = Decimal(0)
    mix: Decimal = Decimal(0)
    started: Decimal = Decimal(0)
    ended: Decimal = Decimal(0)
    unpriced: Decimal = Decimal(0)

    @property
    def change(self) -> Decimal:
        return self.now - self.before

    @property
    def residual(self) -> Decimal:
        """What the parts leave unexplained; 0."""
        return self.change - (self.price + self.volume + self.mix + self.started + self.ended + self.unpriced)


@dataclass(frozen=True, slots=True, kw_only=True)
class FromPercentages:
    """The same from this period's sales and two rates of change alone, where last year's rows are not there.

    `volume_growth` is the change of quantity that the two rates imply, a ratio.
    """

    effects: Effects
    volume_growth: Fraction


def price_and_volume(before: Mapping[str, Traded], now: Mapping[str, Traded], *, is_one_unit: bool = True) -> Effects:
    """The effects of two periods of sales by product.

    Without `is_one_unit` quantities of different products cannot be added: each product's volume counts at its own price,
    and there is no mix.
    """
    both = [name for name in now if name in before]
    priced = [name for name in both if before[name].has_price and now[name].has_price]
    change = sum((now[name].sales - before[name].sales for name in priced), Decimal(0))
    price = _fen(sum((_price_effect(before[name], now[name]) for name in priced), Fraction(0)))
    volume = change - price
    if is_one_unit and len(priced) > 1:
        volume = _fen(_volume_at_mean_price([before[name] for name in priced], [now[name] for name in priced]))
    return Effects(
        before=_sales(before, before),
        now=_sales(now, now),
        price=price,
        volume=volume,
        mix=change - price - volume,
        started=_sales(now, (name for name in now if name not in before)),
        ended=-_sales(before, (name for name in before if name not in now)),
        unpriced=sum((now[name].sales - before[name].sales for name in both if name not in priced), Decimal(0)),
    )


def from_percentages(now: Decimal, price_growth: Decimal, sales_growth: Decimal) -> FromPercentages:
    """The effects of `now` yuan of sales, the price and sales having changed by these ratios (-0.10 for minus 10 %).

    Raises `ValueError` for a change of minus 100 % or below, from which nothing can be reckoned back.
    """
    if price_growth <= -1 or sales_growth <= -1:
        raise ValueError("a change of -100 % or below has no last year")
    before = _fen(Fraction(now) / (1 + Fraction(sales_growth)))
    price = _fen(Fraction(now) - Fraction(now) / (1 + Fraction(price_growth)))
    return FromPercentages(
        effects=Effects(before=before, now=now, price=price, volume=now - before - price),
        volume_growth=(1 + Fraction(sales_growth)) / (1 + Fraction(price_growth)) - 1,
    )


def from_price(before: Decimal, now: Decimal, price_growth: Decimal) -> FromPercentages:
    """The effects where both periods' sales are known in yuan and of the price only its change, a ratio.

    Raises `ValueError` for a change of minus 100 % or below, and for a period before without sales.
    """
    if price_growth <= -1 or before <= 0:
        raise ValueError("a change of -100 % or below has no last year")
    price = _fen(Fraction(now) - Fraction(now) / (1 + Fraction(price_growth)))
    return FromPercentages(
        effects=Effects(before=before, now=now, price=price, volume=now - before - price),
        volume_growth=Fraction(now) / Fraction(before) / (1 + Fraction(price_growth)) - 1,
    )


def _price_effect(before: Traded, now: Traded) -> Fraction:
    """(P1 - P0) x Q1 = S1 - P0 x Q1."""
    return Fraction(now.sales) - Fraction(before.sales) / _quantity(before) * _quantity(now)


def _volume_at_mean_price(before: list[Traded], now: list[Traded]) -> Fraction:
    """(Q1 - Q0) x P0 of all products together."""
    quantity = sum(map(_quantity, before), Fraction(0))
    sales = sum((Fraction(traded.sales) for traded in before), Fraction(0))
    return (sum(map(_quantity, now), Fraction(0)) - quantity) * sales / quantity


def _quantity(traded: Traded) -> Fraction:
    return Fraction(traded.quantity or 0)


def _sales(traded: Mapping[str, Traded], names: Iterable[str]) -> Decimal:
    return sum((traded[name].sales for name in names), Decimal(0))


def _fen(amount: Fraction) -> Decimal:
    return (Decimal(amount.numerator) / Decimal(amount.denominator)).quantize(_FEN, ROUND_HALF_UP)
