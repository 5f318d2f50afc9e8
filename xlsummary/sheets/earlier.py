"""The planning sheets of earlier runs: what a person fixed on them, gathered for the next run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from xlsummary.book.ours import OurSheet, our_sheets_in
from xlsummary.catalogue_fixed import EDITED_TWICE, PLANNING_RECORD
from xlsummary.model import Cell, Line, Period, SalesBook, Text
from xlsummary.plan.quota import FixedPoint
from xlsummary.plan.units import plain
from xlsummary.problems import Problem
from xlsummary.sheets.edits import Edits, edits_of
from xlsummary.sheets.planning import MARKER as PLANNING
from xlsummary.sheets.record import MARKER as RECORD
from xlsummary.sheets.record import Record, book_id, record_of

_Key = tuple[Line, str, Period]


def earlier_edits(paths: Iterable[Path], book: SalesBook) -> Edits:
    """What was fixed on the planning sheets that the files have of this book; files that are not there have nothing.

    A quota that two files fix at different numbers is an error that names both cells.
    """
    found: dict[_Key, FixedPoint] = {}
    problems: list[Problem] = []
    for path in dict.fromkeys(path.resolve() for path in paths if path.is_file()):
        edits = _edits_in(path, book)
        problems += edits.problems
        for point in edits.points:
            other = found.setdefault((point.line, point.node, point.period), point)
            if other.amount != point.amount:
                words: dict[str, str | Text] = {"other": str(other.cell), "amount": plain(other.amount)}
                problems.append(Problem(EDITED_TWICE, point.cell, plain(point.amount), words))
    return Edits(points=tuple(found.values()), problems=tuple(problems))


def _edits_in(path: Path, book: SalesBook) -> Edits:
    sheets = our_sheets_in(path)
    planning = [sheet for sheet in sheets if sheet.marker == PLANNING]
    if not planning:
        return Edits()
    records = [record for sheet in sheets if sheet.marker == RECORD for record in _readable(sheet)]
    if not records:
        return Edits(problems=(Problem(PLANNING_RECORD, Cell(planning[0].title), path.name),))
    own = [record for record in records if record.book == book_id(book)]
    sheet = next((sheet for sheet in planning if own and own[0].titles.get(PLANNING) == sheet.title), None)
    return edits_of(sheet or planning[0], own[0], book.settings) if own else Edits()


def _readable(sheet: OurSheet) -> Iterator[Record]:
    try:
        yield record_of(sheet.rows)
    except ValueError:
        return
