"""Rows of 实绩 dated by a period, beside rows that are part of them or may be."""

from __future__ import annotations

from tests.book.written import Rows
from tests.rules import SOUND, trial
from xlsummary import catalogue_period_rows as rules

HEAD = ["日期", "人员", "市场", "销售额"]


def sold(*rows: list[object]) -> dict[str, Rows]:
    return {"实绩": [HEAD, *rows]}


trial(
    rules.PERIOD_TOTAL_DIFFERS,
    "'实绩'!C3",
    breaks={"实绩": [*SOUND["实绩"], ["2026-03", "张三", 99]]},
    holds={"实绩": [*SOUND["实绩"], ["2026-03", "张三", 100]]},
)
trial(
    rules.PERIOD_TOTAL_DIFFERS,
    "'实绩'!D2",
    breaks=sold(["2026-03", None, None, 1500], ["2026-03", "张三", None, 1000], ["2026-03", "李四", None, 499]),
    holds=sold(["2026-03", None, None, 1500], ["2026-03", "张三", None, 1000], ["2026-03", "李四", None, 500]),
)
trial(
    rules.PERIOD_ROWS_TWICE,
    "'实绩'!D2",
    breaks=sold(["2026-03", None, "北区", 1500], ["2026-03", "张三", None, 1000], ["2026-03", "李四", None, 500]),
    holds=sold(["2026-03", "张三", "北区", 1000], ["2026-03", "张三", None, 1000], ["2026-03", "李四", None, 500]),
)
trial(
    rules.PERIOD_ROWS_BESIDE,
    "'实绩'!D2",
    breaks=sold(["2026-03", None, "北区", 70], ["2026-03", "张三", None, 1000]),
    holds=sold(["2026-02", None, "北区", 70], ["2026-03", "张三", None, 1000]),
)
