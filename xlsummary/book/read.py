"""A workbook read: every sheet we know as records, and every problem met on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Generic, TypeVar

from xlsummary import catalogue, catalogue_files
from xlsummary.book import records
from xlsummary.book.actuals import read_actuals
from xlsummary.book.actuals_file import OtherActuals, open_table
from xlsummary.book.amountless import without_amountless
from xlsummary.book.as_shown import as_shown
from xlsummary.book.collecting import without_collecting
from xlsummary.book.controls import AmountColumn, Amounts, amounts_by_column, control
from xlsummary.book.exact_amounts import amounts_at
from xlsummary.book.findings import Findings
from xlsummary.book.formats import NAMES, Format, fits_name
from xlsummary.book.heading_units import unit_of_product
from xlsummary.book.headings import Head, Sought, find_head
from xlsummary.book.maps import NO_MAP, BookMap, Recognised, read_map
from xlsummary.book.months_shown import as_months
from xlsummary.book.names import Spellings
from xlsummary.book.narrowing import without_narrowed
from xlsummary.book.nested_targets import outermost_sums, reckonings
from xlsummary.book.period_values import Era
from xlsummary.book.recognise import identified, is_foreign, recognised, tell_copies
from xlsummary.book.recognition import with_recognition_of_headings
from xlsummary.book.records import Builder, Desk
from xlsummary.book.rep_codes import with_codes
from xlsummary.book.row_units import without_unclear_units
from xlsummary.book.rows import RowReader, TableRows, table_rows, without
from xlsummary.book.schema import sheet
from xlsummary.book.settings import read_settings, settings_control, year_lender
from xlsummary.book.shares import with_shares_apart, without_unclear_shares
from xlsummary.book.source import Grid, open_workbook
from xlsummary.book.targets import TargetReader
from xlsummary.book.tax import with_tax_of_headings
from xlsummary.book.total_sums import check_totals, reckonings_of
from xlsummary.book.unread import unread_control
from xlsummary.book.unseen import tell_hidden, tell_unseen
from xlsummary.book.values import Customs
from xlsummary.book.vocabulary import Vocabulary, vocabulary
from xlsummary.book.void import without_void
from xlsummary.model import Actuals, Control, Lang, Measure, Rep, SalesBook, Settings, Table, Target
from xlsummary.problems import Problem, in_order, rows_with_errors

T = TypeVar("T")

Row = tuple[str, int]
"""A sheet's name and the number of one of its rows."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a workbook says, and what is wrong in how it says it, in sheet, row and column order.

    `recognised` tells how the sheets of a book that is not our template were read, or one read by a map; empty otherwise.
    `faulty` are the rows with an error in them.
    """

    book: SalesBook
    problems: tuple[Problem, ...]
    recognised: tuple[Recognised, ...] = ()
    faulty: frozenset[Row] = frozenset()


@without_collecting()
def read_book(
    path: Path, *, actuals: Path | None = None, map_file: Path | None = None, leaving_out: frozenset[Row] = frozenset()
) -> Reading:
    """The book of a workbook file, with the actuals of another file and the words of a map where they are given.

    `leaving_out` are rows not to be used, for a draft without what is wrong. Raises `XlsummaryError` when a file cannot be
    opened at all.
    """
    opened = open_workbook(path)
    findings = Findings()
    if not fits_name(opened.format, path):
        findings.add(catalogue_files.OTHER_FORMAT, None, path.suffix, format=NAMES[opened.format])
    if opened.format is not Format.XLSX:
        findings.add(catalogue_files.PLAN_BOOK_APART, None, format=NAMES[opened.format])
    book_map = read_map(map_file, findings) if map_file else NO_MAP
    tell_copies(opened.ours, findings)
    known = identified(opened.grids, findings, book_map)
    grids = dict(known.grids)
    tell_unseen(grids.values(), opened.format, findings)
    settings_table = _table(grids, "settings", Sought(mapped=book_map.get("settings")), findings)
    settings = read_settings(settings_table, findings, from_1904=opened.from_1904)
    sought = Sought(settings.currency, settings.tax_basis, settings.recognition)
    file = OtherActuals(open_table(actuals), grids.pop("actuals", None), sought, findings) if actuals else None
    sought = replace(sought, unit=settings.amount_unit if "amount_unit" in settings.cells else None)
    tables = {
        key: table
        for key in grids
        if key != "settings"
        and (table := _table(grids, key, replace(sought, mapped=book_map.get(key), also=_also(grids, key, book_map)), findings))
    }
    own = [table.head for table in (*tables.values(), *([settings_table] if settings_table else []))]
    if file and (table := file.table(book_map.get("actuals"), settings)):
        tables["actuals"] = table
    tables = {key: _without(table, leaving_out) for key, table in tables.items()}
    heads = own + ([tables["actuals"].head] if file and "actuals" in tables else [])
    settings = with_tax_of_headings(settings, heads, findings)
    settings = with_recognition_of_headings(settings, heads, findings)
    reader = _BookReader(tables, settings, findings, from_1904=opened.from_1904, file=file)
    if settings_table:
        reader.add_control(settings_control(settings_table, settings))
    read = {*tables, *(["settings"] if settings_table else [])}
    refused = [key for key, grid in grids.items() if key not in read and grid.rows]
    controls = [*known.unread, *(unread_control(grids[key], sheet(key), "error") for key in refused)]
    reader.add_unread([each for each in controls if each.rows_found], known.doubtful.union(refused))
    order = {grid.name: place for place, grid in enumerate(opened.grids)}
    heads.sort(key=lambda head: order.get(head.table.sheet, len(order)))
    sheets = (*order, *((grid.name for grid in file.file.grids) if file else ()))
    book = reader.book(path.stem, _lang(heads, settings), _by_key(heads), sheets)
    if not (book.targets or len(book.actuals) or book.notes) and not _faulty(grids, findings) and not file:
        findings.add(catalogue.EMPTY_BOOK, None)
    told = _told(own, file, tables, always=bool(book_map), foreign=is_foreign(opened.grids))
    return Reading(book, in_order(_worth_saying(findings, file), book), told, rows_with_errors(findings.problems))


def _told(
    own: Sequence[Head], file: OtherActuals | None, tables: Mapping[str, TableRows], *, always: bool, foreign: bool
) -> tuple[Recognised, ...]:
    """How the sheets were read, where that is not plain from their names and headings."""
    found = recognised(own)
    told = found if always or (foreign and any(not each.ours for each in found)) else ()
    outside = recognised([tables["actuals"].head], outside=True) if file and "actuals" in tables else ()
    return (*told, *outside)


def _table(grids: Mapping[str, Grid], key: str, sought: Sought, findings: Findings) -> TableRows | None:
    grid = grids.get(key)
    head = find_head(grid, sheet(key), sought, findings) if grid else None
    if head is None:
        return None
    table = table_rows(head, findings)
    tell_hidden(table, findings)
    return table


def _also(grids: Mapping[str, Grid], key: str, book_map: BookMap) -> tuple[Vocabulary, ...] | None:
    """The words of the further sheets that a map reads from the grid of a sheet; None for one of these."""
    same = [each for each in grids if grids[each] is grids[key]]
    return tuple(vocabulary(sheet(each), book_map.get(each)) for each in same[1:]) if same[0] == key else None


def _without(table: TableRows, rows: frozenset[Row]) -> TableRows:
    numbers = {row for name, row in rows if name == table.head.table.sheet}
    return without(table, numbers) if numbers else table


def _worth_saying(findings: Findings, file: OtherActuals | None) -> Sequence[Problem]:
    """Not that the numbers of a CSV are texts: nothing else can stand there."""
    if file is None or not file.file.texts_only:
        return findings.problems
    name = file.file.name
    return [
        problem
        for problem in findings.problems
        if not (problem.rule is catalogue.NUMBER_AS_TEXT and problem.cell and problem.cell.sheet == name)
    ]


def _by_key(heads: list[Head]) -> Mapping[str, Table]:
    return MappingProxyType({head.spec.key: head.table for head in heads})


def _lang(heads: list[Head], settings: Settings) -> Lang:
    """The setting, else the language of most headings."""
    if settings.lang is not None:
        return settings.lang
    return Lang.EN if sum(head.english for head in heads) > sum(head.chinese for head in heads) else Lang.ZH


_HIDING = (
    catalogue_files.AMBIGUOUS_SHEETS,
    catalogue_files.AMBIGUOUS_KIND,
    catalogue_files.MAP_LINE,
    catalogue_files.MAP_REPEATED,
    catalogue_files.MAP_SHEET,
    catalogue_files.MAP_HEADING,
)


def _faulty(grids: Mapping[str, Grid], findings: Findings) -> bool:
    """True when a sheet that could fill the book has an error, or was not told for sure: the book is not empty but wrong."""
    if any(problem.rule in _HIDING for problem in findings.problems):
        return True
    return any(key in grids and findings.errors_in(grids[key].name) for key in ("targets", "actuals", "notes"))


@dataclass(frozen=True, slots=True)
class _Rows(Generic[T]):
    """The records of a sheet, the rows that gave none, and the amounts by place."""

    records: tuple[T, ...]
    left_out: Mapping[str, int]
    amounts: Mapping[int, Mapping[str, Decimal]]


class _BookReader:
    """Reads the sheets of one book in the order in which names become known."""

    def __init__(
        self,
        tables: Mapping[str, TableRows],
        settings: Settings,
        findings: Findings,
        *,
        from_1904: bool,
        file: OtherActuals | None = None,
    ) -> None:
        self._file = file
        self._settings = settings
        self._findings = findings
        self._spellings = Spellings(findings)
        self._controls: dict[str, Control] = {}
        self._unread: tuple[Control, ...] = ()
        self._refused = frozenset[str]()
        report, targets = year_lender(settings)
        customs = {
            around: Customs(settings.amount_unit, settings.currency, Era(settings.year_start, around), from_1904)
            for around in (report, targets)
        }
        self._customs, self._target_customs = customs[report], customs[targets]
        self._tables = {
            key: without_unclear_units(
                as_shown(as_months(table, self._customs, findings), self._customs, findings), self._customs, findings
            )
            for key, table in tables.items()
        }
        company = (settings.company, settings.branch, settings.department)
        self._desk = Desk(self._spellings, tuple(name for name in company if name))

    def book(self, name: str, lang: Lang, tables: Mapping[str, Table], sheets: tuple[str, ...]) -> SalesBook:
        reps = with_codes(self._records("reps", records.rep))
        self._spellings.learn_codes(reps)
        clients = self._records("clients", records.client)
        self._spellings.learn_client_codes(clients)
        markets = self._records("markets", records.market)
        season = self._records("season", records.season_index)
        actuals = self._actuals()
        return SalesBook(
            name=name,
            lang=lang,
            settings=self._settings,
            reps=reps,
            clients=clients,
            markets=markets,
            season=season,
            actuals=actuals,
            targets=self._targets(reps),
            plans=self._records("plans", records.plan_item),
            notes=self._records("notes", records.note),
            activities=self._records("activities", records.activity),
            expenses=self._records("expenses", records.expense),
            calendar=self._records("calendar", records.calendar_day),
            tables=tables,
            controls=self._in_order(tables),
            sheets=sheets,
            unread=self._refused | self._without_records(len(actuals)),
        )

    def _without_records(self, actuals: int) -> frozenset[str]:
        """实绩, where none of its rows could be read."""
        table = self._tables.get("actuals")
        wrong = table is not None and not actuals and self._findings.errors_in(table.head.table.sheet)
        return frozenset({"actuals"}) if wrong else frozenset()

    def add_control(self, settings: Control) -> None:
        """Takes the control of 设置, which is read before the rest."""
        self._controls["settings"] = settings

    def add_unread(self, unread: Sequence[Control], keys: frozenset[str]) -> None:
        """Takes the controls of the sheets of which nothing is used, and the keys of those that could not be read."""
        self._unread, self._refused = tuple(unread), keys

    def _in_order(self, tables: Mapping[str, Table]) -> tuple[Control, ...]:
        unused = self._file.control() if self._file else None
        own = (self._controls[key] for key in tables if key in self._controls)
        return (*([unused] if unused else ()), *own, *self._unread)

    def _records(self, key: str, build: Builder[T]) -> tuple[T, ...]:
        table = self._tables.get(key)
        if table is None:
            return ()
        table = without_narrowed(table, self._findings)
        read = self._read(table, build, self._customs)
        amounts = amounts_by_column(read.amounts)
        check_totals(table, reckonings_of(amounts, {}), self._customs, self._findings)
        self._controls[key] = control(table, len(read.records), read.left_out, amounts)
        return read.records

    def _targets(self, reps: Sequence[Rep]) -> tuple[Target, ...]:
        """The targets; their control sums go by measure, and blank ones count as left out."""
        table = self._tables.get("targets")
        if table is None:
            return ()
        read = self._read(table, TargetReader(table, self._findings, reps), self._target_customs)
        ways = reckonings(read.records, reps, table.head.grid.first_row)
        check_totals(table, ways, self._target_customs, self._findings)
        measures = {each.origin.row: each.line.measure.value for each in read.records}
        sums = {place: {measures[table.number(place)]: value for value in row.values()} for place, row in read.amounts.items()}
        blank = sum(each.amount is None for each in read.records)
        left_out = {**read.left_out, "blank-target": blank}
        table = replace(table, units=_units_of_targets(read.records, table.head.grid.first_row))
        whole = control(table, len(read.records) - blank, left_out, amounts_by_column(sums))
        self._controls["targets"] = replace(whole, outermost=outermost_sums(read.records, reps))
        return read.records

    def _read(self, table: TableRows, build: Builder[T], customs: Customs) -> _Rows[T]:
        records_read: list[T] = []
        left_out: Counter[str] = Counter()
        amounts: dict[int, Mapping[str, Decimal]] = {}
        for place in table.places:
            row = RowReader(table.head, table.cells[place], table.number(place), customs, self._findings)
            record = build(row, self._desk)
            if record is None:
                left_out["unreadable" if row.broken else row.left_out or "blank"] += 1
            else:
                records_read.append(record)
                amounts[place] = row.amounts
        return _Rows(tuple(records_read), left_out, amounts)

    def _actuals(self) -> Actuals:
        table = self._tables.get("actuals")
        if table is None:
            return Actuals()
        customs = replace(self._customs, from_1904=self._file.file.from_1904) if self._file else self._customs
        valid = without_void(table, customs, self._findings)
        void = amounts_at(table, sorted({*table.places} - {*valid.places}) if valid is not table else (), customs)
        table = without_amountless(valid, self._findings)
        actuals = read_actuals(table, customs, self._spellings, self._findings)
        actuals = without_unclear_shares(actuals, self._spellings, self._findings)
        amounts = _actual_amounts(actuals, table.head.grid.first_row)
        check_totals(table, reckonings_of(amounts, void), customs, self._findings)
        self._controls["actuals"] = control(table, len(actuals), {"unreadable": len(table.places) - len(actuals)}, amounts)
        return with_shares_apart(actuals, self._spellings)


def _units_of_targets(targets: Sequence[Target], first_row: int) -> Mapping[int, str]:
    """By place the unit of each target for quantity, that of its product, where they have several; nothing if not."""
    counted = [each for each in targets if each.line.measure is Measure.QUANTITY]
    units = {each.origin.row - first_row: unit_of_product(each.name) for each in counted}
    return units if len({*units.values()} - {""}) > 1 else {}


def _actual_amounts(actuals: Actuals, first_row: int) -> Amounts:
    """The amount columns of 实绩 by the places of their rows in the grid."""
    places = [number - first_row for number in actuals.rows]
    amounts = {name: AmountColumn(places, column, Decimal("0.01")) for name, column in actuals.money.items()}
    return {**amounts, "quantity": AmountColumn(places, actuals.quantity, Decimal("0.001"))}
