"""Markets over time, and old disputes one by one."""

from __future__ import annotations

from datetime import date

from xlsummary.compare.market_rates import RateChange
from xlsummary.model import Amount, Market, Period, Text
from xlsummary.periods import month_of, name_of
from xlsummary.summary.changes import amount_of
from xlsummary.summary.figure import Figure
from xlsummary.summary.pen import NONE, Pen, Source
from xlsummary.summary.regional_records import DisputeRow, DisputesView, Timeline, TimelineRow
from xlsummary.summary.remark import Shown
from xlsummary.summary.subject import Subject

_SETTLED, _OPEN = Text("已解决", "settled"), Text("未解决", "open")


def timeline(subject: Subject, pen: Pen) -> Timeline | None:
    """Every market with days or a rate; None without any."""
    found = subject.analysis.markets
    rates = {each.market.name: each.stocked for each in found.rows} if found else {}
    markets = [each for each in subject.book.markets if each.start or each.end or each.name in rates or each.issue]
    if not markets:
        return None
    rows = tuple(_market(market, rates.get(market.name), pen) for market in markets)
    whole = _stocked(Text("见货率", "Stocked"), found.stocked, pen) if found else NONE
    shown = [each for each in (whole, *(row.stocked for row in rows)) if isinstance(each, Figure)]
    return Timeline(has_stocked=any(isinstance(row.stocked, Figure) for row in rows), rows=rows, source=tuple(shown[:1]))


def _market(market: Market, stocked: RateChange | None, pen: Pen) -> TimelineRow:
    return TimelineRow(
        label=market.name,
        status=pen.label(market.status),
        days=_days(market.start, market.end, pen),
        stocked=_stocked(Text(f"见货率.{market.name}", f"Stocked.{market.name}"), stocked, pen) if stocked else NONE,
        points=_points(market.name, stocked, pen) if stocked else NONE,
        issue=market.issue or NONE,
        lesson=market.lesson or NONE,
    )


def _days(start: date | None, end: date | None, pen: Pen) -> str:
    """`2025年1至5月`, `2025年11月起`, `到2025年5月`."""
    if start and end:
        return name_of(Period(month_of(start).start, month_of(end).end), pen.lang)
    known = start or end
    if known is None:
        return NONE
    month = name_of(month_of(known), pen.lang)
    return pen.say(Text(f"{month}起", f"from {month}") if start else Text(f"到{month}", f"to {month}"))


def _stocked(name: Text, rate: RateChange, pen: Pen) -> Shown:
    if rate.now.value is None:
        return NONE
    source = Source(name=name, formula=Text("见货点÷检查点", "points stocked / points checked"), cells=rate.now.cells)
    return pen.percent(source, Amount(rate.now.value, rate.now.bound)) or NONE


def _points(market: str, rate: RateChange, pen: Pen) -> Shown:
    if rate.points is None:
        return NONE
    name = Text(f"见货率变化.{market}", f"Change of stocked.{market}")
    source = Source(
        name=name, formula=Text("本年见货率－上年见货率", "now - last year"), cells=(*rate.now.cells, *rate.before.cells)
    )
    return pen.signed_points(source, rate.points)


def disputes(subject: Subject, pen: Pen) -> DisputesView | None:
    """None in a book that has none."""
    found = subject.analysis.disputes
    if found is None:
        return None
    markets = (*found.settled_markets, *found.open_markets)
    amount = Source(
        name=Text("遗留费用.未解决金额", "Disputes.open amount"),
        formula=Text("未解决各处的遗留费用之和", "sum of those not settled"),
        cells=found.open_amount.cells,
    )
    whole = Source(
        name=Text("遗留费用.合计", "Disputes.amount"), formula=Text("各处遗留费用之和", "sum of all"), cells=found.amount.cells
    )
    return DisputesView(
        all=_count("处数", "all", found.all.cells, amount_of(found.all), pen),
        settled=_count("已解决", "settled", found.settled.cells, amount_of(found.settled), pen),
        open=_count("未解决", "open", found.open.cells, amount_of(found.open), pen) if found.open.value else None,
        open_names=pen.names(market.name for market in found.open_markets),
        open_amount=pen.money(amount, amount_of(found.open_amount)) if found.open_amount.value else None,
        rows=tuple(_dispute(market, market in found.settled_markets, pen) for market in markets),
        source=(pen.money(whole, amount_of(found.amount)),) if found.amount.value else (),
    )


def _count(zh: str, en: str, cells: tuple[str, ...], amount: Amount, pen: Pen) -> Figure:
    formula = Text("按“已解决”计数", "counted by Settled")
    return pen.count(Source(name=Text(f"遗留费用.{zh}", f"Disputes.{en}"), formula=formula, cells=cells), amount)


def _dispute(market: Market, is_settled: bool, pen: Pen) -> DisputeRow:  # noqa: FBT001 (a fact of the row)
    source = Source(
        name=Text(f"遗留费用.{market.name}", f"Disputes.{market.name}"),
        formula=Text("市场表所填", "as typed on Markets"),
        cells=(str(market.origin.cell("disputed")),),
    )
    return DisputeRow(
        label=market.name,
        amount=NONE if market.disputed is None else pen.money(source, market.disputed),
        settlement=market.settlement or NONE,
        status=pen.say(_SETTLED if is_settled else _OPEN),
    )
