"""What finance signs, worked out by hand: 24,800 yuan over the 248 working days of 2026, 100 a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests import books
from tests.compare.rows import Sold, actuals, visits
from xlsummary.compare.attainment import compare
from xlsummary.compare.performance import By
from xlsummary.compare.scores import Score, ScoreBlock, Scores, ScoreTable, Standing, Untold
from xlsummary.compare.scoring import scores_of
from xlsummary.compare.windows import same_days, windows_of
from xlsummary.model import (
    Amount,
    Bound,
    Level,
    Measure,
    Period,
    RateBasis,
    Rep,
    SalesBook,
    Settings,
    Source,
    Target,
    TaxBasis,
    Tier,
    Version,
)
from xlsummary.periods import months_from
from xlsummary.plan.breakdown import break_down
from xlsummary.plan.horizon import horizon

TODAY = date(2026, 12, 31)
REPS = (books.rep("甲", "一组"), books.rep("乙", "一组", row=3), books.rep("丙", "二组", row=4))
TARGETS = (books.target(24_800), books.target(12_400, row=3, measure=Measure.COLLECTIONS))
ROWS = (
    Sold(when=date(2025, 1, 5), sales="50", collected="40", rep="甲", client="A"),
    Sold(when=date(2025, 3, 5), sales="70", rep="老", client="B"),
    Sold(when=date(2025, 3, 14), sales="999", rep="甲", client="A"),
    Sold(when=date(2026, 1, 5), sales="100", collected="60", rep="甲", client="A"),
    Sold(when=date(2026, 2, 5), sales="100", collected="60", rep="乙", client="C"),
    Sold(when=date(2026, 2, 20), sales="40", rep="乙", client="C"),
    Sold(when=date(2026, 3, 5), sales="100", collected="60", client="A"),
    Sold(when=date(2026, 3, 13), sales="10", collected="60", rep="丁", client="A"),
)
MARCH_15 = date(2026, 3, 15)


def the_book(
    *rows: Sold,
    targets: tuple[Target, ...] = TARGETS,
    reps: tuple[Rep, ...] = REPS,
    settings: Settings | None = None,
) -> SalesBook:
    return books.book(targets, reps, settings, actuals=actuals(*(rows or ROWS)))


def scored(book: SalesBook, as_of: date = MARCH_15) -> Scores:
    days, broken = horizon(book, TODAY, as_of), break_down(book)
    comparison, _ = compare(book, broken.plans, days, broken.beside)
    found = scores_of(book, broken.plans, days, comparison, broken.beside)
    assert found is not None
    return found


def block(scores: Scores, measure: Measure = Measure.SALES) -> ScoreBlock:
    return next(each for each in scores.blocks if each.line.measure is measure)


def table(scores: Scores, by: By, measure: Measure = Measure.SALES) -> ScoreTable:
    found = block(scores, measure).table(by)
    assert found is not None
    return found


def named(scores: Scores, by: By, name: str) -> Score:
    return next(score for score in table(scores, by).scores if score.row.name == name)


def value(amount: Amount | None) -> Decimal | None:
    return None if amount is None else amount.value


def figures(*amounts: object) -> tuple[object, ...]:
    return amounts


def test_every_figure_of_the_company() -> None:
    company = block(scored(the_book())).company
    assert figures(company.row.target, company.row.to_date, company.row.actual.value) == (24_800, 4_700, 350)
    assert company.row.attainment_to_date == Decimal(350) / 4_700
    assert figures(company.month.target, value(company.month.actual), value(company.month.before)) == (2_200, 110, 100)
    assert (company.month.attainment, company.month_growth) == (Decimal("0.05"), Decimal("0.1"))
    assert figures(value(company.last_year), company.change, company.growth) == (120, 230, Decimal(350) / 120 - 1)
    assert company.share == 1
    assert company.cash is not None
    assert figures(company.cash.target, company.cash.actual.value, company.cash.base) == (12_400, 240, 350)
    assert (company.cash.attainment, company.cash.rate) == (Decimal(240) / 12_400, Decimal(240) / 350)


def test_same_days_last_year_end_with_the_day_that_data_reach() -> None:
    """Data reach 13 March: the row of 14 March 2025 is not in, though the as-of day is the 15th."""
    assert value(named(scored(the_book()), By.REP, "甲").last_year) == 50


def test_those_without_a_target_follow_those_with_one_and_the_blank_name_is_last() -> None:
    scores = table(scored(the_book()), By.REP).scores
    rows = [figures(score.row.name, score.standing, score.row.actual.value) for score in scores]
    assert rows == [
        ("乙", Standing.NAMED, 140),
        ("甲", Standing.NAMED, 100),
        ("丙", Standing.NAMED, 0),
        ("丁", Standing.UNTARGETED, 10),
        ("老", Standing.UNTARGETED, 0),
        ("", Standing.UNASSIGNED, 100),
    ]


def test_a_table_without_any_target_has_none_that_are_without_and_stands_by_size() -> None:
    clients = table(scored(the_book()), By.CLIENT)
    assert not clients.has_targets
    assert [(score.row.name, score.standing) for score in clients.scores] == [
        ("A", Standing.NAMED),
        ("C", Standing.NAMED),
        ("B", Standing.NAMED),
    ]


def columns(score: Score) -> list[Decimal]:
    """All that is added up."""
    month, cash = score.month, score.cash
    amounts = (score.row.actual, month.actual, month.before, score.last_year, cash and cash.actual)
    targets = (score.row.target, score.row.to_date, month.target, cash and cash.target, cash and cash.opening)
    return [(each.value if each else None) or Decimal(0) for each in amounts] + [each or Decimal(0) for each in targets]


def assert_adds_up(scores: Scores) -> int:
    """Each column of each table of names is the company's, but for what has no names; how many tables there are."""
    count = 0
    for each in scores.blocks:
        for part in each.tables:
            if part.by is By.MONTH:
                continue
            sums = [sum(column) for column in zip(*map(columns, part.scores), strict=True)]
            whole = columns(each.company)
            has_cash = any(score.cash for score in part.scores)
            left_out = {3: not part.is_whole_before, 4: not has_cash, 8: not part.has_cash_targets, 9: not has_cash}
            left_out |= dict.fromkeys((5, 6, 7), not part.has_targets)
            places = [at for at in range(len(sums)) if not left_out.get(at)]
            assert [sums[at] for at in places] == [whole[at] for at in places], (each.line, part.by)
            count += 1
    return count


def test_every_table_adds_up_to_the_company_in_every_column() -> None:
    assert assert_adds_up(scored(the_book())) == 6


def test_what_is_assigned_to_nobody_makes_a_table_of_targets_whole() -> None:
    """甲 is there from July only: what falls before is nobody's."""
    reps = (books.rep("甲", "一组", joined=date(2026, 7, 1)),)
    scores = scored(the_book(reps=reps))
    blank = named(scores, By.REP, "")
    assert blank.row.target == 24_800 - (named(scores, By.REP, "甲").row.target or 0)
    assert blank.row.to_date == 4_700
    assert blank.standing is Standing.UNASSIGNED
    assert_adds_up(scores)


def test_targets_of_markets_off_the_path_leave_the_rest_to_the_blank_name() -> None:
    rows = (
        Sold(when=date(2026, 1, 5), sales="100", rep="甲", market="华东"),
        Sold(when=date(2026, 1, 6), sales="30", rep="甲", market="华北"),
        Sold(when=date(2026, 3, 13), sales="7", rep="甲"),
    )
    targets = (books.target(24_800), books.target(9_920, row=3, level=Level.MARKET, name="华东"))
    scores = scored(the_book(*rows, targets=targets))
    found = {score.row.name: (score.row.target, score.row.to_date) for score in table(scores, By.MARKET).scores}
    assert found == {"华东": (9_920, 1_880), "华北": (None, None), "": (14_880, 2_820)}
    assert_adds_up(scores)


def test_a_shared_deal_lands_on_each_rep_to_the_fen_and_is_not_multiplied() -> None:
    sold = actuals(
        Sold(when=date(2026, 3, 5), sales="60.01", collected="0.60", rep="张三", client="A"),
        Sold(when=date(2026, 3, 5), sales="40.00", collected="0.41", rep="李四", client="A"),
    )
    shared = replace(sold, rows=(2, 2))
    scores = scored(replace(the_book(reps=()), actuals=shared))
    reps = {
        score.row.name: (score.row.actual.value, score.cash and score.cash.actual.value)
        for score in table(scores, By.REP).scores
    }
    assert reps["张三"] == (Decimal("60.01"), Decimal("0.60"))
    assert reps["李四"] == (Decimal("40.00"), Decimal("0.41"))
    (client,) = table(scores, By.CLIENT).scores
    assert client.row.actual.value == Decimal("100.01") == block(scores).company.row.actual.value


def test_lines_stand_apart_each_with_all_actuals() -> None:
    targets = (
        *TARGETS,
        books.target(49_600, row=4, tier=Tier.HOPED),
        books.target(12_400, row=5, source=Source.OWN),
        books.target(20_000, row=6, version=Version.REVISED),
    )
    scores = scored(the_book(targets=targets))
    sales = [each for each in scores.blocks if each.line.measure is Measure.SALES]
    assert [each.company.row.target for each in sales] == [20_000, 24_800, 49_600, 12_400]
    assert {each.company.row.actual.value for each in sales} == {350}
    assert [each.is_headline for each in sales] == [True, False, False, False]
    assert [each.company.cash and each.company.cash.target for each in sales] == [12_400, 12_400, None, None]
    assert [each.has_cash_target for each in sales] == [True, True, False, False]
    assert_adds_up(scores)


def test_january_and_february_also_stand_together() -> None:
    spring = block(scored(the_book())).spring
    assert spring is not None
    assert spring.row.name == "2026-01~2026-02"
    assert figures(spring.row.target, spring.row.actual.value, value(spring.last_year)) == (3_700, 240, 50)
    assert spring.growth == Decimal("3.8")
    assert spring.cash is not None
    assert figures(spring.cash.target, spring.cash.actual.value) == (1_850, 120)


def test_before_february_is_told_there_is_no_row_of_both() -> None:
    assert block(scored(the_book(), date(2026, 1, 20))).spring is None


def test_months_still_to_come_have_no_last_year() -> None:
    months = {score.row.name: score for score in table(scored(the_book()), By.MONTH).scores}
    assert [months[f"2026-{month:02d}"].is_told for month in (3, 4)] == [True, False]
    assert [value(months[f"2026-{month:02d}"].last_year) for month in (1, 2, 3, 4)] == [50, 0, 70, None]
    assert months["2026-02"].month_growth == Decimal("0.4")
    assert months["2026-04"].month_growth is None


def test_rates_have_no_base_of_0_or_below() -> None:
    rows = (
        Sold(when=date(2025, 1, 2), sales="-5", collected="1", client="A"),
        Sold(when=date(2026, 2, 2), sales="-5", client="A"),
        Sold(when=date(2026, 3, 13), sales="-8", collected="2", client="A"),
    )
    company = block(scored(the_book(*rows, targets=()))).company
    assert (company.growth, company.month_growth, company.share, company.row.attainment) == (None, None, None, None)
    assert company.change == -8
    assert company.cash is not None
    assert company.cash.rate is None


def test_a_book_that_begins_after_the_days_asked_for_says_so_and_gives_no_growth() -> None:
    scores = scored(the_book(*ROWS[1:]))
    company = block(scores)
    assert (company.company.last_year, company.company.growth) == (None, None)
    assert Untold.LAST_YEAR_SHORT in company.untold
    assert company.since == date(2025, 3, 1)
    assert company.spring is None


def test_growth_typed_stands_where_last_years_rows_are_not_there() -> None:
    settings = Settings(sales_growth=Decimal("-0.12"))
    assert block(scored(the_book(*ROWS[3:], settings=settings))).company.growth == Decimal("-0.12")
    assert block(scored(the_book(settings=settings))).company.growth == Decimal(350) / 120 - 1


def test_a_total_that_reaches_over_the_same_days_leaves_them_untold() -> None:
    rows = (Sold(when=months_from(2025, 1, 12), sales="4000"), *ROWS[3:])
    found = block(scored(the_book(*rows)))
    assert found.untold == (Untold.LAST_YEAR_BLURRED,)
    year = block(scored(the_book(*rows, Sold(when=date(2026, 12, 31), sales="3650")), TODAY))
    assert figures(value(year.company.last_year), year.company.growth) == (4_000, 0)


def test_months_of_totals_are_told_whole_months_apart() -> None:
    rows = tuple(Sold(when=months_from(year, month, 1), sales=str(year - 2000)) for year in (2025, 2026) for month in (1, 2, 3))
    company = block(scored(the_book(*rows), date(2026, 3, 31))).company
    assert figures(value(company.last_year), value(company.month.before)) == (75, 26)


@pytest.mark.parametrize(
    ("gone", "months", "same"),
    [
        (Period(date(2026, 3, 1), date(2026, 3, 14)), -1, Period(date(2026, 2, 1), date(2026, 2, 14))),
        (months_from(2026, 2, 1), -1, months_from(2026, 1, 1)),
        (months_from(2026, 3, 1), -1, months_from(2026, 2, 1)),
        (Period(date(2026, 3, 1), date(2026, 3, 31)), -1, months_from(2026, 2, 1)),
        (months_from(2025, 2, 1), -12, months_from(2024, 2, 1)),
        (months_from(2024, 2, 1), -12, months_from(2023, 2, 1)),
        (Period(date(2024, 1, 1), date(2024, 2, 29)), -12, Period(date(2023, 1, 1), date(2023, 3, 1))),
        (Period(date(2025, 10, 15), date(2025, 11, 15)), -12, Period(date(2024, 10, 15), date(2024, 11, 15))),
    ],
)
def test_the_same_days_of_another_month(gone: Period, months: int, same: Period) -> None:
    assert same_days(gone, months) == same


def test_the_month_under_way_is_the_last_of_a_report_period_that_is_over() -> None:
    book = the_book(*ROWS, Sold(when=date(2027, 1, 8), sales="1"))
    days = replace(horizon(book, date(2027, 1, 9), date(2027, 1, 8)), report=months_from(2026, 1, 12))
    found = windows_of(days)
    assert found.month.whole == months_from(2026, 12, 1)
    assert found.report.last_year == months_from(2025, 1, 12)


def test_both_rates_by_the_books_basis() -> None:
    clients = (
        replace(books.client("A", "甲", "华东"), opening=Amount(Decimal(650))),
        replace(books.client("Z", "丙", row=3), opening=Amount(Decimal(100))),
    )
    settings = Settings(rate_basis=RateBasis.RECEIVABLE, tax_basis=TaxBasis.WITHOUT_TAX)
    scores = scored(replace(the_book(settings=settings), clients=clients))
    cash = block(scores).company.cash
    assert cash is not None
    assert figures(cash.opening, cash.base) == (750, Decimal("395.50") + 750)
    by_client = {score.row.name: score.cash for score in table(scores, By.CLIENT).scores}
    assert by_client["A"] is not None
    assert by_client["A"].rate == Decimal(180) / (Decimal("237.30") + 650)
    assert by_client["Z"] is not None
    assert figures(by_client["Z"].opening, by_client["Z"].rate) == (100, 0)
    assert named(scores, By.REP, "丙").cash == replace(by_client["Z"], target=Decimal(4_133))
    assert all(score.cash and score.cash.rate is None for score in table(scores, By.MONTH).scores)
    assert_adds_up(scores)


def test_visits_and_new_clients_stand_by_rep_too() -> None:
    targets = (books.target(248, measure=Measure.VISITS), books.target(24, row=3, measure=Measure.NEW_CLIENTS))
    rows = (
        replace(visits(2, Period(date(2026, 3, 2), date(2026, 3, 8)), 5), rep="甲", client="A"),
        replace(visits(3, Period(date(2026, 2, 2), date(2026, 2, 8)), 4), rep="丙"),
        replace(visits(4, Period(date(2026, 1, 2), date(2026, 2, 8)), 3), rep="戊"),
    )
    clients = (replace(books.client("A", "甲"), first_deal=date(2026, 1, 5)),)
    book = replace(the_book(targets=targets), activities=rows, clients=clients)
    scores = scored(book)
    reps = {score.row.name: score.row.actual.value for score in table(scores, By.REP, Measure.VISITS).scores}
    assert reps == {"乙": 0, "甲": 5, "丙": 4, "戊": 3}
    months = {score.row.name: score.row.actual.value for score in table(scores, By.MONTH, Measure.VISITS).scores}
    assert figures(months["2026-03"], months["2026-02"], months[""]) == (5, 4, 3)
    won = {score.row.name: score.row.actual.value for score in table(scores, By.REP, Measure.NEW_CLIENTS).scores}
    assert won == {"乙": 0, "甲": 1, "丙": 0}
    assert_adds_up(scores)


def test_last_year_and_cash_without_any_name_are_told_of_no_name() -> None:
    """What nobody says whose it was is not 0 of everybody."""
    rows = (
        Sold(when=months_from(2025, 1, 1), sales="120"),
        Sold(when=date(2026, 2, 5), sales="100", rep="甲"),
        Sold(when=date(2026, 3, 13), sales="50", rep="乙"),
        Sold(when=date(2026, 3, 13), collected="70"),
    )
    scores = scored(the_book(*rows))
    assert figures(value(block(scores).company.last_year), block(scores).company.growth) == (120, Decimal("0.25"))
    people = table(scores, By.REP)
    assert {(score.row.name, score.last_year, score.cash) for score in people.scores} == {
        ("甲", None, None),
        ("乙", None, None),
        ("丙", None, None),
    }
    assert not people.is_whole_before
    assert_adds_up(scores)


def test_quantities_of_several_units_are_blocks_of_their_own() -> None:
    rows = actuals(*(Sold(when=date(2026, 1, day)) for day in (5, 6, 7, 8)))
    products = ("乳胶漆", "腻子", "乳胶漆", "乳胶漆")
    sold = replace(
        rows,
        texts={**rows.texts, "product": products},
        quantity=(3_000, 40_000, 2_000, 7_000),
        units=("吨", "袋", "吨", "桶"),
    )
    targets = (books.target(500, measure=Measure.QUANTITY, level=Level.PRODUCT, name="腻子"),)
    scores = scored(books.book(targets, actuals=sold))
    found = [figures(each.unit, each.company.row.actual.value, [t.by for t in each.tables]) for each in scores.blocks]
    assert found == [("吨", 5, [By.PRODUCT]), ("袋", 40, [By.PRODUCT]), ("桶", 7, [By.PRODUCT])]
    (putty,) = scores.blocks[1].tables[0].scores
    assert figures(putty.row.name, putty.row.target, putty.row.actual.value) == ("腻子", 500, 40)


def test_the_plan_as_it_was_kept_stands_beside_that_of_today() -> None:
    book = the_book()
    days, broken = horizon(book, TODAY, MARCH_15), break_down(book)
    kept = break_down(the_book(targets=(books.target(49_600), TARGETS[1]))).plans
    comparison, _ = compare(book, broken.plans, days, broken.beside, kept)
    scores = scores_of(book, broken.plans, days, comparison)
    assert scores is not None
    row = block(scores).company.row
    assert figures(row.target, row.original, row.to_date, row.original_to_date) == (24_800, 49_600, 4_700, 9_400)


def test_a_bound_stays_beside_every_sum_it_went_into() -> None:
    rows = (
        Sold(when=date(2025, 2, 5), sales="100", client="A", bound=Bound.ABOUT),
        Sold(when=date(2025, 1, 5), sales="100", client="A"),
        Sold(when=date(2026, 3, 5), sales="110", client="A", bound=Bound.AT_LEAST),
        Sold(when=date(2026, 3, 13), sales="10", client="C"),
    )
    scores = scored(the_book(*rows))
    assert block(scores).company.row.actual == Amount(Decimal(120), Bound.AT_LEAST)
    assert named(scores, By.CLIENT, "A").month.actual == Amount(Decimal(110), Bound.AT_LEAST)
    assert named(scores, By.CLIENT, "C").month.actual == Amount(Decimal(10))
    assert named(scores, By.CLIENT, "A").last_year == Amount(Decimal(200), Bound.ABOUT)


def test_without_rows_in_a_period_that_has_not_begun_there_is_nothing_to_sign() -> None:
    book = the_book(Sold(when=date(2025, 3, 1), sales="5"))
    days, broken = horizon(book, TODAY, date(2025, 6, 30)), break_down(book)
    comparison, _ = compare(book, broken.plans, days, broken.beside)
    assert scores_of(book, broken.plans, days, comparison) is None
