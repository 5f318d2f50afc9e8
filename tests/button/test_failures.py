"""A press that cannot do all it should: said in one message that helps, Excel left as it was."""

import sys
from pathlib import Path

import pytest
import xlwings as xw
from openpyxl import load_workbook

from tests.button.excel_engine import Book, Engine, excel, opened
from xlsummary import assets, button

EXAMPLE = "first-2-names.zh.xlsx"


@pytest.fixture
def engine() -> Engine:
    return excel()


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home" / "Documents"
    folder.mkdir(parents=True)
    monkeypatch.setattr(Path, "home", lambda: folder.parent)
    return folder


def example(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(assets.workbook(EXAMPLE).read_bytes())
    return path


def said(own: Book) -> tuple[str, str]:
    """The one message; the application's switches are as they were."""
    (told,) = own.app._alerts
    assert own.app._switches["screen_updating"] is True
    assert own.app._switches["display_alerts"] is True
    assert own.app._switches["calculation"] == "automatic"
    return told


@pytest.mark.parametrize("fullname", ["Book1", "https://d.docs.live.net/0123/2026.xlsx", "raises: not recognized"])
def test_of_a_book_in_no_folder_here_the_word_file_goes_to_documents(
    fullname: str, engine: Engine, documents: Path, tmp_path: Path
) -> None:
    book, own = opened(engine, example(tmp_path / "2026.xlsx"), fullname=fullname)
    button.press(book)
    mode, text = said(own)
    assert mode == "info"
    assert (documents / "2026-summary.docx").is_file()
    assert str(documents / "2026-summary.docx") in text
    assert "“文档”" in text
    assert "计划分解" in own._formulas.sheetnames


def test_a_locked_workbook_is_told_and_left_as_it_was(engine: Engine, tmp_path: Path) -> None:
    path = example(tmp_path / "book.xlsx")
    workbook = load_workbook(path)
    workbook.security.lockStructure = True
    workbook.save(path)
    book, own = opened(engine, path)
    names = own._formulas.sheetnames
    button.press(book)
    mode, text = said(own)
    assert mode == "critical"
    assert "保护" in text
    assert own._formulas.sheetnames == names
    assert [each.name for each in tmp_path.iterdir()] == ["book.xlsx"]


def test_what_excel_refuses_is_told_with_its_own_words(engine: Engine, tmp_path: Path) -> None:
    book, own = opened(engine, example(tmp_path / "book.xlsx"))
    own._is_locked = True
    button.press(book)
    mode, text = said(own)
    assert mode == "critical"
    assert "工作簿受保护" in text
    assert "取消工作簿和工作表的保护" in text
    assert [each._name for each in own.app._books] == ["book.xlsx"]
    assert [each.name for each in tmp_path.iterdir()] == ["book.xlsx"]


def test_where_no_copy_can_be_saved_the_saved_file_stands_in(engine: Engine, tmp_path: Path) -> None:
    book, own = opened(engine, example(tmp_path / "book.xlsx"))
    own._can_save_copies = False
    button.press(book)
    assert said(own)[0] == "info"
    assert "计划分解" in own._formulas.sheetnames


def test_a_copy_that_was_only_begun_is_not_read(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut(self: object, path: str) -> None:
        del self
        Path(path).write_bytes(b"PK cut")
        raise OSError

    monkeypatch.setattr("tests.button.excel_engine._Api.SaveCopyAs", cut)
    book, own = opened(engine, example(tmp_path / "book.xlsx"))
    button.press(book)
    assert said(own)[0] == "info"


def test_where_no_copy_can_be_saved_an_unsaved_book_is_told_to_be_saved(engine: Engine, tmp_path: Path) -> None:
    book, own = opened(engine, example(tmp_path / "book.xlsx"))
    own._can_save_copies = own._is_saved = False
    button.press(book)
    mode, text = said(own)
    assert mode == "critical"
    assert "请先保存工作簿" in text
    assert "计划分解" not in own._formulas.sheetnames


@pytest.mark.parametrize("name", ["销售 R&D '26.xlsx", "2026年销售（终稿）.xlsx", "a=b.xlsx", "book.v2.xlsx", "表.XLSX"])
def test_a_name_is_only_a_name(name: str, engine: Engine, tmp_path: Path) -> None:
    book, own = opened(engine, example(tmp_path / "部门 & 组" / name))
    button.press(book)
    assert said(own)[0] == "info", own.app._alerts
    assert (tmp_path / "部门 & 组" / f"{Path(name).stem}-summary.docx").is_file()


def test_a_planning_sheet_that_was_renamed_is_replaced_and_keeps_its_name(engine: Engine, tmp_path: Path) -> None:
    book, own = opened(engine, example(tmp_path / "book.xlsx"))
    button.press(book)
    for workbook in (own._formulas, own._values):
        workbook["计划分解"].title = "我的计划"
    names = own._formulas.sheetnames
    button.press(xw.Book(impl=own))
    assert own._formulas.sheetnames == names
    assert "计划分解" not in names


def test_a_sheet_of_the_users_that_has_our_name_is_left_alone(engine: Engine, tmp_path: Path) -> None:
    path = example(tmp_path / "book.xlsx")
    workbook = load_workbook(path)
    workbook.create_sheet("周例会")["A1"] = "我的会议"
    workbook.save(path)
    book, own = opened(engine, path)
    button.press(book)
    assert own._formulas["周例会"]["A1"].value == "我的会议"


def test_a_fault_of_ours_is_said_with_the_place_of_its_details(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(button, "take_over", broken)
    book, own = opened(engine, example(tmp_path / "book.xlsx"))
    button.press(book)
    mode, text = said(own)
    assert mode == "critical"
    log = Path(text.splitlines()[-1].rpartition(" ")[2])
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")
    log.unlink()


def test_the_calling_workbook_is_found_by_its_whole_name(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, own = opened(engine, example(tmp_path / "计划=1.xlsx"))
    opened(engine, example(tmp_path / "other.xlsx"))
    monkeypatch.setattr(sys, "argv", ["-c", "--wb=计划=1.xlsx", "--from_xl=1", "--hwnd=1"])
    button.main()
    assert said(own)[0] == "info"
    assert (tmp_path / "计划=1-summary.docx").is_file()
