"""Whole numbers between floors and ceilings: one step, and the flow beneath it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from math import ceil, floor, lcm

from hypothesis import given, settings
from hypothesis import strategies as st

from xlsummary.plan.flow import Bounds, whole_numbers
from xlsummary.plan.rounding import Pattern, Step, rounded

Table = list[list[Fraction]]
HALF = Fraction(1, 2)


def _round(parents: Sequence[int | None], leaves: Sequence[int], shares: Table) -> dict[int, list[int]]:
    """One step over any shares: each leaf an amount of 1 with a pattern of its own."""
    patterns = []
    for row in shares:
        whole = lcm(*(share.denominator for share in row))
        patterns.append(Pattern(tuple(int(share * whole) for share in row), whole))
    places = {leaf: place for place, leaf in enumerate(leaves)}
    return rounded(Step(parents=parents, leaves=places, amounts=dict.fromkeys(leaves, 1), patterns=patterns))


@st.composite
def trees(draw: st.DrawFn) -> tuple[list[int | None], list[int], Table]:
    """A tree of any depth whose leaves have shares with a whole sum; some shares are 0, some negative."""
    parents = [None, *(draw(st.integers(0, node)) for node in range(draw(st.integers(1, 11))))]
    leaves = [node for node in range(len(parents)) if node not in parents]
    count = draw(st.integers(1, 5))
    cell = st.one_of(st.just(Fraction(0)), st.fractions(-3, 9, max_denominator=12))
    shares = [[draw(cell) for _ in range(count)] for _ in leaves]
    missing = sum(map(sum, shares))
    shares[0][0] += ceil(missing) - missing
    return parents, leaves, shares


def _below(parents: Sequence[int | None], node: int, leaf: int) -> bool:
    place: int | None = leaf
    while place is not None and place != node:
        place = parents[place]
    return place == node


@given(trees())
@settings(max_examples=300, deadline=None, derandomize=True)
def test_every_cell_and_every_total_is_a_floor_or_a_ceiling(tree: tuple[list[int | None], list[int], Table]) -> None:
    parents, leaves, shares = tree
    numbers = _round(parents, leaves, shares)
    for node in range(len(parents)):
        own = [place for place, leaf in enumerate(leaves) if _below(parents, node, leaf)]
        exact = [sum((shares[place][j] for place in own), Fraction(0)) for j in range(len(shares[0]))]
        found = [sum(numbers[leaves[place]][j] for place in own) for j in range(len(shares[0]))]
        for share, number in zip([*exact, sum(exact)], [*found, sum(found)], strict=True):
            assert number in (floor(share), ceil(share))


def test_the_root_takes_its_largest_remainders_where_it_can() -> None:
    shares = [[Fraction(2, 3), Fraction(1, 6), Fraction(1, 6)], [HALF, Fraction(1, 4), Fraction(1, 4)]]
    numbers = _round([None, 0, 0], [1, 2], shares)
    assert [sum(column) for column in zip(*numbers.values(), strict=True)] == [1, 1, 0]


def test_where_the_cells_forbid_it_the_root_keeps_between_floor_and_ceiling() -> None:
    """Rep 1 has two whole units over three months, so two of them can be rounded up and not all three."""
    two_thirds, nothing = Fraction(2, 3), Fraction(0)
    shares = [[two_thirds] * 3 + [nothing] * 2, [nothing] * 3 + [HALF] * 2]
    numbers = _round([None, 0, 0], [1, 2], shares)
    assert sum(numbers[1]) == 2
    assert sum(numbers[2]) == 1


def test_no_whole_numbers_serve_teams_and_quarters_at_once() -> None:
    """Why a quarter that nobody typed is no constraint: with a team of two and a quarter of two nothing fits."""
    shares = [[Fraction(0), HALF, HALF], [HALF, Fraction(1), Fraction(0)], [HALF, Fraction(0), HALF]]
    singles = [[0], [1], [2]]
    rows, columns, quarter = [*singles, [0, 1], [0, 1, 2]], [*singles, [0, 1, 2]], [0, 1]

    def fits(numbers: Sequence[Sequence[int]], columns: list[list[int]]) -> bool:
        for own, months in product(rows, columns):
            share = sum((shares[i][j] for i in own for j in months), Fraction(0))
            if sum(numbers[i][j] for i in own for j in months) not in (floor(share), ceil(share)):
                return False
        return True

    cells = [sorted({floor(share), ceil(share)}) for row in shares for share in row]
    tables = [(each[:3], each[3:6], each[6:]) for each in product(*cells)]
    assert not any(fits(table, [*columns, quarter]) for table in tables)
    assert fits([*_round([None, 0, 1, 1, 0], [2, 3, 4], shares).values()], columns)


def test_bounds_that_contradict_each_other_have_no_numbers() -> None:
    one = Bounds([1], [1], 1, 1)
    assert whole_numbers([None, 0, 0], [one, one, one], [1]) is None


def test_bounds_may_be_wider_than_one() -> None:
    root = Bounds([0, 0], [9, 9], 9, 9)
    first, second = Bounds([0, 2], [3, 5], 4, 4), Bounds([0, 0], [9, 1], 5, 5)
    numbers = whole_numbers([None, 0, 0], [root, first, second], [8, 1])
    assert numbers is not None
    assert [sum(numbers[1]), sum(numbers[2])] == [4, 5]
    assert 2 <= numbers[1][1] <= 5
    assert numbers[2][1] <= 1
