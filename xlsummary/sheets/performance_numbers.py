"""The numbers of a row of 目标对实绩 by the keys of its columns, and the sums of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from xlsummary.compare.scores import Score
from xlsummary.model import Amount, Bound
from xlsummary.summary.bounds import difference, quotient

Numbers = Mapping[str, Amount]
"""What is told; a key that is not there has nothing to say."""

_TARGETS: Mapping[str, Callable[[Score], object]] = MappingProxyType(
    {
        "target": lambda score: score.row.target,
        "due": lambda score: score.row.to_date,
        "original": lambda score: score.row.original,
        "original_due": lambda score: score.row.original_to_date,
        "month_target": lambda score: score.month.target,
    }
)
_ACTUALS: Mapping[str, Callable[[Score], object]] = MappingProxyType(
    {
        "actual": lambda score: score.row.actual if score.is_told else None,
        "month_actual": lambda score: score.month.actual,
        "before": lambda score: score.month.before,
        "last_year": lambda score: score.last_year,
        "cash_target": lambda score: score.cash and score.cash.target,
        "cash": lambda score: score.cash.actual if score.cash and score.is_told else None,
        "opening": lambda score: score.cash and score.cash.opening,
    }
)
TARGET_KEYS = frozenset({*_TARGETS, "cash_target"})
"""Columns of targets, which stand for a month too that is still to come."""

DERIVED: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "variance": ("actual", "due"),
        "pace": ("actual", "due"),
        "attained": ("actual", "target"),
        "month_attained": ("month_actual", "month_target"),
        "month_growth": ("month_actual", "before"),
        "change": ("actual", "last_year"),
        "growth": ("actual", "last_year"),
        "cash_attained": ("cash", "cash_target"),
    }
)
"""What each column that is reckoned on the sheet is reckoned from; `share` and `cash_rate` ask for more."""

UNRATED = frozenset({"pace", "attained", "month_attained", "cash_attained"})
"""Rates that what is nobody's has not: what came without a name did not come for what was not assigned."""

DIFFERENCES = frozenset({"variance", "change"})
GROWTHS = frozenset({"month_growth", "growth"})


def numbers_of(score: Score, target_bound: Bound) -> Numbers:
    """A row's own numbers; its targets are as exact as those that were typed."""
    found: dict[str, Amount] = {}
    for key, told in (*_TARGETS.items(), *_ACTUALS.items()):
        value = told(score)
        if isinstance(value, Amount):
            found[key] = value
        elif value is not None:
            found[key] = Amount(value, target_bound if key in _TARGETS else Bound.EXACT)  # type: ignore[arg-type] # a Decimal
    return found


def summed(parts: Iterable[Numbers]) -> Numbers:
    """The sums of what the parts have."""
    sums: dict[str, Amount] = {}
    for part in parts:
        for key, amount in part.items():
            sums[key] = sums[key] + amount if key in sums else amount
    return sums


def derived(key: str, part: Amount, base: Amount) -> Amount | None:
    """What a column has of its two; None where a rate has no base above 0."""
    if key in DIFFERENCES:
        return difference(part, base)
    rate = quotient(part, base)
    return rate if rate is None or key not in GROWTHS else Amount(rate.value - 1, rate.bound)
