"""Sheets of which nothing is read: how many rows they have, and their control."""

from __future__ import annotations

from types import MappingProxyType

from xlsummary.book.findings import Findings
from xlsummary.book.heading_rows import headings_at
from xlsummary.book.headings import Sought, find_head, heading_place
from xlsummary.book.rows import table_rows
from xlsummary.book.schema import Sheet
from xlsummary.book.source import Grid
from xlsummary.book.values import is_blank
from xlsummary.book.vocabulary import vocabulary
from xlsummary.model import Control, LeftOut


def unread_control(grid: Grid, spec: Sheet, reason: str) -> Control:
    """The control of a sheet of which no row was used."""
    count = filled_rows(grid, spec)
    return Control(grid.name, count, 0, (LeftOut(reason, count),) if count else (), MappingProxyType({}))


def filled_rows(grid: Grid, spec: Sheet) -> int:
    """How many filled rows a sheet has that is not read: below its heading, or all where it has none."""
    head = find_head(grid, spec, Sought(), Findings())
    if head:
        return table_rows(head, Findings()).found
    words = vocabulary(spec)
    place = heading_place(grid, spec, words)
    first = 0 if place is None else headings_at(grid, place, spec, words).last + 1
    return sum(any(not is_blank(cell) for cell in row) for row in grid.rows[first:])
