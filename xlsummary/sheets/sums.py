"""What a SUM formula adds, whatever a program that saved it made of its spelling."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

Place = tuple[int, int]
"""Row and column, each from 1; or how many rows and columns away."""

Areas = tuple[tuple[Place, Place], ...]
"""First and last cell of each area that is added, as seen from the formula's own cell; none for a sum of nothing."""

_CELL = r"\$?[A-Z]{1,3}\$?[0-9]{1,7}"
_AREA = re.compile(rf"({_CELL})(?::({_CELL}))?")
_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_BLANKS = re.compile(r"\s+")
_SUM = re.compile(r"\+?SUM\((.*)\)")
_LOST = "#REF!"


def areas_of(formula: str, at: str, title: str = "") -> Areas | None:
    """What a formula in the cell `at` adds; None for one that is more or other than a sum of cells of its sheet, `title`.

    `=SUM( $G$8:$G$12; G20 )` and `SUM(计划分解!G8:G12,G20)` are one. What was deleted (`#REF!`) adds nothing.
    """
    text = _BLANKS.sub("", formula).removeprefix("=").upper()
    for prefix in _prefixes(title):
        text = text.replace(prefix, "")
    if text in {"0", "+0"}:
        return ()
    inside = _SUM.fullmatch(text)
    if inside is None:
        return None
    origin = place_of(at)
    areas = [_area(each, origin) for each in re.split("[,;]", inside[1]) if each != _LOST]
    return None if None in areas else tuple(sorted(each for each in areas if each is not None))


def cells_of(areas: Areas, at: Place) -> Iterator[Place]:
    """Every cell that a formula at a place adds."""
    for (top, left), (bottom, right) in areas:
        for row in range(at[0] + top, at[0] + bottom + 1):
            for column in range(at[1] + left, at[1] + right + 1):
                yield row, column


def moved(areas: Areas, at: Place) -> Areas:
    """The areas of a formula at a place, as the sheet counts rows and columns."""
    row, column = at
    return tuple(((top + row, left + column), (bottom + row, right + column)) for (top, left), (bottom, right) in areas)


def text_of(areas: Areas) -> str:
    """The areas in few letters, none of them a space: `1,0:5,0;7,0`."""
    spelled = (f"{_spelled(first)}:{_spelled(last)}" if first != last else _spelled(first) for first, last in areas)
    return ";".join(spelled) or "0"


@cache
def areas_from(text: str) -> Areas:
    """The areas that `text_of` spelled; raises ValueError for other texts."""
    if text == "0":
        return ()
    return tuple(
        (_offset(first), _offset(last or first)) for first, _, last in (each.partition(":") for each in text.split(";"))
    )


@cache
def place_of(address: str) -> Place:
    """Row and column of `G12`; raises ValueError for another text."""
    match = _ADDRESS.fullmatch(address)
    if match is None:
        raise ValueError(address)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


def _area(text: str, origin: Place) -> tuple[Place, Place] | None:
    match = _AREA.fullmatch(text)
    if match is None:
        return None
    first, last = place_of(match[1]), place_of(match[2] or match[1])
    return (
        (min(first[0], last[0]) - origin[0], min(first[1], last[1]) - origin[1]),
        (max(first[0], last[0]) - origin[0], max(first[1], last[1]) - origin[1]),
    )


def _prefixes(title: str) -> Collection[str]:
    """How a formula names its own sheet."""
    name = _BLANKS.sub("", title).upper()
    return ("'{}'!".format(name.replace("'", "''")), f"{name}!") if name else ()


def _spelled(place: Place) -> str:
    return f"{place[0]},{place[1]}"


def _offset(text: str) -> Place:
    row, column = text.split(",")
    return int(row), int(column)
