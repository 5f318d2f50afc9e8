"""Beside the blocks of the planning sheet: what must still come, how many times the plan that is, and marks.

The columns have no hidden key, so that nothing in them is read again as a changed quota.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from types import MappingProxyType

from xlsummary.compare.catch_up import CatchUp, CatchUpMonth, Flag
from xlsummary.model import CarryOver, Lang, Period, Settings, Text
from xlsummary.periods import day_name, name_of
from xlsummary.plan.quota import NodeLevel, Plan
from xlsummary.sheets.block import Block, number, sum_down
from xlsummary.sheets.columns import FIRST, NodeColumn, Path, headings, letters_of, paths_of
from xlsummary.sheets.formats import NumberFormats, formats_of
from xlsummary.sheets.layout import LayoutCell, LayoutColumn, LayoutRow, Style
from xlsummary.sheets.measuring import LINE_HEIGHT, lines_of, text_width
from xlsummary.sheets.timerows import TimeRow, rows_below
from xlsummary.sheets.words import line_label

_COLUMNS = 3
_GAP, _MULTIPLE, _MARKS, _NARROWEST, _WIDEST_NAME = 1.5, 6.5, 6.5, 7.0, 8
_TIMES = "0.00_ "
_HUNDREDTH = Decimal("0.01")

MARKS: Mapping[Flag, str] = MappingProxyType({Flag.OVER_PLAN: "▲", Flag.OVER_BEST: "◆"})
_NEEDED = Text("{name}追赶", "{name} to catch up")
_HEADS = (Text("倍数", "Times"), Text("标记", "Mark"))
_LEGEND = Text(
    "追赶＝余下各期应完成的数（{policy}）；倍数＝追赶÷同期原计划；标记：▲ 超过原计划的1.3倍，◆ 超过至今最好的一个月",
    "To catch up: what has to come in the time left ({policy}). Times: that over the plan of the same days. "
    "Mark: ▲ over 1.3 times the plan, ◆ more than the best month so far",
)
_POLICIES: Mapping[CarryOver, Text] = MappingProxyType(
    {
        CarryOver.REST: Text("所欠按原计划比例摊到剩余期间", "what is missing is spread over the rest by its plan"),
        CarryOver.NEXT: Text("所欠加到下一个月", "what is missing is added to the next month"),
        CarryOver.NONE: Text("所欠不结转", "what is missing is not carried over"),
    }
)
_STANDING = Text(
    "{line}，截至{day}：累计计划 {plan}，实绩 {actual}，差额 {difference}；时间进度 {gone}/{days} 天（{time}），"
    "进度完成率 {pace}；日均实绩 {rate}，此后日均须 {required}；照此进度，{period}预计 {projection}",
    "{line}, to {day}: plan to date {plan}, actual {actual}, difference {difference}; {gone} of {days} working days gone "
    "({time}), attainment to date {pace}; {rate} a day so far, {required} a day needed from now on; "
    "at this pace {period} brings {projection}",
)
_UNKNOWN = "—"


@dataclass(frozen=True)  # no slots: the columns are kept once made
class CatchUpColumns:
    """The three columns of the company and of each of its groups, for plans of which days are left; else none.

    `columns` are the sheet's own amounts, to the right of which they stand.
    """

    catch_ups: tuple[CatchUp, ...]
    columns: tuple[NodeColumn, ...]
    settings: Settings
    lang: Lang

    @cached_property
    def _by_column(self) -> dict[tuple[int, Path], CatchUp]:
        """By the plan's id and the node's path; only company and groups right below it."""
        paths = {id(each.plan): paths_of(each.plan) for each in self.catch_ups}
        return {
            (id(each.plan), paths[id(each.plan)][each.place]): each
            for each in self.catch_ups
            if not each.node.parent and each.node.level is not NodeLevel.REP and each.through < each.plan.period.last
        }

    @cached_property
    def _shown(self) -> tuple[NodeColumn, ...]:
        """The columns of amounts that have a catch-up in some block."""
        wanted = {path for _, path in self._by_column}
        return tuple(column for column in self.columns if column.path in wanted)

    @property
    def count(self) -> int:
        return 1 + _COLUMNS * len(self._shown) if self._shown else 0

    @property
    def widths(self) -> tuple[LayoutColumn, ...]:
        if not self._shown:
            return ()
        found = [LayoutColumn(_GAP)]
        for column in self._shown:
            own = [each for (_, path), each in self._by_column.items() if path == column.path]
            longest = max(self._formats(each.plan).width(number(each.needed())) for each in own)
            width = max(longest + 1.5, _NARROWEST, min(text_width(self._head_of(column)), _WIDEST_NAME) + 1.5)
            found += [LayoutColumn(width, band=column.band), LayoutColumn(_MULTIPLE), LayoutColumn(_MARKS)]
        return tuple(found)

    @property
    def headings(self) -> tuple[str, ...]:
        """For each column its heading, '' for the gap."""
        if not self._shown:
            return ()
        others = [head[self.lang] for head in _HEADS]
        return ("", *(head for column in self._shown for head in (self._head_of(column), *others)))

    def heading_cells(self) -> tuple[LayoutCell, ...]:
        return tuple(LayoutCell(head, style=Style.HEAD) if head else LayoutCell() for head in self.headings)

    def beside(self, block: Block) -> Iterator[LayoutRow]:
        """The rows of a block with the cells of these columns behind their own."""
        if not self._shown:
            yield from block.rows()
            return
        below = rows_below(block.time)
        for place, row in enumerate(block.rows()):
            blanks = [LayoutCell()] * (FIRST - 1 + len(self.columns) + 1 - len(row.cells))
            cells = [cell for at, column in enumerate(self._shown) for cell in self._cells(block, column, at, place, below)]
            yield LayoutRow((*row.cells, *blanks, *cells), outline=row.outline, hidden=row.hidden, height=row.height)

    def notes(self, plans: Sequence[Plan], width: float) -> Iterator[LayoutRow]:
        """How each plan stands, and what the columns say, to stand in columns B and on, `width` characters in all."""
        if not self._shown:
            return
        told = [self._told(each) for plan in plans for each in self.catch_ups if each.plan is plan and not each.place]
        for text in (*told, _LEGEND[self.lang].format(policy=_POLICIES[self.settings.carry_over][self.lang])):
            cells = (LayoutCell(), LayoutCell(text, style=Style.NOTE))
            yield LayoutRow(cells, height=LINE_HEIGHT * lines_of(text, width))

    def _head_of(self, column: NodeColumn) -> str:
        (name,) = headings((column,), self.lang)
        return _NEEDED[self.lang].format(name=name)

    def _formats(self, plan: Plan) -> NumberFormats:
        return formats_of(plan.line.measure, self.settings, plan.grain)

    def _cells(
        self, block: Block, column: NodeColumn, at: int, place: int, below: Sequence[tuple[int, ...]]
    ) -> tuple[LayoutCell, ...]:
        """The three cells of a row: `place` counts the block's rows, the last two are 合计 and 核对."""
        catch_up = self._by_column.get((id(block.plan), column.path))
        letters = letters_of(FIRST + len(self.columns) + 1 + _COLUMNS * at)
        is_time = place < len(block.time)
        style = block.time[place].style if is_time else Style.TOTAL if place == len(block.time) else Style.CHECK
        blank = LayoutCell(style=style)
        if catch_up is None:
            return (blank,) * _COLUMNS
        if is_time:
            return self._time_cells(block, catch_up, letters, block.time[place], below[place])
        if style is Style.CHECK:
            return (self._check(block, column, catch_up, letters), blank, blank)
        left_months = (
            block.first + at for at, row in enumerate(block.time) if row.style is Style.MONTH and _is_left(catch_up, row.period)
        )
        amount = LayoutCell(number(catch_up.needed()), sum_down(letters, left_months), style, block.formats.amount)
        left = catch_up.total - catch_up.plan_to_date
        return (amount, _times(catch_up.needed() / left if left > 0 else None, style), blank)

    def _time_cells(
        self, block: Block, catch_up: CatchUp, letters: str, row: TimeRow, below: tuple[int, ...]
    ) -> tuple[LayoutCell, ...]:
        blank = LayoutCell(style=row.style)
        if not _is_left(catch_up, row.period):
            return (blank,) * _COLUMNS
        formula = None
        if row.style is not Style.DAY:
            left = [block.first + each for each in below if _is_left(catch_up, block.time[each].period)]
            formula = sum_down(letters, left)
        amount = LayoutCell(number(catch_up.needed(row.period)), formula, row.style, block.formats.amount)
        if row.style is not Style.MONTH:
            return (amount, blank, blank)
        month = next(each for each in catch_up.months if each.month == row.period)
        return (amount, _times(month.multiple, row.style), LayoutCell(_marks(month) or None, style=row.style))

    def _check(self, block: Block, column: NodeColumn, catch_up: CatchUp, letters: str) -> LayoutCell:
        """追赶 and what has come make the total, or, where not all is carried, the plan of the days left."""
        total = f"{letters}{block.total_row}"
        whole = f"{column.letters}{block.total_row}"
        other = catch_up.actual.value
        if catch_up.needed() + other != catch_up.total:
            other = catch_up.total - catch_up.needed()
        come = f"{number(other)}" if other >= 0 else f"({number(other)})"
        formula = f"=ROUND({total}-({whole}-{come}),2)"
        return LayoutCell(number(catch_up.needed() + other - catch_up.total), formula, Style.CHECK, block.formats.check)

    def _told(self, catch_up: CatchUp) -> str:
        lang, line = self.lang, catch_up.plan.line
        return _STANDING[lang].format(
            line=line_label(line, lang),
            day=day_name(catch_up.through, lang),
            plan=_amount(catch_up.plan_to_date),
            actual=_amount(catch_up.actual.value),
            difference=_amount(catch_up.difference),
            gone=catch_up.days_gone,
            days=catch_up.days_gone + catch_up.days_left,
            time=_percent(catch_up.time_progress),
            pace=_percent(catch_up.pace),
            rate=_amount(catch_up.run_rate),
            required=_amount(catch_up.required),
            period=name_of(catch_up.plan.period, lang, self.settings.year_start),
            projection=_amount(catch_up.projection),
        )


def _is_left(catch_up: CatchUp, period: Period) -> bool:
    """True where a day of the period is left."""
    return period.last > catch_up.through


def _marks(month: CatchUpMonth) -> str:
    return "".join(mark for flag, mark in MARKS.items() if flag in month.flags)


def _times(multiple: Decimal | None, style: Style) -> LayoutCell:
    if multiple is None:
        return LayoutCell(style=style)
    return LayoutCell(number(multiple.quantize(_HUNDREDTH, ROUND_HALF_UP)), style=style, format=_TIMES)


def _amount(value: Decimal | None) -> str:
    return _UNKNOWN if value is None else f"{number(value):,}"


def _percent(value: Decimal | None) -> str:
    return _UNKNOWN if value is None else f"{value:.1%}"
