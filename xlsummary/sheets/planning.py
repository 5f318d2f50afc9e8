"""The sheet 计划分解: every plan of the plan period, one block under another, with live sums and checks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from xlsummary.compare.attainment import line_order
from xlsummary.model import Lang, Period, SalesBook, Text
from xlsummary.periods import day_name, name_of
from xlsummary.plan.horizon import Horizon
from xlsummary.plan.quota import CalendarBasis, Plan
from xlsummary.problems import Problem, errors_of
from xlsummary.sheets.block import Block, block_key, number
from xlsummary.sheets.calendars import calendar_line
from xlsummary.sheets.columns import FIRST, NodeColumn, headings, letters_of, node_columns
from xlsummary.sheets.fixed_list import fixed_rows
from xlsummary.sheets.foot import control_rows, error_rows, plan_warnings, sum_width, warning_rows
from xlsummary.sheets.formats import formats_of, unit_line
from xlsummary.sheets.layout import Band, Layout, LayoutCell, LayoutColumn, LayoutRow, Style
from xlsummary.sheets.measuring import LINE_HEIGHT, lines_of, text_width
from xlsummary.sheets.months_chart import MonthsChart
from xlsummary.sheets.pages import height_of, page_room, page_starts
from xlsummary.sheets.record import book_id
from xlsummary.sheets.words import HEADINGS, PAGES, PLANNING, line_label
from xlsummary.wording import DRAFT

MARKER = "_xlsummary_planning"

_LEAST_COLUMNS = 12
_NARROWEST = 7.0
_WIDEST_NAME = 8
_PADDING = 12.5
_NO_LABEL, _LEAST_WEEK = 12, 8
_TITLE_HEIGHT, _LEAST_CHART = 21.0, 0.8
_GAP, _CHART_HEIGHT, _TALLEST_CHART = 9.0, 140.0, 260.0
"""Points between tables, and of the chart on a sheet that is printed in full scale; `_LEAST_CHART` of it must remain."""
_FULL_SCALE, _REASONS = 145.0, 36.0
"""Characters that a page is broad in full scale, and for what the control totals say of left out rows."""

_AS_OF = Text("截止日：{day}", "As of {day}")
_NOTED = Text("；有 {count} 条提示，列于表尾", "; {count} warnings, listed below the tables")
_NO_PLAN = Text("计划期（{period}）内没有可分解的目标", "There is no target to break down in the plan period ({period})")
_PLAN_PERIOD = Text(" · 计划期 {period}", " · plan period {period}")


@dataclass
class _Sheet:
    """The rows so far; numbers are 1-based, so `len(rows) + 1` is the next."""

    rows: list[LayoutRow] = field(default_factory=list)
    merges: list[str] = field(default_factory=list)

    @property
    def following(self) -> int:
        return len(self.rows) + 1

    def add(self, rows: Iterable[LayoutRow], merged: tuple[str, str] | None = None) -> None:
        """Adds rows; where `merged` names two columns, rows whose last cell stands in the first are merged across."""
        for row in rows:
            if merged is not None and letters_of(len(row.cells)) == merged[0]:
                self.merges.append(f"{merged[0]}{self.following}:{merged[1]}{self.following}")
            self.rows.append(row)


def planning_layout(
    book: SalesBook,
    plans: Sequence[Plan],
    horizon: Horizon,
    problems: Sequence[Problem],
    lang: Lang,
    *,
    draft: bool = False,
) -> Layout:
    """The planning sheet: every plan that meets the plan period, whole. A draft says so and lists the errors.

    A plan period of one month stands open down to its week slices.
    """
    shown = _shown(plans, horizon)
    columns = node_columns(shown)
    blocks_of = _Blocks(book, shown, columns, horizon.plan, lang)
    warnings = plan_warnings(book, problems)
    sheet = _Sheet()
    sheet.add(_head(book, shown, horizon, len(warnings), lang, draft=draft))
    widths = blocks_of.widths
    placed = blocks_of.add_to(sheet)
    heading_row, blocks, chart_row = placed.heading_row, placed.blocks, placed.chart_row
    last = letters_of(len(widths))
    sheet.add([LayoutRow(height=_GAP)])
    fixed = [*fixed_rows(shown, columns, book, lang)]
    sheet.add([*fixed, LayoutRow(height=_GAP)] if fixed else [])
    if draft:
        sheet.add(error_rows(errors_of(problems), _total(widths[1:]), lang), ("B", last))
        sheet.add([LayoutRow()])
    sheet.add(warning_rows(warnings, _total(widths[1:]), lang), ("B", last))
    if warnings:
        sheet.add([LayoutRow()])
    edge, controls_row = _edge_of_controls(widths), sheet.following
    sheet.add(control_rows(book.controls, _total(widths[FIRST:edge]), lang), ("G", letters_of(edge)))
    printed = len(sheet.rows)
    months = MonthsChart(blocks, book.settings, lang)
    until = f"{letters_of(len(widths) + 1)}{chart_row + 1}"
    charts = (months.chart(f"B{chart_row}", until, sheet.following),) if chart_row else ()
    sheet.add(months.rows() if charts else ())
    repeated = (heading_row,) if heading_row else ()
    return Layout(
        title=PLANNING[lang],
        marker=MARKER,
        columns=widths,
        rows=tuple(sheet.rows),
        merges=tuple(sheet.merges),
        freeze=f"{letters_of(FIRST)}{heading_row + 1}" if heading_row else None,
        repeat_rows=(heading_row, heading_row) if heading_row else None,
        print_area=f"A1:{last}{printed}",
        footer=PAGES[lang],
        breaks=tuple(page_starts(sheet.rows, widths, [*placed.spans, (controls_row, printed)], repeated)),
        charts=charts,
    )


def _edge_of_controls(widths: tuple[LayoutColumn, ...]) -> int:
    """The column where the control totals end, which leaves room enough to say why rows were left out."""
    edge = FIRST + 1
    while edge < len(widths) and _total(widths[FIRST:edge]) < _REASONS:
        edge += 1
    return edge


def _shown(plans: Iterable[Plan], horizon: Horizon) -> tuple[Plan, ...]:
    """The plan period's plans, headline first."""
    meeting = [plan for plan in plans if plan.period.meets(horizon.plan)]
    return tuple(sorted(meeting, key=lambda plan: (line_order(plan.line), plan.period.start, plan.period.end)))


def _total(columns: Iterable[LayoutColumn]) -> float:
    return sum(column.width for column in columns)


@dataclass(frozen=True, slots=True)
class _Placed:
    """The row of the headings and that for the chart, 0 where there is none; the blocks, and their first and last rows."""

    heading_row: int = 0
    chart_row: int = 0
    blocks: tuple[Block, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()

    def with_block(self, block: Block, span: tuple[int, int]) -> _Placed:
        return replace(self, blocks=(*self.blocks, block), spans=(*self.spans, span))


@dataclass(frozen=True)
class _Blocks:
    """The plans' blocks, which share their columns."""

    book: SalesBook
    plans: tuple[Plan, ...]
    columns: tuple[NodeColumn, ...]
    period: Period
    lang: Lang

    def add_to(self, sheet: _Sheet) -> _Placed:
        """Adds the headings, once, and the blocks, each with a bar where there are several; room for a chart after the first.

        So the chart stands on the first page.
        """
        if not self.plans:
            name = name_of(self.period, self.lang, self.book.settings.year_start)
            sheet.add([_line(_NO_PLAN[self.lang].format(period=name), Style.WARNING)])
            return _Placed()
        is_one = len(self.plans) == 1
        if is_one:
            sheet.add([self._key_row(self.plans[0])])
        placed = _Placed(heading_row=sheet.following)
        sheet.add([self._heading_row()])
        chart_height = self._chart_height(height_of(sheet.rows))
        for plan in self.plans:
            first = sheet.following
            if not is_one:
                sheet.add([self._title_row(plan), self._key_row(plan)])
            block = self._block(plan, sheet.following)
            sheet.add(block.rows())
            placed = placed.with_block(block, (first, len(sheet.rows)))
            if len(placed.blocks) == 1 and self._months.is_worth_it:
                placed = replace(placed, chart_row=sheet.following + 1)
                sheet.add([LayoutRow(height=_GAP), LayoutRow(height=chart_height), *[LayoutRow(height=_GAP)] * (not is_one)])
        return placed

    def _chart_height(self, above: float) -> float:
        """Less tall where one more block then stands on the first page; `above` are the points of the rows above the blocks."""
        widths = self.widths
        tallest = min(_CHART_HEIGHT * max(1.0, _total(widths[1:]) / _FULL_SCALE), _TALLEST_CHART)
        room = page_room(widths) - above - 3 * _GAP
        height = 0.0
        for plan in self.plans:
            height += self._block(plan, 1).height + (_TITLE_HEIGHT if len(self.plans) > 1 else 0)
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
        padding = [LayoutColumn(_PADDING)] * max(0, _LEAST_COLUMNS - FIRST + 1 - len(amounts))
        return (LayoutColumn(4.0, hidden=True), *map(LayoutColumn, fixed), *layout_columns, *padding)

    def _width(self, column: NodeColumn, name: str, blocks: list[Block]) -> float:
        longest = max(block.formats.width(number(block.amounts(column))) for block in blocks)
        if column.place == FIRST:
            longest = max([longest, *(sum_width(control) for control in self.book.controls)])
        return max(max(longest, min(text_width(name), _WIDEST_NAME)) + 1.5, _NARROWEST)

    def _block(self, plan: Plan, first: int) -> Block:
        formats = formats_of(plan.line.measure, self.book.settings, plan.grain)
        return Block(plan, self.columns, formats, first, self.lang, self.period)

    def _key_row(self, plan: Plan) -> LayoutRow:
        key = LayoutCell(block_key(plan, self.book.settings.year_start), style=Style.KEY)
        blanks = [LayoutCell(style=Style.KEY)] * (FIRST - 2)
        return LayoutRow((key, *blanks, *(LayoutCell(each.node.key, style=Style.KEY) for each in self.columns)), hidden=True)

    def _title_row(self, plan: Plan) -> LayoutRow:
        """A bar over the block, as broad as the table."""
        title = _block_title(plan, self.book, self.lang)
        blanks = [LayoutCell(style=Style.BLOCK)] * (FIRST - 3 + len(self.columns))
        return LayoutRow((LayoutCell(style=Style.KEY), LayoutCell(title, style=Style.BLOCK), *blanks), height=_TITLE_HEIGHT)

    def _heading_row(self) -> LayoutRow:
        names = (*(head[self.lang] for head in HEADINGS), *headings(self.columns, self.lang))
        lines = max(lines_of(name, _WIDEST_NAME + 1) for name in names[len(HEADINGS) - 1 :])
        cells = (LayoutCell(style=Style.KEY), *(LayoutCell(name, style=Style.HEAD) for name in names))
        return LayoutRow(cells, height=LINE_HEIGHT * lines + 6)


def _head(
    book: SalesBook, plans: Sequence[Plan], horizon: Horizon, warnings: int, lang: Lang, *, draft: bool
) -> Iterator[LayoutRow]:
    """Four lines: company and period; what is planned; the calendar; the as-of day. A draft has one more above them."""
    if draft:
        yield _line(DRAFT[lang], Style.DRAFT, 24.0)
    of_book = LayoutCell(f"book:{book_id(book)}", style=Style.KEY)
    title = LayoutCell(_title(book, plans, horizon, lang), style=Style.TITLE)
    yield LayoutRow((of_book, title), height=26.0)
    yield _line(_contents(book, plans, lang), Style.NOTE)
    estimated = any(plan.basis is CalendarBasis.ESTIMATE for plan in plans)
    yield _line(calendar_line(book, plans, lang), Style.WARNING if estimated else Style.NOTE)
    noted = _NOTED[lang].format(count=warnings) if warnings else ""
    yield _line(_AS_OF[lang].format(day=day_name(horizon.as_of, lang)) + noted, Style.NOTE, 20.0)


def _line(text: str, style: Style, height: float | None = None) -> LayoutRow:
    return LayoutRow((LayoutCell(), LayoutCell(text, style=style)), height=height)


def _title(book: SalesBook, plans: Sequence[Plan], horizon: Horizon, lang: Lang) -> str:
    """Names the period whose rows stand below, and the plan period where that is another."""
    settings = book.settings
    owner = (" " if lang is Lang.EN else "").join(
        part for part in (settings.company, settings.branch, settings.department) if part
    )
    covered = _covered(plans, horizon.plan)
    period = name_of(covered, lang, settings.year_start)
    planned = name_of(horizon.plan, lang, settings.year_start)
    ending = "" if covered == horizon.plan else _PLAN_PERIOD[lang].format(period=planned)
    if lang is Lang.ZH:
        return f"{owner} {period}{PLANNING.zh}{ending}".strip()
    return f"{owner}: plan breakdown {period}{ending}" if owner else f"Plan breakdown {period}{ending}"


def _covered(plans: Sequence[Plan], planned: Period) -> Period:
    """What the plans cover: the period of one that holds all others, else the plan period if that does, else first to last."""
    if not plans:
        return planned
    periods = {plan.period for plan in plans}
    span = Period(min(each.start for each in periods), max(each.end for each in periods))
    return planned if span not in periods and planned.holds(span) else span


def _contents(book: SalesBook, plans: Sequence[Plan], lang: Lang) -> str:
    if len(plans) == 1:
        return _joined(line_label(plans[0].line, lang), unit_line(plans[0].line.measure, book.settings, lang))
    lines = dict.fromkeys(line_label(plan.line, lang) for plan in plans)
    return Text("依次为：", "In turn: ")[lang] + Text("；", "; ")[lang].join(lines) if lines else ""


def _block_title(plan: Plan, book: SalesBook, lang: Lang) -> str:
    period = name_of(plan.period, lang, book.settings.year_start)
    return _joined(period, line_label(plan.line, lang), unit_line(plan.line.measure, book.settings, lang))


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
