"""What was fixed on the planning sheet stays when the book changes, or an error at its cell says why it cannot."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.book.written import Rows, written
from tests.rules import SOUND, TODAY
from xlsummary.pipeline import Options, Outcome, run
from xlsummary.problems import Severity

Change = Callable[[Workbook], None]
PLANNING = "计划分解"
NOTHING: dict[str, Rows] = {}
PRECISE: dict[str, Rows] = {
    "目标": [["期间", "目标值", "指标"], [2026, 100.5, "数量"]],
    "实绩": [["日期", "人员", "数量"], ["2026-03-31", "张三", 1]],
    "设置": [["项目", "值"], ["数量精度", 0.1]],
}
CODED: dict[str, Rows] = {"人员": [["姓名", "团队", "工号"], ["张三", "一组", "A01"], ["李四", "一组", "A02"]]}


def target(value: float) -> dict[str, Rows]:
    return {"目标": [["期间", "目标值"], [2026, value]]}


def cells(sheet: str, **values: object) -> Change:
    """Sets cells by their addresses."""

    def change(workbook: Workbook) -> None:
        for ref, value in values.items():
            workbook[sheet][ref] = value  # type: ignore[assignment] # any cell value

    return change


def setting(name: str, value: object) -> Change:
    def change(workbook: Workbook) -> None:
        sheet = workbook["设置"] if "设置" in workbook.sheetnames else workbook.create_sheet("设置")
        if sheet["A1"].value is None:
            sheet.append(["项目", "值"])
        sheet.append([name, value])

    return change


def both(*changes: Change) -> Change:
    def change(workbook: Workbook) -> None:
        for each in changes:
            each(workbook)

    return change


def address(sheet: Worksheet, row: str, column: str) -> str:
    keys = next(cell.row for cell in sheet["A"] if str(cell.value).count("/") == 4)
    number = next(cell.row for cell in sheet["A"][keys:] if cell.value == row)
    return f"{next(cell.column_letter for cell in sheet[keys] if cell.value == column)}{number}"


def again(folder: Path, sheets: dict[str, Rows], point: tuple[str, str, object], change: Change | None = None) -> Outcome:
    """A run with our sheets in the book, a quota typed there and the book changed, and what the next run makes of it."""
    book = written(folder, {**SOUND, **sheets})
    put(run(book, Options(today=TODAY, itself=True)), book)
    workbook = load_workbook(book)
    sheet = workbook[PLANNING]
    sheet[address(sheet, point[0], point[1])] = point[2]  # type: ignore[assignment] # any cell value
    if change is not None:
        change(workbook)
    workbook.save(book)
    return run(book, Options(today=TODAY, itself=True))


def put(outcome: Outcome, book: Path) -> None:
    assert outcome.planning is not None, [(each.rule.id, str(each.cell)) for each in outcome.checked.problems]
    content = outcome.planning.content()
    book.write_bytes(content)


def errors(outcome: Outcome) -> list[tuple[str, str]]:
    problems = outcome.checked.problems
    return [(each.rule.id, str(each.cell)) for each in problems if each.severity is Severity.ERROR]


def fixed(outcome: Outcome) -> list[tuple[str, Decimal]]:
    """Each fixed quota; the plan meets it, and adds up."""
    assert errors(outcome) == []
    for plan in outcome.plans:
        assert plan.quota(0) == sum(plan.quota(leaf, month) for leaf in plan.leaves for month in plan.months)
        for point in plan.fixed:
            node = next(place for place, each in enumerate(plan.nodes) if each.key == point.node)
            assert plan.quota(node, point.period) == point.amount
    return [(point.node, point.amount) for plan in outcome.plans for point in plan.fixed]


ZHANG, TEAM = "rep:张三", "team:一组"
LARGE = target(120_000)


@pytest.mark.parametrize(
    ("sheets", "amount", "change", "node"),
    [
        (target(-1200), -30, None, ZHANG),
        (LARGE, 3000, both(cells("目标", B1="目标值（万元）", B2=12)), ZHANG),
        (LARGE, 3000, both(setting("金额单位", "万元"), cells("目标", B2=12), cells("实绩", C2=0.01)), ZHANG),
        (LARGE, 3000, setting("显示单位", "万元"), ZHANG),
        (LARGE, 3000, setting("取整单位", 100), ZHANG),
        (LARGE, 3030, setting("取整单位", 100), ZHANG),
        (LARGE, 3000, setting("取整单位", 10_000), ZHANG),
        (LARGE, 3000.55, None, ZHANG),
        (LARGE, 3000, cells("目标", B2=150_000), ZHANG),
        (LARGE, 3000, setting("月度分解", "平均"), ZHANG),
        (LARGE, 3000, cells("人员", B2="二组", B3="二组"), ZHANG),
        (LARGE, 3000, cells("人员", C1="工号", C2="A01", C3="A02"), "rep:A01"),
        (PRECISE, 7.3, None, ZHANG),
        (PRECISE, 7.35, None, ZHANG),
        (PRECISE, 7.3, cells("设置", B2=1), ZHANG),
        (PRECISE, 7.3, cells("设置", B2=0.001), ZHANG),
    ],
    ids=[
        "a negative target",
        "targets in ten thousands by the heading",
        "amounts in ten thousands by the setting",
        "another display unit",
        "a rounding unit that divides it",
        "a rounding unit that does not",
        "a rounding unit larger than it",
        "fen where all is whole yuan",
        "a larger target",
        "another phasing",
        "a team renamed above a rep",
        "a code given to the rep",
        "a quantity with a decimal",
        "a quantity finer than the precision",
        "a coarser precision",
        "a finer precision",
    ],
)
def test_a_fixed_quota_stays(sheets: dict[str, Rows], amount: float, change: Change | None, node: str, tmp_path: Path) -> None:
    outcome = again(tmp_path, sheets, ("2026-01", ZHANG, amount), change)
    assert fixed(outcome) == [(node, Decimal(str(amount)))]
    put(outcome, tmp_path / "book.xlsx")
    assert fixed(run(tmp_path / "book.xlsx", Options(today=TODAY, itself=True))) == [(node, Decimal(str(amount)))]


@pytest.mark.parametrize(
    ("sheets", "point", "change", "told"),
    [
        (target(-1200), (ZHANG, 30), None, ("fixed-sign", "'计划分解'!H7")),
        (target(0), (ZHANG, 30), None, ("typed-too-much-inside", "'目标'!B2")),
        (LARGE, (ZHANG, 300_000), None, ("typed-too-much-inside", "'目标'!B2")),
        (LARGE, (ZHANG, 3000.555), None, ("fixed-too-fine", "'计划分解'!H7")),
        (LARGE, (ZHANG, 3000), cells("人员", A2="张三丰"), ("fixed-without-plan", "'计划分解'!H7")),
        (LARGE, (TEAM, 3000), cells("人员", B2="二组", B3="二组"), ("fixed-without-plan", "'计划分解'!G7")),
        (LARGE, (ZHANG, 3000), cells("目标", A2=2027), ("fixed-without-plan", "'计划分解'!H7")),
        (LARGE, (ZHANG, 3000), cells("目标", C1="档位", C2="冲刺"), ("fixed-without-plan", "'计划分解'!H7")),
        ({**LARGE, **CODED}, ("rep:A01", 3000), cells("人员", C2="B01"), ("fixed-without-plan", "'计划分解'!H7")),
    ],
    ids=[
        "of another sign than the target",
        "in a target of zero",
        "more than the target",
        "finer than a fen",
        "a rep renamed",
        "a team renamed",
        "a target of another year",
        "a target of another tier",
        "another code",
    ],
)
def test_one_that_cannot_stay_is_an_error_that_says_so(
    sheets: dict[str, Rows], point: tuple[str, float], change: Change | None, told: tuple[str, str], tmp_path: Path
) -> None:
    outcome = again(tmp_path, sheets, ("2026-01", *point), change)
    assert errors(outcome) == [told]
    assert outcome.planning is None


def test_the_error_names_whose_quota_it_was(tmp_path: Path) -> None:
    outcome = again(tmp_path, LARGE, ("2026-01", ZHANG, 3000), cells("人员", A2="张三丰"))
    (problem,) = [each for each in outcome.checked.problems if each.severity is Severity.ERROR]
    assert problem.message(outcome.checked.lang).startswith("“张三 2026年1月”的配额改成了 3,000")


def test_zero_typed_over_zero_is_no_change(tmp_path: Path) -> None:
    assert fixed(again(tmp_path, target(0), ("2026-01", ZHANG, 0))) == []
