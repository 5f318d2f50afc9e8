"""Who takes quotas: the people of the book, their groups on the path, and when each is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from xlsummary.catalogue import REPS_FROM_ROWS, UNDATED_HIRE, UNGROUPED_REP
from xlsummary.model import Allocation, Cell, Level, Rep, RepStatus, SalesBook, Text
from xlsummary.plan.quota import NodeLevel
from xlsummary.problems import Problem
from xlsummary.wording import LABELS

UNGROUPED = Text("未分组", "No group")
_NAMED = 10
GROUPS = (Level.TEAM, Level.MARKET, Level.CHANNEL)
"""Levels that a rep's own row names, so that they can stand on the path between company and rep."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Whoever takes quotas: one row of 人员, or a client, market, channel or product (`level`) in its place.

    `groups` has a name for each level of the path above, a rep's being the rep's key; `key` tells apart, also two rows of
    one code. `rep` says when there: of a client with a rep on the path that rep's row, of what needs nobody a row without
    dates. `part` is what a rep's client has of the rep's own, 1 else.
    """

    rep: Rep
    key: str
    groups: tuple[str, ...]
    weight: Fraction
    level: NodeLevel = NodeLevel.REP
    name: str = ""
    code: str = ""
    part: Fraction = Fraction(1)

    def answers_to(self, name: str) -> bool:
        """True for the name, the code, or both as in `张三(A012)`."""
        return name in {self.name, self.code, f"{self.name}({self.code})"} - {""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """`levels` are the levels of the path above the last that the book fills; `people` run in the order of groups and keys.

    `leaf` is the level of those who take quotas; None where the path ends above them, so that they are not shown. Without
    people every quota stays with the company.
    """

    levels: tuple[Level, ...]
    leaf: Level | None
    people: tuple[Person, ...]


def staff_of(book: SalesBook) -> tuple[Staff, tuple[Problem, ...]]:
    """The people who can take quotas; with no 人员 sheet those named in 目标 and 实绩, with a note."""
    reps = book.reps or tuple(_named_in_rows(book))
    markets = _markets_of(book)
    levels = tuple(level for level in book.settings.path if level in GROUPS and _is_filled(level, book, markets))
    ungrouped = UNGROUPED[book.settings.lang or book.lang]
    people = [
        Person(
            rep=rep,
            key=f"rep:{rep.key}",
            groups=tuple(_group(rep, level, markets) or ungrouped for level in levels),
            weight=_weight(book, rep),
            name=rep.name,
            code=rep.code,
        )
        for rep in reps
    ]
    staff = Staff(
        levels=levels,
        leaf=Level.REP if Level.REP in book.settings.path else None,
        people=in_order(people),
    )
    return staff, tuple(_people_problems(book, reps, levels, markets))


def in_order(people: Iterable[Person]) -> tuple[Person, ...]:
    """By groups and keys; further rows of one key get a number."""
    listed = sorted(people, key=lambda each: (each.groups, each.key, each.rep.joined or date.min))
    return tuple(_told_apart(listed))


def _markets_of(book: SalesBook) -> Mapping[str, str]:
    """For reps who name no market themselves the one that all their clients are in."""
    found: dict[str, set[str]] = {}
    for client in book.clients:
        if client.rep and client.market:
            found.setdefault(client.rep, set()).add(client.market)
    return {rep: markets.pop() for rep, markets in found.items() if len(markets) == 1}


def _group(rep: Rep, level: Level, markets: Mapping[str, str]) -> str:
    own = {Level.TEAM: rep.team, Level.MARKET: rep.market, Level.CHANNEL: rep.channel}[level]
    if own or level is not Level.MARKET:
        return own
    return next((markets[name] for name in (rep.name, f"{rep.name}({rep.code})") if name in markets), "")


def names_rep(rep: Rep, name: str) -> bool:
    """True for the rep's name, code, or both as in `张三(A012)`."""
    return name in {rep.name, rep.code, f"{rep.name}({rep.code})"} - {""}


def is_undated(rep: Rep) -> bool:
    """True for a hire without a joining date, who takes no share."""
    return rep.status is RepStatus.TO_HIRE and rep.joined is None


def _is_filled(level: Level, book: SalesBook, markets: Mapping[str, str]) -> bool:
    """A level blank for all, and not targeted, is skipped."""
    return any(_group(rep, level, markets) for rep in book.reps) or any(target.level is level for target in book.targets)


def _weight(book: SalesBook, rep: Rep) -> Fraction:
    return Fraction(1) if book.settings.allocation is Allocation.EQUAL else max(Fraction(rep.weight), Fraction(0))


def _named_in_rows(book: SalesBook) -> Iterator[Rep]:
    names = {target.name for target in book.targets if target.level is Level.REP}
    names.update(book.actuals.texts.get("rep", ()))
    yield from (Rep(origin=None, name=name) for name in sorted(names) if name)


def _told_apart(people: Iterable[Person]) -> Iterator[Person]:
    """Further rows of one key get a number: a transfer has a place in either team."""
    seen: Counter[str] = Counter()
    for person in people:
        seen[person.key] += 1
        number = seen[person.key]
        yield person if number == 1 else replace(person, key=f"{person.key}#{number}")


def _people_problems(
    book: SalesBook, reps: Iterable[Rep], levels: tuple[Level, ...], markets: Mapping[str, str]
) -> Iterator[Problem]:
    named = [*reps]
    if named and not book.reps and "reps" not in book.unread:
        yield Problem(REPS_FROM_ROWS, None, words={"count": str(len(named)), "names": first_names([rep.name for rep in named])})
    for rep in named:
        if is_undated(rep):
            yield Problem(UNDATED_HIRE, _cell(rep, "joined"), words={"name": rep.name})
            continue
        for level in levels:
            if not _group(rep, level, markets):
                words: dict[str, str | Text] = {"name": rep.name, "level": LABELS[level], "group": UNGROUPED}
                yield Problem(UNGROUPED_REP, _cell(rep, level.value), words=words)


def first_names(names: Sequence[str]) -> Text:
    """The first ten names, and that there are more."""
    listed, more = names[:_NAMED], len(names) > _NAMED
    return Text("、".join(listed) + "等" * more, ", ".join(listed) + ", ..." * more)


def _cell(rep: Rep, name: str) -> Cell | None:
    return rep.origin.cell(name) if rep.origin else None
