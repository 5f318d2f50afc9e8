"""The plan's days, targets and people; the comparison's rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tests.book.written import Rows
from tests.rules import SOUND, TODAY, trial
from xlsummary import catalogue as rules
from xlsummary import catalogue_checking as checking
from xlsummary import catalogue_typed as typed
from xlsummary.pipeline import Options

TARGET = ["期间", "目标值", "指标", "层级", "对象"]
PEOPLE = ["姓名", "团队", "入职", "离职", "状态"]


def targets(*rows: Sequence[object]) -> dict[str, Rows]:
    return {"目标": [TARGET, *rows]}


def people(*rows: Sequence[object]) -> dict[str, Rows]:
    return {"人员": [PEOPLE, *rows]}


def settings(*rows: Sequence[object]) -> dict[str, Rows]:
    return {"设置": [["项目", "值"], *rows]}


YEAR = [2026, 1200, None, None, None]

trial(rules.NO_ACTUALS_AS_OF, "", breaks={"实绩": None}, holds={"实绩": None, **settings(["截止日", "2026-01-05"])})
trial(
    rules.PLAN_PERIOD_EMPTY,
    "'设置'!B2",
    breaks=settings(["计划期", "2028"]),
    holds=settings(["计划期", "2026-12~2027-01"]),
)
trial(
    typed.NOT_THE_SUM,
    "'目标'!B2",
    breaks=targets(YEAR, ["2026H1", 700, None, None, None], ["2026H2", 501, None, None, None]),
    holds=targets(YEAR, ["2026H1", 700, None, None, None], ["2026H2", 500, None, None, None]),
)
trial(
    typed.TOO_MUCH_INSIDE,
    "'目标'!B2",
    breaks=targets(YEAR, ["2026-03", 1201, None, None, None]),
    holds=targets(YEAR, ["2026-03", 1200, None, None, None]),
)
WEIGHED = ["姓名", "权重"]
FOR_ZHANG = targets(YEAR, [2026, 1199, None, "人员", "张三"])
trial(
    typed.REST_FOR_NOBODY,
    "'目标'!B2",
    breaks={**FOR_ZHANG, "人员": [WEIGHED, ["张三", 1], ["李四", 0]]},
    holds={**FOR_ZHANG, "人员": [WEIGHED, ["张三", 1], ["李四", 0.1]]},
)


def crossing(last: int) -> dict[str, Rows]:
    """张三 has half of the year, and January's 500 leave 700 for the rest of it, of which 李四 is to have `last`."""
    zhang, li = [2026, 600, None, "人员", "张三"], ["2026-02~2026-12", last, None, "人员", "李四"]
    return {**targets(YEAR, zhang, ["2026-01", 500, None, None, None], li), **people(["张三"], ["李四"])}


trial(typed.TYPED_CONTRADICTION, "'目标'!B2", breaks=crossing(601), holds=crossing(600))


def in_a_ring(unit: str) -> dict[str, Rows]:
    """Five sums of two months each, in a ring: 甲's January and April, April's 甲 and 丙, ... are halves of 1."""
    rows: list[list[object]] = [
        [2026, 3, None, None, None],
        ["2026-02", 1, None, None, None],
        ["2026-03", 0, None, None, None],
        ["2026-04", 1, None, None, None],
        ["2026Q1", 1, None, "团队", "一组"],
        [2026, 1, None, "人员", "甲"],
        [2026, 1, None, "人员", "丙"],
        ["2026-02", 0, None, "人员", "甲"],
    ]
    reps = [
        ["甲", "一组", None, "2026-04-30", None],
        ["乙", "一组", "2026-02-01", "2026-02-28", None],
        ["丙", "二组", "2026-02-01", "2026-04-30", None],
        ["张三", "二组", "2026-05-01", None, None],
    ]
    return {**targets(*rows), **people(*reps), **settings(["取整单位", unit])}


trial(
    typed.NO_WHOLE_NUMBERS,
    "'目标'!B2",
    breaks=in_a_ring("1"),
    holds=in_a_ring("0.01"),
    beside=[rules.HEAVY_MONTH, checking.BEFORE_JOINING],
)
trial(
    rules.DUPLICATE_TARGET,
    "'目标'!B3",
    breaks=targets(YEAR, YEAR),
    holds={"目标": [[*TARGET, "来源"], [*YEAR, "自定"], [*YEAR, "公司下达"]]},
)
trial(
    rules.DUPLICATE_TARGET,
    "'目标'!B4",
    breaks=targets(YEAR, [2026, 100, None, "市场", "北区"], [2026, 90, None, "市场", "北 区"]),
    holds=targets(YEAR, [2026, 100, None, "市场", "北区"], ["2026-03", 90, None, "市场", "北区"]),
    beside=[rules.OFF_PATH_TARGET, rules.NAME_SPELLING],
)
trial(
    checking.CROSSING_TARGETS,
    "'目标'!A3",
    breaks=targets(["2026-01~2026-06", 1200, None, None, None], ["2026-04~2026-08", 100, None, None, None]),
    holds=targets(["2026-01~2026-06", 1200, None, None, None], ["2026-07~2026-08", 100, None, None, None]),
)
trial(
    checking.CROSSING_TARGETS,
    "'目标'!A4",
    breaks=targets(YEAR, ["2026-01~2026-06", 9, None, "市场", "北区"], ["2026-04~2026-08", 9, None, "市场", "北区"]),
    holds=targets(YEAR, ["2026-01~2026-06", 9, None, "市场", "北区"], ["2026-04~2026-08", 9, None, "市场", "南区"]),
    beside=[rules.OFF_PATH_TARGET],
)
trial(
    rules.TARGET_TOO_FINE,
    "'目标'!B3",
    breaks=targets(YEAR, [2026, 10.5, "新客户", None, None]),
    holds=targets(YEAR, [2026, 10, "新客户", None, None]),
)
trial(
    rules.TARGET_FOR_ABSENT,
    "'目标'!B3",
    breaks={
        **targets([2026, 1200, "回款", None, None], ["2026-03", 10, None, None, "李四"], ["2026-03", 5, None, None, "张三"]),
        **people(["张三", "一组", None, None, None], ["李四", "一组", None, "2026-02-28", None]),
    },
    holds={
        **targets([2026, 1200, "回款", None, None], ["2026-03", 10, None, None, "李四"], ["2026-03", 5, None, None, "张三"]),
        **people(["张三", "一组", None, None, None], ["李四", "一组", None, "2026-03-01", None]),
    },
)


def by_season(months: int) -> dict[str, Rows]:
    return {**settings(["月度分解", "季节指数"]), "季节": [["月份", "指数"], *([month, 1] for month in range(1, months + 1))]}


trial(typed.SEASON_MISSING, "'设置'!B2", breaks=by_season(11), holds=by_season(12))


def with_indices(last: float) -> dict[str, Rows]:
    rows = [[month, 1.1 if month % 2 else 0.9] for month in range(1, 12)]
    return {**settings(["月度分解", "季节指数"]), "季节": [["月份", "指数"], *rows, [12, last]]}


trial(typed.SEASON_SUM, "'季节'!B2", breaks=with_indices(0.8), holds=with_indices(0.9))


def with_percents(last: object) -> dict[str, Rows]:
    rows = [[month, 8.34 if month < 5 else 8.33] for month in range(1, 12)]
    return {**settings(["月度分解", "季节指数"]), "季节": [["月份", "指数"], *rows, [12, last]]}


trial(typed.SEASON_MIXED, "'季节'!B13", breaks=with_percents("8.33%"), holds=with_percents(8.33))
trial(
    rules.UNASSIGNED_QUOTA,
    "'目标'!B2",
    breaks={**targets(["2026-03", 100, None, None, None]), **people(["张三", "一组", None, "2026-03-30", None]), "实绩": None},
    holds={**targets(["2026-03", 100, None, None, None]), **people(["张三", "一组", None, "2026-03-31", None]), "实绩": None},
    options=Options(today=TODAY, as_of=TODAY),
)
trial(
    rules.HEAVY_MONTH,
    "'目标'!B2",
    breaks={
        **targets(["2026H1", 6000, None, None, None]),
        **people(["张三", "一组", None, None, None], *([f"员{n}", "一组", "2026-02-01", None, None] for n in range(2))),
    },
    holds={
        **targets(["2026H1", 6000, None, None, None]),
        **people(["张三", "一组", None, None, None], *([f"员{n}", "一组", "2026-01-01", None, None] for n in range(2))),
    },
)
trial(
    rules.UNDATED_HIRE,
    "'人员'!C3",
    breaks=people(["张三", "一组", None, None, None], ["李四", "一组", None, None, "拟招"]),
    holds=people(["张三", "一组", None, None, None], ["李四", "一组", "2026-01-01", None, "拟招"]),
)
trial(
    rules.NO_WORKING_DAYS,
    "'目标'!A2",
    breaks={
        **targets(["2026-03", 100, None, None, None]),
        "日历": [["日期", "类型"], *([f"2026-03-{day:02}", "休息"] for day in range(1, 32))],
    },
    holds={
        **targets(["2026-03", 100, None, None, None]),
        "日历": [["日期", "类型"], *([f"2026-03-{day:02}", "休息"] for day in range(1, 31))],
    },
)
trial(
    rules.UNIT_FINER,
    "'目标'!B2",
    breaks={**targets([2026, 1250, None, None, None]), **settings(["取整单位", 100])},
    holds={**targets([2026, 1200, None, None, None]), **settings(["取整单位", 100])},
)
trial(
    rules.OFF_PATH_TARGET,
    "'目标'!E3",
    breaks=targets(YEAR, [2026, 100, None, "市场", "北区"]),
    holds={
        **targets([2026, 1200, "回款", None, None], [2026, 100, None, "市场", "北区"]),
        "人员": [["姓名", "市场"], ["张三", "北区"]],
        **settings(["分解路径", "公司>市场>人员"]),
    },
)
trial(
    rules.UNGROUPED_REP,
    "'人员'!B3",
    breaks=people(["张三", "一组", None, None, None], ["李四", None, None, None, None]),
    holds=people(["张三", None, None, None, None], ["李四", None, None, None, None]),
)
trial(rules.REPS_FROM_ROWS, "", breaks={"人员": None}, holds={"人员": None, "实绩": [["日期", "销售额"], ["2026-03-31", 1]]})
trial(
    rules.ESTIMATED_CALENDAR,
    "",
    breaks={**targets(["2031-03", 100, None, None, None]), "实绩": None},
    holds={**targets(["2026-03", 100, None, None, None]), "实绩": None},
    options=Options(today=TODAY, as_of=TODAY),
)
trial(
    rules.UNKNOWN_CALENDAR,
    "",
    breaks={**targets(["2003-03", 100, None, None, None]), "实绩": None},
    holds={**targets(["2004-03", 100, None, None, None]), "实绩": None},
    options=Options(today=TODAY, as_of=TODAY),
)
trial(
    rules.UNASSIGNED_QUOTA,
    "'目标'!B2",
    breaks={**targets(["2026-03", 100, None, None, None]), "人员": [["姓名", "团队", "权重"], ["张三", "一组", 0]]},
    holds={**targets(["2026-03", 100, None, None, None]), "人员": [["姓名", "团队", "权重"], ["张三", "一组", 0.01]]},
    options=Options(today=TODAY, as_of=TODAY),
)
trial(
    rules.PERIOD_ROW_STRADDLES,
    "'实绩'!C2",
    breaks={"实绩": [["日期", "人员", "销售额"], ["2025-12~2026-01", "张三/李四", 5], ["2026-03-31", "张三", 100]]},
    holds={"实绩": [["日期", "人员", "销售额"], ["2026-01~2026-02", "张三/李四", 5], ["2026-03-31", "张三", 100]]},
)
trial(
    rules.PERIOD_ROW_NOT_OVER,
    "'实绩'!C3",
    breaks={"实绩": [*SOUND["实绩"], ["2026-03-30~2026-04-01", "李四", 5]]},
    holds={"实绩": [*SOUND["实绩"], ["2026-03-30~2026-03-31", "李四", 5]]},
    options=Options(today=date(2026, 4, 30), as_of=TODAY),
)
trial(
    rules.ROWS_END_EARLY,
    "'设置'!B2",
    breaks=settings(["截止日", "2026-04-01"]),
    holds={**settings(["截止日", "2026-03-31"])},
)
WHOLE_YEAR: dict[str, Rows] = {
    **targets([2025, 1200, None, None, None]),
    "实绩": [["日期", "人员", "市场", "销售额"], ["2025-12-31", "张三", "北区", 100]],
}
trial(
    checking.SHARE_DIFFERS,
    "'市场'!B2",
    breaks={**WHOLE_YEAR, "市场": [["市场", "市占率", "市场容量"], ["北区", "11.1%", 1000]]},
    holds={**WHOLE_YEAR, "市场": [["市场", "市占率", "市场容量"], ["北区", "11%", 1000]]},
)
trial(
    checking.ACTIVITY_OUTSIDE,
    "'活动'!A2",
    breaks={"活动": [["期间", "类型", "数量"], ["2025-12-31", "拜访", 1], ["2025-12-30", "培训", 1]]},
    holds={"活动": [["期间", "类型", "数量"], ["2026-01-01", "拜访", 1]]},
)
