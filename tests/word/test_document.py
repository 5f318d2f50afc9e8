from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest
from docx.oxml.ns import qn

from tests import books
from tests.summary.subjects import EXAMPLE, KINDS, SMALL, every_figure, note, shipped, shipped_book, summary_of, with_notes
from tests.word.documents import DAY, content_of, inside_tables, opened, outside_bookmarks, style_ids, texts, written
from xlsummary.model import Lang, SalesBook, Section, Settings
from xlsummary.periods import months_from
from xlsummary.word.document import write_document

EVERY = (EXAMPLE, *KINDS, *SMALL)
BOTH = [(name, lang) for name in EVERY for lang in Lang if lang is Lang.ZH or name not in KINDS]

_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATES = re.compile(
    r"\d{4}年\d{1,2}至\d{1,2}月|\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?|第\d季度)?|\d{1,2}月(?:\d{1,2}日)?|至(?:\d{1,2}月)?\d{1,2}日"
    rf"|(?:\d{{1,2}} (?:(?:{_MONTHS}) )?to )?\d{{1,2}} (?:{_MONTHS})(?: \d{{4}})?|(?:{_MONTHS}) \d{{4}}|Q\d|\b20\d\d\b"
)
_CAPTION = re.compile(r"^(?:表|图|Table |Figure )\d+")


@pytest.mark.parametrize(("name", "lang"), BOTH)
def test_every_number_in_a_document_is_a_figure_or_the_users_own(name: str, lang: Lang) -> None:
    document = opened(content_of(name, lang))
    assert list(_unaccounted(list(outside_bookmarks(document)), shipped_book(name))) == []
    cells = {number for each in every_figure(shipped(name, lang)) for number in _NUMBER.findall(each.text)}
    told = [number for number in _unaccounted(list(inside_tables(document)), shipped_book(name)) if number not in cells]
    assert told == []


def test_a_number_that_no_bookmark_holds_would_be_found() -> None:
    lines = ["2025年拜访231次", "2.01次，1500.00万元", "表1　12月", "明年的指标不低"]
    assert list(_unaccounted(lines, shipped_book(EXAMPLE))) == ["231", "2.01", "1500.00"]


def _unaccounted(paragraphs: list[str], book: SalesBook) -> Iterator[str]:
    """Numbers that are neither the user's own, nor of a date or a caption."""
    own = sorted(set(_texts_of(book)), key=len, reverse=True)
    for paragraph in paragraphs:
        left = _CAPTION.sub("", paragraph)
        for text in own:
            left = left.replace(text, " ")
        yield from _NUMBER.findall(_DATES.sub(" ", left))


def _texts_of(record: object) -> Iterator[str]:
    """Every text a person typed into the book."""
    if isinstance(record, str) and len(record) > 1:
        yield record
    elif isinstance(record, tuple):
        for each in record:
            yield from _texts_of(each)
    elif is_dataclass(record):
        for field in fields(record):
            if field.name not in ("origin", "cells", "controls", "tables"):
                yield from _texts_of(getattr(record, field.name))


@pytest.mark.parametrize(("name", "lang"), BOTH)
def test_the_appendix_lists_every_figure_with_formula_and_cells(name: str, lang: Lang) -> None:
    summary = shipped(name, lang)
    document = opened(content_of(name, lang))
    sources = document.tables[-2 if summary.missing else -1]
    rows = [[cell.text for cell in row.cells] for row in sources.rows][1:]
    assert rows == [[each.name, each.text, each.formula, "; ".join(each.cells)] for each in summary.figures]


@pytest.mark.parametrize("name", EVERY)
def test_what_is_missing_is_listed_last(name: str) -> None:
    summary = shipped(name)
    document = opened(content_of(name))
    told = [row.cells[0].text for row in document.tables[-1].rows][1:] if "待补" in texts(document) else []
    assert told == [each.figure for each in summary.missing]


@pytest.mark.parametrize(("name", "lang"), BOTH)
def test_no_heading_stands_without_text_and_no_sentence_twice(name: str, lang: Lang) -> None:
    blocks = list(style_ids(opened(content_of(name, lang))))
    headings = ("Heading1", "Heading2", "Appendix")
    for place, (style, text) in enumerate(blocks):
        if style in headings:
            following = blocks[place + 1][0] if place + 1 < len(blocks) else ""
            is_outer = style == "Heading1" and following == "Heading2"
            assert is_outer or following not in (*headings, ""), text
        assert text or style in ("table", "Normal", "Chart"), "an empty paragraph"
    sentences = [
        sentence for style, text in blocks if style == "BodyText" for sentence in re.split(r"(?<=[。；])", text) if sentence
    ]
    assert len(sentences) == len(set(sentences))
    titles = [text for style, text in blocks if style in ("Title", *headings)]
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize(("name", "lang"), BOTH)
def test_nothing_of_the_template_and_no_placeholder_is_left(name: str, lang: Lang) -> None:
    told = "\n".join(texts(opened(content_of(name, lang))))
    assert not re.search(r"\{\{|\{%|%\}|\}\}|｛|None|nan|xx|（）|\(\)|，。|，，|。。", told)


@pytest.mark.parametrize("name", EVERY)
def test_captions_are_numbered_in_order(name: str) -> None:
    numbers = [int(match.group(1)) for text in texts(opened(content_of(name))) if (match := re.match(r"^表(\d+)　", text))]
    assert numbers == list(range(1, len(numbers) + 1))
    assert numbers


def test_the_article_2_document_carries_its_figures() -> None:
    told = "".join(texts(opened(content_of(EXAMPLE))))
    for words in ("230次", "有记录210次", "20次", "人均每天2.00次", "1.83次", "5000余", "3000余", "由现有5人增加到15人"):
        assert words in told
    for words in ("2个团队", "1500.00万元", "967,742", "开门红", "10月", "未设目标", "平均每个工作日要完成6.05万元"):
        assert words in told


def test_the_same_summary_gives_the_same_bytes() -> None:
    assert write_document(shipped(EXAMPLE), None, DAY) == content_of(EXAMPLE)


def test_another_hash_seed_gives_the_same_bytes() -> None:
    code = (
        "import hashlib;from tests.word.documents import content_of;from tests.summary.subjects import EXAMPLE;"
        "print(hashlib.sha256(content_of(EXAMPLE)).hexdigest())"
    )
    told = {
        subprocess.run(  # noqa: S603 (our own interpreter and a constant)
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            timeout=120,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1


def book_with(*words: str) -> SalesBook:
    notes = [note(Section.OPENING, text, row=place + 2) for place, text in enumerate(words)]
    return with_notes(books.book([books.target("15000000")], settings=Settings(author="R&D <b>", company="{{公司}}")), *notes)


@pytest.mark.parametrize(
    "words",
    ["{{7*7}}", "{% raw %}", "R&D 与 <b>粗体</b>", "𠮷野家", "=cmd()", "｛｛ x ｝｝", "a&amp;b", "{_{ x }_}", "“引号”‘单’"],
)
def test_the_users_own_text_passes_unchanged(words: str) -> None:
    assert words in texts(written(summary_of(book_with(words))))


def test_line_breaks_stay_and_control_characters_become_spaces() -> None:
    document = written(summary_of(book_with("第一行\n第二行\x0b末\ud800")))
    paragraph = next(each for each in document.paragraphs if "第一行" in each.text)
    assert paragraph.text == "第一行\n第二行 末�"


def test_properties_come_from_the_settings() -> None:
    document = written(summary_of(book_with("引言")))
    properties = document.core_properties
    assert (properties.author, properties.title, properties.comments) == ("R&D <b>", "2026年部门工作总结", "")
    assert properties.created is not None
    assert properties.created.date() == DAY


def test_a_hidden_column_leaves_its_room_to_the_others() -> None:
    document = opened(content_of(EXAMPLE))
    table = next(each for each in document.tables if each.rows[0].cells[-1].text == "回款")
    grid = [int(column.get(qn("w:w"), "0")) for column in table._tbl.tblGrid]
    assert len(grid) == 3
    assert 9000 < sum(grid) <= 9070


def test_headings_of_tables_repeat_and_rows_do_not_split() -> None:
    for table in opened(content_of(EXAMPLE)).tables:
        rows = list(table._tbl.tr_lst)
        assert rows[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)


def test_a_book_of_a_single_month_needs_no_table_of_months() -> None:
    told = texts(written(summary_of(books.book([books.target("100000", months_from(2026, 3, 1))]))))
    assert not any("各月销售目标" in text for text in told)
    assert any("各周销售目标" in text for text in told)
