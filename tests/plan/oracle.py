"""What a plan must be, worked out again from the book in exact fractions and the plainest way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from xlsummary.model import Allocation, Level, Period, Phasing, Rep, RepStatus, SalesBook, Target
from xlsummary.periods import days_of, months_in
from xlsummary.plan.quota import Plan

Shares = dict[str, list[Fraction]]
"""For each leaf's key its share of every day of the plan, in grains."""


def counted(book: SalesBook, rep: Rep, day: date) -> Fraction:
    """Weight x availability of a rep on a day."""
    if rep.status is RepStatus.TO_HIRE and rep.joined is None:
        return Fraction(0)
    if (rep.joined and day < rep.joined) or (rep.left and day > rep.left):
        return Fraction(0)
    weight = Fraction(1) if book.settings.allocation is Allocation.EQUAL else Fraction(rep.weight)
    if rep.joined is None:
        return weight
    month = (day.year - rep.joined.year) * 12 + day.month - rep.joined.month + 1
    return weight * min(Fraction(month, rep.ramp_months + 1), Fraction(1))


def phases(book: SalesBook, plan: Plan, period: Period) -> list[Fraction]:
    """The weight of each day of the period in time, by the definition of each phasing."""
    days = [*days_of(period)]
    first = (period.start - plan.period.start).days
    worked = [Fraction(weight) for weight in plan.working_days[first : first + period.days]]
    phasing = book.settings.phasing
    if phasing is Phasing.CALENDAR_DAYS:
        return [Fraction(1) for _ in days]
    if not any(worked):
        worked = [Fraction(1) for _ in days]
    if phasing not in (Phasing.EQUAL, Phasing.SEASON):
        return worked
    indices = {each.month: Fraction(each.index) for each in book.season}
    phased = []
    for day, weight in zip(days, worked, strict=True):
        month = [own for other, own in zip(days, worked, strict=True) if (other.year, other.month) == (day.year, day.month)]
        index = indices[day.month] if phasing is Phasing.SEASON else Fraction(1)
        phased.append(index * (weight / sum(month) if any(month) else Fraction(1, len(month))))
    return phased


def shares(book: SalesBook, plan: Plan) -> Shares:
    """The shares of all leaves over the whole plan: each target's inside its own period, added up."""
    table: Shares = {}
    for target in plan.targets:
        first = (target.period.start - plan.period.start).days
        for key, row in _shares_of(book, plan, target).items():
            whole = table.setdefault(key, [Fraction(0)] * plan.period.days)
            whole[first : first + len(row)] = [
                before + own for before, own in zip(whole[first : first + len(row)], row, strict=True)
            ]
    return table


def _shares_of(book: SalesBook, plan: Plan, target: Target) -> Shares:
    assert target.amount is not None
    total = Fraction(target.amount.value) / Fraction(plan.grain)
    days, phased = [*days_of(target.period)], phases(book, plan, target.period)
    if target.level is Level.REP:
        (rep,) = [rep for rep in book.reps if rep.name == target.name]
        there = [counted(book, _weighing_one(rep), day) for day in days]
        own = [phase * count for phase, count in zip(phased, there, strict=True)]
        own = own if any(own) else there
        return {f"rep:{rep.key}": [total * each / sum(own) for each in own]}
    group = target.name if target.level is Level.TEAM else None
    reps = [rep for rep in book.reps if group in (None, rep.team)]
    left_over = "unassigned" if group is None else f"unassigned:{group}"
    if not book.reps:
        return {"company": [total * phase / sum(phased) for phase in phased]}
    counts = {f"rep:{rep.key}": [counted(book, rep, day) for day in days] for rep in reps}
    crowd = [sum(column) for column in zip(*counts.values(), strict=True)] or [Fraction(0)] * len(days)
    worked = sum(phase * count for phase, count in zip(phased, crowd, strict=True))
    if book.settings.phasing is Phasing.HEADCOUNT and worked:
        return {
            key: [total * phase * count / worked for phase, count in zip(phased, own, strict=True)]
            for key, own in counts.items()
        }
    by_day = [total * phase / sum(phased) for phase in phased]
    table = {
        key: [amount * count / (all_there or 1) for amount, count, all_there in zip(by_day, own, crowd, strict=True)]
        for key, own in counts.items()
    }
    table[left_over] = [Fraction(0) if all_there else amount for amount, all_there in zip(by_day, crowd, strict=True)]
    return table


def _weighing_one(rep: Rep) -> Rep:
    return Rep(origin=None, name=rep.name, joined=rep.joined, left=rep.left, ramp_months=rep.ramp_months, status=rep.status)


class Quotas:
    """The plan's whole numbers by key; a node that the plan leaves out has 0 everywhere."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.rows = {node.key: plan.amounts[place] for place, node in enumerate(plan.nodes)}

    def sum(self, key: str, period: Period) -> int:
        first = self.plan.period.start
        row = self.rows.get(key)
        return 0 if row is None else sum(row[(period.start - first).days : (period.end - first).days])


def leaves_below(plan: Plan, table: Shares) -> dict[str, list[str]]:
    """For each node's key the leaves that add up to it, each leaf its own; left-out leaves count for the company."""
    below: dict[str, list[str]] = {key: [key] for key in table}
    keys = {place: node.key for place, node in enumerate(plan.nodes)}
    for leaf in table:
        place = next((place for place, key in keys.items() if key == leaf), None)
        if place is None:
            group = leaf.removeprefix("unassigned:") if leaf.startswith("unassigned:") else ""
            ancestors = [key for key in ("company", f"team:{group}") if key in keys.values()]
        else:
            ancestors = []
            parent = plan.nodes[place].parent
            while parent is not None:
                ancestors.append(keys[parent])
                parent = plan.nodes[parent].parent
        for ancestor in ancestors:
            below.setdefault(ancestor, []).append(leaf)
    return below


def assert_floor_or_ceiling(plan: Plan, table: Shares) -> None:
    """Every quota of every node at months, slices and days, against its share scaled to the step before.

    Where teams have typed parts, the reps' quotas of these parts are the step before the months.
    """
    below, quotas = leaves_below(plan, table), Quotas(plan)
    step = int(plan.unit / plan.grain)
    months = [*months_in(plan.period)]
    table = _scaled_to_team_parts(plan, table, below, quotas)
    exact = {leaf: {month: _sum(plan, row, month) / step for month in months} for leaf, row in table.items()}
    _assert_step(quotas, below, exact, step)
    for month in months:
        inside = [each.period for each in plan.slices_in(month)]
        scaled = {leaf: _scaled(plan, row, month, inside, quotas.sum(leaf, month)) for leaf, row in table.items()}
        _assert_step(quotas, below, scaled, 1)
        for week in inside:
            days = [Period(day, date.fromordinal(day.toordinal() + 1)) for day in days_of(week)]
            by_day = {leaf: _scaled(plan, row, week, days, quotas.sum(leaf, week)) for leaf, row in table.items()}
            _assert_step(quotas, below, by_day, 1)


def assert_parts(plan: Plan, table: Shares) -> None:
    """Each rep's and the company's quota of each typed part is the floor or the ceiling of its share."""
    below, quotas = leaves_below(plan, table), Quotas(plan)
    step = int(plan.unit / plan.grain)
    for key in (*table, "company"):
        for target in plan.targets:
            share = sum((_sum(plan, table[leaf], target.period) for leaf in below[key]), Fraction(0)) / step
            assert Fraction(quotas.sum(key, target.period), step) in (floor(share), ceil(share)), (key, target.period)


def _scaled_to_team_parts(plan: Plan, table: Shares, below: dict[str, list[str]], quotas: Quotas) -> Shares:
    """The shares with those of each team's typed parts scaled to the reps' quotas of the parts, themselves tried."""
    parts: dict[str, list[Period]] = {}
    for target in plan.targets:
        if target.level is Level.TEAM and target.period != plan.period:
            parts.setdefault(f"team:{target.name}", []).append(target.period)
    table = dict(table)
    step = int(plan.unit / plan.grain)
    for key, periods in parts.items():
        leaves = below[key]
        exact = {leaf: {period: _sum(plan, table[leaf], period) / step for period in periods} for leaf in leaves}
        _assert_step(quotas, {key: leaves, **{leaf: [leaf] for leaf in leaves}}, exact, step)
        for leaf in leaves:
            row = [*table[leaf]]
            for period in periods:
                first, whole = (period.start - plan.period.start).days, _sum(plan, row, period)
                factor = quotas.sum(leaf, period) / whole if whole else Fraction(0)
                for day in range(first, first + period.days):
                    row[day] *= factor
            table[leaf] = row
    return table


def _assert_step(quotas: Quotas, below: dict[str, list[str]], exact: dict[str, dict[Period, Fraction]], step: int) -> None:
    for key, leaves in below.items():
        rows = [exact[leaf] for leaf in leaves]
        total, found = Fraction(0), Fraction(0)
        for period in rows[0]:
            share = sum((row[period] for row in rows), Fraction(0))
            number = Fraction(quotas.sum(key, period), step)
            assert number in (floor(share), ceil(share)), (key, period, number, share)
            total, found = total + share, found + number
        assert found in (floor(total), ceil(total)), (key, found, total)


def _scaled(plan: Plan, row: Sequence[Fraction], outer: Period, parts: Iterable[Period], number: int) -> dict[Period, Fraction]:
    whole = _sum(plan, row, outer)
    if not whole:
        assert number == 0
        return {part: Fraction(0) for part in parts}
    return {part: number * _sum(plan, row, part) / whole for part in parts}


def _sum(plan: Plan, row: Sequence[Fraction], period: Period) -> Fraction:
    first = plan.period.start
    return sum(row[(period.start - first).days : (period.end - first).days], Fraction(0))


def assert_foots(plan: Plan) -> None:
    """Reps and 未分配 to teams, teams to the company, on every day, and so in every slice, month and the year."""
    for place in range(len(plan.nodes)):
        children = plan.children(place)
        if children:
            summed = [sum(column) for column in zip(*(plan.amounts[child] for child in children), strict=True)]
            assert [*plan.amounts[place]] == summed
        assert sum(plan.grains(place, month) for month in plan.months) == plan.grains(place)
        for month in plan.months:
            slices = plan.slices_in(month)
            assert sum(each.period.days for each in slices) == month.days
            assert sum(plan.grains(place, each.period) for each in slices) == plan.grains(place, month)


def assert_in_units(plan: Plan) -> None:
    """Months, and so the year, are whole units."""
    for place in range(len(plan.nodes)):
        assert all(plan.quota(place, month) % plan.unit == 0 for month in plan.months)


def typed(plan: Plan) -> Decimal:
    return sum((target.amount.value for target in plan.targets if target.amount), Decimal(0))
