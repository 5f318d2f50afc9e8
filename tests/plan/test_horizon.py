"""Which days a run is about."""

from dataclasses import replace
from datetime import date

import pytest

from tests import books
from tests.compare.rows import Sold, actuals
from xlsummary.model import Cell, Lang, Period, Settings
from xlsummary.periods import months_from
from xlsummary.plan.horizon import horizon

TODAY = date(2026, 5, 20)
Y2025, Y2026 = months_from(2025, 1, 12), months_from(2026, 1, 12)


def test_the_last_row_not_after_today_is_the_as_of_day() -> None:
    book = books.book(actuals=actuals(Sold(when=date(2026, 3, 3)), Sold(when=date(2026, 8, 8))))
    days = horizon(book, TODAY)
    assert (days.as_of, days.last_row, days.through) == (date(2026, 3, 3), date(2026, 3, 3), date(2026, 3, 3))


def test_data_reach_as_far_as_cash_that_came_after_the_last_row() -> None:
    rows = (
        Sold(when=date(2026, 3, 3), sales="5", collected="5", paid=date(2026, 3, 9)),
        Sold(when=date(2026, 3, 2), sales="5", collected="5", paid=date(2026, 4, 1)),
        Sold(when=date(2026, 3, 1), sales="5", paid=date(2026, 3, 12)),
    )
    days = horizon(books.book(actuals=actuals(*rows)), TODAY, date(2026, 3, 13))
    assert days.through == date(2026, 3, 9)
    days = horizon(books.book(actuals=actuals(*rows)), TODAY)
    assert (days.as_of, days.through) == (date(2026, 3, 3), date(2026, 3, 3))


def test_a_month_that_is_not_over_counts_as_today() -> None:
    assert horizon(books.book(actuals=actuals(Sold(when=months_from(2026, 5, 1)))), TODAY).as_of == TODAY


def test_without_actuals_the_first_target_day_counts_and_a_note_says_so() -> None:
    days = horizon(books.book([books.target(1, Y2026)]), TODAY)
    assert (days.as_of, days.report, days.plan) == (date(2026, 1, 1), Y2026, Y2026)
    assert [problem.rule.id for problem in days.problems] == ["no-actuals-as-of"]


def test_without_anything_it_is_today_and_its_year() -> None:
    days = horizon(books.book(), TODAY)
    assert (days.as_of, days.report, days.plan, days.problems) == (TODAY, Y2026, Y2026, ())


def test_a_given_day_beats_the_setting_and_the_rows() -> None:
    book = books.book(settings=Settings(as_of=date(2026, 1, 1)), actuals=actuals(Sold(when=date(2026, 3, 3))))
    assert horizon(book, TODAY).as_of == date(2026, 1, 1)
    assert horizon(book, TODAY, date(2026, 2, 2)).as_of == date(2026, 2, 2)


def test_the_report_period_is_the_longest_that_holds_the_day_and_the_plan_period_the_next_as_long() -> None:
    targets = [books.target(1, Y2025), books.target(1, months_from(2025, 10, 3)), books.target(1, Y2026)]
    days = horizon(books.book(targets), TODAY, date(2025, 12, 31))
    assert (days.report, days.plan) == (Y2025, Y2026)


def test_months_or_quarters_that_make_up_a_year_report_and_plan_the_year() -> None:
    months = [books.target(1, months_from(2025, month, 1)) for month in range(1, 13)]
    quarters = [books.target(1, months_from(2026, month, 3)) for month in (1, 4, 7, 10)]
    days = horizon(books.book([*quarters, *months]), TODAY, date(2025, 11, 30))
    assert (days.report, days.plan) == (Y2025, Y2026)


def test_months_with_a_gap_between_report_each_run_of_its_own() -> None:
    months = [books.target(1, months_from(2026, month, 1)) for month in (1, 2, 4, 5)]
    assert horizon(books.book(months), TODAY, date(2026, 2, 3)).report == months_from(2026, 1, 2)


def test_the_latest_period_before_the_day_reports_when_none_holds_it() -> None:
    targets = [books.target(1, months_from(2024, 1, 12)), books.target(1, Y2025)]
    days = horizon(books.book(targets), TODAY, date(2026, 5, 1))
    assert (days.report, days.plan) == (Y2025, Y2025)


def test_a_financial_year_that_starts_in_april_reports_its_own_year() -> None:
    days = horizon(books.book(settings=Settings(year_start=4)), date(2026, 2, 1))
    assert days.report == months_from(2025, 4, 12)


Q1, Q2, Q3 = (months_from(2026, month, 3) for month in (1, 4, 7))


@pytest.mark.parametrize(
    ("periods", "own"),
    [
        ([Y2026, months_from(2027, 1, 12)], Y2026),
        ([Q1, Q3], Q1),
        ([Q1, Q2], months_from(2026, 1, 6)),
        ([months_from(2026, month, 1) for month in range(1, 13)], Y2026),
    ],
)
def test_before_anything_has_happened_the_report_period_is_planned(periods: list[Period], own: Period) -> None:
    book = books.book([books.target(1, period) for period in periods])
    days = horizon(book, TODAY)
    assert (days.as_of, days.report, days.plan) == (date(2026, 1, 1), own, own)


def test_a_day_that_is_given_or_a_row_makes_the_next_period_the_planned_one() -> None:
    targets = [books.target(1, Y2026), books.target(1, months_from(2027, 1, 12))]
    sold = books.book(targets, actuals=actuals(Sold(when=date(2026, 1, 1))))
    for days in (horizon(books.book(targets), TODAY, date(2026, 1, 1)), horizon(sold, TODAY)):
        assert (days.report, days.plan) == (Y2026, months_from(2027, 1, 12))


def test_a_report_period_that_is_set_has_its_next_one_planned_without_actuals_too() -> None:
    book = books.book([books.target(1, Y2025), books.target(1, Y2026)], settings=Settings(report_period=Y2025))
    assert horizon(book, TODAY).plan == Y2026


@pytest.mark.parametrize(
    ("name", "period", "is_told"),
    [
        ("plan_period", months_from(2028, 1, 12), True),
        ("report_period", months_from(2028, 1, 12), True),
        ("report_period", Y2025, False),
        ("plan_period", months_from(2026, 4, 1), False),
        ("plan_period", months_from(2026, 12, 2), False),
    ],
)
def test_a_plan_period_that_no_target_meets_is_warned_of_at_its_setting(name: str, period: Period, is_told: bool) -> None:
    cell = Cell("设置", "B7")
    settings = replace(Settings(as_of=date(2026, 1, 1), cells={name: cell}), **{name: period})  # type: ignore[arg-type] # by name
    problems = horizon(books.book([books.target(1, Y2026)], settings=settings), TODAY).problems
    assert [(problem.rule.id, problem.cell) for problem in problems] == ([("plan-period-empty", cell)] if is_told else [])
    if is_told:
        assert "计划期 2028年 内没有目标" in problems[0].message(Lang.ZH)
        assert "the book has targets for 2026" in problems[0].message(Lang.EN)


def test_the_periods_that_have_targets_are_named_by_the_outermost_three() -> None:
    months = [books.target(1, months_from(year, 1, 12)) for year in range(2020, 2025)]
    settings = Settings(plan_period=months_from(2028, 1, 12))
    (problem,) = horizon(
        books.book([*months, books.target(1, months_from(2020, 3, 1))], settings=settings), TODAY, TODAY
    ).problems
    assert problem.message(Lang.ZH).endswith("书中的目标期是 2020年、2021年、2022年等")


@pytest.mark.parametrize("day", [date(1999, 1, 1), date(2040, 1, 1)])
def test_an_as_of_day_far_away_still_plans_a_period_that_has_targets(day: date) -> None:
    days = horizon(books.book([books.target(1, Y2026)]), TODAY, day)
    assert (days.plan, days.problems) == (Y2026, ())
