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

FORMAT_SMALLER = Rule(
    "format-smaller",
    Severity.NOTE,
    Text("数字格式把数缩小了显示", "a number format that shows a smaller number"),
    Text(
        "单元格里存的是 {value}，数字格式缩小显示为 {shown}，按存的 {value} 读取（本列共 {count} 处）",
        "the cell holds {value} and its format shows {shown}; it was read as {value} ({count} in this column)",
    ),
    Text(
        "如果该按显示的数读，在表头的括号里写明单位，如（万元）",
        "If the number shown is meant, write its unit in the heading's brackets, such as (10k yuan)",
    ),
    once=True,
)
FORMAT_SCALE = Rule(
    "format-scale",
    Severity.ERROR,
    Text("数字格式缩小的倍数与本列单位不同", "a number format that is smaller by something else than the column's unit"),
    Text(
        "单元格里存的是 {value}，数字格式缩小显示为 {shown}，倍数与本列单位不同，分不清按哪个数读",
        "the cell holds {value} and its format shows {shown}, which is smaller by something else than the column's unit; "
        "which number is meant is not clear",
    ),
    Text(
        "单元格改用普通的数字格式，按表头的单位填数",
        "Use a plain number format and enter the number in the heading's unit",
    ),
)
FORMAT_SIGN = Rule(
    "format-sign",
    Severity.ERROR,
    Text("数字格式显示成另一个正负号", "a number format that shows another sign"),
    Text(
        "单元格里存的是 {value}，数字格式显示为 {shown}，分不清是正数还是负数",
        "the cell holds {value} and its format shows {shown}; whether it is above or below 0 is not clear",
    ),
    Text("是负数就填负数，单元格用普通的数字格式", "Enter a negative number if it is one, and use a plain number format"),
)
FORMAT_WORDS = Rule(
    "format-words",
    Severity.WARNING,
    Text("数字格式显示的字看不懂", "a number format with words that are not understood"),
    Text(
        "数字格式让 {value} 带着“{word}”显示，没有当作单位，按 {value} 读取（本列共 {count} 处）",
        "the format shows {value} with {word!r}, which was not taken as a unit; {value} was read ({count} in this column)",
    ),
    Text(
        "如果是单位，把它写在表头的括号里；单元格用普通的数字格式",
        "If it is a unit, write it in the heading's brackets and use a plain format",
    ),
    once=True,
)

VALUES: tuple[Rule, ...] = (
    DATE_NEEDS_YEAR,
    OTHER_MEASURE_WORD,
    PERCENT_UNCLEAR,
    FORMAT_UNIT,
    FORMAT_SMALLER,
    FORMAT_SCALE,
    FORMAT_SIGN,
    FORMAT_WORDS,
)
"""In the order of the README's table."""
