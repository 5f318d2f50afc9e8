"""What is said of hidden rows, and of what a file does not tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xlsummary import catalogue, catalogue_files
from xlsummary.book.findings import Findings
from xlsummary.book.formats import NAMES, Format
from xlsummary.book.letters import letters_of
from xlsummary.book.rows import TableRows
from xlsummary.book.source import Grid
from xlsummary.book.values import is_blank
from xlsummary.model import Cell, Text
from xlsummary.wording import counted


def tell_hidden(table: TableRows, findings: Findings) -> None:
    """One note of what is hidden of a table and counts: the sheet, filled columns, rows; at the first of these rows."""
    grid = table.head.grid
    rows = sorted({number - grid.first_row for number in grid.hidden_rows or ()} & {*table.places})
    columns = [letters_of(each.position) for each in table.head.columns.values() if _is_hidden(each.position, table)]
    unshown = _unshown(table)
    whole = [_WHOLE_SHEET] if grid.hidden else []
    said = [*whole, *([_columns(columns)] if columns else []), *([_rows(len(rows))] if rows else [])]
    said += [_cells(len(unshown))] if unshown else []
    if said:
        first = next(iter(table.head.table.letters.values()))
        heading = f"{columns[0]}{table.head.table.head_row}" if columns else unshown[0] if unshown else None
        cell = Cell(grid.name, f"{first}{table.number(rows[0])}" if rows else heading)
        what = Text("、".join(each.zh for each in said), ", ".join(each.en for each in said))
        findings.add(catalogue.HIDDEN_ROWS, cell, what=what, count=str(len(rows)))


_WHOLE_SHEET = Text("整张表", "the whole sheet")


def _columns(letters: Sequence[str]) -> Text:
    return Text(f"{'、'.join(letters)} 列", f"columns {', '.join(letters)}" if len(letters) > 1 else f"column {letters[0]}")


def _rows(count: int) -> Text:
    return Text(f"{count} 行", counted(count, "row"))


def _cells(count: int) -> Text:
    return Text(f"数字格式不让显示的 {count} 个数", f"{counted(count, 'number')} that the format shows as nothing")


def _unshown(table: TableRows) -> Sequence[str]:
    """The cells of numbers that a format such as `;;;` shows as nothing."""
    grid, used = table.head.grid, {*table.places}
    known = {each.position for each in table.head.columns.values()}
    found: list[tuple[int, int]] = []
    for (column, number_format), numbers in grid.shown.items():
        if column in known and any(shown.is_blank for shown in number_format.shown):
            for place in (number - grid.first_row for number in numbers if number - grid.first_row in used):
                value = table.cells[place][column - grid.first_column]
                if isinstance(value, float) and value != 0 and number_format.of(value).is_blank:
                    found.append((place, column))
    return [f"{letters_of(column)}{table.number(place)}" for place, column in sorted(found)]


def _is_hidden(column: int, table: TableRows) -> bool:
    """True for a hidden column with something in it."""
    grid = table.head.grid
    at = column - grid.first_column
    hidden = any(first <= column <= last for first, last in grid.hidden_columns)
    return hidden and any(not is_blank(table.cells[place][at]) for place in table.places)


def tell_unseen(grids: Iterable[Grid], found: Format, findings: Findings) -> None:
    """One note of a format that does not tell hidden rows and errors; else one for each sheet that does not.

    A warning for each sheet that stretches too far to be read whole.
    """
    grids = tuple(grids)
    for grid in grids:
        if grid.extent:
            corner, last = grid.extent.corner, letters_of(grid.extent.headed - 1)
            findings.add(catalogue_files.FAR_CELLS, Cell(grid.name, corner), corner, last=last)
    unseen = [grid for grid in grids if grid.hidden_rows is None and grid.rows]
    if unseen and found in (Format.XLS, Format.XLSB, Format.ODS):
        findings.add(catalogue_files.NOT_SEEN, None, what=NAMES[found], formats=_FORMATS)
        return
    for grid in unseen:
        findings.add(catalogue_files.NOT_SEEN, Cell(grid.name), what=Text("这张表", "this sheet"), formats="")


_FORMATS = Text(
    "；也看不到数字格式加的百分号、单位、币种和编号前面的 0，数按存的读取",
    "; nor the percent signs, units, currencies and leading zeros that number formats show: numbers were read as they are held",
)
