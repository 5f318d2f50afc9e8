"""Rows dated by a period that are totals of other rows, or the same money in another form: they do not count."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from operator import sub

from xlsummary.book import schema
from xlsummary.catalogue_period_rows import PERIOD_ROWS_BESIDE, PERIOD_ROWS_TWICE, PERIOD_TOTAL_DIFFERS
from xlsummary.model import ActualKind, Actuals, Cell, Rep, Text
from xlsummary.problems import Problem, Rule

DIMENSIONS = ("rep", "client", "market", "product", "channel")
_ALL = ("team", *DIMENSIONS)
_COMPANY = Text("全公司", "the whole company")
_LESS = Text("少", "less")
_MORE = Text("多", "more")
_NEVER = 1 << 30
_APART = (ActualKind.RETURN, ActualKind.ALLOWANCE, ActualKind.ACCEPTANCE)
"""Kinds whose rows are no total of other kinds, nor part of one."""

Names = tuple[str, ...]
"""What a row says of each of `_ALL`; '' where it says nothing."""
Mask = tuple[int, ...]
"""Which of `_ALL` are filled, by place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overruled:
    """The entries that do not count for a measure, and what is to be said of them."""

    entries: frozenset[int] = frozenset()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One measure's column of 实绩: entries with an amount that could count, their days and whole fen or thousandths.

    `starts`, `ends` and `amounts` are by entry, days half-open ordinals; `grains` is how many make 1 yuan or unit.
    """

    field: str
    entries: Sequence[int]
    starts: Sequence[int]
    ends: Sequence[int]
    amounts: Sequence[int | None]
    grains: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Bundle:
    """The entries of the same days, names and kind, which count together or not at all; `kind` is one of `_APART`, or None."""

    start: int
    end: int
    names: Names
    kind: ActualKind | None
    entries: tuple[int, ...]
    amount: int

    @property
    def days(self) -> int:
        return self.end - self.start

    @property
    def mask(self) -> Mask:
        return tuple(place for place, name in enumerate(self.names) if name)

    def of(self, mask: Mask) -> Names:
        """The names at some places."""
        return tuple(self.names[place] for place in mask)

    def holds(self, other: _Bundle) -> bool:
        return self.start <= other.start and other.end <= self.end


def overruled(actuals: Actuals, reps: Sequence[Rep], column: Column) -> Overruled:
    """What does not count of a column.

    A period's row is the total of the rows in its days with its names and more of them, or with its names and fewer days:
    those count, and where they are not as much a warning tells. Rows of a period that name one thing beside rows in their
    days that name another, people here and markets there, may be the same money twice: they are where the rows without those
    names are of whole periods too, or where the sums are the same, and then the rows of fewer days count, else those with
    more names. Where that is not known, both count. Either is a warning.
    """
    if not has_periods(column.starts, column.ends):
        return Overruled()
    bundles = _bundles(actuals, reps, column)
    totals = _totals(bundles)
    gone = {total.whole for total in totals}
    left = [each for each in bundles if each not in gone]
    problems: list[Problem] = []
    for kind in dict.fromkeys(each.kind for each in left):
        crossed, told = _crossing(actuals, column, [each for each in left if each.kind is kind])
        gone |= crossed
        problems += told
    differing = (_difference(actuals, column, total, gone) for total in totals)
    return Overruled(
        entries=frozenset(entry for each in gone for entry in each.entries),
        problems=(*(each for each in differing if each), *problems),
    )


def has_periods(starts: Sequence[int], ends: Sequence[int]) -> bool:
    """True where some days, half-open ordinals, are a period's."""
    return max(map(sub, ends, starts), default=1) > 1


def _bundles(actuals: Actuals, reps: Sequence[Rep], column: Column) -> list[_Bundle]:
    """By first day, then in the order of the rows."""
    names = _names(actuals, reps, column)
    grouped: dict[tuple[int, int, Names, ActualKind | None], list[int]] = defaultdict(list)
    for entry in column.entries:
        kind = actuals.kinds[entry] if actuals.kinds[entry] in _APART else None
        grouped[column.starts[entry], column.ends[entry], names(entry), kind].append(entry)
    bundles = [
        _Bundle(
            start=start,
            end=end,
            names=own,
            kind=kind,
            entries=tuple(entries),
            amount=sum(column.amounts[entry] or 0 for entry in entries),
        )
        for (start, end, own, kind), entries in grouped.items()
    ]
    return sorted(bundles, key=lambda each: (each.start, each.entries))


def _names(actuals: Actuals, reps: Sequence[Rep], column: Column) -> Callable[[int], Names]:
    """What tells an entry's names; a team's name where a rep's should stand is the team's row, and then reps have teams."""
    blank = ("",) * len(actuals)
    texts = [actuals.texts.get(name) or blank for name in DIMENSIONS]
    people = {rep.name for rep in reps}
    teams = {rep.team for rep in reps if rep.team} - people
    if not teams.intersection(texts[0]):
        return lambda entry: ("", *(text[entry] for text in texts))
    rows: dict[str, list[Rep]] = defaultdict(list)
    for rep in reps:
        for name in (rep.name, f"{rep.name}({rep.code})"):
            rows[name].append(rep)

    def names(entry: int) -> Names:
        rep, *others = (text[entry] for text in texts)
        if rep in teams:
            return (rep, "", *others)
        return (_team(rows.get(rep, ()), column.starts[entry]), rep, *others)

    return names


def _team(rows: Sequence[Rep], day: int) -> str:
    """The team on a day of someone with these rows of 人员."""
    for rep in rows:
        joined, left = (rep.joined.toordinal() if rep.joined else -_NEVER), (rep.left.toordinal() if rep.left else _NEVER)
        if joined <= day <= left:
            return rep.team
    return rows[0].team if rows else ""


class _Index:
    """Bundles by the names at some places, each list by first day."""

    def __init__(self, bundles: Iterable[_Bundle], mask: Mask) -> None:
        self._mask = mask
        self._bundles: dict[Names, list[_Bundle]] = defaultdict(list)
        for bundle in bundles:
            self._bundles[bundle.of(mask)].append(bundle)
        self._starts = {names: [each.start for each in listed] for names, listed in self._bundles.items()}

    def inside(self, total: _Bundle) -> Iterator[_Bundle]:
        """Those in the days of a bundle that have its names, itself among them."""
        names = total.of(self._mask)
        starts = self._starts[names]
        for each in self._bundles[names][bisect_left(starts, total.start) : bisect_left(starts, total.end)]:
            if each.end <= total.end:
                yield each


@dataclass(frozen=True, slots=True, kw_only=True)
class _Total:
    """A bundle and those in it that count instead: of its kind (`finer`), and of any."""

    whole: _Bundle
    finer: Sequence[_Bundle]
    all_kinds: Sequence[_Bundle]


def _totals(bundles: Sequence[_Bundle]) -> list[_Total]:
    """The bundles that are totals of others: in their days, with their names, and with fewer days or more names."""
    periods = [each for each in bundles if each.days > 1]
    indexes = {mask: _Index(bundles, mask) for mask in dict.fromkeys(each.mask for each in periods)}
    totals: dict[_Bundle, _Total] = {}
    for whole in sorted(periods, key=lambda each: (each.days, -len(each.mask), each.entries)):
        inside = [each for each in indexes[whole.mask].inside(whole) if each is not whole and each not in totals]
        finer = [each for each in inside if each.kind is whole.kind]
        if finer:
            totals[whole] = _Total(whole=whole, finer=finer, all_kinds=inside)
    return [*totals.values()]


def _difference(actuals: Actuals, column: Column, total: _Total, gone: Container[_Bundle]) -> Problem | None:
    """A warning where what counts instead of a total is not as much, with its kind alone nor with all."""
    finer = [each for each in total.finer if each not in gone]
    typed, own = total.whole.amount, _sum(finer)
    if typed in (own, _sum(each for each in total.all_kinds if each not in gone)):
        return None
    words: dict[str, str | Text] = {
        "typed": _number(typed, column),
        "count": _rows(actuals, finer),
        "sum": _number(own, column),
        "difference": _number(abs(own - typed), column),
        "which": _LESS if own < typed else _MORE,
    }
    return Problem(PERIOD_TOTAL_DIFFERS, _cell(actuals, column, total.whole), words=words)


Group = tuple[int, int, Mask]
"""First and last day, half-open, and what is named."""


def _crossing(actuals: Actuals, column: Column, bundles: Sequence[_Bundle]) -> tuple[set[_Bundle], list[Problem]]:
    """The bundles that do not count, for others in their days that name other things, or fewer, and what is said of them."""
    groups: dict[Group, list[_Bundle]] = defaultdict(list)
    for bundle in bundles:
        if bundle.days > 1:
            groups[bundle.start, bundle.end, bundle.mask].append(bundle)
    gone: set[_Bundle] = set()
    problems = [
        _beside(actuals, column, PERIOD_ROWS_BESIDE, [each], [earlier]) for earlier, each in _overlapping(groups.values())
    ]
    if len({each.mask for each in bundles}) < 2:
        return gone, problems
    starts = [each.start for each in bundles]
    for (start, end, mask), own in sorted(groups.items(), key=_longest_first):
        around = bundles[bisect_left(starts, start) : bisect_left(starts, end)]
        others = [each for each in around if each not in gone and _may_be(own[0], each)]
        found = _same_money(own, _compatible(own, others, mask))
        if found is None:
            continue
        same, shown, rule = found
        if rule is PERIOD_ROWS_TWICE:
            gone.update(same)
        problems.append(_beside(actuals, column, rule, same, shown))
    return gone, problems


def _overlapping(groups: Iterable[Sequence[_Bundle]]) -> Iterator[tuple[_Bundle, _Bundle]]:
    """Bundles with the same names of periods that share days, neither holding the other: each with the one before."""
    last: dict[Names, _Bundle] = {}
    for bundle in sorted((each for group in groups for each in group), key=lambda each: (each.start, each.end)):
        earlier = last.get(bundle.names)
        if earlier is not None and bundle.start < earlier.end:
            yield earlier, bundle
        if earlier is None or bundle.end > earlier.end:
            last[bundle.names] = bundle


def _longest_first(group: tuple[Group, Sequence[_Bundle]]) -> tuple[int, int, tuple[int, ...], int]:
    """Long periods first, then few names, then those that stand last among the columns."""
    (start, end, mask), _ = group
    return start - end, len(mask), tuple(-place for place in mask), start


def _may_be(one: _Bundle, other: _Bundle) -> bool:
    """True for rows in one's days that name other things, and go before it: of fewer days, or as many and more names."""
    if not one.holds(other) or {*one.mask} <= {*other.mask}:
        return False
    key = (other.days, -len(other.mask), other.mask)
    return key < (one.days, -len(one.mask), one.mask)


_Pair = tuple[Sequence[_Bundle], Sequence[_Bundle]]
"""Some bundles, and others beside them."""


def _compatible(own: Sequence[_Bundle], others: Sequence[_Bundle], mask: Mask) -> Mapping[Mask, _Pair]:
    """By what the others name: those of `own` and of the others that have no different names."""
    by_mask: dict[Mask, list[_Bundle]] = defaultdict(list)
    for other in others:
        by_mask[other.mask].append(other)
    found = {}
    for theirs, listed in sorted(by_mask.items()):
        common = tuple(place for place in mask if place in theirs)
        shared = {each.of(common) for each in own} & {each.of(common) for each in listed}
        if shared:
            found[theirs] = (
                [each for each in own if each.of(common) in shared],
                [each for each in listed if each.of(common) in shared],
            )
    return found


_Found = tuple[Sequence[_Bundle], Sequence[_Bundle], Rule]


def _same_money(own: Sequence[_Bundle], beside: Mapping[Mask, _Pair]) -> _Found | None:
    """Which of `own` are surely, or perhaps, the money of which others, and the rule that says so; None for none."""
    wholes = [pair for theirs, pair in beside.items() if {*theirs} < {*own[0].mask} and any(each.days > 1 for each in pair[1])]
    if wholes:
        return *_joined(wholes), PERIOD_ROWS_TWICE
    for same, others in beside.values():
        if _sum(same) == _sum(others) != 0:
            return same, others, PERIOD_ROWS_TWICE
    return (*_joined(beside.values()), PERIOD_ROWS_BESIDE) if beside else None


def _joined(pairs: Iterable[_Pair]) -> _Pair:
    """All of the firsts without repeats, and all of the seconds."""
    firsts, seconds = zip(*pairs, strict=True)
    return [*dict.fromkeys(chain.from_iterable(firsts))], [*chain.from_iterable(seconds)]


def _sum(bundles: Iterable[_Bundle]) -> int:
    return sum(each.amount for each in bundles)


def _beside(actuals: Actuals, column: Column, rule: Rule, own: Sequence[_Bundle], others: Sequence[_Bundle]) -> Problem:
    words: dict[str, str | Text] = {
        "count": _rows(actuals, own),
        "by": _by(own),
        "typed": _number(_sum(own), column),
        "others": _rows(actuals, others),
        "other": _by(others),
        "sum": _number(_sum(others), column),
    }
    first = min(own, key=lambda each: each.entries)
    return Problem(rule, _cell(actuals, column, first), words=words)


def _rows(actuals: Actuals, bundles: Iterable[_Bundle]) -> str:
    return str(len({actuals.rows[entry] for each in bundles for entry in each.entries}))


def _by(bundles: Iterable[_Bundle]) -> Text:
    """What rows name, in the headings' words."""
    masks = sorted({each.mask for each in bundles})
    named = [[_heading(_ALL[place]) for place in mask] or [_COMPANY] for mask in masks]
    texts = [Text("、".join(each.zh for each in own), ", ".join(each.en.lower() for each in own)) for own in named]
    return Text(" / ".join(each.zh for each in texts), " / ".join(each.en for each in texts))


def _heading(name: str) -> Text:
    return schema.sheet("reps" if name == "team" else "actuals").column(name).heading


def _number(amount: int, column: Column) -> str:
    return f"{Decimal(amount) / column.grains:,}"


def _cell(actuals: Actuals, column: Column, bundle: _Bundle) -> Cell:
    return actuals.cell(column.field, bundle.entries[0])
