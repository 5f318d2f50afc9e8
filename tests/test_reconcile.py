"""`reconcile` from the command line: its exit codes, files and document."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from tests.book.ledgers import t_plus_journal, text, workbook
from tests.book.test_ledger_exports import KINDS as EXPORTS
from tests.book.written import written
from tests.compare.disturbed import JUNE, Line, clean, disturbed
from xlsummary.cli import commands

TARGETS = [["期间", "目标值"], [2026, 5000]]
ACTUALS: list[list[object]] = [
    ["日期", "客户", "销售额", "回款", "单号"],
    [date(2026, 3, 2), "甲公司", 1130, None, "XS-1"],
    [date(2026, 3, 5), "乙公司", 500, None, "XS-2"],
    [date(2026, 3, 9), "甲公司", None, 700, None],
]
HEAD = ("日期", "凭证字号", "摘要", "科目编码", "客户", "借方", "贷方")
KINDS = {name: rows for name, (rows, _) in EXPORTS.items()}
LEDGER: list[tuple[object, ...]] = [
    HEAD,
    (date(2026, 3, 2), "记-1", "销售 XS-1", "1122", "甲公司", 1130, None),
    (date(2026, 3, 5), "记-2", "销售 XS-2", "1122", "乙公司", 500, None),
    (date(2026, 3, 11), "记-3", "收款", "1122", "甲公司", None, 700),
    (None, None, "本月合计", None, None, 1630, 700),
]


def _ledger(folder: Path, rows: Sequence[Sequence[object]]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    book.save(folder / "账.xlsx")
    return folder / "账.xlsx"


def _reconciled(folder: Path, ledger: Sequence[Sequence[object]], *words: str) -> tuple[int, dict[str, Any]]:
    book = written(folder, {"目标": TARGETS, "实绩": ACTUALS})
    words = ("reconcile", str(book), "--ledger", str(_ledger(folder, ledger)), "--format", "json", *words)
    told = CliRunner().invoke(commands, words, standalone_mode=False)
    assert told.exception is None
    return told.return_value, json.loads(told.stdout)


def _changed(row: int, column: int, value: object) -> list[list[object]]:
    rows = [[*each] for each in LEDGER]
    rows[row][column] = value
    return rows


def test_two_sides_that_agree_give_0_and_a_copy_with_the_sheet(tmp_path: Path) -> None:
    code, document = _reconciled(tmp_path, LEDGER)
    assert code == 0
    assert [output["role"] for output in document["outputs"]] == ["reconciliation"]
    assert openpyxl.load_workbook(tmp_path / "book-reconcile.xlsx").sheetnames == ["目标", "实绩", "对账"]
    totals = [
        (each["measure"], each["workbook_total"], each["ledger_total"], each["unexplained"]) for each in document["measures"]
    ]
    assert totals == [("sales", "1630.00", "1630.00", "0.00"), ("collections", "700.00", "700.00", "0.00")]
    assert [each["classes"] for each in document["measures"]] == [
        [{"class": "matched", "rows": 2, "difference": "0.00"}],
        [{"class": "matched", "rows": 1, "difference": "0.00"}],
    ]
    assert document["ledger_left_out"] == [{"reason": "subtotal-line", "rows": 1}]


def test_a_difference_gives_1_and_names_both_cells(tmp_path: Path) -> None:
    code, document = _reconciled(tmp_path, _changed(2, 5, 480))
    assert code == 1
    (row,) = document["measures"][0]["rows"]
    assert row == {
        "class": "amount-differs",
        "key": "XS-2",
        "workbook": [{"cell": "'实绩'!C3", "date": "2026-03-05", "amount": "500.00"}],
        "ledger": [
            {"row": 3, "cell": "'[账.xlsx]Sheet'!F3", "voucher": "记-2", "date": "2026-03-05", "amount": "480.00"},
        ],
        "difference": "20.00",
    }


def test_a_tolerance_makes_it_agree_and_still_tells_the_difference(tmp_path: Path) -> None:
    code, document = _reconciled(tmp_path, _changed(2, 5, 499.5), "--tolerance", "0.5")
    assert code == 0
    assert document["measures"][0]["difference"] == "0.50"


def test_one_measure_and_one_period_are_asked_for(tmp_path: Path) -> None:
    code, document = _reconciled(tmp_path, LEDGER, "--measure", "sales", "--period", "2026Q2")
    assert code == 0
    (measure,) = document["measures"]
    assert (document["period"], measure["workbook_total"]) == ("2026Q2", "0.00")
    assert [(each["class"], each["rows"]) for each in measure["classes"]] == [("out-of-period", 2)]


def test_errors_in_the_ledger_give_2_and_nothing_is_written(tmp_path: Path) -> None:
    code, document = _reconciled(tmp_path, _changed(2, 5, "十几万"))
    assert code == 2
    assert [(each["rule"], each["sheet"], each["ref"]) for each in document["problems"]] == [
        ("unreadable-amount", "[账.xlsx]Sheet", "F3")
    ]
    assert document["measures"] == []
    assert not (tmp_path / "book-reconcile.xlsx").exists()


def test_other_headings_are_told_by_a_map(tmp_path: Path) -> None:
    told = tmp_path / "ledger-map.txt"
    told.write_text("# 财务导出\n日期 = 入账日\n借方 = 应收增加\n贷方 = 应收减少\n", encoding="utf-8")
    rows = [("入账日", "号", "摘要", "科目编码", "客户", "应收增加", "应收减少"), *LEDGER[1:]]
    code, document = _reconciled(tmp_path, rows, "--ledger-map", str(told))
    assert (code, document["measures"][0]["ledger_total"]) == (0, "1630.00")


@pytest.mark.parametrize(
    ("words", "rule"),
    [(("--period", "去年"), "unreadable-period"), (("--account", "9999"), "ledger-account")],
)
def test_what_cannot_be_answered_gives_2(words: tuple[str, ...], rule: str, tmp_path: Path) -> None:
    code, document = _reconciled(tmp_path, LEDGER, *words)
    assert (code, document["error"]["rule"]) == (2, rule)


def test_a_map_line_that_names_no_column_is_refused(tmp_path: Path) -> None:
    told = tmp_path / "ledger-map.txt"
    told.write_text("天气 = 晴\n", encoding="utf-8")
    code, document = _reconciled(tmp_path, LEDGER, "--ledger-map", str(told))
    assert (code, document["error"]["rule"]) == (2, "ledger-map-line")
    assert "1" in document["error"]["message"]


def test_the_copy_is_written_again_the_same_and_the_book_is_left_alone(tmp_path: Path) -> None:
    _reconciled(tmp_path, LEDGER)
    before = (tmp_path / "book.xlsx").read_bytes(), (tmp_path / "book-reconcile.xlsx").read_bytes()
    CliRunner().invoke(
        commands,
        ("reconcile", str(tmp_path / "book.xlsx"), "--ledger", str(tmp_path / "账.xlsx")),
        standalone_mode=False,
    )
    assert ((tmp_path / "book.xlsx").read_bytes(), (tmp_path / "book-reconcile.xlsx").read_bytes()) == before


# What the page says of the ledger, by the command -----------------------------------------------------------------


def _measures(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {each["measure"]: each for each in document["measures"]}


@pytest.mark.parametrize("name", KINDS)
def test_the_month_of_every_export_agrees_with_its_workbook(name: str, tmp_path: Path) -> None:
    """Three postings of 应收账款 in each form, to a workbook of the same sale, receipt and red entry."""
    rows = [
        ["日期", "客户", "销售额", "回款", "单号"],
        [date(2026, 1, 5), "甲公司", 1130, None, "XS20260001"],
        [date(2026, 1, 9), "甲公司", None, 500, None],
        [date(2026, 1, 12), "乙公司", -226, None, "XS20260002"],
    ]
    book = written(tmp_path, {"目标": TARGETS, "实绩": rows})
    ledger = text(tmp_path / "账.csv", KINDS[name]())
    words = ("reconcile", str(book), "--ledger", str(ledger), "--format", "json")
    told = CliRunner().invoke(commands, words, standalone_mode=False)
    document = json.loads(told.stdout)
    assert (told.return_value, document["problems"]) == (0, [])
    found = _measures(document)
    assert [found[each]["ledger_total"] for each in ("sales", "collections")] == ["904.00", "500.00"]
    assert [found["sales"]["classes"], found["collections"]["classes"]] == [
        [{"class": "matched", "rows": 2, "difference": "0.00"}],
        [{"class": "matched", "rows": 1, "difference": "0.00"}],
    ]


def test_revenue_is_compared_without_tax_where_the_workbook_is(tmp_path: Path) -> None:
    rows = [["日期", "客户", "销售额"], [date(2026, 1, 5), "甲公司", 1000], [date(2026, 1, 12), "乙公司", -200]]
    book = written(tmp_path, {"目标": TARGETS, "实绩": rows, "设置": [["项目", "值"], ["含税", "不含税"]]})
    ledger = workbook(tmp_path / "账.xlsx", {"账": t_plus_journal()})
    words = ("reconcile", str(book), "--ledger", str(ledger), "--measure", "sales", "--format", "json")
    document = json.loads(CliRunner().invoke(commands, words, standalone_mode=False).stdout)
    (measure,) = document["measures"]
    assert [measure[each] for each in ("account", "side", "workbook_tax", "ledger_tax", "ledger_total", "difference")] == [
        "6001",
        "credit",
        "without-tax",
        "without-tax",
        "800.00",
        "0.00",
    ]


def test_a_difference_that_is_exactly_the_tax_is_a_class_of_its_own(tmp_path: Path) -> None:
    code, document = _reconciled(tmp_path, _changed(1, 5, 1000), "--measure", "sales", "--ledger-tax", "without-tax")
    measure = _measures(document)["sales"]
    assert (code, measure["ledger_tax"], measure["difference"]) == (0, "without-tax", "130.00")
    assert {each["class"]: each["difference"] for each in measure["classes"]} == {"tax-differs": "130.00", "matched": "0.00"}


def test_every_class_counts_its_rows_and_their_differences_add_up(tmp_path: Path) -> None:
    extra = [
        (date(2026, 3, 2), "记-7", "销售 XS-1", "1122", "甲公司", 1130, None),
        (date(2026, 3, 20), "记-8", "销售", "1122", "丙公司", 75.5, None),
        (date(2025, 3, 20), "记-8", "上年销售", "1122", "丙公司", 99, None),
    ]
    code, document = _reconciled(tmp_path, [*_changed(2, 5, 480), *extra])
    sales = _measures(document)["sales"]
    assert code == 1
    assert {each["class"]: each["rows"] for each in sales["classes"]} == {
        "matched": 1,
        "amount-differs": 1,
        "duplicate": 1,
        "only-in-ledger": 1,
        "out-of-period": 1,
    }
    cents = [Decimal(row["difference"]) for row in sales["rows"]]
    assert sum(cents) == Decimal(sales["difference"]) == Decimal(sales["workbook_total"]) - Decimal(sales["ledger_total"])
    assert sales["unexplained"] == "0.00"


def test_the_period_is_that_of_the_totals_on_both_sides(tmp_path: Path) -> None:
    _, document = _reconciled(tmp_path, LEDGER, "--period", "2026-03-05~2026-03-09", "--measure", "sales")
    (measure,) = document["measures"]
    assert (measure["workbook_total"], measure["ledger_total"]) == ("500.00", "500.00")


def test_an_account_asked_for_is_the_one_compared(tmp_path: Path) -> None:
    rows = [(*row[:3], "112202" if at == 2 else row[3], *row[4:]) for at, row in enumerate(LEDGER)]
    code, document = _reconciled(tmp_path, rows, "--account", "1122.02", "--measure", "sales")
    (measure,) = document["measures"]
    assert (code, measure["account"], measure["ledger_total"]) == (1, "1122.02", "500.00")


@pytest.mark.parametrize(("lang", "said"), [("zh", "没有科目 9999 的分录"), ("en", "no line of account 9999")])
def test_what_cannot_be_answered_is_said_in_either_language(lang: str, said: str, tmp_path: Path) -> None:
    _, document = _reconciled(tmp_path, LEDGER, "--account", "9999", "--lang", lang)
    assert said in document["error"]["message"]
    assert "1122" in document["error"]["hint"]


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        (
            "zh",
            [
                "对账  2026年销售额：工作簿 1,630.00，账簿 1,610.00（科目 1122 借方），差额 20.00",
                "  账簿里没有计入的行：合计行 1，另一方发生额 1",
                "  要查  金额不符 1 笔，差额 20.00",
                "  相符  相符 1 笔，差额 0.00",
                "  没有解释的差额 0.00",
            ],
        ),
        (
            "en",
            [
                "reconciled  Sales 2026: workbook 1,630.00, ledger 1,610.00 (account 1122, debit), difference 20.00",
                "  Lines of the ledger left out: totals 1, the other side 1",
                "  look into  Amount differs: 1, difference 20.00",
                "  agree  Matched: 1, difference 0.00",
                "  unexplained 0.00",
            ],
        ),
    ],
)
def test_the_report_is_said_in_either_language(lang: str, lines: list[str], tmp_path: Path) -> None:
    book = written(tmp_path, {"目标": TARGETS, "实绩": ACTUALS})
    ledger = _ledger(tmp_path, _changed(2, 5, 480))
    words = ("reconcile", str(book), "--ledger", str(ledger), "--measure", "sales", "--lang", lang)
    told = CliRunner().invoke(commands, words, standalone_mode=False)
    assert told.return_value == 1
    assert told.stdout.splitlines()[1:6] == lines


def test_a_text_that_looks_like_a_formula_stays_one(tmp_path: Path) -> None:
    book = written(tmp_path, {"目标": TARGETS, "实绩": ACTUALS})
    ledger = text(tmp_path / "账.csv", [HEAD, ("2026-03-05", "记-2", "=cmd|' /c calc'!A1", "1122", "=1+1", 480, None)])
    words = ("reconcile", str(book), "--ledger", str(ledger), "--measure", "sales")
    assert CliRunner().invoke(commands, words, standalone_mode=False).return_value == 1
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "book-reconcile.xlsx")["对账"].iter_rows() for cell in row]
    told = {str(cell.value): cell.data_type for cell in cells if "=1+1" in str(cell.value) or "calc" in str(cell.value)}
    assert told == {"=1+1": "s", "=cmd|' /c calc'!A1": "s"}


def test_a_ledger_in_another_currency_is_refused(tmp_path: Path) -> None:
    rows = [[*LEDGER[0][:5], "借方（USD）", "贷方（USD）"], *LEDGER[1:]]
    code, document = _reconciled(tmp_path, rows)
    assert (code, document["error"]["rule"]) == (2, "ledger-currency")


def test_an_amount_in_ten_thousands_is_read_in_them(tmp_path: Path) -> None:
    rows = [[*row[:5], *(cell / 10000 if isinstance(cell, (int, float)) else cell for cell in row[5:])] for row in LEDGER]
    rows[0][5:] = ["借方（万元）", "贷方（万元）"]
    code, document = _reconciled(tmp_path, rows)
    assert (code, _measures(document)["sales"]["ledger_total"]) == (0, "1630.00")


def test_two_thousand_rows_disturbed_in_every_class_are_found_by_the_command(tmp_path: Path) -> None:
    dice = random.Random(3)  # noqa: S311 (no secret)
    mine, theirs, expected = disturbed(clean(2000, dice), dice)
    rows: list[list[object]] = [["日期", "客户", "销售额", "单号"]]
    rows += [[_day(line), line.client, line.amount / 100, "".join(line.numbers) or None] for line in mine]
    book = written(tmp_path, {"目标": TARGETS, "实绩": rows})
    lines = [
        (_day(each), "记-1", f"销售 {''.join(each.numbers)}", "1122.01", each.client, each.amount / 100) for each in theirs
    ]
    ledger = _ledger(tmp_path, [HEAD[:6], *lines])
    words = ("reconcile", str(book), "--ledger", str(ledger), "--tolerance", "0.01", "--format", "json")
    told = CliRunner().invoke(commands, words, standalone_mode=False)
    (sales,) = json.loads(told.stdout)["measures"]
    assert told.return_value == 1
    assert {each["class"]: each["rows"] for each in sales["classes"]} == dict(expected)
    assert sum(Decimal(row["difference"]) for row in sales["rows"]) == Decimal(sales["difference"])
    assert sales["unexplained"] == "0.00"


def test_actuals_of_another_file_are_compared_and_named_without_a_link(tmp_path: Path) -> None:
    book = written(tmp_path, {"目标": TARGETS, "实绩": ACTUALS[:2]})
    other = text(tmp_path / "明细.csv", [("日期", "客户", "销售额"), ("2026-03-05", "乙公司", 480)])
    ledger = _ledger(tmp_path, LEDGER[:3])
    words = ("reconcile", str(book), "--ledger", str(ledger), "--actuals", str(other), "--measure", "sales", "--format", "json")
    told = CliRunner().invoke(commands, words, standalone_mode=False)
    (sales,) = json.loads(told.stdout)["measures"]
    assert (told.return_value, sales["workbook_total"]) == (1, "480.00")
    sheet = openpyxl.load_workbook(tmp_path / "book-reconcile.xlsx")["对账"]
    cells = {cell.value: cell.hyperlink for row in sheet.iter_rows() for cell in row}
    assert cells["'明细.csv'!C2"] is None


def _day(line: Line) -> date:
    return date.fromordinal(JUNE + line.day)
