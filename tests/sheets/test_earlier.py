"""Edits on the sheets of an earlier run are read, or it is said that they are not."""

from __future__ import annotations

import json
import shutil
from copy import copy
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.book.written import written
from tests.rules import SOUND, TODAY
from tests.sheets.trials_fixed import planned, typing
from xlsummary.cli import main
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


def test_books_of_one_name_in_two_folders_do_not_get_each_others_edits(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both are written into one folder; what is replaced is kept, and a book goes on with what is its own."""
    out = tmp_path / "out"
    for name in ("x", "y"):
        (tmp_path / name).mkdir()
    books = [written(tmp_path / "x", SOUND), written(tmp_path / "y", {**SOUND, "目标": [["期间", "目标值"], [2026, 2400]]})]
    out.mkdir()
    assert _told(books[0], out, capsys) == ([], [])
    plan = out / "book-plan.xlsx"
    workbook = load_workbook(plan)
    JANUARY(workbook["计划分解"])
    workbook.save(plan)
    typed = plan.read_bytes()
    assert _told(books[0], tmp_path / "elsewhere", capsys) == ([], [])
    assert _told(books[1], out, capsys) == (["planning-record"], [])
    assert (out / "book-plan.bak.xlsx").read_bytes() == typed
    of_y = plan.read_bytes()
    assert _told(books[0], out, capsys) == (["planning-record"], [])
    assert (out / "book-plan.bak2.xlsx").read_bytes() == of_y


def test_an_output_goes_on_when_it_and_its_book_are_moved_together_and_when_it_is_laid_beside_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("old/x", "old/out"):
        (tmp_path / name).mkdir(parents=True)
    _told(written(tmp_path / "old/x", SOUND), tmp_path / "old/out", capsys)
    plan = tmp_path / "old/out/book-plan.xlsx"
    workbook = load_workbook(plan)
    JANUARY(workbook["计划分解"])
    workbook.save(plan)
    (tmp_path / "old").rename(tmp_path / "new")
    assert _told(tmp_path / "new/x/book.xlsx", tmp_path / "new/out", capsys) == ([], ["2026-01"])
    shutil.move(tmp_path / "new/out/book-plan.xlsx", tmp_path / "new/x/book-plan.xlsx")
    assert _told(tmp_path / "new/x/book.xlsx", tmp_path / "new/x", capsys) == ([], ["2026-01"])


def _told(book: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[list[str], list[str]]:
    """The rules that a run told, but for what it says of files, and the rows that are fixed."""
    folder.mkdir(exist_ok=True)
    with pytest.raises(SystemExit) as ended:
        main(["run", str(book), "-o", str(folder), "--as-of", f"{TODAY}", "--format", "json"])
    assert ended.value.code == 0
    document = json.loads(capsys.readouterr().out)
    rules = [each["rule"] for each in document["problems"] if each["rule"] not in {"changed-since", "replaced-other"}]
    return rules, [each["row"] for plan in document["plans"] for each in plan["fixed"]]


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
