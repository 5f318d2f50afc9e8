"""A plan that was kept: days gone stay, changes move later days only, everything still foots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.books import YEAR_2026, book, named_reps, rep, target
from xlsummary.catalogue_frozen import FROZEN_CONTRADICTED, FROZEN_UNPLACED
from xlsummary.model import Cell, Level, Line, Measure, Period, Rep, SalesBook, Settings, Target, Version
from xlsummary.periods import ONE_DAY, months_from
from xlsummary.plan.breakdown import Breakdown, break_down
from xlsummary.plan.frozen import Frozen, frozen_plan, original
from xlsummary.plan.quota import FixedPoint, Plan
from xlsummary.problems import Severity

MARCH_17 = date(2026, 3, 17)
TEAMS = (rep("甲", "一组", code="A"), rep("乙", "一组", row=3, code="B"), rep("丙", "二组", row=4, code="C"))


def kept(given_book: SalesBook, on: date = date(2026, 1, 1)) -> Frozen:
    return Frozen(on=on, plans=tuple(map(frozen_plan, break_down(given_book).plans)))


def later(given_book: SalesBook, frozen: Frozen, as_of: date = MARCH_17) -> Breakdown:
    return break_down(given_book, (), None, frozen, as_of)


def only(found: Breakdown) -> Plan:
    assert [problem.rule.id for problem in found.problems if problem.severity is Severity.ERROR] == []
    (plan,) = found.plans
    return plan


def days_by_leaf(plan: Plan, until: date) -> dict[tuple[tuple[str, ...], str], tuple[Decimal, ...]]:
    """The quotas up to a day by the group and name of the leaf, without those of nothing."""
    count = (until - plan.period.start).days + 1
    found = {}
    for leaf in plan.leaves:
        node = plan.nodes[leaf]
        amounts = tuple(amount * plan.grain for amount in plan.amounts[leaf][:count])
        if any(amounts):
            found[node.path, node.name] = amounts
    return found


def assert_foots(plan: Plan) -> None:
    for place in range(len(plan.nodes)):
        children = plan.children(place)
        if children:
            assert plan.amounts[place] == tuple(map(sum, zip(*(plan.amounts[each] for each in children), strict=True)))
        for month in plan.months:
            assert sum(plan.grains(place, each.period) for each in plan.slices_in(month)) == plan.grains(place, month)


def test_without_a_change_the_plan_is_the_same() -> None:
    given = book([target(15_000_000)], TEAMS)
    plain = break_down(given)
    assert later(given, kept(given)) == plain


def test_a_rep_who_leaves_keeps_the_days_gone_and_the_others_take_the_rest() -> None:
    before = book([target(248_000)], TEAMS)
    after = book([target(248_000)], (*TEAMS[:2], replace(TEAMS[2], left=date(2026, 2, 28))))
    plan = only(later(after, kept(before)))
    assert days_by_leaf(plan, MARCH_17) == days_by_leaf(break_down(before).plans[0], MARCH_17)
    assert plan.quota(0) == 248_000
    assert plan.grains([node.key for node in plan.nodes].index("rep:C"), Period(date(2026, 3, 18), date(2027, 1, 1))) == 0
    assert_foots(plan)


def test_a_rep_who_is_no_more_in_the_book_keeps_a_column_for_the_days_gone() -> None:
    before = book([target(248_000)], TEAMS)
    plan = only(later(book([target(248_000)], TEAMS[:2]), kept(before)))
    assert [node.key for node in plan.nodes] == ["company", "team:一组", "rep:A", "rep:B", "team:二组", "rep:C"]
    assert days_by_leaf(plan, MARCH_17) == days_by_leaf(break_down(before).plans[0], MARCH_17)
    assert plan.quota(5) == plan.quota(5, Period(date(2026, 1, 1), date(2026, 3, 18))) > 16_000
    assert_foots(plan)


def test_a_rep_whose_team_was_changed_keeps_the_old_teams_days() -> None:
    before = book([target(248_000)], TEAMS)
    plan = only(later(book([target(248_000)], (TEAMS[0], replace(TEAMS[1], team="二组"), TEAMS[2])), kept(before)))
    assert [(node.key, node.path) for node in plan.nodes if node.name == "乙"] == [
        ("rep:B@一组", ("一组",)),
        ("rep:B", ("二组",)),
    ]
    assert days_by_leaf(plan, MARCH_17) == days_by_leaf(break_down(before).plans[0], MARCH_17)
    assert_foots(plan)


def test_a_transfer_in_two_rows_finds_its_days_gone_in_the_old_team() -> None:
    before = book([target(248_000)], (TEAMS[0], TEAMS[2]))
    moved = (TEAMS[0], replace(TEAMS[2], left=MARCH_17), rep("丙", "一组", row=5, code="C", joined=date(2026, 3, 18)))
    plan = only(later(book([target(248_000)], moved), kept(before)))
    assert [node.key for node in plan.nodes] == ["company", "team:一组", "rep:A", "rep:C", "team:二组", "rep:C#2"]
    assert days_by_leaf(plan, MARCH_17) == days_by_leaf(break_down(before).plans[0], MARCH_17)


def test_a_changed_target_moves_later_days_only() -> None:
    before, after = book([target(248_000)], TEAMS), book([target(447_000)], TEAMS)
    plan = only(later(after, kept(before)))
    assert plan.quota(0, Period(date(2026, 1, 1), date(2026, 3, 18))) == 49_000
    assert plan.quota(0) == 447_000
    assert plan.quota(0, months_from(2026, 4, 1)) == 42_000  # 398,000 over 199 days


def test_a_revised_target_goes_by_the_kept_first_one() -> None:
    revised = target(447_000, row=3, version=Version.REVISED)
    found = later(book([target(248_000), revised], TEAMS), kept(book([target(248_000)], TEAMS)))
    plans = {plan.line.version: plan for plan in found.plans}
    assert plans[Version.REVISED].quota(0, months_from(2026, 4, 1)) == 42_000
    assert plans[Version.REVISED].quota(0, months_from(2026, 1, 1)) == 21_000


def test_typed_rows_that_reach_beyond_the_days_gone_are_met() -> None:
    rows = [
        target(248_000),
        target(70_000, months_from(2026, 1, 3), row=3),
        target(110_000, row=4, level=Level.REP, name="甲"),
        target(30_000, months_from(2026, 1, 6), row=5, level=Level.TEAM, name="二组"),
    ]
    before, after = book([target(248_000)], TEAMS), book(rows, TEAMS)
    plan = only(later(after, kept(before)))
    assert days_by_leaf(plan, MARCH_17) == days_by_leaf(break_down(before).plans[0], MARCH_17)
    keys = [node.key for node in plan.nodes]
    assert plan.quota(0) == 248_000
    assert plan.quota(0, months_from(2026, 1, 3)) == 70_000
    assert plan.quota(keys.index("rep:A")) == 110_000
    assert plan.quota(keys.index("team:二组"), months_from(2026, 1, 6)) == 30_000
    assert_foots(plan)


def _contradicted(rows: Sequence[Target], as_of: date = MARCH_17) -> list[tuple[str, str]]:
    found = later(book(rows, TEAMS), kept(book([target(248_000)], TEAMS)), as_of)
    errors = [problem for problem in found.problems if problem.severity is Severity.ERROR]
    assert all(problem.rule is FROZEN_CONTRADICTED for problem in errors)
    return [(str(problem.cell), str(problem.words["gone"])) for problem in errors]


def test_a_target_that_days_gone_contradict_is_an_error_at_its_cell() -> None:
    """January has 21,000; 49,000 are gone by the 17th of March."""
    january = months_from(2026, 1, 1)
    assert _contradicted([target(48_999)]) == [("'目标'!B2", "49,000")]
    assert _contradicted([target(248_000), target(20_999, january, row=3)]) == [("'目标'!B3", "21,000")]
    assert _contradicted([target(248_000), target(21_000, january, row=3)]) == []
    assert _contradicted([target(49_000)]) == []


def test_after_the_last_day_the_plan_is_what_was_kept() -> None:
    before = book([target(248_000)], TEAMS)
    plan = only(later(book([target(248_000)], TEAMS[:1]), kept(before), date(2027, 3, 1)))
    assert days_by_leaf(plan, date(2026, 12, 31)) == days_by_leaf(break_down(before).plans[0], date(2026, 12, 31))
    assert plan.targets[0].amount is not None
    assert plan.targets[0].amount.value == 248_000


def test_a_fixed_quota_is_kept_beside_the_days_gone() -> None:
    given = book([target(248_000)], TEAMS)
    line = Line(measure=Measure.SALES)
    point = FixedPoint(
        line=line, node="rep:A", period=months_from(2026, 3, 1), amount=Decimal(9_000), cell=Cell("计划分解", "F9")
    )
    plan = only(break_down(given, [point], None, kept(given), MARCH_17))
    keys = [node.key for node in plan.nodes]
    assert plan.quota(keys.index("rep:A"), months_from(2026, 3, 1)) == 9_000
    assert days_by_leaf(plan, MARCH_17) == days_by_leaf(break_down(given).plans[0], MARCH_17)
    assert plan.fixed == (point,)
    over = replace(point, period=months_from(2026, 1, 1))
    found = break_down(given, [over], None, kept(given), MARCH_17)
    assert [(each.rule.id, str(each.cell)) for each in found.problems] == [(FROZEN_CONTRADICTED.id, "'计划分解'!F9")]


def test_a_book_without_people_and_one_that_has_them_since() -> None:
    before = book([target(248_000)])
    assert later(before, kept(before)).plans == break_down(before).plans
    plan = only(later(book([target(447_000)]), kept(before)))
    assert [plan.quota(0, months_from(2026, month, 1)) for month in (1, 4)] == [21_000, 42_000]
    plan = only(later(book([target(248_000)], TEAMS), kept(before)))
    assert [node.key for node in plan.nodes if node.level.value == "unassigned"] == ["unassigned"]
    assert plan.quota(0, Period(date(2026, 1, 1), date(2026, 3, 18))) == 49_000
    assert_foots(plan)


def test_a_path_that_ends_with_the_teams() -> None:
    own = Settings(path=(Level.COMPANY, Level.TEAM))
    before = book([target(248_000)], TEAMS, own)
    plan = only(later(book([target(447_000)], TEAMS, own), kept(before)))
    assert [node.key for node in plan.nodes] == ["company", "team:一组", "team:二组"]
    assert plan.quota(0, months_from(2026, 1, 1)) == 21_000
    assert_foots(plan)


def test_a_kept_plan_that_does_not_reach_back_is_told_and_not_used() -> None:
    before = book([target(62_000, months_from(2026, 4, 3))], TEAMS)
    found = later(book([target(248_000)], TEAMS), kept(before), date(2026, 5, 1))
    assert [each.rule for each in found.problems] == [FROZEN_UNPLACED]
    assert found.plans == break_down(book([target(248_000)], TEAMS)).plans
    other = Settings(path=(Level.COMPANY, Level.CHANNEL, Level.REP))
    reps = tuple(replace(each, channel="线上") for each in TEAMS)
    found = later(book([target(248_000)], reps, other), kept(book([target(248_000)], TEAMS)))
    assert [each.rule for each in found.problems] == [FROZEN_UNPLACED]


def test_quarters_that_were_kept_make_up_the_years_days() -> None:
    quarters = [target(20_000, months_from(2026, 1, 3), row=2), target(30_000, months_from(2026, 4, 3), row=3)]
    before = book(quarters, TEAMS, Settings())
    plan = only(later(book([target(248_000)], TEAMS), kept(before), date(2026, 4, 30)))
    assert plan.quota(0, months_from(2026, 1, 3)) == 20_000
    assert plan.quota(0) == 248_000


def test_the_kept_plan_is_a_plan_again() -> None:
    made = break_down(book([target(15_000_000)], TEAMS)).plans[0]
    again = original(frozen_plan(made), book(settings=Settings(company="公司")))
    assert again.amounts == made.amounts
    assert [(node.key, node.path, node.parent) for node in again.nodes] == [
        (node.key, node.path, node.parent) for node in made.nodes
    ]
    assert (again.slices, again.working_days, again.basis) == (made.slices, made.working_days, made.basis)


def _reps(random: Random, count: int) -> tuple[Rep, ...]:
    dates = [None, None, date(2026, 2, 10), date(2026, 5, 4)]
    return tuple(
        rep(
            each.name,
            random.choice(("一组", "二组")),
            row=place + 2,
            joined=random.choice(dates),
            left=random.choice([None, None, None, date(2026, 9, 30)]),
            weight=random.randint(1, 3),
        )
        for place, each in enumerate(named_reps(count))
    )


@given(seed=st.integers(0, 10**9), as_of=st.dates(date(2025, 12, 30), date(2027, 1, 2)))
@settings(max_examples=80, deadline=None)
def test_days_gone_stay_and_all_foots_whatever_people_and_targets_become(seed: int, as_of: date) -> None:
    random = Random(seed)  # noqa: S311 (a seed of the test's own)
    count = random.randint(1, 6)
    unit = random.choice(("1", "0.01", "100"))
    total = random.randint(1, 10**6) * 100
    own = Settings(rounding_unit=Decimal(unit))
    before = book([target(total)], _reps(random, count), own)
    rows = [target(total + random.choice((0, 0, 1_000, 12_345_600)))]
    after = book(rows, _reps(random, random.randint(1, 6)), own)
    frozen = kept(before)
    found = later(after, frozen, as_of)
    errors = [problem for problem in found.problems if problem.severity is Severity.ERROR]
    if as_of >= YEAR_2026.last and rows[0].amount is not None and rows[0].amount.value != total:
        assert [problem.rule for problem in errors] == [FROZEN_CONTRADICTED]
        return
    plan = only(found)
    was = original(frozen.plans[0], before)
    assert days_gone(plan, as_of) == days_gone(was, as_of)
    assert rows[0].amount is not None
    assert plan.quota(0) == rows[0].amount.value
    assert all(amount >= 0 for row in plan.amounts for amount in row)
    assert_foots(plan)


def days_gone(plan: Plan, until: date) -> object:
    return days_by_leaf(plan, min(until, plan.period.last)) if until >= plan.period.start else None


@given(seed=st.integers(0, 10**9), as_of=st.dates(date(2026, 1, 5), date(2026, 12, 30)))
@settings(max_examples=60, deadline=None)
def test_days_gone_stay_beside_typed_rows_of_teams_reps_and_quarters(seed: int, as_of: date) -> None:
    random = Random(seed)  # noqa: S311 (a seed of the test's own)
    reps = named_reps(random.randint(2, 5), ("一组", "二组"))
    total = random.randint(1, 500) * 1_000
    before = book([target(total)], reps)
    inside = [
        target(total * random.randint(10, 40) // 100, months_from(2026, 3 * random.randint(0, 3) + 1, 3), row=3),
        target(total * random.randint(10, 60) // 100, row=4, level=Level.TEAM, name="一组"),
        target(total * random.randint(1, 20) // 100, months_from(2026, 7, 6), row=5, level=Level.REP, name="员02"),
    ]
    rows = [target(total), *random.sample(inside, random.randint(1, 3))]
    found = later(book(rows, reps), kept(before), as_of)
    assume(not any(problem.severity is Severity.ERROR for problem in found.problems))
    plan = only(found)
    assert days_gone(plan, as_of) == days_gone(break_down(before).plans[0], as_of)
    keys = {node.key: place for place, node in enumerate(plan.nodes)}
    for row in rows:
        key = {Level.COMPANY: "company", Level.TEAM: f"team:{row.name}", Level.REP: f"rep:{row.name}"}[row.level]
        assert row.amount is not None
        assert plan.quota(keys[key], row.period) == row.amount.value
    assert all(amount >= 0 for row in plan.amounts for amount in row)
    assert_foots(plan)


def test_the_day_after_the_as_of_day_is_the_first_that_moves() -> None:
    before, after = book([target(248_000)], TEAMS), book([target(447_000)], TEAMS)
    plan = only(later(after, kept(before)))
    assert plan.day(0, MARCH_17) == 1_000
    assert plan.day(0, MARCH_17 + ONE_DAY) == 2_000
