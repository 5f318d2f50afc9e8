"""Typed rows of a step as unknowns and sums, to be searched for whole numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from xlsummary.plan.rounding import Span
from xlsummary.plan.searching import Row, searched
from xlsummary.plan.shares import apportioned
from xlsummary.plan.tree import Tree

Shares = Mapping[int, Sequence[Fraction]]
Typed = Mapping[int, Mapping[Span, int]]


def numbers_found(tree: Tree, shares: Shares, typed: Typed, parts: Sequence[Span], unit: int) -> dict[int, list[int]] | None:
    """Whole units of every leaf on each of `parts`, so that whole grains on all stretches can meet all that was typed.

    `shares` and `typed` are of stretches and in grains, `unit` to a unit; `parts` are runs of stretches. None where there
    are none, or none were found in reasonable time.
    """
    cells = _Cells(shares, _rows_of(tree, typed), parts, unit)
    found = searched([float(abs(share)) for share in cells.shares], cells.sums())
    return None if found is None else cells.numbers(found)


def _rows_of(tree: Tree, typed: Typed) -> list[tuple[frozenset[int], Span, int]]:
    """Each typed number with the leaves that make it up."""
    below: list[set[int]] = [{place} if place in tree.claims else set() for place in range(len(tree.nodes))]
    for place in reversed(range(len(tree.nodes))):
        parent = tree.nodes[place].parent
        if parent is not None:
            below[parent] |= below[place]
    return [
        (frozenset(below[node]), span, number)
        for node, spans in sorted(typed.items())
        for span, number in sorted(spans.items())
    ]


class _Cells:
    """Leaves x stretches, those in the same rows together one unknown.

    Where a part is one stretch its cells are counted in units; where it is cut they are in grains, and each leaf's whole
    units of the part are an unknown of their own, unless a grain is a unit.
    """

    def __init__(
        self, shares: Shares, rows: Sequence[tuple[frozenset[int], Span, int]], parts: Sequence[Span], unit: int
    ) -> None:
        self._all, self._rows, self._parts, self._unit = shares, rows, parts, unit
        self._cuts = {stretch for first, end in parts if end - first > 1 for stretch in range(first, end)}
        self._of: dict[object, int] = {}
        self.shares: list[Fraction] = []
        self._members: list[list[tuple[int, int]]] = []
        self._in: list[frozenset[int]] = []
        for leaf, own in shares.items():
            for stretch, share in enumerate(own):
                if share:
                    self._add(leaf, stretch, share)

    def _add(self, leaf: int, stretch: int, share: Fraction) -> None:
        inside = frozenset(
            number for number, (leaves, (first, end), _) in enumerate(self._rows) if leaf in leaves and first <= stretch < end
        )
        if not inside:
            return
        is_cut = stretch in self._cuts
        apart = (leaf, stretch) if is_cut and self._unit > 1 else None
        key = inside, share > 0, is_cut, apart
        if key not in self._of:
            self._of[key] = len(self.shares)
            self.shares.append(Fraction(0))
            self._members.append([])
            self._in.append(inside)
        unknown = self._of[key]
        self.shares[unknown] += share / self._step(stretch)
        self._members[unknown].append((leaf, stretch))

    def _step(self, stretch: int) -> int:
        """Grains to what the stretch is counted in."""
        return 1 if stretch in self._cuts else self._unit

    def sums(self) -> list[Row]:
        """Every typed row, and every leaf's cut part as whole units."""
        terms: list[list[tuple[int, int]]] = [[] for _ in self._rows]
        by_part: dict[tuple[int, Span], list[tuple[int, int]]] = {}
        for unknown, (members, inside) in enumerate(zip(self._members, self._in, strict=True)):
            leaf, stretch = members[0]
            sign = 1 if self._all[leaf][stretch] > 0 else -1
            for row in inside:
                terms[row].append((unknown, sign * self._step(stretch)))
            if self._unit > 1 and stretch in self._cuts:
                part = next(part for part in self._parts if part[0] <= stretch < part[1])
                by_part.setdefault((leaf, part), []).append((unknown, sign))
        rows: list[Row] = [(own, number) for own, (_, _, number) in zip(terms, self._rows, strict=True)]
        for (leaf, (first, end)), own in by_part.items():
            total = sum(self._all[leaf][first:end], Fraction(0))
            whole = len(self.shares)
            self.shares.append(total / self._unit)
            rows.append(([*own, (whole, self._unit if total < 0 else -self._unit)], 0))
        return rows

    def numbers(self, found: Sequence[int]) -> dict[int, list[int]]:
        """Each leaf's whole units by part; what several cells have together goes by their shares."""
        grains = {leaf: [0] * len(own) for leaf, own in self._all.items()}
        for members, number in zip(self._members, found, strict=False):
            parts = apportioned(number, [abs(self._all[leaf][stretch]) for leaf, stretch in members])
            for (leaf, stretch), part in zip(members, parts, strict=True):
                sign = 1 if self._all[leaf][stretch] > 0 else -1
                grains[leaf][stretch] = sign * part * self._step(stretch)
        return {leaf: [sum(own[first:end]) // self._unit for first, end in self._parts] for leaf, own in grains.items()}
