"""The values of formulas, which openpyxl does not write: phones, mail and chat previews show nothing else."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from lxml import etree

from xlsummary.sheets.columns import letters_of
from xlsummary.sheets.layout import Layout, Value

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_ROOT_RELATIONS = "_rels/.rels"
_SHARED = "s"


@dataclass(frozen=True, slots=True)
class Cached:
    """What a formula gave: the cell's type as the file writes it (`n`, `str`, `b`, `e`, `d`) and the value's text."""

    type: str
    text: str


def sheet_parts(entries: Mapping[str, bytes]) -> dict[str, str]:
    """The part of each sheet by its name, in the workbook's order; KeyError where one is missing."""
    book = workbook_part(entries)
    folder, name = posixpath.split(book)
    targets = _targets(entries, f"{folder}/_rels/{name}.rels".lstrip("/"), folder)
    parts = {sheet.get("name", ""): targets[_relation_id(sheet)] for sheet in _parsed(entries[book]).iter("{*}sheet")}
    for part in parts.values():
        _ = entries[part]
    return parts


def _relation_id(sheet: etree._Element) -> str:
    """The `r:id`, whose namespace is another in a Strict book."""
    return next(str(value) for name, value in sheet.attrib.items() if str(name).endswith("}id"))


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
        text = cell.findtext("{*}v")
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
    """Cells that hold a formula; rules of the sheet hold formulas too, outside any cell."""
    for formula in root.iter("{*}f"):
        cell = formula.getparent()
        if cell is not None and etree.QName(cell).localname == "c":
            yield cell


def _set_value(cell: etree._Element, cached: Cached) -> None:
    value = cell.find("{*}v")
    if value is None:
        value = etree.SubElement(cell, etree.QName(etree.QName(cell).namespace, "v"))
    value.text = cached.text
    cell.set("t", cached.type)


def _parsed(content: bytes) -> etree._Element:
    """XML from a stranger: no entities, no network."""
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
