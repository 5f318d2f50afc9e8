"""The cases of public bug reports as files: neutral sheets and headings become ours, the file is spoilt as the case says.

The cases are read where they lie, beside the checkout; columns keep their order, so cells are as the case names them.
"""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter, CustomFilter, CustomFilters, FilterColumn
from openpyxl.worksheet.worksheet import Worksheet

from tests.cases import parts

CASES = Path(__file__).parents[3] / "shared" / "cases" / "public-reports.json"

TITLES = {"targets": "目标", "actuals": "实绩", "clients": "客户", "reps": "人员", "season": "季节"}
HEADINGS = {
    "year": "年度",
    "month": "月份",
    "date": "日期",
    "rep": "业务员",
    "market": "区域",
    "client_id": "客户编码",
    "client_name": "客户名称",
    "target_amount": "目标金额",
    "actual_amount": "实际金额",
    "doc_type": "类型",
    "currency": "币种",
    "share_pct": "指数",
    "remark": "备注",
}


@dataclass(frozen=True, slots=True)
class Case:
    """One report: its sheets, what is done to the file, and what must come of it."""

    sheets: Sequence[Mapping[str, Any]]
    file_ops: Sequence[Mapping[str, Any]]
    settings: Mapping[str, Any]
    expected: Mapping[str, Any]

    @property
    def values(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.expected["values"]
        return found

    def sheet(self, name: str) -> Mapping[str, Any]:
        return next(sheet for sheet in self.sheets if sheet["sheet"] == name)


def case(identity: str) -> Case:
    """The case of that number; fails in CI where the cases are not beside the checkout, else skips."""
    if not CASES.is_file():
        if os.environ.get("CI"):
            pytest.fail(f"{CASES} is not there")
        pytest.skip("the cases of public reports are not beside this checkout")
    return _cases()[identity]


@cache
def _cases() -> Mapping[str, Case]:
    document = json.loads(CASES.read_text(encoding="utf-8"))
    return {
        each["id"]: Case(each["input"]["sheets"], each["input"]["file_ops"], each["input"]["settings"], each["expected"])
        for each in document["cases"]
    }


def workbook(reported: Case, folder: Path, titles: Mapping[str, str] | None = None) -> Path:
    """The case as one workbook in a folder, spoilt by its `file_ops`; `titles` in place of the usual names of sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    changes: list[parts.Change] = []
    for place, sheet in enumerate(reported.sheets, 1):
        title = (titles or TITLES)[sheet["sheet"]] + sheet.get("sheet_suffix", "")
        changes += _fill(book.create_sheet(title), sheet, place)
    for operation in reported.file_ops:
        _in_book(book, operation)
    path = folder / "book.xlsx"
    book.save(path)
    for change in changes:
        parts.put(path, change)
    for operation in reported.file_ops:
        _in_file(path, operation)
    return path


def text_file(reported: Case, folder: Path, encoding: str, sheet: str = "targets") -> Path:
    """One sheet of the case as comma-separated values."""
    lines = io.StringIO()
    csv.writer(lines).writerows(_table(reported.sheet(sheet)))
    path = folder / f"{encoding}.csv"
    path.write_bytes(lines.getvalue().encode(encoding))
    return path


def old_workbook(path: Path) -> Path:
    """The workbook as an old .xls under its new name; skips where there is no LibreOffice, fails where CI needs it."""
    program = shutil.which("soffice")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs LibreOffice")
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "xls", "--outdir", str(path.parent), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603 (a fixed program and our own file)
    path.with_suffix(".xls").replace(path)
    return path


def _table(sheet: Mapping[str, Any]) -> Iterator[list[Any]]:
    yield [_heading(each) for each in sheet["header"]]
    for row in sheet["rows"]:
        yield ["" if cell is None else cell for cell in row]


def _heading(role: str | Mapping[str, str]) -> str:
    return HEADINGS.get(role, role) if isinstance(role, str) else role["label"]


def _fill(sheet: Worksheet, described: Mapping[str, Any], place: int) -> Iterator[parts.Change]:
    """Writes the sheet's cells; gives what only the file itself can be given."""
    down, across = (described.get("offset", {}).get(each, 0) for each in ("rows", "cols"))
    rows = [[_heading(each) for each in described["header"]], *described["rows"]]
    for row_number, row in enumerate(rows, down + 1):
        for column, value in enumerate(row, across + 1):
            _write(sheet, row_number, column, value)
            ref = f"{get_column_letter(column)}{row_number}"
            match value:
                case {"fmt_id": identity}:
                    yield parts.BuiltInFormat(place, ref, identity)
                case {"f": _, "v": cached}:
                    yield parts.Cached(place, ref, cached)
    for span in described.get("merge", ()):
        sheet.merge_cells(span)
    for hidden in described.get("hidden_rows", ()):
        sheet.row_dimensions[hidden].hidden = True


def _write(sheet: Worksheet, row: int, column: int, value: object) -> None:
    cell = sheet.cell(row, column)
    match value:
        case {"d": day}:
            cell.value, cell.number_format = datetime.fromisoformat(day), "yyyy-mm-dd"
        case {"n": number, **rest}:
            cell.value, cell.number_format = number, str(rest.get("fmt", "General"))
        case {"s": text}:
            cell.value, cell.data_type = text, "s"
        case {"f": formula}:
            cell.value = formula
        case str() | int() | float() | None:
            cell.value = value


def _in_book(book: Workbook, operation: Mapping[str, Any]) -> None:
    sheet = book.worksheets[0]
    match operation["op"]:
        case "style_cell":
            sheet[operation["cell"]].number_format = "0.00"
        case "custom_filter":
            condition = CustomFilters(customFilter=[CustomFilter(operator=operation["operator"], val=operation["val"])])
            column = FilterColumn(colId=operation["col"], customFilters=condition)
            sheet.auto_filter = AutoFilter(ref=operation["ref"], filterColumn=[column])


def _in_file(path: Path, operation: Mapping[str, Any]) -> None:
    match operation["op"]:
        case "dimension":
            parts.put_dimension(path, operation["ref"])
        case "make_xls_named_xlsx":
            old_workbook(path)
