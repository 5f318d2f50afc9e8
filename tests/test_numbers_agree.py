"""The same numbers of one book on the sheet that finance signs, in JSON and in Word."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.word.documents import texts
from xlsummary import assets
from xlsummary.book.template import filled, rows_of
from xlsummary.cli import main
from xlsummary.model import Lang

BOOKS = ("first-3-totals.zh.xlsx", "example-team.zh.xlsx")

Row = Mapping[str, Any]


def all_dimensions(folder: Path) -> Path:
    """A book with a target, cash, last year, a shared deal, rows without a name and a rep without a target."""
    path = folder / "all.xlsx"
    sold = [
        (f"{year}-{month:02d}-{day:02d}", rep, client, Decimal(amount) + month, Decimal(amount) * 4 / 5, market, product)
        for year in (2025, 2026)
        for month in range(1, 6)
        for day, rep, client, amount, market, product in (
            (6, "张三", "甲公司", "1000.35", "华东", "乳胶漆"),
            (13, "李四", "乙公司", "2000.1", "华南", "腻子"),
            (20, "张三60%李四40%", "丙公司", "333.33", "", "腻子"),
            (21, "老王", "丁公司", "70", "华东", ""),
            (22, "", "甲公司", "5.05", "华东", "腻子"),
        )
    ]
    sheets = {
        "targets": rows_of("period amount measure", ("2026", 48_000, "销售额"), ("2026", 40_000, "回款")),
        "actuals": rows_of("day rep client sales collected market product", *sold),
        "reps": rows_of("name team", ("张三", "一组"), ("李四", "二组")),
        "settings": [{"as_of": "2026-05-22"}],
    }
    path.write_bytes(filled(sheets, Lang.ZH, "full"))
    return path


@pytest.fixture(params=[*BOOKS, "all"])
def made(request: pytest.FixtureRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[Row, Path, Path]:
    """The document of the run, the book and the Word file."""
    book = all_dimensions(tmp_path) if request.param == "all" else assets.workbook(request.param)
    with pytest.raises(SystemExit) as ended:
        main(["run", str(book), "-o", str(tmp_path / "out"), "--format", "json"])
    assert ended.value.code == 0
    paths = {path.suffix: path for path in (tmp_path / "out").iterdir()}
    return json.loads(capsys.readouterr().out), paths[".xlsx"], paths[".docx"]


HEADINGS = {
    "target": "年目标",
    "quota_to_date": "累计计划",
    "actual": "累计实绩",
    "variance_to_date": "差额",
    "attainment_to_date": "进度完成率",
    "last_year": "上年同期",
    "change": "增减额",
    "growth": "同比",
}


def rows_on(sheet: Worksheet) -> Iterator[dict[str, Any]]:
    """Each company's and each name's row in the sheet's order: its numbers by heading, None for a blank."""
    head = next(row for row in range(1, 20) if sheet.cell(row, 2).value == "维度")
    headings = {sheet.cell(head + 1, column).value: column for column in range(4, sheet.max_column + 1)}
    for row in range(head + 2, sheet.max_row + 1):
        name, dimension = sheet.cell(row, 3).value, sheet.cell(row, 2).value
        is_sum = isinstance(name, str) and name.startswith(("无目标（", "其余", "其中", "“", "减：", "本表", "核对"))
        if dimension == "公司" or (name and dimension is None and not is_sum):
            yield {key: sheet.cell(row, headings[text]).value for key, text in HEADINGS.items() if text in headings}


def shown(rows: Iterable[Row]) -> Iterator[Row]:
    """Without the tables of dimensions that no actual names."""
    for _, table in groupby(rows, lambda row: (row["measure"], row["tier"], row["source"], row["version"], row["by"])):
        listed = [*table]
        if listed[0]["by"] in ("company", "month") or any(row["name"] and Decimal(row["actual"]) for row in listed):
            yield from listed


def told(value: object, like: str | None) -> Decimal | None:
    """A cell's number as exact as the document tells it."""
    if value in (None, ""):
        return None
    return round(Decimal(str(value)), len(like.partition(".")[2]) if like else 4)


def test_every_row_of_the_document_stands_on_the_sheet(made: tuple[Row, Path, Path]) -> None:
    document, plan, _ = made
    sheet = load_workbook(plan, data_only=True)["目标对实绩"]
    rows, documents = [*rows_on(sheet)], [*shown(document["performance"])]
    assert len(rows) == len(documents) > 10
    for row, wanted in zip(rows, documents, strict=True):
        for key, value in row.items():
            expected = wanted[key]
            if expected is None or (wanted["name"] == "" and key == "attainment_to_date"):
                assert value in (None, "") or wanted["name"] == ""
            elif value is not None:
                assert told(value, expected) == Decimal(expected), (wanted["by"], wanted["name"], key)
            else:
                assert wanted["by"] == "month", (wanted["by"], wanted["name"], key)


def test_the_words_document_says_the_same_of_the_company(made: tuple[Row, Path, Path]) -> None:
    document, _, words = made
    company = {row["measure"]: row for row in reversed(document["performance"]) if row["by"] == "company"}
    figures = {figure["name"]: figure for figure in document["figures"]}
    text = "\n".join(texts(Document(str(words))))
    pairs = {
        "销售额": company["sales"]["actual"],
        "销售额.目标": company["sales"]["target"],
        "销售额.完成率": company["sales"]["attainment"],
        "销售额.应完成": company["sales"]["quota_to_date"],
        "销售额.进度完成率": company["sales"]["attainment_to_date"],
    }
    if "collections" in company:
        pairs |= {"回款": company["collections"]["actual"], "回款率": company["sales"]["cash"]["rate"]}
    found = {name: expected for name, expected in pairs.items() if name in figures and expected is not None}
    assert "销售额" in found
    for name, expected in found.items():
        assert round(Decimal(figures[name]["value"]), len(expected.partition(".")[2])) == Decimal(expected), name
        assert figures[name]["text"] in text, name


def test_the_control_sums_are_those_that_were_read(made: tuple[Row, Path, Path]) -> None:
    document, _, _ = made
    read = {name: value for each in document["controls"] for name, value in each["sums"].items() if each["sheet"] == "实绩"}
    assert [each["measure"] for each in document["performance_controls"]]
    for each in document["performance_controls"]:
        assert each["total"] == read[each["measure"]]
        assert Decimal(each["unexplained"]) == 0
