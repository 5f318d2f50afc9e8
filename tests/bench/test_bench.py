"""The benchmark at a small size, so that it does not rot."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from python_calamine import CalamineWorkbook

from tests.bench.books import actuals_book


def test_the_large_book_is_a_book(tmp_path: Path) -> None:
    book = CalamineWorkbook.from_path(actuals_book(tmp_path / "a.xlsx", 5_001))
    rows = book.get_sheet_by_name("实绩").to_python()
    assert len(rows) == 5_002
    assert rows[0][5] == "销售额"
    assert rows[5_001][1:3] == ["员2", "客2002"]


def test_the_table_shows_time_and_memory_of_ours_and_of_openpyxl() -> None:
    command = [sys.executable, "-m", "tests.bench", "--rows", "320", "--times", "1", "--openpyxl"]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True, timeout=120)  # noqa: S603
    lines = [line for line in done.stdout.splitlines() if re.search(r"\d s +\d+\.\d\d s CPU +\d+ MB$", line)]
    assert [line.split()[0] for line in lines] == ["graft", "without"] * 3 + ["openpyxl"]
    assert "320 rows" in lines[-1]
    assert re.search(r"graft is \d+ times faster", done.stdout)


def test_the_breakdown_is_exact_at_every_size() -> None:
    command = [sys.executable, "-m", "tests.bench", "--cascade", "--reps", "80", "--times", "1"]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True, timeout=300)  # noqa: S603
    found = {line[:28].strip(): line[28:].split()[:2] for line in done.stdout.splitlines() if line.startswith("ours, ")}
    assert found == {
        "ours, 15 reps x 12": ["180", "0"],
        "ours, 15 reps x 248": ["3,720", "0"],
        "ours, 20 reps": ["4,960", "0"],
        "ours, 40 reps": ["9,920", "0"],
        "ours, 80 reps": ["19,840", "0"],
        "ours, 160 reps": ["39,680", "0"],
    }


def test_a_large_reconciliation_finds_every_difference_at_every_size() -> None:
    command = [sys.executable, "-m", "tests.bench", "--reconcile", "--rows", "16000", "--times", "1"]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True, timeout=300)  # noqa: S603
    lines = done.stdout.splitlines()
    assert [line.split()[1] for line in lines if line.startswith("reconcile ")] == ["1,000", "4,000", "16,000"]
    matched = [line.split()[4] for line in lines if line.startswith("  matching, ours")]
    assert matched == ["998", "3,992", "15,968"], "a thousandth has another amount, another one another client"
