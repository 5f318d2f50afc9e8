"""Where a sheet's heading row stands, and which column holds what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from decimal import Decimal

from xlsummary import catalogue, catalogue_files, catalogue_units
from xlsummary.book.findings import Findings
from xlsummary.book.heading_units import HeadingUnit, heading_unit, sheet_unit
from xlsummary.book.letters import letters_of
from xlsummary.book.maps import SheetMap
from xlsummary.book.schema import Column, Sheet, ValueKind
from xlsummary.book.source import Grid
from xlsummary.book.values import CellValue
from xlsummary.book.vocabulary import Vocabulary, preferred, tax_of, vocabulary
from xlsummary.book.year_months import year_and_month
from xlsummary.model import Cell, Table, TaxBasis, Text
from xlsummary.spelling import bracketed, heading_key

HEADING_ROWS = 30
"""How far down a heading row is looked for."""

_MONEY = (ValueKind.MONEY, ValueKind.MONEY_OR_NUMBER)
_PERIODS = (ValueKind.PERIOD, ValueKind.DATE_OR_PERIOD)
_AMOUNTS = frozenset({"sales", "collected", "profit", "quantity"})
_STAND_INS = ("shipped", "ordered", "collected_on")
_ROWS_BELOW = 10
CURRENCY_HEADINGS = frozenset(
    {"币别", "币种", "货币", "原币", "结算币种", "结算币别", "交易币种", "currency", "currencycode", "curr.", "ccy"}
)
"""Keys of columns that tell each amount's currency."""
_COUNTS = ("quantity", "count", "unrecorded", "due_count")


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
    said: HeadingUnit = field(default_factory=HeadingUnit)


@dataclass(frozen=True, slots=True)
class Sought:
    """What a sheet's headings are read by: the book's currency and tax basis, and what a map says of the sheet.

    A map that is not `strict` may name headings that are not there. `unit` is the amount unit where it is typed in the book.
    """

    currency: str = "CNY"
    tax: TaxBasis = TaxBasis.WITH_TAX
    mapped: SheetMap | None = None
    strict: bool = True
    unit: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """A sheet's table found: the columns by field name, how many headings are in each language, and those not used."""

    spec: Sheet
    grid: Grid
    table: Table
    columns: Mapping[str, HeadedColumn]
    chinese: int
    english: int
    unused: tuple[str, ...] = ()
    currency: str = "CNY"

    def heading(self, name: str) -> Text:
        return self.spec.column(name).heading

    def heading_cell(self, text: str) -> Cell:
        """The first cell of the heading row that says this."""
        cells = self.grid.rows[self.table.head_row - self.grid.first_row]
        place = next(place for place, cell in enumerate(cells) if str(cell).strip() == text)
        return Cell(self.grid.name, f"{letters_of(self.grid.first_column + place)}{self.table.head_row}")


def find_head(grid: Grid, spec: Sheet, sought: Sought, findings: Findings) -> Head | None:
    """The table of a sheet; None, with a problem, where its needed headings are not there. An empty sheet is no fault."""
    if not grid.rows:
        return None
    words = vocabulary(spec, sought.mapped)
    place = heading_place(grid, spec, words)
    if place is None:
        needed = [column.heading for column in spec.columns if column.required]
        headings = Text("、".join(each.zh for each in needed), ", ".join(each.en for each in needed))
        findings.add(catalogue.NO_HEADING_ROW, Cell(grid.name), headings=headings)
        return None
    row = _HeadRow(grid, spec, place, words, sought, findings)
    return row.head()


def is_complete(spec: Sheet, names: Set[str]) -> bool:
    """True where fields hold all that a sheet needs; another date may stand in for the date of an actual."""
    missing = {column.name for column in spec.columns if column.required} - names
    if spec.key != "actuals":
        return not missing
    return bool(names & _AMOUNTS) and (not missing or bool(names & set(_STAND_INS)))


def heading_place(grid: Grid, spec: Sheet, words: Vocabulary) -> int | None:
    """The place in `grid.rows` of the first row with two known headings and all needed ones, else of the best row."""
    best: tuple[int, int] = (0, 0)
    chosen: int | None = None
    for place, cells in enumerate(grid.rows[: max(0, HEADING_ROWS - grid.first_row + 1)]):
        known = [meaning for cell in cells if isinstance(cell, str) and (meaning := words.meaning(cell))]
        names = {meaning.name for meaning in known}
        if len(names) >= 2 and is_complete(spec, names):
            return place
        score = (len(names), sum(meaning.rank == 0 for meaning in known))
        if score > best:
            best, chosen = score, place
    return chosen


class _HeadRow:
    """A heading row on its way to a `Head`."""

    def __init__(self, grid: Grid, spec: Sheet, place: int, words: Vocabulary, sought: Sought, findings: Findings) -> None:
        self._grid, self._spec, self._sought, self._findings = grid, spec, sought, findings
        self._words = words
        self._number = grid.first_row + place
        self._cells = grid.rows[place]
        self._headings = [cell if isinstance(cell, str) else str(cell) for cell in self._cells]

    def head(self) -> Head | None:
        by_name, others = self._matched()
        years = _years_apart(self._cells, self._spec, by_name)
        for name, places in by_name.items():
            chosen = preferred(self._headings, places, self._spec, self._words, self._sought.tax)
            others += [place for place in places if place not in chosen]
            by_name[name] = chosen
        if self._map_is_wrong(by_name) or self._repeated(by_name):
            return None
        columns = {name: self._column(name, places[0], years.get(name)) for name, places in by_name.items()}
        columns = self._with_day(columns)
        if self._lacks_needed(columns):
            return None
        others = [place for place in others if heading_key(self._headings[place]) not in CURRENCY_HEADINGS]
        unused = tuple(self._headings[place].strip() for place in sorted(others))
        if unused:
            self._findings.add(catalogue.UNKNOWN_COLUMN, self._cell(min(others)), columns="、".join(unused))
        columns = self._with_sheet_unit(self._understood(columns))
        table = Table(self._grid.name, self._number, {name: letters_of(each.position) for name, each in columns.items()})
        chinese = sum(heading_key(each.heading) == heading_key(each.column.heading.zh) for each in columns.values())
        english = sum(heading_key(each.heading) == heading_key(each.column.heading.en) for each in columns.values())
        return Head(self._spec, self._grid, table, columns, chinese, english, unused, self._sought.currency)

    def _cell(self, place: int) -> Cell:
        return Cell(self._grid.name, f"{letters_of(self._grid.first_column + place)}{self._number}")

    def _column(self, name: str, place: int, year: int | None) -> HeadedColumn:
        left = self._grid.first_column
        headed = _headed(self._spec.column(name), left + place, self._headings[place])
        return replace(headed, year_position=None if year is None else left + year)

    def _matched(self) -> tuple[dict[str, list[int]], list[int]]:
        """Places by field, our own word before a synonym; and the places of headings not used."""
        own: dict[str, list[int]] = {}
        like: dict[str, list[int]] = {}
        others: list[int] = []
        for place, text in enumerate(self._headings):
            meaning = self._words.meaning(text)
            if meaning:
                (like if meaning.rank else own).setdefault(meaning.name, []).append(place)
            elif text.strip():
                others.append(place)
        for name, places in like.items():
            others.extend(places if name in own else ())
        return {**{name: places for name, places in like.items() if name not in own}, **own}, others

    def _map_is_wrong(self, by_name: Mapping[str, Sequence[int]]) -> bool:
        """True, with a problem at each line, when the map names headings that are not there."""
        mapped = self._sought.mapped
        wrong = [
            line
            for name, line in (mapped.columns.items() if mapped and self._sought.strict else ())
            if line.theirs and name not in by_name
        ]
        for line in wrong:
            self._findings.add(catalogue_files.MAP_HEADING, line.cell, line.theirs, sheet=self._grid.name)
        return bool(wrong)

    def _repeated(self, by_name: Mapping[str, Sequence[int]]) -> bool:
        """True, with a problem at each, when a column stands twice."""
        twice = [(name, places[0], other) for name, places in by_name.items() for other in places[1:]]
        for name, first, other in twice:
            words: dict[str, str | Text] = {"other": str(self._cell(first).ref), "heading": self._spec.column(name).heading}
            self._findings.add(catalogue.REPEATED_HEADING, self._cell(other), self._cells[other], **words)
        return bool(twice)

    def _with_day(self, columns: dict[str, HeadedColumn]) -> dict[str, HeadedColumn]:
        """The columns of 实绩 with another date for the one that is not there, said in a note."""
        instead = next((name for name in _STAND_INS if name in columns), None)
        if self._spec.key != "actuals" or "day" in columns or instead is None:
            return columns
        day = self._spec.column("day")
        taken = columns[instead]
        cell = Cell(self._grid.name, f"{letters_of(taken.position)}{self._number}")
        self._findings.add(catalogue_files.DATE_STANDS_IN, cell, taken.heading, heading=day.heading)
        return {**columns, "day": replace(taken, column=day)}

    def _lacks_needed(self, columns: Mapping[str, HeadedColumn]) -> bool:
        missing = _missing(self._spec, columns)
        filled = [at for at, cell in enumerate(self._cells) if cell != ""]
        for heading in missing:
            span = Cell(self._grid.name, f"{self._cell(filled[0]).ref}:{self._cell(filled[-1]).ref}")
            self._findings.add(catalogue.MISSING_HEADING, span, heading=heading)
        return bool(missing)

    def _understood(self, columns: Mapping[str, HeadedColumn]) -> dict[str, HeadedColumn]:
        """The columns without those whose heading names another currency, or a unit that is not known, each an error."""
        currency, kept = self._sought.currency, {}
        for name, headed in columns.items():
            cell = Cell(self._grid.name, f"{letters_of(headed.position)}{self._number}")
            if _is_foreign(headed, currency):
                self._findings.add(catalogue.HEADING_CURRENCY, cell, headed.heading, currency=currency)
            elif _unclear(headed):
                self._findings.add(catalogue_units.HEADING_UNIT, cell, headed.heading, unit=_said_unit(headed.heading))
            else:
                kept[name] = headed
        return kept

    def _with_sheet_unit(self, columns: dict[str, HeadedColumn]) -> dict[str, HeadedColumn]:
        """The columns with the unit that stands above or below the table, where their headings have none."""
        money = {name: each for name, each in columns.items() if each.column.kind in _MONEY and not each.said.goods}
        units: set[Decimal] = {each.unit for each in money.values() if each.unit is not None}
        units |= {self._sought.unit} if self._sought.unit is not None else set()
        found: Decimal | None = None
        for cell, text, said in units_beside(self._grid, self._number) if money else ():
            if said.currency not in ("", self._sought.currency) or (said.unit is not None and not units <= {said.unit}):
                self._findings.add(catalogue_units.SHEET_UNIT_DIFFERS, cell, text)
            elif said.unit is not None:
                found = said.unit
                if any(each.unit is None for each in money.values()) and said.unit not in units:
                    self._findings.add(catalogue_units.SHEET_UNIT, cell, text)
                units.add(said.unit)
        bare = {name: replace(each, unit=found) for name, each in money.items() if each.unit is None and found is not None}
        return {**columns, **bare}


def units_beside(grid: Grid, head_row: int) -> Iterator[tuple[Cell, str, HeadingUnit]]:
    """The cells above a table, and in the last rows below its heading, that tell a unit of its amounts."""
    place = head_row - grid.first_row
    last = max(place + 1, len(grid.rows) - _ROWS_BELOW)
    for number in (*range(place), *range(last, len(grid.rows))):
        for at, text in enumerate(grid.rows[number]):
            said = sheet_unit(text, below=number > place) if isinstance(text, str) and text else None
            if said:
                yield Cell(grid.name, f"{letters_of(grid.first_column + at)}{grid.first_row + number}"), text.strip(), said


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
    if spec.key == "actuals" and not columns.keys() & _AMOUNTS:
        missing.append(Text("销售额（或回款、利润、数量）", "Sales (or Collected, Profit, Quantity)"))
    return missing


def _headed(column: Column, position: int, heading: str) -> HeadedColumn:
    said = heading_unit(heading, counted=column.kind is ValueKind.NUMBER)
    return HeadedColumn(column, position, heading.strip(), said.unit, said.percent, tax_of(heading) or said.tax, said=said)


def _unclear(headed: HeadedColumn) -> bool:
    """True where the brackets of an amount's heading may name a unit that is none of this column's."""
    said = headed.said
    if headed.column.name in _COUNTS:
        return bool(said.unknown or said.money or said.percent)
    return headed.column.kind in _MONEY and bool(
        said.unknown or said.percent or (said.goods and headed.column.kind is ValueKind.MONEY)
    )


def _said_unit(heading: str) -> str:
    return "；".join(bracketed(heading))


def _is_foreign(headed: HeadedColumn, currency: str) -> bool:
    return headed.column.kind in _MONEY and headed.said.currency not in ("", currency)
