"""The parts of our sheets as openpyxl has written them, made parts of the user's book: names, styles, relations, dialect."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from posixpath import dirname, join, normpath, splitext

from lxml import etree

from xlsummary.excel.style_merge import Styles
from xlsummary.excel.trees import (
    PACKAGE_RELATIONS,
    Dialect,
    add,
    child,
    elements,
    in_dialect,
    parsed,
    plain_root,
    relation_id,
    written,
)
from xlsummary.package import CONTENT_TYPES, as_target, folded, relations_part

_ROOT = "xl"
"""Where openpyxl puts what belongs to a workbook."""
_WORKBOOK = f"{_ROOT}/workbook.xml"
_XML = (".xml", ".vml")


@dataclass(frozen=True, slots=True)
class OurPart:
    """A part to add to the user's book; '' as type for relations, which need none of their own."""

    name: str
    content: bytes
    type: str


@dataclass(frozen=True, slots=True)
class OurSheet:
    """A sheet as the package of ours has it: its part there, and the names that belong to it."""

    part: str
    names: tuple[etree._Element, ...]


@dataclass(frozen=True, slots=True)
class _Relation:
    id: str
    type: str
    target: str
    is_external: bool


class Authored:
    """The package that holds our sheets, in their order."""

    def __init__(self, entries: Mapping[str, bytes]) -> None:
        self._entries = entries
        self._types = _types(parsed(entries[CONTENT_TYPES]))
        self.styles = parsed(entries[f"{_ROOT}/styles.xml"])
        self.sheets = tuple(self._sheets())

    def parts(
        self, sheet: OurSheet, marker: str, namer: Namer, styles: Styles, dialect: Dialect, *, is_selected: bool = False
    ) -> tuple[OurPart, ...]:
        """What one sheet brings along, itself first; `is_selected` for one that stands where a selected one stood."""
        names = {part: namer.name(part, marker) for part in self._reached(sheet.part)}
        made: list[OurPart] = []
        for part, name in names.items():
            content = self._entries[part]
            if part == sheet.part:
                content = _with_styles(content, styles, is_selected=is_selected)
            made.append(
                OurPart(
                    name,
                    in_dialect(content, dialect) if part.endswith(_XML) else content,
                    self._types.get(part) or self._types[splitext(part)[1]],
                )
            )
            relations = self._relations(part)
            if relations:
                made.append(OurPart(relations_part(name), _as_part(relations, names, dialect), ""))
        return tuple(made)

    def _sheets(self) -> Iterator[OurSheet]:
        workbook = parsed(self._entries[_WORKBOOK])
        parts = {each.id: each.target for each in self._relations(_WORKBOOK)}
        names = child(workbook, "definedNames")
        named = list(elements(names)) if names is not None else []
        listed = child(workbook, "sheets")
        for place, sheet in enumerate(elements(listed) if listed is not None else ()):
            own = tuple(each for each in named if each.get("localSheetId") == str(place))
            yield OurSheet(parts[relation_id(sheet)], own)

    def _relations(self, part: str) -> tuple[_Relation, ...]:
        content = self._entries.get(relations_part(part))
        listed = elements(parsed(content)) if content is not None else ()
        return tuple(_relation(each, dirname(part)) for each in listed)

    def _reached(self, part: str) -> list[str]:
        """The part and those that it leads to, each once, those of a part right behind it."""
        found = [part]
        for each in self._relations(part):
            if not each.is_external:
                found += (below for below in self._reached(each.target) if below not in found)
        return found


class Namer:
    """Names for our parts, made from the marker of a sheet; none that is taken, in whatever case."""

    def __init__(self, folder: str, taken: Collection[str]) -> None:
        self._folder = folder
        self._taken = {*taken}

    def name(self, part: str, marker: str) -> str:
        """A free name for a part of ours, in the folder of its kind beside the user's workbook."""
        place = join(self._folder, dirname(part).removeprefix(_ROOT).lstrip("/"), marker)
        number, free = 1, f"{place}{splitext(part)[1]}"
        while {folded(free), folded(relations_part(free))} & self._taken:
            number += 1
            free = f"{place}{number}{splitext(part)[1]}"
        self._taken |= {folded(free), folded(relations_part(free))}
        return free


def _types(listed: etree._Element) -> Mapping[str, str]:
    """The content types by part, and by ending (`.png`) for parts that have none of their own."""
    defaults = {f".{each.get('Extension', '')}": each.get("ContentType", "") for each in elements(listed, "Default")}
    own = {each.get("PartName", "").lstrip("/"): each.get("ContentType", "") for each in elements(listed, "Override")}
    return {**defaults, **own}


def _relation(listed: etree._Element, folder: str) -> _Relation:
    target, is_external = listed.get("Target", ""), listed.get("TargetMode") == "External"
    part = target if is_external else normpath(join("/", folder, target)).lstrip("/")
    return _Relation(listed.get("Id", ""), listed.get("Type", ""), part, is_external)


def _as_part(relations: tuple[_Relation, ...], names: Mapping[str, str], dialect: Dialect) -> bytes:
    root = plain_root(PACKAGE_RELATIONS, "Relationships")
    for each in relations:
        listed = add(root, "Relationship", Id=each.id, Type=dialect.relation_type(each.type))
        listed.set("Target", each.target if each.is_external else as_target(names[each.target]))
        if each.is_external:
            listed.set("TargetMode", "External")
    return written(root)


_STYLED = {"c": "s", "row": "s", "col": "style"}
"""What has a cell style, and the attribute that gives it."""


def _with_styles(content: bytes, styles: Styles, *, is_selected: bool) -> bytes:
    """The worksheet with the numbers that its styles have in the user's book; every cell has one, since 0 is the user's own."""
    root = parsed(content)
    for each in root.iter("{*}c", "{*}row", "{*}col"):
        name = _STYLED[etree.QName(each).localname]
        if name in each.attrib or (name == "s" and etree.QName(each).localname == "c"):
            each.set(name, str(styles.cell(int(each.get(name, "0")))))
    for rule in root.iter("{*}cfRule"):
        if "dxfId" in rule.attrib:
            rule.set("dxfId", str(styles.rule(int(rule.get("dxfId", "0")))))
    for view in root.iter("{*}sheetView"):
        view.attrib.pop("tabSelected", "")  # two selected sheets are a group: what is typed goes to both
        if is_selected:
            view.set("tabSelected", "1")
    return written(root)
