"""A further table below the first one of a sheet: its heading row, and where another one just says the headings again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlsummary.book.headings import Head
from xlsummary.book.schema import Column, ValueKind
from xlsummary.book.values import CellValue, is_blank, read_choice
from xlsummary.book.vocabulary import vocabulary
from xlsummary.spelling import heading_key

_LONGEST = 40
"""No heading is longer."""
_FIGURES = "0123456789.,+-/:%() "
"""What amounts and dates are made of; no heading is of these alone."""


def further_table(head: Head, cells: Sequence[Sequence[CellValue]], first: int) -> int | None:
    """The place of the first row from `first` on that holds the headings of another table.

    That is a row of texts with two known headings, one of them where a date or number is needed, or all of them headings;
    one that says the headings of this table again, each in its column, is none.
    """
    meanings = _Meanings(head)
    likely = (place for place in _likely(head, meanings, cells, first) if _is_other_heading_row(head, meanings, cells[place]))
    return next(likely, None)


def _likely(head: Head, meanings: _Meanings, cells: Sequence[Sequence[CellValue]], first: int) -> Sequence[int]:
    """The rows of nothing but texts with a heading where a date or number is needed, or with nothing there.

    Most tables have none: each row has a number or a date, and where all are texts, none of these columns' texts is a heading.
    """
    left = head.grid.first_column
    typed = [each.position - left for each in head.columns.values() if each.column.kind is not ValueKind.TEXT]
    width = max(map(len, cells[first:]), default=0)
    places: Sequence[int] = range(first, len(cells))
    for at in (*typed, *(at for at in range(width) if at not in typed)):
        values = _column(cells, places, at)
        if set(map(type, values)) != {str}:
            places = [place for place, value in zip(places, values, strict=True) if isinstance(value, str)]
        if not places:
            break
    headed, filled = set[int](), set[int]()
    for at in typed if places else ():
        values = _column(cells, places, at)
        known = {value for value in {*values} if isinstance(value, str) and meanings.of(value, at)}
        headed.update(place for place, value in zip(places, values, strict=True) if value in known)
        filled.update(place for place, value in zip(places, values, strict=True) if value != "" and not is_blank(value))
    return [place for place in places if place in headed or place not in filled]


def _column(cells: Sequence[Sequence[CellValue]], places: Sequence[int], at: int) -> Sequence[CellValue]:
    return [row[at] if at < len(row) else "" for row in map(cells.__getitem__, places)]


class _Meanings:
    """What texts mean as headings of the sheet; what a column holds as a value of its list is none."""

    def __init__(self, head: Head) -> None:
        self._words = vocabulary(head.spec)
        left = head.grid.first_column
        self._columns = {each.position - left: each.column for each in head.columns.values()}
        self._own = {heading_key(each.heading): name for name, each in head.columns.items()}

    def of(self, text: str, at: int) -> str | None:
        """The field's name."""
        if not 0 < len(text) <= _LONGEST or not text.strip(_FIGURES):
            return None
        meaning = self._words.meaning(text)
        name = self._own.get(heading_key(text)) or (meaning.name if meaning else None)
        column = self._columns.get(at)
        return None if name and column and name != column.name and _is_choice(text, column) else name


def _is_choice(text: str, column: Column) -> bool:
    return column.choices is not None and read_choice(text, column.choices, column.heading).value is not None


def _is_other_heading_row(head: Head, meanings: _Meanings, row: Sequence[CellValue]) -> bool:
    filled = {at: cell for at, cell in enumerate(row) if not is_blank(cell)}
    texts = {at: cell for at, cell in filled.items() if isinstance(cell, str)}
    known = {at: name for at, cell in texts.items() if (name := meanings.of(cell, at))}
    if len(texts) < len(filled) or len(set(known.values())) < 2 or repeats_rows_of(head, row):
        return False
    own = {each.position - head.grid.first_column: name for name, each in head.columns.items()}
    typed = {at for at, name in own.items() if head.columns[name].column.kind is not ValueKind.TEXT}
    if len(known) < len(filled) and typed.isdisjoint(known):
        return False
    return any(known.get(at) != name for at, name in own.items()) or not _adds_nothing(head, texts, known, own)


def repeats_rows_of(head: Head, row: Sequence[CellValue]) -> bool:
    """True for a row that says again one of the two rows of a heading."""
    rows = head.grid.rows[head.headings.first : head.headings.last + 1]
    texts = [str(cell).strip() for cell in row]
    return len(rows) > 1 and any(texts == [str(cell).strip() for cell in each] for each in rows)


def _adds_nothing(head: Head, texts: Mapping[int, str], known: Mapping[int, str], own: Mapping[int, str]) -> bool:
    """True where the known headings outside the table's columns stand in its own heading row too."""
    first = head.headings.texts
    return all(at in own or (at < len(first) and first[at].strip() == texts[at].strip()) for at in known)
