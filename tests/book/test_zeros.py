"""Numbers whose format shows leading zeros are codes as shown; all others stay numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.book.rawly import rewritten
from xlsummary.book.read import read_book


def _book(folder: Path, code: object, code_format: str, amount_format: str = "General") -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "实绩"
    sheet.append(["日期", "单号", "销售额"])
    sheet.append(["2026-01-05", code, 100])
    sheet["B2"].number_format = code_format
    sheet["C2"].number_format = amount_format
    path = folder / "book.xlsx"
    book.save(path)
    return path


def test_a_number_shown_with_leading_zeros_is_the_code_shown(tmp_path: Path) -> None:
    for code, code_format, shown in (
        (1001, "000000", "001001"),
        (0, "000", "000"),
        (1234567, "000000", "1234567"),
        (1001, "0", "1001"),
        (1001, "General", "1001"),
        (1.5, "00", "1.5"),
    ):
        actuals = read_book(_book(tmp_path, code, code_format)).book.actuals
        assert actuals.text("document", 0) == shown


def test_an_amount_shown_with_leading_zeros_is_the_amount(tmp_path: Path) -> None:
    assert read_book(_book(tmp_path, 1, "00", "000000")).book.actuals.fen("sales", 0) == 10000


@pytest.mark.parametrize(
    ("plain", "unusual"),
    [
        (b' s="1"', b" s='1'"),
        (b' s="1"', b' s = "1"'),
        (b' s="1"', b'\ns="1"'),
        (b'<c r="B2" s="1"', b'<c s="1" r="B2"'),
        (b'<c r="B2"', b"<c r='B2'"),
        (b"<sheetData>", b"<sheetData><!-- -->"),
        (b"<sheetData>", b"<sheetData>" + b" " * (3 << 20)),
    ],
)
def test_leading_zeros_are_seen_however_the_cell_is_written(plain: bytes, unusual: bytes, tmp_path: Path) -> None:
    path = _book(tmp_path, 1001, "000000")

    def change(xml: bytes) -> bytes:
        assert plain in xml
        return xml.replace(plain, unusual)

    rewritten(path, change)
    assert read_book(path).book.actuals.text("document", 0) == "001001"
