"""Dealers' scores: 实力, 网络, 配送, 配合度 and 投入意识, each 1 to 5."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from xlsummary.compare.sourced import Sourced, column_cells, filled_cells
from xlsummary.model import Client, SalesBook

ASPECTS = ("strength", "network", "delivery", "cooperation", "commitment")
"""The fields of 客户, in the order of the sheet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DealerScore:
    """One client's scores by aspect, those left blank left out; `mean` is of those there."""

    client: Client
    scores: Mapping[str, Decimal]
    cells: tuple[str, ...]

    @property
    def mean(self) -> Decimal:
        return sum(self.scores.values(), Decimal(0)) / len(self.scores)

    @property
    def is_whole(self) -> bool:
        """True where all five aspects are scored."""
        return len(self.scores) == len(ASPECTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dealers:
    """The scored clients, best mean first, and the mean of each aspect over those that have it."""

    scored: tuple[DealerScore, ...]
    aspects: Mapping[str, Sourced]


def dealers(book: SalesBook) -> Dealers | None:
    """None in a book that scores no client."""
    scored = [_score(client) for client in book.clients if any(getattr(client, aspect) for aspect in ASPECTS)]
    if not scored:
        return None
    return Dealers(
        scored=tuple(sorted(scored, key=lambda each: -each.mean)),
        aspects={aspect: _aspect(book, aspect) for aspect in ASPECTS},
    )


def _score(client: Client) -> DealerScore:
    filled = [aspect for aspect in ASPECTS if getattr(client, aspect) is not None]
    return DealerScore(
        client=client,
        scores={aspect: getattr(client, aspect).value for aspect in filled},
        cells=tuple(cell for aspect in filled for cell in column_cells([client], aspect)),
    )


def _aspect(book: SalesBook, aspect: str) -> Sourced:
    scores = [getattr(client, aspect).value for client in book.clients if getattr(client, aspect) is not None]
    mean = sum(scores, Decimal(0)) / len(scores) if scores else None
    return Sourced(mean, filled_cells(book.clients, aspect))
