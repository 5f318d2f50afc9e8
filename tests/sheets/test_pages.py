from __future__ import annotations

from itertools import pairwise

import pytest

from tests.sheets.plans import book, horizon, plan, spread, tree
from xlsummary.model import Lang, Line, Measure
from xlsummary.periods import months_from, slices_of
from xlsummary.sheets.layout import Layout, LayoutColumn, LayoutRow
from xlsummary.sheets.pages import DOWN, page_room, page_starts
from xlsummary.sheets.planning import planning_layout, planning_layouts
from xlsummary.sheets.timerows import weeks_label

YEAR = months_from(2026, 1, 12)
MEASURES = (Measure.SALES, Measure.COLLECTIONS, Measure.NEW_CLIENTS, Measure.VISITS)


def starts(heights: list[float], blocks: list[tuple[int, int]], repeated: tuple[int, ...] = ()) -> list[int]:
    """On a sheet as broad as a page, which takes 495 points of rows."""
    return list(page_starts([LayoutRow(height=height) for height in heights], [LayoutColumn(100)], blocks, repeated))


def test_a_block_that_would_be_cut_begins_a_page() -> None:
    assert starts([200, 200, 200], [(1, 1), (2, 2), (3, 3)]) == [3]
    assert starts([200, 200, 95], [(1, 1), (2, 2), (3, 3)]) == []
    assert starts([200] * 5, [(1, 2), (3, 4), (5, 5)]) == [3, 5]


def test_repeated_rows_take_their_room_on_every_further_page() -> None:
    assert starts([90, 400, 200, 200, 90], [(2, 2), (3, 3), (4, 4), (5, 5)], (1,)) == [3, 5]
    assert starts([90, 400, 200, 200, 90], [(2, 2), (3, 3), (4, 4), (5, 5)]) == [3]


def test_a_block_longer_than_a_page_is_cut_and_hidden_rows_take_no_room() -> None:
    assert starts([300, 600, 80], [(1, 1), (2, 2), (3, 3)]) == []
    assert starts([300, 600, 100], [(1, 1), (2, 2), (3, 3)]) == [3]
    rows = [LayoutRow(height=300), LayoutRow(height=900, hidden=True), LayoutRow(height=190)]
    assert list(page_starts(rows, [LayoutColumn(100)], [(1, 1), (2, 3)])) == []


def test_a_broad_sheet_is_printed_smaller_so_that_a_page_takes_more_rows() -> None:
    assert page_room([LayoutColumn(100)]) == pytest.approx(DOWN * 0.96)
    assert page_room([LayoutColumn(300), LayoutColumn(900, hidden=True)]) == pytest.approx(DOWN * 0.96 * 300 * 5.25 / 784)


def four_measures(reps: int, lang: Lang = Lang.ZH) -> Layout:
    nodes = tree((("直销组", tuple(f"员{number}" for number in range(reps))),))
    plans = [plan(nodes, spread(YEAR, reps, 15_000_000), YEAR, line=Line(measure=measure)) for measure in MEASURES]
    return planning_layout(book(), plans, horizon(YEAR), (), lang)


@pytest.mark.parametrize("reps", [1, 5, 15, 20])
def test_no_page_of_the_planning_sheet_begins_inside_a_block(reps: int) -> None:
    layout = four_measures(reps)
    ends = [0.0]
    for row in layout.rows:
        ends.append(ends[-1] + (0 if row.hidden else row.height or 15))
    titles = [number for number, row in enumerate(layout.rows, 1) if len(row.cells) > 1 and "年 · " in str(row.cells[1].value)]
    checks = [number for number, row in enumerate(layout.rows, 1) if row.cells and row.cells[0].value == "check"]
    assert len(titles) == len(checks) == 4
    room, head = page_room(layout.columns), layout.rows[(layout.repeat_rows or (0, 0))[0] - 1].height or 0
    pages = [1, *layout.breaks]
    for title, check in zip(titles, checks, strict=True):
        page = max(first for first in pages if first <= title)
        assert ends[check] - ends[page - 1] + (head if page > 1 else 0) <= room
    assert 0 < len(layout.breaks) <= 3


@pytest.mark.parametrize(
    ("year", "month", "months", "label"),
    [
        (2026, 1, 1, "W01~W05"),
        (2026, 2, 1, "W05~W09"),
        (2027, 1, 1, "2026-W53~W04"),
        (2024, 12, 1, "W48~2025-W01"),
        (2026, 1, 12, "W01~W53"),
        (2026, 4, 12, "W14~2027-W13"),
    ],
)
def test_a_month_names_the_iso_weeks_it_meets(year: int, month: int, months: int, label: str) -> None:
    assert weeks_label([each for m in range(months) for each in slices_of(months_from(year, month + m, 1))]) == label


def test_the_first_block_begins_no_page_so_that_the_head_is_not_left_alone() -> None:
    assert starts([60, 460, 200], [(2, 2), (3, 3)]) == []
    assert starts([60, 400, 200], [(2, 2), (3, 3)]) == [3]


def pages_of(layout: Layout) -> list[range]:
    """The rows of each printed page as far as breaks decide it."""
    begin = [1, *layout.breaks, len(layout.rows) + 1]
    return [range(first, following) for first, following in pairwise(begin)]


def test_more_reps_than_a_page_takes_are_cut_between_teams() -> None:
    teams = tuple((f"{number}组", tuple(f"员{number}-{each}" for each in range(15))) for number in range(4))
    made = plan(tree(teams), spread(YEAR, 60, 15_000_000), YEAR)
    _, people = planning_layouts(book(), [made], horizon(YEAR), (), Lang.ZH)
    starting = [people.rows[page[0] - 1].cells[0].value for page in pages_of(people)]
    assert starting[1:] == ["team:1组", "team:3组"]


def test_blocks_of_reps_that_a_page_takes_are_not_cut() -> None:
    teams = (("直销组", tuple(f"员{number}" for number in range(22))),)
    plans = [plan(tree(teams), spread(YEAR, 22, 15_000_000), YEAR, line=Line(measure=each)) for each in MEASURES[:2]]
    _, people = planning_layouts(book(), plans, horizon(YEAR), (), Lang.ZH)
    (following,) = [people.rows[page[0] - 1] for page in pages_of(people)][1:]
    assert "回款" in str(following.cells[1].value)
