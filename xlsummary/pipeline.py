"""The whole way of a book, on one screen: read, check, plan, compare, summarize, and the files' contents."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from xlsummary.book.maps import Recognised, map_beside, map_text
from xlsummary.book.read import Row, read_book
from xlsummary.check.rules import faults
from xlsummary.compare.attainment import compare
from xlsummary.compare.performance import Comparison
from xlsummary.excel.workbook import with_sheets
from xlsummary.model import Kind, Lang, SalesBook
from xlsummary.plan.breakdown import break_down
from xlsummary.plan.horizon import Horizon, horizon
from xlsummary.plan.quota import Plan
from xlsummary.problems import Problem, XlsummaryError, errors_of, has_errors, in_order, rows_with_errors
from xlsummary.sheets.planning import planning_layout
from xlsummary.summary.summary import Summary, kind_problems, summarize
from xlsummary.word.document import write_document


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a shell asks for; None leaves it to the book. `today` is the only place the clock enters.

    `actuals` is a file whose rows stand instead of the book's own; `map_file` tells what its sheets and headings mean, else
    the map beside the book, where there is one. With `draft` a book with errors gives files too, without
    the rows that have one.
    """

    today: date
    as_of: date | None = None
    kind: Kind | None = None
    lang: Lang | None = None
    template: Path | None = None
    actuals: Path | None = None
    map_file: Path | None = None
    draft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A book as read, and all that is wrong in it, in sheet, row and column order.

    `recognised` tells how the sheets of a book that is not our template were read, `map_file` the map that was used.
    """

    path: Path
    book: SalesBook
    lang: Lang
    problems: tuple[Problem, ...]
    recognised: tuple[Recognised, ...] = ()
    map_file: Path | None = None

    @property
    def new_map(self) -> bytes | None:
        """The map to keep beside the book, so that it is read the same way again; None where it has one, or needs none."""
        own = [each for each in self.recognised if not each.outside]
        return map_text(own, self.lang) if own and self.map_file is None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One run. With errors in the book there are no files: `planning` and `document` are None.

    A `draft` has files all the same, without the rows that have an error; `checked.problems` names them.
    """

    checked: Checked
    horizon: Horizon
    plans: tuple[Plan, ...]
    comparison: Comparison
    summary: Summary | None = None
    planning: bytes | None = None
    document: bytes | None = None
    draft: bool = False

    @property
    def has_errors(self) -> bool:
        return has_errors(self.checked.problems)

    @property
    def is_sound(self) -> bool:
        """False where numbers would rest on a book with errors; a draft has left the bad rows out."""
        return self.draft or not self.has_errors


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """A book as far as it is the same for checking and for a run; `faulty` are the rows that have an error."""

    checked: Checked
    horizon: Horizon
    plans: tuple[Plan, ...]
    comparison: Comparison
    faulty: frozenset[Row]


def check(path: Path, options: Options) -> Checked:
    """The book and its problems; raises `XlsummaryError` when it cannot be opened."""
    return _way(path, options).checked


def run(path: Path, options: Options) -> Outcome:
    """The plan, the comparison and the contents of the files to write; nothing is written here."""
    way = _way(path, options)
    draft = options.draft and has_errors(way.checked.problems) and _can_be_drafted(way.checked.book)
    if draft:
        way = _without_faults(path, options, way)
    outcome = Outcome(checked=way.checked, horizon=way.horizon, plans=way.plans, comparison=way.comparison, draft=draft)
    if outcome.has_errors and not draft:
        return outcome
    try:
        return _with_files(outcome, options)
    except XlsummaryError as error:
        error.lang = way.checked.lang
        raise


def _with_files(outcome: Outcome, options: Options) -> Outcome:
    checked, plans, days = outcome.checked, outcome.plans, outcome.horizon
    book, lang, problems = checked.book, checked.lang, checked.problems
    summary = summarize(book, plans, outcome.comparison, days, problems, lang)
    layouts = [planning_layout(book, plans, days, problems, lang, draft=outcome.draft)]
    errors = errors_of(problems) if outcome.draft else ()
    return replace(
        outcome,
        summary=summary,
        planning=with_sheets(checked.path, layouts, days.as_of),
        document=write_document(summary, options.template, days.as_of, errors),
    )


def _way(path: Path, options: Options, leaving_out: frozenset[Row] = frozenset()) -> _Way:
    map_file = options.map_file or map_beside(path)
    reading = read_book(path, actuals=options.actuals, map_file=map_file, leaving_out=leaving_out)
    book = _with_kind(reading.book, options.kind)
    days = horizon(book, options.today, options.as_of)
    breakdown = break_down(book)
    comparison, compared = compare(book, breakdown.plans, days)
    found = [*faults(book), *days.problems, *breakdown.problems, *compared, *kind_problems(book)]
    checked = Checked(
        path=path,
        book=book,
        lang=options.lang or book.lang,
        problems=in_order([*reading.problems, *found], book),
        recognised=reading.recognised,
        map_file=map_file,
    )
    faulty = reading.faulty | rows_with_errors(found)
    return _Way(checked=checked, horizon=days, plans=breakdown.plans, comparison=comparison, faulty=faulty)


def _without_faults(path: Path, options: Options, first: _Way) -> _Way:
    """The way again without the rows that have an error, until none is left; the problems are those of the whole book."""
    way, left_out = first, frozenset[Row]()
    told = dict.fromkeys((problem.rule, problem.cell) for problem in first.checked.problems)
    problems = [*first.checked.problems]
    while not way.faulty <= left_out:
        left_out |= way.faulty
        way = _way(path, options, left_out)
        problems += (each for each in errors_of(way.checked.problems) if (each.rule, each.cell) not in told)
        told |= dict.fromkeys((problem.rule, problem.cell) for problem in problems)
    return replace(way, checked=replace(way.checked, problems=in_order(problems, way.checked.book)))


def _can_be_drafted(book: SalesBook) -> bool:
    """False for a book with nothing in it, or of a kind that cannot be written."""
    return bool(book.targets or len(book.actuals) or book.notes) and not any(kind_problems(book))


def _with_kind(book: SalesBook, kind: Kind | None) -> SalesBook:
    return book if kind is None else replace(book, settings=replace(book.settings, kind=kind))
