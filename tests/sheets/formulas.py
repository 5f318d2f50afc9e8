"""A tiny reckoner for the formulas our layouts use: SUM, SUMIF, ROUND, MAX, sums and differences. Anything else is an error."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal

from xlsummary.sheets.columns import letters_of
from xlsummary.sheets.layout import Layout, LayoutCell

_TOKEN = re.compile(r"\s*([A-Z]+(?=\()|\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?|\d+(?:\.\d+)?|\"[^\"]*\"|[-+,()])")


def cells_of(layout: Layout) -> dict[str, LayoutCell]:
    """The layout's cells by address."""
    return {
        f"{letters_of(place)}{number}": cell
        for number, row in enumerate(layout.rows, 1)
        for place, cell in enumerate(row.cells, 1)
    }


class Reckoner:
    """Values of a layout's cells; formulas are worked out from the numbers alone, never from cached values."""

    def __init__(self, cells: Mapping[str, LayoutCell]) -> None:
        self._cells = cells
        self._known: dict[str, Decimal] = {}

    def value(self, address: str) -> Decimal:
        if address not in self._known:
            cell = self._cells.get(address, LayoutCell())
            if cell.formula is not None:
                self._known[address] = _Parser(self, cell.formula).value()
            else:
                self._known[address] = Decimal(cell.value) if isinstance(cell.value, int | Decimal) else Decimal(0)
        return self._known[address]

    def text(self, address: str) -> str:
        return str(self._cells.get(address, LayoutCell()).value or "")


class _Parser:
    def __init__(self, reckoner: Reckoner, formula: str) -> None:
        assert formula.startswith("=")
        self._reckoner = reckoner
        self._tokens = _TOKEN.findall(formula[1:])
        assert "".join(self._tokens) == formula[1:], f"not understood: {formula}"

    def value(self) -> Decimal:
        value = self._difference()
        assert not self._tokens
        return value

    def _difference(self) -> Decimal:
        value = self._term()
        while self._tokens and self._tokens[0] in ("-", "+"):
            adds = self._tokens.pop(0) == "+"
            term = self._term()
            value = value + term if adds else value - term
        return value

    def _term(self) -> Decimal:
        part = self._tokens.pop(0)
        if part == "-":
            return -self._term()
        if part == "(":
            value = self._difference()
            self._take(")")
            return value
        if part in ("SUM", "SUMIF", "ROUND", "MAX"):
            self._take("(")
            value = {"SUM": self._sum, "SUMIF": self._sum_if, "ROUND": self._round, "MAX": self._max}[part]()
            self._take(")")
            return value
        return Decimal(part) if part[0].isdigit() else self._reckoner.value(part.replace("$", ""))

    def _sum(self) -> Decimal:
        total = Decimal(0)
        while True:
            total += sum((self._reckoner.value(address) for address in addresses(self._tokens.pop(0))), Decimal(0))
            if self._tokens[0] != ",":
                return total
            self._take(",")

    def _sum_if(self) -> Decimal:
        keys = addresses(self._tokens.pop(0))
        self._take(",")
        pattern = self._tokens.pop(0).strip('"')
        self._take(",")
        amounts = addresses(self._tokens.pop(0))
        pairs = zip(keys, amounts, strict=True)
        chosen = (amount for key, amount in pairs if fnmatch.fnmatchcase(self._reckoner.text(key), pattern))
        return sum((self._reckoner.value(amount) for amount in chosen), Decimal(0))

    def _round(self) -> Decimal:
        value = self._difference()
        self._take(",")
        return round(value.quantize(Decimal(1).scaleb(-int(self._tokens.pop(0))), ROUND_HALF_UP), 6)

    def _max(self) -> Decimal:
        value = self._difference()
        while self._tokens[0] == ",":
            self._take(",")
            value = max(value, self._difference())
        return value

    def _take(self, token: str) -> None:
        assert self._tokens.pop(0) == token


def addresses(area: str) -> Iterator[str]:
    """Every cell of `F7` or `F7:H9`, row by row."""
    first, _, last = area.replace("$", "").partition(":")
    left, top = _place(first)
    right, bottom = _place(last or first)
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            yield f"{letters_of(column)}{row}"


def _place(address: str) -> tuple[int, int]:
    letters = address.rstrip("0123456789")
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number, int(address[len(letters) :])
