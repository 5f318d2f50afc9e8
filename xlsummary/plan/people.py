"""Who takes quotas: the people of the book, their groups on the path, and when each is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from xlsummary.catalogue import REPS_FROM_ROWS, UNDATED_HIRE, UNGROUPED_REP
from xlsummary.model import Allocation, Cell, Level, Rep, RepStatus, SalesBook, Text
from xlsummary.problems import Problem
from xlsummary.wording import LABELS

UNGROUPED = Text("未分组", "No group")
_NAMED = 10
GROUPS = (Level.TEAM, Level.MARKET, Level.CHANNEL)
"""Levels that a rep's own row names, so that they can stand on the path between company and rep."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One row of 人员. `groups` has a name for each group level of the path; `key` tells apart, also two rows of one code."""

    rep: Rep
    key: str
    groups: tuple[str, ...]
    weight: Fraction

    def answers_to(self, name: str) -> bool:
        """True for the name, the code, or both as in `张三(A012)`."""
        return name in {self.rep.name, self.rep.code, f"{self.rep.name}({self.rep.code})"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """`levels` are the group levels of the path that the book fills; `people` run in the order of groups and keys.

    `with_reps` is False where the path ends above the reps. Without people every quota stays with the company.
    """

    levels: tuple[Level, ...]
    with_reps: bool
    people: tuple[Person, ...]


def staff_of(book: SalesBook) -> tuple[Staff, tuple[Problem, ...]]:
    """The people who can take quotas; with no 人员 sheet those named in 目标 and 实绩, with a note."""
    reps = book.reps or tuple(_named_in_rows(book))
    levels = tuple(level for level in book.settings.path if level in GROUPS and _is_filled(level, book))
    ungrouped = UNGROUPED[book.settings.lang or book.lang]
    people = [
        Person(
            rep=rep,
            key=f"rep:{rep.key}",
            groups=tuple(getattr(rep, level.value) or ungrouped for level in levels),
            weight=_weight(book, rep),
        )
        for rep in reps
    ]
    people.sort(key=lambda each: (each.groups, each.key, each.rep.joined is not None and each.rep.joined.toordinal()))
    staff = Staff(levels=levels, with_reps=Level.REP in book.settings.path, people=tuple(_told_apart(people)))
    return staff, tuple(_people_problems(book, reps, levels))


def is_undated(rep: Rep) -> bool:
    """True for a hire without a joining date, who takes no share."""
    return rep.status is RepStatus.TO_HIRE and rep.joined is None


def _is_filled(level: Level, book: SalesBook) -> bool:
    """A level blank for all, and not targeted, is skipped."""
    return any(getattr(rep, level.value) for rep in book.reps) or any(target.level is level for target in book.targets)


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


def _people_problems(book: SalesBook, reps: Iterable[Rep], levels: tuple[Level, ...]) -> Iterator[Problem]:
    named = [*reps]
    if named and not book.reps and "reps" not in book.unread:
        yield Problem(REPS_FROM_ROWS, None, words={"count": str(len(named)), "names": _first_names(named)})
    for rep in named:
        if is_undated(rep):
            yield Problem(UNDATED_HIRE, _cell(rep, "joined"), words={"name": rep.name})
            continue
        for level in levels:
            if not getattr(rep, level.value):
                words: dict[str, str | Text] = {"name": rep.name, "level": LABELS[level], "group": UNGROUPED}
                yield Problem(UNGROUPED_REP, _cell(rep, level.value), words=words)


def _first_names(reps: Sequence[Rep]) -> Text:
    """The first ten names, and that there are more."""
    names = [rep.name for rep in reps[:_NAMED]]
    more = len(reps) > _NAMED
    return Text("、".join(names) + "等" * more, ", ".join(names) + ", ..." * more)


def _cell(rep: Rep, name: str) -> Cell | None:
    return rep.origin.cell(name) if rep.origin else None
