"""The programs the benchmark measures, each run as a process of its own: `python -m tests.bench.programs NAME BOOK TARGET`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path


def graft_sheets(book: Path, target: Path) -> None:
    """Ours: the planning sheet of a small plan, with its chart and its record, into the book."""
    from tests.excel.layouts import sheets  # noqa: PLC0415 (each program imports what it needs and no more)
    from xlsummary.excel.graft import graft  # noqa: PLC0415

    graft(book, sheets(), target)


def openpyxl_save(book: Path, target: Path) -> None:
    """The usual way: the whole book loaded, a sheet added, the whole book saved."""
    from openpyxl import load_workbook  # noqa: PLC0415

    loaded = load_workbook(book)
    loaded.create_sheet("计划分解").append(["期间", "公司"])
    loaded.save(target)


def nothing(book: Path, target: Path) -> None:
    """What a process costs that imports nothing."""


def read_both(book: Path, ledger: Path) -> None:
    """The yardstick of a reconciliation: every cell of both, by the reader library."""
    from python_calamine import CalamineWorkbook  # noqa: PLC0415

    for path in (book, ledger):
        CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def reconcile(book: Path, ledger: Path) -> None:
    """Ours: the whole command; the sheet goes into a copy beside the book."""
    from xlsummary.cli import commands  # noqa: PLC0415

    with redirect_stdout(StringIO()):
        code = commands(["reconcile", str(book), "--ledger", str(ledger), "--force"], standalone_mode=False)
    if code != 1:
        raise SystemExit(f"the differences were not found: {code}")


PROGRAMS: Mapping[str, Callable[[Path, Path], None]] = {
    "graft": graft_sheets,
    "openpyxl": openpyxl_save,
    "nothing": nothing,
    "read": read_both,
    "reconcile": reconcile,
}


if __name__ == "__main__":
    PROGRAMS[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
