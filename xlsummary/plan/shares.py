"""The table of shares: what each leaf of the people tree would get on each day, before anything is rounded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from xlsummary.model import Level, Period, Phasing, Rep
from xlsummary.plan.people import Person
from xlsummary.plan.phase import presence
from xlsummary.plan.quota import NodeLevel
from xlsummary.plan.roots import Root

_PARTS = 1_000_000
"""Parts of a unit that shares still to be fitted are counted in."""

Rate = tuple[Fraction, ...]
"""For each day of the plan, the quota of somebody of weight 1 for each 1 of presence."""
_Presence = tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """The shares of one leaf of the tree, in units: on day d, `weight` x `rate[d]` x `presence[d]`.

    A leaf is a rep, what nobody was there to take, or, without any people, the company or the group itself. Leaves with
    the same rate and presence share the tuples, so that a step of rounding looks at each of them once.
    """

    key: str
    level: NodeLevel
    name: str
    groups: tuple[str, ...]
    weight: Fraction
    rate: Rate
    presence: _Presence
    code: str = ""
    rep: Rep | None = None
    """The rep that takes it or stands above it on the path."""

    @property
    def is_whole_group(self) -> bool:
        """True for the company or a group itself, in a book without people."""
        is_nobody = self.level is NodeLevel.UNASSIGNED
        return self.key == (group_key(Level(self.level.value), self.groups) if self.groups and not is_nobody else "company")

    def share(self, day: int) -> Fraction:
        """The share of the plan's day-th day."""
        return self.weight * self.rate[day] * self.presence[day]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """One target and how it is to be spread over the days of `period`, the plan's.

    `amount` is in units; `phase` by day, 0 outside the target's own months; `full` the presence of a whole day.
    """

    root: Root
    amount: int
    phase: Rate
    phasing: Phasing
    period: Period
    full: int

    @property
    def inside(self) -> tuple[int, ...]:
        """The days of the target's own months."""
        first = self.period.start.toordinal()
        return tuple(day - first for own in self.root.own for day in range(own.start.toordinal(), own.end.toordinal()))


def shares(spread: Spread) -> tuple[Claim, ...]:
    """The claims that together take the whole target; none for a rep who is never there.

    Each day is shared by those there that day; with 人力 every day of everybody weighs the same over the whole time,
    and a rep's own target is spread over the rep's own days. What nobody is there to take falls to 未分配.
    """
    there = [(person, days) for person, days in _presences(spread) if any(days)]
    if spread.root.is_persons:
        return _own_target(spread, there)
    crowd = _crowd(there, spread.period.days)
    worked = sum(weight * count for weight, count in zip(spread.phase, crowd, strict=True))
    if spread.phasing is Phasing.HEADCOUNT and worked:
        return tuple(claim_of(person, days, spread.amount / worked * person.weight, spread.phase) for person, days in there)
    phased = sum(spread.phase)
    rate = tuple(weight / (phased * (count or 1)) for weight, count in zip(spread.phase, crowd, strict=True))
    claims = [claim_of(person, days, spread.amount * person.weight, rate) for person, days in there]
    inside = frozenset(spread.inside)
    missing = tuple(int(not count and day in inside) for day, count in enumerate(crowd))
    if any(weight and nobody for weight, nobody in zip(rate, missing, strict=True)):
        claims.append(_left_over(spread, missing, rate))
    return tuple(claims)


def unfitted(spread: Spread) -> tuple[Claim, ...]:
    """As `shares`, to be fitted to other targets: none negative, and a share for all who are there, however small."""
    parts = shares(replace(spread, amount=(abs(spread.amount) or 1) * _PARTS))
    return tuple(replace(claim, weight=claim.weight * _of_typed(spread) / _PARTS) for claim in parts)


def _of_typed(spread: Spread) -> Fraction:
    """How much of a target's period its own months are."""
    return Fraction(len(spread.inside), spread.root.target.period.days)


def is_for_absent(spread: Spread) -> bool:
    """True for a rep's or client's target on none of whose days the rep is there."""
    root = spread.root
    return root.is_persons and not any(any(presence(each, root.target.period, spread.full)) for each in root.members)


def undivided(spread: Spread) -> Claim:
    """The claim of the company or group itself, in a book without people."""
    group = spread.root.groups
    return Claim(
        key=group_key(spread.root.level, group) if group else "company",
        level=NodeLevel(spread.root.level.value),
        name=group[-1] if group else "",
        groups=group,
        weight=Fraction(spread.amount) / sum(spread.phase),
        rate=spread.phase,
        presence=(1,) * spread.period.days,
    )


def group_key(level: Level, groups: Sequence[str]) -> str:
    """`team:一组`; below another group `channel:一组/线上`; a rep above clients has the rep's own, `rep:A012`."""
    return f"{level.value}:{groups[-1] if level is Level.REP else '/'.join(groups)}"


def apportioned(amount: int, weights: Sequence[Fraction | int]) -> list[int]:
    """`amount` in whole numbers by weight: floors, then one more each for the largest remainders, the earlier first."""
    total = sum(weights)
    exact = [amount * Fraction(weight) / total for weight in weights]
    numbers = [share.__floor__() for share in exact]
    order = sorted(range(len(exact)), key=lambda place: numbers[place] - exact[place])
    for place in order[: amount - sum(numbers)]:
        numbers[place] += 1
    return numbers


def _own_target(spread: Spread, there: Sequence[tuple[Person, _Presence]]) -> tuple[Claim, ...]:
    """A rep's own target over the rep's days, at rest too where no other day is left; first cut at a transfer.

    What a row of a rep gets is shared by the rep's clients, where the path goes on to them.
    """
    inside = spread.inside
    own_days = frozenset(inside)
    every_day = tuple(Fraction(day in own_days) for day in range(spread.period.days))
    rows: dict[tuple[date | None, date | None, tuple[str, ...]], list[tuple[Person, _Presence]]] = {}
    for person, own in there:
        above = person.groups if person.level is not NodeLevel.REP else (*person.groups, person.key)
        rows.setdefault((person.rep.joined, person.rep.left, above), []).append((person, own))
    for rate in (spread.phase, every_day):
        days = [sum(rate[day] * own[day] for day in inside if own[day]) for (_, own), *_ in rows.values()]
        if any(days):
            parts = apportioned(spread.amount, days)
            return tuple(
                claim_of(person, own, part / Fraction(total) * share, rate)
                for row, part, total in zip(rows.values(), parts, days, strict=True)
                if total
                for (person, own), share in zip(row, _parts_in(row), strict=True)
            )
    return ()


def _parts_in(row: Sequence[tuple[Person, _Presence]]) -> list[Fraction]:
    """What each has of what they have together; equal parts where none has any."""
    total = sum((person.part for person, _ in row), Fraction(0))
    return [person.part / total if total else Fraction(1, len(row)) for person, _ in row]


def _presences(spread: Spread) -> list[tuple[Person, _Presence]]:
    """Each member's presence on the days of the plan, 0 outside the target's own months; equal ones are one tuple."""
    own = spread.root.target.period
    before, after = (own.start - spread.period.start).days, (spread.period.end - own.end).days
    inside = frozenset(spread.inside)
    whole = len(inside) == spread.period.days
    known: dict[_Presence, _Presence] = {}
    found = []
    for person in spread.root.members:
        days = presence(person, own, spread.full)
        if not whole and days not in known:
            padded = (*[0] * before, *days, *[0] * after)
            known[days] = tuple(count if day in inside else 0 for day, count in enumerate(padded))
        found.append((person, days if whole else known[days]))
    return found


def _crowd(there: Sequence[tuple[Person, _Presence]], count: int) -> list[Fraction]:
    """The sum of weight x presence of each day."""
    weights: dict[_Presence, Fraction] = {}
    for person, days in there:
        weights[days] = weights.get(days, Fraction(0)) + person.weight
    crowd = [Fraction(0)] * count
    for days, weight in weights.items():
        crowd = [sum_so_far + weight * own for sum_so_far, own in zip(crowd, days, strict=True)]
    return crowd


def claim_of(person: Person, days: _Presence, weight: Fraction, rate: Rate) -> Claim:
    """A share for each day that the person is there."""
    return Claim(
        key=person.key,
        level=person.level,
        name=person.name,
        code=person.code,
        groups=person.groups,
        weight=weight,
        rate=rate,
        presence=days,
        rep=person.rep,
    )


def _left_over(spread: Spread, days: _Presence, rate: Rate) -> Claim:
    groups = spread.root.groups
    return Claim(
        key=f"unassigned:{'/'.join(groups)}" if groups else "unassigned",
        level=NodeLevel.UNASSIGNED,
        name="",
        groups=groups,
        weight=Fraction(spread.amount),
        rate=rate,
        presence=days,
    )
