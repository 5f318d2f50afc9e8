"""Columns of cells converted as a whole: what many cells share is done once, and only odd cells one by one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from operator import sub
from typing import TypeVar

from xlsummary.book.values import CellValue, Read
from xlsummary.money import LARGEST, plain_number

T = TypeVar("T")

_NEAR = 1e-6
"""Of a grain: as close as this a number is that grain, and no finer amount."""

_SURE = 1e13
"""Grains beyond which binary fractions no longer tell what was typed."""

_ODD_TEXT = re.compile(r"^[#＃]|[\x00-\x08\x0b-\x1f\x7f]|\d[Ee]\+\d+\s*$")
"""What may be an error value, has characters that are replaced, or is a long number as a spreadsheet shows it."""


def read_alike(
    cells: Sequence[CellValue], reader: Callable[[CellValue], Read[T]]
) -> tuple[Sequence[object], Mapping[object, Read[T]]]:
    """A key for each cell, and what the cells of each key read as; equal cells are read once, blanks as nothing."""
    if len(set(map(type, cells))) <= 1:
        return cells, {cell: _read(cell, reader) for cell in dict.fromkeys(cells)}
    typed = [*zip(map(type, cells), cells, strict=True)]  # 1, 1.0 and True are equal in Python, and different cells
    return typed, {key: _read(key[1], reader) for key in dict.fromkeys(typed)}


def _read(cell: CellValue, reader: Callable[[CellValue], Read[T]]) -> Read[T]:
    return Read() if cell == "" else reader(cell)


def plain_grains(cells: Sequence[CellValue], scale: float) -> list[int | None]:
    """The numbers that plainly are whole grains, as such; None for every other cell.

    A grain is a fen or a thousandth, `scale` the grains in one of the column's numbers.
    """
    sure = _SURE / scale
    numbers = [cell for cell in cells if type(cell) is float and -sure < cell < sure]
    scaled = [number * scale for number in numbers]
    grains: list[int | None] = [*map(round, scaled)]
    if max(map(abs, map(sub, scaled, grains)), default=0) > _NEAR:
        grains = [
            grain if abs(number - grain) <= _NEAR else None for number, grain in zip(scaled, map(round, scaled), strict=True)
        ]
    if len(numbers) == len(cells):
        return grains
    following = iter(grains)
    return [next(following) if type(cell) is float and -sure < cell < sure else None for cell in cells]


def grains_in_texts(texts: Iterable[str], scale: Decimal, size: int) -> dict[str, int]:
    """The texts that plainly are numbers of whole grains, and their grains; `size` grains are one yuan or piece."""
    read: dict[str, int] = {}
    for text in texts:
        number = plain_number(text)
        if number is not None:
            grain = int(number * scale)
            if grain == number * scale and abs(grain) < LARGEST * size:
                read[text] = grain
    return read


def plain_texts(cells: Iterable[object]) -> dict[object, str]:
    """The cells that plainly are texts, and those texts, trimmed; no others."""
    return {cell: cell.strip() for cell in cells if isinstance(cell, str) and _ODD_TEXT.search(cell) is None}
