"""What a person wrote on our sheets is told at its cell before they are written anew."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.book.written import written
from tests.excel.office import converted
from tests.rules import SOUND, TODAY
from xlsummary.model import Lang
from xlsummary.output import Output, write_all
from xlsummary.pipeline import Options, run


def ran(book: Path, place: Path, lang: Lang = Lang.ZH) -> list[tuple[str, str, str]]:
    """Rule, cell and message of each problem of a run that writes to a place."""
    asked = Options(today=TODAY, lang=lang, target=place, itself=place == book, earlier=(place,))
    outcome = run(book, asked)
    assert outcome.planning is not None
    write_all([Output("plan", place, outcome.planning)])
    return [(each.rule.id, str(each.cell or ""), each.message(lang)) for each in outcome.checked.problems]


@pytest.mark.parametrize("in_place", [True, False])
def test_a_note_beside_the_plan_and_a_remark_on_the_weekly_page_are_told_at_their_cells(in_place: bool, tmp_path: Path) -> None:
    book = written(tmp_path, SOUND)
    place = book if in_place else tmp_path / "book-plan.xlsx"
    assert ran(book, place) == []
    assert ran(book, place) == []
    changed = load_workbook(place)
    changed["计划分解"]["Z3"] = "四月再谈"
    changed["周例会"]["Z4"], changed["周例会"]["Z9"] = "客户约在下周三上午再看一次样品", "等回复"
    changed.save(place)
    file = "" if in_place else "[book-plan.xlsx]"
    first, second = ran(book, place)
    assert first[:2] == ("typed-on-sheet", f"'{file}计划分解'!Z3")
    assert first[2] == "“计划分解”是重新写的，你写在上面的 1 处文字不在新表上：Z3 “四月再谈”"
    assert second[:2] == ("typed-on-sheet", f"'{file}周例会'!Z4")
    assert second[2].endswith("2 处文字不在新表上：Z4 “客户约在下周三上午再看一…”、Z9 “等回复”")
    assert ran(book, place) == []


def test_a_book_that_another_program_saved_says_nothing_of_what_it_did_not_change(tmp_path: Path) -> None:
    book = written(tmp_path, {**SOUND, "设置": [["项目", "值"], ["公司", "  甲 公司\n（华东）"]]})
    assert ran(book, book) == []
    load_workbook(book).save(book)
    assert ran(book, book) == []


def test_what_a_person_typed_and_deleted_again_and_what_a_formula_gives_are_no_remarks(tmp_path: Path) -> None:
    book = written(tmp_path, SOUND)
    ran(book, book)
    changed = load_workbook(book)
    changed["周例会"]["Z4"], changed["周例会"]["Z5"] = " ", '="a"&"b"'
    changed.save(book)
    assert ran(book, book) == []


def test_libreoffice_leaves_every_text_as_it_was(tmp_path: Path) -> None:
    book = written(tmp_path, SOUND)
    ran(book, book)
    (tmp_path / "office").mkdir()
    book.write_bytes(converted([book], "xlsx", tmp_path / "office")[book].read_bytes())
    assert ran(book, book) == []
