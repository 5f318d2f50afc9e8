"""The planning sheets of earlier runs: what a person fixed on them, gathered for the next run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from os.path import relpath
from pathlib import Path

from xlsummary.book.ours import FoundSheets, OurSheet, our_sheets_in
from xlsummary.catalogue_fixed import MARKED_OTHER, PLANNING_KEYS, PLANNING_RECORD
from xlsummary.model import Cell, SalesBook, Text
from xlsummary.problems import Problem
from xlsummary.sheets.edits import Edits, edits_of
from xlsummary.sheets.gathering import Gathered, Source, gathered
from xlsummary.sheets.history import History
from xlsummary.sheets.planning import MARKER as PLANNING
from xlsummary.sheets.record import MARKER as RECORD
from xlsummary.sheets.record import Record, book_id, record_of
from xlsummary.sheets.words import PEOPLE, PEOPLE_MARKER
from xlsummary.sheets.words import PLANNING as PLANNING_TITLE

_USUAL = {PLANNING: (PLANNING_TITLE.zh, PLANNING_TITLE.en), PEOPLE_MARKER: (PEOPLE.zh, PEOPLE.en)}
"""What our planning sheet and that of the reps are called where no record tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierFile:
    """The book itself or an output of an earlier run: the sheets of ours in it, and the record of the run that wrote them.

    `record` is None where there is none, where it is damaged, and in an output that was written for another book.
    """

    path: Path
    is_own: bool
    found: FoundSheets
    record: Record | None

    @property
    def file(self) -> str:
        """How cells name the file; '' for the book itself."""
        return "" if self.is_own else self.path.name


def earlier_files(own: Path, outputs: Iterable[Path], book: SalesBook) -> tuple[EarlierFile, ...]:
    """The book, and those of the outputs that are there, each with what of ours is in it.

    The book's own sheets are its, whatever it was called or whose it was when they were written.
    """
    own = own.resolve()
    paths = dict.fromkeys((own, *(each.resolve() for each in outputs if each.is_file())))
    return tuple(_file(path, book, is_own=path == own) for path in paths)


def _file(path: Path, book: SalesBook, *, is_own: bool) -> EarlierFile:
    found = our_sheets_in(path, _USUAL, f"book:{book_id(book)}")
    record = _record_of(found.of(RECORD))
    is_other = record is not None and not is_own and record.book != book_id(book)
    return EarlierFile(path=path, is_own=is_own, found=found, record=None if is_other else record)


def last_record(files: Iterable[EarlierFile]) -> Record | None:
    """The record of the book's last run; None where none is there."""
    records = [file.record for file in files if file.record is not None]
    return max(records, key=lambda record: record.history.run, default=None)


def earlier_edits(files: Sequence[EarlierFile], book: SalesBook, target: Path | None = None) -> Gathered:
    """What was fixed on the planning sheets of this book: its own, the first of the files, and those of earlier outputs.

    `target` is the file that is about to be written. An output that was written for a book of another name or owner is not
    read, with a warning. What was changed since the last run counts, whichever file it was changed in; a quota that two files
    change to different numbers is an error that names both cells.
    """
    sources: list[Source] = []
    problems: list[Problem] = []
    for file in files:
        edits, history = _edits_in(file, book)
        problems += edits.problems
        is_target = target is not None and file.path == target.resolve()
        sources.append(Source(_name(file.path, files[0].path), file.path.name, edits.points, history, is_target=is_target))
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


def _edits_in(file: EarlierFile, book: SalesBook) -> tuple[Edits, History]:
    """What is fixed on the planning sheet of a file, and what the run that wrote it knew."""
    found, record = file.found, file.record
    told = [Problem(MARKED_OTHER, Cell(title), title) for title in found.ours.strangers if file.is_own]
    unclear = found.ours.unclear.get(PLANNING, ())
    planning = found.of(PLANNING)
    if record is None:
        lost = planning.title if planning else next(iter([*unclear, *_left_over(found)]), "")
        told += [Problem(PLANNING_RECORD, _cell(lost, file.file), file.path.name)] if lost else []
        return Edits(problems=tuple(told)), History()
    if planning is None:
        words: dict[str, str | Text] = {"what": _named(unclear)}
        told += [Problem(PLANNING_KEYS, _cell(unclear[0], file.file), words=words)] if unclear else []
        return Edits(problems=tuple(told)), record.history if unclear else History()
    edits = edits_of(planning, record, book.settings, file.file, found.of(PEOPLE_MARKER))
    return Edits(points=edits.points, problems=(*told, *edits.problems)), record.history


def _left_over(found: FoundSheets) -> Iterator[str]:
    """Sheets that say that they are of some book, in a file without a record that would say of which."""
    for title, sheet in found.sheets.items():
        if sheet.marker == PLANNING and title not in found.ours.strangers and title not in found.ours.titles.values():
            yield title


def _cell(title: str, file: str) -> Cell:
    return Cell(f"[{file}]{title}" if file else title)


def _named(titles: Sequence[str]) -> Text:
    """The sheets of which one is ours and the others copies, and nothing tells which."""
    return Text(
        f"分不清哪一张是原来的计划表：{'、'.join(titles)}", f"which is the planning sheet and which a copy: {', '.join(titles)}"
    )


def _record_of(sheet: OurSheet | None) -> Record | None:
    try:
        return None if sheet is None else record_of(sheet.rows)
    except ValueError:
        return None
