"""A user's book with our sheets in it, not yet written: new bytes, and spans of the user's file that are copied as they lie."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from xlsummary.excel.user_objects import LeftBehind
from xlsummary.model import Text
from xlsummary.problems import XlsummaryError
from xlsummary.stamp import Stamp, refuse_changed

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Span:
    """Bytes of the user's file, from `start` on."""

    start: int
    length: int


Piece = bytes | Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Grafted:
    """What a graft gives.

    `titles` has the name of each of our sheets in the book by marker; `replaced` are the markers of those that stand where an
    older one stood, `renamed` of those whose wished name a sheet of the user's has. `is_alone` tells that the user's file is of
    another kind (.xls, .xlsb, .ods), so that the new book holds our sheets only. `left` has what a person had put on the
    replaced sheets. `source` is the user's file, and `before` how it stood when it was read.
    """

    source: Path
    before: Stamp | None
    titles: Mapping[str, str]
    replaced: frozenset[str]
    renamed: frozenset[str]
    pieces: tuple[Piece, ...]
    is_alone: bool = False
    left: tuple[LeftBehind, ...] = ()

    def write(self, stream: BinaryIO, /) -> None:
        """Writes the book, block by block; raises `XlsummaryError` where the user's file is no longer what was read."""
        refuse_changed(self.source, self.before)
        with self.source.open("rb") as file:
            for piece in self.pieces:
                if isinstance(piece, bytes):
                    stream.write(piece)
                else:
                    self._copy(file, piece, stream)
        refuse_changed(self.source, self.before)

    def content(self) -> bytes:
        """The book as bytes."""
        buffer = io.BytesIO()
        self.write(buffer)
        return buffer.getvalue()

    def _copy(self, file: BinaryIO, span: Span, stream: BinaryIO) -> None:
        file.seek(span.start)
        left = span.length
        while left:
            block = file.read(min(left, _BLOCK))
            if not block:
                raise _cut(self.source)
            stream.write(block)
            left -= len(block)


def _cut(path: Path) -> XlsummaryError:
    return XlsummaryError(
        "book-changed",
        Text(f"{path} 在处理的时候变短了，没有写入", f"{path} became shorter while it was worked on; left alone"),
        Text("等它保存好以后再运行一次", "Let it be saved and run again"),
        path=str(path),
    )
