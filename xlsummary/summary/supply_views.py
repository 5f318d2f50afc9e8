"""Supply on time, complaints, and what was sold of which product."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlsummary.compare.activity import activity_totals
from xlsummary.compare.performance import By, Performance
from xlsummary.compare.sourced import Sourced
from xlsummary.model import Amount, Measure, Text
from xlsummary.periods import day_name
from xlsummary.summary.account_records import (
    ComplaintsView,
    Learning,
    OpenRow,
    ProductRow,
    ProductTable,
    SupplyView,
)
from xlsummary.summary.changes import amount_of, cells_of
from xlsummary.summary.figure import Figure
from xlsummary.summary.numbers import places_for, shares
from xlsummary.summary.pen import NONE, Pen, Source
from xlsummary.summary.result_tables import TOTAL
from xlsummary.summary.subject import Subject

_LEARNT = ("培训", "考核", "学习", "知识", "Training", "Test")


def supply(subject: Subject, pen: Pen) -> SupplyView | None:
    """None in a book without delivery dates."""
    found = subject.analysis.supply
    if found is None or not found.due.value:
        return None
    rate = Source(
        name=Text("供货.按期率", "Supply.on time"),
        formula=Text("按期发货÷应发货", "shipped on time / due"),
        cells=cells_of([found.in_time, found.due]),
    )
    return SupplyView(
        due=_count(
            Text("供货.应发货", "Supply.due"), Text("交货期已到或已发货的单数", "orders due or shipped"), found.due, pen
        ),
        in_time=_count(
            Text("供货.按期", "Supply.in time"), Text("发货日期不晚于交货期", "shipped by the day due"), found.in_time, pen
        ),
        rate=pen.percent(rate, found.in_time_rate),
        late=_some(Text("供货.晚发", "Supply.late"), Text("发货日期晚于交货期", "shipped after the day due"), found.late, pen),
        late_open=_some(
            Text("供货.逾期未发", "Supply.overdue"), Text("已过交货期还没有发货", "due and not shipped"), found.late_open, pen
        ),
        mean_days=_days(Text("供货.平均天数", "Supply.mean days"), found.mean_days, pen),
        longest=_some(
            Text("供货.最长天数", "Supply.longest"),
            Text("下单到发货的最长天数", "most days from order to shipment"),
            found.longest,
            pen,
        ),
    )


def complaints(subject: Subject, pen: Pen) -> ComplaintsView | None:
    """None in a book that records none in the period."""
    found = subject.analysis.complaints
    if found is None:
        return None
    return ComplaintsView(
        received=_count(
            Text("投诉.收到", "Complaints.received"), Text("期内投诉件数", "complaints of the period"), found.received, pen
        ),
        closed=_count(
            Text("投诉.办结", "Complaints.closed"), Text("填了关闭日期的件数", "those with a day closed"), found.closed, pen
        ),
        open=_some(
            Text("投诉.未结", "Complaints.open"), Text("没有关闭日期的件数", "those without a day closed"), found.open, pen
        ),
        mean_days=_days(
            Text("投诉.平均天数", "Complaints.days"), found.days, pen, Text("收到到办结的平均天数", "mean days to close")
        ),
        longest_open=_some(
            Text("投诉.未结最长天数", "Complaints.longest open"),
            Text("未结投诉中等得最久的天数", "days the oldest open one waits"),
            found.longest_open,
            pen,
        ),
        open_rows=tuple(
            OpenRow(client=row.client or NONE, what=row.outcome or NONE, day=day_name(row.period.start, pen.lang))
            for row in found.open_rows
        ),
    )


def learning(subject: Subject, pen: Pen) -> Iterator[Learning]:
    """Training and tests of product knowledge, as 活动 records them."""
    for total in activity_totals(subject.book, subject.horizon):
        if any(word in total.type for word in _LEARNT):
            source = Source(
                name=Text(f"活动.{total.type}", f"Activity.{total.type}"),
                formula=Text("有记录的次数之和", "sum of the recorded counts"),
                cells=total.cells,
            )
            goal = Source(
                name=Text(f"{total.type}.应完成", f"{total.type}.due"),
                formula=Text("应完成之和", "sum of the due counts"),
                cells=total.due_cells,
            )
            due = pen.count(goal, total.due_count) if total.due_count else None
            yield Learning(type=total.type, recorded=pen.count(source, total.count), due=due)


def products(subject: Subject, pen: Pen) -> ProductTable | None:
    """Sales by product, the largest first; None for fewer than two."""
    comparison = subject.comparison
    headline = comparison.headline(Measure.SALES)
    line = headline.line if headline else None
    rows = [row for row in comparison.select(By.PRODUCT, Measure.SALES, line) if row.name and row.actual_cells]
    if headline is None or len(rows) < 2:
        return None
    rows = sorted(rows, key=lambda row: -row.actual.value)
    quantities = {row.name: row for row in comparison.select(By.PRODUCT, Measure.QUANTITY)}
    others = headline.actual.value - sum((row.actual.value for row in rows), Decimal(0))
    amounts = [*(row.actual.value for row in rows), *([others] if others else [])]
    places, parts = places_for(amounts, pen.unit), shares(amounts)
    told = [_product(row, part, places, quantities.get(row.name), pen) for row, part in zip(rows, parts, strict=False)]
    if others:
        told.append(_rest(others, parts[-1], places, headline, pen))
    total = _row(pen.say(TOTAL), Amount(headline.actual.value, headline.actual.bound), Decimal(1), places, headline, pen)
    return ProductTable(
        unit=pen.unit_name,
        has_quantity=any(row.name in quantities for row in rows),
        rows=(*told, total),
        source=(_product_total(headline, pen),),
    )


def _product(row: Performance, share: Decimal, places: int, quantity: Performance | None, pen: Pen) -> ProductRow:
    counted: Figure | None = None
    if quantity is not None and quantity.actual_cells:
        source = Source(
            name=Text(f"数量.{row.name}", f"Quantity.{row.name}"),
            formula=Text("期内数量合计", "sum of the quantities"),
            cells=quantity.actual_cells,
        )
        counted = pen.count(source, quantity.actual)
    told = _row(row.name, row.actual, share, places, row, pen)
    return ProductRow(label=told.label, amount=told.amount, share=told.share, quantity=counted or NONE)


def _rest(value: Decimal, share: Decimal, places: int, headline: Performance, pen: Pen) -> ProductRow:
    return _row(pen.say(Text("未填产品", "(no product)")), Amount(value), share, places, headline, pen, is_total=False)


def _row(
    label: str, amount: Amount, share: Decimal, places: int, row: Performance, pen: Pen, *, is_total: bool | None = None
) -> ProductRow:
    by_name = Text("按产品汇总", "summed by product")
    source = Source(name=Text(f"产品.{label}", f"Product.{label}"), formula=by_name, cells=row.actual_cells)
    part = Source(
        name=Text(f"产品占比.{label}", f"Product share.{label}"),
        formula=Text("该产品÷销售额", "product / sales"),
        cells=row.actual_cells,
    )
    return ProductRow(
        label=label,
        amount=pen.cell(source, amount, places),
        share=pen.percent(part, share) or NONE,
        quantity=NONE,
        is_total=share == 1 if is_total is None else is_total,
    )


def _product_total(headline: Performance, pen: Pen) -> Figure:
    source = Source(
        name=Text("各产品销售额", "Sales by product"),
        formula=Text("按产品汇总", "summed by product"),
        cells=headline.actual_cells,
    )
    return pen.money(source, headline.actual)


def _count(name: Text, formula: Text, sourced: Sourced, pen: Pen) -> Figure:
    return pen.count(Source(name=name, formula=formula, cells=sourced.cells), amount_of(sourced))


def _some(name: Text, formula: Text, sourced: Sourced, pen: Pen) -> Figure | None:
    """None for nothing and for 0, which needs no sentence."""
    return _count(name, formula, sourced, pen) if sourced.value else None


_TO_SHIP = Text("下单到发货的平均天数", "mean days from order to shipment")


def _days(name: Text, sourced: Sourced, pen: Pen, formula: Text = _TO_SHIP) -> Figure | None:
    if sourced.value is None:
        return None
    return pen.decimal(Source(name=name, formula=formula, cells=sourced.cells), amount_of(sourced), 1)
