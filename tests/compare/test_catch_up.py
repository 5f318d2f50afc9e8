"""What must still come of a target, and the plan to reach it.

2026 has 248 working days, 21 in January, 16 in February, 12 up to the 17th of March and 10 after it; a target of 248,000 is
1,000 a day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import books
from tests.compare.rows import Sold, actuals, visits
from xlsummary.compare.attainment import compare
from xlsummary.compare.catch_up import CatchUp, CatchUpMonth, Flag
from xlsummary.compare.spreading import parts_of
from xlsummary.model import Bound, CarryOver, Client, Level, Line, Measure, Period, Phasing, Rep, SalesBook, Settings, Target
from xlsummary.periods import ONE_DAY, days_of, months_from
from xlsummary.plan.breakdown import break_down
from xlsummary.plan.horizon import horizon

TODAY = date(2026, 12, 31)
TEAMS = (books.rep("甲", "一组"), books.rep("乙", "二组", row=3))
BEHIND = (
    Sold(when=date(2026, 1, 5), sales="10000", rep="甲"),
    Sold(when=date(2026, 2, 5), sales="20000.50", rep="乙"),
    Sold(when=date(2026, 3, 17), sales="9100", rep="甲"),
)


def _found(
    *rows: Sold,
    targets: Sequence[Target] = (books.target(248_000),),
    reps: Sequence[Rep] = TEAMS,
    carry: CarryOver = CarryOver.REST,
    as_of: date | None = None,
    given: Settings | None = None,
) -> dict[str, CatchUp]:
    own = given or Settings(carry_over=carry)
    book = books.book(targets, reps, own, actuals=actuals(*rows))
    comparison, _ = compare(book, break_down(book).plans, horizon(book, TODAY, as_of))
    return {each.node.key: each for each in comparison.catch_ups}


def _month(catch_up: CatchUp, number: int) -> CatchUpMonth:
    return catch_up.months[number - 1]


def test_the_figures_of_a_target_under_way() -> None:
    company = _found(*BEHIND)["company"]
    assert [company.plan_to_date, company.actual.value] == [49_000, Decimal("39100.5")]
    assert company.difference == Decimal("-9899.5")
    assert (company.days_gone, company.days_left) == (49, 199)
    assert company.time_progress == Decimal(49) / 248
    assert company.run_rate == Decimal("797.97")  # 39,100.50 / 49
    assert company.required == Decimal("1049.75")  # 208,899.50 / 199
    assert company.projection == Decimal("197896.41")  # 39,100.50 + 199,000 x 39,100.50 / 49,000


def test_what_is_missing_is_spread_over_the_days_left_by_their_plan() -> None:
    """1,049.75 times 10, 21 and 19 days, cut to the yuan; the odd 50 fen fall to the first month."""
    company = _found(*BEHIND)["company"]
    assert company.needed() == Decimal("208899.5")
    assert [_month(company, number).needed for number in (1, 2, 3, 4, 5)] == [0, 0, Decimal("10497.5"), 22_045, 19_945]
    assert _month(company, 4).multiple == Decimal(22_045) / 21_000
    assert company.carried == Decimal("9899.5")


def test_what_is_missing_goes_to_the_next_month_where_the_setting_says_so() -> None:
    company = _found(*BEHIND, carry=CarryOver.NEXT)["company"]
    assert [_month(company, number).needed for number in (3, 4, 5)] == [10_000, Decimal("30899.5"), 19_000]
    assert company.needed() + company.actual.value == 248_000


def test_nothing_is_carried_over_where_the_setting_says_so() -> None:
    company = _found(*BEHIND, carry=CarryOver.NONE)["company"]
    assert company.needed() == 199_000
    assert company.carried == 0
    assert company.required == Decimal("1049.75")


@pytest.mark.parametrize("carry", CarryOver)
def test_a_surplus_is_not_carried(carry: CarryOver) -> None:
    company = _found(Sold(when=date(2026, 3, 17), sales="60000", rep="甲"), carry=carry)["company"]
    assert company.difference == 11_000
    assert company.needed() == 199_000
    assert [month.multiple for month in company.months[2:]] == [1] * 10


def test_teams_and_reps_have_their_own_catch_up() -> None:
    """甲 has 19,100 of 24,500, 乙 20,000.50; what one has over would not be the other's."""
    found = _found(*BEHIND)
    assert list(found) == ["company", "team:一组", "rep:甲", "team:二组", "rep:乙"]
    assert [found["rep:甲"].difference, found["team:二组"].difference] == [-5_400, Decimal("-4499.5")]
    assert found["team:一组"].needed() == found["rep:甲"].needed() == 124_000 - 19_100


def test_a_transfers_rows_go_to_the_place_of_their_day() -> None:
    reps = (
        books.rep("甲", "一组", code="A1", left=date(2026, 1, 31)),
        books.rep("甲", "二组", code="A1", row=3, joined=date(2026, 2, 1)),
    )
    found = _found(*BEHIND, reps=reps)
    assert [found[key].actual.value for key in ("rep:A1", "rep:A1#2")] == [10_000, 9_100]
    assert (found["rep:A1"].days_gone, found["rep:A1"].days_left) == (21, 0)
    assert found["rep:A1"].required is None
    assert (found["rep:A1#2"].days_gone, found["rep:A1#2"].days_left) == (28, 199)


def _along(path: Sequence[Level], *rows: Sold, reps: Sequence[Rep] = (), clients: Sequence[Client] = ()) -> dict[str, Decimal]:
    """What the columns of a plan along a path have reached, without 0s."""
    given = books.book(
        [books.target(248_000)], reps, Settings(path=(Level.COMPANY, *path)), actuals=actuals(*rows), clients=clients
    )
    comparison, _ = compare(given, break_down(given).plans, horizon(given, TODAY, None))
    return {each.node.key: each.actual.value for each in comparison.catch_ups if each.actual.value}


def test_a_market_is_the_sum_of_its_people_where_rows_do_not_repeat_it() -> None:
    """乙 sold one row in the other market, and goes with it to 乙's own."""
    reps = [books.rep("甲", market="北区"), books.rep("乙", row=3, market="南区")]
    sold = [
        Sold(when=date(2026, 1, 5), sales="100", rep="甲"),
        Sold(when=date(2026, 1, 6), sales="20", rep="乙", market="北区"),
    ]
    found = _along([Level.MARKET, Level.REP], *sold, Sold(when=date(2026, 1, 7), sales="3", market="南区"), reps=reps)
    assert found == {"company": 123, "market:北区": 100, "rep:甲": 100, "market:南区": 23, "rep:乙": 20}


def test_a_row_with_a_client_alone_counts_for_its_rep_and_market() -> None:
    reps = [books.rep("甲", market="北区"), books.rep("乙", row=3, market="南区")]
    clients = [books.client("客一", "甲", "北区"), books.client("客二", "乙", "南区", row=3)]
    sold = [Sold(when=date(2026, 1, 5), sales="100", client="客一"), Sold(when=date(2026, 1, 6), sales="20", client="客二")]
    found = _along([Level.MARKET, Level.REP, Level.CLIENT], *sold, reps=reps, clients=clients)
    north, south = ("market:北区", "rep:甲", "client:客一"), ("market:南区", "rep:乙", "client:客二")
    assert found == {"company": 120, **dict.fromkeys(north, 100), **dict.fromkeys(south, 20)}
    sold = [Sold(when=date(2026, 1, 5), sales="100", client="客一", rep="乙")]
    found = _along([Level.MARKET, Level.REP, Level.CLIENT], *sold, reps=reps, clients=clients)
    assert found == dict.fromkeys(("company", "market:南区", "rep:乙", "client:客一"), 100)


def test_channels_of_one_name_in_two_markets_count_each_row_once() -> None:
    clients = [
        replace(books.client("客一", market="北区"), channel="直销"),
        replace(books.client("客二", market="南区", row=3), channel="直销"),
    ]
    sold = [
        Sold(when=date(2026, 1, 5), sales="100", client="客一"),
        Sold(when=date(2026, 1, 6), sales="20", client="客二"),
        Sold(when=date(2026, 1, 6), sales="3", market="南区", client="客二"),
    ]
    found = _along([Level.MARKET, Level.CHANNEL], *sold, clients=clients)
    assert found == {"company": 123, "market:北区": 100, "channel:北区/直销": 100, "market:南区": 23, "channel:南区/直销": 23}


def test_a_rep_who_came_back_to_the_team_has_each_row_once() -> None:
    back = books.rep("甲", "一组", code="A1", row=3, joined=date(2026, 3, 1))
    found = _found(*BEHIND, reps=(books.rep("甲", "一组", code="A1", left=date(2026, 1, 31)), back))
    assert [found[key].actual.value for key in ("team:一组", "rep:A1", "rep:A1#2")] == [19_100, 10_000, 9_100]


def test_a_month_that_needs_over_1_3_times_its_plan_is_flagged_and_one_that_needs_just_that_is_not() -> None:
    """April's 21,000 may become 27,300: 6,300 more."""
    just = _found(Sold(when=date(2026, 3, 17), sales="42700"), carry=CarryOver.NEXT)["company"]
    over = _found(Sold(when=date(2026, 3, 17), sales="42699.99"), carry=CarryOver.NEXT)["company"]
    assert Flag.OVER_PLAN not in _month(just, 4).flags
    assert Flag.OVER_PLAN in _month(over, 4).flags


def test_a_month_that_needs_more_than_the_best_so_far_is_flagged() -> None:
    """The best month that is over is February, 20,000.50; March has 9,100 and needs 10,497.50."""
    company = _found(*BEHIND)["company"]
    assert company.best_month == Decimal("20000.5")
    assert [month.month.start.month for month in company.months if Flag.OVER_BEST in month.flags] == [4, 6, 7, 8, 9, 11, 12]


def test_before_a_month_is_over_there_is_no_best_one() -> None:
    company = _found(Sold(when=date(2026, 1, 5), sales="1"))["company"]
    assert company.best_month is None
    assert all(Flag.OVER_BEST not in month.flags for month in company.months)


def test_months_within_a_quarters_total_are_not_known_apart() -> None:
    quarter = months_from(2026, 1, 3)
    company = _found(Sold(when=quarter, sales="100"), Sold(when=date(2026, 4, 7), sales="5"))["company"]
    assert company.actual.value == 105
    assert [month.actual for month in company.months[:5]] == [None, None, None, 5, None]
    assert company.best_month is None


def test_the_last_day_leaves_nothing_to_require() -> None:
    company = _found(Sold(when=date(2026, 12, 31), sales="100"))["company"]
    assert (company.days_gone, company.days_left, company.required) == (248, 0, None)
    assert [company.needed(), company.carried] == [0, 0]
    assert company.projection == 100


def test_what_is_missing_in_the_last_month_stays_in_it() -> None:
    company = _found(Sold(when=date(2026, 12, 30), sales="100"), carry=CarryOver.NEXT)["company"]
    assert _month(company, 12).needed == 248_000 - 100


def test_without_a_plan_to_date_there_is_no_projection() -> None:
    """The first working day of 2026 is the 4th of January."""
    company = _found(Sold(when=date(2026, 1, 2), sales="100"))["company"]
    assert [company.plan_to_date, company.projection, company.run_rate] == [0, None, None]
    assert company.required == Decimal("999.6")  # 247,900 / 248


def test_a_book_without_actuals_and_a_period_that_is_over_have_no_catch_up() -> None:
    assert _found() == {}
    assert _found(Sold(when=date(2025, 3, 1), sales="5"), as_of=date(2026, 3, 1)) == {}
    assert _found(Sold(when=date(2027, 1, 4), sales="5"), as_of=date(2027, 1, 5)) == {}


def test_all_runs_to_the_last_row_where_that_is_before_the_as_of_day() -> None:
    company = _found(*BEHIND, as_of=date(2026, 3, 31))["company"]
    assert (company.through, company.days_gone) == (date(2026, 3, 17), 49)
    assert company.plan_to_date == 49_000


def test_the_bound_of_the_rows_stays_with_the_actual() -> None:
    company = _found(Sold(when=date(2026, 3, 17), sales="100", bound=Bound.AT_LEAST))["company"]
    assert company.actual.bound is Bound.AT_LEAST


def test_visits_are_counted_from_their_records_for_the_company() -> None:
    rows = (visits(2, Period(date(2026, 1, 5), date(2026, 1, 6)), 7),)
    targets = (books.target(248, measure=Measure.VISITS), books.target(248, row=3, measure=Measure.NEW_CLIENTS))
    sold = actuals(Sold(when=date(2026, 3, 17), sales="1"))
    book = SalesBook(
        name="b", lang=books.book().lang, settings=Settings(), targets=targets, reps=TEAMS, actuals=sold, activities=rows
    )
    comparison, _ = compare(book, break_down(book).plans, horizon(book, TODAY))
    (company,) = comparison.catch_ups
    assert (company.plan.line, company.node.key) == (Line(measure=Measure.VISITS), "company")
    assert [company.actual.value, company.plan_to_date, company.needed()] == [7, 49, 241]
    assert str(company.projection) == "35"  # 7 + 199 x 7 / 49 = 35.43


def test_what_does_not_fill_a_step_falls_to_the_first_that_has_a_weight() -> None:
    assert parts_of(1_055, (0, 1, 1, 2), 100) == [0, 355, 200, 500]
    assert parts_of(-1_055, (0, 1, 1, 2), 100) == [0, -355, -200, -500]


@given(
    total=st.integers(1, 10**9),
    fen=st.integers(0, 10**9),
    day=st.dates(date(2026, 1, 1), TODAY),
    carry=st.sampled_from(CarryOver),
    unit=st.sampled_from(("0.01", "1", "100", "10000")),
    left=st.dates(date(2026, 1, 1), TODAY),
)
@settings(max_examples=60, deadline=None)
def test_a_catch_up_and_what_has_come_make_the_total_to_the_fen(
    total: int, fen: int, day: date, carry: CarryOver, unit: str, left: date
) -> None:
    own = Settings(carry_over=carry, rounding_unit=Decimal(unit))
    reps = (books.rep("甲", "一组"), books.rep("乙", "二组", row=3, left=left))
    rows = (Sold(when=day, sales=f"{fen // 100}.{fen % 100:02d}", rep="甲"),)
    for each in _found(*rows, targets=(books.target(total),), reps=reps, given=own).values():
        planned = each.total - each.plan_to_date
        is_carried = each.difference < 0 and carry is not CarryOver.NONE and (planned > 0 or each.days_left > 0)
        assert each.needed() == (each.total - each.actual.value if is_carried else planned)
        assert sum(month.needed for month in each.months) == each.needed()
        assert sum(each.needed(part.period) for part in each.plan.slices) == each.needed()
        assert all(amount >= 0 for amount in each.days)
        gone = Period(each.plan.period.start, each.through + ONE_DAY)
        assert not any(each.days[place] for place, _ in enumerate(days_of(gone)))


@given(
    total=st.integers(1, 10**7),
    came=st.integers(-(10**7), 10**9),
    day=st.dates(date(2026, 1, 1), TODAY),
    carry=st.sampled_from(CarryOver),
    unit=st.sampled_from((1, 100, 10_000)),
    phasing=st.sampled_from((Phasing.WORKING_DAYS, Phasing.CALENDAR_DAYS)),
)
@settings(max_examples=80, deadline=None)
def test_a_catch_up_keeps_to_the_units_of_the_plan(
    total: int, came: int, day: date, carry: CarryOver, unit: int, phasing: Phasing
) -> None:
    """Whole yuan a day; months in the plan's units but for the one that takes what does not fill one."""
    own = Settings(carry_over=carry, rounding_unit=Decimal(unit), phasing=phasing)
    row = Sold(when=day, sales=str(came), rep="甲")
    for each in _found(row, targets=(books.target(total * unit),), given=own).values():
        plan, first = each.plan, (each.through - each.plan.period.start).days + 1
        planned = [amount * plan.grain for amount in plan.amounts[each.place]]
        assert all(amount * each.step % plan.grain == 0 for amount in each.days)
        changed = [month for month in each.months if month.has_days_left and month.needed != month.left]
        missing = max(each.plan_to_date - each.actual.value, Decimal(0))
        is_carried = carry is not CarryOver.NONE and missing > 0 and (any(planned[first:]) or each.days_left > 0)
        assert each.carried == (missing if is_carried else 0)
        assert sum((month.needed for month in each.months), Decimal(0)) == sum(planned[first:]) + each.carried
        if carry is CarryOver.NEXT and is_carried and each.through.month < 12:
            assert [month.month.start.month for month in changed][:1] in ([each.through.month + 1], [])
            assert len(changed) <= 1
        if carry is CarryOver.REST and is_carried:
            assert sum(month.needed % plan.unit != 0 for month in each.months) <= 1
