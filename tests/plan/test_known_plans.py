"""Plans whose figures are known."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.books import YEAR_2026, book, day_off, day_on, named_reps, rep, target
from tests.plan import oracle
from xlsummary.catalogue import HEAVY_MONTH, NO_WORKING_DAYS, UNASSIGNED_QUOTA
from xlsummary.model import Lang, Level, Measure, Phasing, RepStatus, SalesBook, Settings
from xlsummary.periods import days_of, months_from
from xlsummary.plan.breakdown import break_down
from xlsummary.plan.quota import NodeLevel, Plan

FIFTEEN_MILLION = 15_000_000
FEBRUARY = months_from(2026, 2, 1)


def _plan(given: SalesBook) -> Plan:
    (plan,) = break_down(given).plans
    return plan


def _total(plan: Plan, key: str) -> Decimal:
    return plan.quota([node.key for node in plan.nodes].index(key))


def test_fifteen_million_over_fifteen_reps_leaves_no_difference() -> None:
    given = book([target(FIFTEEN_MILLION)], named_reps(15, ("一组", "二组")))
    plan = _plan(given)
    oracle.assert_foots(plan)
    assert plan.quota(0) == FIFTEEN_MILLION
    assert plan.quota(0, FEBRUARY) == 967_742
    assert plan.working_day_count(YEAR_2026) == 248
    assert {_total(plan, node.key) for node in plan.nodes if node.level is NodeLevel.REP} == {1_000_000}
    assert break_down(given).problems == ()


def test_february_to_the_fen() -> None:
    plan = _plan(book([target(FIFTEEN_MILLION)], named_reps(15), Settings(rounding_unit=Decimal("0.01"))))
    assert plan.quota(0, FEBRUARY) == Decimal("967741.94")
    assert plan.grain == Decimal("0.01")


def test_company_months_are_at_their_largest_remainder() -> None:
    plan = _plan(book([target(FIFTEEN_MILLION)], named_reps(15)))
    days = [plan.working_day_count(month) for month in plan.months]
    exact = [Fraction(FIFTEEN_MILLION * count, 248) for count in days]
    cut = [int(share) for share in exact]
    order = sorted(range(12), key=lambda month: (cut[month] - exact[month], month))
    for month in order[: FIFTEEN_MILLION - sum(cut)]:
        cut[month] += 1
    assert [plan.quota(0, month) for month in plan.months] == cut


def test_ten_hires_in_july_are_feasible_exact_and_warned_of() -> None:
    hires = [rep(f"新{n}", "二组", joined=date(2026, 7, 1), status=RepStatus.TO_HIRE) for n in range(10)]
    given = book([target(FIFTEEN_MILLION)], [*named_reps(5, ("一组", "二组")), *hires])
    found = break_down(given)
    (plan,) = found.plans
    oracle.assert_foots(plan)
    oracle.assert_floor_or_ceiling(plan, oracle.shares(given, plan))
    assert plan.quota(0) == FIFTEEN_MILLION
    assert plan.quota(0, FEBRUARY) == 967_742
    (warning,) = found.problems
    assert warning.rule is HEAVY_MONTH
    assert warning.message(Lang.ZH) == "人员还没有到齐，2026年3月每人任务是其月均的 1.62 倍"
    for way_out in ("人力", "爬坡月数", "各月目标"):
        assert way_out in warning.hint(Lang.ZH)


def test_headcount_gives_every_day_of_every_rep_the_same() -> None:
    hires = [rep(f"新{n}", joined=date(2026, 7, 1), status=RepStatus.TO_HIRE) for n in range(10)]
    given = book([target(FIFTEEN_MILLION)], [*named_reps(5), *hires], Settings(phasing=Phasing.HEADCOUNT))
    found = break_down(given)
    assert found.problems == ()
    (plan,) = found.plans
    january, november = months_from(2026, 1, 1), months_from(2026, 11, 1)
    old, new = plan.nodes.index(plan.nodes[1]), len(plan.nodes) - 1
    assert abs(plan.quota(old, january) - plan.quota(old, november)) <= 1, "both have 21 working days"
    assert abs(plan.quota(old, november) - plan.quota(new, november)) <= 1
    assert plan.quota(new, january) == 0


def test_equal_months_are_twelfths_of_the_year() -> None:
    plan = _plan(book([target(12_000_000)], named_reps(3), Settings(phasing=Phasing.EQUAL)))
    assert {plan.quota(0, month) for month in plan.months} == {1_000_000}
    assert not plan.amounts[0][0], "New Year's Day stays free"


def test_calendar_days_count_days_of_rest_too() -> None:
    plan = _plan(book([target(365_000)], named_reps(2), Settings(phasing=Phasing.CALENDAR_DAYS)))
    assert set(plan.amounts[0]) == {1000}
    assert plan.quota(0, FEBRUARY) == 28_000


def test_one_target_cell_gives_months_weeks_and_days() -> None:
    found = break_down(book([target(FIFTEEN_MILLION)]))
    (plan,) = found.plans
    assert found.problems == ()
    assert [node.key for node in plan.nodes] == ["company"]
    assert plan.quota(0, FEBRUARY) == 967_742
    assert sum(plan.grains(0, each.period) for each in plan.slices) == FIFTEEN_MILLION


def test_ramp_counts_months_from_joining() -> None:
    reps = [rep("老"), rep("新", joined=date(2026, 2, 20), ramp_months=2, row=3)]
    plan = _plan(book([target(24_000_000)], reps, Settings(phasing=Phasing.EQUAL, rounding_unit=Decimal(1))))
    place = [node.name for node in plan.nodes].index("新")
    quotas = [plan.quota(place, months_from(2026, month, 1)) for month in (3, 4, 5)]
    assert quotas == [800_000, 1_000_000, 1_000_000], "month 2 of 2 counts two thirds, month 3 all"
    day = _plan(book([target(240_000)], reps, Settings(phasing=Phasing.CALENDAR_DAYS))).day(place, date(2026, 2, 20))
    assert day in (164, 165), "in the joining month a third: a quarter of the day"


def test_leaving_day_is_worked() -> None:
    reps = [rep("留"), rep("走", left=date(2026, 3, 10), row=3)]
    plan = _plan(book([target(FIFTEEN_MILLION)], reps))
    place = [node.name for node in plan.nodes].index("走")
    assert plan.day(place, date(2026, 3, 10)) > 0
    assert plan.day(place, date(2026, 3, 11)) == 0


def test_days_with_nobody_there_fall_to_unassigned_with_one_warning_a_stretch() -> None:
    given = book(
        [target(365_000)],
        [rep("甲", joined=date(2026, 2, 1), left=date(2026, 11, 30))],
        Settings(phasing=Phasing.CALENDAR_DAYS),
    )
    found = break_down(given)
    (plan,) = found.plans
    assert [node.level for node in plan.nodes] == [NodeLevel.COMPANY, NodeLevel.REP, NodeLevel.UNASSIGNED]
    assert _total(plan, "unassigned") == 62_000
    assert [problem.rule for problem in found.problems] == [UNASSIGNED_QUOTA, UNASSIGNED_QUOTA]
    assert [problem.message(Lang.ZH) for problem in found.problems] == [
        "公司在2026年1月没有人在岗，31,000 记入未分配",
        "公司在2026年12月没有人在岗，31,000 记入未分配",
    ]


def test_a_team_target_keeps_its_own_unassigned_column() -> None:
    rows = [target(365_000, level=Level.TEAM, name="一组"), target(1_000, level=Level.TEAM, name="二组", row=3)]
    reps = [rep("甲", "一组", joined=date(2026, 2, 1)), rep("乙", "二组", row=3), rep("丙", "三组", row=4)]
    plan = _plan(book(rows, reps, Settings(phasing=Phasing.CALENDAR_DAYS)))
    assert [node.key for node in plan.nodes] == ["company", "team:一组", "rep:甲", "unassigned:一组", "team:二组", "rep:乙"]
    assert _total(plan, "team:一组") == 365_000
    assert _total(plan, "unassigned:一组") == 31_000
    assert plan.quota(0) == 366_000


def test_nobody_of_weight_zero_gets_anything() -> None:
    plan = _plan(book([target(1_000)], [rep("甲", weight=0), rep("乙", row=3)]))
    assert _total(plan, "rep:甲") == 0
    assert _total(plan, "rep:乙") == 1_000


def test_weights_of_0_are_named_as_the_reason_and_not_absence() -> None:
    reps = [rep("甲", weight=0), rep("乙", weight=0, joined=date(2026, 2, 1), row=3)]
    found = break_down(book([target(365_000)], reps, Settings(phasing=Phasing.CALENDAR_DAYS)))
    (warning,) = found.problems
    assert warning.rule is UNASSIGNED_QUOTA
    assert warning.message(Lang.ZH) == "公司在2026年在岗人员的权重全为零，365,000 记入未分配"
    assert warning.message(Lang.EN) == "Company: all who are there have a weight of zero (2026), so 365,000 stays unassigned"
    assert warning.hint(Lang.ZH) == "在“人员”填写权重"


def test_absence_and_weights_of_0_are_told_apart_by_stretch() -> None:
    reps = [rep("甲", weight=0, left=date(2026, 3, 31))]
    found = break_down(book([target(365_000)], reps, Settings(phasing=Phasing.CALENDAR_DAYS)))
    assert [problem.message(Lang.ZH) for problem in found.problems] == [
        "公司在2026年第1季度在岗人员的权重全为零，90,000 记入未分配",
        "公司在2026年4至12月没有人在岗，275,000 记入未分配",
    ]


def test_a_period_without_working_days_uses_calendar_days() -> None:
    january = months_from(2026, 1, 1)
    found = break_down(book([target(31_000, january)], days=[day_off(day) for day in days_of(january)]))
    (plan,) = found.plans
    assert set(plan.amounts[0]) == {1000}
    assert [problem.rule for problem in found.problems] == [NO_WORKING_DAYS]


def test_a_month_without_working_days_keeps_its_twelfth_under_equal_months() -> None:
    given = book([target(12_000)], settings=Settings(phasing=Phasing.EQUAL), days=[day_off(day) for day in days_of(FEBRUARY)])
    found = break_down(given)
    (plan,) = found.plans
    assert plan.quota(0, FEBRUARY) == 1_000
    (warning,) = found.problems
    assert warning.message(Lang.ZH) == "2026年2月没有一个工作日，改按日历日分解"


def test_a_day_of_double_weight_gets_double() -> None:
    eleventh = date(2026, 11, 11)
    plan = _plan(book([target(249_000)], days=[day_on(eleventh, 2)]))
    assert plan.day(0, eleventh) == 2_000
    assert plan.day(0, date(2026, 11, 12)) == 1_000


@pytest.mark.parametrize(
    ("amount", "setting", "unit", "grain"),
    [
        ("15000000", "10000", "10000", "1"),
        ("15000500", "10000", "100", "1"),
        ("15000000.5", "1", "0.01", "0.01"),
        ("15000000", "0.01", "0.01", "0.01"),
    ],
)
def test_months_are_rounded_to_the_largest_unit_that_fits(amount: str, setting: str, unit: str, grain: str) -> None:
    found = break_down(book([target(amount)], named_reps(7), Settings(rounding_unit=Decimal(setting))))
    (plan,) = found.plans
    assert (plan.unit, plan.grain) == (Decimal(unit), Decimal(grain))
    assert [problem.rule.id for problem in found.problems] == ([] if unit == setting else ["unit-finer"])
    oracle.assert_in_units(plan)


def test_counts_stay_whole_and_quantities_keep_their_precision() -> None:
    rows = [target(100, measure=Measure.VISITS), target("12.5", measure=Measure.QUANTITY, row=3)]
    plans = break_down(
        book(rows, named_reps(3), Settings(rounding_unit=Decimal(10_000), quantity_precision=Decimal("0.1")))
    ).plans
    assert {plan.line.measure: (plan.unit, plan.grain) for plan in plans} == {
        Measure.QUANTITY: (Decimal("0.1"), Decimal("0.1")),
        Measure.VISITS: (1, 1),
    }


def test_a_transfer_has_a_place_in_either_team() -> None:
    reps = [
        rep("甲", "二组", code="A1", joined=date(2026, 7, 1), row=3),
        rep("甲", "一组", code="A1", left=date(2026, 6, 30)),
        rep("乙", "一组", code="A2", row=4),
    ]
    plan = _plan(book([target(FIFTEEN_MILLION)], reps))
    assert [node.key for node in plan.nodes] == ["company", "team:一组", "rep:A1", "rep:A2", "team:二组", "rep:A1#2"]
    own = _plan(book([target(FIFTEEN_MILLION, level=Level.REP, name="甲")], reps))
    assert own.quota(0) == _total(own, "rep:A1") + _total(own, "rep:A1#2") == FIFTEEN_MILLION


def test_a_path_without_reps_ends_at_the_teams() -> None:
    plan = _plan(book([target(1_000)], named_reps(5, ("一组", "二组")), Settings(path=(Level.COMPANY, Level.TEAM))))
    assert [node.key for node in plan.nodes] == ["company", "team:一组", "team:二组"]
    assert [int(_total(plan, f"team:{name}")) for name in ("一组", "二组")] == [600, 400]


def test_a_deeper_path_sums_up_level_by_level() -> None:
    reps = [
        rep("甲", "一组", channel="线上"),
        rep("乙", "一组", channel="门店", row=3),
        rep("丙", "二组", channel="线上", row=4),
    ]
    path = (Level.COMPANY, Level.TEAM, Level.CHANNEL, Level.REP)
    plan = _plan(book([target(FIFTEEN_MILLION)], reps, Settings(path=path)))
    assert [node.key for node in plan.nodes][:4] == ["company", "team:一组", "channel:一组/线上", "rep:甲"]
    assert plan.nodes[3].path == ("一组", "线上")
    oracle.assert_foots(plan)
