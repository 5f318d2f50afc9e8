"""Whole numbers whose format shows leading zeros, as codes in spreadsheets are: 1001 shown as `001001`."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from xlsummary.book.letters import column_of
from xlsummary.package import Package, PackageError, Relation

_ZEROS = re.compile(r"0{2,}")
_REF = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_CELL = re.compile(rb"<(?:\w+:)?c (?:[^<>]* )?r=\"([A-Z]{1,3})(\d{1,7})\"")
_NO_NUMBER = re.compile(rb" t=\"(?!n\")")
_UNUSUAL = re.compile(rb"\0|<!|\s[rst](?:\s+=|=\s|\s*=\s*')|[\t\r\n][rst]=")
_UNUSUAL_SIGNS = (b"\0", b"\t", b"\r", b"\n", b"'", b"<!", b" s =", b" s= ", b" r =", b" r= ", b" t =", b" t= ")
_LONGEST_TAG = 1 << 16

Digits = Mapping[tuple[int, int], "array[int]"]
"""By column, from 0, and how many digits a number there shows at least: the rows, from 1, that do."""


def padded_styles(package: Package) -> Mapping[str, int]:
    """The digits that each style of cells with such a format shows, by the style's number; mostly none."""
    styles = _StyleReader()
    part = styles_part(package)
    try:
        if package.has(part):
            package.visit(part, styles)
    except PackageError:
        return {}
    return styles.digits


def padded_cells(package: Package, part: str, styles: Mapping[str, int]) -> Digits:
    """The cells of a sheet in one of those styles: searched as bytes, parsed where the XML has an unusual form."""
    if not styles:
        return {}
    try:
        found = _searched(package.blocks(part), styles)
        if found is None:
            cells = _CellReader(styles)
            package.visit(part, cells)
            found = cells.digits
    except PackageError:
        return {}
    return found


def _searched(blocks: Iterable[bytes], styles: Mapping[str, int]) -> Digits | None:
    """What a search finds; None for XML of an unusual form."""
    style = re.compile(b' s="(%s)"' % b"|".join(sorted(each.encode() for each in styles)))
    digits = {each.encode(): least for each, least in styles.items()}
    usual = re.compile(rb"<c r=\"([A-Z]{1,3})(\d{1,7})\"" + style.pattern + rb"( t=\"(?!n\"))?")
    rows: dict[tuple[bytes, bytes], list[bytes]] = {}
    rest = b""
    for block in blocks:
        text = rest + block
        cut = max(text.rfind(b"<"), len(text) - _LONGEST_TAG)
        if any(sign in text for sign in _UNUSUAL_SIGNS) and _UNUSUAL.search(text, 0, cut):
            return None
        plain = usual.findall(text, 0, cut)
        if len(plain) != len(style.findall(text, 0, cut)):
            plain = _one_by_one(text, cut, style)
        for letters, number, styled, other in plain:
            if not other:
                rows.setdefault((letters, styled), []).append(number)
        rest = text[cut:]
    found: dict[tuple[int, int], array[int]] = {}
    for (letters, styled), numbers in rows.items():
        found.setdefault((column_of(letters.decode()), digits[styled]), array("l")).extend(map(int, numbers))
    return found


def _one_by_one(text: bytes, cut: int, style: re.Pattern[bytes]) -> list[tuple[bytes, bytes, bytes, bytes]]:
    """Column, row, style and type of the numbers in such a style, where not all tags are as the usual programs write them."""
    found: list[tuple[bytes, bytes, bytes, bytes]] = []
    for each in style.finditer(text, 0, cut):
        tag = text[text.rfind(b"<", max(each.start() - _LONGEST_TAG, 0), each.start()) : text.find(b">", each.end()) + 1]
        cell = _CELL.match(tag)
        if cell and not _NO_NUMBER.search(tag):
            found.append((cell[1], cell[2], each[1], b""))
    return found


def styles_part(package: Package) -> str:
    """The part that holds the styles of a workbook; '' where there is none."""
    return next((each.target for each in _workbook_relations(package) if each.kind == "styles"), "")


def _workbook_relations(package: Package) -> tuple[Relation, ...]:
    try:
        return tuple(package.relations(package.main_part).values()) if package.main_part else ()
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
    digits: dict[tuple[int, int], array[int]] = field(default_factory=dict)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c" and attributes.get("s") in self.styles and attributes.get("t", "n") == "n":
            place = _REF.fullmatch(attributes.get("r", ""))
            if place:
                key = column_of(place[1]), self.styles[attributes["s"]]
                self.digits.setdefault(key, array("l")).append(int(place[2]))

    def end(self, name: str) -> None:
        pass

    def text(self, text: str) -> None:
        pass
