"""Reported cases of files: what programs leave out, wrong names, encodings, odd parts."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cases.readings import accepted, cells_told, errors, run, sales_by, sales_total, target_total
from tests.cases.workbooks import case, text_file, workbook
from tests.readme import ROOT
from tests.root import NOBODY, must_be_root
from xlsummary.book.read import read_book
from xlsummary.package import unpacked
from xlsummary.problems import XlsummaryError


def test_formula_without_cached_value(tmp_path: Path) -> None:
    reading = read_book(workbook(case("RC-01"), tmp_path))
    assert errors(reading) == [("uncalculated-formula", "D2")]
    assert [str(target.amount.value) for target in reading.book.targets if target.amount] == ["1200"]


def test_placeholders_in_number_cells(tmp_path: Path) -> None:
    reported = case("RC-03")
    reading = read_book(workbook(reported, tmp_path))
    assert sales_total(reading.book) == reported.values["actual_total"]
    assert [(each.reason, each.rows) for each in reading.book.controls[0].left_out] == [("no-amount", 4)]
    assert {"E2", "E3", "E4", "E5"} <= cells_told(reading.problems)
    assert errors(reading) == []


def test_old_xls_renamed_to_xlsx(tmp_path: Path) -> None:
    book = accepted(workbook(case("RC-07"), tmp_path))
    assert target_total(book) == 3000


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a web page", b"<html><body><table><tr><td>2025</td></tr></table></body></html>"),
        ("text", "年度,月份\n2025,1\n".encode()),
        ("an old workbook cut off", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    ],
)
def test_something_else_renamed_to_xlsx(name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(content)
    with pytest.raises(XlsummaryError) as refused:
        read_book(path)
    assert "book.xlsx" in refused.value.message.en, name
    assert "xlsx" in refused.value.hint.zh


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig"])
def test_csv_as_the_book_is_one_clear_message(encoding: str, tmp_path: Path) -> None:
    path = text_file(case("RC-09"), tmp_path, encoding)
    with pytest.raises(XlsummaryError) as refused:
        read_book(path)
    assert "CSV" in refused.value.message.zh + refused.value.hint.zh


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig"])
def test_csv_of_actuals_reads_alike_in_each_encoding(encoding: str, tmp_path: Path) -> None:
    """The case's rows of amounts, read as what was sold."""
    reported = case("RC-10")
    targets = reported.sheet("targets")
    sold = {**targets, "header": [*targets["header"][:-1], "actual_amount"]}
    rows = text_file(replace(reported, sheets=[sold]), tmp_path, encoding)
    own = workbook(replace(reported, file_ops=()), tmp_path)
    reading = read_book(own, actuals=rows)
    assert errors(reading) == []
    assert list(sales_by(reading.book, "rep")) == reported.values["reps"]
    assert sales_total(reading.book) == reported.values["target_total"]


def test_inflated_used_range(tmp_path: Path) -> None:
    reported = case("RC-11")
    path = workbook(reported, tmp_path)
    start = time.perf_counter()
    outcome = run(path)
    assert time.perf_counter() - start < 5
    assert outcome.planning
    assert target_total(outcome.checked.book) == reported.values["target_total"]
    assert cells_told(outcome.checked.problems) <= {None, "C2"}


def test_wrong_dimension_record(tmp_path: Path) -> None:
    reported = case("RC-13")
    outcome = run(workbook(reported, tmp_path))
    assert target_total(outcome.checked.book) == reported.values["target_total"]
    assert outcome.planning


def test_active_autofilter_with_a_blank_condition(tmp_path: Path) -> None:
    reported = case("RC-14")
    path = workbook(reported, tmp_path)
    assert target_total(accepted(path)) == reported.values["target_total"]
    assert run(path).planning


def test_pictures_in_cells(tmp_path: Path) -> None:
    path = workbook(case("RC-79"), tmp_path)
    book = read_book(path).book
    assert [(client.name, client.code, client.note) for client in book.clients] == [("甲公司", "C001", "")]


def test_pictures_in_cells_are_not_in_what_is_written(tmp_path: Path) -> None:
    pictures, sound = case("RC-79"), case("RC-82")
    outcome = run(workbook(replace(pictures, sheets=[*pictures.sheets, *sound.sheets]), tmp_path))
    assert outcome.document
    assert outcome.planning
    assert all(b"DISPIMG" not in part for part in unpacked(outcome.document).values())
    ours = load_workbook(io.BytesIO(outcome.planning.content()))["计划分解"]
    cells = [str(cell.value) for row in ours.iter_rows() for cell in row]
    assert not [cell for cell in cells if "DISPIMG" in cell or "#NAME?" in cell]


def test_output_file_is_open_elsewhere() -> None:
    """A file that its folder does not let us replace stands for one that another program holds."""
    must_be_root()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = workbook(case("RC-82"), folder)
        path.chmod(0o644)
        folder.chmod(0o1777)
        (folder / "book-summary.docx").write_bytes(b"old")
        (folder / "book-summary.docx").chmod(0o666)
        done = subprocess.run(  # noqa: S603 (our own words)
            [sys.executable, "-c", _RUN_AS_NOBODY, str(path)],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE,
            timeout=120,
            check=True,
        )
        message, hint = done.stdout.decode().splitlines()
        assert "book-summary.docx" in message
        assert hint.startswith("Close the file in Excel or WPS and run again")
        assert (folder / "book-summary.docx").read_bytes() == b"old"
        assert sorted(each.name for each in folder.iterdir()) == ["book-summary.docx", "book.xlsx"]


_RUN_AS_NOBODY = f"""
import os, sys
from datetime import date
from pathlib import Path
from xlsummary.output import write_all
from xlsummary.pipeline import Options, run
from xlsummary.places import run_files
from xlsummary.problems import XlsummaryError
outcome = run(Path(sys.argv[1]), Options(today=date(2025, 3, 1)))
files = [each for each in run_files(outcome, None).files if each.role == "summary"]
os.setgroups([])
os.setgid({NOBODY})
os.setuid({NOBODY})
try:
    write_all(files)
except XlsummaryError as error:
    print(error.message.en)
    print(error.hint.en)
"""
