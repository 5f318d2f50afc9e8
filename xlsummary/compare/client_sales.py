"""Sales by new and old clients, and how much hangs on the first client and the first market."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from xlsummary.achieved import Counted, days_text, heading
from xlsummary.compare.rates import ratio
from xlsummary.compare.sourced import Sourced
from xlsummary.model import Period, SalesBook


class ClientAge(Enum):
    """Whether a client bought before the report period."""

    NEW = "new"
    OLD = "old"
    UNKNOWN = "unknown"
    UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientsByAge:
    """Sales and the count of clients of one age; their sales add up to the total."""

    age: ClientAge
    clients: int
    sales: Sourced


@dataclass(frozen=True, slots=True, kw_only=True)
class Concentration:
    """The names by their sales, the largest first, out of `total`; `by` is `client` or `market`. Unnamed rows are in the
    total alone."""

    by: str
    total: Sourced
    names: tuple[tuple[str, Sourced], ...]

    def share(self, count: int) -> Decimal | None:
        """What the first so many make up of the total; None where that is not above 0."""
        values = [each.value or Decimal(0) for _, each in self.names[:count]]
        return ratio(sum(values, Decimal(0)), self.total.value)


def clients_by_age(book: SalesBook, sales: Counted, places: Sequence[int], report: Period) -> tuple[ClientsByAge, ...]:
    """New are those whose first deal lies in the report period, by 首次成交, else by their first row in a book that holds
    rows from before. Ages without sales are left out.
    """
    ages = _Ages(book, sales, report)
    groups: dict[ClientAge, list[int]] = {age: [] for age in ClientAge}
    for place in places:
        groups[ages.age(book.actuals.text("client", sales.entries[place]))].append(place)
    field = heading(book, "clients", "first_deal")
    word = {ClientAge.NEW: f"{field} {days_text(report)}", ClientAge.OLD: f"{field}<{report.start.isoformat()}"}
    return tuple(
        ClientsByAge(
            age=age,
            clients=len({book.actuals.text("client", sales.entries[place]) for place in own} - {""}),
            sales=_sum(sales, own, *((word[age],) if age in word else ())),
        )
        for age, own in groups.items()
        if own
    )


def concentration(book: SalesBook, sales: Counted, places: Sequence[int], by: str) -> Concentration | None:
    """By `client` or `market`; None where the rows name none."""
    groups = sales.groups(places, lambda entry: book.actuals.text(by, entry))
    label = heading(book, "actuals", by)
    named = [(name, _sum(sales, own, f"{label}={name}")) for name, own in groups.items() if name]
    if not named:
        return None
    ordered = sorted(named, key=lambda each: (-(each[1].value or 0), each[0]))
    return Concentration(by=by, total=_sum(sales, places), names=tuple(ordered))


class _Ages:
    """What tells a client's age: its row on 客户, else its own rows."""

    def __init__(self, book: SalesBook, sales: Counted, report: Period) -> None:
        self._report = report
        self._first_deals = {client.name: client.first_deal for client in book.clients if client.first_deal}
        self._first_rows: dict[str, int] = {}
        for entry, start in zip(sales.entries, sales.starts, strict=True):
            name = book.actuals.text("client", entry)
            self._first_rows[name] = min(start, self._first_rows.get(name, start))
        earliest = min(sales.starts, default=None)
        last_year = report.start.replace(year=report.start.year - 1) if report.start.day == 1 else report.start
        self._reaches_back = earliest is not None and date.fromordinal(earliest).replace(day=1) <= last_year

    def age(self, name: str) -> ClientAge:
        if not name:
            return ClientAge.UNNAMED
        first = self._first_deals.get(name)
        own = date.fromordinal(self._first_rows[name])
        if own < self._report.start or (first is not None and first < self._report.start):
            return ClientAge.OLD
        return ClientAge.NEW if first is not None or self._reaches_back else ClientAge.UNKNOWN


def _sum(sales: Counted, places: Sequence[int], *filters: str) -> Sourced:
    total = sales.total(places)
    return Sourced(total.value, sales.address(places, *filters), total.bound)
