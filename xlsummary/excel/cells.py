"""A layout's rows as the file holds them, written straight: cell objects of a library take ten times as long."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple
from xml.sax.saxutils import escape

from openpyxl.utils.cell import range_boundaries

from xlsummary.sheets.columns import letters_of
from xlsummary.sheets.layout import Band, Layout, LayoutCell, LayoutRow, Style, Value, is_reference, referred

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CODE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LONGEST_TEXT = 32_767
_NOTHING = LayoutCell()


class Dress(NamedTuple):
    """All that the look of a cell depends on."""

    style: Style
    band: Band
    format: str
    is_text: bool = False
    leads: bool = False
    is_wrapped: bool = False
    is_link: bool = False


@dataclass(frozen=True)  # no slots: what is found once is kept
class CellWriter:
    """Writes the rows of a layout.

    `look` gives the number of a look in the package's styles; `day_zero` is where the book's date system begins to count.
    `names` are the final names of our sheets by marker, `quoted` the same as formulas have them.
    """

    layout: Layout
    look: Callable[[Dress], int]
    day_zero: date
    names: Mapping[str, str]
    quoted: Mapping[str, str]

    def sheet_data(self) -> str:
        """The element `sheetData`, with the value of every formula."""
        parts = ["<sheetData>"]
        for number, row in enumerate(self.layout.rows, 1):
            parts.append(f'<row r="{number}"{self._row_attributes(number, row)}>')
            parts += self._cells(number, row)
            parts.append("</row>")
        parts.append("</sheetData>")
        return "".join(parts)

    @property
    def dimension(self) -> str:
        """The used range."""
        return f"A1:{self._columns[-1][0]}{max(1, len(self.layout.rows))}"

    @cached_property
    def _columns(self) -> tuple[tuple[str, Band], ...]:
        """Letters and band of each column in use."""
        merged = [range_boundaries(merge)[2] or 1 for merge in self.layout.merges]
        last = max([1, *merged, *(len(row.cells) for row in self.layout.rows)])
        bands = [column.band for column in self.layout.columns]
        return tuple(
            (letters_of(place), bands[place - 1] if place <= len(bands) else Band.NONE) for place in range(1, last + 1)
        )

    @cached_property
    def _covered(self) -> Mapping[int, Mapping[int, LayoutCell]]:
        """By row and place, the first cell of the merge that covers it; a merge's border is that of all its cells."""
        covered: dict[int, dict[int, LayoutCell]] = {}
        for merge in self.layout.merges:
            left, top, right, bottom = (each or 1 for each in range_boundaries(merge))
            cells = self.layout.rows[top - 1].cells
            first = cells[left - 1] if left <= len(cells) else _NOTHING
            for number in range(top, bottom + 1):
                for place in range(left - 1, right):
                    covered.setdefault(number, {})[place] = first
            del covered[top][left - 1]
        return covered

    @cached_property
    def _wrapped(self) -> frozenset[str]:
        return frozenset(merge.partition(":")[0] for merge in self.layout.merges)

    def _row_attributes(self, number: int, row: LayoutRow) -> str:
        """Height, outline level and whether it is hidden; the row above a hidden group carries its plus sign."""
        following = self.layout.rows[number] if number < len(self.layout.rows) else LayoutRow()
        height = "" if row.height is None else f' ht="{row.height:g}" customHeight="1"'
        hidden = ' hidden="1"' if row.hidden else ""
        outline = f' outlineLevel="{row.outline}"' if row.outline else ""
        collapsed = ' collapsed="1"' if following.hidden and following.outline > row.outline else ""
        return f"{height}{hidden}{outline}{collapsed}"

    def _cells(self, number: int, row: LayoutRow) -> Iterator[str]:
        """Each cell that holds or shows something, in order."""
        covered = self._covered.get(number, {})
        has_led = False
        for place, cell in enumerate(row.cells):
            if place in covered:
                yield self._under(number, place, covered[place])
            elif cell.value is not None or cell != _NOTHING:
                leads = not has_led and cell.value is not None and cell.style is not Style.KEY
                has_led = has_led or leads
                yield self._cell(number, place, cell, leads=leads)
        for place in sorted(covered):
            if place >= len(row.cells):
                yield self._under(number, place, covered[place])

    def _cell(self, number: int, place: int, cell: LayoutCell, *, leads: bool) -> str:
        letters, band = self._columns[place]
        address = f"{letters}{number}"
        is_text = isinstance(cell.value, str)
        is_wrapped = is_text and address in self._wrapped
        look = self.look(Dress(cell.style, band, cell.format, is_text, leads, is_wrapped, cell.link is not None))
        return f'<c r="{address}" s="{look}"{self._content(cell)}'

    def _under(self, number: int, place: int, first: LayoutCell) -> str:
        letters, band = self._columns[place]
        return f'<c r="{letters}{number}" s="{self.look(Dress(first.style, band, "General"))}"/>'

    def _content(self, cell: LayoutCell) -> str:
        """What follows the style: text stays text whatever it begins with, only the layout's own formulas are formulas."""
        value = cell.value
        if cell.formula is not None:
            kind = ' t="str"' if isinstance(value, str) else ""
            known = "" if value is None else f"<v>{self._plain(value)}</v>"
            return f"{kind}><f>{escape(referred(cell.formula, self.quoted).removeprefix('='))}</f>{known}</c>"
        if value is None:
            return "/>"
        if isinstance(value, str):
            text = self._plain(self._named(value) if cell.style is Style.KEY else value)
            space = ' xml:space="preserve"' if text != text.strip() else ""
            return f' t="inlineStr"><is><t{space}>{text}</t></is></c>'
        return f"><v>{self._plain(value)}</v></c>"

    def _plain(self, value: Value) -> str:
        if isinstance(value, str):
            return escape(_CODE.sub("_x005F_", safe_text(value)), {"\r": "&#13;"})
        if isinstance(value, Decimal):
            return f"{value:f}"
        return str((value - self.day_zero).days) if isinstance(value, date) else str(value)

    def _named(self, text: str) -> str:
        """A key; one that is a reference is the name of that sheet, or '' where it is not written."""
        known = referred(text, self.names)
        return "" if known == text and is_reference(text) else known


def safe_text(text: str) -> str:
    """The text with what XML cannot hold replaced, and at most as long as a cell takes."""
    return _UNWRITABLE.sub("\ufffd", text)[:_LONGEST_TEXT]
