"""Actuals against targets, by company, team, rep, market, product, channel, client, unit and month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from types import MappingProxyType

from xlsummary.achieved import Counted
from xlsummary.compare.catch_up import CatchUp
from xlsummary.compare.deals import RepNeeds
from xlsummary.compare.happened import TEAM, Happened
from xlsummary.compare.monthly_cash import MonthCash
from xlsummary.compare.rates import ratio
from xlsummary.model import Amount, Line, Measure, Period


class By(Enum):
    """What the rows of a comparison are about."""

    COMPANY = "company"
    TEAM = "team"
    REP = "rep"
    MARKET = "market"
    PRODUCT = "product"
    CHANNEL = "channel"
    CLIENT = "client"
    UNIT = "unit"
    MONTH = "month"


FIELD_OF: Mapping[By, str] = MappingProxyType(
    {
        By.TEAM: TEAM,
        By.REP: "rep",
        By.MARKET: "market",
        By.PRODUCT: "product",
        By.CHANNEL: "channel",
        By.CLIENT: "client",
    }
)
"""What names the rows of a dimension: a column of 实绩 or of a sheet of records, or the rep's team."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Performance:
    """One name's actual beside its target, in yuan or counted units.

    `target` is the quota of the whole report period, `to_date` that of the days gone; both None without a target
    (未设目标). `original` and `original_to_date` are the same of the plan as it was kept (定稿), or, where none is, as it is.
    `name` is '' for the company, for rows with the field blank, and `2026-03` for a month. `unit` is that of a quantity in a
    book that has several, '' where its rows tell none.
    """

    line: Line
    by: By
    name: str
    target: Decimal | None
    to_date: Decimal | None
    actual: Amount
    target_cells: tuple[str, ...]
    actual_cells: tuple[str, ...]
    original: Decimal | None = None
    original_to_date: Decimal | None = None
    unit: str | None = None

    @property
    def attainment(self) -> Decimal | None:
        """Actual / target of the whole period; None without a target above 0."""
        return ratio(self.actual.value, self.target)

    @property
    def attainment_to_date(self) -> Decimal | None:
        """Actual / quota to date; None where that is not above 0."""
        return ratio(self.actual.value, self.to_date)

    @property
    def variance(self) -> Decimal | None:
        """Actual - target, signed."""
        return None if self.target is None else self.actual.value - self.target

    @property
    def variance_to_date(self) -> Decimal | None:
        return None if self.to_date is None else self.actual.value - self.to_date

    @property
    def gap(self) -> Decimal | None:
        """What is missing, never below 0."""
        return None if self.target is None else max(Decimal(0), self.target - self.actual.value)

    @property
    def excess(self) -> Decimal | None:
        """What is over, never below 0."""
        return None if self.target is None else max(Decimal(0), self.actual.value - self.target)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The report period's rows; `working_days` all in the period, `days_gone` up to and with the as-of day.

    `catch_ups` are about the plans that hold the as-of day, each node that rows are for; `cash_months` about the months of
    the report period, none in a book that records no cash; `needs` about each rep of the plan period's headline of sales.
    `original_on` is the as-of day of the frozen plan that the originals of the rows are from, None where none is kept.
    `counted` are the rows of 实绩 that count, for each measure and each unit of quantities, and `happened` the same by days and
    names.
    """

    period: Period
    as_of: date
    through: date
    working_days: int
    days_gone: int
    rows: tuple[Performance, ...]
    catch_ups: tuple[CatchUp, ...] = ()
    cash_months: tuple[MonthCash, ...] = ()
    needs: tuple[RepNeeds, ...] = ()
    original_on: date | None = None
    counted: tuple[Counted, ...] = ()
    happened: tuple[Happened, ...] = ()

    @property
    def time_progress(self) -> Decimal | None:
        """Working days gone / all."""
        return ratio(Decimal(self.days_gone), Decimal(self.working_days))

    def company(self, measure: Measure) -> tuple[Performance, ...]:
        """The company's rows of a measure, headline first."""
        return self.select(By.COMPANY, measure)

    def headline(self, measure: Measure) -> Performance | None:
        """The company's leading row: assigned before own, committed first, revised before first."""
        return next(iter(self.company(measure)), None)

    def select(self, by: By, measure: Measure, line: Line | None = None) -> tuple[Performance, ...]:
        """Rows of a dimension and measure, and of one line where given."""
        return tuple(row for row in self.rows if row.by is by and row.line.measure is measure and line in (None, row.line))
