"""Every sheet, column and setting of the workbook, in both languages: the one place that knows them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from xlsummary import model
from xlsummary.model import Text


class ValueKind(Enum):
    """How a cell is read; `dp` is a date or a period, `mn` money or a count, by the measure beside it."""

    TEXT = "t"
    MONEY = "m"
    NUMBER = "n"
    DATE = "d"
    CHOICE = "e"
    PERIOD = "p"
    DATE_OR_PERIOD = "dp"
    MONEY_OR_NUMBER = "mn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. `name` is the record's field; `synonyms` are other headings accepted, either language."""

    name: str
    heading: Text
    kind: ValueKind
    required: bool = False
    choices: type[Enum] | None = None
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet: `key` names it in the code; the first `shown` columns stand open in the template, the rest in 更多."""

    key: str
    title: Text
    columns: tuple[Column, ...]
    shown: int = 5
    small: bool = False
    synonyms: tuple[str, ...] = ()
    further: tuple[Column, ...] = ()
    """Columns that exports have: read where they are, not offered in the template."""

    def column(self, name: str) -> Column:
        return next(column for column in (*self.columns, *self.further) if column.name == name)


def _column(name: str, zh: str, en: str, kind: str, *synonyms: str) -> Column:
    return Column(name=name, heading=Text(zh, en), kind=ValueKind(kind), synonyms=synonyms)


def _needed(name: str, zh: str, en: str, kind: str, *synonyms: str) -> Column:
    return Column(name=name, heading=Text(zh, en), kind=ValueKind(kind), required=True, synonyms=synonyms)


def _choice(name: str, zh: str, en: str, choices: type[Enum], *synonyms: str) -> Column:
    return Column(name=name, heading=Text(zh, en), kind=ValueKind.CHOICE, choices=choices, synonyms=synonyms)


HEADING_ROWS = 30
"""How far down a heading row is looked for."""

YEAR_HEADINGS = ("年度", "年份", "年", "Year")
MONTH_HEADINGS = ("月份", "月度", "月", "Month")
YEAR_MONTH_HEADINGS = ("年月", "Year-month", "Year month")
"""Other headings of a time column; a year beside its month is one period in two columns."""
HALF_HEADINGS = ("半年", "半年度", "Half", "Half-year")
QUARTER_HEADINGS = ("季度", "季", "Quarter", "Qtr")
WEEK_HEADINGS = ("周", "周次", "周数", "第几周", "Week", "Week no.")
DAY_HEADINGS = ("日", "号", "Day", "Day of month")
"""Headings of what only makes a period together with a year or month beside it."""

WITH_TAX_HEADINGS = ("价税合计", "本币价税合计", "价税合计金额", "含税金额", "本币含税金额", "含税销售额")
WITHOUT_TAX_HEADINGS = (
    *("无税金额", "本币无税金额", "不含税金额", "未税金额", "本币不含税金额", "不含税销售额"),
    *("净值", "Net value", "Net amount"),
)
"""What ERP systems call sales with and without tax."""
_TAXED = (*WITH_TAX_HEADINGS, *WITHOUT_TAX_HEADINGS)

_SELLERS = (
    *("业务员", "销售员", "销售人员", "业务员名称", "业务员姓名", "销售员名称", "销售代表", "业务人员"),
    *("客户经理", "职员", "销售负责人", "Salesperson", "Sales rep"),
)
_OWNERS = ("Owner", "Deal owner", "Opportunity owner", "Account owner", "Sales employee", "Sales employee name")
"""What Salesforce, HubSpot and SAP B1 call who sells; a list of people has none of these."""
_BUYERS = ("客户名称", "客户简称", "客户全称", "往来单位", "往来单位名称", "Customer", "Customer name", "Account name")
_ACCOUNTS = (
    "售达方名称",
    "售达方",
    "Sold-to party name",
    "Sold-to party",
    "Company name",
    "Associated company",
    "BP name",
    "Business partner name",
    "Customer/vendor name",
)
_PLACES = ("区域", "地区", "大区", "销售区域", "地区名称", "所在地区", "所属地区", "Region", "Territory")
_GOODS = (
    "产品名称",
    "存货名称",
    "物料名称",
    "商品名称",
    "货品名称",
    "品名",
    "存货",
    "物料",
    "商品",
    "Item",
    "Product name",
    "Item name",
    "Item description",
)
_DEPARTMENTS = (
    "部门",
    "所属部门",
    "销售部门",
    "业务部门",
    "部门名称",
    "主属部门",
    "负责人主属部门",
    "归属部门",
    "业务归属部门",
    "所在部门",
    "Department",
)

NARROWING_HEADINGS = (
    *(
        "品牌",
        "品类",
        "类别",
        "系列",
        "型号",
        "规格",
        "产品线",
        "产品类别",
        "项目",
        "行业",
        "业务线",
        "事业部",
        "条线",
        "板块",
        "平台",
    ),
    *("城市", "省份", "省", "市", "区县", "国家", "分公司", "分支", "办事处", "门店", "店铺", "网点", "仓库", "终端", "片区"),
    *("客户类型", "客户等级", "客户类别", "客户分类", "经销商", "代理商", "供应商", "岗位", "班组"),
    *("Brand", "Category", "Series", "Model", "Product line", "Project", "Industry", "Segment", "Line", "BU", "Business unit"),
    *(
        "City",
        "Province",
        "State",
        "Country",
        "Branch",
        "Office",
        "Store",
        "Shop",
        "Outlet",
        "Platform",
        "Distributor",
        "Agent",
    ),
)
"""Columns that say of which part a row's number is, and that no sheet has."""

_TARGETS = ("Target amount", "年度目标", "目标额", "目标销售额", "业绩目标", "销售任务", "任务额", "Sales target")

TARGETS = Sheet(
    key="targets",
    title=Text("目标", "Targets"),
    small=True,
    synonyms=("销售目标", "任务", "年度目标", "指标", "Sales targets"),
    columns=(
        _needed(
            "period",
            "期间",
            "Period",
            "p",
            *YEAR_HEADINGS,
            *MONTH_HEADINGS,
            "时期",
            "目标期间",
            *YEAR_MONTH_HEADINGS,
        ),
        _needed(
            "amount", "目标值", "Target", "mn", "目标", "任务", "目标金额", "销售目标", "指标值", "Target amount", *_TARGETS
        ),
        _choice("measure", "指标", "Measure", model.Measure, "指标名称", "考核指标"),
        _choice("level", "层级", "Level", model.Level),
        _column("name", "对象", "Name", "t", "业务员", "销售员", "姓名", "人员", "Rep"),
        _choice("tier", "档位", "Tier", model.Tier),
        _choice("source", "来源", "Source", model.Source, "目标来源"),
        _choice("version", "版本", "Version", model.Version),
        _column("phase", "阶段", "Phase", "t"),
        _column("note", "备注", "Note", "t", "说明"),
    ),
    further=(
        _column("team", "团队", "Team", "t", "组别", "小组", *_DEPARTMENTS),
        _column("market", "市场", "Market", "t", *_PLACES),
        _column("channel", "渠道", "Channel", "t", "销售渠道", "渠道名称", "渠道类型"),
        _column("client", "客户", "Client", "t", *_BUYERS),
        _column("product", "产品", "Product", "t", *_GOODS),
    ),
)


_PAPERS = (
    *("单据编号", "单据号", "发票号", "出库单号", "发货单号", "收款单号", "回款编号"),
    *("订单号", "订单编号", "销售订单编号", "销售订单号", "Document", "Order no."),
    *("出具发票凭证", "销售凭证", "Billing document", "Sales document"),
)
_DAYS = (
    "业务日期",
    "单据日期",
    "销售日期",
    "开票日期",
    "发票日期",
    "成交日期",
    "签单日期",
    "记账日期",
    "Billing date",
    "Document date",
    "Close date",
    "Closed date",
    "Posting date",
    "Invoice date",
)

_STATES = (
    "状态",
    "生命状态",
    "审批状态",
    "审核状态",
    "订单状态",
    "作废标志",
    "作废标识",
    "是否作废",
    "删除标志",
    "删除标记",
    "是否删除",
    "作废",
    "是否有效",
    "有效状态",
    "Status",
    "Void",
    "State",
)

ACTUALS = Sheet(
    key="actuals",
    title=Text("实绩", "Actuals"),
    small=True,
    synonyms=("业绩", "销售明细", "销售业绩", "实际", "销售数据", "Sales"),
    columns=(
        _needed("day", "日期", "Date", "dp", *_DAYS, *YEAR_HEADINGS, *MONTH_HEADINGS, "期间", *YEAR_MONTH_HEADINGS),
        _column("rep", "人员", "Rep", "t", *_SELLERS, "姓名", "负责人", *_OWNERS),
        _column("client", "客户", "Client", "t", *_BUYERS, "购货单位", "购货单位名称", "结算客户", "付款单位", *_ACCOUNTS),
        _column(
            "sales",
            "销售额",
            "Sales",
            "m",
            "销售金额",
            "实际金额",
            "销售收入",
            "订单金额",
            "销售订单金额",
            "签约金额",
            "发货金额",
            "出库金额",
            "开票金额",
            "发票金额",
            "成交金额",
            "金额",
            "Amount",
            "Net sales",
            "Sales amount",
            "Deal amount",
            "Order amount",
            "Shipped amount",
            "Invoiced amount",
            "Amount in company currency",
            *_TAXED,
        ),
        _column(
            "collected",
            "回款",
            "Collected",
            "m",
            "回款金额",
            "回款额",
            "收款金额",
            "本币收款金额",
            "本次收款",
            "实收金额",
            "到账金额",
            "Cash",
        ),
        _column("collected_on", "回款日期", "Collected on", "d", "收款日期", "到账日期", "回款时间", "收款时间"),
        _column("market", "市场", "Market", "t", *_PLACES),
        _column("product", "产品", "Product", "t", *_GOODS),
        _column("channel", "渠道", "Channel", "t", "销售渠道", "渠道名称", "渠道类型"),
        _choice("kind", "类型", "Kind", model.ActualKind, "红蓝字", "红蓝标志", "红字标志", "业务类型", "单据类型"),
        _column("document", "单号", "Document no.", "t", *_PAPERS),
        _column(
            "quantity",
            "数量",
            "Quantity",
            "n",
            "销售数量",
            "实发数量",
            "出库数量",
            "开票数量",
            "订单数量",
            "Qty",
            "Billed quantity",
            "Order quantity",
        ),
        _column("profit", "利润", "Profit", "m", "毛利", "毛利额", "毛利润", "销售毛利", "Gross profit"),
        _column("ordered", "下单日期", "Ordered", "d", "订单日期", "下单时间", "订货日期", "Order date"),
        _column(
            "due", "交货期", "Due", "d", "交货日期", "要求交货日期", "要货日期", "预计交货日期", "预发货日期", "Delivery date"
        ),
        _column("shipped", "发货日期", "Shipped", "d", "出库日期", "实际发货日期", "出货日期", "发货时间", "Ship date"),
        _column("note", "备注", "Note", "t", "说明", "摘要"),
    ),
    further=(
        _column("client_code", "客户编码", "Client code", "t", "客户编号", "客户代码", "Customer code"),
        _column("paid_by", "结算方式", "Payment method", "t", "收款方式", "回款方式", "付款方式", "支付方式", "Paid by"),
        _column("state", "单据状态", "Document status", "t", *_STATES),
        _column("deal_stage", "商机阶段", "Deal stage", "t", "销售阶段", "商机状态", "Opportunity stage", "Stage"),
    ),
)

_CONTACTS = ("最近联系日期", "最近拜访", "最近跟进时间", "最后跟进时间", "最近跟进日期", "最后跟进日期", "最近联系时间")

CLIENTS = Sheet(
    key="clients",
    title=Text("客户", "Clients"),
    synonyms=("客户档案", "客户名单", "客户资料", "Customers"),
    columns=(
        _needed("name", "客户", "Client", "t", *_BUYERS, "名称", *_ACCOUNTS),
        _choice("grade", "等级", "Grade", model.Grade, "客户等级", "客户级别", "级别", "客户分级"),
        _choice("stage", "阶段", "Stage", model.Stage, "客户阶段", "成交状态", "客户状态"),
        _column("rep", "人员", "Rep", "t", *_SELLERS, "负责人", "专管业务员", "分管业务员", "专营业务员", *_OWNERS),
        _column("first_deal", "首次成交", "First deal", "d", "首次成交日期", "首次成交时间", "首单日期"),
        _column("last_contact", "最近联系", "Last contact", "d", *_CONTACTS),
        _choice("last_grade", "上年等级", "Grade last year", model.Grade),
        _choice("size", "规模", "Size", model.Size),
        _column("type", "类型", "Type", "t", "客户类型", "行业", "客户分类", "客户类别", "一级行业", "所属分类"),
        _column("market", "市场", "Market", "t", *_PLACES, "省份"),
        _column("channel", "渠道", "Channel", "t", "销售渠道"),
        _column("code", "编号", "Code", "t", "客户编号", "客户编码", "客户代码", "编码"),
        _column("visit_cycle", "回访周期", "Visit cycle", "n", "回访天数"),
        _column("opening", "期初应收", "Opening receivable", "m", "期初余额", "期初应收余额"),
        _column("credit_limit", "信用额度", "Credit limit", "m", "授信额度", "信用额"),
        _column("terms", "账期", "Terms", "n", "账期天数", "信用天数", "收款期限"),
        _column("strength", "实力", "Strength", "n"),
        _column("network", "网络", "Network", "n"),
        _column("delivery", "配送", "Delivery", "n", "配送能力"),
        _column("cooperation", "配合度", "Cooperation", "n"),
        _column("commitment", "投入意识", "Commitment", "n"),
        _column("note", "备注", "Note", "t", "说明"),
    ),
    shown=6,
)

MARKETS = Sheet(
    key="markets",
    title=Text("市场", "Markets"),
    synonyms=("市场情况", "区域市场", "Regions"),
    columns=(
        _needed("name", "市场", "Market", "t", "市场名称", "区域", "Region"),
        _choice("status", "状态", "Status", model.MarketStatus, "定位"),
        _column("competitors", "竞品", "Competitors", "t", "竞争对手"),
        _column("strengths", "优势", "Strengths", "t"),
        _column("issue", "问题", "Issue", "t"),
        _column("share", "市占率", "Share", "n", "市场占有率"),
        _column("start", "起", "From", "d", "开始"),
        _column("end", "止", "To", "d", "结束"),
        _column("last_share", "上年市占率", "Share last year", "n"),
        _column("size", "市场容量", "Market size", "m"),
        _column("points", "检查点", "Points checked", "n"),
        _column("stocked", "见货点", "Points stocked", "n"),
        _column("last_points", "上年检查点", "Points checked last year", "n"),
        _column("last_stocked", "上年见货点", "Points stocked last year", "n"),
        _column("consumers", "消费者", "Consumers", "n"),
        _column("cause", "原因", "Cause", "t"),
        _column("lesson", "教训", "Lesson", "t"),
        _column("disputed", "遗留费用", "Disputed amount", "m"),
        _column("settlement", "处理办法", "Settlement", "t"),
        _choice("settled", "已解决", "Settled", model.YesNo),
        _column("model", "运作模式", "Model", "t"),
    ),
)

PLANS = Sheet(
    key="plans",
    title=Text("计划", "Plans"),
    synonyms=("工作计划", "计划事项", "Actions"),
    columns=(
        _needed("title", "事项", "Item", "t", "工作事项", "计划"),
        _choice("category", "类别", "Category", model.Category),
        _column("action", "措施", "Action", "t", "改进措施"),
        _column("owner", "负责人", "Owner", "t", "责任人"),
        _column("due", "截止", "Due", "d", "期限", "完成时间", "截止日期"),
        _column("problem", "问题", "Problem", "t"),
        _column("start", "开始", "Start", "d", "开始日期"),
        _column("resource", "资源", "Resource", "t"),
        _column("budget", "预算", "Budget", "m"),
        _choice("measure", "指标", "Measure", model.Measure),
        _column("name", "对象", "Name", "t"),
        _column("expected", "预期", "Expected", "mn"),
        _column("achieved", "完成", "Achieved", "mn"),
        _choice("tier", "档位", "Tier", model.Tier),
        _choice("status", "状态", "Status", model.PlanStatus),
        _choice("breakthrough", "突破", "Breakthrough", model.YesNo),
    ),
)

REPS = Sheet(
    key="reps",
    title=Text("人员", "Reps"),
    small=True,
    synonyms=("销售人员", "业务员", "团队成员", "Salespeople"),
    columns=(
        _needed("name", "姓名", "Name", "t", "人员", *_SELLERS, "员工姓名", "职员姓名", "职员名称", "Rep"),
        _column("team", "团队", "Team", "t", "组别", "小组", *_DEPARTMENTS),
        _choice("status", "状态", "Status", model.RepStatus),
        _column("joined", "入职", "Joined", "d", "入职日期", "入职时间", "到职日期"),
        _column("left", "离职", "Left", "d", "离职日期", "离职时间"),
        _column("code", "工号", "Code", "t", "员工编号", "员工工号", "业务员编码", "业务员代码", "职员代码", "人员编码"),
        _column("market", "市场", "Market", "t", "区域", "Region"),
        _column("channel", "渠道", "Channel", "t"),
        _column("weight", "权重", "Weight", "n"),
        _column("ramp_months", "爬坡月数", "Ramp months", "n"),
    ),
)

NOTES = Sheet(
    key="notes",
    title=Text("素材", "Notes"),
    small=True,
    synonyms=("总结素材", "文字素材", "Texts"),
    columns=(
        Column(name="section", heading=Text("章节", "Section"), kind=ValueKind.CHOICE, required=True, choices=model.Section),
        _needed("text", "正文", "Text", "t", "内容"),
        _column("action", "措施", "Action", "t", "改进措施"),
        _column("owner", "负责人", "Owner", "t", "责任人"),
        _column("due", "期限", "Due", "d", "截止", "完成时间"),
        _choice("cause_kind", "原因类别", "Cause kind", model.CauseKind),
        _column("period", "影响期间", "Period", "p"),
        _column("impact", "影响额", "Impact", "m"),
        _column("evidence", "佐证", "Evidence", "t"),
    ),
)

ACTIVITIES = Sheet(
    key="activities",
    title=Text("活动", "Activities"),
    synonyms=("拜访记录", "活动记录", "Visits"),
    columns=(
        _needed("period", "期间", "Period", "dp", *YEAR_HEADINGS, *MONTH_HEADINGS, "日期", "Date"),
        _needed("type", "类型", "Type", "t", "活动类型"),
        _needed("count", "数量", "Count", "n", "次数"),
        _column("unrecorded", "未记录估计", "Unrecorded", "n", "未记录"),
        _column("due_count", "应完成", "Due count", "n", "应完成数"),
        _column("rep", "人员", "Rep", "t", "业务员", "销售员"),
        _column("client", "客户", "Client", "t", "客户名称", "Customer"),
        _column("market", "市场", "Market", "t", "区域", "Region"),
        _column("outcome", "结果", "Result", "t"),
        _column("follow_ups", "跟进次数", "Follow-ups", "n"),
        _column("closed", "关闭日期", "Closed", "d"),
    ),
)

EXPENSES = Sheet(
    key="expenses",
    title=Text("费用", "Expenses"),
    synonyms=("费用明细", "Costs"),
    columns=(
        _needed("title", "项目", "Item", "t", "费用项目"),
        _column("budget", "预算", "Budget", "m"),
        _column("actual", "实际", "Actual", "m", "实际发生"),
        _column("period", "日期", "Date", "dp", *YEAR_HEADINGS, *MONTH_HEADINGS, "期间", "Period"),
        _column("rep", "人员", "Rep", "t", "业务员"),
        _column("market", "市场", "Market", "t", "区域", "Region"),
    ),
)

SEASON = Sheet(
    key="season",
    title=Text("季节", "Season"),
    synonyms=("季节指数", "Seasonality"),
    columns=(
        _needed("month", "月份", "Month", "n", "月"),
        _needed("index", "指数", "Index", "n", "季节指数"),
        _column("product", "产品", "Product", "t"),
    ),
)

CALENDAR = Sheet(
    key="calendar",
    title=Text("日历", "Calendar"),
    synonyms=("工作日历", "放假安排", "Holidays"),
    columns=(
        _needed("day", "日期", "Date", "d"),
        Column(name="kind", heading=Text("类型", "Kind"), kind=ValueKind.CHOICE, required=True, choices=model.DayKind),
        _column("weight", "权重", "Weight", "n"),
        _column("note", "说明", "Note", "t", "备注"),
    ),
)

SETTINGS = Sheet(
    key="settings",
    title=Text("设置", "Settings"),
    small=True,
    synonyms=("参数", "参数设置", "Options"),
    columns=(
        _needed("key", "项目", "Key", "t", "设置项", "名称", "Setting"),
        _column("value", "值", "Value", "t", "取值", "内容"),
        _column("default", "默认", "If left blank", "t"),
    ),
)

SHEETS: tuple[Sheet, ...] = (
    TARGETS,
    ACTUALS,
    CLIENTS,
    MARKETS,
    PLANS,
    REPS,
    NOTES,
    ACTIVITIES,
    EXPENSES,
    SEASON,
    CALENDAR,
    SETTINGS,
)


def sheet(key: str) -> Sheet:
    """The sheet of that key (`targets`, `actuals`, ...)."""
    return next(spec for spec in SHEETS if spec.key == key)


class SettingKind(Enum):
    """How the value of a setting is read."""

    TEXT = "text"
    PERIOD = "period"
    DATE = "date"
    MONTH = "month"
    CHOICE = "choice"
    UNIT = "unit"
    STEP = "step"
    RATE = "rate"
    PATH = "path"
    FLAG = "flag"
    CYCLES = "cycles"
    CHANGE = "change"
    MONEY = "money"
    COUNTRY = "country"
    CURRENCY = "currency"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One line of 设置. `name` is the field of `Settings`; `default` says in words what a blank means."""

    name: str
    heading: Text
    kind: SettingKind
    default: Text
    choices: type[Enum] | None = None
    steps: tuple[str, ...] = ()
    small: bool = False
    synonyms: tuple[str, ...] = ()


def _setting(
    name: str, zh: str, en: str, kind: SettingKind, default: Text | str, *, steps: tuple[str, ...] = (), small: bool = False
) -> Setting:
    words = default if isinstance(default, Text) else Text(default, default)
    return Setting(name=name, heading=Text(zh, en), kind=kind, default=words, steps=steps, small=small)


def _listed(name: str, zh: str, en: str, choices: type[Enum], default: Text, *, small: bool = False) -> Setting:
    return Setting(name=name, heading=Text(zh, en), kind=SettingKind.CHOICE, default=default, choices=choices, small=small)


_MISSING = Text("待补", "to be supplied")
_COMPUTED = Text("按实绩计算", "computed")
_YES = Text("是", "Yes")
_NO = Text("否", "No")

UNITS = {"元": "1", "千元": "1000", "万元": "10000", "百万元": "1000000", "亿元": "100000000"}
"""Amount units and the yuan in one of each."""

SETTING_LIST: tuple[Setting, ...] = (
    _setting("company", "公司", "Company", SettingKind.TEXT, _MISSING, small=True),
    _setting("branch", "分支", "Branch", SettingKind.TEXT, _MISSING),
    _setting("department", "部门", "Department", SettingKind.TEXT, _MISSING, small=True),
    _setting("author", "姓名", "Author", SettingKind.TEXT, _MISSING, small=True),
    _setting("title", "职务", "Title", SettingKind.TEXT, _MISSING, small=True),
    _setting(
        "report_period",
        "报告期",
        "Report period",
        SettingKind.PERIOD,
        Text("截止日所在的最长目标期间", "the longest target period that holds the as-of date"),
        small=True,
    ),
    _setting(
        "plan_period",
        "计划期",
        "Plan period",
        SettingKind.PERIOD,
        Text("报告期之后有目标的同长期间，没有则为报告期", "the next period as long that has targets, else the report period"),
        small=True,
    ),
    _setting(
        "as_of",
        "截止日",
        "As-of",
        SettingKind.DATE,
        Text("最后一笔实绩的日期", "the day of the last actual row"),
        small=True,
    ),
    _listed("kind", "总结类型", "Kind", model.Kind, Text("部门总结", "Team"), small=True),
    _setting("year_start", "财年首月", "Financial year starts in", SettingKind.MONTH, "1"),
    _setting("amount_unit", "金额单位", "Amount unit", SettingKind.UNIT, Text("元", "yuan"), steps=tuple(UNITS), small=True),
    _setting("display_unit", "显示单位", "Display unit", SettingKind.UNIT, Text("元", "yuan"), steps=tuple(UNITS)),
    _setting("currency", "币种", "Currency", SettingKind.CURRENCY, "CNY"),
    _listed("tax_basis", "含税", "Tax basis", model.TaxBasis, Text("含税", "With tax"), small=True),
    _setting("tax_rate", "税率", "Tax rate", SettingKind.RATE, "13%", steps=("13%", "9%", "6%", "3%", "1%", "0%")),
    _listed("recognition", "销售额口径", "Sales recognised at", model.Recognition, Text("发货", "Shipment")),
    _listed("profit_basis", "利润口径", "Profit basis", model.ProfitBasis, Text("毛利", "Gross")),
    _setting("rounding_unit", "取整单位", "Rounding unit", SettingKind.STEP, "1", steps=("0.01", "1", "100", "1000", "10000")),
    _setting(
        "quantity_precision", "数量精度", "Quantity precision", SettingKind.STEP, "1", steps=("1", "0.1", "0.01", "0.001")
    ),
    _setting("path", "分解路径", "Path", SettingKind.PATH, Text("公司>团队>人员", "Company>Team>Rep")),
    _listed("phasing", "月度分解", "Phasing", model.Phasing, Text("工作日", "Working days"), small=True),
    _listed("allocation", "人员分解", "Allocation", model.Allocation, Text("权重", "Weight")),
    _listed("carry_over", "缺口结转", "Carry-over", model.CarryOver, Text("剩余期间", "Rest of the period")),
    _listed("rate_basis", "回款率口径", "Collection rate basis", model.RateBasis, Text("当期", "Current")),
    _setting("acceptance_counts", "承兑计入回款", "Acceptances count as cash", SettingKind.FLAG, _YES),
    _setting(
        "opening_date",
        "期初日",
        "Opening date",
        SettingKind.DATE,
        Text("报告期所在财年的首日", "the first day of the report period's financial year"),
    ),
    _setting("visit_cycles", "默认回访周期", "Default visit cycle", SettingKind.CYCLES, "A 15, B 30, C 60"),
    _setting("price_growth", "单价同比", "Price growth", SettingKind.CHANGE, _COMPUTED),
    _setting("sales_growth", "销售额同比", "Sales growth", SettingKind.CHANGE, _COMPUTED),
    _setting("rate_change", "回款率同比", "Collection rate change", SettingKind.CHANGE, _COMPUTED),
    _setting("frozen_on", "定稿日", "Frozen on", SettingKind.DATE, Text("不定稿", "none")),
    _setting("letters", "目标责任书", "Letters", SettingKind.FLAG, _NO),
    _listed("theme", "主题", "Theme", model.Theme, Text("商务", "Business")),
    _setting("contents", "目录", "Contents", SettingKind.FLAG, _NO),
    _setting("tolerance", "对账容差", "Tolerance", SettingKind.MONEY, "0"),
    _setting("country", "国家", "Country", SettingKind.COUNTRY, "CN"),
    _listed("week_start", "每周首日", "Week starts on", model.WeekStart, Text("周一", "Monday")),
    _listed("lang", "语言", "Language", model.Lang, Text("随表头", "that of the headings")),
)
