"""One plan as rows of nodes: the company, each group with its reps, by months, and what ties them to 计划分解."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from xlsummary.model import Lang, Period
from xlsummary.plan.quota import Plan
from xlsummary.sheets.block import ROW_HEIGHT, Block, number
from xlsummary.sheets.columns import Path, joined, letters_of, paths_of
from xlsummary.sheets.formats import NumberFormats
from xlsummary.sheets.layout import LayoutCell, LayoutRow, Style, sheet_reference
from xlsummary.sheets.timerows import CHECK_KEY
from xlsummary.sheets.words import CHECK, PLANNING_MARKER
from xlsummary.wording import label

PREFIX = "people-"
"""Before the key of a plan's block here, whose rows and columns are those of 计划分解 turned about."""

FIRST_MONTH = 4
"""The first column of months (D): before it the hidden keys, the name and the measure."""

_MOST_ARGUMENTS = 200
"""Of a SUM; a program takes 255."""


@dataclass(frozen=True, kw_only=True)  # no slots: what is found once is kept
class PeopleBlock:
    """A plan laid out from row `first` on: a row a node, company first, then 核对.

    `months` are the sheet's columns; `names` what each node is called, by its path; `kept` the paths of those that have their
    days on 计划分解, whose block is `planning`; without it there are no formulas that lead there.
    """

    plan: Plan
    months: tuple[Period, ...]
    names: Mapping[Path, str]
    formats: NumberFormats
    first: int
    lang: Lang
    kept: frozenset[Path]
    planning: Block | None

    @property
    def check_row(self) -> int:
        return self.first + len(self.plan.nodes)

    def row_of(self, path: Path) -> int | None:
        """The sheet's row of a node; None where the plan has no such node."""
        node = self._nodes.get(path)
        return None if node is None else self.first + node

    def rows(self) -> Iterator[LayoutRow]:
        for node, path in enumerate(self._paths):
            cells = (*self._head_cells(node, path), *self._amounts(node, path), self._check(node, path))
            yield LayoutRow(cells, outline=min(max(0, len(path) - 2), 7), height=ROW_HEIGHT)
        yield LayoutRow((*self._check_head(), *self._checks_down()), height=ROW_HEIGHT)

    @property
    def parts(self) -> tuple[tuple[int, int], ...]:
        """The first and last rows of each group right below the company, which stands with the first, as 核对 with the last."""
        begin = [self.first, *(self._children.get(0, ())[1:]), self.check_row + 1]
        return tuple((first, following - 1) for first, following in pairwise(begin))

    @property
    def widest_month(self) -> int:
        """Characters of the company's longest month."""
        return max(self.formats.width(number(self.plan.quota(0, month))) for month in self.plan.months)

    @property
    def widest_total(self) -> int:
        return self.formats.width(number(self.plan.quota(0)))

    @cached_property
    def _paths(self) -> tuple[Path, ...]:
        return paths_of(self.plan)

    @cached_property
    def _nodes(self) -> Mapping[Path, int]:
        return {path: place for place, path in enumerate(self._paths)}

    @cached_property
    def _children(self) -> Mapping[int, tuple[int, ...]]:
        """For each node that is a sum, the rows of its children."""
        children: dict[int, list[int]] = {}
        for place, node in enumerate(self.plan.nodes):
            if node.parent is not None:
                children.setdefault(node.parent, []).append(self.first + place)
        return {node: tuple(rows) for node, rows in children.items()}

    def _style(self, node: int) -> Style:
        if node == 0:
            return Style.TOTAL
        return Style.GROUP if node in self._children else Style.MEMBER

    def _head_cells(self, node: int, path: Path) -> tuple[LayoutCell, ...]:
        style = self._style(node)
        measure = label(self.plan.line.measure, self.lang)
        key = LayoutCell(self.plan.nodes[node].key, style=Style.KEY)
        return key, LayoutCell(self.names[path], style=style), LayoutCell(measure, style=style)

    def _amounts(self, node: int, path: Path) -> Iterator[LayoutCell]:
        """A month is a number of a rep, the sum of a group, or what stands on 计划分解 of one without reps that is there."""
        style, own = self._style(node), set(self.plan.months)
        for place, month in enumerate(self.months, FIRST_MONTH):
            if month in own:
                value = number(self.plan.quota(node, month))
                yield LayoutCell(value, self._formula(node, path, letters_of(place), month), style, self.formats.amount)
            else:
                yield LayoutCell(style=style)
        row = self.first + node
        formula = f"=SUM({letters_of(FIRST_MONTH)}{row}:{letters_of(FIRST_MONTH + len(self.months) - 1)}{row})"
        yield LayoutCell(number(self.plan.quota(node)), formula, Style.GROUP if node else style, self.formats.amount)

    def _formula(self, node: int, path: Path, letters: str, month: Period) -> str | None:
        if node in self._children:
            return sum_of(letters, self._children[node])
        if path in self.kept and self.planning is not None:
            return f"={self._there(path, month)}"
        return None

    def _there(self, path: Path, month: Period) -> str:
        cell = self.planning.month_cell(path, month) if self.planning is not None else "A1"
        return f"{sheet_reference(PLANNING_MARKER)}!{cell}"

    def _check(self, node: int, path: Path) -> LayoutCell:
        """What the months differ by from those on 计划分解, without signs, so that none makes up for another."""
        if path not in self.kept or node not in self._children or self.planning is None:
            return LayoutCell(style=Style.CHECK)
        own = set(self.plan.months)
        here = ((f"{letters_of(place)}{self.first + node}", month) for place, month in enumerate(self.months, FIRST_MONTH))
        parts = (f"ABS({cell}-{self._there(path, month)})" for cell, month in here if month in own)
        return LayoutCell(0, self._rounded("+".join(parts)), Style.CHECK, self.formats.check)

    def _check_head(self) -> tuple[LayoutCell, ...]:
        blank = LayoutCell(style=Style.CHECK)
        return LayoutCell(CHECK_KEY, style=Style.KEY), LayoutCell(CHECK[self.lang], style=Style.CHECK), blank

    def _checks_down(self) -> Iterator[LayoutCell]:
        """The company's months, and their total, less those on 计划分解."""
        if self.planning is None:
            return
        own = set(self.plan.months)
        company = self._paths[0]
        for place, month in enumerate(self.months, FIRST_MONTH):
            if month in own:
                formula = self._rounded(f"{letters_of(place)}{self.first}-{self._there(company, month)}")
                yield LayoutCell(0, formula, Style.CHECK, self.formats.check)
            else:
                yield LayoutCell(style=Style.CHECK)
        total = f"{letters_of(FIRST_MONTH + len(self.months))}{self.first}"
        there = f"{sheet_reference(PLANNING_MARKER)}!{self.planning.total_cell(company)}"
        yield LayoutCell(0, self._rounded(f"{total}-{there}"), Style.CHECK, self.formats.check)

    def _rounded(self, difference: str) -> str:
        return f"=ROUND({difference},{self.formats.decimals})" if self.formats.decimals else f"={difference}"


def sum_of(letters: str, rows: Iterable[int]) -> str:
    """A SUM formula of some rows of a column; of very many that do not adjoin, a sum of sums."""
    areas = [f"{letters}{first}" if first == last else f"{letters}{first}:{letters}{last}" for first, last in joined(rows)]
    sums = [f"SUM({','.join(areas[at : at + _MOST_ARGUMENTS])})" for at in range(0, len(areas), _MOST_ARGUMENTS)]
    return f"={sums[0]}" if len(sums) == 1 else f"=SUM({','.join(sums)})"
