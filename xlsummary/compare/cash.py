"""Cash collected: the rate with its basis, and the months without any."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xlsummary.compare.performance import ratio
from xlsummary.model import Period, RateBasis


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


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthCash:
    """One month's sales and net cash, in yuan; `cells` are the rows' amounts."""

    month: Period
    sales: Decimal
    cash: Decimal
    cells: tuple[str, ...]
