"""Below the clients of the sheet 应收: all accounts together month by month, and which months brought no cash."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from xlsummary.compare.receivable_months import RolledMonth
from xlsummary.compare.receivables import Receivables
from xlsummary.model import Lang, Text
from xlsummary.sheets.block import number
from xlsummary.sheets.head import line
from xlsummary.sheets.layout import LayoutCell, LayoutRow, Style
from xlsummary.sheets.receivables_columns import SUMMED, ReceivablesColumn
from xlsummary.sheets.receivables_rows import RowWriter, yuan
from xlsummary.sheets.words import month_label

_ROW_HEIGHT = 16.5

_TITLE = Text("按月（各客户合计；应收减预收）", "By month (all clients; owed less paid in advance)")
_UNTOLD = Text(
    "有按更长期间合计的实绩，分不出月份，不列按月的往来。",
    "Some actuals are totals of longer periods and cannot be told apart by month, so no months are listed.",
)
_MONTH, _CLOSING, _MARK = Text("月份", "Month"), Text("期末", "Closing"), Text("标记", "Mark")
_DRY = Text("▲无回款", "▲no cash")
_CHECK = Text("核对（应为 0）", "Check (0)")
_FIRST = Text("期初", "Opening")


@dataclass(frozen=True)  # no slots: the writer is kept once made
class MonthsBlock:
    """The block from sheet row `first` on; `total_row` is that of the clients' total, which it is checked against."""

    found: Receivables
    columns: tuple[ReceivablesColumn, ...]
    lang: Lang
    first: int
    total_row: int

    def rows(self) -> Iterator[LayoutRow]:
        if self.found.months is None:
            yield line(_UNTOLD[self.lang], Style.NOTE, _ROW_HEIGHT)
            return
        if not self.found.months:
            return
        shown = self._shown
        title = (LayoutCell(_TITLE[self.lang], style=Style.BLOCK), *(LayoutCell(style=Style.BLOCK),) * len(shown))
        yield LayoutRow((LayoutCell(), *title), height=20.0)
        heads = (_MONTH[self.lang], *(self._heading(column) for column in shown))
        yield LayoutRow((LayoutCell(), *(LayoutCell(head, style=Style.TABLE_HEAD) for head in heads)), height=18.0)
        for place, month in enumerate(self.found.months):
            yield self._month(month, self.first + 2 + place, is_first=place == 0)
        yield self._check()
        yield LayoutRow(height=8.0)

    @property
    def _shown(self) -> list[ReceivablesColumn]:
        """Those of the roll-forward; the closing balance stands under what is owed, the mark under what was paid in advance."""
        return [column for column in self.columns if column.key in (*SUMMED, "owed", "prepaid")]

    @cached_property
    def _writer(self) -> RowWriter:
        return RowWriter(self.columns)

    def _heading(self, column: ReceivablesColumn) -> str:
        words = {"owed": _CLOSING, "prepaid": _MARK, "opening": _FIRST}
        return words[column.key][self.lang] if column.key in words else column.heading

    def _month(self, month: RolledMonth, row: int, *, is_first: bool) -> LayoutRow:
        letters = self._writer.letters
        cells = [LayoutCell(month_label(month.month, self.lang, with_year=True), style=Style.MONTH)]
        for column in self._shown:
            value: Decimal | int
            formula = None
            match column.key:
                case "prepaid":
                    cells.append(LayoutCell(_DRY[self.lang] if month.is_dry else None, style=Style.CAUTION))
                    continue
                case "owed":
                    value, formula = yuan(month.closing), f"=ROUND({self._writer.closing(row)},2)"
                case "opening":
                    before = f"{letters['opening']}{self.total_row}" if is_first else f"{letters['owed']}{row - 1}"
                    value, formula = yuan(month.opening), f"={before}"
                case _:
                    value = yuan(getattr(month, column.key))
            cells.append(LayoutCell(number(value), formula, Style.NUMBER, column.format))
        return LayoutRow((LayoutCell(), *cells), height=_ROW_HEIGHT)

    def _check(self) -> LayoutRow:
        """Each column's months against the clients' total; the last closing against owed less paid in advance."""
        months = self.found.months or ()
        letters, top, last = self._writer.letters, self.first + 2, self.first + 1 + len(months)
        cells = [LayoutCell(_CHECK[self.lang], style=Style.CHECK)]
        for column in self._shown:
            at = letters[column.key]
            if column.key in ("prepaid", "opening"):
                cells.append(LayoutCell(style=Style.CHECK))
                continue
            if column.key == "owed":
                formula = f"=ROUND({at}{last}-{at}{self.total_row}+{letters['prepaid']}{self.total_row},2)"
                value = months[-1].closing - self.found.total("closing")
            else:
                formula = f"=ROUND(SUM({at}{top}:{at}{last})-{at}{self.total_row},2)"
                value = sum(getattr(month, column.key) for month in months) - self.found.total(column.key)
            cells.append(LayoutCell(number(yuan(value)), formula, Style.CHECK, self.columns[-1].format))
        return LayoutRow((LayoutCell(), *cells), height=_ROW_HEIGHT)
