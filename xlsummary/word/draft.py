"""A document marked as a draft: a line at the head of every page, the errors on a page of their own at the end."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import docx
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from xlsummary.model import Lang, Text
from xlsummary.problems import Problem
from xlsummary.word.context import clean
from xlsummary.word.styles import Look
from xlsummary.wording import DRAFT

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import _Header
    from docx.text.paragraph import Paragraph

_MOST = 200
_RED = RGBColor(0xC0, 0x00, 0x00)
_TITLE = Text("有错误的行", "Rows with an error")
_INTRO = Text(
    "下列各行有错误，没有计入本文；改好后重新生成。",
    "These rows have an error and are not in this document; mend them and run again.",
)
_MORE = Text("另有 {count} 处，见“检查”的输出。", "{count} more; `check` lists them all.")


def marked_draft(rendered: Document, errors: Sequence[Problem], lang: Lang) -> Document:
    """The document with the line in every header and the list after the last page, whatever the template.

    Opened anew, since docxtpl leaves headers behind that python-docx does not see.
    """
    buffer = io.BytesIO()
    rendered.save(buffer)
    document = docx.Document(buffer)
    for header in _headers(document):
        _write(header.add_paragraph(), DRAFT[lang], size=12, bold=True)
    title = document.add_paragraph()
    title.paragraph_format.page_break_before = True
    _dress(title, document, Look.APPENDIX)
    title.add_run(_TITLE[lang])
    stop = Text("。", ". ")[lang]
    lines = [f"{error.cell or ''} {error.message(lang)}{stop}{error.hint(lang)}{stop}".strip() for error in errors[:_MOST]]
    more = [_MORE[lang].format(count=len(errors) - _MOST)] if len(errors) > _MOST else []
    for line in (_INTRO[lang], *lines, *more):
        paragraph = document.add_paragraph()
        _dress(paragraph, document, Look.NOTE)
        paragraph.add_run(clean(line))
    return document


def _headers(document: Document) -> Iterator[_Header]:
    """Every header that some page shows; a section without one of its own shows that of the section before."""
    for number, section in enumerate(document.sections):
        shown = [section.header]
        if section.different_first_page_header_footer:
            shown.append(section.first_page_header)
        if document.settings.odd_and_even_pages_header_footer:
            shown.append(section.even_page_header)
        for header in shown:
            if not number or not header.is_linked_to_previous:
                yield header


def _write(paragraph: Paragraph, text: str, *, size: int, bold: bool) -> None:
    run = paragraph.add_run(text)
    run.font.size, run.font.bold, run.font.color.rgb = Pt(size), bold, _RED
    properties = run._r.get_or_add_rPr()
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), "黑体")


def _dress(paragraph: Paragraph, document: Document, look: Look) -> None:
    """The template's own style where it has it."""
    if any(style.style_id == look.value for style in document.styles):
        paragraph._p.get_or_add_pPr().get_or_add_pStyle().val = look.value
