"""A sheet's table: beside another of its kind, with other layouts of headings, rows that are none."""

from __future__ import annotations

from tests.book.copies import with_marked
from tests.book.trials_reading import HEAD, LAST, sold
from tests.rules import SOUND, trial
from xlsummary import catalogue
from xlsummary import catalogue_structure as rules
from xlsummary.catalogue_fixed import MARKED_OTHER

trial(
    rules.REPEATED_SHEET,
    "'业绩'",
    breaks={"业绩": [HEAD, LAST]},
    holds={"业绩": [HEAD]},
    beside=[catalogue.OTHER_SHEET],
)
trial(
    rules.SIMILAR_SHEET,
    "'二月'",
    breaks={"二月": [HEAD, LAST]},
    holds={"二月": [HEAD[:2], LAST[:2]]},
    beside=[catalogue.OTHER_SHEET],
)
trial(
    rules.SET_ASIDE,
    "'实绩（作废）'",
    breaks={"实绩": None, "实绩（作废）": [HEAD, LAST]},
    holds={"实绩": None, "实绩（一月）": [HEAD, LAST]},
    beside=[catalogue.NO_ACTUALS_AS_OF],
)
trial(
    rules.COPY_OF_OURS,
    "'业绩'",
    breaks=lambda folder: with_marked(folder, {**SOUND, "业绩": [HEAD, LAST]}, "业绩"),
    holds=lambda folder: with_marked(folder, {**SOUND, "计划分解 (2)": [HEAD, LAST]}, "计划分解 (2)"),
    beside=[MARKED_OTHER],
)
trial(
    rules.NARROWED_ROW,
    "'目标'!C2",
    breaks={"目标": [["期间", "目标值", "品牌"], [2026, 1200, "甲"]]},
    holds={"目标": [["期间", "目标值", "品牌"], [2026, 1200, "全部"]]},
    beside=[catalogue.UNKNOWN_COLUMN],
)
trial(
    rules.PART_ROWS,
    "'实绩'!B3",
    breaks={"实绩": [*SOUND["实绩"], ["2026-03-31", "其中：李四", 40]]},
    holds={"实绩": [*SOUND["实绩"], ["2026-03-31", "其中堂书店", 40]], "人员": [*SOUND["人员"], ["其中堂书店", "一组"]]},
)
trial(
    rules.TABLES_BESIDE,
    "'实绩'!E1:G1",
    breaks={"实绩": [[*HEAD, None, *HEAD], [*LAST, None, *LAST]]},
    holds={"实绩": [[*HEAD, None, "天气", "风"], [*LAST, None, "晴", "小"]]},
    beside=[catalogue.UNKNOWN_COLUMN],
)
trial(
    rules.MONTHS_ACROSS,
    "'目标'!B1:D1",
    breaks={"目标": [["对象", "1月", "2月", "3月"], ["一组", 400, 400, 400]]},
    holds={"目标": [["对象", "期间", "目标值"], ["一组", "2026年3月", 400]]},
)
trial(
    rules.HEADING_REMARK,
    "'实绩'!C1",
    breaks=sold(head=[*HEAD[:2], "销售额（东区）"]),
    holds=sold(head=[*HEAD[:2], "销售额（合计）"]),
)
trial(
    rules.NO_AMOUNT,
    "'实绩'!C2",
    breaks=sold(["2026-03-30", "张三", None]),
    holds=sold(["2026-03-30", "张三", 0]),
)
trial(
    rules.NO_AMOUNT,
    "'费用'!B2",
    breaks={"费用": [["项目", "实际"], ["差旅", None], ["会议", 5]]},
    holds={"费用": [["项目", "实际"], ["差旅", 0], ["会议", 5]]},
)
trial(
    rules.NOTE_WITHOUT_TEXT,
    "'素材'!B2",
    breaks={"素材": [["章节", "正文", "措施"], ["问题", None, "每周回访"]]},
    holds={"素材": [["章节", "正文", "措施"], ["问题", None, None], ["原因", "缺人", "招人"]]},
)
trial(
    rules.VOID_ROWS,
    "'实绩'!D2",
    breaks={
        "实绩": [["日期", "人员", "销售额", "单据状态"], ["2026-03-30", "张三", 5, "作废"], ["2026-03-31", "张三", 7, "已审核"]]
    },
    holds={
        "实绩": [["日期", "人员", "销售额", "单据状态"], ["2026-03-30", "张三", 5, "已审核"], ["2026-03-31", "张三", 7, None]]
    },
)
_DEALS = ["成交日期", "负责人", "成交金额", "商机阶段"]
trial(
    rules.DEALS_NOT_WON,
    "'实绩'!D2",
    breaks={"实绩": [_DEALS, ["2026-03-30", "张三", 5, "商务谈判"], ["2026-03-31", "张三", 7, "赢单"]]},
    holds={"实绩": [_DEALS, ["2026-03-30", "张三", 5, "赢单"], ["2026-03-31", "张三", 7, None]]},
)
_STATED: list[list[object]] = [[*HEAD, "单据状态"], ["2026-03-30", "张三", 5, "作废"], ["2026-03-31", "张三", 7, "已审核"]]
trial(
    rules.TOTAL_WITH_VOID,
    "'实绩'!C4",
    breaks={"实绩": [*_STATED, ["合计", None, 12, None]]},
    holds={"实绩": [*_STATED, ["合计", None, 7, None]]},
    beside=[rules.VOID_ROWS],
)
trial(
    rules.UNAPPROVED_ROWS,
    "'实绩'!D2",
    breaks=sold(["2026-03-31", "张三", 5, "审批中"], head=[*HEAD, "单据状态"]),
    holds=sold(["2026-03-31", "张三", 5, "审批通过"], head=[*HEAD, "单据状态"]),
)
trial(
    rules.RETURNED_ROWS,
    "'实绩'!D2",
    breaks=sold(["2026-03-31", "张三", 5, "已退货"], head=[*HEAD, "单据状态"]),
    holds=sold(["2026-03-31", "张三", -5, "已退货"], head=[*HEAD, "单据状态"]),
)
trial(
    rules.NOTED_VOID,
    "'实绩'!D2",
    breaks=sold(["2026-03-31", "张三", 5, "此单作废，不算"], head=[*HEAD, "备注"]),
    holds=sold(["2026-03-31", "张三", 5, "原单作废重开"], head=[*HEAD, "备注"]),
)
trial(
    rules.PAGE_LINE,
    "'实绩'!A2",
    breaks=sold(["第 1 页 共 2 页", None, None]),
    holds={"客户": [["客户", "备注"], ["第1页图文店", None]]},
)
