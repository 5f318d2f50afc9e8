"""Rows of actuals that lie elsewhere."""

from tests.rules import trial
from xlsummary import catalogue as rules

HEAD = ["日期", "人员", "销售额"]

trial(
    rules.ROWS_AFTER_AS_OF,
    "'实绩'!A3",
    breaks={"实绩": [HEAD, ["2026-03-31", "张三", 100], ["2026-04-01", "张三", 7]]},
    holds={"实绩": [HEAD, ["2026-03-31", "张三", 100], ["2026-03-30", "张三", 7]]},
)
trial(
    rules.NO_ROWS_IN_PERIOD,
    "",
    breaks={"实绩": [HEAD, ["2025-12-31", "张三", 100]]},
    holds={"实绩": [HEAD, ["2025-12-31", "张三", 100], ["2026-03-31", "张三", 7]]},
)
