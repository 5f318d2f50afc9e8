"""Which sheet is ours, by the command: whatever is done with our sheets, nothing is lost unsaid, doubled or overwritten."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.book.written import written
from tests.rules import SOUND, TODAY
from tests.sheets.trials_fixed import place, typing
from xlsummary.cli import main

PLAN, MARKER = "计划分解", "_xlsummary_planning"
JANUARY = typing("2026-01", "rep:张三", 30)
Change = Callable[[Workbook], None]


@dataclass(frozen=True, slots=True)
class Run:
    """What a run said, and the book that it left with our sheets in it."""

    document: dict[str, Any]
    book: Workbook

    @property
    def told(self) -> list[tuple[str, str]]:
        """Rule and sheet of each problem that says no more than that a file was replaced."""
        left = {"replaced-other", "changed-since"}
        return [(each["rule"], each["sheet"] or "") for each in self.document["problems"] if each["rule"] not in left]

    @property
    def fixed(self) -> list[tuple[str, list[str], str]]:
        """The reps with a fixed quota, its rows, and what January has for them."""
        nodes = [node for plan in self.document["plans"] for node in plan["nodes"] if node["fixed"]]
        return [(node["name"], node["fixed"], node["months"][0]["amount"]) for node in nodes]

    @property
    def sheets(self) -> list[str]:
        return [name for name in self.book.sheetnames if name not in SOUND]


class Place:
    """A book, and where a run of it puts our sheets: into the book itself or into its copy."""

    def __init__(self, folder: Path, capfd: pytest.CaptureFixture[str], *, in_place: bool) -> None:
        self.book = written(folder, SOUND)
        self.ours = self.book if in_place else folder / "book-plan.xlsx"
        self.in_place = in_place
        self._words = ["--in-place"] if in_place else []
        self._capfd = capfd

    def run(self, *, code: int = 0, book: Path | None = None) -> Run:
        return Run(json.loads(self.said("--format", "json", code=code, book=book)), load_workbook(self.ours))

    def said(self, *words: str, code: int = 0, book: Path | None = None) -> str:
        """What the command prints."""
        with pytest.raises(SystemExit) as ended:
            main(["run", str(book or self.book), *self._words, "--as-of", f"{TODAY}", *words])
        captured = self._capfd.readouterr()
        assert ended.value.code == code, captured.err + captured.out
        return captured.out

    def change(self, change: Change) -> None:
        workbook = load_workbook(self.ours)
        change(workbook)
        workbook.save(self.ours)


@pytest.fixture(params=[False, True], ids=["copy", "in place"])
def at(request: pytest.FixtureRequest, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Place:
    """A place where a run has been, and January of 张三 was typed since."""
    made = Place(tmp_path, capfd, in_place=request.param)
    first = made.run()
    assert first.sheets == [PLAN, "周例会", "目标对实绩", "_xlsummary"]
    made.change(lambda workbook: JANUARY(workbook[PLAN]))
    return made


KEPT = [("张三", ["2026-01"], "30.00")]


def test_the_typed_quota_alone_comes_back_and_the_document_has_it_with_its_cell(at: Place) -> None:
    again = at.run()
    assert (again.told, again.fixed) == ([], KEPT)
    (plan,) = again.document["plans"]
    assert plan["fixed"] == [
        {
            "level": "rep",
            "name": "张三",
            "path": ["一组"],
            "row": "2026-01",
            "start": "2026-01-01",
            "end": "2026-02-01",
            "amount": "30.00",
            "sheet": PLAN if at.in_place else f"[book-plan.xlsx]{PLAN}",
            "ref": "H7",
        }
    ]


@pytest.mark.parametrize(
    ("lang", "line"),
    [("zh", "固定  2 个配额保持手工改过的数："), ("en", "fixed  2 quotas stay as changed by hand: ")],
)
def test_the_console_tells_how_many_quotas_are_fixed_and_where(lang: str, line: str, at: Place) -> None:
    """A month of the company is one of them, which no node of the document has."""
    at.change(lambda workbook: typing("2026-05", "company", 140)(workbook[PLAN]))
    name = PLAN if at.in_place else f"[book-plan.xlsx]{PLAN}"
    cells = ("、" if lang == "zh" else ", ").join([f"'{name}'!H7", f"'{name}'!F112"])
    assert f"{line}{cells}" in at.said("--lang", lang).splitlines()


def test_a_marker_that_was_deleted(at: Place) -> None:
    def unmark(workbook: Workbook) -> None:
        workbook[PLAN].defined_names.clear()

    at.change(unmark)
    again = at.run()
    assert (again.told, again.fixed) == ([], KEPT)
    assert again.sheets == [PLAN, "周例会", "目标对实绩", "_xlsummary"]
    assert MARKER in again.book[PLAN].defined_names


def test_every_marker_that_was_deleted(at: Place) -> None:
    """The record has the names; a copy that carries no marker at all is taken for somebody's file and left alone."""

    def unmark(workbook: Workbook) -> None:
        for sheet in workbook:
            sheet.defined_names.clear()

    at.change(unmark)
    before = at.ours.read_bytes()
    if at.in_place:
        again = at.run()
        assert (again.told, again.fixed) == ([], KEPT)
        assert again.sheets == [PLAN, "周例会", "目标对实绩", "_xlsummary"]
    else:
        with pytest.raises(AssertionError, match="file-in-the-way"):
            at.run()
        assert at.ours.read_bytes() == before


def test_a_sheet_of_ours_that_was_renamed(at: Place) -> None:
    at.change(lambda workbook: setattr(workbook[PLAN], "title", "执行计划"))
    again = at.run()
    assert (again.told, again.fixed) == ([], KEPT)
    assert again.sheets[0] == ("执行计划" if at.in_place else PLAN)


def test_ours_renamed_to_a_sheet_to_be_filled_in_and_filled_in(at: Place) -> None:
    """It is told, not read and not overwritten, and the quotas that were fixed on it are told too."""

    def reuse(workbook: Workbook) -> None:
        if "实绩" in workbook.sheetnames:
            del workbook["实绩"]
        sheet = workbook[PLAN]
        sheet.delete_rows(1, sheet.max_row)
        for row in SOUND["实绩"]:
            sheet.append([*row])
        sheet.title = "实绩"

    assert at.run().fixed == KEPT
    at.change(reuse)
    again = at.run()
    if at.in_place:
        assert again.told == [("fixed-gone", ""), ("copy-of-ours", "实绩")]
        assert [cell.value for cell in again.book["实绩"][2]][:3] == SOUND["实绩"][1]
    else:
        assert again.told == [("fixed-gone", "")]
    assert again.fixed == []
    assert PLAN in again.sheets


def test_a_sheet_of_the_user_that_carries_the_marker(at: Place) -> None:
    def reuse(workbook: Workbook) -> None:
        sheet = workbook[PLAN]
        sheet.delete_rows(1, sheet.max_row)
        sheet.append(["会议纪要", "四月起各组周一交表"])

    at.run()
    at.change(reuse)
    again = at.run()
    if at.in_place:
        assert again.told == [("fixed-gone", ""), ("marked-other", PLAN), ("title-taken", "计划分解(2)")]
        assert again.book[PLAN]["B1"].value == "四月起各组周一交表"
    else:
        assert again.told == [("fixed-gone", "")]
    assert again.fixed == []
    third = at.run()
    assert [rule for rule, _ in third.told] == (["marked-other", "title-taken"] if at.in_place else [])
    assert third.sheets.count("计划分解(2)") == at.in_place


def test_a_record_that_was_deleted(at: Place) -> None:
    at.change(lambda workbook: workbook.remove(workbook["_xlsummary"]))
    again = at.run()
    assert again.told == [("planning-record", PLAN if at.in_place else f"[book-plan.xlsx]{PLAN}")]
    assert again.sheets == [PLAN, "周例会", "目标对实绩", "问题", "_xlsummary"]
    assert again.fixed == []
    assert at.run().told == []


def test_record_and_marker_deleted(at: Place) -> None:
    def strip(workbook: Workbook) -> None:
        workbook.remove(workbook["_xlsummary"])
        workbook[PLAN].defined_names.clear()

    at.change(strip)
    again = at.run()
    name = PLAN if at.in_place else f"[book-plan.xlsx]{PLAN}"
    assert ("planning-record", name) in again.told
    assert again.fixed == []


@pytest.mark.parametrize("title", ["计划分解 (2)", "计划分解_2", "三月底稿"])
def test_a_copy_in_the_same_book(title: str, at: Place) -> None:
    """The copy carries the marker too; what is typed on it is the user's own affair."""

    def double(workbook: Workbook) -> None:
        other = workbook.copy_worksheet(workbook[PLAN])
        other.title = title
        other.defined_names.update({name: copy(each) for name, each in workbook[PLAN].defined_names.items()})
        workbook.move_sheet(other, -4)
        typing("2026-01", "rep:张三", 99)(other)

    at.change(double)
    again = at.run()
    assert (again.told, again.fixed) == ([], KEPT)
    if at.in_place:
        assert again.book[title].cell(*place(again.book[title], "2026-01", "rep:张三")).value == 99
        assert again.sheets == [title, PLAN, "周例会", "目标对实绩", "_xlsummary"]


def test_a_copy_whose_model_was_deleted_is_told_and_counts_once_it_has_the_name(at: Place) -> None:
    def leave_the_copy(workbook: Workbook) -> None:
        other = workbook.copy_worksheet(workbook[PLAN])
        other.title = f"{PLAN} (2)"
        other.defined_names.update({name: copy(each) for name, each in workbook[PLAN].defined_names.items()})
        del workbook[PLAN]

    at.change(leave_the_copy)
    again = at.run()
    name = f"{PLAN} (2)" if at.in_place else f"[book-plan.xlsx]{PLAN} (2)"
    assert (again.told, again.fixed) == ([("copy-alone", name)], [])
    if at.in_place:
        assert again.sheets.count(PLAN) == again.sheets.count(f"{PLAN} (2)") == 1

        def as_the_hint_says(workbook: Workbook) -> None:
            del workbook[PLAN]
            workbook[f"{PLAN} (2)"].title = PLAN

        at.change(as_the_hint_says)
        third = at.run()
        assert (third.told, third.fixed) == ([], KEPT)
        assert third.sheets.count(PLAN) == 1


def test_a_sheet_that_was_moved(at: Place) -> None:
    at.change(lambda workbook: workbook.move_sheet(PLAN, -2))
    again = at.run()
    assert (again.told, again.fixed) == ([], KEPT)
    if at.in_place:
        assert again.book.sheetnames.index(PLAN) == 1


def test_rows_that_were_sorted(at: Place) -> None:
    """By a filter over the whole width: the keys go along."""

    def turn(workbook: Workbook) -> None:
        sheet = workbook[PLAN]
        first = place(sheet, "2026-01", "company")[0]
        last = place(sheet, "2026-12-31", "company")[0]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first, max_row=last)]
        for number, row in enumerate(reversed(rows), first):
            for column, value in enumerate(row, 1):
                sheet.cell(number, column).value = value

    at.change(turn)
    again = at.run()
    assert again.told == []
    assert ("张三", ["2026-01"], "30.00") in again.fixed


def test_the_hidden_column_of_keys_deleted(at: Place) -> None:
    """No number can be told from another, so nothing is written."""

    def unkey(workbook: Workbook) -> None:
        workbook[PLAN].delete_cols(1)

    at.change(unkey)
    before = at.ours.read_bytes()
    again = at.run(code=1)
    assert again.told == [("planning-keys", PLAN if at.in_place else f"[book-plan.xlsx]{PLAN}")]
    assert at.ours.read_bytes() == before


def test_our_sheets_deleted_altogether(at: Place) -> None:
    def remove(workbook: Workbook) -> None:
        for name in (PLAN, "周例会", "目标对实绩", "_xlsummary"):
            del workbook[name]

    at.change(remove)
    if not at.in_place:
        at.ours.unlink()  # a copy without a sheet of ours is somebody's file
    again = at.run()
    assert (again.told, again.fixed) == ([], [])
    assert again.sheets == [PLAN, "周例会", "目标对实绩", "_xlsummary"]


def test_only_the_planning_sheet_deleted(at: Place) -> None:
    """So all changes are given up; how many is told once."""
    assert at.run().fixed == KEPT
    at.change(lambda workbook: workbook.remove(workbook[PLAN]))
    again = at.run()
    assert (again.told, again.fixed) == ([("fixed-gone", "")], [])
    assert at.run().told == []


def test_a_planning_sheet_copied_to_another_book(at: Place, tmp_path: Path) -> None:
    """It is the user's there: left as it is, and the sheet of that book is another."""
    at.run()
    (tmp_path / "other").mkdir()
    other = written(tmp_path / "other", {**SOUND, "设置": [["项目", "值"], ["公司", "乙公司"]]}).rename(tmp_path / "乙.xlsx")
    workbook = load_workbook(other)
    brought = workbook.create_sheet(PLAN)
    model = load_workbook(at.ours)[PLAN]
    cells = _cells(model)
    for ref, value in cells.items():
        brought[ref].value = value
    brought.defined_names.update({name: copy(each) for name, each in model.defined_names.items()})
    workbook.save(other)
    at.ours = other if at.in_place else tmp_path / "乙-plan.xlsx"
    for told in (
        ["planning-record", "title-taken"],
        ["title-taken"] if at.in_place else ["planning-record", "title-taken"],
    ):
        again = at.run(book=other)
        assert [rule for rule, _ in again.told] == told
        assert again.fixed == []
        assert _cells(again.book[PLAN]) == cells
        assert again.book.sheetnames.count("计划分解(2)") == 1


def _cells(sheet: Worksheet) -> dict[str, Any]:
    return {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value not in (None, "")}
