"""Which typed targets are broken down, and which go into one plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from xlsummary.catalogue import DUPLICATE_TARGET, OFF_PATH_TARGET
from xlsummary.catalogue_checking import CROSSING_TARGETS
from xlsummary.check.groups import known_names
from xlsummary.model import Lang, Level, Line, Measure, Period, SalesBook, Source, Target, Text, Tier, Version
from xlsummary.periods import is_whole_months, key_of, months_in, name_of
from xlsummary.plan.adjoining import are_joined
from xlsummary.plan.people import Person, Staff, names_rep
from xlsummary.plan.quota import FixedPoint
from xlsummary.plan.units import plain, too_fine, value_of
from xlsummary.problems import Problem
from xlsummary.spelling import name_key
from xlsummary.wording import LABELS


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """A typed target. `groups` is the place of a group's target on the path, () else.

    `members` are those whom it is for, there or not: all, a group's, or the rows of one rep; none for a target off the
    path. `is_single` tells that it is for one who takes quotas, in one row or several. `own` are the months of its
    period that no typed target above it has already: all of them where it lies in no other. `whole` is the target of which
    this is what is left, where days of it are gone.
    """

    target: Target
    groups: tuple[str, ...]
    members: tuple[Person, ...]
    own: tuple[Period, ...]
    is_single: bool = False
    whole: Root | None = None

    @property
    def is_persons(self) -> bool:
        """True for a target that is spread over the days its own people are there, and on no other."""
        return self.is_single or self.level is Level.REP

    @property
    def level(self) -> Level:
        return self.target.level

    def is_above(self, other: Root) -> bool:
        """True when all whom the other is for are among those whom this is for."""
        if self.level is Level.COMPANY:
            return True
        if self.is_single or other.level is Level.COMPANY:
            return self.level is other.level and self.members == other.members
        return other.groups[: len(self.groups)] == self.groups if other.groups else self._has_all(other.members)

    def _has_all(self, members: Iterable[Person]) -> bool:
        keys = {each.key for each in self.members}
        return all(each.key in keys for each in members)


@dataclass(frozen=True, slots=True, kw_only=True)
class RootSet:
    """The targets of one line that go into one plan; `period` runs from the first day of any to the last.

    They are for the same days, or of adjoining periods of one financial year, each of which is for the same names.
    `inside` are typed targets all of whose months have one above them already; `fixed` quotas that a person changed, each
    with the target it makes.
    """

    line: Line
    period: Period
    roots: tuple[Root, ...]
    inside: tuple[Root, ...] = ()
    fixed: tuple[tuple[FixedPoint, Root], ...] = ()

    @property
    def every(self) -> tuple[Root, ...]:
        """All that is to be met, the outermost first."""
        return (*self.roots, *self.inside, *(root for _, root in self.fixed))

    @property
    def is_nested(self) -> bool:
        """True when shares have to be fitted to rows that lie in or cross one another."""
        return bool(self.inside or self.fixed) or any(root.own != months_in(root.target.period) for root in self.roots)


def root_sets(book: SalesBook, staff: Staff) -> tuple[tuple[RootSet, ...], tuple[RootSet, ...], tuple[Problem, ...]]:
    """The targets to break down, by line and time; those off the path, each name by itself; and what is wrong with others.

    Left to others: placeholders, periods that are not whole months, and names that are not in the book.
    """
    known = known_names(book)
    problems: list[Problem] = []
    found: dict[Line, list[Root]] = {}
    aside: list[Target] = []
    for target in sorted(book.targets, key=_outer_first):
        if target.amount is None or not is_whole_months(target.period):
            continue
        fault = too_fine(target, book.settings)
        if target.level in known and name_key(target.name) not in known[target.level]:
            problems += [fault] if fault else []
            continue
        root = _root(target, staff)
        if root is None:
            clash = _beside(target, aside, book.settings.year_start)
            aside += [] if clash or fault else [target]
            fault = clash or fault or _off_path(target)
        fault = fault or (_clash(root, found.get(target.line, ()), book.settings.year_start) if root else None)
        if fault is not None:
            problems.append(fault)
        elif root is not None and (root.members or not root.is_single):
            found.setdefault(target.line, []).append(root)
    year_start = book.settings.year_start
    sets = [each for line, roots in found.items() for each in _joined(line, roots, year_start)]
    off_path = [each for roots in _by_name(aside) for each in _joined(roots[0].target.line, roots, year_start)]
    return tuple(sorted(sets, key=_plan_order)), tuple(off_path), tuple(problems)


def _by_name(targets: Iterable[Target]) -> Iterator[list[Root]]:
    """Targets off the path, those of one line and name together."""
    named: dict[tuple[Line, Level, str], list[Root]] = {}
    for target in targets:
        root = Root(target=target, groups=(), members=(), own=months_in(target.period))
        named.setdefault((target.line, target.level, name_key(target.name)), []).append(root)
    yield from named.values()


def _outer_first(target: Target) -> tuple[int, int, int, str, int]:
    return -target.period.days, target.period.start.toordinal(), _place(Level, target.level), target.name, target.origin.row


def _plan_order(each: RootSet) -> tuple[int, ...]:
    line = each.line
    words = ((Measure, line.measure), (Source, line.source), (Tier, line.tier), (Version, line.version))
    return (each.period.start.toordinal(), each.period.days, *(_place(listed, word) for listed, word in words))


def _place(words: Iterable[object], word: object) -> int:
    return [*words].index(word)


def _root(target: Target, staff: Staff) -> Root | None:
    """The target with whom it is for; None when it is off the path."""
    own = months_in(target.period)
    if target.level is Level.COMPANY:
        return Root(target=target, groups=(), members=staff.people, own=own)
    if target.level is Level.REP and Level.REP in (staff.leaf, *staff.levels):
        return _rep_root(target, staff)
    if target.level is staff.leaf:
        members = tuple(each for each in staff.people if each.answers_to(target.name))
        return Root(target=target, groups=(), members=members, own=own, is_single=True) if members else None
    if target.level not in staff.levels:
        return None
    depth = staff.levels.index(target.level) + 1
    members = tuple(each for each in staff.people if each.groups[depth - 1 : depth] == (target.name,))
    paths = {each.groups[:depth] for each in members}
    if len(paths) > 1 or (not paths and depth > 1):
        return None
    return Root(target=target, groups=paths.pop() if paths else (target.name,), members=members, own=own)


def _rep_root(target: Target, staff: Staff) -> Root:
    """A rep's target: a group's where the rep stands in one place above clients."""
    members = tuple(each for each in staff.people if names_rep(each.rep, target.name))
    depth = len(staff.levels)
    paths = {each.groups for each in members}
    is_group = len(paths) == 1 and staff.levels[-1:] == (Level.REP,) and all(len(path) == depth for path in paths)
    groups = paths.pop() if is_group else ()
    return Root(target=target, groups=groups, members=members, own=months_in(target.period), is_single=not is_group)


def _off_path(target: Target) -> Problem:
    words: dict[str, str | Text] = {"level": LABELS[target.level], "name": target.name}
    return Problem(OFF_PATH_TARGET, target.origin.cell("name"), target.name, words)


def _beside(target: Target, earlier: Iterable[Target], year_start: int) -> Problem | None:
    """What is wrong where a target off the path is there twice, or crosses another of its name."""
    for other in earlier:
        alike = (other.line, other.level, name_key(other.name)) == (target.line, target.level, name_key(target.name))
        if alike and other.period == target.period:
            words = {"other": str(other.origin.cell("amount"))}
            return Problem(DUPLICATE_TARGET, target.origin.cell("amount"), plain(value_of(target)), words)
        if alike and _cross(target.period, other.period):
            return _crossing(target, other, year_start)
    return None


def _cross(one: Period, other: Period) -> bool:
    return one.meets(other) and not one.holds(other) and not other.holds(one)


def _crossing(target: Target, other: Target, year_start: int) -> Problem:
    own, outer = (Text(*(name_of(each.period, lang, year_start) for lang in Lang)) for each in (target, other))
    words: dict[str, str | Text] = {"period": own, "outer": outer, "other": str(other.origin.cell("period"))}
    return Problem(CROSSING_TARGETS, target.origin.cell("period"), key_of(target.period, year_start), words)


def _clash(root: Root, earlier: Sequence[Root], year_start: int) -> Problem | None:
    """What is wrong where a target is there twice, or crosses another of its line in time."""
    target = root.target
    for other in earlier:
        if other.target.period.meets(target.period) and _same_people(root, other):
            if other.target.period == target.period and other.is_above(root) and root.is_above(other):
                named = {"other": str(other.target.origin.cell("amount"))}
                return Problem(DUPLICATE_TARGET, target.origin.cell("amount"), plain(value_of(target)), named)
            if _cross(other.target.period, target.period):
                return _crossing(target, other.target, year_start)
    return None


def _same_people(one: Root, other: Root) -> bool:
    """True when the two are for somebody alike, or one is the company's."""
    if Level.COMPANY in (one.level, other.level) or (one.level is other.level and one.target.name == other.target.name):
        return True
    keys = {each.key for each in other.members}
    return any(each.key in keys for each in one.members)


def _joined(line: Line, roots: Iterable[Root], year_start: int) -> Iterator[RootSet]:
    """Targets whose periods meet, and those of the same names whose periods adjoin, go into one plan."""
    last: RootSet | None = None
    for following in _by_time(line, roots):
        if last and are_joined(last.period, following.period, year_start) and _names(last) == _names(following):
            last = _root_set(line, (*last.roots, *last.inside, *following.roots, *following.inside))
            continue
        if last:
            yield last
        last = following
    if last:
        yield last


def _names(each: RootSet) -> frozenset[tuple[Level, tuple[str, ...], tuple[str, ...]]]:
    """Whom the targets of a plan are for; a company's is for all, whatever the time."""
    return frozenset(
        (root.level, root.groups, tuple(member.key for member in root.members) if root.is_single else ()) for root in each.roots
    )


def _by_time(line: Line, roots: Iterable[Root]) -> Iterator[RootSet]:
    """Targets whose periods meet, in the order of time."""
    gathered: list[Root] = []
    for root in sorted(roots, key=lambda each: (each.target.period.start, each.target.period.end)):
        if gathered and root.target.period.start >= max(each.target.period.end for each in gathered):
            yield _root_set(line, gathered)
            gathered = []
        gathered.append(root)
    if gathered:
        yield _root_set(line, gathered)


def _root_set(line: Line, roots: Sequence[Root]) -> RootSet:
    period = Period(min(each.target.period.start for each in roots), max(each.target.period.end for each in roots))
    placed = [replace(root, own=_own_months(root, roots)) for root in sorted(roots, key=_in_time)]
    return RootSet(
        line=line,
        period=period,
        roots=tuple(each for each in placed if each.own),
        inside=tuple(each for each in placed if not each.own),
    )


def _in_time(root: Root) -> tuple[int, tuple[int, int, int, str, int]]:
    return root.target.period.start.toordinal(), _outer_first(root.target)


def _own_months(root: Root, roots: Iterable[Root]) -> tuple[Period, ...]:
    """The months of a target that no other above it has: one for more people, or for the same and longer."""
    period = root.target.period
    above = [
        other.target.period
        for other in roots
        if other is not root
        and other.is_above(root)
        and (not root.is_above(other) or (other.target.period != period and other.target.period.holds(period)))
    ]
    return tuple(month for month in months_in(period) if not any(each.holds(month) for each in above))
