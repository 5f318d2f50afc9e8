"""Periods that follow one another: months or quarters that make up a year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xlsummary.model import Lang, Level, Line, Period, SalesBook, Text
from xlsummary.periods import is_whole_months, name_of, year_of

_MOST_NAMED = 3


def are_joined(earlier: Period, later: Period, year_start: int) -> bool:
    """True where the later follows at once inside the same financial year, so that the two have a total of their own."""
    return earlier.end == later.start and year_of(earlier.start, year_start) == year_of(later.last, year_start)


def target_periods(book: SalesBook) -> tuple[Period, ...]:
    """The periods that have targets, in the order of time: as typed, and those that adjoining ones of one name make up."""
    year_start = book.settings.year_start
    typed: dict[tuple[Line, Level, str], set[Period]] = {}
    for target in book.targets:
        typed.setdefault((target.line, target.level, target.name), set()).add(target.period)
    found: set[Period] = set()
    for periods in typed.values():
        found |= periods
        running: Period | None = None
        for period in sorted(filter(is_whole_months, periods), key=_start_and_end):
            is_next = running is not None and are_joined(running, period, year_start)
            running = Period(running.start, period.end) if running is not None and is_next else period
            found.add(running)
    return tuple(sorted(found, key=_start_and_end))


def outermost(periods: Iterable[Period]) -> tuple[Period, ...]:
    """The periods that lie in no other of them, in the order of time."""
    found = sorted({*periods}, key=_start_and_end)
    return tuple(each for each in found if not any(other != each and other.holds(each) for other in found))


def periods_text(periods: Sequence[Period], year_start: int) -> Text:
    """`2026年、2027年第1季度`; `2026, Q1 2027`; the first three of more."""
    zh, en = ([name_of(each, lang, year_start) for each in periods[:_MOST_NAMED]] for lang in (Lang.ZH, Lang.EN))
    more = len(periods) > _MOST_NAMED
    return Text("、".join(zh) + ("等" if more else ""), ", ".join(en) + (" and others" if more else ""))


def _start_and_end(period: Period) -> tuple[int, int]:
    return period.start.toordinal(), period.end.toordinal()
