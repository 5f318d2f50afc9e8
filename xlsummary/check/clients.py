"""客户 and 市场: the same one in two rows, stages and settlements that contradict the rest of their row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from xlsummary.catalogue_checking import (
    REPEATED_CLIENT,
    REPEATED_MARKET,
    SETTLED_WITHOUT_SETTLEMENT,
    STAGE_BEFORE_DEAL,
)
from xlsummary.model import Client, Market, SalesBook, Stage, Text, YesNo
from xlsummary.problems import Problem
from xlsummary.spelling import name_key
from xlsummary.wording import LABELS


def repeated_clients(book: SalesBook) -> Iterator[Problem]:
    """A client of a name, or of a code, that an earlier row has."""
    names: dict[str, Client] = {}
    codes: dict[str, Client] = {}
    for client in book.clients:
        by_name = names.setdefault(name_key(client.name), client)
        by_code = codes.setdefault(client.code, client) if client.code else client
        field, earlier = ("name", by_name) if by_name is not client else ("code", by_code)
        if earlier is not client:
            words = {"other": str(earlier.origin.cell(field).ref)}
            yield Problem(REPEATED_CLIENT, client.origin.cell(field), client.name if field == "name" else client.code, words)


def stages_before_deal(book: SalesBook) -> Iterator[Problem]:
    for client in book.clients:
        if client.first_deal and client.stage in (Stage.INTENT, Stage.VISITED):
            words: dict[str, str | Text] = {"stage": LABELS[client.stage]}
            yield Problem(STAGE_BEFORE_DEAL, client.origin.cell("stage"), client.first_deal.isoformat(), words)


def repeated_markets(book: SalesBook) -> Iterator[Problem]:
    """A market in two rows whose dates overlap; following dates are one market left and opened again."""
    seen: dict[str, list[Market]] = {}
    for market in book.markets:
        rows = seen.setdefault(name_key(market.name), [])
        earlier = next((other for other in rows if _overlap(market, other)), None)
        if earlier is not None:
            words = {"other": str(earlier.origin.cell("name").ref)}
            yield Problem(REPEATED_MARKET, market.origin.cell("name"), market.name, words)
        rows.append(market)


def settled_without_settlement(book: SalesBook) -> Iterator[Problem]:
    for market in book.markets:
        if market.settled is YesNo.YES and market.disputed is not None and not market.settlement:
            yield Problem(SETTLED_WITHOUT_SETTLEMENT, market.origin.cell("settlement"))


def _overlap(market: Market, other: Market) -> bool:
    return (market.start or date.min) <= (other.end or date.max) and (other.start or date.min) <= (market.end or date.max)
