"""The source of a VBA project's modules, read and replaced inside the OLE file that holds them (MS-OVBA 2.4.1 and 2.3.4.2).

Only a stream of the same length can be replaced there, so a new source is filled up by comments until it compresses to that.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from io import BytesIO

import olefile

CODE_PAGE = "cp1252"
"""That of the projects that xlwings carries; what we write into them is ASCII."""

_CHUNK = 4096
_SIGNATURE = 1
_COMPRESSED, _RAW = 0xB000, 0x3FFF
_SHORTEST = 3
_NAME, _STREAM, _OFFSET = 0x0019, 0x001A, 0x0031
_COMMENT = 64
_TRIES = 200


class DoesNotFitError(Exception):
    """A new source is longer, compressed, than the module that it is to replace."""


def sources(project: bytes) -> Mapping[str, str]:
    """The source of each module of a `vbaProject.bin`, by name, with the attributes at its head."""
    with olefile.OleFileIO(BytesIO(project)) as storage:
        return {name: _source(_stream(storage, stream)[offset:]) for name, (stream, offset) in _modules(storage).items()}


def replaced(project: bytes, new: Mapping[str, str]) -> bytes:
    """The project with other sources for some of its modules; raises `DoesNotFitError`, or `KeyError` for an unknown module."""
    held = BytesIO(project)
    with olefile.OleFileIO(held, write_mode=True) as storage:
        modules = _modules(storage)
        for name, source in new.items():
            stream, offset = modules[name]
            old = _stream(storage, stream)
            storage.write_stream(f"VBA/{stream}", old[:offset] + _fitted(source.encode("ascii"), len(old) - offset))
    return held.getvalue()


def decompressed(container: bytes) -> bytes:
    """What a compressed container holds; raises `ValueError` for one that is none."""
    if container[:1] != bytes((_SIGNATURE,)):
        raise ValueError("not a compressed container")
    found = bytearray()
    at = 1
    while at + 2 <= len(container):
        header = int.from_bytes(container[at : at + 2], "little")
        size = (header & 0x0FFF) + 3
        chunk = container[at + 2 : at + size]
        found += _unpacked(chunk) if header & 0x8000 else chunk
        at += size
    return bytes(found)


def compressed(source: bytes) -> bytes:
    """The container that holds a source."""
    chunks = (source[at : at + _CHUNK] for at in range(0, len(source), _CHUNK))
    return bytes((_SIGNATURE,)) + b"".join(_packed(chunk) for chunk in chunks)


# Modules --------------------------------------------------------------------------------------


def _stream(storage: olefile.OleFileIO[str], name: str) -> bytes:
    return bytes(storage.openstream(f"VBA/{name}").read())


def _source(container: bytes) -> str:
    return decompressed(container).decode(CODE_PAGE)


def _modules(storage: olefile.OleFileIO[str]) -> Mapping[str, tuple[str, int]]:
    """By the name of each module its stream, and where its source begins there."""
    found: dict[str, tuple[str, int]] = {}
    name = stream = ""
    for kind, content in _records(decompressed(_stream(storage, "dir"))):
        if kind == _NAME:
            name = content.decode(CODE_PAGE)
        elif kind == _STREAM:
            stream = content.decode(CODE_PAGE)
        elif kind == _OFFSET:
            found[name] = stream, int.from_bytes(content, "little")
    return found


def _records(directory: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of the `dir` stream; that of the version (0x0009) is longer than it says."""
    at = 0
    while at + 6 <= len(directory):
        kind = int.from_bytes(directory[at : at + 2], "little")
        size = int.from_bytes(directory[at + 2 : at + 6], "little") + (2 if kind == 0x0009 else 0)
        yield kind, directory[at + 6 : at + 6 + size]
        at += 6 + size


# Fitting --------------------------------------------------------------------------------------


def _fitted(source: bytes, room: int) -> bytes:
    """The source with as many letters in comments at its end as make it `room` bytes, compressed."""
    if len(compressed(source)) > room:
        raise DoesNotFitError(f"{len(compressed(source))} bytes for {room}")
    for salt in range(_TRIES):
        letters = _letters(salt, 2 * room)
        low, high = 0, len(letters)
        while low < high:  # the smallest number of letters that fills the room
            middle = (low + high) // 2
            if len(compressed(source + _comments(letters[:middle]))) < room:
                low = middle + 1
            else:
                high = middle
        container = compressed(source + _comments(letters[:low]))
        if len(container) == room:
            return container
    raise DoesNotFitError(f"no comment makes it {room} bytes")


def _letters(salt: int, count: int) -> bytes:
    """Letters that hardly compress, the same each time."""
    blocks = (sha256(f"{salt}:{block}".encode()).digest()[:30] for block in range(count // 40 + 1))
    return b64encode(b"".join(blocks))[:count]


def _comments(letters: bytes) -> bytes:
    lines = (letters[at : at + _COMMENT] for at in range(0, len(letters), _COMMENT))
    return b"".join(b"'" + line + b"\r\n" for line in lines)


# Chunks ---------------------------------------------------------------------------------------


def _unpacked(chunk: bytes) -> bytes:
    found = bytearray()
    at = 0
    while at < len(chunk):
        flags = chunk[at]
        at += 1
        for bit in range(8):
            if at >= len(chunk):
                break
            if not flags >> bit & 1:
                found.append(chunk[at])
                at += 1
                continue
            token = int.from_bytes(chunk[at : at + 2], "little")
            at += 2
            width = _width(len(found))
            start = len(found) - (token >> (16 - width)) - 1
            for place in range(start, start + (token & 0xFFFF >> width) + _SHORTEST):
                found.append(found[place])
    return bytes(found)


@lru_cache(maxsize=256)
def _packed(chunk: bytes) -> bytes:
    """A chunk with its header; as it stands where it does not become shorter."""
    body = bytearray()
    at = 0
    while at < len(chunk):
        flags, tokens = 0, bytearray()
        for bit in range(8):
            if at >= len(chunk):
                break
            length, distance = _longest(chunk, at)
            if length < _SHORTEST:
                tokens.append(chunk[at])
                at += 1
                continue
            width = _width(at)
            tokens += ((distance - 1) << (16 - width) | (length - _SHORTEST)).to_bytes(2, "little")
            flags |= 1 << bit
            at += length
        body.append(flags)
        body += tokens
    if len(body) > _CHUNK and len(chunk) == _CHUNK:
        return _RAW.to_bytes(2, "little") + chunk
    return (_COMPRESSED | (len(body) - 1)).to_bytes(2, "little") + bytes(body)


def _longest(chunk: bytes, at: int) -> tuple[int, int]:
    """Length and distance of the longest earlier run of the bytes from `at` on; (0, 0) where none is long enough."""
    most = min((0xFFFF >> _width(at)) + _SHORTEST, len(chunk) - at)
    length = _SHORTEST - 1
    found = 0, 0
    while length < most:
        place = chunk.rfind(chunk[at : at + length + 1], 0, at + length)
        if place < 0:
            break
        length += 1
        while length < most and chunk[place + length] == chunk[at + length]:
            length += 1
        found = length, at - place
    return found


def _width(position: int) -> int:
    """How many bits of a token tell the distance, at a position inside its chunk."""
    return max(4, (position - 1).bit_length()) if position else 4
