"""Words that people write for the values of a list, besides its own labels."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from functools import cache
from types import MappingProxyType
from typing import TypeVar

from xlsummary.model import (
    ActualKind,
    Category,
    CauseKind,
    DayKind,
    Grade,
    Kind,
    Lang,
    Level,
    Measure,
    PlanStatus,
    RepStatus,
    Section,
    Source,
    Stage,
    TaxBasis,
    Text,
    Tier,
    Version,
    WeekStart,
    YesNo,
)
from xlsummary.spelling import name_key
from xlsummary.wording import LABELS

Choice = TypeVar("Choice", bound=Enum)

_SYNONYMS: Mapping[Enum, tuple[str, ...]] = MappingProxyType(
    {
        Measure.SALES: ("销售", "销售金额", "销售收入", "业绩", "营业额", "revenue"),
        Measure.COLLECTIONS: ("回款额", "回款金额", "收款", "到账", "cash", "collection", "collected"),
        Measure.PROFIT: ("利润额", "毛利", "净利"),
        Measure.QUANTITY: ("销量", "销售数量", "volume"),
        Measure.NEW_CLIENTS: ("新增客户", "新开客户", "新客户数"),
        Measure.VISITS: ("拜访次数", "拜访量", "客户拜访"),
        Level.COMPANY: ("部门", "大区", "分公司", "全公司", "department", "branch"),
        Level.TEAM: ("小组", "组"),
        Level.MARKET: ("区域", "地区", "region"),
        Level.REP: ("业务员", "销售员", "个人", "员工", "salesperson"),
        Level.CLIENT: ("customer",),
        Tier.COMMITTED: ("确保",),
        Tier.HOPED: ("争取",),
        Source.ASSIGNED: ("下达", "公司", "company"),
        Source.OWN: ("自订", "自己", "部门自定"),
        Version.FIRST: ("初始", "原定"),
        Version.REVISED: ("调整后", "修订", "年中调整"),
        ActualKind.SALE: (
            *("销售出库", "普通销售", "标准销售", "标准销售订单", "销售订单", "销售出库单", "标准销售出库单", "销货单"),
            *("销售发票", "销售专用发票", "销售普通发票", "分期收款", "直运销售", "委托代销", "蓝字", "sales"),
        ),
        ActualKind.RETURN: ("销售退货", "退款", "退货单", "销售退货单", "标准退货单", "退货订单", "红字", "returns"),
        ActualKind.ALLOWANCE: ("折扣", "返利"),
        ActualKind.COLLECTION: ("收款", "收款单", "销售收款单", "销售回款", "cash", "collected"),
        ActualKind.ACCEPTANCE: ("承兑汇票", "银行承兑"),
        ActualKind.SET_OFF: ("抵账", "冲账"),
        Grade.A: ("a级", "a类"),
        Grade.B: ("b级", "b类"),
        Grade.C: ("c级", "c类"),
        Stage.WON: ("已成交", "合作"),
        Stage.LOST: ("已流失",),
        PlanStatus.OPEN: ("待开始", "not started"),
        PlanStatus.UNDER_WAY: ("执行中", "in progress"),
        PlanStatus.DONE: ("完成", "已结束", "completed"),
        PlanStatus.DROPPED: ("已取消", "终止", "cancelled"),
        RepStatus.ACTIVE: ("在职",),
        RepStatus.TO_HIRE: ("待招", "拟招聘", "招聘中", "hiring"),
        YesNo.YES: ("y", "true", "1", "√", "对", "有"),
        YesNo.NO: ("n", "false", "0", "×", "无"),
        DayKind.WORK: ("上班", "工作日", "班"),
        DayKind.REST: ("放假", "休", "节假日", "假", "holiday"),
        TaxBasis.WITH_TAX: ("是", "含税价", "yes", "tax included", "incl. tax", "including tax"),
        TaxBasis.WITHOUT_TAX: ("否", "未税", "不含税价", "no", "net of tax", "excl. tax", "excluding tax"),
        Kind.PERSONAL: ("个人总结",),
        Kind.TEAM: ("团队总结",),
        Kind.DUTIES: ("述职",),
        Kind.OVERVIEW: ("年度总结",),
        WeekStart.MONDAY: ("星期一", "1"),
        WeekStart.SUNDAY: ("星期日", "星期天", "周天", "7"),
        Lang.ZH: ("中文", "chinese"),
        Lang.EN: ("英文", "english"),
        CauseKind.COMPETITORS: ("竞争对手",),
        CauseKind.POLICY: ("政策",),
        Section.ACHIEVEMENTS: ("业绩",),
        Category.OTHER: ("其它",),
    }
)


def choice_named(text: str, choices: type[Choice]) -> Choice | None:
    """The value of a list that a word means, by its label in either language, its own key or a synonym."""
    return _by_word(choices).get(name_key(text))


def choices_text(choices: type[Enum]) -> Text:
    """The list's values, to be shown in a hint."""
    return Text("、".join(LABELS[each].zh for each in choices), ", ".join(LABELS[each].en for each in choices))


@cache
def _by_word(choices: type[Choice]) -> Mapping[str, Choice]:
    words: dict[str, Choice] = {}
    for each in choices:
        labels = LABELS[each]
        words.update({name_key(word): each for word in (labels.zh, labels.en, str(each.value))})
    for each in choices:
        for word in _SYNONYMS.get(each, ()):
            words.setdefault(name_key(word), each)
    return MappingProxyType(words)
