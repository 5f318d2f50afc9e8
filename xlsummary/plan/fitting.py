"""Shares fitted to typed rows: iterative proportional fitting, exact where rows lie in one another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction
from math import frexp

from xlsummary.plan.feasible import answer_of
from xlsummary.plan.searching import searched

_MOST_ROUNDS = 20_000
_FIRST_LOOK = 200
_NEAR, _NEAR_OF_LARGEST = 1e-8, 4e-15
"""A row is met when it is off by this at most, in units or as a part of the largest row: what floats can tell apart."""

_STALLED = 0.9
"""After as many rounds again the distance must be below this much of what it was, else the rows contradict each other."""

_BITS = 52
_ZERO = Fraction(0)


class Misfit(Enum):
    """Why typed rows cannot stand together."""

    NOT_THE_SUM = "not-the-sum"
    """Finer rows cover a coarser one and add up to something else."""
    TOO_MUCH = "too-much"
    """What is left of a row has the other sign."""
    NOBODY = "nobody"
    """There is a rest, and nobody and no day to take it."""
    CROSSING = "crossing"
    """Rows that cross one another cannot all be met."""


@dataclass(frozen=True, slots=True)
class Fit:
    """What each atom gets, exact where the rows allow it."""

    amounts: Sequence[Fraction]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Rows that cannot be met: `row` the place of the coarsest, `inner` those that stand against it, `rest` what is left."""

    misfit: Misfit
    row: int
    inner: tuple[int, ...] = ()
    rest: Fraction = _ZERO
    counts: Mapping[int, Fraction] = field(default_factory=dict)
    """Of rows that cross: how often each counts for their sums to contradict each other, below 0 for those that ask too much
    of what the others leave; empty where that is not known."""


def fitted(bases: Sequence[Fraction], rows: Sequence[tuple[Set[int], Fraction]]) -> Fit | Conflict:
    """Amounts whose sum over each row's atoms is the row's value, and which are to each other as the bases are otherwise.

    An atom is a set of cells that lie in the same rows; `bases[a]` is its unfitted share, not negative. A row is its atoms
    and its value; of two with the same atoms the outer one comes first. Every atom lies in a row. Each amount has the sign
    of the smallest row it lies in. The method is iterative proportional fitting (Deming and Stephan 1940), done exactly,
    from the inside out, wherever a row's atoms all lie in the same other rows; only rows that cross one another are
    iterated.
    """
    state = _State(bases, rows)
    conflict = state.settle()
    if conflict is None and state.is_open:
        conflict = _iterated(state)
    if conflict is not None and conflict.misfit is Misfit.CROSSING:
        conflict = _contradicting(bases, rows) or conflict
    return conflict or Fit([amount or _ZERO for amount in state.amounts])


class _State:
    """What is settled so far: an atom's amount, and by row what is left of it and the atoms that are to take it."""

    def __init__(self, bases: Sequence[Fraction], rows: Sequence[tuple[Set[int], Fraction]]) -> None:
        self.bases = bases
        self.rows = rows
        self.amounts: list[Fraction | None] = [None] * len(bases)
        self.left = [value for _, value in rows]
        self.atoms = [set(atoms) for atoms, _ in rows]
        self.of: list[set[int]] = [set() for _ in bases]
        for row, (atoms, _) in enumerate(rows):
            for atom in atoms:
                self.of[atom].add(row)
        self._order = sorted(range(len(rows)), key=lambda row: (len(rows[row][0]), -row))

    @property
    def is_open(self) -> bool:
        return any(self.atoms)

    def open_rows(self) -> list[int]:
        """Rows with atoms to be settled, the smallest first."""
        return [row for row in self._order if self.atoms[row]]

    def settle(self) -> Conflict | None:
        """Settles all that does not depend on rows that cross; what contradicts itself is told."""
        for atom, base in enumerate(self.bases):
            if not base:
                self.put(atom, _ZERO)
        waiting = dict.fromkeys(self._order)
        while waiting:
            row = next(iter(waiting))
            del waiting[row]
            conflict = self._fault(row)
            if conflict is not None:
                return conflict
            if self.atoms[row] and (not self.left[row] or self._is_inmost(row)):
                touched = {other for atom in self.atoms[row] for other in self.of[atom]}
                self._share_out(row)
                waiting.update(dict.fromkeys(sorted(touched)))
            elif self.atoms[row] and (rest := self._covered_rest(row)):
                touched = {other for atom in rest for other in self.of[atom]}
                for atom in rest:
                    self.put(atom, _ZERO)
                waiting.update(dict.fromkeys(sorted(touched)))
        return None

    def put(self, atom: int, amount: Fraction) -> None:
        self.amounts[atom] = amount
        for row in self.of[atom]:
            self.atoms[row].discard(atom)
            self.left[row] -= amount

    def _is_inmost(self, row: int) -> bool:
        """True where the open atoms of the row all lie in the same rows, each of which has them all."""
        atoms = iter(self.atoms[row])
        first = self.of[next(atoms)]
        return all(self.of[atom] == first for atom in atoms)

    def _share_out(self, row: int) -> None:
        left, atoms = self.left[row], sorted(self.atoms[row])
        total = sum((self.bases[atom] for atom in atoms), _ZERO)
        for atom in atoms:
            self.put(atom, left * self.bases[atom] / total if left else _ZERO)

    def _covered_rest(self, row: int) -> set[int]:
        """The open atoms that get nothing since smaller rows apart from each other take all that is left."""
        covered: set[int] = set()
        total = _ZERO
        for other in reversed(self.open_rows()):
            atoms = self.atoms[other]
            if other != row and atoms < self.atoms[row] and not atoms & covered:
                covered |= atoms
                total += self.left[other]
        return self.atoms[row] - covered if covered and total == self.left[row] else set()

    def _fault(self, row: int) -> Conflict | None:
        left, value, atoms = self.left[row], self.rows[row][1], self.atoms[row]
        if not left:
            return None
        if atoms and left * value > 0:
            return None
        inner = self._inner(row)
        if sum((self.rows[other][1] for other in inner), _ZERO) != value - left:
            return Conflict(Misfit.CROSSING, row, self._meeting(row), left)
        if not atoms:
            beside = set(self.rows[row][0]).difference(*(self.rows[other][0] for other in inner))
            return Conflict(Misfit.NOBODY if beside or not inner else Misfit.NOT_THE_SUM, row, inner, left)
        return Conflict(Misfit.TOO_MUCH, row, inner, left)

    def _meeting(self, row: int) -> tuple[int, ...]:
        """All other rows that have atoms of the row: what is left of it is not told by those inside it alone."""
        own = self.rows[row][0]
        return tuple(other for other in range(len(self.rows)) if other != row and self.rows[other][0] & own)

    def _inner(self, row: int) -> tuple[int, ...]:
        """The largest rows inside the row that are apart from each other: what its rest was counted against."""
        own = self.rows[row][0]
        found: list[int] = []
        seen: set[int] = set()
        for other in reversed(self._order):
            atoms = self.rows[other][0]
            is_inside = atoms < own or (atoms == own and other > row)
            if is_inside and not atoms & seen:
                found.append(other)
                seen |= atoms
        return tuple(sorted(found))


def _iterated(state: _State) -> Conflict | None:
    """Puts an amount into every open atom by iteration; a conflict where it does not come near."""
    rows = state.open_rows()
    signs = {state.left[row] > 0 for row in rows}
    if len(signs) > 1:
        return Conflict(Misfit.CROSSING, rows[-1], tuple(sorted(rows[:-1])))
    sign = 1 if signs.pop() else -1
    members = [(sorted(state.atoms[row]), float(state.left[row] * sign)) for row in rows]
    amounts = _scaled({atom: float(state.bases[atom]) for atoms, _ in members for atom in atoms}, members)
    exact = _met(state, members) if amounts is None else _shortened(amounts)
    if exact is None:
        return Conflict(Misfit.CROSSING, rows[-1], tuple(sorted(rows[:-1])))
    for atom in sorted(exact):
        state.put(atom, sign * exact[atom])
    return None


def _met(state: _State, rows: Sequence[tuple[Sequence[int], float]]) -> Mapping[int, Fraction] | None:
    """What all atoms may have where scaling comes no nearer: whole numbers near their shares, else any; None if nothing."""
    answer = answer_of([(dict.fromkeys(atoms, 1), Fraction(value)) for atoms, value in rows])
    if answer is not None and not answer.is_met:
        return None
    whole = _whole(state, rows)
    if whole is not None or answer is None:
        return whole
    return {atom: answer.amounts.get(atom, _ZERO) for atoms, _ in rows for atom in atoms}


def _whole(state: _State, rows: Sequence[tuple[Sequence[int], float]]) -> dict[int, Fraction] | None:
    """Whole numbers for all atoms, where rows leave so little room that scaling comes no nearer; None where none are found."""
    if not all(value.is_integer() for _, value in rows):
        return None
    places = {atom: place for place, atom in enumerate(sorted({atom for atoms, _ in rows for atom in atoms}))}
    total, whole = max(value for _, value in rows), sum(float(state.bases[atom]) for atom in places)
    found = searched(
        [float(state.bases[atom]) * total / whole for atom in places],
        [([(places[atom], 1) for atom in atoms], int(value)) for atoms, value in rows],
    )
    return None if found is None else {atom: Fraction(found[place]) for atom, place in places.items()}


def _scaled(bases: Mapping[int, float], rows: Sequence[tuple[Sequence[int], float]]) -> dict[int, float] | None:
    """The bases scaled row after row until all rows are met; None where they do not come nearer."""
    amounts = {**bases}
    largest = max(value for _, value in rows)
    before, look = float("inf"), _FIRST_LOOK
    for number in range(1, _MOST_ROUNDS + 1):
        furthest = 0.0
        for atoms, value in rows:
            total = sum([amounts[atom] for atom in atoms])
            if total <= 0.0:
                return None
            factor = value / total
            furthest = max(furthest, abs(total - value))
            if factor != 1.0:
                for atom in atoms:
                    amounts[atom] *= factor
        if furthest <= max(_NEAR, _NEAR_OF_LARGEST * largest):
            return amounts
        if number == look:
            if furthest > _STALLED * before:
                return None
            before, look = furthest, 2 * look
    return amounts


def _contradicting(bases: Sequence[Fraction], rows: Sequence[tuple[Set[int], Fraction]]) -> Conflict | None:
    """The rows that cannot be met, how often each counts, and by how much; None where they can be, or that is not known."""
    signs: dict[int, int] = {}
    for atoms, value in sorted(rows, key=lambda row: -len(row[0])):
        signs.update(dict.fromkeys(atoms, (value > 0) - (value < 0)))
    answer = answer_of(
        [({atom: signs[atom] for atom in sorted(atoms) if bases[atom] and signs[atom]}, value) for atoms, value in rows]
    )
    if answer is None or answer.is_met:
        return None
    weights = answer.weights
    coarsest = max(weights, key=lambda place: (len(rows[place][0]), -place))
    scale = abs(min(weights.values(), key=abs))
    counts = {place: weight / scale for place, weight in weights.items()}
    rest = sum((rows[place][1] * count for place, count in counts.items()), _ZERO)
    return Conflict(Misfit.CROSSING, coarsest, tuple(place for place in weights if place != coarsest), rest, counts)


def _shortened(amounts: Mapping[int, float]) -> Mapping[int, Fraction]:
    return {atom: _short(amount) for atom, amount in amounts.items()}


def _short(amount: float) -> Fraction:
    """The number in as few bits as floats have, so that fractions made of many stay short."""
    _, exponent = frexp(amount)
    step = Fraction(2) ** (exponent - _BITS)
    return round(Fraction(amount) / step) * step
