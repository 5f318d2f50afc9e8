"""What a ledger's columns are called, told in a text: `借方 = 本期借方发生额`, a line a column."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from xlsummary.book.csv_text import decoded
from xlsummary.book.formats import content_of
from xlsummary.book.ledger_headings import COLUMNS
from xlsummary.model import Text
from xlsummary.problems import XlsummaryError
from xlsummary.spelling import heading_key

_EQUALS = re.compile(r"\s*[=＝]\s*")
_SHEET = ("表", "Sheet")
_NAMES = {heading_key(word): name for name, words in (*COLUMNS.items(), ("sheet", _SHEET)) for word in (name, *words)}


def read_ledger_map(path: Path) -> Mapping[str, str]:
    """The ledger's headings by our names of its columns, and as `sheet` its sheet.

    Blank lines and those that begin with # are passed over. Raises `XlsummaryError` where the file cannot be read, or at
    the first line that names no column of ours.
    """
    headings: dict[str, str] = {}
    for number, line in enumerate(decoded(content_of(path), path).splitlines(), 1):
        text = line.strip().lstrip("\ufeff")
        if not text or text.startswith("#"):
            continue
        ours, *theirs = _EQUALS.split(text, 1)
        name = _NAMES.get(heading_key(ours))
        if name is None or not theirs or not theirs[0]:
            raise _unreadable(path, number, text)
        headings[name] = theirs[0]
    return MappingProxyType(headings)


def _unreadable(path: Path, number: int, text: str) -> XlsummaryError:
    names = "、".join((_SHEET[0], *(words[0] for words in COLUMNS.values())))
    english = ", ".join((_SHEET[1], *(next(word for word in words if word.isascii()) for words in COLUMNS.values())))
    return XlsummaryError(
        "ledger-map-line",
        Text(f"{path.name} 第 {number} 行读不懂：{text}", f"{path.name}, line {number} cannot be read: {text}"),
        Text(
            f"每行写“列 = 账里的表头”，列是：{names}",
            f"Write 'Column = heading in the ledger' on each line; columns: {english}",
        ),
        path=str(path),
    )
