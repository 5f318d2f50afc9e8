"""人员: the same person twice, dates, names that are not there."""

from __future__ import annotations

from collections.abc import Sequence

from tests.book.written import Rows
from tests.rules import SOUND, trial
from xlsummary import catalogue as reading
from xlsummary import catalogue_checking as rules

HEAD = ["姓名", "团队", "工号", "入职", "离职"]
OTHER = ["李四", "一组", None, None, None]


def people(*rows: Sequence[object]) -> dict[str, Rows]:
    return {"人员": [HEAD, *rows, OTHER]}


trial(
    rules.REPEATED_REP,
    "'人员'!C3",
    breaks=people(["张三", "一组", "A1", None, "2026-03-31"], ["张三", "二组", "A1", "2026-03-31", None]),
    holds=people(["张三", "一组", "A1", None, "2026-03-31"], ["张三", "二组", "A1", "2026-04-01", None]),
)
trial(
    rules.TRANSFER_ASSUMED,
    "'人员'!A3",
    breaks=people(["张三", "一组", None, None, "2026-02-28"], ["张三", "二组", None, "2026-03-01", None]),
    holds=people(["张三", "一组", "A1", None, "2026-02-28"], ["张三", "二组", None, "2026-03-01", None]),
)
trial(
    rules.LEFT_BEFORE_JOINED,
    "'人员'!E2",
    breaks=people(["王五", "一组", None, "2026-02-02", "2026-02-01"], ["张三", "一组", None, None, None]),
    holds=people(["王五", "一组", None, "2026-02-02", "2026-02-02"], ["张三", "一组", None, None, None]),
)
trial(
    rules.SHARED_CODE,
    "'人员'!C3",
    breaks=people(["张三", "一组", "A1", None, "2026-03-31"], ["张珊", "二组", "A1", "2026-04-01", None]),
    holds=people(["张三", "一组", "A1", None, "2026-03-31"], [" 张三", "二组", "A1", "2026-04-01", None]),
    beside=[reading.NAME_SPELLING],
)
trial(
    rules.UNKNOWN_REP,
    "'目标'!C3",
    breaks={"目标": [["期间", "目标值", "对象"], [2026, 2400, None], [2026, 1200, "王五"]]},
    holds={"目标": [["期间", "目标值", "对象"], [2026, 2400, None], [2026, 1200, "李四"]]},
)
LEVELS = ["期间", "目标值", "层级", "对象"]
trial(
    rules.COMPANY_TARGET_OF_PART,
    "'目标'!D2",
    breaks={"目标": [LEVELS, [2026, 1200, "部门", "张三"]]},
    holds={"目标": [LEVELS, [2026, 1200, "部门", "一组"]]},
)
trial(
    rules.UNKNOWN_NAME,
    "'目标'!D2",
    breaks={"目标": [LEVELS, [2026, 1200, "团队", "三组"]]},
    holds={"目标": [LEVELS, [2026, 1200, "团队", "一组"]]},
)
trial(
    rules.UNKNOWN_NAME,
    "'目标'!D2",
    breaks={
        "目标": [LEVELS, [2026, 1200, "市场", "南区"]],
        "人员": [["姓名", "市场"], ["张三", "北区"]],
        "市场": [["市场"], ["北区"]],
        "设置": [["项目", "值"], ["分解路径", "公司>市场>人员"]],
    },
    holds={
        "目标": [LEVELS, [2026, 1200, "市场", "北区"]],
        "人员": [["姓名", "市场"], ["张三", "北区"]],
        "市场": [["市场"], ["北区"]],
        "设置": [["项目", "值"], ["分解路径", "公司>市场>人员"]],
    },
)
OWN_TEAM: Rows = [["姓名", "团队"], ["张三", "张三"], ["李四", "二组"]]
trial(
    rules.LEVEL_UNCLEAR,
    "'目标'!D3",
    breaks={"目标": [LEVELS, [2026, 1200, None, None], [2026, 600, None, "张三"]], "人员": [*OWN_TEAM[:2], ["李四", "张三"]]},
    holds={"目标": [LEVELS, [2026, 1200, None, None], [2026, 600, None, "张三"]], "人员": OWN_TEAM},
)
REGIONS: Rows = [["姓名", "团队", "市场"], ["张三", "北区", "北区"], ["李四", "南区", "北区"]]
trial(
    rules.LEVEL_UNCLEAR,
    "'目标'!D3",
    breaks={"目标": [LEVELS, [2026, 1200, None, None], [2026, 600, None, "北区"]], "人员": REGIONS},
    holds={"目标": [LEVELS, [2026, 1200, None, None], [2026, 600, "团队", "北区"]], "人员": REGIONS},
)
NAMESAKES: Rows = [HEAD, ["张三", "一组", "A1", None, None], ["张三", "二组", "A2", None, None]]
trial(
    rules.AMBIGUOUS_REP,
    "'目标'!C3",
    breaks={"目标": [["期间", "目标值", "对象"], [2026, 2400, None], [2026, 1200, "张三"]], "人员": NAMESAKES, "实绩": None},
    holds={"目标": [["期间", "目标值", "对象"], [2026, 2400, None], [2026, 1200, "张三(A1)"]], "人员": NAMESAKES, "实绩": None},
    beside=[reading.NO_ACTUALS_AS_OF],
)
trial(
    rules.AMBIGUOUS_REP,
    "'实绩'!B2",
    breaks={"人员": NAMESAKES},
    holds={"人员": NAMESAKES, "实绩": [*SOUND["实绩"][:1], ["2026-03-31", "张三（A2）", 100]]},
)
trial(
    rules.AMBIGUOUS_REP,
    "'实绩'!B2",
    breaks={"人员": [*NAMESAKES, OTHER], "实绩": [*SOUND["实绩"][:1], ["2026-03-31", "李四/张三", 100]]},
    holds={"人员": [*NAMESAKES, OTHER], "实绩": [*SOUND["实绩"][:1], ["2026-03-31", "李四/张三(A2)", 100]]},
)
trial(
    rules.UNLISTED_REP,
    "'实绩'!B3",
    breaks={"实绩": [*SOUND["实绩"], ["2026-03-30", "王五", 1], ["2026-03-29", "王五", 2]]},
    holds={"实绩": [*SOUND["实绩"], ["2026-03-30", "张 三", 1]]},
    beside=[reading.NAME_SPELLING],
)
trial(
    rules.UNLISTED_REP,
    "'客户'!B2",
    breaks={"客户": [["客户", "人员"], ["甲公司", "张三/王五"]]},
    holds={"客户": [["客户", "人员"], ["甲公司", "张三/李四"]]},
)
trial(
    rules.UNLISTED_REP,
    "'计划'!C3",
    breaks={"计划": [["事项", "措施", "负责人"], ["甲", "办", "张三，李四"], ["乙", "办", "张三、王五"]]},
    holds={"计划": [["事项", "措施", "负责人"], ["甲", "办", "一组"], ["乙", "办", "全员"]]},
)
trial(
    rules.UNLISTED_REP,
    "'素材'!D2",
    breaks={"素材": [["章节", "正文", "措施", "负责人"], ["问题", "慢", "办", "王五"]]},
    holds={"素材": [["章节", "正文", "措施", "负责人"], ["问题", "慢", "办", "李四"]]},
)
trial(
    rules.AFTER_LEAVING,
    "'实绩'!A2",
    breaks=people(["张三", "一组", None, None, "2026-03-30"]),
    holds=people(["张三", "一组", None, None, "2026-03-31"]),
)
trial(
    rules.BEFORE_JOINING,
    "'实绩'!A3",
    breaks={**people(["张三", "一组", None, "2026-01-01", None]), "实绩": [*SOUND["实绩"], ["2025-12-31", "张三", 1]]},
    holds={**people(["张三", "一组", None, "2026-01-01", None]), "实绩": [*SOUND["实绩"], ["2026-01-01", "张三", 1]]},
)
AWAY: Rows = [["张三", "一组", "A1", None, "2026-03-28"], ["张三", "二组", "A1", "2026-03-31", None]]
trial(
    rules.BETWEEN_STAYS,
    "'实绩'!A3",
    breaks={**people(*AWAY), "实绩": [*SOUND["实绩"], ["2026-03-30", "张三", 1]]},
    holds={**people(*AWAY), "实绩": [*SOUND["实绩"], ["2026-03-28", "张三", 1]]},
)
trial(
    rules.TOTAL_LIKE_NAME,
    "'实绩'!B3",
    breaks={"实绩": [*SOUND["实绩"], ["2026-03-30", "王小计", 1]], "人员": None},
    holds={"实绩": [*SOUND["实绩"], ["2026-03-30", "合计划公司", 1]], "人员": None},
    beside=[reading.REPS_FROM_ROWS],
)
