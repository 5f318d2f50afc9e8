"""The programs the benchmark measures, each run as a process of its own: `python -m tests.bench.programs NAME BOOK TARGET`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
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


PROGRAMS: Mapping[str, Callable[[Path, Path], None]] = {
    "graft": graft_sheets,
    "openpyxl": openpyxl_save,
    "nothing": nothing,
}


if __name__ == "__main__":
    PROGRAMS[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))
