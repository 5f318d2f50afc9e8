"""Our sheets in the lists of a user's package: sheets and names, relations, content types, the calculation chain."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from posixpath import dirname, relpath

from lxml import etree

from xlsummary.excel.older import Older
from xlsummary.excel.our_parts import OurPart
from xlsummary.excel.trees import add, child, drop, elements, number, put_in_order
from xlsummary.excel.users_book import Sheet, UsersBook
from xlsummary.package import as_target, folded
from xlsummary.sheets.layout import Visibility

_WORKBOOK_ORDER = (
    *("fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups"),
    *("externalReferences", "definedNames", "calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr"),
    *("smartTagTypes", "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst"),
)
_LAST_ID = 65_534
_RELATIONS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """One of our sheets as it is to be listed; `older` is the one that it replaces, whose name, place and number stay."""

    title: str
    part: str
    visibility: Visibility
    names: tuple[etree._Element, ...]
    older: Older | None


def enter_sheets(book: UsersBook, entered: Sequence[Entered]) -> None:
    """Lists our sheets in the workbook and its relations; new ones come last, so that no place that a name tells shifts."""
    for sheet in entered:
        if sheet.older is not None:
            _drop_names(book.workbook, sheet.older, sheet.names)
    for sheet in entered:
        place = _append(book, sheet) if sheet.older is None else _replace(book, sheet, sheet.older.sheet)
        _add_names(book.workbook, sheet.names, place)


def _append(book: UsersBook, sheet: Entered) -> int:
    """Lists a new sheet; returns its place."""
    listed = child(book.workbook, "sheets")
    if listed is None:
        raise LookupError("sheets")
    others = list(elements(listed, "sheet"))
    relation = _new_relation(book, "worksheet", sheet.part)
    spaces = {"r": book.dialect.relations}
    made = etree.SubElement(listed, etree.QName(etree.QName(listed).namespace, "sheet"), nsmap=spaces)
    made.set("name", sheet.title)
    made.set("sheetId", str(_free_id({number(each, "sheetId") for each in others})))
    if sheet.visibility is not Visibility.VISIBLE:
        made.set("state", sheet.visibility.value)
    made.set(f"{{{book.dialect.relations}}}id", relation)
    return len(others)


def _replace(book: UsersBook, sheet: Entered, older: Sheet) -> int:
    """Has the older sheet's place show the new part; a sheet that is to be seen stays hidden where the user hid it."""
    for relation in elements(book.relations, "Relationship"):
        if relation.get("Id") == older.relation and folded(older.part) != folded(sheet.part):
            relation.set("Target", _target(book, sheet.part))
    if sheet.visibility is not Visibility.VISIBLE:
        listed = child(book.workbook, "sheets")
        for place, each in enumerate(elements(listed, "sheet") if listed is not None else ()):
            if place == older.place:
                each.set("state", sheet.visibility.value)
    return older.place


def _free_id(taken: Collection[int]) -> int:
    """A number for a sheet that no other has, the next one while there is room."""
    following = max(taken, default=0) + 1
    return following if following <= _LAST_ID else next(each for each in range(1, _LAST_ID) if each not in taken)


# Relations ------------------------------------------------------------------------------------


def _new_relation(book: UsersBook, kind: str, part: str) -> str:
    taken = {each.get("Id", "") for each in elements(book.relations)}
    free = next(each for each in map("rIdXlsummary{}".format, count(1)) if each not in taken)
    add(book.relations, "Relationship", Id=free, Type=f"{book.dialect.relations}/{kind}", Target=_target(book, part))
    return free


def _target(book: UsersBook, part: str) -> str:
    """How the workbook points at a part that lies beside it or below."""
    return relpath(part, dirname(book.workbook_part) or ".")


def enter_styles(book: UsersBook, part: str) -> None:
    """Lists a new stylesheet, where the workbook does not point at it already."""
    if book.part_of_kind("styles") is None:
        _new_relation(book, "styles", part)
    enter_types(book, [OurPart(part, b"", _STYLES_TYPE)])


# Names ----------------------------------------------------------------------------------------


def _drop_names(workbook: etree._Element, older: Older, ours: Iterable[etree._Element]) -> None:
    """Takes out what an older sheet of ours named: its marker, and areas that Excel itself gives names to."""
    names = child(workbook, "definedNames")
    markers = {each.get("name", "").lower() for each in ours}
    begins = tuple(f"{name}!" for name in (older.sheet.name, _quoted(older.sheet.name)))
    for each in elements(names, "definedName") if names is not None else ():
        name, place = each.get("name", "").lower(), number(each, "localSheetId", -1)
        areas = name.startswith("_xlnm") and (place == older.sheet.place or (each.text or "").startswith(begins))
        if place in older.named and (name in markers or areas):
            drop(each)


def _quoted(title: str) -> str:
    """A sheet's name as formulas have it."""
    return "'{}'".format(title.replace("'", "''"))


def _add_names(workbook: etree._Element, ours: Iterable[etree._Element], place: int) -> None:
    """Names of a sheet at its place, but for those that stand there already.

    LibreOffice counts scenarios as sheets, so that a name of the user's may tell a place where no sheet was; Excel takes two of
    a name for damage.
    """
    names = child(workbook, "definedNames")
    if names is None:
        names = put_in_order(workbook, "definedNames", _WORKBOOK_ORDER)
    taken = {each.get("name", "").lower() for each in elements(names) if number(each, "localSheetId", -1) == place}
    for each in ours:
        if each.get("name", "").lower() not in taken:
            marks = {str(name): str(value) for name, value in each.attrib.items()}
            add(names, "definedName", **{**marks, "localSheetId": str(place)}).text = each.text


# Content types --------------------------------------------------------------------------------


def enter_types(book: UsersBook, parts: Iterable[OurPart], dropped: Collection[str] = ()) -> None:
    """Declares our parts, and no longer those that are dropped (by folded names) and not there anew."""
    wanted = {folded(part.name): part for part in parts if part.type}
    for each in elements(book.types, "Override"):
        part = folded(each.get("PartName", "").lstrip("/"))
        if part in wanted and each.get("ContentType") == wanted[part].type:
            del wanted[part]
        elif part in wanted or part in dropped:
            drop(each)
    for new in wanted.values():
        add(book.types, "Override", PartName=as_target(new.name), ContentType=new.type)
    if not any(each.get("Extension", "").lower() == "rels" for each in elements(book.types, "Default")):
        add(book.types, "Default", Extension="rels", ContentType=_RELATIONS_TYPE)


# Calculation chain ----------------------------------------------------------------------------


def leave_chain(book: UsersBook, part: str) -> None:
    """Takes a calculation chain that has become empty out of the lists."""
    for relation in elements(book.relations, "Relationship"):
        if relation.get("Type", "").endswith("/calcChain"):
            drop(relation)
    enter_types(book, (), {folded(part)})
