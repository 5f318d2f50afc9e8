"""Which rows of 实绩 count, and what they add up to."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import permutations
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import books
from tests.book.written import written
from tests.compare.rows import Sold, actuals
from tests.rules import SOUND
from xlsummary.achieved import Counted, counted
from xlsummary.model import ActualKind, Amount, Bound, Lang, LeftOut, Measure, Settings
from xlsummary.periods import months_from
from xlsummary.pipeline import Options, check

TODAY = date(2025, 12, 31).toordinal()
YEAR = months_from(2025, 1, 12)
MARCH = months_from(2025, 3, 1)


def _counted(*rows: Sold, measure: Measure = Measure.SALES, using: Settings | None = None, today: int = TODAY) -> Counted:
    return counted(books.book(actuals=actuals(*rows), settings=using), measure, today)


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
    of = _counted(row, measure=Measure.COLLECTIONS, using=Settings(acceptance_counts=counts))
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


JANUARY = months_from(2025, 1, 1)


def _seen(of: Counted) -> tuple[int, list[tuple[str, str]]]:
    """The year's whole yuan, and each problem's rule and cell."""
    return int(_total(of).value), [(problem.rule.id, str(problem.cell)) for problem in of.problems]


def test_a_companys_total_of_a_period_is_not_added_to_its_reps_of_the_same_period() -> None:
    rows = [Sold(when=JANUARY, sales="1000", rep="张三"), Sold(when=JANUARY, sales="500", rep="李四")]
    of = _counted(Sold(when=JANUARY, sales="1500"), *rows)
    assert _seen(of) == (1500, [])


def test_a_total_of_which_a_part_is_missing_gives_way_and_says_how_much_is_left_out() -> None:
    of = _counted(Sold(when=JANUARY, sales="1500"), Sold(when=JANUARY, sales="1000", rep="张三"))
    assert _seen(of) == (1000, [("period-total-differs", "'实绩'!D2")])
    (problem,) = of.problems
    assert all(number in problem.message(Lang.ZH) for number in ("1,500", "1,000", "少 500", "没有计入"))


def test_names_nest_to_any_depth() -> None:
    of = _counted(
        Sold(when=YEAR, sales="1500"),
        Sold(when=JANUARY, sales="1500"),
        Sold(when=JANUARY, sales="1000", rep="张三"),
        Sold(when=JANUARY, sales="400", rep="张三", client="甲"),
        Sold(when=JANUARY, sales="600", rep="张三", client="乙"),
        Sold(when=JANUARY, sales="500", rep="李四", client="甲"),
    )
    assert _seen(of) == (1500, [])


def test_a_teams_name_among_the_reps_is_the_total_of_its_people() -> None:
    rows = [Sold(when=JANUARY, sales="1500", rep="一组"), Sold(when=JANUARY, sales="900", rep="张三")]
    rows += [Sold(when=JANUARY, sales="600", rep="李四"), Sold(when=JANUARY, sales="7", rep="王五")]
    reps = [books.rep("张三", "一组"), books.rep("李四", "一组"), books.rep("王五", "二组")]
    of = counted(books.book(reps=reps, actuals=actuals(*rows)), Measure.SALES, TODAY)
    assert _seen(of) == (1507, [])


def test_a_total_in_several_rows_is_compared_as_one() -> None:
    of = _counted(Sold(when=JANUARY, sales="60"), Sold(when=JANUARY, sales="40"), Sold(when=JANUARY, sales="100", rep="张三"))
    assert _seen(of) == (100, [])


def test_returns_are_no_total_of_sales_and_may_be_in_one() -> None:
    back = Sold(when=JANUARY, sales="-100", kind=ActualKind.RETURN)
    of = _counted(back, Sold(when=JANUARY, sales="1500", rep="张三"))
    assert _seen(of) == (1400, [])
    sold = [Sold(when=JANUARY, sales="1500", rep="张三"), Sold(when=JANUARY, sales="-100", rep="张三", kind=ActualKind.RETURN)]
    for typed in ("1400", "1500"):
        of = _counted(Sold(when=JANUARY, sales=typed), *sold)
        assert _seen(of) == (1400, [])


def test_the_same_money_by_rep_and_by_client_counts_once_by_rep() -> None:
    of = _counted(
        Sold(when=JANUARY, sales="1500"),
        Sold(when=JANUARY, sales="1500", client="甲"),
        Sold(when=JANUARY, sales="1000", rep="张三"),
        Sold(when=JANUARY, sales="500", rep="李四"),
    )
    assert _seen(of) == (1500, [("period-rows-twice", "'实绩'!D3")])


def test_months_of_the_company_count_beside_years_of_reps_and_it_is_told() -> None:
    months = [Sold(when=months_from(2025, month, 1), sales="100") for month in (1, 2, 3)]
    of = _counted(Sold(when=YEAR, sales="200", rep="张三"), Sold(when=YEAR, sales="90", rep="李四"), *months)
    assert _seen(of) == (300, [("period-rows-twice", "'实绩'!D2")])


def test_rows_that_may_be_the_same_money_both_count_and_are_told() -> None:
    of = _counted(Sold(when=JANUARY, sales="1000", rep="张三"), Sold(when=date(2025, 1, 5), sales="70", client="甲"))
    assert _seen(of) == (1070, [("period-rows-beside", "'实绩'!D2")])
    of = _counted(Sold(when=months_from(2025, 1, 3), sales="1000"), Sold(when=months_from(2025, 3, 3), sales="900"))
    assert _seen(of) == (1900, [("period-rows-beside", "'实绩'!D3")])


def test_periods_of_different_names_are_different_money() -> None:
    of = _counted(
        Sold(when=JANUARY, sales="10", rep="张三", client="甲"),
        Sold(when=JANUARY, sales="20", client="乙"),
        Sold(when=date(2025, 1, 5), sales="30", rep="李四", client="甲"),
    )
    assert _seen(of) == (60, [])


def test_dated_rows_are_never_a_total() -> None:
    day = date(2025, 1, 5)
    of = _counted(Sold(when=day, sales="10"), Sold(when=day, sales="20", rep="张三"))
    assert _seen(of) == (30, [])


def test_controls_tell_rows_that_do_not_count_apart_and_leave_their_amounts_out(tmp_path: Path) -> None:
    head = ["日期", "人员", "销售额", "回款"]
    rows = [["2026-03", None, 1500, 40], ["2026-03", "张三", 1000, None], ["2026-03", "李四", 500, None]]
    rows += [["2026-02", None, 90, None], ["2026-02", "张三", 90, None]]
    path = written(tmp_path, {**SOUND, "实绩": [head, *rows]})
    (control,) = [each for each in check(path, Options(today=date(2026, 3, 31))).book.controls if each.sheet == "实绩"]
    assert (control.rows_found, control.rows_used, control.left_out) == (5, 4, (LeftOut("overruled", 1),))
    assert control.sums == {"sales": 1590, "collections": 40}


NAMES = ("", "张三", "李四")
ANY_ROWS = st.lists(
    st.builds(
        Sold,
        when=st.sampled_from([YEAR, JANUARY, MARCH, months_from(2025, 1, 3), date(2025, 1, 9), date(2025, 3, 9)]),
        sales=st.integers(-5, 20).map(str),
        rep=st.sampled_from(NAMES),
        client=st.sampled_from(("", "甲", "乙")),
    ),
    max_size=9,
)


@given(rows=ANY_ROWS, order=st.randoms(use_true_random=False))
@settings(deadline=None, derandomize=True, max_examples=300)
def test_whatever_does_not_count_is_made_up_for_or_told(rows: list[Sold], order: Random) -> None:
    """Never a total beside its parts; what is left out is the sum of what counts, or a warning tells; the order is nothing."""
    of = _counted(*rows)
    kept = [rows[entry] for entry in of.entries]
    for one, other in permutations(kept, 2):
        nests = one.period.holds(other.period) and all(
            mine in ("", yours) for mine, yours in zip(_names(one), _names(other), strict=True)
        )
        assert not (one.period.days > 1 and nests and (one.period, _names(one)) != (other.period, _names(other)))
    for total in () if of.problems else [rows[entry] for entry in of.left_out]:
        same = [each for each in rows if (each.period, _names(each)) == (total.period, _names(total))]
        assert _sales(same) == _sales(each for each in kept if _is_over(total, each))
    shuffled = list(rows)
    order.shuffle(shuffled)
    assert _total(_counted(*shuffled)) == _total(of)


def _sales(rows: Iterable[Sold]) -> int:
    return sum(int(each.sales or 0) for each in rows)


def _names(row: Sold) -> tuple[str, str]:
    return row.rep, row.client


def _is_over(one: Sold, other: Sold) -> bool:
    """True where one is a total that the other is in."""
    wider = (one.period, _names(one)) != (other.period, _names(other)) and one.period.days > 1
    return (
        wider and one.period.holds(other.period) and all(a in ("", b) for a, b in zip(_names(one), _names(other), strict=True))
    )
