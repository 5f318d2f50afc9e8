"""A sales department of a drinks maker in 2025: few main figures, four causes, one breakthrough for 2026.

The company, the people and the dealers are invented.
"""

from __future__ import annotations

from datetime import date

from xlsummary.book.template import Row, Rows, rows_of
from xlsummary.model import (
    Category,
    CauseKind,
    Grade,
    Kind,
    MarketStatus,
    Measure,
    PlanStatus,
    Section,
    Source,
    Stage,
    Tier,
    YesNo,
)

_YAN, _HE, _PENG, _TANG = "严立新", "何敏", "彭海", "唐小芸"
_CITY, _EAST, _WEST = "省城", "东片", "西片"

_SETTINGS: Row = {
    "company": "清源饮品有限公司",
    "department": "省内销售部",
    "author": _YAN,
    "title": "销售部经理",
    "report_period": "2025",
    "plan_period": "2026",
    "as_of": date(2025, 12, 31),
    "kind": Kind.OVERVIEW,
}

_TARGETS = rows_of(
    "period amount measure tier source phase",
    ("2025", 12_000_000, Measure.SALES, Tier.COMMITTED, Source.ASSIGNED, None),
    ("2025", 11_400_000, Measure.COLLECTIONS, Tier.COMMITTED, Source.ASSIGNED, None),
    ("2025", 1_500_000, Measure.PROFIT, Tier.COMMITTED, Source.ASSIGNED, None),
    ("2026", 13_200_000, Measure.SALES, Tier.COMMITTED, Source.ASSIGNED, None),
    ("2026Q1", 2_800_000, Measure.SALES, Tier.COMMITTED, Source.ASSIGNED, "开门红"),
    ("2026Q2", 3_600_000, Measure.SALES, Tier.COMMITTED, Source.ASSIGNED, "旺季铺货"),
    ("2026", 14_500_000, Measure.SALES, Tier.HOPED, Source.OWN, None),
    ("2026", 12_500_000, Measure.COLLECTIONS, Tier.COMMITTED, Source.ASSIGNED, None),
)

_SEASON = (6, 5, 7, 8, 10, 12, 13, 12, 9, 7, 6, 5)
"""Each month's part of a hundred."""

_SHARES = ((_HE, _CITY, 45, 41), (_PENG, _EAST, 33, 34), (_TANG, _WEST, 22, 25))
"""Rep, market, and parts of a hundred of this year and last."""

_SOLD, _SOLD_BEFORE = 11_280_000, 10_300_000


def _actuals() -> tuple[Row, ...]:
    """A total a month, rep and market for two years; profit and cash for this year."""
    rows: list[Row] = []
    for year, whole in ((2024, _SOLD_BEFORE), (2025, _SOLD)):
        for month, part in enumerate(_SEASON, 1):
            for rep, market, now, before in _SHARES:
                sales = whole * part * (now if year == 2025 else before) // 10_000
                row: Row = {"day": f"{year}-{month:02d}", "rep": rep, "market": market, "sales": sales}
                rows.append({**row, "collected": sales * 94 // 100, "profit": sales * 12 // 100})
    return tuple(rows)


_CLIENTS = rows_of(
    "name grade last_grade stage rep market first_deal last_contact",
    ("万家福商贸", Grade.A, Grade.A, Stage.WON, _HE, _CITY, date(2019, 4, 2), date(2025, 12, 24)),
    ("汇通副食", Grade.A, Grade.B, Stage.WON, _HE, _CITY, date(2020, 6, 1), date(2025, 12, 22)),
    ("金桥饮品批发", Grade.A, Grade.B, Stage.WON, _PENG, _EAST, date(2021, 3, 8), date(2025, 12, 19)),
    ("东方红食品", Grade.B, Grade.B, Stage.WON, _PENG, _EAST, date(2021, 9, 6), date(2025, 12, 11)),
    ("西城百货", Grade.B, Grade.C, Stage.WON, _TANG, _WEST, date(2022, 5, 16), date(2025, 12, 9)),
    ("宏远商行", Grade.B, Grade.B, Stage.WON, _TANG, _WEST, date(2022, 8, 22), date(2025, 11, 27)),
    ("学府便利连锁", Grade.B, None, Stage.WON, _HE, _CITY, date(2025, 4, 14), date(2025, 12, 26)),
    ("顺达食品店", Grade.C, Grade.C, Stage.WON, _PENG, _EAST, date(2023, 3, 20), date(2025, 11, 6)),
    ("利民超市", Grade.C, Grade.C, Stage.WON, _TANG, _WEST, date(2023, 10, 9), date(2025, 10, 30)),
    ("新安商店", Grade.C, None, Stage.WON, _TANG, _WEST, date(2025, 7, 7), date(2025, 12, 3)),
)

_MARKETS = rows_of(
    "name status share last_share points stocked last_points last_stocked consumers competitors strengths issue",
    (
        _CITY,
        MarketStatus.FOCUS,
        "18%",
        "15.5%",
        420,
        336,
        420,
        300,
        86_000,
        "外来大牌两家",
        "冷柜多，送货当天到",
        "学校渠道刚起步",
    ),
    (_EAST, MarketStatus.MAINTAIN, "14%", "14.5%", 300, 198, 300, 204, 41_000, "本地水厂低价", "老客户多", "乡镇见货少"),
    (_WEST, MarketStatus.NURTURE, "9%", "10%", 260, 130, 260, 151, 23_000, "两家连锁自有品牌", "口味认得牢", "送货远，断货多"),
)

_EXPENSES = rows_of(
    "title budget actual period",
    ("冷柜投放", 260_000, 251_000, "2025"),
    ("促销品", 180_000, 196_500, "2025"),
    ("差旅", 90_000, 83_200, "2025"),
    ("学校渠道进场", 120_000, 118_000, "2025"),
)

_PLANS = rows_of(
    "title category action owner due resource budget measure expected tier status breakthrough",
    (
        "做透学校渠道",
        Category.CHANNELS,
        "三月底前进二十所学校，每校一台冷柜、一个联络人",
        _HE,
        date(2026, 3, 31),
        "冷柜二十台，一名专员",
        150_000,
        Measure.SALES,
        1_200_000,
        Tier.COMMITTED,
        PlanStatus.OPEN,
        YesNo.YES,
    ),
    (
        "西片设前置仓",
        Category.MARKETS,
        "和宏远商行合用库房，两天一送",
        _TANG,
        date(2026, 4, 30),
        "库房租金、一辆车",
        80_000,
        Measure.SALES,
        600_000,
        Tier.COMMITTED,
        PlanStatus.OPEN,
        None,
    ),
    (
        "乡镇补点",
        Category.CLIENTS,
        "东片每月补十个见货点，见货率提到七成五",
        _PENG,
        date(2026, 9, 30),
        "促销品三百份",
        40_000,
        Measure.SALES,
        700_000,
        Tier.HOPED,
        PlanStatus.OPEN,
        None,
    ),
)

_REPS = rows_of(
    "name joined market channel",
    (_HE, date(2019, 3, 4), _CITY, "流通"),
    (_PENG, date(2020, 5, 6), _EAST, "流通"),
    (_TANG, date(2021, 2, 22), _WEST, "流通"),
)

_NOTES = rows_of(
    "section text action owner due cause_kind",
    (Section.OPENING, "全年任务没有完成，差在西片和三季度末；省城做得好，学校渠道开了头。细账放在附件。"),
    (Section.ACHIEVEMENTS, "省城见货点多了三十六个，新签一家连锁便利店。"),
    (Section.CAUSES, "入夏晚、雨水多，六月的旺季短了两周。", None, None, None, CauseKind.INDUSTRY),
    (Section.CAUSES, "本地水厂六月起降价，东片乡镇被换下三十多个点。", None, None, None, CauseKind.COMPETITORS),
    (Section.CAUSES, "促销政策七月才下来，铺货错过了头一波。", None, None, None, CauseKind.POLICY),
    (Section.CAUSES, "西片送货周期五天，断货没有人盯。", None, None, None, CauseKind.OTHER),
    (
        Section.CASES,
        "省城理工学院四月进场，先放一台冷柜试卖，一个月卖出同类店三倍的量，再谈下全校六个点。做法是先试卖、后签约、专人补货。",
    ),
    (Section.SHORTFALLS, "学校渠道的促销只做到七成：开学那一周人手不够，两所学校没有摆成。"),
    (Section.PROBLEMS, "西片断货多，客户转卖别家。", "设前置仓，两天一送，断货当天报", _TANG, date(2026, 4, 30)),
    (Section.DIRECTION, "先把有把握的任务落到人，再争取期望的数，两个数分开考核。"),
    (Section.CLOSING, "一年解决一个主要问题，明年就看学校渠道。"),
)


def overview() -> Rows:
    """The whole book; 日历 and 季节 stay blank, since the built-in calendar is right."""
    return {
        "settings": (_SETTINGS,),
        "targets": _TARGETS,
        "actuals": _actuals(),
        "clients": _CLIENTS,
        "markets": _MARKETS,
        "plans": _PLANS,
        "reps": _REPS,
        "notes": _NOTES,
        "expenses": _EXPENSES,
    }
