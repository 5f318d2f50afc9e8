"""What an OpenDocument spreadsheet tells and the reader library hides: errors, formulas never calculated, hidden parts,
merged cells, and formats that show another value.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field

from xlsummary.book.faults import UNCALCULATED, Fault, fault_in
from xlsummary.book.hidden import Hidden, Span
from xlsummary.book.number_formats import NumberFormat, Shown
from xlsummary.book.open_document_formats import STYLES, CellFormat, formats_of_styles
from xlsummary.package import Package, PackageError

CONTENT = "content.xml"
_SIGNS = (b"formula", b"visibility", b"-spanned", b'"percentage"', b'"currency"')
_MOST_REPEATED = 1 << 16
"""Cells or rows alike that are told one by one; more are blank space."""

_CELLS = ("table-cell", "covered-table-cell")
_HIDDEN = ("collapse", "filter")
_NUMBERS = ("float", "percentage", "currency")
_ERROR = re.compile(r"Err:\d{3}")
_ISO = re.compile(r"[A-Z]{3}")
_PERCENT = CellFormat(NumberFormat((("", 0, Shown(percent=100)),)))


@dataclass(slots=True)
class DocumentTable:
    """What a table tells: what is hidden in it, its merged cells, and its numbers whose format shows another value.

    `shown` and `digits` give the rows, from 1, by column, from 0, and format, or how many digits are shown at least.
    """

    hidden: Hidden = field(default_factory=Hidden)
    merges: list[Span] = field(default_factory=list)
    shown: dict[tuple[int, NumberFormat], array[int]] = field(default_factory=dict)
    digits: dict[tuple[int, int], array[int]] = field(default_factory=dict)


def tables_of(package: Package) -> Mapping[str, DocumentTable]:
    """By its name what each table tells; none where the document cannot be read."""
    try:
        formats = formats_of_styles(package, (STYLES, CONTENT))
        reader = _TableReader(formats, quick=not formats and not _has_signs(package))
        package.visit(CONTENT, reader)
    except PackageError:
        return {}
    return reader.tables


def _has_signs(package: Package) -> bool:
    """True where there is a formula, something hidden, merged, or a number that is not plain at all."""
    rest = b""
    for block in package.blocks(CONTENT):
        text = rest + block
        if any(sign in text for sign in _SIGNS):
            return True
        rest = text[-len(_SIGNS[-2]) :]
    return False


class _TableReader:
    """Counts rows and columns, repeated ones too, of the tables of a document; `quick` where none hides anything.

    `formats` are those of the styles of cells.
    """

    def __init__(self, formats: Mapping[str, CellFormat], *, quick: bool) -> None:
        self.tables: dict[str, DocumentTable] = {}
        self._formats = formats
        self._quick = quick
        self._open: list[DocumentTable] = []
        self._columns: list[tuple[int, str]] = []
        self._row_style = ""
        self._row = self._rows = self._column = self._heads = 0
        self._group = self._note = 0
        self._cell: Mapping[str, str] | None = None
        self._text = ""
        self._is_written = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "table":
            self._start_table(attributes.get("name", ""))
        elif self._quick or len(self._open) != 1:
            return
        elif name == "table-row":
            self._row, self._rows, self._column = self._row + self._rows, _repeated(attributes, "number-rows-repeated"), 0
            self._row_style = attributes.get("default-cell-style-name", "")
            if attributes.get("visibility") in _HIDDEN:
                self._open[0].hidden.rows.extend(range(self._row, self._row + min(self._rows, _MOST_REPEATED)))
        elif name == "table-column":
            count = _repeated(attributes, "number-columns-repeated")
            if attributes.get("visibility") in _HIDDEN and not self._group:
                self._open[0].hidden.columns.append((self._heads, self._heads + count - 1))
            self._heads += count
            self._columns.append((self._heads, attributes.get("default-cell-style-name", "")))
        elif name in _CELLS:
            self._cell, self._text, self._is_written = attributes, "", False
        elif name == "p" and not self._note:
            self._is_written = True
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
            self._take_format(self._cell, min(count, _MOST_REPEATED))
            self._take_merge(self._cell)
            self._column += count
            self._cell = None
        self._group -= name == "table-column-group" and self._group > 0
        self._note -= name == "annotation" and self._note > 0

    def _start_table(self, name: str) -> None:
        found = DocumentTable()
        if not self._open:
            self.tables[name] = found
            self._row, self._rows, self._column, self._heads = 1, 0, 0, 0
            self._columns = []
        self._open.append(found)

    def _judge(self, cell: Mapping[str, str], count: int) -> None:
        if "formula" not in cell:
            return
        fault: Fault | None = None
        shown = self._text.strip()
        if not cell.get("string-value") and (cell.get("value-type") == "error" or _ERROR.fullmatch(shown) or fault_in(shown)):
            fault = Fault(shown or "#?")
        elif not any(name.endswith("value") or name == "value-type" for name in cell) and not self._is_written:
            fault = UNCALCULATED  # LibreOffice writes the text "" that a formula came to as a paragraph without words
        if fault is not None:
            for row in range(self._row, self._row + min(self._rows, _MOST_REPEATED // count)):
                for column in range(self._column, self._column + count):
                    self._open[0].hidden.mark(fault, row, column)

    def _take_format(self, cell: Mapping[str, str], count: int) -> None:
        """Notes the places of a number that its format shows as another."""
        found = self._format_of(cell) if cell.get("value-type") in _NUMBERS else None
        if found is None:
            return
        rows = range(self._row, self._row + min(self._rows, _MOST_REPEATED // count))
        for column in range(self._column, self._column + count):
            if found.shown:
                self._open[0].shown.setdefault((column, found.shown), array("l")).extend(rows)
            else:
                self._open[0].digits.setdefault((column, found.digits), array("l")).extend(rows)

    def _format_of(self, cell: Mapping[str, str]) -> CellFormat | None:
        """By the style of the cell, else of its row, else of its column; else by the type of its number."""
        column = next((style for end, style in self._columns if self._column < end), "")
        style = cell.get("style-name") or self._row_style or column
        found = self._formats.get(style)
        if found is not None:
            return found
        if cell.get("value-type") == "percentage":
            return _PERCENT
        currency = cell.get("currency", "")
        if cell.get("value-type") == "currency" and _ISO.fullmatch(currency) and currency != "CNY":
            return CellFormat(NumberFormat((("", 0, Shown(currency=currency)),)))
        return None

    def _take_merge(self, cell: Mapping[str, str]) -> None:
        rows, columns = _repeated(cell, "number-rows-spanned"), _repeated(cell, "number-columns-spanned")
        if rows > 1 or columns > 1:
            self._open[0].merges.append(Span(self._row, self._column, self._row + rows - 1, self._column + columns - 1))


def _repeated(attributes: Mapping[str, str], name: str) -> int:
    said = attributes.get(name, "1")
    return max(int(said), 1) if said.isascii() and said.isdecimal() and len(said) < 8 else 1
