"""A target broken down: whole numbers by node and day, from which every month, slice and total is a sum."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from xlsummary.model import Cell, Line, Period, Target
from xlsummary.periods import Slice, months_in


class NodeLevel(Enum):
    """A column of the plan: a level of the path, or what nobody was there to take (未分配)."""

    COMPANY = "company"
    TEAM = "team"
    REP = "rep"
    UNASSIGNED = "unassigned"
    MARKET = "market"
    CHANNEL = "channel"
    PRODUCT = "product"
    CLIENT = "client"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One place in the tree. `key`: `company`, `team:…`, `rep:CODE or name`, `unassigned:TEAM`, `unassigned`; after
    a transfer the later rows of one code are `rep:CODE#2` and on; below another group `channel:TEAM/NAME`.

    `parent` is the place of the parent in `Plan.nodes`, None for the root; `path` the names above, without the company.
    """

    key: str
    level: NodeLevel
    name: str
    code: str = ""
    parent: int | None = None
    path: tuple[str, ...] = ()


class CalendarBasis(Enum):
    """Where working days come from: the State Council's arrangement, the book's sheet, or the statutory estimate (推定)."""

    OFFICIAL = "official"
    BOOK = "book"
    ESTIMATE = "estimate"


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedPoint:
    """A quota as a person wants it: of a node (by its key) over a month, week slice, day or the plan's whole period."""

    line: Line
    node: str
    period: Period
    amount: Decimal
    cell: Cell


def name_in(key: str) -> str:
    """The name or code that a node's key holds."""
    return key.partition(":")[2] or key


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The quotas of one line over one period.

    `targets` are the outermost typed rows, `inside` those whose months and people have one above them, `fixed` quotas that
    a person changed; all are met.
    `amounts[n][d]` is the quota of `nodes[n]` on the d-th calendar day of `period`, a whole number of `grain`s; a
    parent's is the sum of its children's. `nodes` come company first, then each team followed by its reps and its own
    未分配, the company's 未分配 last; 未分配 nodes only where not 0. `unit` is the step of months and
    above, in yuan or counted units; `grain` that of slices and days. `working_days` has one weight a calendar day. `unset`
    are nodes (by place) and first days of months without a target, nor one above or below: not 0, but 未设目标.
    """

    line: Line
    period: Period
    targets: tuple[Target, ...]
    inside: tuple[Target, ...] = ()
    fixed: tuple[FixedPoint, ...] = ()
    nodes: tuple[Node, ...]
    amounts: tuple[tuple[int, ...], ...]
    grain: Decimal
    unit: Decimal
    basis: CalendarBasis
    slices: tuple[Slice, ...]
    working_days: tuple[Decimal, ...]
    unset: frozenset[tuple[int, date]] = frozenset()

    def is_set(self, node: int, period: Period) -> bool:
        """False for a period in none of whose months the node has a target."""
        if not self.unset:
            return True
        return any((node, month.start) not in self.unset for month in self.months if month.meets(period))

    @property
    def months(self) -> tuple[Period, ...]:
        return months_in(self.period)

    def slices_in(self, month: Period) -> tuple[Slice, ...]:
        first = bisect_left(self.slices, month.start, key=lambda each: each.period.start)
        last = bisect_left(self.slices, month.end, key=lambda each: each.period.start)
        return self.slices[first:last]

    def grains(self, node: int, period: Period | None = None) -> int:
        """The quota of a node over a period, in grains; without a period the whole."""
        if period is None:
            return sum(self.amounts[node])
        start = max(0, (period.start - self.period.start).days)
        end = max(0, (period.end - self.period.start).days)
        return sum(self.amounts[node][start:end])

    def quota(self, node: int, period: Period | None = None) -> Decimal:
        """The quota in yuan or counted units."""
        return self.grains(node, period) * self.grain

    def day(self, node: int, day: date) -> Decimal:
        return self.amounts[node][(day - self.period.start).days] * self.grain

    def works(self, day: date) -> bool:
        """True when the calendar gives the day weight."""
        return self.working_days[(day - self.period.start).days] > 0

    def shown_days(self, period: Period) -> tuple[date, ...]:
        """Days with a share or in the working calendar."""
        first = self.period.start.toordinal()
        wanted = range(period.start.toordinal(), period.end.toordinal())
        return tuple(
            date.fromordinal(number)
            for number in wanted
            if self.working_days[number - first] > 0 or any(row[number - first] for row in self.amounts)
        )

    def working_day_count(self, period: Period) -> int:
        """Days of the period that the calendar gives weight."""
        start, end = (period.start - self.period.start).days, (period.end - self.period.start).days
        return sum(1 for weight in self.working_days[start:end] if weight > 0)

    def children(self, node: int) -> tuple[int, ...]:
        return tuple(place for place, each in enumerate(self.nodes) if each.parent == node)

    @property
    def leaves(self) -> tuple[int, ...]:
        parents = {each.parent for each in self.nodes}
        return tuple(place for place in range(len(self.nodes)) if place not in parents)
