"""月月有进账: under the plan what each rep's quota asks for in deals and visits, and months that ask for less than a deal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from xlsummary.compare.deals import AverageDeal, RepNeeds
from xlsummary.model import Lang, Measure, SalesBook, Text
from xlsummary.periods import day_name
from xlsummary.plan.quota import Plan
from xlsummary.sheets.block import number
from xlsummary.sheets.columns import NodeColumn, headings, letters_of
from xlsummary.sheets.formats import formats_of
from xlsummary.sheets.head import block_title
from xlsummary.sheets.layout import LayoutCell, LayoutColumn, LayoutRow, Style
from xlsummary.sheets.measuring import LINE_HEIGHT, lines_of
from xlsummary.sheets.planning_blocks import Rows, total_width
from xlsummary.sheets.words import month_label

_DEALS, _VISITS, _A_DAY = "#,##0_ ", "#,##0.0_ ", "0.00_ "

_TITLE = Text("月月有进账：各人的目标要成交几单", "A deal every month: what each rep's quota asks for")
_HEADS = Text("人员", "Rep"), Text("目标", "Quota"), Text("成交单数", "Deals")
_VISIT_HEADS = Text("拜访次数", "Visits"), Text("每周拜访", "Visits a week"), Text("每天拜访", "Visits a day")
_BELOW = Text("目标不足一单的月份（当月至少要成交 1 单）", "Months whose quota is less than a deal (1 deal at least)")
_AVERAGE = Text(
    "{first}至{last}成交 {deals} 单，合计 {sales}，平均每单 {value}{visits}；下表按此推算{below}。",
    "{first} to {last}: {deals} deals of {sales} in all, {value} each{visits}; the table is reckoned from that{below}.",
)
_VISITED = Text("，同期拜访 {count} 次，平均每单 {each} 次", "; {count} visits in that time, {each} a deal")
_NO_VISITS = Text("，同期没有拜访记录", "; no visits are on record for that time")
_NONE_BELOW = Text("；各人每月的目标都够一单", "; every month's quota takes a deal at least")


@dataclass(frozen=True)
class NeedsTable:
    """A line for each rep with a quota, plan by plan, under the names of `columns`; no row without an average deal.

    `widths` are the sheet's columns. Only with visits on record are there columns for them, and only with months below the
    average deal one for these, which reaches on to the sheet's right edge.
    """

    needs: tuple[RepNeeds, ...]
    columns: Sequence[NodeColumn]
    book: SalesBook
    widths: Sequence[LayoutColumn]
    lang: Lang

    def add_to(self, sheet: Rows) -> tuple[int, int] | None:
        """Adds the rows; returns the first and the last of them, None where there are none."""
        rows = tuple(self._rows())
        if not rows:
            return None
        first, last = sheet.following, letters_of(len(self.widths))
        sheet.add(rows, (letters_of(self._place_of_months), last) if self._has_months else None)
        return first, len(sheet.rows)

    def _rows(self) -> Iterator[LayoutRow]:
        if not self.needs:
            return
        names = {column.node.key: name for column, name in zip(self.columns, headings(self.columns, self.lang), strict=True)}
        yield _line([_TITLE[self.lang]], Style.LABEL)
        note = self._average(self.needs[0].average)
        yield _line([note], Style.NOTE, LINE_HEIGHT * lines_of(note, total_width(self.widths[1:])))
        heads = (*_HEADS, *(_VISIT_HEADS if self._has_visits else ()), *([_BELOW] if self._has_months else []))
        yield _line([head[self.lang] for head in heads], Style.TABLE_HEAD, LINE_HEIGHT)
        several = len({id(each.plan) for each in self.needs}) > 1
        for _, group in groupby(self.needs, key=lambda each: id(each.plan)):
            reps = [*group]
            if several:
                yield _line([block_title(reps[0].plan, self.book, self.lang)], Style.LABEL)
            yield from (self._rep(each, names.get(each.node.key, each.node.name)) for each in reps)

    @property
    def _has_visits(self) -> bool:
        return self.needs[0].average.visits is not None

    @property
    def _has_months(self) -> bool:
        return any(month.is_below for each in self.needs for month in each.months)

    @property
    def _place_of_months(self) -> int:
        return 2 + len(_HEADS) + (len(_VISIT_HEADS) if self._has_visits else 0)

    def _average(self, average: AverageDeal) -> str:
        visits = _NO_VISITS[self.lang]
        if average.visits is not None:
            each = f"{average.visits / average.deals:.2f}"
            visits = _VISITED[self.lang].format(count=f"{number(average.visits):,}", each=each)
        return _AVERAGE[self.lang].format(
            first=day_name(average.period.start, self.lang),
            last=day_name(average.period.last, self.lang),
            deals=f"{average.deals:,}",
            sales=f"{average.sales:,.2f}",
            value=f"{average.value:,.2f}",
            visits=visits,
            below="" if self._has_months else _NONE_BELOW[self.lang],
        )

    def _rep(self, needs: RepNeeds, name: str) -> LayoutRow:
        amount = formats_of(Measure.SALES, self.book.settings, needs.plan.grain).amount
        cells = [LayoutCell(style=Style.KEY), LayoutCell(name, style=Style.TEXT)]
        cells += [_counted(needs.quota, amount), _counted(Decimal(needs.deals), _DEALS)]
        if self._has_visits:
            visits = ((needs.visits, _VISITS), (needs.visits_a_week, _VISITS), (needs.visits_a_day, _A_DAY))
            cells += [_counted(value, number_format) for value, number_format in visits]
        if not self._has_months:
            return LayoutRow(tuple(cells), height=LINE_HEIGHT)
        below = self._below(needs)
        cells.append(LayoutCell(below or None, style=Style.TEXT))
        room = total_width(self.widths[self._place_of_months - 1 :])
        return LayoutRow(tuple(cells), height=LINE_HEIGHT * lines_of(below, room))

    def _below(self, needs: RepNeeds) -> str:
        spans_years = needs.plan.period.start.year != needs.plan.period.last.year
        months = [month_label(each.month, self.lang, with_year=spans_years) for each in needs.months if each.is_below]
        return Text("、", ", ")[self.lang].join(months)


def asked_of(needs: Sequence[RepNeeds], plans: Sequence[Plan]) -> tuple[RepNeeds, ...]:
    """Those with a quota in one of the plans that a sheet shows."""
    shown = {id(plan) for plan in plans}
    return tuple(each for each in needs if id(each.plan) in shown and each.quota > 0)


def _line(texts: Sequence[str], style: Style, height: float | None = None) -> LayoutRow:
    return LayoutRow((LayoutCell(style=Style.KEY), *(LayoutCell(text, style=style) for text in texts)), height=height)


def _counted(value: Decimal | None, number_format: str) -> LayoutCell:
    return LayoutCell(None if value is None else number(value), None, Style.NUMBER, number_format)
