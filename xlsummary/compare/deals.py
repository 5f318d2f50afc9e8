"""月月有进账: how many deals and visits a quota asks for, by what a deal has brought and how many visits it has taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from functools import cached_property

from xlsummary.achieved import Counted
from xlsummary.compare.activity import visits_in
from xlsummary.model import ActualKind, Period, SalesBook
from xlsummary.periods import ONE_DAY
from xlsummary.plan.horizon import Horizon
from xlsummary.plan.people import Person, staff_of
from xlsummary.plan.phase import full_presence, presence
from xlsummary.plan.quota import Node, NodeLevel, Plan

_WEEK = 7
_TENTH = Decimal("0.1")
_HUNDREDTH = Decimal("0.01")
_IS_DEAL = (None, ActualKind.SALE)


@dataclass(frozen=True, slots=True, kw_only=True)
class AverageDeal:
    """What the deals of a period brought: dated rows of sales above 0; rows of one document and day are one deal.

    `visits` are those of the same period, the unrecorded estimate with them; None where the book has none.
    """

    period: Period
    deals: int
    sales: Decimal
    visits: Decimal | None
    cells: tuple[str, ...]

    @property
    def value(self) -> Decimal:
        """Sales / deals, to the fen."""
        return (self.sales / self.deals).quantize(_HUNDREDTH, ROUND_HALF_UP)

    def deals_for(self, quota: Decimal) -> int:
        """Whole deals that bring the quota: quota / average deal, rounded up."""
        return max(0, int((quota * self.deals / self.sales).to_integral_value(ROUND_CEILING)))

    def visits_for(self, quota: Decimal) -> Decimal | None:
        """Quota / average deal / deals per visit, exact; None without visits."""
        return None if self.visits is None else max(Decimal(0), quota) * self.visits / self.sales

    def is_below(self, quota: Decimal) -> bool:
        """True for a quota above 0 that is less than one deal brings."""
        return 0 < quota * self.deals < self.sales


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthNeed:
    """A rep's month: its quota and the deals for it; `is_below` where that is less than one deal brings."""

    month: Period
    quota: Decimal
    deals: int
    is_below: bool


@dataclass(frozen=True, kw_only=True)  # no slots: the months are kept once made
class RepNeeds:
    """What a rep's quotas ask for over a plan; `working_days` are those when the rep is there, `weeks` have such a day."""

    plan: Plan
    place: int
    average: AverageDeal
    working_days: int
    weeks: int

    @property
    def node(self) -> Node:
        return self.plan.nodes[self.place]

    @cached_property
    def months(self) -> tuple[MonthNeed, ...]:
        return tuple(map(self._month, self.plan.months))

    def _month(self, month: Period) -> MonthNeed:
        quota = self.plan.quota(self.place, month)
        return MonthNeed(month=month, quota=quota, deals=self.average.deals_for(quota), is_below=self.average.is_below(quota))

    @property
    def quota(self) -> Decimal:
        return self.plan.quota(self.place)

    @property
    def deals(self) -> int:
        """Of the whole period; each month's own add up to as many or more."""
        return self.average.deals_for(self.quota)

    @property
    def visits(self) -> Decimal | None:
        """Visits of the whole period, to one decimal."""
        return _tenths(self.average.visits_for(self.quota))

    @property
    def visits_a_week(self) -> Decimal | None:
        """Visits / weeks with a working day."""
        visits = self.average.visits_for(self.quota)
        return _tenths(visits / self.weeks) if visits is not None and self.weeks else None

    @property
    def visits_a_day(self) -> Decimal | None:
        """Visits / working days, to two decimals."""
        visits = self.average.visits_for(self.quota)
        if visits is None or not self.working_days:
            return None
        return (visits / self.working_days).quantize(_HUNDREDTH, ROUND_HALF_UP)


def average_deal(book: SalesBook, sales: Counted, horizon: Horizon) -> AverageDeal | None:
    """Of the report period up to the as-of day, or, where that has no deal, of all rows before; None where there is none.

    `sales` are the rows that count.
    """
    for period in (_gone(horizon.report, horizon), _before(book, horizon)):
        if period is not None:
            places = [place for place in sales.places(period, horizon.as_of.toordinal()) if _is_deal(sales, place)]
            if places:
                return _average(book, sales, places, period, horizon)
    return None


def rep_needs(book: SalesBook, plans: Iterable[Plan], sales: Counted, horizon: Horizon) -> tuple[RepNeeds, ...]:
    """Each rep of these plans of sales, in the order of their columns; none without an average deal."""
    average = average_deal(book, sales, horizon)
    if average is None:
        return ()
    people = {person.key: person for person in staff_of(book)[0].people}
    return tuple(
        _of_rep(plan, place, average, people.get(node.key))
        for plan in plans
        for place, node in enumerate(plan.nodes)
        if node.level is NodeLevel.REP
    )


def _of_rep(plan: Plan, place: int, average: AverageDeal, person: Person | None) -> RepNeeds:
    there = presence(person, plan.period, full_presence([person])) if person else (1,) * plan.period.days
    worked = [weight > 0 and count > 0 for weight, count in zip(plan.working_days, there, strict=True)]
    return RepNeeds(plan=plan, place=place, average=average, working_days=sum(worked), weeks=_weeks(plan, worked))


def _weeks(plan: Plan, worked: Sequence[bool]) -> int:
    """Weeks with a worked day; the two slices of a week that is cut at a month's end are one."""
    first = plan.period.start
    weeks: list[tuple[int, bool]] = []
    for each in plan.slices:
        works = any(worked[(each.period.start - first).days : (each.period.end - first).days])
        days, before = weeks[-1] if weeks and weeks[-1][0] + each.period.days <= _WEEK else (0, False)
        weeks = [*(weeks[:-1] if days else weeks), (days + each.period.days, before or works)]
    return sum(works for _, works in weeks)


def _gone(period: Period, horizon: Horizon) -> Period | None:
    end = min(period.end, horizon.as_of + ONE_DAY)
    return Period(period.start, end) if period.start < end else None


def _before(book: SalesBook, horizon: Horizon) -> Period | None:
    starts = [start for start in book.actuals.starts if start <= horizon.as_of.toordinal()]
    first = date.fromordinal(min(starts)) if starts else horizon.report.start
    return Period(first, horizon.report.start) if first < horizon.report.start else None


def _is_deal(sales: Counted, place: int) -> bool:
    """A dated row above 0 that is no return or allowance."""
    is_dated = sales.ends[place] - sales.starts[place] == 1
    return is_dated and sales.amounts[place] > 0 and sales.book.actuals.kinds[sales.entries[place]] in _IS_DEAL


def _average(book: SalesBook, sales: Counted, places: list[int], period: Period, horizon: Horizon) -> AverageDeal:
    return AverageDeal(
        period=period,
        deals=len({*_deals(sales, places)}),
        sales=sales.total(places).value,
        visits=_visits(book, period, horizon),
        cells=sales.address(places),
    )


def _deals(sales: Counted, places: Iterable[int]) -> Iterator[tuple[object, ...]]:
    """What tells deals apart: document, day and client, else the row, which parts of a shared deal have in common."""
    actuals = sales.book.actuals
    for place in places:
        entry = sales.entries[place]
        document = actuals.text("document", entry)
        if document:
            yield document, sales.starts[place], actuals.text("client", entry)
        else:
            yield (actuals.rows[entry],)


def _visits(book: SalesBook, period: Period, horizon: Horizon) -> Decimal | None:
    """Recorded visits and the estimate of what was not; None without any."""
    rows = visits_in(book, replace(horizon, report=period))
    total = sum((row.count.value + (row.unrecorded.value if row.unrecorded else 0) for row in rows), Decimal(0))
    return total or None


def _tenths(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(_TENTH, ROUND_HALF_UP)
