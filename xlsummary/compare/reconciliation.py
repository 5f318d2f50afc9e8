"""One workbook against one ledger: sales and cash, each a reconciliation of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from xlsummary.book.ledger import Ledger
from xlsummary.book.period_values import Era, PeriodRefusal, parse_period
from xlsummary.compare.ledger import reconcile
from xlsummary.compare.ledger_sides import LedgerSide, ledger_side, workbook_side
from xlsummary.compare.postings import Reconciled, Terms
from xlsummary.model import Measure, Period, SalesBook, TaxBasis, Text
from xlsummary.plan.horizon import Horizon
from xlsummary.problems import XlsummaryError

RECONCILED = (Measure.SALES, Measure.COLLECTIONS)
"""The measures that a ledger tells of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a person asks and says of the ledger; None leaves it to the book.

    `period` is as it is typed (`2026Q1`), `tolerance` yuan. `account` is a code, `ledger_tax` the basis of the ledger's sales,
    `headings` what its columns are called, by our names.
    """

    measure: Measure | None = None
    period: str | None = None
    account: str | None = None
    ledger_tax: TaxBasis | None = None
    tolerance: Decimal | None = None
    headings: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The question as it is answered: `measures` None for those that the ledger tells of; `tolerance` yuan."""

    period: Period
    measures: tuple[Measure, ...] | None = None
    account: str | None = None
    ledger_tax: TaxBasis | None = None
    tolerance: Decimal = Decimal(0)


def asked(book: SalesBook, question: Question, horizon: Horizon) -> Asked:
    """The question with the book's own period and tolerance; raises `XlsummaryError` for a period that cannot be read."""
    settings = book.settings
    period: Period | PeriodRefusal = horizon.report
    if question.period is not None:
        period = parse_period(question.period, Era(settings.year_start, horizon.report))
    if isinstance(period, PeriodRefusal):
        raise _unreadable_period(question.period or "")
    return Asked(
        period=period,
        measures=None if question.measure is None else (question.measure,),
        account=question.account,
        ledger_tax=question.ledger_tax,
        tolerance=settings.tolerance if question.tolerance is None else question.tolerance,
    )


def _unreadable_period(text: str) -> XlsummaryError:
    return XlsummaryError(
        "unreadable-period",
        Text(f"--period {text} 不是期间", f"--period {text} is no period"),
        Text("写成 2026、2026Q1、2026-03 或 2026-01~2026-03", "Write 2026, 2026Q1, 2026-03 or 2026-01~2026-03"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureReconciled:
    """One measure: the ledger's side, the workbook's tax basis (None for cash), and every posting in its class."""

    measure: Measure
    side: LedgerSide
    workbook_tax: TaxBasis | None
    found: Reconciled


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """A workbook and a ledger, measure by measure; `from_elsewhere` where the actuals are those of another file."""

    book: SalesBook
    ledger: Ledger
    period: Period
    measures: tuple[MeasureReconciled, ...]
    from_elsewhere: bool = False

    @property
    def agrees(self) -> bool:
        """True where nothing is left for anybody to look into."""
        return all(each.found.agrees for each in self.measures)


def reconciliation(book: SalesBook, ledger: Ledger, asked: Asked, today: int) -> Reconciliation:
    """Both sides of every measure asked for; `today` is an ordinal, the day that a period not over counts as.

    Cash has no tax: an amount that differs by it is an amount that differs. Raises `XlsummaryError` where the ledger has no
    account for a measure, or is in another currency.
    """
    if ledger.currency not in ("", book.settings.currency):
        raise _other_currency(ledger, book.settings.currency)
    return Reconciliation(
        book=book,
        ledger=ledger,
        period=asked.period,
        measures=tuple(_measures(book, ledger, asked, today)),
    )


def _other_currency(ledger: Ledger, currency: str) -> XlsummaryError:
    return XlsummaryError(
        "ledger-currency",
        Text(
            f"{ledger.sheet}：金额是 {ledger.currency}，工作簿是 {currency}",
            f"{ledger.sheet} is in {ledger.currency}, not {currency}",
        ),
        Text("导出本位币金额的账", "Export the ledger in the workbook's currency"),
    )


def _measures(book: SalesBook, ledger: Ledger, asked: Asked, today: int) -> Sequence[MeasureReconciled]:
    """The measures asked for; else those of which the ledger has an account, and an error where it has none at all.

    One that neither side has anything of is left out where another is there.
    """
    missing: XlsummaryError | None = None
    found: list[MeasureReconciled] = []
    for measure in asked.measures or RECONCILED:
        try:
            side = ledger_side(ledger, measure, book, asked.account, asked.ledger_tax)
        except XlsummaryError as error:
            missing = missing or error
        else:
            found.append(_measured(book, side, measure, asked, today))
    if missing is not None and not found:
        raise missing
    filled = [each for each in found if len(each.found.workbook) or len(each.found.ledger)]
    return filled or found[:1]


def _measured(book: SalesBook, side: LedgerSide, measure: Measure, asked: Asked, today: int) -> MeasureReconciled:
    is_taxed = measure is Measure.SALES
    terms = Terms(
        period=asked.period,
        tolerance=int(asked.tolerance * 100),
        tax_rate=book.settings.tax_rate if is_taxed else Decimal(0),
    )
    return MeasureReconciled(
        measure=measure,
        side=side,
        workbook_tax=book.settings.tax_basis if is_taxed else None,
        found=reconcile(workbook_side(book, measure, today), side.postings, terms),
    )
