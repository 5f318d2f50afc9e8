"""A measure's actual against its targets, and cash."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from xlsummary.compare.cash import collection_rate
from xlsummary.compare.performance import Comparison, Performance
from xlsummary.model import Amount, Bound, Line, Measure, RateBasis, SalesBook, Text
from xlsummary.summary import pen as pens
from xlsummary.summary.bounds import difference, joined, quotient, target_bound
from xlsummary.summary.calendars import basis_of, estimate_mark
from xlsummary.summary.cells import listed_days, target_cells
from xlsummary.summary.figure import Figure
from xlsummary.summary.lines import partly, plans_of, target_words
from xlsummary.summary.pen import Pen
from xlsummary.summary.records import Cash, Standing
from xlsummary.summary.subject import Subject
from xlsummary.wording import LABELS

_ACTUAL = Text("期内{measure}合计", "sum of {measure} in the period")
_TARGET = Text("本期目标", "target of the period")
_ATTAINMENT = Text("实绩÷目标", "actual / target")
_GAP = Text("目标－实绩", "target - actual")
_EXCESS = Text("实绩－目标", "actual - target")
_DUE = Text("截至当日各日目标之和", "sum of the day quotas so far")
_PACE = Text("实绩÷截至当日应完成", "actual / quota to date")
_AHEAD = Text("实绩－截至当日应完成", "actual - quota to date")
_BEHIND = Text("截至当日应完成－实绩", "quota to date - actual")


def is_over(comparison: Comparison) -> bool:
    """True when the whole report period is in."""
    return comparison.through >= comparison.period.last


def standing(subject: Subject, measure: Measure, pen: Pen) -> Standing | None:
    """The headline target's; None when no row of the period counts for the measure."""
    row = subject.comparison.headline(measure)
    return _against(_Row(row, subject, pen, "")) if row is not None and row.actual_cells else None


def other_standings(subject: Subject, pen: Pen) -> tuple[Standing, ...]:
    """Sales against every further target: lines are never added."""
    rows = subject.comparison.company(Measure.SALES)[1:]
    return tuple(
        _against(_Row(row, subject, pen, f".{line_name(row.line, pen)}"))
        for row in rows
        if row.actual_cells and row.target is not None
    )


def goal_cells(subject: Subject, line: Line) -> tuple[str, ...]:
    """The typed targets that a line's quotas of the report period rest on."""
    plans = plans_of(subject.plans, line, subject.comparison.period)
    return target_cells(subject.book, [target for plan in plans for target in plan.targets], line)


def line_name(line: Line, pen: Pen) -> str:
    """`自定.期望.年初`."""
    return ".".join(LABELS[word][pen.lang] for word in (line.source, line.tier, line.version))


@dataclass(frozen=True, slots=True)
class _Row:
    """A company row and how its figures are named."""

    row: Performance
    subject: Subject
    pen: Pen
    tail: str

    @property
    def goal_bound(self) -> Bound:
        return target_bound(self.subject.plans, self.row.line, self.subject.comparison.period)

    @property
    def goal_cells(self) -> tuple[str, ...]:
        return goal_cells(self.subject, self.row.line)

    def amount(self, zh: str, en: str, formula: Text, amount: Amount) -> Figure:
        return self.pen.amount(self._source(zh, en, formula), amount, is_money=self.row.line.measure.is_money)

    def spread(self, zh: str, en: str, formula: Text, amount: Amount) -> Figure:
        return self.pen.difference(self._source(zh, en, formula), amount, is_money=self.row.line.measure.is_money)

    def ratio(self, zh: str, en: str, formula: Text, value: Amount | None) -> Figure | None:
        return self.pen.percent(self._source(zh, en, formula), value)

    def _source(self, zh: str, en: str, formula: Text) -> pens.Source:
        measure = LABELS[self.row.line.measure]
        cells = self.row.actual_cells if formula is _ACTUAL else (*self.row.actual_cells, *self.goal_cells)
        return pens.Source(
            name=Text(f"{measure.zh}{zh}{self.tail}", f"{measure.en}{en}{self.tail}"),
            formula=Text(formula.zh.format(measure=measure.zh), formula.en.format(measure=measure.en.lower())),
            cells=self.goal_cells if formula in (_TARGET, _DUE) else cells,
        )


def _against(named: _Row) -> Standing:
    """Without attainment where the targets cover only a part of the period: a part is not the whole."""
    row, comparison, subject = named.row, named.subject.comparison, named.subject
    actual = replace(named, tail="").amount("", "", _ACTUAL, row.actual)
    if row.target is None:
        return Standing(actual=actual)
    goal = Amount(row.target, named.goal_bound)
    part = partly(plans_of(subject.plans, row.line, comparison.period), comparison.period, named.pen)
    lines = [each.line for each in comparison.company(row.line.measure)]
    told = Standing(
        actual=actual,
        origin=named.pen.say(target_words(row.line, lines)),
        target=named.amount(".目标", ".target", _TARGET, goal),
        target_period=part,
    )
    if part:
        return told
    whole = replace(
        told,
        attainment=named.ratio(".完成率", ".attainment", _ATTAINMENT, quotient(row.actual, goal)),
        gap=named.spread(".缺口", ".gap", _GAP, difference(goal, row.actual)) if row.gap else None,
        excess=named.spread(".超额", ".excess", _EXCESS, difference(row.actual, goal)) if row.excess else None,
    )
    return whole if named.tail or is_over(comparison) or not comparison.days_gone else _running(named, whole)


def _running(named: _Row, whole: Standing) -> Standing:
    """While the period runs: what was due of the headline by now, and the pace."""
    row, subject = named.row, named.subject
    if row.to_date is None:
        return whole
    due = Amount(row.to_date, named.goal_bound)
    ahead, behind = difference(row.actual, due), difference(due, row.actual)
    return replace(
        whole,
        due=named.amount(".应完成", ".due", _DUE, due),
        pace=named.ratio(".进度完成率", ".pace", _PACE, quotient(row.actual, due)),
        time=_time(subject, named.pen) if row.line.measure is Measure.SALES else None,
        ahead=named.spread(".领先", ".ahead", _AHEAD, ahead) if ahead.value > 0 else None,
        behind=named.spread(".落后", ".behind", _BEHIND, behind) if behind.value > 0 else None,
        estimate=estimate_mark(basis_of(subject.book, subject.comparison.period), named.pen),
    )


def _time(subject: Subject, pen: Pen) -> Figure | None:
    comparison = subject.comparison
    gone, whole = comparison.days_gone, comparison.working_days
    formula = Text(f"已过工作日{gone}÷全期工作日{whole}", f"{gone} working days gone / {whole} in all")
    cells = listed_days(subject.book, comparison.period)
    source = pens.Source(name=Text("时间进度", "Time gone"), formula=formula, cells=cells)
    return pen.percent(source, comparison.time_progress)


def cash(subject: Subject, pen: Pen) -> Cash | None:
    """Cash, its target and the collection rate with its basis; None when no row records cash."""
    book, comparison = subject.book, subject.comparison
    against = standing(subject, Measure.COLLECTIONS, pen)
    if against is None:
        return None
    rate = collection_rate(book, comparison)
    is_current = book.settings.rate_basis is RateBasis.CURRENT
    basis = Text("回款÷含税销售额", "cash / sales with tax")
    if not is_current:
        basis = Text("回款÷（期初应收＋含税销售额）", "cash / (opening receivables + sales with tax)")
    ratio = (
        quotient(Amount(rate.cash, against.actual.bound), Amount(rate.base, _base_bound(book, comparison))) if rate else None
    )
    source = pens.Source(name=Text("回款率", "Collection rate"), formula=basis, cells=rate.cells if rate is not None else ())
    return Cash(
        standing=against,
        rate=pen.percent(source, ratio),
        basis=pen.say(basis),
        over_full=is_current and ratio is not None and ratio.value > 1,
    )


def _base_bound(book: SalesBook, comparison: Comparison) -> Bound:
    """How exact the base of the collection rate is: the sales, and with the basis 应收 the opening receivables."""
    sales = comparison.headline(Measure.SALES)
    openings: Iterable[Amount] = ()
    if book.settings.rate_basis is RateBasis.RECEIVABLE:
        openings = [client.opening for client in book.clients if client.opening is not None]
    return joined([*([sales.actual.bound] if sales else []), *(each.bound for each in openings)])
