"""An answer is found wherever one exists, and a contradiction is told only where none does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.plan import oracle
from tests.plan.drawn import crossing_rows, with_edits
from xlsummary.catalogue_typed import NOT_THE_SUM, REST_FOR_NOBODY, TOO_MUCH_INSIDE
from xlsummary.model import Amount, Lang, Level, SalesBook, Target, Text
from xlsummary.plan.breakdown import Breakdown, break_down
from xlsummary.plan.quota import NodeLevel
from xlsummary.plan.searching import searched
from xlsummary.problems import Severity

DRAWN = st.builds(crossing_rows, st.randoms(use_true_random=False), st.sampled_from((1, 1, 2, 9)))
SMALLEST = st.builds(crossing_rows, st.randoms(use_true_random=False), st.sampled_from((1, 2)), st.just(3))


def _errors(found: Breakdown) -> list[str]:
    return [problem.rule.id for problem in found.problems if problem.severity is Severity.ERROR]


def _assert_met(given_book: SalesBook, found: Breakdown) -> None:
    (plan,) = found.plans
    oracle.assert_foots(plan)
    oracle.assert_in_units(plan)
    places = {node.key: place for place, node in enumerate(plan.nodes)}
    for row in given_book.targets:
        assert row.amount is not None
        key = "company" if row.level is Level.COMPANY else f"{row.level.value}:{row.name}"
        assert (plan.quota(places[key], row.period) if key in places else Decimal(0)) == row.amount.value
    assert min(min(amounts) for amounts in plan.amounts) >= 0


@given(DRAWN)
@settings(max_examples=150, deadline=None, derandomize=True)
def test_team_quarters_company_months_and_reps_of_small_numbers_are_met(given_book: SalesBook) -> None:
    found = break_down(given_book)
    assert _errors(found) == []
    _assert_met(given_book, found)


@given(SMALLEST, st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_one_wrong_row_is_told_exactly_where_no_whole_numbers_exist(given_book: SalesBook, chance: Random) -> None:
    """Whether they exist is found out by trying all."""
    wrong = chance.randrange(len(given_book.targets))
    rows = [
        replace(row, amount=Amount(row.amount.value + chance.choice((1, 1, 2, -1)))) if place == wrong and row.amount else row
        for place, row in enumerate(given_book.targets)
    ]
    if any(row.amount and row.amount.value < 0 for row in rows):
        return
    changed = replace(given_book, targets=tuple(rows))
    found = break_down(changed)
    if _errors(found):
        assert not exist(changed)
        return
    _assert_met(changed, found)
    is_all_for_somebody = not any(node.level is NodeLevel.UNASSIGNED for plan in found.plans for node in plan.nodes)
    assert exist(changed) or not is_all_for_somebody


def exist(given_book: SalesBook) -> bool:
    """True where whole numbers from 0 up meet all rows: every number is tried for every rep and month, one after another."""
    cells = [
        (place, month)
        for month in range(1, 13)
        for place, each in enumerate(given_book.reps)
        if (each.joined or date(2026, 1, 1)) < date(2026, month, 28)
        and (each.left or date(2026, 12, 31)) >= date(2026, month, 1)
    ]
    rows = [
        ({number for number, cell in enumerate(cells) if _is_in(given_book, row, *cell)}, row) for row in given_book.targets
    ]
    left = [int(row.amount.value) if row.amount else 0 for _, row in rows]
    inside = [[place for place, (own, _) in enumerate(rows) if number in own] for number in range(len(cells))]
    ends = [max(own, default=-1) for own, _ in rows]
    return _can_go_on(0, left, inside, ends, {})


def _can_go_on(
    number: int,
    left: list[int],
    inside: Sequence[Sequence[int]],
    ends: Sequence[int],
    known: dict[tuple[int, ...], bool],
) -> bool:
    if any(rest and end < number for rest, end in zip(left, ends, strict=True)):
        return False
    if number == len(inside):
        return not any(left)
    state = (number, *left)
    if state not in known:
        most = min((left[place] for place in inside[number]), default=0)
        known[state] = any(
            _can_go_on(number + 1, _less(left, inside[number], amount), inside, ends, known) for amount in range(most + 1)
        )
    return known[state]


def _less(left: Sequence[int], places: Sequence[int], amount: int) -> list[int]:
    return [rest - amount if place in places else rest for place, rest in enumerate(left)]


def _is_in(given_book: SalesBook, row: Target, place: int, month: int) -> bool:
    each = given_book.reps[place]
    is_for = row.level is Level.COMPANY or row.name == (each.team if row.level is Level.TEAM else each.name)
    return is_for and row.period.start.month <= month <= row.period.last.month


@pytest.mark.parametrize("largest", [1, 2, 9])
def test_quotas_changed_for_months_weeks_and_days_are_all_met(largest: int) -> None:
    chance = Random(largest)  # noqa: S311 (books by chance, the same each time)
    tried = 0
    while tried < 60:
        given_book, points = with_edits(chance, largest)
        (row,) = given_book.targets
        if row.amount is None or not row.amount.value:
            continue
        tried += 1
        found = break_down(given_book, points)
        assert _errors(found) == [], (tried, row, points)
        _assert_met(given_book, found)
        (plan,) = found.plans
        places = {node.key: place for place, node in enumerate(plan.nodes)}
        for point in points:
            assert (plan.quota(places[point.node], point.period) if point.node in places else 0) == point.amount
        assert {*points} == {*plan.fixed}


def _number(words: str | Text) -> Decimal:
    return Decimal(str(words).replace(",", ""))


@pytest.mark.parametrize("largest", [1, 2, 9])
def test_negative_quotas_are_the_positive_ones_turned_and_faults_are_told_with_true_sums(largest: int) -> None:
    """The second book's first rep weighs 0, so that some changed quotas have nobody to take the rest."""
    chance = Random(largest)  # noqa: S311 (books by chance, the same each time)
    for _ in range(40):
        given_book, points = with_edits(chance, largest)
        (row,) = given_book.targets
        if row.amount is None or not row.amount.value:
            continue
        turned = replace(given_book, targets=(replace(row, amount=Amount(-row.amount.value)),))
        (plan,) = break_down(given_book, points).plans
        (mirror,) = break_down(turned, [replace(point, amount=-point.amount) for point in points]).plans
        assert mirror.amounts == tuple(tuple(-quota for quota in quotas) for quotas in plan.amounts)
        first, *others = given_book.reps
        found = break_down(replace(given_book, reps=(replace(first, weight=Decimal(0)), *others)), points)
        for problem in found.problems:
            if problem.rule in (NOT_THE_SUM, TOO_MUCH_INSIDE, REST_FOR_NOBODY):
                amount, total, difference = (_number(problem.words[name]) for name in ("amount", "sum", "difference"))
                assert abs(amount - total) == difference, problem.message(Lang.ZH)


def test_the_search_ends_where_no_whole_numbers_exist() -> None:
    """Three sums of two in a ring: halves of 1, and no whole numbers."""
    ring = [([(0, 1), (1, 1)], 1), ([(1, 1), (2, 1)], 1), ([(0, 1), (2, 1)], 1)]
    assert searched([0.5, 0.5, 0.5], ring) is None
    assert searched([1.0, 1.0, 1.0], [(terms, 2) for terms, _ in ring]) == [1, 1, 1]


def test_the_search_stays_near_what_is_wanted() -> None:
    assert searched([7.2, 1.9, 0.9], [([(0, 1), (1, 1), (2, 1)], 10)]) == [7, 2, 1]


def test_the_search_counts_units_and_negative_parts() -> None:
    """The first less the second is 300, and whole units of 100."""
    found = searched([350.0, 50.0, 3.0], [([(0, 1), (1, -1)], 300), ([(0, 1), (1, -1), (2, -100)], 0)])
    assert found is not None
    assert (found[0] - found[1], found[2]) == (300, 3)
