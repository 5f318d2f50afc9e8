"""A figure: a number computed once, with its wording, its formula in words and the cells it came from; texts that hold some."""

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
class Doubt:
    """A sentence of the user's own that does not agree with the book; `remark` says why, with both cells."""

    parts: tuple[str | Figure, ...]
    remark: str

    def __str__(self) -> str:
        return "".join(map(str, self.parts))


class Passage(str):
    """A text that knows its parts: words, the figures in it and the sentences in doubt."""

    __slots__ = ("parts",)
    parts: tuple[str | Figure | Doubt, ...]

    def __new__(cls, *parts: str | Figure | Doubt) -> Passage:
        every = [inner for part in parts for inner in (part.parts if isinstance(part, Passage) else (part,))]
        passage = super().__new__(cls, "".join(map(str, every)))
        passage.parts = tuple(every)
        return passage

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures in it, in order."""
        inner = [each for part in self.parts for each in (part.parts if isinstance(part, Doubt) else (part,))]
        return tuple(each for each in inner if isinstance(each, Figure))


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
