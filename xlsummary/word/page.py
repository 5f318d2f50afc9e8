"""Builds a template in plain steps: headings, paragraphs, conditions, tables with row and column loops."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm

from xlsummary.model import Lang
from xlsummary.word.styles import LIGHT, PALE, Look, apply_styles

if TYPE_CHECKING:
    from docx.table import _Cell, _Row
    from docx.text.paragraph import Paragraph
    from lxml.etree import _Element

_TEXT_WIDTH = 9070
"""Twentieths of a point between the margins: 16 cm."""
_UNWANTED = ("customXml", "stylesWithEffects", "thumbnail")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A table's column: its heading, the tag in each row, its width in parts of a hundred.

    `when` is a condition on which it stands; `each` a loop that repeats it (`各 in 表.标题`), in rows over `each_row`.
    """

    heading: str
    cell: str
    width: int
    is_number: bool = False
    when: str = ""
    each: str = ""
    each_row: str = ""
    look: Look | None = None


class Page:
    """A template under construction, in one language."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self._document = docx.Document()
        self._drop_unwanted()
        apply_styles(self._document, lang)
        body = self._document.element.body
        for child in list(body):
            if child.tag != qn("w:sectPr"):
                body.remove(child)
        self._set_page()

    @property
    def document(self) -> docx.document.Document:
        return self._document

    def paragraph(self, text: str, look: Look = Look.BODY, *, page_break: bool = False, keeps_next: bool = False) -> Paragraph:
        """A paragraph; on a page of its own, or on the page of what follows it."""
        paragraph = self._document.add_paragraph(text, style=None)
        self._dress(paragraph, look)
        if keeps_next:
            paragraph.paragraph_format.keep_with_next = True
        if page_break:
            paragraph.paragraph_format.page_break_before = True
        return paragraph

    def heading(self, text: str, level: int = 1) -> None:
        self.paragraph(text, Look.HEADING_1 if level == 1 else Look.HEADING_2)

    def chart(self, tag: str, text: str) -> None:
        """A chart and its caption below, where there is one."""
        word = "图" if self.lang is Lang.ZH else "chart"
        with self.when(tag):
            self.paragraph(f"{{{{ {tag}.{word} }}}}", Look.CHART, keeps_next=True)
            self.caption(text, is_chart=True)

    def caption(self, text: str, *, is_chart: bool = False) -> None:
        """`表 1　…` or `图 1　…`, the number a field with a cached value."""
        words = (("表", "图"), ("Table ", "Figure "))[self.lang is Lang.EN]
        word, gap = words[is_chart], "　" if self.lang is Lang.ZH else ". "
        paragraph = self.paragraph(word, Look.CHART_CAPTION if is_chart else Look.CAPTION)
        name = word.strip()
        for part in (_mark("begin"), _instruction(f" SEQ {name} \\* ARABIC "), _mark("separate"), _text("1"), _mark("end")):
            paragraph._p.append(part)
        paragraph.add_run(f"{gap}{text}")

    @contextmanager
    def when(self, condition: str) -> Iterator[None]:
        """What is added inside stands only where the condition holds."""
        self.paragraph(f"{{%p if {condition} %}}", Look.NORMAL)
        yield
        self.paragraph("{%p endif %}", Look.NORMAL)

    @contextmanager
    def each(self, loop: str) -> Iterator[None]:
        """What is added inside is repeated."""
        self.paragraph(f"{{%p for {loop} %}}", Look.NORMAL)
        yield
        self.paragraph("{%p endfor %}", Look.NORMAL)

    def remarks(self, names: str, word: str, text: str) -> None:
        """The user's own paragraphs, one after another."""
        with self.each(f"{word} in {names}"):
            self.paragraph(text)

    def table(self, columns: Sequence[Column], loop: str, *, total: str = "", subtotal: str = "") -> None:
        """A heading row that repeats and one row an entry; `total` and `subtotal` are conditions for bold, shaded rows."""
        table = self._document.add_table(rows=0, cols=sum(_cell_count(column) for column in columns))
        properties = table._tbl.tblPr
        properties.insert(0, parse_xml(f'<w:tblStyle {nsdecls("w")} w:val="Figures"/>'))
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        _set_width(properties)
        self._fill(table.add_row(), columns, is_head=True)
        self._tag_row(table.add_row(), f"{{%tr for {loop} %}}")
        if total:
            self._tag_row(table.add_row(), f"{{%tr if {total} %}}")
            self._fill(table.add_row(), columns, fill=PALE)
            if subtotal:
                self._tag_row(table.add_row(), f"{{%tr elif {subtotal} %}}")
                self._fill(table.add_row(), columns, fill=LIGHT)
            self._tag_row(table.add_row(), "{%tr else %}")
        self._fill(table.add_row(), columns)
        if total:
            self._tag_row(table.add_row(), "{%tr endif %}")
        self._tag_row(table.add_row(), "{%tr endfor %}")
        grid = table._tbl.tblGrid
        for column, width in zip(grid.findall(qn("w:gridCol")), _widths(columns), strict=True):
            column.set(qn("w:w"), str(width))

    def _tag_row(self, row: _Row, tag: str) -> None:
        self._dress(row.cells[0].paragraphs[0], Look.CELL, tag)

    def _fill(self, row: _Row, columns: Sequence[Column], *, is_head: bool = False, fill: str = "") -> None:
        """One row: tags around a column stand in cells of their own, which vanish with them."""
        properties = row._tr.get_or_add_trPr()
        properties.append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
        if is_head:
            properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
        cells = iter(row.cells)
        for column in columns:
            loop = column.each if is_head else (column.each_row or column.each)
            before, after = _tags(column.when, loop)
            if before:
                self._dress(next(cells).paragraphs[0], Look.CELL, before)
            self._dress_cell(next(cells), column, is_head=is_head, fill=PALE if is_head else fill)
            if after:
                self._dress(next(cells).paragraphs[0], Look.CELL, after)

    def _dress_cell(self, cell: _Cell, column: Column, *, is_head: bool, fill: str) -> None:
        text = column.heading if is_head else column.cell
        plain = Look.NUMBER if column.is_number else Look.CELL
        bold = Look.NUMBER_BOLD if column.is_number else Look.CELL_BOLD
        head = Look.HEAD_NUMBER if column.is_number else Look.HEAD
        look = head if is_head else (column.look or (bold if fill else plain))
        self._dress(cell.paragraphs[0], look, text)
        properties = cell._tc.get_or_add_tcPr()
        for width in properties.findall(qn("w:tcW")):
            properties.remove(width)
        properties.insert(0, parse_xml(f'<w:tcW {nsdecls("w")} w:w="{_width(column)}" w:type="dxa"/>'))
        if fill:
            properties.append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{fill}"/>'))
        properties.append(parse_xml(f'<w:vAlign {nsdecls("w")} w:val="center"/>'))

    def _dress(self, paragraph: Paragraph, look: Look, text: str = "") -> None:
        properties = paragraph._p.get_or_add_pPr()
        for style in properties.findall(qn("w:pStyle")):
            properties.remove(style)
        if look is not Look.NORMAL:
            properties.insert(0, parse_xml(f'<w:pStyle {nsdecls("w")} w:val="{look.value}"/>'))
        if text:
            paragraph.add_run(text)

    def _set_page(self) -> None:
        """A4, 2.5 cm at the sides, the page number at the foot."""
        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
        section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)
        section.header_distance, section.footer_distance = Cm(1.4), Cm(1.2)
        paragraph = section.footer.paragraphs[0]
        self._dress(paragraph, Look.FOOTER, "— ")
        for part in (_mark("begin"), _instruction(" PAGE "), _mark("separate"), _text("1"), _mark("end")):
            paragraph._p.append(part)
        paragraph.add_run(" —")

    def _drop_unwanted(self) -> None:
        """Parts of the library's own template that a document does not need."""
        for part in (self._document.part, self._document.part.package):
            for key, relation in list(part.rels.items()):
                kind = relation.reltype.rpartition("/")[2]
                if kind in _UNWANTED or relation.reltype == RELATIONSHIP_TYPE.CUSTOM_XML:
                    del part.rels[key]


def _cell_count(column: Column) -> int:
    return 3 if column.when or column.each else 1


def _tags(condition: str, loop: str) -> tuple[str, str]:
    if loop:
        return f"{{%tc for {loop} %}}", "{%tc endfor %}"
    return (f"{{%tc if {condition} %}}", "{%tc endif %}") if condition else ("", "")


def _width(column: Column) -> int:
    return _TEXT_WIDTH * column.width // 100


def _widths(columns: Sequence[Column]) -> list[int]:
    """A width a grid column; those of tags are nothing, since they vanish."""
    return [width for column in columns for width in ([_width(column)] if _cell_count(column) == 1 else [0, _width(column), 0])]


def _set_width(properties: _Element) -> None:
    for old in properties.findall(qn("w:tblW")):
        properties.remove(old)
    properties.insert(1, parse_xml(f'<w:tblW {nsdecls("w")} w:w="5000" w:type="pct"/>'))


def _mark(kind: str) -> _Element:
    return parse_xml(f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="{kind}"/></w:r>')


def _instruction(text: str) -> _Element:
    return parse_xml(f'<w:r {nsdecls("w")}><w:instrText xml:space="preserve">{text}</w:instrText></w:r>')


def _text(text: str) -> _Element:
    return parse_xml(f"<w:r {nsdecls('w')}><w:t>{text}</w:t></w:r>")
