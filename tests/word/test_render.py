from __future__ import annotations

from pathlib import Path

import docx
import pytest

from tests.summary.subjects import EXAMPLE, shipped
from tests.word.documents import DAY, texts, written
from xlsummary.problems import XlsummaryError
from xlsummary.summary.records import TeamSections
from xlsummary.word.context import WORDS, context
from xlsummary.word.document import write_document


def template(folder: Path, *paragraphs: str) -> Path:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    path = folder / "mine.docx"
    document.save(str(path))
    return path


def told(folder: Path, *paragraphs: str) -> list[str]:
    return texts(written(shipped(EXAMPLE), template(folder, *paragraphs)))


def test_a_users_template_prints_figures_in_either_language_and_by_filter(tmp_path: Path) -> None:
    lines = told(
        tmp_path, "{{ 业绩.销售.实际 }}", "{{ results.sales.actual }}", "{{ 业绩.销售.实际|元 }}", "{{ 业绩.回款.率|百分比 }}"
    )
    assert lines == ["39.72万元", "39.72万元", "397,200.00元", "94.91%"]


def test_full_width_punctuation_inside_a_tag_is_repaired_but_not_in_a_literal(tmp_path: Path) -> None:
    lines = told(tmp_path, "{% if 业绩.销售 and （1 ＞ 0） %}有“销售”，{{ '（，）' }}{% endif %}", "{{ 业绩.销售.实际｜元 }}")
    assert lines == ["有“销售”，（，）", "397,200.00元"]


def test_a_figure_the_book_does_not_give_prints_as_missing_not_none(tmp_path: Path) -> None:
    assert told(tmp_path, "目标{{ 业绩.销售.目标 }}") == ["目标（待补）"]


@pytest.mark.parametrize(
    ("paragraph", "tag"),
    [
        ("本年{{ 业绩.销售额x }}完", "{{ 业绩.销售额x }}"),
        ("{{ 业绩. }}", "{{ 业绩. }}"),
        ("｛｛ 业绩 ｝｝", "｛｛"),
        ("{％ if 业绩 ％}", "{％"),
        ("只有一半 {{ 业绩", "{{"),
        ("{{ 业绩|没有的 }}", "{{ 业绩|没有的 }}"),
        ("{{ 1 / 0 }}", "{{ 1 / 0 }}"),
        ("{{ ''.__class__.__mro__ }}", "{{ ''.__class__.__mro__ }}"),
        ("{{ cycler.__init__.__globals__ }}", "{{ cycler.__init__.__globals__ }}"),
        ("{% for a in range(99999999) %}{% endfor %}", "{% for a in range(99999999) %}"),
    ],
)
def test_a_wrong_tag_is_named_with_its_file_and_paragraph(tmp_path: Path, paragraph: str, tag: str) -> None:
    path = template(tmp_path, "第一段", paragraph, "末段")
    with pytest.raises(XlsummaryError) as caught:
        write_document(shipped(EXAMPLE), path, DAY)
    assert caught.value.rule == "template-tag"
    assert caught.value.path == str(path)
    assert "mine.docx" in caught.value.message.zh
    assert tag in caught.value.message.zh
    assert "第一段" not in caught.value.message.zh


def test_a_template_cannot_change_what_it_is_given(tmp_path: Path) -> None:
    with pytest.raises(XlsummaryError):
        told(tmp_path, "{{ 待补.append(1) }}")


@pytest.mark.parametrize("content", [None, b"", b"not a document", b"PK\x03\x04broken"])
def test_a_file_that_is_no_template_gives_one_clear_error(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "mine.docx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(XlsummaryError) as caught:
        write_document(shipped(EXAMPLE), path, DAY)
    assert caught.value.rule == "template-unreadable"


def test_every_name_is_there_in_both_languages() -> None:
    names = context(shipped(EXAMPLE))
    assert set(names) >= {*TeamSections.__dataclass_fields__, "抬头", "业绩", "数据来源", "待补"}
    assert all(word.isidentifier() for pair in WORDS.items() for word in pair)
