from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsummary.model import Bound, Lang
from xlsummary.summary import numbers


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("1500000000", "15.00亿元"),
        ("100000000", "1.00亿元"),
        ("99999999.99", "1.00亿元"),
        ("99999949", "9999.99万元"),
        ("15000000", "1500.00万元"),
        ("1300000", "130.00万元"),
        ("10000", "1.00万元"),
        ("9999.995", "1.00万元"),
        ("9999.99", "9999.99元"),
        ("0", "0.00元"),
        ("0.125", "0.13元"),
        ("-866667", "-86.67万元"),
        ("1234567890000", "12,345.68亿元"),
    ],
)
def test_chinese_money_is_in_yi_from_one_yi_and_in_wan_from_one_wan(value: str, text: str) -> None:
    assert numbers.money(Decimal(value), Lang.ZH) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("1500000000", "RMB 1.50 billion"),
        ("999995000", "RMB 1.00 billion"),
        ("15000000", "RMB 15.00 million"),
        ("1300000", "RMB 1.30 million"),
        ("967742", "RMB 967,742"),
        ("967741.94", "RMB 967,741.94"),
        ("-300", "RMB -300"),
    ],
)
def test_english_money_has_rules_of_its_own(value: str, text: str) -> None:
    assert numbers.money(Decimal(value), Lang.EN) == text


def test_another_currency_is_named() -> None:
    assert numbers.money(Decimal(1_300_000), Lang.ZH, "USD") == "130.00万美元"
    assert numbers.money(Decimal(1_300_000), Lang.EN, "USD") == "USD 1.30 million"


@pytest.mark.parametrize(
    ("value", "bound", "zh", "en"),
    [
        ("5000", Bound.AT_LEAST, "5000余", "over 5,000"),
        ("5230", Bound.AT_LEAST, "5230以上", "over 5,230"),
        ("200", Bound.ABOUT, "约200", "about 200"),
        ("300", Bound.AT_MOST, "近300", "nearly 300"),
        ("13000", Bound.EXACT, "13,000", "13,000"),
    ],
)
def test_a_count_keeps_its_bound(value: str, bound: Bound, zh: str, en: str) -> None:
    assert numbers.count(Decimal(value), Lang.ZH, bound) == zh
    assert numbers.count(Decimal(value), Lang.EN, bound) == en


@pytest.mark.parametrize(
    ("value", "bound", "text"),
    [
        ("1100000", Bound.AT_LEAST, "110多万元"),
        ("1105000", Bound.AT_LEAST, "110.50万元以上"),
        ("2000000", Bound.ABOUT, "约200万元"),
    ],
)
def test_money_keeps_its_bound(value: str, bound: Bound, text: str) -> None:
    assert numbers.money(Decimal(value), Lang.ZH, "CNY", bound) == text


def test_a_percentage_has_two_decimals_half_up() -> None:
    assert numbers.percent(Decimal("0.60004999")) == "60.00%"
    assert numbers.percent(Decimal("0.600050")) == "60.01%"
    assert numbers.percent(Decimal("-0.12")) == "-12.00%"


@given(st.lists(st.integers(min_value=0, max_value=10**9), min_size=1, max_size=40))
def test_printed_shares_add_up_to_a_hundred_percent(parts: list[int]) -> None:
    ratios = numbers.shares([Decimal(part) for part in parts])
    assert sum(ratios) == (1 if sum(parts) else 0)
    total = sum(parts)
    for part, ratio in zip(parts, ratios, strict=True):
        assert not total or abs(ratio - Decimal(part) / total) < Decimal("0.0001")


@given(st.lists(st.integers(min_value=-(10**12), max_value=10**12), min_size=1, max_size=20), st.sampled_from([1, 10_000]))
def test_a_table_prints_enough_decimals_for_its_parts_to_add_up(fen: list[int], unit: int) -> None:
    values = [Decimal(each) / 100 for each in fen]
    values.append(sum(values, Decimal(0)))
    places = numbers.places_for(values, Decimal(unit))
    printed = [Decimal(numbers.grouped(value / unit, places).replace(",", "")) for value in values]
    assert sum(printed[:-1]) == printed[-1]
