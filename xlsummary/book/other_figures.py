"""Headings whose brackets say that their figures are others: `销售额（累计）`, `回款（计划）`, `目标值（完成）`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from xlsummary.spelling import bracketed, folded

_EARLIER = ("上年", "去年", "前年", "上期", "上月", "同期", "累计", "累积", "last year", "previous year", "cumulative", "ytd")
_AHEAD = ("计划", "目标", "预计", "预算", "预测", "planned", "plan", "target", "budget", "forecast")
_DONE = ("完成", "实际", "实绩", "实收", "应收", "业绩", "actuals", "actual", "achieved", "done")
_NOT_SALES = ("毛利", "净利", "利润", "成本", "profit", "margin", "cost")
_ACTUAL = (*_EARLIER, *_AHEAD)
_WRONG: Mapping[tuple[str, str], tuple[str, ...]] = MappingProxyType(
    {
        ("actuals", "sales"): (*_ACTUAL, *_NOT_SALES),
        ("actuals", "collected"): (*_ACTUAL, *_NOT_SALES, "应收", "receivable"),
        ("actuals", "profit"): _ACTUAL,
        ("actuals", "quantity"): _ACTUAL,
        ("targets", "amount"): (*_EARLIER, *_DONE),
        ("expenses", "actual"): _ACTUAL,
        ("expenses", "budget"): (*_EARLIER, *_DONE),
        ("activities", "count"): _ACTUAL,
    }
)
"""By sheet and field, the words that no bracket of its heading may say."""
_NEUTRAL = (
    *("数据", "数量", "金额", "总额", "完成", "实际", "实绩", "业绩", "本年", "今年", "当年", "全年", "本期", "本月"),
    *("当月", "本季", "年度", "季度", "月度", "年", "季", "月", "数", "额", "值", "量", "至今"),
    *("of", "to date", "sales", "figures?", "amounts?", "year", "month"),
)
_TO_COME = re.compile(r"(?:计划|预计|应|拟|要求)完成")
_BETWEEN = re.compile(r"[,，、;；/|]+")
_YEAR = re.compile(r"(20\d\d)(?:年度?)?")


def other_figure(sheet: str, field: str, heading: str) -> str:
    """The word in a heading's brackets that says its figures are others than the field's; '' where none does."""
    wrong = _WRONG.get((sheet, field), ())
    parts = (part for bracket in bracketed(heading) for part in _BETWEEN.split(bracket)) if wrong else ()
    known = re.compile(rf"(?:{'|'.join((*wrong, *_NEUTRAL))}|[\s\d~-])+")
    found = re.compile("|".join(wrong))
    for part in parts:
        text = _TO_COME.sub("", folded(part).casefold()) if sheet == "targets" else folded(part).casefold()
        if text and known.fullmatch(text) and found.search(text):
            return part
    return ""


def year_said(sheet: str, field: str, heading: str) -> int | None:
    """The year in the brackets of a heading of amounts, `销售额（2025年）`; None where there is none or more than one."""
    if (sheet, field) not in _WRONG:
        return None
    years = {
        int(year[1]) for part in bracketed(heading) for each in _BETWEEN.split(part) if (year := _YEAR.fullmatch(each.strip()))
    }
    return years.pop() if len(years) == 1 else None
