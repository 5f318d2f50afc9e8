"""Each export of 用友 and 金蝶 kinds is read right, or refused with the cell and what to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.book import ledgers
from tests.book.ledgers import JAN, RECEIVABLES, Row, text, workbook
from tests.cases.workbooks import old_workbook
from xlsummary.book.ledger import Ledger, read_ledger
from xlsummary.compare.ledger_accounts import account_codes
from xlsummary.model import Lang
from xlsummary.problems import XlsummaryError, has_errors


def _receivables(ledger: Ledger) -> dict[str, list[object]]:
    """The lines of 应收账款."""
    lines = [line for line, code in enumerate(account_codes(ledger)) if code.startswith("1122")]
    return {
        "days": [date.fromordinal(ledger.days[line]).isoformat() for line in lines],
        "debits": [ledger.debits[line] for line in lines],
        "credits": [ledger.credits[line] for line in lines],
    }


def _told(ledger: Ledger) -> list[tuple[str, str]]:
    return [(problem.rule.id, str(problem.cell)) for problem in ledger.problems]


KINDS: dict[str, tuple[Callable[[], list[Row]], dict[str, int]]] = {
    "U8 序时账": (ledgers.u8_journal, {"closing-entry": 2, "subtotal-line": 2}),
    "T+ 序时账": (ledgers.t_plus_journal, {"closing-entry": 2, "subtotal-line": 2}),
    "KIS 序时簿": (ledgers.kis_journal, {"closing-entry": 2, "subtotal-line": 1}),
    "云星空": (ledgers.cloud_entries, {"closing-entry": 2}),
    "U8 明细账": (ledgers.u8_account, {"opening-balance": 2, "subtotal-line": 2}),
    "三栏账": (
        ledgers.stacked_accounts,
        {"opening-balance": 2, "subtotal-line": 2, "page-line": 3, "heading-line": 2, "account-line": 1, "foot-line": 1},
    ),
    "数量金额式": (ledgers.quantity_account, {}),
    "外币金额式": (ledgers.foreign_account, {}),
    "科目名称": (ledgers.named_accounts, {}),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_each_export_is_read_to_the_fen(kind: str, form: str, tmp_path: Path) -> None:
    rows, left_out = KINDS[kind]
    path = workbook(tmp_path / "账.xlsx", {"账": rows()}) if form == "xlsx" else text(tmp_path / "账.csv", rows())
    ledger = read_ledger(path)
    assert _told(ledger) == []
    assert _receivables(ledger) == RECEIVABLES
    assert dict(ledger.left_out) == left_out


@pytest.mark.parametrize("kind", ["U8 序时账", "U8 明细账", "数量金额式"])
def test_an_old_xls_is_read_the_same(kind: str, tmp_path: Path) -> None:
    path = workbook(tmp_path / "账.xlsx", {"账": KINDS[kind][0]()})
    ledger = read_ledger(old_workbook(path))
    assert _receivables(ledger) == RECEIVABLES


def test_merged_headings_are_those_of_what_stands_below(tmp_path: Path) -> None:
    ledger = read_ledger(workbook(tmp_path / "账.xlsx", {"账": ledgers.quantity_account()}, ["D3:F3", "G3:I3", "A3:A4"]))
    assert _receivables(ledger) == RECEIVABLES
    assert str(ledger.cell(0)) == "'[账.xlsx]账'!F5"
    assert str(ledger.cell(1)) == "'[账.xlsx]账'!I6"


def test_word_and_number_of_a_voucher_belong_together(tmp_path: Path) -> None:
    ledger = read_ledger(workbook(tmp_path / "账.xlsx", {"账": ledgers.cloud_entries()}))
    assert dict.fromkeys(ledger.vouchers) == dict.fromkeys(("记-1", "记-2", "记-3"))
    assert [client for client in ledger.clients if client] == ["甲公司", "甲公司", "乙公司"]


def test_the_accounts_of_a_stacked_ledger_are_those_of_their_lines(tmp_path: Path) -> None:
    ledger = read_ledger(workbook(tmp_path / "账.xlsx", {"账": ledgers.stacked_accounts()}))
    assert ledger.accounts == ("1122.01", "1122.01", "1122.02")
    assert ledger.account_names == ("应收账款-甲公司", "应收账款-甲公司", "应收账款-乙公司")


def test_a_sheet_a_client_is_one_ledger(tmp_path: Path) -> None:
    def rows(client: str, amount: int) -> list[Row]:
        return [(f"客户：{client}",), ("科目：1122 应收账款",), HEAD, (JAN[4], "记-1", "销售", amount, None)]

    ledger = read_ledger(
        workbook(tmp_path / "账.xlsx", {"甲": rows("0101 甲公司", 10), "乙": rows("乙公司", 20), "说明": [("说明",)]})
    )
    assert (ledger.clients, ledger.debits) == (("甲公司", "乙公司"), (1000, 2000))
    assert [str(ledger.cell(line)) for line in range(2)] == ["'[账.xlsx]甲'!D4", "'[账.xlsx]乙'!D4"]
    assert ledger.sheet == "账.xlsx"


HEAD = ("日期", "凭证字号", "摘要", "借方", "贷方")


def _refused(path: Path) -> XlsummaryError:
    with pytest.raises(XlsummaryError) as caught:
        read_ledger(path)
    return caught.value


@pytest.mark.parametrize("merges", [(), ("D2:E2",)])
def test_columns_that_could_each_be_the_debit_are_never_chosen_between(merges: Sequence[str], tmp_path: Path) -> None:
    error = _refused(workbook(tmp_path / "账.xlsx", {"账": ledgers.many_columns()}, merges))
    assert error.rule == "ledger-columns"
    assert "'[账.xlsx]账'!D3" in error.message[Lang.ZH]
    assert "'[账.xlsx]账'!E3" in error.message[Lang.EN]


def test_sheets_of_different_ledgers_are_never_chosen_between(tmp_path: Path) -> None:
    path = workbook(tmp_path / "账.xlsx", {"序时账": ledgers.t_plus_journal(), "明细账": ledgers.u8_account()})
    error = _refused(path)
    assert (error.rule, "序时账" in error.message[Lang.ZH]) == ("ambiguous-ledger", True)
    assert _receivables(read_ledger(path, {"sheet": "明细账"})) == RECEIVABLES


def test_amounts_without_a_side_are_refused(tmp_path: Path) -> None:
    assert (
        _refused(workbook(tmp_path / "账.xlsx", {"账": [("日期", "摘要", "金额"), (JAN[4], "销售", 10)]})).rule == "ledger-side"
    )


def _problems(folder: Path, rows: Sequence[Row], merges: Sequence[str] = ()) -> list[tuple[str, str]]:
    return [
        (rule, cell.partition("!")[2]) for rule, cell in _told(read_ledger(workbook(folder / "账.xlsx", {"账": rows}, merges)))
    ]


CODED = ("日期", "凭证字号", "摘要", "科目编码", "借方", "贷方")


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([HEAD, ("01-05", "记-1", "销售", 10, None)], [("date-needs-year", "A2")]),
        ([("2025年至2026年",), HEAD, ("01-05", "记-1", "销售", 10, None)], [("date-needs-year", "A3")]),
        ([HEAD, ("5/6/2026", "记-1", "销售", 10, None)], [("day-order", "A2")]),
        ([HEAD, (JAN[4], "记-1", "销售", "#N/A", None)], [("error-cell", "D2")]),
        ([HEAD, (JAN[4], "记-1", "销售", "=1+1", None)], [("uncalculated-formula", "D2")]),
        ([HEAD, (JAN[4], "记-1", "销售", None, "一百多")], [("unreadable-amount", "E2")]),
        ([HEAD, (JAN[4], "记-1", "销售", None, "待定")], [("unreadable-amount", "E2")]),
        ([HEAD, ("待定", "记-1", "销售", None, 5)], [("unreadable-date", "A2")]),
        (
            [CODED, (JAN[4], "记-1", "销售", "1122", 10, None), (JAN[5], "记-2", "销售", None, 10, None)],
            [("missing-value", "D3")],
        ),
        ([("日期", "摘要", "方向", "金额"), (JAN[4], "销售", "平", 10)], [("unknown-choice", "C2")]),
        ([("日期", "摘要", "方向", "金额"), (JAN[4], "销售", None, 10)], [("missing-value", "C2")]),
    ],
)
def test_what_cannot_be_told_is_told_at_its_cell(rows: Sequence[Row], told: list[tuple[str, str]], tmp_path: Path) -> None:
    assert _problems(tmp_path, rows) == told


def test_an_amount_in_merged_cells_is_told(tmp_path: Path) -> None:
    rows = [HEAD, (JAN[4], "记-1", "销售", 10, None), (JAN[5], "记-2", "销售", None, None)]
    assert _problems(tmp_path, rows, ["D2:D3"]) == [("merged-amount", "D2")]


def test_accounts_merged_over_their_lines_are_those_of_each(tmp_path: Path) -> None:
    rows = [CODED, (JAN[4], "记-1", "销售", "1122", 10, None), (JAN[5], "记-2", "销售", None, 20, None)]
    ledger = read_ledger(workbook(tmp_path / "账.xlsx", {"账": rows}, ["D2:D3"]))
    assert (ledger.accounts, ledger.problems) == (("1122", "1122"), ())


def test_a_posting_that_is_called_like_a_sum_is_one_with_its_voucher(tmp_path: Path) -> None:
    rows = [
        HEAD,
        (JAN[4], "记-1", "一月门店零售合计", 10, None),
        (None, None, "应收账款小计", 10, None),
        (None, None, "本月合计", 10, None),
        (JAN[5], "记-2", "上年结转的合同开票", 20, None),
    ]
    ledger = read_ledger(workbook(tmp_path / "账.xlsx", {"账": [("科目：1122",), *rows]}))
    assert (ledger.debits, dict(ledger.left_out)) == ((1000, 2000), {"subtotal-line": 2})


def test_income_recognised_is_no_closing_entry(tmp_path: Path) -> None:
    rows = [
        CODED,
        (JAN[4], "记-1", "结转本月收入", "2204", 10, None),
        (JAN[4], "记-1", "结转本月收入", "6001", None, 10),
        (JAN[30], "转-1", "月末", "6001", 10, None),
        (JAN[30], "转-1", "月末", "4103", None, 10),
        (JAN[30], "转-1", "同号的另一张凭证", "1122", 7, None),
    ]
    ledger = read_ledger(workbook(tmp_path / "账.xlsx", {"账": rows}))
    assert (ledger.accounts, dict(ledger.left_out)) == (("2204", "6001", "1122"), {"closing-entry": 2})


def test_texts_stay_texts(tmp_path: Path) -> None:
    rows = [("科目：1122",), HEAD, (JAN[4], "记-1", "placeholder", 10, None)]
    path = workbook(tmp_path / "账.xlsx", {"账": rows})
    book = openpyxl.load_workbook(path)
    cell = book.worksheets[0]["C3"]
    cell.value, cell.data_type = "=cmd|'/c calc'!A1", "s"
    book.save(path)
    assert read_ledger(path).summaries == ("=cmd|'/c calc'!A1",)


def test_english_headings_and_lines_are_known(tmp_path: Path) -> None:
    rows = [
        ("Posting date", "Voucher", "Description", "Account", "Customer", "Debit", "Credit", "Reference"),
        (None, None, "Opening balance", "1122", None, 10, None, None),
        (JAN[4], "V1", "Sale", "1122", "Acme", 5, None, "INV-7"),
        (JAN[5], "V2", "Receipt", "1122", "Acme", None, 4, None),
        (None, None, "Total", None, None, 15, 4, None),
    ]
    ledger = read_ledger(workbook(tmp_path / "a.xlsx", {"GL": rows}))
    assert (ledger.debits, ledger.credits, ledger.clients) == ((500, None), (None, 400), ("Acme", "Acme"))
    assert (ledger.numbers, dict(ledger.left_out)) == (("INV-7", ""), {"opening-balance": 1, "subtotal-line": 1})


@pytest.mark.parametrize(
    "summary", ["上年销售", "上月货款", "年初促销", "第3页广告", "月初余额调整", "合计划公司货款", "总计算机款"]
)
def test_a_posting_that_only_begins_like_a_balance_is_one(summary: str, tmp_path: Path) -> None:
    ledger = read_ledger(workbook(tmp_path / "账.xlsx", {"账": [("科目：1122",), HEAD, (JAN[4], "记-1", summary, 10, None)]}))
    assert (ledger.debits, dict(ledger.left_out)) == ((1000,), {})


CELLS = st.sampled_from(
    [
        *("", None, "合计", "本月合计", "期初余额", "承前页", "结转本期损益", "科目：1122 应收账款", "客户：甲公司", "日期"),
        *("借方", "制表：李", "记-1", "记-2", "1122", "6001", "4103", "2026-01-05", "2026/1/6", "01-07", "待定", "一百多", "-"),
        *("0", " ", "1,130.00", "(226.00)", "12", "销售 XS1", "甲公司", "=1", "借", "贷", "平", "１２", "1122.01 应收账款-甲"),
    ]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.lists(CELLS, min_size=7, max_size=7), max_size=12))
def test_every_filled_line_is_a_posting_left_out_or_told(tmp_path: Path, rows: list[list[str | None]]) -> None:
    head = ("日期", "凭证字号", "摘要", "科目编码", "客户", "借方", "贷方")
    path = text(tmp_path / "账.csv", [head, ("2026-01-04", "记-9", "销售", "1122", "乙公司", "7", ""), *rows])
    try:
        ledger = read_ledger(path)
    except XlsummaryError:
        return
    filled = 1 + sum(any(cell and cell.strip() for cell in row) for row in rows)
    accounted = len(ledger) + sum(ledger.left_out.values())
    assert accounted <= filled if has_errors(ledger.problems) else accounted == filled


def test_filtered_rows_count_and_are_told(tmp_path: Path) -> None:
    rows = [("科目：1122",), HEAD, *((day, "记-1", "销售", 10, None) for day in JAN[:3])]
    path = workbook(tmp_path / "账.xlsx", {"账": rows})
    book = openpyxl.load_workbook(path)
    book.worksheets[0].row_dimensions[4].hidden = True
    book.save(path)
    ledger = read_ledger(path)
    assert (ledger.debits, _told(ledger)) == ((1000, 1000, 1000), [("hidden-rows", "'[账.xlsx]账'!D4")])
