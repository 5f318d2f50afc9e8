"""The tables of results: by month and by rep, sales and cash beside the target."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from xlsummary.compare.performance import By, Comparison, Performance
from xlsummary.model import Measure, SalesBook, Settings, Text
from xlsummary.periods import key_of, month_name, months_in
from xlsummary.summary.figure import Figure
from xlsummary.summary.numbers import places_for
from xlsummary.summary.pen import NONE, Pen, Source
from xlsummary.summary.records import ResultRow, ResultTable, Shown
from xlsummary.wording import LABELS

TOTAL = Text("合计", "Total")
NO_NAME = Text("未填", "(blank)")
_SUMMED = Text("按行汇总，合计为各行之和", "summed row by row; the total is the sum of the rows")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One row: sales beside their target, and cash where the book records it."""

    label: str
    sales: Performance
    cash: Performance | None
    has_begun: bool = True

    @property
    def amounts(self) -> tuple[Decimal, ...]:
        cash = self.cash.actual.value if self.cash else Decimal(0)
        return self.sales.actual.value, self.sales.target or Decimal(0), cash


def basis_note(settings: Settings, pen: Pen) -> str:
    """The basis of money, said once: tax, and when a sale counts."""
    tax, counted = LABELS[settings.tax_basis], LABELS[settings.recognition]
    return pen.say(
        Text(
            f"注：销售额为{tax.zh}口径，按{counted.zh}确认。",
            f"Note: sales are stated {tax.en.lower()} and counted at {counted.en.lower()}.",
        )
    )


def month_table(book: SalesBook, comparison: Comparison, pen: Pen, *, whole: bool) -> ResultTable | None:
    """By month, from the first with a target or a row; to the end of the period when `whole`, else to the as-of day.

    None for a period of one month, and where totals of longer periods cannot be told apart by month.
    """
    sales, cash = _rows(comparison, By.MONTH, Measure.SALES), _rows(comparison, By.MONTH, Measure.COLLECTIONS)
    if "" in sales or "" in cash:
        return None
    months = [month for month in months_in(comparison.period) if key_of(month) in sales]
    if len(months) < 2:
        return None
    entries = [
        _Entry(
            label=month_name(month.start.month, pen.lang),
            sales=sales[key_of(month)],
            cash=cash.get(key_of(month)),
            has_begun=month.start <= comparison.through,
        )
        for month in months
    ]
    has_target = any(entry.sales.target is not None for entry in entries)
    begun = [entry for entry in entries if entry.has_begun]
    shown = entries if has_target and whole else begun
    if not has_target:
        first = next((place for place, entry in enumerate(shown) if _moved(entry)), len(shown))
        shown = shown[first:]
    name = Text("各月业绩", "Results by month")
    return _table(shown, comparison, name, pen, basis_note(book.settings, pen)) if shown else None


def people_table(book: SalesBook, comparison: Comparison, pen: Pen) -> ResultTable | None:
    """By rep; None unless two names or more have sales of their own."""
    sales, cash = _rows(comparison, By.REP, Measure.SALES), _rows(comparison, By.REP, Measure.COLLECTIONS)
    if sum(1 for name, row in sales.items() if name and row.actual_cells) < 2:
        return None
    order = {rep.name: place for place, rep in enumerate(book.reps)}
    names = sorted(sales, key=lambda name: (name == "", order.get(name, len(order))))
    entries = [_Entry(label=name or pen.say(NO_NAME), sales=sales[name], cash=cash.get(name)) for name in names]
    return _table(entries, comparison, Text("各人业绩", "Results by rep"), pen, "")


def _rows(comparison: Comparison, by: By, measure: Measure) -> Mapping[str, Performance]:
    """The rows of the measure's headline, by name."""
    headline = comparison.headline(measure)
    line = headline.line if headline else None
    return {row.name: row for row in comparison.select(by, measure, line)}


def _moved(entry: _Entry) -> bool:
    return bool(entry.sales.actual_cells or (entry.cash and entry.cash.actual_cells))


def _table(entries: list[_Entry], comparison: Comparison, name: Text, pen: Pen, note: str) -> ResultTable | None:
    company, paid = comparison.headline(Measure.SALES), comparison.headline(Measure.COLLECTIONS)
    if company is None:
        return None
    total = _Entry(label=pen.say(TOTAL), sales=company, cash=paid)
    places = places_for([amount for entry in (*entries, total) for amount in entry.amounts], pen.unit)
    cells = tuple(cell for entry in (total,) for cell in _cells_of(entry))
    return ResultTable(
        unit=pen.unit_name,
        has_target=any(entry.sales.target is not None for entry in entries),
        has_cash=paid is not None and bool(paid.actual_cells),
        rows=(*(_row(entry, places, pen) for entry in entries), _row(total, places, pen, is_total=True)),
        note=note,
        source=(pen.money(Source(name=name, formula=_SUMMED, cells=cells), company.actual),),
    )


def _cells_of(entry: _Entry) -> Iterable[str]:
    yield from entry.sales.actual_cells
    if entry.cash is not None:
        yield from entry.cash.actual_cells
    yield from entry.sales.target_cells


def _row(entry: _Entry, places: int, pen: Pen, *, is_total: bool = False) -> ResultRow:
    cells = tuple(_cells_of(entry))

    def cell(words: Text, value: Decimal | None) -> Shown:
        if value is None or not entry.has_begun:
            return NONE
        return pen.cell(Source(name=_named(words, entry.label), formula=_SUMMED, cells=cells), value, places)

    target = entry.sales.target
    rate = pen.percent(
        Source(name=_named(Text("完成率", "Attainment"), entry.label), formula=Text("实绩÷目标", "actual / target")),
        entry.sales.attainment if entry.has_begun else None,
    )
    goal: Figure | str = NONE
    if target is not None:
        goal = pen.cell(
            Source(name=_named(Text("目标", "Target"), entry.label), formula=_SUMMED, cells=entry.sales.target_cells),
            target,
            places,
        )
    return ResultRow(
        label=entry.label,
        target=goal,
        sales=cell(Text("销售额", "Sales"), entry.sales.actual.value),
        attainment=rate or NONE,
        cash=cell(Text("回款", "Cash"), entry.cash.actual.value if entry.cash else None),
        is_total=is_total,
    )


def _named(words: Text, label: str) -> Text:
    return Text(f"{words.zh}.{label}", f"{words.en}.{label}")
