"""Targets that lie in or cross one another: every one met exactly, or told why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.books import YEAR_2026, book, named_reps, rep, target
from xlsummary.model import Lang, Level, Period, Rep, SalesBook, Target
from xlsummary.periods import months_from
from xlsummary.plan.breakdown import Breakdown, break_down
from xlsummary.plan.quota import Plan
from xlsummary.problems import Severity

TWO_TEAMS = named_reps(4, ("一组", "二组"))
Key = tuple[Level, str, int, int]
"""Level, name, first month and number of months of a typed row."""

SPANS = ((1, 12), (1, 6), (7, 6), (1, 3), (4, 3), (7, 3), (10, 3), *((month, 1) for month in range(1, 13)))


def _months(first: int, count: int = 1) -> Period:
    return months_from(2026, first, count)


def _team(amount: int, period: Period = YEAR_2026, row: int = 3, name: str = "一组") -> Target:
    return target(amount, period, row=row, level=Level.TEAM, name=name)


def _rep(amount: int, period: Period = YEAR_2026, row: int = 3, name: str = "员01") -> Target:
    return target(amount, period, row=row, level=Level.REP, name=name)


def _plan(rows: Sequence[Target], reps: Sequence[Rep] = TWO_TEAMS) -> Plan:
    found = break_down(book(rows, reps))
    assert [problem.rule.id for problem in found.problems if problem.severity is Severity.ERROR] == []
    (plan,) = found.plans
    return plan


def _quotas(plan: Plan, key: str) -> list[int]:
    (place,) = [place for place, node in enumerate(plan.nodes) if node.key == key]
    return [int(plan.quota(place, month)) for month in plan.months]


def _told(found: Breakdown) -> list[tuple[str, str, str]]:
    return [(each.rule.id, str(each.cell and each.cell.ref), each.message(Lang.ZH)) for each in found.problems]


def test_an_untyped_month_takes_its_phase_of_what_is_left() -> None:
    """900 over the 226 working days of 2026 without March's 22."""
    plan = _plan([target(1200), target(300, _months(3), row=3)])
    days = [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]
    found = _quotas(plan, "company")
    assert (sum(found), found[2]) == (1200, 300)
    assert all(abs(number - 900 * worked / 226) < 1 for number, worked in zip(found, days, strict=True) if number != 300)


def test_the_others_share_what_a_typed_team_and_a_typed_rep_leave() -> None:
    plan = _plan([target(1200), _team(700), _rep(400, row=4)])
    assert {node.key: int(plan.quota(place)) for place, node in enumerate(plan.nodes)} == {
        "company": 1200,
        "team:一组": 700,
        "rep:员01": 400,
        "rep:员03": 300,
        "team:二组": 500,
        "rep:员02": 250,
        "rep:员04": 250,
    }


def test_a_month_is_at_least_what_is_typed_inside_it() -> None:
    """The rest of the year is spread as if the typed cell were not there: 900 over four reps of 248 days but one cell."""
    plan = _plan([target(1200), _rep(300, _months(2))])
    assert _quotas(plan, "rep:员01")[1] == 300
    assert _quotas(plan, "rep:员02")[1] in (14, 15)
    assert _quotas(plan, "company")[1] in (344, 345)


def test_rows_that_cross_are_both_met() -> None:
    """A team's quarter and the company's months; a rep's year and the company's quarter."""
    plan = _plan([target(1200), _team(240, _months(1, 3)), target(90, _months(1), row=4), _rep(360, row=5)])
    assert sum(_quotas(plan, "team:一组")[:3]) == 240
    assert _quotas(plan, "company")[0] == 90
    assert sum(_quotas(plan, "rep:员01")) == 360


def test_without_a_row_for_all_the_whole_is_what_the_rows_make_together() -> None:
    """员01's first quarter lies in the company's; the rest of the year is 员01's alone."""
    plan = _plan([target(100, _months(1, 3)), _rep(50)])
    own, company = _quotas(plan, "rep:员01"), _quotas(plan, "company")
    assert (sum(own), sum(company[:3])) == (50, 100)
    assert own[3:] == company[3:]
    assert 0 < sum(own[:3]) < 50


def test_a_row_of_0_gives_0_and_a_negative_one_stays_inside() -> None:
    plan = _plan([target(1200), target(0, _months(5), row=3), _rep(-30, _months(6), row=4)])
    assert _quotas(plan, "company")[4] == 0
    own, other = _quotas(plan, "rep:员01"), _quotas(plan, "rep:员02")
    assert (own[5], min(own[:5] + own[6:]), min(other)) == (-30, 0, 0)
    assert sum(_quotas(plan, "company")) == 1200


def test_groups_of_a_book_without_people_stand_inside_the_company() -> None:
    plan = _plan([target(1200), _team(700, row=3), _team(300, row=4, name="二组")], ())
    assert {node.key: int(plan.quota(place)) for place, node in enumerate(plan.nodes)} == {
        "company": 1200,
        "team:一组": 700,
        "team:二组": 300,
        "unassigned": 200,
    }


def test_a_team_with_nobody_there_keeps_its_typed_month_as_unassigned() -> None:
    reps = [rep("甲", "一组", joined=date(2026, 7, 1)), rep("乙", "二组", row=3)]
    found = break_down(book([target(1200), _team(60, _months(3))], reps))
    (plan,) = found.plans
    assert _quotas(plan, "unassigned:一组") == [0, 0, 60, *[0] * 9]
    assert [rule for rule, _, _ in _told(found)] == ["unassigned-quota"]


@pytest.mark.parametrize(
    ("rows", "rule", "message"),
    [
        (
            [target(1200), _team(700), _team(501, row=4, name="二组")],
            "typed-not-the-sum",
            "这里是 1,200，其中的各行（'目标'!B3、'目标'!B4）合计 1,201，相差 1",
        ),
        (
            [target(1200), target(1300, _months(2), row=3)],
            "typed-too-much-inside",
            "这里是 1,200，其中的各行（'目标'!B3）已合计 1,300，超出 100，其余的人和月份没有可分的了",
        ),
        (
            [target(1200), target(500, _months(1, 6), row=3), target(600, _months(7, 6), row=4)],
            "typed-not-the-sum",
            "这里是 1,200，其中的各行（'目标'!B3、'目标'!B4）合计 1,100，相差 100",
        ),
        (
            [target(5, _months(1)), _team(6, _months(1))],
            "typed-too-much-inside",
            "这里是 5，其中的各行（'目标'!B3）已合计 6，超出 1，其余的人和月份没有可分的了",
        ),
        (
            [_team(100, row=2), _rep(60), _rep(30, row=4, name="员03")],
            "typed-not-the-sum",
            "这里是 100，其中的各行（'目标'!B3、'目标'!B4）合计 90，相差 10",
        ),
    ],
)
def test_rows_that_contradict_each_other_are_an_error_with_both_sums(rows: list[Target], rule: str, message: str) -> None:
    found = break_down(book(rows, TWO_TEAMS))
    assert found.plans == ()
    assert _told(found) == [(rule, "B2", message)]


def test_a_rest_for_which_nobody_is_there_is_an_error() -> None:
    """乙 weighs 0 and so takes nothing of what 甲's row leaves."""
    reps = [rep("甲", "一组"), rep("乙", "一组", row=3, weight="0")]
    found = break_down(book([_team(100, row=2), _rep(60, row=3, name="甲")], reps))
    assert [(rule, cell) for rule, cell, _ in _told(found)] == [("typed-rest-for-nobody", "B2")]


def test_rows_that_cross_and_cannot_all_be_met_are_an_error() -> None:
    """员01 and 员02 make up the company: 60 + 60, but their Januaries alone are 130."""
    reps = named_reps(2)
    rows = [target(120), _rep(60), target(110, _months(1), row=4), _rep(70, _months(2, 11), row=5, name="员02")]
    found = break_down(book(rows, reps))
    assert found.plans == ()
    assert [rule for rule, _, _ in _told(found)] in (["typed-contradiction"], ["typed-too-much-inside"])


QUARTERS = [target(200, _months(1 + 3 * place, 3), row=2 + place) for place in range(4)]
TWO_BESIDE_QUARTERS = (
    "这里的 401 与 '目标'!B2、'目标'!B3、'目标'!B4、'目标'!B5、'目标'!B21 不能同时满足：'目标'!B20、'目标'!B21 合计 801，"
    "所指的人和月份都在 '目标'!B2、'目标'!B3、'目标'!B4、'目标'!B5 之内，而后者合计 800，相差 1"
)


def test_one_yuan_too_much_across_quarters_and_years_is_told_with_both_sums() -> None:
    rows = [*QUARTERS, _rep(401, row=20), _rep(400, row=21, name="员02")]
    found = break_down(book(rows, named_reps(2)))
    assert (found.plans, _told(found)) == ((), [("typed-contradiction", "B20", TWO_BESIDE_QUARTERS)])


@pytest.mark.parametrize("count", [5, 50])
def test_one_yuan_too_much_across_months_and_years_is_told_however_large_the_amounts(count: int) -> None:
    months = [target(count * 250_000, _months(month), row=1 + month) for month in range(1, 13)]
    years = [_rep(3_000_000 + (place == count), row=19 + place, name=f"员{place:02d}") for place in range(1, count + 1)]
    found = break_down(book([*months, *years], named_reps(count)))
    ((rule, _, message),) = _told(found)
    assert rule == "typed-contradiction"
    assert f"合计 {3_000_000 * count + 1:,}，" in message
    assert message.endswith(f"之内，而后者合计 {3_000_000 * count:,}，相差 1")
    years[-1] = _rep(3_000_000, row=19 + count, name=f"员{count:02d}")
    (plan,) = break_down(book([*months, *years], named_reps(count))).plans
    assert _quotas(plan, "company") == [count * 250_000] * 12


def test_only_rows_that_contradict_each_other_are_named() -> None:
    """员03 has 0 all year, which stands together with all else."""
    rows = [*QUARTERS, _rep(401, row=20), _rep(400, row=21, name="员02"), _rep(0, row=22, name="员03")]
    found = break_down(book(rows, [*named_reps(3)]))
    assert "B22" not in _told(found)[0][2]


# Whatever is typed ----------------------------------------------------------------------------


def books_with_numbers_behind() -> st.SearchStrategy[SalesBook]:
    return st.randoms(use_true_random=False).map(_drawn)


def _drawn(chance: Random) -> SalesBook:
    """Rows of the company, teams and reps over any months, all read off one table of whole numbers, so that they fit."""
    teams = chance.choice([("一组",), ("一组", "二组"), ("一组", "二组", "三组")])
    reps, there = [], []
    for number in range(chance.randint(1, 7)):
        first = chance.choice([1, 1, 1, chance.randint(1, 12)])
        last = chance.choice([12, 12, chance.randint(first, 12)])
        joined = None if first == 1 else date(2026, first, 1)
        left = None if last == 12 else _months(last).last
        weight = chance.choice(["1", "1", "2", "0.5"])
        reps.append(rep(f"员{number:02d}", chance.choice(teams), row=number + 2, joined=joined, left=left, weight=weight))
        there.append(range(first, last + 1))
    largest = chance.choice([1, 3, 30, 10**6])
    table = [[chance.randint(0, largest) if month in own else 0 for month in range(1, 13)] for own in there]
    keys = [(Level.COMPANY, "", 1, 12)] if chance.random() < 0.8 else []
    for _ in range(chance.randint(1, chance.choice([3, 8, 20]))):
        who = chance.choice(
            [(Level.COMPANY, ""), (Level.TEAM, chance.choice(reps).team), (Level.REP, chance.choice(reps).name)]
        )
        keys.append((*who, *chance.choice(SPANS)))
    rows = [_typed(key, reps, there, table, row) for row, key in enumerate(dict.fromkeys(keys), 2)]
    return book([each for each in rows if each is not None], reps)


def _typed(key: Key, reps: Sequence[Rep], there: Sequence[range], table: Sequence[Sequence[int]], row: int) -> Target | None:
    """The row of a key with the table's sum; None for a rep who is not there in its months."""
    level, name, first, count = key
    own = [place for place, each in enumerate(reps) if name in ("", each.team if level is Level.TEAM else each.name)]
    if level is Level.REP and not {*there[own[0]]} & {*range(first, first + count)}:
        return None
    total = sum(table[place][month - 1] for place in own for month in range(first, first + count))
    return target(total, _months(first, count), row=row, level=level, name=name)


@given(books_with_numbers_behind())
@settings(max_examples=250, deadline=None, derandomize=True)
def test_every_typed_row_is_met_whatever_else_is_typed(given_book: SalesBook) -> None:
    found = break_down(given_book)
    assert [problem.rule.id for problem in found.problems if problem.severity is Severity.ERROR] == []
    met = 0
    for plan in found.plans:
        _assert_sound(given_book, plan)
        met += len(plan.targets) + len(plan.inside)
    assert met == len(given_book.targets)


def _assert_sound(given_book: SalesBook, plan: Plan) -> None:
    places = {node.key: place for place, node in enumerate(plan.nodes)}
    for row in (*plan.targets, *plan.inside):
        assert row.amount is not None
        place = places.get("company" if row.level is Level.COMPANY else f"{row.level.value}:{row.name}")
        assert (plan.quota(place, row.period) if place is not None else Decimal(0)) == row.amount.value
    reps = {each.name: each for each in given_book.reps}
    for place, node in enumerate(plan.nodes):
        below = plan.children(place)
        if below:
            assert [sum(day) for day in zip(*(plan.amounts[child] for child in below), strict=True)] == [*plan.amounts[place]]
        assert min(plan.amounts[place]) >= 0
        if node.name in reps:
            own = reps[node.name]
            for day, amount in enumerate(plan.amounts[place]):
                when = date.fromordinal(plan.period.start.toordinal() + day)
                assert not amount or ((own.joined or when) <= when <= (own.left or when))


@given(books_with_numbers_behind(), st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None, derandomize=True)
def test_the_order_of_nested_rows_does_not_matter(given_book: SalesBook, chance: Random) -> None:
    rows = [*given_book.targets]
    chance.shuffle(rows)
    again = break_down(replace(given_book, targets=tuple(rows))).plans
    assert [plan.amounts for plan in again] == [plan.amounts for plan in break_down(given_book).plans]
