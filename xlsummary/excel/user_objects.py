"""What a person put on a sheet of ours and a new one does not have: tables, pivot tables, comments, pictures and the like."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from xlsummary.excel.trees import elements, local, parsed
from xlsummary.excel.users_book import Sheet, UsersBook
from xlsummary.model import Cell, Text
from xlsummary.package import Package, PackageError, Relation

_TABLE, _PIVOT, _DRAWING = "table", "pivotTable", "drawing"
_KINDS: Mapping[str, Text] = {
    _TABLE: Text("表格", "table"),
    _PIVOT: Text("数据透视表", "pivot table"),
    _DRAWING: Text("图片、图形或图表", "picture, shape or chart"),
    "comments": Text("批注", "comments"),
    "threadedComment": Text("批注", "comments"),
    "slicer": Text("切片器", "slicers"),
    "timeline": Text("日程表", "timelines"),
    "oleObject": Text("嵌入的文件", "embedded file"),
    "package": Text("嵌入的文件", "embedded file"),
    "control": Text("控件", "control"),
    "ctrlProp": Text("控件", "control"),
    "image": Text("背景图片", "background picture"),
}
"""What a worksheet leads to that holds something of a person's, by the kind of the relation."""
_FORMULAS = frozenset({"f", "formula", "formula1", "formula2"})
"""The elements of a worksheet that hold formulas: of cells, of rules, of drop-downs."""
_CACHES = {"pivotCacheDefinition", "slicerCache", "timelineCache"}
_SLICERS = {"slicer", "timeline"}
CHARTED = {"_xlsummary_planning", "_xlsummary_performance"}
"""The markers of our sheets that may have a chart, one each."""
_PIVOT_FUNCTION = "getpivotdata"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftBehind:
    """What stood on a sheet of ours beside our own: `objects` of every kind, in words.

    `cells` of other sheets, and `names` (of areas, of data that a pivot table or a slicer keeps), lead to it and lead nowhere
    without it.
    """

    sheet: str
    objects: tuple[Text, ...]
    cells: tuple[Cell, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def is_used(self) -> bool:
        return bool(self.cells or self.names)


def left_behind(book: UsersBook, older: Mapping[str, Sheet]) -> tuple[LeftBehind, ...]:
    """What is on the older sheets of ours, by marker, beside our own."""
    found = {marker: _found(book, sheet, charted=marker in CHARTED) for marker, sheet in older.items()}
    ours = {sheet.part for sheet in older.values()}
    return tuple(
        LeftBehind(sheet=older[marker].name, objects=each.words(), cells=cells, names=names)
        for marker, each in found.items()
        if each.words()
        for cells, names in [_users_of(book, each, older[marker], ours)]
    )


@dataclass(slots=True, kw_only=True)
class _Found:
    """The objects of a sheet: names and numbers of tables, names of pivot tables, caches of slicers, other kinds."""

    tables: dict[str, str] = field(default_factory=dict)
    pivots: list[str] = field(default_factory=list)
    caches: set[str] = field(default_factory=set)
    others: dict[Text, None] = field(default_factory=dict)

    def words(self) -> tuple[Text, ...]:
        named = [(_TABLE, name) for name in self.tables] + [(_PIVOT, name) for name in self.pivots]
        told = (Text(f"{_KINDS[kind].zh} {name}", f"{_KINDS[kind].en} {name}") for kind, name in named)
        return (*told, *self.others)


def _found(book: UsersBook, sheet: Sheet, *, charted: bool) -> _Found:
    found = _Found()
    for relation in _relations(book.package, sheet.part):
        if not book.package.has(relation.target):
            continue
        if relation.kind == _TABLE:
            root = parsed(book.package.read(relation.target))
            found.tables[root.get("displayName", root.get("name", ""))] = root.get("id", "")
        elif relation.kind == _PIVOT:
            found.pivots.append(parsed(book.package.read(relation.target)).get("name", ""))
        elif relation.kind in _KINDS and (
            relation.kind != _DRAWING or _is_more(book.package, relation.target, charted=charted)
        ):
            found.others[_KINDS[relation.kind]] = None
        if relation.kind in _SLICERS:
            root = parsed(book.package.read(relation.target))
            found.caches |= {each.get("cache", "") for each in elements(root)}
    return found


def _relations(package: Package, part: str) -> Collection[Relation]:
    """Where a part leads; nowhere where that cannot be read."""
    try:
        return package.relations(part).values()
    except PackageError:
        return ()


def _is_more(package: Package, drawing: str, *, charted: bool) -> bool:
    """Whether more is drawn than our charts; each of ours has an alternative text, unless a program has lost it."""
    anchored = [
        each for each in elements(parsed(package.read(drawing))) if local(each).endswith(("Anchor", "AlternateContent"))
    ]
    drawn = [each for each in anchored if next(each.iter("{*}chart"), None) is not None]
    told = [each for each in drawn if any(shape.get("descr") for shape in each.iter("{*}cNvPr"))]
    return len(anchored) > max(len(told), min(len(drawn), int(charted)))


def _users_of(book: UsersBook, found: _Found, older: Sheet, ours: Collection[str]) -> tuple[tuple[Cell, ...], tuple[str, ...]]:
    """The cells of other sheets, and the names, that lead to tables, pivot tables and slicers."""
    if not found.tables and not found.pivots and not found.caches:
        return (), ()
    leads = _Leading(found, older)
    others = [sheet for sheet in book.sheets if sheet.part and sheet.kind == "worksheet" and sheet.part not in ours]
    cells = tuple(Cell(sheet.name, ref) for sheet in others for ref in _cells(book.package, sheet.part, leads))
    names = (each.get("name", "") for each in book.workbook.iter("{*}definedName") if leads.formula(each.text or ""))
    return cells, (*names, *_caches(book, leads))


class _Leading:
    """Tells whether a formula, or the source that a cache names, leads to one of the objects."""

    def __init__(self, found: _Found, older: Sheet) -> None:
        tables = "|".join(map(re.escape, found.tables))
        self._table = re.compile(rf"(?<![\w.\\'])(?:{tables})(?![\w.\\'(!])", re.IGNORECASE) if found.tables else None
        self._title = older.name.replace("'", "''") if found.pivots else ""
        self._found = found
        self._sources = {
            *(("tableSlicerCache", "tableId", number) for number in found.tables.values()),
            *(("worksheetSource", "name", name.casefold()) for name in found.tables),
        }
        self._pivots = {(name, str(older.id)) for name in found.pivots}

    def formula(self, text: str) -> bool:
        of_pivot = bool(self._title) and _PIVOT_FUNCTION in text.lower() and self._title in text
        return of_pivot or (self._table is not None and self._table.search(text) is not None)

    def cache(self, root: etree._Element) -> bool:
        return root.get("name") in self._found.caches or any(map(self._source, root.iter("{*}*")))

    def _source(self, each: etree._Element) -> bool:
        marks = ((local(each), key, each.get(key, "").casefold()) for key in ("name", "tableId"))
        is_pivot = local(each) == "pivotTable" and (each.get("name", ""), each.get("tabId", "")) in self._pivots
        return is_pivot or any(mark in self._sources for mark in marks)


def _caches(book: UsersBook, leads: _Leading) -> Iterator[str]:
    """The names of slicers and timelines, and the parts of pivot data, that lead to the objects."""
    for relation in book.targets.values():
        if relation.kind in _CACHES and book.package.has(relation.target):
            root = parsed(book.package.read(relation.target))
            if leads.cache(root):
                yield root.get("name") or relation.target.rpartition("/")[2]


def _cells(package: Package, part: str, leads: _Leading) -> Iterator[str]:
    reader = _FormulaReader(leads)
    package.visit(part, reader)
    yield from reader.found


class _FormulaReader:
    """Gathers where a worksheet has formulas that lead to the objects: the cell, or the first of a rule's area."""

    def __init__(self, leads: _Leading) -> None:
        self.found: dict[str, None] = {}
        self._leads = leads
        self._at = ""
        self._text: list[str] | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c":
            self._at = attributes.get("r", "")
        elif "sqref" in attributes:
            self._at = attributes["sqref"].partition(" ")[0].partition(":")[0]
        elif name in _FORMULAS:
            self._text = []

    def end(self, name: str) -> None:
        if name in _FORMULAS and self._text is not None:
            if self._leads.formula("".join(self._text)):
                self.found[self._at] = None
            self._text = None

    def text(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)
