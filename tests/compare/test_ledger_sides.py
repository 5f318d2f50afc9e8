"""Which lines of a ledger count for sales and for cash."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest

from tests import books
from tests.compare.rows import Sold, actuals
from xlsummary.book.ledger import Ledger, LedgerSheet
from xlsummary.compare.ledger_sides import ledger_side, workbook_side
from xlsummary.model import Measure, SalesBook, Settings, TaxBasis
from xlsummary.problems import XlsummaryError

DAY = date(2026, 3, 2)


def _ledger(*lines: tuple[str, int | None, int | None, str]) -> Ledger:
    """Lines of account, debit, credit and summary; the contra account stands behind a `|` in the summary."""
    texts = [line[3].partition("|") for line in lines]
    count = len(lines)
    return Ledger(
        name="账.xlsx",
        sheets=(LedgerSheet("[账.xlsx]序时账", MappingProxyType({"debit": "F", "credit": "G"})),),
        places=(0,) * count,
        rows=tuple(range(2, count + 2)),
        days=(DAY.toordinal(),) * count,
        vouchers=("",) * count,
        summaries=tuple(text[0] for text in texts),
        accounts=tuple(line[0] if line[0][:1].isdigit() else "" for line in lines),
        account_names=tuple("" if line[0][:1].isdigit() else line[0] for line in lines),
        contras=tuple(text[2] for text in texts),
        clients=("甲 公司",) * count,
        numbers=("",) * count,
        debits=tuple(line[1] for line in lines),
        credits=tuple(line[2] for line in lines),
    )


def _book(settings: Settings | None = None) -> SalesBook:
    columns = actuals(Sold(when=DAY, sales="10", client="甲公司"), Sold(when=DAY, collected="4", client="甲公司"))
    texts = {**columns.texts, "document": ("XS-0001", "")}
    return books.book((), (), settings, actuals=replace(columns, texts=MappingProxyType(texts)))


WITHOUT = Settings(tax_basis=TaxBasis.WITHOUT_TAX)
LINES = (
    ("1122", 1130, None, "销售 XS-0001"),
    ("600101", None, 1000, "销售"),
    ("6001", 50, None, "退货"),
    ("222101", None, 130, "税"),
    ("1122", None, 300, "收款|1002 银行存款"),
    ("1122", None, 200, "收银行承兑汇票|1121 应收票据"),
    ("1122", None, 7, "核销坏账|1231 坏账准备"),
    ("1122", None, 8, "与货款冲抵"),
    ("1122", None, -9, "红字冲回收款"),
    ("1002", 300, None, "收款"),
)


def test_sales_are_on_the_books_own_tax_basis_where_the_ledger_has_both() -> None:
    taxed = ledger_side(_ledger(*LINES), Measure.SALES, _book())
    assert (taxed.account, taxed.side, taxed.tax, taxed.postings.amounts) == ("1122", "debit", TaxBasis.WITH_TAX, (1130,))
    assert taxed.postings.numbers == (("xs-0001",),)
    assert dict(taxed.left_out) == {"other-account": 4, "other-side": 5}
    bare = ledger_side(_ledger(*LINES), Measure.SALES, _book(WITHOUT))
    assert (bare.account, bare.tax, bare.postings.amounts) == ("6001", TaxBasis.WITHOUT_TAX, (1000, -50))


def test_sales_on_the_other_basis_where_the_ledger_has_only_that() -> None:
    side = ledger_side(_ledger(LINES[1]), Measure.SALES, _book())
    assert (side.tax, side.postings.amounts) == (TaxBasis.WITHOUT_TAX, (1000,))


def test_cash_is_what_settles_receivables_with_money() -> None:
    side = ledger_side(_ledger(*LINES), Measure.COLLECTIONS, _book())
    assert (side.postings.amounts, side.tax) == ((300, 200, -9), None)
    assert dict(side.left_out) == {"other-account": 4, "other-side": 1, "bad-debt": 1, "set-off": 1}
    strict = ledger_side(_ledger(*LINES), Measure.COLLECTIONS, _book(Settings(acceptance_counts=False)))
    assert strict.postings.amounts == (300, -9)
    assert strict.left_out["acceptance"] == 1


def test_cash_from_money_accounts_where_there_are_no_receivables() -> None:
    side = ledger_side(_ledger(LINES[-1], LINES[3]), Measure.COLLECTIONS, _book())
    assert (side.account, side.postings.amounts) == ("1002", (300,))


def test_accounts_are_known_by_name_where_there_are_no_codes() -> None:
    side = ledger_side(_ledger(("应收账款_甲公司", 5, None, ""), ("主营业务收入", None, 4, "")), Measure.SALES, _book())
    assert side.postings.amounts == (5,)


def test_an_account_asked_for_is_taken_alone() -> None:
    side = ledger_side(_ledger(*LINES), Measure.SALES, _book(), "600101")
    assert (side.account, side.postings.amounts) == ("600101", (1000,))


def test_a_ledger_without_accounts_is_never_guessed_at() -> None:
    nameless = _ledger(("", 5, None, ""))
    with pytest.raises(XlsummaryError) as caught:
        ledger_side(nameless, Measure.SALES, _book())
    assert caught.value.rule == "ledger-account"
    assert ledger_side(nameless, Measure.SALES, _book(), "1122").postings.amounts == (5,)
    with pytest.raises(XlsummaryError):
        ledger_side(_ledger(LINES[3]), Measure.SALES, _book())
    with pytest.raises(XlsummaryError):
        ledger_side(_ledger(*LINES), Measure.SALES, _book(), "9999")


def test_the_parts_of_a_shared_deal_are_one_posting() -> None:
    columns = actuals(Sold(when=DAY, sales="6", client="甲公司"), Sold(when=DAY, sales="4", client="甲公司"))
    book = books.book((), (), None, actuals=replace(columns, rows=(2, 2)))
    side = workbook_side(book, Measure.SALES, DAY.toordinal())
    assert (side.rows, side.amounts, side.clients) == ((2,), (1000,), ("甲公司",))


def test_of_an_account_it_must_be_known_which_side_tells_of_the_measure() -> None:
    ledger = _ledger(("1405", 5, None, ""), ("1122.03", 7, 3, ""))
    with pytest.raises(XlsummaryError) as caught:
        ledger_side(ledger, Measure.SALES, _book(), "1405")
    assert "1122" in caught.value.hint.en
    assert ledger_side(ledger, Measure.SALES, _book(), "1122-03").postings.amounts == (7,)
    with pytest.raises(XlsummaryError, match="no line of account 2203"):
        ledger_side(ledger, Measure.COLLECTIONS, _book(), "2203")


def test_production_cost_is_no_revenue() -> None:
    cost = ("5001", "生产成本", None, 900)
    ledger = replace(_ledger(("5001", None, 900, ""), ("600101", None, 50, "")), account_names=(cost[1], "主营业务收入"))
    assert ledger_side(ledger, Measure.SALES, _book()).postings.amounts == (50,)
    small = ledger_side(_ledger(("5001", None, 900, "")), Measure.SALES, _book())
    assert (small.account, small.tax, small.postings.amounts) == ("5001", TaxBasis.WITHOUT_TAX, (900,))
    with pytest.raises(XlsummaryError):
        ledger_side(replace(_ledger(("5001", None, 900, "")), account_names=("生产成本",)), Measure.SALES, _book())


def test_goods_that_came_back_are_sales_below_0_and_money_given_back_is_a_receipt_below_0() -> None:
    ledger = _ledger(
        ("1122", 100, None, "销售|6001"),
        ("1122", None, 30, "客户退货|6001"),
        ("1122", None, 60, "收款|1002"),
        ("1122", 5, None, "退多收的款|银行存款"),
    )
    assert ledger_side(ledger, Measure.SALES, _book()).postings.amounts == (100, -30)
    cash = ledger_side(ledger, Measure.COLLECTIONS, _book())
    assert (cash.postings.amounts, dict(cash.left_out)) == ((60, -5), {"other-side": 1, "sales-return": 1})


def test_what_stands_against_a_line_is_told_by_its_voucher_where_no_column_does() -> None:
    lines = _ledger(("1121", 40, None, ""), ("1122", None, 40, "收货款"), ("1002", 60, None, ""), ("1122", None, 60, "收货款"))
    ledger = replace(lines, vouchers=("记-1", "记-1", "记-2", "记-2"))
    strict = _book(Settings(acceptance_counts=False))
    assert ledger_side(ledger, Measure.COLLECTIONS, strict).postings.amounts == (60,)
    assert ledger_side(ledger, Measure.COLLECTIONS, _book()).postings.amounts == (40, 60)


def test_the_client_is_that_of_the_sub_account_where_the_workbook_knows_it() -> None:
    ledger = replace(
        _ledger(("1122.01", 5, None, ""), ("1122.02", 6, None, "")),
        clients=("", ""),
        account_names=("应收账款-甲公司", "应收账款-国内"),
    )
    assert ledger_side(ledger, Measure.SALES, _book()).postings.clients == ("甲公司", "")


def test_a_vouchers_number_is_no_document() -> None:
    ledger = replace(_ledger(("1122", 5, None, "销售 0001")), vouchers=("XS-0001",))
    assert ledger_side(ledger, Measure.SALES, _book()).postings.numbers == ((),)
    named = _ledger(("1122", 5, None, "收 XS-0001、XS-0002 货款"))
    assert ledger_side(named, Measure.SALES, _book()).postings.numbers == (("xs-0001",),)
