"""What must still come: a target's rest beside its plan, with what is missing so far spread over the days left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from functools import cached_property
from itertools import pairwise

from xlsummary.achieved import Counted
from xlsummary.compare.rates import ratio
from xlsummary.compare.reached import Reached, reached_by_records, reached_by_rows
from xlsummary.compare.spreading import spread
from xlsummary.model import Amount, CarryOver, Measure, Period, SalesBook
from xlsummary.periods import ONE_DAY
from xlsummary.plan.horizon import Horizon
from xlsummary.plan.people import Person, staff_of
from xlsummary.plan.phase import full_presence, presence
from xlsummary.plan.quota import Node, Plan

OVER_PLAN = Decimal("1.3")
"""A month that needs more than so many times its plan is flagged."""

_FEN, _THOUSANDTH = Decimal("0.01"), Decimal("0.001")
_ZERO = Decimal(0)


class Flag(Enum):
    """Why a month's catch-up is hard to believe."""

    OVER_PLAN = "over-1.3-times"
    OVER_BEST = "over-best-month"


@dataclass(frozen=True, slots=True, kw_only=True)
class CatchUpMonth:
    """One month, in yuan or counted units.

    `plan` is its quota, `left` the part of it on the days left, `needed` what has to come on these; `actual` what has come so
    far, None where the month has not begun or cannot be told apart.
    """

    month: Period
    plan: Decimal
    left: Decimal
    needed: Decimal
    actual: Decimal | None
    has_days_left: bool
    flags: tuple[Flag, ...] = ()

    @property
    def multiple(self) -> Decimal | None:
        """Needed / planned on the days left; None where nothing was planned."""
        return ratio(self.needed, self.left)


@dataclass(frozen=True, kw_only=True)  # no slots: the months are kept once made
class CatchUp:
    """One node of a plan that is under way; amounts in yuan or counted units.

    Days up to `through`, which data reach, are gone. `days` has what must come on each day of the plan's period, a whole
    number of `step`s, 0 on days gone; with a surplus, or where nothing is carried over, that is the plan itself.
    `working_days` tells on which days of the period the node works.
    """

    plan: Plan
    place: int
    through: date
    policy: CarryOver
    reached: Reached
    step: Decimal
    days: tuple[int, ...]
    working_days: tuple[bool, ...]

    @property
    def node(self) -> Node:
        return self.plan.nodes[self.place]

    @property
    def gone(self) -> Period:
        return Period(self.plan.period.start, self.through + ONE_DAY)

    @property
    def actual(self) -> Amount:
        return self.reached.total

    @property
    def total(self) -> Decimal:
        """The quota of the whole period."""
        return self.plan.quota(self.place)

    @property
    def plan_to_date(self) -> Decimal:
        return self.plan.quota(self.place, self.gone)

    @property
    def difference(self) -> Decimal:
        """Actual to date - plan to date, signed."""
        return self.actual.value - self.plan_to_date

    @property
    def days_gone(self) -> int:
        """Working days up to and with `through`."""
        return sum(self.working_days[: self.gone.days])

    @property
    def days_left(self) -> int:
        return sum(self.working_days[self.gone.days :])

    @property
    def time_progress(self) -> Decimal | None:
        """Working days gone / all."""
        return ratio(Decimal(self.days_gone), Decimal(self.days_gone + self.days_left))

    @property
    def pace(self) -> Decimal | None:
        """Actual / plan to date; None where that is not above 0."""
        return ratio(self.actual.value, self.plan_to_date)

    @property
    def run_rate(self) -> Decimal | None:
        """Actual a working day so far, to two decimals; None before the first."""
        return _two(self.actual.value / self.days_gone) if self.days_gone else None

    @property
    def required(self) -> Decimal | None:
        """What a working day has to bring from now on to reach the total, to two decimals; None where no day is left."""
        return _two(max(self.total - self.actual.value, _ZERO) / self.days_left) if self.days_left else None

    @property
    def projection(self) -> Decimal | None:
        """Actual + remaining plan x pace, money to the fen, else in the plan's units; None where no plan to date is above 0."""
        if self.plan_to_date <= 0:
            return None
        rest = self.total - self.plan_to_date
        step = _FEN if self.plan.line.measure.is_money else self.plan.grain
        exact = (self.actual.value * self.plan_to_date + rest * self.actual.value) / self.plan_to_date
        return exact.quantize(step, ROUND_HALF_UP)

    def needed(self, period: Period | None = None) -> Decimal:
        """What has to come on the days left of a period, or in all."""
        period = period or self.plan.period
        start, end = ((day - self.plan.period.start).days for day in (period.start, period.end))
        return sum(self.days[max(start, 0) : max(end, 0)]) * self.step

    @property
    def carried(self) -> Decimal:
        """How much the days left were given beyond their plan."""
        return self.needed() - (self.total - self.plan_to_date)

    @property
    def best_month(self) -> Decimal | None:
        """The most that a month that is over has brought; None where not every one is known."""
        over = [month for month in self.plan.months if month.last <= self.through]
        known = [self.reached.months[month] for month in over if month in self.reached.months]
        return max(known) if known and len(known) == len(over) else None

    @cached_property
    def months(self) -> tuple[CatchUpMonth, ...]:
        return tuple(map(self._month, self.plan.months))

    def _month(self, month: Period) -> CatchUpMonth:
        rest = Period(max(month.start, self.gone.end), max(month.end, self.gone.end))
        left, needed = self.plan.quota(self.place, rest), self.needed(rest)
        actual = self.reached.months.get(month)
        return CatchUpMonth(
            month=month,
            plan=self.plan.quota(self.place, month),
            left=left,
            needed=needed,
            actual=actual,
            has_days_left=rest.days > 0,
            flags=tuple(self._flags(left, needed, actual or _ZERO)),
        )

    def _flags(self, left: Decimal, needed: Decimal, actual: Decimal) -> Iterator[Flag]:
        if needed <= max(left, _ZERO):
            return
        if needed > left * OVER_PLAN:
            yield Flag.OVER_PLAN
        best = self.best_month
        if best is not None and actual + needed > best:
            yield Flag.OVER_BEST


def catch_ups(
    book: SalesBook, plans: Iterable[Plan], horizon: Horizon, known: Mapping[Measure, Counted | None]
) -> tuple[CatchUp, ...]:
    """For each plan that holds the as-of day: company, groups and reps, in the order of the plan's nodes.

    Only for the `known` measures, each with the rows that count for it, and where a row has come in since the plan's first
    day. New clients and visits are counted from records and not by rep, so that only the company has one.
    """
    if horizon.last_row is None:
        return ()
    people = {person.key: person for person in staff_of(book)[0].people}
    found: list[CatchUp] = []
    for plan in plans:
        measure = plan.line.measure
        if measure in known and horizon.as_of in plan.period and horizon.through in plan.period:
            rows = known[measure]
            records = {} if rows else {0: reached_by_records(book, plan, horizon)}
            reached = reached_by_rows(plan, rows, horizon.through) if rows else records
            found += _of_plan(plan, reached, horizon.through, book.settings.carry_over, people)
    return tuple(found)


def _of_plan(
    plan: Plan, by_place: Mapping[int, Reached], through: date, policy: CarryOver, people: Mapping[str, Person]
) -> Iterator[CatchUp]:
    rest = _Rest(plan, through, policy)
    for place, reached in by_place.items():
        working = _working_days(plan, people.get(plan.nodes[place].key))
        yield CatchUp(
            plan=plan,
            place=place,
            through=through,
            policy=policy,
            reached=reached,
            step=rest.step,
            days=rest.days(place, reached.total.value, working),
            working_days=working,
        )


def _working_days(plan: Plan, person: Person | None) -> tuple[bool, ...]:
    """For each day of the period whether it is worked; for a rep only days when there."""
    worked = [weight > 0 for weight in plan.working_days]
    if person is None:
        return tuple(worked)
    there = presence(person, plan.period, full_presence([person]))
    return tuple(works and count > 0 for works, count in zip(worked, there, strict=True))


def _step_of(plan: Plan) -> Decimal:
    """What amounts and actuals of the plan are whole numbers of."""
    return _FEN if plan.line.measure.is_money else _THOUSANDTH


def _two(amount: Decimal) -> Decimal:
    return amount.quantize(_FEN, ROUND_HALF_UP)


class _Rest:
    """The days left of a plan, and where they are cut into months and week slices."""

    def __init__(self, plan: Plan, through: date, policy: CarryOver) -> None:
        self.step = _step_of(plan)
        self._plan = plan
        self._policy = policy
        self._first = (through - plan.period.start).days + 1
        self._grain, self._unit = int(plan.grain / self.step), int(plan.unit / self.step)
        self._months = self._cuts(plan.months)
        self._slices = self._cuts(each.period for each in plan.slices)

    def _cuts(self, periods: Iterable[Period]) -> list[int]:
        """Where the periods begin, counted from the first day left, and the end of all."""
        starts = ((period.start - self._plan.period.start).days - self._first for period in periods)
        return [0, *(start for start in starts if start > 0), self._plan.period.days - self._first]

    def days(self, place: int, actual: Decimal, working: Sequence[bool]) -> tuple[int, ...]:
        """What has to come on each day of the period, in steps."""
        amounts = self._plan.amounts[place]
        left = [amount * self._grain for amount in amounts[self._first :]]
        gone = sum(amounts[: self._first]) * self._grain
        missing = gone - int(actual / self.step)
        if left and missing > 0 and gone + sum(left) > 0:
            left = self._with(missing, left, [int(works) for works in working[self._first :]])
        return (*[0] * self._first, *left)

    def _with(self, missing: int, left: list[int], working: Sequence[int]) -> list[int]:
        """The days left with what is missing, by the setting 缺口结转; as they are where nobody is there to take it."""
        if self._policy is CarryOver.NONE:
            return left
        if self._policy is CarryOver.NEXT:
            for start, end in pairwise(self._months[1:]):
                if weights := _weights(left[start:end], working[start:end]):
                    cuts = [cut - start for cut in self._slices if start <= cut <= end]
                    amount = sum(left[start:end]) + missing
                    return [*left[:start], *spread(amount, weights, [cuts], [self._grain, self._grain]), *left[end:]]
        weights = _weights(left, working)
        steps = [self._unit, self._grain, self._grain]
        return spread(sum(left) + missing, weights, [self._months, self._slices], steps) if weights else left


def _weights(left: Sequence[int], working: Sequence[int]) -> Sequence[int]:
    """What an amount is spread by: the plan, else the working days; nothing where there is neither."""
    return left if any(left) else working if any(working) else ()
