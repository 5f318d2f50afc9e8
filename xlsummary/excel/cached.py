"""The values of formulas, which openpyxl does not write: phones, mail and chat previews show nothing else."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from lxml import etree

from xlsummary.sheets.columns import letters_of
from xlsummary.sheets.layout import Layout, Value

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_ROOT_RELATIONS = "_rels/.rels"
_SHARED = "s"


@dataclass(frozen=True, slots=True)
class Cached:
    """What a formula gave: the cell's type as the file writes it (`n`, `str`, `b`, `e`, `d`) and the value's text."""

    type: str
    text: str


def sheet_parts(entries: Mapping[str, bytes]) -> dict[str, str]:
    """The part of each worksheet by the sheet's name, in the workbook's order."""
    book = workbook_part(entries)
    folder, name = posixpath.split(book)
    targets = _targets(entries, f"{folder}/_rels/{name}.rels".lstrip("/"), folder)
    sheets = _parsed(entries[book]).iterfind(f".//{_MAIN}sheet")
    found = ((sheet.get("name", ""), targets.get(sheet.get(_RELATION_ID, ""), "")) for sheet in sheets)
    return {title: part for title, part in found if part in entries}


def workbook_part(entries: Mapping[str, bytes]) -> str:
    """The workbook's own part; KeyError where the package has none."""
    found = [part for part in _targets(entries, _ROOT_RELATIONS, "").values() if part.lower().endswith("workbook.xml")]
    return found[0] if found else next(name for name in ("xl/workbook.xml",) if entries[name])


def _targets(entries: Mapping[str, bytes], part: str, folder: str) -> dict[str, str]:
    relations = _parsed(entries[part]).iter(_RELATION)
    return {
        relation.get("Id", ""): posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
        for relation in relations
    }


def formula_values(sheet: bytes) -> dict[str, Cached]:
    """The value of every formula cell of a worksheet part that has one, by address."""
    values: dict[str, Cached] = {}
    if b"<f" not in sheet and b":f" not in sheet:
        return values
    for cell in _formula_cells(_parsed(sheet)):
        text = cell.findtext(f"{_MAIN}v")
        kind = cell.get("t", "n")
        if text is not None and kind != _SHARED:
            values[cell.get("r", "")] = Cached(kind, text)
    return values


def with_values(sheet: bytes, values: Mapping[str, Cached]) -> bytes:
    """The worksheet part with the given values in its formula cells; other cells stay as they are."""
    if not values:
        return sheet
    root = _parsed(sheet)
    for cell in _formula_cells(root):
        cached = values.get(cell.get("r", ""))
        if cached is not None:
            _set_value(cell, cached)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def layout_values(layout: Layout) -> dict[str, Cached]:
    """The values of a layout's formulas, by address."""
    return {
        f"{letters_of(place)}{number}": _cached(cell.value)
        for number, row in enumerate(layout.rows, 1)
        for place, cell in enumerate(row.cells, 1)
        if cell.formula is not None and cell.value is not None
    }


def _cached(value: Value) -> Cached:
    if isinstance(value, int | Decimal):
        return Cached("n", f"{value:f}" if isinstance(value, Decimal) else str(value))
    return Cached("str", str(value))


def _formula_cells(root: etree._Element) -> Iterator[etree._Element]:
    for formula in root.iter(f"{_MAIN}f"):
        cell = formula.getparent()
        if cell is not None and cell.tag == f"{_MAIN}c":
            yield cell


def _set_value(cell: etree._Element, cached: Cached) -> None:
    value = cell.find(f"{_MAIN}v")
    if value is None:
        value = etree.SubElement(cell, f"{_MAIN}v")
    value.text = cached.text
    cell.set("t", cached.type)


def _parsed(content: bytes) -> etree._Element:
    """XML from a stranger: no entities, no network."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
