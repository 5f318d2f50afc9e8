"""New clients and visits, which are counted from records: each with its days and its names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from xlsummary.compare.activity import VISIT_TYPES
from xlsummary.compare.happened import Dated
from xlsummary.model import Activity, Amount, Client, Measure, Period, SalesBook
from xlsummary.periods import ONE_DAY

_ONE = Amount(Decimal(1))


def records_of(book: SalesBook, measure: Measure, today: date) -> Iterator[Dated]:
    """Every client with a first deal, or every row of visits; a period that is not over counts as today."""
    made: Mapping[Measure, Callable[[], Iterator[Dated]]] = {
        Measure.NEW_CLIENTS: lambda: (_of_client(client, client.first_deal) for client in book.clients if client.first_deal),
        Measure.VISITS: lambda: (_of_visits(row, today) for row in book.activities if row.type in VISIT_TYPES),
    }
    return made[measure]()


def _of_client(client: Client, day: date) -> Dated:
    names = {"rep": client.rep, "market": client.market, "channel": client.channel}
    return Dated(period=Period(day, day + ONE_DAY), last=day, amount=_ONE, names=names, cell=client.origin.cell("first_deal"))


def _of_visits(row: Activity, today: date) -> Dated:
    last = max(row.period.start, min(row.period.last, today))
    names = {"rep": row.rep, "market": row.market, "client": row.client}
    return Dated(period=row.period, last=last, amount=row.count, names=names, cell=row.origin.cell("count"))
