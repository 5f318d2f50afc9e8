"""The planning sheets of earlier runs: what a person fixed on them, gathered for the next run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from os.path import relpath
from pathlib import Path

from xlsummary.book.ours import FoundSheets, OurSheet, head_of, is_signed, origin_of, our_sheets_in
from xlsummary.catalogue_fixed import COPY_ALONE, FIXED_GONE, MARKED_OTHER, PLANNING_KEYS, PLANNING_RECORD
from xlsummary.model import Cell, Lang, SalesBook, Text
from xlsummary.periods import name_of
from xlsummary.plan.quota import name_in
from xlsummary.plan.units import plain
from xlsummary.problems import Problem, has_errors
from xlsummary.sheets.edits import Edits, edits_of
from xlsummary.sheets.found_blocks import is_without_keys
from xlsummary.sheets.gathering import Gathered, Source, gathered
from xlsummary.sheets.history import Amounts, History, PointId, amounts_of
from xlsummary.sheets.planning import MARKER as PLANNING
from xlsummary.sheets.record import MARKER as RECORD
from xlsummary.sheets.record import Record, book_id, record_of, way_to
from xlsummary.sheets.remarks import remarks
from xlsummary.sheets.words import PEOPLE, PEOPLE_MARKER
from xlsummary.sheets.words import PLANNING as PLANNING_TITLE

_USUAL = {PLANNING: (PLANNING_TITLE.zh, PLANNING_TITLE.en), PEOPLE_MARKER: (PEOPLE.zh, PEOPLE.en)}
"""What our planning sheet and that of the reps are called where no record tells."""

_MOST_NAMED = 3
_NO_KEYS = Text("隐藏的 A 列没有了", "the hidden column A is gone")


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierFile:
    """The book itself or an output of an earlier run: the sheets of ours in it, and the record of the run that wrote them.

    `record` is None where there is none, where it is damaged, and in an output that was written for another book, which
    `is_other` tells.
    """

    path: Path
    is_own: bool
    found: FoundSheets
    record: Record | None
    is_other: bool = False

    @property
    def file(self) -> str:
        """How cells name the file; '' for the book itself."""
        return "" if self.is_own else self.path.name


def earlier_files(own: Path, outputs: Iterable[Path], book: SalesBook) -> tuple[EarlierFile, ...]:
    """The book, and those of the outputs that are there, each with what of ours is in it.

    The book's own sheets are its, whatever it was called or whose it was when they were written. An output is its that was
    written for a book of its name and owner and lies beside it, or for one that lay where it lies.
    """
    own = own.resolve()
    paths = dict.fromkeys((own, *(each.resolve() for each in outputs if each.is_file())))
    return tuple(_file(path, book, own) for path in paths)


def _file(path: Path, book: SalesBook, own: Path) -> EarlierFile:
    found = our_sheets_in(path, _USUAL, f"book:{book_id(book)}")
    record = _record_of(found.of(RECORD))
    is_other = record is not None and path != own and not _is_of(record, book, path.parent, own.parent)
    return EarlierFile(path=path, is_own=path == own, found=found, record=None if is_other else record, is_other=is_other)


def _is_of(record: Record, book: SalesBook, folder: Path, home: Path) -> bool:
    """True where the sheets in a folder were written for the book at its home, and not for one of the same name elsewhere."""
    lay_here = folder == home or record.way in {"", way_to(home, folder)}
    return record.book == book_id(book) and lay_here


def last_record(files: Iterable[EarlierFile]) -> Record | None:
    """The record of the book's last run; None where none is there."""
    records = [file.record for file in files if file.record is not None]
    return max(records, key=lambda record: record.history.run, default=None)


def earlier_edits(files: Sequence[EarlierFile], book: SalesBook, target: Path | None = None) -> Gathered:
    """What was fixed on the planning sheets of this book: its own, the first of the files, and those of earlier outputs.

    `target` is the file that is about to be written. An output that was written for another book is not read, with a warning.
    What was changed since the last run counts, whichever file it was changed in; a quota that two files change to different
    numbers is an error that names both cells.
    """
    sources: list[Source] = []
    problems: list[Problem] = []
    left: dict[PointId, Decimal] = {}
    for file in files:
        edits, history = _edits_in(file, book)
        problems += edits.problems
        if file.record is not None and not history.run and not has_errors(edits.problems):
            left |= file.record.history.fixed
        is_target = target is not None and file.path == target.resolve()
        sources.append(Source(_name(file.path, files[0].path), file.path.name, edits.points, history, is_target=is_target))
    found = gathered(sources)
    gone = {point: amount for point, amount in left.items() if point not in amounts_of(found.points)}
    problems += [_gone(gone, book)] if gone else []
    return Gathered(points=found.points, problems=(*problems, *found.problems), known=found.known)


def remarks_of(files: Iterable[EarlierFile], target: Path | None, told: Iterable[Problem]) -> Iterator[Problem]:
    """What a person wrote on our sheets in the file that is about to be written; cells that are `told` of are left out."""
    cells = {problem.cell for problem in told}
    for file in files:
        if file.record is not None and target is not None and file.path == target.resolve():
            ours = [sheet for title in file.found.ours.titles.values() if (sheet := file.found.sheets.get(title))]
            yield from remarks(ours, file.record, file.file, cells)


def _gone(points: Amounts, book: SalesBook) -> Problem:
    """What is said of quotas that were fixed on a sheet that is no longer there."""
    named = [
        Text(*(f"{name_in(node)} {name_of(period, lang, book.settings.year_start)} {plain(amount)}" for lang in Lang))
        for (_, node, period), amount in sorted(points.items(), key=lambda each: (each[0][2].start, each[0][1]))
    ]
    more = ["…"] if len(named) > _MOST_NAMED else []
    told = Text(
        "、".join([*(each.zh for each in named[:_MOST_NAMED]), *more]),
        ", ".join([*(each.en for each in named[:_MOST_NAMED]), *more]),
    )
    return Problem(FIXED_GONE, None, told[book.lang], {"count": str(len(named)), "named": told})


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
    keyless = [] if record is None else [*_keyless(found, record)]
    if keyless:
        told = [each for each in told if each.value not in keyless]
        told += [Problem(PLANNING_KEYS, _cell(title, file.file), words={"what": _NO_KEYS}) for title in keyless]
    told += [
        Problem(COPY_ALONE, _cell(title, file.file), title, {"ours": ours}) for title, ours in _copies_alone(found, record)
    ]
    if record is None:
        lost = planning.title if planning else next(iter([*unclear, *_left_over(found)]), "")
        told += [Problem(PLANNING_RECORD, _cell(lost, file.file), file.path.name)] if lost else []
        return Edits(problems=tuple(told)), History()
    if planning is None:
        words: dict[str, str | Text] = {"what": _named(unclear)}
        told += [Problem(PLANNING_KEYS, _cell(unclear[0], file.file), words=words)] if unclear else []
        return Edits(problems=tuple(told)), record.history if unclear or keyless else History()
    edits = edits_of(planning, record, book.settings, file.file, found.of(PEOPLE_MARKER))
    return Edits(points=edits.points, problems=(*told, *edits.problems)), record.history


def _keyless(found: FoundSheets, record: Record) -> Iterator[str]:
    """Sheets on which the rows of the record stand, but without their keys, so that nothing says that they are ours."""
    for marker in (PLANNING, PEOPLE_MARKER):
        if found.of(marker) is None and marker not in found.ours.unclear:
            others = (
                sheet for sheet in found.sheets.values() if sheet.marker == marker or sheet.title == record.titles.get(marker)
            )
            yield from (each.title for each in others if not is_signed(head_of(each)) and is_without_keys(each, record))


def _copies_alone(found: FoundSheets, record: Record | None) -> Iterator[tuple[str, str]]:
    """Copies of a sheet of ours that is not there itself, each with the name that the record has for that one."""
    if record is None:
        return
    for marker in (PLANNING, PEOPLE_MARKER):
        if found.of(marker) is None and marker not in found.ours.unclear:
            for title, sheet in found.sheets.items():
                head = head_of(sheet)
                if sheet.marker == marker and is_signed(head) and origin_of(head) in {"", f"book:{record.book}"}:
                    yield title, record.titles.get(marker, "")


def _left_over(found: FoundSheets) -> Iterator[str]:
    """Sheets that say that they are of some book, in a file without a record that would say of which."""
    for title, sheet in found.sheets.items():
        is_planning = sheet.marker == PLANNING or (not sheet.marker and title in _USUAL[PLANNING])
        if is_planning and title not in found.ours.titles.values() and is_signed(head_of(sheet)):
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
