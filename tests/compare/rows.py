"""Rows of 实绩 and 活动 built in memory."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from tests import books
from xlsummary.model import Activity, ActualKind, Actuals, Amount, Bound, Origin, Period
from xlsummary.periods import single_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Sold:
    """One row: sales and cash in yuan."""

    when: date | Period
    sales: str | None = None
    collected: str | None = None
    paid: date | None = None
    rep: str = ""
    client: str = ""
    market: str = ""
    product: str = ""
    kind: ActualKind | None = None
    bound: Bound = Bound.EXACT

    @property
    def period(self) -> Period:
        return self.when if isinstance(self.when, Period) else single_day(self.when)

    @property
    def paid_period(self) -> Period:
        return single_day(self.paid) if self.paid else self.period


def actuals(*rows: Sold) -> Actuals:
    """The sheet's columns; the first row stands in row 2."""
    return Actuals(
        table=books.table("actuals"),
        rows=tuple(range(2, len(rows) + 2)),
        starts=tuple(row.period.start.toordinal() for row in rows),
        ends=tuple(row.period.end.toordinal() for row in rows),
        paid_starts=tuple(row.paid_period.start.toordinal() for row in rows),
        paid_ends=tuple(row.paid_period.end.toordinal() for row in rows),
        texts=MappingProxyType(
            {name: tuple(getattr(row, name) for row in rows) for name in ("rep", "client", "market", "product")}
        ),
        kinds=tuple(row.kind for row in rows),
        money=MappingProxyType(
            {
                "sales": tuple(_fen(row.sales) for row in rows),
                "collected": tuple(_fen(row.collected) for row in rows),
            }
        ),
        bounds=MappingProxyType(
            {("sales", place): row.bound for place, row in enumerate(rows) if row.bound is not Bound.EXACT}
        ),
    )


def _fen(yuan: str | None) -> int | None:
    return None if yuan is None else int(Decimal(yuan) * 100)


def visits(
    row: int, period: Period, count: int, unrecorded: int | None = None, outcome: str = "", follow_ups: int = 0
) -> Activity:
    """One row of 活动 of type 拜访."""
    return Activity(
        origin=Origin(books.table("activities"), row),
        period=period,
        type="拜访",
        count=Amount(Decimal(count)),
        unrecorded=None if unrecorded is None else Amount(Decimal(unrecorded)),
        outcome=outcome,
        follow_ups=Amount(Decimal(follow_ups)) if follow_ups else None,
    )
