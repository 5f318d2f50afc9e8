"""What rows and headings of the sheets are called."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from xlsummary.model import Lang, Line, Period, Text
from xlsummary.periods import month_name
from xlsummary.wording import label

PLANNING_MARKER, PEOPLE_MARKER = "_xlsummary_planning", "_xlsummary_people"
"""The hidden names that tell these sheets again."""

PLANNING = Text("计划分解", "Planning")
WEEKLY = Text("周例会", "Weekly")
PEOPLE = Text("人员分解", "By rep")
RECEIVABLES = Text("应收", "Receivables")
PROBLEMS = Text("问题", "Problems")
PAGES = Text("第 &P 页，共 &N 页", "Page &P of &N")
COMPANY = Text("公司", "Company")
UNASSIGNED = Text("未分配", "Unassigned")
TOTAL = Text("合计", "Total")
SIGNATURES = Text(
    "编制：______________　　审核：______________　　日期：______________",
    "Prepared by: ______________    Reviewed by: ______________    Date: ______________",
)
"""The last line of what finance signs."""
CHECK = Text("核对", "Check")
HEADINGS = (Text("期间", "Period"), Text("周号", "Week"), Text("起止", "Dates"), Text("工作日", "Working days"))

LEFT_OUT: Mapping[str, Text] = MappingProxyType(
    {
        "total-row": Text("合计行", "total rows"),
        "part-row": Text("“其中”行", "parts of the row above"),
        "blank-target": Text("目标待补", "targets not filled in"),
        "heading-row": Text("重复的表头", "repeated headings"),
        "below-other-unit": Text("在另一种单位的表头下面", "below headings of another unit"),
        "merged-amount": Text("合并的金额格", "merged amounts"),
        "default": Text("用默认值", "left at the default"),
        "error": Text("有错误", "rows with an error"),
        "overruled": Text("同期有更细的行", "totals of rows that are there"),
        "void": Text("已作废", "void documents"),
        "unreadable": Text("有错误", "rows with an error"),
        "blank": Text("没有内容", "nothing to use"),
        "other-file": Text("实绩取自另一个文件", "actuals of another file used"),
        "other-columns": Text("只填了其他列", "only other columns filled"),
        "above-heading": Text("表头上方", "above the heading"),
        "further-table": Text("下方的另一个表", "another table below"),
    }
)
"""Why rows of a sheet were not used."""

_WEEKDAYS = (
    Text("周一", "Mon"),
    Text("周二", "Tue"),
    Text("周三", "Wed"),
    Text("周四", "Thu"),
    Text("周五", "Fri"),
    Text("周六", "Sat"),
    Text("周日", "Sun"),
)


def month_label(month: Period, lang: Lang, *, with_year: bool) -> str:
    """`2月`, `2026年2月`; `Feb`, `Feb 2026`."""
    first = month.start
    if lang is Lang.ZH:
        return f"{first.year}年{first.month}月" if with_year else f"{first.month}月"
    return f"{_short(first, lang)} {first.year}" if with_year else _short(first, lang)


def slice_label(period: Period, number: int, lang: Lang) -> str:
    """`2月第1周 (2/1-2/1)`; `Feb week 1 (1-1 Feb)`."""
    name = f"{period.start.month}月第{number}周" if lang is Lang.ZH else f"{_short(period.start, lang)} week {number}"
    return f"{name} ({date_range(period, lang)})"


def date_range(period: Period, lang: Lang) -> str:
    """`2/1-2/8`; `1-8 Feb`."""
    first, last = period.start, period.last
    if lang is Lang.ZH:
        return f"{first.month}/{first.day}-{last.month}/{last.day}"
    left = f"{first.day}" if first.month == last.month else f"{first.day} {_short(first, lang)}"
    return f"{left}-{last.day} {_short(last, lang)}"


def date_label(day: date, lang: Lang) -> str:
    """`2/3`; `3 Feb`."""
    return f"{day.month}/{day.day}" if lang is Lang.ZH else f"{day.day} {_short(day, lang)}"


def day_label(day: date, lang: Lang, *, works: bool) -> str:
    """`2/3 周二`, and where a day of the weekend is worked `2/14 周六（上班）`."""
    made_up = Text("（上班）", " (working)")[lang] if works and day.weekday() > 4 else ""
    return f"{date_label(day, lang)} {_WEEKDAYS[day.weekday()][lang]}{made_up}"


def line_label(line: Line, lang: Lang) -> str:
    """`销售额 · 有把握 · 公司下达 · 年初目标`."""
    words = [label(word, lang) for word in (line.measure, line.tier, line.source, line.version)]
    return " · ".join(words) + Text("目标", " version")[lang]


def _short(day: date, lang: Lang) -> str:
    return month_name(day.month, lang)[:3]
