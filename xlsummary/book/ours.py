"""The sheets that a run wrote into a workbook, as they stand now: values and formulas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from xlsummary.book.parts import our_sheets, sheet_parts
from xlsummary.package import Package, PackageError


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula, without its `=`, as it is spelled for the cell `at`: another than its own where several share one."""

    text: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OurSheet:
    """A sheet with a marker of ours: `rows` from row 1 and column A, `formulas` by the addresses of their cells."""

    title: str
    marker: str
    rows: Sequence[Sequence[object]]
    formulas: Mapping[str, Formula]


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


def _sheet(workbook: CalamineWorkbook, title: str, marker: str, formulas: Mapping[str, Formula]) -> OurSheet:
    rows = workbook.get_sheet_by_name(title).to_python(skip_empty_area=False)
    return OurSheet(title=title, marker=marker, rows=rows, formulas=formulas)


def _formulas(package: Package, part: str) -> Mapping[str, Formula]:
    reader = _FormulaReader()
    package.visit(part, reader)
    return reader.found


class _FormulaReader:
    """Gathers the formulas of a sheet by the addresses of their cells."""

    def __init__(self) -> None:
        self.found: dict[str, Formula] = {}
        self._shared: dict[str, Formula] = {}
        self._cell = ""
        self._group = ""
        self._text: list[str] | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c":
            self._cell = attributes.get("r", "")
        elif name == "f":
            self._group = attributes.get("si", "") if attributes.get("t") == "shared" else ""
            self._text = []

    def end(self, name: str) -> None:
        if name == "f" and self._text is not None:
            own = Formula("".join(self._text), self._cell)
            known = self._shared.setdefault(self._group, own) if self._group else own
            self.found[self._cell] = own if own.text else known
            self._text = None

    def text(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)
