"""What a person wrote on sheets of ours since, beside quotas: a later run writes the sheets anew without it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from xlsummary.book.ours import RECORD, OurSheet
from xlsummary.catalogue_writing import TYPED_ON_SHEET
from xlsummary.model import Cell, Text
from xlsummary.problems import Problem
from xlsummary.sheets.columns import letters_of
from xlsummary.sheets.record import Record
from xlsummary.sheets.text_signs import sign_of

_MOST_NAMED = 3
_MOST_SHOWN = 12


def remarks(
    sheets: Iterable[OurSheet], record: Record, file: str = "", told: Collection[Cell | None] = ()
) -> Iterator[Problem]:
    """One warning a sheet with texts that the run did not write there; cells that are `told` already are left out.

    `file` is the name of a file that is not the book itself.
    """
    markers = {title: marker for marker, title in record.titles.items()}
    for sheet in sheets:
        known = record.texts.get(sheet.marker or markers.get(sheet.title, ""))
        if known is None or sheet.marker == RECORD:
            continue
        typed = [(cell, text) for cell, text in _texts(sheet, file) if sign_of(text) not in known and cell not in told]
        if typed:
            named = [f"{cell.ref} “{_short(text)}”" for cell, text in typed[:_MOST_NAMED]]
            named += ["…"] if len(typed) > _MOST_NAMED else []
            words: dict[str, str | Text] = {
                "count": str(len(typed)),
                "named": Text("、".join(named), ", ".join(named)),
            }
            yield Problem(TYPED_ON_SHEET, typed[0][0], sheet.title, words)


def _texts(sheet: OurSheet, file: str) -> Iterator[tuple[Cell, str]]:
    """The texts of a sheet that no formula gave, but for the keys in column A."""
    name = f"[{file}]{sheet.title}" if file else sheet.title
    for number, row in enumerate(sheet.rows, 1):
        for place, value in enumerate(row):
            ref = f"{letters_of(place + 1)}{number}"
            if place and isinstance(value, str) and value.strip() and ref not in sheet.formulas:
                yield Cell(name, ref), value


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MOST_SHOWN else f"{line[:_MOST_SHOWN]}…"
