"""A frozen plan (定稿) from run to run: what has come, what is to be caught up, later years, new targets, giving it up.

248,000 a year are 1,000 a working day of 2026: 21,000 in January, 49,000 by the 17th of March, the day the actuals end.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from tests.book.written import Rows, written
from xlsummary import contract
from xlsummary.pipeline import Options, Outcome, run

TODAY = date(2027, 12, 31)
TARGETS: Rows = [["期间", "目标值", "指标"], [2026, 248_000, None]]
SOLD: Rows = [["日期", "人员", "销售额"], ["2026-02-05", "乙", 20_000], ["2026-03-17", "甲", 19_100]]
REPS: Rows = [["姓名", "团队", "离职"], ["甲", "一组", None], ["乙", "二组", None]]

Change = Callable[[Workbook], None]


class Book:
    """A book whose sheets go into it at every run."""

    def __init__(self, folder: Path, **sheets: Rows) -> None:
        self.path = written(folder, {"目标": TARGETS, "实绩": SOLD, "人员": REPS, **sheets})

    def run(self, change: Change | None = None, **options: Any) -> Outcome:
        """The outcome after a change of the book."""
        if change is not None:
            workbook = load_workbook(self.path)
            change(workbook)
            workbook.save(self.path)
        outcome = run(self.path, Options(today=TODAY, itself=True, **options))
        assert outcome.planning is not None
        kept = self.path.with_suffix(".new")
        with kept.open("wb") as stream:
            outcome.planning.write(stream)
        kept.replace(self.path)
        return outcome

    def notes(self) -> list[str]:
        """What the planning sheet says below its blocks of the frozen plan."""
        sheet = load_workbook(self.path)["计划分解"]
        return [str(row[1]) for row in sheet.iter_rows(values_only=True) if "定稿的" in str(row[1])]


def put(sheet: str, **cells: str | int | date) -> Change:
    def change(workbook: Workbook) -> None:
        for cell, value in cells.items():
            workbook[sheet][cell] = value

    return change


def add(sheet: str, *row: str | int | None) -> Change:
    def change(workbook: Workbook) -> None:
        workbook[sheet].append(row)

    return change


def rules(outcome: Outcome) -> list[str]:
    return [problem.rule.id for problem in outcome.checked.problems]


def catch_up(outcome: Outcome) -> dict[str, Any]:
    found: dict[str, Any] = contract.run_document(outcome, ())["catch_up"][0]
    return found


def test_what_is_to_be_caught_up_is_reckoned_from_the_days_gone_as_they_were_frozen(tmp_path: Path) -> None:
    """447,000 a year: the 49,000 gone stay, and 398,000 lie on the 199 days left; 9,900 are missing besides."""
    book = Book(tmp_path)
    book.run(freeze=True)
    found = catch_up(book.run(put("目标", B2=447_000)))
    assert (found["total"], found["plan_to_date"], found["difference"]) == ("447000.00", "49000.00", "-9900.00")
    assert (found["carried"], found["amount"]) == ("9900.00", "407900.00")
    april = found["months"][3]
    assert (april["plan"], april["left"]) == ("42000.00", "42000.00")
    assert sum(float(month["amount"] or 0) for month in found["months"]) == 407_900
    assert book.notes() == [
        "销售额 · 有把握 · 公司下达 · 年初目标，2026年：2026年3月17日定稿的原计划与现计划不同："
        "公司 248,000 → 447,000；一组 124,000 → 223,500；二组 124,000 → 223,500"
    ]


def test_a_rep_who_leaves_changes_the_days_left_of_his_team_and_of_the_others(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.run(freeze=True)
    outcome = book.run(put("人员", C3=date(2026, 3, 31)))
    document = contract.run_document(outcome, ())
    teams = {row["name"]: row for row in document["performance"] if row["by"] == "team"}
    assert [teams[name]["original_target"] for name in ("一组", "二组")] == ["124000.00", "124000.00"]
    assert [teams[name]["target"] for name in ("一组", "二组")] == ["218500.00", "29500.00"]  # 24,500 + 10 days, of which half
    assert [teams[name]["quota_to_date"] for name in ("一组", "二组")] == ["24500.00", "24500.00"]
    assert book.notes()[0].endswith("一组 124,000 → 218,500；二组 124,000 → 29,500")


def test_without_a_change_the_sheet_says_that_all_is_as_it_was_frozen(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.run(freeze=True)
    assert book.notes() == []
    assert rules(book.run(add("实绩", "2026-04-01", "甲", 5_000))) == []
    assert book.notes() == ["公司和各团队的计划与2026年3月17日定稿的相同"]


def test_a_target_that_is_new_since_the_plan_was_frozen_is_planned_as_ever(tmp_path: Path) -> None:
    book = Book(tmp_path, 实绩=[[*SOLD[0], "回款"], [*SOLD[1], 5_000], [*SOLD[2], None]])
    book.run(freeze=True)
    outcome = book.run(add("目标", 2026, 124_000, "回款"))
    sales, cash = outcome.plans
    assert [plan.quota(0, plan.months[0]) for plan in (sales, cash)] == [21_000, 10_500]
    rows = {row.line.measure.value: row for row in outcome.comparison.rows if row.by.value == "company"}
    assert rows["collections"].original == rows["collections"].target == 124_000
    assert rules(outcome) == []


def test_a_plan_frozen_for_two_years_serves_the_second_when_it_has_come(tmp_path: Path) -> None:
    """Financial years from April: that of 2025 ends in March 2026; the one of 2026 changes at the 17th of April."""
    years: Rows = [["期间", "目标值", "指标"], [2025, 244_000, None], [2026, 365_000, None]]
    settings: Rows = [["项目", "值"], ["财年首月", 4], ["月度分解", "日历日"]]
    book = Book(tmp_path, 目标=years, 设置=settings)
    before = book.run(freeze=True)
    outcome = book.run(add("实绩", "2026-04-17", "甲", 10_000))
    changed = book.run(put("目标", B3=713_000))
    first, second = before.plans
    assert second.quota(0) == 365_000
    assert [plan.amounts for plan in outcome.plans] == [first.amounts, second.amounts]
    now = changed.plans[1]
    assert now.amounts[0][:17] == second.amounts[0][:17] == (1_000,) * 17
    assert now.amounts[0][17:] == (2_000,) * 348
    assert changed.plans[0].amounts == first.amounts
    assert (changed.frozen and changed.frozen.on, rules(changed)) == (date(2026, 3, 17), ["estimated-calendar"])


def test_a_year_that_begins_after_the_plan_was_frozen_is_not_of_it(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.run(freeze=True)

    def roll_over(workbook: Workbook) -> None:
        workbook["目标"]["A2"], workbook["目标"]["B2"] = 2027, 300_000
        workbook["实绩"].append(["2027-03-01", "甲", 1_000])

    outcome = book.run(roll_over)
    assert rules(outcome) == ["estimated-calendar"]
    assert [row.original for row in outcome.comparison.rows if row.by.value == "company"] == [300_000]
    again = book.run(freeze=True)
    assert again.frozen is not None
    assert [plan.period.start for plan in again.frozen.plans] == [date(2027, 1, 1)]


def test_a_plan_that_is_given_up_is_told_once_as_changed(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.run(freeze=True)
    book.run(put("目标", B2=447_000))
    given_up = book.run(freeze=False)
    assert (given_up.frozen, rules(given_up)) == (None, ["plan-changed"])
    assert given_up.plans[0].quota(0, given_up.plans[0].months[0]) == 37_851  # 21 of 248 days of 447,000
    assert catch_up(given_up)["plan_to_date"] == "88320.00"  # 37,851 + 28,839 and of March's weeks 9,013 + 9,012 + 3,605
    assert book.notes() == []
    assert rules(book.run()) == []


def test_the_setting_freezes_at_the_first_run_on_or_after_its_day(tmp_path: Path) -> None:
    book = Book(tmp_path, 设置=[["项目", "值"], ["定稿日", "2026-03-01"]])
    assert book.run(as_of=date(2026, 2, 10)).frozen is None
    frozen = book.run().frozen
    assert frozen is not None
    assert frozen.on == date(2026, 3, 17)
    later = book.run(add("实绩", "2026-05-06", "甲", 1)).frozen
    assert later == frozen
    renewed = book.run(put("设置", B2=date(2026, 5, 6))).frozen
    assert renewed is not None
    assert renewed.on == date(2026, 5, 6)
