"""A large book against a large ledger: the whole command beside reading both, the matching beside a full join of polars."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from tests.bench.ledgers import ledger_book, own_book
from tests.bench.measuring import Run, best, timed


def reconciling(folder: Path, rows: int, times: int) -> Iterator[str]:
    """The lines of the table at 1/16, 1/4 and the whole of so many rows on each side."""
    for count in sorted({max(1, rows // 16), max(1, rows // 4), rows}):
        own, ledger = own_book(folder / f"own{count}.xlsx", count), ledger_book(folder / f"ledger{count}.xlsx", count)
        reading = best(["-m", "tests.bench.programs", "read", str(own), str(ledger)], times)
        yield _line("reading both", count, reading)
        arguments = ["-m", "tests.bench.programs", "reconcile", str(own), str(ledger)]
        whole = best(arguments, times)
        yield _line("reconcile", count, whole)
        yield f"  {whole.wall / reading.wall:.2f} times its time, {whole.peak / reading.peak:.2f} times its memory"
        yield from _matching(folder, count)


def _matching(folder: Path, rows: int) -> Iterator[str]:
    for name in ("ours", *(["polars"] if find_spec("polars") else [])):
        written = folder / "found.json"
        run = timed(["-m", "tests.bench.matching", name, str(rows), str(written)])
        found = json.loads(written.read_text(encoding="utf-8"))
        matched, seconds = f"{found['matched']:,} matched", f"{found['seconds']:.2f} s CPU"
        yield f"  {f'matching, {name}':<26}{rows:>10,} rows {matched:>18} {seconds:>12} {_memory(run)}"
    if find_spec("polars") is None:
        yield "  polars is not installed: pip install 'xlsummary[bench]'"


def _line(name: str, rows: int, run: Run) -> str:
    return f"{name:<28}{rows:>10,} rows {run.wall:>9.2f} s {run.processor:>9.2f} s CPU {_memory(run)}"


def _memory(run: Run) -> str:
    return f"{run.peak / (1 << 20):>8.0f} MB"
