"""The quotas of one line over the report period, by the names that actuals go by."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal

from xlsummary.compare.performance import By
from xlsummary.compare.roster import Roster
from xlsummary.model import Line, Period
from xlsummary.periods import ONE_DAY, key_of, months_in
from xlsummary.plan.horizon import Horizon
from xlsummary.plan.quota import NodeLevel, Plan

LEVELS: Mapping[By, NodeLevel] = {
    By.TEAM: NodeLevel.TEAM,
    By.REP: NodeLevel.REP,
    By.MARKET: NodeLevel.MARKET,
    By.CHANNEL: NodeLevel.CHANNEL,
    By.PRODUCT: NodeLevel.PRODUCT,
    By.CLIENT: NodeLevel.CLIENT,
}

_Places = Mapping[str, Sequence[tuple[Plan, int]]]


class Quotas:
    """What a line asks of each name.

    The blank name of a dimension (未分配) has what the company's target leaves when all others have theirs, so that a
    dimension's quotas add up to the company's; None where none has one, or nothing is left.
    """

    def __init__(
        self, line: Line, plans: Sequence[Plan], horizon: Horizon, roster: Roster, beside: Sequence[Plan] = ()
    ) -> None:
        """`beside` are plans of names off the path."""
        self.line = line
        self._plans = plans
        self._beside = beside
        self._report = horizon.report
        self._gone = Period(horizon.report.start, max(horizon.report.start, horizon.through + ONE_DAY))
        self._roster = roster
        self._known: dict[By, _Places] = {}
        self._rests: dict[By, bool] = {}

    @property
    def plans(self) -> Sequence[Plan]:
        """Those of the path."""
        return self._plans

    def names(self, by: By) -> list[str]:
        """Planned names in the plan's order, the blank one last; none for months, which are those of the report period."""
        if by is By.COMPANY:
            return [""] if self._plans else []
        return [*self._places(by), *([""] if self._has_rest(by) else [])]

    def cells(self, by: By, name: str) -> tuple[str, ...]:
        """The cells of the targets that a name's quota comes from: those of the plans, or of its own off the path."""
        aside = {id(plan) for plan, _ in self._places(by).get(name, ())} & {id(plan) for plan in self._beside}
        plans = [plan for plan in self._beside if id(plan) in aside] or self._plans
        return tuple(str(target.origin.cell("amount")) for plan in plans for target in plan.targets)

    def target(self, by: By, name: str, known_months: Collection[str] = ()) -> Decimal | None:
        """The quota of the whole report period; None without a target (未设目标)."""
        return self.over(by, name, self._report, known_months)

    def to_date(self, by: By, name: str, known_months: Collection[str] = ()) -> Decimal | None:
        """The quota of the days gone."""
        return self.over(by, name, self._gone, known_months)

    def over(self, by: By, name: str, period: Period, known_months: Collection[str] = ()) -> Decimal | None:
        """The quota over some days; of months the blank name has those that are not among the known."""
        if by is By.MONTH:
            return self._months(period, lambda key: key == name if name else key not in known_months)
        if not name and by is not By.COMPANY:
            return self._rest(by, period) if self._has_rest(by) else None
        if by is By.COMPANY:
            return self._sum([(plan, 0) for plan in self._plans], period)
        return self._sum(self._places(by).get(name, ()), period)

    def _sum(self, places: Sequence[tuple[Plan, int]], period: Period) -> Decimal | None:
        """The quotas of some places; None where none of them is set."""
        found = [(plan, place) for plan, place in places if plan.is_set(place, self._report)]
        return sum((plan.quota(place, period) for plan, place in found), Decimal(0)) if found else None

    def _has_rest(self, by: By) -> bool:
        """True where a name of the dimension has a target, and the company's leaves something in some month."""
        if by not in self._rests:
            periods = (self._report, self._gone, *months_in(self._report))
            self._rests[by] = by in LEVELS and any(self._rest(by, period) for period in periods)
        return self._rests[by]

    def _rest(self, by: By, period: Period) -> Decimal | None:
        whole = self._sum([(plan, 0) for plan in self._plans], period)
        found = [self._sum(places, period) for places in self._places(by).values()]
        told = [each for each in found if each is not None]
        return None if whole is None or not told else whole - sum(told, Decimal(0))

    def _months(self, period: Period, wanted: Callable[[str], bool]) -> Decimal | None:
        """The company's quota over the wanted months as far as they lie in the period."""
        found = [(plan, month) for plan in self._plans for month in plan.months if wanted(key_of(month))]
        cut = [(plan, Period(max(month.start, period.start), min(month.end, period.end))) for plan, month in found]
        return sum((plan.quota(0, part) for plan, part in cut if part.start < part.end), Decimal(0)) if found else None

    def _places(self, by: By) -> _Places:
        """By name the nodes of a dimension that have quotas, in the plans' order."""
        if by not in self._known:
            found: dict[str, list[tuple[Plan, int]]] = {}
            level = LEVELS.get(by)
            for plan in (*self._plans, *self._beside) if level else ():
                for place, node in enumerate(plan.nodes):
                    if node.level is level:
                        name = self._roster.name_of(node) if by is By.REP else node.name
                        found.setdefault(name, []).append((plan, place))
            self._known[by] = found
        return self._known[by]
