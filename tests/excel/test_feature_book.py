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


def test_charts_pivot_tables_pictures_text_boxes_buttons_drop_downs_and_sparklines_look_as_before(tmp_path: Path) -> None:
    book = featured(tmp_path / "before.xlsm")
    after = tmp_path / "after.xlsm"
    graft(book, sheets(), after)
    made = converted([book, after], "pdf", tmp_path)
    before, now = pages(made[book]), pages(made[after])
    assert len(before) >= 5
    assert not [page for page in before if blank(page)]
    assert len(now) > len(before)
    assert [old == new for old, new in zip(before, now, strict=False)] == [True] * len(before)


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


REAL = (
    *(
        "ClosedXML--FileWithButton.xlsm",
        "xlwings--database.xlsm",
        "ClosedXML--activex_checkbox.xlsx",
        "poi--WithChartSheet.xlsx",
    ),
    *("ClosedXML--PivotTables.xlsx", "ClosedXML--SampleSparklines.xlsx", "ClosedXML--tdf104310.xlsx", "poi--WithEmbeded.xlsx"),
    *("ClosedXML--AllShapes.xlsx", "PhpSpreadsheet--grouped_images.xlsx", "ClosedXML--UsingRichText.xlsx", "poi--57826.xlsx"),
)


@pytest.mark.long
def test_real_books_with_such_features_look_as_before(tmp_path: Path) -> None:
    before, after = [], []
    for name in REAL:
        source = corpus_file("excel", name)
        before.append(tmp_path / f"before-{name}")
        after.append(tmp_path / f"after-{name}")
        before[-1].write_bytes(source.read_bytes())
        graft(source, sheets(), after[-1])
    made = converted([*before, *after], "pdf", tmp_path, 300)
    for old, new in zip(before, after, strict=True):
        was, now = pages(made[old]), pages(made[new])
        assert len(now) > len(was), old.name
        assert [one == other for one, other in zip(was, now, strict=False)] == [True] * len(was), old.name
