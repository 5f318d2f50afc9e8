"""Our sheets as a workbook of their own, and what a program that holds the user's book open must do to take them over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from openpyxl.utils import quote_sheetname

from xlsummary.excel.author import authored
from xlsummary.excel.grafted import Grafted
from xlsummary.package import packed, settled
from xlsummary.sheets.columns import letters_of
from xlsummary.sheets.layout import Layout, Visibility, referred, sheet_reference


@dataclass(frozen=True, slots=True)
class FormulaRun:
    """Formulas side by side, the first of them in the cell `at`."""

    at: str
    formulas: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A sheet to take over: `replaces` tells that one of its name is to go, `crossing` which formulas lead to other pages.

    A program that copies a sheet into another workbook has such formulas point back at the first; they are entered again.
    """

    title: str
    replaces: bool
    visibility: Visibility
    crossing: tuple[FormulaRun, ...]


@dataclass(frozen=True, slots=True)
class Pages:
    """A workbook of our sheets only, and its sheets in order."""

    content: bytes
    sheets: tuple[Page, ...]


def pages_of(layouts: Sequence[Layout], placed: Grafted, day: date) -> Pages:
    """The sheets that were put into a copy of the book, for the book itself; the workbook says that it was made on `day`."""
    chosen = [layout for layout in layouts if layout.marker in placed.titles]
    quoted = {marker: quote_sheetname(title) for marker, title in placed.titles.items()}
    return Pages(
        content=settled(packed(authored(chosen, placed.titles)), day),
        sheets=tuple(
            Page(
                title=placed.titles[layout.marker],
                replaces=layout.marker in placed.replaced,
                visibility=layout.visibility,
                crossing=tuple(_crossing(layout, quoted)),
            )
            for layout in chosen
        ),
    )


def _crossing(layout: Layout, quoted: Mapping[str, str]) -> Iterator[FormulaRun]:
    """The formulas of a layout that lead to a sheet of ours, those side by side together."""
    opening = sheet_reference("")[0]
    for number, row in enumerate(layout.rows, start=1):
        crossing = [(place, cell.formula) for place, cell in enumerate(row.cells) if cell.formula and opening in cell.formula]
        for _, run in groupby(enumerate(crossing), key=lambda each: each[1][0] - each[0]):
            beside = [each for _, each in run]
            formulas = tuple(referred(formula, quoted) for _, formula in beside)
            yield FormulaRun(f"{letters_of(beside[0][0] + 1)}{number}", formulas)
