"""The summary of kind `overview` (年终总结): main figures, a short analysis, special notes, the plan, the rest behind."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlsummary.compare.sourced import sum_of
from xlsummary.model import Amount, Expense, Measure, Section, Text
from xlsummary.periods import day_name
from xlsummary.summary.bounds import quotient
from xlsummary.summary.changes import amount_of, cells_of, why
from xlsummary.summary.department import problems
from xlsummary.summary.figure import Figure
from xlsummary.summary.growth import growth_of
from xlsummary.summary.numbers import rounded
from xlsummary.summary.outlook import outlook, standing_plans
from xlsummary.summary.overview_records import GradeLine, KeyRow, KeyTable, OverviewSections, PlanLine
from xlsummary.summary.pen import NONE, Pen, Source
from xlsummary.summary.people import headcount
from xlsummary.summary.remark import Shown
from xlsummary.summary.result_tables import month_table, people_table
from xlsummary.summary.standing import standing
from xlsummary.summary.subject import Subject
from xlsummary.summary.team import closing, head
from xlsummary.wording import LABELS, label

_TITLE = Text("{who}{period}年终总结", "{who}yearly overview, {period}")
_MEASURES = (Measure.SALES, Measure.COLLECTIONS, Measure.PROFIT)
_UP, _DOWN, _SAME = Text("增长", "up"), Text("下降", "down"), Text("持平", "unchanged")
_RATE_UP = Text("上升", "up")


def overview(subject: Subject, pen: Pen) -> OverviewSections:
    """The sections of a yearly overview."""
    book = subject.book
    sales = standing(subject, Measure.SALES, pen)
    people = headcount(book, subject.horizon, pen)
    compared = [measure for measure in (Measure.SALES, Measure.COLLECTIONS) if standing(subject, measure, pen)]
    return OverviewSections(
        head=head(subject, pen, _TITLE),
        opening=pen.notes(book, Section.OPENING),
        keys=_keys(subject, pen, people.now if people else None),
        verdict=sales.origin if sales and sales.attainment else "",
        gap=sales.gap if sales else None,
        excess=sales.excess if sales else None,
        grades=tuple(_grades(subject, pen)),
        now=people.now if people else None,
        achievements=pen.notes(book, Section.ACHIEVEMENTS),
        why=why(subject, pen),
        cases=pen.notes(book, Section.CASES),
        shortcomings=pen.notes(book, Section.SHORTFALLS, Section.MISTAKES, Section.LEARNT),
        problems=problems(book, pen),
        outlook=outlook(subject, pen, compared),
        measures=tuple(_measures(subject, pen)),
        months=month_table(subject, pen, whole=subject.horizon.plan == subject.comparison.period) if sales else None,
        people=people_table(subject, pen) if sales else None,
        closing=closing(book, pen),
    )


def _keys(subject: Subject, pen: Pen, reps: Figure | None) -> KeyTable | None:
    rows = [
        *_money_rows(subject, pen),
        *_per_head(subject, pen, reps),
        *_expense_rows(subject, pen),
        *_market_rows(subject, pen),
    ]
    figures = [each for row in rows for each in (row.actual, row.target, row.rate, row.amount) if isinstance(each, Figure)]
    return KeyTable(rows=tuple(rows), source=tuple(figures)) if rows else None


def _money_rows(subject: Subject, pen: Pen) -> Iterator[KeyRow]:
    for measure in _MEASURES:
        told = standing(subject, measure, pen)
        if told is not None:
            words = LABELS[measure]
            growth = growth_of(subject.book, measure, subject.horizon)
            source = Source(
                name=Text(f"{words.zh}.同比", f"{words.en}.growth"),
                formula=Text("本期÷上年同期－1", "this period / the same days of last year - 1"),
                cells=growth.cells if growth else (),
            )
            change, amount = _changed(growth.change.value if growth else None, _UP, source, pen)
            yield KeyRow(
                label=pen.say(words),
                actual=told.actual,
                target=told.target or NONE,
                rate=told.attainment or NONE,
                change=change,
                amount=amount,
            )


def _changed(ratio: Decimal | None, up: Text, source: Source, pen: Pen, *, is_points: bool = False) -> tuple[str, Shown]:
    """The direction in words and the size; a dash where the change is not known."""
    if ratio is None:
        return "", NONE
    seen = rounded(ratio * 100)
    direction = up if seen > 0 else _DOWN if seen < 0 else _SAME
    if not seen:
        return "", pen.say(direction)
    return pen.say(direction), pen.points(source, ratio * 100) if is_points else pen.size(source, ratio)


def _per_head(subject: Subject, pen: Pen, reps: Figure | None) -> Iterator[KeyRow]:
    """Sales a rep, and consumers a rep."""
    sales = standing(subject, Measure.SALES, pen)
    if reps is None or not reps.value:
        return
    if sales is not None and sales.actual.value is not None:
        each = quotient(Amount(sales.actual.value, sales.actual.bound), Amount(reps.value))
        source = Source(
            name=Text("人均销售额", "Sales a rep"),
            formula=Text("销售额÷在岗人数", "sales / reps there"),
            cells=(*sales.actual.cells, *reps.cells),
        )
        if each is not None:
            yield _plain(Text("人均销售额", "Sales a rep"), pen.money(source, each), pen)
    consumers = sum_of(subject.book.markets, "consumers")
    if consumers.value:
        source = Source(
            name=Text("人均消费者", "Consumers a rep"),
            formula=Text("各市场消费者之和÷在岗人数", "consumers of all markets / reps there"),
            cells=(*consumers.cells, *reps.cells),
        )
        yield _plain(Text("人均消费者（人）", "Consumers a rep"), pen.decimal(source, consumers.value / reps.value, 0), pen)


def _plain(label_: Text, figure: Figure, pen: Pen) -> KeyRow:
    return KeyRow(label=pen.say(label_), actual=figure, target=NONE, rate=NONE, change="", amount=NONE)


def _expense_rows(subject: Subject, pen: Pen) -> Iterator[KeyRow]:
    """Expenses of the period beside their budget."""
    spent = [each for each in subject.book.expenses if _is_of(each, subject)]
    actual, budget = sum_of(spent, "actual"), sum_of(spent, "budget")
    if actual.value is None:
        return
    name = Text("费用", "Expenses")
    source = Source(name=name, formula=Text("期内费用合计", "sum of the period"), cells=actual.cells)
    goal = Source(name=Text("费用.预算", "Expenses.budget"), formula=Text("预算合计", "sum of the budgets"), cells=budget.cells)
    rate = Source(
        name=Text("费用.执行率", "Expenses.rate"),
        formula=Text("实际÷预算", "actual / budget"),
        cells=cells_of([actual, budget]),
    )
    yield KeyRow(
        label=pen.say(name),
        actual=pen.money(source, amount_of(actual)),
        target=pen.money(goal, amount_of(budget)) if budget.value else NONE,
        rate=pen.percent(rate, quotient(amount_of(actual), amount_of(budget)) if budget.value else None) or NONE,
        change="",
        amount=NONE,
    )


def _is_of(expense: Expense, subject: Subject) -> bool:
    return expense.period is None or subject.comparison.period.holds(expense.period)


def _market_rows(subject: Subject, pen: Pen) -> Iterator[KeyRow]:
    """The share of each market, and how much of what was checked had the goods."""
    found = subject.analysis.markets
    if found is None:
        return
    typed = Text("市场表所填，或销售额÷市场容量", "as typed on Markets, or sales / market size")
    rates = [
        (f"市占率（{row.market.name}）", f"Share, {row.market.name}", row.share, typed)
        for row in found.rows
        if row.share.now.value
    ]
    if found.stocked.now.value is not None:
        rates.append(("见货率", "Stocked", found.stocked, Text("见货点÷检查点", "points stocked / points checked")))
    for zh, en, rate, formula in rates:
        source = Source(name=Text(zh, en), formula=formula, cells=rate.now.cells)
        moved = Source(
            name=Text(f"{zh}.变化", f"{en}.change"),
            formula=Text("本年－上年", "now - last year"),
            cells=(*rate.now.cells, *rate.before.cells),
        )
        points = None if rate.points is None else rate.points / 100
        change, amount = _changed(points, _RATE_UP, moved, pen, is_points=True)
        yield KeyRow(
            label=pen.say(Text(zh, en)),
            actual=pen.percent(source, amount_of(rate.now)) or NONE,
            target=NONE,
            rate=NONE,
            change=change,
            amount=amount,
        )


def _grades(subject: Subject, pen: Pen) -> Iterator[GradeLine]:
    """A, B and C clients and their change since last year."""
    found = subject.analysis.grades
    for each in found.grades if found else ():
        grade = each.grade.value
        source = Source(
            name=Text(f"{grade}类客户", f"{grade} clients"),
            formula=Text("该等级的客户数", "clients of the grade"),
            cells=each.now.cells,
        )
        moved = Source(
            name=Text(f"{grade}类客户.变化", f"{grade} clients.change"),
            formula=Text("本年－上年", "now - last year"),
            cells=cells_of([each.now, each.before]),
        )
        change = each.change
        direction = _SAME if not change else Text("增加", "more") if change > 0 else Text("减少", "fewer")
        yield GradeLine(
            grade=grade,
            count=pen.count(source, amount_of(each.now)),
            change="" if change is None else pen.say(direction),
            amount=pen.count(moved, abs(change)) if change else None,
        )


def _measures(subject: Subject, pen: Pen) -> Iterator[PlanLine]:
    """What is planned, by whom, with what, for what."""
    for planned in standing_plans(subject.book):
        name = planned.title or planned.action
        source = Source(
            name=Text(f"预期.{name}", f"Expected.{name}"),
            formula=Text("计划所填", "as typed on Plans"),
            cells=(str(planned.origin.cell("expected")),),
        )
        is_money = planned.measure is None or planned.measure.is_money
        expected: Shown = NONE
        if planned.expected is not None:
            expected = pen.amount(source, planned.expected, is_money=is_money)
        yield PlanLine(
            title=name,
            action=planned.action or NONE,
            owner=planned.owner or NONE,
            by=day_name(planned.due, pen.lang) if planned.due else NONE,
            resource=planned.resource or NONE,
            expected=expected,
            tier=label(planned.tier, pen.lang) if planned.tier else NONE,
        )
