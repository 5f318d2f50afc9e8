"""Targets off the path in words under the blocks: spread over the months, and in no total."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xlsummary.model import Lang, Settings, Text
from xlsummary.periods import name_of
from xlsummary.plan.quota import Plan
from xlsummary.sheets.block import number
from xlsummary.sheets.words import line_label, month_label
from xlsummary.wording import label

_HEAD = Text(
    "不在分解路径上的目标，只按时间分解，不计入以上合计：", "Targets off the path, spread over time only and in no total above:"
)
_LINE = Text(
    "{level} {name}（{line}），{period}合计 {total}：{months}", "{level} {name} ({line}), {period}, {total} in all: {months}"
)


def off_path_lines(plans: Iterable[Plan], settings: Settings, lang: Lang) -> Iterator[str]:
    """A line for each plan with its total and its months, after one that says what they are; nothing without any."""
    for place, plan in enumerate(plans):
        if not place:
            yield _HEAD[lang]
        (node,) = plan.nodes
        with_year = plan.months[0].start.year != plan.months[-1].start.year
        months = [f"{month_label(month, lang, with_year=with_year)} {number(plan.quota(0, month)):,}" for month in plan.months]
        yield _LINE[lang].format(
            level=label(plan.targets[0].level, lang),
            name=node.name,
            line=line_label(plan.line, lang),
            period=name_of(plan.period, lang, settings.year_start),
            total=f"{number(plan.quota(0)):,}",
            months=Text("，", ", ")[lang].join(months),
        )
