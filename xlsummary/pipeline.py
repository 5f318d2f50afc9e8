"""The whole way of a book, on one screen: read, check, plan, compare, summarize, and the files' contents."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from xlsummary.book.maps import Recognised, map_beside, map_text
from xlsummary.book.read import read_book
from xlsummary.check.rules import check_book
from xlsummary.compare.attainment import compare
from xlsummary.compare.performance import Comparison
from xlsummary.excel.workbook import with_sheets
from xlsummary.model import Kind, Lang, SalesBook
from xlsummary.plan.breakdown import break_down
from xlsummary.plan.horizon import Horizon, horizon
from xlsummary.plan.quota import Plan
from xlsummary.problems import Problem, XlsummaryError, has_errors, in_order
from xlsummary.sheets.planning import planning_layout
from xlsummary.summary.summary import Summary, kind_problems, summarize
from xlsummary.word.document import write_document


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a shell asks for; None leaves it to the book. `today` is the only place the clock enters.

    `actuals` is a file whose rows stand instead of the book's own; `map_file` tells what its sheets and headings mean, else
    the map beside the book, where there is one.
    """

    today: date
    as_of: date | None = None
    kind: Kind | None = None
    lang: Lang | None = None
    template: Path | None = None
    actuals: Path | None = None
    map_file: Path | None = None


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
    """One run. With errors in the book there are no files: `planning` and `document` are None."""

    checked: Checked
    horizon: Horizon
    plans: tuple[Plan, ...]
    comparison: Comparison
    summary: Summary | None = None
    planning: bytes | None = None
    document: bytes | None = None

    @property
    def has_errors(self) -> bool:
        return has_errors(self.checked.problems)


def check(path: Path, options: Options) -> Checked:
    """The book and its problems; raises `XlsummaryError` when it cannot be opened."""
    return _planned(path, options)[0]


def run(path: Path, options: Options) -> Outcome:
    """The plan, the comparison and the contents of the files to write; nothing is written here."""
    checked, days, plans, comparison = _planned(path, options)
    outcome = Outcome(checked=checked, horizon=days, plans=plans, comparison=comparison)
    if outcome.has_errors:
        return outcome
    try:
        return _with_files(outcome, options)
    except XlsummaryError as error:
        error.lang = checked.lang
        raise


def _with_files(outcome: Outcome, options: Options) -> Outcome:
    checked, plans, days = outcome.checked, outcome.plans, outcome.horizon
    book, lang, problems = checked.book, checked.lang, checked.problems
    summary = summarize(book, plans, outcome.comparison, days, problems, lang)
    layouts = [planning_layout(book, plans, days, problems, lang)]
    return replace(
        outcome,
        summary=summary,
        planning=with_sheets(checked.path, layouts, days.as_of),
        document=write_document(summary, options.template, days.as_of),
    )


def _planned(path: Path, options: Options) -> tuple[Checked, Horizon, tuple[Plan, ...], Comparison]:
    map_file = options.map_file or map_beside(path)
    reading = read_book(path, actuals=options.actuals, map_file=map_file)
    book = _with_kind(reading.book, options.kind)
    days = horizon(book, options.today, options.as_of)
    breakdown = break_down(book)
    comparison, compared = compare(book, breakdown.plans, days)
    problems = in_order(
        [*reading.problems, *check_book(book), *days.problems, *breakdown.problems, *compared, *kind_problems(book)], book
    )
    checked = Checked(
        path=path,
        book=book,
        lang=options.lang or book.lang,
        problems=problems,
        recognised=reading.recognised,
        map_file=map_file,
    )
    return checked, days, breakdown.plans, comparison


def _with_kind(book: SalesBook, kind: Kind | None) -> SalesBook:
    return book if kind is None else replace(book, settings=replace(book.settings, kind=kind))
