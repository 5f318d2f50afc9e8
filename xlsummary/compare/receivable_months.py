"""The receivable rolled forward month by month, and the months in which a client that owed paid nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from xlsummary.compare.account_flows import FIGURES, Flow
from xlsummary.model import Period
from xlsummary.periods import months_in


@dataclass(frozen=True, slots=True, kw_only=True)
class RolledMonth:
    """One month of all accounts together, in fen; the last one reaches up to the as-of day.

    `opening` and `closing` are what is owed less what was paid in advance.
    """

    month: Period
    opening: int
    sales: int
    cash: int
    acceptances: int
    set_offs: int
    bad_debts: int

    @property
    def closing(self) -> int:
        return self.opening + self.sales - self.cash - self.acceptances - self.set_offs - self.bad_debts

    @property
    def is_dry(self) -> bool:
        """True where something was to be paid, opening and sales together, and net cash is not above 0."""
        return self.cash <= 0 and self.opening + self.sales > 0


def rolled_months(flows: Iterable[Flow], opening: int, start: date, as_of: date) -> tuple[RolledMonth, ...] | None:
    """Each month from the opening day to the as-of day; None where a row's days lie in several months."""
    every = [*flows]
    if not all(flow.is_of_month for flow in every):
        return None
    months = _months(start, as_of)
    sums = {(month.start.year, month.start.month): dict.fromkeys(FIGURES, 0) for month in months}
    for flow in every:
        sums[flow.day.year, flow.day.month][flow.figure] += flow.amount
    rolled: list[RolledMonth] = []
    for month, own in zip(months, sums.values(), strict=True):
        rolled.append(RolledMonth(month=month, opening=rolled[-1].closing if rolled else opening, **own))
    return tuple(rolled)


def together(rolled: Iterable[Sequence[RolledMonth] | None]) -> tuple[RolledMonth, ...] | None:
    """The sum of several clients' months; None where those of one cannot be told apart."""
    every = [*rolled]
    told = [months for months in every if months is not None]
    if len(told) < len(every):
        return None
    return tuple(
        RolledMonth(
            month=months[0].month,
            opening=sum(month.opening for month in months),
            **{figure: sum(getattr(month, figure) for month in months) for figure in FIGURES},
        )
        for months in zip(*told, strict=True)
    )


def dry_months(rolled: Sequence[RolledMonth] | None, as_of: date) -> int | None:
    """Months that are over in which something was to be paid and nothing came; None where months cannot be told apart."""
    return None if rolled is None else sum(month.is_dry and month.month.last <= as_of for month in rolled)


def _months(start: date, as_of: date) -> tuple[Period, ...]:
    return tuple(month for month in months_in(Period(start, date(as_of.year + 1, 1, 1))) if month.start <= as_of)
