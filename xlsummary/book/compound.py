"""Old Office files whose chains of sectors run in a circle: the reader library would follow them until memory is full."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

_HEADER = 512
_IN_HEADER = range(76, _HEADER, 4)
_LAST_SECTOR = 0xFFFFFFFA
"""From here on a number is no sector but says that a chain ends or a sector is free."""


def runs_in_a_circle(content: bytes) -> bool:
    """True where a chain of sectors of the file, or of its small streams, comes back to itself."""
    size = 1 << min(_number(content, 30) & 0xFFFF, 20)
    listed = [_number(content, at) for at in _IN_HEADER]
    following, seen = _number(content, 68), set[int]()
    while following < _LAST_SECTOR and (following + 2) * size <= len(content):
        if following in seen:
            return True
        seen.add(following)
        sector = _sector(content, following, size)
        listed += sector[:-1]
        following = sector[-1]
    table = array("I")
    for number in listed:
        if number < _LAST_SECTOR:
            table.extend(_sector(content, number, size))
    if _has_circle(table):
        return True
    small, at = array("I"), _number(content, 60)
    while at < len(table):
        small.extend(_sector(content, at, size))
        at = table[at]
    return _has_circle(small)


def _number(content: bytes, at: int) -> int:
    return int.from_bytes(content[at : at + 4], "little")


def _sector(content: bytes, number: int, size: int) -> array[int]:
    """Its numbers, as many of them as the file holds."""
    part = content[(number + 1) * size : (number + 2) * size]
    numbers = array("I")
    numbers.frombytes(part[: len(part) // 4 * 4])
    return numbers


def _has_circle(table: Sequence[int]) -> bool:
    """True where following the table from some place never ends."""
    settled = bytearray(len(table))
    for start in range(len(table)):
        path, at = [], start
        while at < len(table) and not settled[at]:
            settled[at] = 1
            path.append(at)
            at = table[at]
        if at < len(table) and settled[at] == 1:
            return True
        for each in path:
            settled[each] = 2
    return False
