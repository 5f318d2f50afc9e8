"""What the Monday meeting looks at: each rep's last week and month beside the quotas, worst pace first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from xlsummary.compare.attainment import line_order
from xlsummary.compare.rates import ratio
from xlsummary.compare.week_places import ELSEWHERE, Path, Places, paths_of
from xlsummary.compare.week_sums import Sums, sums_of
from xlsummary.compare.weeks import Weeks, weeks_of
from xlsummary.model import Line, Measure, Period, SalesBook
from xlsummary.plan.horizon import Horizon
from xlsummary.plan.people import Person, staff_of
from xlsummary.plan.quota import Node, NodeLevel, Plan

_LEADING = (Measure.SALES, Measure.QUANTITY, Measure.PROFIT, Measure.COLLECTIONS, Measure.NEW_CLIENTS, Measure.VISITS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A target beside what came, in yuan or counted units; None where none is set, or where it cannot be told."""

    target: Decimal | None = None
    actual: Decimal | None = None

    @property
    def is_blank(self) -> bool:
        return not self.target and not self.actual


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyRow:
    """One rep, or what nobody answers for. `to_date` is the quota of the month's days gone, `days_left` the rep's own."""

    name: str
    node: Node | None
    last: Beside
    this_target: Decimal | None
    month: Beside
    to_date: Decimal | None
    days_left: int
    cash: Beside
    visits: Beside
    next_target: Decimal | None

    @property
    def pace(self) -> Decimal | None:
        """Month so far / quota to date; None where that is not above 0."""
        return None if self.month.actual is None else ratio(self.month.actual, self.to_date)

    @property
    def is_blank(self) -> bool:
        """True where there is nothing to say."""
        besides = (self.last, self.month, self.cash, self.visits)
        return all(each.is_blank for each in besides) and not self.this_target and not self.next_target


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyGroup:
    """A team, or whatever stands above the reps, by its names from below the company down; `rows` worst pace first.

    No names are those of the company's own rows, and with `is_elsewhere` of those whom no plan and no team knows.
    """

    names: tuple[str, ...]
    rows: tuple[WeeklyRow, ...]
    is_elsewhere: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekly:
    """The page; `line` is what weeks and month are of. `company` is reckoned by itself, not summed up from the rows.

    `blurred` names the measures of which rows of longer times lie partly on the month, so that its actuals are not told;
    `is_week_blurred` tells the same of the last week.
    """

    weeks: Weeks
    as_of: date
    through: date
    line: Line
    grain: Decimal
    has_cash: bool
    has_visits: bool
    company: WeeklyRow
    groups: tuple[WeeklyGroup, ...]
    blurred: tuple[Measure, ...] = ()
    is_week_blurred: bool = False
    plans: tuple[Plan, ...] = ()


def weekly(book: SalesBook, plans: Sequence[Plan], horizon: Horizon) -> Weekly | None:
    """The weekly page; None in a book without any actual up to the as-of day."""
    if horizon.last_row is None:
        return None
    weeks = weeks_of(book, horizon)
    periods = (weeks.last, weeks.this, weeks.next, weeks.month)
    touched = [plan for plan in plans if any(plan.period.meets(each) for each in periods)]
    return _Reckoner(book, touched, horizon, weeks, Places(book, touched)).weekly()


@dataclass(frozen=True, kw_only=True)
class _Measured:
    """One measure: its headline plans, and its sums by path for the last week and the month so far."""

    line: Line
    plans: tuple[Plan, ...]
    last: Sums
    month: Sums
    nodes: tuple[Mapping[Path, int], ...] = field(default=())

    @property
    def is_told(self) -> bool:
        return bool(self.plans) or self.month.is_recorded

    def target(self, path: Path, period: Period) -> Decimal | None:
        """The quota of a path over a period; None without one there."""
        found = [(plan, nodes[path]) for plan, nodes in zip(self.plans, self.nodes, strict=True) if path in nodes]
        met = [(plan, place) for plan, place in found if plan.period.meets(period)]
        return sum((plan.quota(place, period) for plan, place in met), Decimal(0)) if met else None


class _Reckoner:
    """The way from book and plans to the page."""

    def __init__(self, book: SalesBook, plans: Sequence[Plan], horizon: Horizon, weeks: Weeks, places: Places) -> None:
        self._book, self._plans, self._horizon, self._weeks, self._places = book, plans, horizon, weeks, places
        told = (each for each in map(self._measured, _LEADING) if each.is_told)
        self._lead = next(told, None) or self._measured(Measure.SALES)
        self._cash, self._visits = self._measured(Measure.COLLECTIONS), self._measured(Measure.VISITS)
        self._people = {person.key: person for person in staff_of(book)[0].people}

    def weekly(self) -> Weekly:
        others = (self._cash, self._visits)
        told = (self._lead, *(each for each in others if each.is_told and each.line.measure is not self._lead.line.measure))
        return Weekly(
            weeks=self._weeks,
            as_of=self._horizon.as_of,
            through=self._horizon.through,
            line=self._lead.line,
            grain=next((plan.grain for plan in self._lead.plans), Decimal(1)),
            has_cash=self._cash.is_told and self._lead.line.measure is not Measure.COLLECTIONS,
            has_visits=self._visits.is_told and self._lead.line.measure is not Measure.VISITS,
            company=self._row("", None, ("company",)),
            groups=tuple(self._groups()),
            blurred=tuple(each.line.measure for each in told if each.month.is_blurred),
            is_week_blurred=self._lead.last.is_blurred,
            plans=self._lead.plans,
        )

    def _measured(self, measure: Measure) -> _Measured:
        """With the headline of the measure's lines."""
        own = [plan for plan in self._plans if plan.line.measure is measure]
        line = min((plan.line for plan in own), key=line_order, default=Line(measure=measure))
        plans = tuple(plan for plan in own if plan.line == line)
        periods = (self._weeks.last, self._weeks.month)
        last, month = sums_of(self._book, measure, periods, self._horizon, self._places)
        nodes = tuple({path: place for place, path in enumerate(paths_of(plan))} for plan in plans)
        return _Measured(line=line, plans=plans, last=last, month=month, nodes=nodes)

    def _groups(self) -> Iterator[WeeklyGroup]:
        """The groups in the order of the trees, those whom no plan knows last, each with what is to be said of it."""
        rows: dict[Path, list[WeeklyRow]] = {}
        for path in self._paths():
            row = self._row(self._places.name(path), self._places.node(path), path)
            if not row.is_blank:
                rows.setdefault(path[:-1], []).append(row)
        for above, own in rows.items():
            elsewhere = above[-1] == ELSEWHERE
            yield WeeklyGroup(names=self._places.names(above), rows=tuple(sorted(own, key=_order)), is_elsewhere=elsewhere)

    def _paths(self) -> tuple[Path, ...]:
        """Those of the trees that have rows, then those that only have actuals, under their groups."""
        measured = (self._lead, self._cash, self._visits)
        known = dict.fromkeys(self._places.rows)
        others = [path for each in measured for sums in (each.last, each.month) for path in sums.rows if path not in known]
        every = [*known, *dict.fromkeys(others)]
        groups = {above: place for place, above in enumerate(dict.fromkeys(path[:-1] for path in every))}
        return tuple(sorted(every, key=lambda path: (path[:-1][-1:] == (ELSEWHERE,), groups[path[:-1]])))

    def _row(self, name: str, node: Node | None, path: Path) -> WeeklyRow:
        weeks, lead = self._weeks, self._lead
        actuals = (sums.at(path) for sums in (lead.last, lead.month, self._cash.month, self._visits.month))
        last, month, cash, visits = actuals if node is None or not is_left_over(node) else (None,) * 4
        return WeeklyRow(
            name=name,
            node=node,
            last=Beside(target=lead.target(path, weeks.last), actual=last),
            this_target=lead.target(path, weeks.this),
            month=Beside(target=lead.target(path, weeks.month), actual=month),
            to_date=lead.target(path, weeks.gone),
            days_left=self._days_left(node),
            cash=Beside(target=self._cash.target(path, weeks.month), actual=cash),
            visits=Beside(target=self._visits.target(path, weeks.month), actual=visits),
            next_target=lead.target(path, weeks.next),
        )

    def _days_left(self, node: Node | None) -> int:
        """Working days of the month that are left, of a rep those when the rep is there."""
        person = self._people.get(node.key) if node is not None and node.level is NodeLevel.REP else None
        return sum(person is None or _is_there(person, day) for day in self._weeks.left)


def _is_there(person: Person, day: date) -> bool:
    rep = person.rep
    return (rep.joined is None or rep.joined <= day) and (rep.left is None or day <= rep.left)


def _order(row: WeeklyRow) -> tuple[bool, bool, Decimal]:
    """Worst pace first; those without one keep their order behind, what nobody answers for last."""
    left_over = row.node is not None and is_left_over(row.node)
    return left_over, row.pace is None, row.pace or Decimal(0)


def is_left_over(node: Node) -> bool:
    """True for what is assigned to nobody."""
    return node.level is NodeLevel.UNASSIGNED
