"""What last year's actuals say: the pace of each month, and each name's part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from xlsummary.achieved import FIELDS, counted
from xlsummary.model import Activity, Client, Measure, Period, SalesBook
from xlsummary.periods import month_of, months_from, months_in, shifted, year_of
from xlsummary.plan.calendar import working_calendar

VISIT_TYPES = ("拜访", "客户拜访", "Visit", "Visits")
"""Types of activity that count as visits."""

_ZERO = Fraction(0)
_THOUSAND = 1000
_YEAR = 12
_SPRING = (1, 2)
"""January and February, between which the Spring Festival moves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """What each month of a period weighs a working day; () where last year gives none.

    `at_mean` are last year's months that were not above 0, `unknown` those of which the book does not hold the whole; all of
    them take the mean of the year.
    """

    by_month: tuple[Fraction, ...]
    at_mean: tuple[Period, ...] = ()
    unknown: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """One amount over days (ordinals, half-open); `row` is its entry in 实绩, or the row of another sheet."""

    start: int
    end: int
    amount: int
    row: int | Client | Activity


class Past:
    """What a book records up to a day, read once a measure."""

    def __init__(self, book: SalesBook, until: date | None = None) -> None:
        """`until` None is the last day that a row of actuals ends."""
        ends = book.actuals.ends
        self.book = book
        self.until = until or (date.fromordinal(max(ends) - 1) if ends else date.min)
        self._records: dict[Measure, tuple[Record, ...]] = {}

    def records(self, measure: Measure) -> tuple[Record, ...]:
        """All that counts for a measure, in grains of its own; none where quantities have no total."""
        if measure not in self._records:
            self._records[measure] = _records_of(self.book, measure, self.until)
        return self._records[measure]


def _records_of(book: SalesBook, measure: Measure, as_of: date) -> tuple[Record, ...]:
    until = as_of.toordinal()
    if measure is Measure.QUANTITY and book.actuals.has_mixed_units:
        return ()
    if measure in FIELDS:
        rows = counted(book, measure, until)
        spans = zip(rows.starts, rows.ends, rows.amounts, rows.entries, strict=True)
        return tuple(Record(start, end, amount, entry) for start, end, amount, entry in spans if start <= until)
    if measure is Measure.NEW_CLIENTS:
        won = [(client.first_deal.toordinal(), client) for client in book.clients if client.first_deal]
        return tuple(Record(day, day + 1, 1, client) for day, client in won if day <= until)
    visits = [row for row in book.activities if row.type in VISIT_TYPES and row.period.start <= as_of]
    return tuple(
        Record(row.period.start.toordinal(), row.period.end.toordinal(), int(row.count.value * _THOUSAND), row)
        for row in visits
    )


def year_before(period: Period) -> Period:
    """The same months a year earlier."""
    return shifted(period, -_YEAR)


def pace_of(past: Past, measure: Measure, period: Period) -> Pace:
    """For each month of a period last year's amount a working day; only the ratios of the weights matter.

    January and February have their joint amount a joint day. A month that was not above 0 takes the mean: what the known
    months of the year before have together, a working day.
    """
    book, as_of, records = past.book, past.until, past.records(measure)
    months = [year_before(month) for month in months_in(period)]
    first = year_of(period.start, book.settings.year_start) - 1
    year = (*months_in(months_from(first, book.settings.year_start, _YEAR)), *months)
    table = _Months(book, records, (*year, *(_neighbour(month) for month in months if month.start.month in _SPRING)), as_of)
    known = [month for month in dict.fromkeys(year) if table.is_known(month)]
    mean = table.rate(known)
    if mean is None or mean <= 0:
        return Pace(by_month=())
    rates = [_rate(table, month) for month in months]
    placed = [*zip(months, rates, strict=True)]
    return Pace(
        by_month=tuple(rate if rate is not None and rate > 0 else mean for rate in rates),
        at_mean=tuple(month for month, rate in placed if rate is not None and rate <= 0),
        unknown=tuple(month for month, rate in placed if rate is None),
    )


def _rate(table: _Months, month: Period) -> Fraction | None:
    """A month's amount a working day, with January and February together; None where that is not known."""
    joint = (month, _neighbour(month)) if month.start.month in _SPRING else (month,)
    return table.rate(joint) if all(map(table.is_known, joint)) else None


def _neighbour(month: Period) -> Period:
    """February for January, and January for February."""
    return shifted(month, 1 if month.start.month == 1 else -1)


def _first_month(records: Sequence[Record]) -> Period:
    """The month of the first row; January where that is February, as the two are one."""
    month = month_of(date.fromordinal(min(each.start for each in records)))
    return _neighbour(month) if month.start.month == _SPRING[1] else month


class _Months:
    """Amounts and working days of single months."""

    def __init__(self, book: SalesBook, records: Sequence[Record], months: Sequence[Period], as_of: date) -> None:
        span = Period(min(month.start for month in months), max(month.end for month in months))
        self._first = span.start.toordinal()
        self._weights = working_calendar(book, span).weights
        self._as_of = as_of
        self._start = _first_month(records).start if records else span.end
        self._amounts: dict[Period, Fraction] = {}
        for record in records:
            if record.start < span.end.toordinal() and self._first < record.end:
                self._add(record, span)

    def is_known(self, month: Period) -> bool:
        """True where the book's rows begin by the month, and no working day of it is still to come."""
        return month.start >= self._start and not any(self._weight(day) for day in _days_after(self._as_of, month))

    def rate(self, months: Sequence[Period]) -> Fraction | None:
        """What the months have together a working day; 0 where no day is worked, None for no months."""
        if not months:
            return None
        days = sum((self._worked(month) for month in months), _ZERO)
        return sum((self._amounts.get(month, _ZERO) for month in months), _ZERO) / days if days else _ZERO

    def _worked(self, period: Period) -> Fraction:
        first, end = (day.toordinal() - self._first for day in (period.start, period.end))
        return Fraction(sum(self._weights[first:end], Decimal(0)))

    def _weight(self, day: int) -> Decimal:
        return self._weights[day - self._first]

    def _add(self, record: Record, span: Period) -> None:
        """Puts an amount into its month; one of several months by their working days, as far as they lie in the span."""
        whole = Period(date.fromordinal(record.start), date.fromordinal(record.end))
        parts = months_in(whole)
        if len(parts) == 1:
            self._put(parts[0], Fraction(record.amount))
            return
        inside = [part for part in parts if span.holds(part)]
        days = [self._worked(part) for part in inside]
        if len(inside) < len(parts) or not any(days):
            days = [Fraction(part.days) for part in inside]
            total = Fraction(whole.days)
        else:
            total = sum(days, _ZERO)
        for part, count in zip(inside, days, strict=True):
            self._put(part, record.amount * count / total)

    def _put(self, part: Period, amount: Fraction) -> None:
        month = month_of(part.start)
        self._amounts[month] = self._amounts.get(month, _ZERO) + amount


def _days_after(day: date, month: Period) -> Iterator[int]:
    yield from range(max(day.toordinal() + 1, month.start.toordinal()), month.end.toordinal())


def parts_by_name(past: Past, measure: Measure, period: Period, fields: Sequence[str]) -> Mapping[tuple[str, ...], int]:
    """What each name, or pair of names, had in the months of the year before a period.

    A market or channel that a row leaves blank is the client's own (客户).
    """
    book, before = past.book, year_before(period)
    start, end = before.start.toordinal(), before.end.toordinal()
    clients = {client.name: client for client in book.clients}
    found: dict[tuple[str, ...], int] = {}
    for record in past.records(measure):
        if start <= record.start and record.end <= end:
            name = tuple(_text(book, field, record.row, clients) for field in fields)
            found[name] = found.get(name, 0) + record.amount
    return found


def _text(book: SalesBook, field: str, row: int | Client | Activity, clients: Mapping[str, Client]) -> str:
    if not isinstance(row, int):
        own = row.name if isinstance(row, Client) and field == "client" else getattr(row, field, "")
        client = clients.get(row.client) if isinstance(row, Activity) else None
    else:
        own = book.actuals.text(field, row)
        client = clients.get(book.actuals.text("client", row))
    return str(own or (getattr(client, field) if client and field in ("market", "channel") else ""))
