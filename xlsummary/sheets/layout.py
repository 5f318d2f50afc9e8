"""A sheet as values, formulas and style names: what a writer needs, so that no writer does arithmetic."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

_OPENING, _CLOSING = "\u27e6", "\u27e7"
_REFERENCE = re.compile(f"{_OPENING}([^{_CLOSING}]*){_CLOSING}")

Value = str | int | Decimal | date | None


class Style(Enum):
    """Names of looks; the writer knows fonts and fills."""

    PLAIN = "plain"
    TITLE = "title"
    HEAD = "head"
    BLOCK = "block"
    TABLE_HEAD = "table-head"
    NOTE = "note"
    LABEL = "label"
    NUMBER = "number"
    MONTH = "month"
    SLICE = "slice"
    DAY = "day"
    GROUP = "group"
    MEMBER = "member"
    TOTAL = "total"
    CHECK = "check"
    WARNING = "warning"
    DRAFT = "draft"
    TEXT = "text"
    ALERT = "alert"
    CAUTION = "caution"
    KEY = "key"


class Band(Enum):
    """What a column of amounts is for; it shades HEAD, MONTH, SLICE, DAY and TOTAL; TABLE_HEAD is never shaded."""

    NONE = "none"
    COMPANY = "company"
    TEAM = "team"


class Visibility(Enum):
    """Whether a sheet shows; people can unhide HIDDEN in Excel, VERY_HIDDEN only programs."""

    VISIBLE = "visible"
    HIDDEN = "hidden"
    VERY_HIDDEN = "veryHidden"


class Drawn(Enum):
    """How a chart draws a series."""

    COLUMNS = "columns"
    LINE = "line"


def sheet_reference(marker: str) -> str:
    """Stands in a formula or link before `!` for our sheet of that marker, whose name only the writer knows.

    It may also be the whole of a cell of style KEY, which then holds that name.
    """
    return f"{_OPENING}{marker}{_CLOSING}"


def is_reference(text: str) -> bool:
    """True for a text that is nothing but such a reference."""
    return _REFERENCE.fullmatch(text) is not None


def referred(text: str, titles: Mapping[str, str]) -> str:
    """The text with every reference in it replaced by what `titles` has for its marker; others stay."""
    if _OPENING not in text:
        return text
    return _REFERENCE.sub(lambda found: titles.get(found[1], found[0]), text)


@dataclass(frozen=True, slots=True)
class LayoutCell:
    """A value, or a formula (with its `=`) and the value it gives; `format` is a number format of Excel.

    `link` is a place in the workbook a click leads to, as Excel's Go To takes it (`'目标'!E7`).
    """

    value: Value = None
    formula: str | None = None
    style: Style = Style.PLAIN
    format: str = "General"
    link: str | None = None


@dataclass(frozen=True, slots=True)
class LayoutRow:
    """Cells from column A on; `outline` 0 to 7, `hidden` collapsed or a key row."""

    cells: tuple[LayoutCell, ...] = ()
    outline: int = 0
    hidden: bool = False
    height: float | None = None


@dataclass(frozen=True, slots=True)
class LayoutColumn:
    width: float
    hidden: bool = False
    outline: int = 0
    band: Band = Band.NONE


@dataclass(frozen=True, slots=True)
class Series:
    """One series of a chart: `cells` a range of the own sheet (`C12:C23`), `values` what stands there, for readers that
    do not calculate; `format` is for numbers of a second axis."""

    name: str
    cells: str
    values: tuple[int | Decimal | None, ...]
    drawn: Drawn = Drawn.COLUMNS
    second_axis: bool = False
    format: str = "General"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart on a sheet; `categories` a range of the own sheet and `labels` its texts; `anchor` its upper left cell.

    With `until` it reaches up to that cell's upper left corner, however broad the columns are with the book's font; else width
    and height count, in centimetres. `described` is the alternative text; `format` a number format of Excel.
    """

    title: str
    categories: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    anchor: str
    width: float
    height: float
    described: str
    format: str = "General"
    until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One sheet to write.

    `marker` is the hidden sheet-scoped name that tells our sheet again (`_xlsummary_planning`); `freeze` the first cell that
    scrolls; `repeat_rows` the heading rows printed on each page, 1-based and inclusive; `merges` ranges like `A1:H1`;
    `breaks` are rows that begin a page when printed; `only_replaces` asks for the sheet only where an older one of its marker
    stands.
    """

    title: str
    marker: str
    columns: tuple[LayoutColumn, ...]
    rows: tuple[LayoutRow, ...]
    freeze: str | None = None
    repeat_rows: tuple[int, int] | None = None
    merges: tuple[str, ...] = ()
    landscape: bool = True
    fit_width: bool = True
    print_area: str | None = None
    footer: str = ""
    breaks: tuple[int, ...] = ()
    visibility: Visibility = Visibility.VISIBLE
    charts: tuple[Chart, ...] = ()
    only_replaces: bool = False
