"""The reader takes in what the template offers: shipped books without a problem, every listed word, every default."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from pathlib import Path

import pytest

from xlsummary import assets
from xlsummary.book.examples import NAMES
from xlsummary.book.read import read_book
from xlsummary.book.schema import SETTING_LIST, SHEETS, sheet
from xlsummary.book.template import SIZES, Row, Rows, filled, rows_of
from xlsummary.book.template_choices import setting_words
from xlsummary.model import Amount, Bound, Lang, Level, SalesBook, Section, Settings
from xlsummary.wording import label

LANGS = list(Lang)
TARGET = rows_of("period amount", ("2026", 1_200_000))


def reading(folder: Path, rows: Rows, lang: Lang, size: str = "full") -> tuple[SalesBook, list[str]]:
    path = folder / "book.xlsx"
    path.write_bytes(filled(rows, lang, size))
    read = read_book(path)
    return read.book, [f"{problem.rule.id} {problem.cell}" for problem in read.problems]


@pytest.mark.parametrize("name", NAMES)
def test_each_filled_book_reads_with_no_problem_at_all(name: str) -> None:
    assert read_book(assets.workbook(f"{name}.xlsx")).problems == ()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("size", SIZES)
def test_a_blank_template_says_only_that_it_is_empty(size: str, lang: Lang) -> None:
    read = read_book(assets.workbook(f"template-{size}.{lang.value}.xlsx"))
    assert [problem.rule.id for problem in read.problems] == ["empty-book"]
    assert read.book.lang is lang


@pytest.mark.parametrize("lang", LANGS)
def test_a_blank_settings_sheet_gives_every_default(tmp_path: Path, lang: Lang) -> None:
    book, problems = reading(tmp_path, {"targets": TARGET}, lang)
    assert problems == []
    assert book.settings == Settings(cells={})


@pytest.mark.parametrize("lang", LANGS)
def test_every_word_of_every_list_of_the_settings_reads(tmp_path: Path, lang: Lang) -> None:
    offered = {setting.name: setting_words(setting, lang) for setting in SETTING_LIST}
    for turn in range(max(len(words) for words in offered.values())):
        typed: Row = {name: words[turn % len(words)] for name, words in offered.items() if words}
        book, problems = reading(tmp_path, {"targets": TARGET, "settings": (typed,)}, lang)
        assert problems == []
        assert set(book.settings.cells) == set(typed)


NEEDED: Mapping[str, Row] = {
    "targets": {"period": "2026", "amount": 10},
    "actuals": {"day": date(2026, 1, 5), "sales": 10},
    "clients": {"name": "A"},
    "markets": {"name": "A"},
    "plans": {"title": "A"},
    "reps": {"name": "A"},
    "notes": {"section": Section.OPENING, "text": "A"},
    "calendar": {"day": date(2026, 1, 5)},
}
"""What a row must hold besides the word tried."""


def test_every_sheet_with_a_list_is_tried() -> None:
    assert {spec.key for spec in SHEETS if any(column.choices for column in spec.columns)} == set(NEEDED)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("key", sorted(NEEDED))
def test_every_word_of_every_list_of_a_sheet_reads_back_as_itself(tmp_path: Path, key: str, lang: Lang) -> None:
    words = [(column.name, word) for column in sheet(key).columns for word in column.choices or ()]
    rows = tuple({**NEEDED[key], **_apart(key, word, number), name: word} for number, (name, word) in enumerate(words))
    book, problems = reading(tmp_path, {"targets": TARGET, key: rows}, lang)
    assert problems == []
    assert [_read_back(book, key, number, name) for number, (name, _) in enumerate(words)] == [word for _, word in words]


def _apart(key: str, word: Enum, number: int) -> Row:
    """A name or a day of the row's own, where one is asked for or no two may be the same."""
    if key in ("clients", "markets", "reps") or (isinstance(word, Level) and word is not Level.COMPANY):
        return {"name": f"A{number}"}
    return {"day": date(2026, 1, 5 + number)} if key == "calendar" else {}


def _read_back(book: SalesBook, key: str, number: int, name: str) -> object:
    if key == "actuals":
        return book.actuals.kinds[number]
    record = getattr(book, key)[number]
    return getattr(record if hasattr(record, name) else record.line, name)


def test_counts_typed_as_at_least_stay_so_in_the_team_example() -> None:
    activities = read_book(assets.workbook("example-team.zh.xlsx")).book.activities
    entries = next(row for row in activities if row.type == "黄页资料整理")
    assert entries.count == Amount(Decimal(5000), Bound.AT_LEAST)


def test_codes_keep_their_zeros_and_people_their_days_in_the_team_example() -> None:
    book = read_book(assets.workbook("example-team.zh.xlsx")).book
    assert book.clients[0].code == "0001"
    assert book.actuals.text("document", 0) == "0001"
    joined = {rep.name: rep.joined for rep in book.reps}
    assert joined["郝俊峰"] == date(2025, 10, 15)
    assert joined["兰若彤"] == date(2026, 3, 2)


def test_labels_are_words_an_excel_list_can_carry() -> None:
    words: list[Enum] = [word for spec in SHEETS for column in spec.columns for word in column.choices or ()]
    assert [word for word in words for lang in LANGS if "," in label(word, lang)] == []
