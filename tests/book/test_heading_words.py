"""Headings as people and other systems write them: units without brackets, one amount in two currencies, English exports."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.book.written import reading, told


@pytest.mark.parametrize(
    "heading", ["销售额 万元", "销售额万元", "销售额/万元", "销售额：万元", "销售额_万元", "Net Sales 万元"]
)
def test_a_unit_behind_a_heading_needs_no_brackets(tmp_path: Path, heading: str) -> None:
    read = reading(tmp_path, {"实绩": [["日期", heading], ["2026-01-05", 3]]})
    assert (read.book.actuals.fen("sales", 0), told(read)) == (3_000_000, [])


def test_a_unit_behind_a_heading_of_quantities_and_targets_counts_too(tmp_path: Path) -> None:
    read = reading(tmp_path, {"目标": [["期间", "目标值万元"], [2026, 3]], "实绩": [["日期", "数量 吨"], ["2026-01-05", 3]]})
    assert [each.amount.value for each in read.book.targets if each.amount] == [Decimal(30000)]
    assert read.book.actuals.quantity[0] == 3000


def test_another_currency_behind_a_heading_is_an_error_and_an_unknown_word_no_unit(tmp_path: Path) -> None:
    read = reading(tmp_path, {"实绩": [["日期", "销售额", "回款 USD", "成本万元"], ["2026-01-05", 3, 2, 1]]})
    assert told(read) == [("heading-currency", "'实绩'!C1"), ("unknown-column", "'实绩'!D1")]


@pytest.mark.parametrize(("own", "other", "fen"), [("RMB", "USD", 700), ("人民币", "美元", 700)])
def test_of_one_amount_in_two_currencies_the_books_is_read_and_the_other_named(
    tmp_path: Path, own: str, other: str, fen: int
) -> None:
    read = reading(tmp_path, {"实绩": [["日期", f"销售额({other})", f"销售额({own})"], ["2026-01-05", 1, 7]]})
    assert (read.book.actuals.fen("sales", 0), told(read)) == (fen, [("unknown-column", "'实绩'!B1")])


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        (["Close Date", "Opportunity Owner", "Account Name", "Amount"], ["2026-01-05", "Li", "Acme", 5]),
        (["Close date", "Deal owner", "Associated Company", "Deal amount"], ["2026-01-05", "Li", "Acme", 5]),
        (["Posting Date", "Sales Employee", "Customer/Vendor Name", "Net Sales"], ["2026-01-05", "Li", "Acme", 5]),
        (["Year-Month", "Owner", "Company name", "Sales amount"], ["2026-01", "Li", "Acme", 5]),
    ],
)
def test_headings_of_english_systems_are_known(tmp_path: Path, head: list[object], cells: list[object]) -> None:
    read = reading(tmp_path, {"Sales": [head, cells]})
    actuals = read.book.actuals
    assert (actuals.text("rep", 0), actuals.text("client", 0), actuals.fen("sales", 0)) == ("Li", "Acme", 500)
    assert "unknown-column" not in dict(told(read))
