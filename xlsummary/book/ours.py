"""The sheets that a run wrote into a workbook: which they are, and what stands on them now, values and formulas."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from xlsummary.book.parts import our_sheets, sheet_parts
from xlsummary.book.schema import SHEETS
from xlsummary.package import Package, PackageError
from xlsummary.spelling import name_key

RECORD, RECORD_TITLE = "_xlsummary_record", "_xlsummary"
"""Marker and name of the very hidden sheet that says what was written."""

HEAD = 60
"""As many rows as tell whether a sheet is ours: more than stand in a record before its numbers."""

Head = Sequence[Sequence[str]]
"""The filled cells of a sheet's first rows, as texts."""

_SIGNS = re.compile(r"book:[0-9a-f]{12}|version|[a-z-]+(/[a-z_-]+){3}/\S+|(工作簿 .*：|Workbook .*:).*")
"""How a row of ours begins: the hidden key of the book or of a block, the record's first line, the counts over the problems."""
_ORIGIN = re.compile(r"book:[0-9a-f]{12}")
_COPIED = re.compile(r" ?[(（]\d+[)）]")
"""How Excel, WPS and LibreOffice name a copy, after the name of its model."""
_TO_FILL_IN = frozenset(name_key(name) for spec in SHEETS for name in (spec.title.zh, spec.title.en, *spec.synonyms))


# Which sheets are ours ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Claim:
    """A worksheet that may be ours: its name, and the marker it carries ('' for none)."""

    title: str
    marker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ours:
    """Which sheets are ours, by marker. `strangers` carry a marker, but nothing of ours stands on them any more.

    `unclear` has the names of several of which one must be ours, and nothing tells which.
    """

    titles: Mapping[str, str]
    strangers: tuple[str, ...]
    unclear: Mapping[str, tuple[str, ...]]


def is_signed(rows: Head) -> bool:
    """True where a row says that the sheet is ours."""
    return any(row and _SIGNS.fullmatch(row[0]) for row in rows)


def origin_of(rows: Head) -> str:
    """The book that a sheet says it was made for, as `book:ID`; '' for one that does not say."""
    return next((row[0] for row in rows if row and _ORIGIN.fullmatch(row[0])), "")


def recorded_titles(rows: Head) -> Collection[str]:
    """The names of our sheets as the record with these rows has them."""
    return _recorded(rows)[1].values()


def ours_among(
    claims: Iterable[Claim],
    head: Callable[[str], Head],
    usual: Mapping[str, Collection[str]],
    book: str = "",
    unsigned: Collection[str] = (),
) -> Ours:
    """Which of the sheets are ours.

    A marker goes along when a sheet is copied, stays when a user clears a sheet for something else, and may be lost in a save.
    So a sheet is ours that carries one, or has the name that the record has, and on which something of ours stands. Of several
    that is ours whose name the record has; a copy by its name, a sheet that names another book, and one that is called like a
    sheet to be filled in are the user's.

    `head` gives the first rows of a sheet by its name. `usual` is what we call the sheets of a marker, `book` the origin of our
    sheets (`book:ID`), both for where the record does not say it. `unsigned` are markers whose sheets have nothing of ours on
    them to be told by.
    """
    claims = tuple(claims)
    record = _record(claims, head, book)
    origin, recorded = _recorded(head(record)) if record else ("", {})
    titles, unclear = ({RECORD: record} if record else {}), {}
    strangers: list[str] = []
    markers = dict.fromkeys([*(each.marker for each in claims if each.marker), *recorded])
    for marker in (each for each in markers if each != RECORD):
        title = recorded.get(marker, "")
        carrying = [each for each in claims if each.marker == marker or (not each.marker and each.title == title)]
        signed = [each for each in carrying if marker in unsigned or is_signed(head(each.title))]
        strangers += (each.title for each in carrying if each.marker and each not in signed and not _is_to_fill_in(each.title))
        own = [each for each in signed if _may_be_ours(each, head(each.title), origin or book)]
        chosen = _chosen([each.title for each in own], [title] if title else usual.get(marker, ()), is_known=bool(title))
        if len(chosen) == 1:
            titles[marker] = chosen[0]
        elif chosen:
            unclear[marker] = tuple(chosen)
    return Ours(titles=titles, strangers=tuple(strangers), unclear=unclear)


def _record(claims: Iterable[Claim], head: Callable[[str], Head], book: str) -> str:
    """The name of the record's sheet; '' where there is none. Of several that of the book."""
    named = [each.title for each in claims if each.marker == RECORD or (not each.marker and each.title == RECORD_TITLE)]
    found = [title for title in named if head(title) and head(title)[0][:1] == ["version"]]
    return next(iter([*(title for title in found if _recorded(head(title))[0] == book), *found]), "")


def _recorded(rows: Head) -> tuple[str, Mapping[str, str]]:
    """What the record says: the origin of the sheets ('' where it does not say), and their names by marker."""
    origin, titles = "", {}
    for row in rows:
        match [*row[:3]]:
            case ["book", known, *_]:
                origin = f"book:{known}"
            case ["sheet", marker, title]:
                titles[marker] = title
    return origin, titles


def _may_be_ours(claim: Claim, rows: Head, origin: str) -> bool:
    """False for a sheet brought in from another book, and one under the name of a sheet to be filled in."""
    return not _is_to_fill_in(claim.title) and not (origin and origin_of(rows) not in {"", origin})


def _is_to_fill_in(title: str) -> bool:
    return name_key(title) in _TO_FILL_IN


def _chosen(names: Sequence[str], known: Collection[str], *, is_known: bool) -> Sequence[str]:
    """The name of the one that is ours; several where nothing tells which.

    `known` are those it should have. One that is called like a copy of such a sheet is not ours, unless there is no record and
    it stands alone.
    """
    right = [name for name in names if name in known]
    if right or (len(names) == 1 and not is_known):
        return right or names
    return [name for name in names if not any(_COPIED.fullmatch(name.removeprefix(each)) for each in known)]


# What stands on them --------------------------------------------------------------------------


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


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSheets:
    """The sheets of a workbook that are or may be ours: which are, and what stands on each of them, by name."""

    ours: Ours
    sheets: Mapping[str, OurSheet]

    def of(self, marker: str) -> OurSheet | None:
        """Our sheet of a marker; None where there is none."""
        return self.sheets.get(self.ours.titles.get(marker, ""))


_NONE = FoundSheets(ours=Ours(titles={}, strangers=(), unclear={}), sheets={})


def our_sheets_in(path: Path, usual: Mapping[str, Collection[str]], book: str = "") -> FoundSheets:
    """The sheets of ours in a workbook, as `ours_among` tells them; none for a file that has none or is not read."""
    try:
        package = Package(path)
    except PackageError:
        return _NONE
    try:
        marked, parts = our_sheets(package), sheet_parts(package)
        named = {RECORD_TITLE, *(title for titles in usual.values() for title in titles)} & {*parts}
        if not marked and not named:
            return _NONE
        with CalamineWorkbook.from_path(path) as workbook:
            sheets = {
                title: _sheet(workbook, title, marked.get(title, "")) for title in parts if title in marked or title in named
            }
            for title in _recorded_titles(sheets.values()):
                if title in parts and title not in sheets:
                    sheets[title] = _sheet(workbook, title, "")
        sheets = {title: replace(sheet, formulas=_formulas(package, parts[title])) for title, sheet in sheets.items()}
    except (PackageError, CalamineError):
        return _NONE
    finally:
        package.close()
    heads = {title: head_of(sheet) for title, sheet in sheets.items()}
    claims = [Claim(sheet.title, sheet.marker) for sheet in sheets.values()]
    return FoundSheets(ours=ours_among(claims, heads.__getitem__, usual, book), sheets=sheets)


def _recorded_titles(sheets: Iterable[OurSheet]) -> set[str]:
    """The names of sheets in records."""
    heads = (head_of(sheet) for sheet in sheets if sheet.marker == RECORD or sheet.title == RECORD_TITLE)
    return {title for head in heads for title in recorded_titles(head)}


def head_of(sheet: OurSheet) -> Head:
    """The first rows of a sheet as `ours_among` takes them."""
    return [[str(cell) for cell in row if cell not in ("", None)] for row in sheet.rows[:HEAD]]


def _sheet(workbook: CalamineWorkbook, title: str, marker: str) -> OurSheet:
    rows = workbook.get_sheet_by_name(title).to_python(skip_empty_area=False)
    return OurSheet(title=title, marker=marker, rows=rows, formulas={})


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
