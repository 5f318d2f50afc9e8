"""Clients won, and how far each has come."""

from __future__ import annotations

from xlsummary.model import Client, Period, SalesBook, Stage

FUNNEL = (Stage.INTENT, Stage.VISITED, Stage.WON)
"""The stages a client passes, in their order."""


def new_clients(book: SalesBook, period: Period) -> tuple[Client, ...]:
    """Clients whose first deal lies in the period, in the sheet's order."""
    return tuple(client for client in book.clients if client.first_deal and client.first_deal in period)


def stage_counts(book: SalesBook) -> tuple[tuple[Stage, int], ...]:
    """The cumulative funnel: a client that came to a stage passed the ones before it; 流失 is counted apart."""
    reached = dict.fromkeys(Stage, 0)
    for client in book.clients:
        if client.stage in FUNNEL:
            for stage in FUNNEL[: FUNNEL.index(client.stage) + 1]:
                reached[stage] += 1
        elif client.stage is Stage.LOST:
            reached[Stage.LOST] += 1
    return tuple(reached.items())
