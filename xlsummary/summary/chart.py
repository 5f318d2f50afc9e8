"""A chart: what is drawn, as numbers that a table of the summary shows too."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum


class Drawn(Enum):
    """How a series is drawn; a rate is a line on the second axis."""

    PLAN = "plan"
    ACTUAL = "actual"
    CASH = "cash"
    RATE = "rate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """`values` in the chart's unit, a rate as a ratio; None is a gap."""

    name: str
    drawn: Drawn
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart of bars, lying where `is_ranking`; `description` is what someone is told who does not see it."""

    headline: str
    unit: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    is_ranking: bool = False
    description: str = ""

    def __str__(self) -> str:
        return ""
