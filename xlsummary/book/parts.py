"""Where the sheets of a workbook lie in its package."""

from __future__ import annotations

from collections.abc import Mapping

from xlsummary.package import Package, PackageError


def sheet_parts(package: Package) -> Mapping[str, str]:
    """The part of each worksheet by the sheet's name, found through the package's relations."""
    sheets = _SheetReader()
    try:
        workbook = next((each.target for each in package.relations().values() if each.kind == "officeDocument"), "")
        if not package.has(workbook):
            return {}
        package.visit(workbook, sheets)
        related = package.relations(workbook)
    except PackageError:
        return {}
    parts = {name: related[key].target for name, key in sheets.keys.items() if key in related}
    return {name: part for name, part in parts.items() if package.has(part)}


class _SheetReader:
    """Gathers the relation id of each sheet by its name."""

    def __init__(self) -> None:
        self.keys: dict[str, str] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet":
            self.keys[attributes.get("name", "")] = attributes.get("id", "")

    def end(self, name: str) -> None:
        pass

    def text(self, text: str) -> None:
        pass
