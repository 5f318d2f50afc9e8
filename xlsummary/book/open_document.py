"""What an OpenDocument spreadsheet tells and the reader library hides: errors, formulas never calculated, hidden parts."""

from __future__ import annotations

import re
from collections.abc import Mapping

from xlsummary.book.faults import UNCALCULATED, Fault, fault_in
from xlsummary.book.hidden import Hidden
from xlsummary.package import Package, PackageError

CONTENT = "content.xml"
_SIGNS = (b"formula", b"visibility")
_MOST_REPEATED = 1 << 16
"""Cells or rows alike that are told one by one; more are blank space."""

_CELLS = ("table-cell", "covered-table-cell")
_HIDDEN = ("collapse", "filter")
_ERROR = re.compile(r"Err:\d{3}")


def hidden_in_tables(package: Package) -> Mapping[str, Hidden]:
    """By the name of each table what is hidden in it; none where the document cannot be read."""
    try:
        reader = _TableReader(quick=not _has_signs(package))
        package.visit(CONTENT, reader)
    except PackageError:
        return {}
    return reader.tables


def _has_signs(package: Package) -> bool:
    """True where there is a formula or something hidden at all."""
    rest = b""
    for block in package.blocks(CONTENT):
        text = rest + block
        if any(sign in text for sign in _SIGNS):
            return True
        rest = text[-len(_SIGNS[1]) :]
    return False


class _TableReader:
    """Counts rows and columns, repeated ones too, of the tables of a document; `quick` where none hides anything."""

    def __init__(self, *, quick: bool) -> None:
        self.tables: dict[str, Hidden] = {}
        self._quick = quick
        self._open: list[Hidden] = []
        self._row = self._rows = self._column = self._heads = 0
        self._group = self._note = 0
        self._cell: Mapping[str, str] | None = None
        self._text = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "table":
            self._start_table(attributes.get("name", ""))
        elif self._quick or len(self._open) != 1:
            return
        elif name == "table-row":
            self._row, self._rows, self._column = self._row + self._rows, _repeated(attributes, "number-rows-repeated"), 0
            if attributes.get("visibility") in _HIDDEN:
                self._open[0].rows.extend(range(self._row, self._row + min(self._rows, _MOST_REPEATED)))
        elif name == "table-column":
            count = _repeated(attributes, "number-columns-repeated")
            if attributes.get("visibility") in _HIDDEN and not self._group:
                self._open[0].columns.append((self._heads, self._heads + count - 1))
            self._heads += count
        elif name in _CELLS:
            self._cell, self._text = attributes, ""
        self._group += name == "table-column-group"
        self._note += name == "annotation"

    def text(self, text: str) -> None:
        if self._cell is not None and not self._note:
            self._text += text

    def end(self, name: str) -> None:
        if name == "table":
            if self._open:
                self._open.pop()
        elif name in _CELLS and self._cell is not None and len(self._open) == 1:
            count = _repeated(self._cell, "number-columns-repeated")
            self._judge(self._cell, min(count, _MOST_REPEATED))
            self._column += count
            self._cell = None
        self._group -= name == "table-column-group" and self._group > 0
        self._note -= name == "annotation" and self._note > 0

    def _start_table(self, name: str) -> None:
        found = Hidden()
        if not self._open:
            self.tables[name] = found
            self._row, self._rows, self._column, self._heads = 1, 0, 0, 0
        self._open.append(found)

    def _judge(self, cell: Mapping[str, str], count: int) -> None:
        if "formula" not in cell:
            return
        fault: Fault | None = None
        shown = self._text.strip()
        if not cell.get("string-value") and (cell.get("value-type") == "error" or _ERROR.fullmatch(shown) or fault_in(shown)):
            fault = Fault(shown or "#?")
        elif not any(name.endswith("value") or name == "value-type" for name in cell) and not shown:
            fault = UNCALCULATED
        if fault is not None:
            for row in range(self._row, self._row + min(self._rows, _MOST_REPEATED // count)):
                for column in range(self._column, self._column + count):
                    self._open[0].mark(fault, row, column)


def _repeated(attributes: Mapping[str, str], name: str) -> int:
    said = attributes.get(name, "1")
    return max(int(said), 1) if said.isascii() and said.isdecimal() and len(said) < 8 else 1
