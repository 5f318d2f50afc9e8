"""What of the user's own points at sheets of ours: lost where a program deletes such a sheet, if it is not entered again."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from xlsummary.excel.trees import child, elements
from xlsummary.excel.users_book import Sheet, UsersBook, opened
from xlsummary.model import Cell


@dataclass(frozen=True, slots=True)
class Pointing:
    """Cells with formulas, and names of the whole workbook, that point at sheets of ours."""

    cells: tuple[Cell, ...] = ()
    names: tuple[str, ...] = ()


def pointing(book: Path, titles: Collection[str]) -> Pointing:
    """What points at the sheets of these names, from other sheets of a workbook; nothing for a book of another format."""
    with opened(book) as users:
        if users is None or not titles:
            return Pointing()
        others = [sheet for sheet in users.sheets if sheet.part and sheet.kind == "worksheet" and sheet.name not in titles]
        cells = (Cell(sheet.name, ref) for sheet in others for ref in _cells(users, sheet, titles))
        return Pointing(tuple(cells), tuple(_names(users, titles)))


def _cells(users: UsersBook, sheet: Sheet, titles: Collection[str]) -> Iterator[str]:
    reader = _FormulaReader(titles)
    users.package.visit(sheet.part, reader)
    yield from reader.found


def _names(users: UsersBook, titles: Collection[str]) -> Iterator[str]:
    listed = child(users.workbook, "definedNames")
    for each in elements(listed, "definedName") if listed is not None else ():
        if each.get("localSheetId") is None and any(title in (each.text or "") for title in titles):
            yield each.get("name", "")


class _FormulaReader:
    """Gathers the addresses of cells whose formula names one of the sheets; cells that share a formula too."""

    def __init__(self, titles: Collection[str]) -> None:
        self.found: list[str] = []
        self._titles = [title.replace("'", "''") for title in titles]
        self._groups: set[str] = set()
        self._cell = self._group = ""
        self._text: list[str] | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c":
            self._cell = attributes.get("r", "")
        elif name == "f":
            self._group = attributes.get("si", "") if attributes.get("t") == "shared" else ""
            self._text = []

    def end(self, name: str) -> None:
        if name != "f" or self._text is None:
            return
        text, self._text = "".join(self._text), None
        points = any(title in text for title in self._titles)
        if points and self._group:
            self._groups.add(self._group)
        if points or (not text and self._group in self._groups):
            self.found.append(self._cell)

    def text(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)
