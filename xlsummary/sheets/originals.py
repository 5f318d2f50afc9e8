"""What a frozen plan (定稿) was beside what the plan is now, in words under the blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from xlsummary.compare.performance import By, Comparison, Performance
from xlsummary.model import Lang, Settings, Text
from xlsummary.periods import day_name, name_of
from xlsummary.sheets.block import number
from xlsummary.sheets.head import line
from xlsummary.sheets.layout import LayoutRow, Style
from xlsummary.sheets.measuring import LINE_HEIGHT, lines_of
from xlsummary.sheets.words import COMPANY, line_label

_CHANGED = Text(
    "{line}，{period}：{day}定稿的原计划与现计划不同：{changes}",
    "{line}, {period}: the plan frozen on {day} and the plan now differ: {changes}",
)
_SAME = Text("公司和各团队的计划与{day}定稿的相同", "The plan of the company and of each team is as it was frozen on {day}")
_CHANGE = Text("{name} {old} → {new}", "{name} {old} → {new}")
_NONE = Text("无", "none")


def original_lines(comparison: Comparison, settings: Settings, lang: Lang) -> Iterator[str]:
    """A line for each line of targets of which the company or a team has another plan for the report period; else one.

    Nothing where no plan is kept.
    """
    if comparison.original_on is None:
        return
    rows = [row for by in (By.COMPANY, By.TEAM) for row in comparison.rows if row.by is by]
    lines = dict.fromkeys(row.line for row in rows if row.target is not None or row.original is not None)
    day, period = day_name(comparison.original_on, lang), name_of(comparison.period, lang, settings.year_start)
    changed = False
    for each in lines:
        changes = [_change(row, lang) for row in rows if row.line == each and row.target != row.original]
        if changes:
            changed = True
            listed = Text("；", "; ")[lang].join(changes)
            yield _CHANGED[lang].format(line=line_label(each, lang), period=period, day=day, changes=listed)
    if lines and not changed:
        yield _SAME[lang].format(day=day)


def note_rows(texts: Iterable[str], width: float) -> Iterator[LayoutRow]:
    """The texts in column B and on, `width` characters in all."""
    for text in texts:
        yield line(text, Style.NOTE, LINE_HEIGHT * lines_of(text, width))


def _change(row: Performance, lang: Lang) -> str:
    name = row.name or COMPANY[lang]
    return _CHANGE[lang].format(name=name, old=_amount(row.original, lang), new=_amount(row.target, lang))


def _amount(value: Decimal | None, lang: Lang) -> str:
    return _NONE[lang] if value is None else f"{number(value):,}"
