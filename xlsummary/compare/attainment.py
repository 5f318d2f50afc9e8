"""The report period's actuals beside its quotas, for every measure, line and dimension."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from xlsummary.achieved import FIELDS, Counted, counted, days_text, units_of
from xlsummary.catalogue import NO_ROWS_IN_PERIOD, ROWS_AFTER_AS_OF, ROWS_END_EARLY
from xlsummary.catalogue_units import UNITS_NOT_COMPARED
from xlsummary.compare.activity import VISIT_TYPES, uncounted_activities
from xlsummary.compare.catch_up import catch_ups
from xlsummary.compare.deals import RepNeeds, rep_needs
from xlsummary.compare.groups import Group, Groups, record_groups, row_groups, unit_groups
from xlsummary.compare.happened import Happened, of_rows
from xlsummary.compare.market_share import differing_shares
from xlsummary.compare.monthly_cash import MonthCash, month_cash
from xlsummary.compare.performance import By, Comparison, Performance
from xlsummary.compare.quotas import Quotas
from xlsummary.compare.roster import Roster
from xlsummary.model import Amount, Level, Line, Measure, Period, SalesBook, Source, Tier, Version
from xlsummary.periods import ONE_DAY
from xlsummary.plan.calendar import working_calendar
from xlsummary.plan.horizon import Horizon
from xlsummary.plan.quota import Plan
from xlsummary.problems import Problem
from xlsummary.wording import units_text

_ROW_MEASURES = (Measure.SALES, Measure.COLLECTIONS, Measure.PROFIT, Measure.QUANTITY)


def compare(
    book: SalesBook,
    plans: Iterable[Plan],
    horizon: Horizon,
    beside: Iterable[Plan] = (),
    originals: Iterable[Plan] | None = None,
) -> tuple[Comparison, tuple[Problem, ...]]:
    """The comparison of the report period up to the as-of day, and what stood in its way.

    A measure that the book records nothing of has no rows, and quantities of several units only those by unit and product.
    A measure with a target and nothing in the period has 0. A report period that has not begun by the as-of day has no rows
    at all. `beside` are plans of names off the path, which are in no total; `originals` the plans as they were kept, those of
    today where none are.
    """
    plans = tuple(plans)
    meeting = [plan for plan in plans if plan.period.meets(horizon.report)]
    aside = [plan for plan in beside if plan.period.meets(horizon.report)]
    kept = meeting if originals is None else [plan for plan in originals if plan.period.meets(horizon.report)]
    roster = Roster(book)
    rows: list[Performance] = []
    known: dict[Measure, Counted | None] = {}
    every: list[tuple[Counted, Happened]] = []
    problems = [*_late_rows(book, horizon), *_rows_elsewhere(book, horizon), *uncounted_activities(book, horizon)]
    for measure in Measure:
        if horizon.as_of < horizon.report.start or not _is_recorded(book, measure):
            continue
        parts = [(part, of_rows(part, roster)) for part in _parts(book, measure, horizon)]
        groups = _groups(book, measure, parts, horizon)
        every += parts
        for part, _ in parts:
            problems += (*part.problems, *part.uncounted(horizon.report, horizon.as_of))
        happened = any(group.cells for found in groups.values() for group in found)
        if By.COMPANY not in groups:
            problems += _not_compared((*meeting, *aside), measure, groups)
        else:
            known[measure] = parts[0][0] if parts else None
        lines = sorted({plan.line for plan in (*meeting, *aside) if plan.line.measure is measure}, key=line_order)
        for line in lines or ([Line(measure=measure)] if happened else []):
            own, off_path = ([plan for plan in listed if plan.line == line] for listed in (meeting, aside))
            before = _kept_of(line, kept) or own
            was = Quotas(line, before, horizon, roster, off_path)
            rows += _rows_of(groups, Quotas(line, own, horizon, roster, off_path), was)
    comparison = replace(
        _comparison(book, horizon, rows),
        catch_ups=catch_ups(book, plans, horizon, known),
        cash_months=_cash_months(book, known, horizon),
        needs=_needs(book, plans, known.get(Measure.SALES), horizon),
        counted=tuple(part for part, _ in every),
        happened=tuple(happened for _, happened in every),
    )
    return comparison, (*problems, *differing_shares(book, comparison))


def _kept_of(line: Line, kept: Sequence[Plan]) -> list[Plan]:
    """The kept plans of a line; of a revised one those of the first, where it was not yet there."""
    own = [plan for plan in kept if plan.line == line]
    return own or [plan for plan in kept if plan.line == replace(line, version=Version.FIRST)]


def _cash_months(book: SalesBook, known: Mapping[Measure, Counted | None], horizon: Horizon) -> tuple[MonthCash, ...]:
    cash = known.get(Measure.COLLECTIONS)
    if cash is None:
        return ()
    sales = known.get(Measure.SALES) or counted(book, Measure.SALES, horizon.today.toordinal())
    return month_cash(sales, cash, horizon.report, horizon.as_of)


def _needs(book: SalesBook, plans: Sequence[Plan], sales: Counted | None, horizon: Horizon) -> tuple[RepNeeds, ...]:
    """What the plan period's headline of sales asks of each rep."""
    planned = [plan for plan in plans if plan.line.measure is Measure.SALES and plan.period.meets(horizon.plan)]
    if sales is None or not planned:
        return ()
    headline = min((plan.line for plan in planned), key=line_order)
    return rep_needs(book, [plan for plan in planned if plan.line == headline], sales, horizon)


def line_order(line: Line) -> tuple[int, ...]:
    """The headline's order: measure, assigned before own, then tier, then revised before first."""
    lists = ((Measure, line.measure), (Source, line.source), (Tier, line.tier), (Version, line.version))
    return tuple(list(words).index(word) for words, word in lists)


def _comparison(book: SalesBook, horizon: Horizon, rows: Iterable[Performance]) -> Comparison:
    """Days gone reach as far as the actuals, so that time and pace are of the same days."""
    period = horizon.report
    weights = working_calendar(book, period).weights
    gone = max(0, min(period.days, (horizon.through - period.start).days + 1))
    return Comparison(
        period=period,
        as_of=horizon.as_of,
        through=horizon.through,
        working_days=sum(1 for weight in weights if weight > 0),
        days_gone=sum(1 for weight in weights[:gone] if weight > 0),
        rows=tuple(rows),
    )


def _parts(book: SalesBook, measure: Measure, horizon: Horizon) -> tuple[Counted, ...]:
    """The rows of 实绩 that count, apart for each unit of quantities; none for a measure that is counted from records."""
    if measure not in _ROW_MEASURES:
        return ()
    units = units_of(book) if measure is Measure.QUANTITY else ()
    return tuple(counted(book, measure, horizon.today.toordinal(), unit) for unit in units or (None,))


def _groups(book: SalesBook, measure: Measure, parts: Sequence[tuple[Counted, Happened]], horizon: Horizon) -> Groups:
    if not parts:
        return record_groups(book, measure, horizon)
    return unit_groups(book, parts, horizon) if len(parts) > 1 else row_groups(book, *parts[0], horizon)


def _not_compared(plans: Iterable[Plan], measure: Measure, groups: Groups) -> Iterator[Problem]:
    """A warning for each target of quantities whose actuals have no total: all but those of a product in one unit."""
    several = {name for name, count in Counter(group.name for group in groups[By.PRODUCT]).items() if count > 1}
    units = dict.fromkeys(group.unit or "" for found in groups.values() for group in found)
    for target in (target for plan in plans if plan.line.measure is measure for target in plan.targets):
        if target.level is not Level.PRODUCT or target.name in several:
            yield Problem(UNITS_NOT_COMPARED, target.origin.cell("amount"), words={"units": units_text(units)})


def _is_recorded(book: SalesBook, measure: Measure) -> bool:
    """False where the book says nothing of the measure at all: that is not known, and not 0."""
    if measure is Measure.NEW_CLIENTS:
        return any(client.first_deal for client in book.clients)
    if measure is Measure.VISITS:
        return any(row.type in VISIT_TYPES for row in book.activities)
    if measure is Measure.QUANTITY:
        return any(amount is not None for amount in book.actuals.quantity)
    return any(amount is not None for amount in book.actuals.money.get(FIELDS[measure], ()))


def _late_rows(book: SalesBook, horizon: Horizon) -> Iterator[Problem]:
    """A warning when a working day lies between the last row and the as-of day."""
    last = min(horizon.as_of, horizon.report.last)
    if horizon.last_row is None or horizon.last_row >= last or horizon.last_row not in horizon.report:
        return
    left = Period(horizon.last_row + ONE_DAY, last + ONE_DAY)
    if any(working_calendar(book, left).weights):
        words = {"as_of": horizon.as_of.isoformat(), "through": horizon.through.isoformat()}
        yield Problem(ROWS_END_EARLY, book.settings.cells.get("as_of"), words=words)


def _rows_elsewhere(book: SalesBook, horizon: Horizon) -> Iterator[Problem]:
    """Notes on rows that count nowhere: those after the as-of day; and all of them, where none lies in the report period."""
    actuals, as_of = book.actuals, horizon.as_of.toordinal()
    later = [entry for entry, start in enumerate(actuals.starts) if start > as_of and actuals.leads(entry)]
    if later:
        words = {"count": str(len(later)), "as_of": horizon.as_of.isoformat()}
        yield Problem(ROWS_AFTER_AS_OF, actuals.cell("day", later[0]), words=words)
    start, end = horizon.report.start.toordinal(), horizon.report.end.toordinal()
    spans = [*zip(actuals.starts, actuals.ends, strict=True), *zip(actuals.paid_starts, actuals.paid_ends, strict=True)]
    if len(actuals) and not any(first < end and start < last for first, last in spans):
        words = {"period": days_text(horizon.report)}
        yield Problem(NO_ROWS_IN_PERIOD, book.settings.cells.get("report_period"), words=words)


def _rows_of(groups: Groups, quotas: Quotas, originals: Quotas) -> Iterator[Performance]:
    """Every dimension's rows; names with a quota and no actual stand too, the blank name last.

    What a name has in several units stands in a row each, without the quota, which is not told to be of one of them; nor is
    what such quotas leave of the company's.
    """
    has_units = By.UNIT in groups
    for by, found in groups.items():
        known: dict[str, list[Group]] = defaultdict(list)
        for group in found:
            known[group.name].append(group)
        months = frozenset(known) if by is By.MONTH else frozenset()
        planned = (name for name in quotas.names(by) if name or not has_units)
        names = dict.fromkeys([*planned, *known])
        for name in sorted(names, key=lambda each: each == "" and by is not By.COMPANY):
            own = known.get(name) or [Group(name=name, actual=Amount(Decimal(0)), cells=())]
            is_set = len(own) == 1 and by is not By.UNIT
            for group in own:
                yield Performance(
                    line=quotas.line,
                    by=by,
                    name=name,
                    target=quotas.target(by, name, months) if is_set else None,
                    to_date=quotas.to_date(by, name, months) if is_set else None,
                    actual=group.actual,
                    target_cells=quotas.cells(by, name) if is_set else (),
                    actual_cells=group.cells,
                    original=originals.target(by, name, months) if is_set else None,
                    original_to_date=originals.to_date(by, name, months) if is_set else None,
                    unit=group.unit,
                )
