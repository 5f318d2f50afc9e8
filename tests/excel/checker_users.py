"""What a graft has done to the four parts of the user's it may change, element by element."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from lxml import etree

from tests.excel.change import Change, sheets_of
from tests.excel.packages import CONTENT_TYPES, Book, elements, folded, local, relations_part

_STYLES_ORDER = [
    *("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors"),
    "extLst",
]
_WORKBOOK_ORDER = [
    *("fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups"),
    *("externalReferences", "definedNames", "calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr"),
    *("smartTagTypes", "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst"),
]
_COLLECTIONS = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")


def _content_types(change: Change) -> Iterator[str]:
    before, after = change.before.tree(CONTENT_TYPES), change.after.tree(CONTENT_TYPES)
    extensions = {each.get("Extension", "").lower() for each in before if local(each) == "Default"}
    for each in elements(after):
        of_ours = local(each) == "Override" and folded(each.get("PartName", "")) in change.ours
        if of_ours or (local(each) == "Default" and each.get("Extension", "").lower() not in extensions):
            after.remove(each)
    gone = set(change.before.by_key) - set(change.after.by_key)
    for each in elements(before):
        if folded(each.get("PartName", "")) in gone | change.dropped:
            before.remove(each)
    yield from _differences(before, after, "content types")
    named = Counter(folded(each.get("PartName", "")) for each in change.after.tree(CONTENT_TYPES) if local(each) == "Override")
    yield from (f"content types: {part} stands twice" for part, count in named.items() if count > 1 and part in change.ours)


def _workbook(change: Change) -> Iterator[str]:
    before = _without_sheets(change.before, change.older)
    after = _without_sheets(change.after, change.newer)
    yield from _differences(before, after, "workbook")
    yield from _out_of_order(change, change.before.workbook, _WORKBOOK_ORDER)


def _without_sheets(book: Book, names: Collection[str]) -> etree._Element:
    """The workbook part without the given sheets and the names that belong to them."""
    root = book.tree(book.workbook)
    places = {str(place) for place, sheet in enumerate(book.sheets) if sheet.name in names}
    for each in list(root.iter()):
        mine = (local(each) == "sheet" and each.get("name") in names) or (
            local(each) == "definedName" and each.get("localSheetId") in places
        )
        parent = each.getparent()
        if mine and parent is not None:
            parent.remove(each)
    for each in elements(root):
        if local(each) == "definedNames" and not elements(each):
            root.remove(each)
    return root


def _workbook_relations(change: Change) -> Iterator[str]:
    before = _without_relations(change.before, _relations_of(change.before, change.older))
    new = _relations_of(change.after, change.newer)
    if change.before.part_of("styles") is None:
        known = {each.id for each in change.before.relations(change.before.workbook)}
        styles = (each.id for each in change.after.relations(change.after.workbook) if each.word == "styles")
        new |= {each for each in styles if each not in known}
    after = _without_relations(change.after, new)
    chain = [each for each in elements(before) if each.get("Type", "").endswith("/calcChain")]
    if change.older and change.after.part_of("calcChain") is None:
        for each in chain:
            before.remove(each)
    yield from _differences(before, after, "workbook relations")


def _relations_of(book: Book, names: Collection[str]) -> set[str]:
    return {sheet.relation for sheet in sheets_of(book, names)}


def _without_relations(book: Book, ids: Collection[str]) -> etree._Element:
    root = book.tree(relations_part(book.workbook))
    for each in elements(root):
        if each.get("Id") in ids:
            root.remove(each)
    return root


def _styles(change: Change) -> Iterator[str]:
    """The user's styles are the first of each collection; a collection that grew counts right, any other as it did."""
    part = change.before.part_of("styles")
    if part is None:
        return
    yield from _out_of_order(change, part, _STYLES_ORDER)
    before, after = change.before.tree(part), change.after.tree(part)
    known = {local(each) for each in elements(before)}
    for collection in elements(after):
        name = local(collection)
        if name not in _COLLECTIONS:
            continue
        old = next((each for each in elements(before) if local(each) == name), None)
        size = len(elements(collection))
        if old is None or len(elements(old)) < size:
            if collection.get("count") != str(size):
                yield f"styles: {name} counts {collection.get('count')} for {size}"
            collection.attrib.pop("count", "")
            if old is not None:
                old.attrib.pop("count", "")
        if old is None and name not in known:
            after.remove(collection)
            continue
        for each in elements(collection)[len(elements(old)) if old is not None else 0 :]:
            collection.remove(each)
    yield from _differences(before, after, "styles")


def _out_of_order(change: Change, part: str, order: Sequence[str]) -> Iterator[str]:
    """An element that is new below the root stands where the format wants it."""
    before, after = (elements(book.tree(part)) for book in (change.before, change.after))
    known = {local(each) for each in before}
    places = [order.index(local(each)) if local(each) in order else None for each in after]
    for at, each in enumerate(after):
        if local(each) not in known:
            mine = order.index(local(each))
            earlier, later = places[:at], places[at + 1 :]
            if any(place is not None and place > mine for place in earlier) or any(
                place is not None and place < mine for place in later
            ):
                yield f"{part}: {local(each)} stands in a wrong place"


def _calculation_chain(change: Change) -> Iterator[str]:
    """On a replace the entries of our older sheets go; the user's stay in their order, each with its sheet."""
    part = change.before.part_of("calcChain")
    if part is None or not change.older:
        return
    mine = {sheet.id for sheet in sheets_of(change.before, change.older)}
    expected = [each for each in _chain(change.before.tree(part)) if each[0] not in mine]
    there = change.after.part_of("calcChain")
    found = _chain(change.after.tree(there)) if there else []
    if found != expected:
        yield f"calculation chain: {len(found)} entries for {len(expected)}, or others"


def _chain(root: etree._Element) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """Sheet id, address and marks of each entry; an entry without a sheet has the one before's."""
    entries: list[tuple[str, tuple[tuple[str, str], ...]]] = []
    sheet = ""
    for each in elements(root):
        sheet = each.get("i", sheet)
        marks = sorted((str(name), str(value)) for name, value in each.attrib.items() if name != "i")
        entries.append((sheet, tuple(marks)))
    return entries


def _differences(before: etree._Element, after: etree._Element, where: str) -> Iterator[str]:
    """Where two trees differ: names with their prefixes, declarations lost, attributes, texts, children, in order."""
    here = f"{where}/{local(before) or 'comment'}"
    if before.tag != after.tag or before.prefix != after.prefix:
        yield f"{here} has become {after.tag}"
        return
    lost = {prefix for prefix, space in before.nsmap.items() if after.nsmap.get(prefix) != space}
    yield from (f"{here}: the prefix {prefix} is lost" for prefix in sorted(str(each) for each in lost))
    if _marks(before) != _marks(after):
        yield f"{here}: attributes {_marks(before)} have become {_marks(after)}"
    if _text(before) != _text(after):
        yield f"{here}: the text {before.text!r} has become {after.text!r}"
    if len(before) != len(after):
        yield f"{here}: {len(before)} children have become {len(after)}"
        return
    for one, other in zip(before, after, strict=True):
        yield from _differences(one, other, here)


def _marks(element: etree._Element) -> list[tuple[str, str]]:
    return sorted((str(name), str(value)) for name, value in element.attrib.items())


def _text(element: etree._Element) -> str:
    """White space between elements is none of the user's."""
    text = element.text or ""
    return text if text.strip() or not len(element) else ""


CHECKS = (_content_types, _workbook, _workbook_relations, _styles, _calculation_chain)
