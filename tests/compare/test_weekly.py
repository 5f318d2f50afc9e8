"""The weekly page, its numbers worked out by hand: 1,000 yuan a rep and working day, March 2026 with its 22 days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests import books
from tests.compare.rows import Sold, actuals, visits
from xlsummary.compare.weekly import Beside, Weekly, WeeklyRow, weekly
from xlsummary.compare.weeks import weeks_of
from xlsummary.model import Activity, Level, Measure, Period, SalesBook, Settings, Target, Tier, WeekStart
from xlsummary.periods import months_from
from xlsummary.plan.breakdown import break_down
from xlsummary.plan.horizon import horizon

TODAY = date(2026, 12, 31)
MARCH, APRIL = months_from(2026, 3, 1), months_from(2026, 4, 1)
REPS = (books.rep("甲", "一组", row=2), books.rep("乙", "一组", row=3), books.rep("丙", "二组", row=4))
TARGETS = (
    books.target(66_000, MARCH),
    books.target(63_000, APRIL, row=3),
    books.target(33_000, MARCH, row=4, measure=Measure.COLLECTIONS),
    books.target(66, MARCH, row=5, measure=Measure.VISITS),
)
ROWS = (
    Sold(when=date(2026, 3, 5), sales="4000", rep="甲"),
    Sold(when=date(2026, 3, 10), sales="3000", collected="5500", rep="甲"),
    Sold(when=date(2026, 3, 12), sales="2500.50", rep="甲"),
    Sold(when=date(2026, 3, 3), sales="12000", rep="乙"),
    Sold(when=date(2026, 3, 11), sales="1000", rep="丙"),
    Sold(when=date(2026, 3, 9), sales="700"),
    Sold(when=date(2026, 3, 13), sales="800", rep="丁"),
    Sold(when=date(2026, 3, 16), sales="9999", rep="甲"),
    Sold(when=date(2026, 2, 27), sales="5555", rep="甲"),
)
FRIDAY = date(2026, 3, 13)


def the_book(*rows: Sold, targets: tuple[Target, ...] = TARGETS, settings: Settings | None = None) -> SalesBook:
    return books.book(targets, REPS, settings, actuals=actuals(*(rows or ROWS)))


def page(book: SalesBook, as_of: date = FRIDAY) -> Weekly:
    made = weekly(book, break_down(book).plans, horizon(book, TODAY, as_of))
    assert made is not None
    return made


def rows_of(made: Weekly) -> dict[str, WeeklyRow]:
    return {row.name: row for group in made.groups for row in group.rows}


@pytest.mark.parametrize(
    ("as_of", "this"),
    [
        (date(2026, 3, 13), date(2026, 3, 16)),  # a Friday: the week to come
        (date(2026, 3, 15), date(2026, 3, 16)),  # the Sunday before the meeting
        (date(2026, 3, 18), date(2026, 3, 16)),  # a Wednesday: its own week
        (date(2026, 3, 27), date(2026, 3, 30)),  # over the end of the month
        (date(2026, 9, 30), date(2026, 10, 5)),  # before a long holiday that ends on a Wednesday
        (date(2026, 2, 13), date(2026, 2, 9)),  # the Saturday after is worked
    ],
)
def test_this_week_is_that_of_the_next_working_day(as_of: date, this: date) -> None:
    weeks = weeks_of(the_book(), horizon(the_book(), TODAY, as_of))
    assert (weeks.last.end, weeks.this.start, weeks.next.start) == (this, this, weeks.this.end)
    assert {each.days for each in (weeks.last, weeks.this, weeks.next)} == {7}


def test_weeks_begin_on_sunday_where_the_book_says_so() -> None:
    book = the_book(settings=Settings(week_start=WeekStart.SUNDAY))
    assert weeks_of(book, horizon(book, TODAY, FRIDAY)).this == Period(date(2026, 3, 15), date(2026, 3, 22))


def test_every_number_of_a_rep() -> None:
    made = page(replace(the_book(), activities=(_visit(2, 6, "甲"), _visit(9, 5, "甲"))))
    row = rows_of(made)["甲"]
    assert row.last == Beside(target=Decimal(5_000), actual=Decimal("5500.50"))
    assert (row.this_target, row.next_target) == (Decimal(5_000), Decimal(5_000))
    assert row.month == Beside(target=Decimal(22_000), actual=Decimal("9500.50"))
    assert (row.to_date, row.pace) == (Decimal(10_000), Decimal("0.95005"))
    assert row.days_left == 12
    assert row.cash == Beside(target=Decimal(11_000), actual=Decimal(5_500))
    assert row.visits == Beside(target=Decimal(22), actual=Decimal(11))
    assert (made.weeks.days_gone, made.weeks.working_days) == (10, 22)


def _visit(day: int, count: int, rep: str) -> Activity:
    return replace(visits(2, Period(date(2026, 3, day), date(2026, 3, day + 3)), count), rep=rep)


def test_weeks_are_whole_over_the_end_of_a_month() -> None:
    row = rows_of(page(the_book(), date(2026, 3, 27)))["乙"]
    assert row.last.target == 5_000
    assert row.this_target == 2_000 + 3_000  # 30 and 31 March, 1 to 3 April
    assert row.next_target == 4_000  # 6 April is a holiday
    assert row.days_left == 2


def test_the_worst_pace_stands_first_in_each_group_and_those_no_plan_knows_last() -> None:
    made = page(the_book())
    assert [(group.names, [row.name for row in group.rows]) for group in made.groups] == [
        (("一组",), ["甲", "乙"]),
        (("二组",), ["丙"]),
        ((), ["", "丁"]),
    ]
    assert [group.is_elsewhere for group in made.groups] == [False, False, True]
    slow = page(the_book(*ROWS, Sold(when=date(2026, 3, 6), sales="9000", rep="甲")))
    assert [row.name for row in slow.groups[0].rows] == ["乙", "甲"]


def test_the_rows_add_up_to_the_company_and_nothing_is_left_out() -> None:
    made = page(the_book())
    rows = [row for group in made.groups for row in group.rows]
    assert made.company.month == Beside(target=Decimal(66_000), actual=Decimal("24000.50"))
    assert made.company.last == Beside(target=Decimal(15_000), actual=Decimal("8000.50"))
    assert sum(row.month.actual or 0 for row in rows) == made.company.month.actual
    assert sum(row.last.actual or 0 for row in rows) == made.company.last.actual
    assert sum(row.month.target or 0 for row in rows) == made.company.month.target


def test_what_is_assigned_to_nobody_has_a_row_without_actuals_at_the_end_of_its_group() -> None:
    reps = (books.rep("甲", "一组", joined=date(2026, 3, 16)), books.rep("乙", "一组", row=3, joined=date(2026, 3, 16)))
    book = replace(the_book(Sold(when=FRIDAY, sales="5", rep="甲")), reps=reps)
    made = page(book)
    rows = [row for group in made.groups for row in group.rows]
    assert [(row.month.target, row.month.actual) for row in rows][-1] == (Decimal(30_000), None)
    assert sum(row.month.target or 0 for row in rows) == 66_000


def test_without_a_target_the_targets_are_blank_and_not_0() -> None:
    made = page(the_book(targets=(books.target(1_000, months_from(2027, 1, 1)),)))
    row = rows_of(made)["甲"]
    assert (row.last.target, row.this_target, row.month.target, row.pace) == (None, None, None, None)
    assert row.month.actual == Decimal("9500.50")


def test_a_total_of_a_month_counts_for_the_month_and_blanks_the_week_it_cannot_be_told_in() -> None:
    made = page(the_book(*ROWS[:4], Sold(when=MARCH, sales="40000", rep="丙")), date(2026, 3, 31))
    assert made.is_week_blurred
    assert {row.last.actual for row in rows_of(made).values()} == {None}
    assert made.blurred == ()
    march = page(the_book(Sold(when=MARCH, sales="40000", rep="丙")), date(2026, 3, 31))
    assert rows_of(march)["丙"].month.actual == 40_000


def test_a_total_of_a_quarter_blanks_the_month() -> None:
    made = page(the_book(*ROWS[:5], Sold(when=months_from(2026, 1, 3), sales="1", rep="丁")), date(2026, 3, 31))
    assert made.blurred == (Measure.SALES,)
    assert made.company.month.actual is None


def test_a_rep_who_leaves_has_only_the_days_that_are_left_to_him() -> None:
    leaving = (*REPS[1:], books.rep("甲", "一组", left=date(2026, 3, 18)))
    assert rows_of(page(replace(the_book(), reps=leaving)))["甲"].days_left == 3


def test_a_transfer_has_a_row_in_either_team_with_what_came_while_there() -> None:
    reps = (
        books.rep("甲", "一组", row=2, code="A1", left=date(2026, 3, 8)),
        books.rep("甲", "二组", row=3, code="A1", joined=date(2026, 3, 9)),
        *REPS[1:],
    )
    made = page(replace(the_book(), reps=reps))
    amounts = {group.names: row.month.actual for group in made.groups for row in group.rows if row.name == "甲"}
    assert amounts == {("一组",): Decimal(4_000), ("二组",): Decimal("5500.50")}


def test_two_of_one_name_are_told_apart_by_their_codes() -> None:
    reps = (books.rep("甲", "一组", row=2, code="A1"), books.rep("甲", "二组", row=3, code="A2"))
    rows = (Sold(when=FRIDAY, sales="10", rep="甲(A1)"), Sold(when=FRIDAY, sales="20", rep="甲(A2)"))
    made = rows_of(page(replace(the_book(*rows), reps=reps)))
    assert {name: row.month.actual for name, row in made.items()} == {"甲(A1)": 10, "甲(A2)": 20}


def test_the_headline_line_leads_and_another_tier_does_not_count() -> None:
    made = page(the_book(targets=(*TARGETS, books.target(99_000, MARCH, row=9, tier=Tier.HOPED))))
    assert made.company.month.target == 66_000


def test_without_actuals_there_is_no_page() -> None:
    book = books.book(TARGETS, REPS)
    assert weekly(book, break_down(book).plans, horizon(book, TODAY)) is None


def test_the_company_alone_has_its_row_where_nobody_is_named() -> None:
    book = books.book(TARGETS, (), actuals=actuals(Sold(when=FRIDAY, sales="100")))
    made = page(book)
    assert made.company.month == Beside(target=Decimal(66_000), actual=Decimal(100))


def test_a_path_that_ends_at_the_team_has_a_row_a_team() -> None:
    book = the_book(settings=Settings(path=(Level.COMPANY, Level.TEAM)))
    made = page(book)
    assert {row.name: row.month.actual for row in made.groups[0].rows} == {"一组": Decimal("21500.50"), "二组": Decimal(1_000)}


def test_data_that_end_before_the_as_of_day_make_time_and_pace_end_there_too() -> None:
    made = page(the_book(*ROWS[:4]), date(2026, 3, 17))
    assert (made.through, made.weeks.days_gone) == (date(2026, 3, 12), 9)
    assert rows_of(made)["甲"].to_date == 9_000
    assert rows_of(made)["甲"].days_left == 10


def test_rows_and_visits_with_a_client_alone_go_to_its_rep_where_clients_stand_on_the_path() -> None:
    path = (Level.COMPANY, Level.MARKET, Level.REP, Level.CLIENT)
    reps = (books.rep("甲", market="北区"), books.rep("乙", row=3, market="南区"))
    clients = (books.client("客一", "甲", "北区"), books.client("客二", "乙", "南区", row=3))
    rows = actuals(Sold(when=date(2026, 3, 10), sales="100", client="客一"), Sold(when=date(2026, 3, 11), sales="20", rep="乙"))
    made = page(books.book(TARGETS[:1], reps, Settings(path=path), actuals=rows, clients=clients))
    assert {row.name: row.month.actual for row in rows_of(made).values()} == {"甲": 100, "乙": 20}
