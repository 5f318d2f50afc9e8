"""The rows of a table: which count, which are left out and why, and one row's cells by field name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TypeVar

from xlsummary import catalogue, catalogue_structure, catalogue_units
from xlsummary.book.above import rows_above
from xlsummary.book.below import is_page_line, is_page_text, texts_below
from xlsummary.book.beside import tell_beside
from xlsummary.book.findings import Findings
from xlsummary.book.further import further_table, repeats_rows_of
from xlsummary.book.headings import Head, HeadedColumn
from xlsummary.book.letters import letters_of
from xlsummary.book.measure_words import COUNTED, PIECES
from xlsummary.book.merged import NUMBERS, unmerged
from xlsummary.book.totals import SummingRows, may_sum
from xlsummary.book.values import (
    CellValue,
    Customs,
    Read,
    is_blank,
    read_amount,
    read_choice,
    read_code,
    read_count,
    read_day,
    read_name,
    read_period,
    read_ratio,
    read_text,
)
from xlsummary.book.year_months import Part, part_of_period, whole_of
from xlsummary.model import Amount, Cell, Origin, Period, Text
from xlsummary.money import DASHES, REASONS, Refusal
from xlsummary.problems import Rule
from xlsummary.spelling import bracketed, folded, heading_key

T = TypeVar("T")
Choice = TypeVar("Choice", bound=Enum)

_KEYS = frozenset({"name", "rep", "client", "team", "market", "product", "channel"})
_TOTALLED = _KEYS | {"document"}
CODES = frozenset({"code", "document", "client_code"})
NAMES_AND_CODES = _KEYS | CODES | {"owner"}
"""Fields that hold what somebody or something is called: a date there is a mistake."""


@dataclass(frozen=True, slots=True)
class TableRows:
    """The rows of a table that hold records: `places` in the grid, their `cells` with merged texts filled in.

    `totals` are the places of total rows; `found` counts every filled row below the heading. `units` are those
    of quantities by place, '' where none is told, where they are several and have no sum; empty where they have one.
    """

    head: Head
    cells: Sequence[Sequence[CellValue]]
    places: Sequence[int]
    totals: tuple[int, ...]
    found: int
    left_out: Mapping[str, int]
    units: Mapping[int, str] = field(default_factory=dict)

    def number(self, place: int) -> int:
        """The sheet's row number."""
        return self.head.grid.first_row + place

    def offset(self, name: str) -> int:
        """Where a field stands in a row's cells."""
        return self.head.columns[name].position - self.head.grid.first_column


def table_rows(head: Head, findings: Findings) -> TableRows:
    """The rows below the heading: blank ones skipped, total rows, repeated headings and unknown columns' rows left out."""
    look = _Look.of(head)
    first = head.table.head_row - head.grid.first_row + 1
    cells, merged, further = _first_table(head, first, findings)
    summing = SummingRows(head, cells, first, look.keys)
    apart: dict[str, list[int]] = {}
    end = len(cells)
    for place in sorted(_suspects(cells, first, look, summing.needed) | merged):
        reason = look.reason(cells[place], summing, merged=place in merged)
        if reason is None:
            continue
        apart.setdefault(reason, []).append(place)
        if reason == _HEADING and _other_unit(head, cells[place], place, findings):
            end = place
            break
    unused = {place for reason, found in apart.items() for place in found if place < end}
    places = _without(range(first, end), unused)
    _tell_apart(head, cells, apart, look.keys, findings)
    below = texts_below(head, cells, places, findings)
    left_out = Counter({reason: len(found) for reason, found in apart.items() if reason})
    left_out["further-table"] = further
    left_out["above-heading"] = rows_above(head, findings)
    left_out["below-other-unit"] = sum(any(not is_blank(row[at]) for at in look.filled) for row in cells[end + 1 :])
    left_out["text-below-table"] = len(below)
    places = _without(places, below)
    cells = _with_wholes(cells, places, look.apart) if look.apart else cells
    units = tell_beside(head, cells, places, findings)
    totals = tuple(apart.get(_TOTAL, ()))
    found = len(places) + left_out.total()
    return TableRows(head, cells, places, totals, found, +left_out, units)


_TOTAL, _PART, _PAGE, _HEADING = "total-row", "part-row", "page-line", "heading-row"


@dataclass(frozen=True, slots=True)
class _Look:
    """Where, in a row, the columns of ours stand (`filled`), and among them names and what is needed (`keys`).

    `apart` are, where a period stands in several columns, its parts with their places, the longest first.
    """

    head: Head
    filled: Sequence[int]
    keys: Sequence[int]
    headings: Sequence[tuple[int, str]]
    apart: Sequence[Sequence[tuple[Part, int]]]

    @staticmethod
    def of(head: Head) -> _Look:
        left = head.grid.first_column
        own = {name: each.position - left for name, each in head.columns.items()}
        wholes = [[at - left for at in (*each.apart, each.position)] for each in head.columns.values() if each.apart]
        apart = [[(part, at) for at in whole if (part := part_of_period(head.headings.texts[at]))] for whole in wholes]
        parts = [at for whole in wholes for at in whole]
        keys = [own[name] for name, each in head.columns.items() if each.column.required or name in _TOTALLED]
        headings = [(own[name], heading_key(each.heading)) for name, each in head.columns.items()]
        return _Look(head, (*own.values(), *parts), tuple(dict.fromkeys([*keys, *parts, 0])), headings, apart)

    def reason(self, row: Sequence[CellValue], summing: SummingRows, *, merged: bool) -> str | None:
        """Why a row is no record, '' for a blank one; None for a record."""
        if not any(row[at] != "" and not is_blank(row[at]) for at in self.filled):
            if all(cell == "" or is_blank(cell) for cell in row):
                return ""
            return _PAGE if is_page_line(row) else "other-columns"
        if summing.is_total(row):
            return _TOTAL
        if summing.is_part(row):
            return _PART
        if is_page_line(row):
            return _PAGE
        if merged:
            return "merged-amount"
        return _HEADING if _repeats(row, self.headings) or repeats_rows_of(self.head, row) else None


def _tell_apart(
    head: Head,
    cells: Sequence[Sequence[CellValue]],
    apart: Mapping[str, Sequence[int]],
    keys: Sequence[int],
    findings: Findings,
) -> None:
    """A note of page numbers, and one warning of the rows that are part of the one above them, at the first."""
    for place in apart.get(_PAGE, ()):
        at = next(at for at, cell in enumerate(cells[place]) if not is_blank(cell))
        findings.add(catalogue_structure.PAGE_LINE, table_cell(head, at, place), cells[place][at])
    parts = apart.get(_PART, ())
    if parts:
        at = next(at for at in keys if may_sum(cells[parts[0]][at]))
        findings.add(catalogue_structure.PART_ROWS, table_cell(head, at, parts[0]), cells[parts[0]][at], count=str(len(parts)))


def table_cell(head: Head, at: int, place: int) -> Cell:
    """The cell at a place in the grid's rows and one in its columns."""
    return Cell(head.grid.name, f"{letters_of(head.grid.first_column + at)}{head.grid.first_row + place}")


def _other_unit(head: Head, row: Sequence[CellValue], place: int, findings: Findings) -> bool:
    """True, with an error, for a repeated heading row with other words in an amount's brackets."""
    for each in head.columns.values():
        text = str(row[each.position - head.grid.first_column])
        if each.column.kind in NUMBERS and bracketed(text) != bracketed(each.heading):
            cell = Cell(head.grid.name, f"{letters_of(each.position)}{head.grid.first_row + place}")
            findings.add(catalogue_units.OTHER_UNIT_BELOW, cell, text, heading=each.heading, row=str(head.table.head_row))
            return True
    return False


def _without(places: Sequence[int], unused: Collection[int]) -> Sequence[int]:
    return tuple(place for place in places if place not in unused) if unused else places


def _suspects(cells: Sequence[Sequence[CellValue]], first: int, look: _Look, needed: Collection[int]) -> set[int]:
    """The rows that may be no record: those blank, or repeating the heading, in the lead column, those with a total's word,
    and those without a date or number that is needed.

    Each distinct cell is looked at once; a row with anything else in its lead column is filled and no heading.
    """
    at, heading = look.headings[0]

    def is_odd(value: CellValue) -> bool:
        return isinstance(value, str) and (is_blank(value) or heading_key(value) == heading or is_page_text(value))

    rows = cells[first:]
    found: set[int] = set()
    for column, test in ((at, is_odd), *((key, may_sum) for key in look.keys), *((key, _is_empty) for key in sorted(needed))):
        values = [row[column] for row in rows]
        odd = {value for value in {*values} if test(value)}
        if odd:
            found.update(place for place, value in enumerate(values, first) if value in odd)
    return found


def without(table: TableRows, numbers: Collection[int]) -> TableRows:
    """The table without some rows of it, by their numbers, left out for an error in them."""
    kept = tuple(place for place in table.places if table.number(place) not in numbers)
    left = len(table.places) - len(kept)
    return replace(table, places=kept, left_out={**table.left_out, "error": left}) if left else table


def _first_table(head: Head, first: int, findings: Findings) -> tuple[Sequence[Sequence[CellValue]], frozenset[int], int]:
    """The rows down to a further table, with merged cells filled, and how many filled ones stand from there on, an error."""
    cells, merged = unmerged(head, first, findings)
    end = further_table(head, cells, first)
    if end is None:
        return cells, merged, 0
    filled = [at for at, cell in enumerate(cells[end]) if not is_blank(cell)]
    number = head.grid.first_row + end
    ends = [f"{letters_of(head.grid.first_column + at)}{number}" for at in (filled[0], filled[-1])]
    words = {"other": str(head.table.head_row), "row": str(number)}
    findings.add(catalogue.FURTHER_TABLE, Cell(head.grid.name, ":".join(ends)), cells[end][filled[0]], **words)
    left = sum(any(not is_blank(cell) for cell in row) for row in cells[end:])
    return cells[:end], frozenset(place for place in merged if place < end), left


def _with_wholes(
    cells: Sequence[Sequence[CellValue]], places: Sequence[int], apart: Sequence[Sequence[tuple[Part, int]]]
) -> Sequence[Sequence[CellValue]]:
    """The rows with each period whole in its last part's cell; `apart` are its parts with their places."""
    rows = list(cells)
    for place in places:
        row = list(rows[place])
        for parts in apart:
            row[parts[-1][1]] = whole_of([(part, row[at]) for part, at in parts])
        rows[place] = row
    return rows


def _is_empty(value: CellValue) -> bool:
    return isinstance(value, str) and is_blank(value)


def _is_dash(value: CellValue) -> bool:
    return isinstance(value, str) and folded(value) in DASHES


def _repeats(row: Sequence[CellValue], headings: Sequence[tuple[int, str]]) -> bool:
    """True for a row that says the headings again."""
    return all(isinstance(cell := row[at], str) and heading_key(cell) == heading for at, heading in headings)


class RowReader:
    """One row's cells by field name; problems go to `findings`, the amounts read to `amounts`.

    Every reader gives None (or '') for a blank, a missing column or an unreadable cell; `broken` tells that an
    error was found, `left_out` why the row is not used, where that is no error.
    """

    __slots__ = ("_cells", "_customs", "_findings", "_head", "amounts", "broken", "left_out", "origin")

    def __init__(self, head: Head, cells: Sequence[CellValue], number: int, customs: Customs, findings: Findings) -> None:
        self._head = head
        self._cells = cells
        self._customs = customs
        self._findings = findings
        self.origin = Origin(head.table, number)
        self.amounts: dict[str, Decimal] = {}
        self.broken = False
        self.left_out = ""

    def value(self, name: str) -> CellValue:
        """The cell as it is; '' when the book has no such column."""
        headed = self._head.columns.get(name)
        return "" if headed is None else self._cells[headed.position - self._head.grid.first_column]

    def text(self, name: str) -> str:
        return self._told(name, text_reader(name)(self.value(name))) or ""

    def amount(self, name: str) -> Amount | None:
        """Yuan, by the heading's unit, else the book's."""
        headed = self._head.columns.get(name)
        if headed is None:
            return None
        if headed.said.goods and not is_blank(self.value(name)):
            self.refuse(name, catalogue.UNREADABLE_AMOUNT, reason=REASONS[Refusal.UNIT])
            return None
        return self._summed(name, read_amount(self.value(name), unit_of(headed, self._customs), self._customs.currency))

    def count(self, name: str) -> Amount | None:
        headed = self._head.columns.get(name)
        pieces = Decimal(1) if headed is None else pieces_of(headed)
        return self._summed(name, read_count(self.value(name), pieces, COUNTED.get(name, PIECES)))

    def ratio(self, name: str, *, share: bool = False) -> Amount | None:
        headed = self._head.columns.get(name)
        percent = headed is not None and headed.percent
        return self._told(name, read_ratio(self.value(name), percent=percent, share=share))

    def day(self, name: str) -> date | None:
        return self._told(name, read_day(self.value(name), self._customs))

    def period(self, name: str, *, days: bool = False) -> Period | None:
        return self._told(name, read_period(self.value(name), self._customs, days=days))

    def choice(self, name: str, choices: type[Choice]) -> Choice | None:
        headed = self._head.columns.get(name)
        return None if headed is None else self._told(name, read_choice(self.value(name), choices, headed.column.heading))

    def needed(self, name: str, value: T | None) -> T | None:
        """The value; a blank needed cell is an error."""
        if value in (None, "") and is_blank(self.value(name)):
            heading = self._head.heading(name)
            self._findings.add(catalogue.MISSING_VALUE, self.origin.cell(name), heading=heading)
            self.broken = True
        return value

    def refuse(self, name: str, rule: Rule, **words: str | Text) -> None:
        """Note an error at a field that reads, but cannot be used."""
        self._findings.add(rule, self.origin.cell(name), self.value(name), **words)
        self.broken = True

    def has_more_than(self, *names: str) -> bool:
        """True where a column of ours other than these is filled."""
        return any(not is_blank(self.value(name)) for name in self._head.columns if name not in names)

    def leave_out(self, name: str, rule: Rule) -> None:
        """Note at a field why the row is not used, where that is no error."""
        self._findings.add(rule, self.origin.cell(name), self.value(name))
        self.left_out = rule.id

    def without_amount(self, *amounts: str) -> bool:
        """True, with a warning unless one of the amounts is still to come, for a row with none of them."""
        there = [amount for amount in amounts if amount in self._head.columns]
        if self.broken or not there or self._head.refused & {*amounts} or any(amount in self.amounts for amount in amounts):
            return False
        if all(is_blank(self.value(amount)) or _is_dash(self.value(amount)) for amount in amounts):
            self._findings.add(catalogue_structure.NO_AMOUNT, self.origin.cell(there[0]), self.value(there[0]))
        self.left_out = "no-amount"
        return True

    def _told(self, name: str, read: Read[T]) -> T | None:
        if read.remarks and self._findings.add_all(read.remarks, self.origin.cell(name), self.value(name)):
            self.broken = True
        return read.value

    def _summed(self, name: str, read: Read[Amount]) -> Amount | None:
        amount = self._told(name, read)
        if amount is not None:
            self.amounts[name] = amount.value
        return amount


def text_reader(name: str) -> Callable[[CellValue], Read[str]]:
    """What reads a field of text: names and codes have readers of their own."""
    if name in CODES:
        return read_code
    return read_name if name in NAMES_AND_CODES else read_text


def unit_of(headed: HeadedColumn, customs: Customs) -> Decimal:
    """Yuan in one of a money column's numbers."""
    return customs.unit if headed.unit is None else headed.unit


def pieces_of(headed: HeadedColumn) -> Decimal:
    """The pieces in one of a counted column's numbers; a unit of money has no part in it."""
    return Decimal(1) if headed.said.money or headed.unit is None else headed.unit
