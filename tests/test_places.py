"""Which files a command leaves, and what it never replaces."""

from pathlib import Path

import pytest

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
