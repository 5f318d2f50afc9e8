"""The whole way of a book, on one screen: read, check, plan, compare, summarize, and the files' contents."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from xlsummary.book.read import read_book
from xlsummary.check.rules import check_book
from xlsummary.compare.attainment import compare
from xlsummary.compare.performance import Comparison
from xlsummary.excel.workbook import with_sheets
from xlsummary.model import Kind, Lang, SalesBook
from xlsummary.plan.breakdown import break_down
from xlsummary.plan.horizon import Horizon, horizon
from xlsummary.plan.quota import Plan
from xlsummary.problems import Problem, has_errors, in_order
from xlsummary.sheets.planning import planning_layout
from xlsummary.summary.summary import Summary, summarize
from xlsummary.word.document import write_document


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a shell asks for; None leaves it to the book. `today` is the only place the clock enters."""

    today: date
    as_of: date | None = None
    kind: Kind | None = None
    lang: Lang | None = None
    template: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A book as read, and all that is wrong in it, in sheet, row and column order."""

    path: Path
    book: SalesBook
    lang: Lang
    problems: tuple[Problem, ...]


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
    book, lang, problems = checked.book, checked.lang, checked.problems
    summary = summarize(book, plans, comparison, days, problems, lang)
    layouts = [planning_layout(book, plans, days, problems, lang)]
    return replace(
        outcome,
        summary=summary,
        planning=with_sheets(path, layouts, days.as_of),
        document=write_document(summary, options.template, days.as_of),
    )


def _planned(path: Path, options: Options) -> tuple[Checked, Horizon, tuple[Plan, ...], Comparison]:
    reading = read_book(path)
    book = _with_kind(reading.book, options.kind)
    days = horizon(book, options.today, options.as_of)
    breakdown = break_down(book)
    comparison, compared = compare(book, breakdown.plans, days)
    problems = in_order([*reading.problems, *check_book(book), *days.problems, *breakdown.problems, *compared], book)
    checked = Checked(path=path, book=book, lang=options.lang or book.lang, problems=problems)
    return checked, days, breakdown.plans, comparison


def _with_kind(book: SalesBook, kind: Kind | None) -> SalesBook:
    return book if kind is None else replace(book, settings=replace(book.settings, kind=kind))
