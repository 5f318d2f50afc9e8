"""Why sales and cash came out as they did: price and volume, new and old clients, concentration, earlier years, causes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from xlsummary.achieved import counted
from xlsummary.compare.adjusted import AdjustedTask, adjusted_tasks
from xlsummary.compare.cash import collection_rate, with_tax
from xlsummary.compare.client_sales import ClientsByAge, Concentration, clients_by_age, concentration
from xlsummary.compare.earlier_years import YearFigures, YearRows, gone_of, three_years
from xlsummary.compare.effects import SalesEffects, sales_effects
from xlsummary.compare.performance import Comparison
from xlsummary.compare.rates import ratio
from xlsummary.compare.sourced import Sourced
from xlsummary.model import Measure, Period, RateBasis, SalesBook
from xlsummary.plan.horizon import Horizon
from xlsummary.plan.quota import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionChange:
    """The collection rate now and over the same days of last year, ratios; `is_typed` where the book's 回款率同比 gives the
    change because last year's rows are not there."""

    now: Sourced
    before: Sourced
    is_typed: bool

    @property
    def points(self) -> Decimal | None:
        """Percentage points."""
        if self.now.value is None or self.before.value is None:
            return None
        return (self.now.value - self.before.value) * 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """`gone` are the days of the report period that all is about."""

    gone: Period
    effects: SalesEffects | None
    collection: CollectionChange | None
    clients: tuple[ClientsByAge, ...]
    concentration: tuple[Concentration, ...]
    years: tuple[YearFigures, ...]
    tasks: tuple[AdjustedTask, ...]


def why(book: SalesBook, plans: Sequence[Plan], comparison: Comparison, horizon: Horizon) -> Why | None:
    """None where the report period has not begun by the as-of day."""
    gone = gone_of(horizon)
    if gone is None:
        return None
    today = horizon.today.toordinal()
    sales = YearRows(counted(book, Measure.SALES, today), gone, horizon)
    cash = YearRows(counted(book, Measure.COLLECTIONS, today), gone, horizon)
    places = sales.places(0)
    shares = (concentration(book, sales.rows, places, by) for by in ("market", "client"))
    return Why(
        gone=gone,
        effects=sales_effects(book, sales),
        collection=_collection(book, comparison, sales, cash),
        clients=clients_by_age(book, sales.rows, places, horizon.report),
        concentration=tuple(each for each in shares if each is not None),
        years=three_years(book, horizon, gone),
        tasks=adjusted_tasks(book, comparison, plans),
    )


def _collection(book: SalesBook, comparison: Comparison, sales: YearRows, cash: YearRows) -> CollectionChange | None:
    """On the book's basis; with the basis 应收 last year's opening is not in the book, and only a typed change is told."""
    rate = collection_rate(book, comparison)
    if rate is None or rate.value is None:
        return None
    now = Sourced(rate.value, rate.cells)
    sold, paid = sales.total(1), cash.total(1)
    if book.settings.rate_basis is RateBasis.CURRENT and sold and paid and sold.value is not None and paid.value is not None:
        before = ratio(paid.value, with_tax(sold.value, book.settings))
        return CollectionChange(now=now, before=Sourced(before, (*paid.cells, *sold.cells)), is_typed=False)
    change = book.settings.rate_change
    if change is None:
        return CollectionChange(now=now, before=Sourced(None), is_typed=False)
    cell = book.settings.cells.get("rate_change")
    return CollectionChange(now=now, before=Sourced(rate.value - change, (str(cell),) if cell else ()), is_typed=True)
