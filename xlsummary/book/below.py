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
_MARKED = re.compile(rf"(?:{'|'.join(_MARKS)})人?\s*\d*\s*(?::.*)?|{_PAGE}", re.IGNORECASE | re.DOTALL)


def texts_below(head: Head, cells: Sequence[Sequence[CellValue]], places: Sequence[int], findings: Findings) -> frozenset[int]:
    """The places of filled rows that are notes or signatures, each told of in a note.

    Looked for after a gap (a blank row, a total row) and at the end: a row of texts that begins with a word such as 制表人 or
    备注; after a gap also a lone text where a date, period, number or choice is needed. Without a gap such a word is what a
    record is called where it may be: a client 财务 with its grade, a rep 会计.
    """
    found: set[int] = set()
    gapless = isinstance(places, range)
    starts = [] if gapless else [number for number, (before, after) in enumerate(pairwise(places), 1) if after - before > 1]
    for start in starts:
        number = start
        while number < len(places) and (number == start or places[number] == places[number - 1] + 1):
            if not (_is_marked(cells[places[number]]) or _is_lone(head, cells[places[number]])):
                break
            found.add(places[number])
            number += 1
    for number in range(len(places) - 1, 0, -1):
        row = cells[places[number]]
        if places[number] not in found and (not _is_marked(row) or _is_record(head, row)):
            break
        found.add(places[number])
    for place in sorted(found):
        at = _first(cells[place])
        cell = Cell(head.table.sheet, f"{letters_of(head.grid.first_column + at)}{head.grid.first_row + place}")
        findings.add(catalogue.TEXT_BELOW_TABLE, cell, cells[place][at])
    return frozenset(found)


def _first(row: Sequence[CellValue]) -> int:
    return next(at for at, cell in enumerate(row) if not is_blank(cell))


def _is_marked(row: Sequence[CellValue]) -> bool:
    """Only texts, the first of them `制表人：…`, `备注：…` and the like."""
    filled = [cell for cell in row if not is_blank(cell)]
    texts = [cell for cell in filled if isinstance(cell, str)]
    return bool(texts) and len(texts) == len(filled) and _MARKED.fullmatch(folded(texts[0])) is not None


_NOTE = re.compile(r"备注|附注|注\d*|注意|说明|数据来源|单位|.*日期|打印时间|notes?|remarks?|source", re.IGNORECASE)
"""The marks that nobody is called."""
_NAMES_ALONE = ("reps", "clients")


def _is_record(head: Head, row: Sequence[CellValue]) -> bool:
    """A mark without a colon where a record's name stands, and another column filled; reps and clients may be a name alone."""
    at = _first(row)
    text = row[at]
    left = head.grid.first_column
    needed = [each for each in head.columns.values() if each.column.required]
    texts = all(each.column.kind is ValueKind.TEXT for each in needed)
    if not isinstance(text, str) or ":" in folded(text) or not texts or at not in [each.position - left for each in needed]:
        return False
    others = [each.position - left for each in head.columns.values() if each.position - left != at]
    alone = head.spec.key in _NAMES_ALONE and _NOTE.fullmatch(folded(text)) is None
    return alone or any(not is_blank(row[other]) for other in others)


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
