"""Opening receivables by the names of a dimension, as far as 客户 tells whose a client is."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from xlsummary.compare.performance import By
from xlsummary.compare.roster import Roster
from xlsummary.model import Client, Period, SalesBook

_FIELDS: Mapping[By, str] = {By.REP: "rep", By.MARKET: "market", By.CHANNEL: "channel", By.CLIENT: "name"}


def openings_by(book: SalesBook, by: By, period: Period, roster: Roster) -> Mapping[str, Decimal] | None:
    """The sums by name, '' for the company and for clients without one; None for a dimension that clients do not have.

    A team is that of the client's rep on the first day of the period.
    """
    day = period.start.toordinal()
    if by is not By.COMPANY and by is not By.TEAM and by not in _FIELDS:
        return None

    def name_of(client: Client) -> str:
        if by is By.COMPANY:
            return ""
        return roster.team(client.rep, day) if by is By.TEAM else str(getattr(client, _FIELDS[by]))

    sums: dict[str, Decimal] = {}
    for client in book.clients:
        if client.opening is not None:
            name = name_of(client)
            sums[name] = sums.get(name, Decimal(0)) + client.opening.value
    return sums
