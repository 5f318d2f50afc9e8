"""Where a sheet's heading row stands, and which column holds what."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal

from xlsummary import catalogue, catalogue_files, catalogue_structure, catalogue_units
from xlsummary.book import months_across
from xlsummary.book.findings import Findings
from xlsummary.book.heading_rows import AMOUNTS, STAND_INS, Headings, headings_at, is_complete
from xlsummary.book.heading_units import HeadingUnit, heading_unit, unit_named
from xlsummary.book.letters import letters_of
from xlsummary.book.maps import SheetMap
from xlsummary.book.other_figures import other_figure, year_said
from xlsummary.book.schema import HEADING_ROWS, Column, Sheet, ValueKind
from xlsummary.book.sheet_units import tax_beside, unit_heading, units_beside
from xlsummary.book.source import Grid
from xlsummary.book.values import CellValue
from xlsummary.book.vocabulary import Vocabulary, preferred, recognition_of, tax_of, vocabulary
from xlsummary.book.year_months import parts_of_period
from xlsummary.model import Cell, Recognition, Table, TaxBasis, Text
from xlsummary.spelling import bracketed, heading_key

_EITHER = ValueKind.MONEY_OR_NUMBER
_MONEY = (ValueKind.MONEY, _EITHER)
_PERIODS = (ValueKind.PERIOD, ValueKind.DATE_OR_PERIOD)
CURRENCY_HEADINGS = frozenset(
    {
        *("币别", "币种", "货币", "原币", "结算币种", "结算币别", "交易币种"),
        *("currency", "currencycode", "amountcurrency", "documentcurrency", "doc.currency", "curr.", "ccy"),
    }
)
"""Keys of columns that tell each amount's currency."""
UNIT_HEADINGS = frozenset({"单位", "计量单位", "主计量", "主计量单位", "销售单位", "数量单位", "unit", "uom", "unitofmeasure"})
"""Keys of columns that tell each quantity's unit."""
AMOUNT_UNIT_HEADINGS = frozenset({"单位", "金额单位", "货币单位", "unit", "amountunit", "unitofamount"})
"""Keys of columns that may tell each amount's unit."""
_COUNTS = ("quantity", "count", "unrecorded", "due_count")


@dataclass(frozen=True, slots=True)
class HeadedColumn:
    """A column of a sheet that we know: `position` counts from 0; what its heading's brackets say of unit and tax.

    `apart` are the columns of the year and month where a period stands in several, `position` being its last part's.
    """

    column: Column
    position: int
    heading: str
    unit: Decimal | None = None
    percent: bool = False
    tax: TaxBasis | None = None
    apart: tuple[int, ...] = ()
    said: HeadingUnit = field(default_factory=HeadingUnit)


@dataclass(frozen=True, slots=True)
class Sought:
    """What a sheet's headings are read by: the book's currency and bases, and what a map says of the sheet.

    A map that is not `strict` may name headings that are not there. `unit` is the amount unit where it is typed in the book.
    `also` are the words of the other sheets that are read from the same grid, whose columns are not unused; None where the
    unused columns are told of with another sheet of it. `wide` tells that cells right of all headings are no error.
    """

    currency: str = "CNY"
    tax: TaxBasis = TaxBasis.WITH_TAX
    recognition: Recognition = Recognition.SHIPMENT
    mapped: SheetMap | None = None
    strict: bool = True
    unit: Decimal | None = None
    also: tuple[Vocabulary, ...] | None = ()
    wide: bool = True


@dataclass(frozen=True, slots=True)
class Head:
    """A sheet's table found: the columns by field name, how many headings are in each language, and those not used.

    The table's head row is the last one where its headings take two. `refused` are the fields whose columns cannot be read,
    `row_unit` the place of the column that tells the unit of each row's amounts.
    """

    spec: Sheet
    grid: Grid
    table: Table
    headings: Headings
    columns: Mapping[str, HeadedColumn]
    chinese: int
    english: int
    unused: tuple[str, ...] = ()
    currency: str = "CNY"
    refused: frozenset[str] = frozenset()
    row_unit: int | None = None

    def heading(self, name: str) -> Text:
        return self.spec.column(name).heading

    def heading_at(self, position: int) -> Cell:
        """The cell in which the heading of a column stands, by its position in the sheet."""
        return _heading_cell(self.grid, self.headings, position - self.grid.first_column)

    def heading_cell(self, text: str) -> Cell:
        """The first cell of the headings that says this."""
        place = next(place for place, heading in enumerate(self.headings.texts) if heading.strip() == text)
        return _heading_cell(self.grid, self.headings, place)


def _heading_cell(grid: Grid, headings: Headings, place: int) -> Cell:
    return Cell(grid.name, f"{letters_of(grid.first_column + place)}{grid.first_row + headings.places[place]}")


def find_head(grid: Grid, spec: Sheet, sought: Sought, findings: Findings) -> Head | None:
    """The table of a sheet; None, with a problem, where its needed headings are not there. An empty sheet is no fault."""
    if not grid.rows:
        return None
    words = vocabulary(spec, sought.mapped)
    place = heading_place(grid, spec, words)
    if place is None:
        across = months_across.row_of_periods(grid, HEADING_ROWS) if spec.key in months_across.AMOUNTS else None
        if across:
            _tell_months(grid, spec, headings_at(grid, across[0], spec, words), across[1], findings)
            return None
        needed = [column.heading for column in spec.columns if column.required]
        headings = Text("、".join(each.zh for each in needed), ", ".join(each.en for each in needed))
        findings.add(catalogue.NO_HEADING_ROW, Cell(grid.name), headings=headings)
        return None
    row = _HeadRow(grid, spec, place, words, sought, findings)
    return row.head()


def heading_place(grid: Grid, spec: Sheet, words: Vocabulary) -> int | None:
    """The place in `grid.rows` of the first row with two known headings and all needed ones, else of the best row."""
    best: tuple[int, int] = (0, 0)
    chosen: int | None = None
    for place in range(min(len(grid.rows), max(0, HEADING_ROWS - grid.first_row + 1))):
        texts = headings_at(grid, place, spec, words).texts
        known = [meaning for text in texts if (meaning := words.meaning(text))]
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
        self._rows = headings_at(grid, place, spec, words)
        self._number = grid.first_row + self._rows.last
        self._headings = self._rows.texts

    def head(self) -> Head | None:
        by_name, others = self._matched()
        for name, places in by_name.items():
            own = [place for place in places if not self._other_figure(name, place)] or places
            others += [place for place in places if place not in own]
            by_name[name] = own
        apart = self._apart(by_name, others)
        others = [place for place in others if not any(place in places for places in apart.values())]
        for name, places in by_name.items():
            if name in apart:
                continue
            meant = self._as_recognised(name, self._of_own_currency(name, places))
            chosen = preferred(self._headings, meant, self._spec, self._words, self._sought.tax)
            others += [place for place in places if place not in chosen]
            by_name[name] = chosen
        if self._map_is_wrong(by_name) or self._repeated(by_name):
            return None
        columns = {name: self._column(name, places[0], apart.get(name, ())) for name, places in by_name.items()}
        columns = self._with_day(columns)
        if self._has_months(others, columns) or self._lacks_needed(columns):
            return None
        told = CURRENCY_HEADINGS | (UNIT_HEADINGS if "quantity" in columns else frozenset())
        row_unit = self._row_unit(others, columns)
        others = [place for place in others if heading_key(self._headings[place]) not in told and place != row_unit]
        others = [place for place in others if not unit_heading(self._grid, self._rows, place)]
        also = self._sought.also or ()
        others = [place for place in others if not any(words.meaning(self._headings[place]) for words in also)]
        unused = tuple(self._headings[place].strip() for place in sorted(others))
        self._tell_unused(others, columns)
        known = frozenset(columns)
        columns = self._with_sheet_unit(self._understood(columns))
        currency = self._sought.currency
        table = Table(self._grid.name, self._number, {name: letters_of(each.position) for name, each in columns.items()})
        chinese = sum(heading_key(each.heading) == heading_key(each.column.heading.zh) for each in columns.values())
        english = sum(heading_key(each.heading) == heading_key(each.column.heading.en) for each in columns.values())
        refused = known - columns.keys()
        return Head(self._spec, self._grid, table, self._rows, columns, chinese, english, unused, currency, refused, row_unit)

    def _tell_unused(self, others: Sequence[int], columns: Mapping[str, HeadedColumn]) -> None:
        """One note of the columns that are not used, and of those with cells beside two of ours, but no heading."""
        left = self._grid.first_column
        own = [each.position - left for each in columns.values()]
        taken = {*own, *(at - left for each in columns.values() for at in each.apart)}
        bare = [at for at, text in enumerate(self._headings) if not text.strip() and at not in taken]
        rows = self._grid.rows[self._rows.last + 1 :]
        last = max(at for at, text in enumerate(self._headings) if text.strip())
        bare = [at for at in bare if at < last or self._sought.wide]
        filled = [at for at in bare if any(row[at] != "" and sum(row[other] != "" for other in own) > 1 for row in rows)]
        unused = [self._headings[place].strip() for place in sorted(others)]
        letters = [letters_of(left + at) for at in filled]
        named = Text(
            "、".join([*unused, *(f"{letter} 列（没有表头）" for letter in letters)]),
            ", ".join([*unused, *(f"column {letter} (no heading)" for letter in letters)]),
        )
        if (others or filled) and self._sought.also is not None:
            columns_said = named if filled else "、".join(unused)
            self._findings.add(catalogue.UNKNOWN_COLUMN, self._cell(min((*others, *filled))), columns=columns_said)

    def _other_figure(self, name: str, place: int) -> str:
        """The words of a heading's brackets that say of other figures, or of a year that no row is in; '' where none do."""
        heading = self._headings[place]
        mapped = self._sought.mapped
        if mapped and name in mapped.columns:
            return ""
        year = year_said(self._spec.key, name, heading)
        times = self._times() if year else ()
        if year and times and not any(_is_of_year(year, cell) for cell in times):
            return str(year)
        return other_figure(self._spec.key, name, heading)

    def _times(self) -> Sequence[CellValue]:
        """The cells of the columns that tell a day or period."""
        kinds = {column.name: column.kind for column in self._spec.columns}
        meanings = map(self._words.meaning, self._headings)
        places = [at for at, meaning in enumerate(meanings) if meaning and kinds.get(meaning.name) in _PERIODS]
        return [row[at] for row in self._grid.rows[self._rows.last + 1 :] for at in places if row[at] != ""]

    def _row_unit(self, others: Sequence[int], columns: Mapping[str, HeadedColumn]) -> int | None:
        """The place of the column that tells the unit of each row's amounts; it is known by a unit that stands in it.

        Beside a quantity it is one of amounts only where a unit of money does.
        """
        kinds = {each.column.kind for each in columns.values()} & {*_MONEY}
        for place in others if kinds else ():
            if heading_key(self._headings[place]) not in AMOUNT_UNIT_HEADINGS:
                continue
            words = {row[place] for row in self._grid.rows[self._rows.last + 1 :]}
            said = [unit_named(word.strip()) for word in words if isinstance(word, str)]
            if any(each.money or each.currency for each in said):
                return place
            if "quantity" not in columns and any(each.unit or (each.goods and _EITHER in kinds) for each in said):
                return place
        return None

    def _of_own_currency(self, name: str, places: Sequence[int]) -> Sequence[int]:
        """Of columns that hold one amount in several currencies those in the book's, where there are any."""
        if len(places) < 2 or self._spec.column(name).kind not in _MONEY:
            return places
        foreign = {place for place in places if heading_unit(self._headings[place]).currency not in ("", self._sought.currency)}
        return [place for place in places if place not in foreign] or places

    def _as_recognised(self, name: str, places: Sequence[int]) -> Sequence[int]:
        """Of columns of sales as ordered, shipped and invoiced those that count as the book's do, where there are any."""
        if len(places) < 2 or name != "sales":
            return places
        return [place for place in places if recognition_of(self._headings[place]) is self._sought.recognition] or places

    def _cell(self, place: int) -> Cell:
        return _heading_cell(self._grid, self._rows, place)

    def _cell_of(self, headed: HeadedColumn) -> Cell:
        return self._cell(headed.position - self._grid.first_column)

    def _apart(self, by_name: dict[str, list[int]], others: Sequence[int]) -> Mapping[str, Sequence[int]]:
        """The places of the parts of each period written in several columns; the last is the only one left in `by_name`."""
        found = {}
        for name, places in by_name.items():
            kind = self._spec.column(name).kind
            days = kind is ValueKind.DATE_OR_PERIOD
            parts = parts_of_period(self._headings, places, others, days=days) if kind in _PERIODS else ()
            if parts:
                found[name] = parts
                by_name[name] = [parts[-1]]
        return found

    def _column(self, name: str, place: int, parts: Sequence[int]) -> HeadedColumn:
        left = self._grid.first_column
        headed = _headed(self._spec.column(name), left + place, self._headings[place])
        return replace(headed, apart=tuple(left + part for part in parts[:-1]))

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
        """True, with a problem at each, when a column stands twice; one problem where several do, side by side."""
        twice = {name: places for name, places in by_name.items() if len(places) > 1}
        first = [places[0] for places in twice.values()]
        others = [other for places in twice.values() for other in places[1:]]
        if len(twice) > 1 and max(first) < min(others):
            span = _span(self._cell(min(others)), self._cell(max(others)))
            words: dict[str, str | Text] = {"other": str(_span(self._cell(min(first)), self._cell(max(first))).ref)}
            self._findings.add(catalogue_structure.TABLES_BESIDE, span, self._headings[min(others)], **words)
            return True
        for name, places in twice.items():
            words = {"other": str(self._cell(places[0]).ref), "heading": self._spec.column(name).heading}
            for other in places[1:]:
                self._findings.add(catalogue.REPEATED_HEADING, self._cell(other), self._headings[other], **words)
        return bool(twice)

    def _has_months(self, others: Sequence[int], columns: Mapping[str, HeadedColumn]) -> bool:
        """True, with a problem, where periods are columns and the sheet is one of rows of periods."""
        if self._spec.key not in months_across.AMOUNTS:
            return False
        cells = self._grid.rows[self._rows.last]
        found = [at for at in sorted(others) if months_across.is_period_heading(cells[at] or self._headings[at])]
        fewest = months_across.FEWEST if _missing(self._spec, columns) else months_across.SURELY
        if len(found) < fewest:
            return False
        _tell_months(self._grid, self._spec, self._rows, found, self._findings)
        return True

    def _with_day(self, columns: dict[str, HeadedColumn]) -> dict[str, HeadedColumn]:
        """The columns of 实绩 with another date for the one that is not there, said in a note."""
        instead = next((name for name in STAND_INS if name in columns), None)
        if self._spec.key != "actuals" or "day" in columns or instead is None:
            return columns
        day = self._spec.column("day")
        taken = columns[instead]
        self._findings.add(catalogue_files.DATE_STANDS_IN, self._cell_of(taken), taken.heading, heading=day.heading)
        return {**columns, "day": replace(taken, column=day)}

    def _lacks_needed(self, columns: Mapping[str, HeadedColumn]) -> bool:
        missing = _missing(self._spec, columns)
        filled = [at for at, text in enumerate(self._headings) if text != ""]
        for heading in missing:
            span = _span(self._cell(filled[0]), self._cell(filled[-1]))
            self._findings.add(catalogue.MISSING_HEADING, span, heading=heading)
        return bool(missing)

    def _understood(self, columns: Mapping[str, HeadedColumn]) -> dict[str, HeadedColumn]:
        """The columns without those whose heading names another currency, or a unit that is not known, each an error."""
        currency, kept = self._sought.currency, {}
        for name, headed in columns.items():
            cell = self._cell_of(headed)
            other = self._other_figure(name, headed.position - self._grid.first_column)
            if other:
                heading = headed.column.heading
                self._findings.add(catalogue_units.HEADING_OTHER_FIGURE, cell, headed.heading, word=other, heading=heading)
            elif _is_foreign(headed, currency):
                self._findings.add(catalogue.HEADING_CURRENCY, cell, headed.heading, currency=currency)
            elif _unclear(headed):
                self._findings.add(catalogue_units.HEADING_UNIT, cell, headed.heading, unit=_said_unit(headed.heading))
            else:
                kept[name] = headed
        self._tell_remarks(kept)
        return kept

    def _tell_remarks(self, columns: Mapping[str, HeadedColumn]) -> None:
        """One note of the brackets of amounts that are no units."""
        remarked = [each for each in columns.values() if each.said.remark and each.column.kind in (*_MONEY, ValueKind.NUMBER)]
        if remarked:
            first = min(remarked, key=lambda each: each.position)
            remarks = dict.fromkeys(each.said.remark for each in remarked)
            words = Text("、".join(f"“{each}”" for each in remarks), ", ".join(map(repr, remarks)))
            self._findings.add(catalogue_structure.HEADING_REMARK, self._cell_of(first), first.heading, remarks=words)

    def _with_sheet_unit(self, columns: dict[str, HeadedColumn]) -> dict[str, HeadedColumn]:
        """The columns with the unit and tax basis that stand above or below the table, where their headings have none."""
        money = {name: each for name, each in columns.items() if each.column.kind in _MONEY and not each.said.goods}
        units: set[Decimal] = {each.unit for each in money.values() if each.unit is not None}
        units |= {self._sought.unit} if self._sought.unit is not None else set()
        found: Decimal | None = None
        for cell, text, said in units_beside(self._grid, self._rows) if money else ():
            if said.currency not in ("", self._sought.currency) or (said.unit is not None and not units <= {said.unit}):
                self._findings.add(catalogue_units.SHEET_UNIT_DIFFERS, cell, text)
            elif said.unit is not None:
                found = said.unit
                if any(each.unit is None for each in money.values()) and said.unit not in units:
                    self._findings.add(catalogue_units.SHEET_UNIT, cell, text)
                units.add(said.unit)
        bare = {name: replace(each, unit=found) for name, each in money.items() if each.unit is None and found is not None}
        tax = tax_beside(self._grid, self._rows) if money else None
        basis = {name: replace(each, tax=each.tax or tax) for name, each in {**money, **bare}.items()}
        return {**columns, **basis}


def _is_of_year(year: int, cell: CellValue) -> bool:
    """True for a day of the year, and for what says it; a text without a year may be of any."""
    if isinstance(cell, (date, datetime)):
        return cell.year == year
    return str(year) in str(cell) or not re.search(r"20\d\d", str(cell))


def _span(first: Cell, last: Cell) -> Cell:
    return Cell(first.sheet, f"{first.ref}:{last.ref}")


def _tell_months(grid: Grid, spec: Sheet, headings: Headings, found: Sequence[int], findings: Findings) -> None:
    cells = [_heading_cell(grid, headings, at) for at in (found[0], found[-1])]
    period, amount = (spec.column(name).heading for name in months_across.AMOUNTS[spec.key])
    words: dict[str, str | Text] = {"first": headings.texts[found[0]].strip(), "last": headings.texts[found[-1]].strip()}
    findings.add(
        catalogue_structure.MONTHS_ACROSS, _span(*cells), headings.texts[found[0]], period=period, amount=amount, **words
    )


def _missing(spec: Sheet, columns: Mapping[str, HeadedColumn]) -> list[Text]:
    missing = [column.heading for column in spec.columns if column.required and column.name not in columns]
    if spec.key == "actuals" and not columns.keys() & AMOUNTS:
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
