"""The rows of the weekly page: numbers, and what is reckoned from them by live formulas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from xlsummary.compare.rates import ratio
from xlsummary.compare.weekly import WeeklyRow
from xlsummary.compare.weeks import Weeks
from xlsummary.sheets.block import number
from xlsummary.sheets.columns import letters_of
from xlsummary.sheets.layout import LayoutCell, LayoutRow, Style
from xlsummary.sheets.people_block import sum_of
from xlsummary.sheets.weekly_columns import NAME_PLACE, WeeklyColumn

_AHEAD, _BEHIND = '"▲"', '"▼"'
_FEN = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """What a row holds, by the keys of its columns; None where there is nothing to say. `to_date` has no column."""

    last_target: Decimal | None = None
    last_actual: Decimal | None = None
    this_target: Decimal | None = None
    month_target: Decimal | None = None
    month_actual: Decimal | None = None
    to_date: Decimal | None = None
    cash_target: Decimal | None = None
    cash_actual: Decimal | None = None
    visits_target: Decimal | None = None
    visits_actual: Decimal | None = None
    next_target: Decimal | None = None
    days_left: Decimal | None = None


def numbers_of(row: WeeklyRow) -> Numbers:
    """A rep's numbers."""
    return Numbers(
        last_target=row.last.target,
        last_actual=row.last.actual,
        this_target=row.this_target,
        month_target=row.month.target,
        month_actual=row.month.actual,
        to_date=row.to_date,
        cash_target=row.cash.target,
        cash_actual=row.cash.actual,
        visits_target=row.visits.target,
        visits_actual=row.visits.actual,
        next_target=row.next_target,
        days_left=Decimal(row.days_left),
    )


def summed(parts: Iterable[Numbers], days_left: int) -> Numbers:
    """The sums of what the parts have; days are not added up."""
    every = [*parts]
    sums = {each.name: _sum([getattr(part, each.name) for part in every]) for each in fields(Numbers)}
    return replace(Numbers(**sums), days_left=Decimal(days_left))


def _sum(amounts: Sequence[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


@dataclass(frozen=True)  # no slots: the letters are kept once found
class RowWriter:
    """Writes the rows under the given columns."""

    columns: tuple[WeeklyColumn, ...]
    weeks: Weeks

    def row(
        self, name: str, numbers: Numbers, row: int, style: Style, height: float, parts: Sequence[int] | None = None
    ) -> LayoutRow:
        """A row at a place of the sheet; `parts` are the rows that a subtotal is the sum of."""
        cells = (self._cell(column, numbers, row, style, parts) for column in self.columns)
        return LayoutRow((LayoutCell(style=Style.KEY), LayoutCell(name, style=style), *cells), height=height)

    def _cell(self, column: WeeklyColumn, numbers: Numbers, row: int, style: Style, parts: Sequence[int] | None) -> LayoutCell:
        match column.key:
            case "note":
                return LayoutCell(style=style)
            case "time":
                return LayoutCell(self._time, None, style, column.format)
            case "last_variance":
                return self._difference(column, row, style, "last_target", "last_actual", numbers)
            case "month_variance":
                return self._difference(column, row, style, "month_target", "month_actual", numbers)
            case "month_rate":
                cell = self._rate(column, row, style, "month_target", "month_actual", numbers)
                return replace(cell, format=_mark(numbers) + column.format)
            case "cash_rate":
                return self._rate(column, row, style, "cash_target", "cash_actual", numbers)
            case "needed":
                return self._needed(column, row, style, numbers)
        value = getattr(numbers, column.key)
        if value is None:
            return LayoutCell(style=style)
        formula = None if parts is None or column.key == "days_left" else sum_of(self._letters[column.key], parts)
        return LayoutCell(number(value), formula, style, column.format)

    @cached_property
    def _letters(self) -> Mapping[str, str]:
        return {column.key: letters_of(place) for place, column in enumerate(self.columns, NAME_PLACE + 1)}

    @cached_property
    def _time(self) -> Decimal | None:
        """Working days gone / all, of the month."""
        return ratio(Decimal(self.weeks.days_gone), Decimal(self.weeks.working_days))

    def _difference(
        self, column: WeeklyColumn, row: int, style: Style, target: str, actual: str, numbers: Numbers
    ) -> LayoutCell:
        planned, came = getattr(numbers, target), getattr(numbers, actual)
        if planned is None or came is None:
            return LayoutCell(style=style)
        formula = f"={self._letters[actual]}{row}-{self._letters[target]}{row}"
        return LayoutCell(number(came - planned), formula, style, column.format)

    def _rate(self, column: WeeklyColumn, row: int, style: Style, target: str, actual: str, numbers: Numbers) -> LayoutCell:
        planned, came = getattr(numbers, target), getattr(numbers, actual)
        if planned is None or came is None:
            return LayoutCell(style=style)
        goal, reached = f"{self._letters[target]}{row}", f"{self._letters[actual]}{row}"
        rate = ratio(came, planned)
        return LayoutCell("" if rate is None else rate, f'=IF({goal}>0,{reached}/{goal},"")', style, column.format)

    def _needed(self, column: WeeklyColumn, row: int, style: Style, numbers: Numbers) -> LayoutCell:
        """What is missing a day that is left, to the fen; blank where no day is."""
        planned, came, days = numbers.month_target, numbers.month_actual, numbers.days_left
        if planned is None or came is None or days is None:
            return LayoutCell(style=style)
        goal, reached, left = (f"{self._letters[key]}{row}" for key in ("month_target", "month_actual", "days_left"))
        formula = f'=IF({left}>0,ROUND(MAX({goal}-{reached},0)/{left},2),"")'
        value = (max(planned - came, Decimal(0)) / days).quantize(_FEN, ROUND_HALF_UP) if days > 0 else None
        return LayoutCell("" if value is None else number(value), formula, style, column.format)


def _mark(numbers: Numbers) -> str:
    """Whether the month is ahead of or behind the quota to date."""
    if numbers.month_actual is None or numbers.to_date is None or numbers.to_date <= 0:
        return ""
    return _BEHIND if numbers.month_actual < numbers.to_date else _AHEAD
