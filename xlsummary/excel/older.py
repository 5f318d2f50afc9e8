"""Our sheets of an earlier run, told by their markers, whatever they are called and whichever program saved the book.

A marker goes along when a sheet is copied. Of several sheets that carry one, that is ours whose name the record of the earlier
run has. The others are the user's, and so are a copy by its name whose model is gone, and a sheet that names another book than
the record does and so was brought in from there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from xlsummary.excel.heads import Head, heads
from xlsummary.excel.trees import child, elements, number
from xlsummary.excel.users_book import Sheet, UsersBook
from xlsummary.sheets.layout import Layout
from xlsummary.sheets.record import MARKER as RECORD

_ORIGIN = re.compile(r"book:[0-9a-f]{12}")
_COPIED = re.compile(r" ?[(（]\d+[)）]")
"""How Excel, WPS and LibreOffice name a copy, after the name of its model."""
_RECORDED = 60
"""More rows than stand in a record before its numbers."""


@dataclass(frozen=True, slots=True)
class _Recorded:
    """What the record says: the origin of the sheets (`book:ID`, '' where it does not say), and their names by marker."""

    origin: str
    titles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Older:
    """A sheet that one of ours is to stand in the place of, and whether its tab is selected.

    `named` are the places that the names of the sheet tell, as the book has them: more or others than its own only in books of
    LibreOffice with scenarios.
    """

    sheet: Sheet
    is_selected: bool
    named: frozenset[int]


def older_sheets(book: UsersBook, layouts: Sequence[Layout]) -> Mapping[str, Older]:
    """The sheet that each layout is to stand in the place of, by marker; those that have none are missing."""
    carrying = _carrying(book)
    candidates = {layout.marker: tuple(carrying.get(layout.marker.lower(), {})) for layout in layouts}
    if not any(candidates.values()):
        return {}
    records = tuple(carrying.get(RECORD, {}))[:1]
    counts = {sheet.part: 1 for sheets in candidates.values() for sheet in sheets}
    found = heads(book, {**counts, **{sheet.part: _RECORDED for sheet in records}})
    recorded = _recorded(found[records[0].part]) if records else _Recorded("", {})
    chosen = ((layout.marker, _ours(candidates[layout.marker], layout, recorded, found)) for layout in layouts)
    return {
        marker: Older(sheet, found[sheet.part].is_selected, frozenset({sheet.place, *carrying[marker.lower()][sheet]}))
        for marker, sheet in chosen
        if sheet is not None
    }


def _carrying(book: UsersBook) -> Mapping[str, Mapping[Sheet, set[int]]]:
    """By hidden name the worksheets that carry it, each with the places that the name tells for it."""
    names = child(book.workbook, "definedNames")
    carrying: dict[str, dict[Sheet, set[int]]] = {}
    for each in elements(names, "definedName") if names is not None else ():
        place = number(each, "localSheetId", -1)
        sheet = _meant(book, place, (each.text or "").strip('"'))
        if sheet is not None and sheet.part and sheet.kind == "worksheet":
            carrying.setdefault(each.get("name", "").lower(), {}).setdefault(sheet, set()).add(place)
    return carrying


def _meant(book: UsersBook, place: int, title: str) -> Sheet | None:
    """The sheet at a place; LibreOffice counts scenarios as sheets there and in `sheetId`, so that a place may be another's."""
    at = book.sheets[place] if 0 <= place < len(book.sheets) else None
    version = child(book.workbook, "fileVersion")
    if version is None or version.get("appName") != "Calc" or (at is not None and at.name == title):
        return at
    return next((sheet for sheet in book.sheets if sheet.id == place + 1 and sheet.name == title), at)


def _recorded(record: Head) -> _Recorded:
    origin, titles = "", {}
    for row in record.rows:
        match row[:3]:
            case ["book", known, *_]:
                origin = f"book:{known}"
            case ["sheet", marker, title]:
                titles[marker] = title
    return _Recorded(origin, titles)


def _ours(sheets: Iterable[Sheet], layout: Layout, recorded: _Recorded, found: Mapping[str, Head]) -> Sheet | None:
    origin = recorded.origin or _origin([str(cell.value) for row in layout.rows[:1] for cell in row.cells])
    own = [sheet for sheet in sheets if not (origin and _origin_of(found[sheet.part]) not in {"", origin})]
    title = recorded.titles.get(layout.marker, "")
    known = [sheet for sheet in own if sheet.name == title]
    own = [sheet for sheet in own if not (title and _COPIED.fullmatch(sheet.name.removeprefix(title)))]
    begun = sorted((sheet for sheet in own if sheet.name.startswith(layout.title)), key=lambda sheet: len(sheet.name))
    return next(iter([*known, *begun, *own]), None)


def _origin_of(head: Head) -> str:
    return _origin(head.rows[0]) if head.rows else ""


def _origin(row: Sequence[str]) -> str:
    """The book that a sheet says it was made for; '' for one that does not say."""
    return row[0] if row and _ORIGIN.fullmatch(row[0]) else ""
