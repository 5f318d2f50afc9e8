"""The four small books a beginner starts with: one target; and names; and twelve totals; and some text."""

from __future__ import annotations

from datetime import date

from xlsummary.book.template import Row, Rows, rows_of
from xlsummary.model import Section

_TARGET = 15_000_000

_NAMES = ("郝俊峰", "任丽娜", "温晓东", "乔雅琴", "薛志强", "康慧敏")

_MONTH_TOTALS = (
    1_086_500,
    712_300,
    1_254_800,
    1_198_600,
    1_143_200,
    1_265_900,
    1_321_400,
    1_180_700,
    1_287_500,
    968_400,
    1_192_600,
    1_358_100,
)
"""Sales of January to December 2025, in yuan."""

_TEXTS = (
    (Section.OPENING, "全年销售按月推进，最后两个月重点收口。下面按成绩、问题和明年安排说明。"),
    (Section.ACHIEVEMENTS, "老客户的续购比较稳定，团购订单有了固定的联系人和下单时间，临时加急的情况少了。"),
    (Section.DEPARTMENT, "六个人按客户分工，每周一开例会，对一遍上周的拜访和本周的安排。"),
    (Section.MARKET_ANALYSIS, "客户比价更勤，单纯让价留不住人；交付快、对账清楚，是客户续签时提得最多的两点。"),
    (Section.DIRECTION, "明年先稳住老客户的续购，再把新客户的首单做起来，任务按月、按周、按人下达。"),
    (Section.CLOSING, "做得好的坚持，做得不够的按期整改，每月对照一次。"),
)

_PROBLEMS = (
    ("二月任务没有提前备货备单，节前节后都断了档。", "一月底前排好二月的订单，节后第一周安排回访", "郝俊峰", date(2026, 1, 30)),
    ("十月以后新客户开发慢，跟进记录不全。", "每人每周新增两家意向客户，当天补齐跟进记录", "任丽娜", date(2026, 2, 27)),
    ("客户分给谁说不清，出现两个人跑同一家的情况。", "重新划分客户，名单贴出来，变动当天更新", "温晓东", date(2026, 1, 16)),
)


def one_target() -> Rows:
    """A company target for 2026 and nothing else."""
    return {"targets": ({"period": "2026", "amount": _TARGET},)}


def with_names() -> Rows:
    """The target of 2026 and six names."""
    return {**one_target(), "reps": _reps()}


def with_totals() -> Rows:
    """A target for 2025, six names and the twelve months' sales."""
    months = rows_of("day sales", *((f"2025-{month:02d}", total) for month, total in enumerate(_MONTH_TOTALS, 1)))
    return {"targets": ({"period": "2025", "amount": _TARGET},), "reps": _reps(), "actuals": months}


def with_notes() -> Rows:
    """The same, and the manager's own text with three problems and their remedies."""
    texts = rows_of("section text", *_TEXTS)
    problems = rows_of("section text action owner due", *((Section.PROBLEMS, *problem) for problem in _PROBLEMS))
    return {**with_totals(), "notes": (*texts[:3], *problems, *texts[3:])}


def _reps() -> tuple[Row, ...]:
    return rows_of("name", *((name,) for name in _NAMES))
