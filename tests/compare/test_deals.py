"""Deals and visits that a quota asks for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from tests import books
from tests.compare.rows import Sold, actuals, visits
from xlsummary.compare.attainment import compare
from xlsummary.compare.deals import RepNeeds
from xlsummary.model import Activity, ActualKind, Actuals, Lang, Period, Rep, SalesBook, Settings, Target
from xlsummary.periods import months_from
from xlsummary.plan.breakdown import break_down
from xlsummary.plan.horizon import horizon

TODAY = date(2026, 12, 31)
LAST_YEAR = (
    Sold(when=date(2025, 3, 3), sales="30000", rep="甲"),
    Sold(when=date(2025, 6, 3), sales="10000", rep="甲"),
    Sold(when=date(2025, 9, 3), sales="-5000", rep="乙", kind=ActualKind.RETURN),
    Sold(when=date(2025, 12, 31), sales="20000", rep="乙"),
)
REPS = (books.rep("甲", weight=3), books.rep("乙", row=3, joined=date(2026, 7, 1)))


def _needs(
    sold: Actuals, *, activities: tuple[Activity, ...] = (), reps: tuple[Rep, ...] = REPS, total: int = 248_000
) -> dict[str, RepNeeds]:
    targets: tuple[Target, ...] = (books.target(total),)
    own = Settings(report_period=months_from(2025, 1, 12), plan_period=months_from(2026, 1, 12))
    book = SalesBook(name="b", lang=Lang.ZH, settings=own, targets=targets, reps=reps, actuals=sold, activities=activities)
    comparison, _ = compare(book, break_down(book).plans, horizon(book, TODAY, date(2025, 12, 31)))
    return {each.node.key: each for each in comparison.needs}


def test_the_average_deal_is_of_dated_sales_above_0() -> None:
    average = _needs(actuals(*LAST_YEAR))["rep:甲"].average
    assert (average.deals, average.sales, average.visits) == (3, Decimal(60_000), None)
    assert average.value == 20_000


def test_a_rep_month_below_the_average_deal_is_flagged_with_the_deals_it_needs() -> None:
    """甲 has 120,000 of January to June alone, then 3 of 4 parts: 21,000 in January, 16,000 in February, 17,250 in July."""
    needs = _needs(actuals(*LAST_YEAR))["rep:甲"]
    assert [month.quota for month in needs.months[:2]] == [21_000, 16_000]
    assert [(month.deals, month.is_below) for month in needs.months[:2]] == [(2, False), (1, True)]
    assert needs.months[6].quota == 17_250
    assert needs.months[6].is_below
    assert needs.quota == 216_000
    assert needs.deals == 11


def test_a_quota_of_just_one_deal_is_not_below_and_one_of_nothing_neither() -> None:
    needs = _needs(actuals(*LAST_YEAR), reps=(books.rep("甲", left=date(2026, 1, 31)),), total=240_000)
    assert needs["rep:甲"].months[1].is_below is False
    assert needs["rep:甲"].average.is_below(Decimal(20_000)) is False
    assert needs["rep:甲"].average.is_below(Decimal("19999.99")) is True


def test_visits_follow_from_the_visits_of_the_same_time() -> None:
    """12 visits for 3 deals: 4 a deal. 甲 needs 216,000 / 20,000 x 4 = 43.2 in 248 days; the week of 春节 has none."""
    record = visits(2, Period(date(2025, 3, 1), date(2025, 3, 31)), 10, 2)
    needs = _needs(actuals(*LAST_YEAR), activities=(record,))
    assert needs["rep:甲"].visits == Decimal("43.2")
    assert needs["rep:甲"].visits_a_day == Decimal("0.17")
    assert (needs["rep:甲"].working_days, needs["rep:甲"].weeks) == (248, 52)
    assert needs["rep:甲"].visits_a_week == Decimal("0.8")
    assert needs["rep:乙"].working_days == 128
    assert needs["rep:乙"].visits_a_day == Decimal("0.05")  # 32,000 / 20,000 x 4 / 128


def test_without_visits_only_deals_are_told() -> None:
    needs = _needs(actuals(*LAST_YEAR))["rep:乙"]
    assert (needs.visits, needs.visits_a_week, needs.visits_a_day, needs.deals) == (None, None, None, 2)


def test_rows_of_one_document_are_one_deal_and_so_are_the_parts_of_a_shared_one() -> None:
    sold = actuals(*LAST_YEAR[:2], Sold(when=date(2025, 6, 3), sales="2000"), Sold(when=date(2025, 7, 1), sales="18000"))
    texts = {**sold.texts, "document": ("A1", "A2", "A2", "")}
    documents = replace(sold, texts=MappingProxyType(texts))
    assert _needs(documents)["rep:甲"].average.deals == 3
    assert _needs(replace(sold, rows=(2, 3, 3, 4)))["rep:甲"].average.deals == 3


def test_totals_of_periods_are_no_deals() -> None:
    assert _needs(actuals(Sold(when=months_from(2025, 1, 12), sales="60000"))) == {}
