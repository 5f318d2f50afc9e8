"""Whether rows that cross one another can be met at all, exactly: phase one of the simplex method."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

_MOST_CHANGES, _MOST_MORE = 3_000_000, 500_000
"""Numbers changed before the question is left open, and then before all rows of an answer count as needed."""

_Number = int | Fraction
"""Whole wherever it can be, which is quicker."""

Row = tuple[Mapping[int, int], Fraction]
"""Unknowns with their signs, 1 or -1, and what they make together."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`amounts` of the unknowns, those that are 0 left out, or else `weights`: how often to count some rows, by place.

    Counted so, the rows have no unknown less often above 0 than below it, but their values come to less than 0: they cannot
    be met (Farkas 1902).
    """

    amounts: Mapping[int, Fraction]
    weights: Mapping[int, Fraction]

    @property
    def is_met(self) -> bool:
        return not self.weights


def answer_of(rows: Sequence[Row]) -> Answer | None:
    """Amounts from 0 up that give every row its value, or why there are none; None where neither was found in time."""
    found = _Table(rows, _MOST_CHANGES).answer()
    return found if found is None or found.is_met else _needed(rows, found)


def _needed(rows: Sequence[Row], found: Answer) -> Answer:
    """The answer without the rows that can be left out of it, as far as that is found in time."""
    kept, budget = [*found.weights], _MOST_MORE
    for place in found.weights:
        fewer = [other for other in kept if other != place]
        table = _Table([rows[other] for other in fewer], budget)
        again = table.answer() if len(fewer) < len(kept) else None
        budget -= table.changes
        if again is not None and not again.is_met:
            kept = [fewer[other] for other in again.weights]
            found = Answer({}, dict(zip(kept, again.weights.values(), strict=True)))
    return found


class _Table:
    """The rows as equations, each with an unknown of its own that is to become 0."""

    def __init__(self, rows: Sequence[Row], most: int) -> None:
        self.changes = 0
        self._most = most
        self._signs = [-1 if value < 0 else 1 for _, value in rows]
        self._lines: list[dict[int, _Number]] = []
        for place, ((terms, _), sign) in enumerate(zip(rows, self._signs, strict=True)):
            line: dict[int, _Number] = {unknown: part * sign for unknown, part in terms.items()}
            line[_own(place)] = 1
            self._lines.append(line)
        self._values: list[_Number] = [abs(value) for _, value in rows]
        self._basis = [_own(place) for place in range(len(rows))]
        self._goal: dict[int, _Number] = {}
        self._missing: _Number = 0
        for line, value in zip(self._lines, self._values, strict=True):
            self._missing += value
            self._add(self._goal, line, 1)

    def answer(self) -> Answer | None:
        while self._missing:
            able = [(-number, unknown) for unknown, number in self._goal.items() if unknown >= 0 and number > 0]
            if not able:
                weights = ((place, -sign * self._goal.get(_own(place), 0)) for place, sign in enumerate(self._signs))
                return Answer({}, {place: Fraction(weight) for place, weight in weights if weight})
            self._enter(min(able)[1])
            if self.changes > self._most:
                return None
        known = zip(self._basis, self._values, strict=True)
        return Answer({unknown: Fraction(value) for unknown, value in known if unknown >= 0}, {})

    def _enter(self, unknown: int) -> None:
        able = [place for place, line in enumerate(self._lines) if line.get(unknown, 0) > 0]
        leaving = min(able, key=lambda place: (Fraction(self._values[place]) / self._lines[place][unknown], self._basis[place]))
        pivot = self._lines[leaving][unknown]
        factor = 1 if pivot == 1 else 1 / Fraction(pivot)
        line: dict[int, _Number] = {other: number * factor for other, number in self._lines[leaving].items()}
        value = self._values[leaving] * factor
        self._lines[leaving], self._values[leaving], self._basis[leaving] = line, value, unknown
        for place, other in enumerate(self._lines):
            if place != leaving and unknown in other:
                self._values[place] -= other[unknown] * value
                self._add(other, line, -other[unknown])
        self._missing -= self._goal[unknown] * value
        self._add(self._goal, line, -self._goal[unknown])

    def _add(self, into: dict[int, _Number], line: Mapping[int, _Number], factor: _Number) -> None:
        self.changes += len(line)
        for unknown, number in line.items():
            total = into.get(unknown, 0) + factor * number
            if total:
                into[unknown] = total
            else:
                del into[unknown]


def _own(place: int) -> int:
    return -1 - place
