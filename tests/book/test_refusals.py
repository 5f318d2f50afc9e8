"""What is said of a cell that cannot be read is true of it, and the hint says what helps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from tests.book.written import Rows, reading
from xlsummary.book.findings import Findings
from xlsummary.book.measure_words import COUNTED
from xlsummary.book.period_values import Era
from xlsummary.book.read import Reading
from xlsummary.book.values import (
    CellValue,
    Customs,
    Remark,
    read_amount,
    read_code,
    read_count,
    read_day,
    read_period,
    read_ratio,
)
from xlsummary.model import Cell, Lang
from xlsummary.periods import months_from

CUSTOMS = Customs(era=Era(around=months_from(2026, 1, 12)))
READERS: dict[str, Callable[[CellValue], Sequence[Remark]]] = {
    "amount": lambda cell: read_amount(cell, Decimal(1)).remarks,
    "count": lambda cell: read_count(cell).remarks,
    "terms": lambda cell: read_count(cell, counted=COUNTED["terms"]).remarks,
    "ratio": lambda cell: read_ratio(cell, share=True).remarks,
    "day": lambda cell: read_day(cell, CUSTOMS).remarks,
    "period": lambda cell: read_period(cell, CUSTOMS).remarks,
    "code": lambda cell: read_code(cell).remarks,
}

SAID: tuple[tuple[str, CellValue, str, str], ...] = (
    ("amount", "2026-02-30", "是日期", "is a date"),
    ("amount", "2206-01", "是日期", "is a date"),
    ("amount", "3月", "是日期", "is a date"),
    ("amount", "第3季度", "是日期", "is a date"),
    ("amount", time(8, 30), "是日期", "is a date"),
    ("amount", "3-5", "是一个范围", "is a range"),
    ("amount", "5个百分点", "是百分比", "is a percentage"),
    ("amount", "CHF 500", "是另一种货币", "is in another currency"),
    ("amount", "500卢布", "是另一种货币", "is in another currency"),
    ("amount", "5桶", "单位与本列单位不一致", "a unit that does not fit"),
    ("amount", "15元/吨", "单位与本列单位不一致", "a unit that does not fit"),
    ("amount", "张三,李四", "不是数字", "is not a number"),
    ("count", "500元", "单位是“元”", "is in 元"),
    ("count", "2026年初", "是日期", "is a date"),
    ("count", "张三,李四", "不是数字", "is not a number"),
    ("terms", "半个月", "单位是“个月”", "is in 个月"),
    ("terms", "上半年", "是日期", "is a date"),
    ("ratio", "百分之五", "不是带 % 的数", "percent sign"),
    ("day", date(1900, 1, 1), "小的数设成了日期格式", "a small number that is formatted as a date"),
    ("day", datetime(1899, 12, 31, 8), "小的数设成了日期格式", "a small number that is formatted as a date"),  # noqa: DTZ001
    ("day", date(2206, 1, 5), "年份不在 1950 到 2199 之间", "not between 1950 and 2199"),
    ("day", "2206-01-05", "年份不在 1950 到 2199 之间", "not between 1950 and 2199"),
    ("day", "2026-02-30", "在日历上没有这一天", "no day of the calendar"),
    ("day", 20261301.0, "月份不在 1 到 12 之间", "a month that is not between"),
    ("day", "26年1月5日", "年份没有写满四位", "fewer than four digits"),
    ("day", time(8, 30), "只有时间，没有日期", "without a date"),
    ("day", timedelta(hours=26), "“26:00:00”只有时间", "26:00:00"),
    ("day", "2026-03", "是期间，不是某一天", "is a period, not a day"),
    ("day", 202603.0, "是期间，不是某一天", "is a period, not a day"),
    ("day", 2026.1, "2026.1 和 2026.10 存出来一样", "2026.1 and 2026.10 are the same"),
    ("day", "46027", "是日期变成的数", "what a date has become"),
    ("day", 1001.0, "不是日期", "is not a date"),
    ("period", 2026.1, "2026.1 和 2026.10 存出来一样", "2026.1 and 2026.10 are the same"),
    ("period", 2206.0, "年份不在 1950 到 2199 之间", "not between 1950 and 2199"),
    ("period", "2026年13月", "月份不在 1 到 12 之间", "a month that is not between"),
    ("period", "1-2", "分不清是某一天还是几个月", "could be a day or some months"),
    ("period", 46027.0, "是日期变成的数", "what a date has become"),
    ("period", 13.0, "不是期间", "is not a period"),
    ("code", "1.23457E+17", "长编号存成数字以后的样子", "a long code stored as a number"),
    ("code", time(8, 30), "是日期或时间 08:30:00", "date or time 08:30:00"),
    ("amount", "#N/A", "是错误值 #N/A", "shows #N/A"),
    ("day", "＃N/A", "是错误值", "holds no value"),
)


@pytest.mark.parametrize(("reader", "cell", "zh", "en"), SAID, ids=str)
def test_what_is_said_of_a_cell_is_true_of_it(reader: str, cell: CellValue, zh: str, en: str) -> None:
    findings = Findings()
    findings.add_all(READERS[reader](cell), Cell("表", "A1"), cell)
    (problem,) = findings.problems
    assert zh in problem.message(Lang.ZH)
    assert en in problem.message(Lang.EN)


@pytest.mark.parametrize(
    ("reader", "cell", "zh"),
    [
        ("amount", "$500", "折算"),
        ("amount", date(2026, 1, 5), "格式改成数字"),
        ("count", "3月", "填数"),
        ("day", "-", "有日期就填上"),
        ("amount", "-", "是 0 就填 0"),
    ],
)
def test_a_hint_is_of_what_is_wrong(reader: str, cell: CellValue, zh: str) -> None:
    findings = Findings()
    findings.add_all(READERS[reader](cell), Cell("表", "A1"), cell)
    assert [zh in problem.hint(Lang.ZH) for problem in findings.problems] == [True]


def _season(folder: Path, *months: object) -> Reading:
    rows: Rows = [["月份", "指数"], *([month, 1] for month in months)]
    return reading(folder, {"目标": [["期间", "目标值"], [2026, 1]], "季节": rows})


def test_a_months_name_is_a_month_of_the_season_and_a_thirteenth_is_told_as_what_it_is(tmp_path: Path) -> None:
    read = _season(tmp_path, "三月", "Mar.", 5, "6月份", "July", 13, "春季", "d")
    assert [each.month for each in read.book.season] == [3, 3, 5, 6, 7]
    wrong = [each for each in read.problems if each.rule.id == "unreadable-number"]
    assert [(str(each.cell), "1 到 12" in each.hint(Lang.ZH)) for each in wrong] == [
        ("'季节'!A7", True),
        ("'季节'!A8", True),
        ("'季节'!A9", True),
    ]
