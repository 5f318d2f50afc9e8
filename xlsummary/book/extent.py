"""Sheets whose used range a stray cell has inflated, or whose cells stand where no sheet has any: the reader library would
fill memory with the blanks between, or take the whole program down.

A sheet's own record of its range is often wrong, but mostly right: a search for any cell outside it, block by block as bytes,
settles nearly all sheets. Cells are only measured one by one where no such bound holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from xlsummary.book.letters import column_of, letters_of
from xlsummary.book.schema import HEADING_ROWS
from xlsummary.model import Text
from xlsummary.package import Package, PackageError

LARGEST = 64_000_000
"""Cells of a range, blank or not, beyond which a sheet is not read."""

_ROOMY = 10_000_000
_SPARSE = 4
_NARROW = 16
"""Columns up to which the blanks of even the tallest sheet can be held."""

_LAST_COLUMN = 1 << 14
_LAST_ROW = 1 << 20
_LONGEST_TAG = 1 << 16
_LONGEST_CELL = 1 << 24

_DIMENSION = re.compile(rb"<(?:\w+:)?dimension\s[^>]*ref=\"(?:[A-Z]{1,3}\d{1,7}:)?([A-Z]{1,3})(\d{1,7})\"")
_ROW = re.compile(rb"<(?:\w+:)?row\s[^>]*?\br=\"(\d{1,7})\"")
_LETTERS = re.compile(rb" r=\"([A-Z]{1,3})\d")
_UNPLACED = re.compile(rb"<(?:\w+:)?c(?=[\s/>])(?![^<>]*\sr\s*=)")
_CELLS_OR_ROW = re.compile(rb"<(?:\w+:)?(c|row)(?=[\s/>])")
_TAG = re.compile(rb"<(?:\w+:)?(?:c|row)((?:\s+[\w:.-]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))+)")
_REF = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]*)([0-9]*)")
_FILLED = re.compile(rb"<(?:\w+:)?c r=\"([A-Z]{1,3})(\d{1,7})\"(?:\s[^>]*[^/])?>(?!</|<(?:\w+:)?v\s*(?:/>|></))")
_CELL = re.compile(rb"<((?:\w+:)?)c r=\"([A-Z]{1,3})\d+\"[^>]*?(?:/>|>.*?</\1c>)", re.DOTALL)
_ANY_ROW = "(?:[0-9]{1,6}|10[0-3][0-9]{4}|104[0-7][0-9]{3}|1048[0-4][0-9]{2}|10485[0-6][0-9]|104857[0-6])"  # up to 1048576
_SPACES = bytes.maketrans(b"\t\r\n", b"   ")


@dataclass(frozen=True, slots=True)
class Extent:
    """The last row and column that are filled, where they meet, how many cells are filled, and the last column near the top."""

    row: int
    column: int
    cells: int
    headed: int

    @property
    def is_inflated(self) -> bool:
        area = self.row * self.column
        return area > _ROOMY and area > _SPARSE * self.cells

    @property
    def corner(self) -> str:
        return f"{letters_of(self.column - 1)}{self.row}"


def inflated(package: Package, part: str) -> Extent | None:
    """The extent of a sheet whose range is far larger than what is in it; None for all others.

    Raises `PackageError` for a row or cell beyond XFD1048576, the last of any sheet, and for a sheet that cannot be read even
    without the columns that have no heading.
    """
    if any(_is_modest(package, part, bound) for bound in _bounds(package, part)):
        return None
    _refuse_beyond(package, part)
    _refuse_unplaced(package, part)
    extent = _measured(package.blocks(part))
    if not extent.is_inflated:
        return None
    if extent.row * extent.headed > LARGEST:
        raise PackageError("too-large-inside", _too_far(extent.corner))
    return extent


def without_far_columns(package: Package, part: str, extent: Extent) -> bytes:
    """The sheet's XML without the cells right of every heading."""

    def kept(cell: re.Match[bytes]) -> bytes:
        return cell[0] if column_of(cell[2].decode()) < extent.headed else b""

    return b"".join(_CELL.sub(kept, text) for text in _whole_cells(package.blocks(part)))


# A bound that holds ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Bound:
    """A column, from 1, and a row that no cell may lie beyond; the row ends in nines, so that a short pattern tells it."""

    column: int
    row: int

    @staticmethod
    def around(column: int, row: int) -> _Bound:
        first, rest = str(row)[0], len(str(row)) - 1
        return _Bound(min(column, _LAST_COLUMN), min(int(first + "9" * rest), _LAST_ROW))

    @property
    def outside(self) -> re.Pattern[bytes]:
        """Finds a reference that lies beyond, or is written unusually; nothing is tried twice, a third faster so."""
        wide = _letters_within(letters_of(self.column - 1))
        first, rest = str(self.row)[0], len(str(self.row)) - 1
        tall = f"[0-{first}]?+[0-9]{{0,{rest}}}+" if self.row < _LAST_ROW else _ANY_ROW
        return re.compile(f' r(?!="{wide}?+{tall}"|[A-Za-z])'.encode())


def _letters_within(last: str) -> str:
    """A pattern of the columns up to one; with two letters, up to `Z` after its first."""
    if len(last) == 1:
        return f"[A-{last}]"
    if len(last) == 2:
        return f"(?:[A-{last[0]}][A-Z]|[A-Z])"
    return "(?:[A-W][A-Z][A-Z]|X[A-E][A-Z]|XF[A-D]|[A-Z]{1,2})"


def _bounds(package: Package, part: str) -> Iterator[_Bound]:
    """The sheet's own record of its range, a narrow sheet however tall, and what its first rows and last ones suggest."""
    head = next(package.blocks(part), b"")
    said = _DIMENSION.search(head)
    if said:
        yield _Bound.around(column_of(said[1].decode()) + 1, int(said[2]))
    yield _Bound(_NARROW, _LAST_ROW)
    column = max((column_of(each.decode()) + 1 for each in {*_LETTERS.findall(head)}), default=0)
    row = 0
    for block in package.blocks(part):
        start = block.rfind(b"row ")
        last = _ROW.search(block, max(start - _NARROW, 0)) if start >= 0 else None
        row = max(row, int(last[1])) if last else row
    if column and row:
        yield _Bound.around(column, row)


def _is_modest(package: Package, part: str, bound: _Bound) -> bool:
    """True where every cell lies within a bound that holds few blanks, or few for what is filled."""
    area = bound.column * bound.row
    small = bound.column <= _NARROW or area <= _ROOMY
    if not small and area > LARGEST:
        return False
    prefix = _prefix(next(package.blocks(part), b""))
    outside, unplaced, filled = bound.outside, re.compile(rb"<%sc(?! r=|[a-zA-Z])" % prefix), 0
    for each in _whole_tags(package.blocks(part)):
        text = each.translate(_SPACES) if any(space in each for space in (b"\t", b"\r", b"\n")) else each
        if outside.search(text) or unplaced.search(text):
            return False
        filled += 0 if small else text.count(b"</%sv>" % prefix) + text.count(b"</%sis>" % prefix)
    return small or area <= _SPARSE * filled


def _prefix(head: bytes) -> bytes:
    root = re.search(rb"<(\w+:)?worksheet[\s>]", head)
    return root[1] or b"" if root else b""


def _whole_tags(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The text in pieces that cut no tag apart, without what UTF-16 makes of one."""
    rest = b""
    for block in blocks:
        text = rest + (block.replace(b"\0", b"") if b"\0" in block else block)
        cut = max(text.rfind(b"<"), len(text) - _LONGEST_TAG)
        yield text[:cut]
        rest = text[cut:]
    yield rest


# Cells measured -------------------------------------------------------------------------------


def _refuse_beyond(package: Package, part: str) -> None:
    """Raises `PackageError` for a row or cell beyond XFD1048576."""
    for text in _whole_tags(package.blocks(part)):
        for tag in _TAG.finditer(text):
            ref = _REF.search(tag[1])
            if ref and _is_beyond(ref[1].decode(), ref[2].decode()):
                raise PackageError("damaged-book", _beyond((ref[1] + ref[2]).decode()))


def _is_beyond(letters: str, digits: str) -> bool:
    wide = len(letters) > 3 or (letters != "" and column_of(letters.upper()) >= _LAST_COLUMN)
    digits = digits.lstrip("0")
    return wide or len(digits) > 7 or (digits != "" and int(digits) > _LAST_ROW)


def _refuse_unplaced(package: Package, part: str) -> None:
    """Raises `PackageError` where cells that do not say where they stand could stand too far away to be held."""
    if not any(map(_UNPLACED.search, _whole_tags(package.blocks(part)))):
        return
    rows = longest = cells = last = 0
    for text in _whole_tags(package.blocks(part)):
        for each in _CELLS_OR_ROW.finditer(text):
            if each[1] == b"c":
                cells += 1
            else:
                rows, longest, cells = rows + 1, max(longest, cells), 0
        last = max([last, *map(int, _ROW.findall(text))])
    tallest = min(rows + last, _LAST_ROW)
    if max(longest, cells) * tallest > LARGEST:
        raise PackageError("too-large-inside", _too_far(f"{letters_of(max(longest, cells) - 1)}{tallest}"))


def _measured(blocks: Iterator[bytes]) -> Extent:
    row = column = cells = headed = 0
    for text in _whole_cells(blocks):
        found = _FILLED.findall(text)
        cells += len(found)
        row = max([row, *(int(number) for _, number in found)])
        column = max(column, _columns(letters for letters, _ in found))
        headed = max(headed, _columns(letters for letters, number in found if int(number) <= HEADING_ROWS))
    return Extent(row, column, cells, headed)


def _columns(letters: Iterable[bytes]) -> int:
    return max((column_of(each.decode()) + 1 for each in {*letters}), default=0)


def _whole_cells(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """The text in pieces that cut no cell apart; one that is longer than any is let go."""
    rest = b""
    for block in blocks:
        text = rest + block
        start = max(text.rfind(b'c r="'), text.rfind(b'row r="'), 0)
        cut = max(text.rfind(b"<", 0, start), 0)
        if len(text) - cut > _LONGEST_CELL:
            cut = len(text)
        yield text[:cut]
        rest = text[cut:]
    yield rest


def _too_far(corner: str) -> Text:
    return Text(
        f"一张表的已用区域到 {corner}，大得放不下；请删去表格以外的单元格",
        f"the used range of a sheet reaches {corner}, more than can be held; delete the cells outside the table",
    )


def _beyond(ref: str) -> Text:
    shown = ref if len(ref) <= 20 else f"{ref[:20]}…"
    return Text(
        f"一张表里有单元格的地址是 {shown}，超出了表格的最后一格 XFD1048576",
        f"a sheet has a cell at {shown}, beyond XFD1048576, the last cell of any sheet",
    )
