"""The sheet 目标对实绩, which finance signs: every line by every dimension, with live sums, rates and checks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from xlsummary.compare.scores import ScoreBlock, Scores
from xlsummary.model import Lang, Line, Measure, SalesBook, Text
from xlsummary.periods import key_of
from xlsummary.plan.quota import Plan
from xlsummary.sheets.columns import letters_of
from xlsummary.sheets.head import only_line
from xlsummary.sheets.layout import Chart, Layout, LayoutCell, LayoutColumn, LayoutRow, Style
from xlsummary.sheets.measuring import LINE_HEIGHT, lines_of, text_width
from xlsummary.sheets.pages import page_starts
from xlsummary.sheets.performance_block import PerformanceBlock
from xlsummary.sheets.performance_chart import PerformanceChart
from xlsummary.sheets.performance_columns import NAME_PLACE, PerformanceColumn, columns_of, every_score, fixed_width, letters
from xlsummary.sheets.performance_foot import PerformanceFoot
from xlsummary.sheets.performance_head import PERFORMANCE, head_rows
from xlsummary.sheets.words import PAGES
from xlsummary.summary.bounds import target_bound

MARKER = "_xlsummary_performance"

_GAP = 6.0
_HEADING_ROWS = 2
_DIMENSION = 7.0
_NARROWEST_NAME, _WIDEST_NAME = 19.0, 30.0
_NARROWEST = 9.0
_CHART_ROWS, _CHART_ROW = 16, 15.0

_NO_ACTUALS = Text("报告期还没有开始，没有实绩可对", "The report period has not begun, so there is nothing to compare")
_DIMENSIONS, _NAMES = Text("维度", "By"), Text("名称", "Name")


def performance_layout(
    book: SalesBook, scores: Scores | None, plans: Sequence[Plan], lang: Lang, *, draft: bool = False
) -> Layout:
    """The sheet; with nothing to compare one that says so and only replaces an older one."""
    if scores is None:
        columns = (LayoutColumn(4.0, hidden=True), LayoutColumn(60.0))
        rows = only_line(book, _NO_ACTUALS[lang])
        return Layout(title=PERFORMANCE[lang], marker=MARKER, columns=columns, rows=rows, only_replaces=True)
    return _Page(book, scores, tuple(plans), lang, draft).layout()


@dataclass(frozen=True)  # no slots: what is found once is kept
class _Page:
    book: SalesBook
    scores: Scores
    plans: tuple[Plan, ...]
    lang: Lang
    draft: bool

    def layout(self) -> Layout:
        head = [*self._head]
        heading = len(head) + 1
        rows = [*head, *self._headings]
        spans: list[tuple[int, int]] = []
        for block in self.blocks:
            for part in block.parts:
                spans.append((len(rows) + 1, len(rows) + len(part)))
                rows += part
            rows.append(LayoutRow(height=_GAP))
        chart = self._chart(len(rows) + 1)
        if chart:
            spans.append((len(rows) + 1, len(rows) + _CHART_ROWS))
            rows += [LayoutRow(height=_CHART_ROW)] * _CHART_ROWS
        first_of_foot = len(rows) + 1
        notes = [*self._foot.notes(sum(column.width for column in self.widths if not column.hidden))]
        rows += notes
        rows.append(LayoutRow(height=_GAP))
        rows += self._foot.controls(len(rows) + 1, self._cells)
        rows.append(self._foot.signed())
        spans.append((first_of_foot, len(rows)))
        last = letters_of(len(self.widths))
        return Layout(
            title=PERFORMANCE[self.lang],
            marker=MARKER,
            columns=self.widths,
            rows=tuple(rows),
            freeze=f"{letters_of(NAME_PLACE + 1)}{heading + 2}",
            repeat_rows=(heading, heading + 1),
            merges=(*self._merges(heading), *(f"B{first_of_foot + at}:{last}{first_of_foot + at}" for at in range(len(notes)))),
            print_area=f"A1:{last}{len(rows)}",
            footer=PAGES[self.lang],
            breaks=tuple(page_starts(rows, self.widths, spans, (heading, heading + 1))),
            charts=(chart,) if chart else (),
        )

    @cached_property
    def columns(self) -> tuple[PerformanceColumn, ...]:
        return columns_of(self.scores, self.book.settings, self.lang)

    @cached_property
    def blocks(self) -> tuple[PerformanceBlock, ...]:
        """Each below the other, with a gap between."""
        blocks: list[PerformanceBlock] = []
        first = len(self._head) + _HEADING_ROWS + 1
        for block in self.scores.blocks:
            blocks.append(self._block(block, first))
            first += len(blocks[-1].rows) + 1
        return tuple(blocks)

    def _block(self, block: ScoreBlock, first: int) -> PerformanceBlock:
        own = [plan for plan in self.plans if plan.line == block.line]
        return PerformanceBlock(
            block=block,
            columns=self.columns,
            settings=self.book.settings,
            lang=self.lang,
            first=first,
            periods={key_of(month.whole): month.whole for month in self.scores.windows.months},
            target_bound=target_bound(own, block.line, self.scores.period),
            grain=min((plan.grain for plan in own), default=Decimal(1)),
        )

    @cached_property
    def _head(self) -> Sequence[LayoutRow]:
        has_cash = any(block.company.cash for block in self.scores.blocks)
        return [*head_rows(self.book, self.scores, self.plans, self.lang, has_cash=has_cash, draft=self.draft)]

    @cached_property
    def _headings(self) -> Sequence[LayoutRow]:
        """Two rows: what the columns are about, merged over them, and what each is."""
        key = LayoutCell(style=Style.KEY)
        names = (LayoutCell(text[self.lang], style=Style.HEAD) for text in (_DIMENSIONS, _NAMES))
        above = (LayoutCell(column.group, style=Style.HEAD) for column in self.columns)
        below = [LayoutCell(column.heading or None, style=Style.HEAD) for column in self.columns]
        blanks = (LayoutCell(style=Style.HEAD), LayoutCell(style=Style.HEAD))
        broad = (column.width for column in self.widths[NAME_PLACE:])
        lines = max(lines_of(column.heading, width - 1) for column, width in zip(self.columns, broad, strict=False))
        return [
            LayoutRow((key, *names, *above), height=LINE_HEIGHT + 4),
            LayoutRow((key, *blanks, *below), height=LINE_HEIGHT * lines + 4),
        ]

    def _merges(self, row: int) -> Iterator[str]:
        """Names over both rows; each group of columns over its columns, one without headings of its own over both rows."""
        for letter in ("B", "C"):
            yield f"{letter}{row}:{letter}{row + 1}"
        first = 0
        while first < len(self.columns):
            last = first
            while last + 1 < len(self.columns) and self.columns[last + 1].group == self.columns[first].group:
                last += 1
            left, right = (letters_of(NAME_PLACE + 1 + place) for place in (first, last))
            if not self.columns[first].heading:
                yield f"{left}{row}:{right}{row + 1}"
            elif last > first:
                yield f"{left}{row}:{right}{row}"
            first = last + 1

    @cached_property
    def widths(self) -> tuple[LayoutColumn, ...]:
        named = [text_width(block.name_of(score)) for block in self.blocks for score in every_score(block.block)]
        name = min(max([_NARROWEST_NAME, *(width + 3.0 for width in named)]), _WIDEST_NAME)
        asked = self._foot.control_widths
        columns = [self._width(column, asked.get(place, 0.0)) for place, column in enumerate(self.columns, NAME_PLACE + 1)]
        behind = (LayoutColumn(width) for place, width in asked.items() if place > NAME_PLACE + len(columns))
        return (LayoutColumn(4.0, hidden=True), LayoutColumn(_DIMENSION), LayoutColumn(name), *columns, *behind)

    def _width(self, column: PerformanceColumn, asked: float) -> LayoutColumn:
        fixed = fixed_width(column)
        width = fixed or max([_NARROWEST, asked, *(block.width_of(column) + 1.5 for block in self.blocks)])
        return LayoutColumn(width, hidden=column.is_folded, outline=int(column.is_folded))

    @cached_property
    def _foot(self) -> PerformanceFoot:
        return PerformanceFoot(self.scores, self.book.settings, self.columns, self.lang)

    @cached_property
    def _cells(self) -> dict[tuple[Measure, str | None], str]:
        """Where the company's actual stands, in the first block of a measure."""
        cells: dict[tuple[Measure, str | None], str] = {}
        for block in self.blocks:
            line: Line = block.block.line
            cells.setdefault((line.measure, block.block.unit), f"{letters(self.columns)['actual']}{block.company_row}")
        return cells

    def _chart(self, row: int) -> Chart | None:
        """The headline's months."""
        until = f"{letters_of(len(self.widths) + 1)}{row + _CHART_ROWS}"
        return PerformanceChart(self.blocks[0], self.columns, self.book.settings, self.lang).chart(f"B{row}", until)
