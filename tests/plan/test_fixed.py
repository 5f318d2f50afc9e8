"""Quotas that a person fixed: kept to the last unit, the rest spread again around them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.books import YEAR_2026, book, named_reps, rep, target
from xlsummary.catalogue_fixed import FIXED_COMPANY_TOTAL, FIXED_WITHOUT_PLAN
from xlsummary.model import Cell, Line, Measure, Period, SalesBook
from xlsummary.periods import months_from, single_day
from xlsummary.plan.breakdown import break_down
from xlsummary.plan.quota import FixedPoint, NodeLevel, Plan
from xlsummary.problems import Severity

SALES = Line(measure=Measure.SALES)
REPS = named_reps(4, ("一组", "二组"))


def _point(node: str, period: Period, amount: int | str, ref: str = "F9", line: Line = SALES) -> FixedPoint:
    return FixedPoint(line=line, node=node, period=period, amount=Decimal(amount), cell=Cell("计划分解", ref))


def _month(number: int) -> Period:
    return months_from(2026, number, 1)


def _planned(given_book: SalesBook, points: Sequence[FixedPoint]) -> Plan:
    found = break_down(given_book, points)
    assert [problem.rule.id for problem in found.problems if problem.severity is Severity.ERROR] == []
    (plan,) = found.plans
    return plan


def _quota(plan: Plan, node: str, period: Period | None = None) -> Decimal:
    return plan.quota([each.key for each in plan.nodes].index(node), period)


def test_a_fixed_month_of_a_rep_is_kept_and_the_others_take_the_rest() -> None:
    plan = _planned(book([target(1200)], REPS), [_point("rep:员01", _month(3), 60)])
    assert [_quota(plan, "rep:员01", _month(3)), plan.quota(0)] == [60, 1200]
    assert _quota(plan, "rep:员02", _month(3)) in (25, 26)
    assert [point.node for point in plan.fixed] == ["rep:员01"]


def test_a_fixed_week_and_a_fixed_day_are_kept_inside_their_month() -> None:
    plan = _planned(book([target(15_000_000)], REPS), [])
    (week, *_) = [each.period for each in plan.slices_in(_month(3)) if each.period.days == 7]
    day = single_day(date(2026, 3, 25))
    points = [_point("team:一组", week, 300_001), _point("company", day, 7), _point("rep:员02", day, 5, "F10")]
    again = _planned(book([target(15_000_000)], REPS), points)
    assert _quota(again, "team:一组", week) == 300_001
    assert [_quota(again, "company", day), _quota(again, "rep:员02", day)] == [7, 5]
    assert again.quota(0) == 15_000_000


def test_a_day_larger_than_its_month_makes_the_month_larger() -> None:
    day = single_day(date(2026, 3, 25))
    plan = _planned(book([target(1200)], REPS), [_point("rep:员01", day, 900)])
    assert _quota(plan, "rep:员01", day) == 900
    assert _quota(plan, "company", _month(3)) >= 900
    assert plan.quota(0) == 1200


def test_a_coarser_and_a_finer_point_stand_together_if_they_foot_else_both_are_named() -> None:
    month, day = _point("rep:员01", _month(3), 60), single_day(date(2026, 3, 25))
    plan = _planned(book([target(1200)], REPS), [month, _point("rep:员01", day, 60, "F99")])
    assert _quota(plan, "rep:员01", _month(3)) == 60
    found = break_down(book([target(1200)], REPS), [month, _point("rep:员01", day, 61, "F99")])
    (problem,) = [each for each in found.problems if each.severity is Severity.ERROR]
    assert (problem.rule.id, str(problem.cell)) == ("typed-too-much-inside", "'计划分解'!F9")
    assert "'计划分解'!F99" in str(problem.words["cells"])


def test_a_point_finer_than_the_rounding_unit_makes_the_unit_finer() -> None:
    plan = _planned(book([target(15_000_000)], REPS), [_point("rep:员01", _month(3), "100.50")])
    assert (plan.unit, _quota(plan, "rep:员01", _month(3))) == (Decimal("0.01"), Decimal("100.50"))


@pytest.mark.parametrize(
    ("point", "rule"),
    [
        (_point("rep:无此人", _month(3), 5), FIXED_WITHOUT_PLAN),
        (_point("rep:员01", months_from(2027, 3, 1), 5), FIXED_WITHOUT_PLAN),
        (_point("rep:员01", _month(3), 5, line=Line(measure=Measure.COLLECTIONS)), FIXED_WITHOUT_PLAN),
        (_point("company", YEAR_2026, 5), FIXED_COMPANY_TOTAL),
    ],
)
def test_a_point_that_is_in_no_plan_is_an_error_at_its_cell(point: FixedPoint, rule: object) -> None:
    found = break_down(book([target(1200)], REPS), [point])
    assert [(problem.rule, str(problem.cell)) for problem in found.problems] == [(rule, "'计划分解'!F9")]


@given(st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None, derandomize=True)
def test_whatever_is_fixed_is_kept_and_everything_foots(chance: Random) -> None:
    reps = [
        rep(
            f"员{number:02d}",
            chance.choice(["一组", "二组"]),
            row=number + 2,
            joined=chance.choice([None, None, date(2026, chance.randint(1, 12), chance.randint(1, 28))]),
            weight=chance.choice(["1", "2", "0.5"]),
        )
        for number in range(chance.randint(1, 6))
    ]
    total = chance.choice([300, 5000, 15_000_000])
    given_book = book([target(total)], reps)
    points = {(point.node, point.period): point for point in _drawn(_planned(given_book, []), chance)}
    found = break_down(given_book, [*points.values()])
    assume(not any(problem.severity is Severity.ERROR for problem in found.problems))  # points that do not foot
    (plan,) = found.plans
    assert plan.quota(0) == total
    assert [_quota(plan, point.node, point.period) for point in points.values()] == [each.amount for each in points.values()]
    for place, amounts in enumerate(plan.amounts):
        assert min(amounts) >= 0
        below = plan.children(place)
        assert not below or [sum(day) for day in zip(*(plan.amounts[child] for child in below), strict=True)] == [*amounts]


def _drawn(plan: Plan, chance: Random) -> list[FixedPoint]:
    """Up to eight quotas of months, slices and days, each changed by a third at most."""
    points = []
    for _ in range(chance.randint(1, 8)):
        node, month = chance.randrange(len(plan.nodes)), chance.choice(plan.months)
        day = chance.choice(plan.shown_days(month) or (month.start,))
        period = chance.choice([month, chance.choice(plan.slices_in(month)).period, single_day(day)])
        quota = int(plan.quota(node, period))
        if quota and plan.nodes[node].level is not NodeLevel.UNASSIGNED:
            amount = max(0, quota + chance.randint(-max(1, quota // 3), max(1, quota // 3)))
            points.append(_point(plan.nodes[node].key, period, amount))
    return points
