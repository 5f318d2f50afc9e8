"""What the user's own sentences claim, held against the book: a claim that fails is a warning with both cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from xlsummary.catalogue_texts import (
    ACTIVITY_OF_ANOTHER_PERIOD,
    CHANGE_IS_SMALL,
    DISPUTE_OPEN,
    EXCESS_NOT_REACHED,
    EXCESS_UNPROVEN,
    POINTS_NOT_PERCENT,
)
from xlsummary.compare.activity import VISIT_TYPES, activity_totals
from xlsummary.model import Cell, Lang, Market, Measure, Period, Section, Source, Text, YesNo
from xlsummary.periods import ONE_DAY
from xlsummary.problems import Problem, Rule
from xlsummary.summary import numbers
from xlsummary.summary.claimed_numbers import differing_numbers
from xlsummary.summary.growth import growth_of
from xlsummary.summary.index import Index
from xlsummary.summary.standing import goal_cells
from xlsummary.summary.subject import Subject
from xlsummary.wording import LABELS

AHEAD = (Section.DIRECTION, Section.ACTIONS, Section.PROPOSALS, Section.THANKS, Section.DUTIES, Section.MODEL)
"""Sections whose sentences are about what is wanted, not what was done."""

_LATER = re.compile(
    r"明年|来年|下一?年|下期|争取|力争|打算|准备|希望|预计|确保|如果|要求|\b(?:will|aim|hope|next year|plan to|if)\b", re.I
)
_EXCESS = re.compile(
    r"超额(?!度)|超出[^，。；]{0,6}(?:目标|任务|指标)|超过[^，。；]{0,6}(?:目标|任务|指标)|超目标"
    r"|\b(?:exceed(?:ed|ing)?|beat|over-?ful|surpass(?:ed)?)\b",
    re.I,
)
_DENIED = re.compile(
    r"(?:没有|未能?|不是|并非|谈不上|难以|不算|\bnot\b|n't)[^，。；]{0,8}(?:超额|超出|超过|超目标|exceed|beat|surpass)", re.I
)
_OWN = re.compile(r"自[己我]?(?:制定|拟定|定)|部门(?:制定|拟定|自定)|内部|\b(?:our|my) own\b", re.I)
_SETTLED = re.compile(
    r"(?:彻底|全部|完全|全都|都已?|均已?)(?:得到|予以)?(?:妥善)?(?:解决|了结|处理完|结清)"
    r"|\b(?:fully|all|completely) (?:re)?settled\b",
    re.I,
)
_LARGE = re.compile(r"大幅度?|显著|\b(?:substantial|significant|sharp|dramatic)(?:ly)?\b", re.I)
_CHANGED = re.compile(
    r"增长|提高|提升|上升|增加|下降|下滑|减少|降低|回落|\b(?:gr[eo]w|rose|increase|fell|drop|declin|up|down)", re.I
)
_LARGE_AT = Decimal("0.05")
_RATE = (
    r"(?:回款率|回笼率|完成率|达成率|市占率|占有率|见货率|铺货率|毛利率|利润率|费用率|转化率|出勤率"
    r"|(?:collection|attainment|conversion) rate|market share|margin)"
)
_BY_PERCENT = re.compile(
    rf"{_RATE}[^。！？；\n]{{0,24}}?(?:上升|提高|提升|下降|降低|增加|减少|下滑|回落|增长|rose|fell|up|down|increased|dropped)"
    r"(?: by)?\s*了?\s*(?:约|近|超过|about )?(?:\d+(?:\.\d+)?\s*[%％][和、及,])?\s*(\d+(?:\.\d+)?)\s*[%％]",
    re.I,
)
_WHOLE = re.compile(
    r"全年|一年来|一年里|一年中|整年|本年度?|全季度?|整个季度|全月|整月|\b(?:whole|all|entire|the) (?:year|quarter|month)\b",
    re.I,
)
_VISITS = re.compile(r"拜访|走访|\bvisit", re.I)
_DIGIT = re.compile(r"\d|[一二三四五六七八九十百千]")
_SLACK = 7
_SOURCES = {Source.ASSIGNED: Text("公司下达", "assigned"), Source.OWN: Text("自定", "own")}
_MEASURES = (
    (re.compile(r"回款|回笼|货款|\b(?:cash|collect)", re.I), Measure.COLLECTIONS),
    (re.compile(r"利润|毛利|\bprofit", re.I), Measure.PROFIT),
    (re.compile(r"新客户|新开发|\bnew client", re.I), Measure.NEW_CLIENTS),
    (_VISITS, Measure.VISITS),
)
_SALES = re.compile(r"销售|业绩|营业|\b(?:sales|revenue|turnover)\b", re.I)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What claims are held against."""

    subject: Subject
    index: Index
    lang: Lang


def failing(sentence: str, cell: Cell, evidence: Evidence) -> Iterator[Problem]:
    """The claims of one sentence that do not hold, each with the cell of the sentence and those against it."""
    if _LATER.search(sentence):
        return
    yield from _excess(sentence, cell, evidence)
    yield from _dispute(sentence, cell, evidence)
    yield from _small_change(sentence, cell, evidence)
    yield from _percent_of_a_rate(sentence, cell)
    yield from _other_period(sentence, cell, evidence)
    yield from differing_numbers(sentence, cell, evidence.subject, evidence.index, evidence.lang)


def _excess(sentence: str, cell: Cell, evidence: Evidence) -> Iterator[Problem]:
    """超额 against the source that the sentence names, else what the company assigned."""
    found = _EXCESS.search(sentence)
    if found is None or _DENIED.search(sentence):
        return
    source = Source.OWN if _OWN.search(sentence) else Source.ASSIGNED
    measure = _measure(sentence)
    rows = evidence.subject.comparison.company(measure)
    row = next((row for row in rows if row.line.source is source and row.attainment is not None), None)
    words: dict[str, str | Text] = {"measure": LABELS[measure], "target": _SOURCES[source]}
    if row is None:
        yield _problem(EXCESS_UNPROVEN, cell, found[0], words)
    elif row.attainment is not None and row.attainment < 1:
        cells = goal_cells(evidence.subject, row.line)
        words |= {"rate": numbers.percent(row.attainment), "other": "; ".join(cells)}
        yield _problem(EXCESS_NOT_REACHED, cell, found[0], words)


def _measure(sentence: str) -> Measure:
    return next((measure for words, measure in _MEASURES if words.search(sentence)), Measure.SALES)


def _dispute(sentence: str, cell: Cell, evidence: Evidence) -> Iterator[Problem]:
    found = _SETTLED.search(sentence)
    open_ones = [market for market in evidence.subject.book.markets if _is_open(market)] if found else []
    if found and open_ones:
        cells = [market.origin.cell("settled" if market.settled else "disputed") for market in open_ones]
        words = {"market": "、".join(market.name for market in open_ones), "other": "; ".join(map(str, cells))}
        yield _problem(DISPUTE_OPEN, cell, found[0], words)


def _is_open(market: Market) -> bool:
    has_dispute = market.disputed is not None and market.disputed.value > 0
    return market.settled is YesNo.NO or (has_dispute and market.settled is None)


def _small_change(sentence: str, cell: Cell, evidence: Evidence) -> Iterator[Problem]:
    """大幅 or 显著 of sales or cash whose change is known and under 5 %."""
    found = _LARGE.search(sentence)
    measure = _measure(sentence)
    names_sales = bool(_SALES.search(sentence))
    if not found or not _CHANGED.search(sentence) or "率" in sentence or not (names_sales or measure is Measure.COLLECTIONS):
        return
    growth = growth_of(evidence.subject.book, measure, evidence.subject.horizon)
    if growth is not None and abs(growth.change.value) < _LARGE_AT:
        words: dict[str, str | Text] = {
            "figure": LABELS[measure],
            "rate": numbers.percent(growth.change.value),
            "other": "; ".join(growth.cells),
        }
        yield _problem(CHANGE_IS_SMALL, cell, found[0], words)


def _percent_of_a_rate(sentence: str, cell: Cell) -> Iterator[Problem]:
    found = _BY_PERCENT.search(sentence)
    if found:
        yield _problem(POINTS_NOT_PERCENT, cell, found[0], {"points": found[1], "told": ""})


def _other_period(sentence: str, cell: Cell, evidence: Evidence) -> Iterator[Problem]:
    """Activity that is recorded for a part of the period and told of the whole."""
    found = _WHOLE.search(sentence)
    if not found or not _DIGIT.search(_WHOLE.sub("", sentence)):
        return
    horizon = evidence.subject.horizon
    reached = Period(horizon.report.start, min(horizon.report.end, horizon.as_of + ONE_DAY))
    for total in activity_totals(evidence.subject.book, horizon):
        is_named = total.type in sentence or (total.type in VISIT_TYPES and _VISITS.search(sentence))
        if is_named and not _covers(total.period, reached):
            days = Text(*(f"{total.period.start.isoformat()}~{total.period.last.isoformat()}",) * 2)
            words: dict[str, str | Text] = {"type": total.type, "period": days, "other": "; ".join(total.cells)}
            yield _problem(ACTIVITY_OF_ANOTHER_PERIOD, cell, found[0], words)


def _covers(period: Period, whole: Period) -> bool:
    """True for all but a few days."""
    return (period.start - whole.start).days <= _SLACK and (whole.end - period.end).days <= _SLACK


def _problem(rule: Rule, cell: Cell, value: str, words: dict[str, str | Text] | dict[str, str]) -> Problem:
    return Problem(rule, cell, value, {**words})
