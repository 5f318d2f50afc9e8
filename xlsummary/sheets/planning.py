"""The sheet 计划分解: every plan of the plan period, one block under another, with live sums and checks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from xlsummary.compare.attainment import line_order
from xlsummary.compare.performance import Comparison
from xlsummary.model import Lang, SalesBook, Text
from xlsummary.periods import day_name
from xlsummary.plan.horizon import Horizon
from xlsummary.plan.quota import NodeLevel, Plan
from xlsummary.problems import Problem, errors_of
from xlsummary.sheets.catch_up import CatchUpColumns
from xlsummary.sheets.columns import FIRST, days_kept, letters_of, node_columns
from xlsummary.sheets.fixed_list import fixed_rows
from xlsummary.sheets.foot import control_rows, error_rows, plan_warnings, warning_rows
from xlsummary.sheets.head import head_rows
from xlsummary.sheets.layout import Layout, LayoutColumn, LayoutRow
from xlsummary.sheets.months_chart import MonthsChart
from xlsummary.sheets.needs import NeedsTable, asked_of
from xlsummary.sheets.off_path import off_path_lines
from xlsummary.sheets.originals import note_rows, original_lines
from xlsummary.sheets.pages import height_of, page_starts
from xlsummary.sheets.people import People
from xlsummary.sheets.planning_blocks import GAP, Blocks, Rows, total_width
from xlsummary.sheets.words import PAGES, PLANNING, PLANNING_MARKER

MARKER = PLANNING_MARKER

_REASONS = 36.0
"""Characters for what the control totals say of left out rows."""

_NAME = Text("计划分解", "Plan breakdown")
_BY_REP = Text("；各人按月见“人员分解”", "; each rep's months are on the sheet By rep")
_FROZEN = Text("；原计划 {day} 定稿，已过的日子按定稿", "; the plan of {day} is frozen, days gone are as they were in it")
_NOTED = Text("；有 {count} 条提示，列于表尾", "; {count} warnings, listed below the tables")


def planning_layout(
    book: SalesBook,
    plans: Sequence[Plan],
    horizon: Horizon,
    problems: Sequence[Problem],
    lang: Lang,
    *,
    draft: bool = False,
    comparison: Comparison | None = None,
) -> Layout:
    """The planning sheet alone, where all reps have their columns on it."""
    return planning_layouts(book, plans, horizon, problems, lang, draft=draft, comparison=comparison)[0]


def planning_layouts(
    book: SalesBook,
    plans: Sequence[Plan],
    horizon: Horizon,
    problems: Sequence[Problem],
    lang: Lang,
    *,
    draft: bool = False,
    comparison: Comparison | None = None,
    frozen_on: date | None = None,
) -> tuple[Layout, Layout]:
    """The planning sheet: every plan that meets the plan period, whole. A draft says so and lists the errors.

    A plan period of one month stands open down to its week slices. Of a plan under way `comparison` tells what must still
    come, in columns at the right; `frozen_on` is the as-of day of the plan that is kept. Plans off the path are told below in
    words. The second sheet is 人员分解, where reps by months stand if there are too many of them for columns; else it says so,
    and only replaces an older one.
    """
    shown, off_path = _shown(plans, horizon)
    every = node_columns(shown)
    columns = days_kept(every)
    people = People(book, shown, horizon, lang, every, columns, draft=draft)
    beside = CatchUpColumns(comparison.catch_ups if comparison else (), columns, book.settings, lang)
    warnings = plan_warnings(book, problems)
    noted = _BY_REP[lang] if people.is_needed else ""
    noted += _FROZEN[lang].format(day=day_name(frozen_on, lang)) if frozen_on else ""
    noted += _NOTED[lang].format(count=len(warnings)) if warnings else ""
    head = [*head_rows(book, shown, horizon, _NAME, lang, noted=noted, draft=draft)]
    blocks_of = Blocks(book, shown, columns, horizon.plan, lang, beside, people.ties)
    was = tuple(original_lines(comparison, book.settings, lang)) if comparison else ()
    was = (*off_path_lines(off_path, book.settings, lang), *was)
    foot = _foot(book, problems, warnings, blocks_of, was, draft=draft)
    blocks_of = blocks_of.stretched(height_of([*head, *foot.rows]))
    widths = blocks_of.widths
    foot = _foot(book, problems, warnings, blocks_of, was, draft=draft)
    sheet = Rows()
    sheet.add(head)
    placed = blocks_of.add_to(sheet, height_of(foot.rows))
    sheet.add([LayoutRow(height=GAP)])
    fixed = [*fixed_rows(shown, every, book, lang)]
    sheet.add([*fixed, LayoutRow(height=GAP)] if fixed else [])
    foot_row, last = sheet.following, letters_of(len(widths))
    sheet.add_all(foot)
    spans = [*placed.spans, (foot_row, len(sheet.rows))]
    needs = comparison.needs if comparison else ()
    asked = () if people.is_needed else asked_of(needs, shown)
    sheet.add([LayoutRow(height=GAP)] if asked else ())
    table = NeedsTable(asked, every, book, widths, lang).add_to(sheet)
    spans += [table] if table else []
    printed = len(sheet.rows)
    months = MonthsChart(placed.blocks, book.settings, lang)
    until = f"{letters_of(len(widths) + 1)}{placed.chart_row + 1}"
    charts = (months.chart(f"B{placed.chart_row}", until, sheet.following),) if placed.chart_row else ()
    sheet.add(months.rows() if charts else ())
    repeated = (placed.heading_row,) if placed.heading_row else ()
    planning = Layout(
        title=PLANNING[lang],
        marker=MARKER,
        columns=widths,
        rows=tuple(sheet.rows),
        merges=tuple(sheet.merges),
        freeze=f"{letters_of(FIRST)}{placed.heading_row + 1}" if repeated else None,
        repeat_rows=(placed.heading_row, placed.heading_row) if repeated else None,
        print_area=f"A1:{last}{printed}",
        footer=PAGES[lang],
        breaks=tuple(page_starts(sheet.rows, widths, spans, repeated)),
        charts=charts,
    )
    return planning, people.layout(placed.blocks, needs)


def _foot(
    book: SalesBook,
    problems: Sequence[Problem],
    warnings: Sequence[Problem],
    blocks: Blocks,
    was: Sequence[str],
    *,
    draft: bool,
) -> Rows:
    """How plans stand, what is or `was` planned besides, errors of a draft, warnings, control totals: a sheet's rows."""
    widths, lang = blocks.widths, blocks.lang
    foot, broad, last = Rows(), total_width(widths[1:]), letters_of(len(widths))
    standing = [*blocks.beside.notes(blocks.plans, broad), *note_rows(was, broad)]
    foot.add(standing, ("B", last))
    foot.add([LayoutRow(height=GAP)] if standing else ())
    if draft:
        foot.add(error_rows(errors_of(problems), broad, lang), ("B", last))
        foot.add([LayoutRow()])
    foot.add(warning_rows(warnings, broad, lang), ("B", last))
    if warnings:
        foot.add([LayoutRow()])
    edge = _edge_of_controls(widths)
    foot.add(control_rows(book.controls, total_width(widths[FIRST:edge]), lang), ("G", letters_of(edge)))
    return foot


def _edge_of_controls(widths: tuple[LayoutColumn, ...]) -> int:
    """The column where the control totals end, which leaves room enough to say why rows were left out."""
    edge = FIRST + 1
    while edge < len(widths) and total_width(widths[FIRST:edge]) < _REASONS:
        edge += 1
    return edge


def _shown(plans: Iterable[Plan], horizon: Horizon) -> tuple[tuple[Plan, ...], tuple[Plan, ...]]:
    """The plan period's plans, headline first, and those of it that are off the path."""
    meeting = [plan for plan in plans if plan.period.meets(horizon.plan)]
    ordered = sorted(meeting, key=lambda plan: (line_order(plan.line), plan.period.start, plan.period.end))
    on_path = tuple(plan for plan in ordered if plan.nodes[0].level is NodeLevel.COMPANY)
    return on_path, tuple(plan for plan in ordered if plan.nodes[0].level is not NodeLevel.COMPANY)
