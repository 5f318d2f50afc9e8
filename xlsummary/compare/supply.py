"""Supply: how many days from order to shipment, and how many deliveries came in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xlsummary.compare.rates import ratio
from xlsummary.compare.sourced import Sourced
from xlsummary.model import Cell, Period, SalesBook, Text
from xlsummary.periods import ONE_DAY

_IN_TIME = Text("发货日期不晚于交货期", "shipped by the due day")
_LATE = Text("未按交货期发货", "not shipped by the due day")
_OPEN = Text("到期未发货", "due and not shipped")


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """The rows of the days gone. `mean_days` and `longest` are calendar days from 下单 to 发货, of `shipped` rows with both.

    Of `due` rows, whose 交货期 has come, `in_time` were shipped by it; `late_open` are not shipped yet.
    """

    shipped: Sourced
    mean_days: Sourced
    longest: Sourced
    due: Sourced
    in_time: Sourced
    late: Sourced
    late_open: Sourced

    @property
    def in_time_rate(self) -> Decimal | None:
        """In time / due."""
        if self.in_time.value is None or self.due.value is None:
            return None
        return ratio(self.in_time.value, self.due.value)


def supply(book: SalesBook, gone: Period) -> Supply | None:
    """None in a book that dates neither shipments nor deliveries in these days."""
    rows = _Rows(book, gone)
    waited = [(entry, days) for entry in rows.entries if (days := rows.waited(entry)) is not None]
    due = [entry for entry in rows.entries if rows.is_due(entry)]
    if not waited and not due:
        return None
    told, missed = (text[book.lang] for text in (_IN_TIME, _LATE))
    in_time = [entry for entry in due if rows.is_in_time(entry)]
    late = [entry for entry in due if not rows.is_in_time(entry)]
    waiting = [entry for entry in late if rows.shipped(entry) is None]
    own = [entry for entry, _ in waited]
    total = sum(days for _, days in waited)
    days_cells = (*rows.cells(own, "ordered"), *rows.cells(own, "shipped"))
    return Supply(
        shipped=Sourced(Decimal(len(own)), rows.cells(own, "shipped")),
        mean_days=Sourced(Decimal(total) / len(own) if own else None, days_cells),
        longest=Sourced(Decimal(max(days for _, days in waited)) if waited else None, days_cells),
        due=Sourced(Decimal(len(due)), rows.cells(due, "due")),
        in_time=Sourced(Decimal(len(in_time)), rows.cells(in_time, "shipped", told)),
        late=Sourced(Decimal(len(late)), rows.cells(late, "due", missed)),
        late_open=Sourced(Decimal(len(waiting)), rows.cells(waiting, "due", _OPEN[book.lang])),
    )


class _Rows:
    """The rows of 实绩 that begin in the days gone, a shared deal once; what is dated later has not happened yet."""

    def __init__(self, book: SalesBook, gone: Period) -> None:
        self._actuals, self._as_of = book.actuals, gone.end - ONE_DAY
        start, end = gone.start.toordinal(), gone.end.toordinal()
        self.entries = [
            entry for entry, day in enumerate(book.actuals.starts) if start <= day < end and book.actuals.leads(entry)
        ]

    def shipped(self, entry: int) -> date | None:
        day = self._day("shipped", entry)
        return day if day is not None and day <= self._as_of else None

    def waited(self, entry: int) -> int | None:
        ordered, shipped = self._day("ordered", entry), self.shipped(entry)
        return (shipped - ordered).days if ordered is not None and shipped is not None and ordered <= shipped else None

    def is_due(self, entry: int) -> bool:
        """True where the delivery should be out, or is out before its day."""
        due = self._day("due", entry)
        return due is not None and (due <= self._as_of or self.shipped(entry) is not None)

    def is_in_time(self, entry: int) -> bool:
        due, shipped = self._day("due", entry), self.shipped(entry)
        return due is not None and shipped is not None and shipped <= due

    def cells(self, entries: Sequence[int], field: str, *filters: str) -> tuple[str, ...]:
        if not entries:
            return ()
        first, last = (self._actuals.cell(field, entry) for entry in (entries[0], entries[-1]))
        area = str(first if first == last else Cell(first.sheet, f"{first.ref}:{last.ref}"))
        return (", ".join((area, *filters)),)

    def _day(self, field: str, entry: int) -> date | None:
        column = self._actuals.days.get(field)
        return column[entry] if column else None
