"""The sheet that a hidden name of ours belongs to, as Excel and LibreOffice count."""

from __future__ import annotations

import pytest

from xlsummary.book.parts import meant_place

SHEETS = [("目标", 1), ("计划分解", 3), ("人员", 4)]
"""As LibreOffice saves a book whose first sheet has a scenario, which is number 2."""


@pytest.mark.parametrize(
    ("place", "title", "by_calc", "expected"),
    [
        (1, "计划分解", False, 1),
        (1, "另一个", False, 1),
        (2, "计划分解", True, 1),
        (1, "计划分解", True, 1),
        (2, "改了名", True, 2),
        (9, "计划分解", False, None),
        (-1, "", False, None),
    ],
    ids=["by place", "renamed", "past a scenario", "none before", "renamed past a scenario", "not there", "of the whole book"],
)
def test_the_sheet_of_a_hidden_name(place: int, title: str, by_calc: bool, expected: int | None) -> None:
    assert meant_place(SHEETS, place, title, by_calc=by_calc) == expected
