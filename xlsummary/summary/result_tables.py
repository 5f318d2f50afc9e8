"""The tables of results: by month and by rep, sales and cash beside the target."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from xlsummary.compare.performance import By, Comparison, Performance
from xlsummary.model import Amount, Bound, Measure, Settings, Text
from xlsummary.periods import key_of, months_in, name_of
from xlsummary.summary.bounds import joined, quotient, target_bound
from xlsummary.summary.calendars import basis_of, estimate_note, joined_notes
from xlsummary.summary.cutting import OTHERS, largest
from xlsummary.summary.figure import Figure
from xlsummary.summary.lines import partly, plans_of
from xlsummary.summary.numbers import places_for
from xlsummary.summary.pen import NONE, Pen, Source
from xlsummary.summary.records import ResultRow, ResultTable
from xlsummary.summary.remark import Shown
from xlsummary.summary.standing import goal_cells
from xlsummary.summary.subject import Subject
from xlsummary.wording import LABELS

_NO_TAIL = Text("", "")
TOTAL = Text("合计", "Total")
NO_NAME = Text("未填", "(blank)")
_SUMMED = Text("按行汇总，合计为各行之和", "summed row by row; the total is the sum of the rows")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One row: sales beside their target, and cash where the book records it; `rates` where there is an attainment."""

    label: str
    sales: Performance
    cash: Performance | None
    has_begun: bool = True
    rates: bool = True

    @property
    def amounts(self) -> tuple[Decimal, ...]:
        cash = self.cash.actual.value if self.cash else Decimal(0)
        return self.sales.actual.value, self.sales.target or Decimal(0), cash


def basis_note(settings: Settings, pen: Pen) -> str:
    """The basis of money, said once: tax, and when a sale counts."""
    tax, counted = LABELS[settings.tax_basis], LABELS[settings.recognition]
    return pen.say(
        Text(
            f"销售额为{tax.zh}口径，按{counted.zh}确认。",
            f"Sales are stated {tax.en.lower()} and counted at {counted.en.lower()}.",
        )
    )


def month_table(subject: Subject, pen: Pen, *, whole: bool) -> ResultTable | None:
    """By month, from the first with a target or a row; to the end of the period when `whole`, else to the as-of day.

    None for a period of one month, and where totals of longer periods cannot be told apart by month.
    """
    comparison = subject.comparison
    sales, cash = _rows(comparison, By.MONTH, Measure.SALES), _rows(comparison, By.MONTH, Measure.COLLECTIONS)
    if "" in sales or "" in cash:
        return None
    months = [month for month in months_in(comparison.period) if key_of(month) in sales]
    if len(months) < 2:
        return None
    entries = [
        _Entry(
            label=label,
            sales=sales[key_of(month)],
            cash=cash.get(key_of(month)),
            has_begun=month.start <= comparison.through,
        )
        for month, label in zip(months, pen.month_names(months), strict=True)
    ]
    has_target = any(entry.sales.target is not None for entry in entries)
    begun = [entry for entry in entries if entry.has_begun]
    shown = entries if has_target and whole else begun
    if not has_target:
        first = next((place for place, entry in enumerate(shown) if _moved(entry)), len(shown))
        shown = shown[first:]
    name = Text("各月业绩", "Results by month")
    return _Writer(subject, pen).table(shown, name, basis_note(subject.book.settings, pen)) if shown else None


def people_table(subject: Subject, pen: Pen) -> ResultTable | None:
    """By rep; None unless two names or more have sales of their own."""
    comparison = subject.comparison
    sales, cash = _rows(comparison, By.REP, Measure.SALES), _rows(comparison, By.REP, Measure.COLLECTIONS)
    if sum(1 for name, row in sales.items() if name and row.actual_cells) < 2:
        return None
    writer = _Writer(subject, pen)
    order = {rep.name: place for place, rep in enumerate(subject.book.reps)}
    names = sorted(sales, key=lambda name: (name == "", order.get(name, len(order))))
    entries = [
        _Entry(label=name or pen.say(NO_NAME), sales=sales[name], cash=cash.get(name), rates=not writer.part) for name in names
    ]
    return writer.table(entries, Text("各人业绩", "Results by rep"), "")


def _rows(comparison: Comparison, by: By, measure: Measure) -> Mapping[str, Performance]:
    """The rows of the measure's headline, by name."""
    headline = comparison.headline(measure)
    line = headline.line if headline else None
    return {row.name: row for row in comparison.select(by, measure, line)}


def _moved(entry: _Entry) -> bool:
    return bool(entry.sales.actual_cells or (entry.cash and entry.cash.actual_cells))


class _Writer:
    """Writes tables of one comparison's headline sales and cash."""

    def __init__(self, subject: Subject, pen: Pen) -> None:
        self._pen = pen
        self._subject = subject
        comparison = subject.comparison
        self._company = comparison.headline(Measure.SALES)
        self._paid = comparison.headline(Measure.COLLECTIONS)
        self._goal_cells: tuple[str, ...] = ()
        self._goal_bound = Bound.EXACT
        self.part = ""
        if self._company:
            line, period = self._company.line, comparison.period
            self._goal_cells = goal_cells(subject, line)
            self._goal_bound = target_bound(subject.plans, line, period)
            self.part = partly(plans_of(subject.plans, line, period), period, pen)

    def table(self, entries: list[_Entry], name: Text, note: str) -> ResultTable | None:
        company, paid, pen = self._company, self._paid, self._pen
        if company is None:
            return None
        total = _Entry(label=pen.say(TOTAL), sales=company, cash=paid, rates=not self.part)
        places = places_for([amount for entry in (*entries, total) for amount in entry.amounts], pen.unit)
        has_target = any(entry.sales.target is not None for entry in entries)
        notes = [note, *(self._target_notes() if has_target else ())]
        cut = [*self._cut(entries), total]
        return ResultTable(
            unit=pen.unit_name,
            has_target=has_target,
            has_cash=paid is not None and bool(paid.actual_cells),
            rows=tuple(self._row(entry, places, is_total=entry is total) for entry in (*entries, total)),
            shown=tuple(self._row(entry, places, is_total=entry is total) for entry in cut),
            note=joined_notes(notes, pen),
            source=tuple(self._sources(name, company, paid, has_target=has_target)),
        )

    def _cut(self, entries: list[_Entry]) -> list[_Entry]:
        """The 50 with the most sales and the others as one; all of them where there are no more."""
        kept = largest([entry.sales.actual.value for entry in entries])
        rest = [entry for place, entry in enumerate(entries) if place not in kept]
        if not rest:
            return entries
        paid = [entry.cash for entry in rest if entry.cash]
        summed = _Entry(
            label=self._pen.say(OTHERS),
            sales=_summed([entry.sales for entry in rest]),
            cash=_summed(paid) if paid else None,
            rates=rest[0].rates,
        )
        return [*(entry for place, entry in enumerate(entries) if place in kept), summed]

    def _target_notes(self) -> Iterable[str]:
        """What the targets cover where that is not the period, and whether their days are estimated."""
        comparison, book, pen = self._subject.comparison, self._subject.book, self._pen
        if self.part:
            words = Text(
                f"目标只有{self.part}的，全期不计完成率。",
                f"Targets cover {self.part} only, so there is no attainment for the whole period.",
            )
            yield pen.say(words)
        yield estimate_note(book, basis_of(book, comparison.period), comparison.period, pen)

    def _sources(self, name: Text, company: Performance, paid: Performance | None, *, has_target: bool) -> Iterable[Figure]:
        period = name_of(self._subject.comparison.period, self._pen.lang, self._pen.year_start)

        def line(measure: Measure, amount: Amount, cells: tuple[str, ...], tail: Text = _NO_TAIL) -> Figure:
            words = LABELS[measure]
            named = Text(f"{name.zh}.{words.zh}{tail.zh}", f"{name.en}.{words.en}{tail.en}")
            formula = Text(f"{period}，{_SUMMED.zh}", f"{period}: {_SUMMED.en}")
            return self._pen.money(Source(name=named, formula=formula, cells=cells), amount)

        yield line(Measure.SALES, company.actual, company.actual_cells)
        if has_target and company.target is not None:
            goal = Amount(company.target, self._goal_bound)
            yield line(Measure.SALES, goal, self._goal_cells, Text(".目标", ".target"))
        if paid is not None and paid.actual_cells:
            yield line(Measure.COLLECTIONS, paid.actual, paid.actual_cells)

    def _row(self, entry: _Entry, places: int, *, is_total: bool = False) -> ResultRow:
        pen = self._pen

        def cell(words: Text, performance: Performance | None) -> Shown:
            if performance is None or not entry.has_begun:
                return NONE
            source = Source(name=_named(words, entry.label), formula=_SUMMED, cells=performance.actual_cells)
            return pen.cell(source, performance.actual, places)

        goal: Amount | None = None
        if entry.sales.target is not None:
            goal = Amount(entry.sales.target, self._goal_bound)
        rated = goal is not None and entry.rates and entry.has_begun
        rate = pen.percent(
            Source(
                name=_named(Text("完成率", "Attainment"), entry.label),
                formula=Text("实绩÷目标", "actual / target"),
                cells=(*entry.sales.actual_cells, *self._goal_cells),
            ),
            quotient(entry.sales.actual, goal) if rated and goal else None,
        )
        target = Source(name=_named(Text("目标", "Target"), entry.label), formula=_SUMMED, cells=self._goal_cells)
        return ResultRow(
            label=entry.label,
            target=NONE if goal is None else pen.cell(target, goal, places),
            sales=cell(LABELS[Measure.SALES], entry.sales),
            attainment=rate or NONE,
            cash=cell(Text("回款", "Cash"), entry.cash),
            is_total=is_total,
        )


def _summed(rows: Sequence[Performance]) -> Performance:
    """Several names' rows as one."""
    targets = [row.target for row in rows if row.target is not None]
    cells = dict.fromkeys(cell.partition(", ")[0] for row in rows for cell in row.actual_cells)
    return replace(
        rows[0],
        target=sum(targets, Decimal(0)) if targets else None,
        actual=Amount(sum((row.actual.value for row in rows), Decimal(0)), joined(row.actual.bound for row in rows)),
        actual_cells=tuple(cells),
    )


def _named(words: Text, label: str) -> Text:
    return Text(f"{words.zh}.{label}", f"{words.en}.{label}")
