"""A figure: a number computed once, with its wording, its formula in words and the cells it came from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xlsummary.model import Bound


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """`value` is exact, in yuan, counted units, days or a ratio; None when it cannot be had (待补).

    `text` is how the document prints it (`130.00万元`); `formula` says in words how it was made; `cells` are ranges
    and filters as Excel's Go To takes them (`'实绩'!D2:D312, 人员=张三`), never a list of single cells.
    """

    name: str
    value: Decimal | None
    text: str
    formula: str
    cells: tuple[str, ...]
    bound: Bound = Bound.EXACT

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Notice:
    """A warning of the book in one sentence, and its cell, '' where it has none."""

    text: str
    where: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A figure or fact that the book does not give: what, and the sheet and cell where it would stand."""

    figure: str
    sheet: str
    ref: str | None = None
