"""Bookmarks, links and comments in finished documents."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from docx.document import Document
from docx.oxml.ns import qn

from tests import books
from tests.summary.subjects import EXAMPLE, note, shipped, summary_of, with_notes
from tests.word.documents import content_of, opened, written
from tests.word.test_render import template
from xlsummary.model import Lang, Section
from xlsummary.summary.figure import Doubt, Figure, Passage
from xlsummary.word.marks import Marks


def bookmarks(document: Document) -> list[tuple[str, str]]:
    """Name and text of each bookmark."""
    found = []
    for start in document.element.body.iter(qn("w:bookmarkStart")):
        text = ""
        for element in start.itersiblings():
            if element.tag == qn("w:bookmarkEnd") and element.get(qn("w:id")) == start.get(qn("w:id")):
                break
            text += "".join(words.text or "" for words in element.iter(qn("w:t")))
        found.append((start.get(qn("w:name")) or "", text))
    return found


@pytest.mark.parametrize("lang", Lang)
def test_each_figure_of_the_text_is_a_bookmark_and_each_table_one(lang: Lang) -> None:
    document, summary = opened(content_of(EXAMPLE, lang)), shipped(EXAMPLE, lang)
    found = bookmarks(document)
    names = Counter(name.casefold() for name, _ in found)
    assert max(names.values()) == 1
    assert all(len(name) <= 40 and name[0] in "FT" for name, _ in found)
    told = {each.text for each in summary.figures}
    assert {text for name, text in found if name.startswith("F_")} <= told
    tables = [name for name, _ in found if name.startswith("T_")]
    assert len(tables) == 6
    ids = [each.get(qn("w:id")) for each in document.element.body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))]
    assert set(Counter(ids).values()) == {2}


def test_a_table_of_figures_lies_in_its_bookmark_whole() -> None:
    document = opened(content_of(EXAMPLE))
    found = dict(bookmarks(document))
    assert found["T_2026年各月销售额目标"].endswith("248" + "15,000,000" + "100.00%")
    assert found["F_销售额"] == "39.72万元"
    assert found["F_拜访_人均每天_有记录"] == "1.83"


def test_every_line_of_the_appendix_leads_to_its_figure() -> None:
    document, summary = opened(content_of(EXAMPLE)), shipped(EXAMPLE)
    names = {name for name, _ in bookmarks(document)}
    links = list(document.element.body.iter(qn("w:hyperlink")))
    assert [link.get(qn("w:anchor")) for link in links if link.get(qn("w:anchor")) not in names] == []
    linked = ["".join(text.text or "" for text in link.iter(qn("w:t"))) for link in links]
    assert linked == [each.name for each in summary.figures]


def test_a_figure_told_twice_has_two_bookmarks_and_the_first_is_linked(tmp_path: Path) -> None:
    path = template(
        tmp_path, "{{ 业绩.销售.实际 }}；{{ 业绩.销售.实际|元 }}", "{% for 行 in 数据来源 %}{{ 行.名称 }}{% endfor %}"
    )
    document = written(shipped(EXAMPLE), path)
    assert bookmarks(document) == [("F_销售额", "39.72万元"), ("F_销售额_2", "397,200.00元")]
    links = [link.get(qn("w:anchor")) for link in document.element.body.iter(qn("w:hyperlink"))]
    assert links == ["F_销售额"]


def test_a_figure_in_a_header_is_printed_without_a_bookmark(tmp_path: Path) -> None:
    path = template(tmp_path, "正文")
    document = opened(path.read_bytes())
    document.sections[0].header.paragraphs[0].text = "完成{{ 业绩.销售.实际 }}"
    document.save(str(path))
    made = written(shipped(EXAMPLE), path)
    assert made.sections[0].header.paragraphs[0].text == "完成39.72万元"


def test_what_looks_like_a_mark_in_a_users_text_is_replaced() -> None:
    book = with_notes(books.book([books.target("1200")]), note(Section.OPENING, "甲\ufdd00\ufdd2乙"))
    told = [paragraph.text for paragraph in written(summary_of(book)).paragraphs]
    assert "甲\ufffd0\ufffd乙" in told


def test_a_passage_shows_its_parts_between_their_marks() -> None:
    figure = Figure(name="数", value=None, text="5", formula="", cells=())
    passage = Passage("共", figure, "个，", Doubt(("超额", figure), "不对"))
    assert passage == "共5个，超额5"
    assert passage.figures == (figure, figure)
    figure_mark = "\ufdd0{0}\ufdd25\ufdd1{0}\ufdd2"
    told = f"共{figure_mark.format(0)}个，\ufdd02\ufdd2超额{figure_mark.format(1)}\ufdd12\ufdd2"
    assert Marks().shown(passage) == told
