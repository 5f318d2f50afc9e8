"""Units and currencies: in headings, beside a table, in columns of their own and in number formats."""

from __future__ import annotations

from tests.book.trials_reading import sold
from tests.rules import trial
from xlsummary import catalogue_units as rules

trial(
    rules.HEADING_UNIT,
    "'实绩'!D1",
    breaks=sold(["2026-03-30", "张三", 1, 2], head=["日期", "人员", "销售额", "回款（元/吨）"]),
    holds=sold(["2026-03-30", "张三", 1, 2], head=["日期", "人员", "销售额", "回款（单位：元，含税）"]),
)
trial(
    rules.HEADING_UNIT,
    "'实绩'!D1",
    breaks=sold(["2026-03-30", "张三", 1, 2], head=["日期", "人员", "销售额", "数量（万元）"]),
    holds=sold(["2026-03-30", "张三", 1, 2], head=["日期", "人员", "销售额", "数量（万件）"]),
)
