"""Rates: what counts only where its base is above 0."""

from __future__ import annotations

from decimal import Decimal


def ratio(part: Decimal, whole: Decimal | None) -> Decimal | None:
    """The exact quotient, None when the base is missing or not above 0."""
    return None if whole is None or whole <= 0 else part / whole
