"""Ledgers as 用友 and 金蝶 export them: lines read, and those that are no postings left out and counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from xlsummary.book.ledger import Ledger, read_ledger
from xlsummary.book.ledger_party import party
from xlsummary.problems import XlsummaryError


def _book(folder: Path, rows: Sequence[Sequence[object]], name: str = "ledger.xlsx") -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    book.save(folder / name)
    return folder / name


def _days(ledger: Ledger) -> list[str]:
    return [date.fromordinal(day).isoformat() for day in ledger.days]


def test_a_journal_with_its_accounts_totals_and_closing_entries(tmp_path: Path) -> None:
    head = ("日期", "凭证字号", "摘要", "科目编码", "科目名称", "客户", "借方金额", "贷方金额", "发票号")
    rows = [
        ("某某有限公司 序时账",),
        ("期间：2026.01",),
        head,
        (None, None, "期初余额", "1122", "应收账款", None, 5000, None, None),
        ("2026-01-05", "记-3", "销售 出库单XS20260105", "1122.01", "应收账款", "甲公司", "1,130.00", None, "00123456"),
        ("2026-01-05", "记-3", "销售", "6001", "主营业务收入", "甲公司", None, 1000, None),
        ("2026-01-09", "记-5", "红冲1月5日", "6001", "主营业务收入", "甲公司", None, -1000, None),
        ("2026-01-31", "转-9", "结转本期损益", "6001", "主营业务收入", None, 1000, None, None),
        (None, None, "本月合计", None, None, None, 2130, 1000, None),
        (None, None, "本年累计", None, None, None, 2130, 1000, None),
        (None, None, "过次页", None, None, None, 2130, 1000, None),
        ("2026-02-01", "记-1", "无金额", "1122", "应收账款", "甲公司", None, None, None),
    ]
    ledger = read_ledger(_book(tmp_path, rows))
    assert ledger.sheet == "[ledger.xlsx]Sheet"
    assert ledger.rows == (5, 6, 7)
    assert ledger.debits == (113_000, None, None)
    assert ledger.credits == (None, 100_000, -100_000)
    assert ledger.accounts == ("1122.01", "6001", "6001")
    assert ledger.numbers[0] == "00123456"
    assert dict(ledger.left_out) == {
        "opening-balance": 1,
        "closing-entry": 1,
        "subtotal-line": 2,
        "page-line": 1,
        "no-amount": 1,
    }
    assert ledger.problems == ()


def test_an_account_sheet_with_year_month_and_day_in_columns(tmp_path: Path) -> None:
    rows = [
        ("明细账",),
        ("科目：1122 应收账款", None, None, None, None, None, None, "单位：元"),
        ("2026年", None, "凭证号数", "摘要", "借方", "贷方", "方向", "余额"),
        ("月", "日", None, None, None, None, None, None),
        (1, None, None, "上年结转", None, None, "借", 800),
        (1, 12, "记-0008", "收甲公司货款", None, 300.5, "借", 499.5),
        (1, None, None, "当前合计", None, 300.5, "借", 499.5),
    ]
    ledger = read_ledger(_book(tmp_path, rows))
    assert (_days(ledger), ledger.credits, ledger.accounts) == (["2026-01-12"], (30_050,), ("1122",))
    assert ledger.account_names == ("应收账款",)
    assert dict(ledger.left_out) == {"opening-balance": 1, "subtotal-line": 1}


def test_further_lines_of_a_voucher_take_its_day(tmp_path: Path) -> None:
    rows = [
        ("日期", "凭证字号", "摘要", "科目代码", "科目名称", "借方", "贷方", "核算项目"),
        ("2026-03-02", "记 - 12", "收款", "1002", "银行存款", 500, None, None),
        (None, None, "收款", "1122", "应收账款", None, 500, "客户---0101 甲公司"),
        (None, "记 - 13", "收款", "1002", "银行存款", 7, None, None),
    ]
    ledger = read_ledger(_book(tmp_path, rows))
    assert (_days(ledger), ledger.clients) == (["2026-03-02", "2026-03-02"], ("", "甲公司"))
    assert [(problem.rule.id, str(problem.cell)) for problem in ledger.problems] == [
        ("missing-value", "'[ledger.xlsx]Sheet'!A4")
    ]


def test_amount_and_side_in_a_gb18030_csv(tmp_path: Path) -> None:
    lines = [
        "日期,摘要,方向,金额,往来单位",
        '2026/1/5,销售,借,"1,130.00",甲公司',
        "2026/1/6,收款,贷,500,甲公司",
        "2026/1/7,未写方向,,9,乙",
        "合计,,,1639,",
    ]
    text = "\n".join(lines) + "\n"
    path = tmp_path / "流水.csv"
    path.write_bytes(text.encode("gb18030"))
    ledger = read_ledger(path)
    assert (ledger.debits, ledger.credits) == ((113_000, None), (None, 50_000))
    assert [(problem.rule.id, str(problem.cell)) for problem in ledger.problems] == [("missing-value", "'流水.csv'!C4")]
    assert dict(ledger.left_out) == {"no-amount": 1, "subtotal-line": 1}


def test_a_line_that_cannot_be_read_is_told_at_its_cell(tmp_path: Path) -> None:
    rows = [("日期", "摘要", "借方", "贷方"), ("3/4/2026", "a", 1, None), ("2026-03-04", "b", "十几万", None)]
    ledger = read_ledger(_book(tmp_path, rows))
    assert len(ledger) == 0
    assert [(problem.rule.id, str(problem.cell)) for problem in ledger.problems] == [
        ("day-order", "'[ledger.xlsx]Sheet'!A2"),
        ("unreadable-amount", "'[ledger.xlsx]Sheet'!C3"),
    ]


def test_a_book_without_a_ledger_is_refused(tmp_path: Path) -> None:
    with pytest.raises(XlsummaryError) as caught:
        read_ledger(_book(tmp_path, [("姓名", "团队"), ("张三", "一组")]))
    assert caught.value.rule == "unknown-ledger"


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("客户---0101 甲公司", "甲公司"),
        ("客户：甲公司", "甲公司"),
        ("[0101]甲公司", "甲公司"),
        ("0101-甲公司", "甲公司"),
        ("C0101/甲公司", "甲公司"),
        ("甲公司", "甲公司"),
        ("客户服务有限公司", "客户服务有限公司"),
        ("TCL 王牌", "TCL 王牌"),
        ("3M-中国", "3M-中国"),
        ("58 同城", "58 同城"),
        ("0101", "0101"),
    ],
)
def test_the_party_is_the_name_without_its_code(cell: str, name: str) -> None:
    assert party(cell) == name
