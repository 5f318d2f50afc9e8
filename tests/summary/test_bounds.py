from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests import books
from tests.compare.rows import Sold, actuals
from tests.summary.subjects import every_figure, figure, summary_of, team_of
from tests.summary.test_team import SETTINGS, YEAR_2025
from xlsummary.model import Amount, Bound, Lang, Period, SalesBook, Target
from xlsummary.periods import months_from
from xlsummary.summary.bounds import difference, quotient

EXACT, LEAST, ABOUT, MOST = Bound.EXACT, Bound.AT_LEAST, Bound.ABOUT, Bound.AT_MOST


@pytest.mark.parametrize(
    ("whole", "part", "left", "rate"),
    [
        (EXACT, EXACT, EXACT, EXACT),
        (EXACT, LEAST, MOST, LEAST),
        (EXACT, MOST, LEAST, MOST),
        (LEAST, EXACT, LEAST, MOST),
        (MOST, LEAST, MOST, LEAST),
        (LEAST, LEAST, ABOUT, ABOUT),
        (ABOUT, EXACT, ABOUT, ABOUT),
        (ABOUT, LEAST, ABOUT, ABOUT),
    ],
)
def test_what_is_known_of_two_amounts_is_known_of_their_difference_and_quotient(
    whole: Bound, part: Bound, left: Bound, rate: Bound
) -> None:
    first, second = Amount(Decimal(200), whole), Amount(Decimal(110), part)
    assert difference(first, second) == Amount(Decimal(90), left)
    assert quotient(second, first) == Amount(Decimal("0.55"), rate)


def test_a_quotient_has_a_base_above_0_and_nothing_is_no_part_of_it() -> None:
    assert quotient(Amount(Decimal(1)), Amount(Decimal(0))) is None
    assert quotient(Amount(Decimal(1)), Amount(Decimal(-1))) is None
    assert quotient(Amount(Decimal(0)), Amount(Decimal(200), ABOUT)) == Amount(Decimal(0), EXACT)


def typed(amount: str, bound: Bound, period: Period = YEAR_2025, row: int = 2) -> Target:
    return replace(books.target(amount, period, row=row), amount=Amount(Decimal(amount), bound))


def rough_book(bound: Bound, sold: str = "1100000") -> SalesBook:
    """110多万 sold of a target of 200万."""
    rows = actuals(
        Sold(when=date(2025, 10, 20), sales=sold, rep="甲", bound=LEAST),
        Sold(when=date(2025, 12, 31), sales="1000", collected="500", rep="乙"),
    )
    return books.book([typed("2000000", bound)], [books.rep("甲"), books.rep("乙", row=3)], SETTINGS, actuals=rows)


def test_at_least_so_much_sold_is_at_least_that_rate_and_leaves_at_most_that_gap() -> None:
    summary = summary_of(rough_book(EXACT))
    told = {name: (figure(summary, name).text, figure(summary, name).bound) for name in NAMES}
    assert told == {
        "销售额": ("110.10万元以上", LEAST),
        "销售额.目标": ("200.00万元", EXACT),
        "销售额.完成率": ("55.05%以上", LEAST),
        "销售额.缺口": ("不超过89.90万元", MOST),
        "回款率": ("不超过0.05%", MOST),
    }


NAMES = ("销售额", "销售额.目标", "销售额.完成率", "销售额.缺口", "回款率")


def test_an_excess_over_at_least_so_much_is_at_least_that() -> None:
    summary = summary_of(rough_book(EXACT, sold="3000000"))
    assert (figure(summary, "销售额.超额").text, figure(summary, "销售额.超额").bound) == ("100.10万元以上", LEAST)


def test_a_target_of_about_so_much_makes_all_that_rests_on_it_about() -> None:
    summary = summary_of(rough_book(ABOUT))
    assert [figure(summary, name).text for name in NAMES[1:4]] == ["约200万元", "约55.05%", "约89.90万元"]
    english = summary_of(rough_book(ABOUT), Lang.EN)
    assert figure(english, "Sales.target").text == "about RMB 2 million"
    assert figure(english, "Sales.attainment").text == "about 55.05%"
    assert figure(summary_of(rough_book(EXACT), Lang.EN), "Sales.gap").text == "up to RMB 899,000"


def test_cells_of_tables_show_their_bounds() -> None:
    results = team_of(summary_of(rough_book(ABOUT))).results
    assert results is not None
    assert results.months is not None
    assert results.people is not None
    october, total = results.months.rows[9], results.months.rows[-1]
    assert (str(october.sales), str(october.target)) == ("1,100,000余", "约145,161")
    assert [str(each) for each in (total.target, total.sales, total.attainment)] == ["约2,000,000", "1,101,000以上", "约55.05%"]
    assert [str(row.sales) for row in results.people.rows] == ["1,100,000余", "1,000", "1,101,000以上"]


def test_a_quota_is_as_exact_as_the_targets_of_its_own_time() -> None:
    first, second = months_from(2026, 1, 6), months_from(2026, 7, 6)
    targets = [typed("1000000", ABOUT, first), typed("600000", EXACT, second, row=3)]
    outlook = team_of(summary_of(books.book(targets, [books.rep("甲")]))).outlook
    assert outlook is not None
    (months,) = outlook.months
    assert ["约" in str(row.amount) for row in months.rows] == [True] * 6 + [False] * 6 + [True]
    assert [target.amount.text for target in outlook.targets] == ["约160万元"]
    (people,) = outlook.people
    assert ["约" in str(part) for part in (people.rows[0].whole, *people.rows[0].parts)] == [True, True, True, False, False]


@pytest.mark.parametrize("lang", list(Lang))
def test_a_figure_that_is_not_exact_says_so(lang: Lang) -> None:
    words = {LEAST: ("多", "余", "以上", "over"), ABOUT: ("约", "about"), MOST: ("近", "不超过", "up to", "nearly")}
    for bound in Bound:
        for each in every_figure(summary_of(rough_book(bound), lang)):
            assert any(word in each.text for word in words.get(each.bound, ("",))), each
            assert each.bound is not EXACT or not any(word in each.text for own in words.values() for word in own), each
