"""Spellings of one name that look alike are told apart, and the clean one is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.book.written import reading
from xlsummary.model import Lang


@pytest.mark.parametrize("names", [("张\u200b三", "张三"), ("张三", "张\u200b三"), ("张\ufeff三", "张\u200b三")])
def test_an_invisible_character_is_shown_and_the_clean_spelling_kept(tmp_path: Path, names: tuple[str, str]) -> None:
    rows = [["日期", "人员", "销售额"], *(["2026-01-05", name, 1] for name in names)]
    read = reading(tmp_path, {"实绩": rows})
    assert set(read.book.actuals.texts["rep"]) == {"张三"}
    said = [problem.message(lang) for problem in read.problems if problem.rule.id == "name-spelling" for lang in Lang]
    assert said
    assert all("\\u" in text and "张三" in text and text.isprintable() for text in said)


def test_a_code_that_a_column_of_numbers_has_changed_is_the_code(tmp_path: Path) -> None:
    sheets = {
        "客户": [["客户", "编号"], ["甲公司", "1001.0"], ["乙公司", "V2.0"]],
        "实绩": [
            ["日期", "单号", "客户", "销售额"],
            ["2026-01-05", "1001.0", "甲公司", 1],
            ["2026-01-06", "1001", "甲公司", 1],
        ],
    }
    book = reading(tmp_path, sheets).book
    assert book.actuals.texts["document"] == ("1001", "1001")
    assert [client.code for client in book.clients] == ["1001", "V2.0"]
