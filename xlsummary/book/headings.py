"""Which sheet is which, where its heading row stands, and which column holds what."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from xlsummary import catalogue
from xlsummary.book.findings import Findings
from xlsummary.book.schema import SHEETS, Column, Sheet, ValueKind
from xlsummary.book.source import Grid, letters_of
from xlsummary.book.values import CellValue
from xlsummary.book.year_months import year_and_month
from xlsummary.model import Cell, Table, TaxBasis, Text
from xlsummary.money import CURRENCY_WORDS, UNIT_WORDS
from xlsummary.spelling import bracketed, heading_key, name_key

HEADING_ROWS = 30
"""How far down a heading row is looked for."""

OUR_OUTPUT = frozenset(
    name_key(name)
    for name in (
        *("计划分解", "目标对实绩", "周计划", "应收", "对账", "问题", "说明", "固定值", "_xlsummary"),
        *("Planning", "Performance", "Weekly", "Receivables", "Reconciliation", "Problems", "Instructions", "Fixed values"),
    )
)
"""Sheets that we write ourselves and never read."""

_MONEY = (ValueKind.MONEY, ValueKind.MONEY_OR_NUMBER)
_PERIODS = (ValueKind.PERIOD, ValueKind.DATE_OR_PERIOD)
_PARTS = re.compile(r"[,，、;；/\s]+")
_WITHOUT_TAX = ("不含税", "未税", "withouttax", "excl.tax", "excludingtax", "nettax", "netoftax")
_WITH_TAX = ("含税", "withtax", "incl.tax", "includingtax")


@dataclass(frozen=True, slots=True)
class HeadedColumn:
    """A column of a sheet that we know: `position` counts from 0; what its heading's brackets say of unit and tax.

    `year_position` is the column of the year where a period's year and month stand in two, `position` being the month's.
    """

    column: Column
    position: int
    heading: str
    unit: Decimal | None = None
    percent: bool = False
    tax: TaxBasis | None = None
    year_position: int | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """A sheet's table found: the columns by field name, and in which language most headings are."""

    spec: Sheet
    grid: Grid
    table: Table
    columns: Mapping[str, HeadedColumn]
    chinese: int
    english: int

    def heading(self, name: str) -> Text:
        return self.spec.column(name).heading


def identified(grids: Sequence[Grid], findings: Findings) -> dict[str, Grid]:
    """The grid of each sheet we know, by sheet key; the others are named in one note."""
    found: dict[str, Grid] = {}
    others = []
    for exact in (True, False):
        for grid in grids:
            spec = _sheet_named(grid.name, exact=exact)
            if spec is None:
                continue
            if spec.key not in found:
                found[spec.key] = grid
            elif grid.rows:
                findings.add(catalogue.REPEATED_SHEET, Cell(grid.name), other=found[spec.key].name)
    for grid in grids:
        known = _sheet_named(grid.name, exact=True) or _sheet_named(grid.name, exact=False)
        if known is None and name_key(grid.name) not in OUR_OUTPUT and grid.rows:
            others.append(grid.name)
    if others:
        findings.add(catalogue.OTHER_SHEET, Cell(others[0]), sheets="、".join(others))
    return found


def find_head(grid: Grid, spec: Sheet, currency: str, findings: Findings) -> Head | None:
    """The table of a sheet; None, with a problem, where its needed headings are not there. An empty sheet is no fault."""
    if not grid.rows:
        return None
    row = _heading_row(grid, spec)
    if row is None:
        needed = [column.heading for column in spec.columns if column.required]
        headings = Text("、".join(each.zh for each in needed), ", ".join(each.en for each in needed))
        findings.add(catalogue.NO_HEADING_ROW, Cell(grid.name), headings=headings)
        return None
    return _head(grid, spec, row, currency, findings)


def _sheet_named(name: str, *, exact: bool) -> Sheet | None:
    key = name_key(name)
    for spec in SHEETS:
        words = (spec.title.zh, spec.title.en) if exact else spec.synonyms
        if key in map(name_key, words):
            return spec
    return None


def _heading_row(grid: Grid, spec: Sheet) -> int | None:
    """The place in `grid.rows` of the first row with two known headings and all needed ones, else of the best row."""
    best: tuple[int, int] = (0, 0)
    chosen: int | None = None
    needed = {column.name for column in spec.columns if column.required}
    for place, cells in enumerate(grid.rows[: max(0, HEADING_ROWS - grid.first_row + 1)]):
        known = [(word, exact) for cell in cells if isinstance(cell, str) for word, exact in _meanings(spec, cell)]
        names = {name for name, _ in known}
        if len(names) >= 2 and needed <= names:
            return place
        score = (len(names), sum(exact for _, exact in known))
        if score > best:
            best, chosen = score, place
    return chosen


def _meanings(spec: Sheet, text: str) -> tuple[tuple[str, bool], ...]:
    """The field a heading names, and whether by the schema's own word; none when unknown."""
    meaning = _words(spec.key).get(heading_key(text))
    return (meaning,) if meaning else ()


@cache
def _words(key: str) -> Mapping[str, tuple[str, bool]]:
    spec = next(each for each in SHEETS if each.key == key)
    words: dict[str, tuple[str, bool]] = {}
    for column in (*spec.columns, *spec.further):
        for word in (column.heading.zh, column.heading.en):
            words.setdefault(heading_key(word), (column.name, True))
    for column in (*spec.columns, *spec.further):
        for word in column.synonyms:
            words.setdefault(heading_key(word), (column.name, False))
    return words


def _head(grid: Grid, spec: Sheet, place: int, currency: str, findings: Findings) -> Head | None:
    number = grid.first_row + place
    cells = grid.rows[place]
    by_name, others = _matched(cells, spec)
    years = _years_apart(cells, spec, by_name)
    columns = {
        name: replace(
            _headed(spec.column(name), grid.first_column + places[0], str(cells[places[0]])),
            year_position=grid.first_column + years[name] if name in years else None,
        )
        for name, places in by_name.items()
    }
    if _repeated(grid, spec, place, by_name, findings):
        return None
    missing = _missing(spec, columns)
    if missing:
        filled = [at for at, cell in enumerate(cells) if cell != ""]
        span = Cell(grid.name, f"{_ref(grid, filled[0], number)}:{_ref(grid, filled[-1], number)}")
        for heading in missing:
            findings.add(catalogue.MISSING_HEADING, span, heading=heading)
        return None
    if others:
        names = "、".join(str(cells[other]).strip() for other in others)
        findings.add(catalogue.UNKNOWN_COLUMN, Cell(grid.name, _ref(grid, others[0], number)), columns=names)
    columns = _in_currency(grid, number, columns, currency, findings)
    table = Table(grid.name, number, {name: letters_of(each.position) for name, each in columns.items()})
    chinese = sum(heading_key(each.heading) == heading_key(each.column.heading.zh) for each in columns.values())
    english = sum(heading_key(each.heading) == heading_key(each.column.heading.en) for each in columns.values())
    return Head(spec, grid, table, columns, chinese, english)


def _repeated(grid: Grid, spec: Sheet, place: int, by_name: Mapping[str, Sequence[int]], findings: Findings) -> bool:
    """True, with a problem at each, when a column stands twice."""
    number = grid.first_row + place
    twice = [(name, places[0], other) for name, places in by_name.items() for other in places[1:]]
    for name, first, other in twice:
        words: dict[str, str | Text] = {"other": _ref(grid, first, number), "heading": spec.column(name).heading}
        findings.add(catalogue.REPEATED_HEADING, Cell(grid.name, _ref(grid, other, number)), grid.rows[place][other], **words)
    return bool(twice)


def _in_currency(
    grid: Grid, number: int, columns: Mapping[str, HeadedColumn], currency: str, findings: Findings
) -> dict[str, HeadedColumn]:
    """The columns without those whose heading names another currency, each an error."""
    kept = {}
    for name, headed in columns.items():
        if _foreign(headed, currency):
            cell = Cell(grid.name, f"{letters_of(headed.position)}{number}")
            findings.add(catalogue.HEADING_CURRENCY, cell, headed.heading, currency=currency)
        else:
            kept[name] = headed
    return kept


def _matched(cells: Sequence[CellValue], spec: Sheet) -> tuple[dict[str, list[int]], list[int]]:
    """Places by field, the schema's own word before a synonym; and the places of headings not used."""
    own: dict[str, list[int]] = {}
    like: dict[str, list[int]] = {}
    others: list[int] = []
    for place, cell in enumerate(cells):
        text = cell if isinstance(cell, str) else str(cell)
        meanings = _meanings(spec, text)
        for name, exact in meanings:
            (own if exact else like).setdefault(name, []).append(place)
        if not meanings and text.strip():
            others.append(place)
    for name, places in like.items():
        others.extend(places if name in own else ())
    return {**{name: places for name, places in like.items() if name not in own}, **own}, sorted(others)


def _years_apart(cells: Sequence[CellValue], spec: Sheet, by_name: dict[str, list[int]]) -> dict[str, int]:
    """The place of the year of each period written in two columns; its month's place is the only one left in `by_name`."""
    years = {}
    for name, places in by_name.items():
        pair = year_and_month([str(cells[place]) for place in places]) if spec.column(name).kind in _PERIODS else None
        if pair:
            years[name] = places[pair[0]]
            by_name[name] = [places[pair[1]]]
    return years


def _missing(spec: Sheet, columns: Mapping[str, HeadedColumn]) -> list[Text]:
    missing = [column.heading for column in spec.columns if column.required and column.name not in columns]
    if spec.key == "actuals" and not columns.keys() & {"sales", "collected", "profit", "quantity"}:
        missing.append(Text("销售额（或回款、利润、数量）", "Sales (or Collected, Profit, Quantity)"))
    return missing


def _headed(column: Column, position: int, heading: str) -> HeadedColumn:
    unit: Decimal | None = None
    tax: TaxBasis | None = None
    parts = [part for whole in bracketed(heading) for part in (whole, *_PARTS.split(whole))]
    for part in parts:
        word = part.casefold()
        unit = unit or UNIT_WORDS.get(word)
        tax = tax or _tax(name_key(word))
    return HeadedColumn(column, position, heading.strip(), unit, "%" in parts, tax)


def _tax(word: str) -> TaxBasis | None:
    if word in _WITHOUT_TAX:
        return TaxBasis.WITHOUT_TAX
    return TaxBasis.WITH_TAX if word in _WITH_TAX else None


def _foreign(headed: HeadedColumn, currency: str) -> bool:
    if headed.column.kind not in _MONEY:
        return False
    parts = {part.casefold() for whole in bracketed(headed.heading) for part in (whole, *_PARTS.split(whole))}
    return any(code != currency and word in parts for code, words in CURRENCY_WORDS.items() for word in words)


def _ref(grid: Grid, place: int, row: int) -> str:
    return f"{letters_of(grid.first_column + place)}{row}"
