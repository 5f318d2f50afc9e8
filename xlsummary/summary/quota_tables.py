"""The tables of targets: by month, by team and rep, the first month by week, a day's share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from xlsummary.model import Amount, Bound, Lang, Period, SalesBook, Text
from xlsummary.periods import is_whole_months, month_count, month_name, month_of, months_from, months_name, name_of, shifted
from xlsummary.plan.horizon import Horizon
from xlsummary.plan.quota import NodeLevel, Plan
from xlsummary.summary.bounds import plan_bound
from xlsummary.summary.calendars import basis_of, calendar_note, estimate_mark, estimate_note, joined_notes, working_days_source
from xlsummary.summary.cells import target_cells
from xlsummary.summary.cutting import OTHERS, grouped
from xlsummary.summary.figure import Figure
from xlsummary.summary.numbers import places_for, shares
from xlsummary.summary.outlook_records import DayQuota, FirstQuarter, PeopleRow, PeopleTable, QuotaRow, QuotaTable
from xlsummary.summary.pen import NONE, Pen, Source
from xlsummary.summary.plan_part import rests_on
from xlsummary.summary.result_tables import TOTAL, basis_note
from xlsummary.summary.subject import Subject
from xlsummary.wording import LABELS

_QUARTERS = ("一季度", "二季度", "三季度", "四季度")
_UNASSIGNED = Text("未分配", "Unassigned")
_COMPANY = Text("合计", "Total")
_YEAR = Text("全年", "Year")
_MONTH = Text("全月", "Month")
_WHOLE = Text("全期", "Whole")
_QUOTA = Text("当期各日目标之和", "sum of the day quotas")


def month_quotas(plan: Plan, book: SalesBook, pen: Pen, *, is_first: bool) -> QuotaTable | None:
    """The company's quota by month with its working days and share; None for a single month.

    `is_first` when it is the document's first table of money, which carries the basis.
    """
    if len(plan.months) < 2:
        return None
    notes = [basis_note(book.settings, pen) if is_first else "", calendar_note(book, plan.basis, rests_on(plan), pen)]
    named = Text("各月{}目标", "{} quotas by month")
    rows = _Writer(plan, book, pen).rows(plan.months, _month_labels(plan.months, pen))
    return QuotaTable(
        period=name_of(plan.period, pen.lang, pen.year_start),
        unit=pen.unit_name,
        rows=rows,
        note=joined_notes(notes, pen),
        source=(_source_line(plan, book, named, plan.period, pen), *_days_of(rows)),
    )


def _days_of(rows: Sequence[QuotaRow]) -> Iterator[Figure]:
    """The total of a table's working days, for the appendix."""
    if isinstance(rows[-1].working_days, Figure):
        yield rows[-1].working_days


def _month_labels(months: Sequence[Period], pen: Pen) -> list[str]:
    """The names of months, with the days of one that is cut."""
    names = pen.month_names(months)
    return [name if is_whole_months(month) else _dates(month, pen) for name, month in zip(names, months, strict=True)]


def week_quotas(plan: Plan, subject: Subject, pen: Pen, *, is_first: bool, leads: bool) -> QuotaTable | None:
    """The first month's week slices with their dates.

    `is_first` when it is the document's first table of money, `leads` when no table of months says how days are counted.
    """
    book = subject.book
    month = _first_month(plan, subject.horizon)
    slices = plan.slices_in(month)
    if len(slices) < 2:
        return None
    labels = [_dates(each.period, pen) for each in slices]
    told = calendar_note if leads else estimate_note
    notes = [basis_note(book.settings, pen) if is_first else "", told(book, plan.basis, rests_on(plan), pen)]
    rows = _Writer(plan, book, pen).rows([each.period for each in slices], labels)
    return QuotaTable(
        period=pen.days(month),
        unit=pen.unit_name,
        rows=rows,
        note=joined_notes(notes, pen),
        source=(_source_line(plan, book, Text("各周{}目标", "{} quotas by week"), month, pen), *_days_of(rows)),
    )


def _dates(period: Period, pen: Pen) -> str:
    """`1月5日至11日`; `5 to 11 January`."""
    first, last = period.start, period.last
    month = month_name(first.month, pen.lang)
    if first == last:
        return f"{month}{first.day}日" if pen.lang is Lang.ZH else f"{first.day} {month}"
    if pen.lang is Lang.ZH:
        return f"{month}{first.day}日至{last.day}日"
    return f"{first.day} to {last.day} {month}"


def day_quota(plan: Plan, subject: Subject, pen: Pen) -> DayQuota | None:
    """What a working day of the first month asks on average."""
    month = _first_month(plan, subject.horizon)
    days = plan.working_day_count(month)
    if not days:
        return None
    name = pen.days(month)
    measure = LABELS[plan.line.measure]
    source = Source(
        name=Text(f"{name}日均{measure.zh}目标", f"{measure.en} quota a working day, {name}"),
        formula=Text(f"{name}目标÷工作日", f"quota of {name} / working days"),
        cells=_cells(plan, subject.book),
    )
    named = Text(f"工作日.{name}", f"Working days.{name}")
    return DayQuota(
        month=name,
        working_days=pen.count(working_days_source(subject.book, named, month, Text(name, name)), days),
        days_estimate=estimate_mark(basis_of(subject.book, month), pen),
        amount=pen.money(source, _amount(plan, plan.quota(0, month) / days, month)),
        estimate=estimate_mark(plan.basis, pen),
    )


def first_quarter(plan: Plan, subject: Subject, pen: Pen) -> FirstQuarter | None:
    """The first quarter's quota of a plan of a year (开门红), while it is not over."""
    if not is_whole_months(plan.period) or month_count(plan.period) != 12:
        return None
    quarter = months_from(plan.period.start.year, plan.period.start.month, 3)
    if subject.horizon.as_of >= quarter.last:
        return None
    part, whole = plan.quota(0, quarter), plan.quota(0)
    name = name_of(quarter, pen.lang, pen.year_start)
    measure = LABELS[plan.line.measure]
    cells = _cells(plan, subject.book)
    share = Source(
        name=Text(f"{name}{measure.zh}目标占比", f"{name} share of the {measure.en.lower()} target"),
        formula=Text("第一季度目标÷全年目标", "first quarter / year"),
        cells=cells,
    )
    ratio = pen.percent(share, _share(plan, part / whole, plan.period) if whole > 0 else None)
    if ratio is None:
        return None
    source = Source(name=Text(f"{name}{measure.zh}目标", f"{name} {measure.en.lower()} quota"), formula=_QUOTA, cells=cells)
    return FirstQuarter(
        period=name,
        named_months="" if pen.year_start == 1 else months_name(quarter, pen.lang, with_year=False),
        amount=pen.money(source, _amount(plan, part, quarter)),
        share=ratio,
        estimate=estimate_mark(plan.basis, pen),
    )


def people_quotas(plan: Plan, book: SalesBook, pen: Pen) -> PeopleTable | None:
    """Each team's and rep's quota of the whole and of its months, quarters (over half a year) or years, else the whole alone.

    None when the plan is not broken down to people.
    """
    if len(plan.nodes) < 2:
        return None
    parts = _parts(plan)
    amounts = [plan.quota(node, part) for node in range(len(plan.nodes)) for part in (*parts, None)]
    writer = _Writer(plan, book, pen, places_for(amounts, pen.unit))
    order = [*_below(plan, 0, {rep.key: place for place, rep in enumerate(book.reps)})]
    return PeopleTable(
        period=name_of(plan.period, pen.lang, pen.year_start),
        unit=pen.unit_name,
        whole_name=pen.say(_whole_name(plan.period)),
        headings=_part_names(parts, plan, pen),
        rows=tuple(writer.person((node,), parts) for node in (*order, 0)),
        shown=tuple(writer.person(nodes, parts) for nodes in (*grouped(plan, order), (0,))),
        has_teams=any(node.level is NodeLevel.TEAM for node in plan.nodes),
        note=joined_notes([estimate_note(book, plan.basis, rests_on(plan), pen)], pen),
        source=(_source_line(plan, book, Text("各团队及人员{}目标", "{} quotas by team and rep"), plan.period, pen),),
    )


def _whole_name(period: Period) -> Text:
    if not is_whole_months(period):
        return _WHOLE
    return {12: _YEAR, 1: _MONTH}.get(month_count(period), _WHOLE)


def _below(plan: Plan, parent: int, order: Mapping[str, int]) -> Iterator[int]:
    """The nodes under one, each followed by its own, in the order in which the sheet names their first rep."""

    def first(place: int) -> int:
        own = [plan.nodes[place], *(plan.nodes[child] for child in plan.children(place))]
        return min((order.get(node.code or node.name, len(order)) for node in own), default=len(order))

    children = sorted(plan.children(parent), key=lambda place: (plan.nodes[place].level is NodeLevel.UNASSIGNED, first(place)))
    for child in children:
        yield child
        yield from _below(plan, child, order)


def _parts(plan: Plan) -> tuple[Period, ...]:
    months = month_count(plan.period)
    if not is_whole_months(plan.period) or months == 1:
        return ()
    if months <= 6:
        return plan.months
    step = 3 if months <= 12 else 12
    if months % step:
        return ()
    start = plan.period.start
    return tuple(months_from(start.year, start.month + step * place, step) for place in range(months // step))


def _part_names(parts: Sequence[Period], plan: Plan, pen: Pen) -> tuple[str, ...]:
    if any(month_count(part) == 1 for part in parts):
        return tuple(pen.month_names(parts))
    are_quarters = len(parts) <= len(_QUARTERS) and all(month_count(part) == 3 for part in parts)
    if are_quarters and plan.period.start.month == pen.year_start:
        return tuple(_quarter_name(place, part, pen) for place, part in enumerate(parts))
    return tuple(name_of(part, pen.lang, pen.year_start) for part in parts)


def _quarter_name(place: int, quarter: Period, pen: Pen) -> str:
    """`一季度`; of a year that starts in another month `第1季度（4至6月）`."""
    if pen.year_start == 1:
        return _QUARTERS[place] if pen.lang is Lang.ZH else f"Q{place + 1}"
    months = months_name(quarter, pen.lang, with_year=False)
    return f"第{place + 1}季度（{months}）" if pen.lang is Lang.ZH else f"Q{place + 1} ({months})"


class _Writer:
    """Writes the rows of one plan's tables."""

    def __init__(self, plan: Plan, book: SalesBook, pen: Pen, places: int = 0) -> None:
        self._plan = plan
        self._book = book
        self._pen = pen
        self._places = places
        self._cells = _cells(plan, book)
        period = name_of(plan.period, pen.lang, pen.year_start)
        measure = LABELS[plan.line.measure]
        self._name = Text(f"{period}{measure.zh}目标", f"{period} {measure.en} quota")

    def person(self, places: Sequence[int], parts: Sequence[Period]) -> PeopleRow:
        """A node's row, or that of several called 其他."""
        plan, pen = self._plan, self._pen
        node = plan.nodes[places[0]]
        names = {NodeLevel.COMPANY: pen.say(_COMPANY), NodeLevel.UNASSIGNED: pen.say(_UNASSIGNED)}
        label = names.get(node.level, node.name) if len(places) == 1 else pen.say(OTHERS)
        own = ".".join((*node.path, label, *([node.code] if node.code and len(places) == 1 else [])))

        def cell(name: str, period: Period) -> Figure:
            return self._cell(name, sum((plan.quota(place, period) for place in places), Decimal(0)), period)

        return PeopleRow(
            label=label,
            whole=cell(own, plan.period),
            parts=tuple(cell(f"{own}.{name_of(part, pen.lang, pen.year_start)}", part) for part in parts),
            is_total=places[0] == 0,
            is_team=node.level is NodeLevel.TEAM and len(places) == 1,
        )

    def rows(self, periods: Sequence[Period], labels: Sequence[str]) -> tuple[QuotaRow, ...]:
        plan = self._plan
        amounts = [plan.quota(0, period) for period in periods]
        self._places = places_for(amounts, self._pen.unit)
        whole = Period(periods[0].start, periods[-1].end)
        rows = [
            self._row(label, period, amount, share, whole)
            for label, period, amount, share in zip(labels, periods, amounts, shares(amounts), strict=True)
        ]
        total = self._row(self._pen.say(TOTAL), whole, sum(amounts, Decimal(0)), Decimal(1), whole, is_total=True)
        return (*rows, total)

    def _row(
        self, label: str, period: Period, amount: Decimal, share: Decimal, whole: Period, *, is_total: bool = False
    ) -> QuotaRow:
        pen = self._pen
        named = name_of(period, pen.lang, pen.year_start)
        days = Text(f"工作日.{named}", f"Working days.{named}")
        of = name_of(whole, pen.lang, pen.year_start)
        part = Source(
            name=Text(f"占{of}目标比.{named}", f"Share of {of}.{named}"),
            formula=Text(f"当期目标÷{of}目标", f"quota / quota of {of}"),
            cells=self._cells,
        )
        worked = self._plan.working_day_count(period)
        return QuotaRow(
            label=label,
            working_days=pen.count(working_days_source(self._book, days, period, Text(named, named)), worked),
            amount=self._cell(named, amount, period),
            share=pen.percent(part, _share(self._plan, share, whole)) or NONE if self._plan.quota(0, whole) > 0 else NONE,
            is_total=is_total,
        )

    def _cell(self, label: str, value: Decimal, period: Period) -> Figure:
        source = Source(name=Text(f"{self._name.zh}.{label}", f"{self._name.en}.{label}"), formula=_QUOTA, cells=self._cells)
        return self._pen.cell(source, _amount(self._plan, value, period), self._places)


def _first_month(plan: Plan, horizon: Horizon) -> Period:
    """The plan's first month, or the one after the as-of day when the period runs."""
    first = plan.months[0]
    if horizon.as_of <= first.start:
        return first
    following = shifted(month_of(horizon.as_of), 1)
    return following if following.start < plan.period.end else plan.months[-1]


def _source_line(plan: Plan, book: SalesBook, what: Text, period: Period, pen: Pen) -> Figure:
    """The table's figure in the appendix: its period, its measure and its total."""
    formula = Text("目标先分到每天，再逐级相加", "the target spread to days, then added up")
    measure, named = LABELS[plan.line.measure], name_of(period, pen.lang, pen.year_start)
    name = Text(f"{named}{what.zh.format(measure.zh)}", f"{named} {what.en.format(measure.en.lower())}")
    return pen.money(Source(name=name, formula=formula, cells=_cells(plan, book)), _amount(plan, plan.quota(0, period), period))


def _amount(plan: Plan, value: Decimal, period: Period) -> Amount:
    """A quota is as exact as the targets it comes from."""
    return Amount(value, plan_bound(plan, period))


def _share(plan: Plan, ratio: Decimal, period: Period) -> Amount:
    """A share of a period's quota; of one target it is exact even where the target is not."""
    meeting = [target for target in plan.targets if target.period.meets(period)]
    return Amount(ratio, Bound.EXACT if len(meeting) == 1 or ratio == 1 else plan_bound(plan, period))


def _cells(plan: Plan, book: SalesBook) -> tuple[str, ...]:
    return target_cells(book, plan.targets, plan.line)
