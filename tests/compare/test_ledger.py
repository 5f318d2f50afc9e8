"""The workbook against the ledger: each difference in its class, nothing unexplained."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.compare.disturbed import JUNE, TERMS, Line, clean, disturbed, mixed
from xlsummary.compare import leftovers
from xlsummary.compare.ledger import reconcile
from xlsummary.compare.postings import MatchClass, Postings, Reconciled, Terms
from xlsummary.compare.splits import Search


def _side(lines: list[Line]) -> Postings:
    return Postings(
        rows=tuple(range(2, len(lines) + 2)),
        days=tuple(JUNE + line.day for line in lines),
        amounts=tuple(line.amount for line in lines),
        clients=tuple(line.client for line in lines),
        numbers=tuple(line.numbers for line in lines),
    )


def _reconciled(workbook: list[Line], ledger: list[Line], terms: Terms = TERMS) -> Reconciled:
    found = reconcile(_side(workbook), _side(ledger), terms)
    mine = Counter(place for match in found.matches for place in match.workbook)
    theirs = Counter(place for match in found.matches for place in match.ledger)
    assert mine == Counter(range(len(workbook))), "each posting of the workbook in one match"
    assert theirs == Counter(range(len(ledger))), "each posting of the ledger in one match"
    assert found.unexplained == 0
    return found


def _classes(workbook: list[Line], ledger: list[Line], terms: Terms = TERMS) -> list[str]:
    return sorted(match.match_class.value for match in _reconciled(workbook, ledger, terms).matches)


A1 = ("A1",)


@pytest.mark.parametrize(
    ("workbook", "ledger", "classes"),
    [
        ([Line(100)], [Line(100, day=3)], ["matched"]),
        ([Line(100)], [Line(100, day=29)], ["matched"]),
        ([Line(100)], [Line(100, day=40)], ["period-differs"]),
        ([Line(100)], [Line(100, client="", day=3)], ["matched"]),
        ([Line(100)], [Line(100, client="乙")], ["client-differs"]),
        ([Line(100), Line(100, day=1)], [Line(100, client="乙")], ["only-in-ledger", "only-in-workbook", "only-in-workbook"]),
        ([Line(113_00)], [Line(100_00)], ["tax-differs"]),
        ([Line(100_00)], [Line(113_00)], ["tax-differs"]),
        ([Line(100)], [Line(-100)], ["sign-reversed"]),
        ([Line(100)], [Line(99)], ["amount-differs"]),
        ([Line(100)], [Line(99, day=1)], ["only-in-ledger", "only-in-workbook"]),
        ([Line(100)], [], ["only-in-workbook"]),
        ([], [Line(100)], ["only-in-ledger"]),
        ([], [Line(100, day=-200)], ["out-of-period"]),
        ([Line(100, day=213)], [Line(100, day=215)], ["period-differs"]),
        ([], [Line(100), Line(-100, day=50)], ["reversal"]),
        ([Line(113_00, day=213)], [Line(100_00, day=215)], ["period-differs"]),
        (
            [Line(300, day=213, numbers=A1)],
            [Line(100, day=213, numbers=A1), Line(200, day=215, numbers=A1)],
            ["period-differs"],
        ),
        ([Line(100)], [Line(100), Line(-100, day=1), Line(100, day=2)], ["matched", "reversal"]),
        ([Line(100), Line(100)], [Line(100)], ["duplicate", "matched"]),
        ([Line(300)], [Line(100, day=9), Line(200, day=20)], ["split"]),
        ([Line(100), Line(200)], [Line(300, day=60)], ["split"]),
        ([Line(100, numbers=A1)], [Line(100, day=60, numbers=A1)], ["period-differs"]),
        ([Line(100, numbers=A1)], [Line(100, client="乙", numbers=A1)], ["client-differs"]),
        ([Line(100, numbers=A1)], [Line(70, day=60, numbers=A1)], ["amount-differs"]),
        ([Line(100, numbers=A1)], [Line(70, numbers=A1), Line(30, day=9, numbers=A1)], ["split"]),
        ([Line(70, numbers=A1), Line(30, numbers=A1)], [Line(60, numbers=A1), Line(40, numbers=A1)], ["split"]),
        ([Line(100, numbers=A1), Line(50, numbers=("A2",))], [Line(150, numbers=("A1", "A2"))], ["split"]),
        ([Line(100, numbers=A1)], [Line(90, numbers=A1), Line(100)], ["amount-differs", "only-in-ledger"]),
    ],
)
def test_every_class_by_what_it_looks_like(workbook: list[Line], ledger: list[Line], classes: list[str]) -> None:
    assert _classes(workbook, ledger) == classes


def test_a_tolerance_only_classes_and_hides_nothing() -> None:
    terms = replace(TERMS, tolerance=1)
    found = _reconciled([Line(100)], [Line(99)], terms)
    (match,) = found.matches
    assert match.match_class is MatchClass.WITHIN_TOLERANCE
    assert (found.difference, found.difference_of(match), found.agrees) == (1, 1, True)


def test_the_totals_are_those_of_the_period_and_the_differences_add_up_to_theirs() -> None:
    found = _reconciled([Line(100), Line(50, day=213)], [Line(90), Line(50, day=215), Line(7, day=300)])
    assert (found.workbook_total, found.ledger_total, found.difference) == (150, 90, 60)
    assert sorted(map(found.difference_of, found.matches)) == [0, 10, 50]
    assert not found.agrees


@pytest.mark.parametrize(("steps", "ends"), [(500, True), (1_000_000, False)])
def test_a_search_among_too_many_ends_and_says_so(steps: int, ends: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leftovers, "_STEPS", steps)
    dice = random.Random(1)  # noqa: S311 (no secret)
    mine, theirs = ([Line(dice.randrange(1, 10**9), day=dice.randrange(-90, 90)) for _ in range(100)] for _ in range(2))
    assert _reconciled(mine, theirs).search_ended is ends


def _parts_of(total: int, amounts: list[int]) -> tuple[int, ...] | None:
    search = Search(1_000_000)
    return next((found for count in range(2, 7) if (found := search.parts_of(total, amounts, count))), None)


def test_parts_are_the_fewest_and_of_one_sign() -> None:
    assert _parts_of(10, [1, 2, 3, 4, 6]) == (3, 4)
    assert _parts_of(-5, [5, -2, 3, -3]) == (1, 3)
    assert _parts_of(6, [1, 2, 3]) == (0, 1, 2)
    assert _parts_of(10, [20, -10]) is None
    assert _parts_of(0, [1, -1]) is None
    assert _parts_of(10_000_019, [3 * 7**5 + place * 13**3 for place in range(16)] * 9) is None


def test_the_search_for_parts_ends_and_says_so() -> None:
    search = Search(10)
    assert search.parts_of(100, [*range(3, 19)], 4) is None
    assert search.has_ended


@given(st.lists(st.sampled_from(list(MatchClass)), max_size=60), st.randoms(use_true_random=False))
def test_whatever_the_disturbance_each_is_found_in_its_class(kinds: list[MatchClass], dice: random.Random) -> None:
    workbook, ledger, expected = mixed(kinds, dice)
    found = _reconciled(workbook, ledger, replace(TERMS, tolerance=1))
    assert Counter(match.match_class.value for match in found.matches) == expected


@pytest.mark.parametrize("seed", range(3))
def test_two_thousand_rows_disturbed_in_every_class_are_each_found_in_their_class(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 (no secret)
    workbook, ledger, expected = disturbed(clean(2000, dice), dice)
    found = _reconciled(workbook, ledger, replace(TERMS, tolerance=1))
    assert Counter(match.match_class.value for match in found.matches) == expected


_LINES = st.lists(
    st.builds(
        Line,
        amount=st.integers(-6, 6),
        client=st.sampled_from(["", "甲", "乙"]),
        day=st.integers(-160, 220),
        numbers=st.sampled_from([(), (), ("A",), ("B",), ("A", "B")]),
    ),
    max_size=14,
)


@given(_LINES, _LINES, st.integers(0, 2))
def test_whatever_the_rows_each_is_told_once_and_nothing_is_unexplained(
    workbook: list[Line], ledger: list[Line], tolerance: int
) -> None:
    terms = replace(TERMS, tolerance=tolerance)
    assert _classes(workbook, ledger, terms) == _classes(workbook, ledger, terms)


def _contents(found: Reconciled) -> Counter[tuple[object, ...]]:
    """Each match by what its postings say, whatever their rows."""

    def said(side: Postings, places: tuple[int, ...]) -> tuple[object, ...]:
        return tuple(sorted(side.order(place)[:4] for place in places))

    return Counter(
        (match.match_class, said(found.workbook, match.workbook), said(found.ledger, match.ledger)) for match in found.matches
    )


@given(_LINES, _LINES, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(workbook: list[Line], ledger: list[Line], dice: random.Random) -> None:
    first = _contents(_reconciled(workbook, ledger))
    dice.shuffle(workbook)
    dice.shuffle(ledger)
    assert _contents(_reconciled(workbook, ledger)) == first


@given(_LINES, _LINES)
def test_the_differences_of_the_classes_add_up_to_that_of_the_totals(workbook: list[Line], ledger: list[Line]) -> None:
    found = _reconciled(workbook, ledger)
    assert sum(found.difference_of_class(each) for each in MatchClass) == found.difference
    assert sum(found.difference_of(match) for match in found.matches) == found.difference
    for match in found.matches:
        agreed = match.match_class in (MatchClass.MATCHED, MatchClass.SPLIT, MatchClass.REVERSAL, MatchClass.OUT_OF_PERIOD)
        assert not agreed or found.difference_of(match) == 0, match


@given(
    st.lists(
        st.builds(
            replace,
            st.sampled_from([Line(1), Line(2), Line(-2), Line(3)]),
            client=st.sampled_from(["", "甲", "乙"]),
            day=st.integers(-160, 220),
            numbers=st.sampled_from([(), (), ("A",), ("B",)]),
        ),
        max_size=14,
    )
)
def test_a_side_against_itself_agrees(lines: list[Line]) -> None:
    found = _reconciled(lines, lines)
    assert found.difference == 0
    assert found.agrees


def test_the_tax_of_an_amount_goes_both_ways() -> None:
    terms = Terms(period=TERMS.period, tax_rate=Decimal("0.13"))
    assert (terms.with_tax(967_742), terms.without_tax(1_093_548)) == (1_093_548, 967_742)
