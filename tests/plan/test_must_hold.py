"""What must hold of every plan, tried on many books."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.books import book, rep, target
from tests.plan import oracle
from xlsummary.catalogue import TARGET_FOR_ABSENT
from xlsummary.model import (
    Allocation,
    Amount,
    Level,
    Measure,
    Period,
    Phasing,
    Rep,
    RepStatus,
    SalesBook,
    Settings,
    Target,
    WeekStart,
)
from xlsummary.periods import days_of, months_from
from xlsummary.plan.breakdown import break_down
from xlsummary.plan.quota import Plan
from xlsummary.problems import Severity

PHASINGS = (Phasing.WORKING_DAYS, Phasing.HEADCOUNT, Phasing.CALENDAR_DAYS, Phasing.EQUAL, Phasing.SEASON)
STEPS = ("0.01", "1", "100", "1000", "10000")
AMOUNTS = st.one_of(
    st.integers(-3, 9).map(Decimal),
    st.integers(-(10**7), 10**7).map(Decimal),
    st.integers(-(10**5), 10**9).map(lambda fen: Decimal(fen) / 100),
    st.integers(-50, 200_000).map(lambda number: Decimal(number) * 10_000),
)
TRIES = settings(max_examples=70, deadline=None, derandomize=True)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Of the years whose arrangement is known, and of those that are estimated."""
    year = draw(st.one_of(st.just(2026), st.integers(2004, 2030)))
    return months_from(year, draw(st.integers(1, 12)), draw(st.sampled_from((1, 1, 2, 3, 5, 12))))


@st.composite
def people(draw: st.DrawFn, period: Period, smallest: int = 0) -> tuple[Rep, ...]:
    """Up to twelve reps who join, leave, ramp up and weigh as they like, some in teams."""
    teams = draw(st.sampled_from((("",), ("一组", "二组"), ("一组", "二组", "三组", ""))))
    days = st.integers(-40, period.days + 20).map(lambda number: period.start + timedelta(days=number))
    some_day = st.one_of(st.none(), st.none(), days)
    reps = []
    for place in range(draw(st.integers(smallest, draw(st.sampled_from((1, 3, 12)))))):
        joined, left = draw(some_day), draw(some_day)
        reps.append(
            rep(
                f"员{place:02d}",
                draw(st.sampled_from(teams)),
                row=place + 2,
                code=draw(st.sampled_from(("", f"A{place:02d}"))),
                joined=joined,
                left=left,
                weight=draw(st.sampled_from(("1", "1", "0", "0.5", "1.25", "3"))),
                ramp_months=draw(st.sampled_from((0, 0, 1, 3))),
                status=draw(st.sampled_from((RepStatus.ACTIVE, RepStatus.ACTIVE, RepStatus.TO_HIRE))),
            )
        )
    return tuple(reps)


@st.composite
def choices(draw: st.DrawFn) -> Settings:
    return Settings(
        phasing=draw(st.sampled_from(PHASINGS)),
        allocation=draw(st.sampled_from((Allocation.WEIGHT, Allocation.EQUAL))),
        rounding_unit=Decimal(draw(st.sampled_from(STEPS))),
        quantity_precision=Decimal(draw(st.sampled_from(("1", "0.1", "0.001")))),
        week_start=draw(st.sampled_from((WeekStart.MONDAY, WeekStart.SUNDAY))),
    )


@st.composite
def company_books(draw: st.DrawFn) -> SalesBook:
    """One company target of any measure and the people who share it, in a financial year from any month."""
    period = draw(periods())
    measure = draw(st.sampled_from((Measure.SALES, *Measure)))
    amount = draw(AMOUNTS)
    if measure in (Measure.VISITS, Measure.NEW_CLIENTS):
        amount = amount.to_integral_value()
    chosen = replace(draw(choices()), year_start=draw(st.integers(1, 12)))
    return book([target(amount, period, measure=measure)], draw(people(period)), chosen)


@st.composite
def books_without_company_row(draw: st.DrawFn) -> SalesBook:
    """Targets for some teams and for some reps of other teams, of one period."""
    period = draw(periods())
    reps = draw(people(period, smallest=1))
    teams = {name: draw(st.booleans()) for name in sorted({each.team for each in reps} - {""})}
    targets: list[Target] = []
    for name, has_row in teams.items():
        if has_row:
            targets.append(target(draw(AMOUNTS), period, row=len(targets) + 2, level=Level.TEAM, name=name))
    for each in reps:
        if not teams.get(each.team) and draw(st.booleans()):
            targets.append(target(draw(AMOUNTS), period, row=len(targets) + 2, level=Level.REP, name=each.name))
    return book(targets, reps, draw(choices()))


@st.composite
def divisions(draw: st.DrawFn, period: Period) -> list[Period]:
    """The period cut into neighbouring parts of whole months."""
    parts: list[Period] = []
    start = period.start
    while start < period.end:
        count = draw(st.sampled_from((1, 1, 2, 3, 6)))
        part = months_from(start.year, start.month, count)
        parts.append(Period(start, min(part.end, period.end)))
        start = parts[-1].end
    return parts


def _years(period: Period) -> Period:
    """The period cut at the end of its calendar year, since parts of different years are not joined."""
    return Period(period.start, min(period.end, date(period.start.year + 1, 1, 1)))


@st.composite
def books_of_company_parts(draw: st.DrawFn) -> SalesBook:
    """A year or less typed as months, quarters or any adjoining parts of the company."""
    period = _years(draw(periods()))
    amounts = draw(st.sampled_from((AMOUNTS, st.integers(0, 12).map(Decimal), st.integers(0, 10**7).map(Decimal))))
    rows = [target(draw(amounts), part, row=row) for row, part in enumerate(draw(divisions(period)), 2)]
    return book(rows, draw(people(period)), draw(choices()))


@st.composite
def books_of_team_and_rep_parts(draw: st.DrawFn) -> SalesBook:
    """Rows of teams, and of reps of other teams, each for adjoining parts of its own or all for the same."""
    period = _years(draw(periods()))
    reps = draw(people(period, smallest=1))
    named = [(Level.TEAM, name) for name in sorted({each.team for each in reps} - {""}) if draw(st.booleans())]
    teams = {name for _, name in named}
    named += [(Level.REP, each.name) for each in reps if each.team not in teams and draw(st.booleans())]
    alike = draw(st.one_of(st.none(), divisions(period)))
    keys = [(part, *one) for one in named for part in alike or draw(divisions(period))]
    rows = [target(draw(AMOUNTS), part, row=row, level=level, name=name) for row, (part, level, name) in enumerate(keys, 2)]
    return book(rows, reps, draw(choices()))


@given(company_books())
@TRIES
def test_all_that_must_hold_of_a_company_target(given_book: SalesBook) -> None:
    found = break_down(given_book)
    (plan,) = found.plans
    assert plan.quota(0) == oracle.typed(plan)
    _assert_all(given_book, plan)


@given(books_without_company_row())
@TRIES
def test_all_that_must_hold_of_team_and_rep_targets(given_book: SalesBook) -> None:
    for plan in break_down(given_book).plans:
        assert plan.quota(0) == oracle.typed(plan)
        for row in plan.targets:
            key = f"team:{row.name}" if row.level is Level.TEAM else _key(given_book, row.name)
            (place,) = [place for place, node in enumerate(plan.nodes) if node.key == key]
            assert row.amount is not None
            assert plan.quota(place) == row.amount.value
        _assert_all(given_book, plan)


@given(books_of_company_parts())
@TRIES
def test_all_that_must_hold_of_a_period_typed_in_parts(given_book: SalesBook) -> None:
    (plan,) = break_down(given_book).plans
    assert {row.origin.row for row in plan.targets} == {row.origin.row for row in given_book.targets}
    for row in given_book.targets:
        assert row.amount is not None
        assert plan.quota(0, row.period) == row.amount.value
    assert plan.quota(0) == oracle.typed(plan)
    _assert_all(given_book, plan)
    oracle.assert_parts(plan, oracle.shares(given_book, plan))


@given(books_of_team_and_rep_parts())
@TRIES
def test_all_that_must_hold_of_team_and_rep_targets_in_parts(given_book: SalesBook) -> None:
    found = break_down(given_book)
    absent = {problem.cell for problem in found.problems if problem.rule is TARGET_FOR_ABSENT}
    for plan in found.plans:
        keys = [node.key for node in plan.nodes]
        for row in plan.targets:
            assert row.amount is not None
            assert plan.quota(keys.index(_scope(given_book, row)), row.period) == row.amount.value
        assert plan.quota(0) == oracle.typed(plan)
        _assert_all(given_book, plan)
    planned = {row.origin.cell("amount") for plan in found.plans for row in plan.targets}
    assert planned | absent == {row.origin.cell("amount") for row in given_book.targets}
    assert len(found.plans) <= 1


def _key(given_book: SalesBook, name: str) -> str:
    return next(f"rep:{each.key}" for each in given_book.reps if each.name == name)


def _assert_all(given_book: SalesBook, plan: Plan) -> None:
    table = oracle.shares(given_book, plan)
    oracle.assert_foots(plan)
    oracle.assert_in_units(plan)
    oracle.assert_floor_or_ceiling(plan, table)
    _assert_nobody_works_away(plan, given_book)
    _assert_signs(plan, given_book)


def _assert_nobody_works_away(plan: Plan, given_book: SalesBook) -> None:
    away = {f"rep:{each.key}": each for each in given_book.reps}
    for place, node in enumerate(plan.nodes):
        if node.key in away:
            for day, quota in zip(days_of(plan.period), plan.amounts[place], strict=True):
                assert not quota or _is_there(away[node.key], day)


def _is_there(each: Rep, day: date) -> bool:
    return (each.joined is None or each.joined <= day) and (each.left is None or day <= each.left)


def _assert_signs(plan: Plan, given_book: SalesBook) -> None:
    """No quota has another sign than the nearest typed target above it."""
    for period in {row.period for row in plan.targets}:
        signs = {_scope(given_book, row): row.amount.value for row in plan.targets if row.amount and row.period == period}
        first = (period.start - plan.period.start).days
        for place, node in enumerate(plan.nodes):
            above: int | None = place
            while above is not None and plan.nodes[above].key not in signs:
                above = plan.nodes[above].parent
            if above is not None:
                quotas = plan.amounts[place][first : first + period.days]
                assert all(quota * signs[plan.nodes[above].key] >= 0 for quota in quotas), node.key


def _scope(given_book: SalesBook, row: Target) -> str:
    if row.level is Level.COMPANY:
        return "company"
    return f"team:{row.name}" if row.level is Level.TEAM else _key(given_book, row.name)


@given(
    st.one_of(company_books(), books_without_company_row(), books_of_company_parts(), books_of_team_and_rep_parts()),
    st.integers(0, 11),
)
@settings(max_examples=25, deadline=None, derandomize=True)
def test_the_order_of_rows_does_not_matter(given_book: SalesBook, turn: int) -> None:
    turned = replace(given_book, reps=_turned(given_book.reps, turn), targets=_turned(given_book.targets, turn))
    first, second = break_down(given_book), break_down(turned)
    assert first.plans == second.plans
    assert sorted(map(repr, first.problems)) == sorted(map(repr, second.problems))


Row = TypeVar("Row", Rep, Target)


def _turned(rows: tuple[Row, ...], turn: int) -> tuple[Row, ...]:
    """The rows backwards, and from another one on."""
    backwards = rows[::-1]
    cut = turn % len(rows) if rows else 0
    return backwards[cut:] + backwards[:cut]


@given(company_books())
@settings(max_examples=20, deadline=None, derandomize=True)
def test_a_negative_target_is_the_positive_one_turned(given_book: SalesBook) -> None:
    (row,) = given_book.targets
    assert row.amount is not None
    opposite = replace(given_book, targets=(replace(row, amount=Amount(-row.amount.value)),))
    (plan,), (mirror,) = break_down(given_book).plans, break_down(opposite).plans
    assert plan.nodes == mirror.nodes
    assert plan.amounts == tuple(tuple(-quota for quota in quotas) for quotas in mirror.amounts)


@pytest.mark.parametrize("count", [1, 2000])
def test_one_rep_and_two_thousand_with_typed_rows_are_exact(count: int) -> None:
    """In teams of 40, some of whom join or leave; the company's year, a team's quarter above a rep's month."""
    teams = [f"第{number:02d}组" for number in range(1, max(count // 40, 1) + 1)]
    joined = {3: date(2026, 4, 15), 7: date(2026, 9, 1)}
    reps = [
        rep(f"员{place:04d}", teams[place % len(teams)], row=place + 2, joined=joined.get(place % 10), weight=1 + place % 3)
        for place in range(count)
    ]
    rows = [
        target(15_000_000),
        target(4_000_001, months_from(2026, 1, 3), row=3),
        target(90_007, months_from(2026, 1, 3), row=4, level=Level.TEAM, name=teams[0]) if count > 1 else None,
        target(1_001, months_from(2026, 2, 1), row=5, level=Level.REP, name="员0000"),
    ]
    given_book = book([row for row in rows if row], reps)
    found = break_down(given_book)
    assert [problem.rule.id for problem in found.problems if problem.severity is Severity.ERROR] == []
    (plan,) = found.plans
    oracle.assert_foots(plan)
    oracle.assert_in_units(plan)
    keys = {node.key: place for place, node in enumerate(plan.nodes)}
    for row in given_book.targets:
        assert row.amount is not None
        assert plan.quota(keys[_scope(given_book, row)], row.period) == row.amount.value
    _assert_nobody_works_away(plan, given_book)
    assert min(map(min, plan.amounts)) >= 0
