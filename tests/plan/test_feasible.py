"""Whether rows can be met: amounts that meet them, or counts that show that nothing can."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from xlsummary.plan.feasible import Row, answer_of


@given(st.randoms(use_true_random=False))
def test_an_answer_meets_the_rows_or_shows_that_they_contradict_each_other(chance: Random) -> None:
    count = chance.randint(1, 8)
    rows: list[Row] = [
        (
            {place: chance.choice([1, 1, 1, -1]) for place in range(count) if chance.random() < 0.5},
            Fraction(chance.randint(-3, 9)),
        )
        for _ in range(chance.randint(1, 7))
    ]
    answer = answer_of(rows)
    assert answer is not None
    if answer.is_met:
        assert all(amount >= 0 for amount in answer.amounts.values())
        for terms, value in rows:
            assert sum(answer.amounts.get(place, Fraction(0)) * part for place, part in terms.items()) == value
        return
    weights = answer.weights
    assert sum(rows[place][1] * weight for place, weight in weights.items()) < 0
    for unknown in range(count):
        assert sum(rows[place][0].get(unknown, 0) * weight for place, weight in weights.items()) >= 0
    for left_out in weights:
        fewer = answer_of([rows[place] for place in weights if place != left_out])
        assert fewer is not None
        assert fewer.is_met, "a row that is not needed is named"
