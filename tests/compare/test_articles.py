"""The figures of articles 4 and 6, from the shipped books that carry them, as `run` tells them to programs."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.readme import ROOT, command
from xlsummary.contract import run_document
from xlsummary.model import Lang
from xlsummary.pipeline import Options, Outcome, run
from xlsummary.sheets.receivables import receivables_layout

TODAY = date(2026, 1, 5)


@cache
def outcome(name: str) -> Outcome:
    return run(ROOT / "workbook" / f"example-{name}.zh.xlsx", Options(today=TODAY))


@cache
def document(name: str) -> dict[str, Any]:
    return run_document(outcome(name), ())


def company(name: str, measure: str, source: str) -> dict[str, Any]:
    rows = document(name)["performance"]
    return next(row for row in rows if (row["by"], row["measure"], row["source"]) == ("company", measure, source))


@pytest.mark.parametrize("name", ["duties", "regional"])
def test_the_books_run_without_errors(name: str) -> None:
    severities = [problem["severity"] for problem in document(name)["problems"]]
    assert "error" not in severities
    assert outcome(name).planning is not None


@pytest.mark.parametrize("name", ["duties", "regional"])
def test_new_check_and_run_from_the_command_line(name: str, tmp_path: Path) -> None:
    for words in (("new", "book.xlsx", "--example", name), ("check", "book.xlsx"), ("run", "book.xlsx", "-o", "out")):
        done = command(*words, cwd=tmp_path)
        assert done.returncode == 0, done.stderr.decode()
    assert (tmp_path / "book.xlsx").read_bytes() == (ROOT / "workbook" / f"example-{name}.zh.xlsx").read_bytes()
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["book-plan.xlsx", "book-summary.docx"]


def test_article_4_reaches_60_per_cent_of_2_166_667() -> None:
    row = company("duties", "sales", "assigned")
    assert (row["actual"], row["target"], row["attainment"]) == ("1300000.00", "2166667.00", "0.6000")


def test_article_4_collects_80_per_cent_16_points_less_than_the_year_before() -> None:
    rate = document("duties")["why"]["collection_rate"]
    assert (rate["now"]["value"], rate["before"]["value"], rate["points"]) == ("0.8000", "0.9600", "-16.00")


def test_article_4_lost_more_by_price_than_by_volume_and_nothing_is_left_over() -> None:
    found = document("duties")["why"]["price_and_volume"]
    assert (found["source"], found["before"]) == ("percentages", "1477272.73")
    assert (found["price"], found["volume"], found["residual"]) == ("-144444.44", "-32828.29", "0.00")
    assert found["volume_growth"] == "-0.0222"


def test_article_4_has_the_task_adjusted_for_four_months_beside_the_raw_one() -> None:
    (task,) = document("duties")["why"]["adjusted"]
    assert (task["task"], task["attainment"]) == ("2166667.00", "0.6000")
    assert (task["adjusted_task"], task["adjusted_attainment"]) == ("1716667.00", "0.7573")
    (cause,) = task["causes"]
    assert (cause["period"]["label"], cause["actual"]) == ("2025-06~2025-09", "204000.00")


def test_article_4_tells_supply_and_complaints() -> None:
    supply, complaints = document("duties")["supply"], document("duties")["complaints"]
    assert (supply["in_time"]["value"], supply["due"]["value"], supply["in_time_rate"]) == ("22", "31", "0.7097")
    assert [complaints[name]["value"] for name in ("received", "closed", "open")] == ["9", "7", "2"]


def test_article_4_rolls_its_receivables_forward() -> None:
    found = document("duties")["receivables"]
    names = ("opening", "sales", "cash", "set_offs", "bad_debts", "owed", "prepaid")
    assert [found[name] for name in names] == [
        "100000.00",
        "1300000.00",
        "1040000.00",
        "8000.00",
        "2000.00",
        "360000.00",
        "10000.00",
    ]
    assert (found["unexplained"], found["over_limit"]) == ("0.00", "48000.00")
    assert found["cells"]["bad_debts"] == ["'实绩'!E39, 类型=坏账"]
    account = next(each for each in found["accounts"] if each["client"] == "百合家居建材店")
    assert account["cells"] == {
        "opening": ["'客户'!N9"],
        "sales": ["'实绩'!D15, 客户=百合家居建材店"],
        "cash": ["'实绩'!E15, 客户=百合家居建材店"],
        "set_offs": ["'实绩'!E37, 客户=百合家居建材店, 类型=冲抵"],
    }


def test_article_6_collected_at_least_1_100_000_which_is_at_least_55_per_cent_of_the_own_target() -> None:
    row = company("regional", "collections", "own")
    assert (row["actual"], row["bound"], row["attainment"]) == ("1100000.00", "at-least", "0.5500")


def test_article_6_lacks_the_assigned_target() -> None:
    assert [problem["rule"] for problem in document("regional")["problems"]] == ["target-missing"]
    assert not [row for row in document("regional")["performance"] if row["source"] == "assigned" and row["target"]]


def test_article_6_won_4_of_6_new_clients_3_of_them_small() -> None:
    new = document("regional")["clients"]["new"]
    (target,) = new["targets"]
    assert (new["count"]["value"], target["target"], target["variance"]) == ("4", "6", "-2")
    assert new["sizes"]["small"]["value"] == "3"


def test_article_6_more_than_10_intended_and_few_bought() -> None:
    stages = [
        (each["stage"], each["reached"]["value"], each["reached"]["bound"])
        for each in document("regional")["clients"]["funnel"]
    ]
    assert stages == [("intent", "10", "at-least"), ("visited", "8", "exact"), ("won", "4", "exact")]


def test_article_6_settled_3_of_4_disputes_and_yicheng_is_open() -> None:
    found = document("regional")["disputes"]
    assert [found[name]["value"] for name in ("all", "settled", "open", "open_amount")] == ["4", "3", "1", "28000.00"]
    assert [each["market"] for each in found["markets"] if not each["settled"]] == ["峄城"]


def test_article_6_three_years_stand_side_by_side() -> None:
    years = {each["measure"]: each["years"] for each in document("regional")["why"]["years"]}
    assert [year["value"] for year in years["collections"]] == ["554000.00", "832000.00", "1100000.00"]
    assert years["collections"][2]["bound"] == "at-least"


def test_article_6_tells_dealers_points_stocked_and_clients_not_visited() -> None:
    found = document("regional")["clients"]
    assert found["dealers"]["clients"][0]["client"] == "金乡金都副食批发"
    assert [each["client"] for each in found["visits_due"]["clients"]] == ["峄城运河商贸", "泗水十里酒业"]
    assert document("regional")["markets"]["points_stocked"] == {
        "now": {"value": "0.4136", "cells": ["'市场'!L3:L9", "'市场'!K3:K9"]},
        "last_year": {"value": "0.3247", "cells": ["'市场'!N3:N9", "'市场'!M3:M9"]},
        "points": "8.89",
    }


@pytest.mark.parametrize("name", ["duties", "regional"])
def test_receivables_and_the_comparison_count_the_same_sales_and_cash(name: str) -> None:
    found, rows = document(name)["receivables"], document(name)["performance"]
    actual = {row["measure"]: row["actual"] for row in rows if row["by"] == "company"}
    assert (found["sales"], found["cash"]) == (actual["sales"], actual["collections"])
    months = {row["name"]: row["actual"] for row in rows if (row["by"], row["measure"]) == ("month", "collections")}
    assert {month["month"]: month["cash"] for month in found["months"]} == months


@pytest.mark.parametrize("name", ["duties", "regional"])
def test_the_sheet_of_receivables_and_json_agree(name: str) -> None:
    made = outcome(name)
    assert made.analysis is not None
    layout = receivables_layout(made.checked.book, made.analysis.receivables, made.horizon, Lang.ZH)
    total = next(row for row in layout.rows if len(row.cells) > 12 and row.cells[1].value == "合计")
    heads = [cell.value for cell in layout.rows[(layout.repeat_rows or (0, 1))[1] - 1].cells]
    found = document(name)["receivables"]
    pairs = (
        ("期初应收", "opening"),
        ("销售", "sales"),
        ("回款", "cash"),
        ("应收", "owed"),
        ("预收", "prepaid"),
        ("逾期", "overdue"),
    )
    for head, key in pairs:
        assert f"{total.cells[heads.index(head)].value:.2f}" == found[key]
