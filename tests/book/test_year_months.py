"""A period in several columns, its year, month and day; clients known by their codes only."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.book.written import reading, told
from xlsummary.book.faults import Fault
from xlsummary.book.values import CellValue
from xlsummary.book.year_months import Part, joined, parts_of_period, whole_of
from xlsummary.model import Lang
from xlsummary.periods import months_from


@pytest.mark.parametrize(
    ("year", "month", "period"),
    [
        (2025.0, 1.0, "2025年1月"),
        ("2025年", "1月", "2025年1月"),
        ("2025年度", "一季度", "2025年一季度"),
        ("FY2025", "上半年", "2025年上半年"),
        (2025.0, "Jan", "Jan 2025"),
        (2025.0, "2025年1月", "2025年1月"),
        (2025.0, "202501", "202501"),
        (2025.0, "2024年1月", "2025 2024年1月"),
        (2025.0, "", "2025"),
        ("", "1月", "1月"),
        ("去年", "1月", "去年 1月"),
        (2025.0, date(2025, 1, 1), date(2025, 1, 1)),
        (2025.0, date(2024, 1, 1), "2025 2024-01-01"),
    ],
)
def test_year_and_month_are_put_together(year: CellValue, month: CellValue, period: CellValue) -> None:
    assert joined(year, month) == period


@pytest.mark.parametrize(
    ("headings", "known", "parts"),
    [
        (["月份", "年度（财年）"], [0, 1], (1, 0)),
        (["Year", "Month"], [0, 1], (0, 1)),
        (["日", "年", "月"], [1, 2], (1, 2, 0)),
        (["年份", "季度", "月份", "日"], [0, 2], (0, 2, 3)),
        (["年", "季度"], [0], (0, 1)),
        (["年度", "周次"], [0], (0, 1)),
        (["年", "半年"], [0], (0, 1)),
        (["年月", "日"], [0], (0, 1)),
        (["月", "日"], [0], (0, 1)),
        (["月份", "月"], [0, 1], ()),
        (["年度", "期间"], [0, 1], ()),
        (["年度"], [0], ()),
        (["季度", "日"], [], ()),
    ],
)
def test_columns_that_are_one_period_together(headings: list[str], known: list[int], parts: tuple[int, ...]) -> None:
    others = [place for place in range(len(headings)) if place not in known]
    assert parts_of_period(headings, known, others, days=True) == parts


def test_a_single_day_is_no_part_of_a_period_of_months() -> None:
    assert parts_of_period(["年", "月", "日"], [0, 1], [2], days=False) == (0, 1)


WHOLES: list[tuple[list[tuple[Part, CellValue]], CellValue]] = [
    ([(Part.YEAR, 2026.0), (Part.MONTH, 1.0), (Part.DAY, 5.0)], "2026-01-05"),
    ([(Part.YEAR, "2026年"), (Part.MONTH, "3月"), (Part.DAY, "8日")], "2026-03-08"),
    ([(Part.YEAR, 2026.0), (Part.MONTH, "Mar"), (Part.DAY, 8.0)], "2026-03-08"),
    ([(Part.YEAR, 2026.0), (Part.MONTH, 3.0), (Part.DAY, "")], "2026年3月"),
    ([(Part.YEAR, 2026.0), (Part.MONTH, 2.0), (Part.DAY, 30.0)], "2026-02-30"),
    ([(Part.YEAR, 2026.0), (Part.MONTH, ""), (Part.DAY, 30.0)], "2026 30"),
    ([(Part.YEAR, 2026.0), (Part.MONTH, 2.0), (Part.DAY, date(2026, 2, 3))], date(2026, 2, 3)),
    ([(Part.YEAR, 2026.0), (Part.MONTH, 2.0), (Part.DAY, date(2026, 3, 3))], "2026年2月 2026-03-03"),
    ([(Part.YEAR_MONTH, 202602.0), (Part.DAY, 6.0)], "2026-02-06"),
    ([(Part.YEAR_MONTH, "2026-02"), (Part.DAY, "6号")], "2026-02-06"),
    ([(Part.MONTH, 1.0), (Part.DAY, 5.0)], "1月5日"),
    ([(Part.YEAR, 2026.0), (Part.QUARTER, 2.0)], "2026Q2"),
    ([(Part.YEAR, 2026.0), (Part.QUARTER, "二季度")], "2026年二季度"),
    ([(Part.YEAR, 2026.0), (Part.HALF, "下半年")], "2026年下半年"),
    ([(Part.YEAR, 2026.0), (Part.HALF, "H1")], "2026H1"),
    ([(Part.YEAR, 2026.0), (Part.WEEK, "第3周")], "2026W03"),
    ([(Part.YEAR, Fault("#N/A")), (Part.MONTH, 3.0)], Fault("#N/A")),
]


@pytest.mark.parametrize(("parts", "whole"), WHOLES)
def test_parts_are_put_together(parts: list[tuple[Part, CellValue]], whole: CellValue) -> None:
    assert whole_of(parts) == whole


def test_year_month_and_day_of_actuals_are_dates_and_impossible_ones_an_error_at_the_days_cell(tmp_path: Path) -> None:
    rows = [
        ["年", "月", "日", "人员", "销售额"],
        [2026, 1, 5, "张三", 100],
        [2026, 2, 30, "张三", 50],
        [2026, 13, 1, "张三", 3],
    ]
    read = reading(tmp_path, {"实绩": [*rows, ["合计", None, None, None, 153]]})
    assert list(read.book.actuals.starts) == [date(2026, 1, 5).toordinal()]
    assert list(read.book.actuals.ends) == [date(2026, 1, 6).toordinal()]
    assert told(read) == [("unreadable-date", "'实绩'!C3"), ("unreadable-date", "'实绩'!C4")]


def test_a_day_without_a_year_is_an_error_at_its_cell(tmp_path: Path) -> None:
    read = reading(tmp_path, {"实绩": [["月", "日", "销售额"], [1, 5, 100]]})
    assert told(read) == [("date-needs-year", "'实绩'!B2")]


def test_a_target_by_year_and_quarter_is_of_that_quarter(tmp_path: Path) -> None:
    read = reading(tmp_path, {"目标": [["年份", "季度", "目标值"], [2026, 1, 100], [2026, "Q2", 200]]})
    assert told(read) == []
    assert [each.period for each in read.book.targets] == [months_from(2026, 1, 3), months_from(2026, 4, 3)]


def test_a_year_merged_over_its_months_is_that_of_each(tmp_path: Path) -> None:
    rows = [["年", "月", "销售额"], [2026, 1, 10], [None, 2, 20], [None, 3, 30]]
    read = reading(tmp_path, {"实绩": rows}, merges={"实绩": ["A2:A4"]})
    assert told(read) == []
    assert list(read.book.actuals.starts) == [months_from(2026, month, 1).start.toordinal() for month in (1, 2, 3)]


def test_actuals_by_year_and_month_are_months_wherever_the_columns_stand(tmp_path: Path) -> None:
    rows = [["月份", "人员", "年度", "销售额"], ["1月", "张三", 2025, 10], [2, "张三", 2025, 20], ["合计", None, None, 30]]
    read = reading(tmp_path, {"实绩": rows})
    actuals = read.book.actuals
    assert told(read) == []
    assert list(actuals.starts) == [months_from(2025, month, 1).start.toordinal() for month in (1, 2)]
    assert list(actuals.ends) == [months_from(2025, month, 1).end.toordinal() for month in (1, 2)]
    assert str(actuals.cell("day", 1)) == "'实绩'!A3"


def test_a_total_in_the_column_of_years_is_a_total(tmp_path: Path) -> None:
    rows = [
        ["年度", "月份", "人员", "目标金额"],
        [2025, "1月", "张三", 10],
        [2025, "2月", "张三", 20],
        ["合计", None, None, 30],
    ]
    read = reading(tmp_path, {"目标": rows})
    assert [str(target.amount.value) for target in read.book.targets if target.amount] == ["10", "20"]
    assert told(read) == []


def test_english_headings_of_a_year_and_a_month(tmp_path: Path) -> None:
    read = reading(tmp_path, {"Targets": [["Year", "Month", "Name", "Target"], [2025, "Feb", "Ann", 10]]})
    assert [target.period for target in read.book.targets] == [months_from(2025, 2, 1)]
    assert read.book.lang is Lang.EN


def test_a_year_alone_is_the_year(tmp_path: Path) -> None:
    read = reading(tmp_path, {"目标": [["年度", "目标金额"], [2025, 10]]})
    assert [target.period for target in read.book.targets] == [months_from(2025, 1, 12)]


def test_a_client_is_known_by_its_code_alone_and_an_unknown_code_stands_for_itself(tmp_path: Path) -> None:
    clients = [["客户", "编号"], ["甲公司", "001"], ["乙公司", 1001]]
    rows = [["日期", "客户编码", "销售额"], *(["2025-01-06", code, 10] for code in ("001", 1001, " 1001 ", "007"))]
    actuals = reading(tmp_path, {"客户": clients, "实绩": rows}).book.actuals
    assert list(actuals.texts["client"]) == ["甲公司", "乙公司", "乙公司", "007"]
    assert list(actuals.texts["client_code"]) == ["001", "1001", "1001", "007"]
