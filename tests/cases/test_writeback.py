"""Reported cases of writing back: names of sheets made from what users type, and text that begins like a formula."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.cases.readings import run, target_total, told
from tests.cases.workbooks import Case, case, workbook
from tests.excel.packages import Book, local
from xlsummary.cli import main

FORBIDDEN = re.compile(r"[\[\]:*?/\\]|^'|'$")


def written(reported: Case, folder: Path) -> Path:
    """The book that `xlsummary run` leaves beside the case's."""
    path = workbook(reported, folder)
    with pytest.raises(SystemExit) as ended:
        main(["run", str(path), "-o", str(folder / "out"), "--as-of", "2025-01-20"])
    assert ended.value.code == 0
    return folder / "out" / "book-plan.xlsx"


def texts(path: Path) -> set[str]:
    return {str(cell) for sheet in load_workbook(path).worksheets for row in sheet.iter_rows(values_only=True) for cell in row}


def sound_names(path: Path) -> bool:
    names = load_workbook(path).sheetnames
    known = {name.casefold() for name in names}
    return len(known) == len(names) and "history" not in known and not [each for each in names if _bad(each)]


def _bad(name: str) -> bool:
    return bool(FORBIDDEN.search(name)) or not 0 < len(name) <= 31


def test_sheet_names_made_from_user_text(tmp_path: Path) -> None:
    """No sheet is named by a person; whole names stand inside ours."""
    reported = case("RC-50")
    path = written(reported, tmp_path)
    assert sound_names(path)
    assert {row[2] for row in reported.sheet("targets")["rows"]} <= texts(path)


def test_sheet_names_that_clash_once_they_are_cleaned(tmp_path: Path) -> None:
    """amy and Amy are one person here, which is said; a target typed twice for one is an error that names both cells."""
    reported = case("RC-51")
    checked = run(workbook(reported, tmp_path)).checked
    assert target_total(checked.book) == reported.values["target_total"]
    assert told(each for each in checked.problems if each.cell) == [("name-spelling", "C5"), ("duplicate-target", "D5")]
    targets = reported.sheet("targets")
    rows: list[list[Any]] = [[*row[:2], "Amy B" if row[2] == "Amy" else row[2], *row[3:]] for row in targets["rows"]]
    path = written(replace(reported, sheets=[{**targets, "rows": rows}]), tmp_path)
    assert sound_names(path)
    assert {row[2] for row in rows} <= texts(path)
    planned = load_workbook(path, data_only=True)["计划分解"]
    assert planned["F7"].value == reported.values["target_total"]


def test_text_that_begins_like_a_formula(tmp_path: Path) -> None:
    reported = case("RC-55")
    path = written(reported, tmp_path)
    named = [row[3]["s"] for row in reported.sheet("actuals")["rows"]]
    sheet = load_workbook(path)["实绩"]
    assert [(sheet[f"D{row}"].value, sheet[f"D{row}"].data_type) for row in (2, 3)] == [(name, "s") for name in named]
    assert [formula for formula in formulas(path) if "HYPERLINK" in formula or formula == "1+1"] == []


def test_a_person_whose_name_begins_like_a_formula_stays_text_on_our_sheets(tmp_path: Path) -> None:
    """The case's names as those of people, who stand in the heads of our columns."""
    reported = case("RC-50")
    targets = reported.sheet("targets")
    named = [row[3]["s"] for row in case("RC-55").sheet("actuals")["rows"]]
    rows = [[*row[:2], {"s": name}, row[3]] for row, name in zip(targets["rows"], named, strict=True)]
    path = written(replace(reported, sheets=[{**targets, "rows": rows}]), tmp_path)
    ours = load_workbook(path)["计划分解"]
    shown = {cell.value: cell.data_type for row in ours.iter_rows() for cell in row if cell.value in named}
    assert shown == dict.fromkeys(named, "s")
    assert [formula for formula in formulas(path) if "HYPERLINK" in formula or formula == "1+1"] == []


def formulas(path: Path) -> list[str]:
    """Every formula of every sheet."""
    book = Book(path.read_bytes())
    roots = [book.tree(sheet.part) for sheet in book.sheets]
    return [each.text or "" for root in roots for each in root.iter() if local(each) == "f"]
