"""Whole numbers whose format shows leading zeros, as codes in spreadsheets are: 1001 shown as `001001`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from xlsummary.package import Package, PackageError, Relation

LARGEST_PARSED = 64 << 20
"""Bytes of a sheet beyond which its formats are not looked at."""

_ZEROS = re.compile(r"0{2,}")
_REF = re.compile(r"([A-Z]{1,3})(\d{1,7})")

Digits = Mapping[tuple[int, int], int]
"""By row, from 1, and column, from 0: how many digits a number shows at least."""


def padded_styles(package: Package) -> Mapping[str, int]:
    """The digits that each style of cells with such a format shows, by the style's number; mostly none."""
    styles = _StyleReader()
    part = next((each.target for each in _workbook_relations(package) if each.kind == "styles"), "")
    try:
        if package.has(part):
            package.visit(part, styles)
    except PackageError:
        return {}
    return styles.digits


def padded_cells(package: Package, part: str, styles: Mapping[str, int]) -> Digits:
    """The cells of a sheet in one of those styles."""
    cells = _CellReader(styles)
    try:
        if styles and package.size(part) <= LARGEST_PARSED:
            package.visit(part, cells)
    except PackageError:
        return {}
    return cells.digits


def _workbook_relations(package: Package) -> tuple[Relation, ...]:
    try:
        workbook = next((each.target for each in package.relations().values() if each.kind == "officeDocument"), "")
        return tuple(package.relations(workbook).values()) if package.has(workbook) else ()
    except PackageError:
        return ()


@dataclass(slots=True)
class _StyleReader:
    """Gathers formats of nothing but zeros, and the cell styles that use them."""

    formats: dict[str, int] = field(default_factory=dict)
    digits: dict[str, int] = field(default_factory=dict)
    styles: int | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "numFmt" and _ZEROS.fullmatch(attributes.get("formatCode", "")):
            self.formats[attributes.get("numFmtId", "")] = len(attributes["formatCode"])
        elif name == "cellXfs":
            self.styles = 0
        elif name == "xf" and self.styles is not None:
            digits = self.formats.get(attributes.get("numFmtId", ""))
            if digits:
                self.digits[str(self.styles)] = digits
            self.styles += 1

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self.styles = None

    def text(self, text: str) -> None:
        pass


@dataclass(slots=True)
class _CellReader:
    styles: Mapping[str, int]
    digits: dict[tuple[int, int], int] = field(default_factory=dict)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c" and attributes.get("s") in self.styles and attributes.get("t", "n") == "n":
            place = _REF.fullmatch(attributes.get("r", ""))
            if place:
                self.digits[int(place[2]), _column(place[1])] = self.styles[attributes["s"]]

    def end(self, name: str) -> None:
        pass

    def text(self, text: str) -> None:
        pass


def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column - 1
