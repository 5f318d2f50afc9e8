"""Reported cases of targets broken down over months, weeks and days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cases.workbooks import TITLES, case, workbook
from xlsummary import pipeline
from xlsummary.model import Lang, Period
from xlsummary.periods import days_of, months_from
from xlsummary.pipeline import Options, Outcome
from xlsummary.plan.calendar import working_calendar
from xlsummary.plan.quota import Plan


def _run(path: Path, settings: Sequence[tuple[str, object]] = (), **sheets: Sequence[Sequence[object]]) -> Outcome:
    """A run of the workbook with settings, and sheets of ours beside it."""
    book = load_workbook(path)
    for title, rows in {"设置": [("项目", "值"), *settings], **sheets}.items():
        added = book.create_sheet(title)
        for row in rows:
            added.append(list(row))
    book.save(path)
    found = pipeline.summarized(path, Options(today=date(2026, 3, 31)))
    assert not found.has_errors, [(each.rule.id, each.message(Lang.ZH)) for each in found.checked.problems]
    return found


def _rules(found: Outcome) -> set[str]:
    return {each.rule.id for each in found.checked.problems}


def _of(plan: Plan, name: str) -> int:
    return next(place for place, node in enumerate(plan.nodes) if node.name == name)


def test_shares_that_do_not_add_to_100_percent(tmp_path: Path) -> None:
    """Scaled to the year's target to the fen, and told."""
    reported = case("RC-43")
    path = workbook(reported, tmp_path, {**TITLES, "targets": "季节"})
    year = reported.settings["annual_target"]
    settings = [("月度分解", "季节指数"), ("取整单位", 0.01)]
    found = _run(path, settings, 目标=[("期间", "目标值"), (2025, year)])
    (plan,) = found.plans
    assert [plan.quota(0, month) for month in plan.months] == [Decimal(year) / 12] * 12
    (told,) = [each for each in found.checked.problems if each.rule.id == "season-sum"]
    assert (str(told.cell), "99.6" in told.message(Lang.ZH)) == ("'季节'!B2", True)


def test_twelve_months_that_do_not_sum_to_the_year(tmp_path: Path) -> None:
    reported = case("RC-57")
    found = _run(workbook(reported, tmp_path), [("月度分解", "平均"), ("取整单位", 0.01)])
    (plan,) = found.plans
    for name, year in reported.values["sum"].items():
        months = [plan.quota(_of(plan, name), month) for month in plan.months]
        assert sum(months) == Decimal(str(year))
        assert all(
            abs(month - Decimal(str(year)) / 12) <= Decimal("0.04") and month * Decimal(str(year)) > 0 for month in months
        )
        assert all(month == month.quantize(Decimal("0.01")) for month in months)


def test_a_week_that_spans_two_months(tmp_path: Path) -> None:
    reported = case("RC-59")
    (plan,) = _run(workbook(reported, tmp_path), [("月度分解", "日历日")]).plans
    own = _of(plan, "张三")
    for name, amount in reported.values["sum_by_month"].items():
        month = months_from(int(name[:4]), int(name[5:]), 1)
        assert sum(plan.quota(own, each.period) for each in plan.slices_in(month)) == Decimal(str(amount))
    days = [day for each in plan.slices for day in days_of(each.period)]
    assert days == [*days_of(plan.period)]
    week = [each.period for each in plan.slices if date(2025, 3, 31) <= each.period.start <= date(2025, 4, 6)]
    assert [plan.quota(own, part) for part in week] == [1000, 6000]


def test_a_rep_who_joins_during_the_year(tmp_path: Path) -> None:
    """The rep's own target is the rep's whole: spread over the days there, nothing before."""
    reported = case("RC-61")
    (row,) = reported.sheet("targets")["rows"]
    joined = date.fromisoformat(row[2]["d"])
    found = _run(workbook(reported, tmp_path), 人员=[("姓名", "入职"), (row[1], joined)])
    (plan,) = found.plans
    own = _of(plan, row[1])
    before = Period(plan.period.start, joined)
    assert [plan.quota(own, month) for month in plan.months][:2] == [reported.values["jan"], reported.values["feb"]]
    assert [plan.quota(own, before), plan.quota(own)] == [0, Decimal(str(reported.values["total_one_of"][1]))]


def test_a_financial_year_from_april(tmp_path: Path) -> None:
    reported = case("RC-63")
    found = _run(workbook(reported, tmp_path), [("财年首月", reported.settings["fiscal_year_start_month"])])
    (plan,) = found.plans
    assert plan.period == Period(date(2025, 4, 1), date(2026, 4, 1))
    assert plan.months.index(months_from(2026, 2, 1)) == 10
    (company,) = [row for row in found.comparison.rows if row.by.value == "company" and row.line.measure.value == "sales"]
    assert [company.actual.value, company.target] == [reported.values["fy_actual"], 120_000]


def test_a_holiday_calendar_without_the_year_of_the_plan(tmp_path: Path) -> None:
    reported = case("RC-65")
    found = _run(workbook(reported, tmp_path))
    (plan,) = found.plans
    assert (plan.basis.value, plan.quota(0)) == ("estimate", Decimal(str(reported.values["sum"]["张三"])))
    assert "estimated-calendar" in _rules(found)


def test_a_leap_year_by_calendar_days(tmp_path: Path) -> None:
    (plan,) = _run(workbook(case("RC-67"), tmp_path), [("月度分解", "日历日")]).plans
    assert [plan.day(0, day) for day in days_of(plan.period)] == [1] * 366


def test_a_year_without_any_monthly_split(tmp_path: Path) -> None:
    """By working days, which the sheet says; no month is 0."""
    reported = case("RC-88")
    found = _run(workbook(reported, tmp_path))
    (plan,) = found.plans
    months = [plan.quota(_of(plan, "张三"), month) for month in plan.months]
    assert sum(months) == Decimal(str(reported.values["sum"]["张三"]))
    worked = [sum(working_calendar(found.checked.book, month).weights) for month in plan.months]
    assert all(abs(month - 1200 * days / Decimal(sum(worked))) < 1 for month, days in zip(months, worked, strict=True))


@pytest.mark.parametrize("phasing", ["平均", "日历日"])
def test_no_month_is_0_whatever_the_phasing(tmp_path: Path, phasing: str) -> None:
    (plan,) = _run(workbook(case("RC-88"), tmp_path), [("月度分解", phasing)]).plans
    assert min(plan.quota(0, month) for month in plan.months) > 90
