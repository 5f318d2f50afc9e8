"""The report period's actuals beside its quotas, for every measure, line and dimension."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from xlsummary.catalogue import PERIOD_ROW_STRADDLES, ROWS_END_EARLY
from xlsummary.compare.activity import VISIT_TYPES
from xlsummary.compare.actuals import FIELDS, Counted, counted, days_text, heading, span
from xlsummary.compare.clients import new_clients
from xlsummary.compare.performance import By, Comparison, Performance
from xlsummary.model import Amount, Line, Measure, Period, SalesBook, Source, Tier, Version
from xlsummary.periods import ONE_DAY, key_of, months_in
from xlsummary.plan.calendar import working_calendar
from xlsummary.plan.horizon import Horizon
from xlsummary.plan.quota import Node, NodeLevel, Plan
from xlsummary.problems import Problem

_ROW_MEASURES = (Measure.SALES, Measure.COLLECTIONS, Measure.PROFIT, Measure.QUANTITY)
_TEXT_FIELDS = {By.REP: "rep", By.MARKET: "market", By.PRODUCT: "product", By.CHANNEL: "channel", By.CLIENT: "client"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """What one name of a dimension achieved."""

    name: str
    actual: Amount
    cells: tuple[str, ...]


def compare(book: SalesBook, plans: Iterable[Plan], horizon: Horizon) -> tuple[Comparison, tuple[Problem, ...]]:
    """The comparison of the report period up to the as-of day, and what stood in its way.

    A measure that the book records nothing of has no rows; one with a target and nothing in the period has 0.
    """
    period = horizon.report
    through = horizon.as_of.toordinal()
    rows: list[Performance] = []
    problems = list(_late_rows(book, horizon))
    for measure in Measure:
        lines = _lines_of(plans, measure, period)
        if not _is_recorded(book, measure):
            continue
        if measure in _ROW_MEASURES:
            achieved = counted(book, measure, horizon.today.toordinal())
            problems += [*achieved.problems, *achieved.straddling(period)]
            groups = _row_groups(book, achieved, period, through)
        else:
            problems += _straddling_visits(book, period) if measure is Measure.VISITS else ()
            groups = {By.COMPANY: _record_total(book, measure, period, horizon)}
        happened = any(group.cells for group in groups[By.COMPANY])
        for line in lines or ([Line(measure=measure)] if happened else []):
            rows += _rows_of(line, groups, [plan for plan in plans if plan.line == line], horizon)
    weights = working_calendar(book, period).weights
    gone = max(0, min(period.days, (horizon.as_of - period.start).days + 1))
    comparison = Comparison(
        period=period,
        as_of=horizon.as_of,
        through=horizon.through,
        working_days=sum(1 for weight in weights if weight > 0),
        days_gone=sum(1 for weight in weights[:gone] if weight > 0),
        rows=tuple(rows),
    )
    return comparison, tuple(problems)


def _is_recorded(book: SalesBook, measure: Measure) -> bool:
    """False where the book says nothing of the measure at all: that is not known, and not 0."""
    if measure is Measure.NEW_CLIENTS:
        return any(client.first_deal for client in book.clients)
    if measure is Measure.VISITS:
        return any(row.type in VISIT_TYPES for row in book.activities)
    if measure is Measure.QUANTITY:
        return any(amount is not None for amount in book.actuals.quantity)
    return any(amount is not None for amount in book.actuals.money.get(FIELDS[measure], ()))


def line_order(line: Line) -> tuple[int, ...]:
    """The headline's order: measure, assigned before own, then tier, then revised before first."""
    lists = ((Measure, line.measure), (Source, line.source), (Tier, line.tier), (Version, line.version))
    return tuple(list(words).index(word) for words, word in lists)


def _late_rows(book: SalesBook, horizon: Horizon) -> Iterator[Problem]:
    """A warning when a working day lies between the last row and the as-of day."""
    last = min(horizon.as_of, horizon.report.last)
    if horizon.last_row is None or horizon.last_row >= last or horizon.last_row not in horizon.report:
        return
    left = Period(horizon.last_row + ONE_DAY, last + ONE_DAY)
    if any(working_calendar(book, left).weights):
        words = {"as_of": horizon.as_of.isoformat(), "through": horizon.through.isoformat()}
        yield Problem(ROWS_END_EARLY, book.settings.cells.get("as_of"), words=words)


def _lines_of(plans: Iterable[Plan], measure: Measure, period: Period) -> list[Line]:
    lines = {plan.line for plan in plans if plan.line.measure is measure and plan.period.meets(period)}
    return sorted(lines, key=line_order)


def _row_groups(book: SalesBook, achieved: Counted, period: Period, through: int) -> dict[By, list[_Group]]:
    places = list(achieved.places(period, through))
    whole = _when(book, achieved.measure, period)

    def grouped(name: Callable[[int], str], label: str) -> list[_Group]:
        groups = achieved.groups(places, name)
        return [
            _Group(
                name=each,
                actual=achieved.total(own),
                cells=achieved.address(own, f"{label}={each}", *whole),
            )
            for each, own in groups.items()
        ]

    teams = {rep.name: rep.team for rep in book.reps}
    groups = {By.COMPANY: [_Group(name="", actual=achieved.total(places), cells=achieved.address(places, *whole))]}
    groups[By.TEAM] = grouped(lambda entry: teams.get(book.actuals.text("rep", entry), ""), heading(book, "reps", "team"))
    for by, field in _TEXT_FIELDS.items():
        groups[by] = grouped(_named(book, field), heading(book, "actuals", field))
    groups[By.MONTH] = [
        _month_group(achieved, month, through, _when(book, achieved.measure, month)) for month in months_in(period)
    ]
    return groups


def _named(book: SalesBook, field: str) -> Callable[[int], str]:
    return lambda entry: book.actuals.text(field, entry)


def _month_group(achieved: Counted, month: Period, through: int, when: tuple[str, ...]) -> _Group:
    places = list(achieved.places(month, through))
    return _Group(name=key_of(month), actual=achieved.total(places), cells=achieved.address(places, *when))


def _when(book: SalesBook, measure: Measure, period: Period) -> tuple[str, ...]:
    """The filter on the date column, as `cells` prints it."""
    paid = measure is Measure.COLLECTIONS and "collected_on" in (book.actuals.table.letters if book.actuals.table else {})
    field = heading(book, "actuals", "collected_on" if paid else "day")
    return (f"{field} {key_of(period, book.settings.year_start)}",)


def _record_total(book: SalesBook, measure: Measure, period: Period, horizon: Horizon) -> list[_Group]:
    """New clients and visits are counted from records, not from 实绩."""
    gone = Period(period.start, max(period.start, min(period.end, horizon.as_of + ONE_DAY)))
    if measure is Measure.NEW_CLIENTS:
        won = new_clients(book, gone)
        cells = span([client.origin.cell("first_deal") for client in won])
        return [_Group(name="", actual=Amount(Decimal(len(won))), cells=cells)]
    rows = [row for row in book.activities if row.type in VISIT_TYPES and gone.holds(row.period)]
    total = sum((row.count for row in rows), Amount(Decimal(0)))
    return [_Group(name="", actual=total, cells=span([row.origin.cell("count") for row in rows]))]


def _straddling_visits(book: SalesBook, period: Period) -> Iterator[Problem]:
    """A warning for each row of visits that lies partly inside, so that it counts nowhere."""
    for row in book.activities:
        if row.type in VISIT_TYPES and row.period.meets(period) and not period.holds(row.period):
            yield Problem(PERIOD_ROW_STRADDLES, row.origin.cell("count"), words={"period": days_text(period)})


def _rows_of(line: Line, groups: dict[By, list[_Group]], plans: list[Plan], horizon: Horizon) -> Iterator[Performance]:
    """Every dimension's rows; names with a quota and no actual stand too."""
    meeting = [plan for plan in plans if plan.period.meets(horizon.report)]
    cells = tuple(str(target.origin.cell("amount")) for plan in meeting for target in plan.targets)
    for by, found in groups.items():
        known = {group.name: group for group in found}
        for name in _names(by, known, meeting):
            group = known.get(name, _Group(name=name, actual=Amount(Decimal(0)), cells=()))
            yield Performance(
                line=line,
                by=by,
                name=name,
                target=_quota(by, name, meeting, horizon.report),
                to_date=_quota(by, name, meeting, Period(horizon.report.start, horizon.through + ONE_DAY)),
                actual=group.actual,
                target_cells=cells,
                actual_cells=group.cells,
            )


def _names(by: By, known: dict[str, _Group], plans: list[Plan]) -> list[str]:
    """Planned names in the plan's order, then the others as they come, the blank last."""
    planned = [node.name for plan in plans for node in plan.nodes if _is(node, by)]
    names = dict.fromkeys([*planned, *known])
    return sorted(names, key=lambda name: name == "" and by is not By.COMPANY)


def _is(node: Node, by: By) -> bool:
    return (by is By.REP and node.level is NodeLevel.REP) or (by is By.TEAM and node.level is NodeLevel.TEAM)


def _quota(by: By, name: str, plans: list[Plan], period: Period) -> Decimal | None:
    """The sum of the quotas of one name over the period; None where no plan has it."""
    if period.end <= period.start:
        return Decimal(0) if plans else None
    found = [(plan, node) for plan in plans for node in _nodes(plan, by, name)]
    if not found:
        return None
    if by is By.MONTH:
        year, month = (int(part) for part in name.split("-"))
        inside = [each for plan in plans for each in plan.months if (each.start.year, each.start.month) == (year, month)]
        cut = [Period(max(each.start, period.start), min(each.end, period.end)) for each in inside]
        return sum((plan.quota(0, each) for plan in plans for each in cut if each.start < each.end), Decimal(0))
    return sum((plan.quota(node, period) for plan, node in found), Decimal(0))


def _nodes(plan: Plan, by: By, name: str) -> list[int]:
    if by in (By.COMPANY, By.MONTH):
        return [0]
    return [place for place, node in enumerate(plan.nodes) if _is(node, by) and node.name == name]
