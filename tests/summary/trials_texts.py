"""What the manager's own text claims, and figures it names."""

from tests.book.written import Rows
from tests.rules import trial
from xlsummary import catalogue_texts as rules

NOTES = ["章节", "正文"]


def sales(amount: int) -> Rows:
    return [["日期", "人员", "销售额"], ["2025-01-31", "张三", 100], ["2026-03-31", "张三", amount]]


def told(*texts: str, section: str = "成绩", **sheets: Rows) -> dict[str, Rows]:
    return {"素材": [NOTES, *([section, text] for text in texts)], **sheets}


def targets(*rows: list[object]) -> Rows:
    return [["期间", "目标值", "来源"], *rows]


trial(rules.UNKNOWN_FIGURE, "'素材'!B2", breaks=told("完成了【销售额.完成】。"), holds=told("完成了【销售额.完成率】。"))
trial(rules.UNKNOWN_FIGURE, "'素材'!B2", breaks=told("【重点】抓大客户。"), holds=told("【销售额】都是老客户带来的。"))
trial(
    rules.EXCESS_NOT_REACHED,
    "'素材'!B2",
    breaks=told("三季度起追赶，最后超额完成了任务。"),
    holds=told("三季度起追赶，最后超额完成了任务。", 目标=[["期间", "目标值"], [2026, 90]]),
)
trial(
    rules.EXCESS_NOT_REACHED,
    "'素材'!B2",
    breaks=told("超过了公司下达的任务。", 目标=targets([2026, 200, "公司下达"], [2026, 90, "自定"])),
    holds=told("超过了自己定的目标。", 目标=targets([2026, 200, "公司下达"], [2026, 90, "自定"])),
)
trial(
    rules.EXCESS_UNPROVEN,
    "'素材'!B2",
    breaks=told("回款超额完成公司规定的任务。", 实绩=[["日期", "人员", "销售额", "回款"], ["2026-03-31", "张三", 100, 90]]),
    holds=told("回款没有超额完成任务。", 实绩=[["日期", "人员", "销售额", "回款"], ["2026-03-31", "张三", 100, 90]]),
)
trial(
    rules.DISPUTE_OPEN,
    "'素材'!B2",
    breaks=told("老市场的遗留问题彻底解决了。", 市场=[["市场", "遗留费用", "已解决"], ["峄城", 100, "否"]]),
    holds=told("老市场的遗留问题彻底解决了。", 市场=[["市场", "遗留费用", "已解决", "处理办法"], ["峄城", 100, "是", "折货"]]),
)
trial(
    rules.CHANGE_IS_SMALL,
    "'素材'!B2",
    breaks=told("销售额同比大幅增长。", 实绩=sales(104)),
    holds=told("销售额同比大幅增长。", 实绩=sales(105)),
)
trial(
    rules.POINTS_NOT_PERCENT,
    "'素材'!B2",
    breaks=told("回款率比上年下降16%。"),
    holds=told("回款率比上年下降16个百分点，降到80%。"),
)
trial(rules.NUMBER_DIFFERS, "'素材'!B2", breaks=told("完成销售额101元。"), holds=told("完成销售额100元。"))
trial(
    rules.NUMBER_DIFFERS,
    "'素材'!B2",
    breaks=told("完成率达到9%。"),
    holds=told("完成率达到8%。", "3月销售额12元。", "去年销售额80元。", "张三销售额50元。"),
)
trial(
    rules.ACTIVITY_OF_ANOTHER_PERIOD,
    "'素材'!B2",
    breaks=told("全年拜访客户210次。", 活动=[["期间", "类型", "数量"], ["2026-03-01~2026-03-31", "拜访", 210]]),
    holds=told("一个月拜访客户210次。", 活动=[["期间", "类型", "数量"], ["2026-03-01~2026-03-31", "拜访", 210]]),
)
