"""A package before and after a graft, and which parts of them are ours."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from tests.excel.packages import Book, Sheet


@dataclass(frozen=True, slots=True)
class Change:
    """Both packages, and the names of our sheets in each."""

    before: Book
    after: Book
    older: frozenset[str]
    newer: frozenset[str]
    dropped: frozenset[str]
    ours: frozenset[str]

    @classmethod
    def of(cls, before: bytes, after: bytes, ours: Collection[str], older: Collection[str]) -> Change:
        """`ours` are the names of our sheets in `after`, `older` of those in `before`."""
        old, new = Book(before), Book(after)
        return cls(old, new, frozenset(older), frozenset(ours), _dropped(old, older), _ours(old, new, ours))


def sheets_of(book: Book, names: Collection[str]) -> list[Sheet]:
    return [sheet for sheet in book.sheets if sheet.name in names]


def _dropped(before: Book, older: Collection[str]) -> frozenset[str]:
    """The parts only our older sheets lead to."""
    mine = before.reached([sheet.part for sheet in sheets_of(before, older)])
    others = [sheet.part for sheet in before.sheets if sheet.name not in older]
    rest = [each.target for each in before.relations(before.workbook) if each.word != "worksheet"]
    return frozenset(mine - before.reached([*others, *rest]))


def _ours(before: Book, after: Book, newer: Collection[str]) -> frozenset[str]:
    """The parts our sheets lead to, and the styles where the user had none."""
    styles = after.part_of("styles")
    made = {styles} if styles and before.part_of("styles") is None else set()
    return frozenset(made | after.reached([sheet.part for sheet in sheets_of(after, newer)]))
