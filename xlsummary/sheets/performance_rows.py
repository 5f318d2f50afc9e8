"""The rows of 目标对实绩: numbers, and what is reckoned from them by live formulas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType

from xlsummary.compare.cash import with_tax
from xlsummary.model import Amount, Bound, RateBasis, Settings, TaxBasis
from xlsummary.sheets.block import ROW_HEIGHT, number
from xlsummary.sheets.formats import NumberFormats
from xlsummary.sheets.layout import LayoutCell, LayoutRow, Style
from xlsummary.sheets.people_block import sum_of
from xlsummary.sheets.performance_columns import Form, PerformanceColumn, letters
from xlsummary.sheets.performance_numbers import DERIVED, DIFFERENCES, GROWTHS, Numbers, derived
from xlsummary.summary.bounds import turned

SIGNS: Mapping[Bound, str] = MappingProxyType({Bound.AT_LEAST: "≥", Bound.ABOUT: "≈", Bound.AT_MOST: "≤"})
"""Before an amount that is not exact."""

_RATES: Mapping[Form, str] = MappingProxyType(
    {
        Form.PACE: '[Red][<1]"▼"0.0%_ ;"▲"0.0%_ ',
        Form.RATE: '0.0%_ ;-0.0%_ ;"-"_ ',
        Form.GROWTH: '"▲"0.0%_ ;[Red]"▼"0.0%_ ;0.0%_ ',
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a row stands: its number, the names before it, its outline; `parts` are the rows that it is the sum of."""

    row: int
    style: Style
    dimension: str = ""
    name: str = ""
    outline: int = 0
    hidden: bool = False
    parts: Sequence[int] | None = None


@dataclass(frozen=True)  # no slots: what is found once is kept
class RowWriter:
    """Writes the rows of one block; `whole` is the company's actual and stands in sheet row `company`."""

    columns: tuple[PerformanceColumn, ...]
    formats: NumberFormats
    settings: Settings
    company: int
    whole: Amount

    def row(
        self,
        place: Place,
        numbers: Numbers,
        *,
        own_month: bool = False,
        typed: Numbers | None = None,
        without: frozenset[str] = frozenset(),
    ) -> LayoutRow:
        """One row; with `own_month` it is a month itself, and what 环比 compares is its actual.

        `typed` are figures that the book gives instead of what they would be reckoned from, `without` columns left blank.
        """
        blank = LayoutCell(style=place.style)
        cells = (
            blank if column.key in without else self._cell(column, place, numbers, typed or {}, own_month=own_month)
            for column in self.columns
        )
        return LayoutRow((*self._names(place), *cells), place.outline, place.hidden, ROW_HEIGHT)

    def check(self, place: Place, total: Numbers, company: Numbers, total_row: int) -> LayoutRow:
        """What each column of amounts differs by from the company's."""
        cells = (self._difference(column, total, company, total_row) for column in self.columns)
        return LayoutRow((*self._names(place), *cells), place.outline, place.hidden, ROW_HEIGHT)

    def band(self, place: Place) -> LayoutRow:
        """A row that only names what stands below it."""
        blanks = (LayoutCell(style=place.style) for _ in self.columns)
        return LayoutRow((*self._names(place), *blanks), place.outline, place.hidden, ROW_HEIGHT + 2)

    @staticmethod
    def _names(place: Place) -> Iterator[LayoutCell]:
        yield LayoutCell(style=Style.KEY)
        yield LayoutCell(place.dimension or None, style=place.style)
        yield LayoutCell(place.name or None, style=place.style)

    def _cell(
        self, column: PerformanceColumn, place: Place, numbers: Numbers, typed: Numbers, *, own_month: bool
    ) -> LayoutCell:
        key, style = column.key, place.style
        if key in typed:
            return LayoutCell(typed[key].value, None, style, self._format(column, typed[key].bound))
        if column.form is Form.AMOUNT:
            return self._amount(column, place, numbers)
        if key == "share":
            return self._share(column, place, numbers)
        if key == "cash_rate":
            return self._cash_rate(column, place, numbers)
        first, second = DERIVED[key]
        return self._derived(column, place, numbers, "actual" if own_month and first == "month_actual" else first, second)

    def _amount(self, column: PerformanceColumn, place: Place, numbers: Numbers) -> LayoutCell:
        amount = numbers.get(column.key)
        if amount is None:
            return LayoutCell(style=place.style)
        formula = None if place.parts is None else sum_of(self._letters[column.key], place.parts)
        return LayoutCell(number(amount.value), formula, place.style, self._format(column, amount.bound))

    def _derived(self, column: PerformanceColumn, place: Place, numbers: Numbers, first: str, second: str) -> LayoutCell:
        part, base = numbers.get(first), numbers.get(second)
        if part is None or base is None or first not in self._letters or second not in self._letters:
            return LayoutCell(style=place.style)
        left, right = f"{self._letters[first]}{place.row}", f"{self._letters[second]}{place.row}"
        if column.key in DIFFERENCES:
            formula = f"={left}-{right}"
        else:
            formula = f'=IF({right}>0,{left}/{right}{"-1" if column.key in GROWTHS else ""},"")'
        return self._reckoned(column, place, derived(column.key, part, base), formula)

    def _share(self, column: PerformanceColumn, place: Place, numbers: Numbers) -> LayoutCell:
        part = numbers.get("actual")
        if part is None:
            return LayoutCell(style=place.style)
        own, whole = f"{self._letters['actual']}{place.row}", f"${self._letters['actual']}${self.company}"
        value = Amount(Decimal(1)) if part == self.whole and part.value > 0 else derived(column.key, part, self.whole)
        return self._reckoned(column, place, value, f'=IF({whole}>0,{own}/{whole},"")')

    def _cash_rate(self, column: PerformanceColumn, place: Place, numbers: Numbers) -> LayoutCell:
        """Cash over sales with tax, or over these and the openings, where the row has any."""
        cash, sold, opening = (numbers.get(key) for key in ("cash", "actual", "opening"))
        needs_opening = self.settings.rate_basis is RateBasis.RECEIVABLE
        if cash is None or sold is None or (needs_opening and opening is None):
            return LayoutCell(style=place.style)
        base, text = Amount(with_tax(sold.value, self.settings), sold.bound), f"{self._letters['actual']}{place.row}"
        if self.settings.tax_basis is TaxBasis.WITHOUT_TAX:
            text = f"ROUND({text}*{1 + self.settings.tax_rate},2)"
        if needs_opening and opening is not None:
            base, text = base + opening, f"({self._letters['opening']}{place.row}+{text})"
        formula = f'=IF({text}>0,{self._letters["cash"]}{place.row}/{text},"")'
        return self._reckoned(column, place, derived(column.key, cash, base), formula)

    def _reckoned(self, column: PerformanceColumn, place: Place, value: Amount | None, formula: str) -> LayoutCell:
        if value is None:
            return LayoutCell("", formula, place.style, self._format(column, Bound.EXACT))
        shown = number(value.value) if column.key in DIFFERENCES else value.value
        return LayoutCell(shown, formula, place.style, self._format(column, value.bound))

    def _difference(self, column: PerformanceColumn, total: Numbers, company: Numbers, total_row: int) -> LayoutCell:
        mine, theirs = total.get(column.key), company.get(column.key)
        if column.form is not Form.AMOUNT or mine is None or theirs is None:
            return LayoutCell(style=Style.CHECK)
        letter = self._letters[column.key]
        formula = f"=ROUND({letter}{total_row}-{letter}{self.company},{max(2, self.formats.decimals)})"
        return LayoutCell(number(mine.value - theirs.value), formula, Style.CHECK, self.formats.check)

    def _format(self, column: PerformanceColumn, bound: Bound) -> str:
        shown = self._formats[column.form]
        return shown if bound is Bound.EXACT else bounded(shown, bound)

    @cached_property
    def _formats(self) -> Mapping[Form, str]:
        return {**_RATES, Form.AMOUNT: self.formats.amount, Form.VARIANCE: self.formats.variance}

    @cached_property
    def _letters(self) -> Mapping[str, str]:
        return letters(self.columns)


def bounded(pattern: str, bound: Bound) -> str:
    """A number format with the sign of a bound before the number of each of its sections.

    What is below 0 and shown by ▼ without its minus has the other sign: at least -900 is a shortfall of at most 900.
    """
    sections = pattern.split(";")
    bounds = (turned(bound) if place == 1 and "▼" in section else bound for place, section in enumerate(sections))
    return ";".join(_with_sign(section, SIGNS[each]) for section, each in zip(sections, bounds, strict=True))


def _with_sign(section: str, sign: str) -> str:
    """Behind the colour and the condition, which come first."""
    at = section.rfind("]") + 1 if section.startswith("[") else 0
    return f'{section[:at]}"{sign}"{section[at:]}'


def widest(values: Sequence[Decimal], formats: NumberFormats) -> int:
    """Characters of the broadest of some amounts."""
    return max((formats.width(number(value)) for value in values), default=0)
