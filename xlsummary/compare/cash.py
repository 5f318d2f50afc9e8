"""Cash collected: the rate with its basis."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from xlsummary.achieved import span
from xlsummary.compare.performance import Comparison
from xlsummary.compare.rates import ratio
from xlsummary.model import Measure, RateBasis, SalesBook, Settings, TaxBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionRate:
    """Cash over sales with tax (当期), or over opening receivables + sales (应收); yuan."""

    basis: RateBasis
    cash: Decimal
    base: Decimal
    cells: tuple[str, ...]

    @property
    def value(self) -> Decimal | None:
        return ratio(self.cash, self.base)


def collection_rate(book: SalesBook, comparison: Comparison) -> CollectionRate | None:
    """The report period's collection rate on the book's basis; None when the book has neither sales nor cash.

    Sales without tax are taken with tax at the book's rate, since cash includes it. With the basis 应收 the opening
    receivables of 客户 are added.
    """
    sales = comparison.headline(Measure.SALES)
    cash = comparison.headline(Measure.COLLECTIONS)
    if sales is None or cash is None:
        return None
    base = with_tax(sales.actual.value, book.settings)
    cells = (*cash.actual_cells, *sales.actual_cells)
    if book.settings.rate_basis is RateBasis.RECEIVABLE:
        openings = [client for client in book.clients if client.opening is not None]
        base += sum((client.opening.value for client in openings if client.opening), Decimal(0))
        cells += span([client.origin.cell("opening") for client in openings])
    return CollectionRate(basis=book.settings.rate_basis, cash=cash.actual.value, base=base, cells=cells)


def with_tax(amount: Decimal, settings: Settings) -> Decimal:
    """An amount on the book's tax basis, as it stands with tax, to the fen."""
    if settings.tax_basis is TaxBasis.WITH_TAX:
        return amount
    return (amount * (1 + settings.tax_rate)).quantize(Decimal("0.01"), ROUND_HALF_UP)
