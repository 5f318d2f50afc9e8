"""The product's words in both languages: the values of every list, and labels that several rooms print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from types import MappingProxyType

from xlsummary.model import (
    ActualKind,
    Allocation,
    CarryOver,
    Category,
    CauseKind,
    DayKind,
    Grade,
    Kind,
    Lang,
    Level,
    MarketStatus,
    Measure,
    Phasing,
    PlanStatus,
    ProfitBasis,
    RateBasis,
    Recognition,
    RepStatus,
    Section,
    Size,
    Source,
    Stage,
    TaxBasis,
    Text,
    Theme,
    Tier,
    Version,
    WeekStart,
    YesNo,
)

DRAFT = Text("草稿：书中有错误，有错误的行没有计入", "DRAFT: the book has errors; the rows that have one are left out")
"""What stands on every page and sheet of a draft."""

LABELS: Mapping[Enum, Text] = MappingProxyType(
    {
        Measure.SALES: Text("销售额", "Sales"),
        Measure.COLLECTIONS: Text("回款", "Collections"),
        Measure.PROFIT: Text("利润", "Profit"),
        Measure.QUANTITY: Text("数量", "Quantity"),
        Measure.NEW_CLIENTS: Text("新客户", "New clients"),
        Measure.VISITS: Text("拜访", "Visits"),
        Level.COMPANY: Text("公司", "Company"),
        Level.TEAM: Text("团队", "Team"),
        Level.MARKET: Text("市场", "Market"),
        Level.CHANNEL: Text("渠道", "Channel"),
        Level.PRODUCT: Text("产品", "Product"),
        Level.REP: Text("人员", "Rep"),
        Level.CLIENT: Text("客户", "Client"),
        Tier.COMMITTED: Text("有把握", "Committed"),
        Tier.HOPED: Text("期望", "Hoped"),
        Tier.FLOOR: Text("保底", "Floor"),
        Tier.TARGET: Text("目标", "Target"),
        Tier.STRETCH: Text("冲刺", "Stretch"),
        Tier.CHALLENGE: Text("挑战", "Challenge"),
        Source.ASSIGNED: Text("公司下达", "Assigned"),
        Source.OWN: Text("自定", "Own"),
        Version.FIRST: Text("年初", "First"),
        Version.REVISED: Text("调整", "Revised"),
        Kind.PERSONAL: Text("个人心得", "Personal"),
        Kind.TEAM: Text("部门总结", "Team"),
        Kind.DUTIES: Text("岗位述职", "Duties"),
        Kind.OVERVIEW: Text("年终总结", "Overview"),
        Kind.REGIONAL: Text("区域总结", "Regional"),
        ActualKind.SALE: Text("销售", "Sale"),
        ActualKind.RETURN: Text("退货", "Return"),
        ActualKind.ALLOWANCE: Text("折让", "Allowance"),
        ActualKind.COLLECTION: Text("回款", "Collection"),
        ActualKind.ACCEPTANCE: Text("承兑", "Acceptance"),
        ActualKind.SET_OFF: Text("冲抵", "Set-off"),
        ActualKind.BAD_DEBT: Text("坏账", "Bad debt"),
        Grade.A: Text("A", "A"),
        Grade.B: Text("B", "B"),
        Grade.C: Text("C", "C"),
        Stage.INTENT: Text("意向", "Intent"),
        Stage.VISITED: Text("考察", "Visited"),
        Stage.WON: Text("成交", "Won"),
        Stage.LOST: Text("流失", "Lost"),
        Size.LARGE: Text("大", "Large"),
        Size.MEDIUM: Text("中", "Medium"),
        Size.SMALL: Text("小", "Small"),
        MarketStatus.FOCUS: Text("重点", "Focus"),
        MarketStatus.NURTURE: Text("培育", "Nurture"),
        MarketStatus.MAINTAIN: Text("维持", "Maintain"),
        MarketStatus.LEAVE: Text("退出", "Leave"),
        Category.TEAM: Text("团队", "Team"),
        Category.RULES: Text("制度", "Rules"),
        Category.HABITS: Text("习惯", "Habits"),
        Category.CHANNELS: Text("渠道", "Channels"),
        Category.TARGETS: Text("目标", "Targets"),
        Category.MARKETS: Text("市场", "Markets"),
        Category.CLIENTS: Text("客户", "Clients"),
        Category.PRODUCTS: Text("产品", "Products"),
        Category.OTHER: Text("其他", "Other"),
        PlanStatus.OPEN: Text("未开始", "Open"),
        PlanStatus.UNDER_WAY: Text("进行中", "Under way"),
        PlanStatus.DONE: Text("已完成", "Done"),
        PlanStatus.DROPPED: Text("取消", "Dropped"),
        RepStatus.ACTIVE: Text("在岗", "Active"),
        RepStatus.TO_HIRE: Text("拟招", "To hire"),
        Section.OPENING: Text("引言", "Opening"),
        Section.LEARNT: Text("体会", "Learnt"),
        Section.ACHIEVEMENTS: Text("成绩", "Achievements"),
        Section.DEPARTMENT: Text("部门建设", "Department"),
        Section.MARKET_ANALYSIS: Text("市场分析", "Market analysis"),
        Section.PROBLEMS: Text("问题", "Problems"),
        Section.MISTAKES: Text("失误", "Mistakes"),
        Section.CAUSES: Text("原因", "Causes"),
        Section.ACTIONS: Text("措施", "Actions"),
        Section.DUTIES: Text("职责", "Duties"),
        Section.CASES: Text("案例", "Cases"),
        Section.SHORTFALLS: Text("不足", "Shortfalls"),
        Section.GROWTH: Text("成长", "Growth"),
        Section.MODEL: Text("运作模式", "Operating model"),
        Section.DIRECTION: Text("方向", "Direction"),
        Section.PROPOSALS: Text("建议", "Proposals"),
        Section.THANKS: Text("致谢", "Thanks"),
        Section.CLOSING: Text("结语", "Closing"),
        CauseKind.INDUSTRY: Text("行业", "Industry"),
        CauseKind.COMPETITORS: Text("竞品", "Competitors"),
        CauseKind.POLICY: Text("公司政策", "Company policy"),
        CauseKind.OTHER: Text("其他", "Other"),
        YesNo.YES: Text("是", "Yes"),
        YesNo.NO: Text("否", "No"),
        DayKind.WORK: Text("工作", "Work"),
        DayKind.REST: Text("休息", "Rest"),
        Phasing.WORKING_DAYS: Text("工作日", "Working days"),
        Phasing.HEADCOUNT: Text("人力", "Headcount"),
        Phasing.CALENDAR_DAYS: Text("日历日", "Calendar days"),
        Phasing.EQUAL: Text("平均", "Equal months"),
        Phasing.LAST_YEAR: Text("上年", "Last year"),
        Phasing.SEASON: Text("季节指数", "Season"),
        Allocation.WEIGHT: Text("权重", "Weight"),
        Allocation.EQUAL: Text("平均", "Equal"),
        Allocation.LAST_YEAR: Text("上年", "Last year"),
        CarryOver.REST: Text("剩余期间", "Rest of the period"),
        CarryOver.NEXT: Text("下期", "Next period"),
        CarryOver.NONE: Text("不结转", "None"),
        TaxBasis.WITH_TAX: Text("含税", "With tax"),
        TaxBasis.WITHOUT_TAX: Text("不含税", "Without tax"),
        Recognition.ORDER: Text("订单", "Order"),
        Recognition.SHIPMENT: Text("发货", "Shipment"),
        Recognition.INVOICE: Text("开票", "Invoice"),
        ProfitBasis.GROSS: Text("毛利", "Gross"),
        ProfitBasis.NET: Text("净利", "Net"),
        RateBasis.CURRENT: Text("当期", "Current"),
        RateBasis.RECEIVABLE: Text("应收", "Receivable"),
        Theme.BUSINESS: Text("商务", "Business"),
        Theme.OFFICIAL: Text("公文", "Official"),
        WeekStart.MONDAY: Text("周一", "Monday"),
        WeekStart.SUNDAY: Text("周日", "Sunday"),
        Lang.ZH: Text("zh", "zh"),
        Lang.EN: Text("en", "en"),
    }
)


class Count(str):
    """A number in a text, which has its noun and verb agree: `{count:row is|rows are} hidden`."""

    __slots__ = ()

    def __format__(self, form: str) -> str:
        one, bar, many = form.partition("|")
        return f"{self!s} {one if self == '1' else many}" if bar else format(str(self), form)


def counted(number: int, one: str, many: str = "") -> str:
    """`1 row`, `2 rows`; `many` where an s does not do."""
    return format(Count(number), f"{one}|{many or f'{one}s'}")


def label(word: Enum, lang: Lang) -> str:
    """What a value of a list is called."""
    return LABELS[word][lang]


NO_UNIT = Text("没写单位", "no unit")
"""What stands for the unit of quantities without one."""


def units_text(units: Iterable[str]) -> Text:
    """Units one after another, quantities without one told as such."""
    return Text(*("、".join(unit or NO_UNIT[lang] for unit in units) for lang in (Lang.ZH, Lang.EN)))
