"""The sheet 周例会: one page for the Monday meeting, a row a rep under its team's subtotal, worst pace first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from xlsummary.compare.weekly import Weekly, WeeklyGroup
from xlsummary.model import Lang, SalesBook, Text, WeekStart
from xlsummary.periods import day_name, name_of
from xlsummary.plan.quota import CalendarBasis
from xlsummary.sheets.calendars import calendar_line
from xlsummary.sheets.columns import letters_of
from xlsummary.sheets.formats import unit_line
from xlsummary.sheets.head import line, only_line, owner_of
from xlsummary.sheets.layout import Layout, LayoutCell, LayoutColumn, LayoutRow, Style
from xlsummary.sheets.measuring import LINE_HEIGHT, lines_of, text_width
from xlsummary.sheets.pages import height_of, page_starts, stretch_for
from xlsummary.sheets.record import book_id
from xlsummary.sheets.weekly_columns import NAME_PLACE, WeeklyColumn, columns_of
from xlsummary.sheets.weekly_rows import Numbers, RowWriter, numbers_of, summed
from xlsummary.sheets.words import PAGES, TOTAL, UNASSIGNED, WEEKLY, date_range, line_label
from xlsummary.wording import DRAFT, label

MARKER = "_xlsummary_weekly"

_ROW_HEIGHT = 19.0
"""Points; the notes are written by hand."""
_NARROWEST_NAME, _WIDEST_NAME = 10.0, 24.0

_NO_ACTUALS = Text(
    "截止日以前没有实绩，没有周例会可写", "There is no actual up to the as-of day, so there is nothing for the weekly page"
)
_AS_OF = Text("截止日：{day}", "As of {day}")
_THROUGH = Text("；数据截至 {day}", "; data until {day}")
_TIME = Text("；{month}工作日 {all} 天，已过 {gone} 天", "; {month}: {gone} of {all} working days gone")
_MARKS = Text(
    "▲ 快于、▼ 慢于到截止日为止的计划；组内按进度由慢到快排列。差额 = 实绩 - 目标；日均需 = 还差的 ÷ 剩余工作日。",
    "▲ ahead of, ▼ behind the plan to date; in each group the slowest first. "
    "Variance = actual - target; needed a day = what is missing / working days left.",
)
_BLURRED = Text(
    "{what}有按更长期间合计的实绩，分不出来，留空。",
    "{what}: some actuals are totals of longer periods and cannot be told apart, so they are left blank.",
)
_LAST_WEEK, _MONTH = Text("上周", "Last week"), Text("本月{measure}", "{measure} this month")
_ELSEWHERE = Text("不在计划内", "Not in the plan")
_NOBODY = Text("（未填）", "(not filled in)")
_BETWEEN = " / "


def weekly_layout(book: SalesBook, weekly: Weekly | None, lang: Lang, *, draft: bool = False) -> Layout:
    """The page; without actuals a sheet that says so and only replaces an older one."""
    if weekly is None:
        columns = (LayoutColumn(4.0, hidden=True), LayoutColumn(60.0))
        rows = only_line(book, _NO_ACTUALS[lang])
        return Layout(title=WEEKLY[lang], marker=MARKER, columns=columns, rows=rows, only_replaces=True)
    return _Page(book, weekly, lang, draft).layout()


@dataclass(frozen=True)
class _Page:
    book: SalesBook
    weekly: Weekly
    lang: Lang
    draft: bool

    def layout(self) -> Layout:
        columns = columns_of(self.weekly, self.book.settings, self.lang)
        head = [*self._head()]
        first = len(head) + 3
        writer = RowWriter(columns, self.weekly.weeks)
        body = [*self._body(writer, first)]
        rows = (*head, *self._headings(columns), *body, LayoutRow(height=6.0), *self._foot())
        last = letters_of(NAME_PLACE + len(columns))
        widths = self._widths(columns, height_of(rows))
        return Layout(
            title=WEEKLY[self.lang],
            marker=MARKER,
            columns=widths,
            rows=rows,
            freeze=f"{letters_of(NAME_PLACE + 1)}{first}",
            repeat_rows=(first - 2, first - 1),
            merges=tuple(self._merges(columns, first - 2)),
            print_area=f"A1:{last}{len(rows)}",
            footer=PAGES[self.lang],
            breaks=tuple(page_starts(rows, widths, [*self._spans(first, len(rows))], (first - 2, first - 1))),
        )

    def _widths(self, columns: Sequence[WeeklyColumn], height: float) -> tuple[LayoutColumn, ...]:
        """Broader where so many points of rows then stand on one page."""
        shown = [LayoutColumn(each) for each in (self._name_width, *(column.width for column in columns))]
        stretch = stretch_for(shown, height)
        return (LayoutColumn(4.0, hidden=True), *(replace(each, width=each.width * stretch) for each in shown))

    def _spans(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """The first and last row of each group; what follows the last goes with it."""
        counts = [len(group.rows) + bool(self._group_name(group)) for group in self.weekly.groups]
        begin = [*accumulate(counts, initial=first)]
        yield from ((row, following - 1) for row, following in pairwise([*begin[:-1], last + 1]))

    def _head(self) -> Iterator[LayoutRow]:
        if self.draft:
            yield line(DRAFT[self.lang], Style.DRAFT, 24.0)
        of_book = LayoutCell(f"book:{book_id(self.book)}", style=Style.KEY)
        yield LayoutRow((of_book, LayoutCell(self._title, style=Style.TITLE)), height=26.0)
        measure = self.weekly.line.measure
        unit = unit_line(measure, self.book.settings, self.lang)
        yield line(
            " · ".join(each for each in (line_label(self.weekly.line, self.lang), unit) if each), Style.NOTE, LINE_HEIGHT
        )
        yield line(self._days, Style.NOTE, 20.0)
        if any(plan.basis is CalendarBasis.ESTIMATE for plan in self.weekly.plans):
            yield line(calendar_line(self.book, self.weekly.plans, self.lang), Style.WARNING, 20.0)

    @property
    def _title(self) -> str:
        week = self.weekly.weeks.this
        iso = week.start.isocalendar()
        number = self.book.settings.week_start is WeekStart.MONDAY
        owner, days = owner_of(self.book, self.lang), date_range(week, self.lang)
        if self.lang is Lang.ZH:
            named = f"{iso.year}年第{iso.week}周" if number else f"{week.start.year}年"
            return f"{owner} 周例会 {named} ({days})".strip()
        text = f"Weekly meeting{f' {iso.year}-W{iso.week:02d}' if number else ''} ({days} {week.last.year})"
        return f"{owner}: {text[0].lower()}{text[1:]}" if owner else text

    @property
    def _days(self) -> str:
        weeks = self.weekly.weeks
        text = _AS_OF[self.lang].format(day=day_name(self.weekly.as_of, self.lang))
        if self.weekly.through != self.weekly.as_of:
            text += _THROUGH[self.lang].format(day=day_name(self.weekly.through, self.lang))
        words = {"month": name_of(weeks.month, self.lang), "all": weeks.working_days, "gone": weeks.days_gone}
        return text + _TIME[self.lang].format(**words)

    def _headings(self, columns: Sequence[WeeklyColumn]) -> Iterator[LayoutRow]:
        """Two rows: what the columns are about, merged over them, and what each is."""
        key, name = LayoutCell(style=Style.KEY), LayoutCell(self._row_heading, style=Style.HEAD)
        above = tuple(LayoutCell(each.group, style=Style.HEAD) for each in columns)
        broad = {each.group: sum(other.width for other in columns if other.group == each.group) for each in columns}
        lines = max(lines_of(group, width - 1) for group, width in broad.items())
        yield LayoutRow((key, name, *above), height=LINE_HEIGHT * lines + 4)
        below = tuple(LayoutCell(each.heading or None, style=Style.HEAD) for each in columns)
        lines = max(lines_of(each.heading, each.width - 1) for each in columns)
        yield LayoutRow((key, LayoutCell(style=Style.HEAD), *below), height=LINE_HEIGHT * lines + 4)

    @property
    def _row_heading(self) -> str:
        return Text("人员", "Rep")[self.lang]

    def _merges(self, columns: Sequence[WeeklyColumn], row: int) -> Iterator[str]:
        """Each group of columns over its columns; one that has no headings of its own over both rows."""
        yield f"{letters_of(NAME_PLACE)}{row}:{letters_of(NAME_PLACE)}{row + 1}"
        first = 0
        while first < len(columns):
            last = first
            while last + 1 < len(columns) and columns[last + 1].group == columns[first].group:
                last += 1
            left, right = letters_of(NAME_PLACE + 1 + first), letters_of(NAME_PLACE + 1 + last)
            if not columns[first].heading:
                yield f"{left}{row}:{right}{row + 1}"
            elif last > first:
                yield f"{left}{row}:{right}{row}"
            first = last + 1

    def _body(self, writer: RowWriter, first: int) -> Iterator[LayoutRow]:
        """Each group with its rows, then the company, whose sums are those of the groups and of the rows below none."""
        number, outer = first, []
        parts: list[Numbers] = []
        for group in self.weekly.groups:
            numbers = [numbers_of(row) for row in group.rows]
            name = self._group_name(group)
            rows_from = number + bool(name)
            if name:
                span = range(rows_from, rows_from + len(numbers))
                total = summed(numbers, self.weekly.weeks.days_left)
                yield writer.row(name, total, number, Style.GROUP, _ROW_HEIGHT, span)
                outer.append(number)
                parts.append(total)
            else:
                outer += range(rows_from, rows_from + len(numbers))
                parts += numbers
            for place, (row, own) in enumerate(zip(group.rows, numbers, strict=True)):
                shown = row.name or (UNASSIGNED if row.node else _NOBODY)[self.lang]
                yield writer.row(shown, own, rows_from + place, Style.MEMBER, _ROW_HEIGHT)
            number = rows_from + len(numbers)
        company = summed(parts, self.weekly.weeks.days_left)
        yield writer.row(TOTAL[self.lang], company, number, Style.TOTAL, _ROW_HEIGHT, outer)

    def _group_name(self, group: WeeklyGroup) -> str:
        return _ELSEWHERE[self.lang] if group.is_elsewhere else _BETWEEN.join(group.names)

    @property
    def _name_width(self) -> float:
        names = [text_width(row.name) + 4 for group in self.weekly.groups for row in group.rows]
        names += [text_width(self._group_name(group)) + 3 for group in self.weekly.groups]
        return min(max([_NARROWEST_NAME, *names]), _WIDEST_NAME)

    def _foot(self) -> Iterator[LayoutRow]:
        yield line(_MARKS[self.lang], Style.NOTE, LINE_HEIGHT)
        what = [_LAST_WEEK[self.lang]] if self.weekly.is_week_blurred else []
        what += [_MONTH[self.lang].format(measure=label(each, self.lang)) for each in self.weekly.blurred]
        if what:
            listed = Text("、", ", ")[self.lang].join(what)
            yield line(_BLURRED[self.lang].format(what=listed), Style.WARNING, LINE_HEIGHT)
