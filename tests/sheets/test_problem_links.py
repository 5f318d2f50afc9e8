"""Problems on our own sheets of an earlier run: where a click on them leads."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.book.written import written
from tests.rules import SOUND, TODAY
from tests.sheets.trials_fixed import Change, both, deleting, listed, planned, typing
from xlsummary.cli import main
from xlsummary.excel.grafted import Grafted
from xlsummary.pipeline import Options, mark, run

WRONG = typing("2026-01", "rep:张三", "三十")


def lines(content: Grafted) -> dict[str, str | None]:
    """By place on the sheet of problems where its click leads."""
    sheet = load_workbook(BytesIO(content.content()))["问题"]
    cells = (row[1] for row in sheet.iter_rows(min_row=5) if row[1].value)
    return {str(cell.value): cell.hyperlink.location if cell.hyperlink else None for cell in cells}


def test_a_marked_copy_leads_to_the_cell_on_our_sheet_which_is_as_it_was(tmp_path: Path) -> None:
    book = planned(tmp_path, WRONG)
    content = mark(book, Options(today=TODAY)).content
    assert lines(content) == {"'计划分解'!H7": "'计划分解'!H7"}
    assert load_workbook(BytesIO(content.content()))["计划分解"]["H7"].value == "三十"


def test_a_draft_is_not_written_over_a_change_with_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In place and beside the book: neither the file nor what was typed right beside the wrong cell is lost."""
    for folder, words in ((tmp_path / "own", ["--in-place"]), (tmp_path / "copy", [])):
        folder.mkdir()
        book = planned(folder, both(WRONG, typing("2026-02", "rep:张三", 30)))
        if not words:
            book.rename(folder / "book-plan.xlsx")
            written(folder, SOUND)
        before = {path.name: path.read_bytes() for path in folder.iterdir()}
        with pytest.raises(SystemExit) as ended:
            main(["run", str(book), *words, "--draft", "--as-of", f"{TODAY}"])
        said = capsys.readouterr().out
        assert ended.value.code == 1
        assert "H7" in said
        assert "“三十”不是数" in said
        assert "草稿也一样" in said
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("change", [deleting("2026-03"), listed("2026-01", "rep:张三", 20, 30), typing("total", "company", 9)])
def test_nor_over_one_that_cannot_be_told_or_that_contradicts_another(change: Change, tmp_path: Path) -> None:
    outcome = run(planned(tmp_path, change), Options(today=TODAY, draft=True))
    assert (outcome.is_sound, outcome.planning, outcome.document) == (False, None, None)


def test_nor_where_a_quota_was_fixed_on_a_row_that_the_draft_leaves_out(tmp_path: Path) -> None:
    book = planned(tmp_path, typing("2026-01", "rep:张三", 30))
    workbook = load_workbook(book)
    workbook["目标"]["B2"] = "很多"
    workbook.save(book)
    outcome = run(book, Options(today=TODAY, draft=True))
    assert outcome.planning is None
    assert "fixed-without-plan" in {problem.rule.id for problem in outcome.checked.problems}


def test_a_problem_in_an_output_beside_the_book_names_the_file_and_the_cell_and_leads_nowhere(tmp_path: Path) -> None:
    book = planned(tmp_path, lambda _: None)
    output = book.with_name("book-plan.xlsx")
    output.write_bytes(book.read_bytes())
    workbook = load_workbook(output)
    WRONG(workbook["计划分解"])
    workbook.save(output)
    content = mark(book, Options(today=TODAY, earlier=(output,))).content
    assert lines(content) == {"'[book-plan.xlsx]计划分解'!H7": None}


def test_a_problem_of_the_book_leads_to_its_cell_on_a_second_run_too(tmp_path: Path) -> None:
    book = planned(tmp_path, lambda _: None)
    workbook = load_workbook(book)
    workbook["实绩"]["B2"] = "王五"
    workbook.save(book)
    for _ in range(2):
        content = run(book, Options(today=TODAY, itself=True)).planning
        assert content is not None
        assert lines(content) == {"'实绩'!B2": "'实绩'!B2"}
        saved = content.content()
        book.write_bytes(saved)
