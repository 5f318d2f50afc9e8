"""What is known of a difference or a quotient of amounts that are not exact."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from xlsummary.model import Amount, Bound, Line, Period
from xlsummary.plan.quota import Plan

_TURNED = {Bound.AT_LEAST: Bound.AT_MOST, Bound.AT_MOST: Bound.AT_LEAST}


def turned(bound: Bound) -> Bound:
    """The bound of what is taken away, or divided by: at least becomes at most."""
    return _TURNED.get(bound, bound)


def difference(whole: Amount, part: Amount) -> Amount:
    """`whole` - `part`: what is left of 200 after at least 110 is at most 90."""
    return Amount(whole.value - part.value, whole.bound.joined(turned(part.bound)))


def quotient(part: Amount, whole: Amount) -> Amount | None:
    """`part` / `whole`; None where the base is not above 0. At least 110 of 200 is at least 55 %."""
    if whole.value <= 0:
        return None
    if part == Amount(Decimal(0)):
        return part
    bound = part.bound.joined(turned(whole.bound))
    if part.value < 0 and whole.bound is not Bound.EXACT:
        bound = Bound.ABOUT
    return Amount(part.value / whole.value, bound)


def joined(bounds: Iterable[Bound]) -> Bound:
    """The bound of a sum of such amounts."""
    whole = Bound.EXACT
    for bound in bounds:
        whole = whole.joined(bound)
    return whole


def plan_bound(plan: Plan, period: Period | None = None) -> Bound:
    """How exact the targets of a plan are, and with them its quotas; of a period only the targets that meet it."""
    meeting = [target for target in plan.targets if period is None or target.period.meets(period)]
    return joined(target.amount.bound for target in meeting if target.amount is not None)


def target_bound(plans: Iterable[Plan], line: Line, period: Period) -> Bound:
    """How exact the targets are that a line's quotas of a period rest on."""
    return joined(plan_bound(plan, period) for plan in plans if plan.line == line and plan.period.meets(period))
