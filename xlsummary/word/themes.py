"""The two looks of the shipped templates: 商务, as they are, and 公文, as official documents are set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.oxml.ns import qn
from docx.shared import Mm

from xlsummary.model import Lang, Theme
from xlsummary.word.styles import apply_styles

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

_TOP, _BOTTOM, _LEFT, _RIGHT = Mm(37), Mm(35), Mm(28), Mm(26)
_FOOT = Mm(28)
_PLAIN = "F2F2F2"


def dress(document: Document, lang: Lang, theme: Theme) -> None:
    """Gives a document made from a shipped template its theme: styles, margins, and tables without colour."""
    if theme is not Theme.OFFICIAL:
        return
    apply_styles(document, lang, theme)
    for section in document.sections:
        section.top_margin, section.bottom_margin = _TOP, _BOTTOM
        section.left_margin, section.right_margin = _LEFT, _RIGHT
        section.footer_distance = _FOOT
    for shade in document.element.body.iter(qn("w:shd")):
        shade.set(qn("w:fill"), _PLAIN)
    _fit_grids(document.element.body, text_width(document))


def text_width(document: Document) -> int:
    """What lies between the margins, in twentieths of a point."""
    section = document.sections[0]
    width, left, right = section.page_width, section.left_margin, section.right_margin
    return 0 if width is None or left is None or right is None else int((width - left - right) / 635)


def _fit_grids(body: _Element, width: int) -> None:
    """Tables as wide as the text."""
    for table in body.iter(qn("w:tbl")):
        columns = list(table.iter(qn("w:gridCol")))
        whole = sum(int(column.get(qn("w:w"), "0")) for column in columns)
        for column in columns if whole else ():
            column.set(qn("w:w"), str(int(column.get(qn("w:w"), "0")) * width // whole))
        for cell in table.iter(qn("w:tcW")) if whole else ():
            if cell.get(qn("w:type")) == "dxa":
                cell.set(qn("w:w"), str(int(cell.get(qn("w:w"), "0")) * width // whole))
