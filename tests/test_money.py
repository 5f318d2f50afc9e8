from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlsummary.model import Amount, Bound
from xlsummary.money import Refusal, exact, parse_amount

READ: tuple[tuple[str, str, Bound], ...] = (
    ("1500万", "15000000", Bound.EXACT),
    ("1.5亿", "150000000", Bound.EXACT),
    ("一千五百万", "15000000", Bound.EXACT),
    ("一千五百万元整", "15000000", Bound.EXACT),
    ("一百万", "1000000", Bound.EXACT),
    ("两百", "200", Bound.EXACT),
    ("壹仟伍佰", "1500", Bound.EXACT),
    ("1亿2000万", "120000000", Bound.EXACT),
    ("１，５００", "1500", Bound.EXACT),
    ("￥1,500.00", "1500", Bound.EXACT),
    ("1,500元", "1500", Bound.EXACT),
    ("1 500", "1500", Bound.EXACT),
    ("1\u00a0234\u00a0567.80", "1234567.80", Bound.EXACT),
    ("人民币1500", "1500", Bound.EXACT),
    ("(1,234)", "-1234", Bound.EXACT),
    ("（1,234）", "-1234", Bound.EXACT),
    ("1,234-", "-1234", Bound.EXACT),
    ("−50", "-50", Bound.EXACT),
    ("-¥1,500", "-1500", Bound.EXACT),
    ("负1.5亿", "-150000000", Bound.EXACT),
    ("1.5E+07", "15000000", Bound.EXACT),
    (" 1500\u200b ", "1500", Bound.EXACT),
    ("110多万", "1100000", Bound.AT_LEAST),
    ("5000余", "5000", Bound.AT_LEAST),
    ("500余万元", "5000000", Bound.AT_LEAST),
    ("300以上", "300", Bound.AT_LEAST),
    ("约200", "200", Bound.ABOUT),
    ("200左右", "200", Bound.ABOUT),
    ("近300", "300", Bound.AT_MOST),
    ("不到300", "300", Bound.AT_MOST),
    ("约110多万", "1100000", Bound.ABOUT),
    ("-110多万", "-1100000", Bound.AT_MOST),
    ("(110多万)", "-1100000", Bound.AT_MOST),
    ("负5000余", "-5000", Bound.AT_MOST),
    ("-100+", "-100", Bound.AT_MOST),
    ("-不到100", "-100", Bound.AT_LEAST),
    ("(超过100)", "-100", Bound.AT_MOST),
    ("-约100", "-100", Bound.ABOUT),
    ("-100左右", "-100", Bound.ABOUT),
    ("不超过-100", "-100", Bound.AT_MOST),
    ("-100以上", "-100", Bound.AT_LEAST),
    ("+110多万", "1100000", Bound.AT_LEAST),
)

REFUSED: tuple[tuple[str, Refusal], ...] = (
    ("", Refusal.BLANK),
    ("-", Refusal.BLANK),
    ("—", Refusal.BLANK),
    ("xx", Refusal.PLACEHOLDER),
    ("2xx", Refusal.PLACEHOLDER),
    ("20xx", Refusal.PLACEHOLDER),
    ("xx万", Refusal.PLACEHOLDER),
    ("__", Refusal.PLACEHOLDER),
    ("待定", Refusal.PLACEHOLDER),
    ("N/A", Refusal.PLACEHOLDER),
    ("60%", Refusal.PERCENT),
    ("1,50", Refusal.GROUPING),
    ("12,34,567", Refusal.GROUPING),
    ("十几万", Refusal.VAGUE),
    ("数百万", Refusal.VAGUE),
    ("百万", Refusal.VAGUE),
    ("百八十", Refusal.VAGUE),
    ("500?", Refusal.VAGUE),
    ("500？", Refusal.VAGUE),
    ("1,500…", Refusal.VAGUE),
    ("500__", Refusal.VAGUE),
    ("500...", Refusal.VAGUE),
    ("15万?", Refusal.VAGUE),
    ("2__", Refusal.PLACEHOLDER),
    ("???", Refusal.PLACEHOLDER),
    ("……", Refusal.PLACEHOLDER),
    ("一", Refusal.DASH),
    ("一一", Refusal.DASH),
    ("3亿5千", Refusal.VAGUE),
    ("三亿五千", Refusal.VAGUE),
    ("1.5万5千", Refusal.WORDS),
    ("100万-120万", Refusal.RANGE),
    ("100至120", Refusal.RANGE),
    ("$500", Refusal.CURRENCY),
    ("500美元", Refusal.CURRENCY),
    ("1e99", Refusal.TOO_LARGE),
    ("15 00", Refusal.WORDS),
    ("1万5", Refusal.WORDS),
    ("二零二六", Refusal.WORDS),
    ("10²", Refusal.WORDS),
    ("①", Refusal.WORDS),
    ("nan", Refusal.WORDS),
    ("张三", Refusal.WORDS),
)


@pytest.mark.parametrize(("text", "value", "bound"), READ)
def test_what_reads_safely_reads(text: str, value: str, bound: Bound) -> None:
    assert parse_amount(text) == Amount(Decimal(value), bound)


@pytest.mark.parametrize(("text", "why"), REFUSED)
def test_what_does_not_read_safely_is_refused_with_the_reason(text: str, why: Refusal) -> None:
    assert parse_amount(text) is why


def test_a_columns_unit_multiplies_a_bare_number_and_not_one_with_its_own_unit() -> None:
    wan = Decimal(10000)
    assert parse_amount("1500", wan) == Amount(Decimal(15000000))
    assert parse_amount("1500万", wan) == Amount(Decimal(15000000))
    assert parse_amount("1500元", wan) == Amount(Decimal(1500))
    assert parse_amount("2千", wan) is Refusal.UNIT


def test_the_books_own_currency_may_be_written() -> None:
    assert parse_amount("$1,500", currency="USD") == Amount(Decimal(1500))
    assert parse_amount("€1,500", currency="USD") is Refusal.CURRENCY


@pytest.mark.parametrize(
    ("number", "value"), [(0.1 + 0.2, "0.3"), (1234567.89, "1234567.89"), (15000000.0, "15000000"), (-0.5, "-0.5")]
)
def test_a_spreadsheets_number_has_no_binary_noise(number: float, value: str) -> None:
    assert exact(number) == Decimal(value)


@given(st.integers(-(10**12), 10**12))
@settings(deadline=None, derandomize=True, max_examples=200)
def test_every_grouped_number_reads_as_itself(number: int) -> None:
    assert parse_amount(f"{number:,}") == Amount(Decimal(number))


@given(st.text(max_size=12) | st.text("0123456789.,-+()￥$%万亿千百十一二三两约近多余xX_ 元至~", max_size=10))
@settings(deadline=None, derandomize=True, max_examples=600)
def test_any_text_is_an_amount_or_refused(text: str) -> None:
    amount = parse_amount(text)
    if isinstance(amount, Amount):
        assert amount.value.is_finite()
    else:
        assert isinstance(amount, Refusal)
