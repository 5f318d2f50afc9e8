"""`python -m tests.bench [--rows N] [--openpyxl] [--cascade] [--reconcile] [--reps N] [--times N]`: prints the table."""

from __future__ import annotations

import argparse
import platform
import tempfile
from pathlib import Path

from tests.bench.books import actuals_book
from tests.bench.cascade import cascade
from tests.bench.reconciling import reconciling
from tests.bench.writeback import writeback


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000, help="rows of the largest book (1,000,000)")
    parser.add_argument("--openpyxl", action="store_true", help="openpyxl's load and save of that book too: minutes, and 4 GB")
    parser.add_argument("--cascade", action="store_true", help="the breakdown beside b2b-revenue-forecasting, in their stead")
    parser.add_argument("--reconcile", action="store_true", help="a book against a ledger of so many rows, in their stead")
    parser.add_argument("--reps", type=int, default=1_000, help="reps of the large breakdown (1,000)")
    parser.add_argument("--times", type=int, default=3, help="each of ours so often, the quickest counts (3)")
    options = parser.parse_args()
    print(f"{platform.platform()}, {platform.machine()}, Python {platform.python_version()}")  # noqa: T201 (this is its work)
    if options.cascade:
        for line in cascade(options.reps, options.times):
            print(line, flush=True)  # noqa: T201
        return
    with tempfile.TemporaryDirectory() as folder:
        if options.reconcile:
            for line in reconciling(Path(folder), options.rows, options.times):
                print(line, flush=True)  # noqa: T201
            return
        for rows in sorted({max(1, options.rows // 16), max(1, options.rows // 4), options.rows}):
            book = actuals_book(Path(folder, f"{rows}.xlsx"), rows)
            beside = options.openpyxl and rows == options.rows
            for line in writeback(book, rows, times=options.times, beside=beside):
                print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
