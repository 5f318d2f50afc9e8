"""The rows of the sheet 应收: each client's account, sums of them, and what is reckoned from them by live formulas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from xlsummary.compare.ageing import Age
from xlsummary.compare.rates import ratio
from xlsummary.compare.receivables import Account
from xlsummary.sheets.block import number
from xlsummary.sheets.columns import letters_of
from xlsummary.sheets.layout import LayoutCell, LayoutRow, Style
from xlsummary.sheets.people_block import sum_of
from xlsummary.sheets.receivables_columns import LOWERING, NAME_PLACE, OVERDUE_AGES, SUMMED, ReceivablesColumn, age_key

_ROW_HEIGHT = 16.5
_SHARE = "0.0%_ "


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """What one row holds in yuan: by the keys of SUMMED, and of the ages' columns. Sums of several have no limit."""

    rolled: Mapping[str, Decimal]
    ages: Mapping[str, Decimal]
    owed: Decimal
    prepaid: Decimal
    over_limit: Decimal
    limit: Decimal | None = None

    @property
    def overdue(self) -> Decimal:
        return sum((self.ages[age_key(age)] for age in OVERDUE_AGES), Decimal(0))


def amounts_of(account: Account) -> Amounts:
    """A client's."""
    return Amounts(
        rolled={key: yuan(getattr(account, key)) for key in SUMMED},
        ages={age_key(age): yuan(account.ageing[age]) for age in Age},
        owed=yuan(account.owed),
        prepaid=yuan(account.prepaid),
        over_limit=yuan(account.over_limit),
        limit=None if account.limit is None else yuan(account.limit),
    )


def summed(parts: Iterable[Amounts]) -> Amounts:
    """The sum of several, what is owed and what was paid in advance each for itself."""
    every = [*parts]
    return Amounts(
        rolled={key: sum((part.rolled[key] for part in every), Decimal(0)) for key in SUMMED},
        ages={age_key(age): sum((part.ages[age_key(age)] for part in every), Decimal(0)) for age in Age},
        owed=sum((part.owed for part in every), Decimal(0)),
        prepaid=sum((part.prepaid for part in every), Decimal(0)),
        over_limit=sum((part.over_limit for part in every), Decimal(0)),
    )


def yuan(fen: int) -> Decimal:
    """Fen as yuan."""
    return Decimal(fen) / 100


@dataclass(frozen=True)  # no slots: the letters are kept once found
class RowWriter:
    """Writes the rows under the given columns."""

    columns: tuple[ReceivablesColumn, ...]

    @cached_property
    def letters(self) -> Mapping[str, str]:
        """The letters of each column by its key."""
        return {column.key: letters_of(place) for place, column in enumerate(self.columns, NAME_PLACE + 1)}

    def client(self, account: Account, name: str, row: int, *, collapsed: bool) -> LayoutRow:
        """A client's row; its name leads to the sheet 客户 where the client stands there."""
        amounts = amounts_of(account)
        link = str(account.origin) if account.origin else None
        cells = (self._own(column, account, amounts, row) for column in self.columns)
        first = LayoutCell(name, style=Style.MEMBER, link=link)
        row_cells = (LayoutCell(style=Style.KEY), first, *cells)
        return LayoutRow(row_cells, outline=int(collapsed), hidden=collapsed, height=_ROW_HEIGHT)

    def sums(self, name: str, amounts: Amounts, style: Style, parts: Sequence[int]) -> LayoutRow:
        """A subtotal or total of the given rows."""
        cells = (self._sum(column, amounts, style, parts) for column in self.columns)
        return LayoutRow((LayoutCell(style=Style.KEY), LayoutCell(name, style=style), *cells), height=_ROW_HEIGHT + 1.5)

    def shares(self, name: str, total: Amounts, row: int) -> LayoutRow:
        """What part of all that is owed each age and all that is overdue make up; `row` is that of the total."""
        base = f"{self.letters['owed']}{row}"
        cells: list[LayoutCell] = []
        for column in self.columns:
            value = total.ages.get(column.key, total.overdue if column.key == "overdue" else None)
            if value is None:
                cells.append(LayoutCell(style=Style.NUMBER))
                continue
            share = ratio(value, total.owed)
            formula = f'=IF({base}>0,{self.letters[column.key]}{row}/{base},"")'
            cells.append(LayoutCell("" if share is None else share, formula, Style.NUMBER, _SHARE))
        return LayoutRow((LayoutCell(style=Style.KEY), LayoutCell(name, style=Style.NUMBER), *cells), height=_ROW_HEIGHT)

    def controls(self, name: str, control: Mapping[str, int]) -> LayoutRow:
        """What the columns add up to when no client is looked at."""
        values = (yuan(control[column.key]) if column.key in control else None for column in self.columns)
        cells = (
            LayoutCell(None if value is None else number(value), style=Style.NUMBER, format=column.format)
            for column, value in zip(self.columns, values, strict=True)
        )
        return LayoutRow((LayoutCell(style=Style.KEY), LayoutCell(name, style=Style.NUMBER), *cells), height=_ROW_HEIGHT)

    def checks(self, name: str, total_row: int, control: Mapping[str, int], total: Amounts) -> LayoutRow:
        """Total less control; under what is owed, what the roll-forward leaves unexplained of both closing balances."""
        cells = []
        for column in self.columns:
            at = f"{self.letters[column.key]}{total_row}"
            if column.key in control:
                value = total.rolled[column.key] - yuan(control[column.key])
                formula = f"=ROUND({at}-{self.letters[column.key]}{total_row + 2},2)"
            elif column.key == "owed":
                value = closing(total.rolled) - total.owed + total.prepaid
                formula = f"=ROUND({self.closing(total_row)}-{at}+{self.letters['prepaid']}{total_row},2)"
            elif column.key == "check":
                value = total.owed - sum(total.ages.values())
                formula = f"=ROUND({at},2)"
            else:
                cells.append(LayoutCell(style=Style.CHECK))
                continue
            cells.append(LayoutCell(number(value), formula, Style.CHECK, self.columns[-1].format))
        return LayoutRow((LayoutCell(style=Style.KEY), LayoutCell(name, style=Style.CHECK), *cells), height=_ROW_HEIGHT)

    def closing(self, row: int) -> str:
        """The roll-forward of a row, as a part of a formula."""
        lowering = "".join(f"-{self.letters[key]}{row}" for key in LOWERING if key in self.letters)
        return f"{self.letters['opening']}{row}+{self.letters['sales']}{row}{lowering}"

    def _own(self, column: ReceivablesColumn, account: Account, amounts: Amounts, row: int) -> LayoutCell:
        formula: str | None = None
        value: Decimal | date | int | None
        match column.key:
            case "owed":
                value, formula = amounts.owed, f"=ROUND(MAX({self.closing(row)},0),2)"
            case "prepaid":
                value, formula = amounts.prepaid, f"=ROUND(MAX(0-({self.closing(row)}),0),2)"
            case "overdue":
                first, last = (self.letters[age_key(OVERDUE_AGES[place])] for place in (0, -1))
                value, formula = amounts.overdue, f"=SUM({first}{row}:{last}{row})"
            case "check":
                first, last = self.letters[age_key(Age.NOT_DUE)], self.letters[age_key(Age.OPENING)]
                value = amounts.owed - sum(amounts.ages.values())
                formula = f"=ROUND({self.letters['owed']}{row}-SUM({first}{row}:{last}{row}),2)"
            case "over_limit":
                value = amounts.over_limit if account.limit is not None else None
                formula = f"=MAX({self.letters['owed']}{row}-{self.letters['limit']}{row},0)"
            case "terms":
                value = account.terms if account.has_terms else None
            case "limit":
                value = amounts.limit
            case "last_paid" | "dry_months":
                value = getattr(account, column.key)
            case _:
                value = amounts.rolled[column.key] if column.key in amounts.rolled else amounts.ages[column.key]
        shown = number(value) if isinstance(value, Decimal) else value
        cell = LayoutCell(shown, None if value is None else formula, Style.NUMBER, column.format)
        return replace(cell, style=Style.CHECK) if column.key == "check" else cell

    def _sum(self, column: ReceivablesColumn, amounts: Amounts, style: Style, parts: Sequence[int]) -> LayoutCell:
        match column.key:
            case "terms" | "limit" | "last_paid" | "dry_months":
                return LayoutCell(style=style)
            case "owed" | "prepaid" | "overdue" | "over_limit":
                value = getattr(amounts, column.key)
            case "check":
                value = amounts.owed - sum(amounts.ages.values())
            case _:
                value = amounts.rolled[column.key] if column.key in amounts.rolled else amounts.ages[column.key]
        return LayoutCell(number(value), sum_of(self.letters[column.key], parts), style, column.format)


def closing(rolled: Mapping[str, Decimal]) -> Decimal:
    """Opening + sales less what lowers it."""
    return rolled["opening"] + rolled["sales"] - sum((rolled[key] for key in LOWERING), Decimal(0))


def placed(accounts: Iterable[Account]) -> Iterator[tuple[str, tuple[Account, ...]]]:
    """The clients that owe, the longest overdue amounts first, those that paid in advance, and those with nothing open."""
    every = [*accounts]
    owing = sorted((each for each in every if each.closing > 0), key=lambda each: (-each.ageing.overdue, -each.owed))
    ahead = sorted((each for each in every if each.closing < 0), key=lambda each: -each.prepaid)
    for key, own in (("owed", owing), ("prepaid", ahead), ("settled", [each for each in every if each.closing == 0])):
        if own:
            yield key, tuple(own)
