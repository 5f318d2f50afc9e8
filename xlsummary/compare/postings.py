"""Both sides of a reconciliation as columns, and the classes that every row of them falls into."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from functools import cached_property, lru_cache

from xlsummary.model import Period


class MatchClass(Enum):
    """What a row of the workbook and a row of the ledger are to each other."""

    MATCHED = "matched"
    WITHIN_TOLERANCE = "within-tolerance"
    AMOUNT_DIFFERS = "amount-differs"
    TAX_DIFFERS = "tax-differs"
    CLIENT_DIFFERS = "client-differs"
    PERIOD_DIFFERS = "period-differs"
    SIGN_REVERSED = "sign-reversed"
    REVERSAL = "reversal"
    SPLIT = "split"
    DUPLICATE = "duplicate"
    ONLY_IN_WORKBOOK = "only-in-workbook"
    ONLY_IN_LEDGER = "only-in-ledger"
    OUT_OF_PERIOD = "out-of-period"


AGREEING = frozenset(
    {
        MatchClass.MATCHED,
        MatchClass.WITHIN_TOLERANCE,
        MatchClass.TAX_DIFFERS,
        MatchClass.REVERSAL,
        MatchClass.SPLIT,
        MatchClass.OUT_OF_PERIOD,
    }
)
"""The classes that leave nothing for anybody to look into."""

NOBODY = -1
"""Stands in a column of places where the other side has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Postings:
    """One side as columns; posting i is row `rows[i]` of its sheet. Days are ordinals, amounts fen.

    `numbers[i]` are the document numbers a posting goes by: 单号 in the workbook; 发票号, 单据号 and what 摘要 names in
    the ledger. Names and numbers are folded alike on both sides; '' and () where there is none.
    """

    rows: tuple[int, ...]
    days: tuple[int, ...]
    amounts: tuple[int, ...]
    clients: tuple[str, ...]
    numbers: tuple[tuple[str, ...], ...]

    def __len__(self) -> int:
        return len(self.rows)

    def order(self, place: int) -> tuple[int, int, str, tuple[str, ...], int]:
        """What orders postings whatever their rows; the row tells apart only those that are alike in everything."""
        return self.days[place], self.amounts[place], self.clients[place], self.numbers[place], self.rows[place]


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What counts as the same: the period of the totals, days apart, fen apart, and the rate of tax."""

    period: Period
    days: int = 7
    tolerance: int = 0
    tax_rate: Decimal = Decimal("0.13")

    def is_inside(self, day: int) -> bool:
        return self.period.start.toordinal() <= day < self.period.end.toordinal()

    def inside(self, side: Postings) -> list[int]:
        """The amounts of one side, 0 for those outside the period."""
        start, end = self.period.start.toordinal(), self.period.end.toordinal()
        return [amount if start <= day < end else 0 for day, amount in zip(side.days, side.amounts, strict=True)]

    def with_tax(self, fen: int) -> int:
        net, gross = _parts(self.tax_rate)
        return _divided(fen * gross, net)

    def without_tax(self, fen: int) -> int:
        net, gross = _parts(self.tax_rate)
        return _divided(fen * net, gross)

    def differ_by_tax(self, one: int, other: int) -> bool:
        """True where one amount is the other with its tax, whichever of the two was rounded to the fen."""
        return one != other and (self._is_taxed(one, other) or self._is_taxed(other, one))

    def _is_taxed(self, gross: int, net: int) -> bool:
        return gross == self.with_tax(net) or net == self.without_tax(gross)


@dataclass(frozen=True, slots=True)
class Match:
    """Postings of both sides that belong together, or one that stands alone; places in their side, oldest first."""

    match_class: MatchClass
    workbook: tuple[int, ...]
    ledger: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """The matches of one class: those of one posting a side at most as columns of places, the others one by one.

    `NOBODY` stands where a side has no posting.
    """

    match_class: MatchClass
    workbook: array[int] = field(default_factory=lambda: array("q"))
    ledger: array[int] = field(default_factory=lambda: array("q"))
    several: tuple[Match, ...] = ()

    def __len__(self) -> int:
        return len(self.workbook) + len(self.several)

    def __iter__(self) -> Iterator[Match]:
        for mine, theirs in zip(self.workbook, self.ledger, strict=True):
            yield Match(self.match_class, () if mine == NOBODY else (mine,), () if theirs == NOBODY else (theirs,))
        yield from self.several

    def own(self) -> Iterator[int]:
        """The places in the workbook's side."""
        yield from self.workbook if NOBODY not in self.workbook else (place for place in self.workbook if place != NOBODY)
        yield from (place for match in self.several for place in match.workbook)

    def theirs(self) -> Iterator[int]:
        """The places in the ledger's side."""
        yield from self.ledger if NOBODY not in self.ledger else (place for place in self.ledger if place != NOBODY)
        yield from (place for match in self.several for place in match.ledger)


@dataclass(frozen=True, kw_only=True)
class Reconciled:
    """Both sides, every posting of them in one match. Totals are fen of the postings inside the period.

    `classes` has those that have a match. `search_ended` tells that the search for several postings that make up one was
    ended before it had looked at all.
    """

    workbook: Postings
    ledger: Postings
    terms: Terms
    classes: Mapping[MatchClass, Matches]
    search_ended: bool = False

    @property
    def matches(self) -> Iterator[Match]:
        """Every match, class by class."""
        return (match for matches in self.classes.values() for match in matches)

    @cached_property
    def workbook_total(self) -> int:
        return sum(self._own)

    @cached_property
    def ledger_total(self) -> int:
        return sum(self._theirs)

    @property
    def difference(self) -> int:
        return self.workbook_total - self.ledger_total

    def difference_of(self, match: Match) -> int:
        """What a match adds to the difference of the totals, in fen."""
        return sum(self._own[place] for place in match.workbook) - sum(self._theirs[place] for place in match.ledger)

    def difference_of_class(self, match_class: MatchClass) -> int:
        """What the matches of a class add to the difference of the totals, in fen; 0 for a class that has none."""
        return self._differences.get(match_class, 0)

    @property
    def unexplained(self) -> int:
        """The difference of the totals less that of all matches; 0, and computed all the same."""
        return self.difference - sum(self._differences.values())

    @property
    def agrees(self) -> bool:
        """True where no match is left for anybody to look into."""
        return self.classes.keys() <= AGREEING

    def of_class(self, match_class: MatchClass) -> Matches:
        return self.classes.get(match_class) or Matches(match_class=match_class)

    @cached_property
    def _own(self) -> list[int]:
        return self.terms.inside(self.workbook)

    @cached_property
    def _theirs(self) -> list[int]:
        return self.terms.inside(self.ledger)

    @cached_property
    def _differences(self) -> Mapping[MatchClass, int]:
        return {
            each: sum(map(self._own.__getitem__, matches.own())) - sum(map(self._theirs.__getitem__, matches.theirs()))
            for each, matches in self.classes.items()
        }


@lru_cache
def _parts(rate: Decimal) -> tuple[int, int]:
    """Whole parts of an amount without tax, and of the same with it."""
    tax, whole = rate.as_integer_ratio()
    return whole, whole + tax


def _divided(fen: int, by: int) -> int:
    """Half up from 0, as an amount is rounded to the fen."""
    size = (2 * abs(fen) + by) // (2 * by)
    return size if fen >= 0 else -size
