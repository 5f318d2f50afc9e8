"""The same days of the year before: what they brought, and the change since."""

from __future__ import annotations

from dataclasses import dataclass

from xlsummary.achieved import FIELDS, counted
from xlsummary.compare.happened import of_rows
from xlsummary.compare.roster import Roster
from xlsummary.compare.told import Told
from xlsummary.compare.windows import windows_of
from xlsummary.model import Amount, Measure, Period, SalesBook
from xlsummary.plan.horizon import Horizon
from xlsummary.summary.bounds import quotient


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """A measure's change against the same days of last year, a ratio (-0.12 for minus 12 %), with both columns' cells.

    `before` is None where the change was typed on 设置, not computed.
    """

    change: Amount
    before: Amount | None
    period: Period
    cells: tuple[str, ...]


def growth_of(book: SalesBook, measure: Measure, horizon: Horizon) -> Growth | None:
    """None without a base above 0 and without a typed change.

    The same days are told as they are for 目标对实绩: not where the book's rows begin later, nor where a total of a longer
    period lies across them.
    """
    windows = windows_of(horizon)
    before = windows.report.last_year
    if measure not in FIELDS or before is None:
        return None
    rows = counted(book, measure, horizon.today.toordinal())
    then = Told(of_rows(rows, Roster(book)), windows).last_year
    if not then:
        return _typed(book, measure, before)
    then, now = sorted(then), list(rows.places(horizon.report, horizon.as_of.toordinal()))
    was = rows.total(then)
    ratio = quotient(rows.total(now), was)
    if ratio is None:
        return None
    cells = (*rows.address(now), *rows.address(then))
    return Growth(change=Amount(ratio.value - 1, ratio.bound), before=was, period=before, cells=cells)


def _typed(book: SalesBook, measure: Measure, period: Period) -> Growth | None:
    typed, cell = book.settings.sales_growth, book.settings.cells.get("sales_growth")
    if measure is not Measure.SALES or typed is None:
        return None
    return Growth(change=Amount(typed), before=None, period=period, cells=(str(cell),) if cell else ())
