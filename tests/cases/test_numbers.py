"""Reported cases of numbers and units."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from tests.cases.readings import accepted, errors, run, sales_total
from tests.cases.workbooks import TITLES, case, workbook
from xlsummary.book.read import read_book


def test_numbers_stored_as_text(tmp_path: Path) -> None:
    reported = case("RC-36")
    assert sales_total(accepted(workbook(reported, tmp_path))) == Decimal(str(reported.values["actual_total"]))


def test_targets_in_ten_thousands_against_actuals_in_yuan(tmp_path: Path) -> None:
    reported = case("RC-39")
    rows = run(workbook(reported, tmp_path)).comparison.rows
    by_rep = {row.name: row.attainment for row in rows if row.by.value == "rep"}
    assert by_rep == {name: Decimal(str(ratio)) for name, ratio in reported.values["attainment"].items()}


def test_amounts_with_unit_words(tmp_path: Path) -> None:
    reading = read_book(workbook(case("RC-41"), tmp_path))
    assert [str(target.amount.value) for target in reading.book.targets if target.amount] == ["125000", "120000000", "500000"]
    assert errors(reading) == [("unreadable-amount", "D4"), ("unreadable-amount", "D6")]


def test_percentages_in_three_forms(tmp_path: Path) -> None:
    reported = case("RC-42")
    reading = read_book(workbook(reported, tmp_path, {**TITLES, "targets": TITLES["season"]}))
    assert errors(reading) == [("empty-book", None)]
    season = reading.book.season
    assert [each.index * 10 for each in season] == [3, 3, 3, 1]
    assert sum(each.index for each in season) == Decimal(str(reported.values["share_sum"]))
