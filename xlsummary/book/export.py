"""An export of an ERP or CRM system as rows of our template: 实绩, 客户 and 人员, typed, with what could not be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from xlsummary import catalogue, catalogue_files
from xlsummary.book.actuals_file import OtherFile, even_rows, open_table, tell_unclear_points
from xlsummary.book.as_shown import as_shown
from xlsummary.book.controls import COUNTED, amounts_by_column, control
from xlsummary.book.export_rows import ExportRows, read_rows, with_namesakes_apart
from xlsummary.book.findings import Findings
from xlsummary.book.headings import Sought, find_head
from xlsummary.book.maps import Recognised
from xlsummary.book.names import is_no_name, name_and_code
from xlsummary.book.recognise import best_kinds, recognised, tell_copies
from xlsummary.book.rows import TableRows, table_cell, table_rows
from xlsummary.book.schema import ACTUALS, CLIENTS, REPS, Sheet, sheet
from xlsummary.book.shares import Share, deals_in
from xlsummary.book.source import Grid
from xlsummary.book.template import Row, Value
from xlsummary.book.unread import filled_rows
from xlsummary.book.unseen import tell_hidden, tell_unseen
from xlsummary.book.values import Customs
from xlsummary.book.vocabulary import recognition_of
from xlsummary.book.void import without_void
from xlsummary.model import Cell, Control, Lang, Recognition, SalesBook, TaxBasis, Text
from xlsummary.problems import Problem, Severity, XlsummaryError, in_order_of
from xlsummary.spelling import name_key

KINDS = (ACTUALS, CLIENTS, REPS)
"""What an export can hold, in the order in which names become known: the rows, then whom they name."""


@dataclass(frozen=True, slots=True)
class Export:
    """Rows by sheet key as the template takes them; what was read as what, what could not be read, and the control totals.

    A cell that cannot be read as what its column holds stays as it is, a text, so that checking the new book names it again.
    The control totals go by sheet key.
    """

    rows: Mapping[str, Sequence[Row]]
    recognised: tuple[Recognised, ...]
    problems: tuple[Problem, ...]
    controls: Mapping[str, Control]


@dataclass(frozen=True, slots=True)
class Carried:
    """The sum of an amount column in an export and in the book made from it, in yuan, or in pieces where it is `counted`."""

    sheet: Text
    column: Text
    counted: bool
    exported: Decimal
    written: Decimal

    @property
    def difference(self) -> Decimal:
        return self.written - self.exported


def carried(export: Export, book: SalesBook) -> tuple[Carried, ...]:
    """Every sum of an export's control totals beside that of the book made from it."""
    own = {each.sheet: each.sums for each in book.controls}
    return tuple(
        Carried(
            sheet=sheet(key).title,
            column=sheet(key).column("collected" if name == "collections" else name).heading,
            counted=name in COUNTED,
            exported=total,
            written=own.get(book.tables[key].sheet, {}).get(name, Decimal(0)) if key in book.tables else Decimal(0),
        )
        for key, each in export.controls.items()
        for name, total in each.sums.items()
    )


def read_export(path: Path) -> Export:
    """The contents of an export; raises `XlsummaryError` when it cannot be opened or no sheet of it is known."""
    file = open_table(path)
    findings = Findings()
    tell_copies(file.ours, findings, KINDS, file.name)
    tables = _tables(file, findings)
    if not tables:
        raise _refused(path, findings.problems)
    tell_unseen([table.head.grid for table in tables.values()], file.format, findings)
    customs = Customs(from_1904=file.from_1904)
    sheets = {key: read_rows(as_shown(table, customs, findings), customs, findings) for key, table in tables.items()}
    amounts = {key: amounts_by_column(each.amounts) for key, each in sheets.items()}
    for table in tables.values():
        tell_hidden(table, findings)
    deals = _deals(sheets)
    _tell_unclear(tables, sheets, deals, findings)
    heads = [replace(tables[key].head, unused=_others(tables[key].head.unused, each.beside)) for key, each in sheets.items()]
    used = {tables[key].head.grid.name: each.beside for key, each in sheets.items()}
    return Export(
        rows=MappingProxyType(_rows(sheets, deals) | _settings(tables)),
        recognised=recognised(heads, outside=True),
        problems=in_order_of(_worth_saying(findings.problems, tables.values(), used), [grid.name for grid in file.grids]),
        controls=MappingProxyType(
            {key: control(tables[key], len(each.rows), {}, amounts[key]) for key, each in sheets.items()}
        ),
    )


def _tables(file: OtherFile, findings: Findings) -> dict[str, TableRows]:
    """The table of each kind that one sheet of the export has; every other sheet with anything in it is told of."""
    kinds = {grid.name: best_kinds(grid, KINDS) for grid in file.grids}
    tables = {}
    for spec in KINDS:
        grids = [grid for grid in file.grids if kinds[grid.name] == (spec,)]
        if len(grids) > 1:
            names = Text("、".join(f"“{grid.name}”" for grid in grids), ", ".join(grid.name for grid in grids))
            findings.add(catalogue_files.AMBIGUOUS_SHEETS, Cell(grids[0].name), sheets=names, sheet=spec.title)
        elif grids and (table := _table(grids[0], spec, findings, texts_only=file.texts_only)):
            tables[spec.key] = table
    _tell_left(file.grids, kinds, findings)
    return tables


def _tell_left(grids: Sequence[Grid], kinds: Mapping[str, tuple[Sheet, ...]], findings: Findings) -> None:
    """An error for each sheet that could be several kinds, and one note of those that are none."""
    for grid in grids:
        if len(kinds[grid.name]) > 1:
            titles = [spec.title for spec in kinds[grid.name]]
            words = Text("、".join(f"“{each.zh}”" for each in titles), " or ".join(each.en for each in titles))
            count = str(filled_rows(grid, kinds[grid.name][0]))
            findings.add(catalogue_files.AMBIGUOUS_KIND, Cell(grid.name), kinds=words, count=count)
    others = [grid.name for grid in grids if grid.rows and not kinds[grid.name]]
    if others:
        findings.add(catalogue.OTHER_SHEET, Cell(others[0]), sheets="、".join(others))


_Deals = Mapping[str, tuple[Share, ...] | Text]


def _deals(sheets: Mapping[str, ExportRows]) -> _Deals:
    """The texts that name several reps, and whom; or why that cannot be told."""
    listed = {name_key(str(row.get("name", ""))) for row in sheets["reps"].rows} if "reps" in sheets else set()
    texts = {str(row["rep"]) for key in ("actuals", "clients") if key in sheets for row in sheets[key].rows if "rep" in row}

    def known(name: str) -> bool:
        return name_key(name) in listed

    return deals_in(texts, known, known, by_rows=not listed)


def _tell_unclear(tables: Mapping[str, TableRows], sheets: Mapping[str, ExportRows], deals: _Deals, findings: Findings) -> None:
    """An error at each cell that names several reps, but not surely whom."""
    for key, each in sheets.items():
        for place, row in zip(tables[key].places, each.rows, strict=True):
            read = deals.get(str(row.get("rep", ""))) if key == "actuals" else None
            if isinstance(read, Text):
                cell = table_cell(tables[key].head, tables[key].offset("rep"), place)
                findings.add(catalogue.REP_SHARES, cell, str(row["rep"]), reason=read)


def _table(grid: Grid, spec: Sheet, findings: Findings, *, texts_only: bool) -> TableRows | None:
    head = find_head(grid, spec, Sought(), findings)
    table = table_rows(head, findings) if head else None
    if table and grid.points_unclear:
        tell_unclear_points(table, findings)
    table = even_rows(table, findings) if table and texts_only else table
    return without_void(table, Customs(), findings) if table else None


def _refused(path: Path, problems: Sequence[Problem]) -> XlsummaryError:
    """What is wrong with the one table that was known, at its cell; else that none was."""
    wrong = next((problem for problem in problems if problem.severity is Severity.ERROR), None)
    if wrong is None:
        return _unknown(path)
    zh, en = wrong.message(Lang.ZH), wrong.message(Lang.EN)
    message = Text(f"{wrong.cell}：{zh}", f"{wrong.cell}: {en}")
    return XlsummaryError(wrong.rule.id, message, Text(wrong.hint(Lang.ZH), wrong.hint(Lang.EN)), path=str(path))


def _unknown(path: Path) -> XlsummaryError:
    return XlsummaryError(
        "unknown-export",
        Text(
            f"{path.name}：认不出是实绩、客户还是人员", f"{path.name}: neither actuals nor clients nor reps could be made out"
        ),
        Text(
            "前 30 行里要有表头：实绩至少有日期和一列金额，客户至少有客户名称和另一列，人员至少有姓名和另一列",
            "Give headings in the first 30 rows: a date and an amount for actuals, a name and one more for clients or reps",
        ),
        path=str(path),
    )


def _settings(tables: Mapping[str, TableRows]) -> dict[str, Sequence[Row]]:
    """The bases that the heading of the export's sales says, where they are not the usual ones."""
    sales = tables["actuals"].head.columns.get("sales") if "actuals" in tables else None
    if sales is None:
        return {}
    said: Row = {"tax_basis": TaxBasis.WITHOUT_TAX} if sales.tax is TaxBasis.WITHOUT_TAX else {}
    recognition = recognition_of(sales.heading) or Recognition.SHIPMENT
    said = said if recognition is Recognition.SHIPMENT else {**said, "recognition": recognition}
    return {"settings": (said,)} if said else {}


def _rows(sheets: Mapping[str, ExportRows], deals: _Deals) -> dict[str, Sequence[Row]]:
    """The rows of each sheet as they are, then the clients and reps that only the others name."""
    sheets = {key: with_namesakes_apart(each, deals) for key, each in sheets.items()}
    rows: dict[str, Sequence[Row]] = {key: each.rows for key, each in sheets.items()}
    none = ExportRows()
    actuals, listed, known = (sheets.get(key, none) for key in ("actuals", "clients", "reps"))
    clients = _missing(listed.rows, "client", _by_one(actuals, deals), ("rep", "market", "channel", "code"))
    reps = _missing(known.rows, "rep", _people(actuals, deals), ("team", "rep_code"))
    reps += _missing([*known.rows, *reps], "rep", _people(listed, deals), ("team", "rep_code"))
    for key, before, more in (("clients", listed, clients), ("reps", known, [_as_rep(row) for row in reps])):
        if more:
            rows[key] = (*before.rows, *more)
    return rows


def _by_one(naming: ExportRows, deals: _Deals) -> ExportRows:
    """The rows, those of several reps without them: the client is nobody's."""
    rows = [{**row, "rep": ""} if row.get("rep") in deals else row for row in naming.rows]
    return replace(naming, rows=rows)


def _people(naming: ExportRows, deals: _Deals) -> ExportRows:
    """One row for each rep of a deal, which tells nothing else of anybody; none where it is not sure who they are."""
    rows: list[Row] = []
    said: list[Mapping[str, str]] = []
    for row, beside in zip(naming.rows, naming.said, strict=True):
        deal = deals.get(str(row.get("rep", "")))
        if deal is None:
            rows.append(row)
            said.append(beside)
        elif not isinstance(deal, Text):
            rows += [{"rep": share.name} for share in deal]
            said += [{}] * len(deal)
    return replace(naming, rows=rows, said=said)


def _as_rep(row: Row) -> Row:
    """The row of a rep as 人员 has it: the code in its own column, not in the name."""
    renamed = {"code" if name == "rep_code" else name: value for name, value in row.items()}
    name, code = name_and_code(str(row["name"]))
    return {**renamed, "name": name} if code and code == renamed.get("code") else renamed


def _missing(known: Iterable[Row], field: str, naming: ExportRows, about: Sequence[str]) -> list[Row]:
    """A row for each name in a field that is not known yet, with what all its rows agree on."""
    seen = {name_key(str(row.get("name", ""))) for row in known}
    found: dict[str, dict[str, set[Value]]] = {}
    spelling: dict[str, str] = {}
    for row, beside in zip(naming.rows, naming.said, strict=True):
        name = str(row.get(field, ""))
        key = name_key(name)
        if not key or key in seen or is_no_name(name):
            continue
        spelling.setdefault(key, name)
        said = {**row, **beside}
        for each in about:
            if said.get(each):
                found.setdefault(key, {}).setdefault(each, set()).add(said[each])
    return [
        {"name": name, **{each: next(iter(values)) for each, values in found.get(key, {}).items() if len(values) == 1}}
        for key, name in spelling.items()
    ]


def _worth_saying(problems: Iterable[Problem], tables: Iterable[TableRows], used: Mapping[str, Set[str]]) -> Iterator[Problem]:
    """Not that numbers are texts, since they become numbers; and no column unused that tells of clients or reps."""
    heads = {table.head.grid.name: table.head for table in tables}
    for problem in problems:
        if problem.rule is catalogue.UNKNOWN_COLUMN and problem.cell:
            head = heads.get(problem.cell.sheet)
            left = _others(head.unused, used[problem.cell.sheet]) if head else ()
            if head and left:
                words = {**problem.words, "columns": "、".join(left)}
                yield replace(problem, cell=head.heading_cell(left[0]), words=words)
        elif problem.rule is not catalogue.NUMBER_AS_TEXT:
            yield problem


def _others(headings: Iterable[str], used: Set[str]) -> tuple[str, ...]:
    return tuple(heading for heading in headings if heading not in used)
