"""A user's template checked: its wrong tags, and a copy with a Word comment at each."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, cast
from zipfile import BadZipFile

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from docx.text.paragraph import Paragraph

from xlsummary.model import Kind, Lang, Text
from xlsummary.package import Package, PackageError, settled
from xlsummary.summary.kinds import SECTIONS
from xlsummary.word.context import clean
from xlsummary.word.marks import Marks
from xlsummary.word.names import shape_of
from xlsummary.word.render import FILTERS, unreadable
from xlsummary.word.sandbox import Sandbox
from xlsummary.word.tags import BadTag, bad_tags

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

_MADE = date(2026, 1, 1)
_BODY, _HEADER, _FOOTER = Text("正文", "body"), Text("页眉", "header"), Text("页脚", "footer")


@dataclass(frozen=True, slots=True)
class TemplateFault:
    """A wrong tag: `part` is body, header or footer, `words` how its paragraph begins."""

    part: Text
    paragraph: int
    words: str
    tag: str
    reason: Text


@dataclass(frozen=True, slots=True)
class CheckedTemplate:
    """What is wrong with a template read as one of a kind; `copy` has a comment at each fault, None without any."""

    path: Path
    kind: Kind
    faults: tuple[TemplateFault, ...]
    copy: bytes | None


def check_template(path: Path, kind: Kind | None, lang: Lang) -> CheckedTemplate:
    """The faults of a template of a kind, else of the one it fits best; comments are in `lang`.

    Raises `XlsummaryError` for a file that is no Word document.
    """
    document = _opened(path)
    kinds = [kind] if kind is not None else list(SECTIONS)
    found = {each: list(_faults(document, each, lang)) for each in kinds}
    best = min(kinds, key=lambda each: len(found[each]))
    faults = tuple(fault for fault, _ in found[best])
    return CheckedTemplate(path, best, faults, _commented(document, found[best], lang) if faults else None)


def _opened(path: Path) -> Document:
    try:
        content = path.read_bytes()
        Package(content)
        return docx.Document(io.BytesIO(content))
    except (PackageNotFoundError, PackageError, BadZipFile, KeyError, ValueError, OSError) as error:
        raise unreadable(path) from error


def _faults(document: Document, kind: Kind, lang: Lang) -> Iterator[tuple[TemplateFault, Paragraph | None]]:
    """Each fault with its paragraph in the body; a header cannot hold a comment."""
    shape = shape_of(kind)
    for part, root in _parts(document):
        paragraphs = list(root.iter(qn("w:p")))
        texts = ["".join(text.text or "" for text in each.iter(qn("w:t"))) for each in paragraphs]
        for bad in bad_tags(texts, shape, Sandbox(lang, FILTERS, Marks())):
            place = Paragraph(cast(CT_P, paragraphs[bad.paragraph]), document._body) if part is _BODY else None
            yield _fault(part, bad, texts[bad.paragraph]), place


def _parts(document: Document) -> Iterator[tuple[Text, _Element]]:
    yield _BODY, document.element.body
    for section in document.sections:
        for part, each in ((_HEADER, section.header), (_FOOTER, section.footer)):
            if not each.is_linked_to_previous:
                yield part, each._element


def _fault(part: Text, bad: BadTag, text: str) -> TemplateFault:
    return TemplateFault(part, bad.paragraph + 1, text.strip()[:60], bad.tag, bad.reason)


def _commented(document: Document, found: list[tuple[TemplateFault, Paragraph | None]], lang: Lang) -> bytes:
    """The document with the comments; those of headers and footers stand at the first paragraph that can hold one."""
    able = next((each for each in document.paragraphs if each.runs), None)
    for fault, paragraph in found:
        runs = paragraph.runs if paragraph is not None else []
        place = runs or (able.runs if able else [])
        if place:
            text = f"{fault.tag} {fault.reason[lang]}"
            told = text if runs else f"{fault.part[lang]}: {text}"
            comment = document.add_comment([place[0], place[-1]], text=clean(told), author="xlsummary", initials="xls")
            comment._comment_elm.date = datetime.combine(_MADE, time(), UTC)
    buffer = io.BytesIO()
    document.save(buffer)
    return settled(buffer.getvalue(), _MADE)
