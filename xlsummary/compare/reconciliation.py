"""One workbook against one ledger: sales and cash, each a reconciliation of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from xlsummary.book.ledger import Ledger
from xlsummary.compare.ledger import reconcile
from xlsummary.compare.ledger_sides import LedgerSide, ledger_side, workbook_side
from xlsummary.compare.postings import Reconciled, Terms
from xlsummary.model import Measure, Period, SalesBook, TaxBasis

RECONCILED = (Measure.SALES, Measure.COLLECTIONS)
"""The measures that a ledger tells of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is reconciled: the measures, the period of the totals, and what the person says of the ledger.

    `tolerance` is yuan; `account` a code, None for the usual ones; `ledger_tax` the basis of the
    ledger's sales, None for that of the account.
    """

    measures: tuple[Measure, ...] = RECONCILED
    period: Period
    account: str | None = None
    ledger_tax: TaxBasis | None = None
    tolerance: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureReconciled:
    """One measure: the ledger's side, the workbook's tax basis (None for cash), and every posting in its class."""

    measure: Measure
    side: LedgerSide
    workbook_tax: TaxBasis | None
    found: Reconciled


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """A workbook and a ledger, measure by measure."""

    book: SalesBook
    ledger: Ledger
    period: Period
    measures: tuple[MeasureReconciled, ...]

    @property
    def agrees(self) -> bool:
        """True where nothing is left for anybody to look into."""
        return all(each.found.agrees for each in self.measures)


def reconciliation(book: SalesBook, ledger: Ledger, asked: Asked, today: int) -> Reconciliation:
    """Both sides of every measure asked for; `today` is an ordinal, the day that a period not over counts as.

    Cash has no tax: an amount that differs by it is an amount that differs. Raises `XlsummaryError` where the ledger has no
    account for a measure.
    """
    return Reconciliation(
        book=book,
        ledger=ledger,
        period=asked.period,
        measures=tuple(_measures(book, ledger, asked, today)),
    )


def _measures(book: SalesBook, ledger: Ledger, asked: Asked, today: int) -> Iterable[MeasureReconciled]:
    for measure in asked.measures:
        side = ledger_side(ledger, measure, book, asked.account, asked.ledger_tax)
        is_taxed = measure is Measure.SALES
        terms = Terms(
            period=asked.period,
            tolerance=int(asked.tolerance * 100),
            tax_rate=book.settings.tax_rate if is_taxed else Decimal(0),
        )
        yield MeasureReconciled(
            measure=measure,
            side=side,
            workbook_tax=book.settings.tax_basis if is_taxed else None,
            found=reconcile(workbook_side(book, measure, today), side.postings, terms),
        )
