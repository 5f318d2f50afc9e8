"""A target cut into cells of time and people: `python -m tests.bench.cascading ours|cascade TEAMS REPS SPANS TARGET`."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

TOTAL = 15_000_000
"""Yuan, as in the second article."""

Cells = Mapping[tuple[int, int], int]
"""Whole yuan by span (month or working day) and rep."""


def ours(teams: int, reps: int, spans: int) -> tuple[Cells, float]:
    """The plan of 2026; its months, or its working days."""
    from tests.books import book, named_reps, target  # noqa: PLC0415 (each program imports what it needs and no more)
    from xlsummary.plan.breakdown import break_down  # noqa: PLC0415

    given = book([target(TOTAL)], named_reps(reps, [f"第{team:02d}组" for team in range(1, teams + 1)]))
    start = time.process_time()
    (plan,) = break_down(given).plans
    seconds = time.process_time() - start
    people = [place for place, node in enumerate(plan.nodes) if node.level.value == "rep"]
    if spans == len(plan.months):
        cells = {
            (span, rep): int(plan.quota(place, month))
            for rep, place in enumerate(people)
            for span, month in enumerate(plan.months)
        }
    else:
        worked = [day for day, weight in enumerate(plan.working_days) if weight]
        cells = {(span, rep): plan.amounts[place][day] for rep, place in enumerate(people) for span, day in enumerate(worked)}
    return cells, seconds


def cascade(teams: int, reps: int, spans: int) -> tuple[Cells, float]:
    """The same tree, spans at the top, by `b2b-revenue-forecasting`, whose amounts are then written in whole yuan."""
    import pandas as pd  # noqa: PLC0415 (of the extra `bench`)
    from b2b_revenue_forecasting.hierarchy import SalesHierarchy  # noqa: PLC0415
    from b2b_revenue_forecasting.quota_cascader import QuotaCascader  # noqa: PLC0415

    weights = _weights(spans)
    rows = [
        {"root": "all", "span": f"s{span}", "team": f"s{span}/t{rep % teams}", "rep": f"s{span}/r{rep}", "weight": weight}
        for span, weight in enumerate(weights)
        for rep in range(reps)
    ]
    start = time.process_time()
    tree = SalesHierarchy()
    tree.from_dataframe(pd.DataFrame(rows), path_cols=["root", "span", "team", "rep"], metrics_cols=["weight"])
    quotas = QuotaCascader(tree).cascade_proportional("all", float(TOTAL), metric="weight", verbose=False)
    seconds = time.process_time() - start
    return {(span, rep): round(quotas[f"s{span}/r{rep}"]) for span in range(len(weights)) for rep in range(reps)}, seconds


def _weights(spans: int) -> list[int]:
    """Working days of the months of 2026, or 1 for each working day."""
    months = [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]
    return months if spans == len(months) else [1] * spans


def off(cells: Cells) -> int:
    """By how much the cells miss the total."""
    return abs(sum(cells.values()) - TOTAL)


PROGRAMS: Mapping[str, Callable[[int, int, int], tuple[Cells, float]]] = {"ours": ours, "cascade": cascade}


def main(arguments: Iterable[str]) -> None:
    """Writes how far the cells are off and the processor seconds of the breakdown itself."""
    name, teams, reps, spans, target = arguments
    cells, seconds = PROGRAMS[name](int(teams), int(reps), int(spans))
    found = {"cells": len(cells), "off": off(cells), "seconds": seconds}
    Path(target).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
