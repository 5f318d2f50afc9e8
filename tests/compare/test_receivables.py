"""Receivables by client: rolled forward, settled oldest first, aged; right values, and sums that always hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from hypothesis import given
from hypothesis import strategies as st

from tests import books
from tests.compare.rows import Sold, actuals
from xlsummary.compare.ageing import Age, aged
from xlsummary.compare.receivables import Account, receivables
from xlsummary.compare.settling import Entry, settle
from xlsummary.model import ActualKind, Amount, Client, Origin, Period, SalesBook, Settings, TaxBasis
from xlsummary.plan.horizon import horizon

TODAY = date(2026, 12, 31)


def _client(name: str, opening: int | None = None, *, terms: int | None = None, limit: int | None = None) -> Client:
    def amount(number: int | None) -> Amount | None:
        return None if number is None else Amount(Decimal(number))

    return Client(
        origin=Origin(books.table("clients"), 2),
        name=name,
        opening=amount(opening),
        terms=amount(terms),
        credit_limit=amount(limit),
    )


def _book(
    *rows: Sold, clients: tuple[Client, ...] = (), documents: tuple[str, ...] = (), settings: Settings | None = None
) -> SalesBook:
    columns = actuals(*rows)
    texts = {**columns.texts, "document": documents or ("",) * len(rows)}
    book = books.book((), (), settings, actuals=replace(columns, texts=MappingProxyType(texts)))
    return replace(book, clients=clients)


def _account(book: SalesBook, client: str = "甲") -> Account:
    found = receivables(book, horizon(book, TODAY, TODAY))
    return next(account for account in found.accounts if account.client == client)


def test_the_roll_forward_adds_up_with_everything_that_lowers_it() -> None:
    book = _book(
        Sold(when=date(2026, 3, 1), sales="1000", collected="300", client="甲"),
        Sold(when=date(2026, 4, 1), sales="-50", client="甲", kind=ActualKind.RETURN),
        Sold(when=date(2026, 5, 1), collected="200", client="甲", kind=ActualKind.ACCEPTANCE),
        Sold(when=date(2026, 6, 1), collected="40", client="甲", kind=ActualKind.SET_OFF),
        Sold(when=date(2026, 7, 1), collected="10", client="甲", kind=ActualKind.BAD_DEBT),
        clients=(_client("甲", 500),),
    )
    account = _account(book)
    assert (account.opening, account.sales, account.cash) == (50_000, 95_000, 50_000)
    assert (account.acceptances, account.set_offs, account.bad_debts) == (0, 4_000, 1_000)
    assert account.closing == account.settled.closing == 90_000


def test_an_acceptance_that_is_no_cash_lowers_the_receivable_all_the_same() -> None:
    book = _book(
        Sold(when=date(2026, 5, 1), sales="500", client="甲"),
        Sold(when=date(2026, 5, 9), collected="200", client="甲", kind=ActualKind.ACCEPTANCE),
        settings=Settings(acceptance_counts=False),
    )
    account = _account(book)
    assert (account.cash, account.acceptances, account.closing) == (0, 20_000, 30_000)


def test_sales_without_tax_are_owed_with_tax() -> None:
    settings = Settings(tax_basis=TaxBasis.WITHOUT_TAX, tax_rate=Decimal("0.13"))
    book = _book(Sold(when=date(2026, 5, 1), sales="100.05", client="甲"), settings=settings)
    assert _account(book).sales == 11_306


def test_a_deal_that_several_reps_share_is_taxed_once() -> None:
    """33.35 in three parts: 37.6855 with tax, to the fen; the parts rounded one by one would give 37.68."""
    settings = Settings(tax_basis=TaxBasis.WITHOUT_TAX, tax_rate=Decimal("0.13"))
    day = date(2026, 5, 1)
    parts = tuple(
        Sold(when=day, sales=part, client="甲", rep=rep) for part, rep in (("11.12", "A"), ("11.12", "B"), ("11.11", "C"))
    )
    book = _book(*parts, settings=settings)
    shared = replace(book, actuals=replace(book.actuals, rows=(2, 2, 2)))
    assert _account(shared).sales == 3_769


def test_the_running_months_total_counts_up_to_today() -> None:
    row = Sold(when=Period(date(2026, 6, 1), date(2026, 7, 1)), sales="500", collected="200", client="甲")
    book, today = _book(row), date(2026, 6, 12)
    found = receivables(book, horizon(book, today, today))
    assert (found.accounts[0].sales, found.accounts[0].cash, found.straddling) == (50_000, 20_000, ())


def test_what_is_paid_in_advance_is_not_netted_with_what_others_owe() -> None:
    book = _book(
        Sold(when=date(2026, 5, 1), collected="700", client="甲"),
        Sold(when=date(2026, 5, 1), sales="900", client="乙"),
    )
    found = receivables(book, horizon(book, TODAY, TODAY))
    assert (found.total("owed"), found.total("prepaid"), found.total("closing")) == (90_000, 70_000, 20_000)


def test_rows_before_the_opening_day_are_in_the_opening_and_are_counted() -> None:
    book = _book(
        Sold(when=date(2025, 12, 31), sales="900", client="甲"),
        Sold(when=date(2026, 1, 1), sales="100", client="甲"),
        clients=(_client("甲", 900),),
    )
    found = receivables(book, horizon(book, TODAY, TODAY))
    assert (found.opening_day, found.dated_before, found.accounts[0].closing) == (date(2026, 1, 1), 1, 100_000)


def test_receipts_settle_the_oldest_first_unless_they_name_a_document() -> None:
    book = _book(
        Sold(when=date(2026, 1, 10), sales="100", client="甲"),
        Sold(when=date(2026, 11, 10), sales="80", client="甲"),
        Sold(when=date(2026, 12, 20), collected="90", client="甲"),
        documents=("D1", "D2", "D2"),
        clients=(_client("甲", terms=30),),
    )
    account = _account(book)
    assert [(entry.document, entry.amount) for entry in account.settled.open] == [("D1", 9_000)]
    assert account.ageing[Age.TO_365] == account.ageing.overdue == 9_000


def test_every_age_has_its_days() -> None:
    def entry(days: int) -> Entry:
        return Entry(day=date.fromordinal(TODAY.toordinal() - days), amount=1)

    days = (0, 30, 31, 60, 61, 90, 91, 120, 121, 210, 211, 395, 396)
    found = aged([Entry(day=None, amount=7), *map(entry, days)], TODAY, 30)
    assert found.by_age == (2, 2, 2, 2, 2, 2, 1, 7)
    assert (found.total, found.overdue) == (20, 11)


def test_a_credit_limit_is_passed_by_what_is_owed() -> None:
    rows = (Sold(when=date(2026, 5, 1), sales="900", client="甲"), Sold(when=date(2026, 5, 1), sales="900", client="乙"))
    book = _book(*rows, clients=(_client("甲", limit=800), _client("乙")))
    assert (_account(book).over_limit, _account(book, "乙").over_limit) == (10_000, 0)


def test_a_repayment_to_the_client_is_owed_again() -> None:
    found = settle([Entry(day=date(2026, 1, 1), amount=-500), Entry(day=date(2026, 2, 1), amount=200)])
    assert (found.open, found.prepaid, found.closing) == ((), 300, -300)


_DAYS = st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31))
_ENTRIES = st.lists(
    st.builds(
        Entry,
        day=_DAYS,
        amount=st.integers(-5000, 5000),
        document=st.sampled_from(["", "", "A", "B"]),
        row=st.integers(2, 40),
    )
)


@given(_ENTRIES)
def test_settling_never_makes_or_loses_a_fen(entries: list[Entry]) -> None:
    found = settle(entries)
    assert found.closing == sum(entry.amount for entry in entries)
    assert all(entry.amount > 0 for entry in found.open)
    assert not (found.open and found.prepaid), "nothing is open while something paid is left"
    assert aged(found.open, TODAY, 0).total == found.closing + found.prepaid


_KINDS = st.sampled_from([None, ActualKind.ACCEPTANCE, ActualKind.SET_OFF, ActualKind.BAD_DEBT])
_ROWS = st.lists(
    st.builds(
        Sold,
        when=st.dates(date(2025, 11, 1), date(2026, 12, 31)),
        sales=st.none() | st.integers(-900, 9000).map(str),
        collected=st.none() | st.integers(-900, 9000).map(str),
        client=st.sampled_from(["甲", "乙", "丙", ""]),
        kind=_KINDS,
    ),
    min_size=1,
)


@given(_ROWS, st.integers(-500, 5000), st.booleans(), st.sampled_from(list(TaxBasis)))
def test_accounts_ages_and_months_always_add_up(
    rows: list[Sold], opening: int, acceptance_counts: bool, tax_basis: TaxBasis
) -> None:
    settings = Settings(acceptance_counts=acceptance_counts, tax_basis=tax_basis)
    book = _book(*rows, clients=(_client("甲", opening, terms=30), _client("乙")), settings=settings)
    found = receivables(book, horizon(book, TODAY, TODAY))
    assert {name: found.total(name) for name in found.control} == dict(found.control)
    assert found.total("owed") - found.total("prepaid") == found.total("closing")
    assert found.ageing.total == found.total("owed")
    assert found.months is not None
    assert found.months[-1].closing == found.total("closing")
    assert found.straddling == ()
