"""The blocks of the planning sheet, one a plan, under headings that fit them all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from xlsummary.model import Lang, Period, SalesBook, Text
from xlsummary.periods import name_of
from xlsummary.plan.quota import Plan
from xlsummary.sheets.block import Block, block_key, number
from xlsummary.sheets.catch_up import CatchUpColumns
from xlsummary.sheets.columns import FIRST, NodeColumn, Path, headings, letters_of
from xlsummary.sheets.foot import sum_width
from xlsummary.sheets.formats import formats_of
from xlsummary.sheets.head import block_title, line
from xlsummary.sheets.layout import Band, LayoutCell, LayoutColumn, LayoutRow, Style
from xlsummary.sheets.measuring import LINE_HEIGHT, lines_of, text_width
from xlsummary.sheets.months_chart import MonthsChart
from xlsummary.sheets.pages import height_of, page_room, stretch_for
from xlsummary.sheets.words import HEADINGS

TITLE_HEIGHT, GAP = 21.0, 9.0
"""Points of the bar over a block, and between tables."""

_LEAST_COLUMNS = 12
_NARROWEST = 7.0
_WIDEST_NAME = 8
_PADDING = 12.5
_NO_LABEL, _LEAST_WEEK = 12, 8
_CHART_HEIGHT, _TALLEST_CHART, _LEAST_CHART = 140.0, 260.0, 0.8
"""Points of the chart on a sheet that is printed in full scale, and the part of it that must remain."""
_FULL_SCALE = 145.0
"""Characters that a page is broad in full scale."""

_NO_PLAN = Text("计划期（{period}）内没有可分解的目标", "There is no target to break down in the plan period ({period})")


@dataclass
class Rows:
    """The rows of a sheet so far; numbers are 1-based, so `len(rows) + 1` is the next."""

    rows: list[LayoutRow] = field(default_factory=list)
    merged: list[tuple[int, str, str]] = field(default_factory=list)

    @property
    def following(self) -> int:
        return len(self.rows) + 1

    @property
    def merges(self) -> list[str]:
        return [f"{left}{row}:{right}{row}" for row, left, right in self.merged]

    def add(self, rows: Iterable[LayoutRow], merged: tuple[str, str] | None = None) -> None:
        """Adds rows; where `merged` names two columns, rows whose last cell stands in the first are merged across."""
        for row in rows:
            if merged is not None and letters_of(len(row.cells)) == merged[0]:
                self.merged.append((self.following, *merged))
            self.rows.append(row)

    def add_all(self, others: Rows) -> None:
        """Adds the rows of others, merged as they are there."""
        self.merged += ((row + len(self.rows), left, right) for row, left, right in others.merged)
        self.rows += others.rows


@dataclass(frozen=True, slots=True)
class Placed:
    """The row of the headings and that for the chart, 0 where there is none; the blocks, and their first and last rows."""

    heading_row: int = 0
    chart_row: int = 0
    blocks: tuple[Block, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()

    def with_block(self, block: Block, span: tuple[int, int]) -> Placed:
        return replace(self, blocks=(*self.blocks, block), spans=(*self.spans, span))


@dataclass(frozen=True)
class Blocks:
    """The plans' blocks, which share their columns.

    `beside` are the columns of what must still come, to their right. `ties` has for the block of each plan the cell on
    人员分解 that a column's total is checked against, by the column's path. `stretch` is what the columns are widened by.
    """

    book: SalesBook
    plans: tuple[Plan, ...]
    columns: tuple[NodeColumn, ...]
    period: Period
    lang: Lang
    beside: CatchUpColumns
    ties: tuple[Mapping[Path, str], ...] = ()
    stretch: float = 1.0

    def add_to(self, sheet: Rows, below: float) -> Placed:
        """Adds the headings, once, and the blocks, each with a bar where there are several; room for a chart after the first.

        So the chart stands on the first page; `below` are the points of what follows the blocks.
        """
        if not self.plans:
            name = name_of(self.period, self.lang, self.book.settings.year_start)
            sheet.add([line(_NO_PLAN[self.lang].format(period=name), Style.WARNING)])
            return Placed()
        is_one = len(self.plans) == 1
        if is_one:
            sheet.add([self._key_row(self.plans[0])])
        placed = Placed(heading_row=sheet.following)
        sheet.add([self._heading_row()])
        chart_height = self._chart_height(height_of(sheet.rows), below)
        for place, plan in enumerate(self.plans):
            first = sheet.following
            if not is_one:
                sheet.add([self._title_row(plan), self._key_row(plan)])
            block = self._block(plan, sheet.following, self.ties[place] if self.ties else {})
            sheet.add(self.beside.beside(block))
            placed = placed.with_block(block, (first, len(sheet.rows)))
            if len(placed.blocks) == 1 and self._months.is_worth_it:
                placed = replace(placed, chart_row=sheet.following + 1)
                sheet.add([LayoutRow(height=GAP), LayoutRow(height=chart_height), *[LayoutRow(height=GAP)] * (not is_one)])
        return placed

    def stretched(self, around: float) -> Blocks:
        """Wider columns where the only block then stands on one page with its chart and so many points of rows around it."""
        if len(self.plans) != 1:
            return self
        chart = self._tallest * _LEAST_CHART if self._months.is_worth_it else 0.0
        height = around + height_of([self._heading_row()]) + self._block(self.plans[0], 1).height + 3 * GAP
        return replace(self, stretch=stretch_for(self.widths, height, chart))

    @property
    def _tallest(self) -> float:
        return min(_CHART_HEIGHT * max(1.0, total_width(self.widths[1:]) / _FULL_SCALE), _TALLEST_CHART)

    def _chart_height(self, above: float, below: float) -> float:
        """Less tall where more then stands on the first page: one more block, or after the only one what is below.

        `above` and `below` are the points of the rows above and below the blocks.
        """
        tallest, height = self._tallest, 0.0
        room = page_room(self.widths) - above - 3 * GAP
        for plan in self.plans:
            height += self._block(plan, 1).height + (TITLE_HEIGHT if len(self.plans) > 1 else below)
            if tallest * _LEAST_CHART <= room - height < tallest:
                return room - height
        return tallest

    @property
    def _months(self) -> MonthsChart:
        """The chart as far as it does not matter where the blocks stand."""
        return MonthsChart(tuple(self._block(plan, 1) for plan in self.plans), self.book.settings, self.lang)

    @property
    def widths(self) -> tuple[LayoutColumn, ...]:
        """Wide enough for the longest amount, name and label of any block; columns that are no sum are alike."""
        blocks = [self._block(plan, 1) for plan in self.plans]
        labels = [text_width(row.name) for block in blocks for row in block.time]
        weeks = [text_width(row.week) for block in blocks for row in block.time]
        fixed = (max(labels, default=_NO_LABEL) + 1.5, max([*weeks, _LEAST_WEEK]) + 2.0, 12.5, 8.5)
        names = headings(self.columns, self.lang)
        amounts = [self._width(column, name, blocks) for column, name in zip(self.columns, names, strict=True)]
        leaves = [width for column, width in zip(self.columns, amounts, strict=True) if column.band is Band.NONE]
        widest = max(leaves, default=_NARROWEST)
        layout_columns = [
            LayoutColumn(widest if column.band is Band.NONE else width, band=column.band)
            for column, width in zip(self.columns, amounts, strict=True)
        ]
        layout_columns += self.beside.widths
        padding = [LayoutColumn(_PADDING)] * max(0, _LEAST_COLUMNS - FIRST + 1 - len(layout_columns))
        columns = (LayoutColumn(4.0, hidden=True), *map(LayoutColumn, fixed), *layout_columns, *padding)
        return tuple(replace(each, width=each.width * self.stretch) for each in columns)

    def _width(self, column: NodeColumn, name: str, blocks: list[Block]) -> float:
        longest = max(block.formats.width(number(block.amounts(column))) for block in blocks)
        if column.place == FIRST:
            longest = max([longest, *(sum_width(control) for control in self.book.controls)])
        return max(max(longest, min(text_width(name), _WIDEST_NAME)) + 1.5, _NARROWEST)

    def _block(self, plan: Plan, first: int, ties: Mapping[Path, str] | None = None) -> Block:
        formats = formats_of(plan.line.measure, self.book.settings, plan.grain)
        return Block(plan, self.columns, formats, first, self.lang, self.period, ties or {})

    def _key_row(self, plan: Plan) -> LayoutRow:
        key = LayoutCell(block_key(plan, self.book.settings.year_start), style=Style.KEY)
        blanks = [LayoutCell(style=Style.KEY)] * (FIRST - 2)
        return LayoutRow((key, *blanks, *(LayoutCell(each.node.key, style=Style.KEY) for each in self.columns)), hidden=True)

    def _title_row(self, plan: Plan) -> LayoutRow:
        """A bar over the block, as broad as the table."""
        title = block_title(plan, self.book, self.lang)
        blanks = [LayoutCell(style=Style.BLOCK)] * (FIRST - 3 + len(self.columns) + self.beside.count)
        return LayoutRow((LayoutCell(style=Style.KEY), LayoutCell(title, style=Style.BLOCK), *blanks), height=TITLE_HEIGHT)

    def _heading_row(self) -> LayoutRow:
        names = (*(head[self.lang] for head in HEADINGS), *headings(self.columns, self.lang))
        lines = max(lines_of(name, _WIDEST_NAME + 1) for name in (*names[len(HEADINGS) - 1 :], *self.beside.headings))
        cells = (LayoutCell(style=Style.KEY), *(LayoutCell(name, style=Style.HEAD) for name in names))
        return LayoutRow((*cells, *self.beside.heading_cells()), height=LINE_HEIGHT * lines + 6)


def total_width(columns: Iterable[LayoutColumn]) -> float:
    """Characters."""
    return sum(column.width for column in columns)
