"""Where the rows, columns and sums of a block stood when it was written, so that what was moved is told from what was typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from xlsummary.sheets.columns import letters_of
from xlsummary.sheets.layout import LayoutCell
from xlsummary.sheets.sums import Areas, areas_from, areas_of, text_of

KINDS = frozenset({"sum", "columns", "stand", "sums"})
"""How the lines of the record begin that tell where a block stood."""

_OTHER = "-"
_LABEL = (1, 3)
"""The columns that name a row to a person: 期间 and 起止, counted from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A block as written: the numbers of its rows and columns (from 1) by key, each row's label, and what each sum adds."""

    rows: Mapping[str, int]
    columns: Mapping[str, int]
    labels: Mapping[str, str]
    sums: Mapping[tuple[str, str], Areas]


def label_of(row: Sequence[object]) -> str:
    """What a row is called on the sheet; '' for one without a name. Numbers are none of it, since they change."""
    texts = (row[place] for place in _LABEL if place < len(row))
    return " ".join(text.strip() for text in texts if isinstance(text, str) and text.strip())


class StandingWriter:
    """Writes the lines of all blocks of a record; the same sum is spelled once."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def columns(self, places: Iterable[int]) -> tuple[str, ...]:
        """The line of a block's columns, places counted from 1, in the order of its keys."""
        return "columns", " ".join(map(str, places))

    def row(self, key: str, number: int, cells: Sequence[LayoutCell], places: Sequence[int]) -> Iterator[tuple[str, ...]]:
        """The lines of one row of a block."""
        yield "stand", key, str(number), label_of([cell.value for cell in cells])
        words = [_OTHER] * len(places)
        for at, place in enumerate(places):
            cell = cells[place - 1] if place <= len(cells) else LayoutCell()
            areas = areas_of(cell.formula, f"{letters_of(place)}{number}") if cell.formula else None
            if areas is not None:
                spelled = text_of(areas)
                if spelled not in self._known:
                    self._known[spelled] = len(self._known) + 1
                    yield "sum", str(self._known[spelled]), spelled
                words[at] = str(self._known[spelled])
        if any(word != _OTHER for word in words):
            yield "sums", key, " ".join(_repeated(words))


def _repeated(words: Sequence[str]) -> Iterator[str]:
    """Each word once with how often it stands there: `3*12`."""
    for word, same in groupby(words):
        count = len([*same])
        yield word if count == 1 else f"{word}*{count}"


class StandingReader:
    """Takes the lines of a record, those of a block after its key and columns."""

    def __init__(self) -> None:
        self._known: dict[str, Areas] = {_OTHER: ()}
        self._block = ""
        self._found: dict[str, Standing] = {}
        self._keys: Sequence[str] = ()
        self._rows: dict[str, int] = {}
        self._labels: dict[str, str] = {}
        self._sums: dict[tuple[str, str], Areas] = {}

    def begin(self, block: str, keys: Sequence[str]) -> None:
        """Goes on to a block with columns of these keys."""
        self._keys, self._rows, self._labels, self._sums = keys, {}, {}, {}
        self._block = block
        self._found[block] = self._standing({})

    def _standing(self, columns: Mapping[str, int]) -> Standing:
        return Standing(rows=self._rows, columns=columns, labels=self._labels, sums=self._sums)

    def take(self, line: Sequence[str]) -> None:
        """One line; raises ValueError for a damaged one."""
        match line:
            case ["sum", number, spelled]:
                self._known[number] = areas_from(spelled)
            case ["columns", places]:
                columns = dict(zip(self._keys, map(int, places.split()), strict=True))
                self._found[self._block] = self._standing(columns)
            case ["stand", key, number, *label]:
                self._rows[key] = int(number)
                self._labels[key] = " ".join(label)
            case ["sums", key, words] if self._known.keys() >= {*_each(words)}:
                for node, word in zip(self._keys, _each(words), strict=True):
                    if word != _OTHER:
                        self._sums[key, node] = self._known[word]
            case _:
                raise ValueError(line)

    def found(self) -> Mapping[str, Standing]:
        """By block where it stood."""
        return self._found


def _each(words: str) -> Iterator[str]:
    for word in words.split():
        one, _, count = word.partition("*")
        yield from [one] * int(count or 1)
