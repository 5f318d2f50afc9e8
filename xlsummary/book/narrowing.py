"""Columns that say of which part a row's number is: 产品 beside a rep's target, 品牌, a region's season."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from xlsummary.book.findings import Findings
from xlsummary.book.headings import Head
from xlsummary.book.rows import TableRows, table_cell
from xlsummary.book.schema import NARROWING_HEADINGS, TARGETS
from xlsummary.book.values import CellValue, read_text, shown
from xlsummary.book.vocabulary import vocabulary
from xlsummary.catalogue_structure import NARROWED_ROW
from xlsummary.model import Cell
from xlsummary.money import DASHES, is_placeholder, plain_number
from xlsummary.spelling import folded, heading_key, name_key

_JUDGED = frozenset({"season", "calendar"})
"""Sheets that hold for everybody, whose rows no column may narrow."""
_ALL = ("全部", "全体", "所有", "不限", "整体", "合计", "通用", "公司", "全公司", "all", "any", "every", "company")
_SAYS_ALL = frozenset(map(name_key, _ALL))
_NARROWING = frozenset(map(heading_key, NARROWING_HEADINGS))
_PARTS = frozenset(column.name for column in TARGETS.further)
_REMARKS = re.compile(
    r".*(?:备注|说明|附注|批注|描述|编号|编码|代码|序号|行号|单号|日期|时间|负责人|填报人|制表人|审核|确认|状态|依据|措施|[率比])|id|no\.?|#"
    r"|.*(?:notes?|remarks?|comments?|codes?|number|date|owner|status|description)"
)
"""Headings of columns that say something about a row, not of what it is."""


def part_of(value: CellValue) -> str:
    """The part that a cell names; '' where it is blank, a dash, a number or a word for all."""
    if not isinstance(value, str):
        return ""
    text, plain = read_text(value).value or "", folded(value)
    nothing = plain in DASHES or is_placeholder(plain) or plain_number(plain) is not None or name_key(plain) in _SAYS_ALL
    return "" if nothing else text


class Narrowing:
    """What the columns of a table that are not used, and some that are, say of whom and what its rows are."""

    def __init__(self, table: TableRows) -> None:
        self._table = table
        self._met: dict[tuple[int, int], Mapping[str, set[str]]] = {}

    @cached_property
    def unknown(self) -> Sequence[int]:
        """The places of the columns not used whose heading names a part, as 品牌 does."""
        return [at for at, heading in _unused(self._table.head) if _names_a_part(heading)]

    def belongs(self, name_at: int, at: int, place: int) -> bool:
        """True where all rows of a row's name have the same in another column, or nothing: it tells about the name."""
        if (name_at, at) not in self._met:
            met = defaultdict[str, set[str]](set)
            for each in self._table.places:
                row = self._table.cells[each]
                met[name_key(part_of(row[name_at]))].add(name_key(part_of(row[at])))
            self._met[name_at, at] = met
        name = name_key(part_of(self._table.cells[place][name_at]))
        return name != "" and len(self._met[name_at, at][name] - {""}) <= 1

    @cached_property
    def dividing(self) -> Mapping[int, int]:
        """By a row's place the column that alone tells it from rows alike in all columns of ours but the amount."""
        table, found = self._table, dict[int, int]()
        own = [table.offset(name) for name in table.head.columns if name not in ("amount", "phase", "note")]
        others = [
            at for at, text in _unused(table.head) if not _names_a_part(text) and not _REMARKS.fullmatch(heading_key(text))
        ]
        alike = defaultdict[tuple[str, ...], list[int]](list)
        for place in table.places if others else ():
            alike[tuple(name_key(shown(table.cells[place][at])) for at in own)].append(place)
        for places in alike.values():
            for at in others:
                if len({part_of(table.cells[place][at]) for place in places}) > 1:
                    found.update((place, at) for place in places if part_of(table.cells[place][at]) and place not in found)
        return found

    def refuse(self, place: int, at: int, findings: Findings) -> None:
        """An error at a cell that says of which part its row is."""
        cells, head = self._table.cells[place], self._table.head
        findings.add(NARROWED_ROW, self.cell(place, at), cells[at], heading=head.headings.texts[at].strip())

    def cell(self, place: int, at: int) -> Cell:
        return table_cell(self._table.head, at, place)


def without_narrowed(table: TableRows, findings: Findings) -> TableRows:
    """The table of a sheet that holds for everybody without the rows that are for a part only, each an error."""
    narrowing = Narrowing(table)
    if table.head.spec.key not in _JUDGED or not narrowing.unknown:
        return table
    left = {place: at for at in narrowing.unknown for place in table.places if part_of(table.cells[place][at])}
    for place, at in left.items():
        narrowing.refuse(place, at, findings)
    kept = tuple(place for place in table.places if place not in left)
    return replace(table, places=kept, left_out=Counter(table.left_out) + Counter({"error": len(left)}))


def _unused(head: Head) -> Iterator[tuple[int, str]]:
    """The places and texts of the headings not used."""
    own = {each.position - head.grid.first_column for each in head.columns.values()}
    unused = {*head.unused}
    yield from ((at, text) for at, text in enumerate(head.headings.texts) if at not in own and text.strip() in unused)


def _names_a_part(heading: str) -> bool:
    meaning = vocabulary(TARGETS).meaning(heading)
    part = meaning is not None and (meaning.name in _PARTS or (meaning.name == "name" and meaning.rank > 0))
    return part or heading_key(heading) in _NARROWING
