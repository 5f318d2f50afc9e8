"""How long what clients owe has been due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from xlsummary.compare.settling import Entry


class Age(Enum):
    """How long an open amount is overdue; the opening balance has no day and stands apart."""

    NOT_DUE = "not-due"
    TO_30 = "1-30"
    TO_60 = "31-60"
    TO_90 = "61-90"
    TO_180 = "91-180"
    TO_365 = "181-365"
    OVER_YEAR = "over-365"
    OPENING = "opening"


_LAST_DAYS = ((0, Age.NOT_DUE), (30, Age.TO_30), (60, Age.TO_60), (90, Age.TO_90), (180, Age.TO_180), (365, Age.TO_365))


@dataclass(frozen=True, slots=True)
class Ageing:
    """Open fen by age, in the order of `Age`; they add up to what is open."""

    by_age: tuple[int, ...]

    def __getitem__(self, age: Age) -> int:
        return self.by_age[list(Age).index(age)]

    @property
    def total(self) -> int:
        return sum(self.by_age)

    @property
    def overdue(self) -> int:
        """What is past its day; the opening balance, whose day is not known, is not counted."""
        return self.total - self[Age.NOT_DUE] - self[Age.OPENING]


def aged(entries: Iterable[Entry], as_of: date, terms: int) -> Ageing:
    """The ageing of one client's open entries on the as-of day; a sale is due `terms` days after its day."""
    sums = dict.fromkeys(Age, 0)
    for entry in entries:
        sums[_age(entry, as_of, terms)] += entry.amount
    return Ageing(tuple(sums.values()))


def together(ageings: Iterable[Ageing]) -> Ageing:
    """The sum of several clients' ageings."""
    columns = zip(*(each.by_age for each in ageings), strict=True)
    return Ageing(tuple(map(sum, columns)) or (0,) * len(Age))


def _age(entry: Entry, as_of: date, terms: int) -> Age:
    if entry.day is None:
        return Age.OPENING
    days = (as_of - entry.day).days - terms
    return next((age for last, age in _LAST_DAYS if days <= last), Age.OVER_YEAR)
