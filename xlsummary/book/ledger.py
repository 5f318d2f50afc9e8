"""A ledger as finance exports it: its lines as columns, and the lines that are none of their own left out and counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from xlsummary import catalogue
from xlsummary.book.actuals_file import open_table
from xlsummary.book.findings import Findings
from xlsummary.book.ledger_headings import NO_HEADINGS, LedgerHead, ledger_head
from xlsummary.book.letters import letters_of
from xlsummary.book.source import Grid
from xlsummary.book.values import CellValue, Customs, Read, is_blank, read_amount, read_code, read_day, read_text
from xlsummary.model import Amount, Cell, Text
from xlsummary.money import FEN
from xlsummary.problems import Problem, XlsummaryError
from xlsummary.spelling import folded

_SUMMING = re.compile(r".{0,6}(?:合计|累计|小计|总计)")
_OPENING = re.compile(r"(?:期初|年初|月初|上年|上期|上月)(?:余额|结转|结存)?.{0,2}|上年结转")
_PAGES = re.compile(r"承前页|过次页|转下页|接上页")
_CLOSING = re.compile(r".*(?:结转本(?:期|年|月)损益|结转损益|期间损益结转|损益结转|结转本年利润).*")
_PARTY = re.compile(
    r"(?:(?:客户|往来单位|客商|供应商|单位)\s*(?:-{2,}|[:/|])\s*)?"
    r"(?:[A-Za-z]{0,4}\d[\d.]+\s*(?:-+|[/|])\s*|\d[\d.]{3,}\s+|[\[(][0-9A-Za-z.]*\d[0-9A-Za-z.]*[\])]\s*)?"
)
_NUMBER = re.compile(r"[A-Za-z]*[-_]?\d[0-9A-Za-z_-]{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The lines of a ledger as columns; line i is row `rows[i]` of `sheet`. Days are ordinals, amounts fen or None.

    Red entries are below 0 on their own side. `left_out` counts by reason the filled lines that are no postings;
    `sheet` is called as Excel calls it from outside, `[ledger.xlsx]Sheet1`.
    """

    sheet: str
    rows: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    vouchers: tuple[str, ...] = ()
    summaries: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    account_names: tuple[str, ...] = ()
    contras: tuple[str, ...] = ()
    clients: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    debits: tuple[int | None, ...] = ()
    credits: tuple[int | None, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    problems: tuple[Problem, ...] = ()

    def __len__(self) -> int:
        return len(self.rows)

    def numbers_of(self, line: int) -> tuple[str, ...]:
        """The document numbers a line goes by: its own, and those that its summary names."""
        own = (self.numbers[line],) if self.numbers[line] else ()
        return tuple(dict.fromkeys((*own, *_NUMBER.findall(self.summaries[line]))))


def read_ledger(path: Path, headings: Mapping[str, str] = NO_HEADINGS) -> Ledger:
    """The ledger of a workbook or CSV; raises `XlsummaryError` when it cannot be opened or no sheet of it is a ledger.

    `headings` tells what its columns are called, by our names of them (`ledger_headings.COLUMNS`).
    """
    file = open_table(path)
    heads = [head for grid in file.grids if grid.rows and (head := ledger_head(grid, headings))]
    if not heads:
        raise _unknown(path)
    head = max(heads, key=lambda each: len(each.columns))
    return _LedgerReader(head, Customs(from_1904=file.from_1904)).ledger()


def _unknown(path: Path) -> XlsummaryError:
    return XlsummaryError(
        "unknown-ledger",
        Text(f"{path.name}：认不出是账", f"{path.name}: no ledger could be made out"),
        Text(
            "前 30 行里要有表头：日期，借方和贷方两列，或金额和方向两列；最好还有科目编码、摘要、客户",
            "Give headings in the first 30 rows: a date, debit and credit, or an amount and its side; "
            "better still the account code, summary and client",
        ),
        path=str(path),
    )


class _LedgerReader:
    """Takes a ledger's lines one by one."""

    def __init__(self, head: LedgerHead, customs: Customs) -> None:
        self._head = head
        self._customs = customs
        self._findings = Findings()
        self._columns: dict[str, list[Any]] = {name: [] for name in _LINE}
        self._left_out: Counter[str] = Counter()
        self._above: date | None = None
        self._voucher = ""

    def ledger(self) -> Ledger:
        grid = self._head.grid
        for place in range(self._head.place + 1, len(grid.rows)):
            if any(not is_blank(cell) for cell in grid.rows[place]):
                self._line(place, grid.rows[place])
        return Ledger(
            sheet=grid.name,
            left_out=MappingProxyType(dict(self._left_out)),
            problems=self._findings.problems,
            **{name: tuple(column) for name, column in self._columns.items()},
        )

    def _line(self, place: int, row: Sequence[CellValue]) -> None:
        reason = self._reason(row)
        if reason:
            self._left_out[reason] += 1
            return
        debit, credit = self._sides(place, row)
        day = self._day(place, row)
        if debit is None and credit is None:
            self._left_out["no-amount"] += 1
        elif day is not None:
            self._keep(place, row, (day.toordinal(), debit, credit))

    def _keep(self, place: int, row: Sequence[CellValue], posted: tuple[int, int | None, int | None]) -> None:
        """Puts a line at the end of the columns; `posted` are its day, debit and credit."""
        line = (
            self._head.grid.first_row + place,
            *posted,
            self._voucher,
            self._text(place, row, "summary"),
            self._text(place, row, "account", read_code) or self._head.account,
            self._text(place, row, "account_name") or self._head.account_name,
            self._text(place, row, "contra"),
            party(self._text(place, row, "client")),
            self._text(place, row, "number", read_code),
        )
        for column, value in zip(self._columns.values(), line, strict=True):
            column.append(value)

    def _reason(self, row: Sequence[CellValue]) -> str:
        """Why a line is no posting; '' for one that is."""
        texts = [
            folded(cell) for name in ("summary", "day", "voucher", "account", "account_name") if (cell := self._cell(row, name))
        ]
        for text in ("".join(text.split()) for text in texts):
            if _SUMMING.fullmatch(text):
                return "subtotal-line"
            if _PAGES.fullmatch(text):
                return "page-line"
            if _OPENING.fullmatch(text):
                return "opening-balance"
        return "closing-entry" if _CLOSING.fullmatch(self._cell(row, "summary")) else ""

    def _day(self, place: int, row: Sequence[CellValue]) -> date | None:
        """The line's day; further lines of a voucher often leave it out and take that of the line above."""
        voucher = self._text(place, row, "voucher", read_code)
        value = self._dated(row)
        if is_blank(value) and self._above is not None and voucher in ("", self._voucher):
            return self._above
        self._voucher = voucher
        read = read_day(value, self._customs)
        at = "day" if "day" in self._head.columns else "day_of_month"
        if is_blank(value):
            self._findings.add(catalogue.MISSING_VALUE, self._place(place, at), heading=Text("日期", "Date"))
        else:
            self._findings.add_all(read.remarks, self._place(place, at), value)
        self._above = read.value
        return read.value

    def _dated(self, row: Sequence[CellValue]) -> CellValue:
        """The cell of the day, or year, month and day of three columns as one text."""
        columns = self._head.columns
        if "day" in columns:
            return row[columns["day"]]
        parts = [_whole(row[columns[name]]) if name in columns else "" for name in ("year", "month", "day_of_month")]
        parts[0] = parts[0] or str(self._head.year or "")
        return "-".join(parts) if all(parts) else ""

    def _sides(self, place: int, row: Sequence[CellValue]) -> tuple[int | None, int | None]:
        """Fen on the debit and on the credit side."""
        if {"debit", "credit"} & self._head.columns.keys():
            return self._fen(place, row, "debit"), self._fen(place, row, "credit")
        amount = self._fen(place, row, "amount")
        side = self._cell(row, "side")
        if amount is not None and side[:1].upper() in ("借", "D"):
            return amount, None
        if amount is not None and side[:1].upper() in ("贷", "C"):
            return None, amount
        if amount is not None:
            self._findings.add(
                catalogue.MISSING_VALUE, self._place(place, "side" if "side" in self._head.columns else "amount"), heading=_SIDE
            )
        return None, None

    def _fen(self, place: int, row: Sequence[CellValue], name: str) -> int | None:
        at = self._head.columns.get(name)
        if at is None or is_blank(row[at]):
            return None
        read: Read[Amount] = read_amount(row[at], self._customs.unit)
        told = [remark for remark in read.remarks if remark.rule is not catalogue.NUMBER_AS_TEXT]
        self._findings.add_all(told, self._place(place, name), row[at])
        return int(read.value.value / FEN) if read.value and read.value.value else None

    def _text(
        self,
        place: int,
        row: Sequence[CellValue],
        name: str,
        read: Callable[[CellValue], Read[str]] = read_text,
    ) -> str:
        at = self._head.columns.get(name)
        if at is None:
            return ""
        found = read(row[at])
        self._findings.add_all(found.remarks, self._place(place, name), row[at])
        return found.value or ""

    def _cell(self, row: Sequence[CellValue], name: str) -> str:
        """The cell's words as they are, '' for anything but a text."""
        at = self._head.columns.get(name)
        cell = row[at] if at is not None else ""
        return cell if isinstance(cell, str) else ""

    def _place(self, place: int, name: str) -> Cell:
        grid: Grid = self._head.grid
        return Cell(grid.name, f"{letters_of(grid.first_column + self._head.columns[name])}{grid.first_row + place}")


_LINE = (
    *("rows", "days", "debits", "credits", "vouchers", "summaries"),
    *("accounts", "account_names", "contras", "clients", "numbers"),
)
"""The columns of a `Ledger`, in the order in which a line is put into them."""
_SIDE = Text("方向", "Side")


def party(text: str) -> str:
    """The name in a cell of client or 核算项目: `客户---0101 甲公司`, `[0101]甲公司` and `客户：甲公司` are 甲公司."""
    plain = folded(text)
    return _PARTY.sub("", plain, count=1).strip() or plain


def _whole(cell: CellValue) -> str:
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else ""
    return folded(str(cell)).rstrip("年月日")
