"""A zip package (xlsx, docx) written so that the same content gives the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

CONTENT_TYPES = "[Content_Types].xml"
CORE = "docProps/core.xml"
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def packed(entries: Mapping[str, bytes]) -> bytes:
    """A zip of the entries: content types first, the rest by name, all with one fixed date and one method."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(entries, key=lambda each: (each != CONTENT_TYPES, each)):
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, entries[name])
    return buffer.getvalue()


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
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError, zlib.error):
        return {}


def settled(content: bytes, day: date, *, core: bytes | None = None) -> bytes:
    """The package with `day` as its created and modified date and our one way of zipping: the same content, the same bytes.

    `core`, where given, stands as the document's properties as it is: a user's own; nothing else is dated then.
    """
    entries = unpacked(content)
    if core is not None:
        return packed({**entries, CORE: core})
    if CORE in entries:
        stamp = b"%04d-%02d-%02dT00:00:00Z" % (day.year, day.month, day.day)
        entries[CORE] = _STAMP.sub(rb"\g<1>" + stamp, entries[CORE])
    return packed({name: settled(part, day) if name.endswith(".xlsx") else part for name, part in entries.items()})


def is_marked(path: Path, name: str) -> bool:
    """True for a workbook whose workbook part carries a defined name; False for anything that is not a workbook."""
    try:
        with zipfile.ZipFile(path) as archive:
            return any(name.encode() in archive.read(part) for part in archive.namelist() if part.endswith("workbook.xml"))
    except (OSError, zipfile.BadZipFile):
        return False


def part_of(content: bytes, suffix: str, limit: int = 1 << 20) -> bytes:
    """The first `limit` bytes of the first entry whose name ends so; b'' for no such entry or no zip."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                if name.endswith(suffix):
                    with archive.open(name) as stream:
                        return stream.read(limit)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError, zlib.error):
        return b""
    return b""


def entry_names(content: bytes) -> tuple[str, ...]:
    """The names of a zip's entries; none for what is no zip, or one too damaged to list."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return tuple(archive.namelist())
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError, ValueError):
        return ()
