"""Spellings of one name that look alike are told apart, and the clean one is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.book.written import reading, told
from xlsummary.book.names import is_no_name
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


NO_NAMES = [
    "-",
    "——",
    "/",
    "\\",
    "|",
    "、",
    "...",
    "*",
    "无",
    "暂无",
    "待定",
    "N/A",
    "null",
    "（空）",
    "空白",
    "未填",
    "未分配",
    "0",
]
NO_NAMES += ["Unassigned", "(blank)", "No owner", "(Not Assigned)", "#"]


@pytest.mark.parametrize("text", NO_NAMES)
def test_what_stands_where_there_is_no_name_is_none_and_told_in_one_way(tmp_path: Path, text: str) -> None:
    rows = [["日期", "人员", "客户", "销售额"], ["2026-01-05", text, text, 1], ["2026-01-06", "张三", "甲公司", 2]]
    sheets = {
        "实绩": rows,
        "人员": [["姓名", "团队"], ["张三", text]],
        "目标": [["期间", "目标值", "层级", "对象"], [2026, 9, "人员", text]],
    }
    read = reading(tmp_path, sheets)
    assert read.book.actuals.texts["rep"] == ("", "张三")
    assert read.book.actuals.texts["client"] == ("", "甲公司")
    assert read.book.actuals.money["sales"] == (100, 200)
    places = ["'实绩'!B2", "'实绩'!C2", "'人员'!B2"]
    assert told(read) == [*(("name-to-come", place) for place in places), ("target-name-to-come", "'目标'!D2")]


@pytest.mark.parametrize("name", ["无锡恒达", "空港物流", "0571商行", "N/A公司", "B-2", "未来", "None Such Ltd"])
def test_a_name_that_only_begins_like_none_stays(name: str) -> None:
    assert not is_no_name(name)
