"""What the template tells the person filling it in: a line above each table, a message at each column."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from xlsummary.book.schema import Setting, SettingKind
from xlsummary.model import Lang, Text

GUIDE_TITLE = Text("说明", "Instructions")
REQUIRED = Text("必填", "Required")
OPTIONAL = Text("选填", "Optional")
MORE = Text("更多 ▸ 点上方 ＋", "More ▸ press +")

BANNERS: Mapping[str, Text] = MappingProxyType(
    {
        "targets": Text(
            "一行一个目标。只填期间和目标值两格，就能分到月、周、日。",
            "One target a row. Period and Target alone give months, weeks and days.",
        ),
        "actuals": Text(
            "一行一笔销售或回款，可从系统粘贴；也可一行一个月的合计。",
            "One sale or receipt a row, pasted from your system if you like; or one month's total a row.",
        ),
        "clients": Text("一行一个客户，新客户按首次成交日期计数。", "One client a row; new clients are counted by First deal."),
        "markets": Text("一行一个市场：竞品、优势、问题各写一两句。", "One market a row: a sentence or two on each point."),
        "plans": Text(
            "一行一件工作：做什么、谁来做、什么时候完成。",
            "One piece of work a row: what is done, by whom, by when.",
        ),
        "reps": Text(
            "一行一人，拟招的也写上，填预计入职日期。", "One person a row; those to be hired too, with the date expected."
        ),
        "notes": Text(
            "自己的话写在这里，一行一段，按章节进总结。", "Your own words: one paragraph a row, put under its section."
        ),
        "activities": Text(
            "拜访、寄资料、出勤等，一行一次或一段时间的合计。",
            "Visits, mailings, attendance: one event a row, or a period's total.",
        ),
        "expenses": Text("一行一项费用，预算和实际分开填。", "One expense a row, budget and actual apart."),
        "season": Text("按季节分解时才填：十二个月各占多少。", "Only for phasing by season: how the twelve months compare."),
        "calendar": Text(
            "法定节假日和调休已内置，只填本单位不同的日子。",
            "Public holidays are built in; enter only the days that differ.",
        ),
        "settings": Text("只改“值”一列，留空按默认。", "Change only Value; a blank takes the default."),
    }
)

_REP = Text("与“人员”表的姓名一致；几人合做写 张三/李四 或 张三60%李四40%。", "As on Reps; a shared deal as A/B or A60%B40%.")
_CLIENT = Text("客户名称，前后写法一致。", "The client's name, always written the same way.")
_MARKET = Text("区域或城市，前后写法一致。", "A region or city, always written the same way.")
_CHANNEL = Text("成交走的渠道，如 保险、电话行销。", "The channel of the deal, such as Insurers or Telesales.")
_NOTE = Text("备注，不参与计算。", "A remark; not computed with.")
_MONEY = Text("金额，单位见“设置”；也可写 1500万、110多万。", "Money, in the unit on Settings; 1,500,000 or (1,500).")
_DAY = Text("写成 2026-01-05。", "Such as 2026-01-05.")
_SCORE = Text("打分，1 最低，5 最高。", "A score from 1, lowest, to 5, highest.")
_COUNT = Text("写数字；约数写 5000余、约200。", "A number.")
_SHARE = Text("写成 12%。", "Such as 12%.")

_TARGETS = {
    "period": Text(
        "年、半年、季、月或几个整月：2026、2026H1、2026Q2、2026-03、2026年1-2月。",
        "A year, half, quarter, month or whole months: 2026, 2026H1, 2026Q2, 2026-03, 2026-01~2026-02.",
    ),
    "amount": Text(
        "金额或个数，可写 1500万；未定先写 待定，会列入待补。",
        "Money or a count; if not yet known leave blank, it is listed as missing.",
    ),
    "measure": Text("留空为销售额。", "Blank: Sales."),
    "level": Text("留空按对象判断。", "Blank: told from Name."),
    "name": Text("团队、人员、市场等的名称；留空为全公司。", "A team, rep, market ...; blank: the whole company."),
    "tier": Text("留空为有把握；各档分开计算，不相加。", "Blank: Committed; tiers are kept apart, never added."),
    "source": Text("留空为公司下达；内部自定的选“自定”。", "Blank: Assigned; choose Own for a target you set yourself."),
    "version": Text("留空为年初；年中改过的选“调整”。", "Blank: First; choose Revised for one changed during the year."),
    "phase": Text("如 开门红、冲刺期。", "Such as opening campaign or final push."),
    "note": _NOTE,
}
_ACTUALS = {
    "day": Text(
        "逐笔写日期 2026-01-05；月合计写月份 2026-01。",
        "A date, 2026-01-05; for a month's total the month, 2026-01.",
    ),
    "rep": _REP,
    "client": _CLIENT,
    "sales": Text(
        "销售金额，可写 1500万；退货、折让请在“类型”选明。", "The amount sold; choose Return or Allowance under Kind."
    ),
    "collected": Text("收到的款；与销售不在同一天的可单独写一行。", "Cash received; on its own row if on another day."),
    "collected_on": Text("到账日期；留空按日期一列。", "The day it arrived; blank: the row's Date."),
    "market": _MARKET,
    "product": Text("产品名称，可带单位：乳胶漆（吨）。", "The product, with its unit if you like: Paint (t)."),
    "channel": _CHANNEL,
    "kind": Text("留空按填了哪一列判断。", "Blank: told from the filled column."),
    "document": Text("单据编号，按文字保存，前面的 0 不丢。", "The document number, kept as text."),
    "quantity": Text("销售数量。", "The quantity sold."),
    "profit": Text("本笔利润，口径见“设置”。", "Profit on this row, on the basis on Settings."),
    "ordered": _DAY,
    "due": Text("约定的交货日期。", "The delivery date agreed."),
    "shipped": Text("实际发货日期。", "The day it was shipped."),
    "note": _NOTE,
}
_CLIENTS = {
    "name": Text("客户全称，一行一家。", "The client's full name, one a row."),
    "grade": Text("按重要程度分 A、B、C。", "A, B or C by importance."),
    "stage": Text("现在走到哪一步。", "How far it has come."),
    "rep": Text("负责这家客户的人。", "Who looks after this client."),
    "first_deal": Text("第一次成交的日期。", "The day of the first deal."),
    "last_contact": Text("最近一次拜访或通话的日期。", "The day of the last visit or call."),
    "last_grade": Text("上年的等级。", "Last year's grade."),
    "size": Text("大、中、小。", "Large, medium or small."),
    "type": Text("如 保险公司、证券公司、企业工会。", "Such as insurer, broker or factory."),
    "market": _MARKET,
    "channel": _CHANNEL,
    "code": Text("客户编号，按文字保存，前面的 0 不丢。", "The client's code, kept as text."),
    "visit_cycle": Text("多少天要回访一次；留空按等级。", "Days between visits; blank: by grade."),
    "opening": Text("期初日尚欠的货款。", "What was owed on the opening date."),
    "credit_limit": Text("最多可以欠多少。", "The most that may be owed."),
    "terms": Text("付款期限，天数。", "Days to pay."),
    "strength": _SCORE,
    "network": _SCORE,
    "delivery": _SCORE,
    "cooperation": _SCORE,
    "commitment": _SCORE,
    "note": _NOTE,
}
_MARKETS = {
    "name": Text("区域或城市，一行一个。", "A region or city, one a row."),
    "status": Text("这个市场怎么做。", "What you do with this market."),
    "competitors": Text("主要对手，一两句。", "The main competitors, in a sentence or two."),
    "strengths": Text("我们比对手强在哪里。", "Where we are better."),
    "issue": Text("眼下最大的问题。", "The main problem now."),
    "share": _SHARE,
    "start": Text("进入这个市场的日期。", "The day you entered this market."),
    "end": Text("退出的日期。", "The day you left."),
    "last_share": _SHARE,
    "size": Text("一年的市场总额。", "The whole market's amount a year."),
    "points": Text("检查了多少个网点。", "Outlets checked."),
    "stocked": Text("其中多少个有我们的货。", "Of these, how many had our goods."),
    "last_points": Text("上年检查的网点数。", "Outlets checked last year."),
    "last_stocked": Text("上年有货的网点数。", "Outlets with our goods last year."),
    "consumers": Text("目标消费者人数。", "The number of consumers."),
    "cause": Text("问题的原因。", "What caused the problem."),
    "lesson": Text("得到的教训。", "What was learnt."),
    "disputed": Text("还没结清的遗留费用。", "The amount still in dispute."),
    "settlement": Text("准备怎么处理。", "How it is to be settled."),
    "settled": Text("是否已经解决。", "Whether it is settled."),
    "model": Text("如 办事处加经销商。", "Such as office and dealers."),
}
_PLANS = {
    "title": Text("一件工作的名称。", "What the work is called."),
    "category": Text("属于哪一类工作。", "What kind of work it is."),
    "action": Text("具体怎么做。", "What is done."),
    "owner": Text("谁负责。", "Who is responsible."),
    "due": Text("哪天完成，写成 2026-03-31。", "By which day, such as 2026-03-31."),
    "problem": Text("要解决什么问题。", "The problem it solves."),
    "start": _DAY,
    "resource": Text("需要什么支持。", "What is needed for it."),
    "budget": _MONEY,
    "measure": Text("用哪个指标衡量。", "How it is measured."),
    "name": Text("针对哪个团队、市场或客户。", "Which team, market or client it is for."),
    "expected": Text("预期达到多少。", "The amount or count expected."),
    "achieved": Text("已经完成多少。", "The amount or count achieved."),
    "tier": Text("留空为有把握。", "Blank: Committed."),
    "status": Text("做到哪一步了。", "How far it has come."),
    "breakthrough": Text("全年的突破口选“是”，只选一件。", "Yes for the year's one breakthrough."),
}
_REPS = {
    "name": Text("姓名；同名的写 张三(A012)。", "The name; where two share one, with the code: Li Ming (A012)."),
    "team": Text("所在小组；不分组可全部留空。", "The team; leave all blank if there are none."),
    "status": Text("留空为在岗；还没到岗的选“拟招”。", "Blank: Active; To hire for those still to come."),
    "joined": Text("入职日期；拟招的写预计日期，此前不分任务。", "The day of joining, expected or real; no quota before it."),
    "left": Text("最后工作日；此后不再分任务。", "The last day; no quota after it."),
    "code": Text("工号，按文字保存。", "The staff code, kept as text."),
    "market": _MARKET,
    "channel": Text("主要负责的渠道。", "The channel this person works."),
    "weight": Text("承担任务的份数，留空为 1。", "The share of the target this person carries; blank: 1."),
    "ramp_months": Text("新人几个月后算满额，留空为 0。", "Months until a newcomer carries a full share; blank: 0."),
}
_NOTES = {
    "section": Text("这段话放在总结的哪一章。", "The section of the summary it goes into."),
    "text": Text("自己的话，照写照用；要换段就另起一行。", "Your own words, used as written; a new paragraph is a new row."),
    "action": Text("问题的改进措施。", "For a problem: what will be done."),
    "owner": Text("措施由谁负责。", "Who does it."),
    "due": Text("措施哪天完成，写成 2026-03-31。", "By which day, such as 2026-03-31."),
    "cause_kind": Text("写原因时选。", "For a cause: which kind."),
    "period": Text("影响了哪几个月：2026-03~2026-06。", "The months it affected: 2026-03~2026-06."),
    "impact": Text("影响了多少金额。", "The amount it cost."),
    "evidence": Text("依据：文件、报表、记录。", "What proves it: a file, a report, a record."),
}
_ACTIVITIES = {
    "period": Text(
        "日期，或一段时间：2026-01、2026-01-05~2026-01-09。",
        "A date or a period: 2026-01, 2026-01-05~2026-01-09.",
    ),
    "type": Text(
        "“拜访”计入拜访量；“投诉”填了关闭日期算了结；“意向客户”“来访考察”是没有逐个登记的线索；出勤、寄资料等照写。",
        "Visits count as visits; Complaints end with Closed; Leads and Inspections have no row on Clients; others as they are.",
    ),
    "count": _COUNT,
    "unrecorded": Text("没有记录、估计的数量，与记录分开列。", "An estimate of what was not recorded, shown beside it."),
    "due_count": Text("应该完成的数量，用于算完成比例。", "How many were due, for the rate."),
    "rep": Text("谁做的，与“人员”表一致。", "Who did it, as on Reps."),
    "client": _CLIENT,
    "market": _MARKET,
    "outcome": Text("如 有意向、拒绝、待回访。", "Such as interested, refused, to call again."),
    "follow_ups": Text("之后又跟进了几次。", "How often it was followed up."),
    "closed": Text("事情办结的日期。", "The day it was closed."),
}
_EXPENSES = {
    "title": Text("费用名称。", "What it was for."),
    "budget": _MONEY,
    "actual": _MONEY,
    "period": Text("日期或月份：2026-01-05、2026-01。", "A date or a month: 2026-01-05, 2026-01."),
    "rep": Text("谁用的，与“人员”表一致。", "Who spent it, as on Reps."),
    "market": _MARKET,
}
_SEASON = {
    "month": Text("1 到 12。", "1 to 12."),
    "index": Text("这个月的比重，十二个月的平均为 1。", "This month's index; the twelve average 1."),
    "product": Text("只用于某个产品时填。", "Only if it is for one product."),
}
_CALENDAR = {
    "day": _DAY,
    "kind": Text("这一天上班还是休息。", "Whether this is a working day."),
    "weight": Text("算几个工作日，如 双11 写 3；留空为 1。", "How many working days it counts as; blank: 1."),
    "note": Text("原因，如 公司年会。", "Why, such as annual meeting."),
}
_SETTINGS = {
    "key": Text("项目名称，不要改。", "The key; leave as it is."),
    "value": Text("留空按右边的默认。", "Blank: the default on the right."),
    "default": Text("留空时的取值。", "What a blank means."),
}

MESSAGES: Mapping[str, Mapping[str, Text]] = MappingProxyType(
    {
        "targets": _TARGETS,
        "actuals": _ACTUALS,
        "clients": _CLIENTS,
        "markets": _MARKETS,
        "plans": _PLANS,
        "reps": _REPS,
        "notes": _NOTES,
        "activities": _ACTIVITIES,
        "expenses": _EXPENSES,
        "season": _SEASON,
        "calendar": _CALENDAR,
        "settings": _SETTINGS,
    }
)
"""What goes into a column, by sheet key and column name."""

WRONG_CHOICE = Text("请从下拉列表中选择。", "Please choose from the list.")
WRONG_DAY = Text("这里写日期，如 2026-01-05。仍要保留吗？", "This should be a date such as 2026-01-05. Keep it?")
ERROR_TITLE = Text("请检查", "Please check")


def message(sheet_key: str, name: str, *, required: bool, lang: Lang) -> str:
    """The input message of a column: whether it must be filled, and with what."""
    word = (REQUIRED if required else OPTIONAL)[lang]
    return f"{word}{'。' if lang is Lang.ZH else '. '}{MESSAGES[sheet_key][name][lang]}"


FLAGS = (Text("是", "Yes"), Text("否", "No"))

UNITS: Mapping[str, Text] = MappingProxyType(
    {
        "元": Text("元", "yuan"),
        "千元": Text("千元", "thousand yuan"),
        "万元": Text("万元", "ten thousand yuan"),
        "百万元": Text("百万元", "million yuan"),
        "亿元": Text("亿元", "hundred million yuan"),
    }
)
"""The schema's amount units as the drop-down offers them."""

_SETTING_MESSAGES = {
    SettingKind.PERIOD: Text("写期间：2025、2025H2、2025Q4、2025-12。", "A period: 2025, 2025H2, 2025Q4, 2025-12."),
    SettingKind.DATE: Text("写日期：2025-12-31。", "A date: 2025-12-31."),
    SettingKind.PATH: Text("从公司往下写，用 > 隔开。", "Levels from Company down, joined by >."),
    SettingKind.CYCLES: Text("按等级写天数：A 15, B 30, C 60。", "Days by grade: A 15, B 30, C 60."),
    SettingKind.CHANGE: Text("没有上年数据时才填，如 -10%。", "Only where last year's rows are not there, such as -10%."),
    SettingKind.CURRENCY: Text("一本工作簿只用一种币种。", "One currency a workbook."),
    SettingKind.COUNTRY: Text("两个字母的国家代码，决定节假日。", "The two letters of the country whose holidays count."),
    SettingKind.MONEY: Text("差额在此以内算一致。", "Differences up to this are taken as equal."),
}


def written_as(setting: Setting, lang: Lang) -> str:
    """How a setting's value is written; '' where its kind needs no word."""
    return _SETTING_MESSAGES.get(setting.kind, Text("", ""))[lang]


def setting_message(setting: Setting, lang: Lang) -> str:
    """The input message of a setting's value: what to write, and what a blank means."""
    written = written_as(setting, lang)
    if lang is Lang.ZH:
        return f"{written}留空：{setting.default.zh}。"
    return f"{written}{' ' if written else ''}Blank: {setting.default.en}."
