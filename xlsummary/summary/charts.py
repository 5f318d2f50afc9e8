"""The charts of a summary as numbers: what is drawn of a table, in the table's own figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from xlsummary.model import Lang, Text
from xlsummary.summary import numbers
from xlsummary.summary.chart import Chart, Drawn, Series
from xlsummary.summary.figure import Figure
from xlsummary.summary.pen import Pen
from xlsummary.summary.records import ResultRow, ResultTable
from xlsummary.summary.remark import Shown

_LEAST_MONTHS = 3
_LEAST_NAMES = 3
_MOST_NAMES = 15
_WAN, _THOUSAND = Decimal(10_000), Decimal(1000)
_TARGET, _SALES, _CASH = Text("目标", "Target"), Text("销售额", "Sales"), Text("回款", "Cash")
_ATTAINMENT = Text("完成率（右轴）", "Attainment (right axis)")


def month_chart(table: ResultTable | None, pen: Pen) -> Chart | None:
    """Target and sales by month with the attainment line, or sales beside cash in a book without a target.

    None for fewer than three months.
    """
    rows = _told(table)
    if table is None or len(rows) < _LEAST_MONTHS:
        return None
    if not table.has_target:
        return _of_amounts(rows, pen, Text("各月销售与回款", "Sales and cash by month"), has_cash=table.has_cash)
    unit = _unit([row.target for row in rows], pen)
    series = (
        _series(_TARGET, Drawn.PLAN, [row.target for row in rows], unit, pen),
        _series(_SALES, Drawn.ACTUAL, [row.sales for row in rows], unit, pen),
        _series(_ATTAINMENT, Drawn.RATE, [row.attainment for row in rows], Decimal(1), pen),
    )
    return _chart(Text("各月目标与实绩", "Target and sales by month"), rows, series, unit, pen)


def cash_chart(table: ResultTable | None, pen: Pen) -> Chart | None:
    """Sales beside cash by month, where the chart of months has the target."""
    rows = _told(table)
    if table is None or len(rows) < _LEAST_MONTHS or not (table.has_target and table.has_cash):
        return None
    return _of_amounts(rows, pen, Text("各月销售与回款", "Sales and cash by month"), has_cash=True)


def ranking(table: ResultTable | None, pen: Pen, title: Text) -> Chart | None:
    """Sales by name, the largest first; None for fewer than three names or more than 15."""
    rows = [row for row in _told(table) if isinstance(row.sales, Figure)]
    if not _LEAST_NAMES <= len(rows) <= _MOST_NAMES:
        return None
    ranked = sorted(rows, key=lambda row: -(_value(row.sales) or Decimal(0)))
    unit = _unit([row.sales for row in ranked], pen)
    series = (_series(_SALES, Drawn.ACTUAL, [row.sales for row in ranked], unit, pen),)
    return _chart(title, ranked, series, unit, pen, is_ranking=True)


def _of_amounts(rows: Sequence[ResultRow], pen: Pen, title: Text, *, has_cash: bool) -> Chart:
    unit = _unit([row.sales for row in rows], pen)
    series = [_series(_SALES, Drawn.ACTUAL, [row.sales for row in rows], unit, pen)]
    if has_cash:
        series.append(_series(_CASH, Drawn.CASH, [row.cash for row in rows], unit, pen))
    return _chart(title if has_cash else Text("各月销售额", "Sales by month"), rows, series, unit, pen)


def _told(table: ResultTable | None) -> list[ResultRow]:
    return [row for row in table.rows if not row.is_total] if table else []


def _chart(
    title: Text, rows: Iterable[ResultRow], series: Sequence[Series], unit: Decimal, pen: Pen, *, is_ranking: bool = False
) -> Chart:
    labels = tuple(row.label for row in rows)
    return Chart(
        headline=pen.say(title),
        unit=numbers.unit_name(unit, pen.lang, pen.currency),
        categories=labels,
        series=tuple(series),
        is_ranking=is_ranking,
        description=_description(title, labels, series, pen),
    )


def _description(title: Text, labels: Sequence[str], series: Sequence[Series], pen: Pen) -> str:
    """Title, what is drawn, and where the actuals are highest and lowest."""
    actual = next(each for each in series if each.drawn is Drawn.ACTUAL)
    known = [(value, label) for value, label in zip(actual.values, labels, strict=True) if value is not None]
    highest, lowest = (each(known, key=_first)[1] if known else "" for each in (_highest, _lowest))
    names = pen.joined(each.name for each in series)
    told = Text(
        f"{title.zh}：{names}；{actual.name}最高的是{highest}，最低的是{lowest}。",
        f"{title.en}: {names}; {actual.name.lower()} highest for {highest}, lowest for {lowest}.",
    )
    return pen.say(told)


def _first(pair: tuple[Decimal, str]) -> Decimal:
    return pair[0]


_highest: Callable[..., tuple[Decimal, str]] = max
_lowest: Callable[..., tuple[Decimal, str]] = min


def _series(name: Text, drawn: Drawn, cells: Iterable[Shown], unit: Decimal, pen: Pen) -> Series:
    values = tuple(None if value is None else value / unit for value in map(_value, cells))
    return Series(name=pen.say(name), drawn=drawn, values=values)


def _value(cell: Shown) -> Decimal | None:
    return cell.value if isinstance(cell, Figure) else None


def _unit(cells: Iterable[Shown], pen: Pen) -> Decimal:
    """What the axis counts in: 万元 or thousands where the numbers are that large."""
    largest = max((abs(value) for value in map(_value, cells) if value is not None), default=Decimal(0))
    unit = _WAN if pen.lang is Lang.ZH else _THOUSAND
    return unit if largest >= 10 * unit else Decimal(1)
