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
    classes = [(each, found.of_class(each)) for each in MatchClass if each in found.classes]
    row = _Row(whole, measured)
    return {
        "measure": measured.measure.value,
        "account": side.account,
        "side": side.side,
        "workbook_tax": measured.workbook_tax.value if measured.workbook_tax else None,
        "ledger_tax": side.tax.value if side.tax else None,
        "tolerance": _yuan(found.terms.tolerance),
        "workbook_total": _yuan(found.workbook_total),
        "ledger_total": _yuan(found.ledger_total),
        "difference": _yuan(found.difference),
        "left_out": _reasons(side.left_out.items()),
        "classes": [
            {"class": each.value, "rows": len(matches), "difference": _yuan(found.difference_of_class(each))}
            for each, matches in classes
        ],
        "rows": [row.document(match) for each, matches in classes if each is not MatchClass.MATCHED for match in matches],
        "search_ended": found.search_ended,
        "unexplained": _yuan(found.unexplained),
    }


class _Row:
    """The documents of one measure's matches."""

    def __init__(self, whole: Reconciliation, measured: MeasureReconciled) -> None:
        self._actuals, self._ledger = whole.book.actuals, whole.ledger
        self._found, self._lines = measured.found, measured.side.lines
        self._field = "collected" if measured.measure is Measure.COLLECTIONS else "sales"
        rows = self._actuals.rows
        self._entries = dict(zip(reversed(rows), range(len(rows) - 1, -1, -1), strict=True))

    def document(self, match: Match) -> Json:
        return {
            "class": match.match_class.value,
            "key": self._key(match),
            "workbook": [*map(self._own, match.workbook)],
            "ledger": [*map(self._theirs, match.ledger)],
            "difference": _yuan(self._found.difference_of(match)),
        }

    def _key(self, match: Match) -> str | None:
        """The document, else the client, of the first posting that has one."""
        entries = [self._entry(place) for place in match.workbook]
        names = [(self._actuals.text("document", entry), self._actuals.text("client", entry)) for entry in entries]
        names += [
            (self._ledger.numbers[line], self._ledger.clients[line]) for line in map(self._lines.__getitem__, match.ledger)
        ]
        return next((name for pair in names for name in pair if name), None)

    def _entry(self, place: int) -> int:
        return self._entries[self._found.workbook.rows[place]]

    def _own(self, place: int) -> Json:
        side = self._found.workbook
        cell = self._actuals.cell(self._field, self._entry(place))
        return {"cell": str(cell), "date": _day(side.days[place]), "amount": _yuan(side.amounts[place])}

    def _theirs(self, place: int) -> Json:
        side, line = self._found.ledger, self._lines[place]
        return {
            "row": self._ledger.rows[line],
            "cell": str(self._ledger.cell(line)),
            "voucher": self._ledger.vouchers[line] or None,
            "date": _day(side.days[place]),
            "amount": _yuan(side.amounts[place]),
        }


def _reasons(left_out: Iterable[tuple[str, int]]) -> list[Json]:
    return [{"reason": reason, "rows": rows} for reason, rows in left_out]


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


def _yuan(fen: int) -> str:
    return f"{Decimal(fen) / 100:.2f}"
