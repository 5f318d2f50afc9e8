"""Books of every kind of target run by the command line: every total on the written planning sheet is exact."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from xlsummary import pipeline
from xlsummary.book.template import Row, filled, rows_of
from xlsummary.cli import main
from xlsummary.model import Lang

PEOPLE = rows_of("name team", ("张三", "一组"), ("李四", "一组"), ("王五", "二组"))


def _ran(
    folder: Path, capsys: pytest.CaptureFixture[str], as_of: str = "2026-03-31", **sheets: Sequence[Row]
) -> dict[str, Any]:
    """The JSON document of a run without errors."""
    path = folder / "book.xlsx"
    path.write_bytes(filled({"reps": PEOPLE, **sheets}, Lang.ZH, "full"))
    with pytest.raises(SystemExit) as ended:
        main(["run", str(path), "-o", str(folder), "--as-of", as_of, "--format", "json"])
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert not ended.value.code, document["problems"]
    return document


def _targets(*rows: Sequence[str | int | Decimal]) -> Sequence[Row]:
    return rows_of("period amount measure level name tier source version phase", *rows)


def _sheet(folder: Path) -> list[list[Any]]:
    """The planning sheet's values as written, those of formulas too."""
    return [
        list(row) for row in load_workbook(folder / "book-plan.xlsx", data_only=True)["计划分解"].iter_rows(values_only=True)
    ]


def _assert_foots(rows: Sequence[Sequence[Any]], document: dict[str, Any]) -> int:
    """Every block's months add up to 合计 in every column, 核对 is 0; the blocks are those of the document. How many."""
    blocks: list[Decimal] = []
    months: list[Sequence[Any]] = []
    for row in rows:
        key = row[0]
        if isinstance(key, str) and len(key) == len("2026-01") and key[4] == "-":
            months.append(row)
        elif "合计" in row[1:4]:
            summed = [Decimal(str(sum(Decimal(str(each[place] or 0)) for each in months))) for place in _numbers(row)]
            assert summed == [Decimal(str(row[place])) for place in _numbers(row)]
            blocks.append(Decimal(str(row[5])))
            months = []
        elif "核对" in row[1:4]:
            assert {row[place] for place in _numbers(row)} <= {0}
    assert sorted(blocks) == sorted(Decimal(each["total"]) for each in document["plans"])
    return len(blocks)


def _numbers(row: Sequence[Any]) -> list[int]:
    """The places of a row's quotas, from the company's column on."""
    return [place for place in range(5, len(row)) if isinstance(row[place], int | float | Decimal)]


def _assert_exact(document: dict[str, Any]) -> None:
    """Nodes add up to the company and days to months in every plan of the document."""
    for plan in document["plans"]:
        total = Decimal(plan["total"])
        assert sum(Decimal(month["amount"]) for month in plan["months"]) == total
        assert sum(Decimal(day["amount"]) for day in plan["days"]) == total
        assert sum(Decimal(week["amount"]) for week in plan["weeks"]) == total
        leaves = [node for node in plan["nodes"] if node["level"] in ("rep", "unassigned")]
        assert sum((Decimal(node["total"]) for node in leaves), Decimal(0)) == total


@pytest.mark.parametrize("first", range(1, 13))
def test_a_financial_year_from_any_month_with_typed_quarters_and_halves(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], first: int
) -> None:
    targets = _targets(
        ("2026", 1_000_003, "销售额"),
        ("2026H1", 400_001, "销售额"),
        ("2026Q1", 123_457, "销售额"),
        ("2026Q3", 300_000, "销售额"),
        ("2026H1", 150_001, "销售额", "团队", "二组"),
    )
    document = _ran(tmp_path, capsys, "2026-12-31", targets=targets, settings=rows_of("year_start", (first,)))
    _assert_exact(document)
    (plan,) = document["plans"]
    months = [Decimal(month["amount"]) for month in plan["months"]]
    assert plan["months"][0]["month"] == f"2026-{first:02d}"
    assert [sum(months[:3]), sum(months[:6]), sum(months[6:9]), sum(months)] == [123_457, 400_001, 300_000, 1_000_003]
    (team,) = [node for node in plan["nodes"] if (node["level"], node["name"]) == ("team", "二组")]
    assert sum(Decimal(month["amount"]) for month in team["months"][:6]) == 150_001
    assert _assert_foots(_sheet(tmp_path), document) == 1


def test_tiers_sources_and_versions_stand_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    targets = _targets(
        ("2026", 15_000_000, "销售额", "", "", "有把握", "公司下达"),
        ("2026", 18_000_000, "销售额", "", "", "期望", "公司下达"),
        ("2026", 16_000_001, "销售额", "", "", "有把握", "自定"),
        ("2026", 14_999_999, "销售额", "", "", "有把握", "公司下达", "调整"),
        ("2026", 9_000_000, "回款", "", "", "有把握", "公司下达"),
        ("2026", 37, "新客户"),
        ("2026", Decimal("1234.5"), "数量"),
    )
    document = _ran(tmp_path, capsys, targets=targets, settings=rows_of("quantity_precision", ("0.1",)))
    _assert_exact(document)
    found = {
        (each["measure"], each["tier"], each["source"], each["version"]): Decimal(each["total"]) for each in document["plans"]
    }
    assert found == {
        ("sales", "committed", "assigned", "first"): 15_000_000,
        ("sales", "hoped", "assigned", "first"): 18_000_000,
        ("sales", "committed", "own", "first"): 16_000_001,
        ("sales", "committed", "assigned", "revised"): 14_999_999,
        ("collections", "committed", "assigned", "first"): 9_000_000,
        ("new-clients", "committed", "assigned", "first"): 37,
        ("quantity", "committed", "assigned", "first"): Decimal("1234.5"),
    }
    assert _assert_foots(_sheet(tmp_path), document) == 7


def test_a_phase_of_the_year_lies_in_it_exactly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """开门红: the first quarter of the company and of a team, in a year with its own total."""
    targets = _targets(
        ("2026", 15_000_000, "销售额"),
        ("2026Q1", 5_000_000, "销售额", "", "", "", "", "", "开门红"),
        ("2026Q1", 2_345_678, "销售额", "团队", "一组", "", "", "", "开门红"),
    )
    document = _ran(tmp_path, capsys, targets=targets)
    _assert_exact(document)
    (plan,) = document["plans"]
    assert sum(Decimal(month["amount"]) for month in plan["months"][:3]) == 5_000_000
    (team,) = [node for node in plan["nodes"] if (node["level"], node["name"]) == ("team", "一组")]
    assert sum(Decimal(month["amount"]) for month in team["months"][:3]) == 2_345_678
    assert _assert_foots(_sheet(tmp_path), document) == 1


def test_targets_off_the_path_are_phased_shown_and_in_no_total(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    targets = _targets(
        ("2026", 1_000_000, "销售额"),
        ("2026", 248_000, "销售额", "市场", "北区"),
        ("2026-03", 50_000, "销售额", "市场", "北区"),
        ("2026Q1", 77, "数量", "产品", "硬件"),
    )
    document = _ran(tmp_path, capsys, targets=targets)
    assert [each["total"] for each in document["plans"]] == ["1000000.00"]
    north, hardware = document["off_path"]
    assert [(each["level"], each["name"], each["total"]) for each in (north, hardware)] == [
        ("market", "北区", "248000.00"),
        ("product", "硬件", "77"),
    ]
    assert north["months"][2] == {"month": "2026-03", "amount": "50000.00"}
    assert sum(Decimal(month["amount"]) for month in north["months"]) == 248_000
    assert sum(Decimal(day["amount"]) for day in hardware["days"]) == 77
    rows = _sheet(tmp_path)
    assert _assert_foots(rows, document) == 1
    texts = [str(cell) for row in rows for cell in row if isinstance(cell, str)]
    assert sum("不在分解路径上的目标" in text for text in texts) == 1
    (line,) = [text for text in texts if text.startswith("市场 北区（")]
    assert "2026年合计 248,000：1月 " in line
    assert "3月 50,000，" in line


@pytest.mark.parametrize("year", [2027, 2028])
def test_an_estimated_calendar_is_labelled_in_every_output(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], year: int
) -> None:
    targets = _targets((str(year), 1_000_000, "销售额"), (str(year), 900_000, "回款"))
    document = _ran(tmp_path, capsys, f"{year}-03-10", targets=targets)
    assert {each["calendar"]["basis"] for each in document["plans"]} == {"estimate"}
    assert "estimated-calendar" in {each["rule"] for each in document["problems"]}
    actuals = rows_of("day rep sales collected", (date(year, 2, 10), "张三", 1000, 900), (date(year, 3, 10), "李四", 2000, 50))
    path = tmp_path / "later.xlsx"
    path.write_bytes(filled({"reps": PEOPLE, "targets": targets, "actuals": actuals}, Lang.ZH, "full"))
    outcome = pipeline.run(path, pipeline.Options(today=date(year, 3, 10)))
    heads = {
        layout.title: "".join(str(cell.value) for row in layout.rows[:8] for cell in row.cells) for layout in outcome.layouts
    }
    assert {"计划分解", "周例会", "目标对实绩"} <= {title for title, head in heads.items() if "推定" in head}
    assert outcome.document is not None
    assert "（推定）" in "".join(paragraph.text for paragraph in Document(BytesIO(outcome.document)).paragraphs)


def test_another_country_is_planned_by_its_own_holidays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Independence Day 2026 is a Saturday: its Friday is off, and the Chinese October is worked."""
    document = _ran(tmp_path, capsys, targets=_targets(("2026", 1_000_000, "销售额")), settings=rows_of("country", ("US",)))
    _assert_exact(document)
    (plan,) = document["plans"]
    days = {each["date"] for each in plan["days"]}
    assert plan["calendar"]["basis"] == "official"
    assert "2026-07-03" not in days
    assert {"2026-07-02", "2026-10-01"} <= days


def test_the_console_says_that_the_calendar_is_estimated(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(filled({"reps": PEOPLE, "targets": _targets(("2027", 1_000_000, "销售额"))}, Lang.ZH, "full"))
    with pytest.raises(SystemExit):
        main(["run", str(path), "-o", str(tmp_path), "--as-of", "2027-01-31"])
    out, err = capsys.readouterr()
    assert "推定" in out + err


def test_the_weights_of_single_days_are_followed_to_the_yuan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """双11 counts as three of November's 20 other working days and itself; the whole month is 23 parts."""
    calendar = rows_of("day kind weight note", ("2026-11-11", "工作", 3, "双11"))
    document = _ran(tmp_path, capsys, targets=_targets(("2026-11", 230_000, "销售额")), calendar=calendar)
    _assert_exact(document)
    (plan,) = document["plans"]
    days = {each["date"]: Decimal(each["amount"]) for each in plan["days"]}
    assert len(days) == 21
    assert {amount for day, amount in days.items() if day != "2026-11-11"} == {Decimal(10_000)}
    assert days["2026-11-11"] == 30_000
    assert plan["calendar"]["basis"] == "book"
