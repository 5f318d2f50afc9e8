"""Real workbooks that nobody here wrote: a book or one clear message, never a crash."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from xlsummary.book.read import Reading, read_book
from xlsummary.check.rules import check_book
from xlsummary.model import Lang
from xlsummary.problems import XlsummaryError

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"


def test_every_workbook_of_the_corpus_gives_a_reading_or_one_clear_message() -> None:
    if not CORPUS.is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"{CORPUS} is not there")
        pytest.skip("the corpus of real workbooks is not beside this checkout")
    refused = {
        path.name: outcome for path in sorted(CORPUS.glob("*/*.*")) if isinstance(outcome := _read(path), XlsummaryError)
    }
    assert {error.rule for error in refused.values()} == {"encrypted-book", "damaged-book", "not-a-workbook"}
    assert refused["poi--protect.xlsx"].rule == "encrypted-book"
    assert refused["ClosedXML--~$LoadPivotTables.xlsx"].rule == "not-a-workbook"
    assert all(error.message[lang] and error.hint[lang] for error in refused.values() for lang in Lang)


def _read(path: Path) -> Reading | XlsummaryError:
    try:
        reading = read_book(path)
    except XlsummaryError as error:
        return error
    check_book(reading.book)
    return reading
