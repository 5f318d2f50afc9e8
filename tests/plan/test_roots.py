"""Which typed targets make plans, and what is said about the others."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.books import YEAR_2026, actuals_of, book, named_reps, rep, target
from xlsummary.catalogue import RULES
from xlsummary.model import Lang, Level, Measure, Period, RepStatus, Settings, Source, Tier, Version
from xlsummary.periods import months_from
from xlsummary.plan.breakdown import Breakdown, break_down
from xlsummary.problems import Severity

HALF_YEAR, MARCH = months_from(2026, 1, 6), months_from(2026, 3, 1)


def _told(found: Breakdown) -> list[tuple[str, str | None]]:
    return [(problem.rule.id, problem.cell.ref if problem.cell else None) for problem in found.problems]


def test_two_rows_of_one_key_are_an_error_that_names_both() -> None:
    found = break_down(book([target(1000), target(2000, row=7)]))
    (problem,) = found.problems
    assert (problem.rule.id, str(problem.cell)) == ("duplicate-target", "'目标'!B7")
    assert "'目标'!B2" in problem.message(Lang.ZH)


def test_lines_are_kept_apart() -> None:
    rows = [
        target(100),
        target(200, row=3, tier=Tier.STRETCH),
        target(300, row=4, source=Source.OWN),
        target(400, row=5, version=Version.REVISED),
        target(500, row=6, measure=Measure.COLLECTIONS),
    ]
    found = break_down(book(rows))
    assert found.problems == ()
    assert [int(plan.quota(0)) for plan in found.plans] == [400, 100, 200, 300, 500]


@pytest.mark.parametrize("count", [1, 2, 3, 6])
def test_a_year_typed_in_parts_is_one_plan_of_their_sum(count: int) -> None:
    starts = range(13 - count, 0, -count)
    found = break_down(book([target(start, months_from(2026, start, count), row=start + 1) for start in starts], named_reps(3)))
    (plan,) = found.plans
    assert found.problems == ()
    assert plan.period == YEAR_2026
    assert plan.quota(0) == sum(starts)
    assert [row.period.start.month for row in plan.targets] == sorted(starts)
    assert [plan.quota(0, row.period) for row in plan.targets] == sorted(starts)


def test_a_reps_quarters_and_year_are_floors_or_ceilings_though_quarters_are_typed() -> None:
    """Each rep's quarter is one and a third: rounded quarter by quarter, one rep could gain every time."""
    rows = [target(4, months_from(2026, month, 3), row=month + 1) for month in (1, 4, 7, 10)]
    (plan,) = break_down(book(rows, named_reps(3))).plans
    assert sorted(int(plan.quota(place)) for place in (1, 2, 3)) == [5, 5, 6]
    for row in plan.targets:
        assert sorted(int(plan.quota(place, row.period)) for place in (1, 2, 3)) == [1, 1, 2]


def test_parts_with_a_gap_between_and_years_stay_plans_of_their_own() -> None:
    periods = [months_from(2025, 10, 3), months_from(2026, 1, 3), months_from(2026, 4, 1), months_from(2026, 6, 1)]
    rows = [target(10 + row, period, row=row) for row, period in enumerate(periods, 2)]
    found = break_down(book(rows))
    assert [(plan.period, int(plan.quota(0))) for plan in found.plans] == [
        (months_from(2025, 10, 3), 12),
        (months_from(2026, 1, 4), 27),
        (months_from(2026, 6, 1), 15),
    ]
    plan, *_ = break_down(book(rows, settings=Settings(year_start=4))).plans
    assert plan.period == months_from(2025, 10, 6), "from October to March lies in the financial year from April 2025"
    assert plan.quota(0) == 25


def test_rows_of_teams_in_quarters_are_one_plan_and_each_is_as_typed() -> None:
    rows = [
        target(amount, months_from(2026, month, 3), row=row, level=Level.TEAM, name=name)
        for row, (name, month, amount) in enumerate([("一组", 1, 10), ("二组", 1, 7), ("一组", 4, 5), ("二组", 4, 0)], 2)
    ]
    (plan,) = break_down(book(rows, named_reps(5, ("一组", "二组")))).plans
    keys = [node.key for node in plan.nodes]
    assert keys == ["company", "team:一组", "rep:员01", "rep:员03", "rep:员05", "team:二组", "rep:员02", "rep:员04"]
    for row in plan.targets:
        assert row.amount is not None
        assert plan.quota(keys.index(f"team:{row.name}"), row.period) == row.amount.value
    assert plan.quota(0) == 22


def test_a_teams_quarters_stay_as_typed_where_the_months_alone_would_round_both_units_into_the_first() -> None:
    rows = [target(1, months_from(2026, month, 3), row=month + 1, level=Level.TEAM, name="一组") for month in (1, 4)]
    (plan,) = break_down(book(rows, named_reps(2, ("一组",)))).plans
    assert [int(plan.quota(0, row.period)) for row in plan.targets] == [1, 1]


def test_rows_of_one_rep_in_quarters_and_of_another_for_the_half_have_one_column_each() -> None:
    quarters = [target(4 + month, months_from(2026, month, 3), row=month, level=Level.REP, name="员01") for month in (1, 4)]
    (plan,) = break_down(book([*quarters, target(50, HALF_YEAR, row=9, level=Level.REP, name="员02")], named_reps(2))).plans
    assert [node.key for node in plan.nodes] == ["company", "rep:员01", "rep:员02"]
    assert [int(plan.quota(1, row.period)) for row in quarters] == [5, 8]
    assert plan.quota(2) == 50


def test_adjoining_rows_for_different_names_are_plans_of_their_own() -> None:
    rows = [target(5, MARCH, level=Level.REP, name="员01"), target(6, months_from(2026, 4, 1), row=3)]
    assert [int(plan.quota(0)) for plan in break_down(book(rows, named_reps(2))).plans] == [5, 6]


def test_parts_may_differ_in_sign() -> None:
    rows = [target(-100, MARCH), target(40, months_from(2026, 4, 1), row=3), target(0, months_from(2026, 5, 1), row=4)]
    (plan,) = break_down(book(rows, named_reps(3))).plans
    assert [int(plan.quota(0, month)) for month in plan.months] == [-100, 40, 0]


def test_rows_for_reps_alone_add_up_to_the_company() -> None:
    rows = [target(100, level=Level.REP, name="员02"), target(50, HALF_YEAR, row=3, level=Level.REP, name="员01")]
    found = break_down(book(rows, named_reps(3, ("一组", "二组"))))
    (plan,) = found.plans
    assert plan.period == YEAR_2026
    totals = {node.key: int(plan.quota(place)) for place, node in enumerate(plan.nodes)}
    assert totals == {"company": 150, "team:一组": 50, "rep:员01": 50, "team:二组": 100, "rep:员02": 100}
    assert plan.quota(2, months_from(2026, 7, 6)) == 0


def test_targets_off_the_path_are_only_noted() -> None:
    rows = [
        target(100),
        target(40, row=3, level=Level.PRODUCT, name="乳胶漆"),
        target(60, row=4, level=Level.MARKET, name="华东"),
    ]
    found = break_down(book(rows, named_reps(2)))
    assert _told(found) == [("off-path-target", "E4"), ("off-path-target", "E3")]
    assert {problem.severity for problem in found.problems} == {Severity.NOTE}
    (plan,) = found.plans
    assert plan.quota(0) == 100


def test_placeholders_and_broken_months_are_left_to_others() -> None:
    odd = Period(MARCH.start, months_from(2026, 3, 2).last)
    assert break_down(book([target(None), target(5, odd, row=3)])) == Breakdown((), ())


def test_half_a_visit_cannot_be_broken_down() -> None:
    found = break_down(book([target("12.5", measure=Measure.VISITS)]))
    assert found.plans == ()
    assert _told(found) == [("target-too-fine", "B2")]
    assert found.problems[0].message(Lang.ZH) == "拜访目标 12.5 不是 1 的整数倍，无法分解"


def test_a_target_for_somebody_never_there_is_an_error() -> None:
    reps = [rep("甲", left=MARCH.start), rep("乙", status=RepStatus.TO_HIRE, row=3)]
    late = months_from(2026, 7, 6)
    rows = [target(5, late, level=Level.REP, name="甲"), target(6, late, row=3, level=Level.REP, name="乙")]
    found = break_down(book(rows, reps))
    assert found.plans == ()
    assert _told(found) == [("undated-hire", "D3"), ("target-for-absent", "B3"), ("target-for-absent", "B2")]


def test_without_a_sheet_of_people_those_named_in_rows_share() -> None:
    given = book([target(1000)], actuals=actuals_of(["张三", "李四", "王五", "张三", ""]))
    found = break_down(given)
    (plan,) = found.plans
    assert [node.name for node in plan.nodes] == ["公司", "张三", "李四", "王五"]
    assert _told(found) == [("reps-from-rows", None)]


def test_a_rep_without_a_team_stands_apart_only_when_others_have_one() -> None:
    found = break_down(book([target(1000)], [rep("甲", "一组"), rep("乙", row=3)]))
    (plan,) = found.plans
    assert [node.key for node in plan.nodes] == ["company", "team:一组", "rep:甲", "team:未分组", "rep:乙"]
    assert _told(found) == [("ungrouped-rep", "B3")]
    assert _told(break_down(book([target(1000)], [rep("甲"), rep("乙", row=3)]))) == []


def test_a_hire_without_a_joining_date_is_warned_of_and_gets_nothing() -> None:
    found = break_down(book([target(1000)], [rep("甲"), rep("乙", status=RepStatus.TO_HIRE, row=3)]))
    (plan,) = found.plans
    assert [node.name for node in plan.nodes] == ["公司", "甲"]
    assert _told(found) == [("undated-hire", "D3")]


def test_an_estimated_year_is_noted_once() -> None:
    rows = [target(1000, months_from(2027, 1, 12)), target(9, months_from(2027, 1, 12), row=3, tier=Tier.STRETCH)]
    found = break_down(book(rows))
    (note,) = found.problems
    assert note.rule.id == "estimated-calendar"
    assert note.message(Lang.ZH).startswith("2027年的放假安排尚未公布")
    assert len(found.plans) == 2


def test_years_before_the_programs_calendar_are_not_said_to_be_still_to_be_announced() -> None:
    rows = [target(1000, months_from(year, 1, 12), row=row) for row, year in enumerate((1950, 2000, 2004), 2)]
    (note,) = break_down(book(rows)).problems
    assert note.rule.id == "unknown-calendar"
    assert note.message(Lang.ZH) == "程序里没有1950年、2000年的官方放假安排（只有 2004 年起的），工作日按法定节假日推定"
    assert note.message(Lang.EN) == (
        "the program does not know the official arrangement of 1950, 2000 (only 2004 on); "
        "working days are estimated from the statutory holidays"
    )


def test_a_country_without_a_known_calendar_is_said_so() -> None:
    (note,) = break_down(book([target(1000)], settings=Settings(country="XX"))).problems
    assert note.message(Lang.ZH) == "程序里没有 XX 2026年的公众假日，工作日按周一至周五推定"


@pytest.mark.parametrize(("level", "name"), [(Level.TEAM, "三组"), (Level.REP, "员09")])
def test_a_name_nobody_has_is_left_to_the_check_whatever_stands_around_it(level: Level, name: str) -> None:
    rows = [target(1000), target(500, row=3, level=level, name=name), target(5, MARCH, row=4, level=level, name=name)]
    found = break_down(book(rows, named_reps(2, ("一组", "二组"))))
    assert found.problems == ()
    (plan,) = found.plans
    assert [node.name for node in plan.nodes] == ["公司", "一组", "员01", "二组", "员02"]


def test_people_whose_sheet_could_not_be_read_are_not_said_to_be_missing() -> None:
    given = book([target(1000)], actuals=actuals_of(["张三"]))
    assert _told(break_down(given)) == [("reps-from-rows", None)]
    assert _told(break_down(replace(given, unread=frozenset({"reps"})))) == []


def test_an_amount_of_nothing_is_a_plan_of_nothing() -> None:
    found = break_down(book([target(0)], [rep("甲", joined=MARCH.start)]))
    (plan,) = found.plans
    assert found.problems == ()
    assert {quota for row in plan.amounts for quota in row} == {0}
    assert plan.unit == Decimal(1)


def test_every_rule_of_the_plan_reads_well_in_both_languages() -> None:
    """Each problem that the books of this page bring fills all the words of its rule."""
    given = book([target("0.5"), target(1, row=3)], [rep("甲", "一组", joined=MARCH.start), rep("乙", row=3)])
    for problem in break_down(given).problems:
        for lang in Lang:
            assert "{" not in problem.message(lang) + problem.hint(lang)
        assert problem.rule in RULES
