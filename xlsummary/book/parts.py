"""Where the sheets of a workbook lie in its package."""

from __future__ import annotations

from collections.abc import Mapping

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
    names = tuple(sheets.keys)
    return {names[place]: marker for place, marker in sheets.marked.items() if place < len(names)}


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
    """Gathers the relation id of each sheet by its name, and the markers of ours that sheets carry, by their place."""

    def __init__(self) -> None:
        self.keys: dict[str, str] = {}
        self.marked: dict[int, str] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet":
            self.keys[attributes.get("name", "")] = attributes.get("id", "")
        elif name == "definedName" and attributes.get("name", "").startswith(MARKER):
            place = attributes.get("localSheetId", "")
            if place.isdecimal():
                self.marked.setdefault(int(place), attributes["name"])

    def end(self, name: str) -> None:
        pass

    def text(self, text: str) -> None:
        pass
