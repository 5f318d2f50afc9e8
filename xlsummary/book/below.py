"""What people write below a table: notes, signatures, dates of printing; no rows, and no errors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from xlsummary import catalogue
from xlsummary.book.choices import choice_named
from xlsummary.book.findings import Findings
from xlsummary.book.headings import Head
from xlsummary.book.letters import letters_of
from xlsummary.book.schema import ValueKind
from xlsummary.book.values import CellValue, is_blank
from xlsummary.model import Cell
from xlsummary.spelling import folded

_MARKS = (
    *("制表", "制单", "编制", "填表", "填报", "审核", "审批", "复核", "经办", "主管", "部门负责", "单位负责", "负责", "财务"),
    *("会计", "签字", "签名", "日期", "制表日期", "填报日期", "打印日期", "打印时间", "备注", "附注", "注", "注意", "说明"),
    *("数据来源", "单位", "prepared by", "checked by", "approved by", "signature", "signed", "notes?", "remarks?", "source"),
    *("printed(?: on)?",),
)
_PAGE = r"第\s*\d+\s*页(?:\s*[,/]?\s*共\s*\d+\s*页)?|共\s*\d+\s*页|page\s*\d+(?:\s*(?:of|/)\s*\d+)?"
_MARKED = re.compile(rf"(?:{'|'.join(_MARKS)})人?\s*\d*\s*(?P<said>:.*)?", re.IGNORECASE | re.DOTALL)
_PAGE_TEXT = re.compile(rf"(?:{_PAGE})|页码\s*:?\s*\d*(?:\s*/\s*\d+)?", re.IGNORECASE)
_PAGE_LETTERS = frozenset("页頁eE")
"""One of these is in every such text."""


def texts_below(head: Head, cells: Sequence[Sequence[CellValue]], places: Sequence[int], findings: Findings) -> frozenset[int]:
    """The places of filled rows that are notes or signatures, each told of in a note.

    Looked for after a gap (a blank row, a total row) and at the end: a row of texts that begins with a word such as 制表人 or
    备注 and is no record; after a gap also a lone text where a date, period, number or choice is needed.
    """
    found: set[int] = set()
    table = _Table(head, cells, places)
    gapless = isinstance(places, range)
    starts = [] if gapless else [number for number, (before, after) in enumerate(pairwise(places), 1) if after - before > 1]
    for start in starts:
        number = start
        while number < len(places) and (number == start or places[number] == places[number - 1] + 1):
            if not (table.is_text(places[number], after_gap=True) or _is_lone(head, cells[places[number]])):
                break
            found.add(places[number])
            number += 1
    for number in range(len(places) - 1, 0, -1):
        if places[number] not in found and not table.is_text(places[number], after_gap=False):
            break
        found.add(places[number])
    for place in sorted(found):
        at = _first(cells[place])
        cell = Cell(head.table.sheet, f"{letters_of(head.grid.first_column + at)}{head.grid.first_row + place}")
        findings.add(catalogue.TEXT_BELOW_TABLE, cell, cells[place][at])
    return frozenset(found)


def is_page_text(text: str) -> bool:
    """True for `第 1 页 共 3 页`, `页码：2` and the like."""
    return len(text) < 40 and not _PAGE_LETTERS.isdisjoint(text) and _PAGE_TEXT.fullmatch(folded(text)) is not None


def is_page_line(row: Sequence[CellValue]) -> bool:
    """True for a row of nothing but page numbers, the number of a `页码：` perhaps in a cell of its own."""
    filled = [cell for cell in row if not is_blank(cell)]
    texts = [cell for cell in filled if isinstance(cell, str) and is_page_text(cell)]
    labelled = len(filled) == 2 and bool(texts) and texts[0] is filled[0] and folded(texts[0]).strip(":") == "页码"
    return bool(filled) and (len(texts) == len(filled) or labelled)


def _first(row: Sequence[CellValue]) -> int:
    return next(at for at, cell in enumerate(row) if not is_blank(cell))


_NOTE = re.compile(r"备注|附注|注\d*|注意|说明|数据来源|单位|.*日期|打印时间|notes?|remarks?|source", re.IGNORECASE)
"""The marks that nobody is called."""
_NAMES_ALONE = ("reps", "clients")


class _Table:
    """A table's columns, for telling a text below it from a record."""

    def __init__(self, head: Head, cells: Sequence[Sequence[CellValue]], places: Sequence[int]) -> None:
        left = head.grid.first_column
        self._key, self._cells, self._places = head.spec.key, cells, places
        self._own = [each.position - left for each in head.columns.values()]
        self._needed = [each.position - left for each in head.columns.values() if each.column.required]
        self._free = {each.position - left for each in head.columns.values() if each.column.kind is ValueKind.TEXT}

    def is_text(self, place: int, *, after_gap: bool) -> bool:
        """True for a row of texts that begins with a mark and is no record.

        It is one where another of the table's columns is filled with more than marks, or where it has only its name as others
        of the table have. A text where a date, number or choice belongs is none, unless another such column is filled, or one
        that is needed.
        """
        filled = {at: cell for at, cell in enumerate(self._cells[place]) if not is_blank(cell)}
        texts = {at: folded(cell) for at, cell in filled.items() if isinstance(cell, str)}
        first = min(filled)
        mark = _MARKED.fullmatch(texts.get(first, ""))
        if mark is None or len(texts) < len(filled):
            return False
        marks = {at: found for at, text in texts.items() if (found := _MARKED.fullmatch(text))}
        others = [at for at in texts if at not in marks]
        signed = sum(after_gap or found["said"] is not None for found in marks.values()) > 1
        if signed or (_is_label(mark) and len(others) < 2):
            return True
        if first in self._own and first not in self._free:
            return not any(at in self._needed or (at in self._own and at not in self._free) for at in others)
        if any(at in self._own for at in others):
            return False
        return len(texts) > 1 or not self._is_name_alone(first, mark, texts[first], after_gap=after_gap)

    def _is_name_alone(self, at: int, mark: re.Match[str], text: str, *, after_gap: bool) -> bool:
        """True for one text where a record's name stands, and may be all there is of it."""
        if at not in self._needed or self._needed != [at]:
            return at in self._needed and at != min(self._own)
        if mark["said"] is None:
            return not after_gap and self._key in _NAMES_ALONE and _NOTE.fullmatch(text) is None
        return not after_gap and any(self._stands_alone(place, at) for place in self._places[:-1])

    def _stands_alone(self, place: int, at: int) -> bool:
        row = self._cells[place]
        return not is_blank(row[at]) and all(is_blank(row[other]) for other in self._own if other != at)


def _is_label(mark: re.Match[str]) -> bool:
    """True for `审核人：` with nothing behind the colon: what it is about stands in the next cell, or is to be written."""
    return mark["said"] is not None and not mark["said"].strip(": ")


def _is_lone(head: Head, row: Sequence[CellValue]) -> bool:
    """One text alone at the left, where the sheet needs something that is no text."""
    filled = [at for at, cell in enumerate(row) if not is_blank(cell)]
    typed = [each for each in head.columns.values() if each.column.required and each.column.kind is not ValueKind.TEXT]
    if len(filled) != 1 or not typed:
        return False
    text = row[filled[0]]
    leftmost = min(each.position for each in head.columns.values()) - head.grid.first_column
    if not isinstance(text, str) or filled[0] > leftmost or folded(text)[:1].isdigit():
        return False
    return not any(each.column.choices and choice_named(text, each.column.choices) for each in typed)
