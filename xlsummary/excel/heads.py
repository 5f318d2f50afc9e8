"""What stands at the head of a worksheet, read no further than it is asked for; its texts may lie in the cells or be shared."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass

from xlsummary.excel.users_book import UsersBook

Row = list[str]
"""The filled cells of a row as texts, without gaps."""


@dataclass(frozen=True, slots=True)
class Head:
    """The first rows of a worksheet, and whether its tab is selected."""

    rows: tuple[Row, ...]
    is_selected: bool


def heads(book: UsersBook, counts: Mapping[str, int]) -> Mapping[str, Head]:
    """The heads of worksheets by their parts; `counts` has how many rows of each at most."""
    readers = {part: _HeadReader(count) for part, count in counts.items()}
    for part, reader in readers.items():
        with suppress(_EnoughError):
            book.package.visit(part, reader)
    wanted = {cell for reader in readers.values() for row in reader.rows for cell in row if isinstance(cell, int)}
    shared = _shared(book, wanted) if wanted else {}
    return {part: reader.head(shared) for part, reader in readers.items()}


_NUMBER = re.compile("[0-9]{1,9}")


class _EnoughError(Exception):
    """Ends a reading before the end of the part."""


def _shared(book: UsersBook, wanted: Collection[int]) -> Mapping[int, str]:
    """The shared texts of these numbers, as far as there are."""
    part = book.part_of_kind("sharedStrings")
    reader = _SharedReader(wanted)
    if part is not None and book.package.has(part):
        with suppress(_EnoughError):
            book.package.visit(part, reader)
    return reader.texts


class _HeadReader:
    """Gathers the rows of a worksheet until there are enough; a shared text is its number."""

    def __init__(self, count: int) -> None:
        self.rows: list[list[str | int]] = []
        self._is_selected = False
        self._count = count
        self._kind = ""
        self._text: list[str] = []
        self._is_text = self._is_spoken = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "row":
            if len(self.rows) == self._count:
                raise _EnoughError
            self.rows.append([])
        elif name == "c":
            self._kind, self._text = attributes.get("t", "n"), []
        elif name == "sheetView":
            self._is_selected |= attributes.get("tabSelected") in {"1", "true"}
        elif name == "rPh":  # how a text is spoken is none of it
            self._is_spoken = True
        elif name in {"v", "t"}:
            self._is_text = not self._is_spoken

    def end(self, name: str) -> None:
        if name == "sheetData":
            raise _EnoughError
        if name in {"v", "t"}:
            self._is_text = False
        elif name == "rPh":
            self._is_spoken = False
        elif name == "c" and self._text and self.rows:
            text = "".join(self._text)
            self.rows[-1].append(int(text) if self._kind == "s" and _NUMBER.fullmatch(text) else text)

    def text(self, text: str) -> None:
        if self._is_text:
            self._text.append(text)

    def head(self, shared: Mapping[int, str]) -> Head:
        """What was gathered, with the shared texts in it."""
        rows = ([shared.get(cell, "") if isinstance(cell, int) else cell for cell in row] for row in self.rows)
        return Head(tuple(rows), self._is_selected)


class _SharedReader:
    """Gathers the shared texts of some numbers until it has met the last of them."""

    def __init__(self, wanted: Collection[int]) -> None:
        self.texts: dict[int, str] = {}
        self._wanted = frozenset(wanted)
        self._last = max(wanted)
        self._number = -1
        self._is_text = self._is_spoken = False

    def start(self, name: str, _: Mapping[str, str], /) -> None:
        if name == "si":
            self._number += 1
            if self._number > self._last:
                raise _EnoughError
        elif name == "rPh":
            self._is_spoken = True
        elif name == "t":
            self._is_text = self._number in self._wanted and not self._is_spoken

    def end(self, name: str) -> None:
        if name == "t":
            self._is_text = False
        elif name == "rPh":
            self._is_spoken = False

    def text(self, text: str) -> None:
        if self._is_text:
            self.texts[self._number] = self.texts.get(self._number, "") + text
