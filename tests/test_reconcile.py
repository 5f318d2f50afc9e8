"""`reconcile` from the command line: its exit codes, files and document."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from tests.book.written import written
from xlsummary.cli import commands

TARGETS = [["期间", "目标值"], [2026, 5000]]
ACTUALS: list[list[object]] = [
    ["日期", "客户", "销售额", "回款", "单号"],
    [date(2026, 3, 2), "甲公司", 1130, None, "XS-1"],
    [date(2026, 3, 5), "乙公司", 500, None, "XS-2"],
    [date(2026, 3, 9), "甲公司", None, 700, None],
]
HEAD = ("日期", "凭证字号", "摘要", "科目编码", "客户", "借方", "贷方")
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
