"""Reported cases of the shape of tables: merges, hidden rows, offsets, headings, names of sheets, totals, notes below."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.cases.readings import accepted, errors, run, sales_total, target_total, told
from tests.cases.workbooks import Case, case, workbook
from xlsummary.book.read import read_book
from xlsummary.problems import Severity


def test_vertically_merged_market_cells(tmp_path: Path) -> None:
    reported = case("RC-04")
    book = accepted(workbook(_with_markets_on_reps(reported), tmp_path))
    assert {rep.market for rep in book.reps} == {"华东"}
    assert len(book.reps) == len(book.targets) == 3
    assert {"华东": target_total(book)} == reported.values["market_total"]


def _with_markets_on_reps(reported: Case) -> Case:
    """Our targets have no market: who sells where stands on 人员."""
    targets = reported.sheet("targets")
    reps = {"sheet": "reps", "header": ["market", "rep"], "merge": targets["merge"]}
    reps["rows"] = [[row[0], row[3]] for row in targets["rows"]]
    rest = {"sheet": "targets", "header": targets["header"][1:], "rows": [row[1:] for row in targets["rows"]]}
    return replace(reported, sheets=[reps, rest])


def test_hidden_rows(tmp_path: Path) -> None:
    reported = case("RC-15")
    reading = read_book(workbook(reported, tmp_path))
    assert sales_total(reading.book) == reported.values["actual_total"]
    (said,) = [problem for problem in reading.problems if problem.rule.id == "hidden-rows"]
    assert said.cell is not None
    assert said.cell.sheet == "实绩"
    assert "1" in said.message(reading.book.lang)


def test_row_numbers_when_the_table_starts_lower(tmp_path: Path) -> None:
    reading = read_book(workbook(case("RC-16"), tmp_path))
    assert errors(reading) == [("unreadable-amount", "F5")]


def test_heading_variants(tmp_path: Path) -> None:
    reported = case("RC-33")
    book = accepted(workbook(reported, tmp_path))
    assert target_total(book) == reported.values["target_total"]
    assert book.targets[0].period.start.isoformat() == "2025-01-01"
    assert book.targets[0].period.end.isoformat() == "2025-02-01"


def test_sheet_name_with_a_trailing_space(tmp_path: Path) -> None:
    reported = case("RC-35")
    book = accepted(workbook(reported, tmp_path))
    assert target_total(book) == reported.values["target_total"]
    assert run(tmp_path / "book.xlsx").planning


def test_total_rows_inside_the_data(tmp_path: Path) -> None:
    reported = case("RC-44")
    reading = read_book(workbook(reported, tmp_path))
    assert sales_total(reading.book) == reported.values["actual_total"]
    (control,) = reading.book.controls
    assert [(each.reason, each.rows) for each in control.left_out] == [("total-row", 3)]
    assert control.rows_found == control.rows_used + 3
    assert errors(reading) == []


def test_notes_and_signatures_under_the_table(tmp_path: Path) -> None:
    reported = case("RC-86")
    reading = read_book(workbook(reported, tmp_path))
    assert target_total(reading.book) == reported.values["target_total"]
    assert [problem.severity for problem in reading.problems if problem.severity is not Severity.NOTE] == []
    assert len(told(reading.problems)) <= 2
