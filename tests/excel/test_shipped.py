"""What the command itself writes back into the shipped books, looked at by the checker."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.excel.checker import faults
from tests.excel.packages import Book
from xlsummary import assets
from xlsummary.cli import main

FILLED = [
    "example-team.zh.xlsx",
    "first-1-target.zh.xlsx",
    "first-2-names.zh.xlsx",
    "first-3-totals.zh.xlsx",
    "first-4-notes.zh.xlsx",
]


@pytest.mark.parametrize("name", FILLED)
def test_a_run_changes_nothing_else_in_the_book_and_again_only_our_sheets(name: str, tmp_path: Path) -> None:
    book = tmp_path / name
    before = assets.workbook(name).read_bytes()
    book.write_bytes(before)
    after = tmp_path / f"{book.stem}-plan.xlsx"
    run(book)
    first = after.read_bytes()
    assert book.read_bytes() == before
    ours = [sheet.name for sheet in Book(first).sheets if sheet.name not in {each.name for each in Book(before).sheets}]
    assert {"计划分解", "_xlsummary"} <= set(ours)
    assert faults(before, first, ours) == []
    run(after, "--as-of", "2026-11-30")
    assert faults(first, after.read_bytes(), ours, ours) == []


def run(*arguments: object) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["run", *map(str, arguments)])
    assert ended.value.code == 0
