"""Files are written whole or not at all, and what is replaced is kept."""

from pathlib import Path

import pytest

from xlsummary.model import Lang
from xlsummary.output import Output, new_output, write_all
from xlsummary.package import packed
from xlsummary.problems import XlsummaryError


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_files_are_written_in_the_order_given_and_nothing_else_is_left(tmp_path: Path) -> None:
    written = write_all([Output("summary", tmp_path / "a.docx", b"word"), Output("plan", tmp_path / "new" / "b.xlsx", b"book")])
    assert [output.role for output in written] == ["summary", "plan"]
    assert (tmp_path / "a.docx").read_bytes() == b"word"
    assert _names(tmp_path) == ["a.docx", "new"]
    assert _names(tmp_path / "new") == ["b.xlsx"]


def test_a_file_somebody_worked_on_is_kept_as_backup(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"edited by hand")
    written = write_all([Output("summary", tmp_path / "a.docx", b"new")])
    assert [(output.role, output.path.name) for output in written] == [("backup", "a.bak.docx"), ("summary", "a.docx")]
    assert (tmp_path / "a.bak.docx").read_bytes() == b"edited by hand"


def test_no_backup_is_ever_overwritten_and_none_is_made_twice(tmp_path: Path) -> None:
    for edit in (b"first edit", b"second edit", b"first edit"):
        (tmp_path / "a.docx").write_bytes(edit)
        write_all([Output("summary", tmp_path / "a.docx", b"new")])
    assert _names(tmp_path) == ["a.bak.docx", "a.bak2.docx", "a.docx"]
    assert (tmp_path / "a.bak.docx").read_bytes() == b"first edit"
    assert (tmp_path / "a.bak2.docx").read_bytes() == b"second edit"


def test_what_the_last_run_wrote_needs_no_backup_unless_it_is_the_book(tmp_path: Path) -> None:
    old, new = packed({"a": b"1"}), packed({"a": b"2"})
    (tmp_path / "a.docx").write_bytes(old)
    (tmp_path / "b.xlsx").write_bytes(old)
    write_all([Output("summary", tmp_path / "a.docx", new), Output("plan", tmp_path / "b.xlsx", new, keeps_old=True)])
    assert _names(tmp_path) == ["a.docx", "b.bak.xlsx", "b.xlsx"]


def test_the_same_content_again_makes_no_backup(tmp_path: Path) -> None:
    for _ in range(2):
        write_all([Output("summary", tmp_path / "a.docx", b"same")])
    assert _names(tmp_path) == ["a.docx"]


def test_when_one_file_cannot_be_written_none_is(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"old")
    (tmp_path / "file").write_bytes(b"in the way of a folder")
    with pytest.raises(XlsummaryError) as caught:
        write_all([Output("summary", tmp_path / "a.docx", b"new"), Output("plan", tmp_path / "file" / "b.xlsx", b"book")])
    assert caught.value.rule == "output-not-written"
    assert (tmp_path / "a.docx").read_bytes() == b"old"
    assert _names(tmp_path) == ["a.docx", "file"]


def test_what_a_killed_run_left_is_gone_after_the_next(tmp_path: Path) -> None:
    (tmp_path / ".a.docx.xlsummary-tmp").write_bytes(b"half")
    write_all([Output("summary", tmp_path / "a.docx", b"whole")])
    assert _names(tmp_path) == ["a.docx"]


def test_new_never_overwrites_without_force(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(b"mine")
    with pytest.raises(XlsummaryError) as caught:
        new_output(path, None, "small", Lang.ZH, force=False)
    assert caught.value.rule == "file-in-the-way"
    assert new_output(path, None, "small", Lang.ZH, force=True).content.startswith(b"PK")


def test_an_unknown_example_names_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(XlsummaryError) as caught:
        new_output(tmp_path / "book.xlsx", "no-such", "small", Lang.ZH, force=False)
    assert caught.value.rule == "unknown-example"
    assert "team" in caught.value.hint.zh
    assert "first-1-target" in caught.value.hint.zh


def test_when_a_later_rename_fails_the_earlier_ones_are_taken_back(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"old")
    (tmp_path / "b.xlsx").mkdir()
    with pytest.raises(XlsummaryError) as caught:
        write_all([Output("summary", tmp_path / "a.docx", b"new"), Output("plan", tmp_path / "b.xlsx", b"book")])
    assert caught.value.path == str(tmp_path / "b.xlsx")
    assert (tmp_path / "a.docx").read_bytes() == b"old"
    assert _names(tmp_path) == ["a.docx", "b.xlsx"]


@pytest.mark.parametrize("name", ["book", "book.docx", "book.xls"])
def test_new_writes_only_to_the_name_of_a_workbook(name: str, tmp_path: Path) -> None:
    with pytest.raises(XlsummaryError) as caught:
        new_output(tmp_path / name, None, "small", Lang.ZH, force=True)
    assert caught.value.rule == "not-a-workbook-name"
