"""Actuals from another file than the book: a CSV, or a workbook's sheet of actuals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from xlsummary import catalogue_files as catalogue
from xlsummary.book.csv_text import csv_grid
from xlsummary.book.findings import Findings
from xlsummary.book.formats import Format, content_of, format_of
from xlsummary.book.headings import Sought, find_head
from xlsummary.book.letters import letters_of
from xlsummary.book.maps import SheetMap
from xlsummary.book.merged import NUMBERS
from xlsummary.book.recognise import best_kinds, tell_copies
from xlsummary.book.rows import TableRows, table_rows
from xlsummary.book.schema import ACTUALS, UNITS, ValueKind
from xlsummary.book.source import Grid, open_workbook
from xlsummary.book.values import CellValue, is_blank
from xlsummary.model import Cell, Control, LeftOut, Settings, Text
from xlsummary.spelling import name_key


@dataclass(frozen=True, slots=True)
class OtherFile:
    """The sheets of another file. A sheet is called as Excel calls it from outside, `[sales.xlsx]Sheet1`, a CSV by its name.

    `texts_only` tells a CSV, whose numbers cannot but be texts. `ours` are sheets left out as ours, by their own names.
    """

    name: str
    grids: tuple[Grid, ...]
    from_1904: bool
    texts_only: bool
    ours: tuple[str, ...] = ()
    format: Format = Format.TEXT


def open_table(path: Path) -> OtherFile:
    """A workbook or CSV by its content; raises `XlsummaryError` when it is neither or cannot be read."""
    content = content_of(path)
    if format_of(content) is Format.TEXT:
        return OtherFile(path.name, (csv_grid(content, path),), from_1904=False, texts_only=True)
    opened = open_workbook(path)
    grids = tuple(replace(grid, name=f"[{path.name}]{grid.name}") for grid in opened.grids)
    return OtherFile(path.name, grids, opened.from_1904, texts_only=False, ours=opened.ours, format=opened.format)


@dataclass(frozen=True, slots=True)
class OtherActuals:
    """Actuals of another file, which stand instead of those of the book's own sheet."""

    file: OtherFile
    unused: Grid | None
    sought: Sought
    findings: Findings

    def table(self, mapped: SheetMap | None, settings: Settings) -> TableRows | None:
        """The file's rows; amounts without a unit are told where the book's unit is not the yuan."""
        tell_copies(self.file.ours, self.findings, (ACTUALS,), self.file.name)
        table = actuals_table(self.file, replace(self.sought, mapped=mapped), self.findings)
        for headed in table.head.columns.values() if table and settings.amount_unit != 1 else ():
            if headed.column.kind is ValueKind.MONEY and headed.unit is None and table:
                cell = table.head.heading_at(headed.position)
                self.findings.add(catalogue.FILE_UNIT, cell, headed.heading, unit=_unit_name(settings.amount_unit))
        return table

    def control(self) -> Control | None:
        """The book's own rows, none of them used, and said so; None where it has none."""
        grid = self.unused
        head = find_head(grid, ACTUALS, self.sought, Findings()) if grid else None
        if grid is None:
            return None
        rows = table_rows(head, Findings()).found if head else sum(_last_filled(cells) >= 0 for cells in grid.rows)
        if not rows:
            return None
        self.findings.add(catalogue.ACTUALS_FROM_FILE, Cell(grid.name), file=self.file.name, count=str(rows))
        return Control(grid.name, rows, 0, (LeftOut("other-file", rows),), MappingProxyType({}))


def _unit_name(unit: Decimal) -> Text:
    zh = next((name for name, yuan in UNITS.items() if Decimal(yuan) == unit), f"{unit} 元")
    return Text(zh, f"{unit:,} yuan")


def actuals_table(file: OtherFile, sought: Sought, findings: Findings) -> TableRows | None:
    """The rows of actuals of a file; None, with a problem, where there are none to be found."""
    grid = file.grids[0] if file.texts_only else _actuals_sheet(file, sought.mapped, findings)
    head = find_head(grid, ACTUALS, replace(sought, strict=False, wide=not file.texts_only), findings) if grid else None
    table = table_rows(head, findings) if head else None
    if table and grid and grid.points_unclear:
        tell_unclear_points(table, findings)
    return even_rows(table, findings) if table and file.texts_only else table


_GROUPS = re.compile(r"[-+]?[1-9]\d{0,2}(?:\.\d{3})+")
_DECIMALS = re.compile(r"[-+]?(?:0|\d+(?=\.(?:\d\d?|\d{4,})$)|\d{4,})\.\d+")


def tell_unclear_points(table: TableRows, findings: Findings) -> None:
    """An error for `1.500` in a file with semicolons, unless other numbers show what a point is there."""
    columns = [each for each in table.head.columns.values() if each.column.kind in NUMBERS]
    texts = {
        (place, each.position): str(table.cells[place][each.position - table.head.grid.first_column]).strip()
        for each in columns
        for place in table.places
    }
    if any(map(_DECIMALS.fullmatch, texts.values())):
        return
    for (place, position), text in texts.items():
        if _GROUPS.fullmatch(text):
            findings.add(
                catalogue.POINT_UNCLEAR, Cell(table.head.grid.name, f"{letters_of(position)}{table.number(place)}"), text
            )


def _actuals_sheet(file: OtherFile, mapped: SheetMap | None, findings: Findings) -> Grid | None:
    """The sheet that a map or its name tells, else the only one with the headings, else the only one with anything."""
    filled = [grid for grid in file.grids if grid.rows]
    names: list[tuple[str, ...]] = [(mapped.sheet.theirs,)] if mapped else []
    names += [(ACTUALS.title.zh, ACTUALS.title.en), ACTUALS.synonyms]
    for words in names:
        named = [grid for grid in filled if name_key(grid.name.partition("]")[2]) in map(name_key, words)]
        if named:
            return named[0]
    fitting = [grid for grid in filled if best_kinds(grid, (ACTUALS,))]
    if len(fitting) == 1 or len(filled) == 1:
        return (fitting or filled)[0]
    if fitting:
        sheets = "、".join(grid.name for grid in fitting)
        findings.add(catalogue.AMBIGUOUS_SHEETS, Cell(fitting[0].name), sheets=sheets, sheet=ACTUALS.title)
    else:
        findings.add(catalogue.NO_ACTUALS_SHEET, Cell(file.name))
    return None


def even_rows(table: TableRows, findings: Findings) -> TableRows:
    """The rows of a CSV without those that have more filled cells than the heading row, each an error."""
    grid = table.head.grid
    last = _last_filled(table.head.headings.texts)
    if not grid.rows or len(grid.rows[0]) == last + 1:
        return table
    wide = [place for place in table.places if _last_filled(table.cells[place]) > last]
    for place in wide:
        at = _last_filled(table.cells[place])
        cell = Cell(grid.name, f"{letters_of(grid.first_column + at)}{table.number(place)}")
        findings.add(catalogue.ROW_TOO_WIDE, cell, table.cells[place][at])
    left_out = {**table.left_out, **({"row-too-wide": len(wide)} if wide else {})}
    return replace(table, places=tuple(place for place in table.places if place not in set(wide)), left_out=left_out)


def _last_filled(cells: Sequence[CellValue]) -> int:
    return max((at for at, cell in enumerate(cells) if not is_blank(cell)), default=-1)
