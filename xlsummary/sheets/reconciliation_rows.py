"""The rows of the sheet 对账: every match of a measure with its cells in the workbook and in the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain, islice

from xlsummary.compare.postings import AGREEING, Match, MatchClass, Postings
from xlsummary.compare.reconciliation import MeasureReconciled, Reconciliation
from xlsummary.model import Lang, Measure
from xlsummary.sheets.layout import LayoutCell, LayoutRow, Style
from xlsummary.sheets.reconciliation_words import CLASSES, UNLISTED

LISTED = 5_000
"""Matches of a class that agrees are listed up to so many; beyond that they are counted and summed in the bridge alone."""
DIFFERENCES_LISTED = 100_000
"""Matches of a class to look into are listed up to so many, a tenth of what a sheet holds."""

_AMOUNT = "#,##0.00;-#,##0.00;0.00"
_SIGNED = '#,##0.00;[Red]-#,##0.00;"-"'
_DAY = "yyyy-mm-dd"


class Rows:
    """The lines of one measure; `unlisted` are the classes that are not listed in full."""

    def __init__(self, whole: Reconciliation, measured: MeasureReconciled, lang: Lang) -> None:
        self._whole, self._measured, self._lang = whole, measured, lang
        self._found = measured.found
        self._field = "collected" if measured.measure is Measure.COLLECTIONS else "sales"
        rows = whole.book.actuals.rows
        self._entries = dict(zip(reversed(rows), range(len(rows) - 1, -1, -1), strict=True))
        self.unlisted: frozenset[MatchClass] = frozenset()

    def lines(self, classes: Sequence[MatchClass]) -> list[LayoutRow]:
        """Every row by class; those that agree stand collapsed below, the rest open."""
        return [*chain.from_iterable(map(self._class, classes))]

    def _class(self, match_class: MatchClass) -> Iterator[LayoutRow]:
        matches, agrees = self._found.of_class(match_class), match_class in AGREEING
        most = LISTED if agrees else DIFFERENCES_LISTED
        for match in islice(matches, most):
            yield from self._match(match, collapsed=agrees)
        if len(matches) > most:
            self.unlisted |= {match_class}
            told = f"{CLASSES[match_class][self._lang]} · {UNLISTED[self._lang].format(count=f'{len(matches) - most:,}')}"
            cell = LayoutCell(told, style=Style.NOTE if agrees else Style.WARNING)
            yield LayoutRow((cell,), outline=1 if agrees else 0, hidden=agrees)

    def _match(self, match: Match, *, collapsed: bool) -> Iterator[LayoutRow]:
        """A line for each pair of postings of the match; its difference stands in the first."""
        name = LayoutCell(CLASSES[match.match_class][self._lang], style=Style.MEMBER)
        for at in range(max(len(match.workbook), len(match.ledger))):
            mine = match.workbook[at] if at < len(match.workbook) else None
            theirs = match.ledger[at] if at < len(match.ledger) else None
            difference = yuan(self._found.difference_of(match)) if at == 0 else None
            cells = (
                name,
                LayoutCell(difference, style=Style.NUMBER, format=_SIGNED),
                _amount(self._found.workbook, mine),
                _amount(self._found.ledger, theirs),
                _day(self._found.workbook, mine),
                _day(self._found.ledger, theirs),
                *self._said(mine, theirs),
                self._own_cell(mine),
                self._ledger_cell(theirs),
            )
            yield LayoutRow(cells, outline=1 if collapsed else 0, hidden=collapsed)

    def _said(self, mine: int | None, theirs: int | None) -> Iterator[LayoutCell]:
        """Client, document, voucher and summary; both clients where they differ."""
        actuals, ledger = self._whole.book.actuals, self._whole.ledger
        clients, document, voucher, summary = [], "", "", ""
        if mine is not None:
            entry = self._entry(mine)
            clients.append(actuals.text("client", entry))
            document = actuals.text("document", entry)
        if theirs is not None:
            line = self._measured.side.lines[theirs]
            known = mine is not None and self._found.workbook.clients[mine] == self._found.ledger.clients[theirs]
            clients += [] if known else [ledger.clients[line]]
            document = document or ledger.numbers[line]
            voucher, summary = ledger.vouchers[line], ledger.summaries[line]
        texts = (" / ".join(filter(None, clients)), document, voucher, summary)
        yield from (LayoutCell(text or None, style=Style.TEXT) for text in texts)

    def _entry(self, place: int) -> int:
        return self._entries[self._found.workbook.rows[place]]

    def _own_cell(self, place: int | None) -> LayoutCell:
        if place is None:
            return LayoutCell(style=Style.TEXT)
        cell = str(self._whole.book.actuals.cell(self._field, self._entry(place)))
        return LayoutCell(cell, style=Style.TEXT, link=None if self._whole.from_elsewhere else cell)

    def _ledger_cell(self, place: int | None) -> LayoutCell:
        if place is None:
            return LayoutCell(style=Style.TEXT)
        return LayoutCell(str(self._whole.ledger.cell(self._measured.side.lines[place])), style=Style.TEXT)


def _amount(side: Postings, place: int | None) -> LayoutCell:
    return LayoutCell(None if place is None else yuan(side.amounts[place]), style=Style.NUMBER, format=_AMOUNT)


def _day(side: Postings, place: int | None) -> LayoutCell:
    day = None if place is None else date.fromordinal(side.days[place])
    return LayoutCell(day, style=Style.NUMBER, format=_DAY)


def yuan(fen: int) -> Decimal:
    """Fen as yuan."""
    return Decimal(fen) / 100
