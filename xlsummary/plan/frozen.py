"""The plan as it was kept (定稿): its days that are gone stay as they are, whatever has changed in the book since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from xlsummary.catalogue_frozen import FROZEN_CONTRADICTED, FROZEN_UNPLACED
from xlsummary.model import Amount, Level, Line, Period, Rep, SalesBook, Text, Version
from xlsummary.periods import ONE_DAY, days_of, months_in, slices_of
from xlsummary.plan.calendar import working_calendar
from xlsummary.plan.people import Staff
from xlsummary.plan.quota import Node, NodeLevel, Plan
from xlsummary.plan.remarks import period_name
from xlsummary.plan.roots import Root, RootSet
from xlsummary.plan.shares import Claim
from xlsummary.plan.units import plain, value_of
from xlsummary.problems import Problem


@dataclass(frozen=True, slots=True)
class FrozenNode:
    """A node on the way from the company down to a leaf."""

    level: NodeLevel
    key: str
    name: str
    code: str = ""

    @property
    def group(self) -> str:
        """What stands for it in the groups of those below."""
        return self.key.removeprefix("rep:") if self.level is NodeLevel.REP else self.name


@dataclass(frozen=True, slots=True)
class FrozenLeaf:
    """The nodes below the company down to a leaf, () for the company itself, and its quota a day in grains."""

    path: tuple[FrozenNode, ...]
    amounts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenPlan:
    """A plan's quotas as they were kept; every other number of it is a sum of these."""

    line: Line
    period: Period
    grain: Decimal
    unit: Decimal
    leaves: tuple[FrozenLeaf, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """The plans of the run that kept them, and its as-of day."""

    on: date
    plans: tuple[FrozenPlan, ...]


def frozen_plan(plan: Plan) -> FrozenPlan:
    """A plan as it is kept."""
    leaves = tuple(FrozenLeaf(_path(plan, leaf), plan.amounts[leaf]) for leaf in plan.leaves)
    return FrozenPlan(line=plan.line, period=plan.period, grain=plan.grain, unit=plan.unit, leaves=leaves)


def _path(plan: Plan, place: int) -> tuple[FrozenNode, ...]:
    found: list[FrozenNode] = []
    at: int | None = place
    while at:
        node = plan.nodes[at]
        found.insert(0, FrozenNode(node.level, node.key, node.name, node.code))
        at = node.parent
    return tuple(found)


def original(kept: FrozenPlan, book: SalesBook) -> Plan:
    """A kept plan with its sums, to be compared with; without the targets that it was made from."""
    company = Node(key="company", level=NodeLevel.COMPANY, name=book.settings.company or "")
    nodes, rows = [company], [[0] * kept.period.days]
    places: dict[tuple[str, ...], int] = {(): 0}
    for leaf in kept.leaves:
        parent = 0
        for depth, each in enumerate(leaf.path, 1):
            path = tuple(node.key for node in leaf.path[:depth])
            if path not in places:
                above = tuple(node.name for node in leaf.path[: depth - 1])
                places[path] = len(nodes)
                nodes.append(Node(key=each.key, level=each.level, name=each.name, code=each.code, parent=parent, path=above))
                rows.append([0] * kept.period.days)
            parent = places[path]
        for depth in range(len(leaf.path) + 1):
            own = rows[places[tuple(node.key for node in leaf.path[:depth])]]
            own[:] = map(sum, zip(own, leaf.amounts, strict=True))
    calendar, week_start = working_calendar(book, kept.period), book.settings.week_start
    return Plan(
        line=kept.line,
        period=kept.period,
        targets=(),
        nodes=tuple(nodes),
        amounts=tuple(map(tuple, rows)),
        grain=kept.grain,
        unit=kept.unit,
        basis=calendar.basis,
        slices=tuple(each for month in months_in(kept.period) for each in slices_of(month, week_start)),
        working_days=calendar.weights,
    )


# What is gone of a plan to be made ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class GoneLeaf:
    """A leaf of the people tree without any share of what is left; `amounts` are its days gone, in grains."""

    claim: Claim
    amounts: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """The days of a plan from its first up to `first`, which is the first that is left, as they were kept."""

    period: Period
    first: date
    grain: Decimal
    leaves: tuple[GoneLeaf, ...]

    @property
    def days(self) -> int:
        return (self.first - self.period.start).days

    def of(self, root: Root) -> Decimal:
        """What a target's people had on its days gone, in yuan or counted units."""
        start, end = ((day - self.period.start).days for day in (root.target.period.start, root.target.period.end))
        return sum(sum(leaf.amounts[start:end]) for leaf in self.leaves if _is_for(root, leaf.claim)) * self.grain

    def is_kept_by(self, plan: Plan) -> bool:
        """True where the plan has the same quotas on the days gone, so that nothing is to be done."""
        own = {node.key: plan.amounts[place][: self.days] for place, node in enumerate(plan.nodes)}
        kept = {leaf.claim.key: leaf.amounts for leaf in self.leaves if any(leaf.amounts)}
        others = (own[plan.nodes[place].key] for place in plan.leaves if plan.nodes[place].key not in kept)
        return (
            plan.grain == self.grain
            and all(own.get(key) == amounts for key, amounts in kept.items())
            and not any(map(any, others))
        )


def gone_of(frozen: Frozen, chosen: RootSet, staff: Staff, as_of: date) -> Gone | Problem | None:
    """The days gone of the targets of a plan, the as-of day among them; None where nothing is kept of its line and days.

    A revised target goes by what was kept of the first where it was not yet there. A warning where the kept plan does not
    reach back to the first day, or has other levels now.
    """
    versions = dict.fromkeys((chosen.line, replace(chosen.line, version=Version.FIRST)))
    of_line = [[each for each in frozen.plans if each.line == line and each.period.meets(chosen.period)] for line in versions]
    kept = sorted(next(filter(None, of_line), []), key=lambda each: each.period.start)
    if not kept or as_of < chosen.period.start:
        return None
    end = chosen.period.start
    for each in kept:
        if each.period.start <= end:
            end = max(end, min(each.period.end, chosen.period.end, as_of + ONE_DAY))
    wanted = {level.value for level in staff.levels}
    levels = {node.level.value for each in kept for leaf in each.leaves for node in leaf.path[:-1]}
    if end == chosen.period.start or not levels <= wanted:
        return Problem(FROZEN_UNPLACED, chosen.every[0].target.origin.cell("amount"), frozen.on.isoformat())
    gone = Period(chosen.period.start, end)
    grain = min(each.grain for each in kept)
    found: dict[str, GoneLeaf] = {}
    for each in kept:
        for leaf in each.leaves:
            amounts = _within(each, leaf, gone, grain)
            claim = _claim(leaf, staff, chosen.period.days)
            other = found.get(claim.key)
            added = tuple(map(sum, zip(other.amounts, amounts, strict=True))) if other else amounts
            found[claim.key] = GoneLeaf(claim, added)
    return Gone(period=chosen.period, first=end, grain=grain, leaves=tuple(found.values()))


def _within(kept: FrozenPlan, leaf: FrozenLeaf, gone: Period, grain: Decimal) -> tuple[int, ...]:
    """A leaf's days of the gone period in grains."""
    offset, scale = (gone.start - kept.period.start).days, int(kept.grain / grain)
    return tuple(leaf.amounts[place + offset] * scale if day in kept.period else 0 for place, day in enumerate(days_of(gone)))


def _claim(leaf: FrozenLeaf, staff: Staff, days: int) -> Claim:
    """A leaf's place in the tree of today: at its own key, or at another where that one stands in another group now."""
    groups = tuple(node.group for node in leaf.path[:-1])
    last = leaf.path[-1] if leaf.path else FrozenNode(NodeLevel.COMPANY, "company", "")
    level, key = last.level, last.key
    if level.value in {each.value for each in staff.levels} or level is NodeLevel.COMPANY:
        groups = tuple(node.group for node in leaf.path)
        if staff.people:  # what a group had as a whole; now it has people
            level = NodeLevel.REP if staff.leaf is None else NodeLevel.UNASSIGNED
            key = f"unassigned:{'/'.join(groups)}" if groups else "unassigned"
    elif level is not NodeLevel.UNASSIGNED:
        key = _key_now(key, groups, staff)
    reps = [node for node in leaf.path if node.level is NodeLevel.REP]
    return Claim(
        key=key,
        level=level,
        name=last.name,
        code=last.code,
        groups=groups,
        weight=Fraction(0),
        rate=(Fraction(0),) * days,
        presence=(0,) * days,
        rep=Rep(origin=None, name=reps[-1].name, code=reps[-1].code) if reps else None,
    )


def _key_now(key: str, groups: tuple[str, ...], staff: Staff) -> str:
    here = [person.key for person in staff.people if _base(person.key) == _base(key) and person.groups == groups]
    if here:
        return key if key in here else here[0]
    return f"{key}@{'/'.join(groups)}" if any(person.key == key for person in staff.people) else key


def _base(key: str) -> str:
    """The key without the number of a transfer."""
    return key.partition("#")[0].partition("@")[0]


def _is_for(root: Root, claim: Claim) -> bool:
    if root.level is Level.COMPANY:
        return True
    if root.groups:
        return claim.groups[: len(root.groups)] == root.groups
    return _base(claim.key) in {_base(member.key) for member in root.members}


def left_of(chosen: RootSet, gone: Gone, year_start: int) -> tuple[RootSet, tuple[Problem, ...]]:
    """The targets less what their days gone have, over the days left; an error for each that these cannot come to."""
    problems: list[Problem] = []
    roots: list[Root] = []
    inside: list[Root] = []
    fixed = []
    pairs = ((None, root) for root in (*chosen.roots, *chosen.inside))
    for point, root in (*pairs, *chosen.fixed):
        amount = value_of(root.target)
        left = amount - gone.of(root)
        is_over = root.target.period.end <= gone.first
        if left if is_over else left * amount < 0 or (left and not amount):
            problems.append(_contradicted(root, gone, year_start))
        elif not is_over:
            cut = _cut(root, left, gone.first)
            if point is not None:
                fixed.append((point, cut))
            elif cut.own:
                roots.append(cut)
            else:
                inside.append(cut)
    period = Period(gone.first, chosen.period.end)
    return replace(chosen, period=period, roots=tuple(roots), inside=tuple(inside), fixed=tuple(fixed)), tuple(problems)


def _cut(root: Root, left: Decimal, first: date) -> Root:
    """The target of the days left; `whole` stays what it was."""
    own = tuple(Period(max(month.start, first), month.end) for month in root.own if month.end > first)
    period = Period(max(root.target.period.start, first), root.target.period.end)
    bound = root.target.amount.bound if root.target.amount else Amount(left).bound
    return replace(root, target=replace(root.target, period=period, amount=Amount(left, bound)), own=own, whole=root)


def _contradicted(root: Root, gone: Gone, year_start: int) -> Problem:
    target = root.target
    words: dict[str, str | Text] = {
        "period": period_name(target.period, year_start),
        "gone": plain(gone.of(root)),
        "until": (gone.first - ONE_DAY).isoformat(),
    }
    return Problem(FROZEN_CONTRADICTED, target.origin.cell("amount"), plain(value_of(target)), words)


def joined(
    gone: Gone, claims: Iterable[Claim], days: Mapping[str, Sequence[int]], grain: Decimal
) -> tuple[tuple[Claim, ...], dict[str, list[int]], Decimal]:
    """All leaves, those of the days gone only too; each one's days of the whole period by key; and the grain of these.

    `claims` and `days` are what is left, in grains of `grain`.
    """
    finest = min(grain, gone.grain)
    own, kept = int(grain / finest), int(gone.grain / finest)
    before = {leaf.claim.key: leaf for leaf in gone.leaves}
    known = {claim.key: claim for claim in claims}
    count = (gone.period.end - gone.first).days
    found = {
        key: [
            *(amount * kept for amount in (before[key].amounts if key in before else (0,) * gone.days)),
            *(amount * own for amount in days.get(key, (0,) * count)),
        ]
        for key in dict.fromkeys((*known, *before))
    }
    extra = tuple(leaf.claim for key, leaf in before.items() if key not in known and any(leaf.amounts))
    return (*known.values(), *extra), found, finest
