"""Actuals beside quotas."""

from datetime import date
from decimal import Decimal

import pytest

from tests import books
from tests.compare.rows import Sold, actuals, visits
from xlsummary.compare.activity import visit_rate
from xlsummary.compare.attainment import compare
from xlsummary.compare.cash import collection_rate, month_cash
from xlsummary.compare.performance import By, Comparison
from xlsummary.model import Measure, Period, RateBasis, Rep, SalesBook, Settings, Source, Target, TaxBasis
from xlsummary.periods import months_from, months_in
from xlsummary.plan.breakdown import break_down
from xlsummary.plan.horizon import horizon

TODAY = date(2026, 12, 31)
YEAR = months_from(2026, 1, 12)


def _book(
    *rows: Sold, targets: tuple[Target, ...] = (), reps: tuple[Rep, ...] = (), settings: Settings | None = None
) -> SalesBook:
    return books.book(targets, reps, settings, actuals=actuals(*rows))


def _compared(book: SalesBook, as_of: date | None = None) -> Comparison:
    plans = break_down(book).plans
    return compare(book, plans, horizon(book, TODAY, as_of))[0]


def test_sixty_percent_is_no_excess() -> None:
    book = _book(Sold(when=date(2026, 12, 31), sales="600000"), targets=(books.target(1_000_000),))
    row = _compared(book).headline(Measure.SALES)
    assert row is not None
    assert row.attainment == Decimal("0.6")
    assert (row.gap, row.excess, row.variance) == (Decimal(400_000), Decimal(0), Decimal(-400_000))
    assert row.target_cells == ("'目标'!B2",)
    assert row.actual_cells == ("'实绩'!D2, 日期 2026",)


def test_without_a_target_there_is_no_rate() -> None:
    row = _compared(_book(Sold(when=date(2026, 3, 1), sales="5"))).headline(Measure.SALES)
    assert row is not None
    assert (row.target, row.attainment, row.gap) == (None, None, None)


def test_the_quota_to_date_ends_with_the_as_of_day() -> None:
    book = _book(Sold(when=date(2026, 1, 31), sales="1"), targets=(books.target(24_800),))
    comparison = _compared(book, date(2026, 1, 31))
    row = comparison.headline(Measure.SALES)
    assert row is not None
    assert row.to_date == 2_100
    assert (comparison.days_gone, comparison.working_days) == (21, 248)


def test_every_dimension_adds_up_to_the_company() -> None:
    reps = books.named_reps(4, ("一组", "二组"))
    rows = [
        Sold(when=date(2026, month, 9), sales=str(month * 7), rep=f"员{month % 6:02d}", client=f"客{month}")
        for month in range(1, 13)
    ]
    comparison = _compared(_book(*rows, targets=(books.target(99_999),), reps=reps))
    for by in (By.TEAM, By.REP, By.CLIENT, By.MARKET, By.MONTH):
        assert sum(row.actual.value for row in comparison.select(by, Measure.SALES)) == sum(range(1, 13)) * 7, by
    for by in (By.TEAM, By.REP, By.MONTH):
        assert sum(row.target or 0 for row in comparison.select(by, Measure.SALES)) == 99_999, by
    assert [row.name for row in comparison.select(By.REP, Measure.SALES)][:2] == ["员01", "员03"]


def test_assigned_leads_and_own_is_never_added() -> None:
    targets = (books.target(2_000_000, row=2, source=Source.OWN), books.target(1_000_000, row=3))
    rows = _compared(_book(Sold(when=date(2026, 5, 5), sales="550000"), targets=targets)).company(Measure.SALES)
    assert [(row.line.source, row.attainment) for row in rows] == [
        (Source.ASSIGNED, Decimal("0.55")),
        (Source.OWN, Decimal("0.275")),
    ]


def test_visits_a_day_have_their_denominator() -> None:
    period = Period(date(2025, 10, 15), date(2025, 11, 15))
    reps = tuple(books.rep(f"员{place}", joined=date(2025, 10, 15), row=place) for place in range(2, 7))
    half = Period(period.start, date(2025, 11, 1))
    rows = (visits(2, half, 120, 20), visits(3, Period(half.end, period.end), 90, outcome="拒绝", follow_ups=1))
    book = SalesBook(name="book", lang=books.book().lang, settings=Settings(), actuals=actuals(), reps=reps, activities=rows)
    rate = visit_rate(book)
    assert rate is not None
    assert (rate.reps, rate.working_days, rate.person_days, rate.visits.period) == (5, 23, 115, period)
    assert rate.per_day == Decimal(230) / 115 == 2
    assert round(rate.recorded_per_day, 2) == Decimal("1.83")


@pytest.mark.parametrize(
    ("settings", "base"),
    [
        (Settings(), 1000),
        (Settings(tax_basis=TaxBasis.WITHOUT_TAX), 1130),
        (Settings(tax_basis=TaxBasis.WITHOUT_TAX, tax_rate=Decimal("0.06"), rate_basis=RateBasis.RECEIVABLE), 1060),
    ],
)
def test_the_collection_rate_is_cash_over_sales_with_tax(settings: Settings, base: int) -> None:
    book = _book(Sold(when=date(2026, 3, 1), sales="1000", collected="800"), settings=settings)
    rate = collection_rate(book, _compared(book))
    assert rate is not None
    assert (rate.cash, rate.base) == (Decimal(800), Decimal(base))


def test_months_without_cash_are_seen_apart_from_months_without_sales() -> None:
    book = _book(Sold(when=date(2026, 1, 5), sales="10", collected="10"), Sold(when=date(2026, 2, 5), sales="10"))
    days = horizon(book, TODAY, date(2026, 3, 31))
    months = month_cash(book, YEAR, days)
    assert [each.month for each in months] == list(months_in(YEAR)[:3])
    assert [each.sales for each in months] == [10, 10, 0]
    assert [each.cash for each in months] == [10, 0, 0]


def test_a_measure_the_book_says_nothing_of_is_not_known_and_not_0() -> None:
    targets = (books.target(100, row=2), books.target(50, row=3, measure=Measure.COLLECTIONS))
    comparison = _compared(_book(Sold(when=date(2025, 3, 1), sales="5"), targets=targets), date(2026, 6, 30))
    sales = comparison.headline(Measure.SALES)
    assert sales is not None
    assert sales.actual.value == 0
    assert comparison.headline(Measure.COLLECTIONS) is None


def test_visits_that_reach_out_of_the_report_period_are_named() -> None:
    row = visits(2, Period(date(2025, 12, 15), date(2026, 1, 15)), 7)
    book = SalesBook(name="b", lang=books.book().lang, settings=Settings(), actuals=actuals(), activities=(row,))
    _, problems = compare(book, (), horizon(book, TODAY, date(2026, 6, 30)))
    assert [(str(each.cell), each.rule.id) for each in problems] == [("'活动'!C2", "period-row-straddles")]
