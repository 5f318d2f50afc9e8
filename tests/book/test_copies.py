"""A copy of one of our sheets under the name of a sheet to be filled in is not read, and told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.book.copies import with_marked
from tests.book.written import written
from tests.rules import SOUND
from xlsummary.book.export import read_export
from xlsummary.book.read import read_book
from xlsummary.book.recognise import OUR_OUTPUT
from xlsummary.book.schema import SHEETS
from xlsummary.problems import XlsummaryError
from xlsummary.spelling import name_key

SALES = SOUND["实绩"]


@pytest.mark.parametrize("title", ["实绩", "业绩", "Actuals"])
def test_a_marked_sheet_called_like_one_to_fill_in_is_not_counted_and_told(title: str, tmp_path: Path) -> None:
    sheets = {key: rows for key, rows in SOUND.items() if key != "实绩"}
    read = read_book(with_marked(tmp_path, {**sheets, title: SALES}, title))
    (problem,) = [each for each in read.problems if each.rule.id == "copy-of-ours"]
    assert str(problem.cell) == f"'{title}'"
    assert len(read.book.actuals) == 0


def test_a_marked_sheet_of_another_name_is_no_problem(tmp_path: Path) -> None:
    read = read_book(with_marked(tmp_path, {**SOUND, "计划分解 (2)": SALES}, "计划分解 (2)"))
    assert read.problems == ()
    assert len(read.book.actuals) == 1


def test_an_own_sheet_beside_the_copy_is_read_and_the_copy_told(tmp_path: Path) -> None:
    read = read_book(with_marked(tmp_path, {**SOUND, "业绩": SALES}, "业绩"))
    assert [(each.rule.id, str(each.cell)) for each in read.problems] == [("copy-of-ours", "'业绩'")]
    assert len(read.book.actuals) == 1


def test_none_of_our_sheets_is_called_like_one_to_fill_in() -> None:
    names = {name_key(name) for spec in SHEETS for name in (spec.title.zh, spec.title.en, *spec.synonyms)}
    assert names.isdisjoint(OUR_OUTPUT)


def test_a_copy_in_another_file_of_actuals_is_told_at_that_file(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = with_marked(tmp_path / "other", {"实绩": SALES, "一月": SALES}, "实绩")
    read = read_book(written(tmp_path, SOUND), actuals=other)
    (problem,) = [each for each in read.problems if each.rule.id == "copy-of-ours"]
    assert str(problem.cell) == "'[book.xlsx]实绩'"
    assert len(read.book.actuals) == 1


def test_a_copy_in_an_export_is_told(tmp_path: Path) -> None:
    export = read_export(with_marked(tmp_path, {"实绩": SALES, "一月": SALES}, "实绩"))
    assert [problem.rule.id for problem in export.problems] == ["copy-of-ours"]
    assert [row["sales"] for row in export.rows["actuals"]] == [100]


def test_an_export_of_a_copy_alone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(XlsummaryError):
        read_export(with_marked(tmp_path, {"实绩": SALES}, "实绩"))
