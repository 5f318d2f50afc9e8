"""Units and currencies: in headings, beside a table, in columns of their own and in number formats."""

from __future__ import annotations

from tests.book.trials_reading import sold
from tests.book.written import Rows
from tests.rules import trial
from xlsummary import catalogue_units as rules
from xlsummary.catalogue import UNKNOWN_COLUMN
from xlsummary.catalogue_checking import TARGET_UNIT

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

trial(
    rules.HEADING_OTHER_FIGURE,
    "'实绩'!D1",
    breaks=sold(["2026-03-30", "张三", 1, 2], head=["日期", "人员", "销售额", "回款（计划）"]),
    holds=sold(["2026-03-30", "张三", 1, 2], head=["日期", "人员", "销售额", "回款（实际）"]),
)

PLAIN: Rows = [["期间", "目标值"], [2026, 12]]

trial(
    rules.SHEET_UNIT,
    "'目标'!B1",
    breaks={"目标": [["2026 年", "单位：万元"], *PLAIN]},
    holds={"目标": [["2026 年", "单位：一部"], *PLAIN]},
)
trial(
    rules.SHEET_UNIT_DIFFERS,
    "'目标'!B1",
    breaks={"目标": [["2026 年", "单位：万元"], ["期间", "目标值（元）"], [2026, 12]]},
    holds={"目标": [["2026 年", "单位：万元"], ["期间", "目标值（万元）"], [2026, 12]]},
)
trial(
    rules.OTHER_UNIT_BELOW,
    "'目标'!B3",
    breaks={"目标": [["期间", "目标值（万元）"], [2026, 12], ["期间", "目标值（元）"], [2025, 3]]},
    holds={"目标": [["期间", "目标值（万元）"], [2026, 12], ["期间", "目标值(万元)"], [2025, 3]]},
)
trial(
    rules.ROW_CURRENCY,
    "'实绩'!D2",
    breaks=sold(["2026-03-30", "张三", 1, "USD"], head=["日期", "人员", "销售额", "币种"]),
    holds=sold(["2026-03-30", "张三", 1, "人民币"], head=["日期", "人员", "销售额", "币种"]),
)


def by_row(*units: str | None, heading: str = "销售额") -> dict[str, Rows]:
    """Actuals of a unit in each row, the first in 万元."""
    rows = [[f"2026-03-{31 - number}", "张三", number, unit] for number, unit in enumerate(("万元", *units))]
    return {"目标": PLAIN, "实绩": [["日期", "人员", heading, "单位"], *rows]}


trial(rules.ROW_UNIT, "'实绩'!D3", breaks=by_row("元/吨"), holds=by_row("千元"))
trial(
    rules.ROW_UNIT_DIFFERS,
    "'实绩'!D3",
    breaks=by_row("元", heading="销售额（万元）"),
    holds=by_row(None, heading="销售额（万元）"),
)
trial(rules.ROW_UNIT_MISSING, "'实绩'!D3", breaks=by_row(None), holds=by_row("元"))
_COUNTED = ["日期", "人员", "销售额", "数量", "单位"]
trial(
    rules.MIXED_UNITS,
    "'实绩'!E1",
    breaks=sold(["2026-03-30", "张三", 1, 2, "吨"], ["2026-03-30", "张三", 2, 3, "箱"], head=_COUNTED),
    holds=sold(["2026-03-30", "张三", 1, 2, "吨"], ["2026-03-30", "张三", 2, 3, "吨"], head=_COUNTED),
    beside=(UNKNOWN_COLUMN,),
)


def counted_in(unit: str) -> dict[str, Rows]:
    """A target in 吨 beside a quantity in another unit, or not."""
    targets: Rows = [["期间", "目标值", "指标", "单位"], [2026, 1200, None, "元"], [2026, 500, "数量", "吨"]]
    return {"目标": targets, "实绩": [["日期", "人员", "数量", "单位", "销售额"], ["2026-03-31", "张三", 3, unit, 100]]}


trial(TARGET_UNIT, "'目标'!B3", breaks=counted_in("桶"), holds=counted_in("t"))


def by_product(other: str) -> dict[str, Rows]:
    """A target of quantities beside those of 乳胶漆（吨） and of another product."""
    head = ["日期", "人员", "产品", "数量", "销售额"]
    rows: Rows = [["2026-03-30", "张三", "乳胶漆（吨）", 3, 100], ["2026-03-31", "张三", other, 4, 50]]
    targets: Rows = [["期间", "目标值", "指标"], [2026, 1200, None], [2026, 500, "数量"]]
    return {"目标": targets, "实绩": [head, *rows]}


trial(rules.UNITS_NOT_COMPARED, "'目标'!B3", breaks=by_product("涂料（桶）"), holds=by_product("腻子（吨）"))
