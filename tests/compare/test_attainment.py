"""Actuals beside quotas."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests import books
from tests.compare.rows import Sold, actuals, visits
from xlsummary.achieved import counted
from xlsummary.compare.activity import visit_rate
from xlsummary.compare.attainment import compare
from xlsummary.compare.cash import collection_rate
from xlsummary.compare.monthly_cash import month_cash
from xlsummary.compare.performance import By, Comparison
from xlsummary.model import Level, Measure, Period, RateBasis, Rep, SalesBook, Settings, Source, Target, TaxBasis, Text
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
    assert comparison.select(By.MARKET, Measure.SALES) == ()
    for by in (By.TEAM, By.REP, By.CLIENT, By.MONTH):
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
    rate = visit_rate(book, horizon(book, TODAY, date(2025, 12, 31)))
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
    months = _compared(book, date(2026, 3, 31)).cash_months
    assert [each.month for each in months] == list(months_in(YEAR)[:3])
    assert [each.sales for each in months] == [10, 10, 0]
    assert [each.cash for each in months] == [10, 0, 0]
    assert [each.month.start.month for each in months if each.is_dry] == [2, 3]
    assert [each.month.start.month for each in months if each.is_sold_dry] == [2]


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


def _summed(comparison: Comparison, by: By) -> dict[str, tuple[object, object]]:
    return {row.name: (row.target, row.actual.value) for row in comparison.select(by, Measure.SALES)}


def test_namesakes_are_told_apart_by_their_codes() -> None:
    reps = (books.rep("王五", "一组", code="A3"), books.rep("王五", "二组", code="A4", row=3))
    rows = (Sold(when=date(2026, 3, 2), sales="50", rep="王五(A3)"), Sold(when=date(2026, 3, 2), sales="7", rep="王五(A4)"))
    comparison = _compared(_book(*rows, targets=(books.target(1000),), reps=reps))
    assert _summed(comparison, By.REP) == {"王五(A3)": (500, 50), "王五(A4)": (500, 7)}
    assert _summed(comparison, By.TEAM) == {"一组": (500, 50), "二组": (500, 7)}


def test_a_transfers_rows_go_to_the_team_of_their_day_and_to_one_person() -> None:
    reps = (
        books.rep("甲", "一组", code="A1", left=date(2026, 6, 30)),
        books.rep("甲", "二组", code="A1", joined=date(2026, 7, 1), row=3),
    )
    rows = (Sold(when=date(2026, 1, 9), sales="10", rep="甲"), Sold(when=date(2026, 8, 3), sales="5", rep="甲"))
    comparison = _compared(_book(*rows, targets=(books.target(1000),), reps=reps))
    assert _summed(comparison, By.REP) == {"甲": (1000, 15)}
    assert [actual for _, actual in _summed(comparison, By.TEAM).values()] == [10, 5]


def test_months_that_a_quarters_total_covers_stand_together() -> None:
    rows = (Sold(when=months_from(2026, 1, 3), sales="300"), Sold(when=date(2026, 4, 7), sales="200"))
    comparison = _compared(_book(*rows, targets=(books.target(248),)))
    months = _summed(comparison, By.MONTH)
    assert "2026-01" not in months
    assert months["2026-04"] == (21, 200)
    assert months[""] == (59, 300)
    assert sum(row.target or 0 for row in comparison.select(By.MONTH, Measure.SALES)) == 248
    book = _book(*rows)
    sold, paid = (counted(book, measure, TODAY.toordinal()) for measure in (Measure.SALES, Measure.COLLECTIONS))
    assert [each.month.start.month for each in month_cash(sold, paid, YEAR, date(2026, 5, 31))] == [4, 5]


def test_activity_counts_in_the_report_period_up_to_the_as_of_day_only() -> None:
    rows = (
        visits(2, Period(date(2024, 3, 1), date(2024, 4, 1)), 500),
        visits(3, Period(date(2025, 3, 1), date(2025, 4, 1)), 100),
        visits(4, Period(date(2025, 12, 1), date(2026, 1, 1)), 7),
    )
    book = SalesBook(
        name="b", lang=books.book().lang, settings=Settings(), actuals=actuals(), reps=books.named_reps(1), activities=rows
    )
    days = horizon(replace(book, settings=Settings(report_period=months_from(2025, 1, 12))), TODAY, date(2025, 12, 20))
    comparison, problems = compare(book, (), days)
    row = comparison.headline(Measure.VISITS)
    rate = visit_rate(book, days)
    assert row is not None
    assert rate is not None
    assert row.actual.value == rate.visits.count.value == 100
    assert rate.working_days == 21
    assert [(str(each.cell), each.rule.id) for each in problems] == [
        ("'活动'!A2", "activity-outside"),
        ("'活动'!C4", "period-row-not-over"),
    ]


def _told(book: SalesBook, as_of: date) -> list[tuple[str, str]]:
    days = horizon(book, TODAY, as_of)
    return [(each.rule.id, str(each.cell or "")) for each in compare(book, break_down(book).plans, days)[1]]


def test_actuals_of_another_year_are_said_and_are_not_0_of_this_one() -> None:
    book = _book(Sold(when=date(2025, 3, 1), sales="5"), targets=(books.target(100),))
    assert _compared(book, date(2025, 12, 31)).rows == ()
    assert ("no-rows-in-period", "") in _told(book, date(2025, 12, 31))


def test_rows_after_the_as_of_day_are_said() -> None:
    book = _book(Sold(when=date(2026, 3, 1), sales="5"), Sold(when=date(2026, 3, 9), sales="9"), targets=(books.target(100),))
    assert ("rows-after-as-of", "'实绩'!A3") in _told(book, date(2026, 3, 2))
    assert _told(book, date(2026, 3, 9)) == []


@pytest.mark.parametrize(
    ("products", "shown"),
    [
        (("乳胶漆", "涂料"), [(By.PRODUCT, "乳胶漆", "吨", 5), (By.PRODUCT, "涂料", "桶", 40)]),
        (("漆", "漆"), [(By.PRODUCT, "漆", "吨", 5), (By.PRODUCT, "漆", "桶", 40)]),
        (("", ""), []),
    ],
)
def test_quantities_of_several_units_are_summed_by_unit_and_have_no_total(
    products: tuple[str, str], shown: list[tuple[By, str, str, int]]
) -> None:
    rows = actuals(*(Sold(when=date(2026, 1, day)) for day in (5, 6, 7)))
    texts = {**rows.texts, "product": (products[0], products[1], products[0])}
    sold = replace(rows, texts=texts, quantity=(3_000, 40_000, 2_000), units=("吨", "桶", "吨"))
    book = books.book([books.target(500, measure=Measure.QUANTITY)], actuals=sold)
    compared, problems = compare(book, break_down(book).plans, horizon(book, TODAY))
    by_unit = [(By.UNIT, "吨", "吨", 5), (By.UNIT, "桶", "桶", 40)]
    assert [(row.by, row.name, row.unit, int(row.actual.value)) for row in compared.rows] == by_unit + shown
    assert {row.target for row in compared.rows} == {None}
    told = [problem for problem in problems if problem.rule.id == "units-not-compared"]
    assert [(str(each.cell), each.words["units"]) for each in told] == [("'目标'!B2", Text("吨、桶", "吨、桶"))]


def test_a_products_target_stands_beside_its_quantity_where_that_has_one_unit() -> None:
    rows = actuals(*(Sold(when=date(2026, 1, day), product=product) for day, product in ((5, "漆"), (6, "刷"), (7, "刷"))))
    sold = replace(rows, quantity=(3_000, 40_000, 2_000), units=("吨", "把", ""))
    targets = [
        books.target(500, measure=Measure.QUANTITY, level=Level.PRODUCT, name=name, row=row)
        for row, name in ((2, "漆"), (3, "刷"))
    ]
    book = books.book(targets, actuals=sold, settings=Settings(path=(Level.COMPANY, Level.PRODUCT)))
    compared, problems = compare(book, break_down(book).plans, horizon(book, TODAY))
    rows_of = [(row.name, row.unit, row.target, int(row.actual.value)) for row in compared.select(By.PRODUCT, Measure.QUANTITY)]
    assert rows_of == [("刷", "把", None, 40), ("刷", "", None, 2), ("漆", "吨", 500, 3)]
    assert [str(each.cell) for each in problems if each.rule.id == "units-not-compared"] == ["'目标'!B3"]
