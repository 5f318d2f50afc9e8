from __future__ import annotations

from pathlib import Path

import pytest

from tests.summary.subjects import EXAMPLE
from tests.word.documents import content_of, pdf_pages
from xlsummary.model import Lang

PAGES = {
    "first-1-target.zh.xlsx": (2,),
    "first-2-names.zh.xlsx": (2, 3),
    "first-3-totals.zh.xlsx": (2,),
    "first-4-notes.zh.xlsx": (3,),
    EXAMPLE: (8, 9, 10),
}
"""Fonts differ between machines, so the longer ones may run a little over or under."""


@pytest.mark.parametrize("name", PAGES)
def test_a_document_prints_on_its_pages_with_what_is_missing_on_the_last(name: str, tmp_path: Path) -> None:
    pages = pdf_pages(content_of(name), tmp_path)
    assert len(pages) in PAGES[name]
    assert all(len(page.strip()) > 80 for page in pages)
    assert "待补" in pages[-1]
    assert not any("填在哪里" in page for page in pages[:-1])


def test_the_english_document_prints_and_reads_back(tmp_path: Path) -> None:
    pages = pdf_pages(content_of(EXAMPLE, Lang.EN), tmp_path)
    assert 6 <= len(pages) <= 10
    assert "2.00 visits a rep and day" in " ".join(" ".join(pages).split())
    assert "To be supplied" in pages[-1]
