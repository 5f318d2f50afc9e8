"""The sheet 实绩 as columns: each field converted as a whole, the address of a cell being its entry's row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import compress
from types import MappingProxyType
from typing import TypeVar

from xlsummary import catalogue
from xlsummary.book.beside import unit_of_all
from xlsummary.book.columns import grains_in_texts, plain_grains, plain_texts, read_alike
from xlsummary.book.findings import Findings
from xlsummary.book.names import Named, Spellings, is_no_name
from xlsummary.book.rows import CODES, TableRows, pieces_of, text_reader, unit_of
from xlsummary.book.values import (
    CellValue,
    Customs,
    Read,
    bare_code,
    is_blank,
    read_amount,
    read_choice,
    read_count,
    read_day,
    read_period,
)
from xlsummary.model import ActualKind, Actuals, Bound, Cell, Period
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
    spans = sheet.spans("day", needed=True)
    grains = {name: sheet.grains(name) for name in (*MONEY, "quantity") if sheet.has(name)}
    kinds = sheet.kinds(grains)
    paid = [own or span for own, span in zip(sheet.spans("collected_on"), spans, strict=True)]
    days = {name: sheet.column(name, lambda value: read_day(value, customs)) for name in _DAYS if sheet.has(name)}
    texts = {name: sheet.texts(name, spellings) for name in _TEXTS if sheet.has(name)}
    if "client_code" in texts:
        texts["client"] = _clients(sheet, texts, spellings)
    used = sheet.used()
    quantity = grains.pop("quantity", [None] * len(spans))
    first = table.head.grid.first_row
    return Actuals(
        table=table.head.table,
        rows=tuple([first + place for place in used.of(table.places)]),
        starts=tuple([span[0] for span in used.of(spans) if span]),
        ends=tuple([span[1] for span in used.of(spans) if span]),
        paid_starts=tuple([span[0] for span in used.of(paid) if span]),
        paid_ends=tuple([span[1] for span in used.of(paid) if span]),
        texts=MappingProxyType({name: used.of(column) for name, column in texts.items()}),
        kinds=used.of(kinds),
        money=MappingProxyType({name: used.of(column) for name, column in grains.items()}),
        quantity=used.of(quantity),
        days=MappingProxyType({name: used.of(column) for name, column in days.items()}),
        bounds=MappingProxyType(used.bounds(sheet.bounds)),
        unit="" if table.units or not sheet.has("quantity") else unit_of_all(table.head, table.cells, table.places),
        units=_units(used.of([table.units.get(place, "") for place in table.places] if table.units else ()), used.of(quantity)),
    )


def _units(units: tuple[str, ...], quantity: tuple[int | None, ...]) -> tuple[str, ...]:
    """The entries' units, if two that stand with a quantity differ; nothing if not."""
    with_one = {unit for unit, grains in zip(units, quantity, strict=True) if grains is not None} if units else set()
    return units if len(with_one) > 1 else ()


Span = tuple[int, int]
"""A row's days as ordinals, half-open."""


def _span(read: Read[Period]) -> Read[Span]:
    period = read.value
    return Read(None if period is None else (period.start.toordinal(), period.end.toordinal()), read.remarks)


@dataclass(frozen=True, slots=True)
class _Used:
    """Which entries are used: all, or those that `flags` says."""

    flags: Sequence[bool] | None

    def of(self, column: Sequence[T]) -> tuple[T, ...]:
        return tuple(column if self.flags is None else compress(column, self.flags))

    def bounds(self, bounds: Mapping[tuple[str, int], Bound]) -> dict[tuple[str, int], Bound]:
        """By field and the place among the entries used."""
        if self.flags is None or not bounds:
            return {**bounds}
        places = {entry: place for place, entry in enumerate(self.of(range(len(self.flags))))}
        return {(name, places[entry]): bound for (name, entry), bound in bounds.items() if entry in places}


def _clients(sheet: _Columns, texts: dict[str, list[str]], spellings: Spellings) -> list[str]:
    """Each row's client: its name, else the one of 客户 with its code, else the code; another's code is told once."""
    codes = texts["client_code"]
    named = texts.get("client") or [""] * len(codes)
    clients: dict[tuple[str, str], str] = {}
    codes_of: dict[str, str] = {}
    names_of: dict[str, str] = {}
    for entry, (name, code) in enumerate(zip(named, codes, strict=True)):
        if (name, code) in clients:
            continue
        owner = spellings.client_with(code)
        if name and owner and name_key(owner) != name_key(name):
            sheet.findings.add(catalogue.CODE_DIFFERS, sheet.cell("client_code", entry), code, owner=owner, name=name)
        clients[name, code] = name or owner or code
        if name and not owner and not is_no_name(code):
            _tell_codes(sheet, entry, (name, code), (codes_of, names_of))
    return [clients[each] for each in zip(named, codes, strict=True)]


def _tell_codes(sheet: _Columns, entry: int, named: tuple[str, str], known: tuple[dict[str, str], dict[str, str]]) -> None:
    """A warning where a client that 客户 does not list by its code comes with another code, or a code with another client."""
    (name, code), (codes_of, names_of) = named, known
    other_code = codes_of.setdefault(name_key(name), code) if code else code
    other_name = names_of.setdefault(name_key(code), name) if code else name
    cell = sheet.cell("client_code", entry)
    if name_key(other_code) != name_key(code):
        sheet.findings.add(catalogue.SEVERAL_CODES, cell, code, name=name, other=other_code)
    if name_key(other_name) != name_key(name):
        sheet.findings.add(catalogue.CODE_OF_SEVERAL, cell, code, name=name, other=other_name)


@dataclass(slots=True)
class _Columns:
    """The columns of the table; `bad` gathers entries that cannot be used, `bounds` by field and entry what is not exact."""

    table: TableRows
    customs: Customs
    findings: Findings
    bad: set[int] = field(default_factory=set)
    bounds: dict[tuple[str, int], Bound] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        return name in self.table.head.columns

    def used(self) -> _Used:
        entries = range(len(self.table.places))
        return _Used([entry not in self.bad for entry in entries] if self.bad else None)

    def cells(self, name: str) -> list[CellValue]:
        rows, places = self.table.cells, self.table.places
        at = self.table.offset(name)
        if isinstance(places, range):
            return [row[at] for row in rows[places.start : places.stop]]
        return [rows[place][at] for place in places]

    def cell(self, name: str, entry: int) -> Cell:
        table = self.table.head.table
        return Cell(table.sheet, f"{table.letters[name]}{self.table.number(self.table.places[entry])}")

    def column(self, name: str, reader: Callable[[CellValue], Read[T]]) -> list[T | None]:
        """Each cell read; what there is to say is said at each."""
        return self._read(name, self.cells(name), reader)

    def _read(
        self,
        name: str,
        cells: Sequence[CellValue],
        reader: Callable[[CellValue], Read[T]],
        entries: Sequence[int] | None = None,
    ) -> list[T | None]:
        """Some cells of a column read; `entries` tells where they stand when they are not all of it."""
        keys, alike = self._alike(name, cells, reader, entries)
        values = {key: read.value for key, read in alike.items()}
        return list(map(values.__getitem__, keys))

    def _alike(
        self,
        name: str,
        cells: Sequence[CellValue],
        reader: Callable[[CellValue], Read[T]],
        entries: Sequence[int] | None = None,
    ) -> tuple[Sequence[object], Mapping[object, Read[T]]]:
        """Equal cells read once, in the order in which they first stand; what there is to say is said at each."""
        keys, alike = read_alike(cells, reader)
        remarked = {key: read.remarks for key, read in alike.items() if read.remarks}
        for number, key in enumerate(keys) if remarked else ():
            if key in remarked:
                entry = entries[number] if entries else number
                if self.findings.add_all(remarked[key], self.cell(name, entry), cells[number]):
                    self.bad.add(entry)
        return keys, alike

    def grains(self, name: str) -> list[int | None]:
        """Amounts as whole fen, quantities as whole thousandths: plain numbers at once, odd cells one by one."""
        headed = self.table.head.columns[name]
        unit, currency = unit_of(headed, self.customs), self.customs.currency
        size, scale = (100, unit * 100) if name in MONEY else (1000, pieces_of(headed) * 1000)
        cells = self.cells(name)
        grains = plain_grains(cells, float(scale))
        if None not in grains:
            return grains
        self._take_texts(name, cells, grains, grains_in_texts({cell for cell in cells if isinstance(cell, str)}, scale, size))
        odd = [entry for entry, grain in enumerate(grains) if grain is None and cells[entry] != ""]
        count = partial(read_count, pieces=pieces_of(headed))
        reader = (lambda value: read_amount(value, unit, currency)) if name in MONEY else count
        read = self._read(name, [cells[entry] for entry in odd], reader, odd)
        for entry, amount in zip(odd, read, strict=True):
            if amount is not None:
                grains[entry] = int(amount.value * size)
                if amount.bound is not Bound.EXACT:
                    self.bounds[name, entry] = amount.bound
        return grains

    def _take_texts(self, name: str, cells: Sequence[CellValue], grains: list[int | None], read: Mapping[str, int]) -> None:
        """Fills in the numbers that are texts, of which one note tells."""
        entries = [entry for entry, cell in enumerate(cells) if cell in read] if read else []
        for entry in entries:
            grains[entry] = read[str(cells[entry])]
        if entries:
            first = entries[0]
            self.findings.add(catalogue.NUMBER_AS_TEXT, self.cell(name, first), cells[first], count=str(len(entries)))

    def kinds(self, grains: Mapping[str, Sequence[int | None]]) -> Sequence[ActualKind | None]:
        """As typed, else told from the only filled column; None where both sales and cash stand, or neither."""
        count = len(self.table.places)
        cash = [grain is not None for grain in grains["collected"]] if "collected" in grains else [False] * count
        others = [column for name, column in grains.items() if name != "collected"]
        sold = [*map(any, zip(*([grain is not None for grain in column] for column in others), strict=True))]
        told = [*map(_KINDS.__getitem__, zip(sold or [False] * count, cash, strict=True))]
        if self.has("paid_by"):
            told = [kind and paid_kind(kind, paid) for kind, paid in zip(told, self.cells("paid_by"), strict=True)]
        if not self.has("kind"):
            return told
        heading = self.table.head.heading("kind")
        typed = self.column("kind", lambda value: read_choice(value, ActualKind, heading))
        return [kind or own for kind, own in zip(typed, told, strict=True)]

    def texts(self, name: str, spellings: Spellings) -> list[str]:
        """Texts, '' for a blank; a name by its leading spelling."""
        cells = self.cells(name)
        keys: Sequence[object] = cells
        distinct = dict.fromkeys(cells)
        texts = plain_texts(distinct)
        if len(texts) < len(distinct):
            keys, alike = self._alike(name, cells, text_reader(name))
            texts = {key: read.value or "" for key, read in alike.items()}
        if name in CODES:
            texts = {key: bare_code(text) for key, text in texts.items()}
        named = _NAMES.get(name)
        if named is not None:
            texts = {
                key: spellings.one(
                    named, text, partial(self._first, name, keys, key), keys.count(key) if is_no_name(text) else 1
                )
                for key, text in texts.items()
            }
        return list(map(texts.__getitem__, keys))

    def _first(self, name: str, keys: Sequence[object], key: object) -> Cell:
        return self.cell(name, keys.index(key))

    def spans(self, name: str, *, needed: bool = False) -> list[Span | None]:
        """The days of each entry, one or those of a period; entries without needed ones are bad."""
        if not self.has(name):
            return [None] * len(self.table.places)
        cells = self.cells(name)
        read = self._read(name, cells, lambda value: _span(read_period(value, self.customs, days=True)))
        for entry in [entry for entry, span in enumerate(read) if span is None] if needed else ():
            if is_blank(cells[entry]):
                self.findings.add(catalogue.MISSING_VALUE, self.cell(name, entry), heading=self.table.head.heading(name))
            self.bad.add(entry)
        return read


def paid_kind(kind: ActualKind, paid: CellValue) -> ActualKind:
    """The kind of an entry; cash that was paid by acceptances, 银行承兑汇票, is one of them."""
    by_bill = kind is ActualKind.COLLECTION and isinstance(paid, str) and ("承兑" in paid or "acceptance" in paid.casefold())
    return ActualKind.ACCEPTANCE if by_bill else kind


_KINDS = {
    (True, True): None,
    (False, False): None,
    (True, False): ActualKind.SALE,
    (False, True): ActualKind.COLLECTION,
}
"""By whether sales (or a quantity) and cash are filled in."""
