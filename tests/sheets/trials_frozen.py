"""Books of which an earlier run has kept or written a plan."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from tests.book.written import Rows, written
from tests.rules import SOUND, TODAY, trial
from xlsummary import catalogue_frozen as frozen
from xlsummary.pipeline import Options, run

Change = Callable[[Workbook], None]

MARCH: dict[str, Rows] = {**SOUND, "目标": [["期间", "目标值"], ["2026-03", 1200]]}


def after_a_run(folder: Path, change: Change, *, freeze: bool | None, sheets: dict[str, Rows] | None = None) -> Path:
    """A book with the sheets of a run in it, then changed."""
    book = written(folder, sheets or {**SOUND})
    outcome = run(book, Options(today=TODAY, itself=True, freeze=freeze))
    assert outcome.planning is not None
    other = folder / "other.xlsx"
    with other.open("wb") as stream:
        outcome.planning.write(stream)
    workbook = load_workbook(other)
    change(workbook)
    workbook.save(book)
    return book


def target(period: object, amount: int) -> Change:
    def change(workbook: Workbook) -> None:
        workbook["目标"]["A2"], workbook["目标"]["B2"] = period, amount  # type: ignore[assignment]

    return change


# 1,200 a year is some 280 by the end of March, of which the as-of day is the last.
trial(
    frozen.FROZEN_CONTRADICTED,
    "'目标'!B2",
    breaks=partial(after_a_run, change=target(2026, 200), freeze=True),
    holds=partial(after_a_run, change=target(2026, 1300), freeze=True),
)
trial(
    frozen.FROZEN_UNPLACED,
    "'目标'!B2",
    breaks=partial(after_a_run, change=target(2026, 1200), freeze=True, sheets=MARCH),
    holds=partial(after_a_run, change=target("2026-03", 1200), freeze=True, sheets=MARCH),
)
trial(
    frozen.PLAN_CHANGED,
    "",
    breaks=partial(after_a_run, change=target(2026, 1300), freeze=None),
    holds=partial(after_a_run, change=target(2026, 1200), freeze=None),
)
