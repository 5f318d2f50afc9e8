"""A zip package (xlsx, docx) written so that the same content gives the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

CONTENT_TYPES = "[Content_Types].xml"
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


def settled(content: bytes, day: date) -> bytes:
    """The package with `day` as its created and modified date and our one way of zipping: the same content, the same bytes."""
    entries = unpacked(content)
    core = "docProps/core.xml"
    if core in entries:
        stamp = b"%04d-%02d-%02dT00:00:00Z" % (day.year, day.month, day.day)
        entries[core] = _STAMP.sub(rb"\g<1>" + stamp, entries[core])
    return packed({name: settled(part, day) if name.endswith(".xlsx") else part for name, part in entries.items()})


def is_marked(path: Path, name: str) -> bool:
    """True for a workbook whose workbook part carries a defined name; False for anything that is not a workbook."""
    try:
        with zipfile.ZipFile(path) as archive:
            return any(name.encode() in archive.read(part) for part in archive.namelist() if part.endswith("workbook.xml"))
    except (OSError, zipfile.BadZipFile):
        return False
