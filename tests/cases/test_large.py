"""20,000 rows with 50 faults: each told once, at its cell, and nothing else."""

from __future__ import annotations

from pathlib import Path

from tests.cases.large import FAULTS, TODAY, planned, write
from tests.cases.readings import told
from xlsummary import pipeline


def test_each_of_fifty_faults_in_twenty_thousand_rows_is_told_once_at_its_cell(tmp_path: Path) -> None:
    book = planned()
    assert (len(FAULTS), len(book.expected)) == (25, 50)
    path = tmp_path / "large.xlsx"
    write(book, path)
    checked = pipeline.check(path, pipeline.Options(today=TODAY))
    assert sorted(map(str, told(checked.problems))) == sorted(map(str, book.expected))
    (actuals,) = [control for control in checked.book.controls if control.sheet == "实绩"]
    assert actuals.rows_found == actuals.rows_used + sum(each.rows for each in actuals.left_out) == len(book.rows)
