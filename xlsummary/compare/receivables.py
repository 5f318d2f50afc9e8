"""What each client owes on the as-of day: opening, sales with tax, what was taken off it, how old the rest is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xlsummary.achieved import counted
from xlsummary.compare.ageing import Ageing, aged, together
from xlsummary.compare.cash import with_tax
from xlsummary.compare.settling import Entry, Settled, settle
from xlsummary.model import ActualKind, Client, Measure, Period, SalesBook
from xlsummary.periods import ONE_DAY, year_of
from xlsummary.plan.horizon import Horizon

_FEN = 100
_KINDS = {
    ActualKind.ACCEPTANCE: "acceptances",
    ActualKind.SET_OFF: "set_offs",
    ActualKind.BAD_DEBT: "bad_debts",
}
_FLOWS = ("sales", "cash", *_KINDS.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One client's receivable in fen, from the opening day up to and with the as-of day.

    `client` is '' for rows without one. Sales are with tax, returns taken off; `cash`, `acceptances`, `set_offs` and
    `bad_debts` lower what is owed. `terms` are days, `limit` fen, None where the book has none. `opening_is_known` is
    False where 客户 has no opening balance for the client, which then counts as 0.
    """

    client: str
    opening: int
    opening_is_known: bool
    sales: int
    cash: int
    acceptances: int
    set_offs: int
    bad_debts: int
    settled: Settled
    ageing: Ageing
    terms: int
    limit: int | None

    @property
    def closing(self) -> int:
        """Opening + sales - what lowers it; below 0 where the client has paid in advance."""
        return self.opening + self.sales - self.cash - self.acceptances - self.set_offs - self.bad_debts

    @property
    def owed(self) -> int:
        return max(0, self.closing)

    @property
    def prepaid(self) -> int:
        """预收, listed apart and never netted with what others owe."""
        return max(0, -self.closing)

    @property
    def over_limit(self) -> int:
        """How far what is owed passes the credit limit; 0 where it does not, or there is none."""
        return 0 if self.limit is None else max(0, self.owed - self.limit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receivables:
    """Every client's account; `opening_day` inclusive. `dated_before` rows lie before it and are part of the opening."""

    opening_day: date
    as_of: date
    accounts: tuple[Account, ...]
    dated_before: int

    def total(self, name: str) -> int:
        """The sum over all accounts of a figure of `Account`, such as `sales` or `owed`, in fen."""
        return sum(getattr(account, name) for account in self.accounts)

    @property
    def ageing(self) -> Ageing:
        return together(account.ageing for account in self.accounts)


def receivables(book: SalesBook, horizon: Horizon) -> Receivables:
    """The roll-forward from the opening day (期初日, else the first day of the report period's financial year).

    Every client of 客户 that has an opening balance and every one with a row stands, in the order of 客户, then of 实绩.
    """
    start = book.settings.opening_date or _year_start(horizon.report.start, book.settings.year_start)
    window = Period(start, max(start, horizon.as_of + ONE_DAY))
    flows = _flows(book, window, horizon)
    named = {client.name: client for client in book.clients}
    names = [client.name for client in book.clients if client.opening is not None or client.name in flows]
    accounts = (_account(name, named.get(name), flows.get(name, ()), horizon.as_of) for name in dict.fromkeys([*names, *flows]))
    return Receivables(
        opening_day=start,
        as_of=horizon.as_of,
        accounts=tuple(accounts),
        dated_before=sum(
            1 for entry, day in enumerate(book.actuals.starts) if day < start.toordinal() and book.actuals.leads(entry)
        ),
    )


@dataclass(frozen=True, slots=True)
class _Flow:
    """One row's amount and which figure of the account it belongs to."""

    figure: str
    entry: Entry


def _account(name: str, client: Client | None, flows: Iterable[_Flow], as_of: date) -> Account:
    listed = list(flows)
    opening = _fen(client.opening.value) if client and client.opening else 0
    terms = int(client.terms.value) if client and client.terms else 0
    settled = settle([Entry(day=None, amount=opening), *(flow.entry for flow in listed)])
    sums = dict.fromkeys(_FLOWS, 0)
    for flow in listed:
        sums[flow.figure] += flow.entry.amount if flow.figure == "sales" else -flow.entry.amount
    return Account(
        client=name,
        opening=opening,
        opening_is_known=bool(client and client.opening is not None),
        **sums,
        settled=settled,
        ageing=aged(settled.open, as_of, terms),
        terms=terms,
        limit=_fen(client.credit_limit.value) if client and client.credit_limit else None,
    )


def _flows(book: SalesBook, window: Period, horizon: Horizon) -> dict[str, list[_Flow]]:
    """The rows of the window by client, in the order of 实绩."""
    by_client: dict[str, list[_Flow]] = defaultdict(list)
    for client, flow in (*_sold(book, window, horizon), *_paid(book, window, horizon), *_taken_off(book, window)):
        by_client[client].append(flow)
    return dict(by_client)


def _sold(book: SalesBook, window: Period, horizon: Horizon) -> Iterator[tuple[str, _Flow]]:
    sales = counted(book, Measure.SALES, horizon.today.toordinal())
    for place in sales.places(window, horizon.as_of.toordinal()):
        amount = _fen(with_tax(Decimal(sales.amounts[place]) / _FEN, book.settings))
        yield _flow(book, "sales", sales.entries[place], sales.lasts[place], amount)


def _paid(book: SalesBook, window: Period, horizon: Horizon) -> Iterator[tuple[str, _Flow]]:
    cash = counted(book, Measure.COLLECTIONS, horizon.today.toordinal())
    for place in cash.places(window, horizon.as_of.toordinal()):
        yield _flow(book, "cash", cash.entries[place], cash.lasts[place], -cash.amounts[place])


def _taken_off(book: SalesBook, window: Period) -> Iterator[tuple[str, _Flow]]:
    """Set-offs and bad debts; acceptances too where the book does not count them as cash, for they lower what is owed."""
    actuals = book.actuals
    column = actuals.money.get("collected", ())
    first, end = window.start.toordinal(), window.end.toordinal()
    for entry, kind in enumerate(actuals.kinds) if column else ():
        figure = _KINDS.get(kind) if kind else None
        amount = column[entry]
        if figure is None or amount is None or (kind is ActualKind.ACCEPTANCE and book.settings.acceptance_counts):
            continue
        if first <= actuals.paid_starts[entry] and actuals.paid_ends[entry] <= end:
            yield _flow(book, figure, entry, actuals.paid_ends[entry] - 1, -amount)


def _flow(book: SalesBook, figure: str, entry: int, day: int, amount: int) -> tuple[str, _Flow]:
    actuals = book.actuals
    owed = Entry(
        day=date.fromordinal(day),
        amount=amount,
        document=actuals.text("document", entry),
        row=actuals.rows[entry],
    )
    return actuals.text("client", entry), _Flow(figure, owed)


def _year_start(day: date, first_month: int) -> date:
    return date(year_of(day, first_month), first_month, 1)


def _fen(yuan: Decimal) -> int:
    return int((yuan * _FEN).to_integral_value())
