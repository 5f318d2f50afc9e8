"""目标: values still to come or below 0, and tiers that do not rise."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from xlsummary.catalogue_checking import NEGATIVE_TARGET, TARGET_MISSING, TARGET_UNIT, TIER_ORDER
from xlsummary.model import Level, Measure, SalesBook, Target, Text, Tier
from xlsummary.problems import Problem
from xlsummary.spelling import name_key
from xlsummary.wording import LABELS

_RISING = ((Tier.FLOOR, Tier.TARGET, Tier.STRETCH, Tier.CHALLENGE), (Tier.COMMITTED, Tier.HOPED))


def missing_targets(book: SalesBook) -> Iterator[Problem]:
    for target in book.targets:
        if target.amount is None:
            yield Problem(TARGET_MISSING, target.origin.cell("amount"))


def negative_targets(book: SalesBook) -> Iterator[Problem]:
    for target in book.targets:
        if target.amount is not None and target.amount.value < 0:
            yield Problem(NEGATIVE_TARGET, target.origin.cell("amount"), f"{target.amount.value:f}")


def units_against_actuals(book: SalesBook) -> Iterator[Problem]:
    """A quantity in another unit than those of 实绩, where both are told; a product that is not sold yet has none."""
    unit = book.actuals.unit
    sold = {*book.actuals.texts.get("product", ())}
    for target in book.targets if unit else ():
        is_compared = target.level is not Level.PRODUCT or target.name in sold
        if target.line.measure is Measure.QUANTITY and is_compared and target.unit not in ("", unit):
            yield Problem(TARGET_UNIT, target.origin.cell("amount"), target.unit, {"unit": unit})


def tiers_out_of_order(book: SalesBook) -> Iterator[Problem]:
    """A tier below the one under it, for the same period, measure, name, source and version: told once a target."""
    alike: dict[tuple[object, ...], dict[Tier, Target]] = {}
    for target in book.targets:
        line = target.line
        key = (target.period, line.measure, line.source, line.version, target.level, name_key(target.name))
        alike.setdefault(key, {}).setdefault(line.tier, target)
    for tiers in alike.values():
        for rising in _RISING:
            told: set[Tier] = set()
            for low, high in combinations([tier for tier in rising if tier in tiers], 2):
                lower, higher = tiers[low].amount, tiers[high].amount
                if lower is not None and higher is not None and higher.value < lower.value and high not in told:
                    told.add(high)
                    yield _tier_problem(tiers[low], tiers[high], f"{lower.value:f}", f"{higher.value:f}")


def _tier_problem(lower: Target, higher: Target, amount: str, value: str) -> Problem:
    words: dict[str, str | Text] = {
        "tier": LABELS[higher.line.tier],
        "lower": LABELS[lower.line.tier],
        "amount": amount,
        "other": str(lower.origin.cell("amount").ref),
    }
    return Problem(TIER_ORDER, higher.origin.cell("amount"), value, words)
