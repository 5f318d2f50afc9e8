"""What the template offers and this version does not use yet: said, so that nobody counts on it."""

from __future__ import annotations

from collections.abc import Iterator

from xlsummary.book import schema
from xlsummary.catalogue import SETTING_UNUSED, SHEET_UNUSED
from xlsummary.model import Cell, Kind, Phasing, SalesBook
from xlsummary.problems import Problem

_SETTINGS = ("letters", "contents")
_SHEETS = ("expenses", "season")


def unused_settings(book: SalesBook) -> Iterator[Problem]:
    """A note at each setting that is filled in and has no effect yet."""
    for name in _SETTINGS:
        cell = book.settings.cells.get(name)
        if cell is not None:
            heading = next(setting.heading for setting in schema.SETTING_LIST if setting.name == name)
            yield Problem(SETTING_UNUSED, cell, words={"setting": heading})


def unused_sheets(book: SalesBook) -> Iterator[Problem]:
    """A note for each sheet that has rows and goes into no output yet."""
    spent = () if book.settings.kind is Kind.OVERVIEW else book.expenses
    filled = {"expenses": spent, "season": () if book.settings.phasing is Phasing.SEASON else book.season}
    for key in _SHEETS:
        if filled[key]:
            yield Problem(SHEET_UNUSED, Cell(book.tables[key].sheet))
