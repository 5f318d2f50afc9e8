"""The rules about values: dates without a year, counts of something else, number formats that show another value."""

from __future__ import annotations

from xlsummary.model import Text
from xlsummary.problems import Rule, Severity

DATE_NEEDS_YEAR = Rule(
    "date-needs-year",
    Severity.ERROR,
    Text("日期没有写年份", "a date without its year"),
    Text("“{value}”没有写是哪一年", "{value!r} does not say which year"),
    Text("写上年份，如 2026-01-05", "Write the year too, such as 2026-01-05"),
)
OTHER_MEASURE_WORD = Rule(
    "other-measure-word",
    Severity.ERROR,
    Text("数字后面的单位不是这一列的", "a number with a unit that is not the column's"),
    Text("“{value}”的单位是“{word}”，{expected}", "{value!r} is in {word}, {expected}"),
    Text("换算成这一列的单位，只写数", "Convert it to the column's unit and write the number alone"),
)
PERCENT_UNCLEAR = Rule(
    "percent-unclear",
    Severity.WARNING,
    Text("百分数的列里有不到 1 的数", "a number up to 1 in a column of percent"),
    Text(
        "表头写明是百分数，“{value}”按 {value}% 读取（本列共 {count} 处）",
        "the heading says percent, so {value} was read as {value}% ({count} in this column)",
    ),
    Text("如果是比例，写成带 % 的数，如 35%", "If it is a share of 1, write it with a percent sign, such as 35%"),
    once=True,
)
FORMAT_UNIT = Rule(
    "format-unit",
    Severity.WARNING,
    Text("数字格式显示的单位与本列不同", "a number format with a unit that is not the column's"),
    Text(
        "单元格里存的是 {value}，数字格式显示为 {shown}，已按显示的读取（本列共 {count} 处）",
        "the cell holds {value} and its format shows {shown}; it was read as shown ({count} in this column)",
    ),
    Text(
        "核对金额；把单位写在表头的括号里，单元格用普通的数字格式",
        "Check the amounts; write the unit in the heading and use a plain format",
    ),
    once=True,
)

VALUES: tuple[Rule, ...] = (DATE_NEEDS_YEAR, OTHER_MEASURE_WORD, PERCENT_UNCLEAR, FORMAT_UNIT)
"""In the order of the README's table."""
