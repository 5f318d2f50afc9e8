"""A book against finance's ledger: both read side by side, set against each other, and the copy with the sheet of it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from xlsummary.achieved import accounted
from xlsummary.book.collecting import without_collecting
from xlsummary.book.ledger import Ledger, read_ledger
from xlsummary.book.maps import map_beside
from xlsummary.book.read import read_book
from xlsummary.check.rules import faults
from xlsummary.compare.reconciliation import Question, Reconciliation, asked, reconciliation
from xlsummary.excel.grafted import Grafted
from xlsummary.excel.into_book import put_in
from xlsummary.pipeline import Checked, Options, in_lang
from xlsummary.plan.horizon import Horizon, horizon
from xlsummary.problems import Problem, has_errors, in_order
from xlsummary.sheets.reconciliation import reconciliation_layout
from xlsummary.stamp import Stamp, stamp_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """A book against a ledger, and the content of its copy with the sheet; both None with errors in either."""

    checked: Checked
    ledger: Ledger
    before: Stamp | None
    found: Reconciliation | None = None
    content: Grafted | None = None
    notices: tuple[Problem, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Those of the book, then those of the ledger."""
        return (*self.checked.problems, *self.ledger.problems)

    @property
    def has_errors(self) -> bool:
        return has_errors(self.problems)


@without_collecting()
def reconciled(path: Path, ledger: Path, options: Options, question: Question) -> Reconciled:
    """The book against a ledger, and its copy with the sheet of the reconciliation; nothing is written here.

    With errors in either there is neither. Raises `XlsummaryError` where one of them cannot be opened, or the ledger has no
    account of what is asked.
    """
    before = stamp_of(path)
    with ThreadPoolExecutor(max_workers=1) as beside:
        reading = beside.submit(read_ledger, ledger, question.headings)
        checked, days = _checked(path, options)
        with in_lang(checked.lang):
            lines = reading.result()
    outcome = Reconciled(checked=checked, ledger=lines, before=before)
    if outcome.has_errors:
        return outcome
    book = checked.book
    with in_lang(checked.lang):
        found = reconciliation(book, lines, asked(book, question, days), options.today.toordinal())
        found = replace(found, from_elsewhere=options.actuals is not None)
        layout = reconciliation_layout(found, checked.lang)
        content, notices = put_in(path, [layout], before, days.as_of, force=options.force)
    return replace(outcome, found=found, content=content, notices=notices)


def _checked(path: Path, options: Options) -> tuple[Checked, Horizon]:
    """The book and what is wrong in it, as far as its actuals rest on it: nothing is planned or compared here."""
    map_file = options.map_file or map_beside(path)
    reading = read_book(path, actuals=options.actuals, map_file=map_file)
    book = accounted(reading.book)
    days = horizon(book, options.today, options.as_of)
    problems = in_order([*reading.problems, *faults(book), *days.problems], book)
    checked = Checked(
        path=path,
        book=book,
        lang=options.lang or book.lang,
        problems=problems,
        recognised=reading.recognised,
        map_file=map_file,
    )
    return checked, days
