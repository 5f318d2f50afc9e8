"""The cells a figure was counted from: a column's range and the filter that gives the number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from xlsummary.achieved import heading
from xlsummary.model import Cell, Line, Origin, Period, SalesBook, Target, Text
from xlsummary.periods import key_of
from xlsummary.wording import LABELS

_LINE_FIELDS = ("measure", "source", "tier", "version")
_OR_BLANK = Text("或空", " or blank")


def column(origins: Iterable[Origin], field: str, *filters: str) -> tuple[str, ...]:
    """`'客户'!H2:H9, 首次成交 2025`: one range a sheet over the rows' cells of a field; nothing without such a column."""
    rows: dict[tuple[str, str], list[int]] = {}
    for origin in origins:
        if field in origin.table.letters:
            rows.setdefault((origin.table.sheet, origin.table.letters[field]), []).append(origin.row)
    return tuple(", ".join((_range(*place, found), *filters)) for place, found in rows.items())


def _range(sheet: str, letters: str, rows: Sequence[int]) -> str:
    first, last = min(rows), max(rows)
    return str(Cell(sheet, f"{letters}{first}" if first == last else f"{letters}{first}:{letters}{last}"))


def within(book: SalesBook, key: str, field: str, period: Period) -> str:
    """`日期 2025`: the filter on a column of days."""
    return f"{heading(book, key, field)} {key_of(period, book.settings.year_start)}"


def actuals_column(book: SalesBook, field: str, *filters: str) -> tuple[str, ...]:
    """A whole column of 实绩 as far as it is filled in; nothing when the book has no such column."""
    actuals = book.actuals
    if actuals.table is None or not actuals.rows:
        return ()
    return column((Origin(actuals.table, row) for row in (actuals.rows[0], actuals.rows[-1])), field, *filters)


def days_filter(book: SalesBook, *, joined_by: date, left_from: date | None = None) -> tuple[str, ...]:
    """`入职≤2025-12-31或空`, and for 离职 from `left_from` on where the sheet has that column."""
    fields = set().union(*(rep.origin.table.letters for rep in book.reps if rep.origin))
    blank = _OR_BLANK[book.lang]
    filters = [f"{heading(book, 'reps', 'joined')}≤{joined_by.isoformat()}{blank}"] if "joined" in fields else []
    if "left" in fields:
        filters.append(f"{heading(book, 'reps', 'left')}≥{(left_from or joined_by).isoformat()}{blank}")
    return tuple(filters)


def reps_column(book: SalesBook, field: str, *filters: str) -> tuple[str, ...]:
    """A column of 人员, or the names where the sheet has none such; names of 实绩 in a book without that sheet."""
    origins = [rep.origin for rep in book.reps if rep.origin is not None]
    if not origins:
        return actuals_column(book, "rep", *filters)
    return column(origins, field, *filters) or column(origins, "name", *filters)


def listed_days(book: SalesBook, period: Period) -> tuple[str, ...]:
    """The days of the period on 日历; nothing where it lists none."""
    listed = [each.origin for each in book.calendar if each.day in period]
    return column(listed, "day", within(book, "calendar", "day", period))


def target_cells(book: SalesBook, targets: Sequence[Target], line: Line) -> tuple[str, ...]:
    """The amounts of some targets of one line; rows of other lines between them are filtered out."""
    own = {target.origin.row for target in targets}
    first, last = min(own, default=0), max(own, default=0)
    others = [target for target in book.targets if first < target.origin.row < last and target.origin.row not in own]
    return column([target.origin for target in targets], "amount", *(_line_filter(book, targets, line) if others else ()))


def _line_filter(book: SalesBook, targets: Sequence[Target], line: Line) -> tuple[str, ...]:
    known = set().union(*(target.origin.table.letters for target in targets))
    words = {field: LABELS[getattr(line, field)][book.lang] for field in _LINE_FIELDS if field in known}
    return tuple(f"{heading(book, 'targets', field)}={word}" for field, word in words.items())
