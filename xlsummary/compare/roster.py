"""Who is meant by a name in a row: namesakes told apart by their codes, a transfer's team by the day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from xlsummary.model import Rep, SalesBook
from xlsummary.plan.people import UNGROUPED
from xlsummary.plan.quota import Node

_ALWAYS = 1 << 30


class Roster:
    """The reps of a book by the name they are shown under: the name, or `张三(A012)` where two people share it."""

    def __init__(self, book: SalesBook) -> None:
        keys: dict[str, set[str]] = defaultdict(set)
        for rep in book.reps:
            keys[rep.name].add(rep.key)
        self._namesakes = {name for name, own in keys.items() if len(own) > 1}
        self._rows: dict[str, list[Rep]] = defaultdict(list)
        for rep in book.reps:
            self._rows[self._shown(rep.name, rep.code)].append(rep)
        self._ungrouped = UNGROUPED[book.settings.lang or book.lang] if any(rep.team for rep in book.reps) else ""

    def name_of(self, node: Node) -> str:
        """The name a planned rep is shown under; both places of a transfer have one name."""
        return self._shown(node.name, node.code)

    def rep(self, name: str, day: int) -> Rep | None:
        """The row of 人员 that a name means on a day (an ordinal); None for a name that is not there."""
        rows = self._rows.get(name, [])
        there = [rep for rep in rows if _start(rep) <= day <= _end(rep)]
        return next(iter(there or _nearest(rows, day)), None)

    def team(self, name: str, day: int) -> str:
        """The team of a rep on a day (an ordinal); '' for a name that 人员 does not have."""
        chosen = self.rep(name, day)
        return (chosen.team or self._ungrouped) if chosen else ""

    def _shown(self, name: str, code: str) -> str:
        return f"{name}({code})" if code and name in self._namesakes else name


def _nearest(rows: Iterable[Rep], day: int) -> list[Rep]:
    """A row outside all of its person's dates goes with the nearest."""
    return sorted(rows, key=lambda rep: min(abs(_start(rep) - day), abs(_end(rep) - day)))


def _start(rep: Rep) -> int:
    return rep.joined.toordinal() if rep.joined else -_ALWAYS


def _end(rep: Rep) -> int:
    return rep.left.toordinal() if rep.left else _ALWAYS
