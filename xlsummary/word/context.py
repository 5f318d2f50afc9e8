"""The one dictionary a template prints from: a summary's records under Chinese and English names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from xlsummary.model import Cell, Lang, Text
from xlsummary.summary.chart import Chart
from xlsummary.summary.figure import Doubt, Figure, Missing, Passage
from xlsummary.summary.summary import Summary
from xlsummary.word.marks import Link, Marks, without_noncharacters

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "head": "抬头",
        "results": "业绩",
        "department": "部门",
        "markets": "市场",
        "outlook": "计划",
        "closing": "结尾",
        "headline": "标题",
        "company": "公司",
        "byline": "署名",
        "is_plan": "只有计划",
        "period": "期间",
        "day": "日期",
        "text": "正文",
        "detail": "附注",
        "until": "截至",
        "opening": "引言",
        "sales": "销售",
        "other_targets": "其他目标",
        "cash": "回款",
        "cash_months": "进账",
        "clients": "客户",
        "months": "月度表",
        "month_chart": "月度图",
        "cash_chart": "回款图",
        "ranking": "排名图",
        "duties": "职责",
        "why": "变化",
        "supply": "供货",
        "complaints": "投诉",
        "products": "产品",
        "learning": "学习",
        "duty": "职责",
        "evidence": "依据",
        "subject": "名称",
        "direction": "方向",
        "kind": "类别",
        "days": "起止",
        "quota": "当期目标",
        "impact": "影响额",
        "task": "调整后目标",
        "raw_task": "原目标",
        "raw_attainment": "原完成率",
        "effects": "构成",
        "changes": "各项变化",
        "adjusted": "剔除影响",
        "new_sales": "新客户销售额",
        "old_sales": "老客户销售额",
        "largest": "最大客户",
        "largest_share": "最大客户占比",
        "in_time": "按期",
        "late": "晚发",
        "late_open": "逾期未发",
        "mean_days": "平均天数",
        "longest": "最长天数",
        "client": "客户名",
        "received": "收到",
        "closed": "办结",
        "open": "未结",
        "longest_open": "未结最长天数",
        "open_rows": "未结清单",
        "quantity": "数量",
        "has_quantity": "有数量",
        "split": "按",
        "unproven": "待核指标",
        "new_clients": "新客户对照",
        "funnel": "漏斗",
        "timeline": "市场进程",
        "dealers": "评分",
        "parts_of": "分类汇总",
        "years": "三年",
        "growth": "成长",
        "mistakes": "失误",
        "lapses": "失误自述",
        "disputes": "遗留费用",
        "model": "运作模式",
        "small": "小客户",
        "scores": "各项得分",
        "mean": "平均分",
        "stocked": "见货率",
        "points": "变化点",
        "lesson": "教训",
        "has_stocked": "有见货率",
        "values": "各年",
        "settlement": "处理办法",
        "all": "处数",
        "settled": "已解决",
        "open_names": "未解决名单",
        "open_amount": "未解决金额",
        "keys": "指标表",
        "verdict": "依据对象",
        "grades": "等级",
        "grade": "等级",
        "cases": "案例",
        "measures": "措施表",
        "change": "变动",
        "resource": "资源",
        "expected": "预期",
        "tier": "档位",
        "chart": "图",
        "target_period": "目标期间",
        "estimate": "推定",
        "days_estimate": "工作日推定",
        "targets": "目标",
        "period_named": "期间全名",
        "named_months": "所含月份",
        "began": "有起点",
        "has_gap": "有空档",
        "has_measures": "有措施",
        "revisions": "调整",
        "further_targets": "另有目标",
        "target_name": "指标名",
        "was": "原为",
        "now_is": "现为",
        "people": "人员表",
        "achievements": "成绩",
        "causes": "原因",
        "learnt": "体会",
        "actual": "实际",
        "origin": "来源",
        "target": "目标",
        "attainment": "完成率",
        "gap": "缺口",
        "excess": "超额",
        "due": "应完成",
        "pace": "进度完成率",
        "time": "时间进度",
        "ahead": "领先",
        "behind": "落后",
        "catching_up": "追赶",
        "required": "每天须完成",
        "projection": "预计",
        "hard_months": "吃紧月份",
        "hard_teams": "吃紧团队",
        "record_months": "须破纪录月份",
        "best": "最好的月份",
        "standing": "对照",
        "rate": "率",
        "basis": "口径",
        "over_full": "含上年欠款",
        "since": "起",
        "first": "首月",
        "is_rest": "是余下",
        "counted": "月数",
        "dry": "无进账月数",
        "dry_names": "无进账月份",
        "sold_dry": "有销售无进账",
        "new": "新客户",
        "new_names": "新客户名单",
        "old": "老客户",
        "intent": "意向",
        "visited": "考察",
        "won": "成交",
        "label": "名称",
        "is_total": "是合计",
        "is_team": "是团队",
        "unit": "单位",
        "has_target": "有目标",
        "has_cash": "有回款",
        "has_estimate": "有估计",
        "has_due": "有应完成",
        "has_share": "有市占率",
        "has_teams": "有团队",
        "is_divided": "分节",
        "rows": "行",
        "shown": "列出的行",
        "note": "注",
        "source": "来源数字",
        "building": "部门建设",
        "shortcomings": "不足",
        "visits": "拜访",
        "outcomes": "结果",
        "activities": "活动表",
        "problems": "问题",
        "recorded": "有记录",
        "estimated": "未记录估计",
        "total": "合计",
        "reps": "人数",
        "working_days": "工作日",
        "person_days": "人日",
        "per_day": "人均每天",
        "recorded_per_day": "有记录人均每天",
        "name": "名称",
        "count": "数",
        "followed": "再次跟进",
        "type": "类型",
        "problem": "问题",
        "action": "措施",
        "owner": "负责人",
        "by": "期限",
        "remarks": "段落",
        "status": "状态",
        "competitors": "竞品",
        "strengths": "优势",
        "issue": "问题",
        "market_share": "市占率",
        "directions": "方向",
        "headcount": "人员",
        "breakthroughs": "突破",
        "actions": "事项",
        "first_quarter": "开门红",
        "weeks": "周表",
        "day_quota": "日均",
        "warnings": "提醒",
        "now": "现有",
        "planned": "计划人数",
        "grows": "增加",
        "team_count": "团队数",
        "teams": "团队",
        "joinings": "到岗",
        "undated": "到岗未定",
        "channels": "渠道",
        "when": "时间",
        "category": "类别",
        "title": "事项",
        "measure": "指标",
        "amount": "数额",
        "share": "占比",
        "headings": "表头",
        "whole": "全期",
        "whole_name": "全期名",
        "all_sold": "都有销售",
        "parts": "各期",
        "month": "月份",
        "proposals": "建议",
        "thanks": "致谢",
        "sources": "数据来源",
        "missing": "待补",
        "notices": "数据提示",
        "formula": "算法",
        "cells": "单元格",
        "what": "内容",
        "where": "位置",
        "value": "数值",
    }
)
"""What each field is called in a Chinese template; an English one uses the field's own name."""

_MISSING = Text("（待补）", "(to be supplied)")


def context(summary: Summary) -> dict[str, object]:
    """Every name a template may use; nothing else is reachable from it."""
    sections = _record(summary.sections)
    sources = [_source(figure) for figure in summary.figures]
    blanks = [_blank(each) for each in summary.missing]
    warned = [_record(each) for each in summary.notices]
    return {**sections, **_both("sources", sources), **_both("missing", blanks), **_both("notices", warned)}


def printed(value: object, lang: Lang, marks: Marks) -> object:
    """What a tag prints: a blank field of the book as 待补, never `None`; figures between their marks."""
    return _MISSING[lang] if value is None else marks.shown(value)


def _named(value: object) -> object:
    """A record as a dictionary under both names, sequences as lists, text cleaned, figures as they are."""
    if isinstance(value, Passage):
        return _cleaned(value)
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Chart):
        return {**_both("chart", value), **_both("headline", clean(value.headline))}
    if isinstance(value, tuple):
        return [_named(each) for each in value]
    return _record(value) if is_dataclass(value) and not isinstance(value, Figure | type) else value


def _cleaned(passage: Passage) -> Passage:
    return Passage(*(_cleaned_part(part) for part in passage.parts))


def _cleaned_part(part: str | Figure | Doubt) -> str | Figure | Doubt:
    if isinstance(part, Doubt):
        inner = tuple(clean(each) if isinstance(each, str) else each for each in part.parts)
        return Doubt(inner, clean(part.remark))
    return clean(part) if isinstance(part, str) else part


def _record(record: DataclassInstance) -> dict[str, object]:
    named: dict[str, object] = {}
    for field in fields(record):
        named |= _both(field.name, _named(getattr(record, field.name)))
    return named


def _both(name: str, value: object) -> dict[str, object]:
    return {name: value, WORDS[name]: value}


def _source(figure: Figure) -> dict[str, object]:
    return {
        **_both("name", Link(figure.name, clean(figure.name))),
        **_both("value", clean(figure.text)),
        **_both("formula", clean(figure.formula)),
        **_both("cells", clean("; ".join(figure.cells))),
    }


def _blank(each: Missing) -> dict[str, object]:
    where = str(Cell(each.sheet, each.ref)) if each.ref else each.sheet
    return {**_both("what", clean(each.figure)), **_both("where", clean(where))}


def clean(text: str) -> str:
    """The text without what XML cannot hold: control characters become spaces, lone surrogates the replacement mark."""
    return without_noncharacters("".join(_allowed(letter) for letter in text.replace("\r\n", "\n")))


def _allowed(letter: str) -> str:
    code = ord(letter)
    if code < 32 and letter != "\n":
        return " "
    return "�" if 0xD800 <= code <= 0xDFFF or code in (0xFFFE, 0xFFFF) else letter
