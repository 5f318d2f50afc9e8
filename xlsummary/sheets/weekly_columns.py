"""The columns of the weekly page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from xlsummary.compare.weekly import Weekly
from xlsummary.model import Lang, Measure, Settings, Text
from xlsummary.periods import month_name
from xlsummary.sheets.formats import NumberFormats, formats_of
from xlsummary.sheets.words import date_range
from xlsummary.wording import label

NAME_PLACE = 2
"""Where the names stand (B), counted from 1; the columns follow."""

_NUMBER, _SHARE, _DAYS, _COUNT, _NOTES = 10.5, 8.5, 7.5, 8.0, 22.0
_DAY_FORMAT, _SHARE_FORMAT = "0_ ", "0.0%_ "

_TARGET, _ACTUAL, _SO_FAR = Text("目标", "Target"), Text("实绩", "Actual"), Text("累计", "To date")
_DONE = Text("实际", "Done")
_VARIANCE, _RATE, _TIME = Text("差额", "Variance"), Text("完成率", "Attained"), Text("时间进度", "Time gone")
_LEFT, _NEEDED = Text("天数", "Days"), Text("日均需", "A day")
_LAST, _THIS, _NEXT = Text("上周", "Last week"), Text("本周", "This week"), Text("下周", "Next week")
_MONTH, _REST, _NOTE = Text("本月", "This month"), Text("剩余工作日", "Left to work"), Text("备注", "Notes")
_OF_MONTH = Text("本月{measure}", "{measure} this month")


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyColumn:
    """One column: `key` says what it holds, `group` stands over it and its neighbours, `heading` '' where that is all."""

    key: str
    group: str
    heading: str
    width: float
    format: str = "General"


def columns_of(weekly: Weekly, settings: Settings, lang: Lang) -> tuple[WeeklyColumn, ...]:
    """Cash and visits have theirs where the book says anything of them."""
    formats = formats_of(weekly.line.measure, settings, weekly.grain)
    return tuple(_Columns(weekly, settings, lang, formats).every())


@dataclass(frozen=True, slots=True)
class _Columns:
    weekly: Weekly
    settings: Settings
    lang: Lang
    formats: NumberFormats

    def every(self) -> Iterator[WeeklyColumn]:
        lang, weeks, amount, variance = self.lang, self.weekly.weeks, self.formats.amount, self.formats.variance
        last = f"{_LAST[lang]} {date_range(weeks.last, lang)}"
        yield self._column("last_target", last, _TARGET, _NUMBER, amount)
        yield self._column("last_actual", last, _ACTUAL, _NUMBER, amount)
        yield self._column("last_variance", last, _VARIANCE, _NUMBER, variance)
        yield self._column("this_target", f"{_THIS[lang]} {date_range(weeks.this, lang)}", _TARGET, _NUMBER + 2, amount)
        month = f"{_MONTH[lang]} {month_name(weeks.month.start.month, lang)}"
        yield self._column("month_target", month, _TARGET, _NUMBER, amount)
        yield self._column("month_actual", month, _SO_FAR, _NUMBER, amount)
        yield self._column("month_rate", month, _RATE, _SHARE, _SHARE_FORMAT)
        yield self._column("time", month, _TIME, _SHARE, _SHARE_FORMAT)
        yield self._column("month_variance", month, _VARIANCE, _NUMBER, variance)
        yield self._column("days_left", _REST[lang], _LEFT, _DAYS, _DAY_FORMAT)
        yield self._column("needed", _REST[lang], _NEEDED, _NUMBER, amount)
        if self.weekly.has_cash:
            yield from self._cash()
        if self.weekly.has_visits:
            yield from self._visits()
        yield self._column("next_target", f"{_NEXT[lang]} {date_range(weeks.next, lang)}", _TARGET, _NUMBER + 2, amount)
        yield WeeklyColumn(key="note", group=_NOTE[lang], heading="", width=_NOTES)

    def _cash(self) -> Iterator[WeeklyColumn]:
        amount = formats_of(Measure.COLLECTIONS, self.settings, Decimal(1)).amount
        group = _OF_MONTH[self.lang].format(measure=label(Measure.COLLECTIONS, self.lang))
        yield self._column("cash_target", group, _TARGET, _NUMBER, amount)
        yield self._column("cash_actual", group, _ACTUAL, _NUMBER, amount)
        yield self._column("cash_rate", group, _RATE, _SHARE, _SHARE_FORMAT)

    def _visits(self) -> Iterator[WeeklyColumn]:
        amount = formats_of(Measure.VISITS, self.settings, Decimal(1)).amount
        group = _OF_MONTH[self.lang].format(measure=label(Measure.VISITS, self.lang))
        yield self._column("visits_target", group, _TARGET, _COUNT, amount)
        yield self._column("visits_actual", group, _DONE, _COUNT, amount)

    def _column(self, key: str, group: str, heading: Text, width: float, number_format: str) -> WeeklyColumn:
        return WeeklyColumn(key=key, group=group, heading=heading[self.lang], width=width, format=number_format)
