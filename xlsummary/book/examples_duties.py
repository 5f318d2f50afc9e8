"""A sales manager of a paint works who accounts for his duties in 2025: 60 % of the task, four months of halved output.

The works, the people and the clients are invented.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from xlsummary.book.examples_duties_sales import ACTUALS, CLIENTS
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

_MANAGER = "郑国安"
_WANG, _LI, _ZHOU = "王海宁", "李文秀", "周志刚"

_SETTINGS: Row = {
    "company": "明岳涂料有限公司",
    "department": "销售一部",
    "author": _MANAGER,
    "title": "销售经理",
    "report_period": "2025",
    "plan_period": "2026",
    "as_of": date(2025, 12, 31),
    "kind": Kind.DUTIES,
    "price_growth": "-10%",
    "sales_growth": "-12%",
    "rate_change": "-16个百分点",
    "quantity_precision": Decimal("0.1"),
}
"""Last year's rows are not in this book, so its growth is typed."""

_TARGETS = rows_of(
    "period amount measure tier source note",
    ("2025", 2_166_667, Measure.SALES, Tier.COMMITTED, Source.ASSIGNED, "厂部年初下达"),
    ("2025", 1_950_000, Measure.COLLECTIONS, Tier.COMMITTED, Source.ASSIGNED, "当年货款，含承兑"),
    ("2026", 1_800_000, Measure.SALES, Tier.COMMITTED, Source.ASSIGNED, "厂部初步意见"),
    ("2026", 2_000_000, Measure.SALES, Tier.HOPED, Source.OWN, "不再限产时争取做到"),
    ("2026", 1_700_000, Measure.COLLECTIONS, Tier.COMMITTED, Source.ASSIGNED, None),
)

_MARKETS = rows_of(
    "name status competitors strengths issue",
    ("城区市场", MarketStatus.FOCUS, "虹彩、固美两家大厂", "送货近，调色快，工程上肯派人指导", "工程付款慢，押款多"),
    ("县域市场", MarketStatus.MAINTAIN, "本地小厂", "质量稳，出了问题有人管", "单量小，送一趟不合算"),
)

_PLANS = rows_of(
    "title category problem action owner start due resource measure expected status breakthrough",
    (
        "老欠款逐户清",
        Category.CLIENTS,
        "回款慢，个别客户超了额度",
        "按账龄排出名单，每周五报进度；超额度的先收款后发货",
        _WANG,
        date(2026, 1, 5),
        date(2026, 6, 30),
        "财务部每周提供账龄表",
        Measure.COLLECTIONS,
        1_700_000,
        PlanStatus.OPEN,
        YesNo.YES,
    ),
    (
        "提前锁定生产计划",
        Category.OTHER,
        "限产时交货拖期",
        "每月二十五日前报下月要货，常用品种备两周的货",
        _MANAGER,
        date(2026, 1, 5),
        date(2026, 3, 31),
        "生产部、仓库配合",
        None,
        None,
        PlanStatus.OPEN,
        None,
    ),
    (
        "工程客户再开三家",
        Category.CHANNELS,
        "新客户少，靠几家老客户",
        "每人每月上门四家在建项目，带样板和检测报告",
        _LI,
        date(2026, 1, 5),
        date(2026, 9, 30),
        "样板费用由部门出",
        None,
        None,
        PlanStatus.OPEN,
        None,
    ),
    (
        "投诉三天内到现场",
        Category.RULES,
        "有两起投诉还没有了结",
        "接诉当天登记，三天内到现场，处理结果让客户签字",
        _ZHOU,
        date(2026, 1, 5),
        date(2026, 2, 27),
        "质检部派人",
        None,
        None,
        PlanStatus.UNDER_WAY,
        None,
    ),
)

_REPS = rows_of(
    "name team status joined code market channel",
    (_WANG, None, RepStatus.ACTIVE, date(2019, 3, 1), "TL01", "城区市场", "工程"),
    (_LI, None, RepStatus.ACTIVE, date(2020, 7, 1), "TL02", "城区市场", "工程"),
    (_ZHOU, None, RepStatus.ACTIVE, date(2021, 9, 1), "TL03", "县域市场", "经销"),
)

_DUTIES = rows_of(
    "section text evidence",
    (Section.DUTIES, "完成本区域的销售任务，货款到期就催。", "销售台账，每周五的催款记录"),
    (Section.DUTIES, "销售管理办法里的要求逐条照办，合同、报价先报批再签。", "合同评审单，全年没有越权报价"),
    (Section.DUTIES, "产品出库先核单、后放行，单货不符的不出门。", "出库单 31 份，和仓库每月对账"),
    (Section.DUTIES, "收集价格、竞品和在建项目的消息，每月整理一份报上去。", "市场信息月报 12 份"),
    (Section.DUTIES, "遵守厂纪厂规，外出拜访有登记。", "考勤表、外出登记本"),
    (Section.DUTIES, "工作上勤快、肯担责，客户的事当天有回音。", "客户来电登记本"),
    (Section.DUTIES, "领导临时交办的事按时办完，办完有回复。", "办公室督办单"),
)

_TEXTS = rows_of(
    "section text action owner due",
    (
        Section.OPENING,
        "这一年我带着三名业务员负责城区和县域两个市场。任务没有完成，货款也收得慢，下面把数字、原因和做过的事如实报告。",
    ),
    (Section.ACHIEVEMENTS, "两家工程客户是今年新谈下来的，账期和送货时间都写进了合同。"),
    (Section.ACHIEVEMENTS, "四类产品的用途、性能和施工要求，三名业务员都过了一遍考，客户现场问到的基本能当场答上来。"),
    (
        Section.PROBLEMS,
        "货款收得慢，最大的一家客户超了信用额度还在发货。",
        "超额度的停发，先收款；每周五公布各户账龄",
        _WANG,
        date(2026, 1, 16),
    ),
    (
        Section.PROBLEMS,
        "限产那几个月交货拖期，事先没有把交期和客户说死。",
        "接单前先问排产，交期写进订单，拖期提前三天告知",
        _LI,
        date(2026, 1, 30),
    ),
    (Section.PROBLEMS, "投诉处理有头没尾，有的没有让客户签字了结。", "一诉一单，客户签字才算办完", _ZHOU, date(2026, 2, 13)),
    (Section.SHORTFALLS, "我对行情变化反应慢，竞品降价一个月后才报调价方案，这是我的责任。"),
    (Section.DIRECTION, "明年先把老款收回来，再谈增量；生产一恢复，先保交过定金的客户。"),
    (Section.THANKS, "感谢厂领导和生产、质检、财务几个部门的配合。"),
    (Section.CLOSING, "欠下的任务我认账，办法写在计划里，请领导按月检查。"),
)

_CAUSES: tuple[Row, ...] = (
    {
        "section": Section.CAUSES,
        "text": "六到九月全厂限产，常用品种断货，客户的订单退了一部分。",
        "cause_kind": CauseKind.POLICY,
        "period": "2025-06~2025-09",
        "impact": 450_000,
        "evidence": "厂部限产通知；退单登记表",
    },
    {"section": Section.CAUSES, "text": "两家大厂年初先后降价，我们跟着让了价。", "cause_kind": CauseKind.COMPETITORS},
    {"section": Section.CAUSES, "text": "应对办法少，限产时没有及时推替代品种。", "cause_kind": CauseKind.OTHER},
)

_COMPLAINTS = rows_of(
    "period type count client outcome closed",
    (date(2025, 2, 24), "投诉", 1, "和兴建材经营部", "色差", date(2025, 2, 27)),
    (date(2025, 4, 8), "投诉", 1, "安居房地产开发公司", "墙面起皮", date(2025, 4, 18)),
    (date(2025, 5, 19), "投诉", 1, "百合家居建材店", "包装破损", date(2025, 5, 21)),
    (date(2025, 6, 30), "投诉", 1, "嘉泰装饰工程公司", "交货拖期", date(2025, 7, 4)),
    (date(2025, 7, 25), "投诉", 1, "盛达涂料批发部", "交货拖期", date(2025, 7, 31)),
    (date(2025, 8, 21), "投诉", 1, "玉龙建筑安装公司", "漆膜发软", date(2025, 9, 8)),
    (date(2025, 9, 16), "投诉", 1, "玉龙建筑安装公司", "交货拖期", date(2025, 9, 19)),
    (date(2025, 11, 27), "投诉", 1, "天成木业加工厂", "漆膜起泡"),
    (date(2025, 12, 15), "投诉", 1, "嘉泰装饰工程公司", "色差"),
)

_ACTIVITIES = rows_of(
    "period type count due_count rep",
    ("2025H1", "拜访", 268, None, None),
    ("2025H2", "拜访", 231, None, None),
    ("2025", "市场信息月报", 12, 12, None),
    ("2025", "产品知识考核", 11, 12, None),
)


def duties() -> Rows:
    """The whole book; 日历 and 季节 stay blank, since the built-in calendar is right."""
    return {
        "settings": (_SETTINGS,),
        "targets": _TARGETS,
        "actuals": ACTUALS,
        "clients": CLIENTS,
        "markets": _MARKETS,
        "plans": _PLANS,
        "reps": _REPS,
        "notes": (*_TEXTS[:1], *_DUTIES, *_TEXTS[1:3], *_CAUSES, *_TEXTS[3:]),
        "activities": (*_ACTIVITIES, *_COMPLAINTS),
    }
