"""Which rows of 实绩 count, and what they add up to."""

from datetime import date
from decimal import Decimal

import pytest

from tests import books
from tests.compare.rows import Sold, actuals
from xlsummary.achieved import Counted, counted
from xlsummary.model import ActualKind, Amount, Bound, Measure, Settings
from xlsummary.periods import months_from

TODAY = date(2025, 12, 31).toordinal()
YEAR = months_from(2025, 1, 12)
MARCH = months_from(2025, 3, 1)


def _counted(*rows: Sold, measure: Measure = Measure.SALES, settings: Settings | None = None, today: int = TODAY) -> Counted:
    return counted(books.book(actuals=actuals(*rows), settings=settings), measure, today)


def _total(of: Counted) -> Amount:
    return of.total(of.places(YEAR))


def test_sales_and_returns_add_up_to_the_fen() -> None:
    of = _counted(
        Sold(when=date(2025, 3, 1), sales="100.10"), Sold(when=date(2025, 3, 2), sales="-0.10", kind=ActualKind.RETURN)
    )
    assert _total(of) == Amount(Decimal("100.00"))


def test_cash_counts_on_the_day_it_came() -> None:
    of = _counted(Sold(when=date(2025, 3, 30), collected="50", paid=date(2025, 4, 2)), measure=Measure.COLLECTIONS)
    assert not list(of.places(MARCH))
    assert of.total(of.places(months_from(2025, 4, 1))) == Amount(Decimal(50))


@pytest.mark.parametrize("kind", [ActualKind.SET_OFF, ActualKind.BAD_DEBT])
def test_what_only_reduces_receivables_is_no_cash(kind: ActualKind) -> None:
    of = _counted(Sold(when=date(2025, 3, 1), collected="50", kind=kind), measure=Measure.COLLECTIONS)
    assert _total(of).value == 0


@pytest.mark.parametrize(("counts", "cash"), [(True, 50), (False, 0)])
def test_acceptances_are_cash_as_the_setting_says(counts: bool, cash: int) -> None:
    row = Sold(when=date(2025, 3, 1), collected="50", kind=ActualKind.ACCEPTANCE)
    of = _counted(row, measure=Measure.COLLECTIONS, settings=Settings(acceptance_counts=counts))
    assert _total(of).value == cash


def test_dated_rows_win_over_the_total_of_their_month_and_a_difference_is_told() -> None:
    of = _counted(
        Sold(when=MARCH, sales="100"), Sold(when=date(2025, 3, 5), sales="60"), Sold(when=date(2025, 3, 6), sales="39")
    )
    assert _total(of).value == 99
    assert [(str(each.cell), each.rule.id) for each in of.problems] == [("'实绩'!D2", "period-total-differs")]


def test_a_total_that_agrees_with_its_rows_is_silent() -> None:
    of = _counted(Sold(when=MARCH, sales="99"), Sold(when=date(2025, 3, 5), sales="99"))
    assert _total(of).value == 99
    assert of.problems == ()


def test_months_win_over_their_year_and_days_over_their_month() -> None:
    of = _counted(Sold(when=YEAR, sales="500"), Sold(when=MARCH, sales="100"), Sold(when=date(2025, 3, 5), sales="100"))
    assert _total(of).value == 100
    assert [str(each.cell) for each in of.problems] == ["'实绩'!D2"]


def test_a_reps_total_gives_way_to_that_reps_rows_only() -> None:
    of = _counted(
        Sold(when=MARCH, sales="100", rep="张三"),
        Sold(when=date(2025, 3, 5), sales="100", rep="张三"),
        Sold(when=date(2025, 3, 6), sales="7", rep="李四"),
    )
    assert _total(of).value == 107


def test_a_month_that_is_not_over_counts_as_today() -> None:
    today = date(2025, 3, 15).toordinal()
    of = _counted(Sold(when=MARCH, sales="100"), today=today)
    assert list(of.places(MARCH, through=today)) == [0]
    assert not list(of.places(MARCH, through=today - 1))


def test_a_row_that_reaches_out_of_the_period_is_named() -> None:
    of = _counted(Sold(when=months_from(2025, 3, 2), sales="100"))
    assert not list(of.places(MARCH))
    found = of.uncounted(MARCH, date(2025, 12, 31))
    assert [(str(each.cell), each.rule.id) for each in found] == [("'实绩'!D2", "period-row-straddles")]


def test_a_month_that_runs_past_the_as_of_day_is_not_counted_and_named() -> None:
    of = _counted(Sold(when=MARCH, sales="100"), Sold(when=months_from(2025, 4, 1), sales="7"))
    as_of = date(2025, 3, 20)
    assert not list(of.places(YEAR, as_of.toordinal()))
    assert [(str(each.cell), each.rule.id) for each in of.uncounted(YEAR, as_of)] == [("'实绩'!D2", "period-row-not-over")]


def test_the_address_names_what_in_it_does_not_count() -> None:
    of = _counted(Sold(when=date(2025, 3, 5), sales="60"), Sold(when=MARCH, sales="60"), Sold(when=date(2025, 4, 5), sales="1"))
    assert of.address(list(of.places(YEAR)), "日期 2025") == ("'实绩'!D2:D4, 日期 2025, 不含 D3",)


def test_bounds_are_kept_through_sums() -> None:
    of = _counted(Sold(when=MARCH, sales="100", bound=Bound.AT_LEAST), Sold(when=date(2025, 4, 5), sales="1"))
    assert _total(of) == Amount(Decimal(101), Bound.AT_LEAST)


def test_the_address_is_one_range_and_a_filter() -> None:
    of = _counted(*(Sold(when=date(2025, 3, day), sales="1") for day in range(1, 10)))
    assert of.address(list(of.places(YEAR)), "日期 2025") == ("'实绩'!D2:D10, 日期 2025",)
