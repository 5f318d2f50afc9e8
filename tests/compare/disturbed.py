"""Sales of a workbook and a ledger of them disturbed in every class a known number of times."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from xlsummary.compare.postings import MatchClass, Terms
from xlsummary.model import Period

JUNE = date(2026, 6, 1).toordinal()
TERMS = Terms(period=Period(date(2026, 1, 1), date(2027, 1, 1)))


@dataclass(frozen=True, slots=True)
class Line:
    """One posting: day counted from June 1, 2026."""

    amount: int
    client: str = "甲"
    day: int = 0
    numbers: tuple[str, ...] = ()


def clean(count: int, dice: random.Random) -> list[Line]:
    """Postings whose amounts are all distinct and far from one another's tax, sum and difference."""
    return [
        Line(
            amount=1_000_003 + place * 7_919 + dice.randrange(1000),
            client=f"客户{place % 97}",
            day=dice.randrange(-100, 150),
            numbers=(f"XS{place:05d}",) if place % 2 else (),
        )
        for place in range(count)
    ]


def disturbed(lines: list[Line], dice: random.Random) -> tuple[list[Line], list[Line], Counter[str]]:
    """The workbook and a ledger disturbed in every class, 20 times each, and how often each class must be found."""
    workbook, ledger, expected = [], [], Counter[str]()
    kinds = [kind for kind in MatchClass if kind is not MatchClass.MATCHED] * 20
    chosen = dict(zip(dice.sample(range(len(lines)), len(kinds)), kinds, strict=True))
    for place, line in enumerate(lines):
        kind = chosen.get(place, MatchClass.MATCHED)
        mine, theirs = pair_of(kind, line)
        workbook += mine
        ledger += theirs
        expected[kind.value] += 1
        if kind in (MatchClass.REVERSAL, MatchClass.DUPLICATE):
            expected["matched"] += 1
    dice.shuffle(ledger)
    return workbook, ledger, expected


def pair_of(kind: MatchClass, line: Line) -> tuple[list[Line], list[Line]]:
    own = [line]
    half = line.amount // 3
    pairs: dict[MatchClass, tuple[list[Line], list[Line]]] = {
        MatchClass.MATCHED: (own, [replace(line, day=line.day + 2)]),
        MatchClass.WITHIN_TOLERANCE: (own, [replace(line, amount=line.amount + 1)]),
        MatchClass.AMOUNT_DIFFERS: (own, [replace(line, amount=line.amount + 900)]),
        MatchClass.TAX_DIFFERS: (own, [replace(line, amount=TERMS.without_tax(line.amount))]),
        MatchClass.CLIENT_DIFFERS: (own, [replace(line, client="别家")]),
        MatchClass.PERIOD_DIFFERS: (own, [replace(line, day=line.day + 60)]),
        MatchClass.SIGN_REVERSED: (own, [replace(line, amount=-line.amount)]),
        MatchClass.REVERSAL: (own, [line, replace(line, numbers=()), replace(line, amount=-line.amount, numbers=())]),
        MatchClass.SPLIT: (own, [replace(line, amount=half), replace(line, amount=line.amount - half, day=line.day + 3)]),
        MatchClass.DUPLICATE: ([line, line], own),
        MatchClass.ONLY_IN_WORKBOOK: (own, []),
        MatchClass.ONLY_IN_LEDGER: ([], own),
        MatchClass.OUT_OF_PERIOD: ([], [replace(line, day=-900 - line.day)]),
    }
    return pairs[kind]


def mixed(kinds: list[MatchClass], dice: random.Random) -> tuple[list[Line], list[Line], Counter[str]]:
    """A line of each kind on both sides, shuffled, and how often each class must be found."""
    workbook, ledger, expected = [], [], Counter[str]()
    for kind, line in zip(kinds, clean(len(kinds), dice), strict=True):
        mine, theirs = pair_of(kind, line)
        workbook += mine
        ledger += theirs
        expected[kind.value] += 1
        if kind in (MatchClass.REVERSAL, MatchClass.DUPLICATE):
            expected["matched"] += 1
    dice.shuffle(workbook)
    dice.shuffle(ledger)
    return workbook, ledger, expected
