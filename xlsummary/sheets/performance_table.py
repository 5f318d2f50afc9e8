"""One dimension of a line as rows: its names, those without a target, what is nobody's, the sum and the check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

from xlsummary.compare.performance import By
from xlsummary.compare.scores import Score, ScoreTable, Standing
from xlsummary.model import Lang, Level, Text
from xlsummary.sheets.layout import LayoutRow, Style
from xlsummary.sheets.performance_numbers import UNRATED, Numbers, summed
from xlsummary.sheets.performance_rows import Place, RowWriter
from xlsummary.sheets.words import CHECK, TOTAL
from xlsummary.wording import label

_MOST_OPEN = 60
"""Names with targets that stand open; more are folded."""
_FEW, _LEADING = 25, 20
"""Of more names than these in a table by size only the first stand open."""

_LEVELS: Mapping[By, Level] = MappingProxyType(
    {
        By.TEAM: Level.TEAM,
        By.REP: Level.REP,
        By.MARKET: Level.MARKET,
        By.CHANNEL: Level.CHANNEL,
        By.PRODUCT: Level.PRODUCT,
        By.CLIENT: Level.CLIENT,
    }
)
_MONTH = Text("月份", "Month")
_BAND = Text("按{by}（{count}）", "By {by} ({count})")
_UNTARGETED = Text("无目标（{count}）", "No target ({count})")
_OTHERS = Text("其余 {count} 个", "{count} others")


class Names(Protocol):
    """What tells the rows' names and numbers."""

    def name_of(self, score: Score) -> str: ...

    def numbers(self, score: Score) -> Numbers: ...


@dataclass
class TableRows:
    """Writes a table from sheet row `first` on; the plus sign of what is folded stands on the row above it.

    `depth` is the outline level of its band, sum and check; 1 for a table that is folded with its whole block.
    """

    writer: RowWriter
    table: ScoreTable
    first: int
    company: Numbers
    names: Names
    lang: Lang
    depth: int
    _rows: list[LayoutRow] = field(default_factory=list)
    _parts: list[int] = field(default_factory=list)
    _sums: list[Numbers] = field(default_factory=list)

    def made(self) -> tuple[LayoutRow, ...]:
        """Every row; of a table with very many targets only the band, the sum and the check show."""
        named, untargeted, rest = (self.table.of(standing) for standing in Standing)
        folded = self._is_folded or (self.table.has_targets and len(named) > _MOST_OPEN)
        leading = named[:_LEADING] if self._is_by_size and len(named) > _FEW else named
        self._band()
        for score in leading:
            self._add(score, hidden=folded)
        if len(leading) < len(named):
            self._add_under(_OTHERS, named[len(leading) :], hidden=folded, is_open=False)
        if untargeted:
            self._add_under(_UNTARGETED, untargeted, hidden=folded, is_open=len(untargeted) <= _LEADING)
        for score in rest:
            self._add(score, hidden=folded)
        self._total_and_check()
        return tuple(self._rows)

    @property
    def _is_by_size(self) -> bool:
        return not self.table.has_targets and self.table.by is not By.MONTH

    @property
    def _is_folded(self) -> bool:
        return self.depth > 0

    @property
    def _following(self) -> int:
        return self.first + len(self._rows)

    @property
    def dimension(self) -> str:
        return dimension_name(self.table.by, self.lang)

    def _band(self) -> None:
        count = sum(1 for score in self.table.scores if score.row.name)
        by = self.dimension if self.lang is Lang.ZH else self.dimension.lower()
        named = _BAND[self.lang].format(by=by, count=count)
        place = Place(row=self._following, dimension=named, style=Style.GROUP, outline=self.depth, hidden=self._is_folded)
        self._rows.append(self.writer.band(place))

    def _add(self, score: Score, *, hidden: bool) -> None:
        self._parts.append(self._following)
        self._sums.append(self.names.numbers(score))
        self._write(score, self.depth + 1, hidden=hidden)

    def _add_under(self, heading: Text, scores: Sequence[Score], *, hidden: bool, is_open: bool) -> None:
        """Some rows below their own sum."""
        row = self._following
        numbers = summed(self.names.numbers(score) for score in scores)
        place = Place(
            row=row,
            name=heading[self.lang].format(count=len(scores)),
            style=Style.NUMBER,
            outline=self.depth + 1,
            hidden=hidden,
            parts=range(row + 1, row + 1 + len(scores)),
        )
        self._parts.append(row)
        self._sums.append(numbers)
        self._rows.append(self.writer.row(place, numbers))
        for score in scores:
            self._write(score, self.depth + 2, hidden=hidden or not is_open)

    def _write(self, score: Score, outline: int, *, hidden: bool) -> None:
        place = Place(
            row=self._following,
            name=self.names.name_of(score),
            style=Style.MEMBER,
            outline=outline,
            hidden=hidden,
        )
        without = UNRATED if score.standing is Standing.UNASSIGNED and self.table.by is not By.MONTH else frozenset()
        numbers = self.names.numbers(score)
        self._rows.append(self.writer.row(place, numbers, own_month=self.table.by is By.MONTH, without=without))

    def _total_and_check(self) -> None:
        """Months are not added up where last year's cannot all be told, nor is what came before each of them."""
        total = dict(summed(self._sums))
        if self.table.by is By.MONTH:
            total.pop("before", None)
        if not self.table.is_whole_before:
            total.pop("last_year", None)
        row = self._following
        depth, hidden = self.depth, self._is_folded
        place = Place(row=row, dimension=TOTAL[self.lang], style=Style.TOTAL, outline=depth, hidden=hidden, parts=self._parts)
        self._rows.append(self.writer.row(place, total))
        check = Place(row=row + 1, dimension=CHECK[self.lang], style=Style.CHECK, outline=depth, hidden=hidden)
        self._rows.append(self.writer.check(check, total, self.company, row))


def dimension_name(by: By, lang: Lang) -> str:
    """What a dimension is called."""
    level = _LEVELS.get(by)
    return label(level, lang) if level else _MONTH[lang]
