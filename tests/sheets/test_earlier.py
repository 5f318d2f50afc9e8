"""Edits on the sheets of an earlier run are read, or it is said that they are not."""

from __future__ import annotations

import shutil
from copy import copy
from decimal import Decimal
from pathlib import Path

from openpyxl import load_workbook

from tests.book.written import written
from tests.rules import SOUND, TODAY
from tests.sheets.trials_fixed import planned, typing
from xlsummary.pipeline import Options, check, run

JANUARY = typing("2026-01", "rep:张三", 30)


def _fixed(book: Path, earlier: Path | None = None) -> list[Decimal]:
    outcome = run(book, Options(today=TODAY, earlier=(earlier,) if earlier else ()))
    assert [problem.rule.id for problem in outcome.checked.problems] == []
    return [point.amount for plan in outcome.plans for point in plan.fixed]


def test_a_book_that_was_renamed_keeps_its_own_edits(tmp_path: Path) -> None:
    book = planned(tmp_path, JANUARY)
    other = tmp_path / "renamed.xlsx"
    shutil.move(book, other)
    assert _fixed(other) == [30]


def test_an_output_of_a_book_of_another_name_is_not_read_and_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "earlier").mkdir()
    output = planned(tmp_path / "earlier", JANUARY)
    book = written(tmp_path, SOUND)
    assert _fixed(book, output) == [30]
    other = tmp_path / "renamed.xlsx"
    shutil.move(book, other)
    problems = check(other, Options(today=TODAY, earlier=(output,))).problems
    assert [(problem.rule.id, str(problem.cell)) for problem in problems] == [("planning-record", "'[book.xlsx]计划分解'")]


def test_of_two_planning_sheets_neither_of_which_is_recorded_none_is_guessed(tmp_path: Path) -> None:
    """LibreOffice and Excel copy the hidden name along; here both sheets have other names than the record's."""
    book = planned(tmp_path, JANUARY)
    workbook = load_workbook(book)
    other = workbook.copy_worksheet(workbook["计划分解"])
    other.title = "三月底稿"
    other.defined_names.update({name: copy(each) for name, each in workbook["计划分解"].defined_names.items()})
    workbook["计划分解"].title = "计划分解 改"
    workbook.save(book)
    (problem,) = check(book, Options(today=TODAY)).problems
    assert problem.rule.id == "planning-keys"
    assert "计划分解 改" in str(problem.words["what"])


def test_a_renamed_planning_sheet_alone_is_still_the_one(tmp_path: Path) -> None:
    book = planned(tmp_path, JANUARY)
    workbook = load_workbook(book)
    workbook["计划分解"].title = "执行计划"
    workbook.save(book)
    assert _fixed(book) == [30]
