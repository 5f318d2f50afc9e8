"""The report period's results: sales, cash, targets, clients, month by month."""

from __future__ import annotations

from collections.abc import Sequence

from xlsummary.compare.actuals import span
from xlsummary.compare.cash import MonthCash, month_cash
from xlsummary.compare.clients import new_clients, stage_counts
from xlsummary.compare.performance import Comparison
from xlsummary.model import Client, Measure, Period, SalesBook, Section, Stage, Text
from xlsummary.periods import ONE_DAY, day_name, month_name, name_of
from xlsummary.plan.horizon import Horizon
from xlsummary.summary.figure import Figure
from xlsummary.summary.pen import Pen, Source
from xlsummary.summary.records import CashMonths, ClientCounts, Results
from xlsummary.summary.result_tables import month_table, people_table
from xlsummary.summary.standing import cash, is_over, other_standings, standing
from xlsummary.wording import LABELS


def results(book: SalesBook, comparison: Comparison, horizon: Horizon, pen: Pen) -> Results | None:
    """The section; None when the book has neither actuals of the period nor a note for it."""
    sales = standing(comparison, Measure.SALES, pen)
    months = month_cash(book, comparison.period, horizon)
    found = Results(
        period=name_of(comparison.period, pen.lang, pen.year_start),
        until="" if is_over(comparison) else day_name(comparison.through, pen.lang),
        opening=pen.notes(book, Section.OPENING),
        sales=sales,
        other_targets=other_standings(comparison, pen),
        cash=cash(book, comparison, pen),
        cash_months=_cash_months(comparison, months, pen),
        clients=_clients(book, comparison, pen),
        months=month_table(book, comparison, pen, whole=horizon.plan == comparison.period) if sales else None,
        people=people_table(book, comparison, pen) if sales else None,
        achievements=pen.notes(book, Section.ACHIEVEMENTS),
        causes=pen.notes(book, Section.CAUSES),
        learnt=pen.notes(book, Section.LEARNT, Section.GROWTH),
    )
    parts = (found.opening, sales, found.cash, found.clients, found.achievements, found.causes, found.learnt)
    return found if any(parts) else None


def _cash_months(comparison: Comparison, months: tuple[MonthCash, ...], pen: Pen) -> CashMonths | None:
    """Counted from the first month with a row, so that a team is not blamed for the time before it began."""
    begun = [place for place, month in enumerate(months) if month.cells]
    if not begun or comparison.headline(Measure.COLLECTIONS) is None or not any(month.cash for month in months):
        return None
    counted = months[begun[0] :]
    dry = [month for month in counted if month.cash <= 0]
    cells = tuple(cell for month in counted for cell in month.cells)
    number = Text("有业务以来的月数", "months since the first row")
    none = Text("净回款不大于0的月数", "months with net cash not above 0")
    return CashMonths(
        since=_month(counted[0].month, pen) if begun[0] else "",
        first=_month(counted[0].month, pen),
        until=_month(counted[-1].month, pen),
        counted=pen.count(Source(name=Text("统计月数", "Months counted"), formula=number, cells=cells), len(counted)),
        dry=pen.count(Source(name=Text("无进账月数", "Months without cash"), formula=none, cells=cells), len(dry))
        if dry
        else None,
        dry_names=pen.joined(_month(month.month, pen) for month in dry),
        all_sold=all(month.sales > 0 for month in dry),
        sold_dry=pen.joined(_month(month.month, pen) for month in dry if month.sales > 0),
    )


def _month(period: Period, pen: Pen) -> str:
    return month_name(period.start.month, pen.lang)


def _clients(book: SalesBook, comparison: Comparison, pen: Pen) -> ClientCounts | None:
    """Clients won in the period by the as-of day and before it, and the funnel; None without a sheet of clients."""
    if not book.clients:
        return None
    until = Period(comparison.period.start, min(comparison.period.end, comparison.as_of + ONE_DAY))
    won = new_clients(book, until)
    old = [client for client in book.clients if client.first_deal and client.first_deal < comparison.period.start]
    is_new = Text("首次成交在报告期内的客户数", "clients whose first deal lies in the period")
    is_old = Text("首次成交早于报告期的客户数", "clients whose first deal lies before the period")
    reached = dict(stage_counts(book))
    dates = _cells(book.clients, "first_deal")
    dated = any(client.first_deal for client in book.clients)
    return ClientCounts(
        new=pen.count(Source(name=Text("新客户", "New clients"), formula=is_new, cells=dates), len(won)) if dated else None,
        new_names=pen.names(client.name for client in won),
        old=pen.count(Source(name=Text("老客户", "Old clients"), formula=is_old, cells=dates), len(old)) if old else None,
        intent=_reached(book, Stage.INTENT, reached, pen),
        visited=_reached(book, Stage.VISITED, reached, pen),
        won=_reached(book, Stage.WON, reached, pen),
    )


def _reached(book: SalesBook, stage: Stage, counts: dict[Stage, int], pen: Pen) -> Figure | None:
    """How many clients came to a stage; None for a book that does not say."""
    if not counts.get(Stage.INTENT):
        return None
    words = LABELS[stage]
    formula = Text(f"到过“{words.zh}”阶段的客户数（累计）", f"clients that reached the stage {words.en} (cumulative)")
    name = Text(f"客户.{words.zh}", f"Clients.{words.en}")
    return pen.count(Source(name=name, formula=formula, cells=_cells(book.clients, "stage")), counts[stage])


def _cells(clients: Sequence[Client], field: str) -> tuple[str, ...]:
    return span([client.origin.cell(field) for client in clients])
