"""What the reader library hides: errors, formulas never calculated, hidden rows, cells far away."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from tests.book.rawly import replaced, rewritten
from tests.book.trials_reading import sold
from tests.book.written import written
from tests.rules import SOUND, Writer, trial
from xlsummary import catalogue as rules
from xlsummary import catalogue_files

SALES = {**SOUND, **sold(["2026-03-30", "张三", 1], ["合计", None, 1])}
"""The sound book, with one sale more and its subtotal in row 3."""


def hidden(number: int) -> Writer:
    def write(folder: Path) -> Path:
        path = written(folder, SALES)
        book = load_workbook(path)
        book["实绩"].row_dimensions[number].hidden = True
        book.save(path)
        return path

    return write


def far(ref: str, value: float | None) -> Writer:
    def write(folder: Path) -> Path:
        path = written(folder, SOUND)
        book = load_workbook(path)
        book["实绩"][ref] = value
        book["实绩"][ref].number_format = "0.0"
        book.save(path)
        return path

    return write


def oddly(tail: str) -> Writer:
    """The sheet 实绩 in single quotes, so that it must be parsed, and something of no account below its cells."""

    def write(folder: Path) -> Path:
        change = replaced({'"': "'", "</sheetData>": f"</sheetData>{tail}"})
        return rewritten(written(folder, SOUND), change, "xl/worksheets/sheet2.xml")

    return write


trial(
    rules.ERROR_CELL,
    "'实绩'!C2",
    breaks=sold(["2026-03-30", "张三", "#N/A"]),
    holds=sold(["合计", None, "#REF!"]),
    beside=[catalogue_files.TOTAL_UNREADABLE],
)
trial(
    rules.UNCALCULATED_FORMULA,
    "'实绩'!C2",
    breaks=sold(["2026-03-30", "张三", "=1+1"]),
    holds=sold(["合计", None, "=SUM(C1:C1)"]),
    beside=[catalogue_files.TOTAL_UNREADABLE],
)
trial(
    catalogue_files.TOTAL_UNREADABLE,
    "'实绩'!C2",
    breaks=sold(["合计", None, "#REF!"]),
    holds=sold(["合计", None, ""]),
)
trial(
    catalogue_files.TOTAL_UNREADABLE,
    "'实绩'!C2",
    breaks=sold(["合计", None, "=SUM(C1:C1)"]),
    holds=sold(["合计", None, "-"]),
)
trial(rules.HIDDEN_ROWS, "'实绩'!A2", breaks=hidden(2), holds=hidden(3))
trial(catalogue_files.FAR_CELLS, "'实绩'!XFD1048576", breaks=far("XFD1048576", 7), holds=far("XFD1048576", None))
trial(
    catalogue_files.NOT_SEEN,
    "'实绩'",
    breaks=oddly("<phoneticPr>&nbsp;</phoneticPr>"),
    holds=oddly("<phoneticPr/>"),
)
