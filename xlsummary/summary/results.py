"""The report period's results: sales, cash, targets, clients, month by month."""

from __future__ import annotations

from collections.abc import Sequence

from xlsummary.achieved import heading
from xlsummary.compare.clients import FUNNEL, new_clients, stage_counts
from xlsummary.compare.monthly_cash import MonthCash
from xlsummary.compare.performance import Comparison
from xlsummary.model import Measure, Period, RepStatus, SalesBook, Section, Stage, Text
from xlsummary.periods import ONE_DAY, day_name, months_in, name_of
from xlsummary.summary.catching_up import catching_up
from xlsummary.summary.cells import actuals_column, column, within
from xlsummary.summary.charts import cash_chart, month_chart, ranking
from xlsummary.summary.figure import Figure
from xlsummary.summary.pen import Pen, Source
from xlsummary.summary.records import CashMonths, ClientCounts, Results
from xlsummary.summary.result_tables import month_table, people_table
from xlsummary.summary.standing import cash, is_over, other_standings, standing
from xlsummary.summary.subject import Subject
from xlsummary.wording import LABELS

_BY_REP = Text("各人销售额", "Sales by rep")


def results(subject: Subject, pen: Pen) -> Results | None:
    """The section; None when the book has neither actuals of the period nor a note for it."""
    book, comparison, horizon = subject.book, subject.comparison, subject.horizon
    sales = standing(subject, Measure.SALES, pen)
    months = month_table(subject, pen, whole=horizon.plan == comparison.period) if sales else None
    people = people_table(subject, pen) if sales else None
    found = Results(
        period=name_of(comparison.period, pen.lang, pen.year_start),
        until="" if is_over(comparison) else day_name(comparison.through, pen.lang),
        opening=pen.notes(book, Section.OPENING),
        sales=sales,
        catching_up=catching_up(subject, Measure.SALES, pen),
        other_targets=other_standings(subject, pen),
        cash=cash(subject, pen),
        cash_months=_cash_months(subject, pen),
        clients=_clients(book, comparison, pen),
        months=months,
        month_chart=month_chart(months, pen),
        cash_chart=cash_chart(months, pen),
        people=people,
        ranking=ranking(people, pen, _BY_REP),
        achievements=pen.notes(book, Section.ACHIEVEMENTS),
        causes=pen.notes(book, Section.CAUSES),
        learnt=pen.notes(book, Section.LEARNT, Section.GROWTH),
    )
    parts = (found.opening, sales, found.cash, found.clients, found.achievements, found.causes, found.learnt)
    return found if any(parts) else None


def _cash_months(subject: Subject, pen: Pen) -> CashMonths | None:
    """Months that are over, from the first with a row, so that a team is not blamed for the time before it began.

    Months after the last row are not counted: nothing is known of them. None when rows of longer periods leave some unknown.
    """
    book, horizon = subject.book, subject.horizon
    period = subject.comparison.period
    months = subject.comparison.cash_months
    begun = next((place for place, month in enumerate(months) if month.cells), None)
    if begun is None or subject.comparison.headline(Measure.COLLECTIONS) is None or not any(month.cash for month in months):
        return None
    counted = [month for month in months[begun:] if month.month.last <= horizon.as_of and month.month.start <= horizon.through]
    gone = [month for month in months_in(period) if month.start <= horizon.as_of]
    return _cash_counts(book, counted, pen, is_whole=not begun) if counted and len(gone) == len(months) else None


def _cash_counts(book: SalesBook, counted: Sequence[MonthCash], pen: Pen, *, is_whole: bool) -> CashMonths:
    dry = [month for month in counted if month.cash <= 0]
    whole = Period(counted[0].month.start, counted[-1].month.end)
    number = Text("有业务以来已过完的月数", "months that are over, since the first row")
    none = Text("其中净回款不大于0的月数", "of these, months with net cash not above 0")
    paid = "collected_on" if actuals_column(book, "collected_on") else "day"
    names = dict(zip(counted, pen.month_names([month.month for month in counted]), strict=True))
    return CashMonths(
        since="" if is_whole else names[counted[0]],
        began=not is_whole and _began(book, counted[0].month),
        first=names[counted[0]],
        until=names[counted[-1]],
        counted=pen.count(
            Source(
                name=Text("统计月数", "Months counted"),
                formula=number,
                cells=actuals_column(book, "day", within(book, "actuals", "day", whole)),
            ),
            len(counted),
        ),
        dry=pen.count(
            Source(
                name=Text("无进账月数", "Months without cash"),
                formula=none,
                cells=actuals_column(book, "collected", within(book, "actuals", paid, whole)),
            ),
            len(dry),
        )
        if dry
        else None,
        dry_names=pen.joined(names[month] for month in dry),
        all_sold=all(month.sales > 0 for month in dry),
        sold_dry=pen.joined(names[month] for month in dry if month.sales > 0),
    )


def _began(book: SalesBook, month: Period) -> bool:
    """True when 人员 or 客户 show that there was no business before a month: everybody joined, or bought, later."""
    joined = [rep.joined for rep in book.reps if rep.status is not RepStatus.TO_HIRE]
    bought = [client.first_deal for client in book.clients if client.first_deal]
    known = [*(day for day in joined if day), *bought]
    shown = bool(bought) or (bool(joined) and all(joined))
    return shown and min(known) >= month.start


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
    dated = any(client.first_deal for client in book.clients)
    return ClientCounts(
        new=pen.count(
            Source(
                name=Text("新客户", "New clients"),
                formula=is_new,
                cells=_cells(book, "first_deal", within(book, "clients", "first_deal", until)),
            ),
            len(won),
        )
        if dated
        else None,
        new_names=pen.names(client.name for client in won),
        old=pen.count(
            Source(
                name=Text("老客户", "Old clients"),
                formula=is_old,
                cells=_cells(book, "first_deal", f"<{comparison.period.start.isoformat()}"),
            ),
            len(old),
        )
        if old
        else None,
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
    stages = [LABELS[each][book.lang] for each in FUNNEL[FUNNEL.index(stage) :]]
    cells = _cells(book, "stage", f"{heading(book, 'clients', 'stage')}={'/'.join(stages)}")
    return pen.count(Source(name=name, formula=formula, cells=cells), counts[stage])


def _cells(book: SalesBook, field: str, filtered: str) -> tuple[str, ...]:
    return column([client.origin for client in book.clients], field, filtered)
