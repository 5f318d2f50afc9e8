"""The rows of one sheet of an export, each value as the template takes it."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from xlsummary.book.actuals import paid_kind
from xlsummary.book.beside import foreign_currencies, units_beside_amounts
from xlsummary.book.findings import Findings
from xlsummary.book.heading_units import heading_unit, unit_of_product
from xlsummary.book.headings import Head
from xlsummary.book.row_units import in_units_of_rows
from xlsummary.book.rows import RowReader, TableRows
from xlsummary.book.schema import CLIENTS, REPS, Column, ValueKind
from xlsummary.book.template import Row, Value
from xlsummary.book.values import CellValue, Customs, is_blank, read_text, shown
from xlsummary.book.vocabulary import vocabulary
from xlsummary.model import ActualKind, Amount, Bound
from xlsummary.spelling import bracketed, name_key

_BESIDE = {"reps": {"team": "team", "code": "rep_code"}, "clients": {"code": "code"}}
"""Columns that tell of a row's rep or client: by sheet, our field there and what it is called here."""


@dataclass(frozen=True, slots=True)
class ExportRows:
    """Rows for the template. `said` is what further columns tell of each row's client and rep: its code, the rep's team
    and code; `beside` are those columns' headings. `amounts` are the amounts by the row's place in the grid.
    """

    rows: Sequence[Row] = ()
    said: Sequence[Mapping[str, str]] = ()
    beside: frozenset[str] = frozenset()
    amounts: Mapping[int, Mapping[str, Decimal]] = field(default_factory=dict)


def read_rows(table: TableRows, customs: Customs, findings: Findings) -> ExportRows:
    """Every row of a table; a cell that cannot be read stays as it is, with a problem at it."""
    beside = _beside(table.head)
    units = units_beside_amounts(table.head) if table.units and "product" in table.head.columns else None
    table, wrong = in_units_of_rows(table, customs, findings)
    foreign = {**foreign_currencies(table.head, table.cells, table.places), **wrong}
    refused = _refused(table.head)
    rows: list[Row] = []
    said: list[Mapping[str, str]] = []
    amounts: dict[int, Mapping[str, Decimal]] = {}
    for place in table.places:
        row = RowReader(table.head, table.cells[place], table.number(place), customs, findings)
        unread = {name: _with_word(table.cells[place][at], word) for name, (at, word) in refused.items()}
        rows.append(_row(row, table.head, {name: text for name, text in unread.items() if text}, foreign.get(place, "")))
        if units is not None:
            rows[-1] = _with_unit(rows[-1], table.cells[place][units])
        said.append(_said(table.cells[place], beside))
        amounts[place] = row.amounts
    headings = frozenset(heading for _, heading in beside.values())
    return ExportRows(tuple(rows), tuple(said), headings, amounts)


def with_namesakes_apart(rows: ExportRows, several: Container[str] = ()) -> ExportRows:
    """Reps or clients of one name and several codes as `张三(007)` and `张三(008)`: two; `several` name more than one."""
    return _apart(_apart(rows, "rep", "rep_code", several), "client", "code", ())


def _apart(rows: ExportRows, field: str, code: str, several: Container[str]) -> ExportRows:
    codes: dict[str, set[str]] = {}
    for row, beside in zip(rows.rows, rows.said, strict=True):
        if field in row and beside.get(code) and str(row[field]) not in several:
            codes.setdefault(name_key(str(row[field])), set()).add(beside[code])

    def apart(row: Row, beside: Mapping[str, str]) -> Row:
        coded = beside.get(code) and str(row.get(field, "")) not in several
        shared = coded and len(codes.get(name_key(str(row.get(field, ""))), ())) > 1
        return {**row, field: f"{row[field]}({beside[code]})"} if shared else row

    return replace(rows, rows=tuple(apart(row, beside) for row, beside in zip(rows.rows, rows.said, strict=True)))


def _with_unit(row: Row, unit: CellValue) -> Row:
    """The row with its quantity's unit in the product's brackets, the template having no column for it."""
    product, word = str(row.get("product", "")), shown(unit)
    named = f"{product}（{word}）"
    return row if not product or unit_of_product(product) or not unit_of_product(named) else {**row, "product": named}


def _refused(head: Head) -> Mapping[str, tuple[int, str]]:
    """By field, the place of each column of amounts that was refused, and what its heading's brackets say."""
    words, found = vocabulary(head.spec), dict[str, tuple[int, str]]()
    for at, text in enumerate(head.headings.texts):
        meaning = words.meaning(text)
        if meaning and meaning.name in head.refused:
            found.setdefault(meaning.name, (at, heading_unit(text).currency or "；".join(bracketed(text))))
    return found


def _with_word(value: CellValue, word: str) -> str:
    """The cell with its currency or unit as a text, which no reader takes for an amount of the book; '' for a blank."""
    return "" if is_blank(value) else f"{shown(value)} {word}"


def _row(row: RowReader, head: Head, unread: Mapping[str, str], foreign: str) -> Row:
    """The template's columns of a row; a word that is not of a column's list goes to the note.

    `unread` are the texts of columns that were refused; amounts of a row in a `foreign` currency, or one whose
    unit is not clear, keep its name.
    """
    values: dict[str, Value] = {**unread}
    loose: list[str] = []
    for name, headed in head.columns.items():
        column = headed.column
        if column in head.spec.further or is_blank(row.value(name)):
            continue
        if foreign and column.kind is ValueKind.MONEY:
            values[name] = _with_word(row.value(name), foreign)
            continue
        value = _value(row, name, column)
        if value is None and column.kind is ValueKind.CHOICE:
            loose.append(f"{headed.heading}：{shown(row.value(name))}")
        else:
            values[name] = shown(row.value(name)) if value is None else value
    if "collected" in values and "sales" not in values and "kind" not in values:
        kind = paid_kind(ActualKind.COLLECTION, row.value("paid_by"))
        values |= {} if kind is ActualKind.COLLECTION else {"kind": kind}
    for column in head.spec.columns:
        if column.required:
            row.needed(column.name, values.get(column.name))
    if loose:
        values["note"] = "；".join([*([str(values["note"])] if "note" in values else []), *loose])
    return values


def _value(row: RowReader, name: str, column: Column) -> Value | None:
    """The cell as what its column holds; None where it is not that, or not exactly."""
    match column.kind:
        case ValueKind.MONEY:
            return _exact(row.amount(name))
        case ValueKind.NUMBER:
            return _exact(row.count(name))
        case ValueKind.DATE:
            return row.day(name)
        case ValueKind.DATE_OR_PERIOD:
            period = row.period(name, days=True)
            return period.start if period and period.days == 1 else None
        case ValueKind.CHOICE:
            return row.choice(name, column.choices) if column.choices else None
        case _:
            return row.text(name) or None


def _exact(amount: Amount | None) -> Decimal | None:
    return amount.value if amount is not None and amount.bound is Bound.EXACT else None


def _beside(head: Head) -> dict[str, tuple[int, str]]:
    """By what it is called here, the place and heading of each column that tells of a row's client or rep."""
    places: dict[str, tuple[int, str]] = {}
    for place, text in enumerate(head.headings.texts):
        heading = text.strip()
        if "client_code" in head.columns and head.columns["client_code"].position == head.grid.first_column + place:
            places["code"] = place, heading
        elif heading in head.unused:
            for spec in (REPS, CLIENTS):
                meaning = vocabulary(spec).meaning(heading)
                if meaning and meaning.name in _BESIDE[spec.key]:
                    places.setdefault(_BESIDE[spec.key][meaning.name], (place, heading))
    return places


def _said(cells: Sequence[CellValue], beside: Mapping[str, tuple[int, str]]) -> dict[str, str]:
    said = {called: read_text(cells[place]).value for called, (place, _) in beside.items()}
    return {called: text for called, text in said.items() if text}
