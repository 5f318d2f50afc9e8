"""`check --mark`: a copy of the book with a sheet of its problems, and nothing else of it changed."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from tests.book.written import Rows, written
from tests.excel.office import converted
from tests.readme import command
from tests.rules import SOUND
from xlsummary.package import is_marked

FAULTY: Rows = [["期间", "目标值"], [2026, "十几万"]]


def ran(*words: str | Path, cwd: Path, code: int = 0) -> dict[str, Any]:
    """The document of a command in a process of its own."""
    done = command(*map(str, words), "--format", "json", cwd=cwd)
    assert done.returncode == code, done.stderr.decode()
    document: dict[str, Any] = json.loads(done.stdout)
    return document


def faulty(folder: Path, name: str = "book.xlsx") -> Path:
    folder.mkdir(exist_ok=True)
    return written(folder, {**SOUND, "目标": FAULTY}).rename(folder / name)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def listed(path: Path) -> list[tuple[str, str]]:
    """The place of each problem on the sheet 问题 and where its link leads."""
    sheet = load_workbook(path)["问题"]
    cells = [cell for (cell,) in sheet.iter_rows(min_row=5, min_col=2, max_col=2) if cell.value]
    return [(str(cell.value), (cell.hyperlink and cell.hyperlink.location) or "") for cell in cells]


def test_each_problem_is_a_link_to_its_cell_in_a_copy(tmp_path: Path) -> None:
    book = faulty(tmp_path)
    before = book.read_bytes()
    document = ran("check", book, "--mark", cwd=tmp_path, code=1)
    assert document["outputs"] == [{"role": "marked", "path": str(tmp_path / "book-checked.xlsx")}]
    assert listed(tmp_path / "book-checked.xlsx") == [("'目标'!B2", "'目标'!B2")]
    assert document["problems"] == ran("check", book, cwd=tmp_path, code=1)["problems"]
    assert (names(tmp_path), book.read_bytes()) == (["book-checked.xlsx", "book.xlsx"], before)
    assert load_workbook(tmp_path / "book-checked.xlsx").sheetnames == [*SOUND, "问题"]


def test_every_other_entry_of_the_book_is_the_same_byte_for_byte(tmp_path: Path) -> None:
    book = written(tmp_path, SOUND)
    ran("run", book, "--in-place", cwd=tmp_path)
    ran("check", book, "--mark", cwd=tmp_path)
    with zipfile.ZipFile(book) as one, zipfile.ZipFile(tmp_path / "book-checked.xlsx") as other:
        changed = {name for name in one.namelist() if one.read(name) != other.read(name)}
        assert set(one.namelist()) <= set(other.namelist())
    assert {name.rpartition("/")[2] for name in changed} <= {
        "[Content_Types].xml",
        "workbook.xml",
        "workbook.xml.rels",
        "styles.xml",
    }
    names = load_workbook(tmp_path / "book-checked.xlsx").sheetnames
    assert names == [*SOUND, "计划分解", "周例会", "目标对实绩", "_xlsummary", "问题"]


def test_a_sound_book_is_marked_as_such(tmp_path: Path) -> None:
    book = written(tmp_path, SOUND)
    ran("check", book, "--mark", "--lang", "en", cwd=tmp_path)
    sheet = load_workbook(tmp_path / "book-checked.xlsx")["Problems"]
    assert "No problems" in " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row)


def test_the_marked_copy_is_mended_and_checked_itself(tmp_path: Path) -> None:
    ran("check", faulty(tmp_path), "--mark", cwd=tmp_path, code=1)
    marked = tmp_path / "book-checked.xlsx"
    opened = load_workbook(marked)
    opened["目标"]["B2"] = 1200
    opened.save(marked)
    mended = marked.read_bytes()
    document = ran("check", marked, "--mark", cwd=tmp_path)
    assert [each["role"] for each in document["outputs"]] == ["backup", "marked"]
    assert listed(marked) == []
    assert (tmp_path / "book-checked.bak.xlsx").read_bytes() == mended
    again = ran("check", tmp_path / "book.xlsx", "--mark", cwd=tmp_path, code=1)
    assert [Path(each["path"]).name for each in again["outputs"]] == ["book-checked.bak2.xlsx", "book-checked.xlsx"]


def test_checked_again_the_copy_that_nobody_touched_is_replaced(tmp_path: Path) -> None:
    book = faulty(tmp_path)
    ran("check", book, "--mark", cwd=tmp_path, code=1)
    written(tmp_path, SOUND)
    document = ran("check", book, "--mark", cwd=tmp_path)
    assert [each["role"] for each in document["outputs"]] == ["marked"]
    assert listed(tmp_path / "book-checked.xlsx") == []


def test_a_run_of_the_marked_copy_brings_its_sheet_of_problems_up_to_date(tmp_path: Path) -> None:
    ran("check", faulty(tmp_path), "--mark", cwd=tmp_path, code=1)
    marked = tmp_path / "book-checked.xlsx"
    opened = load_workbook(marked)
    opened["目标"]["B2"] = 1200
    opened.save(marked)
    ran("run", marked, cwd=tmp_path)
    assert listed(tmp_path / "book-checked-plan.xlsx") == []
    names = load_workbook(tmp_path / "book-checked-plan.xlsx").sheetnames
    assert names == [*SOUND, "问题", "计划分解", "周例会", "目标对实绩", "_xlsummary"]


def test_several_books_go_into_one_folder_unless_they_would_be_one_file(tmp_path: Path) -> None:
    other, east, west = faulty(tmp_path / "west", "other.xlsx"), faulty(tmp_path / "east"), faulty(tmp_path / "west")
    document = ran("check", east, other, west, "--mark", "-o", tmp_path / "out", cwd=tmp_path, code=2)
    assert [Path(each["outputs"][0]["path"]).name for each in document["books"][:2]] == [
        "book-checked.xlsx",
        "other-checked.xlsx",
    ]
    assert document["books"][2]["error"]["rule"] == "same-output"
    assert names(tmp_path / "out") == ["book-checked.xlsx", "other-checked.xlsx"]


def test_a_workbook_of_another_origin_is_replaced_only_by_force(tmp_path: Path) -> None:
    book, other = faulty(tmp_path), tmp_path / "book-checked.xlsx"
    Workbook().save(other)
    before = other.read_bytes()
    assert ran("check", book, "--mark", cwd=tmp_path, code=2)["error"]["rule"] == "file-in-the-way"
    assert other.read_bytes() == before
    document = ran("check", book, "--mark", "--force", cwd=tmp_path, code=1)
    assert [each["rule"] for each in document["problems"]][-1] == "replaced-other"
    assert (tmp_path / "book-checked.bak.xlsx").read_bytes() == before
    assert is_marked(other, "_xlsummary_problems")


def test_a_format_that_takes_no_sheets_gets_a_book_of_its_own_without_links_that_lead_nowhere(tmp_path: Path) -> None:
    book = faulty(tmp_path)
    old = converted([book], "xls", tmp_path / "made")[book]
    document = ran("check", old, "--mark", "-o", tmp_path, cwd=tmp_path, code=1)
    assert "plan-book-apart" in [each["rule"] for each in document["problems"]]
    assert ("'目标'!B2", "") in listed(tmp_path / "book-checked.xlsx")
    assert load_workbook(tmp_path / "book-checked.xlsx").sheetnames == ["问题"]


@pytest.mark.parametrize("words", [("-o", "out"), ("--force",)])
def test_where_and_over_what_is_asked_only_of_a_copy(words: tuple[str, ...], tmp_path: Path) -> None:
    assert ran("check", faulty(tmp_path), *words, cwd=tmp_path, code=2)["error"]["rule"] == "usage"
    assert names(tmp_path) == ["book.xlsx"]


@pytest.mark.parametrize("words", [(), ("--lang", "en")])
def test_the_lines_name_the_file(words: tuple[str, ...], tmp_path: Path) -> None:
    done = command("check", str(faulty(tmp_path)), "--mark", *words, cwd=tmp_path)
    assert done.stdout.decode().splitlines()[-1].split() == ["wrote" if words else "写出", str(tmp_path / "book-checked.xlsx")]
