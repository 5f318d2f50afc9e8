"""The planning sheets of earlier runs: what a person fixed on them, gathered for the next run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from xlsummary.book.ours import OurSheet, our_sheets_in
from xlsummary.catalogue_fixed import EDITED_TWICE, PLANNING_KEYS, PLANNING_RECORD
from xlsummary.model import Cell, Line, Period, SalesBook, Text
from xlsummary.plan.quota import FixedPoint
from xlsummary.plan.units import plain
from xlsummary.problems import Problem
from xlsummary.sheets.edits import Edits, edits_of
from xlsummary.sheets.planning import MARKER as PLANNING
from xlsummary.sheets.record import MARKER as RECORD
from xlsummary.sheets.record import Record, book_id, record_of

_Key = tuple[Line, str, Period]


def earlier_edits(own: Path, output: Path | None, book: SalesBook) -> Edits:
    """What was fixed on the planning sheets of this book: its own, and those of an earlier output, where there are any.

    A quota that the two fix at different numbers is an error that names both cells. The book's own sheets are its, whatever
    it was called or whose it was when they were written; an output that was written for a book of another name or owner is
    not read, with a warning.
    """
    found: dict[_Key, FixedPoint] = {}
    problems: list[Problem] = []
    for path in dict.fromkeys(path.resolve() for path in (own, output) if path is not None and path.is_file()):
        edits = _edits_in(path, book, is_own=path == own.resolve())
        problems += edits.problems
        for point in edits.points:
            other = found.setdefault((point.line, point.node, point.period), point)
            if other.amount != point.amount:
                words: dict[str, str | Text] = {"other": str(other.cell), "amount": plain(other.amount)}
                problems.append(Problem(EDITED_TWICE, point.cell, plain(point.amount), words))
    return Edits(points=tuple(found.values()), problems=tuple(problems))


def _edits_in(path: Path, book: SalesBook, *, is_own: bool) -> Edits:
    sheets = our_sheets_in(path)
    planning = [sheet for sheet in sheets if sheet.marker == PLANNING]
    if not planning:
        return Edits()
    records = [record for sheet in sheets if sheet.marker == RECORD for record in _readable(sheet)]
    meant = [record for record in records if record.book == book_id(book)] or (records if is_own else [])
    if not meant:
        return Edits(problems=(Problem(PLANNING_RECORD, Cell(planning[0].title), path.name),))
    named = [sheet for sheet in planning if sheet.title == meant[0].titles.get(PLANNING)] or planning
    if len(named) > 1:
        words: dict[str, str | Text] = {"what": _named(named)}
        return Edits(problems=(Problem(PLANNING_KEYS, Cell(named[0].title), words=words),))
    return edits_of(named[0], meant[0], book.settings)


def _named(sheets: Sequence[OurSheet]) -> Text:
    """The sheets of which one is ours and the others copies, and nothing tells which."""
    titles = [sheet.title for sheet in sheets]
    return Text(
        f"分不清哪一张是原来的计划表：{'、'.join(titles)}", f"which is the planning sheet and which a copy: {', '.join(titles)}"
    )


def _readable(sheet: OurSheet) -> Iterator[Record]:
    try:
        yield record_of(sheet.rows)
    except ValueError:
        return
