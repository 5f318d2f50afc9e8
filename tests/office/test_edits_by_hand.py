"""Quotas changed in LibreOffice come back, are listed under 固定值, and are released by deleting their line there."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.book.written import Rows, written
from tests.office.by_hand import by_hand
from xlsummary.model import Period
from xlsummary.periods import single_day
from xlsummary.pipeline import Options, Outcome, run
from xlsummary.plan.quota import Plan
from xlsummary.problems import Severity

TODAY = date(2026, 3, 31)
PLANNING, PEOPLE = "计划分解", "人员分解"
FEW = ("张三", "李四", "王五")
MANY = tuple(f"员工{number:02d}" for number in range(22))
FEBRUARY, MARCH = Period(date(2026, 2, 1), date(2026, 3, 1)), Period(date(2026, 3, 1), date(2026, 4, 1))
WEEK, DAY = Period(date(2026, 3, 9), date(2026, 3, 16)), single_day(date(2026, 4, 7))


def sheets(names: tuple[str, ...]) -> dict[str, Rows]:
    people = [[name, "一组" if place % 2 else "二组"] for place, name in enumerate(names)]
    return {"目标": [["期间", "目标值"], ["2026", 1_240_000]], "人员": [["姓名", "团队"], *people]}


def ran(book: Path) -> tuple[Outcome, Plan]:
    """A run whose sheets go into the book itself, as `--in-place` puts them."""
    outcome = run(book, Options(today=TODAY, itself=True))
    problems = outcome.checked.problems
    assert [(each.rule.id, str(each.cell)) for each in problems if each.severity is not Severity.NOTE] == []
    assert outcome.planning is not None
    content = outcome.planning.content()
    book.write_bytes(content)
    (plan,) = outcome.plans
    for node in range(len(plan.nodes)):
        parts = plan.children(node)
        for period in (*plan.months, *(each.period for each in plan.slices)):
            assert not parts or plan.quota(node, period) == sum(plan.quota(part, period) for part in parts)
        assert plan.quota(node) == sum(plan.quota(node, month) for month in plan.months)
    assert plan.quota(0) == 1_240_000
    return outcome, plan


def address(sheet: Worksheet, row: str, column: str, block: str = "sales/") -> str:
    keys = next(cell.row for cell in sheet["A"] if str(cell.value).startswith(block))
    number = next(cell.row for cell in sheet["A"][keys:] if cell.value == row)
    place = next(cell.column_letter for cell in sheet[keys] if cell.value == column)
    return f"{place}{number}"


def quota(plan: Plan, node: str, period: Period) -> Decimal:
    return plan.quota(next(place for place, each in enumerate(plan.nodes) if each.key == node), period)


def fixed(plan: Plan) -> dict[tuple[str, Period], Decimal]:
    return {(point.node, point.period): point.amount for point in plan.fixed}


def listed(book: Path) -> dict[int, tuple[object, object]]:
    """The lines under 固定值 by their rows: whose, and how much."""
    sheet = load_workbook(book)[PLANNING]
    rows = (cell.row for cell in sheet["A"] if str(cell.value).startswith("fixed|"))
    return {row: (sheet.cell(row, 3).value, sheet.cell(row, 6).value) for row in rows}


def folder(parent: Path, name: str) -> Path:
    made = parent / name
    made.mkdir()
    return made


def saved(new: Path, book: Path) -> None:
    shutil.copyfile(new, book)


def test_a_month_a_week_and_a_day_typed_there_are_kept_listed_and_released(tmp_path: Path) -> None:
    book = written(tmp_path, sheets(FEW))
    ran(book)
    sheet = load_workbook(book)[PLANNING]
    typed = {
        address(sheet, "2026-02", "rep:张三"): "12345",
        address(sheet, "2026-03/2026-03-09", "rep:李四"): "9,876",
        address(sheet, "2026-04-07", "rep:王五"): "777",
    }
    saved(by_hand(book, folder(tmp_path, "typed"), cells={PLANNING: typed}), book)
    wanted = {("rep:张三", FEBRUARY): 12_345, ("rep:李四", WEEK): 9_876, ("rep:王五", DAY): 777}
    outcome, plan = ran(book)
    assert fixed(plan) == wanted
    assert {str(point.cell) for point in plan.fixed} == {f"'{PLANNING}'!{ref}" for ref in typed}
    assert [quota(plan, *point) for point in wanted] == [*wanted.values()]
    lines = listed(book)
    assert [*lines.values()] == [("张三", 12_345), ("李四", 9_876), ("王五", 777)]
    assert load_workbook(book).sheetnames.count(PLANNING) == 1
    assert outcome.checked.known.run == 2

    line = next(row for row, (name, _) in lines.items() if name == "李四")
    saved(by_hand(book, folder(tmp_path, "released"), rows={PLANNING: line}), book)
    _, plan = ran(book)
    assert fixed(plan) == {point: amount for point, amount in wanted.items() if point[0] != "rep:李四"}
    assert quota(plan, "rep:张三", FEBRUARY) == 12_345
    assert quota(plan, "rep:李四", WEEK) != 9_876
    assert len(listed(book)) == 2


def test_a_month_typed_there_on_the_sheet_of_the_reps(tmp_path: Path) -> None:
    book = written(tmp_path, sheets(MANY))
    ran(book)
    ref = address(load_workbook(book)[PEOPLE], "rep:员工03", "2026-03", "people-")
    saved(by_hand(book, folder(tmp_path, "typed"), cells={PEOPLE: {ref: "1234"}}), book)
    _, plan = ran(book)
    assert fixed(plan) == {("rep:员工03", MARCH): 1_234}
    assert [str(point.cell) for point in plan.fixed] == [f"'{PEOPLE}'!{ref}"]
    assert quota(plan, "rep:员工03", MARCH) == 1_234
    ((line, shown),) = listed(book).items()
    assert shown == ("员工03", 1_234)
    saved(by_hand(book, folder(tmp_path, "released"), rows={PLANNING: line}), book)
    _, plan = ran(book)
    assert (fixed(plan), listed(book)) == ({}, {})


def test_a_save_there_without_a_change_changes_no_quota(tmp_path: Path) -> None:
    book = written(tmp_path, sheets(FEW))
    _, before = ran(book)
    saved(by_hand(book, folder(tmp_path, "saved")), book)
    _, after = ran(book)
    assert (after.fixed, after.amounts) == ((), before.amounts)


def test_a_formula_typed_over_a_sum_counts_with_what_it_comes_to(tmp_path: Path) -> None:
    book = written(tmp_path, sheets(FEW))
    ran(book)
    ref = address(load_workbook(book)[PLANNING], "2026-02", "rep:张三")
    saved(by_hand(book, folder(tmp_path, "typed"), cells={PLANNING: {ref: "=5000*3"}}), book)
    _, plan = ran(book)
    assert fixed(plan) == {("rep:张三", FEBRUARY): 15_000}
