"""The sheets of an earlier run that ours are to stand in the place of, whatever they are called and whichever program saved the
book; `book.ours` tells which are ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsummary.book.ours import HEAD, RECORD, RECORD_TITLE, Claim, is_signed, origin_of, ours_among, recorded_titles
from xlsummary.book.parts import MARKER, meant_place
from xlsummary.excel.heads import Head, heads
from xlsummary.excel.trees import child, elements, number
from xlsummary.excel.users_book import Sheet, UsersBook
from xlsummary.sheets.layout import Layout


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
    marks = {sheet.name: marker for marker, sheets in carrying.items() for sheet in sheets}
    sheets = {sheet.name: sheet for sheet in book.sheets if sheet.part and sheet.kind == "worksheet"}
    records = [name for name in sheets if marks.get(name) == RECORD or name == RECORD_TITLE]
    if not marks and not records:
        return {}
    found = dict(_heads(book, [sheets[name] for name in records]))
    named = {*marks, *records, *(title for name in records for title in recorded_titles(found[name].rows))}
    found |= _heads(book, [sheet for name, sheet in sheets.items() if name in named and name not in found])
    own = {layout.marker: _head_of(layout) for layout in layouts}
    ours = ours_among(
        [Claim(name, marks.get(name, "")) for name in sheets if name in named],
        lambda name: found[name].rows,
        {layout.marker: (layout.title,) for layout in layouts},
        next((origin for head in own.values() if (origin := origin_of(head))), ""),
        {marker for marker, head in own.items() if not is_signed(head)},
    )
    return {
        marker: Older(sheet, found[title].is_selected, frozenset({sheet.place, *carrying.get(marker, {}).get(sheet, ())}))
        for marker, title in ours.titles.items()
        if marker in own
        for sheet in (sheets[title],)
    }


def _heads(book: UsersBook, sheets: Sequence[Sheet]) -> Mapping[str, Head]:
    """The first rows of sheets, by their names."""
    found = heads(book, {sheet.part: HEAD for sheet in sheets})
    return {sheet.name: found[sheet.part] for sheet in sheets}


def _head_of(layout: Layout) -> list[list[str]]:
    """The first rows of a sheet that is yet to be written."""
    return [[str(cell.value) for cell in row.cells if cell.value is not None] for row in layout.rows[:HEAD]]


def _carrying(book: UsersBook) -> Mapping[str, Mapping[Sheet, set[int]]]:
    """By marker the worksheets that carry it, each with the places that the name tells for it."""
    names = child(book.workbook, "definedNames")
    carrying: dict[str, dict[Sheet, set[int]]] = {}
    for each in elements(names, "definedName") if names is not None else ():
        place = number(each, "localSheetId", -1)
        sheet = _meant(book, place, (each.text or "").strip('"'))
        marker = each.get("name", "").lower()
        if marker.startswith(MARKER) and sheet is not None and sheet.part and sheet.kind == "worksheet":
            carrying.setdefault(marker, {}).setdefault(sheet, set()).add(place)
    return carrying


def _meant(book: UsersBook, place: int, title: str) -> Sheet | None:
    """The sheet that a hidden name at a place is of."""
    version = child(book.workbook, "fileVersion")
    by_calc = version is not None and version.get("appName") == "Calc"
    meant = meant_place([(sheet.name, sheet.id) for sheet in book.sheets], place, title, by_calc=by_calc)
    return None if meant is None else book.sheets[meant]
