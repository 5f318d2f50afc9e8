"""Price and volume of the report period's sales against the same days of last year: from rows, else from percentages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from xlsummary.achieved import Counted, span
from xlsummary.compare.earlier_years import YearRows
from xlsummary.compare.price_volume import Effects, Traded, from_percentages, from_price, price_and_volume
from xlsummary.model import SalesBook

_FEN, _THOUSANDTHS = Decimal(100), Decimal(1000)


class EffectsFrom(Enum):
    """What effects were reckoned from."""

    ROWS = "rows"
    ROWS_AND_PRICE = "rows-and-price"
    PERCENTAGES = "percentages"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductTraded:
    """One product in both periods, None where it had no row; `unit` '' where the book tells none."""

    name: str
    unit: str
    before: Traded | None
    now: Traded | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SalesEffects:
    """`products` only where the rows tell them; `price_growth` and `sales_growth` are ratios, typed or reckoned.

    `volume_growth` is what the two imply; None where several products have no quantity in common. `is_one_unit` is False where
    quantities of several units stand apart, so that there is no mix.
    """

    source: EffectsFrom
    effects: Effects
    price_growth: Fraction | None
    sales_growth: Fraction | None
    volume_growth: Fraction | None
    is_one_unit: bool
    products: tuple[ProductTraded, ...]
    cells: tuple[str, ...]


def sales_effects(book: SalesBook, sales: YearRows) -> SalesEffects | None:
    """From the rows of both years where they have quantities; with the typed 单价同比 where they have none; from it and
    销售额同比 alone where there are no rows of last year. None where all that is not enough.
    """
    now, before = sales.total(0), sales.total(1)
    if now is None:
        return None
    if before is not None:
        found = _from_rows(sales)
        return found or _with_price(book, now.value, before.value, (*now.cells, *before.cells))
    settings = book.settings
    growths = (settings.price_growth, settings.sales_growth)
    if now.value is None or now.value <= 0 or any(each is None or each <= -1 for each in growths):
        return None
    price, growth = (each or Decimal(0) for each in growths)
    made = from_percentages(now.value, price, growth)
    return SalesEffects(
        source=EffectsFrom.PERCENTAGES,
        effects=made.effects,
        price_growth=Fraction(price),
        sales_growth=Fraction(growth),
        volume_growth=made.volume_growth,
        is_one_unit=True,
        products=(),
        cells=(*now.cells, *_typed(book, "price_growth", "sales_growth")),
    )


def _with_price(book: SalesBook, now: Decimal | None, before: Decimal | None, cells: tuple[str, ...]) -> SalesEffects | None:
    price = book.settings.price_growth
    if price is None or price <= -1 or now is None or before is None or before <= 0:
        return None
    made = from_price(before, now, price)
    return SalesEffects(
        source=EffectsFrom.ROWS_AND_PRICE,
        effects=made.effects,
        price_growth=Fraction(price),
        sales_growth=Fraction(now) / Fraction(before) - 1,
        volume_growth=made.volume_growth,
        is_one_unit=True,
        products=(),
        cells=(*cells, *_typed(book, "price_growth")),
    )


def _from_rows(sales: YearRows) -> SalesEffects | None:
    now, before = (_traded(sales.rows, sales.places(back)) for back in (0, 1))
    if not any(now[key].has_price and before[key].has_price for key in now if key in before):
        return None
    is_one_unit = len({unit for _, unit in {**before, **now}}) == 1
    keyed_before, keyed_now = ({"\n".join(key): traded for key, traded in side.items()} for side in (before, now))
    effects = price_and_volume(keyed_before, keyed_now, is_one_unit=is_one_unit)
    products = tuple(
        ProductTraded(name=name, unit=unit, before=before.get((name, unit)), now=now.get((name, unit)))
        for name, unit in dict.fromkeys([*before, *now])
    )
    prices = _price_growth(products) if len(products) == 1 else None
    growth = Fraction(effects.now) / Fraction(effects.before) - 1 if effects.before > 0 else None
    return SalesEffects(
        source=EffectsFrom.ROWS,
        effects=effects,
        price_growth=prices,
        sales_growth=growth,
        volume_growth=_volume_growth(products) if is_one_unit else None,
        is_one_unit=is_one_unit,
        products=products,
        cells=(*_cells(sales, 0), *_cells(sales, 1)),
    )


def _traded(rows: Counted, places: Sequence[int]) -> Mapping[tuple[str, str], Traded]:
    """Sales and quantity by product and unit; a product has no quantity where one of its rows has none, or one whose sign is
    not that of its sales."""
    actuals = rows.book.actuals
    sums: dict[tuple[str, str], list[int]] = {}
    lacking: set[tuple[str, str]] = set()
    for place in places:
        entry, amount = rows.entries[place], rows.amounts[place]
        grains = actuals.quantity[entry] if actuals.quantity else None
        key = actuals.text("product", entry), actuals.units[entry] if actuals.units else ""
        own = sums.setdefault(key, [0, 0])
        own[0] += amount
        own[1] += grains or 0
        if grains is None or grains * amount < 0:
            lacking.add(key)
    return {
        key: Traded(amount / _FEN, None if key in lacking else grains / _THOUSANDTHS) for key, (amount, grains) in sums.items()
    }


def _price_growth(products: Sequence[ProductTraded]) -> Fraction | None:
    (product,) = products
    prices = [_price(each) for each in (product.before, product.now)]
    return None if prices[0] is None or prices[1] is None else prices[1] / prices[0] - 1


def _price(traded: Traded | None) -> Fraction | None:
    if traded is None or not traded.has_price or traded.quantity is None:
        return None
    return Fraction(traded.sales) / Fraction(traded.quantity)


def _volume_growth(products: Sequence[ProductTraded]) -> Fraction | None:
    """All quantities together; None where any product's is not known."""
    before, now = ([getattr(each, side) for each in products if getattr(each, side)] for side in ("before", "now"))
    if any(traded.quantity is None for traded in (*before, *now)):
        return None
    sums = [sum((Fraction(traded.quantity) for traded in side), Fraction(0)) for side in (before, now)]
    return sums[1] / sums[0] - 1 if sums[0] > 0 else None


def _cells(sales: YearRows, back: int) -> tuple[str, ...]:
    """Where the amounts and the quantities of a year stand."""
    places = sales.places(back)
    actuals = sales.rows.book.actuals
    entries = sorted(sales.rows.entries[place] for place in places)
    filled = [entry for entry in entries if actuals.quantity and actuals.quantity[entry] is not None]
    return (*sales.rows.address([*places]), *span([actuals.cell("quantity", entry) for entry in filled]))


def _typed(book: SalesBook, *names: str) -> tuple[str, ...]:
    return tuple(str(book.settings.cells[name]) for name in names if name in book.settings.cells)
