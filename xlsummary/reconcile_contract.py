"""The contract of `reconcile` with programs: its JSON document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from xlsummary import __version__
from xlsummary.compare.postings import Match, MatchClass
from xlsummary.compare.reconciliation import MeasureReconciled, Reconciliation
from xlsummary.contract import Json, outputs_document, problems_document
from xlsummary.model import Measure
from xlsummary.output import Output
from xlsummary.periods import key_of
from xlsummary.problems import Problem
from xlsummary.reconciling import Reconciled


def reconcile_document(outcome: Reconciled, outputs: Sequence[Output], notices: Sequence[Problem] = ()) -> Json:
    """The document of `reconcile`; `measures` is empty with errors in the book or the ledger.

    `rows` are the matches of every class but `matched`, which `classes` counts.
    """
    checked, found = outcome.checked, outcome.found
    return {
        "version": __version__,
        "book": str(checked.path),
        "lang": checked.lang.value,
        "ledger": outcome.ledger.sheet,
        "period": key_of(found.period, checked.book.settings.year_start) if found else None,
        "outputs": outputs_document(outputs),
        "problems": problems_document((*outcome.problems, *notices), checked.lang),
        "ledger_left_out": _reasons(outcome.ledger.left_out.items()),
        "measures": [_measure(found, each) for each in found.measures] if found else [],
    }


def _measure(whole: Reconciliation, measured: MeasureReconciled) -> Json:
    found, side = measured.found, measured.side
    classes = [(each, found.of_class(each)) for each in MatchClass]
    return {
        "measure": measured.measure.value,
        "account": side.account,
        "side": side.side,
        "workbook_tax": measured.workbook_tax.value if measured.workbook_tax else None,
        "ledger_tax": side.tax.value if side.tax else None,
        "workbook_total": _yuan(found.workbook_total),
        "ledger_total": _yuan(found.ledger_total),
        "difference": _yuan(found.difference),
        "left_out": _reasons(side.left_out.items()),
        "classes": [
            {"class": each.value, "rows": len(matches), "difference": _yuan(found.difference_of_class(each))}
            for each, matches in classes
            if matches
        ],
        "rows": [
            _match(whole, measured, match) for each, matches in classes if each is not MatchClass.MATCHED for match in matches
        ],
        "unexplained": _yuan(found.unexplained),
    }


def _match(whole: Reconciliation, measured: MeasureReconciled, match: Match) -> Json:
    found, book, lines = measured.found, whole.book, measured.side.lines
    field = "collected" if measured.measure is Measure.COLLECTIONS else "sales"
    entries = [book.actuals.rows.index(found.workbook.rows[place]) for place in match.workbook]
    named = [(book.actuals.text("document", entry), book.actuals.text("client", entry)) for entry in entries]
    named += [("", whole.ledger.clients[lines[place]]) for place in match.ledger]
    return {
        "class": match.match_class.value,
        "key": next((name for pair in named for name in pair if name), None),
        "workbook": [
            {
                "cell": str(book.actuals.cell(field, entry)),
                "date": _day(found.workbook.days[place]),
                "amount": _yuan(found.workbook.amounts[place]),
            }
            for place, entry in zip(match.workbook, entries, strict=True)
        ],
        "ledger": [
            {
                "row": whole.ledger.rows[lines[place]],
                "date": _day(found.ledger.days[place]),
                "amount": _yuan(found.ledger.amounts[place]),
            }
            for place in match.ledger
        ],
        "difference": _yuan(found.difference_of(match)),
    }


def _reasons(left_out: Iterable[tuple[str, int]]) -> list[Json]:
    return [{"reason": reason, "rows": rows} for reason, rows in left_out]


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


def _yuan(fen: int) -> str:
    return f"{Decimal(fen) / 100:.2f}"
