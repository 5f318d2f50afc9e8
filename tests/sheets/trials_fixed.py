"""Planning sheets of an earlier run, as people leave them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from copy import copy
from functools import partial
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.book.written import written
from tests.rules import SOUND, TODAY, trial
from xlsummary import catalogue_fixed as fixed
from xlsummary.pipeline import Options, run

Change = Callable[[Worksheet], None]


def planned(folder: Path, change: Change, *, keeps_record: bool = True) -> Path:
    """The sound book with the sheets of a run in it, changed."""
    book = written(folder, SOUND)
    outcome = run(book, Options(today=TODAY, itself=True))
    assert outcome.planning is not None
    other = folder / "planned.xlsx"
    with other.open("wb") as stream:
        outcome.planning.write(stream)
    workbook = load_workbook(other)
    change(workbook["计划分解"])
    if not keeps_record:
        del workbook["_xlsummary"]
    workbook.save(other)
    shutil.move(other, book)
    return book


def place(sheet: Worksheet, row: str, column: str) -> tuple[int, int]:
    """The row and column of a quota by its keys."""
    rows = {str(cell.value): cell.row for cell in sheet["A"] if cell.value}
    (keys,) = [number for key, number in rows.items() if key.startswith("sales/")]
    return rows[row], next(cell.column for cell in sheet[keys] if cell.value == column)


def typing(row: str, column: str, value: object) -> Change:
    def change(sheet: Worksheet) -> None:
        sheet.cell(*place(sheet, row, column)).value = value  # type: ignore[assignment]

    return change


def deleting(row: str) -> Change:
    def change(sheet: Worksheet) -> None:
        sheet.cell(place(sheet, row, "company")[0], 1).value = None

    return change


def cleared(sheet: Worksheet) -> None:
    """Deletes all that stands on the sheet, for something else."""
    sheet.delete_rows(1, sheet.max_row)
    sheet.append(["会议纪要", "四月起各组周一交表"])


def both(*changes: Change) -> Change:
    def change(sheet: Worksheet) -> None:
        for each in changes:
            each(sheet)

    return change


def listed(row: str, column: str, amount: int, in_cell: int) -> Change:
    """A line of the list 固定值 with another amount than the cell has."""

    def change(sheet: Worksheet) -> None:
        last = sheet.max_row + 1
        sheet.cell(last, 1).value = f"fixed|sales/committed/assigned/first/2026|{row}|{column}"
        sheet.cell(last, 6).value = amount
        typing(row, column, in_cell)(sheet)

    return change


def unpaid(folder: Path, change: Change, *, team: str) -> Path:
    """A book whose 张三 has gone over to another team since the plan was written."""
    book = planned(folder, change)
    workbook = load_workbook(book)
    workbook["人员"]["B2"] = team
    workbook["人员"]["B3"] = team
    workbook.save(book)
    return book


def release(sheet: Worksheet) -> None:
    """Deletes every line of the list 固定值."""
    for cell in [cell for cell in sheet["A"] if str(cell.value).startswith("fixed|")]:
        cell.value = None


def released_beside(folder: Path) -> Path:
    """A book with a quota typed on its planning sheet, and beside it the output of a run, where its line was deleted since."""
    book = planned(folder, typing("2026-01", "rep:张三", 30))
    other = book.with_name(f"{book.stem}-plan.xlsx")
    outcome = run(book, Options(today=TODAY))
    assert outcome.planning is not None
    with other.open("wb") as stream:
        outcome.planning.write(stream)
    workbook = load_workbook(other)
    release(workbook["计划分解"])
    workbook.save(other)
    return book


def copied(folder: Path, *, alone: bool) -> Path:
    """A book with a copy of its planning sheet, on which a quota was typed; `alone`: the sheet itself was deleted."""
    book = planned(folder, lambda _: None)
    workbook = load_workbook(book)
    model = workbook["计划分解"]
    other = workbook.copy_worksheet(model)
    other.title = "计划分解 (2)"
    other.defined_names.update({name: copy(each) for name, each in model.defined_names.items()})
    typing("2026-01", "rep:张三", 30)(other)
    if alone:
        del workbook["计划分解"]
    workbook.save(book)
    return book


def without_planning(folder: Path) -> Path:
    """A book with a quota fixed in two runs, and its planning sheet deleted since."""
    book = planned(folder, typing("2026-01", "rep:张三", 30))
    outcome = run(book, Options(today=TODAY, itself=True))
    assert outcome.planning is not None
    book.write_bytes(outcome.planning.content())
    workbook = load_workbook(book)
    del workbook["计划分解"]
    workbook.save(book)
    return book


trial(
    fixed.FIXED_WITHOUT_PLAN,
    "'计划分解'!G7",
    breaks=partial(unpaid, change=typing("2026-01", "team:一组", 50), team="二组"),
    holds=partial(unpaid, change=typing("2026-01", "team:一组", 50), team="一组"),
)
trial(
    fixed.FIXED_COMPANY_TOTAL,
    "'计划分解'!F330",
    breaks=partial(planned, change=typing("total", "company", 1300)),
    holds=partial(planned, change=typing("2026-12", "company", 1200)),
)
trial(
    fixed.EDITED_TWICE,
    "'计划分解'!H7",
    breaks=partial(planned, change=listed("2026-01", "rep:张三", 40, 30)),
    holds=partial(planned, change=listed("2026-01", "rep:张三", 30, 30)),
)
trial(
    fixed.PLANNING_KEYS,
    "'计划分解'",
    breaks=partial(planned, change=deleting("2026-01-05")),
    holds=partial(planned, change=typing("2026-01-05", "rep:张三", 3)),
)
trial(
    fixed.PLANNING_CELL,
    "'计划分解'!H7",
    breaks=partial(planned, change=typing("2026-01", "rep:张三", "三十")),
    holds=partial(planned, change=typing("2026-01", "rep:张三", 30)),
)
trial(
    fixed.PLANNING_FORMULA,
    "'计划分解'!H7",
    breaks=partial(planned, change=typing("2026-01", "rep:张三", "=30*1")),
    holds=partial(planned, change=typing("2026-01", "rep:张三", 30)),
)
trial(
    fixed.FIXED_SIGN,
    "'计划分解'!H7",
    breaks=partial(planned, change=typing("2026-01", "rep:张三", -1)),
    holds=partial(planned, change=typing("2026-01", "rep:张三", 0)),
)
trial(
    fixed.FIXED_ELSEWHERE,
    "'计划分解'!H7",
    breaks=released_beside,
    holds=partial(planned, change=typing("2026-01", "rep:张三", 30)),
    options=Options(today=TODAY, earlier=(Path("book-plan.xlsx"),)),
)
trial(
    fixed.PLANNING_RECORD,
    "'计划分解'",
    breaks=partial(planned, change=typing("2026-01", "rep:张三", 30), keeps_record=False),
    holds=partial(planned, change=typing("2026-01", "rep:张三", 30)),
)
trial(
    fixed.COPY_ALONE,
    "'计划分解 (2)'",
    breaks=partial(copied, alone=True),
    holds=partial(copied, alone=False),
)
trial(
    fixed.MARKED_OTHER,
    "'计划分解'",
    breaks=partial(planned, change=cleared),
    holds=partial(planned, change=typing("2026-01", "rep:张三", 30)),
)
trial(
    fixed.FIXED_GONE,
    "",
    breaks=without_planning,
    holds=partial(planned, change=typing("2026-01", "rep:张三", 30)),
)
trial(
    fixed.FIXED_TOO_FINE,
    "'计划分解'!H7",
    breaks=partial(planned, change=typing("2026-01", "rep:张三", 30.125)),
    holds=partial(planned, change=typing("2026-01", "rep:张三", 30)),
)
