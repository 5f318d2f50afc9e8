"""Write-back into a large book, beside openpyxl's load and save."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.bench.measuring import Run, best

_PROGRAMS = "tests.bench.programs"


def writeback(book: Path, rows: int, *, times: int = 3, beside: bool = False) -> Iterator[str]:
    """The lines of the table for one book; `beside` runs openpyxl too, once."""
    target = book.with_name("target.xlsx")
    start = best(["-m", _PROGRAMS, "nothing", str(book), str(target)], times)
    ours = best(["-m", _PROGRAMS, "graft", str(book), str(target)], times)
    yield _line("graft", rows, ours)
    yield _line("  without Python's start", rows, Run(ours.wall - start.wall, ours.processor - start.processor, ours.peak))
    if beside:
        usual = best(["-m", _PROGRAMS, "openpyxl", str(book), str(target)], 1)
        yield _line("openpyxl load and save", rows, usual)
        yield f"  graft is {usual.wall / ours.wall:.0f} times faster, in {usual.peak / ours.peak:.0f} times less memory"


def _line(name: str, rows: int, run: Run) -> str:
    return f"{name:<28}{rows:>10,} rows {run.wall:>9.2f} s {run.processor:>9.2f} s CPU {run.peak / (1 << 20):>8.0f} MB"
