"""目标 and 实绩: values, kinds, rows alike."""

from __future__ import annotations

from collections.abc import Sequence

from tests.book.written import Rows
from tests.rules import trial
from xlsummary import catalogue as reading
from xlsummary import catalogue_checking as rules

LAST = ["2026-03-31", "张三", 100]


def targets(*rows: Sequence[object]) -> dict[str, Rows]:
    return {"目标": [["期间", "目标值", "档位", "来源"], *rows]}


def sold(head: str, *rows: Sequence[object]) -> dict[str, Rows]:
    """Rows of 实绩 under date, rep, sales and the given further headings."""
    return {"实绩": [["日期", "人员", "销售额", *head.split()], *rows, LAST]}


trial(
    rules.TARGET_MISSING,
    "'目标'!B3",
    breaks=targets([2026, 1200, None, None], [2027, None, None, None]),
    holds=targets([2026, 1200, None, None], [2025, 0, None, None]),
)
trial(
    rules.NEGATIVE_TARGET,
    "'目标'!B3",
    breaks=targets([2026, 1200, None, None], [2025, -5, None, None]),
    holds=targets([2026, 1200, None, None], [2025, 0, None, None]),
)
trial(
    rules.TIER_ORDER,
    "'目标'!B4",
    breaks=targets([2026, 1200, "目标", None], [2026, 1000, "保底", None], [2026, 300, "冲刺", None]),
    holds=targets([2026, 1200, "目标", None], [2026, 1200, "冲刺", None], [2026, 300, "挑战", "自定"]),
)
trial(
    rules.SIGN_AGAINST_KIND,
    "'实绩'!C2",
    breaks=sold("类型", ["2026-03-30", "张三", 10.5, "退货"]),
    holds=sold("类型", ["2026-03-30", "张三", -10.5, "退货"], ["2026-03-30", "张三", 0, "折让"]),
)
trial(
    rules.SIGN_AGAINST_KIND,
    "'实绩'!C2",
    breaks=sold("类型", ["2026-03-30", "张三/李四", 0.01, "折让"]),
    holds=sold("类型", ["2026-03-30", "张三/李四", -0.01, "折让"]),
)
trial(
    rules.AMOUNT_AGAINST_KIND,
    "'实绩'!C2",
    breaks=sold("类型 回款", ["2026-03-30", "张三", 10, "承兑", None]),
    holds=sold("类型 回款", ["2026-03-30", "张三", 0, "承兑", 10], ["2026-03-30", "张三", 10, "销售", 10]),
)
trial(
    rules.ROWS_ALIKE,
    "'实绩'!A3",
    breaks=sold("客户 单号", ["2026-03-30", "张三", 10, "甲", "X1"], ["2026-03-30", "李四", 10, "甲", "X1"]),
    holds=sold("客户 单号", ["2026-03-30", "张三", 10, "甲", "X1"], ["2026-03-30", "张三", 10, "甲", "X2"]),
)
trial(
    rules.ROWS_ALIKE,
    "'实绩'!A3",
    breaks=sold("客户", ["2026-03-30", "张三/李四", 10, "甲"], ["2026-03-30", "张三/李四", 10, "甲"]),
    holds=sold("客户", ["2026-03-30", "张三", 10, "甲"], ["2026-03-30", "李四", 10, "甲"], ["2026-03-29", "李四", 10, "甲"]),
)
trial(
    rules.CASH_DATE_WITHOUT_CASH,
    "'实绩'!E2",
    breaks=sold("回款 回款日期", ["2026-03-30", "张三", 10, None, "2026-03-31"]),
    holds=sold("回款 回款日期", ["2026-03-30", "张三", 10, 0, "2026-03-31"]),
)
trial(
    rules.DATES_OUT_OF_ORDER,
    "'实绩'!E2",
    breaks=sold("下单日期 发货日期 交货期", ["2026-03-30", "张三", 10, "2026-03-02", "2026-03-01", None]),
    holds=sold("下单日期 发货日期 交货期", ["2026-03-30", "张三", 10, "2026-03-02", "2026-03-02", "2026-03-02"]),
)
trial(
    reading.REP_SHARES,
    "'实绩'!B2",
    breaks=sold("", ["2026-03-30", "张三60%李四30%", 10]),
    holds=sold("", ["2026-03-30", "张三60%李四40%", 10], ["2026-03-30", "张三/李四", 9]),
)
for text in ("张三60%/李四", "张三/张三", "张三/", "张三33.33%李四66.66%", "张三100%李四0%"):
    trial(
        reading.REP_SHARES,
        "'实绩'!B2",
        breaks=sold("", ["2026-03-30", text, 10]),
        holds=sold("", ["2026-03-30", "李四（33.5％）、张三（66.5％）", 10]),
    )
trial(
    rules.UNLISTED_MARKET,
    "'实绩'!D2",
    breaks={
        **sold("市场", ["2026-03-30", "张三", 10, "南区"], ["2026-03-29", "张三", 10, "南区"]),
        "市场": [["市场", "状态"], ["北区", "重点"]],
    },
    holds={
        **sold("市场", ["2026-03-30", "张三", 10, "北区"], ["2026-03-29", "张三", 10, None]),
        "市场": [["市场", "状态"], ["北区", "重点"]],
    },
)
trial(
    rules.UNLISTED_CLIENT,
    "'实绩'!D2",
    breaks={
        **sold("客户", ["2026-03-30", "张三", 10, "乙"], ["2026-03-29", "张三", 10, "丙"]),
        "客户": [["客户", "等级"], ["甲", "A"]],
    },
    holds={
        **sold("客户", ["2026-03-30", "张三", 10, "甲"], ["2026-03-29", "张三", 10, None]),
        "客户": [["客户", "等级"], ["甲", "A"]],
    },
)
trial(
    rules.UNLISTED_PRODUCT,
    "'季节'!C2",
    breaks={"季节": [["月份", "指数", "产品"], [1, 1, "漆"], [2, 1, "漆"]]},
    holds={**sold("产品", ["2026-03-30", "张三", 10, "漆"]), "季节": [["月份", "指数", "产品"], [1, 1, "漆"], [2, 1, None]]},
)
