"""Problems on our own sheets of an earlier run: where a click on them leads."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from tests.rules import TODAY
from tests.sheets.trials_fixed import planned, typing
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


def test_a_draft_leads_nowhere_since_our_sheet_is_written_anew(tmp_path: Path) -> None:
    book = planned(tmp_path, WRONG)
    content = run(book, Options(today=TODAY, draft=True)).planning
    assert content is not None
    assert lines(content) == {"'计划分解'!H7": None}


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
