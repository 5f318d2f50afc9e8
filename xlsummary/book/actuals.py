"""The sheet 实绩 as columns: each field converted as a whole, the address of a cell being its entry's row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import TypeVar

from xlsummary import catalogue
from xlsummary.book.findings import Findings
from xlsummary.book.names import Named, Spellings
from xlsummary.book.rows import NAMES_AND_CODES, TableRows, unit_of
from xlsummary.book.values import (
    CellValue,
    Customs,
    Read,
    is_blank,
    read_amount,
    read_choice,
    read_count,
    read_day,
    read_name,
    read_period,
    read_text,
)
from xlsummary.model import ActualKind, Actuals, Amount, Bound, Cell, Period
from xlsummary.spelling import name_key

T = TypeVar("T")

MONEY = ("sales", "collected", "profit")
_DAYS = ("ordered", "due", "shipped")
_NAMES = MappingProxyType(
    {
        "rep": Named.REP,
        "client": Named.CLIENT,
        "market": Named.MARKET,
        "product": Named.PRODUCT,
        "channel": Named.CHANNEL,
    }
)
_TEXTS = (*_NAMES, "client_code", "document", "note")


def read_actuals(table: TableRows, customs: Customs, spellings: Spellings, findings: Findings) -> Actuals:
    """The rows whose date and typed amounts could all be read; a row with a bad needed cell or amount is left out."""
    sheet = _Columns(table, customs, findings)
    periods = sheet.periods("day", needed=True)
    amounts = {name: sheet.amounts(name) for name in MONEY if sheet.has(name)}
    quantity = sheet.counts("quantity") if sheet.has("quantity") else None
    kinds = sheet.column("kind", lambda value: read_choice(value, ActualKind, table.head.heading("kind")))
    paid = sheet.periods("collected_on")
    days = {name: sheet.column(name, lambda value: read_day(value, customs)) for name in _DAYS if sheet.has(name)}
    texts = {name: sheet.texts(name, spellings) for name in _TEXTS if sheet.has(name)}
    if "client_code" in texts:
        texts["client"] = _clients(sheet, texts, spellings)
    kept = [entry for entry in range(len(table.places)) if entry not in sheet.bad]
    spans = [period for entry in kept if (period := periods[entry]) is not None]
    paid_spans = [paid[entry] or span for entry, span in zip(kept, spans, strict=True)]
    money = {name: _whole(column, kept, Decimal(100)) for name, column in amounts.items()}
    numbers = {**amounts, **({"quantity": quantity} if quantity else {})}
    return Actuals(
        table=table.head.table,
        rows=tuple(table.number(table.places[entry]) for entry in kept),
        starts=tuple(span.start.toordinal() for span in spans),
        ends=tuple(span.end.toordinal() for span in spans),
        paid_starts=tuple(span.start.toordinal() for span in paid_spans),
        paid_ends=tuple(span.end.toordinal() for span in paid_spans),
        texts=MappingProxyType({name: tuple(column[entry] for entry in kept) for name, column in texts.items()}),
        kinds=tuple(kinds[entry] or _kind(entry, amounts, numbers) for entry in kept),
        money=MappingProxyType(money),
        quantity=_whole(quantity, kept, Decimal(1000)) if quantity else (None,) * len(kept),
        days=MappingProxyType({name: tuple(column[entry] for entry in kept) for name, column in days.items()}),
        bounds=MappingProxyType(_bounds(numbers, kept)),
    )


def _kind(entry: int, amounts: dict[str, list[Amount | None]], numbers: dict[str, list[Amount | None]]) -> ActualKind | None:
    """What a row without a kind records, by its only filled column; None where both sales and cash stand, or neither."""
    sold = any(column[entry] is not None for name, column in numbers.items() if name != "collected")
    cash = amounts["collected"][entry] is not None if "collected" in amounts else False
    if sold == cash:
        return None
    return ActualKind.SALE if sold else ActualKind.COLLECTION


def _clients(sheet: _Columns, texts: dict[str, list[str]], spellings: Spellings) -> list[str]:
    """Each row's client: its name, else the one of 客户 with its code, else the code; another's code is told once."""
    codes = texts["client_code"]
    named = texts.get("client") or [""] * len(codes)
    told: set[tuple[str, str]] = set()
    clients = []
    for entry, (name, code) in enumerate(zip(named, codes, strict=True)):
        owner = spellings.client_with(code)
        if name and owner and name_key(owner) != name_key(name) and (name, code) not in told:
            told.add((name, code))
            sheet.findings.add(catalogue.CODE_DIFFERS, sheet.cell("client_code", entry), code, owner=owner, name=name)
        clients.append(name or owner or code)
    return clients


def _whole(column: Sequence[Amount | None], kept: Sequence[int], size: Decimal) -> tuple[int | None, ...]:
    """Amounts as whole fen, or counts as whole thousandths."""
    return tuple(None if (amount := column[entry]) is None else int(amount.value * size) for entry in kept)


def _bounds(numbers: dict[str, list[Amount | None]], kept: Sequence[int]) -> dict[tuple[str, int], Bound]:
    return {
        (name, place): amount.bound
        for name, column in numbers.items()
        for place, entry in enumerate(kept)
        if (amount := column[entry]) is not None and amount.bound is not Bound.EXACT
    }


@dataclass(slots=True)
class _Columns:
    """The columns of the table; `bad` gathers the entries that cannot be used."""

    table: TableRows
    customs: Customs
    findings: Findings
    bad: set[int]

    def __init__(self, table: TableRows, customs: Customs, findings: Findings) -> None:
        self.table, self.customs, self.findings = table, customs, findings
        self.bad = set()

    def has(self, name: str) -> bool:
        return name in self.table.head.columns

    def cells(self, name: str) -> list[CellValue]:
        if not self.has(name):
            return [""] * len(self.table.places)
        at = self.table.offset(name)
        return [self.table.cells[place][at] for place in self.table.places]

    def cell(self, name: str, entry: int) -> Cell:
        table = self.table.head.table
        return Cell(table.sheet, f"{table.letters[name]}{self.table.number(self.table.places[entry])}")

    def column(self, name: str, reader: Callable[[CellValue], Read[T]]) -> list[T | None]:
        """Each cell read; equal cells are read once, and what there is to say is said at each."""
        known: dict[tuple[type, CellValue], Read[T]] = {}
        values: list[T | None] = []
        for entry, value in enumerate(self.cells(name)):
            if value == "":
                values.append(None)
                continue
            key = (type(value), value)
            read = known.get(key)
            if read is None:
                read = known[key] = reader(value)
            if read.remarks and self.findings.add_all(read.remarks, self.cell(name, entry), value):
                self.bad.add(entry)
            values.append(read.value)
        return values

    def amounts(self, name: str) -> list[Amount | None]:
        unit = unit_of(self.table.head.columns[name], self.customs)
        return self.column(name, lambda value: read_amount(value, unit, self.customs.currency))

    def counts(self, name: str) -> list[Amount | None]:
        return self.column(name, read_count)

    def texts(self, name: str, spellings: Spellings) -> list[str]:
        """Texts, '' for a blank; a name by its leading spelling."""
        read = self.column(name, read_name if name in NAMES_AND_CODES else read_text)
        named = _NAMES.get(name)
        if named is None:
            return [text or "" for text in read]
        leading: dict[str, str] = {}
        for entry, text in enumerate(read):
            if text and text not in leading:
                leading[text] = spellings.one(named, text, self.cell(name, entry))
        return [leading[text] if text else "" for text in read]

    def periods(self, name: str, *, needed: bool = False) -> list[Period | None]:
        """Days as periods of one day, and periods; entries without a needed one are bad."""
        read = self.column(name, lambda value: read_period(value, self.customs, days=True))
        for entry, period in enumerate(read) if needed else ():
            if period is None:
                if is_blank(self.cells_at(name, entry)):
                    heading = self.table.head.heading(name)
                    self.findings.add(catalogue.MISSING_VALUE, self.cell(name, entry), heading=heading)
                self.bad.add(entry)
        return read

    def cells_at(self, name: str, entry: int) -> CellValue:
        return self.table.cells[self.table.places[entry]][self.table.offset(name)]
