"""One plan as rows of values and live formulas: months, slices, days, 合计 and 核对."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from xlsummary.model import Lang, Level, Period, Target
from xlsummary.periods import key_of, month_count
from xlsummary.plan.quota import Plan
from xlsummary.sheets.columns import FIRST, NodeColumn, Path, joined, letters_of, paths_of
from xlsummary.sheets.formats import NumberFormats
from xlsummary.sheets.layout import LayoutCell, LayoutRow, Style, Value
from xlsummary.sheets.timerows import CHECK_KEY, TOTAL_KEY, TimeRow, rows_below, span_label, time_rows, weeks_label
from xlsummary.sheets.words import CHECK, TOTAL

ROW_HEIGHT = 15.0
"""Points of the rows that stand open."""

_CHECK_HEIGHT = 15.0
_DAYS = "0_ "

DAY_PATTERN = "????-??-??"
"""What SUMIF takes for the key of a day; a month's is shorter and a slice's longer."""


def block_key(plan: Plan, year_start: int) -> str:
    """What tells the blocks of a sheet apart: `sales/committed/assigned/first/2026`."""
    line = plan.line
    words = (line.measure, line.tier, line.source, line.version)
    return "/".join([*(word.value for word in words), key_of(plan.period, year_start)])


@dataclass(frozen=True)  # no slots: the row lists are kept once made
class Block:
    """A plan laid out from row `first` on: its time rows, then 合计, then 核对.

    Slices and days are collapsed, but for the slices of `planned` where that is one month. `ties` has for columns whose parts
    stand on another sheet the cell there that their total is checked against.
    """

    plan: Plan
    columns: tuple[NodeColumn, ...]
    formats: NumberFormats
    first: int
    lang: Lang
    planned: Period
    ties: Mapping[Path, str] = field(default_factory=dict)

    @cached_property
    def time(self) -> tuple[TimeRow, ...]:
        return time_rows(self.plan, self.lang)

    @property
    def total_row(self) -> int:
        return self.first + len(self.time)

    def row_of(self, month: Period) -> int | None:
        """The sheet's row of a month; None where the plan has no such month."""
        return self._month_rows.get(month)

    @cached_property
    def _month_rows(self) -> dict[Period, int]:
        return {row.period: self.first + place for place, row in enumerate(self.time) if row.style is Style.MONTH}

    def rows(self) -> Iterator[LayoutRow]:
        below = rows_below(self.time)
        for place, row in enumerate(self.time):
            yield LayoutRow(
                (*_head_cells(row, self.lang), *(self._amount(column, place, below[place]) for column in self.columns)),
                outline=row.outline,
                hidden=self._is_collapsed(row),
                height=None if row.outline else ROW_HEIGHT,
            )
        total = (*self._label_cells(TOTAL_KEY, TOTAL[self.lang], Style.TOTAL), *map(self._total, self.columns))
        yield LayoutRow(total, height=ROW_HEIGHT)
        checks = (*self._label_cells(CHECK_KEY, CHECK[self.lang], Style.CHECK), *map(self._check, self.columns))
        yield LayoutRow(checks, height=_CHECK_HEIGHT)

    @property
    def height(self) -> float:
        """Points of the rows that stand open."""
        return ROW_HEIGHT * (1 + sum(not self._is_collapsed(row) for row in self.time)) + _CHECK_HEIGHT

    def _is_collapsed(self, row: TimeRow) -> bool:
        is_open = row.style is Style.SLICE and month_count(self.planned) == 1 and self.planned.holds(row.period)
        return row.outline > 0 and not is_open

    def amounts(self, column: NodeColumn) -> Decimal:
        """The whole quota of a column; 0 where the plan has no such node."""
        node = self._nodes.get(column.path)
        return Decimal(0) if node is None else self.plan.quota(node)

    def month_cell(self, path: Path, month: Period) -> str:
        """The address of a column's month: `G8`."""
        return f"{self._letters[path]}{self._month_rows[month]}"

    def total_cell(self, path: Path) -> str:
        """The address of a column's 合计."""
        return f"{self._letters[path]}{self.total_row}"

    @cached_property
    def _letters(self) -> Mapping[Path, str]:
        return {column.path: column.letters for column in self.columns}

    @cached_property
    def _nodes(self) -> dict[Path, int]:
        return {path: place for place, path in enumerate(paths_of(self.plan))}

    @cached_property
    def _children(self) -> dict[Path, tuple[int, ...]]:
        """For each node that is a sum, the columns of its children."""
        children: dict[Path, list[int]] = {}
        for column in self.columns:
            if column.path in self._nodes and len(column.path) > 1:
                children.setdefault(column.path[:-1], []).append(column.place)
        return {path: tuple(places) for path, places in children.items()}

    def _amount(self, column: NodeColumn, place: int, below: tuple[int, ...]) -> LayoutCell:
        row = self.time[place]
        node = self._nodes.get(column.path)
        if node is None or not self.plan.is_set(node, row.period):  # 未设目标 is not 0
            return LayoutCell(style=row.style)
        if column.path in self._children:
            formula: str | None = self._sum_across(column, self.first + place)
        elif row.style is Style.DAY:
            formula = None
        else:
            formula = sum_down(column.letters, (self.first + each for each in below))
        return LayoutCell(self._quota(node, row.period), formula, row.style, self.formats.amount)

    def _quota(self, node: int, period: Period) -> int | Decimal:
        grains = self.plan.grains(node, period)
        return grains if self.plan.grain == 1 else number(grains * self.plan.grain)

    def _sum_across(self, column: NodeColumn, row: int) -> str:
        return _sum(_area(left, row, right, row) for left, right in self._areas_across[column.path])

    @cached_property
    def _areas_across(self) -> dict[Path, tuple[tuple[str, str], ...]]:
        """For each node that is a sum, the letters from and to which its children stand."""
        ranges = {path: joined(places) for path, places in self._children.items()}
        return {path: tuple((letters_of(left), letters_of(right)) for left, right in each) for path, each in ranges.items()}

    def _total(self, column: NodeColumn) -> LayoutCell:
        node = self._nodes.get(column.path)
        if node is None:
            return LayoutCell(style=Style.TOTAL)
        formula = sum_down(column.letters, self._month_rows.values())
        return LayoutCell(number(self.plan.quota(node)), formula, Style.TOTAL, self.formats.amount)

    def _check(self, column: NodeColumn) -> LayoutCell:
        """合计 less the same total come by on another way: as typed, across the children, or day by day."""
        node = self._nodes.get(column.path)
        if node is None:
            return LayoutCell(style=Style.CHECK)
        typed = typed_total(self.plan) if node == 0 else None
        other, other_value = self._other_way(column, node, typed)
        difference = f"{column.letters}{self.total_row}-{other}"
        formula = f"=ROUND({difference},{self.formats.decimals})" if self.formats.decimals else f"={difference}"
        return LayoutCell(number(self.plan.quota(node) - other_value), formula, Style.CHECK, self.formats.check)

    def _other_way(self, column: NodeColumn, node: int, typed: Decimal | None) -> tuple[str, Decimal]:
        """The part of the formula that is subtracted, and its value by the same way through the plan."""
        if typed is not None:
            return f"{typed:f}" if typed >= 0 else f"({typed:f})", typed
        if column.path in self._children:
            across = self._sum_across(column, self.total_row).removeprefix("=")
            return across, sum(map(self.plan.quota, self.plan.children(node)), Decimal(0))
        if column.path in self.ties:
            return self.ties[column.path], sum(map(self.plan.quota, self.plan.children(node)), Decimal(0))
        first, last = self.first, self.total_row - 1
        keys, amounts = f"$A${first}:$A${last}", f"{column.letters}${first}:{column.letters}${last}"
        days = [self.plan.day(node, row.period.start) for row in self.time if row.style is Style.DAY]
        return f'SUMIF({keys},"{DAY_PATTERN}",{amounts})', sum(days, Decimal(0))

    def _label_cells(self, key: str, name: str, style: Style) -> tuple[LayoutCell, ...]:
        days = self.plan.working_day_count(self.plan.period) if style is Style.TOTAL else None
        span = span_label(self.plan.period, self.lang) if style is Style.TOTAL else None
        weeks = (weeks_label(self.plan.slices) or None) if style is Style.TOTAL else None
        return _row_head(key, (name, weeks, span, days), style)


def _head_cells(row: TimeRow, lang: Lang) -> tuple[LayoutCell, ...]:
    return _row_head(row.key, (row.name, row.week or None, span_label(row.period, lang), row.working_days), row.style)


def _row_head(key: str, values: Iterable[Value], style: Style) -> tuple[LayoutCell, ...]:
    """The cells before the amounts: the hidden key, 期间, 周号, 起止, 工作日."""
    cells = (
        LayoutCell(key, style=Style.KEY),
        *(LayoutCell(value, style=style, format=_DAYS if isinstance(value, int) else "General") for value in values),
    )
    if len(cells) != FIRST - 1:
        raise ValueError(cells)
    return cells


def typed_total(plan: Plan) -> Decimal | None:
    """What a person typed for the whole of the plan: its one company target, or the company targets that tile it.

    None where the company's total is itself a sum of finer targets, or a placeholder stands among them.
    """
    company = [target for target in plan.targets if target.level is Level.COMPANY]
    outer = [target for target in company if not any(_inside(target.period, other.period) for other in company)]
    if not outer or sum(target.period.days for target in outer) != plan.period.days:
        return None
    return _sum_typed(outer)


def _inside(period: Period, other: Period) -> bool:
    return other != period and other.holds(period)


def _sum_typed(targets: list[Target]) -> Decimal | None:
    amounts = [target.amount.value for target in targets if target.amount is not None]
    return sum(amounts, Decimal(0)) if len(amounts) == len(targets) else None


def number(value: Decimal) -> int | Decimal:
    """Whole numbers as int, so that the cell holds 3 and not 3.00."""
    return int(value) if value == value.to_integral_value() else value


def sum_down(letters: str, rows: Iterable[int]) -> str:
    """A SUM formula of these rows of a column."""
    return _sum(_area(letters, first, letters, last) for first, last in joined(rows))


def _area(left: str, top: int, right: str, bottom: int) -> str:
    first, last = f"{left}{top}", f"{right}{bottom}"
    return first if first == last else f"{first}:{last}"


def _sum(areas: Iterable[str]) -> str:
    """A SUM formula; `=0` where a week slice holds no day that is worked."""
    inside = ",".join(areas)
    return f"=SUM({inside})" if inside else "=0"
