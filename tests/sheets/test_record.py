from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sheets.plans import FEBRUARY, book, horizon, plan, spread, tree
from xlsummary.model import Lang, Line, Measure, Settings
from xlsummary.plan.quota import Plan
from xlsummary.sheets.layout import Layout, Visibility, sheet_reference
from xlsummary.sheets.planning import planning_layout
from xlsummary.sheets.record import Record, book_id, record_layout, record_of

TEAMS = (("直销 组", ("张伟", "李娜", "-")), ("渠道/组", ("王强",)), ("-", ()))
SALES, CASH = "sales/committed/assigned/first/2026-02", "collections/committed/assigned/first/2026-02"


def february(total: int = 9_677_420, grain: Decimal = Decimal(1), measure: Measure = Measure.SALES) -> Plan:
    return plan(tree(TEAMS), spread(FEBRUARY, 5, total), FEBRUARY, grain, Line(measure=measure))


def planning_of(*plans: Plan) -> Layout:
    return planning_layout(book(), plans, horizon(), (), Lang.ZH)


def rows_of(layout: Layout) -> list[list[str | None]]:
    """The record's rows as a reader gives them: all as long as the longest, blank cells as None."""
    rows = [[cell.value for cell in row.cells] for row in layout.rows]
    assert all(isinstance(value, str) for row in rows for value in row)
    longest = max(map(len, rows))
    return [[*(str(value) or None for value in row), *[None] * (longest - len(row))] for row in rows]


def read_back(sheets: Sequence[Layout], place: str = "") -> Record:
    return record_of(rows_of(record_layout(book(), sheets, place=place)))


def test_the_record_is_very_hidden_and_has_its_own_marker() -> None:
    layout = record_layout(book(), [])
    assert (layout.title, layout.marker) == ("_xlsummary", "_xlsummary_record")
    assert layout.visibility is Visibility.VERY_HIDDEN


def test_the_record_read_back_has_every_finest_number_by_block_row_and_column() -> None:
    sales, cash = february(), february(12_345_678, Decimal("0.01"), Measure.COLLECTIONS)
    record = read_back([planning_of(sales, cash)])
    assert set(record.blocks) == {SALES, CASH}
    for key, made in ((SALES, sales), (CASH, cash)):
        leaves = {made.nodes[leaf].key: leaf for leaf in made.leaves}
        assert leaves == {"rep:张伟": 2, "rep:李娜": 3, "unassigned:直销 组": 4, "rep:王强": 6, "unassigned": 7}
        wanted = {
            (day.isoformat(), name): made.day(leaf, day) for day in made.shown_days(FEBRUARY) for name, leaf in leaves.items()
        }
        assert record.blocks[key] == wanted
    assert sum(record.blocks[SALES].values()) == 9_677_420
    assert sum(record.blocks[CASH].values()) == Decimal("123456.78")


def test_sums_are_kept_apart_and_checks_are_no_part_of_the_record() -> None:
    record = read_back([planning_of(february())])
    rows = {row for block in record.blocks.values() for row, _ in block}
    assert rows == {day.isoformat() for day in february().shown_days(FEBRUARY)}
    (sums,) = record.sums.values()
    assert {row for row, _ in sums} - rows == {"2026-02", "total", *(key for key, _ in sums if key.startswith("2026-02/"))}
    assert sums["total", "company"] == sums["2026-02", "company"] == february().quota(0)


def test_version_book_place_and_the_sheets_by_marker_are_in_the_record() -> None:
    planning = planning_of(february())
    record = read_back([planning], place="_xlsummary:copy")
    assert (record.version, record.book, record.place) == (1, book_id(book()), "_xlsummary:copy")
    assert record.titles == {each: sheet_reference(each) for each in ("_xlsummary_planning", "_xlsummary_record")}


def test_the_place_stands_in_a_cell_of_its_own() -> None:
    assert ["place", "_xlsummary:book"] in [row[:2] for row in rows_of(record_layout(book(), [], place="_xlsummary:book"))]


def test_a_block_of_more_columns_than_go_into_one_cell_is_read_back_whole() -> None:
    teams = tuple((f"{number}组", (f"员工{number}",)) for number in range(250))
    wide = plan(tree(teams), spread(FEBRUARY, 250, 1_000_000), FEBRUARY)
    layout = record_layout(book(), [planning_of(wide)])
    rows = [row.cells[2:] for row in layout.rows if row.cells[0].value == "row"]
    assert {tuple(len(str(cell.value).split()) for cell in cells) for cells in rows} == {(100, 100, 51)}
    (block,) = record_of(rows_of(layout)).blocks.values()
    assert len(block) == 250 * 20
    assert sum(block.values()) == 1_000_000


@settings(deadline=None, derandomize=True, max_examples=40)
@given(st.lists(st.integers(-(10**12), 10**12), min_size=28, max_size=28), st.sampled_from(["1", "0.01", "0.001"]))
def test_whatever_the_numbers_they_come_back_exactly(days: list[int], grain: str) -> None:
    made = plan(tree((("一组", ("甲",)),)), [days], FEBRUARY, Decimal(grain))
    (block,) = read_back([planning_of(made)]).blocks.values()
    shown = {day.isoformat(): made.day(2, day) for day in made.shown_days(FEBRUARY)}
    assert {row: number for (row, _), number in block.items()} == shown


def test_one_number_that_a_person_typed_is_the_one_that_differs() -> None:
    """What a later run does: the numbers on the sheet against the record."""
    planning = planning_of(february())
    number = next(place for place, row in enumerate(planning.rows) if row.cells and row.cells[0].value == "2026-02-03")
    row = planning.rows[number]
    place = next(
        place for place, cell in enumerate(row.cells[1:], 1) if isinstance(cell.value, int) and place > 5 and not cell.formula
    )
    typed = replace(row, cells=(*row.cells[:place], replace(row.cells[place], value=1), *row.cells[place + 1 :]))
    edited = replace(planning, rows=(*planning.rows[:number], typed, *planning.rows[number + 1 :]))
    before, after = read_back([planning]).blocks[SALES], read_back([edited]).blocks[SALES]
    assert {key: after[key] for key in after if after[key] != before[key]} == {("2026-02-03", "rep:张伟"): 1}


def test_a_version_that_a_program_turned_into_a_number_is_read() -> None:
    assert record_of([["version", 1.0], ["book", "ab"], []]).version == 1


@pytest.mark.parametrize("rows", [[], [["version", "2"]], [["计划分解"]]])
def test_a_table_that_is_no_record_of_this_version_is_refused(rows: list[list[str]]) -> None:
    with pytest.raises(ValueError, match="no record of version 1"):
        record_of(rows)


@pytest.mark.parametrize("numbers", ["1", "1 2 3", "1 x"])
def test_a_row_with_too_few_or_too_many_or_no_numbers_is_refused(numbers: str) -> None:
    rows = [["version", "1"], ["block", SALES, "rep:甲", "rep:乙"], ["row", "2026-02-03", numbers]]
    with pytest.raises(ValueError, match="2026-02-03 is damaged"):
        record_of(rows)


def test_the_id_of_a_book_stays_with_it_and_its_copies_and_differs_between_books() -> None:
    def id_of(name: str, **fields: str) -> str:
        return book_id(replace(book(Settings(**fields)), name=name))  # type: ignore[arg-type] # settings by name

    assert id_of("2026计划") == id_of("2026计划-plan") == id_of("2026计划-checked")
    assert len({id_of("2026计划"), id_of("2025计划"), id_of("2026计划", company="甲"), id_of("2026计划", branch="甲")}) == 4


def test_the_planning_sheet_says_in_its_hidden_column_which_book_it_is_of() -> None:
    planning = planning_of(february())
    assert planning.rows[0].cells[0].value == f"book:{book_id(book())}"
    assert planning.columns[0].hidden


def test_a_sheet_without_blocks_has_no_numbers_to_record() -> None:
    assert read_back([replace(planning_of(february()), rows=planning_of(february()).rows[:4])]).blocks == {}
