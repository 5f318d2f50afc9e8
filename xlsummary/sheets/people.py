"""The sheet 人员分解: where there are too many reps for columns, each rep in a row, by months."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from xlsummary.compare.deals import RepNeeds
from xlsummary.model import Lang, Period, SalesBook, Text
from xlsummary.plan.horizon import Horizon
from xlsummary.plan.quota import Plan
from xlsummary.sheets.block import Block, block_key
from xlsummary.sheets.columns import MOST_WITH_DAYS, NodeColumn, Path, headings, letters_of
from xlsummary.sheets.formats import formats_of
from xlsummary.sheets.head import block_title, head_rows, only_line
from xlsummary.sheets.layout import Layout, LayoutCell, LayoutColumn, LayoutRow, Style, sheet_reference
from xlsummary.sheets.measuring import LINE_HEIGHT, text_width
from xlsummary.sheets.needs import NeedsTable, asked_of
from xlsummary.sheets.pages import height_of, page_room, page_starts
from xlsummary.sheets.people_block import FIRST_MONTH, PREFIX, PeopleBlock
from xlsummary.sheets.planning_blocks import GAP, TITLE_HEIGHT, Rows
from xlsummary.sheets.timerows import TOTAL_KEY
from xlsummary.sheets.words import CHECK, PAGES, PEOPLE, PEOPLE_MARKER, TOTAL, month_label

MARKER = PEOPLE_MARKER

_NAME = Text("人员分解", "Breakdown by rep")
_HEADINGS = Text("名称", "Name"), Text("指标", "Measure")
_NOTED = Text("；各日见“计划分解”", "; days are on the sheet Planning")
_NOT_NEEDED = Text(
    f"不超过 {MOST_WITH_DAYS} 人，每人一列，都在“计划分解”上",
    f"With {MOST_WITH_DAYS} reps or fewer each has a column on the sheet Planning",
)
_NARROWEST, _MEASURE_WIDTH, _INDENT = 9.0, 10.0, 2


@dataclass(frozen=True)  # no slots: the blocks are kept once made
class People:
    """The rows of every node of the plans; `kept` are the columns of those that have their days on 计划分解."""

    book: SalesBook
    plans: tuple[Plan, ...]
    horizon: Horizon
    lang: Lang
    every: tuple[NodeColumn, ...]
    kept: tuple[NodeColumn, ...]
    draft: bool

    @property
    def is_needed(self) -> bool:
        return len(self.kept) < len(self.every)

    @cached_property
    def ties(self) -> tuple[Mapping[Path, str], ...]:
        """For each plan the cells here that the totals of 计划分解 are checked against: those of the finest groups there."""
        if not self.is_needed:
            return ()
        groups = self._finest_groups
        sheet = sheet_reference(MARKER)
        return tuple(
            {path: f"{sheet}!{self._total_letters}{block.row_of(path)}" for path in groups if block.row_of(path)}
            for block in self._blocks(())
        )

    def layout(self, planning: Sequence[Block], needs: Sequence[RepNeeds] = ()) -> Layout:
        """The sheet beside the planning sheet with these blocks, and what the reps' quotas ask for.

        Where it is not needed, one that only replaces an older.
        """
        if not self.is_needed:
            only = only_line(self.book, _NOT_NEEDED[self.lang])
            columns = (LayoutColumn(4.0, hidden=True), LayoutColumn(60.0))
            return Layout(title=PEOPLE[self.lang], marker=MARKER, columns=columns, rows=only, only_replaces=True)
        rows = [*self._head()]
        heading_row = len(rows)
        room = page_room(self._widths) - height_of(rows[-1:])
        spans: list[tuple[int, int]] = []
        for block in self._blocks(planning):
            first = len(rows) + 1
            rows += self._above(block)
            rows += block.rows()
            is_long = height_of(rows[first - 1 :]) > room
            (_, end), *others = block.parts
            spans += [(first, end), *others] if is_long else [(first, len(rows))]
            rows.append(LayoutRow(height=GAP))
        widths = self._widths
        sheet = Rows(rows)
        asked = NeedsTable(asked_of(needs, self.plans), self.every, self.book, widths, self.lang).add_to(sheet)
        rows = sheet.rows if asked else sheet.rows[:-1]
        spans += [asked] if asked else []
        return Layout(
            title=PEOPLE[self.lang],
            marker=MARKER,
            columns=widths,
            rows=tuple(rows),
            freeze=f"{letters_of(FIRST_MONTH)}{heading_row + 1}",
            repeat_rows=(heading_row, heading_row),
            print_area=f"A1:{letters_of(len(widths))}{len(rows)}",
            merges=tuple(sheet.merges),
            footer=PAGES[self.lang],
            breaks=tuple(page_starts(rows, widths, spans, (heading_row,))),
        )

    @cached_property
    def _months(self) -> tuple[Period, ...]:
        """Every month of the plans, in order."""
        return tuple(sorted({month for plan in self.plans for month in plan.months}, key=lambda month: month.start))

    @property
    def _total_letters(self) -> str:
        return letters_of(FIRST_MONTH + len(self._months))

    @property
    def _finest_groups(self) -> tuple[Path, ...]:
        """The paths of those on 计划分解 whose children stand here only."""
        shown = {column.path for column in self.kept}
        hidden = {column.path[:-1] for column in self.every if column.path not in shown}
        return tuple(path for path in shown if path in hidden)

    @cached_property
    def _names(self) -> Mapping[Path, str]:
        return {column.path: name for column, name in zip(self.every, headings(self.every, self.lang), strict=True)}

    def _blocks(self, planning: Sequence[Block]) -> tuple[PeopleBlock, ...]:
        """The blocks where they stand; without those of 计划分解 they have no formulas that lead there."""
        blocks: list[PeopleBlock] = []
        first = len([*self._head()]) + 1
        for place, plan in enumerate(self.plans):
            block = PeopleBlock(
                plan=plan,
                months=self._months,
                names=self._names,
                formats=formats_of(plan.line.measure, self.book.settings, plan.grain),
                first=first + len(self._above_of(plan)),
                lang=self.lang,
                kept=frozenset(column.path for column in self.kept),
                planning=planning[place] if planning else None,
            )
            blocks.append(block)
            first = block.check_row + 2
        return tuple(blocks)

    def _head(self) -> Iterator[LayoutRow]:
        yield from head_rows(self.book, self.plans, self.horizon, _NAME, self.lang, noted=_NOTED[self.lang], draft=self.draft)
        months = (month_label(month, self.lang, with_year=self._spans_years) for month in self._months)
        names = (*(heading[self.lang] for heading in _HEADINGS), *months, TOTAL[self.lang], CHECK[self.lang])
        cells = (LayoutCell(style=Style.KEY), *(LayoutCell(name, style=Style.HEAD) for name in names))
        yield LayoutRow(cells, height=LINE_HEIGHT + 6)

    @property
    def _spans_years(self) -> bool:
        return self._months[0].start.year != self._months[-1].last.year

    def _above(self, block: PeopleBlock) -> tuple[LayoutRow, ...]:
        return self._above_of(block.plan)

    def _above_of(self, plan: Plan) -> tuple[LayoutRow, ...]:
        """The bar where there are several blocks, and the hidden keys of the months."""
        key = LayoutCell(PREFIX + block_key(plan, self.book.settings.year_start), style=Style.KEY)
        blanks = [LayoutCell(style=Style.KEY)] * (FIRST_MONTH - 2)
        months = (f"{month.start:%Y-%m}" if month in plan.months else None for month in self._months)
        keys = LayoutRow((key, *blanks, *(LayoutCell(each, style=Style.KEY) for each in (*months, TOTAL_KEY))), hidden=True)
        if len(self.plans) == 1:
            return (keys,)
        bar = LayoutCell(block_title(plan, self.book, self.lang), style=Style.BLOCK)
        rest = [LayoutCell(style=Style.BLOCK)] * (FIRST_MONTH - 1 + len(self._months))
        return LayoutRow((LayoutCell(style=Style.KEY), bar, *rest), height=TITLE_HEIGHT), keys

    @cached_property
    def _widths(self) -> tuple[LayoutColumn, ...]:
        """Wide enough for the company's longest amounts and the names with their indents."""
        names = [text_width(name) + _INDENT * len(path) for path, name in self._names.items()]
        blocks = self._blocks(())
        months = max([_NARROWEST, *(block.widest_month + 1.5 for block in blocks)])
        total = max([_NARROWEST, *(block.widest_total + 1.5 for block in blocks)])
        columns = (max([*names, _NARROWEST]) + 1.0, _MEASURE_WIDTH, *[months] * len(self._months), total, _NARROWEST)
        return (LayoutColumn(4.0, hidden=True), *map(LayoutColumn, columns))
