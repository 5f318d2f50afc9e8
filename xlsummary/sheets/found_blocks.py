"""The blocks of a planning sheet as they stand now: where each row and column is, and which sums are still as written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from xlsummary.book.ours import Formula, OurSheet
from xlsummary.sheets.columns import letters_of
from xlsummary.sheets.record import NodeKey, Record
from xlsummary.sheets.standing import Standing, label_of
from xlsummary.sheets.sums import Areas, Place, areas_of, cells_of, moved, place_of


@dataclass(slots=True, kw_only=True)
class FoundBlock:
    """A block on the sheet: the places (from 0) of its columns by key, and its rows in the order they stand.

    `rows` are numbers (from 1), keys and cells; a key may be there twice.
    """

    key: str
    columns: tuple[tuple[int, str], ...]
    rows: list[tuple[int, str, Sequence[object]]] = field(default_factory=list)

    @property
    def column_count(self) -> Counter[str]:
        return Counter(key for _, key in self.columns)

    @property
    def row_count(self) -> Counter[str]:
        return Counter(key for _, key, _ in self.rows)


def found_blocks(sheet: OurSheet, record: Record) -> tuple[FoundBlock, ...]:
    """The blocks of the record, in the order they stand on the sheet."""
    blocks: list[FoundBlock] = []
    keys = {block: {row for row, _ in (*record.blocks[block], *record.sums[block])} for block in record.blocks}
    for number, row in enumerate(sheet.rows, 1):
        key = row[0] if row and isinstance(row[0], str) else ""
        if key in record.blocks:
            columns = ((place, each) for place, each in enumerate(row) if place and isinstance(each, str) and each)
            blocks.append(FoundBlock(key=key, columns=tuple(columns)))
        elif blocks and key in keys[blocks[-1].key]:
            blocks[-1].rows.append((number, key, row))
    return tuple(blocks)


def rows_apart(block: FoundBlock, standing: Standing | None) -> tuple[str, ...]:
    """The keys of rows that carry the name of another row: sorted without the hidden column of keys."""
    if standing is None:
        return ()
    counts = Counter(standing.labels.values())
    owners = {label: key for key, label in standing.labels.items() if label and counts[label] == 1}
    return tuple(key for _, key, row in block.rows if owners.get(label_of(row), key) != key)


def is_without_keys(sheet: OurSheet, record: Record) -> bool:
    """True for a sheet on which most rows of the record's blocks stand, with their numbers, under names only."""
    for block, standing in record.standing.items():
        names = {label for label in standing.labels.values() if label}
        rows = [row for row in sheet.rows if {label_of(row), label_of(["", *row])} & names]
        count = sum(isinstance(cell, int | float) for row in rows for cell in row)
        if names and 2 * len(rows) > len(standing.rows) and 2 * count > len(record.blocks[block]):
            return True
    return False


class WrittenSums:
    """Tells of the formulas of a block whether they are as they were written.

    A sum is, where it adds the same quotas, wherever they stand now and however it is spelled; where it adds what stands in the
    same places as seen from it, since so Excel moves a formula that is sorted along with its row; and where it names the very
    cells that it named, as a program leaves it that moves cells and no formulas.
    """

    def __init__(self, sheet: OurSheet, block: FoundBlock, standing: Standing | None) -> None:
        self._title = sheet.title
        self._rows = sheet.rows
        self._standing = standing
        self._node_keys = {place + 1: key for place, key in block.columns}
        self._row_keys = {number: key for number, key, _ in block.rows}
        self._there = {*self._row_keys.values()}, {*self._node_keys.values()}
        if standing is not None:
            self._written_rows: Mapping[int, str] = {number: key for key, number in standing.rows.items()}
            self._written_columns: Mapping[int, str] = {number: key for key, number in standing.columns.items()}

    def has(self, formula: Formula, address: str, key: NodeKey) -> bool:
        """True where the formula at an address is the one written for this row and column."""
        areas = areas_of(formula.text, formula.at, self._title)
        written = self._standing.sums.get(key) if self._standing is not None else None
        if self._standing is not None and written is None:
            return _leads_away(formula.text)
        if areas is None:
            return False
        if self._standing is None or written is None:
            return True
        first = self._standing.rows.get(key[0]), self._standing.columns.get(key[1])
        if areas == written or first[0] is None or first[1] is None:
            return areas == written
        at, first = place_of(address), (first[0], first[1])
        return moved(areas, at) == moved(written, first) or self._adds(areas, at, written, first)

    def _adds(self, areas: Areas, at: Place, written: Areas, first: Place) -> bool:
        """True where the areas hold the quotas that were added when it was written, as far as these are still there."""
        rows, columns = self._there
        wanted = {
            (row, column)
            for place in cells_of(written, first)
            if (row := self._written_rows.get(place[0], "")) in rows
            and (column := self._written_columns.get(place[1], "")) in columns
        }
        return {*self._keys(areas, at)} == wanted

    def _keys(self, areas: Areas, at: Place) -> Iterator[NodeKey]:
        """The quotas in the areas; a number that is none of the block counts as one without a key."""
        for number, place in cells_of(areas, at):
            key = self._row_keys.get(number, ""), self._node_keys.get(place, "")
            if all(key):
                yield key
            elif self._is_number(number, place):
                yield "", letters_of(place)

    def _is_number(self, number: int, place: int) -> bool:
        row = self._rows[number - 1] if 0 < number <= len(self._rows) else ()
        return 0 < place <= len(row) and isinstance(row[place - 1], int | float)


def _leads_away(formula: str) -> bool:
    """True for what is written of another sheet, or is a sum of sums, of which no areas are on record."""
    return "!" in formula or "SUM(SUM(" in formula.upper().replace(" ", "")
