"""The breakdown beside `b2b-revenue-forecasting`, and how its time grows with the reps."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.bench.measuring import Run, timed

_PROGRAM = "tests.bench.cascading"
_MONTHS, _DAYS = 12, 248
_FEW, _A_TEAM, _STEPS = 15, 20, (4, 2, 1)
_OURS, _THEIRS = "ours", "cascade"


def cascade(reps: int, times: int) -> Iterator[str]:
    """The lines of the table: 15 reps by month and by working day, then many reps by working day, ours at growing sizes.

    Seconds are of the processor and of the breakdown alone; memory is of the whole process.
    """
    yield f"{'15,000,000 yuan of 2026':<28}{'cells':>10} {'off in whole yuan':>18} {'CPU':>10} {'memory':>10}"
    for spans in (_MONTHS, _DAYS):
        yield from _beside(1, _FEW, spans, times)
    before: float | None = None
    for part in _STEPS:
        found, run = _best(_OURS, max(1, reps // part // _A_TEAM), max(1, reps // part), _DAYS, times)
        seconds = float(found["seconds"])
        yield _line(f"ours, {max(1, reps // part):,} reps", found, run) + (f"  x {seconds / before:.2f}" if before else "")
        before = seconds
    yield from _theirs(max(1, reps // _A_TEAM), reps, _DAYS, before or 0.0)
    found, run = _best(_OURS, max(1, 2 * reps // _A_TEAM), 2 * reps, _DAYS, times)
    yield _line(f"ours, {2 * reps:,} reps", found, run) + f"  x {float(found['seconds']) / (before or 1.0):.2f}"


def _beside(teams: int, reps: int, spans: int, times: int) -> Iterator[str]:
    found, run = _best(_OURS, teams, reps, spans, times)
    yield _line(f"ours, {reps} reps x {spans}", found, run)
    yield from _theirs(teams, reps, spans, float(found["seconds"]))


def _theirs(teams: int, reps: int, spans: int, ours: float) -> Iterator[str]:
    if find_spec("b2b_revenue_forecasting") is None:
        yield "  b2b-revenue-forecasting is not installed: pip install 'xlsummary[bench]'"
        return
    found, run = _best(_THEIRS, teams, reps, spans, 1)
    yield _line(f"cascade, {reps:,} reps x {spans}", found, run) + f"  {float(found['seconds']) / ours:.1f} times ours"


def _best(name: str, teams: int, reps: int, spans: int, times: int) -> tuple[dict[str, Any], Run]:
    """What the quickest of several runs wrote, and what it took."""
    tries = [_once(name, teams, reps, spans) for _ in range(times)]
    return min(tries, key=lambda each: float(each[0]["seconds"]))


def _once(name: str, teams: int, reps: int, spans: int) -> tuple[dict[str, Any], Run]:
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder, "found.json")
        run = timed(["-W", "ignore", "-m", _PROGRAM, name, str(teams), str(reps), str(spans), str(written)])
        found: dict[str, Any] = json.loads(written.read_text(encoding="utf-8"))
    return found, run


def _line(name: str, found: dict[str, Any], run: Run) -> str:
    return f"{name:<28}{found['cells']:>10,} {found['off']:>18,} {found['seconds']:>8.2f} s {run.peak / (1 << 20):>7.0f} MB"
