"""Two sides of sales matched, each in a process of its own: `python -m tests.bench.matching ours|polars ROWS TARGET`."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

from tests.bench.ledgers import fen, has_document

_START = date(2025, 1, 1).toordinal()

Columns = tuple[Sequence[str], Sequence[int], Sequence[int], Sequence[str]]
"""Clients, amounts in fen, days, document numbers."""


def columns(rows: int, *, ledger: bool) -> Columns:
    """One side; the ledger's a few days later, some with another amount or client."""
    numbers = range(2, rows + 2)
    clients = ["别家" if ledger and number % 1000 == 9 else f"客{number % 3000}" for number in numbers]
    amounts = [fen(number) + (300 if ledger and number % 1000 == 7 else 0) for number in numbers]
    days = [_START + number % 330 + (number % 3 if ledger else 0) for number in numbers]
    return clients, amounts, days, [f"xs{number:07d}" if has_document(number) else "" for number in numbers]


def ours(rows: int) -> tuple[int, float]:
    """Every class, by document, client, amount and day."""
    from xlsummary.compare.ledger import reconcile  # noqa: PLC0415 (each program imports what it needs and no more)
    from xlsummary.compare.postings import MatchClass, Postings, Terms  # noqa: PLC0415
    from xlsummary.model import Period  # noqa: PLC0415

    workbook, ledger = (
        Postings(
            rows=tuple(range(2, rows + 2)),
            days=tuple(days),
            amounts=tuple(amounts),
            clients=tuple(clients),
            numbers=tuple([(document,) if document else () for document in documents]),
        )
        for clients, amounts, days, documents in (columns(rows, ledger=False), columns(rows, ledger=True))
    )
    start = time.process_time()
    found = reconcile(workbook, ledger, Terms(period=Period(date(2025, 1, 1), date(2026, 1, 1))))
    matched = len(found.of_class(MatchClass.MATCHED))
    return matched, time.process_time() - start


def polars(rows: int) -> tuple[int, float]:
    """One full join on client and amount, which is a part of it: no days, no documents, no classes, repeats multiplied."""
    import polars  # noqa: PLC0415 (of the extra `bench`)

    frames = [
        polars.DataFrame({"client": clients, "fen": amounts, "day": days, "document": documents})
        for clients, amounts, days, documents in (columns(rows, ledger=False), columns(rows, ledger=True))
    ]
    start = time.process_time()
    joined = frames[0].join(frames[1], on=["client", "fen"], how="full")
    matched = joined.drop_nulls().height
    return matched, time.process_time() - start


PROGRAMS: Mapping[str, Callable[[int], tuple[int, float]]] = {"ours": ours, "polars": polars}


if __name__ == "__main__":
    found, seconds = PROGRAMS[sys.argv[1]](int(sys.argv[2]))
    Path(sys.argv[3]).write_text(json.dumps({"matched": found, "seconds": seconds}), encoding="utf-8")
