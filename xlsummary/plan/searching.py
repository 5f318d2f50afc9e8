"""Whole numbers that meet typed rows, by search: for rows that cross one another so that no single flow holds them all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_MOST_NODES = 5_000
"""Places of the search looked at before it is given up; books of small numbers need a few hundred."""

_MOST_NARROWINGS = 200_000
"""Times that a row narrows what its unknowns may be before the search is given up: in rows that contradict each other each
narrows by a little, and large amounts would take as many rounds as they are large."""

Row = tuple[Sequence[tuple[int, int]], int]
"""Unknowns with their coefficients, and what they make together."""


@dataclass(frozen=True, slots=True)
class _Ranges:
    """What each unknown may still be."""

    lows: list[int]
    highs: list[int]

    def copied(self) -> _Ranges:
        return _Ranges([*self.lows], [*self.highs])


def searched(wanted: Sequence[float], rows: Sequence[Row]) -> list[int] | None:
    """Whole numbers from 0 up that make up every row, near `wanted` where that can be; every unknown lies in a row.

    None where there are none, or none were found in reasonable time. Depth first, the narrowest row first, with the ranges
    of all unknowns drawn together by every row after each choice.
    """
    highest = sum(abs(value) for _, value in rows)
    of: list[list[int]] = [[] for _ in wanted]
    for number, (terms, _) in enumerate(rows):
        for place, _ in terms:
            of[place].append(number)
    waiting: list[tuple[_Ranges, Sequence[int]]] = [(_Ranges([0] * len(wanted), [highest] * len(wanted)), range(len(rows)))]
    narrowings = 0
    for _ in range(_MOST_NODES):
        if not waiting or narrowings > _MOST_NARROWINGS:
            return None
        ranges, touched = waiting.pop()
        is_possible, count = _drawn_together(ranges, rows, of, touched, _MOST_NARROWINGS - narrowings)
        narrowings += count
        if not is_possible:
            continue
        unknown = _narrowest(ranges, rows)
        if unknown is None:
            return ranges.lows
        low, high = ranges.lows[unknown], ranges.highs[unknown]
        first = min(max(round(wanted[unknown]), low), high)
        beside = [(low, first - 1), (first + 1, high)]
        beside = beside if wanted[unknown] > first else beside[::-1]
        for least, most in (*beside, (first, first)):
            if least <= most:
                branch = ranges.copied()
                branch.lows[unknown], branch.highs[unknown] = least, most
                waiting.append((branch, of[unknown]))
    return None


def _narrowest(ranges: _Ranges, rows: Sequence[Row]) -> int | None:
    """An unknown that is still open, in the row with the fewest of them; None where all are known."""
    fewest: list[int] = []
    for terms, _ in rows:
        still = [unknown for unknown, _ in terms if ranges.lows[unknown] < ranges.highs[unknown]]
        if still and (not fewest or len(still) < len(fewest)):
            fewest = still
    return fewest[0] if fewest else None


def _drawn_together(
    ranges: _Ranges, rows: Sequence[Row], of: Sequence[Sequence[int]], touched: Sequence[int], most: int
) -> tuple[bool, int]:
    """Narrows the ranges to what the rows leave, in `most` steps at most; False where a row cannot be met, and the steps."""
    waiting, count = dict.fromkeys(touched), 0
    while waiting:
        count += 1
        number = next(iter(waiting))
        del waiting[number]
        narrowed = _narrowed(ranges, rows[number])
        if narrowed is None or count > most:
            return False, count
        waiting.update(dict.fromkeys(row for unknown in narrowed for row in of[unknown]))
    return True, count


def _narrowed(ranges: _Ranges, row: Row) -> list[int] | None:
    """The unknowns that the row narrows; None where it cannot be met."""
    terms, value = row
    lows, highs = ranges.lows, ranges.highs
    least = sum(part * (lows if part > 0 else highs)[unknown] for unknown, part in terms)
    most = sum(part * (highs if part > 0 else lows)[unknown] for unknown, part in terms)
    if not least <= value <= most:
        return None
    narrowed = []
    for unknown, part in terms:
        up, down = (value - least, most - value) if part > 0 else (most - value, value - least)
        high, low = lows[unknown] + up // abs(part), highs[unknown] - down // abs(part)
        if high < highs[unknown] or low > lows[unknown]:
            ranges.highs[unknown], ranges.lows[unknown] = min(high, highs[unknown]), max(low, lows[unknown])
            if ranges.lows[unknown] > ranges.highs[unknown]:
                return None
            narrowed.append(unknown)
            least = sum(part * (lows if part > 0 else highs)[unknown] for unknown, part in terms)
            most = sum(part * (highs if part > 0 else lows)[unknown] for unknown, part in terms)
    return narrowed
