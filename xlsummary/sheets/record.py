"""The very hidden sheet `_xlsummary`: what a run wrote, so that a later one finds its sheets and what was changed on them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from itertools import islice
from os.path import relpath
from pathlib import Path
from types import MappingProxyType

from xlsummary.book.ours import RECORD, RECORD_TITLE
from xlsummary.model import SalesBook
from xlsummary.plan.frozen import Frozen
from xlsummary.sheets import frozen as frozen_lines
from xlsummary.sheets import history, standing
from xlsummary.sheets.frozen import frozen_of, lines_of_frozen
from xlsummary.sheets.history import History, history_of, lines_of_history
from xlsummary.sheets.layout import Layout, LayoutCell, LayoutColumn, LayoutRow, Style, Visibility, sheet_reference
from xlsummary.sheets.standing import Standing, StandingReader, StandingWriter
from xlsummary.sheets.text_signs import signs_of
from xlsummary.sheets.timerows import CHECK_KEY

TITLE, MARKER = RECORD_TITLE, RECORD
VERSION = 1

_BLOCK_KEY = re.compile(r"[a-z_-]+(/[a-z_-]+){3}/[^/]")
_OUR_ENDING = re.compile(r"-(plan|checked)$")
_NUMBERS_IN_CELL = 100
"""As many as stand in one cell, with a space between; far below what a cell takes."""

NodeKey = tuple[str, str]
"""Row key and column key: `("2026-02-03", "rep:A02")`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What a run wrote into a book.

    `book` is the id of the book that the sheets were made for, `place` the word for what they were put into. `titles` has the
    name of each of our sheets by marker; `blocks` the finest numbers as they were written, by block and node key; `sums`
    what the formulas gave, but for those that only check. `standing` tells where each block stood, `history` what was fixed,
    `frozen` the plan that is kept, `texts` by marker the signs of the texts on each sheet, `way` where the book lay, seen from
    the file with the record (`way_to`). Records of earlier versions of the program have none of these.
    """

    version: int
    book: str
    place: str
    titles: Mapping[str, str]
    blocks: Mapping[str, Mapping[NodeKey, Decimal]]
    sums: Mapping[str, Mapping[NodeKey, Decimal]]
    standing: Mapping[str, Standing] = field(default_factory=lambda: MappingProxyType({}))
    history: History = field(default_factory=History)
    frozen: Frozen | None = None
    texts: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))
    way: str = ""


def way_to(folder: Path, start: Path) -> str:
    """12 hexadecimal digits for the way from one folder to another: the same when both are moved together, and no path."""
    try:
        way = relpath(folder, start)
    except ValueError:  # another drive
        way = str(folder)
    return sha256(way.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def book_id(book: SalesBook) -> str:
    """12 hexadecimal digits for the book: what it calls itself and whose it is, not what is in it.

    The same for every later state of a book and for the copies we make of it; another for a book of another name or owner, so
    that a sheet of ours that was copied over from there can be told.
    """
    settings = book.settings
    words = (_OUR_ENDING.sub("", book.name), settings.company, settings.branch, settings.department)
    return sha256("\n".join(word or "" for word in words).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def record_layout(
    book: SalesBook,
    sheets: Sequence[Layout],
    *,
    place: str = "",
    known: History | None = None,
    frozen: Frozen | None = None,
    way: str = "",
) -> Layout:
    """The record of these sheets: what stands in their blocks, as numbers or as formulas, and what is `known` of fixed ones.

    `frozen` is the plan that is kept, `way` where the book lies, seen from the file to be written; '' where that is not known.
    """
    writer = StandingWriter()
    rows = [
        _row("version", str(VERSION)),
        _row("book", book_id(book)),
        _row("place", place),
        *([_row("way", way)] if way else []),
        *(_row("sheet", marker, sheet_reference(marker)) for marker in (*(each.marker for each in sheets), MARKER)),
        *(_row("texts", each.marker, *_chunks(signs_of(each))) for each in sheets),
        *(_row(*line) for line in lines_of_history(known or History())),
        *(_row(*line) for line in lines_of_frozen(frozen)),
        *(row for sheet in sheets for row in _block_rows(sheet, writer)),
    ]
    return Layout(
        title=TITLE,
        marker=MARKER,
        columns=(LayoutColumn(10.0), LayoutColumn(30.0)),
        rows=tuple(rows),
        visibility=Visibility.VERY_HIDDEN,
        fit_width=False,
    )


def _row(*texts: str) -> LayoutRow:
    return LayoutRow(tuple(LayoutCell(text, style=Style.KEY) for text in texts))


def _block_rows(sheet: Layout, writer: StandingWriter) -> Iterator[LayoutRow]:
    """A line with a block's column keys, and one a row with its numbers in the order of those: `=` before a formula's,
    `-` for none; beside them where each stands."""
    columns: list[tuple[int, str]] = []
    for number, row in enumerate(sheet.rows, 1):
        key = _key_of(row)
        if _BLOCK_KEY.match(key):
            columns = [(place, str(cell.value)) for place, cell in enumerate(row.cells) if place and cell.value]
            yield _row("block", key, *(column for _, column in columns))
            yield _row(*writer.columns(place + 1 for place, _ in columns))
        elif key == CHECK_KEY:
            columns = []
        elif key and columns:
            numbers = [_number(row.cells[place]) for place, _ in columns if place < len(row.cells)]
            if any(each != _NONE for each in numbers):
                yield _row("row", key, *_chunks(numbers))
                yield from (_row(*line) for line in writer.row(key, number, row.cells, [place + 1 for place, _ in columns]))


_NONE, _SUM = "-", "="


def _key_of(row: LayoutRow) -> str:
    first = row.cells[0] if row.cells else LayoutCell()
    return first.value if first.style is Style.KEY and isinstance(first.value, str) else ""


def _number(cell: LayoutCell) -> str:
    if not isinstance(cell.value, int | Decimal):
        return _NONE
    number = f"{cell.value:f}" if isinstance(cell.value, Decimal) else str(cell.value)
    return number if cell.formula is None else f"{_SUM}{number}"


def _chunks(numbers: Iterable[str]) -> Iterator[str]:
    left = iter(numbers)
    while chunk := list(islice(left, _NUMBERS_IN_CELL)):
        yield " ".join(chunk)


# Read again -----------------------------------------------------------------------------------


def record_of(table: Iterable[Sequence[object]]) -> Record:
    """The record from the rows of its sheet, as any reader gives them.

    Raises ValueError for a table that is none, is damaged, or of a later version.
    """
    reading = _Reading()
    for row in table:
        texts = ["" if value is None else _text(value) for value in row]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            reading.take(texts[0], texts[1:])
    return reading.record()


def _text(value: object) -> str:
    """Text as it is; a program that took a text for a number has made a whole number of it."""
    return f"{value:.0f}" if isinstance(value, float) else str(value)


class _Reading:
    """The rows so far."""

    def __init__(self) -> None:
        self._words: dict[str, str] = {}
        self._titles: dict[str, str] = {}
        self._blocks: dict[str, dict[NodeKey, Decimal]] = {}
        self._sums: dict[str, dict[NodeKey, Decimal]] = {}
        self._columns: list[str] = []
        self._key = ""
        self._standing = StandingReader()
        self._history: list[tuple[str, ...]] = []
        self._frozen: list[tuple[str, ...]] = []
        self._texts: dict[str, frozenset[str]] = {}

    def take(self, kind: str, texts: list[str]) -> None:
        key, rest = (texts[0], texts[1:]) if texts else ("", [])
        match kind:
            case "sheet" if rest:
                self._titles[key] = rest[0]
            case "texts":
                self._texts[key] = frozenset(sign for text in rest for sign in text.split())
            case "block":
                self._columns, self._key = rest, key
                self._blocks[key], self._sums[key] = {}, {}
                self._standing.begin(key, rest)
            case "row" if self._key:
                self._take_numbers(key, rest)
            case _ if kind in standing.KINDS:
                self._standing.take([kind, *texts])
            case _ if kind in history.KINDS:
                self._history.append((kind, *texts))
            case _ if kind in frozen_lines.KINDS:
                self._frozen.append((kind, *texts))
            case _:
                self._words.setdefault(kind, key)

    def _take_numbers(self, row: str, texts: Iterable[str]) -> None:
        numbers = [number for text in texts for number in text.split()]
        try:
            for column, number in zip(self._columns, numbers, strict=True):
                if number != _NONE:
                    block = self._sums[self._key] if number.startswith(_SUM) else self._blocks[self._key]
                    block[row, column] = Decimal(number.removeprefix(_SUM))
        except (ValueError, InvalidOperation) as error:
            raise ValueError(f"the record's row {row} is damaged") from error

    def record(self) -> Record:
        version = self._words.get("version", "")
        if version != str(VERSION):
            raise ValueError(f"no record of version {VERSION}: {version!r}")
        return Record(
            version=VERSION,
            book=self._words.get("book", ""),
            place=self._words.get("place", ""),
            way=self._words.get("way", ""),
            titles=MappingProxyType(self._titles),
            blocks=_frozen(self._blocks),
            sums=_frozen(self._sums),
            standing=self._standing.found(),
            history=history_of(self._history),
            frozen=frozen_of(self._frozen),
            texts=MappingProxyType(self._texts),
        )


def _frozen(blocks: Mapping[str, Mapping[NodeKey, Decimal]]) -> Mapping[str, Mapping[NodeKey, Decimal]]:
    return MappingProxyType({key: MappingProxyType(block) for key, block in blocks.items()})
