"""The planning sheets of earlier runs: what a person fixed on them, gathered for the next run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from os.path import relpath
from pathlib import Path

from xlsummary.book.ours import OurSheet, our_sheets_in
from xlsummary.catalogue_fixed import PLANNING_KEYS, PLANNING_RECORD
from xlsummary.model import Cell, SalesBook, Text
from xlsummary.problems import Problem
from xlsummary.sheets.edits import Edits, edits_of
from xlsummary.sheets.gathering import Gathered, Source, gathered
from xlsummary.sheets.history import History
from xlsummary.sheets.planning import MARKER as PLANNING
from xlsummary.sheets.record import MARKER as RECORD
from xlsummary.sheets.record import Record, book_id, record_of


def earlier_edits(own: Path, outputs: Iterable[Path], book: SalesBook, target: Path | None = None) -> Gathered:
    """What was fixed on the planning sheets of this book: its own, and those of earlier outputs, where there are any.

    `target` is the file that is about to be written. The book's own sheets are its, whatever it was called or whose it was when
    they were written; an output that was written for a book of another name or owner is not read, with a warning. What was
    changed since the last run counts, whichever file it was changed in; a quota that two files change to different numbers is
    an error that names both cells.
    """
    book_path = own.resolve()
    sources: list[Source] = []
    problems: list[Problem] = []
    for path in dict.fromkeys((book_path, *(each.resolve() for each in outputs if each.is_file()))):
        is_own = path == book_path
        edits, history = _edits_in(path, book, is_own=is_own)
        problems += edits.problems
        is_target = target is not None and path == target.resolve()
        sources.append(Source(_name(path, book_path), path.name, edits.points, history, is_target=is_target))
    found = gathered(sources)
    return Gathered(points=found.points, problems=(*problems, *found.problems), known=found.known)


def _name(path: Path, book: Path) -> str:
    """What a record calls a file: its name beside the book, else a sign of where it lies that gives no folder away."""
    if path.parent == book.parent:
        return path.name
    try:
        way = relpath(path, book.parent)
    except ValueError:  # another drive
        way = path.name
    return "~" + sha256(way.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _edits_in(path: Path, book: SalesBook, *, is_own: bool) -> tuple[Edits, History]:
    file = "" if is_own else path.name
    sheets = our_sheets_in(path)
    planning = [sheet for sheet in sheets if sheet.marker == PLANNING]
    if not planning:
        return Edits(), History()
    records = [record for sheet in sheets if sheet.marker == RECORD for record in _readable(sheet)]
    meant = [record for record in records if record.book == book_id(book)] or (records if is_own else [])
    if not meant:
        return Edits(problems=(Problem(PLANNING_RECORD, _cell(planning[0], file), path.name),)), History()
    named = [sheet for sheet in planning if sheet.title == meant[0].titles.get(PLANNING)] or planning
    if len(named) > 1:
        words: dict[str, str | Text] = {"what": _named(named)}
        return Edits(problems=(Problem(PLANNING_KEYS, _cell(named[0], file), words=words),)), meant[0].history
    return edits_of(named[0], meant[0], book.settings, file), meant[0].history


def _cell(sheet: OurSheet, file: str) -> Cell:
    return Cell(f"[{file}]{sheet.title}" if file else sheet.title)


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
