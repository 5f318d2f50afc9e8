"""What the reader library hides of a sheet and its XML tells: error values, formulas never calculated, pictures, hidden rows.

Large sheets are searched block by block as bytes; only the cells that a search has hit are parsed. XML of an unusual form
is parsed as a whole.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from xlsummary.book.faults import UNCALCULATED, Fault
from xlsummary.book.letters import column_of
from xlsummary.book.split_values import Watched
from xlsummary.package import BLOCK, Package, PackageError, visit

LARGEST_PARSED = 64 << 20
"""Bytes of a sheet beyond which unusual XML is not parsed: what it hides is then not known."""

_LONGEST_CELL = 16 * BLOCK
_WIDTH = 1 << 14
_ROOT = re.compile(rb"<(?:(\w+):)?worksheet[\s>]")
_ENCODING = re.compile(rb"^(?:\xef\xbb\xbf)?<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-?8[\"'])", re.IGNORECASE)
_UNUSUAL = re.compile(rb"<(?:\w+:)?(?:row|c|f|v)(?:[\t\r\n]|\s[^>]*(?:='|\s=|=\s|[\t\r\n]))")
_UNUSUAL_SIGNS = (b"\t", b"\r", b"\n", b'= "', b' ="')
_APOSTROPHES = (b"='", b"= '", b" ='")
_PICTURE = "DISPIMG("
_ZERO_HEIGHT = re.compile(rb"<(?:\w+:)?sheetFormatPr\s[^>]*zeroHeight")
"""Rows that say nothing of their height are hidden then."""
_COLUMN = re.compile(rb"<(?:\w+:)?col\s[^>]*(?:hidden|width=\"0[\".])[^>]*>")
_YES = ("1", "true")
_REF = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")


@dataclass(frozen=True, slots=True)
class Span:
    """Cells from one corner to the other: rows from 1, columns from 0, both inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Hidden:
    """What was found in a sheet, in no order.

    `marks` gives for a fault (for '', a picture) the cells that are one, as `cells` unpacks them. `spans` are array formulas
    never calculated: their blank cells are faults too. `rows` are the numbers of hidden rows, `columns` the first and last of
    hidden columns, from 0; those of a collapsed group, which shows that there is more, are not. `parted` tells of numbers
    of which the reader library has read a part.
    """

    marks: dict[Fault | str, array[int]] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    rows: array[int] = field(default_factory=lambda: array("l"))
    columns: list[tuple[int, int]] = field(default_factory=list)
    parted: bool = False

    def mark(self, fault: Fault | str, row: int, column: int) -> None:
        self.marks.setdefault(fault, array("q")).append(row * _WIDTH + column)

    def cells(self) -> Iterator[tuple[int, int, Fault | str]]:
        """Row from 1, column from 0 and what the cell is."""
        for fault, places in self.marks.items():
            for place in places:
                row, column = divmod(place, _WIDTH)
                yield row, column, fault


def hidden_in(package: Package, part: str) -> Hidden | None:
    """What a sheet's XML tells; None where it cannot be told."""
    blocks = Watched(package.blocks(part))
    try:
        found = _searched(iter(blocks))
        if found is None and package.size(part) <= LARGEST_PARSED:
            found = Hidden()
            blocks = Watched(package.blocks(part))
            visit(blocks, _CellReader(found))
    except PackageError:
        return None
    if found is not None:
        found.parted = blocks.parted
    return found


def _searched(blocks: Iterator[bytes]) -> Hidden | None:
    """What a search finds; None for XML of an unusual form, which must be parsed."""
    found = Hidden()
    search: _Search | None = None
    rest = b""
    for block in blocks:
        if search is None:
            search = _Search.of(block)
            if search is None:
                return None
            visit((b"<cols>", *map(_alone, _COLUMN.findall(block)), b"</cols>"), _CellReader(found))
        text = rest + block
        ended = search.table_end in text
        cut = len(text) if ended else search.last_start(text)
        rest = text[cut:]
        fragments = search.fragments(text[:cut])
        if fragments is None or _is_unusual(text[:cut]) or len(rest) > _LONGEST_CELL:
            return None
        try:
            if fragments:
                visit((b"<sheetData>", *fragments, b"</sheetData>"), _CellReader(found, placed=True))
        except (PackageError, _UnplacedError):
            return None
        if ended:
            return found
    return None


@dataclass(frozen=True, slots=True)
class _Search:
    """What to look for in the bytes of a sheet; its tags may carry a prefix."""

    row: bytes
    cell: bytes
    cell_end: bytes
    row_end: bytes
    table_end: bytes
    formula: re.Pattern[bytes]
    hidden_row: re.Pattern[bytes]

    @staticmethod
    def of(head: bytes) -> _Search | None:
        """By the beginning of a sheet; None for another root or encoding, or attributes written unlike `name="value"`."""
        root = _ROOT.search(head)
        if root is None or _ENCODING.search(head) or _is_unusual(head) or _ZERO_HEIGHT.search(head):
            return None
        p = root[1] + b":" if root[1] else b""
        return _Search(
            row=b"<" + p + b"row",
            cell=b"<" + p + b"c ",
            cell_end=b"</" + p + b"c>",
            row_end=b"</" + p + b"row>",
            table_end=b"</" + p + b"sheetData>",
            formula=re.compile(rb"<%sf(?=[\s/>])(?!(?:\s[^>]*)?(?:/>|>[^<]*</%sf>)<%sv>[^<])" % (p, p, p)),
            hidden_row=re.compile(rb"<%srow\s[^>]*(?:hidden=\"(?:1|true)\"|\bht=\"0(?:\.0*)?\")[^>]*>" % p),
        )

    def last_start(self, text: bytes) -> int:
        """Where the last row or cell begins: what stands before it is whole."""
        return max(text.rfind(self.row), text.rfind(self.cell), 0)

    def fragments(self, text: bytes) -> Sequence[bytes] | None:
        """The tags of hidden rows and the cells that may be faults; None where comments make a search unsure."""
        likely = b"hidden=" in text or b' ht="0' in text
        rows = [_closed(tag, self.row_end) for tag in self.hidden_row.findall(text)] if likely else []
        hits = [*_found(text, b't="e"'), *self._formulas(text)]
        if (rows or hits) and b"<!" in text:
            return None
        starts = sorted({text.rfind(self.cell, 0, hit) for hit in hits})
        return rows + [self._cell(text, start) for start in starts if start >= 0]

    def _formulas(self, text: bytes) -> Iterator[int]:
        """Formulas without a value, and those that are pictures."""
        for match in self.formula.finditer(text):
            yield match.start()
        yield from _found(text, _PICTURE.encode())

    def _cell(self, text: bytes, start: int) -> bytes:
        end = text.find(self.cell_end, start)
        return text[start:] if end < 0 else text[start : end + len(self.cell_end)]


def _is_unusual(text: bytes) -> bool:
    """True where a tag that matters is written unlike `<c name="value">`; most blocks show at a glance that none is."""
    likely = any(sign in text for sign in _UNUSUAL_SIGNS) or (b"'" in text and any(sign in text for sign in _APOSTROPHES))
    return likely and _UNUSUAL.search(text) is not None


def _closed(tag: bytes, end: bytes) -> bytes:
    return tag if tag.endswith(b"/>") else tag + end


def _alone(tag: bytes) -> bytes:
    """The tag of a column without its prefix, which nothing declares here."""
    return b"<col" + tag[tag.index(b"col") + 3 :].rstrip(b"/>") + b"/>"


def _found(text: bytes, needle: bytes) -> Iterator[int]:
    at = text.find(needle)
    while at >= 0:
        yield at
        at = text.find(needle, at + 1)


class _UnplacedError(Exception):
    """A cell or row that does not say where it stands."""


class _CellReader:
    """Reads rows and cells; `placed` tells that the cells stand alone, so that each must say its own place."""

    def __init__(self, found: Hidden, *, placed: bool = False) -> None:
        self._found = found
        self._placed = placed
        self._row = self._column = 0
        self._next_row, self._next_column = 1, 0
        self._type = self._array = ""
        self._texts: dict[str, str] = {}
        self._into = ""
        self._hidden_by_default = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c":
            self._start_cell(attributes)
        elif name in ("f", "v"):
            if name == "f" and "v" in self._texts and self._type != "e":  # out of order: the reader library drops such a value
                del self._texts["v"]
                self._type = ""
            self._texts.setdefault(name, "")
            self._into = name
            if name == "f" and attributes.get("t") == "array":
                self._array = attributes.get("ref", "")
        elif name == "row":
            self._row = int(self._said(attributes) or self._next_row)
            self._next_row, self._next_column = self._row + 1, 0
            if self._is_hidden(attributes):
                self._found.rows.append(self._row)
        elif name == "col":
            if _is_hidden_column(attributes):
                self._found.columns.append((int(attributes.get("min", 0)) - 1, int(attributes.get("max", 0)) - 1))
        elif name == "sheetFormatPr":
            self._hidden_by_default = attributes.get("zeroHeight") in _YES

    def _is_hidden(self, row: Mapping[str, str]) -> bool:
        """By its own word, by a height of nothing, or because all rows are that do not say their height."""
        height = row.get("ht", "0" if self._hidden_by_default else "")
        return row.get("hidden") in _YES or (height != "" and not height.strip("0."))

    def text(self, text: str) -> None:
        if self._into:
            self._texts[self._into] += text

    def end(self, name: str) -> None:
        if name in ("f", "v"):
            self._into = ""
        elif name == "c":
            self._judge()
            self._next_column = self._column + 1

    def _said(self, attributes: Mapping[str, str]) -> str:
        said = attributes.get("r", "")
        if self._placed and not said:
            raise _UnplacedError
        return said

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        match = _REF.fullmatch(self._said(attributes))
        self._row, self._column = (int(match[2]), column_of(match[1])) if match else (self._row, self._next_column)
        self._type = attributes.get("t", "")
        self._array = ""
        self._texts = {}

    def _judge(self) -> None:
        formula, value = self._texts.get("f"), self._texts.get("v")
        if formula is not None and _PICTURE in formula.upper():
            self._found.mark("", self._row, self._column)
        elif self._type == "e":
            self._found.mark(Fault((value or "").strip() or "#?"), self._row, self._column)
        elif formula is not None and not value and (value is None or self._type != "str"):
            self._found.mark(UNCALCULATED, self._row, self._column)
            span = _span(self._array)
            if span:
                self._found.spans.append(span)


def _is_hidden_column(column: Mapping[str, str]) -> bool:
    """By its own word or a width of nothing; one of a group, which LibreOffice counts from 0 for none, is no secret."""
    narrow = column.get("width", "1").strip("0.") == ""
    return (column.get("hidden") in _YES or narrow) and column.get("outlineLevel", "0") == "0"


def _span(ref: str) -> Span | None:
    first, _, last = ref.partition(":")
    corners = _REF.fullmatch(first), _REF.fullmatch(last)
    if corners[0] is None or corners[1] is None:
        return None
    (left, top), (right, bottom) = corners[0].groups(), corners[1].groups()
    return Span(int(top), column_of(left), int(bottom), column_of(right))
