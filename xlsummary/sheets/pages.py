"""Where the pages of a printed sheet begin, so that no block is cut that fits on a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from xlsummary.sheets.layout import LayoutColumn, LayoutRow

ACROSS, DOWN = 784.0, 516.0
"""Points of an A4 page on its side, without its margins."""

_A_CHARACTER = 5.25
"""Points of a column's character in the narrowest of the usual fonts; in a broader one a page takes more rows."""
_ROW = 15.0
_IN_HAND = 0.96
_MOST_STRETCHED = 1.35


def page_starts(
    rows: Sequence[LayoutRow], columns: Iterable[LayoutColumn], blocks: Sequence[tuple[int, int]], repeated: Sequence[int] = ()
) -> Iterator[int]:
    """The blocks' first rows that are to begin a page of a sheet that is fitted to its width.

    `blocks` have their first and last rows in order, 1-based and inclusive; `repeated` are rows printed on every page. A block
    that is longer than a page is left to be cut, and one that a page begins with anyway begins none; nor does the first, which
    would leave a page with the head alone.
    """
    room = page_room(columns)
    ends = _ends(rows)
    heads = sum(ends[row] - ends[row - 1] for row in repeated)
    top = 0.0
    for place, (first, last) in enumerate(blocks):
        begin, end = ends[first - 1], ends[last]
        while begin - top >= room:  # a page of its own has begun before
            top += room - heads
        if place and end - top > room and begin > top and end - begin + heads <= room:
            yield first
            top = begin - heads


def page_room(columns: Iterable[LayoutColumn]) -> float:
    """Points of rows that a page takes of a sheet that is fitted to its width."""
    return DOWN * _IN_HAND / _scale(columns)


def height_of(rows: Sequence[LayoutRow]) -> float:
    """Points of the rows that stand open."""
    return _ends(rows)[-1]


def stretch_for(columns: Iterable[LayoutColumn], height: float, growing: float = 0.0) -> float:
    """What to widen the columns by so that rows of so many points stand on one page; 1 where that asks too much or nothing.

    `growing` are further points, of what grows with the columns.
    """
    width = sum(column.width for column in columns if not column.hidden) * _A_CHARACTER
    share = ACROSS / (DOWN * _IN_HAND * width) if width else 0.0
    wanted = height * share / (1 - growing * share) if growing * share < 1 else 0.0
    return wanted if 1.0 < wanted <= _MOST_STRETCHED else 1.0


def _scale(columns: Iterable[LayoutColumn]) -> float:
    width = sum(column.width for column in columns if not column.hidden) * _A_CHARACTER
    return min(1.0, ACROSS / width) if width else 1.0


def _ends(rows: Sequence[LayoutRow]) -> list[float]:
    """Points from the top of the sheet down to the end of each row, from 0 on."""
    ends = [0.0]
    for row in rows:
        ends.append(ends[-1] + (0.0 if row.hidden else _ROW if row.height is None else row.height))
    return ends
