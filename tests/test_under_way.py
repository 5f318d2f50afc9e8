"""A year under way: what a run says of it in JSON."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from openpyxl import load_workbook

from tests.book.written import Rows, written
from tests.excel.office import recalculated
from tests.excel.test_libreoffice import without_values
from xlsummary import contract
from xlsummary.pipeline import Options, Outcome, run

TODAY = date(2026, 12, 31)
SHEETS: dict[str, Rows] = {
    "目标": [["期间", "目标值"], [2026, 248_000]],
    "实绩": [["日期", "人员", "销售额"], ["2026-02-05", "乙", 20_000.5], ["2026-03-17", "甲", 19_100]],
    "人员": [["姓名", "团队"], ["甲", "一组"], ["乙", "二组"]],
}
CASH: Rows = [
    ["日期", "人员", "销售额", "回款", "回款日期"],
    ["2026-01-05", "甲", 10_000, 9_000, "2026-02-05"],
    ["2026-03-17", "乙", 30_000, None, None],
]


def outcome_of(folder: Path, *, carry: str = "剩余期间", **sheets: Rows) -> Outcome:
    own = {**SHEETS, "设置": [["项目", "值"], ["缺口结转", carry]], **sheets}
    return run(written(folder, own), Options(today=TODAY))


def test_the_catch_up_stands_in_the_document_by_plan_and_node(tmp_path: Path) -> None:
    """49 of 248 working days are gone, at 1,000 a day: 49,000 against 39,100.50."""
    outcome = outcome_of(tmp_path)
    assert [problem.rule.id for problem in outcome.checked.problems] == []
    (found,) = contract.run_document(outcome, ())["catch_up"]
    months, nodes = found.pop("months"), found.pop("nodes")
    assert found == {
        "measure": "sales",
        "tier": "committed",
        "source": "assigned",
        "version": "first",
        "period": "2026",
        "policy": "rest",
        "through": "2026-03-17",
        "total": "248000.00",
        "plan_to_date": "49000.00",
        "actual_to_date": "39100.50",
        "bound": "exact",
        "difference": "-9899.50",
        "days_gone": 49,
        "days_left": 199,
        "time_progress": "0.1976",
        "attainment_to_date": "0.7980",
        "required_per_day": "1049.75",
        "run_rate_per_day": "797.97",
        "projection": "197896.41",
        "carried": "9899.50",
        "amount": "208899.50",
    }
    assert months[1] == {
        "month": "2026-02",
        "plan": "16000.00",
        "actual": "20000.50",
        "left": None,
        "amount": None,
        "multiple": None,
        "flags": [],
    }
    assert months[3] == {
        "month": "2026-04",
        "plan": "21000.00",
        "actual": None,
        "left": "21000.00",
        "amount": "22045.00",
        "multiple": "1.0498",
        "flags": ["over-best-month"],
    }
    assert [(node["level"], node["name"], node["path"], node["difference"]) for node in nodes] == [
        ("team", "一组", [], "-5400.00"),
        ("rep", "甲", ["一组"], "-5400.00"),
        ("team", "二组", [], "-4499.50"),
        ("rep", "乙", ["二组"], "-4499.50"),
    ]


def test_the_setting_says_how_what_is_missing_is_carried(tmp_path: Path) -> None:
    (found,) = contract.run_document(outcome_of(tmp_path, carry="下期"), ())["catch_up"]
    assert (found["policy"], found["months"][3]["amount"], found["months"][4]["amount"]) == ("next", "30899.50", "19000.00")
    (found,) = contract.run_document(outcome_of(tmp_path, carry="不结转"), ())["catch_up"]
    assert (found["policy"], found["carried"], found["amount"]) == ("none", "0.00", "199000.00")


def test_months_without_cash_and_what_a_quota_asks_for_stand_in_the_document(tmp_path: Path) -> None:
    """Two deals of 20,000 on average and 6 visits: 3 a deal; 124,000 a rep ask for 6.2 deals and 18.6 visits."""
    visited: Rows = [["期间", "类型", "数量"], ["2026-03-02", "拜访", 6]]
    document = contract.run_document(outcome_of(tmp_path, 实绩=CASH, 活动=visited), ())
    told = ("month", "over", "without_cash", "sales_without_cash")
    assert [tuple(each[key] for key in told) for each in document["cash_months"]] == [
        ("2026-01", True, True, True),
        ("2026-02", True, False, False),
        ("2026-03", False, True, True),
    ]
    first = document["needs"][0]
    assert (first["name"], first["path"], first["average_deal"]) == ("甲", ["一组"], "20000.00")
    assert (first["deals"], first["visits"], first["visits_per_week"], first["visits_per_day"]) == (7, "18.6", "0.4", "0.08")
    assert first["months"][1] == {"month": "2026-02", "amount": "8000.00", "deals": 1, "below_average_deal": True}


def written_plan(outcome: Outcome, target: Path) -> Path:
    assert outcome.planning is not None
    with target.open("wb") as stream:
        outcome.planning.write(stream)
    return target


def test_what_is_typed_into_the_catch_up_is_no_changed_quota(tmp_path: Path) -> None:
    """K, L and M of April are the company's; F is its quota."""
    planned = written_plan(outcome_of(tmp_path), tmp_path / "book-plan.xlsx")
    workbook = load_workbook(planned)
    sheet = workbook["计划分解"]
    april = next(row for row in range(1, sheet.max_row) if sheet.cell(row, 1).value == "2026-04")
    for place, value in ((12, 99_999), (13, 3), (14, "?"), (15, 1)):
        sheet.cell(april, place).value = value
    workbook.save(planned)
    again = run(tmp_path / "book.xlsx", Options(today=TODAY, earlier=(planned,)))
    assert [problem.rule.id for problem in again.checked.problems] == []
    assert again.plans[0].fixed == ()
    assert load_workbook(written_plan(again, planned))["计划分解"].cell(april, 12).value != 99_999


def test_libreoffice_reckons_the_catch_up_to_the_values_that_were_written(tmp_path: Path) -> None:
    planned = written_plan(outcome_of(tmp_path), tmp_path / "book-plan.xlsx")
    falsified = without_values(planned.read_bytes())
    written_values = load_workbook(planned, data_only=True)["计划分解"]
    made = load_workbook(recalculated(falsified, tmp_path), data_only=True)["计划分解"]
    counted = 0
    for row in load_workbook(planned)["计划分解"].iter_rows(min_col=12, max_col=20):
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith("="):
                counted += 1
                reckoned, told = (Decimal(str(each[cell.coordinate].value)) for each in (made, written_values))
                assert abs(reckoned - told) < Decimal("0.000001"), cell.coordinate
    assert counted > 150
