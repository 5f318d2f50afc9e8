"""Whether what a graft has put into a package fits: into the book, and together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator

from lxml import etree

from tests.excel.change import Change, sheets_of
from tests.excel.packages import Book, Sheet, elements, local, relation_ids

_TYPES = {
    "worksheet": "spreadsheetml.worksheet+xml",
    "styles": "spreadsheetml.styles+xml",
    "drawing": "drawing+xml",
    "chart": "drawingml.chart+xml",
    "table": "spreadsheetml.table+xml",
    "comments": "spreadsheetml.comments+xml",
    "vmlDrawing": "vmlDrawing",
}
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_TRUE = ("1", "true")


def _sheets(change: Change) -> Iterator[str]:
    """Names and numbers of our sheets are free, their place is right, and none is selected beside the user's."""
    mine, others = (
        sheets_of(change.after, change.newer),
        [each for each in change.after.sheets if each.name not in change.newer],
    )
    taken = {each.name.casefold() for each in others}
    for sheet in mine:
        if sheet.name.casefold() in taken or not 1 <= len(sheet.name) <= 31:
            yield f"the sheet name {sheet.name!r} is taken or too long"
        if _FORBIDDEN.search(sheet.name) or sheet.name.startswith("'") or sheet.name.endswith("'"):
            yield f"the sheet name {sheet.name!r} is none"
        if sheet.id in {each.id for each in others} or not 0 < int(sheet.id) < 65_535:
            yield f"sheetId {sheet.id} is taken or none"
        if sheet.relation in {each.relation for each in others} or not sheet.relation:
            yield f"relation {sheet.relation} is taken"
        selected = change.older & {each.name for each in change.before.sheets if _is_selected(change.before, each)}
        if _is_selected(change.after, sheet) and sheet.name not in selected:
            yield f"{sheet.name} is selected"
    for what in ("name", "id", "relation", "part"):
        several = Counter(getattr(each, what) for each in mine)
        yield from (f"two of our sheets have the {what} {value}" for value, count in several.items() if count > 1)
    yield from _places(change)
    ids = Counter(each.id for each in change.after.relations(change.after.workbook))
    known = Counter(each.id for each in change.before.relations(change.before.workbook))
    yield from (f"the relation {each} stands twice" for each, count in ids.items() if count > max(1, known[each]))


def _places(change: Change) -> Iterator[str]:
    """The sheets there were keep their places; new ones come last."""
    names = [sheet.name for sheet in change.before.sheets]
    new = [sheet.name for sheet in change.after.sheets][: len(names)]
    if new != names:
        yield f"the sheets {names} have become {new}"


def _is_selected(book: Book, sheet: Sheet) -> bool:
    views = (each for each in book.tree(sheet.part).iter() if local(each) == "sheetView")
    return any(each.get("tabSelected") in _TRUE for each in views)


def _names(change: Change) -> Iterator[str]:
    """Each of our sheets has its marker, a hidden constant; names of its own point at itself; none stands twice."""
    listed = [each for each in change.after.tree(change.after.workbook).iter() if local(each) == "definedName"]
    seen = Counter((each.get("name", "").casefold(), each.get("localSheetId")) for each in listed)
    for place, sheet in enumerate(change.after.sheets):
        if sheet.name not in change.newer:
            continue
        own = [each for each in listed if each.get("localSheetId") == str(place)]
        markers = [each for each in own if each.get("name", "").startswith("_xlsummary_")]
        if [each.get("hidden") for each in markers] != ["1"] or not re.fullmatch(r'"[^"]*"', markers[0].text or ""):
            yield f"{sheet.name} has not one hidden marker: {[each.attrib for each in markers]}"
        for each in own:
            if seen[each.get("name", "").casefold(), str(place)] > 1:
                yield f"the name {each.get('name')} of {sheet.name} stands twice"
            quoted = sheet.name.replace("'", "''")
            if each not in markers and not _points_at(each.text or "", quoted):
                yield f"the name {each.get('name')} of {sheet.name} points at {each.text}"


def _points_at(text: str, quoted: str) -> bool:
    return all(area.startswith((f"'{quoted}'!", f"{quoted}!")) for area in text.split(","))


def _parts(change: Change) -> Iterator[str]:
    """Our parts are declared, their relations resolve, and what our sheets name is there."""
    styles = change.after.part_of("styles")
    if styles is None:
        yield "there are no styles"
        return
    counts = {local(each): len(elements(each)) for each in change.after.tree(styles)}
    for part in sorted(change.ours):
        if part.endswith(".rels"):
            continue
        relations = change.after.relations(part)
        yield from (
            f"{part}: {each.target} is not there"
            for each in relations
            if each.target and each.target not in change.after.by_key
        )
        if part.endswith(".xml"):
            ids = {each for element in change.after.tree(part).iter() for each in relation_ids(element)}
            yield from (f"{part}: no relation {each}" for each in sorted(ids - {each.id for each in relations}))
    yield from _declared(change)
    strict = _space(change.before, change.before.workbook).startswith("http://purl.oclc.org/")
    for sheet in sheets_of(change.after, change.newer):
        if _space(change.after, sheet.part) != _space(change.before, change.before.workbook):
            yield f"{sheet.name} is {'not ' if strict else ''}strict"
        yield from _cells(change.after.tree(sheet.part), sheet.name, counts)


def _space(book: Book, part: str) -> str:
    return etree.QName(book.tree(part)).namespace or ""


def _declared(change: Change) -> Iterator[str]:
    """Each new part has the content type of the relation that leads to it, of the same kind of package."""
    strict = _space(change.before, change.before.workbook).startswith("http://purl.oclc.org/")
    sources = [change.after.workbook, *sorted(each for each in change.ours if not each.endswith(".rels"))]
    for source in sources:
        for relation in change.after.relations(source):
            if relation.target not in change.ours:
                continue
            said = change.after.type_of(relation.target) or ""
            if not said.endswith(_TYPES.get(relation.word, relation.word)):
                yield f"{relation.target} is declared as {said!r} for a {relation.word}"
            if relation.kind.startswith("http://purl.oclc.org/") != strict:
                yield f"{relation.target}: the relation's type {relation.kind} is not of this kind of package"


def _cells(root: etree._Element, name: str, counts: dict[str, int]) -> Iterator[str]:
    """Every cell has a style there is, no shared string, and every formula its value; rows and cells stand in order."""
    before = (0, 0)
    for cell in (each for each in root.iter() if local(each) == "c"):
        address = cell.get("r", "")
        place = _place(address)
        if place <= before:
            yield f"{name}: {address} stands after {before}"
        before = place
        children = {local(each): each for each in cell}
        if not cell.get("s", "").isdecimal() or int(cell.get("s", "")) >= counts["cellXfs"]:
            yield f"{name}: {address} has the style {cell.get('s')}"
        if cell.get("t") == "s":
            yield f"{name}: {address} is a shared string"
        if "f" in children and ("v" not in children or not (children["v"].text or cell.get("t") == "str")):
            yield f"{name}: the formula in {address} has no value"
    for rule in (each for each in root.iter() if local(each) == "cfRule"):
        if rule.get("dxfId") is not None and int(rule.get("dxfId", "")) >= counts.get("dxfs", 0):
            yield f"{name}: a rule has the style {rule.get('dxfId')}"
    order = [_ORDER.index(local(each)) for each in elements(root)]
    if order != sorted(set(order)):
        yield f"{name}: its elements are out of order"


# fmt: off
_ORDER = [
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing",
    "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts",
    "extLst",
]
# fmt: on


def _place(address: str) -> tuple[int, int]:
    letters = address.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(address[len(letters) :]), column


def _tables(change: Change) -> Iterator[str]:
    """Ids and names of our tables are free in the whole book."""
    mine = _tables_of(change.after, change.ours)
    others = _tables_of(change.after, set(change.after.by_key) - change.ours)
    names = [each for each in change.after.tree(change.after.workbook).iter() if local(each) == "definedName"]
    taken = {each.casefold() for _, shown in others for each in shown} | {each.get("name", "").casefold() for each in names}
    for number, shown in mine:
        if number in {each for each, _ in others} or any(each.casefold() in taken for each in shown):
            yield f"the table {number} {shown} is taken"
    yield from (f"two of our tables are {each}" for each, count in Counter(number for number, _ in mine).items() if count > 1)


def _tables_of(book: Book, parts: Collection[str]) -> list[tuple[str, tuple[str, str]]]:
    declared = sorted(part for part in parts if (book.type_of(part) or "").endswith("spreadsheetml.table+xml"))
    roots = [book.tree(part) for part in declared]
    return [(root.get("id", ""), (root.get("name", ""), root.get("displayName", ""))) for root in roots]


CHECKS = (_sheets, _names, _parts, _tables)
