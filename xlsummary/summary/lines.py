"""The lines of targets in words: who set one, how sure it is, which version, and what of a period it covers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from xlsummary.model import Line, Measure, Period, Source, Text, Tier, Version
from xlsummary.periods import name_of
from xlsummary.plan.quota import Plan
from xlsummary.summary.pen import Pen
from xlsummary.wording import LABELS

_TIERS = {
    Tier.COMMITTED: Text("有把握", "committed"),
    Tier.TARGET: Text("", ""),
    Tier.FLOOR: Text("保底", "floor"),
    Tier.HOPED: Text("期望", "hoped-for"),
    Tier.STRETCH: Text("冲刺", "stretch"),
    Tier.CHALLENGE: Text("挑战", "challenge"),
}
_VERSIONS = {Version.FIRST: Text("年初", "original"), Version.REVISED: Text("调整后", "revised")}
_PLAIN = (Tier.COMMITTED, Tier.TARGET)
_MEASURES = {
    Measure.SALES: Text("销售", "sales"),
    Measure.COLLECTIONS: Text("回款", "cash"),
    Measure.NEW_CLIENTS: Text("新客户", "new-client"),
    Measure.VISITS: Text("拜访", "visit"),
}


def plans_of(plans: Iterable[Plan], line: Line, period: Period) -> tuple[Plan, ...]:
    """The plans of a line that meet a period, in the order of time."""
    return tuple(sorted((p for p in plans if p.line == line and p.period.meets(period)), key=lambda plan: plan.period.start))


def covered(plans: Iterable[Plan], period: Period) -> tuple[Period, ...]:
    """What the plans cover of a period, in the order of time; those that touch or overlap joined."""
    parts: list[Period] = []
    for plan in sorted(plans, key=lambda each: each.period.start):
        part = Period(max(plan.period.start, period.start), min(plan.period.end, period.end))
        if parts and part.start <= parts[-1].end:
            parts[-1] = Period(parts[-1].start, max(parts[-1].end, part.end))
        elif part.start < part.end:
            parts.append(part)
    return tuple(parts)


def partly(plans: Iterable[Plan], period: Period, pen: Pen) -> str:
    """The names of what is covered where that is not the whole period, else ''."""
    parts = covered(plans, period)
    return "" if parts in ((), (period,)) else pen.joined(name_of(part, pen.lang, pen.year_start) for part in parts)


def is_plain(tier: Tier) -> bool:
    """True for a tier that a target is not called by."""
    return tier in _PLAIN


def has_versions(line: Line, others: Collection[Line]) -> bool:
    """True when the line stands in both versions."""
    alike = [each for each in others if (each.measure, each.source, each.tier) == (line.measure, line.source, line.tier)]
    return len({each.version for each in alike}) > 1


def target_words(line: Line, others: Sequence[Line]) -> Text:
    """What stands before 目标 (`公司下达的调整后期望`); in English with its article and noun (`the revised assigned target`).

    The tier is said where it is not the usual one or there are several, the version where there are both.
    """
    tiers = {each.tier for each in others if each.measure is line.measure}
    says_tier = line.tier not in _PLAIN or len(tiers) > 1
    tier = _TIERS[line.tier] if says_tier else Text("", "")
    version = _VERSIONS[line.version] if has_versions(line, others) else Text("", "")
    who = "公司下达" if line.source is Source.ASSIGNED else "自定"
    sure = "、有把握" if line.tier is Tier.COMMITTED and says_tier else ""
    zh = f"{who}{sure}的{version.zh}{'' if sure else tier.zh}"
    words = ("the", version.en, "assigned") if line.source is Source.ASSIGNED else ("our own", version.en)
    return Text(zh, " ".join(word for word in (*words, tier.en, "target") if word))


def tier_words(line: Line) -> Text:
    """What to call a target: `期望销售目标`; `hoped-for sales target`. The usual tier is not in the name."""
    measure = _MEASURES.get(line.measure) or LABELS[line.measure]
    tier = Text("", "") if line.tier in _PLAIN else _TIERS[line.tier]
    return Text(f"{tier.zh}{measure.zh}目标", " ".join(word for word in (tier.en, measure.en.lower(), "target") if word))
