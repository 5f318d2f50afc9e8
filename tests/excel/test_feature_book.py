"""The pages of a book full of features before and after, as LibreOffice prints them, pixel by pixel."""

from __future__ import annotations

import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.excel import raw
from tests.excel.corpus import corpus_file
from tests.excel.feature_book import TITLES, feature_book
from tests.excel.grafting import sound
from tests.excel.layouts import sheets
from tests.excel.office import converted
from tests.excel.packages import Book
from xlsummary.excel.graft import graft


def featured(path: Path) -> Path:
    """The book, with the macros of a real one."""
    with zipfile.ZipFile(corpus_file("excel", "calamine--vba.xlsm")) as archive:
        macros = archive.read("xl/vbaProject.bin")
    return raw.put(path, feature_book(macros))


def pages(document: Path) -> list[bytes]:
    """The pages of a PDF as pictures."""
    program = shutil.which("pdftoppm")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs pdftoppm")
        pytest.skip("pdftoppm is not installed")
    subprocess.run([program, "-r", "72", str(document), str(document.with_suffix(""))], check=True, timeout=120)  # noqa: S603
    return [page.read_bytes() for page in sorted(document.parent.glob(f"{document.stem}-*.ppm"))]


def blank(page: bytes) -> bool:
    pixels = page.split(b"\n", 3)[3]
    return pixels.count(b"\xff") == len(pixels)


def assert_pages_as_before(book: Path, after: Path, folder: Path) -> None:
    """Every page of the book is the same picture; only the pages of our sheets come behind them."""
    made = converted([book, after], "pdf", folder)
    was, now = pages(made[book]), pages(made[after])
    assert len(now) > len(was)
    assert [old == new for old, new in zip(was, now, strict=False)] == [True] * len(was)


def test_charts_pivot_tables_pictures_text_boxes_buttons_drop_downs_and_sparklines_look_as_before(tmp_path: Path) -> None:
    book = featured(tmp_path / "before.xlsm")
    after = tmp_path / "after.xlsm"
    graft(book, sheets(), after)
    assert_pages_as_before(book, after, tmp_path)
    before = pages(tmp_path / "before.pdf")
    assert len(before) >= 5
    assert not [page for page in before if blank(page)]


def test_every_part_of_it_is_where_it_was(tmp_path: Path) -> None:
    book = featured(tmp_path / "before.xlsm")
    made = sound(book)
    after = Book(made.content())
    assert [sheet.name for sheet in after.sheets][:3] == list(TITLES)
    kept = {"xl/vbaproject.bin", "xl/pivottables/pivottable1.xml", "xl/ctrlprops/ctrlprop1.xml", "xl/media/image1.png"}
    assert kept <= set(after.by_key)
    board = after.read("xl/worksheets/sheet1.xml")
    assert b"x14:sparkline " in board or b"x14:sparkline>" in board
    assert b"x14:dataValidation " in board


REAL = [
    *(
        "ClosedXML--FileWithButton.xlsm",
        "xlwings--database.xlsm",
        "ClosedXML--activex_checkbox.xlsx",
        "poi--WithChartSheet.xlsx",
    ),
    *("ClosedXML--PivotTables.xlsx", "ClosedXML--tdf104310.xlsx", "poi--WithEmbeded.xlsx", "ClosedXML--AllShapes.xlsx"),
    *("PhpSpreadsheet--grouped_images.xlsx", "ClosedXML--UsingRichText.xlsx", "poi--57826.xlsx"),
]


@pytest.mark.parametrize("name", REAL)
def test_a_real_book_with_such_features_looks_as_before(name: str, tmp_path: Path) -> None:
    before, after = tmp_path / f"before-{name}", tmp_path / f"after-{name}"
    before.write_bytes(corpus_file("excel", name).read_bytes())
    graft(before, sheets(), after)
    assert_pages_as_before(before, after, tmp_path)
