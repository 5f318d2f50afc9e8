"""A workbook's package as the reader library wants it: it knows parts by their usual names only, and UTF-8 alone.

Other programs may put a part anywhere, write where it lies in many ways, and use other encodings; what the library does not
understand it reports as damage, or passes over without a word.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from xlsummary.book.formats import DAMAGED
from xlsummary.package import Package, PackageError, packed, relations_part

_ROOT, _WORKBOOK = "_rels/.rels", "xl/workbook.xml"
_FIXED = {"sharedStrings": "xl/sharedStrings.xml", "styles": "xl/styles.xml"}
_SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_ENCODING = re.compile(rb"\s*<\?xml[^>]*?\sencoding\s*=\s*[\"']([\w.-]+)")
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_HEAD = 256


@dataclass(frozen=True, slots=True)
class _Listed:
    """A relation: its id and type, the target as it is written and the part that it leads to, '' for none of the package's."""

    id: str
    type: str
    target: str
    part: str

    @property
    def kind(self) -> str:
        return self.type.rpartition("/")[2]


def as_usual(package: Package) -> bytes | None:
    """A package of the same sheets, shared texts and styles, usually named and encoded; None where they are so already.

    None too where it cannot be told where they are. Raises `PackageError` for parts that are not in the encoding they claim.
    """
    try:
        workbook = package.main_part
        if not workbook:
            return None
        begin = [each for each in _listed(package, "") if each.part == workbook]
        listed = [each for each in _listed(package, workbook) if package.has(each.part) and _is_read(each)]
    except PackageError:
        return None
    parts = [workbook, *(each.part for each in listed), relations_part(workbook), _ROOT]
    if _lies_usually(package, workbook, listed) and not any(_encoding(package, part) for part in parts):
        return None
    places = {each.id: _FIXED.get(each.kind, f"xl/worksheets/sheet{place}.xml") for place, each in enumerate(listed, 1)}
    contents = {places[each.id]: _in_utf8(package, each.part) for each in listed}
    lists = {
        _ROOT: _relations(begin, {each.id: _WORKBOOK for each in begin}),
        relations_part(_WORKBOOK): _relations(listed, places),
    }
    return packed({**contents, **lists, _WORKBOOK: _in_utf8(package, workbook)})


def _is_read(listed: _Listed) -> bool:
    """Whether a part of the workbook is one that cells are read from."""
    return listed.kind in _FIXED or listed.kind.lower().endswith("sheet")


def _lies_usually(package: Package, workbook: str, listed: Iterable[_Listed]) -> bool:
    """Whether the library finds each part: the workbook and what has one place only there, sheets by a plain target."""
    stored = {part: package.stored(part).lower() for part in (workbook, *(each.part for each in listed))}
    if stored[workbook] != _WORKBOOK:
        return False
    for each in listed:
        part = stored[each.part]
        if part != _FIXED.get(each.kind, part).lower():
            return False
        if each.kind not in _FIXED and each.target.lower() not in {f"/{part}", part, part.removeprefix("xl/")}:
            return False
    return True


# Relations ------------------------------------------------------------------------------------


class _RelationReader:
    """Gathers the relations of a part as they are written."""

    def __init__(self) -> None:
        self.listed: list[Mapping[str, str]] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship":
            self.listed.append(attributes)

    def end(self, name: str) -> None:
        pass

    def text(self, text: str) -> None:
        pass


def _listed(package: Package, part: str) -> list[_Listed]:
    reader, leads = _RelationReader(), package.relations(part)
    if package.has(relations_part(part)):
        package.visit(relations_part(part), reader)
    made = []
    for each in reader.listed:
        identity = each.get("Id", "")
        made.append(_Listed(identity, each.get("Type", ""), each.get("Target", ""), leads[identity].target))
    return made


def _relations(listed: Iterable[_Listed], places: Mapping[str, str]) -> bytes:
    """A part of relations to the places given by relation id."""
    each = "".join(
        f'<Relationship Id={quoteattr(one.id)} Type={quoteattr(one.type)} Target="/{places[one.id]}"/>' for one in listed
    )
    return f'<Relationships xmlns="{_SPACE}">{each}</Relationships>'.encode()


# Encodings ------------------------------------------------------------------------------------


def _encoding(package: Package, part: str) -> str:
    """The encoding of an XML part where it is not UTF-8, else ''; '' too for one that Python does not know."""
    if not package.has(part):
        return ""
    head = next(package.blocks(part, _HEAD), b"")
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if head.startswith((b"<\0", b"\0<")):
        return "utf-16-le" if head[0] else "utf-16-be"
    told = _ENCODING.match(head.removeprefix(codecs.BOM_UTF8))
    try:
        name = codecs.lookup(told[1].decode()).name if told else "utf-8"
    except LookupError:
        return ""
    return "" if name in {"utf-8", "ascii"} else name


def _in_utf8(package: Package, part: str) -> bytes:
    content, encoding = package.read(part), _encoding(package, part)
    if not encoding:
        return content
    try:
        text = content.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:  # the latter for what Python knows but is no encoding of texts
        raise PackageError("damaged-book", DAMAGED.message) from error
    return _DECLARATION.sub("", text.removeprefix("\ufeff"), count=1).encode()
