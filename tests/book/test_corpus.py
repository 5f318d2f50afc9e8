"""Real workbooks that nobody here wrote: a book or one clear message, never a crash, in little time and memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"

Answers = Mapping[str, Mapping[str, str]]
"""By file name: what reading it gave."""


def _answers(folder: str) -> Answers:
    if not CORPUS.is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"{CORPUS} is not there")
        pytest.skip("the corpus of real workbooks is not beside this checkout")
    paths = sorted(CORPUS.joinpath(folder).glob("*.*"))
    command = [sys.executable, "-m", "tests.book.limited", *map(str, paths)]
    lines = subprocess.run(  # noqa: S603 (our own command)
        command, cwd=Path(__file__).parents[2], check=True, capture_output=True, timeout=600
    ).stdout.splitlines()
    answers = {answer["name"]: answer for answer in map(json.loads, lines)}
    assert len(answers) == len(paths) > 0
    return answers


def _refused(answers: Answers) -> dict[str, str]:
    """The rule of each book that was refused; every other gave a book, and every message says what and what to do."""
    wrong = {name: answer["gave"] for name, answer in answers.items() if answer["gave"] not in ("book", "message")}
    assert wrong == {}
    refused = {name: answer for name, answer in answers.items() if answer["gave"] == "message"}
    for name, answer in refused.items():
        for lang in ("zh", "en"):
            message, hint = answer[lang].split("\n", 1)
            assert name in message
            assert hint
    return {name: answer["rule"] for name, answer in refused.items()}


def test_old_binary_and_open_document_workbooks_are_read() -> None:
    assert _refused(_answers("other")) == {
        "calamine--pass_protected.ods": "encrypted-book",
        "calamine--pass_protected.xlsb": "encrypted-book",
        "poi--51832.xls": "encrypted-book",
    }


def test_broken_and_hostile_workbooks_give_a_book_or_one_clear_message() -> None:
    refused = _refused(_answers("broken"))
    assert refused["poi--protect.xlsx"] == "encrypted-book"
    assert set(refused.values()) <= {"encrypted-book", "damaged-book", "not-a-workbook", "too-large-inside", "unsafe-inside"}


def test_workbooks_of_many_programs_are_read() -> None:
    assert _refused(_answers("excel")) == {
        "calamine--issue252.xlsx": "damaged-book",
        "poi--clusterfuzz-testcase-minimized-POIFuzzer-5040805309710336.xlsx": "not-a-workbook",
    }
