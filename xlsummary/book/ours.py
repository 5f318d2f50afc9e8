"""The sheets that a run wrote into a workbook, as they stand now: values, and which cells hold formulas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from xlsummary.book.parts import our_sheets, sheet_parts
from xlsummary.package import Package, PackageError


@dataclass(frozen=True, slots=True, kw_only=True)
class OurSheet:
    """A sheet with a marker of ours: `rows` from row 1 and column A, `formulas` the addresses of cells that hold one."""

    title: str
    marker: str
    rows: Sequence[Sequence[object]]
    formulas: frozenset[str]


def our_sheets_in(path: Path) -> tuple[OurSheet, ...]:
    """Every sheet of a workbook that carries a marker of ours, in the book's order; none for a file that has none.

    Raises `PackageError` for a package that is not read.
    """
    try:
        package = Package(path)
    except PackageError:
        return ()
    try:
        marked, parts = our_sheets(package), sheet_parts(package)
        if not marked:
            return ()
        formulas = {title: _formulas(package, parts[title]) for title in marked if title in parts}
    finally:
        package.close()
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            return tuple(_sheet(workbook, title, marked[title], formulas[title]) for title in formulas)
    except CalamineError:
        return ()


def _sheet(workbook: CalamineWorkbook, title: str, marker: str, formulas: frozenset[str]) -> OurSheet:
    rows = workbook.get_sheet_by_name(title).to_python(skip_empty_area=False)
    return OurSheet(title=title, marker=marker, rows=rows, formulas=formulas)


def _formulas(package: Package, part: str) -> frozenset[str]:
    reader = _FormulaReader()
    package.visit(part, reader)
    return frozenset(reader.found)


class _FormulaReader:
    """Gathers the addresses of cells with a formula."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._cell = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c":
            self._cell = attributes.get("r", "")
        elif name == "f" and self._cell:
            self.found.append(self._cell)

    def end(self, name: str) -> None:
        if name == "c":
            self._cell = ""

    def text(self, text: str) -> None:
        pass
