"""New clients against their target, how many of them are small, and how many came to each stage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from xlsummary.achieved import heading
from xlsummary.compare.clients import FUNNEL, new_clients
from xlsummary.compare.performance import Comparison, Performance
from xlsummary.compare.sourced import Sourced, count_of, sum_of
from xlsummary.model import Client, Measure, Period, SalesBook, Size, Stage
from xlsummary.plan.horizon import Horizon
from xlsummary.wording import LABELS, label

_LEADS = {
    Stage.INTENT: ("意向客户", "Lead", "Leads", "Intents"),
    Stage.VISITED: ("来访考察", "考察客户", "Inspection", "Inspections"),
}
"""Types of activity that count leads without a row of their own, beside the stages' own names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewClients:
    """The clients won in the period, by size, beside the rows of comparison with their targets, headline first."""

    won: tuple[Client, ...]
    count: Sourced
    sizes: tuple[tuple[Size, Sourced], ...]
    unsized: Sourced
    rows: tuple[Performance, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelStage:
    """How many came to a stage: `named` clients of 客户, `unnamed` leads that 活动 counts; `reached` is what stands.

    Clients that bought before the report period passed their stages then, and are not counted. Where no client of 客户 stands
    at the stage, it is the larger of both; the leads of 活动 are all that came so far.
    """

    stage: Stage
    named: Sourced
    unnamed: Sourced
    reached: Sourced


def new_client_standing(book: SalesBook, comparison: Comparison, gone: Period) -> NewClients | None:
    """Over the days gone; None in a book that records no first deal."""
    if not any(client.first_deal for client in book.clients):
        return None
    won = new_clients(book, gone)
    field = heading(book, "clients", "size")
    sizes = [
        (size, count_of([each for each in won if each.size is size], "size", f"{field}={label(size, book.lang)}"))
        for size in Size
    ]
    return NewClients(
        won=won,
        count=count_of(won, "first_deal"),
        sizes=tuple(sizes),
        unsized=count_of([each for each in won if each.size is None], "size"),
        rows=comparison.company(Measure.NEW_CLIENTS),
    )


def funnel(book: SalesBook, horizon: Horizon) -> tuple[FunnelStage, ...]:
    """The cumulative funnel; empty in a book that says nothing of stages."""
    stages = tuple(_stage(book, stage, horizon) for stage in FUNNEL)
    has_stages = any(client.stage for client in book.clients)
    return stages if has_stages or any(each.unnamed.value is not None for each in stages) else ()


def _reached(clients: Iterable[Client], stage: Stage) -> list[Client]:
    """The clients that came to a stage."""
    later = FUNNEL[FUNNEL.index(stage) :]
    return [client for client in clients if client.stage in later]


def _stage(book: SalesBook, stage: Stage, horizon: Horizon) -> FunnelStage:
    start = horizon.report.start
    clients = [client for client in book.clients if client.first_deal is None or client.first_deal >= start]
    named = count_of(_reached(clients, stage), "stage")
    types = {*_LEADS.get(stage, ()), LABELS[stage].zh, LABELS[stage].en} if stage in _LEADS else set[str]()
    rows = [row for row in book.activities if row.type in types and row.period.meets(horizon.report)]
    gone = [row for row in rows if row.period.start <= horizon.as_of]
    unnamed = sum_of(gone, "count", *dict.fromkeys(row.type for row in gone))
    stands_alone = not any(client.stage is stage for client in clients)
    more = unnamed.value is not None and stands_alone and unnamed.value >= (named.value or Decimal(0))
    return FunnelStage(stage=stage, named=named, unnamed=unnamed, reached=unnamed if more else named)
