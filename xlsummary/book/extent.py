"""Sheets whose used range a stray cell has inflated, or whose cells stand where no sheet has any: the reader library would
fill memory with the blanks between, or take the whole program down."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from xlsummary.book.letters import column_of, letters_of
from xlsummary.model import Text
from xlsummary.package import Package, PackageError

LARGEST = 64_000_000
"""Cells of a range, blank or not, beyond which a sheet is not read."""

_ROOMY = 10_000_000
_SPARSE = 4
_HEADING_ROWS = 30
_LARGE = 8 << 20
"""Bytes of a sheet from which its own record of its range is believed: to look costs more than it could spare."""

_DIMENSION = re.compile(rb"<(?:\w+:)?dimension\s[^>]*ref=\"(?:[A-Z]+\d+:)?([A-Z]+)(\d+)\"")
_WIDE = re.compile(rb" r=\"(?:[Q-Z]\d|[A-Z]{2})")
_FILLED = re.compile(rb"<(?:\w+:)?c r=\"([A-Z]{1,3})(\d{1,7})\"(?:\s[^>]*[^/])?>(?!</|<(?:\w+:)?v\s*(?:/>|></))")
_CELL = re.compile(rb"<((?:\w+:)?)c r=\"([A-Z]{1,3})\d+\"[^>]*?(?:/>|>.*?</\1c>)", re.DOTALL)
_PLACE = rb"(?=[A-Za-z]{4}|[X-Zx-z][A-Za-z]{2}|[A-Za-z]*[0-9]{7})([A-Za-z]*)([0-9]*)"
_FAR = re.compile(rb" r=\"" + _PLACE)
_FAR_UNUSUALLY = re.compile(rb"\sr\s*=\s*[\"']" + _PLACE)
_UNUSUAL_SIGNS = (b"\t", b"\r", b"\n", b"='", b"= ", b" =")
_LAST_COLUMN = 1 << 14
_LAST_ROW = 1 << 20
_LONGEST_TAG = 1 << 16


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


def refuse_beyond(package: Package, part: str) -> None:
    """Raises `PackageError` for a sheet with a row or cell beyond XFD1048576, the last of any sheet."""
    rest = b""
    for block in package.blocks(part):
        text = rest + (block.replace(b"\0", b"") if b"\0" in block else block)  # what UTF-16 makes of a tag
        search = _FAR_UNUSUALLY if any(sign in text for sign in _UNUSUAL_SIGNS) else _FAR
        for far in search.finditer(text):
            if _is_beyond(far[1].decode(), far[2].decode()) and text.rfind(b"<", 0, far.start()) > text.rfind(
                b">", 0, far.start()
            ):
                raise PackageError("damaged-book", _beyond((far[1] + far[2]).decode()))
        rest = text[max(text.rfind(b"<"), len(text) - _LONGEST_TAG) :]


def _is_beyond(letters: str, digits: str) -> bool:
    wide = len(letters) > 3 or (letters != "" and column_of(letters.upper()) >= _LAST_COLUMN)
    digits = digits.lstrip("0")
    return wide or len(digits) > 7 or (digits != "" and int(digits) > _LAST_ROW)


def inflated(package: Package, part: str) -> Extent | None:
    """The extent of a sheet whose range is far larger than what is in it; None for all others.

    Raises `PackageError` where it cannot be read even without the columns that have no heading.
    """
    if package.size(part) >= _LARGE and _said_area(package, part) < LARGEST // 2:
        return None
    if not any(map(_WIDE.search, _whole_cells(package.blocks(part)))):
        return None
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


def _said_area(package: Package, part: str) -> int:
    said = _DIMENSION.search(next(package.blocks(part), b""))
    return (column_of(said[1].decode()) + 1) * int(said[2]) if said else 0


def _measured(blocks: Iterator[bytes]) -> Extent:
    row = column = cells = headed = 0
    for text in _whole_cells(blocks):
        found = _FILLED.findall(text)
        cells += len(found)
        row = max([row, *(int(number) for _, number in found)])
        column = max(column, _columns(letters for letters, _ in found))
        headed = max(headed, _columns(letters for letters, number in found if int(number) <= _HEADING_ROWS))
    return Extent(row, column, cells, headed)


def _columns(letters: Iterable[bytes]) -> int:
    return max((column_of(each.decode()) + 1 for each in {*letters}), default=0)


def _whole_cells(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """The text in pieces that cut no cell apart."""
    rest = b""
    for block in blocks:
        text = rest + block
        start = max(text.rfind(b'c r="'), text.rfind(b'row r="'), 0)
        cut = max(text.rfind(b"<", 0, start), 0)
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
