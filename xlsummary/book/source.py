"""A workbook file as grids of cells with their true addresses; the only place that knows python-calamine."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

from xlsummary.book.values import CellValue
from xlsummary.model import Text
from xlsummary.package import part_of
from xlsummary.problems import XlsummaryError


@dataclass(frozen=True, slots=True)
class Merge:
    """Merged cells: rows are sheet row numbers, columns count from 0, both inclusive."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The filled part of a sheet: `rows[0][0]` stands in sheet row `first_row` (from 1) and column `first_column` (from 0)."""

    name: str
    rows: Sequence[Sequence[CellValue]]
    first_row: int
    first_column: int
    merges: tuple[Merge, ...] = ()


def letters_of(column: int) -> str:
    """`A` for 0, `AA` for 26."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Opened:
    """Every worksheet in the workbook's order, hidden ones too, and whether its serial dates count from 1904."""

    grids: tuple[Grid, ...]
    from_1904: bool


def open_workbook(path: Path) -> Opened:
    """The cells of a workbook; raises `XlsummaryError` when the file cannot be read."""
    content = _content(path)
    if _ENCRYPTED_STREAM in content[:_DIRECTORY] or _ENCRYPTED_STREAM in content[-_DIRECTORY:]:
        raise _ENCRYPTED.error(path)
    try:
        with _opened(path, content) as workbook:
            names = [each.name for each in workbook.sheets_metadata if each.typ is SheetTypeEnum.WorkSheet]
            grids = tuple(_grid(workbook.get_sheet_by_name(name)) for name in names)
            return Opened(grids, _FROM_1904.search(part_of(content, "workbook.xml")) is not None)
    except PasswordError as error:
        raise _ENCRYPTED.error(path) from error
    except CalamineError as error:
        raise (_DAMAGED if content[:4] in _WORKBOOK_STARTS else _NO_WORKBOOK).error(path) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # the Rust library's own fault on a hostile file
            raise _DAMAGED.error(path) from error
        raise


def _opened(path: Path, content: bytes) -> CalamineWorkbook:
    """By its name, which alone tells a password of an old .xls; else by its content, whatever the name."""
    try:
        return CalamineWorkbook.from_path(path)
    except PasswordError:
        raise
    except CalamineError:
        return CalamineWorkbook.from_filelike(io.BytesIO(content))


def _grid(sheet: CalamineSheet) -> Grid:
    if sheet.start is None:
        return Grid(sheet.name, (), 1, 0)
    row, column = sheet.start
    merges = tuple(Merge(top + 1, bottom + 1, left, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ())
    return Grid(sheet.name, sheet.to_python(), row + 1, column, merges)


_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_DIRECTORY = 1 << 20
_FROM_1904 = re.compile(rb"date1904\s*=\s*[\"'](?:1|true)")
_WORKBOOK_STARTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True, slots=True)
class _Refused:
    rule: str
    message: Text
    hint: Text

    def error(self, path: Path) -> XlsummaryError:
        message = Text(f"{path.name}：{self.message.zh}", f"{path.name}: {self.message.en}")
        return XlsummaryError(self.rule, message, self.hint, path=str(path))


_MISSING = _Refused(
    "no-such-file",
    Text("没有这个文件", "there is no such file"),
    Text("核对路径和文件名", "Check the path and the name"),
)
_UNREADABLE = _Refused(
    "not-readable",
    Text("文件打不开", "the file cannot be opened"),
    Text("核对权限；如果正在另一个程序里打开，先关闭", "Check the permissions; close it in other programs"),
)
_EMPTY = _Refused(
    "empty-file",
    Text("文件是空的", "the file is empty"),
    Text("重新保存或重新传一次", "Save or send it again"),
)
_ENCRYPTED = _Refused(
    "encrypted-book",
    Text("工作簿设了打开密码", "the workbook needs a password to open"),
    Text("在 Excel 或 WPS 里取消打开密码后另存", "Remove the password in Excel or WPS and save"),
)
_DAMAGED = _Refused(
    "damaged-book",
    Text("工作簿损坏，读不出来", "the workbook is damaged"),
    Text("用 Excel 或 WPS 打开并另存为 .xlsx 后重试", "Open it in Excel or WPS, save as .xlsx and try again"),
)
_NO_WORKBOOK = _Refused(
    "not-a-workbook",
    Text("不是 Excel 工作簿", "not an Excel workbook"),
    Text("用 Excel 或 WPS 打开，另存为 .xlsx", "Open it in Excel or WPS and save it as .xlsx"),
)


def _content(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise _MISSING.error(path) from error
    except OSError as error:
        raise _UNREADABLE.error(path) from error
    if not content:
        raise _EMPTY.error(path)
    return content
