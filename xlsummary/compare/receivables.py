"""What each client owes on the as-of day: opening, sales with tax, what was taken off it, how old the rest is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from xlsummary.achieved import heading, span
from xlsummary.compare.account_flows import FIGURES, Flow, account_flows, fen, figure_cells
from xlsummary.compare.ageing import Ageing, aged, together
from xlsummary.compare.receivable_months import RolledMonth, dry_months, rolled_months
from xlsummary.compare.receivable_months import together as months_together
from xlsummary.compare.settling import Entry, Settled, settle
from xlsummary.model import Cell, Client, SalesBook
from xlsummary.periods import year_of
from xlsummary.plan.horizon import Horizon


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One client's receivable in fen, from the opening day up to and with the as-of day.

    `client` is '' for rows without one. Sales are with tax, returns taken off; `cash`, `acceptances`, `set_offs` and
    `bad_debts` lower what is owed. `opening_is_known` is False where 客户 has no opening balance for a client that may have
    owed, which then counts as 0. `terms` are days, 0 where `has_terms` is False; `limit` fen, None where the book has none.
    `last_paid` is the day of its last receipt; `months` None where rows of longer periods do not tell them apart. `is_exact` is
    False where one of its rows is a round number. `origin` is its cell on 客户, `cells` are those of each figure that has any.
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
    has_terms: bool
    limit: int | None
    last_paid: date | None
    months: tuple[RolledMonth, ...] | None
    as_of: date
    is_exact: bool
    origin: Cell | None
    cells: Mapping[str, tuple[str, ...]]

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
    def dry_months(self) -> int | None:
        """Months over in which it owed and paid nothing; None where rows of longer periods do not tell."""
        return dry_months(self.months, self.as_of)

    @property
    def over_limit(self) -> int:
        """How far what is owed passes the credit limit; 0 where it does not, or there is none."""
        return 0 if self.limit is None else max(0, self.owed - self.limit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receivables:
    """Every client's account; `opening_day` inclusive. `dated_before` rows lie before it and are part of the opening.

    `control` has opening, sales, cash and what else there is summed up without clients, in fen; `cells` where each stands.
    `months` is None where rows of longer periods do not tell the months apart. `straddling` are rows that could not be put to
    one side of the opening or as-of day, and are in no account; `inexact` those of round numbers.
    """

    opening_day: date
    as_of: date
    accounts: tuple[Account, ...]
    dated_before: int
    control: Mapping[str, int]
    cells: Mapping[str, tuple[str, ...]]
    months: tuple[RolledMonth, ...] | None
    straddling: tuple[Cell, ...]
    inexact: tuple[Cell, ...] = ()

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
    flows = account_flows(book, start, horizon)
    named = {client.name: client for client in book.clients}
    known = [client.name for client in book.clients if client.opening is not None or client.name in flows.by_client]
    names = dict.fromkeys([*known, *flows.by_client])
    opening = sum(_opening(client) for client in book.clients)
    openings = span([client.origin.cell("opening") for client in book.clients if client.opening is not None])
    accounts = tuple(
        _account(book, name, named.get(name), flows.by_client.get(name, ()), start, horizon.as_of) for name in names
    )
    return Receivables(
        opening_day=start,
        as_of=horizon.as_of,
        accounts=accounts,
        dated_before=sum(
            1 for entry, day in enumerate(book.actuals.starts) if day < start.toordinal() and book.actuals.leads(entry)
        ),
        control={"opening": opening, **flows.control},
        cells={"opening": openings, **flows.cells},
        months=months_together(account.months for account in accounts),
        straddling=flows.straddling,
        inexact=flows.inexact,
    )


def _account(book: SalesBook, name: str, client: Client | None, flows: Sequence[Flow], start: date, as_of: date) -> Account:
    opening = _opening(client)
    opening_cells = {"opening": (str(client.origin.cell("opening")),)} if client and client.opening else {}
    terms = client.terms if client else None
    settled = settle([Entry(day=None, amount=opening), *(flow.entry for flow in flows)])
    sums = dict.fromkeys(FIGURES, 0)
    for flow in flows:
        sums[flow.figure] += flow.amount
    return Account(
        client=name,
        opening=opening,
        opening_is_known=client is not None and (client.opening is not None or _is_new(client, start)),
        **sums,
        settled=settled,
        ageing=aged(settled.open, as_of, int(terms.value) if terms else 0),
        terms=int(terms.value) if terms else 0,
        has_terms=terms is not None,
        limit=fen(client.credit_limit.value) if client and client.credit_limit else None,
        last_paid=max((flow.day for flow in flows if flow.figure == "cash" and flow.amount > 0), default=None),
        months=rolled_months(flows, opening, start, as_of),
        as_of=as_of,
        is_exact=all(flow.is_exact for flow in flows),
        origin=client.origin.cell("name") if client else None,
        cells={**opening_cells, **figure_cells(book, flows, f"{heading(book, 'actuals', 'client')}={name}")},
    )


def _is_new(client: Client, start: date) -> bool:
    return client.first_deal is not None and client.first_deal >= start


def _opening(client: Client | None) -> int:
    return fen(client.opening.value) if client and client.opening else 0


def _year_start(day: date, first_month: int) -> date:
    return date(year_of(day, first_month), first_month, 1)
