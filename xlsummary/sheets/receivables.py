"""The sheet 应收: every client's account rolled forward and aged, what was paid in advance apart, and the months."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType

from xlsummary.compare.receivables import Receivables
from xlsummary.model import Lang, Measure, SalesBook, Text
from xlsummary.plan.horizon import Horizon
from xlsummary.sheets.columns import letters_of
from xlsummary.sheets.formats import NumberFormats, formats_of
from xlsummary.sheets.head import line, only_line
from xlsummary.sheets.layout import Layout, LayoutCell, LayoutColumn, LayoutRow, Style
from xlsummary.sheets.measuring import LINE_HEIGHT, lines_of, text_width
from xlsummary.sheets.receivables_columns import HEADINGS, NAME_PLACE, SUMMED, ReceivablesColumn, columns_of
from xlsummary.sheets.receivables_head import head_rows
from xlsummary.sheets.receivables_months import MonthsBlock
from xlsummary.sheets.receivables_rows import Amounts, RowWriter, amounts_of, placed, summed
from xlsummary.sheets.words import PAGES, RECEIVABLES, SIGNATURES, TOTAL

MARKER = "_xlsummary_receivables"

_NARROWEST_NAME, _WIDEST_NAME = 14.0, 30.0

_NOTHING = Text(
    "实绩里没有回款、冲抵或坏账，“客户”里也没有期初应收，没有应收可写",
    "No cash, set-offs, bad debts or opening receivables are recorded, so there are no receivables to show",
)
_GROUPS: Mapping[str, Text] = MappingProxyType(
    {
        "owed": Text("应收客户", "Owing"),
        "prepaid": Text("预收客户（不与应收相抵）", "Paid in advance (not netted)"),
        "settled": Text("已结清", "Nothing open"),
    }
)
_NOBODY = Text("（未填客户）", "(no client filled in)")
_SHARE = Text("占应收", "Share of what is owed")
_CONTROL = Text("控制数（不分客户）", "Control (without clients)")
_CHECK = Text("核对（应为 0）", "Check (0)")
_SOURCES = Text("来源：{cells}", "Sources: {cells}")


def receivables_layout(
    book: SalesBook, found: Receivables | None, horizon: Horizon, lang: Lang, *, draft: bool = False
) -> Layout:
    """The sheet; where the book says nothing of cash one that says so and only replaces an older one."""
    if found is None or not found.accounts:
        columns = (LayoutColumn(4.0, hidden=True), LayoutColumn(60.0))
        rows = only_line(book, _NOTHING[lang])
        return Layout(title=RECEIVABLES[lang], marker=MARKER, columns=columns, rows=rows, only_replaces=True)
    return _Sheet(book, found, horizon, lang, draft).layout()


@dataclass(frozen=True)  # no slots: what is found once is kept
class _Sheet:
    book: SalesBook
    found: Receivables
    horizon: Horizon
    lang: Lang
    draft: bool

    @cached_property
    def _total(self) -> Amounts:
        return summed(map(amounts_of, self.found.accounts))

    @cached_property
    def _formats(self) -> NumberFormats:
        """With fen where any amount has some."""
        amounts = [amount for each in map(amounts_of, self.found.accounts) for amount in each.rolled.values()]
        whole = all(amount == amount.to_integral_value() for amount in amounts)
        return formats_of(Measure.COLLECTIONS, self.book.settings, Decimal(1) if whole else Decimal("0.01"))

    @cached_property
    def _columns(self) -> tuple[ReceivablesColumn, ...]:
        total = self._total
        longest = max(map(self._formats.width, (*total.rolled.values(), total.owed, total.prepaid)))
        return columns_of(self.found, self._formats, longest + 2.0, self.lang)

    def layout(self) -> Layout:
        width = sum(column.width for column in self._columns) + self._name_width
        head = [*head_rows(self.book, self.found, self.horizon, self.lang, width, draft=self.draft)]
        first = len(head) + 3
        table = [*self._table(first)]
        months = MonthsBlock(self.found, self._columns, self.lang, first + len(table) + 1, self._total_row(first))
        rows = (*head, *self._headings(), *table, LayoutRow(height=8.0), *months.rows(), *self._foot())
        return Layout(
            title=RECEIVABLES[self.lang],
            marker=MARKER,
            columns=(
                LayoutColumn(4.0, hidden=True),
                LayoutColumn(self._name_width),
                *(LayoutColumn(each.width) for each in self._columns),
            ),
            rows=rows,
            freeze=f"{letters_of(NAME_PLACE + 1)}{first}",
            repeat_rows=(first - 2, first - 1),
            merges=tuple(self._merges(first - 2)),
            print_area=f"A1:{letters_of(NAME_PLACE + len(self._columns))}{len(rows)}",
            footer=PAGES[self.lang],
        )

    @property
    def _name_width(self) -> float:
        names = [text_width(account.client) + 4 for account in self.found.accounts]
        names += [text_width(_GROUPS[key][self.lang]) + 3 for key, _ in placed(self.found.accounts)]
        return min(max([_NARROWEST_NAME, *names]), _WIDEST_NAME)

    def _headings(self) -> Iterator[LayoutRow]:
        """Two rows: what the columns are about, merged over them, and what each is."""
        key, name = LayoutCell(style=Style.KEY), LayoutCell(Text("客户", "Client")[self.lang], style=Style.HEAD)
        above = tuple(LayoutCell(each.group, style=Style.HEAD) for each in self._columns)
        broad = {each.group: sum(other.width for other in self._columns if other.group == each.group) for each in self._columns}
        lines = max(lines_of(group, width - 1) for group, width in broad.items())
        yield LayoutRow((key, name, *above), height=LINE_HEIGHT * lines + 4)
        below = tuple(LayoutCell(each.heading, style=Style.HEAD) for each in self._columns)
        lines = max(lines_of(each.heading, each.width - 1) for each in self._columns)
        yield LayoutRow((key, LayoutCell(style=Style.HEAD), *below), height=LINE_HEIGHT * lines + 4)

    def _merges(self, row: int) -> Iterator[str]:
        yield f"{letters_of(NAME_PLACE)}{row}:{letters_of(NAME_PLACE)}{row + 1}"
        groups = [column.group for column in self._columns]
        for group in dict.fromkeys(groups):
            first = NAME_PLACE + 1 + groups.index(group)
            last = first + groups.count(group) - 1
            if last > first:
                yield f"{letters_of(first)}{row}:{letters_of(last)}{row}"

    def _total_row(self, first: int) -> int:
        return first + len(self.found.accounts) + sum(1 for _ in placed(self.found.accounts))

    def _table(self, first: int) -> Iterator[LayoutRow]:
        """Each group with its clients, those with nothing open collapsed; then total, shares, control and check."""
        writer, number, groups = RowWriter(self._columns), first, []
        for key, accounts in placed(self.found.accounts):
            span = range(number + 1, number + 1 + len(accounts))
            yield writer.sums(_GROUPS[key][self.lang], summed(map(amounts_of, accounts)), Style.GROUP, span)
            for row, account in zip(span, accounts, strict=True):
                yield writer.client(account, account.client or _NOBODY[self.lang], row, collapsed=key == "settled")
            groups.append(number)
            number = span.stop
        yield writer.sums(TOTAL[self.lang], self._total, Style.TOTAL, groups)
        yield writer.shares(_SHARE[self.lang], self._total, number)
        yield writer.controls(_CONTROL[self.lang], self.found.control)
        yield writer.checks(_CHECK[self.lang], number, self.found.control, self._total)

    def _foot(self) -> Iterator[LayoutRow]:
        told = ((HEADINGS[key][self.lang], "; ".join(self.found.cells.get(key, ()))) for key in SUMMED)
        listed = Text("；", "; ")[self.lang].join(f"{name} {cells}" for name, cells in told if cells)
        yield line(_SOURCES[self.lang].format(cells=listed), Style.NOTE, LINE_HEIGHT)
        yield LayoutRow(height=12.0)
        yield line(SIGNATURES[self.lang], Style.LABEL, 24.0)
