"""Columns of one sheet of a ledger: what many cells share is read once, and only odd cells one by one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from xlsummary import catalogue, catalogue_values
from xlsummary.book.columns import grains_in_texts, plain_grains, plain_texts, read_alike
from xlsummary.book.findings import Findings
from xlsummary.book.ledger_head import LedgerHead
from xlsummary.book.ledger_headings import AMOUNTS
from xlsummary.book.letters import letters_of
from xlsummary.book.refusals import NO_DATE
from xlsummary.book.values import (
    CellValue,
    Customs,
    Read,
    Remark,
    bare_code,
    is_blank,
    read_amount,
    read_code,
    read_day,
    read_text,
)
from xlsummary.model import Bound, Cell, Text
from xlsummary.money import FEN
from xlsummary.problems import Severity
from xlsummary.spelling import folded

T = TypeVar("T")

_CODES = frozenset({"account", "number", "voucher"})
_SIDE = Text("方向", "Side")
_SIDES = Text("借、贷", "debit, credit")
_DATE = Text("日期", "Date")
_NOT_EXACT = Text("不是确数", "is not exact")
_MONTH_AND_DAY = re.compile(r"(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")


@dataclass(slots=True)
class LedgerColumns:
    """The cells below a ledger's headings by the names of their columns; a place is a row of the grid."""

    head: LedgerHead
    customs: Customs
    findings: Findings

    def has(self, name: str) -> bool:
        return name in self.head.columns

    def cells(self, name: str, places: Sequence[int]) -> list[CellValue]:
        rows, at = self.head.grid.rows, self.head.columns[name]
        return [rows[place][at] for place in places]

    def letters(self, name: str) -> str:
        return letters_of(self.head.grid.first_column + self.head.columns[name])

    def cell(self, name: str, place: int) -> Cell:
        return Cell(self.head.grid.name, f"{self.letters(name)}{self.head.grid.first_row + place}")

    def texts(self, name: str, places: Sequence[int]) -> list[str]:
        """Texts, '' for a blank and for a column that is not there."""
        if not self.has(name):
            return [""] * len(places)
        cells = self.cells(name, places)
        keys: Sequence[object] = cells
        distinct = dict.fromkeys(cells)
        texts = plain_texts(distinct)
        if len(texts) < len(distinct):
            keys, read = self._alike(name, places, cells, read_code if name in _CODES else read_text)
            texts = {key: each.value or "" for key, each in read.items()}
        if name in _CODES:
            texts = {key: bare_code(text) for key, text in texts.items()}
        return list(map(texts.__getitem__, keys))

    def _alike(
        self, name: str, places: Sequence[int], cells: Sequence[CellValue], reader: Callable[[CellValue], Read[T]]
    ) -> tuple[Sequence[object], Mapping[object, Read[T]]]:
        """Equal cells read once; what there is to say is said at each."""
        keys, read = read_alike(cells, reader)
        remarked = {key for key, each in read.items() if each.remarks}
        for number, key in enumerate(keys) if remarked else ():
            if key in remarked:
                self.findings.add_all(read[key].remarks, self.cell(name, places[number]), cells[number])
        return keys, read

    # Amounts ----------------------------------------------------------------------------------------

    def sides(self, places: Sequence[int]) -> tuple[list[int | None], list[int | None]]:
        """Fen on the debit and on the credit side of each line; None for a blank and for 0."""
        if self.has("debit") or self.has("credit"):
            return self._fen("debit", places), self._fen("credit", places)
        amounts = self._fen("amount", places)
        sides = [folded(text)[:1].upper() for text in self.texts("side", places)]
        for place, amount, side in zip(places, amounts, sides, strict=True):
            if amount is not None and side not in _DEBIT and side not in _CREDIT:
                self._without_side(place)
        debits = [amount if side in _DEBIT else None for amount, side in zip(amounts, sides, strict=True)]
        return debits, [amount if side in _CREDIT else None for amount, side in zip(amounts, sides, strict=True)]

    def _without_side(self, place: int) -> None:
        value = self.cells("side", [place])[0]
        if is_blank(value):
            self.findings.add(catalogue.MISSING_VALUE, self.cell("side", place), heading=_SIDE)
        else:
            self.findings.add(catalogue.UNKNOWN_CHOICE, self.cell("side", place), value, heading=_SIDE, choices=_SIDES)

    def _fen(self, name: str, places: Sequence[int]) -> list[int | None]:
        if not self.has(name):
            return [None] * len(places)
        cells, unit = self.cells(name, places), self.head.units[name]
        grains = plain_grains(cells, float(unit * 100))
        if None in grains:
            plain = grains_in_texts({cell for cell in cells if isinstance(cell, str)}, unit * 100, 100)
            grains = [plain.get(cell) if isinstance(cell, str) else grain for cell, grain in zip(cells, grains, strict=True)]
            odd = [at for at, grain in enumerate(grains) if grain is None and cells[at] != ""]
            for at in odd:
                grains[at] = self._odd(name, places[at], cells[at])
        return [grain or None for grain in grains]

    def _odd(self, name: str, place: int, cell: CellValue) -> int | None:
        if is_blank(cell):
            return None
        read = read_amount(cell, self.head.units[name])
        told = [remark for remark in read.remarks if remark.rule is not catalogue.NUMBER_AS_TEXT]
        self.findings.add_all(
            (remark for remark in told if remark.rule is not catalogue.PLACEHOLDER), self.cell(name, place), cell
        )
        is_open = any(remark.rule is catalogue.PLACEHOLDER for remark in told)
        if is_open or (read.value and read.value.bound is not Bound.EXACT):
            self.findings.add(catalogue.UNREADABLE_AMOUNT, self.cell(name, place), cell, reason=_NOT_EXACT)
        return int(read.value.value / FEN) if read.value else None

    def merged_amounts(self) -> Iterator[Cell]:
        """The amounts that stand in merged cells, of which it cannot be told to which line they belong."""
        grid = self.head.grid
        columns = {grid.first_column + self.head.columns[name] for name in AMOUNTS if self.has(name)}
        for merge in grid.merges:
            first = merge.first_row - grid.first_row
            over = columns.intersection(range(merge.first_column, merge.last_column + 1))
            if over and first > self.head.place and merge.last_row > merge.first_row and first < len(grid.rows):
                at = merge.first_column - grid.first_column
                if isinstance(grid.rows[first][at], float):
                    yield Cell(grid.name, f"{letters_of(merge.first_column)}{merge.first_row}")

    # Days -------------------------------------------------------------------------------------------

    def days(self, places: Sequence[int], vouchers: Sequence[str]) -> Sequence[int]:
        """For each line the place whose day it has: its own, or that of the line above where it goes on with its voucher.

        `places` themselves where all have their own.
        """
        dated = self.cells("day" if self.has("day") else "day_of_month", places)
        blanks = {cell for cell in set(dated) if is_blank(cell)}
        if not blanks:
            return places
        sources: list[int] = []
        above, voucher = -1, ""
        for place, own, cell in zip(places, vouchers, dated, strict=True):
            if cell not in blanks or above < 0 or own not in ("", voucher):
                above, voucher = place, own
            sources.append(above)
        return sources

    def read_days(self, places: Sequence[int]) -> dict[int, date | None]:
        """The days that stand at some places; what is wrong with one is told at its cell."""
        values = self._dated(places)
        name = "day" if self.has("day") else "day_of_month"
        keys, read = self._alike(name, places, values, self._day)
        blank = {value for value in set(values) if is_blank(value)}
        for place, value in zip(places, values, strict=True) if blank else ():
            if value in blank:
                self.findings.add(catalogue.MISSING_VALUE, self.cell(name, place), heading=_DATE)
        return {place: read[key].value for place, key in zip(places, keys, strict=True)}

    def _day(self, value: CellValue) -> Read[date]:
        """A day; one of month and day takes the year that stands above the table."""
        read = read_day(value, self.customs)
        needs_year = any(remark.rule is catalogue_values.DATE_NEEDS_YEAR for remark in read.remarks)
        found = _MONTH_AND_DAY.fullmatch(folded(value)) if needs_year and self.head.year and isinstance(value, str) else None
        if found:
            return read_day(f"{self.head.year}-{found[1]}-{found[2]}", self.customs)
        if (
            read.value is None
            and not is_blank(value)
            and not any(remark.rule.severity is Severity.ERROR for remark in read.remarks)
        ):
            return Read(None, (Remark(catalogue.UNREADABLE_DATE, {"reason": NO_DATE}),))
        return read

    def _dated(self, places: Sequence[int]) -> list[CellValue]:
        """The cells of the days, or year, month and day of three columns as one text; a blank month is that above."""
        if self.has("day"):
            return self.cells("day", places)
        years = self.cells("year", places) if self.has("year") else [""] * len(places)
        parts = zip(years, self.cells("month", places), self.cells("day_of_month", places), strict=True)
        values: list[CellValue] = []
        month = ""
        for year, own, day in parts:
            month = _whole(own) or month
            whole = (_whole(year) or str(self.head.year or ""), month, _whole(day))
            values.append("-".join(whole) if all(whole) else f"{month}-{whole[2]}" if month and whole[2] else "")
        return values


_DEBIT = frozenset({"借", "D", "S"})
_CREDIT = frozenset({"贷", "C", "H"})
"""By the first letter; S and H are Soll and Haben, as exports of some systems have them in every language."""


def _whole(cell: CellValue) -> str:
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else ""
    return folded(str(cell)).rstrip("年月日")
