"""Our styles among a user's: what is there already is used, the rest appended, so that no number of the user's shifts."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy

from lxml import etree

from xlsummary.excel.trees import Dialect, add, child, elements, local, number, plain_root, put_in_order

_ORDER = (
    "numFmts",
    "fonts",
    "fills",
    "borders",
    "cellStyleXfs",
    "cellXfs",
    "cellStyles",
    "dxfs",
    "tableStyles",
    "colors",
    "extLst",
)
_MOST = 65_490
"""Cell styles that Excel takes; a book of more it takes for damaged."""
_FIRST_OWN_FORMAT = 164
"""Number formats below are Excel's own, the same in every book."""

_Look = tuple[object, ...]

_UNSAID: Mapping[tuple[str, str], str] = {
    ("patternFill", "patternType"): "none",
    ("u", "val"): "single",
    ("xf", "pivotButton"): "0",
    ("xf", "quotePrefix"): "0",
    **{(name, "val"): "1" for name in ("b", "i", "strike", "condense", "extend", "outline", "shadow")},
}
"""Attributes that say what holds without them."""
_SIDES = {"left", "right", "start", "end", "top", "bottom", "diagonal", "vertical", "horizontal"}
_WORDS = {"true": "1", "false": "0"}


def new_stylesheet(dialect: Dialect) -> etree._Element:
    """The styles of a book that has none: ordinary ones, which its cells have already."""
    made = plain_root(dialect.main, "styleSheet")
    _complete(made)
    _fill(made, "cellStyles", '<cellStyle name="Normal" xfId="0" builtinId="0"/>')
    return made


class Styles:
    """A user's stylesheet that takes in those of ours that are asked for.

    An `mc:AlternateContent` counts as one, since every reader takes one of what it holds.
    """

    def __init__(self, user: etree._Element, ours: etree._Element) -> None:
        self._user = user
        self._ours = ours
        self._known: dict[str, _Collection] = {}
        self._cells: dict[int, int] = {}
        self._rules: dict[int, int] = {}
        _complete(user)

    @property
    def are_too_many(self) -> bool:
        """Whether there are more cell styles now than Excel takes."""
        return sum(1 for _ in elements(_collection(self._user, "cellXfs"))) > _MOST

    def cell(self, ours: int) -> int:
        """The number in the user's book of our cell style of that number."""
        if ours not in self._cells:
            self._cells[ours] = self._cell(_listed(self._ours, "cellXfs", ours))
        return self._cells[ours]

    def rule(self, ours: int) -> int:
        """The same for a style that a rule of conditional formatting or a table gives."""
        if ours not in self._rules:
            style = deepcopy(_listed(self._ours, "dxfs", ours))
            for each in elements(style, "numFmt"):
                each.set("numFmtId", self._format(each.get("numFmtId", "0"), each.get("formatCode")))
            self._rules[ours] = self._place("dxfs", style)
        return self._rules[ours]

    def _cell(self, ours: etree._Element) -> int:
        parts = {"fontId": "fonts", "fillId": "fills", "borderId": "borders"}
        style = deepcopy(ours)
        for name, collection in parts.items():
            style.set(name, str(self._place(collection, _listed(self._ours, collection, number(ours, name)))))
        style.set("numFmtId", self._format(ours.get("numFmtId", "0")))
        style.set("xfId", str(self._ordinary()))
        for name in ("NumberFormat", "Font", "Fill", "Border", "Alignment"):
            style.set(f"apply{name}", "1")
        return self._place("cellXfs", style)

    def _ordinary(self) -> int:
        """The named style that cells have which no other was given to."""
        named = child(self._user, "cellStyles")
        builtin = [each for each in elements(named, "cellStyle") if each.get("builtinId") == "0"] if named is not None else []
        return number(builtin[0], "xfId") if builtin else 0

    def _place(self, collection: str, style: etree._Element) -> int:
        """Where a style stands in a collection of the user's, appended where no other looks so."""
        if collection not in self._known:
            self._known[collection] = _Collection(_collection(self._user, collection))
        return self._known[collection].place(style)

    def _format(self, ours: str, code: str | None = None) -> str:
        """The number of our number format in the user's book; `code` where it stands beside its number."""
        known = _formats(self._ours)
        code = known.get(int(ours)) if code is None else code
        if code is None or int(ours) < _FIRST_OWN_FORMAT:
            return ours
        theirs = {text: key for key, text in reversed(_formats(self._user).items())}
        if code not in theirs:
            among = _collection(self._user, "numFmts")
            theirs[code] = max(_FIRST_OWN_FORMAT, *(key + 1 for key in _format_numbers(self._user)))
            add(among, "numFmt", numFmtId=str(theirs[code]), formatCode=code)
            among.set("count", str(sum(1 for _ in elements(among))))
        return str(theirs[code])


class _Collection:
    """The styles of one kind that a user has; a book may have tens of thousands, so that few of them are looked at closely."""

    def __init__(self, among: etree._Element) -> None:
        self._among = among
        self._alike: dict[tuple[str | None, ...], list[tuple[int, etree._Element]]] = {}
        self._looks: dict[int, _Look] = {}
        self._count = 0
        for style in elements(among):
            self._know(style)

    def place(self, style: etree._Element) -> int:
        """Where one of that look stands, the first of them; a copy is appended where there is none."""
        look = _look(style)
        for place, each in self._alike.get(_glance(style), ()):
            if place not in self._looks:
                self._looks[place] = _look(each)
            if self._looks[place] == look:
                return place
        self._know(_append(self._among, style))
        self._among.set("count", str(self._count))
        return self._count - 1

    def _know(self, style: etree._Element) -> None:
        self._alike.setdefault(_glance(style), []).append((self._count, style))
        self._count += 1


def _glance(style: etree._Element) -> tuple[str | None, ...]:
    """What is told at once of a style, and differs only where its looks do."""
    return tuple(map(style.get, ("fontId", "fillId", "borderId", "numFmtId")))


def _complete(user: etree._Element) -> None:
    """Gives an empty collection what Excel takes for granted: the ordinary looks, and two fills that are its own."""
    _fill(user, "fonts", '<font><sz val="11"/><name val="Calibri"/><family val="2"/></font>')
    _fill(user, "fills", '<fill><patternFill patternType="none"/></fill>', '<fill><patternFill patternType="gray125"/></fill>')
    _fill(user, "borders", "<border><left/><right/><top/><bottom/><diagonal/></border>")
    _fill(user, "cellStyleXfs", '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>')
    _fill(user, "cellXfs", '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>')


def _fill(user: etree._Element, collection: str, *least: str) -> None:
    """Adds to a collection what is missing of the first styles that it must have."""
    among = child(user, collection)
    count = 0 if among is None else sum(1 for _ in elements(among))
    if count < len(least):
        among = _collection(user, collection)
        for text in least[count:]:
            _append(among, etree.fromstring(text))
        among.set("count", str(len(least)))


def _collection(user: etree._Element, name: str) -> etree._Element:
    """The element that holds all styles of a kind, made where it is missing."""
    found = child(user, name)
    return put_in_order(user, name, _ORDER) if found is None else found


def _listed(styles: etree._Element, collection: str, place: int) -> etree._Element:
    """The style of that number among those of a kind; an empty one where there are none of the kind."""
    among = child(styles, collection)
    return list(elements(among))[place] if among is not None else etree.Element(collection)


def _append(among: etree._Element, style: etree._Element) -> etree._Element:
    """A copy of the style as the last of a collection, in the collection's own language and prefix."""
    copy = add(among, local(style), **{str(name): str(value) for name, value in style.attrib.items()})
    copy.text = style.text
    for each in elements(style):
        _append(copy, each)
    return copy


def _formats(styles: etree._Element) -> dict[int, str]:
    """The number formats that a book has of its own."""
    among = child(styles, "numFmts")
    listed = elements(among, "numFmt") if among is not None else ()
    return {number(each, "numFmtId"): each.get("formatCode", "") for each in listed}


def _format_numbers(styles: etree._Element) -> set[int]:
    """Every number that something in a stylesheet uses for a number format, listed or not."""
    return {0, *(number(each, "numFmtId") for each in styles.iter("{*}numFmt", "{*}xf"))}


def _look(style: etree._Element) -> _Look:
    """What a style looks like, the same for all the ways to write it: order, defaults and empty parts do not count."""
    name = local(style)
    solid = name == "patternFill" and style.get("patternType") == "solid"
    parts = (_look(each) for each in elements(style) if not (solid and _is_unused(each)))
    said = tuple(sorted(mark for mark in _marks(style) if not _goes_without(name, mark)))
    return (name, said, tuple(sorted((part for part in parts if part[0] not in _SIDES or part[1] or part[2]), key=repr)))


def _marks(style: etree._Element) -> list[tuple[str, str]]:
    return [(etree.QName(str(key)).localname, _WORDS.get(str(value), str(value))) for key, value in style.attrib.items()]


def _goes_without(name: str, mark: tuple[str, str]) -> bool:
    key, value = mark
    return _UNSAID.get((name, key)) == value or (name == "xf" and key.startswith("apply") and value == "1")


def _is_unused(color: etree._Element) -> bool:
    """The colour behind a solid fill, which nobody sees."""
    return local(color) == "bgColor"
