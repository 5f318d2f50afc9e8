"""A zip package (xlsx, docx) seen safely, and written so that the same content gives the same bytes."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Protocol
from urllib.parse import quote, unquote
from xml.parsers import expat  # the XML of a hostile package is met here, without DTD and entities

from xlsummary.model import Text

CONTENT_TYPES = "[Content_Types].xml"
CORE = "docProps/core.xml"
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
ZIP_FAULTS = (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError, ValueError, zlib.error)
"""What the zip library raises for damaged, cut, encrypted or unknown packages."""


def packed(entries: Mapping[str, bytes]) -> bytes:
    """A zip of the entries: content types first, the rest by name, all with one fixed date and one method."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(entries, key=lambda each: (each != CONTENT_TYPES, each)):
            archive.writestr(our_entry(name), entries[name])
    return buffer.getvalue()


def our_entry(name: str) -> zipfile.ZipInfo:
    """A compressed entry with the one date and the attributes all of ours have."""
    entry = zipfile.ZipInfo(name, _ZIP_DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o600 << 16
    return entry


def has_our_stamp(entry: zipfile.ZipInfo) -> bool:
    """True for an entry as `packed` makes it: no other program has saved it since."""
    return (entry.date_time, entry.create_system, entry.external_attr) == (_ZIP_DATE, 3, 0o600 << 16)


def unpacked(content: bytes) -> dict[str, bytes]:
    """The entries of a zip by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def unpacked_within(content: bytes, limit: int) -> dict[str, bytes]:
    """The entries of a zip by name; none for what is no sound zip or says that it is larger than `limit` bytes."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(each.file_size for each in archive.infolist()) > limit:
                return {}
            return {each.filename: archive.read(each) for each in archive.infolist()}
    except ZIP_FAULTS:
        return {}


def settled(content: bytes, day: date) -> bytes:
    """The package with `day` as its created and modified date and our one way of zipping: the same content, the same bytes."""
    entries = unpacked(content)
    if CORE in entries:
        stamp = b"%04d-%02d-%02dT00:00:00Z" % (day.year, day.month, day.day)
        entries[CORE] = _STAMP.sub(rb"\g<1>" + stamp, entries[CORE])
    return packed({name: settled(part, day) if name.endswith(".xlsx") else part for name, part in entries.items()})


def part_of(source: bytes | Path, suffix: str, limit: int = 1 << 20) -> bytes:
    """The first `limit` bytes of the first entry whose name ends so; b'' for no such entry or no zip."""
    try:
        with zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source) as archive:
            for name in archive.namelist():
                if name.endswith(suffix):
                    with archive.open(name) as stream:
                        return stream.read(limit)
    except ZIP_FAULTS:
        return b""
    return b""


def entry_names(content: bytes) -> tuple[str, ...]:
    """The names of a zip's entries; none for what is no zip, or one too damaged to list."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return tuple(archive.namelist())
    except ZIP_FAULTS:
        return ()


# Seen safely ----------------------------------------------------------------------------------


class PackageError(Exception):
    """A package that is not read: `rule` is a permanent id; the shell of a room adds the file's name."""

    def __init__(self, rule: str, message: Text) -> None:
        super().__init__(message.en)
        self.rule = rule
        self.message = message


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a package may be, unpacked: bytes of an entry and of all, and how many times smaller an entry is packed.

    Small entries may be packed as tightly as they like; Excel's own largest sheets stay well below the rest.
    """

    entries: int = 10_000
    entry: int = 1 << 30
    total: int = 2 << 30
    ratio: int = 250
    ratio_from: int = 8 << 20
    depth: int = 200


LIMITS = Limits()
BLOCK = 1 << 20
_PROLOG = 1 << 16
_ROOT = re.compile(r"<[^!?]")
_XML = (".xml", ".rels", ".vml")


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a part points: the kind is the last word of the type; `target` is a part's name, '' for what lies outside."""

    kind: str
    target: str


class Package:
    """The entries of a zip, by names with `/` whatever the case; a file is read as far as it is asked for, until `close`.

    Raises `PackageError` for what is damaged, hostile or too large.
    """

    def __init__(self, content: bytes | Path, limits: Limits = LIMITS) -> None:
        self._limits = limits
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content) if isinstance(content, bytes) else content)
            entries = self._archive.infolist()
        except ZIP_FAULTS as error:
            raise PackageError("damaged-book", _DAMAGED) from error
        _refuse_large(entries, limits)
        self._entries = _by_name(entries)
        for name in self._entries:
            if name.endswith(_XML):
                self._refuse_declarations(name)

    @property
    def names(self) -> tuple[str, ...]:
        """The stored names, in the order of the package."""
        return tuple(entry.filename for entry in self._entries.values())

    @property
    def entries(self) -> Mapping[str, zipfile.ZipInfo]:
        """What the zip lists, in its order, by `folded` names."""
        return self._entries

    @property
    def comment(self) -> bytes:
        return self._archive.comment

    def close(self) -> None:
        """Lets go of the file."""
        self._archive.close()

    def has(self, name: str) -> bool:
        return folded(name) in self._entries

    def stored(self, name: str) -> str:
        """The name of an entry as the package has it, with `/` between folders; as given where there is none."""
        entry = self._entries.get(folded(name))
        return name if entry is None else entry.filename.replace("\\", "/")

    def size(self, name: str) -> int:
        """Bytes of an entry, unpacked."""
        return self._entries[folded(name)].file_size

    def blocks(self, name: str, size: int = BLOCK) -> Iterator[bytes]:
        """An entry unpacked, block by block."""
        try:
            with self._archive.open(self._entries[folded(name)]) as stream:
                while block := stream.read(size):
                    yield block
        except (KeyError, *ZIP_FAULTS) as error:
            raise PackageError("damaged-book", _DAMAGED) from error

    def read(self, name: str) -> bytes:
        """An entry unpacked, whole."""
        return b"".join(self.blocks(name))

    def with_parts(self, parts: Mapping[str, bytes]) -> bytes:
        """The package with other contents for some entries, not compressed."""
        changed = {folded(name): content for name, content in parts.items()}
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
            for name, entry in self._entries.items():
                archive.writestr(entry.filename, changed.get(name) or b"".join(self.blocks(name)))
        return buffer.getvalue()

    def visit(self, name: str, visitor: Visitor) -> None:
        """Tell a visitor of every element of an XML entry."""
        visit(self.blocks(name), visitor, self._limits.depth)

    def relations(self, name: str = "") -> Mapping[str, Relation]:
        """Where a part points, by relation id; without a name, where the package begins."""
        part = relations_part(name)
        reader = _RelationReader(posixpath.dirname(name))
        if self.has(part):
            self.visit(part, reader)
        return reader.relations

    @property
    def main_part(self) -> str:
        """The part that the package is about, its workbook or document; '' where there is none."""
        leads = (each.target for each in self.relations().values() if each.kind == "officeDocument")
        return next((part for part in leads if self.has(part)), "")

    def _refuse_declarations(self, name: str) -> None:
        """A DOCTYPE can only stand before the root element, and only a hostile part hides its root far down."""
        try:
            head = next(self.blocks(name, _PROLOG), b"")
        except PackageError:  # a damaged part matters only to who needs it
            return
        text = head.decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")
        root = _ROOT.search(text)
        if "<!DOCTYPE" in text[: root.start() if root else None] or (root is None and len(head) >= _PROLOG):
            raise PackageError("unsafe-inside", _declares(self._entries[name].filename))


def is_marked(path: Path, name: str) -> bool:
    """True for a workbook whose workbook part carries a defined name, in whatever case; False for what is no workbook."""
    try:
        package = Package(path)
    except PackageError:
        return False
    try:
        content = package.read(package.main_part) if package.main_part else b""
    except PackageError:
        return False
    finally:
        package.close()
    return any(name.lower().encode(encoding) in content.lower() for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


def _refuse_large(entries: Iterable[zipfile.ZipInfo], limits: Limits) -> None:
    listed = tuple(entries)
    if len(listed) > limits.entries:
        raise PackageError("too-large-inside", _too_many(len(listed), limits.entries))
    for entry in listed:
        if entry.file_size > limits.entry:
            raise PackageError("too-large-inside", _too_large(entry.filename, entry.file_size, limits.entry))
        if entry.file_size > max(limits.ratio_from, limits.ratio * entry.compress_size):
            raise PackageError("too-large-inside", _too_tight(entry.filename, limits.ratio))
    total = sum(entry.file_size for entry in listed)
    if total > limits.total:
        raise PackageError("too-large-inside", _too_large("", total, limits.total))


def _by_name(entries: Iterable[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    """The entries by folded name; a name that climbs, is absolute or comes twice is refused."""
    by_name: dict[str, zipfile.ZipInfo] = {}
    for entry in entries:
        name = folded(entry.filename)
        if name.startswith("/") or ":" in name.partition("/")[0] or ".." in name.split("/"):
            raise PackageError("unsafe-inside", _climbs(entry.filename))
        if name in by_name:
            raise PackageError("unsafe-inside", _twice(entry.filename))
        by_name[name] = entry
    return by_name


def folded(name: str) -> str:
    """A name as packages compare them: `/` between folders, whatever the case, and whether written `a b` or `a%20b`."""
    return _decoded(name).replace("\\", "/").lower()


_DECODINGS = 8
"""How often a name is decoded at most: twice is met with, a thousand times is hostile."""


def _decoded(name: str) -> str:
    """The name without percent signs that stand for letters; a name that has none is given back as it is."""
    for _ in range(_DECODINGS):
        if "%" not in name:
            break
        name = unquote(name)
    return name


def as_target(part: str) -> str:
    """A part's name from the root of the package, as relations and content types write it."""
    return "/" + quote(part, safe="/%!$&'()*+,;=:@")


def relations_part(part: str) -> str:
    """The part that tells where a part points; of '' where the package begins."""
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels".lstrip("/")


# XML ------------------------------------------------------------------------------------------


class Visitor(Protocol):
    """Is told of each element by its name without prefix; attributes likewise."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None: ...
    def end(self, name: str) -> None: ...
    def text(self, text: str) -> None: ...


def visit(blocks: Iterable[bytes], visitor: Visitor, depth: int = LIMITS.depth) -> None:
    """Tell a visitor of every element; raises `PackageError` for bad XML, any declaration of entities, and too deep nesting."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    level = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal level
        level += 1
        if level > depth:
            raise PackageError("unsafe-inside", _TOO_DEEP)
        visitor.start(_local(name), {_local(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal level
        level -= 1
        visitor.end(_local(name))

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, visitor.text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        for block in blocks:
            parser.Parse(block, False)  # noqa: FBT003 (expat takes no names)
        parser.Parse(b"", True)  # noqa: FBT003
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise PackageError("damaged-book", _DAMAGED) from error


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _refuse_doctype(*_: object) -> None:
    raise PackageError("unsafe-inside", _declares(""))


class _RelationReader:
    """Gathers the relations of a part that lies in `folder`."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.relations: dict[str, Relation] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "Relationship":
            kind = attributes.get("Type", "").rpartition("/")[2]
            outside = attributes.get("TargetMode") == "External"
            target = "" if outside else _resolved(self._folder, attributes.get("Target", ""))
            self.relations[attributes.get("Id", "")] = Relation(kind, target)

    def end(self, name: str) -> None:
        pass

    def text(self, text: str) -> None:
        pass


def _resolved(folder: str, target: str) -> str:
    """A target as a part's name; '' for one that climbs out of the package."""
    parts: list[str] = []
    for part in PurePosixPath("/", folder, _decoded(target).replace("\\", "/")).parts[1:]:
        if part != "..":
            parts.append(part)
        elif parts:
            parts.pop()
        else:
            return ""
    return "/".join(parts)


_DAMAGED = Text("工作簿损坏，读不出来", "the workbook is damaged")
_TOO_DEEP = Text("里面的 XML 嵌套过深", "XML inside is nested too deeply")


def _declares(name: str) -> Text:
    return Text(f"里面的 XML {name} 声明了 DTD 或实体", f"XML inside {name} declares a DTD or entities".replace("  ", " "))


def _climbs(name: str) -> Text:
    return Text(f"里面有越出工作簿的路径 {name!r}", f"a path inside leads out of the file: {name!r}")


def _twice(name: str) -> Text:
    return Text(f"里面 {name} 出现了两次", f"{name} stands in it twice")


def _too_many(count: int, limit: int) -> Text:
    return Text(f"里面有 {count} 个部分，上限是 {limit} 个", f"it holds {count} parts, the limit is {limit}")


def _too_large(name: str, size: int, limit: int) -> Text:
    zh, en = (f"里面的 {name} ", f"{name} inside") if name else ("", "it")
    mb = f"{size >> 20:,} MB", f"{limit >> 20:,} MB"
    return Text(f"{zh}展开后有 {mb[0]}，上限是 {mb[1]}", f"{en} unpacks to {mb[0]}, the limit is {mb[1]}")


def _too_tight(name: str, limit: int) -> Text:
    return Text(f"里面的 {name} 压缩比超过上限 {limit} 倍", f"{name} inside is packed over {limit} times smaller, the limit")
