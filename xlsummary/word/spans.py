"""Makes of marks what Word knows: a bookmark for each figure and each table, a link to it, a comment at a doubt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from xlsummary.summary.chart import Chart
from xlsummary.summary.figure import Doubt, Figure
from xlsummary.summary.index import Index
from xlsummary.word.charts import drawing
from xlsummary.word.marks import MARK, Link, Marks, is_opening, numbers_in

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

_MOST_LETTERS = 40
_NO_LETTER = re.compile(r"[^0-9A-Za-z\u4e00-\u9fff]+")
_AUTHOR = "xlsummary"
_LINK, _COMMENT, _CHART = "{xlsummary}link", "{xlsummary}comment", "{xlsummary}chart"
"""Elements of our own, which stand only until every bookmark is known."""


def dress_spans(document: Document, marks: Marks, index: Index, day: date) -> None:
    """Bookmarks every figure of the body, a table as a whole, and puts the comments where a doubt stands.

    A link leads to its figure's first bookmark, or to that of the table it stands for; without either it is plain text.
    """
    body = document.element.body
    places = _Bookmarks(body)
    for table in list(body.iter(qn("w:tbl"))):
        if not any(True for _ in table.iterancestors(qn("w:tbl"))):
            _bookmark_table(table, marks, index, places)
    for element in [each for each in body.iter(qn("w:t")) if MARK.search(each.text or "")]:
        _split_run(element, lambda number, opens: _edge(marks, number, index, places, opens=opens))
    for number, element in enumerate(list(body.iter(_CHART)), 1):
        _draw(document, element, marks, number)
    for element in list(body.iter(_LINK)):
        _join_link(element, places)
    _comment(document, marks, day)


@dataclass(slots=True)
class _Bookmarks:
    """The bookmarks of one document; names differ also without their case, as Word wants it."""

    body: _Element
    taken: set[str] = field(default_factory=set)
    first: dict[str, str] = field(default_factory=dict)
    open: dict[int, str] = field(default_factory=dict)
    last_id: int = 0

    def __post_init__(self) -> None:
        for start in self.body.iter(qn("w:bookmarkStart")):
            self.taken.add((start.get(qn("w:name")) or "").casefold())
            self.last_id = max(self.last_id, int(start.get(qn("w:id")) or 0))

    def pair(self, prefix: str, name: str) -> tuple[_Element, _Element]:
        """A bookmark's start and end; the first of a name is what links lead to."""
        self.last_id += 1
        label = self._label(f"{prefix}_{_NO_LETTER.sub('_', name).strip('_')}")
        self.first.setdefault(name, label)
        start = parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="{self.last_id}" w:name="{label}"/>')
        return start, parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{self.last_id}"/>')

    def _label(self, wanted: str) -> str:
        label, again = wanted[:_MOST_LETTERS], 1
        while label.casefold() in self.taken:
            again += 1
            label = f"{wanted[: _MOST_LETTERS - len(str(again)) - 1]}_{again}"
        self.taken.add(label.casefold())
        return label


def _bookmark_table(table: _Element, marks: Marks, index: Index, places: _Bookmarks) -> None:
    """One bookmark around a table with figures; their own marks are taken away."""
    printed = sorted(numbers_in(element.text or "" for element in table.iter(qn("w:t"))))
    figures = [each for each in (marks[number] for number in printed) if isinstance(each, Figure)]
    for element in table.iter(qn("w:t")):
        element.text = MARK.sub(lambda mark: _kept(mark, marks), element.text or "")
    if not figures:
        return
    voted = Counter(index.tables.get(figure, ()) for figure in figures)
    names = max(voted, key=lambda sources: voted[sources])
    start, end = places.pair("T", names[0] if names else index.name(figures[0]))
    for name in (*names, *(index.name(figure) for figure in figures)):
        places.first.setdefault(name, start.get(qn("w:name")) or "")
    table.addprevious(start)
    table.addnext(end)


def _kept(mark: re.Match[str], marks: Marks) -> str:
    return "" if isinstance(marks[int(mark[2])], Figure) else mark[0]


def _edge(marks: Marks, number: int, index: Index, places: _Bookmarks, *, opens: bool) -> _Element:
    """What stands where a mark stood."""
    marked = marks[number]
    if isinstance(marked, Figure):
        return _figure_edge(number, index.name(marked), places, opens=opens)
    kind = _LINK if isinstance(marked, Link) else _CHART if isinstance(marked, Chart) else _COMMENT
    element = parse_xml(f'<m:edge xmlns:m="xlsummary" number="{number}" opens="{int(opens)}"/>')
    element.tag = kind
    if isinstance(marked, Link):
        element.set("figure", marked.figure)
    return element


def _figure_edge(number: int, name: str, places: _Bookmarks, *, opens: bool) -> _Element:
    if not opens:
        return parse_xml(places.open.pop(number))
    start, end = places.pair("F", name)
    places.open[number] = f'<w:bookmarkEnd {nsdecls("w")} w:id="{end.get(qn("w:id"))}"/>'
    return start


def _split_run(text: _Element, edge: Callable[[int, bool], _Element]) -> None:
    """Cuts the run of a text at its marks, what `edge` gives in between; every piece keeps the run's properties."""
    run = text.getparent()
    if run is None or run.tag != qn("w:r"):
        text.text = MARK.sub("", text.text or "")
        return
    before, after = [each for each in text.itersiblings(preceding=True) if each.tag != qn("w:rPr")], list(text.itersiblings())
    pieces = MARK.split(text.text or "")
    parts: list[_Element] = [*_filled(run, [*reversed(before)], pieces[0])]
    for place in range(1, len(pieces), 3):
        parts.append(edge(int(pieces[place + 1]), is_opening(pieces[place])))
        parts += _filled(run, [], pieces[place + 2])
    if after:
        parts += _filled(run, [], "", after)
    for part in parts:
        run.addprevious(part)
    parent = run.getparent()
    if parent is not None:
        parent.remove(run)


def _filled(run: _Element, before: list[_Element], text: str, after: list[_Element] | None = None) -> Iterator[_Element]:
    """A run as the given one with other content; none without any."""
    if not (before or text or after):
        return
    piece = parse_xml(f"<w:r {nsdecls('w')}/>")
    properties = run.find(qn("w:rPr"))
    if properties is not None:
        piece.append(parse_xml(_written(properties)))
    piece.extend(before)
    if text:
        words = parse_xml(f'<w:t {nsdecls("w")} xml:space="preserve"/>')
        words.text = text
        piece.append(words)
    piece.extend(after or [])
    yield piece


def _written(element: _Element) -> bytes:
    return etree.tostring(element)


def _draw(document: Document, edge: _Element, marks: Marks, number: int) -> None:
    """Puts a chart where its first edge stands."""
    parent, marked = edge.getparent(), marks[int(edge.get("number") or 0)]
    if parent is not None and edge.get("opens") == "1" and isinstance(marked, Chart):
        edge.addprevious(drawing(document, marked, number))
    if parent is not None:
        parent.remove(edge)


def _join_link(edge: _Element, places: _Bookmarks) -> None:
    """Wraps what stands between a link's two edges in the same paragraph; without a bookmark the edges just go."""
    parent = edge.getparent()
    if parent is None:
        return
    anchor = places.first.get(edge.get("figure") or "")
    if edge.get("opens") == "1" and anchor:
        link = parse_xml(f'<w:hyperlink {nsdecls("w")} w:anchor="{anchor}" w:history="1"/>')
        inside = []
        for sibling in edge.itersiblings():
            if sibling.tag == _LINK:
                break
            inside.append(sibling)
        edge.addprevious(link)
        link.extend(inside)
    parent.remove(edge)


def _comment(document: Document, marks: Marks, day: date) -> None:
    """Puts a comment's range and its mark where the edges of a doubt stand."""
    numbered: dict[str, str] = {}
    for edge in list(document.element.body.iter(_COMMENT)):
        parent, number = edge.getparent(), edge.get("number") or ""
        if parent is None:
            continue
        if edge.get("opens") == "1":
            marked = marks[int(number)]
            numbered[number] = _added(document, marked.remark if isinstance(marked, Doubt) else "", day)
            edge.addprevious(_range("Start", numbered[number]))
        elif number in numbered:
            edge.addprevious(_range("End", numbered[number]))
            edge.addprevious(
                parse_xml(
                    f'<w:r {nsdecls("w")}><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>'
                    f'<w:commentReference w:id="{numbered[number]}"/></w:r>'
                )
            )
        parent.remove(edge)


def _range(which: str, number: str) -> _Element:
    return parse_xml(f'<w:commentRange{which} {nsdecls("w")} w:id="{number}"/>')


def _added(document: Document, text: str, day: date) -> str:
    """The id of a new comment."""
    comment = document.comments.add_comment(text, author=_AUTHOR, initials="xls")
    comment._comment_elm.date = datetime.combine(day, time(), UTC)
    return str(comment.comment_id)
