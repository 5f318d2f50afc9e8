"""A sheet as values, formulas and style names: what a writer needs, so that no writer does arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

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
    TOTAL = "total"
    CHECK = "check"
    WARNING = "warning"
    KEY = "key"


class Band(Enum):
    """What a column of amounts is for; it shades HEAD, MONTH, SLICE, DAY and TOTAL; TABLE_HEAD is never shaded."""

    NONE = "none"
    COMPANY = "company"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class LayoutCell:
    """A value, or a formula (with its `=`) and the value it gives; `format` is a number format of Excel."""

    value: Value = None
    formula: str | None = None
    style: Style = Style.PLAIN
    format: str = "General"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One sheet to write.

    `marker` is the hidden sheet-scoped name that tells our sheet again (`_xlsummary_planning`); `freeze` the first cell that
    scrolls; `repeat_rows` the heading rows printed on each page, 1-based and inclusive; `merges` ranges like `A1:H1`.
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
