"""A zip made anew from another one: its entries are copied as they lie, compressed bytes and all."""

from __future__ import annotations

import struct
import zipfile
import zlib
from dataclasses import dataclass, replace
from typing import BinaryIO

from xlsummary.excel.grafted import Piece, Span
from xlsummary.model import Text
from xlsummary.package import PackageError, our_entry

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_FIELD = struct.Struct("<2H")
_ENCRYPTED, _DESCRIPTOR, _UTF8 = 0x1, 0x8, 0x800
_ZIP64 = 1
_LIMIT = 0xFFFFFFFF


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """An entry of the new zip, as its central directory tells of it; `extra` are the further fields it has there."""

    name: bytes
    flags: int
    method: int
    time: int
    date: int
    crc: int
    packed: int
    size: int
    made_by: int
    needed: int
    internal: int
    external: int
    extra: bytes
    comment: bytes
    offset: int = 0

    def local(self, extra: bytes) -> bytes:
        """The header before the entry's bytes."""
        sizes = (self.crc, self.packed, self.size, len(self.name), len(extra))
        fixed = _LOCAL.pack(b"PK\x03\x04", self.needed, self.flags, self.method, self.time, self.date, *sizes)
        return fixed + self.name + extra

    def central(self) -> bytes:
        lengths = (len(self.name), len(self.extra), len(self.comment))
        fixed = _CENTRAL.pack(
            b"PK\x01\x02",
            *(self.made_by, self.needed, self.flags, self.method, self.time, self.date, self.crc, self.packed, self.size),
            *(*lengths, 0, self.internal, self.external, self.offset),
        )
        return fixed + self.name + self.extra + self.comment


class RawZip:
    """A zip in the making; `source` is the file the copied entries lie in.

    Sizes are those of a package within its limits, so that no entry needs the fields for large files; an entry that has them
    all the same, or whose sizes stand behind it, gets a plain header.
    """

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self._end = source.seek(0, 2)
        self._entries: list[_Entry] = []
        self._pieces: list[Piece] = []
        self._offset = 0

    def copy(self, listed: zipfile.ZipInfo) -> None:
        """An entry of the source, not unpacked; raises `PackageError` where it does not lie where the source says."""
        header = self._read(listed.header_offset, _LOCAL.size)
        signature, *_, name_length, extra_length = _LOCAL.unpack(header)
        start = listed.header_offset + _LOCAL.size
        name = self._read(start, name_length)
        extra = self._read(start + name_length, extra_length)
        bytes_at = start + name_length + extra_length
        if signature != b"PK\x03\x04" or bytes_at + listed.compress_size > self._end:
            raise PackageError("damaged-book", _DAMAGED)
        entry = _as_listed(listed)
        if name == entry.name and _plain(extra) == extra and header == entry.local(extra)[: _LOCAL.size]:
            self._append(entry, Span(listed.header_offset, bytes_at - listed.header_offset + listed.compress_size))
        else:
            self._append(entry, entry.local(_plain(extra)), Span(bytes_at, listed.compress_size))

    def replace(self, listed: zipfile.ZipInfo, content: bytes) -> None:
        """An entry of the source with another content; its name, date and attributes stay."""
        self._put(_as_listed(listed), content)

    def add(self, name: str, content: bytes) -> None:
        """A new entry, with the date and attributes all of ours have."""
        listed = our_entry(name)
        listed.CRC = 0  # told when it is packed
        listed.flag_bits = 0 if name.isascii() else _UTF8
        self._put(_as_listed(listed), content)

    def pieces(self, comment: bytes = b"") -> tuple[Piece, ...]:
        """The whole zip."""
        directory = b"".join(entry.central() for entry in self._entries)
        count = len(self._entries)
        end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), self._offset, len(comment))
        return (*_joined(self._pieces), directory + end + comment)

    def _read(self, start: int, length: int) -> bytes:
        self._source.seek(start)
        block = self._source.read(length)
        if len(block) < length:
            raise PackageError("damaged-book", _DAMAGED)
        return block

    def _put(self, entry: _Entry, content: bytes) -> None:
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        packed = packer.compress(content) + packer.flush()
        entry = replace(
            entry,
            flags=entry.flags & _UTF8,
            method=zipfile.ZIP_DEFLATED,
            needed=max(entry.needed, 20),
            crc=zlib.crc32(content),
            packed=len(packed),
            size=len(content),
        )
        self._append(entry, entry.local(entry.extra) + packed)

    def _append(self, entry: _Entry, *pieces: Piece) -> None:
        self._entries.append(replace(entry, offset=self._offset))
        self._pieces += pieces
        self._offset += sum(piece.length if isinstance(piece, Span) else len(piece) for piece in pieces)
        if self._offset >= _LIMIT:  # only where entries lie over each other
            raise PackageError("damaged-book", _DAMAGED)


def _as_listed(listed: zipfile.ZipInfo) -> _Entry:
    """An entry as the source's central directory has it, without what only large files and streams need."""
    if listed.flag_bits & _ENCRYPTED:
        raise PackageError("encrypted-book", _LOCKED)
    year, month, day, hour, minute, second = listed.date_time
    return _Entry(
        name=listed.orig_filename.encode("utf-8" if listed.flag_bits & _UTF8 else "cp437"),
        flags=listed.flag_bits & ~_DESCRIPTOR,
        method=listed.compress_type,
        time=hour << 11 | minute << 5 | second // 2,
        date=(year - 1980) << 9 | month << 5 | day,
        crc=listed.CRC,
        packed=listed.compress_size,
        size=listed.file_size,
        made_by=listed.create_system << 8 | listed.create_version,
        needed=listed.reserved << 8 | listed.extract_version,
        internal=listed.internal_attr,
        external=listed.external_attr,
        extra=_plain(listed.extra),
        comment=listed.comment,
    )


def _plain(extra: bytes) -> bytes:
    """The further fields without those of large files."""
    kept = b""
    while len(extra) >= _FIELD.size:
        kind, length = _FIELD.unpack_from(extra)
        field, extra = extra[: _FIELD.size + length], extra[_FIELD.size + length :]
        kept += b"" if kind == _ZIP64 else field
    return kept + extra


def _joined(pieces: list[Piece]) -> list[Piece]:
    """The same bytes in fewer pieces: spans that follow each other are one."""
    joined: list[Piece] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        if isinstance(last, Span) and isinstance(piece, Span) and last.start + last.length == piece.start:
            joined[-1] = Span(last.start, last.length + piece.length)
        elif isinstance(last, bytes) and isinstance(piece, bytes):
            joined[-1] = last + piece
        else:
            joined.append(piece)
    return joined


_DAMAGED = Text("工作簿损坏，读不出来", "the workbook is damaged")
_LOCKED = Text("工作簿里有加密的部分", "parts of the workbook are encrypted")
