"""Changes on 人员分解 come back like those on 计划分解, and the two sheets are one plan."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.book.written import Rows, written
from tests.excel.office import recalculated
from tests.rules import TODAY
from xlsummary.pipeline import Options, Outcome, run
from xlsummary.plan.quota import FixedPoint, Plan

REPS = tuple(f"员工{number:02d}" for number in range(22))
PEOPLE: list[list[str]] = [
    ["姓名", "团队"],
    *[[name, "一组" if place % 2 else "二组"] for place, name in enumerate(REPS)],
]
SHEETS: dict[str, Rows] = {"目标": [["期间", "目标值"], ["2026", 12_400_000]], "人员": PEOPLE}


def again(book: Path, change: Callable[[Workbook], None], output: Path | None = None) -> tuple[Outcome, Path]:
    """A run into `output`, a change there by hand, and what the next run makes of it."""
    plan_book = output or book.parent / "book-plan.xlsx"
    options = Options(today=TODAY, earlier=(plan_book,), target=plan_book)
    first = run(book, options)
    assert first.planning is not None
    plan_book.write_bytes(first.planning.content())
    workbook = load_workbook(plan_book)
    change(workbook)
    workbook.save(plan_book)
    return run(book, options), plan_book


def place(sheet: Worksheet, row_key: str, column_key: str) -> tuple[int, int]:
    """Row and column of a quota on 人员分解, by the hidden keys."""
    keys = next(row for row in range(1, sheet.max_row + 1) if str(sheet.cell(row, 1).value).startswith("people-"))
    row = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == row_key)
    return row, next(column for column in range(2, 30) if sheet.cell(keys, column).value == column_key)


def typing(row_key: str, column_key: str, value: object) -> Callable[[Workbook], None]:
    def change(workbook: Workbook) -> None:
        sheet = workbook["人员分解"]
        row, column = place(sheet, row_key, column_key)
        sheet.cell(row, column).value = value  # type: ignore[assignment] # any cell value

    return change


def fixed(outcome: Outcome) -> list[tuple[str, str, int, str]]:
    assert [problem.rule.id for problem in outcome.checked.problems if problem.severity.value != "note"] == []
    points: list[FixedPoint] = [point for plan in outcome.plans for point in plan.fixed]
    return [(each.node, each.period.start.isoformat(), whole(each.amount), str(each.cell)) for each in points]


def whole(amount: Decimal) -> int:
    assert amount == int(amount)
    return int(amount)


def exact(plan: Plan) -> None:
    """All that was typed is met, and everything adds up."""
    assert plan.quota(0) == 12_400_000
    for node in range(len(plan.nodes)):
        below = plan.children(node)
        for month in plan.months:
            assert not below or plan.quota(node, month) == sum(plan.quota(each, month) for each in below)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return written(tmp_path, SHEETS)


def test_a_month_of_a_rep_typed_on_the_reps_sheet_is_kept_and_the_rest_spread_around_it(book: Path) -> None:
    outcome, plan_book = again(book, typing("rep:员工03", "2026-02", 12_345))
    ((node, day, amount, cell),) = fixed(outcome)
    assert (node, day, amount) == ("rep:员工03", "2026-02-01", 12_345)
    assert cell.startswith("'[book-plan.xlsx]人员分解'!E")
    (plan,) = outcome.plans
    exact(plan)
    rep = next(number for number, each in enumerate(plan.nodes) if each.key == "rep:员工03")
    assert plan.quota(rep, plan.months[1]) == 12_345
    assert outcome.planning is not None
    plan_book.write_bytes(outcome.planning.content())
    planning = load_workbook(plan_book)["计划分解"]
    listed = [row for row in range(1, planning.max_row + 1) if str(planning.cell(row, 1).value).startswith("fixed|")]
    assert [(planning.cell(row, 3).value, planning.cell(row, 6).value) for row in listed] == [("员工03", 12_345)]


def test_it_stays_on_the_third_run_and_is_released_by_deleting_its_line(book: Path) -> None:
    outcome, plan_book = again(book, typing("rep:员工03", "2026-02", 12_345))
    assert outcome.planning is not None
    plan_book.write_bytes(outcome.planning.content())
    options = Options(today=TODAY, earlier=(plan_book,), target=plan_book)
    assert [(point.node, whole(point.amount)) for point in run(book, options).plans[0].fixed] == [("rep:员工03", 12_345)]
    workbook = load_workbook(plan_book)
    planning = workbook["计划分解"]
    row = next(row for row in range(1, planning.max_row + 1) if str(planning.cell(row, 1).value).startswith("fixed|"))
    planning.delete_rows(row)
    workbook.save(plan_book)
    assert run(book, options).plans[0].fixed == ()


def test_a_sum_typed_over_counts_and_a_changed_fixed_quota_goes_before_its_line(book: Path) -> None:
    outcome, plan_book = again(book, typing("team:一组", "2026-03", 600_000))
    assert [each[:3] for each in fixed(outcome)] == [("team:一组", "2026-03-01", 600_000)]
    exact(outcome.plans[0])
    assert outcome.planning is not None
    plan_book.write_bytes(outcome.planning.content())
    workbook = load_workbook(plan_book)
    typing("team:一组", "2026-03", 555_000)(workbook)
    workbook.save(plan_book)
    later = run(book, Options(today=TODAY, earlier=(plan_book,), target=plan_book))
    assert [each[:3] for each in fixed(later)] == [("team:一组", "2026-03-01", 555_000)]


def test_the_year_of_a_rep_is_the_rows_total(book: Path) -> None:
    outcome, _ = again(book, typing("rep:员工04", "total", 700_000))
    assert [each[:3] for each in fixed(outcome)] == [("rep:员工04", "2026-01-01", 700_000)]
    exact(outcome.plans[0])


def test_changes_on_both_sheets_come_back_together(book: Path) -> None:
    def change(workbook: Workbook) -> None:
        typing("rep:员工05", "2026-05", 1_000)(workbook)
        planning = workbook["计划分解"]
        row = next(row for row in range(1, planning.max_row + 1) if planning.cell(row, 1).value == "2026-02-03")
        planning.cell(row, 7).value = 77_777

    outcome, _ = again(book, change)
    assert {each[:3] for each in fixed(outcome)} == {
        ("rep:员工05", "2026-05-01", 1_000),
        ("team:一组", "2026-02-03", 77_777),
    }
    exact(outcome.plans[0])


def test_one_quota_typed_differently_on_the_two_sheets_is_an_error_at_its_cell(book: Path) -> None:
    def change(workbook: Workbook) -> None:
        typing("team:一组", "2026-02", 410_000)(workbook)
        planning = workbook["计划分解"]
        row = next(row for row in range(1, planning.max_row + 1) if planning.cell(row, 1).value == "2026-02")
        planning.cell(row, 7).value = 300_000

    outcome, _ = again(book, change)
    assert "fixed-twice" in [problem.rule.id for problem in outcome.checked.problems]


def test_rows_that_were_sorted_keep_their_keys_and_one_that_is_gone_is_an_error(book: Path) -> None:
    def swap(workbook: Workbook) -> None:
        sheet = workbook["人员分解"]
        first, second = (place(sheet, f"rep:{name}", "total")[0] for name in ("员工01", "员工03"))
        for column in range(1, 7):
            one, other = sheet.cell(first, column).value, sheet.cell(second, column).value
            sheet.cell(first, column).value, sheet.cell(second, column).value = other, one
        sheet.cell(second, 5).value = 4_321

    outcome, plan_book = again(book, swap)
    assert [each[:3] for each in fixed(outcome)] == [("rep:员工01", "2026-02-01", 4_321)]
    workbook = load_workbook(plan_book)
    sheet = workbook["人员分解"]
    sheet.cell(place(sheet, "rep:员工07", "total")[0], 1).value = None
    workbook.save(plan_book)
    told = run(book, Options(today=TODAY, earlier=(plan_book,), target=plan_book)).checked.problems
    assert [problem.rule.id for problem in told if problem.severity.value == "error"] == ["planning-keys"]


def test_a_rep_day_fixed_before_the_team_grew_stays_fixed(tmp_path: Path) -> None:
    small = {**SHEETS, "人员": PEOPLE[:21]}
    book = written(tmp_path, small)
    plan_book = book.parent / "book-plan.xlsx"

    def change(workbook: Workbook) -> None:
        planning = workbook["计划分解"]
        keys = next(row for row in range(1, 20) if str(planning.cell(row, 1).value).startswith("sales/"))
        column = next(column for column in range(2, 40) if planning.cell(keys, column).value == "rep:员工03")
        row = next(row for row in range(1, planning.max_row + 1) if planning.cell(row, 1).value == "2026-02-03")
        planning.cell(row, column).value = 99

    again(book, change)
    book = written(tmp_path, SHEETS)
    options = Options(today=TODAY, earlier=(plan_book,), target=plan_book)
    grown = run(book, options)
    assert [each[:3] for each in fixed(grown)] == [("rep:员工03", "2026-02-03", 99)]
    assert grown.planning is not None
    plan_book.write_bytes(grown.planning.content())
    assert "人员分解" in load_workbook(plan_book).sheetnames
    assert [each[:3] for each in fixed(run(book, options))] == [("rep:员工03", "2026-02-03", 99)]


def test_a_save_by_libreoffice_changes_nothing_and_keeps_a_change(book: Path, tmp_path: Path) -> None:
    plan_book = book.parent / "book-plan.xlsx"
    options = Options(today=TODAY, earlier=(plan_book,), target=plan_book)
    first = run(book, options)
    assert first.planning is not None
    plan_book.write_bytes(recalculated(first.planning.content(), tmp_path / "lo").read_bytes())
    assert fixed(run(book, options)) == []
    workbook = load_workbook(plan_book)
    typing("rep:员工03", "2026-02", 12_345)(workbook)
    workbook.save(plan_book)
    (tmp_path / "lo2").mkdir()
    plan_book.write_bytes(recalculated(plan_book.read_bytes(), tmp_path / "lo2").read_bytes())
    assert [each[:3] for each in fixed(run(book, options))] == [("rep:员工03", "2026-02-01", 12_345)]


def test_fewer_reps_again_leave_a_word_in_the_place_of_the_sheet(book: Path, tmp_path: Path) -> None:
    first = run(book, Options(today=TODAY, itself=True))
    assert first.planning is not None
    inside = tmp_path / "inside.xlsx"
    inside.write_bytes(first.planning.content())
    workbook = load_workbook(inside)
    workbook["人员"].delete_rows(10, 12)
    workbook.save(inside)
    smaller = run(inside, Options(today=TODAY, itself=True))
    assert smaller.planning is not None
    inside.write_bytes(smaller.planning.content())
    assert "20" in str(load_workbook(inside)["人员分解"]["B1"].value)
    third = run(inside, Options(today=TODAY, itself=True))
    assert third.planning is not None
    assert load_workbook(BytesIO(third.planning.content())).sheetnames.count("人员分解") == 1
