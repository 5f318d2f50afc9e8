"""A regional manager of a distillery in 2025: cash of 1,100,000 and some, four new dealers, four old disputes.

The distillery, the people and the dealers are invented; the places are not.
"""

from __future__ import annotations

from datetime import date

from xlsummary.book.examples_regional_sales import (
    ACTUALS,
    CLIENTS,
    JIAXIANG,
    JINXIANG,
    PINGYI,
    SISHUI,
    TENGZHOU,
    WEISHAN,
    YICHENG,
)
from xlsummary.book.template import Row, Rows, rows_of
from xlsummary.model import (
    Category,
    CauseKind,
    Kind,
    MarketStatus,
    Measure,
    PlanStatus,
    RepStatus,
    Section,
    Source,
    Tier,
    YesNo,
)

_MANAGER = "郭长河"
_MA, _KONG, _MENG = "马启明", "孔祥东", "孟凡雨"

_SETTINGS: Row = {
    "company": "沂河酒业有限公司",
    "branch": "鲁西南区域",
    "author": _MANAGER,
    "title": "区域经理",
    "report_period": "2025",
    "plan_period": "2026",
    "as_of": date(2025, 12, 31),
    "kind": Kind.REGIONAL,
}

_TARGETS = rows_of(
    "period amount measure tier source note",
    ("2025", "待定", Measure.COLLECTIONS, Tier.COMMITTED, Source.ASSIGNED, "公司下达数，等财务核对后补"),
    ("2025", 2_000_000, Measure.COLLECTIONS, Tier.COMMITTED, Source.OWN, "年初自己定的"),
    ("2025", 6, Measure.NEW_CLIENTS, Tier.COMMITTED, Source.OWN, "以首次进货计"),
    ("2026", 1_600_000, Measure.COLLECTIONS, Tier.COMMITTED, Source.OWN, "以济宁为主"),
    ("2026", 2_000_000, Measure.COLLECTIONS, Tier.HOPED, Source.OWN, "样板市场做成以后"),
    ("2026", 8, Measure.NEW_CLIENTS, Tier.COMMITTED, Source.OWN, "中等规模以上的不少于五家"),
)

_MARKETS: tuple[Row, ...] = (
    {
        "name": JINXIANG,
        "status": MarketStatus.FOCUS,
        "start": date(2025, 11, 1),
        "competitors": "本地没有强势品牌",
        "strengths": "客户网络全、肯投入，送货当天到",
        "points": 160,
        "stocked": 68,
        "last_points": 160,
        "last_stocked": 0,
        "model": "办事处加经销商",
    },
    {
        "name": PINGYI,
        "status": MarketStatus.LEAVE,
        "start": date(2025, 1, 6),
        "end": date(2025, 5, 31),
        "issue": "地方保护重，客户下半年转做啤酒，又接了一家白酒",
        "cause": "淡季前没有同客户把下半年的打算谈定，服务也没跟上",
        "lesson": "先看客户主推什么，再定是不是重点市场",
        "points": 120,
        "stocked": 30,
        "last_points": 120,
        "last_stocked": 22,
    },
    {
        "name": SISHUI,
        "status": MarketStatus.LEAVE,
        "start": date(2025, 5, 6),
        "end": date(2025, 9, 30),
        "strengths": "没有地方强势品牌，酒店已做了一年多",
        "issue": "客户信用差，费用失控，合作中断",
        "cause": "费用没有先控在手里，发现苗头晚了",
        "lesson": "费用按进货比例后付，不预支",
        "points": 90,
        "stocked": 31,
        "last_points": 90,
        "last_stocked": 36,
        "disputed": 35_000,
        "settlement": "再回款时按比例多发货抵",
        "settled": YesNo.YES,
    },
    {
        "name": TENGZHOU,
        "status": MarketStatus.MAINTAIN,
        "strengths": "市场底子好，消费者认牌子",
        "issue": "我方人员撤出后销量下滑",
        "cause": "客户一直靠厂家派人，没有学会自己做市场",
        "lesson": "撤人之前先扶起第二家客户",
        "points": 200,
        "stocked": 112,
        "last_points": 200,
        "last_stocked": 130,
        "disputed": 86_000,
        "settlement": "再回款时按比例多发货抵",
        "settled": YesNo.YES,
    },
    {
        "name": WEISHAN,
        "status": MarketStatus.MAINTAIN,
        "points": 110,
        "stocked": 55,
        "last_points": 110,
        "last_stocked": 50,
        "disputed": 42_000,
        "settlement": "客户自备包装和酒瓶，费用转作酒水款",
        "settled": YesNo.YES,
    },
    {
        "name": YICHENG,
        "status": MarketStatus.MAINTAIN,
        "issue": "旧费用没有谈拢，九月以后没有进货",
        "points": 60,
        "stocked": 18,
        "last_points": 60,
        "last_stocked": 25,
        "disputed": 28_000,
        "settled": YesNo.NO,
    },
    {
        "name": JIAXIANG,
        "status": MarketStatus.NURTURE,
        "start": date(2025, 8, 1),
        "points": 70,
        "stocked": 21,
        "last_points": 70,
        "last_stocked": 0,
    },
    {"name": "邹城", "status": MarketStatus.NURTURE},
)

_PLANS = rows_of(
    "title category problem action owner start due resource budget measure expected status breakthrough",
    (
        "以金乡为样板，把济宁做透",
        Category.MARKETS,
        "重点市场一年换了三处，力量散",
        "全年只抓济宁一个重点；金乡每月铺一个乡镇，见货点翻一番",
        _MENG,
        date(2026, 1, 5),
        date(2026, 12, 31),
        "办事处设在金乡，配一辆送货车",
        80_000,
        Measure.COLLECTIONS,
        1_600_000,
        PlanStatus.UNDER_WAY,
        YesNo.YES,
    ),
    (
        "新客户先打分再签约",
        Category.CLIENTS,
        "为了回款放低了门槛，新客户偏小",
        "实力、网络、配送、配合度、投入意识五项打分，低于三分的不签",
        _MANAGER,
        date(2026, 1, 5),
        date(2026, 12, 31),
        "五项打分表",
        None,
        Measure.NEW_CLIENTS,
        8,
        PlanStatus.OPEN,
        None,
    ),
    (
        "意向客户七天内回访",
        Category.CLIENTS,
        "来公司考察的不少，后面没有跟住",
        "考察后七天内回访，一个月内给答复，周会逐个过",
        _KONG,
        date(2026, 1, 5),
        date(2026, 3, 31),
        "客户跟进表",
        None,
        None,
        None,
        PlanStatus.OPEN,
        None,
    ),
    (
        "峄城旧费用年内了结",
        Category.MARKETS,
        "四处旧账还差一处",
        "带财务核对单据，先谈以货抵，谈不成再报公司",
        _MA,
        date(2026, 1, 5),
        date(2026, 4, 30),
        "财务部派人核对",
        28_000,
        None,
        None,
        PlanStatus.OPEN,
        None,
    ),
)

_REPS = rows_of(
    "name status joined code market channel",
    (_MA, RepStatus.ACTIVE, date(2023, 2, 20), "LX01", TENGZHOU, "流通"),
    (_KONG, RepStatus.ACTIVE, date(2023, 5, 8), "LX02", WEISHAN, "流通"),
    (_MENG, RepStatus.ACTIVE, date(2025, 2, 5), "LX03", JINXIANG, "流通"),
)

_TEXTS: tuple[Row, ...] = (
    {
        "section": Section.OPENING,
        "text": "鲁西南区域做了整三年。今年前半年在找重点市场，年底才定在济宁。回款、客户和老市场的账，下面分开说。",
    },
    {"section": Section.ACHIEVEMENTS, "text": "以金乡为中心的济宁市场开了头，两个月摸出了一套铺货和送货的做法。"},
    {"section": Section.ACHIEVEMENTS, "text": "三处老市场的旧费用谈妥了办法，客户照常进货。"},
    {
        "section": Section.CAUSES,
        "text": "重点市场定得晚。先定平邑，后定泗水，都没有做成，到十一月才转到金乡。",
        "cause_kind": CauseKind.OTHER,
    },
    {"section": Section.CAUSES, "text": "平邑有地方保护，客户下半年又接了同类白酒。", "cause_kind": CauseKind.COMPETITORS},
    {"section": Section.CAUSES, "text": "发货慢，几次断货，客户不敢多压货。", "cause_kind": CauseKind.POLICY},
    {"section": Section.GROWTH, "text": "遇事能沉住气，和客户谈崩过两次，事后都坐下来谈妥了。"},
    {"section": Section.GROWTH, "text": "学会了先看客户、再看市场，铺货前先把账算清。"},
    {"section": Section.SHORTFALLS, "text": "看市场还停在一处一处上，缺少对整片区域的打算。"},
    {"section": Section.SHORTFALLS, "text": "带队伍的经验少，三名业务员的分工年底才理顺。"},
    {
        "section": Section.MISTAKES,
        "text": "平邑：淡季前没有和客户把下半年谈定，服务又慢，客户的精力转到了啤酒上。",
        "action": "每季度和客户签一次进货与铺货约定",
        "owner": _MENG,
        "due": date(2026, 1, 23),
    },
    {
        "section": Section.MISTAKES,
        "text": "泗水：费用没有控在前面，等发现时客户已经不肯对账。",
        "action": "费用一律凭进货单后付，不再预支",
        "owner": _KONG,
        "due": date(2026, 1, 9),
    },
    {
        "section": Section.MISTAKES,
        "text": "滕州：客户依赖厂家派人，我没有带着他自己做，也没有找好备选客户。",
        "action": "三月底前谈好一家备选客户",
        "owner": _MA,
        "due": date(2026, 3, 31),
    },
    {"section": Section.MODEL, "text": "办事处设在样板市场，业务员用当地人，只管铺货、陈列和维护，不替客户卖货。"},
    {"section": Section.MODEL, "text": "产品以大众价位为主，先做流通，再挑几家大客户重点做；办事处的力气用在一级商身上。"},
    {"section": Section.MODEL, "text": "进入一个市场先看两条：环境不能太差，客户的五项评分要过关。"},
    {"section": Section.PROPOSALS, "text": "包装和瓶型请公司再投入一些，样子要对得起价钱。"},
    {"section": Section.PROPOSALS, "text": "薪酬和费用办法请尽早定下来，业务员好安心跑市场。"},
    {"section": Section.PROPOSALS, "text": "资源集中到样板市场，做成一处再复制一处。"},
    {"section": Section.CLOSING, "text": "明年只做一件事：把济宁做成样板。每月报一次铺货和回款，做不到的地方请领导直接批评。"},
)

_ACTIVITIES = rows_of(
    "period type count",
    ("2025H1", "拜访", 186),
    ("2025H2", "拜访", 203),
    ("2025", "意向客户", "10多个"),
    ("2025", "来访考察", 8),
)


def regional() -> Rows:
    """The whole book; 日历 and 季节 stay blank, since the built-in calendar is right."""
    return {
        "settings": (_SETTINGS,),
        "targets": _TARGETS,
        "actuals": ACTUALS,
        "clients": CLIENTS,
        "markets": _MARKETS,
        "plans": _PLANS,
        "reps": _REPS,
        "notes": _TEXTS,
        "activities": _ACTIVITIES,
    }
