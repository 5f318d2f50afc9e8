"""The rows of a block: each month, under it its week slices, under them its days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xlsummary.model import Lang, Period
from xlsummary.periods import Slice, single_day
from xlsummary.plan.quota import Plan
from xlsummary.sheets.layout import Style
from xlsummary.sheets.words import date_label, date_range, day_label, month_label, slice_label

TOTAL_KEY, CHECK_KEY = "total", "check"
"""The keys of a block's rows 合计 and 核对, which stand for no period of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRow:
    """One row: `key` as the hidden column holds it, `week` its ISO week or a month's weeks, '' where weeks begin on Sunday;
    `parent` the place of the row above it in the tree."""

    key: str
    name: str
    week: str
    period: Period
    style: Style
    working_days: int
    parent: int | None = None

    @property
    def outline(self) -> int:
        return (Style.MONTH, Style.SLICE, Style.DAY).index(self.style)


def time_rows(plan: Plan, lang: Lang) -> tuple[TimeRow, ...]:
    """The rows in the order they stand; days without a share outside the working calendar have none."""
    with_year = plan.period.start.year != plan.period.last.year
    rows: list[TimeRow] = []
    for month in plan.months:
        key = f"{month.start:%Y-%m}"
        rows.append(
            TimeRow(
                key=key,
                name=month_label(month, lang, with_year=with_year),
                week=weeks_label(plan.slices_in(month)),
                period=month,
                style=Style.MONTH,
                working_days=plan.working_day_count(month),
            )
        )
        rows.extend(_slices(plan, month, len(rows) - 1, lang))
    return tuple(rows)


def _slices(plan: Plan, month: Period, place: int, lang: Lang) -> Iterator[TimeRow]:
    """The slices of the month whose row stands at `place`, each with its days."""
    following = place + 1
    for number, each in enumerate(plan.slices_in(month), 1):
        yield TimeRow(
            key=f"{month.start:%Y-%m}/{each.period.start.isoformat()}",
            name=slice_label(each.period, number, lang),
            week=each.week or "",
            period=each.period,
            style=Style.SLICE,
            working_days=plan.working_day_count(each.period),
            parent=place,
        )
        days = plan.shown_days(each.period)
        for day in days:
            yield TimeRow(
                key=day.isoformat(),
                name=day_label(day, lang, works=plan.works(day)),
                week=each.week or "",
                period=single_day(day),
                style=Style.DAY,
                working_days=int(plan.works(day)),
                parent=following,
            )
        following += 1 + len(days)


def weeks_label(slices: Sequence[Slice]) -> str:
    """The ISO weeks that a month or period meets, `W05~W09`; one of another year than its days with that year."""
    weeks = [each for each in slices if each.week]
    if not weeks:
        return ""
    first, last = weeks[0], weeks[-1]
    year, number = (first.week or "").split("-")
    until, final = (last.week or "").split("-")
    is_early, is_late = int(year) != first.period.start.year, int(until) != first.period.start.year
    left = f"{year}-{number}" if is_early else number
    return left if first.week == last.week else f"{left}~{f'{until}-{final}' if is_late else final}"


def rows_below(rows: tuple[TimeRow, ...]) -> tuple[tuple[int, ...], ...]:
    """For each row, the places of the rows it is the sum of."""
    below: list[list[int]] = [[] for _ in rows]
    for place, row in enumerate(rows):
        if row.parent is not None:
            below[row.parent].append(place)
    return tuple(tuple(places) for places in below)


def span_label(period: Period, lang: Lang) -> str:
    """A range of days, or the one day."""
    return date_range(period, lang) if period.days > 1 else date_label(period.start, lang)
