"""Which files a command leaves, and what it never replaces."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.book.written import written
from tests.rules import SOUND, TODAY
from xlsummary.cli import main
from xlsummary.model import Lang
from xlsummary.package import unpacked
from xlsummary.places import NewBook, new_output, plan_place
from xlsummary.problems import XlsummaryError


def new_book(path: Path, *, force: bool = False, button: bool = False) -> NewBook:
    return NewBook(path=path, size="small", lang=Lang.ZH, force=force, button=button)


def test_new_never_overwrites_without_force(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(b"mine")
    with pytest.raises(XlsummaryError) as caught:
        new_output(new_book(path), None)
    assert caught.value.rule == "file-in-the-way"
    content = new_output(new_book(path, force=True), None).content
    assert isinstance(content, bytes)
    assert content.startswith(b"PK")


def test_an_unknown_example_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(XlsummaryError) as caught:
        new_output(new_book(tmp_path / "book.xlsx"), "no-such")
    assert caught.value.rule == "unknown-example"
    assert "team" in caught.value.hint.zh
    assert "first-1-target" in caught.value.hint.zh


@pytest.mark.parametrize("name", ["book", "book.docx", "book.xls"])
def test_new_writes_only_to_the_name_of_a_workbook(name: str, tmp_path: Path) -> None:
    with pytest.raises(XlsummaryError) as caught:
        new_output(new_book(tmp_path / name, force=True), None)
    assert caught.value.rule == "not-a-workbook-name"


def test_a_book_with_a_button_holds_macros_and_is_called_so(tmp_path: Path) -> None:
    content = new_output(new_book(tmp_path / "book.xlsm", button=True), "team").content
    assert isinstance(content, bytes)
    assert "xl/vbaProject.bin" in unpacked(content)
    with pytest.raises(XlsummaryError) as caught:
        new_output(new_book(tmp_path / "book.xlsx", button=True), None)
    assert ".xlsm" in caught.value.hint.zh


@pytest.mark.parametrize(
    ("name", "planned"),
    [
        ("book.xlsx", "book-plan.xlsx"),
        ("book.XLSM", "book-plan.xlsm"),
        ("book.xls", "book-plan.xlsx"),
        ("2026-plan.xlsx", "2026-plan-plan.xlsx"),
        ("目标.v2.xlsx", "目标.v2-plan.xlsx"),
    ],
)
def test_the_copy_is_called_after_the_book(name: str, planned: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"no workbook yet")
    assert plan_place(tmp_path / name, None) == tmp_path / planned
    assert plan_place(tmp_path / name, tmp_path / "out") == tmp_path / "out" / planned
    assert plan_place(tmp_path / name, tmp_path / "out", in_place=True) == tmp_path / name


def _ran(book: Path, capfd: pytest.CaptureFixture[str], *words: str, code: int = 0) -> dict[str, Any]:
    with pytest.raises(SystemExit) as ended:
        main(["run", str(book), "--as-of", f"{TODAY}", "--format", "json", *words])
    assert ended.value.code == code
    document: dict[str, Any] = json.loads(capfd.readouterr().out)
    return document["books"][0] if "books" in document else document


def test_what_was_filled_in_in_a_copy_is_told_and_kept(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    book = written(tmp_path, SOUND)
    assert _ran(book, capfd)["problems"] == []
    assert _ran(book, capfd)["problems"] == []
    plan, summary = tmp_path / "book-plan.xlsx", tmp_path / "book-summary.docx"
    changed = load_workbook(plan)
    changed["实绩"]["C2"] = 999
    changed.save(plan)
    document = Document(str(summary))
    document.add_paragraph("我加的一段")
    document.save(str(summary))
    again = _ran(book, capfd)
    told = [(each["rule"], each["severity"], Path(each["value"]).name) for each in again["problems"]]
    assert told == [("changed-since", "warning", summary.name), ("changed-since", "warning", plan.name)]
    assert "素材" in again["problems"][0]["hint"]
    assert "配额和固定值" in again["problems"][1]["message"]
    assert [Path(each["path"]).name for each in again["outputs"] if each["role"] == "backup"] == [
        "book-summary.bak.docx",
        "book-plan.bak.xlsx",
    ]
    assert load_workbook(tmp_path / "book-plan.bak.xlsx")["实绩"]["C2"].value == 999
    assert _ran(book, capfd)["problems"] == []


@pytest.mark.skipif(os.name != "posix", reason="pipes with names are those of POSIX")
@pytest.mark.parametrize("name", ["book-plan.xlsx", "book-summary.docx"])
def test_a_pipe_of_the_name_of_a_file_to_write_is_told_and_left(
    name: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    book = written(tmp_path, SOUND)
    os.mkfifo(tmp_path / name)
    error = _ran(book, capfd, code=2)["error"]
    assert (error["rule"], name in error["message"]) == ("not-a-file", True)
    assert (tmp_path / name).is_fifo()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["book.xlsx", name])


@pytest.mark.skipif(os.name != "posix", reason="mode bits are those of POSIX")
def test_all_that_comes_of_a_private_book_is_private(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    book = written(tmp_path, SOUND)
    book.chmod(0o600)
    _ran(book, capfd)
    with pytest.raises(SystemExit):
        main(["check", str(book), "--mark"])
    names = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    assert names == dict.fromkeys(["book.xlsx", "book-plan.xlsx", "book-summary.docx", "book-checked.xlsx"], 0o600)
