"""Where the sheets of a workbook lie in its package."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlsummary.package import Package, PackageError

MARKER = "_xlsummary_"
"""How the hidden names begin that tell our own sheets again, whatever they are called and whichever program saved them."""


def our_sheets(package: Package) -> Mapping[str, str]:
    """The sheets that we wrote, or that are copies of them: the marker by the sheet's name."""
    sheets = _SheetReader()
    try:
        package.visit(package.main_part, sheets)
    except PackageError:
        return {}
    found: dict[str, str] = {}
    for place, marker, title in sheets.marked:
        meant = meant_place(sheets.listed, place, title.strip().strip('"'), by_calc=sheets.by_calc)
        if meant is not None:
            found.setdefault(sheets.listed[meant][0], marker)
    return found


def meant_place(sheets: Sequence[tuple[str, int]], place: int, title: str, *, by_calc: bool) -> int | None:
    """The place of the sheet that a hidden name is of; `sheets` are the names and numbers (`sheetId`) of all.

    LibreOffice counts scenarios as sheets in places and numbers, so that a place may be another's; there the name goes before
    it that the hidden name tells, as its `title`.
    """
    at = place if 0 <= place < len(sheets) else None
    if not by_calc or (at is not None and sheets[at][0] == title):
        return at
    return next((other for other, (name, number) in enumerate(sheets) if number == place + 1 and name == title), at)


def sheet_parts(package: Package) -> Mapping[str, str]:
    """The part of each worksheet by the sheet's name, found through the package's relations."""
    sheets = _SheetReader()
    try:
        workbook = package.main_part
        package.visit(workbook, sheets)
        related = package.relations(workbook)
    except PackageError:
        return {}
    parts = {name: related[key].target for name, key in sheets.keys.items() if key in related}
    return {name: part for name, part in parts.items() if package.has(part)}


class _SheetReader:
    """Gathers the relation id of each sheet by its name, all names and numbers, and the markers of ours with their places."""

    def __init__(self) -> None:
        self.keys: dict[str, str] = {}
        self.listed: list[tuple[str, int]] = []
        self.marked: list[tuple[int, str, str]] = []
        self.by_calc = False
        self._own = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet":
            number = attributes.get("sheetId", "")
            self.keys[attributes.get("name", "")] = attributes.get("id", "")
            self.listed.append((attributes.get("name", ""), int(number) if number.isdecimal() else 0))
        elif name == "fileVersion":
            self.by_calc = attributes.get("appName") == "Calc"
        elif name == "definedName":
            place, marker = attributes.get("localSheetId", ""), attributes.get("name", "").lower()
            self._own = marker.startswith(MARKER) and place.isdecimal()
            if self._own:
                self.marked.append((int(place), marker, ""))

    def end(self, name: str) -> None:
        if name == "definedName":
            self._own = False

    def text(self, text: str) -> None:
        if self._own:
            place, marker, before = self.marked[-1]
            self.marked[-1] = place, marker, before + text
