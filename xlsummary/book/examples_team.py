"""A five-rep team that began in mid-October 2025 and plans 2026 with fifteen: its settings, targets, people and texts.

The company, the people and the clients are invented.
"""

from __future__ import annotations

from datetime import date

from xlsummary.book.examples_team_sales import ACTUALS, CLIENTS
from xlsummary.book.template import Row, Rows, rows_of
from xlsummary.model import Category, Kind, MarketStatus, Measure, PlanStatus, RepStatus, Section, Source, Tier, YesNo

_MANAGER = "顾明远"
_FINANCE = "金融渠道组"
_PHONE = "电话行销组"
_BEGAN = date(2025, 10, 15)
_NEW_YEAR = date(2026, 1, 4)

_SETTINGS: Row = {
    "company": "山西晋禾悦享商务服务有限公司",
    "department": "销售部",
    "author": _MANAGER,
    "title": "销售经理",
    "report_period": "2025",
    "plan_period": "2026",
    "as_of": date(2025, 12, 31),
    "kind": Kind.TEAM,
}

_TARGETS = rows_of(
    "period amount measure tier source phase note",
    ("2026", 15_000_000, Measure.SALES, Tier.COMMITTED, Source.OWN, "全年", "销售部内部拟定"),
    ("2026", 14_400_000, Measure.COLLECTIONS, Tier.COMMITTED, Source.OWN, "全年", "款到发卡为主，年底留少量账期"),
    ("2026", 160, Measure.NEW_CLIENTS, Tier.COMMITTED, Source.OWN, "全年", "以首次成交计"),
    ("2026", 13_000, Measure.VISITS, Tier.COMMITTED, Source.OWN, "全年", "只计有记录的拜访"),
)

_MARKETS = rows_of(
    "name status competitors strengths issue start",
    (
        "太原市小店区",
        MarketStatus.FOCUS,
        "乐佳卡、百顺通卡，折扣低，送货快",
        "资金有监管，省外商户多，金融客户认可",
        "同行让价抢年底福利单",
        _BEGAN,
    ),
    (
        "太原市迎泽区",
        MarketStatus.FOCUS,
        "乐佳卡进场早，跟单位工会熟",
        "商户质量好，对账清楚",
        "老关系多，首次约见难",
        _BEGAN,
    ),
    (
        "太原市高新区",
        MarketStatus.NURTURE,
        "同福汇卡，主打线上商户",
        "开卡快，能按部门分批配送",
        "企业小而散，单笔金额低",
        date(2025, 10, 27),
    ),
    (
        "晋中市",
        MarketStatus.NURTURE,
        "本地超市卡，只能在一家用",
        "一张卡通用，太原商户也能刷",
        "当地商户还不够多",
        date(2025, 11, 17),
    ),
)

_PLANS = rows_of(
    "title category problem action owner start due resource budget measure expected status breakthrough",
    (
        "把人招齐、带熟、留住",
        Category.TEAM,
        "人手不够，新人上手慢",
        "一到三月分三批到岗，老带新结对一个月，月底过关才单独见客户",
        _MANAGER,
        _NEW_YEAR,
        date(2026, 3, 31),
        "人事部配合招聘，商户部讲产品课",
        30_000,
        None,
        None,
        PlanStatus.UNDER_WAY,
        None,
    ),
    (
        "考勤、拜访、收款都按制度走",
        Category.RULES,
        "出勤和见客户没有人核对",
        "拜访当天录入，每周抽查回访，奖惩每月公布",
        "郝俊峰",
        _NEW_YEAR,
        date(2026, 1, 30),
        "行政部提供考勤记录",
        None,
        None,
        None,
        PlanStatus.UNDER_WAY,
        None,
    ),
    (
        "周五写总结，周一对计划",
        Category.HABITS,
        "计划交得不齐，问题过后没人再提",
        "周五下班前交一页总结和下周计划，周一例会每人讲一个问题、一个办法",
        "任丽娜",
        _NEW_YEAR,
        date(2026, 2, 27),
        "统一的周报表",
        None,
        None,
        None,
        PlanStatus.UNDER_WAY,
        None,
    ),
    (
        "电话约访、金融上门，两条渠道接成一条线",
        Category.CHANNELS,
        "两边各做各的，约到的客户接不住",
        "电话组每天约访，按区域转给金融组上门，约访到成交按周统计",
        "温晓东",
        _NEW_YEAR,
        date(2026, 6, 30),
        "四条外呼线路、样卡和商户名单",
        60_000,
        Measure.NEW_CLIENTS,
        160,
        PlanStatus.OPEN,
        YesNo.YES,
    ),
    (
        "指标分到月、周、日和个人，月月有回款",
        Category.TARGETS,
        "没有落到人的指标，月初不知道差多少",
        "年初下达个人指标，每周对一次账，当月没有回款的由经理陪访",
        _MANAGER,
        _NEW_YEAR,
        date(2026, 12, 31),
        "财务部每周一提供到账明细",
        None,
        Measure.SALES,
        15_000_000,
        PlanStatus.OPEN,
        None,
    ),
)

_REPS = rows_of(
    "name team status joined code channel ramp_months",
    ("郝俊峰", _FINANCE, RepStatus.ACTIVE, _BEGAN, "XS001", "保险", None),
    ("任丽娜", _FINANCE, RepStatus.ACTIVE, _BEGAN, "XS002", "保险", None),
    ("温晓东", _FINANCE, RepStatus.ACTIVE, _BEGAN, "XS003", "证券", None),
    ("康慧敏", _FINANCE, RepStatus.TO_HIRE, _NEW_YEAR, None, "保险", None),
    ("白建宁", _FINANCE, RepStatus.TO_HIRE, _NEW_YEAR, None, "证券", None),
    ("史文杰", _FINANCE, RepStatus.TO_HIRE, _NEW_YEAR, None, "保险", 1),
    ("贺鹏程", _FINANCE, RepStatus.TO_HIRE, _NEW_YEAR, None, "证券", 1),
    ("程立新", _FINANCE, RepStatus.TO_HIRE, date(2026, 3, 2), None, "保险", 1),
    ("乔雅琴", _PHONE, RepStatus.ACTIVE, _BEGAN, "XS004", "电话行销", None),
    ("薛志强", _PHONE, RepStatus.ACTIVE, _BEGAN, "XS005", "电话行销", None),
    ("牛国栋", _PHONE, RepStatus.TO_HIRE, _NEW_YEAR, None, "电话行销", None),
    ("邢美玲", _PHONE, RepStatus.TO_HIRE, _NEW_YEAR, None, "电话行销", None),
    ("尹晓燕", _PHONE, RepStatus.TO_HIRE, _NEW_YEAR, None, "电话行销", 1),
    ("段秋月", _PHONE, RepStatus.TO_HIRE, date(2026, 2, 2), None, "电话行销", 1),
    ("兰若彤", _PHONE, RepStatus.TO_HIRE, date(2026, 3, 2), None, "电话行销", 1),
)

_TEXTS = rows_of(
    "section text action owner due",
    (
        Section.OPENING,
        "销售部十月中旬成立，到年底两个半月。这段时间一边搭班子、一边跑客户，把产品、市场和客户的底数摸了一遍。"
        "做成的、没做好的和明年的打算，下面如实汇报。",
    ),
    (
        Section.LEARNT,
        "从自己跑单到带队伍，体会最深的是经理的时间要先花在人身上。前两个月我多数时间在跑自己的客户，"
        "带新人少、陪访少，部门业绩受了影响，这一点由我负责。",
    ),
    (Section.ACHIEVEMENTS, "各环节的话术统一了，产品介绍和致客户的信也印了出来，新人拿到手就能用。"),
    (Section.ACHIEVEMENTS, "保险和证券两类客户已有复购，年底福利采购开始有固定的对接人和下单时间。"),
    (Section.DEPARTMENT, "出勤、拜访、报价、收款四项制度已经成文；考核标准讨论过两轮，明年一月起按新标准执行。"),
    (Section.DEPARTMENT, "每周五交总结和下周计划，由我逐份批注。开始交得不齐，到十二月有了好转。"),
    (
        Section.PROBLEMS,
        "拜访量不够。见的客户少，又多靠熟人介绍，新客户跟不上。",
        "每人每天至少四家有效拜访，当天录入，周一例会逐人过数",
        "郝俊峰",
        date(2026, 1, 30),
    ),
    (
        Section.PROBLEMS,
        "谈得不深。产品讲不透，客户提的意见没有当场记下，被拒绝以后很少再联系。",
        "每周两次话术演练；被拒客户七天内再联系一次，记下原因",
        "任丽娜",
        date(2026, 2, 27),
    ),
    (
        Section.PROBLEMS,
        "目标没有落到人，周计划流于形式，时间花在哪里说不清。",
        "年度指标分到月、周、日和个人，每周一对账",
        _MANAGER,
        date(2026, 1, 9),
    ),
    (
        Section.PROBLEMS,
        "新渠道开得慢，个别同事等客户上门，主动开发不足。",
        "电话组约访、金融组上门，每周公布各人新增客户",
        "乔雅琴",
        date(2026, 3, 31),
    ),
    (
        Section.MARKET_ANALYSIS,
        "太原做消费卡的品牌不少，经常碰面的只有三四家。对手拼折扣，我们靠资金监管和省外商户，这两样恰好是单位采购时必问的。",
    ),
    (
        Section.MARKET_ANALYSIS,
        "单位采购集中在元旦、春节和中秋。金融机构定得早、要求细，中小企业看重开卡快、对账省事，两类客户要用两套打法。",
    ),
    (
        Section.MARKET_ANALYSIS,
        "最大的风险是价格战和账期。个别同行先发卡后收款，我们不跟，付款日期谈妥再发卡，宁可慢一步，也不留坏账。",
    ),
    (Section.SHORTFALLS, "我对数字不够敏感，起初没有按周看拜访和成交，问题到月底才发现。"),
    (Section.DIRECTION, "明年先抓人和渠道：一季度把人招齐、教会，两个小组各守一条渠道，互相补位。"),
    (Section.DIRECTION, "元旦、春节连着来，一月的单子要早谈早签，把开门红的底子打牢。"),
    (Section.PROPOSALS, "请公司支持两件事：发卡系统增加批量开卡，商户名单每月更新一次发给销售部。"),
    (Section.THANKS, "感谢公司放手让我们去试，也感谢财务部和商户部同事的配合。"),
    (Section.CLOSING, "明年的指标不轻。我带头跑客户、带头交计划，每月报一次账：差多少、怎么补，说清楚再往前走。"),
)

_OCTOBER = "2025-10-15~2025-10-31"
_NOVEMBER = "2025-11-01~2025-11-14"
_SO_FAR = "2025-10-15~2025-12-31"
_REFUSED = "拒绝"
_WILLING = "有意向"

_VISITS = rows_of(
    "period rep outcome count unrecorded follow_ups",
    (_OCTOBER, "郝俊峰", _WILLING, 7, None, 2),
    (_OCTOBER, "郝俊峰", _REFUSED, 16, None, None),
    (_OCTOBER, "任丽娜", _WILLING, 6, None, 2),
    (_OCTOBER, "任丽娜", _REFUSED, 15, None, None),
    (_OCTOBER, "温晓东", _WILLING, 5, None, 1),
    (_OCTOBER, "温晓东", _REFUSED, 14, None, None),
    (_OCTOBER, "乔雅琴", _WILLING, 6, None, 2),
    (_OCTOBER, "乔雅琴", _REFUSED, 15, None, None),
    (_OCTOBER, "薛志强", _WILLING, 4, None, 1),
    (_OCTOBER, "薛志强", _REFUSED, 16, None, None),
    (_NOVEMBER, "郝俊峰", _WILLING, 9, None, 3),
    (_NOVEMBER, "郝俊峰", _REFUSED, 10, 4, None),
    (_NOVEMBER, "郝俊峰", _REFUSED, 4, None, 1),
    (_NOVEMBER, "任丽娜", _WILLING, 8, None, 2),
    (_NOVEMBER, "任丽娜", _REFUSED, 12, 3, None),
    (_NOVEMBER, "任丽娜", _REFUSED, 3, None, 1),
    (_NOVEMBER, "温晓东", _WILLING, 7, None, 2),
    (_NOVEMBER, "温晓东", _REFUSED, 14, 5, None),
    (_NOVEMBER, "乔雅琴", _WILLING, 7, None, 2),
    (_NOVEMBER, "乔雅琴", _REFUSED, 11, 4, None),
    (_NOVEMBER, "乔雅琴", _REFUSED, 2, None, 1),
    (_NOVEMBER, "薛志强", _WILLING, 5, None, 1),
    (_NOVEMBER, "薛志强", _REFUSED, 14, 4, None),
)

_OTHER_ACTIVITIES = rows_of(
    "period type count due_count",
    (_SO_FAR, "黄页资料整理", "5000余", None),
    (_SO_FAR, "资料寄送", "3000余", None),
    (_OCTOBER, "出勤", 63, 65),
    ("2025-11", "出勤", 96, 100),
    ("2025-12", "出勤", 112, 115),
    (_OCTOBER, "工作计划上交", 6, 15),
    ("2025-11", "工作计划上交", 10, 20),
    ("2025-12", "工作计划上交", 16, 20),
)

_EXPENSES = rows_of(
    "title budget actual period",
    ("宣传资料印刷", 12_000, 11_360, date(2025, 11, 7)),
    ("资料邮寄", 4_000, 3_845, date(2025, 11, 28)),
    ("外呼线路和话费", 6_000, 5_218, date(2025, 12, 31)),
    ("市内交通", 5_000, 5_730, date(2025, 12, 31)),
    ("新人培训", 3_000, 2_400, date(2025, 10, 24)),
)


def team() -> Rows:
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
        "activities": (*({"type": "拜访", **visit} for visit in _VISITS), *_OTHER_ACTIVITIES),
        "expenses": _EXPENSES,
    }
