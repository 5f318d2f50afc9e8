"""A ledger as finance exports it: its lines as columns, and the lines that are none of their own left out and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from xlsummary.book.actuals_file import OtherFile, open_table
from xlsummary.book.findings import Findings
from xlsummary.book.ledger_columns import LedgerColumns
from xlsummary.book.ledger_head import NO_HEADINGS, LedgerHead, ledger_head
from xlsummary.book.ledger_headings import AMOUNTS
from xlsummary.book.ledger_lines import Lines, lines_of
from xlsummary.book.values import Customs
from xlsummary.model import Cell, Text
from xlsummary.problems import Problem, XlsummaryError, in_order_of

_COLUMNS = (
    *("rows", "days", "vouchers", "summaries", "accounts", "account_names", "contras", "clients", "numbers"),
    *("debits", "credits"),
)


@dataclass(frozen=True, slots=True)
class LedgerSheet:
    """A sheet of a ledger, called as Excel calls it from outside, and the letters of its amounts' columns by their names."""

    name: str
    letters: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The lines of a ledger as columns; line i is row `rows[i]` of `sheets[places[i]]`. Days are ordinals, amounts fen or None.

    Red entries are below 0 on their own side. `left_out` counts by reason the filled lines that are no postings; `name` is
    the file's, `currency` the ISO code that it says of its amounts, '' where it says nothing.
    """

    name: str
    sheets: tuple[LedgerSheet, ...]
    currency: str = ""
    places: tuple[int, ...] = ()
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

    @property
    def sheet(self) -> str:
        """What the ledger is called: its sheet, or its file where it has several."""
        return self.sheets[0].name if len(self.sheets) == 1 else self.name

    def cell(self, line: int) -> Cell:
        """The cell of a line's amount, on the debit side where it has both."""
        sheet = self.sheets[self.places[line]]
        own = "debit" if self.debits[line] is not None else "credit"
        letters = sheet.letters.get(own) or sheet.letters.get("amount", "A")
        return Cell(sheet.name, f"{letters}{self.rows[line]}")


def read_ledger(path: Path, headings: Mapping[str, str] = NO_HEADINGS) -> Ledger:
    """The ledger of a workbook or CSV.

    `headings` tells what its columns are called, by our names of them (`ledger_headings.COLUMNS`), and as `sheet` which sheet
    it is. Several sheets of the same headings are one ledger. Raises `XlsummaryError` when the file cannot be opened, no
    sheet of it is a ledger, or sheets of different headings could be.
    """
    file = open_table(path)
    heads = _heads(path, file, headings)
    findings = Findings()
    read = [(head, lines_of(head, Customs(from_1904=file.from_1904), findings)) for head in heads]
    names = [head.grid.name for head in heads]
    return _ledger(path.name, [head for head, _ in read], [lines for _, lines in read], in_order_of(findings.problems, names))


def _ledger(name: str, heads: Sequence[LedgerHead], parts: Sequence[Lines], problems: tuple[Problem, ...]) -> Ledger:
    columns: dict[str, Any] = {each: tuple([value for lines in parts for value in lines.columns[each]]) for each in _COLUMNS}
    left_out: Counter[str] = Counter()
    for lines in parts:
        left_out.update(lines.left_out)
    return Ledger(
        name=name,
        sheets=tuple(LedgerSheet(head.grid.name, _letters(head)) for head in heads),
        currency=next((head.currency for head in heads if head.currency), ""),
        places=tuple([place for place, lines in enumerate(parts) for _ in lines.columns["rows"]]),
        left_out=MappingProxyType({reason: left_out[reason] for reason in sorted(left_out) if left_out[reason]}),
        problems=problems,
        **columns,
    )


def _letters(head: LedgerHead) -> Mapping[str, str]:
    columns = LedgerColumns(head, Customs(), Findings())
    return MappingProxyType({name: columns.letters(name) for name in AMOUNTS if columns.has(name)})


def _heads(path: Path, file: OtherFile, headings: Mapping[str, str]) -> list[LedgerHead]:
    """The sheets that are the ledger."""
    grids = [grid for grid in file.grids if grid.rows]
    if "sheet" in headings:
        grids = [grid for grid in grids if grid.name.partition("]")[2] == headings["sheet"] or grid.name == headings["sheet"]]
    told = {name: heading for name, heading in headings.items() if name != "sheet"}
    heads = [head for grid in grids if (head := ledger_head(grid, told))]
    if not heads:
        raise _unknown(path)
    if len({tuple(sorted(head.columns.items())) for head in heads}) > 1:
        raise _ambiguous(path, [head.grid.name for head in heads])
    for head in heads:
        if not head.columns.keys() & {"debit", "credit", "side"}:
            raise _without_side(head.grid.name)
    return heads


def _unknown(path: Path) -> XlsummaryError:
    return XlsummaryError(
        "unknown-ledger",
        Text(f"{path.name}：认不出是账", f"{path.name}: no ledger could be made out"),
        Text(
            "前 30 行里要有表头：日期，借方和贷方两列，或金额和方向两列；最好还有科目编码、摘要、客户；"
            "表头叫法不同的，用 --ledger-map 说明",
            "Give headings in the first 30 rows: a date, debit and credit, or an amount and its side; better still the account "
            "code, summary and client; other headings are told with --ledger-map",
        ),
        path=str(path),
    )


def _ambiguous(path: Path, names: Sequence[str]) -> XlsummaryError:
    sheets = [name.partition("]")[2] or name for name in names]
    return XlsummaryError(
        "ambiguous-ledger",
        Text(
            f"{path.name}：{'、'.join(sheets)} 都像账，列又不同", f"{path.name}: {', '.join(sheets)} could each be the ledger"
        ),
        Text(
            "只留要对的那张表，或用 --ledger-map 写一行：表 = 表名",
            "Keep the one that is meant, or write a line in --ledger-map: Sheet = its name",
        ),
        path=str(path),
    )


def _without_side(name: str) -> XlsummaryError:
    return XlsummaryError(
        "ledger-side",
        Text(f"{name}：有金额，没有方向（借、贷）", f"{name}: amounts without a side (debit, credit)"),
        Text("导出时带上方向，或借方、贷方分两列", "Export it with the side, or with columns of debit and credit"),
    )
