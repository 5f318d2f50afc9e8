"""What raised and lowered each client's receivable, row by row, from the opening day up to and with the as-of day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import chain
from typing import NamedTuple

from xlsummary.achieved import FIELDS, Counted, counted, heading
from xlsummary.compare.cash import with_tax
from xlsummary.compare.settling import Entry
from xlsummary.model import ActualKind, Bound, Cell, Measure, Origin, Period, SalesBook, TaxBasis
from xlsummary.periods import month_of
from xlsummary.plan.horizon import Horizon
from xlsummary.wording import label

_FEN = 100
_KINDS = {
    ActualKind.ACCEPTANCE: "acceptances",
    ActualKind.SET_OFF: "set_offs",
    ActualKind.BAD_DEBT: "bad_debts",
}

FIGURES = ("sales", "cash", *_KINDS.values())
"""What a row can be of an account; all but the first lower what is owed."""


class Flow(NamedTuple):
    """One row's amount in fen, which figure of the account it belongs to, and the day it counts on.

    `amount` is as the figure counts it, cash above 0; in `entry` what lowers a receivable is below 0.
    `is_of_month` where all its days lie in one month, `is_exact` where its amount is no round one (`110多万`).
    """

    figure: str
    day: date
    entry: Entry
    is_of_month: bool
    amount: int
    is_exact: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Flows:
    """The rows by client ('' for those without one), in the order of 实绩 within each figure.

    `control` has the sum of each figure over the rows before they were put to clients, in fen; `cells` where the rows of each
    stand. `straddling` are the cells of rows dated by a period that lies partly before the opening day or runs past
    the as-of day; they are in no account. `inexact` are the cells of those that are round numbers.
    """

    by_client: Mapping[str, tuple[Flow, ...]]
    control: Mapping[str, int]
    cells: Mapping[str, tuple[str, ...]]
    straddling: tuple[Cell, ...]
    inexact: tuple[Cell, ...]


def has_flows(book: SalesBook) -> bool:
    """False in a book that says nothing of cash or of what was owed, where a receivable would be all sales ever made."""
    collected = book.actuals.money.get(FIELDS[Measure.COLLECTIONS], ())
    return any(client.opening is not None for client in book.clients) or any(amount is not None for amount in collected)


def account_flows(book: SalesBook, start: date, horizon: Horizon) -> Flows:
    """Sales with tax, cash, and what else lowers a receivable; `start` is the opening day.

    A row without tax is taxed as a row, to the fen, as an invoice is, however many reps share it.
    """
    days = _Days(start.toordinal(), horizon.as_of.toordinal(), horizon.today.toordinal())
    sales, cash = (counted(book, measure, days.today) for measure in (Measure.SALES, Measure.COLLECTIONS))
    by_client: dict[str, list[Flow]] = defaultdict(list)
    control = dict.fromkeys(FIGURES, 0)
    for client, flow in chain(_sold(sales, days), _paid(cash, days), _taken_off(book, days)):
        by_client[client].append(flow)
        control[flow.figure] += flow.amount
    return Flows(
        by_client={name: tuple(flows) for name, flows in by_client.items()},
        control=control,
        cells={
            **figure_cells(
                book, [flow for flows in by_client.values() for flow in flows if flow.figure not in ("sales", "cash")]
            ),
            "sales": sales.address([*days.places(sales)]),
            "cash": cash.address([*days.places(cash)]),
        },
        straddling=(*_straddling(sales, days), *_straddling(cash, days), *_straddling_off(book, days)),
        inexact=(*_inexact(sales, days), *_inexact(cash, days)),
    )


def figure_cells(book: SalesBook, flows: Iterable[Flow], *filters: str) -> dict[str, tuple[str, ...]]:
    """The range of the rows of each figure, and what selects them: `'实绩'!E3:E38, 类型=冲抵`."""
    rows: dict[str, list[int]] = {}
    for flow in flows:
        rows.setdefault(flow.figure, []).append(flow.entry.row)
    table, field = book.actuals.table, heading(book, "actuals", "kind")
    kinds = {figure: f"{field}={label(kind, book.lang)}" for kind, figure in _KINDS.items()}
    found: dict[str, tuple[str, ...]] = {}
    if table is None:
        return found
    for figure, own in rows.items():
        column = "sales" if figure == "sales" else FIELDS[Measure.COLLECTIONS]
        ends = [Origin(table, row).cell(column) for row in (min(own), max(own))]
        area = str(ends[0] if ends[0] == ends[1] else Cell(ends[0].sheet, f"{ends[0].ref}:{ends[1].ref}"))
        found[figure] = (", ".join((area, *filters, *([kinds[figure]] if figure in kinds else ()))),)
    return found


@dataclass(frozen=True, slots=True)
class _Days:
    """Ordinals; `start` is the opening day, `as_of` counts as gone, a period that is not over counts as `today`."""

    start: int
    as_of: int
    today: int

    def places(self, achieved: Counted) -> Iterator[int]:
        return achieved.places(Period(date.fromordinal(self.start), date.max), self.as_of)

    def of(self, book: SalesBook, entry: int) -> tuple[int, int]:
        """The first day of a row of cash, and the one that it counts as."""
        start = book.actuals.paid_starts[entry]
        return start, max(start, min(book.actuals.paid_ends[entry] - 1, self.today))

    def crosses(self, first: int, end: int, last: int) -> bool:
        """True for days that lie on both sides of the opening day, or of the as-of day."""
        return first < self.start < end or first <= self.as_of < last


def _sold(sales: Counted, days: _Days) -> Iterator[tuple[str, Flow]]:
    book = sales.book
    has_tax = book.settings.tax_basis is TaxBasis.WITH_TAX
    whole: dict[int, int] = {}
    first: dict[int, int] = {}
    for place in days.places(sales):
        row = book.actuals.rows[sales.entries[place]]
        first.setdefault(row, place)
        whole[row] = whole.get(row, 0) + sales.amounts[place]
    for row, place in first.items():
        amount = whole[row] if has_tax else fen(with_tax(Decimal(whole[row]) / _FEN, book.settings))
        yield _flow(book, "sales", sales.entries[place], (sales.starts[place], sales.lasts[place]), amount)


def _paid(cash: Counted, days: _Days) -> Iterator[tuple[str, Flow]]:
    for place in days.places(cash):
        yield _flow(cash.book, "cash", cash.entries[place], (cash.starts[place], cash.lasts[place]), -cash.amounts[place])


def _taken_off(book: SalesBook, days: _Days) -> Iterator[tuple[str, Flow]]:
    for figure, entry in _off(book):
        start, last = days.of(book, entry)
        if days.start <= start and last <= days.as_of:
            yield _flow(book, figure, entry, (start, last), -(book.actuals.fen("collected", entry) or 0))


def _off(book: SalesBook) -> Iterator[tuple[str, int]]:
    """Set-offs and bad debts; acceptances too where the book does not count them as cash, for they lower what is owed."""
    actuals = book.actuals
    for entry, kind in enumerate(actuals.kinds):
        figure = _KINDS.get(kind) if kind else None
        counts_as_cash = kind is ActualKind.ACCEPTANCE and book.settings.acceptance_counts
        if figure is not None and not counts_as_cash and actuals.fen("collected", entry) is not None:
            yield figure, entry


def _flow(book: SalesBook, figure: str, entry: int, days: tuple[int, int], amount: int) -> tuple[str, Flow]:
    """A row that counts on the last of its days."""
    actuals = book.actuals
    first, last = days
    day, is_of_month = _last_day(first, last)
    owed = Entry(day=day, amount=amount, document=actuals.text("document", entry), row=actuals.rows[entry])
    is_sale = figure == "sales"
    is_exact = not actuals.bounds or actuals.bound("sales" if is_sale else "collected", entry) is Bound.EXACT
    return actuals.text("client", entry), Flow(figure, day, owed, is_of_month, amount if is_sale else -amount, is_exact)


def _inexact(achieved: Counted, days: _Days) -> Iterator[Cell]:
    bounds = achieved.book.actuals.bounds
    for place in days.places(achieved) if bounds else ():
        if (FIELDS[achieved.measure], achieved.entries[place]) in bounds:
            yield achieved.cell(place)


@cache
def _last_day(first: int, last: int) -> tuple[date, bool]:
    """The last of two days (ordinals), and whether both lie in one month."""
    day = date.fromordinal(last)
    return day, date.fromordinal(first) in month_of(day)


def _straddling(achieved: Counted, days: _Days) -> Iterator[Cell]:
    spans = zip(achieved.starts, achieved.ends, achieved.lasts, strict=True)
    for place, (first, end, last) in enumerate(spans):
        if days.crosses(first, end, last) and achieved.book.actuals.leads(achieved.entries[place]):
            yield achieved.cell(place)


def _straddling_off(book: SalesBook, days: _Days) -> Iterator[Cell]:
    for _, entry in _off(book):
        first, last = days.of(book, entry)
        if days.crosses(first, book.actuals.paid_ends[entry], last) and book.actuals.leads(entry):
            yield book.actuals.cell("collected", entry)


def fen(yuan: Decimal) -> int:
    """Yuan to the fen as fen."""
    return int((yuan * _FEN).to_integral_value())
