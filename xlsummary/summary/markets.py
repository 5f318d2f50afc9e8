"""The market analysis: the user's words and the markets side by side."""

from __future__ import annotations

from xlsummary.model import Amount, Market, SalesBook, Section, Text
from xlsummary.summary.figure import Figure
from xlsummary.summary.pen import NONE, Pen, Source
from xlsummary.summary.records import MarketRow, MarketView
from xlsummary.summary.remark import Shown


def markets(book: SalesBook, pen: Pen) -> MarketView | None:
    """The section; None when the book has neither markets nor a note for it."""
    remarks = pen.notes(book, Section.MARKET_ANALYSIS, Section.MODEL)
    if not remarks and not book.markets:
        return None
    rows = tuple(_row(market, pen) for market in book.markets)
    shares = tuple(row.market_share for row in rows if isinstance(row.market_share, Figure))
    return MarketView(remarks=remarks, has_share=bool(shares), rows=rows, source=shares)


def _row(market: Market, pen: Pen) -> MarketRow:
    return MarketRow(
        name=market.name,
        status=pen.label(market.status),
        competitors=market.competitors or NONE,
        strengths=market.strengths or NONE,
        issue=market.issue or NONE,
        market_share=_share(market, market.share, pen),
    )


def _share(market: Market, share: Amount | None, pen: Pen) -> Shown:
    """市占率 as typed: a ratio, or percent where it is above 1."""
    if share is None:
        return NONE
    source = Source(
        name=Text(f"市占率.{market.name}", f"Share.{market.name}"),
        formula=Text("市场表所填", "as typed"),
        cells=(str(market.origin.cell("share")),),
    )
    ratio = share.value / 100 if share.value > 1 else share.value
    return pen.percent(source, Amount(ratio, share.bound)) or NONE
