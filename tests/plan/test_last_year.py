"""Plans that go by last year's actuals: phasing 上年, allocation 上年."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

import pytest

from tests.books import YEAR_2026, book, named_reps, rep, settings_cell, target
from tests.compare.rows import Sold, actuals
from tests.plan import oracle
from xlsummary.model import Allocation, Lang, Level, Measure, Phasing, SalesBook, Settings
from xlsummary.periods import months_from, months_in
from xlsummary.plan.breakdown import break_down
from xlsummary.plan.calendar import working_calendar
from xlsummary.plan.quota import Plan

CELLS = MappingProxyType({"phasing": settings_cell(2), "allocation": settings_cell(3)})
BY_LAST_YEAR = Settings(phasing=Phasing.LAST_YEAR, rounding_unit=Decimal("0.01"), cells=CELLS)
DAYS_2025 = [int(sum(working_calendar(book(), month).weights)) for month in months_in(months_from(2025, 1, 12))]
DAYS_2026 = [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]
END = date(2025, 12, 31)


def _sold(paces: Mapping[int, int], usual: int = 100, months: range = range(1, 13)) -> list[Sold]:
    """Rows of 2025 whose months have so much for each working day of theirs."""
    return [
        Sold(when=date(2025, month, 20), sales=str(paces.get(month, usual) * DAYS_2025[month - 1]), rep="员01")
        for month in months
    ]


def _book(rows: list[Sold], amount: int | Decimal, choices: Settings = BY_LAST_YEAR) -> SalesBook:
    return book([target(amount)], named_reps(3), choices, actuals=actuals(*rows))


def _plan(given: SalesBook, until: date = END) -> Plan:
    (plan,) = break_down(given, until=until).plans
    oracle.assert_foots(plan)
    return plan


def _months(plan: Plan) -> list[Decimal]:
    return [plan.quota(0, month) for month in plan.months]


def test_the_working_days_of_last_year_are_those_of_the_official_arrangement() -> None:
    assert (sum(DAYS_2025), DAYS_2025[0] + DAYS_2025[1]) == (248, 38)


def test_a_month_has_last_years_amount_a_working_day_for_each_of_its_own() -> None:
    paces = {month: 100 + 10 * month for month in range(3, 13)}
    wanted = [100 * days if month < 3 else paces[month] * days for month, days in enumerate(DAYS_2026, 1)]
    plan = _plan(_book(_sold(paces), sum(wanted)))
    assert _months(plan) == wanted
    assert plan.day(0, date(2026, 3, 2)) == 130


def test_january_and_february_share_their_joint_amount_by_their_joint_days() -> None:
    rows = [*_sold({}, months=range(3, 13)), Sold(when=date(2025, 2, 27), sales=str(200 * (DAYS_2025[0] + DAYS_2025[1])))]
    wanted = [(200 if month < 3 else 100) * days for month, days in enumerate(DAYS_2026, 1)]
    found = break_down(_book(rows, sum(wanted)), until=END)
    assert _months(found.plans[0]) == wanted


@pytest.mark.parametrize("august", [0, -500])
def test_a_month_that_is_not_above_0_takes_the_years_mean_and_is_noted(august: int) -> None:
    """The mean is what the year has a working day: its total over its 248 days, the month among them."""
    rows = [*_sold({8: 0}), Sold(when=date(2025, 8, 5), sales=str(august))]
    total = 100 * (248 - DAYS_2025[7]) + august
    shares = [total * days if month == 8 else 100 * 248 * days for month, days in enumerate(DAYS_2026, 1)]
    given = _book(rows, Decimal(sum(shares)) / 100)
    found = break_down(given, until=END)
    assert _months(found.plans[0]) == [Decimal(share) / 100 for share in shares]
    (note,) = found.problems
    assert (note.rule.id, note.cell) == ("last-year-mean", settings_cell(2))
    assert note.message(Lang.ZH) == "2025年8月的销售额合计不是正数，这些月份按全年的日均水平分解"


def test_months_of_last_year_still_to_come_or_before_the_first_row_are_told() -> None:
    rows = _sold({}, months=range(4, 11))
    found = break_down(_book(rows, 100 * 248), until=date(2025, 11, 14))
    assert _months(found.plans[0]) == [100 * days for days in DAYS_2026]
    (warning,) = found.problems
    assert warning.rule.id == "last-year-incomplete"
    assert warning.message(Lang.ZH).startswith("2025年1月、2025年2月、2025年3月、2025年11月、2025年12月的销售额实绩还不完整")


def test_a_total_of_a_quarter_falls_on_its_months_by_their_working_days() -> None:
    quarter = sum(DAYS_2025[3:6])
    rows = [*_sold({}, months=range(1, 4)), *_sold({}, months=range(7, 13))]
    rows.append(Sold(when=months_from(2025, 4, 3), sales=str(300 * quarter)))
    wanted = [(300 if month in (4, 5, 6) else 100) * days for month, days in enumerate(DAYS_2026, 1)]
    assert _months(_plan(_book(rows, sum(wanted)))) == wanted


def test_without_last_years_actuals_there_is_an_error_and_no_plan() -> None:
    for rows in ([], [Sold(when=date(2026, 1, 5), sales="100")], [Sold(when=date(2025, 5, 5), sales="-1")]):
        found = break_down(_book(rows, 1000), until=END)
        assert found.plans == ()
        (error,) = found.problems
        assert (error.rule.id, error.cell) == ("last-year-missing", settings_cell(2))


def test_each_measure_goes_by_its_own_actuals() -> None:
    rows = [Sold(when=date(2025, month, 9), sales="1", collected=str(DAYS_2025[month - 1])) for month in range(1, 13)]
    given = book([target(248, measure=Measure.COLLECTIONS)], named_reps(2), BY_LAST_YEAR, actuals=actuals(*rows))
    assert _months(_plan(given)) == DAYS_2026


def test_a_financial_year_from_april_goes_by_the_months_from_april_before() -> None:
    period, days = months_from(2026, 4, 12), [21, 19, 21, 23, 21, 22, 18, 21, 23]
    before = months_in(months_from(2025, 4, 12))
    worked = [int(sum(working_calendar(book(), month).weights)) for month in before]
    rows = [
        Sold(when=month.start, sales=str((200 if month.start.month == 10 else 100) * count))
        for month, count in zip(before, worked, strict=True)
    ]
    choices = Settings(phasing=Phasing.LAST_YEAR, year_start=4)
    given = book([target(1_000_000, period)], named_reps(2), choices, actuals=actuals(*rows))
    plan = _plan(given, date(2026, 3, 31))
    paces = [plan.quota(0, month) / count for month, count in zip(plan.months, days, strict=False)]
    assert round(paces[6] / paces[0], 2) == 2
    assert {round(pace / paces[0], 2) for pace in paces[:6]} == {1}


def test_reps_weigh_what_they_had_last_year() -> None:
    rows = [
        Sold(when=date(2025, 5, 5), sales=sales, rep=name) for name, sales in (("员01", "100"), ("员02", "300"), ("员01", "50"))
    ]
    rows.append(Sold(when=date(2024, 12, 31), sales="9999", rep="员01"))
    choices = Settings(allocation=Allocation.LAST_YEAR, cells=CELLS)
    people = [rep("员01", "一组"), rep("员02", "二组", row=3, weight=7), rep("员03", "二组", row=4)]
    found = break_down(book([target(900)], people, choices, actuals=actuals(*rows)), until=END)
    (plan,) = found.plans
    assert {node.name: int(plan.quota(place)) for place, node in enumerate(plan.nodes)} == {
        "公司": 900,
        "一组": 300,
        "员01": 300,
        "二组": 600,
        "员02": 600,
        "员03": 0,
    }
    (warning,) = found.problems
    assert (warning.rule.id, warning.cell) == ("without-last-year", settings_cell(3))
    assert warning.message(Lang.ZH) == "人员分解按上年，员03在2025年没有销售额实绩，分不到任务"


def test_where_nobody_had_anything_last_year_all_weigh_the_same_and_it_is_noted() -> None:
    choices = Settings(allocation=Allocation.LAST_YEAR, cells=CELLS)
    found = break_down(book([target(900)], [rep("员01"), rep("员02", row=3, weight=9)], choices), until=END)
    (plan,) = found.plans
    assert [int(plan.quota(place)) for place in range(3)] == [900, 450, 450]
    assert [problem.rule.id for problem in found.problems] == ["split-equally"]


def test_a_reps_own_target_goes_by_last_years_months_too() -> None:
    paces = dict.fromkeys(range(1, 13), 100) | {5: 300}
    wanted = [paces[month] * days for month, days in enumerate(DAYS_2026, 1)]
    given = book(
        [target(sum(wanted), level=Level.REP, name="员01")], named_reps(2), BY_LAST_YEAR, actuals=actuals(*_sold(paces))
    )
    assert _months(_plan(given)) == wanted


def test_the_year_without_february_rows_is_planned_whole_whatever_the_shares() -> None:
    given = _book(_sold({2: 0, 7: 13}), 15_000_000, Settings(phasing=Phasing.LAST_YEAR))
    plan = _plan(given)
    assert plan.quota(0, YEAR_2026) == 15_000_000
