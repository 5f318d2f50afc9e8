"""What finance signs: every name of every dimension with its targets, actuals, last year and cash, in tables that add up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from xlsummary.compare.performance import By, Performance
from xlsummary.compare.rates import ratio
from xlsummary.compare.windows import Windows
from xlsummary.model import Amount, Line, Measure, Period


class Standing(Enum):
    """Where a name stands in its table; in the order of the rows. A table without any target has none that are without."""

    NAMED = "named"
    UNTARGETED = "untargeted"
    UNASSIGNED = "unassigned"


class Untold(Enum):
    """Why a column is left blank."""

    MONTH_BLURRED = "month-blurred"
    MONTH_RUNNING = "month-running"
    BEFORE_SHORT = "before-short"
    BEFORE_BLURRED = "before-blurred"
    LAST_YEAR_SHORT = "last-year-short"
    LAST_YEAR_BLURRED = "last-year-blurred"


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthScore:
    """The month under way: its whole quota, what has come, and what came on the same days of the month before.

    `before` of a row that is a month itself is about that month, which has no other figures here.
    """

    target: Decimal | None = None
    actual: Amount | None = None
    before: Amount | None = None

    @property
    def attainment(self) -> Decimal | None:
        return None if self.actual is None else ratio(self.actual.value, self.target)


@dataclass(frozen=True, slots=True, kw_only=True)
class CashScore:
    """Cash beside its target for the whole period; `base` is sales with tax, with `opening` where the book's basis asks it."""

    target: Decimal | None
    actual: Amount
    base: Decimal | None
    opening: Decimal | None = None

    @property
    def attainment(self) -> Decimal | None:
        """Cash / cash target."""
        return ratio(self.actual.value, self.target)

    @property
    def rate(self) -> Decimal | None:
        """Cash / sales with tax, or cash / (opening + sales)."""
        return ratio(self.actual.value, self.base)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One row: `row` has its targets and its actual to date, the rest what stands beside them.

    `is_told` is False for a month that is still to come, or of which there is only a row that is not over. `whole` is the
    company's actual, `growth_typed` what the book says of growth where last year's rows are not there.
    """

    row: Performance
    whole: Decimal
    standing: Standing = Standing.NAMED
    is_told: bool = True
    month: MonthScore = MonthScore()
    last_year: Amount | None = None
    growth_typed: Decimal | None = None
    cash: CashScore | None = None

    @property
    def share(self) -> Decimal | None:
        """Of the company's actual; None where that is not above 0."""
        return ratio(self.row.actual.value, self.whole)

    @property
    def change(self) -> Decimal | None:
        """Actual - the same days of last year."""
        return None if self.last_year is None else self.row.actual.value - self.last_year.value

    @property
    def growth(self) -> Decimal | None:
        """同比: the change / last year; None where that was not above 0."""
        if self.last_year is None:
            return self.growth_typed
        rate = ratio(self.row.actual.value, self.last_year.value)
        return None if rate is None else rate - 1

    @property
    def month_growth(self) -> Decimal | None:
        """环比: the month under way against the same days of the month before; a row that is a month, its own."""
        came = self.row.actual if self.row.by is By.MONTH else self.month.actual
        if came is None or self.month.before is None or not self.is_told:
            return None
        rate = ratio(came.value, self.month.before.value)
        return None if rate is None else rate - 1

    @property
    def has_happened(self) -> bool:
        """True where anything came, now or earlier."""
        cash = self.cash.actual if self.cash else None
        amounts = (self.row.actual, self.month.actual, self.month.before, self.last_year, cash)
        return any(amount.value for amount in amounts if amount)

    @property
    def is_blank(self) -> bool:
        """True where there is nothing to say."""
        row, cash = self.row, (self.cash.target, self.cash.opening) if self.cash else ()
        is_asked = any(each is not None for each in (row.target, row.to_date, self.month.target)) or any(cash)
        return not is_asked and not self.has_happened


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreTable:
    """One dimension; the rows add up to the company in every column that is told.

    `has_targets` is False where no name has one, so that there is no target to divide; `has_cash_targets` says the same of
    cash. `is_whole_before` tells that what stands of last year adds up too: months that cannot be told apart are left out.
    """

    by: By
    scores: tuple[Score, ...]
    has_targets: bool
    has_cash_targets: bool
    is_whole_before: bool = True

    @property
    def is_told(self) -> bool:
        """False where everything that came is without a name, so that no name can be held to its target."""
        return any(score.has_happened for score in self.scores if score.row.name) or not any(
            score.has_happened for score in self.scores
        )

    def of(self, standing: Standing) -> tuple[Score, ...]:
        return tuple(score for score in self.scores if score.standing is standing)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreBlock:
    """One line of a measure, or one unit of its quantities: the company, then its tables.

    `spring` is January and February together, beside the months and in no total. `untold` says why columns are blank, `since`
    from when on the book has rows. `is_headline` marks the first of its measure.
    """

    line: Line
    unit: str | None
    company: Score
    tables: tuple[ScoreTable, ...]
    spring: Score | None
    untold: tuple[Untold, ...]
    since: date | None
    is_headline: bool
    has_cash_target: bool = False

    def table(self, by: By) -> ScoreTable | None:
        return next((table for table in self.tables if table.by is by), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlSum:
    """What a column of 实绩 adds up to as it was read, and where each part of it is; yuan or counted units.

    `inside` is what the tables show. `earlier` lies before the report period, `later` after it or after the as-of day,
    `astride` partly in it; `aside` is what is no cash: set-offs, bad debts, acceptances where the book does not count them.
    """

    measure: Measure
    unit: str | None
    sheet: str
    total: Decimal
    inside: Decimal
    earlier: Decimal
    later: Decimal
    astride: Decimal
    aside: Decimal

    @property
    def unexplained(self) -> Decimal:
        return self.total - self.inside - self.earlier - self.later - self.astride - self.aside


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Every block in the order of measures and lines, and the sums that tie them to 实绩."""

    period: Period
    windows: Windows
    working_days: int
    days_gone: int
    blocks: tuple[ScoreBlock, ...]
    controls: tuple[ControlSum, ...]

    @property
    def time_progress(self) -> Decimal | None:
        """Working days gone / all."""
        return ratio(Decimal(self.days_gone), Decimal(self.working_days))
