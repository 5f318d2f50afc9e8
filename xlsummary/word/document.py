"""A summary as a Word file: the template filled, captions numbered, tables fitted, the same bytes twice."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from xlsummary import assets
from xlsummary.model import Text
from xlsummary.package import settled
from xlsummary.problems import Problem, XlsummaryError
from xlsummary.summary.summary import Summary
from xlsummary.word.context import clean, context
from xlsummary.word.draft import marked_draft
from xlsummary.word.marks import Marks
from xlsummary.word.render import rendered
from xlsummary.word.spans import dress_spans
from xlsummary.word.themes import dress, text_width
from xlsummary.wording import LABELS

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

_WHOLE_TABLE = 15
_SHORT = 24
_NO_LIMIT = 1 << 20


def write_document(summary: Summary, template: Path | None, day: date, errors: Sequence[Problem] = ()) -> bytes:
    """The .docx of a summary, by the user's template or the shipped one; `day` is the file's created and modified date.

    With `errors` it is a draft: every page says so, the last lists them.

    Raises `XlsummaryError` for a template that cannot be opened or has a wrong tag.
    """
    path = template or _shipped_template(summary)
    marks = Marks()
    document = rendered(path, context(summary), summary.lang, marks)
    body = document.element.body
    dress_spans(document, marks, summary.index, day)
    if template is None:
        dress(document, summary.lang, summary.theme)
    _number_captions(body)
    width = text_width(document)
    for table in body.iter(qn("w:tbl")):
        _fit(table, width)
        _keep_together(table)
    if errors:
        document = marked_draft(document, errors, summary.lang)
    _set_properties(document, summary)
    buffer = io.BytesIO()
    document.save(buffer)
    return settled(buffer.getvalue(), day)


def _shipped_template(summary: Summary) -> Path:
    """The template of the summary's kind and language; raises `XlsummaryError` where that kind has none in it."""
    name = f"{summary.kind.value}.{summary.lang.value}.docx"
    if name in assets.names("templates"):
        return assets.template(name)
    kind, lang = (Text(LABELS[each].zh, LABELS[each].en) for each in (summary.kind, summary.lang))
    raise XlsummaryError(
        "kind-not-in-language",
        Text(
            f"“{kind.zh}”还没有这种语言（{lang.zh}）的模板", f"the kind {kind.en} has no template in this language ({lang.en})"
        ),
        Text("用 --lang 换一种语言，或用 --template 指定自己的模板", "Choose another --lang, or give a --template of your own"),
    )


def _number_captions(body: _Element) -> None:
    """Writes 1, 2, 3 into the cached values of the SEQ fields, so that they are right before Word updates them."""
    seen: Counter[str] = Counter()
    for instruction in body.iter(qn("w:instrText")):
        words = (instruction.text or "").split()
        if len(words) > 1 and words[0] == "SEQ":
            seen[words[1]] += 1
            value = next(_cached(instruction), None)
            if value is not None:
                value.text = str(seen[words[1]])


def _cached(instruction: _Element) -> Iterator[_Element]:
    """The text elements of a field's value: the runs after its `separate` mark in the same paragraph."""
    run = instruction.getparent()
    inside = False
    for sibling in run.itersiblings() if run is not None else ():
        mark = sibling.find(qn("w:fldChar"))
        if mark is not None:
            inside = mark.get(qn("w:fldCharType")) == "separate"
        elif inside:
            yield from sibling.findall(qn("w:t"))


def _fit(table: _Element, most: int) -> None:
    """Columns that a condition took away leave their room to the others, in proportion; no table is wider than the text."""
    rows = table.findall(qn("w:tr"))
    grid = table.find(qn("w:tblGrid"))
    if grid is None or not rows:
        return
    widest = max(rows, key=lambda row: len(row.findall(qn("w:tc"))))
    widths = [_cell_width(cell) for cell in widest.findall(qn("w:tc"))]
    whole = min(most or _NO_LIMIT, sum(int(column.get(qn("w:w"), "0")) for column in grid))
    if not all(widths) or len(grid) != len(widths) or any(_is_merged(row) for row in rows):
        return
    shares = [whole * width // sum(widths) for width in widths]
    for column, width in zip(grid, shares, strict=True):
        column.set(qn("w:w"), str(width))
    for row in rows:
        for cell, width in zip(row.findall(qn("w:tc")), shares, strict=False):
            element = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
            if element is not None:
                element.set(qn("w:w"), str(width))


def _keep_together(table: _Element) -> None:
    """A table of numbers of up to 15 rows stays on one page; others leave no single row behind at either end."""
    rows = table.findall(qn("w:tr"))
    is_whole = len(rows) <= _WHOLE_TABLE and all(len(_words(cell)) <= _SHORT for cell in table.iter(qn("w:tc")))
    for row in rows[:-1] if is_whole else (*rows[:-1][:2], *rows[-2:-1]):
        for properties in row.iter(qn("w:pPr")):
            if properties.find(qn("w:keepNext")) is None:
                style = properties.find(qn("w:pStyle"))
                properties.insert(0 if style is None else 1, parse_xml(f"<w:keepNext {nsdecls('w')}/>"))


def _words(cell: _Element) -> str:
    return "".join(text.text or "" for text in cell.iter(qn("w:t")))


def _cell_width(cell: _Element) -> int:
    element = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
    return int(element.get(qn("w:w"), "0")) if element is not None and element.get(qn("w:type")) == "dxa" else 0


def _is_merged(row: _Element) -> bool:
    return row.find(f".//{qn('w:gridSpan')}") is not None


def _set_properties(document: Document, summary: Summary) -> None:
    """The file's properties: the summary's title and its author, nothing of the libraries'."""
    properties = document.core_properties
    properties.title = clean(summary.title)[:255]
    properties.author = clean(summary.author)[:255]
    properties.last_modified_by = properties.author
    properties.comments = ""
