"""The tables of targets: by month, by team and rep, the first month by week, a day's share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from xlsummary.compare.actuals import span
from xlsummary.model import Lang, Period, SalesBook, Text
from xlsummary.periods import is_whole_months, month_count, month_name, month_of, months_from, name_of, shifted
from xlsummary.plan.horizon import Horizon
from xlsummary.plan.quota import CalendarBasis, NodeLevel, Plan
from xlsummary.summary.figure import Figure
from xlsummary.summary.numbers import places_for, shares
from xlsummary.summary.pen import Pen, Source
from xlsummary.summary.records import DayQuota, FirstQuarter, PeopleRow, PeopleTable, QuotaRow, QuotaTable
from xlsummary.summary.result_tables import TOTAL, basis_note

_QUARTERS = ("一季度", "二季度", "三季度", "四季度")
_UNASSIGNED = Text("未分配", "Unassigned")
_COMPANY = Text("合计", "Total")
_YEAR = Text("全年", "Year")
_WHOLE = Text("全期", "Whole")
_BASIS = {
    CalendarBasis.OFFICIAL: Text(
        "工作日按国务院放假安排计算，含调休上班。",
        "Working days follow the State Council's holiday arrangement, make-up days included.",
    ),
    CalendarBasis.BOOK: Text("工作日按工作簿“日历”表计算。", "Working days follow the book's sheet Calendar."),
    CalendarBasis.ESTIMATE: Text(
        "放假安排尚未公布，工作日为推定，公布后再核。",
        "The holiday arrangement is not announced yet: working days are an estimate, to be checked once it is.",
    ),
}
_QUOTA = Text("当期各日目标之和", "sum of the day quotas")


def month_quotas(plan: Plan, book: SalesBook, pen: Pen, *, is_first: bool) -> QuotaTable | None:
    """The company's quota by month with its working days and share; None for a single month.

    `is_first` when it is the document's first table of money, which carries the basis.
    """
    if len(plan.months) < 2:
        return None
    labels = [month_name(month.start.month, pen.lang) for month in plan.months]
    notes = [pen.say(_BASIS[plan.basis])]
    if is_first:
        notes.insert(0, basis_note(book.settings, pen))
    return QuotaTable(
        period=name_of(plan.period, pen.lang, pen.year_start),
        unit=pen.unit_name,
        rows=_rows(plan, plan.months, labels, pen),
        note="".join(notes) if pen.lang is Lang.ZH else " ".join(notes),
        source=(_source_line(plan, Text("各月目标", "Quotas by month"), plan.period, pen),),
    )


def week_quotas(plan: Plan, horizon: Horizon, pen: Pen) -> QuotaTable | None:
    """The first month's week slices with their dates."""
    month = _first_month(plan, horizon)
    slices = plan.slices_in(month)
    if len(slices) < 2:
        return None
    labels = [_dates(each.period, pen) for each in slices]
    name = name_of(month, pen.lang)
    return QuotaTable(
        period=name,
        unit=pen.unit_name,
        rows=_rows(plan, [each.period for each in slices], labels, pen),
        note="",
        source=(_source_line(plan, Text(f"{name}各周目标", f"Quotas by week, {name}"), month, pen),),
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


def day_quota(plan: Plan, horizon: Horizon, pen: Pen) -> DayQuota | None:
    """What a working day of the first month asks on average."""
    month = _first_month(plan, horizon)
    days = plan.working_day_count(month)
    if not days:
        return None
    name = name_of(month, pen.lang)
    cells = _cells(plan)
    formula = Text(f"{name}目标÷工作日", f"quota of {name} / working days")
    return DayQuota(
        month=name,
        working_days=pen.count(
            Source(
                name=Text(f"{name}工作日", f"Working days of {name}"),
                formula=_BASIS[plan.basis],
            ),
            days,
        ),
        amount=pen.money(
            Source(name=Text(f"{name}日均目标", f"Quota a working day, {name}"), formula=formula, cells=cells),
            plan.quota(0, month) / days,
        ),
    )


def first_quarter(plan: Plan, pen: Pen) -> FirstQuarter | None:
    """The first quarter's quota of a plan of a year (开门红)."""
    if not is_whole_months(plan.period) or month_count(plan.period) != 12:
        return None
    quarter = months_from(plan.period.start.year, plan.period.start.month, 3)
    part, whole = plan.quota(0, quarter), plan.quota(0)
    name = name_of(quarter, pen.lang, pen.year_start)
    cells = _cells(plan)
    share = Source(
        name=Text(f"{name}目标占比", f"{name} share"),
        formula=Text("第一季度目标÷全年目标", "first quarter / year"),
        cells=cells,
    )
    ratio = pen.percent(share, part / whole if whole else None)
    if ratio is None:
        return None
    source = Source(name=Text(f"{name}目标", f"{name} quota"), formula=_QUOTA, cells=cells)
    return FirstQuarter(period=name, amount=pen.money(source, part), share=ratio)


def people_quotas(plan: Plan, book: SalesBook, pen: Pen) -> PeopleTable | None:
    """Each team's and rep's quota of the whole and of its quarters, months of up to half a year, else the whole alone.

    None when the plan is not broken down to people.
    """
    if len(plan.nodes) < 2:
        return None
    parts = _parts(plan)
    amounts = [plan.quota(node, part) for node in range(len(plan.nodes)) for part in (*parts, None)]
    places = places_for(amounts, pen.unit)
    order = [*_below(plan, 0, {rep.key: place for place, rep in enumerate(book.reps)}), 0]
    return PeopleTable(
        unit=pen.unit_name,
        whole_name=pen.say(_YEAR if month_count(plan.period) == 12 else _WHOLE),
        headings=tuple(_part_name(place, part, plan, pen) for place, part in enumerate(parts)),
        rows=tuple(_person(plan, node, parts, places, pen) for node in order),
        has_teams=any(node.level is NodeLevel.TEAM for node in plan.nodes),
        source=(_source_line(plan, Text("各团队及人员目标", "Quotas by team and rep"), plan.period, pen),),
    )


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
    if months % 3 == 0 and months > 6:
        start = plan.period.start
        return tuple(months_from(start.year, start.month + 3 * place, 3) for place in range(months // 3))
    return plan.months if months <= 6 else ()


def _part_name(place: int, part: Period, plan: Plan, pen: Pen) -> str:
    if month_count(part) == 1:
        return month_name(part.start.month, pen.lang)
    if pen.lang is Lang.EN:
        return f"Q{place + 1}"
    return _QUARTERS[place] if place < len(_QUARTERS) else name_of(part, pen.lang, plan.period.start.month)


def _person(plan: Plan, place: int, parts: Sequence[Period], places: int, pen: Pen) -> PeopleRow:
    node = plan.nodes[place]
    names = {NodeLevel.COMPANY: _COMPANY[pen.lang], NodeLevel.UNASSIGNED: _UNASSIGNED[pen.lang]}
    label = names.get(node.level, node.name)
    source = Source(name=Text(f"目标.{label}", f"Quota.{label}"), formula=_QUOTA, cells=_cells(plan))
    return PeopleRow(
        label=label,
        whole=pen.cell(source, plan.quota(place), places),
        parts=tuple(pen.cell(source, plan.quota(place, part), places) for part in parts),
        is_total=place == 0,
        is_team=node.level is NodeLevel.TEAM,
    )


def _rows(plan: Plan, periods: Sequence[Period], labels: Sequence[str], pen: Pen) -> tuple[QuotaRow, ...]:
    amounts = [plan.quota(0, period) for period in periods]
    days = [plan.working_day_count(period) for period in periods]
    places = places_for(amounts, pen.unit)
    cells = _cells(plan)
    rows = [
        _row(pen, cells, label, (worked, amount, share), places)
        for label, worked, amount, share in zip(labels, days, amounts, shares(amounts), strict=True)
    ]
    whole = (sum(days), sum(amounts, Decimal(0)), Decimal(1))
    return (*rows, _row(pen, cells, pen.say(TOTAL), whole, places, is_total=True))


def _row(
    pen: Pen, cells: tuple[str, ...], label: str, numbers: tuple[int, Decimal, Decimal], places: int, *, is_total: bool = False
) -> QuotaRow:
    worked, amount, share = numbers
    quota = Source(name=Text(f"目标.{label}", f"Quota.{label}"), formula=_QUOTA, cells=cells)
    days = Source(name=Text(f"工作日.{label}", f"Working days.{label}"), formula=Text("工作日数", "working days"))
    part = Source(name=Text(f"占比.{label}", f"Share.{label}"), formula=Text("当期目标÷合计", "quota / total"), cells=cells)
    return QuotaRow(
        label=label,
        working_days=pen.count(days, worked),
        amount=pen.cell(quota, amount, places),
        share=pen.percent(part, share) or "",
        is_total=is_total,
    )


def _first_month(plan: Plan, horizon: Horizon) -> Period:
    """The plan's first month, or the one after the as-of day when the period runs."""
    first = plan.months[0]
    if horizon.as_of <= first.start:
        return first
    following = shifted(month_of(horizon.as_of), 1)
    return following if following.start < plan.period.end else plan.months[-1]


def _source_line(plan: Plan, name: Text, period: Period, pen: Pen) -> Figure:
    formula = Text("目标先分到每天，再逐级相加", "the target spread to days, then added up")
    return pen.money(Source(name=name, formula=formula, cells=_cells(plan)), plan.quota(0, period))


def _cells(plan: Plan) -> tuple[str, ...]:
    return span([target.origin.cell("amount") for target in plan.targets])
