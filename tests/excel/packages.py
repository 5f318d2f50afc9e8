"""A workbook's package read plainly, for the checker: nothing of the program's own reading is used."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from lxml import etree

CONTENT_TYPES = "[content_types].xml"
_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_DESCRIPTOR = 8
_UNSAID = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it lies in the file: `packed` are its compressed bytes, `stated` what its local header says of itself."""

    name: str
    method: int
    crc: int
    size: int
    date: tuple[int, ...]
    attributes: tuple[int, int]
    comment: bytes
    packed: bytes
    stated: tuple[str, ...]

    @property
    def key(self) -> str:
        return folded(self.name)


@dataclass(frozen=True, slots=True)
class Relation:
    """`kind` is the whole type; `target` a folded part name, '' for what lies outside."""

    id: str
    kind: str
    target: str

    @property
    def word(self) -> str:
        return self.kind.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as the workbook part lists it; `part` is folded."""

    name: str
    id: str
    relation: str
    part: str
    state: str


class Book:
    """A package by folded part names: `/` between folders, lower case, no leading slash, letters for `%20`."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._zip = zipfile.ZipFile(io.BytesIO(content))
        self.comment = self._zip.comment
        self.entries: tuple[Entry, ...] = tuple(self._entry(each) for each in self._zip.infolist())

    @cached_property
    def by_key(self) -> dict[str, Entry]:
        return {entry.key: entry for entry in self.entries}

    @cached_property
    def _listed(self) -> dict[str, zipfile.ZipInfo]:
        return {folded(each.orig_filename): each for each in self._zip.infolist()}

    def read(self, part: str) -> bytes:
        return self._zip.read(self._listed[part])

    def tree(self, part: str) -> etree._Element:
        return etree.fromstring(self.read(part), etree.XMLParser(resolve_entities=False, huge_tree=True))

    def relations(self, part: str = "") -> tuple[Relation, ...]:
        listed = relations_part(part)
        if listed not in self.by_key:
            return ()
        return tuple(_relation(each, part) for each in self.tree(listed) if local(each) == "Relationship")

    @cached_property
    def workbook(self) -> str:
        return next(each.target for each in self.relations() if each.word == "officeDocument")

    def part_of(self, word: str) -> str | None:
        """The workbook's part of that kind (`styles`, `calcChain`), where there is one."""
        targets = (each.target for each in self.relations(self.workbook) if each.word == word)
        return next((target for target in targets if target in self.by_key), None)

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        targets = {each.id: each.target for each in self.relations(self.workbook)}
        listed = [each for each in self.tree(self.workbook).iter() if local(each) == "sheet"]
        return tuple(_sheet(each, targets) for each in listed)

    def sheet(self, name: str) -> Sheet:
        return next(sheet for sheet in self.sheets if sheet.name == name)

    def type_of(self, part: str) -> str | None:
        """The content type that is declared for a part."""
        listed = [each for each in self.tree(CONTENT_TYPES) if isinstance(each.tag, str)]
        overrides = {folded(each.get("PartName", "")): each.get("ContentType") for each in listed if local(each) == "Override"}
        defaults = {each.get("Extension", "").lower(): each.get("ContentType") for each in listed if local(each) == "Default"}
        return overrides.get(part) or defaults.get(part.rpartition(".")[2])

    def reached(self, starts: Sequence[str]) -> set[str]:
        """The parts (with their relation parts) that the given ones lead to, themselves included."""
        found: set[str] = set()
        waiting = list(starts)
        while waiting:
            part = waiting.pop()
            if part in found or part not in self.by_key:
                continue
            found.add(part)
            if relations_part(part) in self.by_key:
                found.add(relations_part(part))
                waiting += [each.target for each in self.relations(part) if each.target]
        return found

    def _entry(self, entry: zipfile.ZipInfo) -> Entry:
        begin = entry.header_offset
        header = self._content[begin : begin + _LOCAL.size]
        if len(header) < _LOCAL.size:
            raise zipfile.BadZipFile(entry.filename)
        signature, _, flags, method, _, _, crc, packed_size, size, name_length, extra_length = _LOCAL.unpack(header)
        name = self._content[begin + _LOCAL.size : begin + _LOCAL.size + name_length]
        start = begin + _LOCAL.size + name_length + extra_length
        packed = self._content[start : start + entry.compress_size]
        stated = {
            "signature": signature == b"PK\x03\x04",
            "method": method == entry.compress_type,
            "name": name.decode("utf-8" if flags & 0x800 else "cp437") == entry.orig_filename,
            "flags": flags == entry.flag_bits,
            "crc": bool(flags & _DESCRIPTOR) or crc == entry.CRC,
            "sizes": bool(flags & _DESCRIPTOR) or _same_sizes((packed_size, size), (entry.compress_size, entry.file_size)),
            "length": len(packed) == entry.compress_size,
        }
        return Entry(
            name=entry.orig_filename,
            method=entry.compress_type,
            crc=entry.CRC,
            size=entry.file_size,
            date=entry.date_time,
            attributes=(entry.create_system, entry.external_attr),
            comment=entry.comment,
            packed=packed,
            stated=tuple(name for name, right in stated.items() if not right),
        )


def _same_sizes(local_sizes: tuple[int, int], sizes: tuple[int, int]) -> bool:
    return all(said in {size, _UNSAID} for said, size in zip(local_sizes, sizes, strict=True))


def folded(name: str) -> str:
    return unquote(name).replace("\\", "/").lstrip("/").lower()


def local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def elements(root: etree._Element) -> list[etree._Element]:
    """The children, without comments and instructions."""
    return [each for each in root if isinstance(each.tag, str)]


def relations_part(part: str) -> str:
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels".lstrip("/")


def relation_ids(element: etree._Element) -> Iterator[str]:
    """The values of attributes that name a relation: `r:id`, `r:embed`, whatever the prefix."""
    for name, value in element.attrib.items():
        if etree.QName(str(name)).namespace in _RELATION_SPACES:
            yield str(value)


_RELATION_SPACES = {
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
}


def _relation(element: etree._Element, part: str) -> Relation:
    kind, target = element.get("Type", ""), element.get("Target", "")
    if element.get("TargetMode") == "External":
        return Relation(element.get("Id", ""), kind, "")
    whole = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), unquote(target).replace("\\", "/")))
    return Relation(element.get("Id", ""), kind, folded(whole))


def _sheet(element: etree._Element, targets: dict[str, str]) -> Sheet:
    relation = next(relation_ids(element), "")
    state = element.get("state", "visible")
    return Sheet(element.get("name", ""), element.get("sheetId", ""), relation, targets.get(relation, ""), state)
