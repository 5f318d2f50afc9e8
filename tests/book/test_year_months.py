"""A period in two columns, its year and its month; clients known by their codes only."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.book.written import reading, told
from xlsummary.book.values import CellValue
from xlsummary.book.year_months import joined, year_and_month
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


def test_only_a_year_and_a_month_are_one_period() -> None:
    assert year_and_month(["月份", "年度（财年）"]) == (1, 0)
    assert year_and_month(["Year", "Month"]) == (0, 1)
    assert year_and_month(["月份", "月"]) is None
    assert year_and_month(["年度", "期间"]) is None
    assert year_and_month(["年度"]) is None


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
