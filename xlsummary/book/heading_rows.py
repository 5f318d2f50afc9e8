"""A heading row as it is read, also one of two rows: `金额` merged over `销售额` and `回款` in the row below."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from xlsummary.book.months_across import is_period_heading
from xlsummary.book.schema import Sheet, ValueKind
from xlsummary.book.source import Grid
from xlsummary.book.values import CellValue, is_blank
from xlsummary.book.vocabulary import Vocabulary
from xlsummary.spelling import bracketed, folded

AMOUNTS = frozenset({"sales", "collected", "profit", "quantity"})
"""The fields of 实绩 of which it needs one."""
STAND_INS = ("shipped", "ordered", "collected_on")
"""The fields of 实绩 that stand in for its date."""
_BARE_UNIT = re.compile(
    r"(?P<name>.*?[^\s:,/_-])[\s:,/_-]*(?P<unit>(?:(?:十|百|千|万|百万|千万|亿)?(?:元|美元|欧元|港元|日元)|万|亿|吨|千克|公斤|件|箱|台|桶)"
    r"|(?<=[\s:,/_-])(?:rmb|cny|usd|eur|hkd|jpy|gbp|k|kg))",
    re.IGNORECASE,
)
"""A heading with its unit behind it."""
_MONEY = (ValueKind.MONEY, ValueKind.MONEY_OR_NUMBER)


@dataclass(frozen=True, slots=True)
class Headings:
    """The heading of each column, '' for none, and the place in the grid of the row in which each stands.

    `first` and `last` are the places of the first and last of the rows.
    """

    texts: tuple[str, ...]
    places: tuple[int, ...]
    first: int
    last: int


def is_complete(spec: Sheet, names: Set[str]) -> bool:
    """True where fields hold all that a sheet needs; another date may stand in for the date of an actual."""
    missing = {column.name for column in spec.columns if column.required} - names
    if spec.key != "actuals":
        return not missing
    return bool(names & AMOUNTS) and (not missing or bool(names & set(STAND_INS)))


def names_in(texts: Sequence[str], words: Vocabulary) -> Set[str]:
    """The fields that headings name."""
    return {meaning.name for text in texts if (meaning := words.meaning(text))}


def _with_brackets(text: str, words: Vocabulary) -> str:
    """`销售额 万元` and `销售额万元` as `销售额（万元）`, where the rest is a known heading and the whole is none."""
    match = None if not text or words.meaning(text) or bracketed(text) else _BARE_UNIT.fullmatch(folded(text))
    if match is None or words.meaning(match["name"]) is None:
        return text
    return f"{match['name']}（{match['unit']}）"


def headings_at(grid: Grid, place: int, spec: Sheet, words: Vocabulary) -> Headings:
    """The headings of a row, or of this row and the next where some of its headings are divided there.

    They are where the next row holds texts under cells merged over columns and nothing under the other headings; without
    merged cells, where each of these texts is a known heading. A part takes the unit in the brackets of the whole.
    """
    upper = [_with_brackets(_text(cell), words) for cell in grid.rows[place]]
    wholes = _wholes(grid, place, words)
    if not wholes:
        return Headings(tuple(upper), (place,) * len(upper), place, place)
    lower = [_with_brackets(_text(cell), words) for cell in grid.rows[place + 1]]
    if is_complete(spec, names_in(lower, words)):
        return Headings(tuple(upper), (place,) * len(upper), place, place)
    known = {whole for at, whole in wholes.items() if words.meaning(lower[at])}
    texts = [
        text if at not in wholes else _part(lower[at], upper[wholes[at]], spec, words, known=wholes[at] in known)
        for at, text in enumerate(upper)
    ]
    places = tuple(place + (at in wholes) for at in range(len(upper)))
    return Headings(tuple(texts), places, place, place + 1)


def _part(part: str, whole: str, spec: Sheet, words: Vocabulary, *, known: bool) -> str:
    """What a part is called: by the whole where none of its parts is a known heading; a period by itself."""
    if not known:
        return whole if words.meaning(whole) and not is_period_heading(part) else part
    meaning = words.meaning(part)
    if meaning is None or bracketed(part) or spec.column(meaning.name).kind not in _MONEY:
        return part
    return part + "".join(f"（{each}）" for each in bracketed(whole))


def _wholes(grid: Grid, place: int, words: Vocabulary) -> Mapping[int, int]:
    """The column of the divided heading for each column with a part of it; empty where none is divided."""
    if place + 1 >= len(grid.rows):
        return {}
    upper, lower = grid.rows[place], grid.rows[place + 1]
    parts = [at for at, cell in enumerate(lower) if not is_blank(cell)]
    plain = [at for at, cell in enumerate(upper) if not is_blank(cell) and at not in parts]
    if len(parts) < 2 or not all(isinstance(lower[at], str) for at in parts):
        return {}
    merged = {
        column - grid.first_column: merge.first_column - grid.first_column
        for merge in grid.merges
        if merge.first_row == merge.last_row == grid.first_row + place and merge.last_column > merge.first_column
        for column in range(merge.first_column, merge.last_column + 1)
    }
    if not any(at not in merged for at in plain):
        return {}
    if all(at in merged and not is_blank(upper[merged[at]]) for at in parts):
        return {at: merged[at] for at in parts}
    return {} if merged else _wholes_unmerged(upper, lower, parts, words)


def _wholes_unmerged(
    upper: Sequence[CellValue], lower: Sequence[CellValue], parts: Sequence[int], words: Vocabulary
) -> Mapping[int, int]:
    wholes = {at: next((left for left in range(at, -1, -1) if not is_blank(upper[left])), -1) for at in parts}
    meanings = {meaning.name for at in parts if (meaning := words.meaning(str(lower[at])))}
    divided = len(meanings) == len(parts) and any(is_blank(upper[at]) for at in parts)
    return wholes if divided and all(whole in parts for whole in wholes.values()) else {}


def _text(cell: CellValue) -> str:
    return cell if isinstance(cell, str) else str(cell)
