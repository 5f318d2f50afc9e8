"""Amounts whose unit a column beside them tells row by row, `单位`: 万元, 元, 万件."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from xlsummary import catalogue, catalogue_units
from xlsummary.book.beside import foreign_currencies
from xlsummary.book.choices import choice_named
from xlsummary.book.findings import Findings
from xlsummary.book.heading_units import HeadingUnit, unit_named
from xlsummary.book.headings import HeadedColumn
from xlsummary.book.rows import TableRows, pieces_of, table_cell, unit_of, without
from xlsummary.book.schema import ValueKind
from xlsummary.book.values import CellValue, Customs, is_blank, shown
from xlsummary.model import Bound, Measure
from xlsummary.money import REASONS, Refusal, exact, parse_number
from xlsummary.problems import Rule
from xlsummary.spelling import folded
from xlsummary.wording import units_text

_MONEY = (ValueKind.MONEY, ValueKind.MONEY_OR_NUMBER)
_BOUNDS = {Bound.EXACT: "", Bound.ABOUT: "约", Bound.AT_LEAST: "至少", Bound.AT_MOST: "至多"}


def in_units_of_rows(table: TableRows, customs: Customs, findings: Findings) -> tuple[TableRows, Mapping[int, str]]:
    """The table with each amount in its column's unit where a column tells the rows' units, and the rows that have an error.

    Those are given by place, with what stands in the column of units.
    """
    if table.head.row_unit is None:
        return table, {}
    return _Converter(table, table.head.row_unit, customs, findings).converted()


def without_unclear_units(table: TableRows, customs: Customs, findings: Findings) -> TableRows:
    """The same for a table whose rows are used: those with an error, or in another currency, are left out."""
    converted, wrong = in_units_of_rows(table, customs, findings)
    foreign = foreign_currencies(table.head, table.cells, table.places)
    return without(converted, {table.number(place) for place in (*wrong, *foreign)})


class _Converter:
    def __init__(self, table: TableRows, at: int, customs: Customs, findings: Findings) -> None:
        self._table, self._at, self._customs, self._findings = table, at, customs, findings
        self._columns = [each for each in table.head.columns.values() if each.column.kind in _MONEY]
        cells = dict.fromkeys(table.cells[place][at] for place in table.places)
        self._said: Mapping[CellValue, HeadingUnit] = {cell: unit_named(shown(cell)) for cell in cells if not is_blank(cell)}
        self._is_of_quantities = "quantity" in table.head.columns and any(not _is_money(each) for each in self._said.values())

    def converted(self) -> tuple[TableRows, Mapping[int, str]]:
        rows, wrong = [*self._table.cells], dict[int, str]()
        for place in self._table.places:
            row = self._row(place)
            if row is None:
                wrong[place] = shown(rows[place][self._at])
            else:
                rows[place] = row
        alike = {said.unit for said in self._said.values()}
        for place in self._table.totals if len(alike) == 1 and not self._is_of_quantities else ():
            rows[place] = self._total(place, next(iter(self._said.values())))
        return replace(self._table, cells=rows), wrong

    def _row(self, place: int) -> Sequence[CellValue] | None:
        """The row in its columns' units; None, with an error, where they are not clear."""
        row = self._table.cells[place]
        filled = [each for each in self._columns if not is_blank(row[self._offset(each)])]
        said = self._said.get(row[self._at])
        if not filled or (self._is_of_quantities and (said is None or not _is_money(said))):
            return row
        if said is None:
            return None if self._is_missing(place, filled) else row
        counted = [self._is_counted(each, row) for each in filled]
        if not self._is_fit(place, said, filled, counted):
            return None
        sizes = {
            self._offset(each): (said.unit or Decimal(1)) / self._own(each, counted=own)
            for each, own in zip(filled, counted, strict=True)
        }
        unclear = next((at for at, size in sizes.items() if size != 1 and _is_unclear(row[at])), None)
        if unclear is not None:
            cell, reason = table_cell(self._table.head, unclear, place), REASONS[Refusal.UNIT]
            self._findings.add(catalogue.UNREADABLE_AMOUNT, cell, row[unclear], reason=reason)
            return None
        return _scaled(row, sizes)

    def _total(self, place: int, said: HeadingUnit) -> Sequence[CellValue]:
        """A total of rows that all have one unit stands in it too."""
        row = self._table.cells[place]
        sizes = {self._offset(each): (said.unit or Decimal(1)) / self._own(each, counted=False) for each in self._columns}
        return _scaled(row, sizes)

    def _is_fit(self, place: int, said: HeadingUnit, filled: Sequence[HeadedColumn], counted: Sequence[bool]) -> bool:
        """False, with an error, for another currency, an unknown unit, and one that the heading contradicts."""
        if said.currency not in ("", self._customs.currency):
            self._tell(catalogue_units.ROW_CURRENCY, place, currency=self._customs.currency)
            return False
        unfit = [said.money if own else said.goods or said.unit is None for own in counted]
        if any(unfit) or (self._is_of_quantities and said.unit != 1):
            self._tell(catalogue_units.ROW_UNIT, place)
            return False
        headed = next((each for each in filled if each.unit not in (None, said.unit)), None)
        if headed is not None:
            self._tell(catalogue_units.ROW_UNIT_DIFFERS, place, heading=headed.heading)
        return headed is None

    def _tell(self, rule: Rule, place: int, **words: str) -> None:
        self._findings.add(rule, table_cell(self._table.head, self._at, place), self._table.cells[place][self._at], **words)

    def _is_missing(self, place: int, filled: Sequence[HeadedColumn]) -> bool:
        """True, with an error, for a blank that could mean another unit than the column's."""
        bare = [self._own(each, counted=False) for each in filled if each.unit is None]
        if all(own == said.unit for own in bare for said in self._said.values()):
            return False
        words = units_text(dict.fromkeys(shown(cell) for cell in self._said))
        self._findings.add(catalogue_units.ROW_UNIT_MISSING, table_cell(self._table.head, self._at, place), units=words)
        return True

    def _offset(self, headed: HeadedColumn) -> int:
        return headed.position - self._table.head.grid.first_column

    def _own(self, headed: HeadedColumn, *, counted: bool) -> Decimal:
        return pieces_of(headed) if counted else unit_of(headed, self._customs)

    def _is_counted(self, headed: HeadedColumn, row: Sequence[CellValue]) -> bool:
        """True where the measure beside says that the number is no money."""
        if headed.column.kind is not ValueKind.MONEY_OR_NUMBER or "measure" not in self._table.head.columns:
            return False
        measure = choice_named(str(row[self._table.offset("measure")]), Measure)
        return measure is not None and not measure.is_money


def _scaled(row: Sequence[CellValue], sizes: Mapping[int, Decimal]) -> Sequence[CellValue]:
    changed = dict(_changed(row, sizes))
    return [changed.get(at, value) for at, value in enumerate(row)] if changed else row


def _changed(row: Sequence[CellValue], sizes: Mapping[int, Decimal]) -> Iterator[tuple[int, CellValue]]:
    for at, size in sizes.items():
        value = row[at]
        if size == 1 or isinstance(value, bool):
            continue
        if isinstance(value, (int, float)):
            yield at, float(exact(float(value)) * size)
        elif isinstance(value, str):
            yield at, _text(value, size)


def _text(text: str, size: Decimal) -> str:
    """A number typed as text in the column's unit; one that brings its own unit, and what is no number, as it is."""
    written = parse_number(text)
    if isinstance(written, Refusal) or written.scaled:
        return text
    return f"{_BOUNDS[written.amount.bound]}{written.amount.value * size:f}"


def _is_unclear(value: CellValue) -> bool:
    """True for a text such as `三千`, which may leave its unit out or not."""
    if not isinstance(value, str) or not any(mark in folded(value) for mark in "百千佰仟"):
        return False
    written = parse_number(value)
    return not isinstance(written, Refusal) and not written.scaled


def _is_money(said: HeadingUnit) -> bool:
    return said.money or said.currency != ""
