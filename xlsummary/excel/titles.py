"""The names of our sheets in a user's book, where no two sheets have the same; Excel takes upper and lower case as one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from xlsummary.excel.users_book import Sheet
from xlsummary.sheets.layout import Layout

_LONGEST = 31


def titles_for(layouts: Sequence[Layout], sheets: Iterable[Sheet], older: Mapping[str, Sheet]) -> dict[str, str]:
    """The name of each layout's sheet by marker: that of the sheet it replaces, else its own, numbered where taken."""
    taken = {sheet.name.casefold() for sheet in sheets}
    titles: dict[str, str] = {}
    for layout in layouts:
        replaced = older.get(layout.marker)
        titles[layout.marker] = _free(layout.title, taken) if replaced is None else replaced.name
        taken.add(titles[layout.marker].casefold())
    return titles


def renamed(layouts: Iterable[Layout], titles: Mapping[str, str], sheets: Iterable[Sheet]) -> frozenset[str]:
    """The markers of the sheets whose wished name another sheet of the book has."""
    ours = {title.casefold() for title in titles.values()}
    others = {sheet.name.casefold() for sheet in sheets} - ours
    return frozenset(layout.marker for layout in layouts if layout.title[:_LONGEST].casefold() in others)


def _free(title: str, taken: set[str]) -> str:
    number, free = 1, title[:_LONGEST]
    while free.casefold() in taken:
        number += 1
        ending = f"({number})"
        free = title[: _LONGEST - len(ending)] + ending
    return free
