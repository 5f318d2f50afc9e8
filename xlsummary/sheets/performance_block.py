"""One line of 目标对实绩 as rows: the company, then a table a dimension, each with its sum and its check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import chain

from xlsummary.compare.performance import By
from xlsummary.compare.scores import Score, ScoreBlock
from xlsummary.model import Amount, Bound, Lang, Period, Settings, Text
from xlsummary.sheets.formats import NumberFormats, formats_of, unit_line
from xlsummary.sheets.layout import LayoutCell, LayoutRow, Style
from xlsummary.sheets.performance_columns import Form, PerformanceColumn, every_score, told_tables
from xlsummary.sheets.performance_numbers import DERIVED, Numbers, numbers_of
from xlsummary.sheets.performance_rows import Place, RowWriter, widest
from xlsummary.sheets.performance_table import TableRows
from xlsummary.sheets.words import COMPANY, UNASSIGNED, line_label, month_label
from xlsummary.wording import label

_SYMBOL = 2
"""Characters of ▲ or ▼."""
_SPRING = Text("其中 1至2月（春节）", "incl. Jan-Feb")
_NO_TARGET = Text("未设目标", "no target set")
_OF_UNIT = Text("单位：{unit}", "Unit: {unit}")
_NO_UNIT = Text("没写单位", "none told")
_LONGER = Text("按更长期间合计的行", "Totals of longer periods")


@dataclass(frozen=True, slots=True)
class Months:
    """The sheet rows of a block's months, their names and numbers."""

    first: int
    last: int
    labels: tuple[str, ...]
    numbers: tuple[Numbers, ...]


@dataclass(frozen=True)  # no slots: what is found once is kept
class PerformanceBlock:
    """Lays out a block from sheet row `first` on.

    `periods` are the report period's months by their keys; `target_bound` says how exact the typed targets are, `grain` is
    the step of their quotas.
    """

    block: ScoreBlock
    columns: tuple[PerformanceColumn, ...]
    settings: Settings
    lang: Lang
    first: int
    periods: Mapping[str, Period]
    target_bound: Bound
    grain: Decimal

    @property
    def title(self) -> str:
        """The line and its unit."""
        line, lang = self.block.line, self.lang
        named = line_label(line, lang)
        if self.block.company.row.target is None and not any(table.has_targets for table in self.block.tables):
            named = f"{label(line.measure, lang)} · {_NO_TARGET[lang]}"
        unit = unit_line(line.measure, self.settings, lang)
        if self.block.unit is not None:
            unit = _OF_UNIT[lang].format(unit=self.block.unit or _NO_UNIT[lang])
        return " · ".join(part for part in (named, unit) if part)

    @property
    def company_row(self) -> int:
        return self.first + 1

    @cached_property
    def parts(self) -> tuple[tuple[LayoutRow, ...], ...]:
        """The rows of each table, which is not to be cut by a page's end; title and company stand with the first."""
        parts: list[tuple[LayoutRow, ...]] = [(self._title_row(), self._company())]
        first = self.first + len(parts[0])
        for table in told_tables(self.block):
            depth = 0 if self.block.is_headline else 1
            rows = TableRows(self.writer, table, first, self.company_numbers, self, self.lang, depth).made()
            if table.by is By.MONTH and self.block.spring:
                rows = (*rows, self._spring(self.block.spring, first + len(rows)))
            parts.append(tuple(rows))
            first += len(rows)
        return (tuple(chain.from_iterable(parts[:2])), *parts[2:])

    @cached_property
    def rows(self) -> tuple[LayoutRow, ...]:
        """Every row, the title first."""
        return tuple(chain.from_iterable(self.parts))

    @cached_property
    def months(self) -> Months | None:
        """Where the months stand; None where they cannot be told apart."""
        table = self.block.table(By.MONTH)
        if table is None or any(not score.row.name for score in table.scores):
            return None
        first = self.company_row + 2  # the months' table is the first, its band above it
        scores = table.scores
        names = tuple(self.name_of(score) for score in scores)
        return Months(first, first + len(scores) - 1, names, tuple(self.numbers(score) for score in scores))

    @cached_property
    def formats(self) -> NumberFormats:
        """Fen are shown where any amount has some."""
        return formats_of(self.block.line.measure, self.settings, self._finest)

    @cached_property
    def writer(self) -> RowWriter:
        whole = self.block.company.row.actual
        return RowWriter(self.columns, self.formats, self.settings, self.company_row, whole)

    def width_of(self, column: PerformanceColumn) -> int:
        """Characters of the column's broadest amount."""
        if column.form is Form.VARIANCE:
            first, second = DERIVED[column.key]
            pairs = [(each[first], each[second]) for each in self._every if first in each and second in each]
            return _SYMBOL + self._widest([part.value - base.value for part, base in pairs])
        return self._widest([numbers[column.key].value for numbers in self._every if column.key in numbers])

    def _widest(self, values: Sequence[Decimal]) -> int:
        return widest([max(values), min(values)], self.formats) if values else 0

    def numbers(self, score: Score) -> Numbers:
        return numbers_of(score, self.target_bound)

    @cached_property
    def _every(self) -> tuple[Numbers, ...]:
        return tuple(map(self.numbers, every_score(self.block)))

    @cached_property
    def company_numbers(self) -> Numbers:
        return self.numbers(self.block.company)

    def name_of(self, score: Score) -> str:
        """What a row is called; months by their names."""
        row, lang = score.row, self.lang
        if row.by is not By.MONTH:
            return row.name or UNASSIGNED[lang]
        month = self.periods.get(row.name)
        return _LONGER[lang] if month is None else month_label(month, lang, with_year=self._is_over_years)

    @property
    def _is_over_years(self) -> bool:
        return len({month.start.year for month in self.periods.values()}) > 1

    @property
    def _finest(self) -> Decimal:
        amounts = [amount.value for numbers in self._every for amount in numbers.values()]
        finest = max(_decimals(amount) for amount in (self.grain, *amounts))
        return Decimal(1).scaleb(-min(finest, 2 if self.block.line.measure.is_money else 3))

    def _title_row(self) -> LayoutRow:
        width = len(self.columns) + 1
        title = LayoutCell(self.title, style=Style.BLOCK)
        return LayoutRow((LayoutCell(style=Style.KEY), title, *[LayoutCell(style=Style.BLOCK)] * width), height=22.0)

    def _spring(self, spring: Score, row: int) -> LayoutRow:
        """Beside the months, in no sum."""
        folded = not self.block.is_headline
        name, outline = _SPRING[self.lang], 2 if folded else 1
        place = Place(row=row, name=name, style=Style.MEMBER, outline=outline, hidden=folded)
        return self.writer.row(place, self.numbers(spring), own_month=True)

    def _company(self) -> LayoutRow:
        company = self.block.company
        typed = company.growth_typed if company.last_year is None else None
        place = Place(row=self.company_row, dimension=COMPANY[self.lang], style=Style.TOTAL)
        own = {} if typed is None else {"growth": Amount(typed)}
        return self.writer.row(place, self.company_numbers, typed=own)


def _decimals(amount: Decimal) -> int:
    exponent = amount.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
