"""月月有进账: which months have brought cash, and which only sales."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xlsummary.achieved import Counted
from xlsummary.model import Period
from xlsummary.periods import month_of, months_in


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthCash:
    """One month's sales and net cash, in yuan; `cells` are the rows' amounts. `is_over` tells that the month is."""

    month: Period
    is_over: bool
    sales: Decimal
    cash: Decimal
    cells: tuple[str, ...]

    @property
    def is_dry(self) -> bool:
        """True where net cash is not above 0."""
        return self.cash <= 0

    @property
    def is_sold_dry(self) -> bool:
        """True for sales without cash."""
        return self.is_dry and self.sales > 0


def month_cash(sales: Counted, cash: Counted, period: Period, as_of: date) -> tuple[MonthCash, ...]:
    """Sales and net cash of each month of the period that has begun by the as-of day, from the rows that count.

    Months that a longer period's total covers cannot be told apart and are left out.
    """
    sold, paid = (_by_month(each, [*each.places(period, as_of.toordinal())]) for each in (sales, cash))
    return tuple(
        MonthCash(
            month=month,
            is_over=month.last <= as_of,
            sales=sales.total(sold.get(month, [])).value,
            cash=cash.total(paid.get(month, [])).value,
            cells=(*cash.address(paid.get(month, [])), *sales.address(sold.get(month, []))),
        )
        for month in _known((sales, cash), period, as_of)
    )


def _known(measured: Iterable[Counted], period: Period, as_of: date) -> list[Period]:
    """The months that have begun and can be told apart."""
    longer = [each for rows in measured for each in rows.beyond_months(rows.places(period, as_of.toordinal()))]
    return [month for month in months_in(period) if month.start <= as_of and not any(month.meets(each) for each in longer)]


def _by_month(rows: Counted, places: Iterable[int]) -> Mapping[Period, list[int]]:
    """The places of the rows by the month they begin in."""
    months: dict[int, Period] = {}
    found: dict[Period, list[int]] = {}
    for place in places:
        start = rows.starts[place]
        if start not in months:
            months[start] = month_of(date.fromordinal(start))
        found.setdefault(months[start], []).append(place)
    return found
