"""The list 固定值 under the blocks: quotas that a person fixed, each released by deleting its line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlsummary.model import Lang, SalesBook, Text
from xlsummary.plan.quota import FixedPoint, Plan
from xlsummary.sheets.block import block_key, number
from xlsummary.sheets.columns import FIRST, NodeColumn, headings
from xlsummary.sheets.formats import formats_of
from xlsummary.sheets.layout import LayoutCell, LayoutRow, Style
from xlsummary.sheets.timerows import TOTAL_KEY, TimeRow, time_rows
from xlsummary.sheets.words import TOTAL, line_label

AMOUNT_PLACE = FIRST - 1
"""Where the amount of a line stands, counted from 0."""

PointKey = tuple[str, str, str]
"""Block, row and node, by their keys."""

_FIXED = Text("固定值（删去一行，下次运行就不再固定）", "Fixed (delete a line to release it on the next run)")
_HEADS = (
    Text("期间", "Period"),
    Text("名称", "Name"),
    Text("", ""),
    Text("", ""),
    Text("金额", "Amount"),
    Text("指标", "Measure"),
)
_MARK, _BETWEEN = "fixed", "|"


def point_of(key: str) -> PointKey | None:
    """The block, row and node that a line is about; None for the key of something else."""
    mark, *rest = key.split(_BETWEEN, 3)
    return (rest[0], rest[1], rest[2]) if mark == _MARK and len(rest) == 3 else None


def fixed_rows(plans: Sequence[Plan], columns: Sequence[NodeColumn], book: SalesBook, lang: Lang) -> Iterator[LayoutRow]:
    """A heading and one line a fixed quota, in the order of plans and time; nothing where nothing is fixed."""
    if not any(plan.fixed for plan in plans):
        return
    yield LayoutRow((LayoutCell(style=Style.KEY), LayoutCell(_FIXED[lang], style=Style.LABEL)))
    yield LayoutRow((LayoutCell(style=Style.KEY), *(LayoutCell(head[lang] or None, style=Style.TABLE_HEAD) for head in _HEADS)))
    names = {column.node.key: name for column, name in zip(columns, headings(columns, lang), strict=True)}
    for plan in plans:
        rows = {row.period: row for row in reversed(time_rows(plan, lang))}
        for point in plan.fixed:
            yield _line(plan, point, rows.get(point.period), names.get(point.node, point.node), book, lang)


def _line(plan: Plan, point: FixedPoint, row: TimeRow | None, name: str, book: SalesBook, lang: Lang) -> LayoutRow:
    settings = book.settings
    words = (_MARK, block_key(plan, settings.year_start), row.key if row else TOTAL_KEY, point.node)
    blank = LayoutCell(style=Style.NUMBER)
    amount = LayoutCell(number(point.amount), None, Style.NUMBER, formats_of(plan.line.measure, settings, plan.grain).amount)
    return LayoutRow(
        (
            LayoutCell(_BETWEEN.join(words), style=Style.KEY),
            LayoutCell(row.name if row else TOTAL[lang], style=Style.NUMBER),
            LayoutCell(name, style=Style.NUMBER),
            blank,
            blank,
            amount,
            LayoutCell(line_label(plan.line, lang), style=Style.NUMBER),
        )
    )
