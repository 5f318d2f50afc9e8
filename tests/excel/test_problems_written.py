"""The sheet of problems in a user's book, from the first fault to the last one mended."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import load_workbook

from tests.excel.books import user_book
from tests.sheets.plans import book
from xlsummary.catalogue_checking import TARGET_MISSING
from xlsummary.excel.graft import graft
from xlsummary.model import Cell, Lang
from xlsummary.problems import Problem
from xlsummary.sheets.problems import problems_layout

FAULTS = (Problem(TARGET_MISSING, Cell("目标", "B7")), Problem(TARGET_MISSING, Cell("目标", "B9")))


def written(path: Path, problems: Sequence[Problem]) -> Path:
    """What a run puts into the book itself."""
    layout = problems_layout(book(sheets=("目标", "实绩")), problems, Lang.ZH, only_replaces=not problems)
    graft(path, [layout], path)
    return path


def test_a_book_without_problems_gets_no_sheet_of_them(tmp_path: Path) -> None:
    assert load_workbook(written(user_book(tmp_path / "a.xlsx"), ())).sheetnames == ["目标", "实绩"]


def test_each_problem_leads_to_its_cell_in_the_book(tmp_path: Path) -> None:
    sheet = load_workbook(written(user_book(tmp_path / "a.xlsx"), FAULTS))["问题"]
    assert [sheet[address].hyperlink.location for address in ("B5", "B6")] == ["'目标'!B7", "'目标'!B9"]
    assert [sheet[address].value for address in ("A5", "A6", "B5")] == ["▲ 警告", "▲ 警告", "'目标'!B7"]
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A5", "$4:$4")


def test_a_mended_book_says_that_there_are_no_problems_and_keeps_no_old_line(tmp_path: Path) -> None:
    path = written(user_book(tmp_path / "a.xlsx"), FAULTS)
    made = load_workbook(written(path, ()))
    assert made.sheetnames == ["目标", "实绩", "问题"]
    texts = [cell.value for row in made["问题"].iter_rows() for cell in row if cell.value is not None]
    assert texts == ["示例公司 问题", "工作簿 plan.xlsx：没有问题"]
    assert made["问题"]["B5"].hyperlink is None
