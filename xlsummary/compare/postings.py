"""Both sides of a reconciliation as columns, and the classes that every row of them falls into."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

from xlsummary.model import Period


class MatchClass(Enum):
    """What a row of the workbook and a row of the ledger are to each other."""

    MATCHED = "matched"
    WITHIN_TOLERANCE = "within-tolerance"
    AMOUNT_DIFFERS = "amount-differs"
    TAX_DIFFERS = "tax-differs"
    CLIENT_DIFFERS = "client-differs"
    PERIOD_DIFFERS = "period-differs"
    SIGN_REVERSED = "sign-reversed"
    REVERSAL = "reversal"
    SPLIT = "split"
    DUPLICATE = "duplicate"
    ONLY_IN_WORKBOOK = "only-in-workbook"
    ONLY_IN_LEDGER = "only-in-ledger"
    OUT_OF_PERIOD = "out-of-period"


AGREEING = frozenset(
    {
        MatchClass.MATCHED,
        MatchClass.WITHIN_TOLERANCE,
        MatchClass.TAX_DIFFERS,
        MatchClass.REVERSAL,
        MatchClass.SPLIT,
        MatchClass.OUT_OF_PERIOD,
    }
)
"""The classes that leave nothing for anybody to look into."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Postings:
    """One side as columns; posting i is row `rows[i]` of its sheet. Days are ordinals, amounts fen.

    `numbers[i]` are the document numbers a posting goes by: 单号 in the workbook; 发票号, 单据号 and what 摘要 names in
    the ledger. Names and numbers are folded alike on both sides; '' and () where there is none.
    """

    rows: tuple[int, ...]
    days: tuple[int, ...]
    amounts: tuple[int, ...]
    clients: tuple[str, ...]
    numbers: tuple[tuple[str, ...], ...]

    def __len__(self) -> int:
        return len(self.rows)

    def order(self, place: int) -> tuple[int, int]:
        """Day, then row: the order in which postings are looked at."""
        return self.days[place], self.rows[place]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What counts as the same: the period of the totals, days apart, fen apart, and the rate of tax."""

    period: Period
    days: int = 7
    tolerance: int = 0
    tax_rate: Decimal = Decimal("0.13")

    def is_inside(self, day: int) -> bool:
        return self.period.start.toordinal() <= day < self.period.end.toordinal()

    def with_tax(self, fen: int) -> int:
        return _rounded(fen * (1 + self.tax_rate))

    def without_tax(self, fen: int) -> int:
        return _rounded(fen / (1 + self.tax_rate))

    def differ_by_tax(self, one: int, other: int) -> bool:
        """True where one amount is the other with its tax, whichever of the two was rounded to the fen."""
        return one != other and (self._is_taxed(one, other) or self._is_taxed(other, one))

    def _is_taxed(self, gross: int, net: int) -> bool:
        return gross == self.with_tax(net) or net == self.without_tax(gross)


@dataclass(frozen=True, slots=True)
class Match:
    """Postings of both sides that belong together, or one that stands alone; places in their side, oldest first."""

    match_class: MatchClass
    workbook: tuple[int, ...]
    ledger: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """Both sides, every posting of them in one match. Totals are fen of the postings inside the period."""

    workbook: Postings
    ledger: Postings
    terms: Terms
    matches: tuple[Match, ...]

    @property
    def workbook_total(self) -> int:
        return self._total(self.workbook, range(len(self.workbook)))

    @property
    def ledger_total(self) -> int:
        return self._total(self.ledger, range(len(self.ledger)))

    @property
    def difference(self) -> int:
        return self.workbook_total - self.ledger_total

    def difference_of(self, match: Match) -> int:
        """What a match adds to the difference of the totals, in fen."""
        return self._total(self.workbook, match.workbook) - self._total(self.ledger, match.ledger)

    @property
    def unexplained(self) -> int:
        """The difference of the totals less that of all matches; 0, and computed all the same."""
        return self.difference - sum(map(self.difference_of, self.matches))

    @property
    def agrees(self) -> bool:
        """True where no match is left for anybody to look into."""
        return all(match.match_class in AGREEING for match in self.matches)

    def of_class(self, match_class: MatchClass) -> tuple[Match, ...]:
        return tuple(match for match in self.matches if match.match_class is match_class)

    def _total(self, side: Postings, places: Iterable[int]) -> int:
        return sum(side.amounts[place] for place in places if self.terms.is_inside(side.days[place]))


def _rounded(amount: Decimal) -> int:
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))
