"""What a measure's rows or records hold of any days, by the names of every dimension."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from xlsummary.achieved import FIELDS, Counted
from xlsummary.compare.roster import Roster
from xlsummary.model import Amount, Bound, Cell, Measure, Period
from xlsummary.periods import month_of

TEAM = "team"
"""The name of a row that is looked up by its rep and day; all others are columns."""

_FEN, _THOUSANDTHS = 100, 1000

Places = Sequence[int]


@dataclass(frozen=True)  # no slots: what is found once is kept
class Happened:
    """Amounts of a measure, each with its days (ordinals, half-open) and the day it counts as; `scale` grains make a unit.

    `naming` gives for a field (`rep`, `client`, `team`, ...) the name at every place. `bounds` has those that are not exact, by
    place.
    """

    starts: Sequence[int]
    ends: Sequence[int]
    lasts: Sequence[int]
    amounts: Sequence[int]
    scale: int
    naming: Callable[[str], Sequence[str]]
    bounds: Mapping[int, Bound] = field(default_factory=dict)

    @cached_property
    def since(self) -> date | None:
        """The first day of the first row's month; None without rows."""
        return month_of(date.fromordinal(min(self.starts))).start if self.starts else None

    def holds(self, period: Period | None) -> bool:
        """True where rows begin by the period's first day, so that what lies in it is all there was."""
        return period is not None and self.since is not None and self.since <= period.start

    def inside(self, period: Period, until: date) -> Places:
        """The places that lie wholly in the period and count by a day."""
        start, end, last = period.start.toordinal(), period.end.toordinal(), until.toordinal()
        found: list[int] = []
        for (first, after, counted_on), places in self._spans.items():
            if start <= first and after <= end and counted_on <= last:
                found += places
        return found

    def is_blurred(self, period: Period) -> bool:
        """True where a row of a longer time lies partly in the period, so that what came in it cannot be told."""
        start, end = period.start.toordinal(), period.end.toordinal()
        return any(first < end and start < after and not (start <= first and after <= end) for first, after, _ in self._spans)

    def is_running(self, period: Period, until: date) -> bool:
        """True where a row of the period has begun by a day and counts on a later one."""
        start, end, last = period.start.toordinal(), period.end.toordinal(), until.toordinal()
        return any(start <= first < end and first <= last < counted_on for first, _, counted_on in self._spans)

    def total(self, places: Places) -> Amount:
        """The sum in yuan or counted units."""
        return self._amount(sum(map(self.amounts.__getitem__, places)), places)

    def names(self, field_name: str) -> Sequence[str]:
        """The name at every place."""
        if field_name not in self._names:
            self._names[field_name] = self.naming(field_name)
        return self._names[field_name]

    def by_name(self, places: Places, field_name: str) -> Mapping[str, Amount]:
        """The sums by name, in the order of the places."""
        names, amounts = self.names(field_name), self.amounts
        sums: dict[str, int] = defaultdict(int)
        for name, amount in zip(map(names.__getitem__, places), map(amounts.__getitem__, places), strict=True):
            sums[name] += amount
        bounds: dict[str, Bound] = {}
        if self.bounds:
            for place in self.bounds.keys() & set(places):
                bounds[names[place]] = bounds.get(names[place], Bound.EXACT).joined(self.bounds[place])
        return {name: Amount(Decimal(grains) / self.scale, bounds.get(name, Bound.EXACT)) for name, grains in sums.items()}

    @cached_property
    def _names(self) -> dict[str, Sequence[str]]:
        return {}

    @cached_property
    def _spans(self) -> Mapping[tuple[int, int, int], list[int]]:
        """The places by their days: there are few of these, however many rows."""
        spans: dict[tuple[int, int, int], list[int]] = {}
        for place, span in enumerate(zip(self.starts, self.ends, self.lasts, strict=True)):
            if span in spans:
                spans[span].append(place)
            else:
                spans[span] = [place]
        return spans

    def _amount(self, grains: int, places: Places) -> Amount:
        bound = Bound.EXACT
        for place in sorted(self.bounds.keys() & set(places)) if self.bounds else ():
            bound = bound.joined(self.bounds[place])
        return Amount(Decimal(grains) / self.scale, bound)


def of_rows(counted: Counted, roster: Roster) -> Happened:
    """The rows of 实绩 that count for a measure."""
    actuals, entries = counted.book.actuals, counted.entries
    field_name = FIELDS[counted.measure]
    bounded = {entry: bound for (name, entry), bound in actuals.bounds.items() if name == field_name}
    places = {entry: place for place, entry in enumerate(entries)} if bounded else {}

    def naming(name: str) -> Sequence[str]:
        if name == TEAM:
            return _teams(naming("rep"), counted.starts, roster)
        column = actuals.texts.get(name)
        return [column[entry] for entry in entries] if column else [""] * len(entries)

    return Happened(
        starts=counted.starts,
        ends=counted.ends,
        lasts=counted.lasts,
        amounts=counted.amounts,
        scale=_THOUSANDTHS if counted.measure is Measure.QUANTITY else _FEN,
        naming=naming,
        bounds={places[entry]: bound for entry, bound in bounded.items() if entry in places},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A record that counts: its days, the day it counts as, its amount, its names by field, and the amount's cell."""

    period: Period
    last: date
    amount: Amount
    names: Mapping[str, str]
    cell: Cell


def of_records(records: Iterable[Dated], roster: Roster) -> Happened:
    """Records counted one by one: clients won, visits."""
    listed = tuple(records)
    starts = tuple(each.period.start.toordinal() for each in listed)

    def naming(name: str) -> Sequence[str]:
        if name == TEAM:
            return _teams(naming("rep"), starts, roster)
        return [each.names.get(name, "") for each in listed]

    return Happened(
        starts=starts,
        ends=tuple(each.period.end.toordinal() for each in listed),
        lasts=tuple(each.last.toordinal() for each in listed),
        amounts=tuple(int(each.amount.value * _THOUSANDTHS) for each in listed),
        scale=_THOUSANDTHS,
        naming=naming,
        bounds={place: each.amount.bound for place, each in enumerate(listed) if each.amount.bound is not Bound.EXACT},
    )


def _teams(reps: Sequence[str], starts: Sequence[int], roster: Roster) -> Sequence[str]:
    """The team of each rep on the day of its row."""
    keys = list(zip(reps, starts, strict=True))
    known = {key: roster.team(*key) for key in dict.fromkeys(keys)}
    return [known[key] for key in keys]
