"""客户, 市场, 计划, 素材, 活动, 季节, 日历: repeated keys, ranges, dates, what a row contradicts in itself."""

from __future__ import annotations

from collections.abc import Sequence

from tests.book.written import Rows
from tests.rules import trial
from xlsummary import catalogue as reading
from xlsummary import catalogue_checking as rules


def clients(head: str, *rows: Sequence[object]) -> dict[str, Rows]:
    return {"客户": [["客户", *head.split()], *rows]}


def markets(head: str, *rows: Sequence[object]) -> dict[str, Rows]:
    return {"市场": [["市场", *head.split()], *rows]}


def plans(head: str, *rows: Sequence[object]) -> dict[str, Rows]:
    return {"计划": [["事项", *head.split()], *rows]}


trial(
    rules.REPEATED_CLIENT,
    "'客户'!A3",
    breaks=clients("编号", ["甲公司", "1"], ["甲 公司", "2"]),
    holds=clients("编号", ["甲公司", "1"], ["甲公司分公司", "2"]),
    beside=[reading.NAME_SPELLING],
)
trial(
    rules.REPEATED_CLIENT,
    "'客户'!B3",
    breaks=clients("编号", ["甲公司", "1"], ["乙公司", "1"]),
    holds=clients("编号", ["甲公司", "1"], ["乙公司", "01"], ["丙公司", None], ["丁公司", None]),
)
trial(
    rules.STAGE_BEFORE_DEAL,
    "'客户'!B2",
    breaks=clients("阶段 首次成交", ["甲", "考察", "2026-01-05"]),
    holds=clients("阶段 首次成交", ["甲", "成交", "2026-01-05"], ["乙", "流失", "2026-01-05"], ["丙", "意向", None]),
)
trial(
    rules.DATES_OUT_OF_ORDER,
    "'客户'!C2",
    breaks=clients("首次成交 最近联系", ["甲", "2026-01-05", "2026-01-04"]),
    holds=clients("首次成交 最近联系", ["甲", "2026-01-05", "2026-01-05"]),
)
trial(
    rules.OUT_OF_RANGE,
    "'客户'!B2",
    breaks=clients("实力 网络", ["甲", 6, 3]),
    holds=clients("实力 网络", ["甲", 5, 1]),
)
trial(
    rules.OUT_OF_RANGE,
    "'客户'!B2",
    breaks=clients("回访周期 账期 信用额度", ["甲", 0, 0, 0]),
    holds=clients("回访周期 账期 信用额度 期初应收", ["甲", 1, 0, 0, -5]),
)
trial(
    rules.REPEATED_MARKET,
    "'市场'!A3",
    breaks=markets("起 止", ["北区", "2025-01-01", "2025-06-30"], ["北区", "2025-06-30", None]),
    holds=markets("起 止", ["北区", "2025-01-01", "2025-06-30"], ["北区", "2025-07-01", None]),
)
trial(
    rules.DATES_OUT_OF_ORDER,
    "'市场'!C2",
    breaks=markets("起 止", ["北区", "2025-01-02", "2025-01-01"]),
    holds=markets("起 止", ["北区", "2025-01-01", "2025-01-01"]),
)
trial(
    rules.PART_OVER_WHOLE,
    "'市场'!C2",
    breaks=markets("检查点 见货点", ["北区", 10, 11]),
    holds=markets("检查点 见货点 上年见货点", ["北区", 10, 10, 3]),
)
trial(
    rules.OUT_OF_RANGE,
    "'市场'!B2",
    breaks=markets("遗留费用 消费者", ["北区", -1, 0]),
    holds=markets("遗留费用 消费者", ["北区", 0, 0]),
)
trial(
    rules.SETTLED_WITHOUT_SETTLEMENT,
    "'市场'!C2",
    breaks=markets("遗留费用 处理办法 已解决", ["北区", 500, None, "是"]),
    holds=markets(
        "遗留费用 处理办法 已解决", ["北区", 500, None, "否"], ["南区", None, None, "是"], ["东区", 500, "冲抵", "是"]
    ),
)
trial(
    rules.NO_ACTION,
    "'计划'!C2",
    breaks=plans("问题 措施 状态", ["甲", "慢", None, None]),
    holds=plans("问题 措施 状态", ["甲", None, None, None], ["乙", "慢", "快", None], ["丙", "慢", None, "取消"]),
)
trial(
    rules.NO_ACTION,
    "'计划'!C2",
    breaks=plans("预期 措施", ["甲", 100, None]),
    holds=plans("预期 措施", ["甲", 100, "办"], ["乙", None, None]),
)
trial(
    rules.NO_ACTION,
    "'素材'!C2",
    breaks={"素材": [["章节", "正文", "措施"], ["问题", "慢", None]]},
    holds={"素材": [["章节", "正文", "措施"], ["问题", "慢", "快"], ["体会", "好", None]]},
)
trial(
    rules.SEVERAL_BREAKTHROUGHS,
    "'计划'!B4",
    breaks=plans("突破 状态", ["甲", "是", None], ["乙", "否", None], ["丙", "是", None]),
    holds=plans("突破 状态", ["甲", "是", None], ["乙", "否", None], ["丙", "是", "取消"]),
)
trial(
    rules.STATUS_AGAINST_ACHIEVED,
    "'计划'!C2",
    breaks=plans("预期 完成 状态 措施", ["甲", 100, 99, "已完成", "办"]),
    holds=plans(
        "预期 完成 状态 措施", ["甲", 100, 100, "已完成", "办"], ["乙", 100, 0, "未开始", "办"], ["丙", 100, 9, "进行中", "办"]
    ),
)
trial(
    rules.STATUS_AGAINST_ACHIEVED,
    "'计划'!C2",
    breaks=plans("预期 完成 状态 措施", ["甲", 100, 1, "未开始", "办"]),
    holds=plans("预期 完成 状态 措施", ["甲", 100, None, "未开始", "办"]),
)
trial(
    rules.DATES_OUT_OF_ORDER,
    "'计划'!C2",
    breaks=plans("开始 截止", ["甲", "2026-01-02", "2026-01-01"]),
    holds=plans("开始 截止", ["甲", "2026-01-02", "2026-01-02"]),
)
trial(
    rules.OUT_OF_RANGE,
    "'计划'!B2",
    breaks=plans("预算", ["甲", -0.01]),
    holds=plans("预算", ["甲", 0]),
)
trial(
    rules.OUT_OF_RANGE,
    "'活动'!C2",
    breaks={"活动": [["期间", "类型", "数量"], ["2026-03-02", "培训", -1]]},
    holds={"活动": [["期间", "类型", "数量"], ["2026-03-02", "培训", 0]]},
)
trial(
    rules.OUT_OF_RANGE,
    "'活动'!C2",
    breaks={"活动": [["期间", "类型", "数量"], ["2026-04", "培训", -2]]},
    holds={"活动": [["期间", "类型", "数量"], ["2026-03", "培训", 2]]},
)
trial(
    rules.DATES_OUT_OF_ORDER,
    "'活动'!D2",
    breaks={"活动": [["期间", "类型", "数量", "关闭日期"], ["2026-03-02", "投诉", 1, "2026-03-01"]]},
    holds={"活动": [["期间", "类型", "数量", "关闭日期"], ["2026-03-02", "投诉", 1, "2026-03-02"]]},
)
trial(
    rules.REPEATED_SEASON,
    "'季节'!A3",
    breaks={"季节": [["月份", "指数"], [1, 1], ["1月", 2]]},
    holds={"季节": [["月份", "指数"], [1, 1], ["2月", 1]]},
)
trial(
    rules.REPEATED_DAY,
    "'日历'!A3",
    breaks={"日历": [["日期", "类型"], ["2026-03-07", "工作"], ["2026/3/7", "工作"]]},
    holds={"日历": [["日期", "类型"], ["2026-03-07", "工作"], ["2026/3/8", "工作"]]},
)
trial(
    rules.WEIGHT_ON_REST,
    "'日历'!C2",
    breaks={"日历": [["日期", "类型", "权重"], ["2026-03-07", "休息", 2]]},
    holds={"日历": [["日期", "类型", "权重"], ["2026-03-07", "休息", 0], ["2026-03-08", "工作", 2]]},
)
