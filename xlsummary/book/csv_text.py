"""A CSV file as a grid of texts: encoding by strict decoding, delimiter by what makes even rows, cells as Excel shows them."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

from xlsummary.book.formats import END_OF_FILE, Refused, wide_encoding
from xlsummary.book.source import Grid
from xlsummary.model import Text

DELIMITERS = (",", ";", "\t", "|")

_SAMPLE, _SAMPLE_ROWS = 1 << 16, 200
_SEP = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_APOSTROPHE = re.compile(r"'\d")
_FORMULA_TEXT = re.compile(r'="((?:[^"]|"")*)"')

NOT_TEXT = Refused(
    "unreadable-text",
    Text("文字编码不是 UTF-8，也不是 GB18030（GBK）", "its text is neither UTF-8 nor GB18030 (GBK)"),
    Text("用 Excel 打开，另存为“CSV UTF-8”或 .xlsx", "Open it in Excel and save it as CSV UTF-8 or .xlsx"),
)


def decoded(content: bytes, path: Path) -> str:
    """The text of a file: by its mark, else UTF-8, else GB18030, each strictly.

    Raises `XlsummaryError` where none fits. Text that is UTF-8 for several Chinese characters and then is not, is damaged, not
    GB18030: it would become other characters.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strict(content, encoding, path)
    wide = wide_encoding(content)
    if wide:
        return _strict(content, wide, path)
    content = content.rstrip(END_OF_FILE)
    try:
        return _strict(content, "utf-8", path)
    except UnicodeDecodeError as error:
        before = content[: error.start].decode()
        if sum(character >= _HAN for character in before) >= _SURELY:
            raise _broken_utf_8(before.count("\n") + 1).error(path) from error
        return _strict(content, "gb18030", path)


_HAN, _SURELY = "\u2e80", 4
_FEW = 20
"""One sign of 0 in so many is a blemish of a text, told at its cell; more are no text."""


def csv_grid(content: bytes, path: Path) -> Grid:
    """The rows of a CSV file, each as wide as the widest, numbered as Excel numbers them; every cell a text.

    Raises `XlsummaryError` where the text cannot be decoded or a quote is never closed.
    """
    text = decoded(content, path)
    said = _SEP.match(text)
    delimiter = said[1] if said else _delimiter(text)
    rows = _rows(text[said.end() :] if said else text, delimiter, path)
    width = max(map(len, rows), default=0)
    cells = tuple((*map(_plain, row), *[""] * (width - len(row))) for row in rows)
    return Grid(path.name, cells, 1, 0, points_unclear=delimiter == ";")


_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def _strict(content: bytes, encoding: str, path: Path) -> str:
    """Raises `UnicodeDecodeError` only for UTF-8, which has a second."""
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8":
            raise
        raise NOT_TEXT.error(path) from error
    if text.count("\0") * _FEW > len(text):
        raise NOT_TEXT.error(path)
    return text


def _broken_utf_8(row: int) -> Refused:
    return Refused(
        "damaged-text",
        Text(f"文字是 UTF-8，但第 {row} 行有坏掉的字符", f"its text is UTF-8, but row {row} holds a broken character"),
        Text("重新导出一次，或用 Excel 打开核对后另存为 .xlsx", "Export it again, or check it in Excel and save it as .xlsx"),
    )


def _delimiter(text: str) -> str:
    """The one by which most of the first rows have the same number of cells, more than one; the comma where none does."""

    def evenness(delimiter: str) -> tuple[int, int]:
        rows = islice(csv.reader(_lines(text[:_SAMPLE]), delimiter=delimiter), _SAMPLE_ROWS)
        widths = Counter(len(row) for row in rows if len(row) > 1)
        return max(((rows, width) for width, rows in widths.items()), default=(0, 0))

    return max(DELIMITERS, key=evenness)


def _rows(text: str, delimiter: str, path: Path) -> Sequence[Sequence[str]]:
    rows: list[list[str]] = []
    try:
        rows.extend(csv.reader(_lines(text), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise _broken_after(len(rows)).error(path) from error
    return rows


def _lines(text: str) -> Iterable[str]:
    """Lines end where a spreadsheet ends them, not at every character that Unicode calls a line's end."""
    return io.StringIO(text, newline="")


def _broken_after(rows: int) -> Refused:
    return Refused(
        "damaged-text",
        Text(
            f"第 {rows + 1} 行的引号没有配对，后面读不下去",
            f"a quote in row {rows + 1} is not closed, so the rest cannot be read",
        ),
        Text("用 Excel 打开核对这一行，另存为 .xlsx", "Open it in Excel, check that row and save it as .xlsx"),
    )


def _plain(cell: str) -> str:
    """`="001"` and `'001` as the 001 that Excel shows."""
    if _APOSTROPHE.match(cell):
        return cell[1:]
    if not cell.startswith("="):
        return cell
    match = _FORMULA_TEXT.fullmatch(cell.strip())
    return match[1].replace('""', '"') if match else cell
