"""The columns of 目标对实绩: those of the design, as far as the book has anything to say in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from xlsummary.compare.scores import Score, ScoreBlock, Scores, ScoreTable
from xlsummary.model import Lang, RateBasis, Settings, Text
from xlsummary.periods import key_of, month_count, month_name
from xlsummary.sheets.columns import letters_of

NAME_PLACE = 3
"""Where the names stand (C), counted from 1, after the dimension; the columns follow."""


class Form(Enum):
    """What a column holds, which says how it is shown."""

    AMOUNT = "amount"
    VARIANCE = "variance"
    PACE = "pace"
    RATE = "rate"
    GROWTH = "growth"


_RATE_WIDTH = 8.5

_TARGETS: dict[str, Text] = {
    "year": Text("年目标", "Year target"),
    "half": Text("半年目标", "Half-year target"),
    "quarter": Text("季度目标", "Quarter target"),
    "month": Text("月目标", "Month target"),
    "other": Text("全期目标", "Period target"),
}
_TO_DATE, _MONTH = Text("{period}累计", "{period} to date"), Text("本月（{month}）", "This month ({month})")
_DUE, _ACTUAL = Text("累计计划", "Plan to date"), Text("累计实绩", "Actual to date")
_ORIGINAL, _ORIGINAL_DUE = Text("原目标", "Original target"), Text("原累计计划", "Original to date")
_VARIANCE, _PACE, _ATTAINED = Text("差额", "Variance"), Text("进度完成率", "Pace"), Text("完成率", "Attained")
_PLAN, _DONE, _BEFORE = Text("计划", "Plan"), Text("实绩", "Actual"), Text("上月同期", "Month before")
_ON_MONTH = Text("环比", "On month")
_MONTH_ALONE = Text("比上月", "On the month before")
_LAST, _CHANGE, _GROWTH = Text("上年同期", "Last year"), Text("增减额", "Change"), Text("同比", "Growth")
_ON_YEAR, _SHARE, _CASH = Text("比上年同期", "On last year's same days"), Text("占比", "Share"), Text("回款", "Cash")
_CASH_TARGET, _CASH_DONE, _CASH_ATTAINED = Text("目标", "Target"), Text("累计", "To date"), Text("完成率", "Attained")
_OPENING, _CASH_RATE = Text("期初应收", "Opening"), Text("回款率", "Collected")


@dataclass(frozen=True, slots=True, kw_only=True)
class PerformanceColumn:
    """One column: `key` says what it holds, `group` stands over it and its neighbours, `heading` '' where that is all.

    `is_folded` is for what a formula needs and nobody reads: the column is collapsed.
    """

    key: str
    group: str
    heading: str
    form: Form
    is_folded: bool = False


def columns_of(scores: Scores, settings: Settings, lang: Lang) -> tuple[PerformanceColumn, ...]:
    """A group of columns stands where any block has something in it."""
    return tuple(_Columns(scores, settings, lang).every())


def letters(columns: Iterable[PerformanceColumn]) -> dict[str, str]:
    """Each column's letters by its key."""
    return {column.key: letters_of(place) for place, column in enumerate(columns, NAME_PLACE + 1)}


def fixed_width(column: PerformanceColumn) -> float | None:
    """The width of rates; None for amounts, which are as wide as they are."""
    return _RATE_WIDTH if column.form in (Form.PACE, Form.RATE, Form.GROWTH) else None


def has_original(scores: Scores) -> bool:
    """True where the plan that was kept asks something else than that of today."""
    rows = (score.row for block in scores.blocks for score in every_score(block))
    return any((row.original, row.original_to_date) != (row.target, row.to_date) for row in rows)


@dataclass(frozen=True, slots=True)
class _Columns:
    scores: Scores
    settings: Settings
    lang: Lang

    def every(self) -> Iterator[PerformanceColumn]:
        yield from self._to_date()
        if month_count(self.scores.period) > 1:
            yield from self._month()
        elif self._any(lambda score: score.month.before is not None):
            yield self._column("before", _MONTH_ALONE[self.lang], _BEFORE, Form.AMOUNT, is_folded=True)
            yield self._column("month_growth", _MONTH_ALONE[self.lang], _ON_MONTH, Form.GROWTH)
        if self._any(lambda score: score.last_year is not None or score.growth_typed is not None):
            group = _ON_YEAR[self.lang]
            yield self._column("last_year", group, _LAST, Form.AMOUNT)
            yield self._column("change", group, _CHANGE, Form.VARIANCE)
            yield self._column("growth", group, _GROWTH, Form.GROWTH)
        yield PerformanceColumn(key="share", group=_SHARE[self.lang], heading="", form=Form.RATE)
        if self._any(lambda score: score.cash is not None):
            yield from self._cash()

    def _to_date(self) -> Iterator[PerformanceColumn]:
        group = _TO_DATE[self.lang].format(period=key_of(self.scores.period, self.settings.year_start))
        if self._any(lambda score: score.row.target is not None):
            yield self._column("target", group, _TARGETS[self._length], Form.AMOUNT)
            yield self._column("due", group, _DUE, Form.AMOUNT)
            if has_original(self.scores):
                yield self._column("original", group, _ORIGINAL, Form.AMOUNT)
                yield self._column("original_due", group, _ORIGINAL_DUE, Form.AMOUNT)
            yield self._column("actual", group, _ACTUAL, Form.AMOUNT)
            yield self._column("variance", group, _VARIANCE, Form.VARIANCE)
            yield self._column("pace", group, _PACE, Form.PACE)
            yield self._column("attained", group, _ATTAINED, Form.RATE)
        else:
            yield self._column("actual", group, _ACTUAL, Form.AMOUNT)

    def _month(self) -> Iterator[PerformanceColumn]:
        group = _MONTH[self.lang].format(month=month_name(self.scores.windows.month.whole.start.month, self.lang))
        has_target = self._any(lambda score: score.month.target is not None)
        if has_target:
            yield self._column("month_target", group, _PLAN, Form.AMOUNT)
        yield self._column("month_actual", group, _DONE, Form.AMOUNT)
        if has_target:
            yield self._column("month_attained", group, _ATTAINED, Form.RATE)
        if self._any(lambda score: score.month.before is not None):
            yield self._column("before", group, _BEFORE, Form.AMOUNT, is_folded=True)
            yield self._column("month_growth", group, _ON_MONTH, Form.GROWTH)

    def _cash(self) -> Iterator[PerformanceColumn]:
        group = _CASH[self.lang]
        has_target = any(block.has_cash_target and self._has_cash_target(block) for block in self.scores.blocks)
        if has_target:
            yield self._column("cash_target", group, _CASH_TARGET, Form.AMOUNT)
        yield self._column("cash", group, _CASH_DONE, Form.AMOUNT)
        if has_target:
            yield self._column("cash_attained", group, _CASH_ATTAINED, Form.RATE)
        if self.settings.rate_basis is RateBasis.RECEIVABLE:
            yield self._column("opening", group, _OPENING, Form.AMOUNT)
        yield self._column("cash_rate", group, _CASH_RATE, Form.RATE)

    def _has_cash_target(self, block: ScoreBlock) -> bool:
        return any(score.cash and score.cash.target is not None for score in every_score(block))

    @property
    def _length(self) -> str:
        key = key_of(self.scores.period, self.settings.year_start)
        if len(key) == 4:
            return "year"
        named = {"H": "half", "Q": "quarter"}
        if len(key) > 4 and key[4] in named:
            return named[key[4]]
        return "month" if month_count(self.scores.period) == 1 else "other"

    def _any(self, told: Callable[[Score], bool]) -> bool:
        return any(told(score) for block in self.scores.blocks for score in every_score(block))

    def _column(self, key: str, group: str, heading: Text, form: Form, *, is_folded: bool = False) -> PerformanceColumn:
        return PerformanceColumn(key=key, group=group, heading=heading[self.lang], form=form, is_folded=is_folded)


def every_score(block: ScoreBlock) -> Iterator[Score]:
    """The company's, then those of all tables."""
    yield block.company
    for table in told_tables(block):
        yield from table.scores


def told_tables(block: ScoreBlock) -> Sequence[ScoreTable]:
    """Those of dimensions that actuals name."""
    return [table for table in block.tables if table.is_told]
