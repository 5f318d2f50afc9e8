"""Headings, cells, total rows and settings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tests.book.written import Rows, written
from tests.rules import SOUND, Writer, trial
from xlsummary import catalogue as rules

HEAD = ["日期", "人员", "销售额"]
LAST = ["2026-03-31", "张三", 100]


def sold(*rows: Sequence[object], head: list[str] = HEAD) -> dict[str, Rows]:
    return {"实绩": [head, *rows, LAST]}


def settings(*rows: Sequence[object]) -> dict[str, Rows]:
    return {"设置": [["项目", "值"], *rows]}


def merged(*spans: str) -> Writer:
    """The sound book with a further sale in rows 3 and 4, cells merged."""
    last = ["2026-03-29", None, None if "C3:C4" in spans else 6]
    sheets = {**SOUND, "实绩": [HEAD, LAST, ["2026-03-30", "张三", 5], last]}
    return lambda folder: written(folder, sheets, merges={"实绩": spans})


trial(
    rules.NO_HEADING_ROW,
    "'客户'",
    breaks={"客户": [["甲", "乙"], ["丙", "丁"]]},
    holds={"客户": [["甲", "乙"], ["客户", "等级"], ["丁", "A"]]},
)
trial(
    rules.MISSING_HEADING,
    "'客户'!A1:B1",
    breaks={"客户": [["等级", "阶段"], ["A", "成交"]]},
    holds={"客户": [["等级", "客户名称"], ["A", "甲"]]},
)
trial(
    rules.REPEATED_HEADING,
    "'客户'!C1",
    breaks={"客户": [["客户", "等级", "等级"], ["甲", "A", "B"]]},
    holds={"客户": [["客户", "等级", "上年等级"], ["甲", "A", "B"]]},
)
trial(
    rules.FURTHER_TABLE,
    "'实绩'!A4:C4",
    breaks={"实绩": [HEAD, LAST, [], ["日期", "人员", "回款"], ["2026-03-30", "张三", 5]]},
    holds={"实绩": [HEAD, LAST, [], HEAD, ["2026-03-30", "张三", 5]]},
)
trial(
    rules.ROWS_ABOVE_HEADING,
    "'实绩'!A1",
    breaks={"实绩": [["2026-03-30", "张三", 5], HEAD, LAST]},
    holds={"实绩": [["2026 年销售", None, 5], HEAD, LAST]},
)
trial(
    rules.HEADING_CURRENCY,
    "'实绩'!D1",
    breaks=sold(["2026-03-30", "张三", 1, 2], head=[*HEAD, "回款（美元）"]),
    holds=sold(["2026-03-30", "张三", 1, 2], head=[*HEAD, "回款（人民币元）"]),
)
trial(
    rules.TAX_DIFFERS,
    "'实绩'!C1",
    breaks={**sold(head=["日期", "人员", "销售额（不含税）"]), **settings(["含税", "含税"])},
    holds={**sold(head=["日期", "人员", "销售额（不含税）"]), **settings(["含税", "不含税"])},
)
trial(
    rules.RECOGNITION_DIFFERS,
    "'实绩'!C1",
    breaks={**sold(head=["日期", "人员", "订单金额"]), **settings(["销售额口径", "发货"])},
    holds={**sold(head=["日期", "人员", "订单金额"]), **settings(["销售额口径", "订单"])},
)
trial(
    rules.UNKNOWN_COLUMN,
    "'实绩'!D1",
    breaks=sold(head=[*HEAD, "天气"]),
    holds=sold(head=[*HEAD, "说明"]),
)
trial(
    rules.OTHER_SHEET,
    "'便条'",
    breaks={"便条": [["天气", "晴"]]},
    holds={"便条": [], "计划分解": [["旧", "表"]]},
)
trial(
    rules.MISSING_VALUE,
    "'实绩'!A2",
    breaks=sold([None, "张三", 1]),
    holds=sold([None, None, None], ["2026-03-30", None, 1]),
)
trial(
    rules.UNREADABLE_AMOUNT,
    "'实绩'!C2",
    breaks=sold(["2026-03-30", "张三", "十几万"]),
    holds=sold(["2026-03-30", "张三", "十二万"]),
)
trial(
    rules.UNREADABLE_NUMBER,
    "'市场'!B2",
    breaks={"市场": [["市场", "市占率"], ["北区", 35]]},
    holds={"市场": [["市场", "市占率"], ["北区", "100%"]]},
)
trial(
    rules.UNREADABLE_DATE,
    "'实绩'!A2",
    breaks=sold(["2026-02-29", "张三", 1]),
    holds=sold(["2026-02-28", "张三", 1]),
)
trial(
    rules.DAY_ORDER,
    "'实绩'!A2",
    breaks=sold(["1/2/2026", "张三", 1], ["2/1/2026", "张三", 1]),
    holds=sold(["2026/1/2", "张三", 1]),
)
trial(
    rules.UNREADABLE_PERIOD,
    "'目标'!A3",
    breaks={"目标": [["期间", "目标值"], [2026, 1200], ["五季度", 1]]},
    holds={"目标": [["期间", "目标值"], [2026, 1200], ["2025年四季度", 1]]},
)
trial(
    rules.PERIOD_NEEDS_YEAR,
    "'目标'!A2",
    breaks={"目标": [["期间", "目标值"], ["3月", 1200]]},
    holds={"目标": [["期间", "目标值"], ["3月", 1200]], **settings(["报告期", 2026])},
)
trial(
    rules.TARGET_PERIOD,
    "'目标'!A3",
    breaks={"目标": [["期间", "目标值"], [2026, 1200], ["2025W12", 1]]},
    holds={"目标": [["期间", "目标值"], [2026, 1200], ["2025-03-01~2025-03-31", 1]]},
)
trial(
    rules.UNKNOWN_CHOICE,
    "'客户'!B2",
    breaks={"客户": [["客户", "等级"], ["甲", "D"]]},
    holds={"客户": [["客户", "等级"], ["甲", "c级"]]},
)
trial(
    rules.MERGED_AMOUNT,
    "'实绩'!C3:C4",
    breaks=merged("C3:C4"),
    holds=merged("B3:B4"),
)
trial(
    rules.NUMBER_AS_TEXT,
    "'实绩'!C2",
    breaks=sold(["2026-03-30", "张三", "1,500"], ["2026-03-29", "张三", "7"]),
    holds=sold(["2026-03-30", "张三", "1.5万"]),
)
trial(
    rules.FINER_THAN_FEN,
    "'实绩'!C2",
    breaks=sold(["2026-03-30", "张三", 0.005], ["2026-03-29", "张三", 1.001]),
    holds=sold(["2026-03-30", "张三", 0.01], ["2026-03-29", "张三", 0.1 + 0.2]),
)
trial(
    rules.FINER_THAN_THOUSANDTH,
    "'实绩'!D2",
    breaks=sold(["2026-03-30", "张三", 1, 0.0005], head=[*HEAD, "数量"]),
    holds=sold(["2026-03-30", "张三", 1, 0.001], head=[*HEAD, "数量"]),
)
trial(
    rules.NAME_TO_COME,
    "'实绩'!B2",
    breaks={"实绩": [["日期", "人员", "销售额"], ["2026-03-30", "待定", 100], ["2026-03-31", "-", 90]]},
    holds={"实绩": [["日期", "人员", "销售额"], ["2026-03-30", None, 100], ["2026-03-31", "张三", 90]]},
)
trial(
    rules.TARGET_NAME_TO_COME,
    "'目标'!D3",
    breaks={"目标": [["期间", "目标值", "层级", "对象"], [2026, 1200, None, None], [2026, 60, "人员", "待定"]]},
    holds={"目标": [["期间", "目标值", "层级", "对象"], [2026, 1200, None, None], [2026, 60, "人员", "张三"]]},
)
trial(
    rules.PLACEHOLDER,
    "'实绩'!C2",
    breaks=sold(["2026-03-30", "张三", "待定"]),
    holds=sold(["2026-03-30", "张三", None, 5], head=[*HEAD, "回款"]),
)
trial(
    rules.SERIAL_DATE,
    "'实绩'!A2",
    breaks=sold([46111, "张三", 1]),
    holds=sold([date(2026, 3, 30), "张三", 1]),
)
trial(
    rules.MONTH_FROM_DATE,
    "'目标'!A2",
    breaks={"目标": [["期间", "目标值"], [date(2026, 3, 1), 1200]]},
    holds={"目标": [["期间", "目标值"], ["2026-03", 1200]]},
)
trial(
    rules.CONTROL_CHARACTERS,
    "'客户'!B2",
    breaks={"客户": [["客户", "备注"], ["甲", "上_x0007_下"]]},
    holds={"客户": [["客户", "备注"], ["甲", "上\\n下"]]},
)
trial(
    rules.LONG_NUMBER,
    "'客户'!B2",
    breaks={"客户": [["客户", "编号"], ["甲", 1234567890123456]]},
    holds={"客户": [["客户", "编号"], ["甲", 123456789012345], ["乙", "1234567890123456"]]},
)
trial(
    rules.NAME_SPELLING,
    "'实绩'!B2",
    breaks=sold(["2026-03-30", "张 三", 1], ["2026-03-29", "张　三", 1]),
    holds=sold(["2026-03-30", "李四", 1]),
)
trial(
    rules.TOTAL_DIFFERS,
    "'实绩'!C4",
    breaks={"实绩": [HEAD, LAST, ["2026-03-30", "张三", 1], ["合计", None, 102]]},
    holds={"实绩": [HEAD, LAST, ["2026-03-30", "张三", 1], ["合计", None, 101]]},
)
trial(
    rules.TOTAL_DIFFERS,
    "'实绩'!C7",
    breaks={
        "实绩": [
            HEAD,
            LAST,
            ["小计", None, 100],
            ["2026-03-30", "李四", 1],
            ["小计", None, 1],
            ["2026-03-30", "李四", 2],
            ["总计：", None, 102],
        ]
    },
    holds={
        "实绩": [
            HEAD,
            LAST,
            ["小计", None, 100],
            ["2026-03-30", "李四", 1],
            ["小计", None, 1],
            ["2026-03-30", "李四", 2],
            ["总计：", None, 103],
        ]
    },
)
trial(
    rules.TEXT_BELOW_TABLE,
    "'实绩'!A4",
    breaks={"实绩": [HEAD, LAST, [], ["制表人：张三", None, "审核："]]},
    holds={"实绩": [HEAD, LAST, [], ["2026-03-30", "张三", 1]]},
)
trial(
    rules.TEXT_BELOW_TABLE,
    "'客户'!A4",
    breaks={"客户": [["客户", "备注"], ["甲", None], [], ["备注：本表由销售部填写", None]]},
    holds={"客户": [["客户", "备注"], ["甲", None], [], ["乙", None], ["备注公司", None]]},
)
trial(rules.UNKNOWN_SETTING, "'设置'!A2", breaks=settings(["天气", "晴"]), holds=settings(["主题", "商务"]))
trial(
    rules.REPEATED_SETTING,
    "'设置'!A3",
    breaks=settings(["部门", "甲"], ["部门", "乙"]),
    holds=settings(["部门", "甲"], ["部门", None]),
)
trial(rules.UNREADABLE_SETTING, "'设置'!B2", breaks=settings(["数量精度", 0.02]), holds=settings(["数量精度", 0.01]))
trial(
    rules.EMPTY_BOOK,
    "",
    breaks={"目标": None, "实绩": None},
    holds={"目标": None, "实绩": None, "素材": [["章节", "正文"], ["引言", "好"]]},
)
