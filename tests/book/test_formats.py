"""What a file really is: told by its content, read where it can be, refused by its own words where not."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from xlsummary import assets
from xlsummary.book.formats import Format, format_of
from xlsummary.book.read import read_book
from xlsummary.book.source import open_workbook
from xlsummary.model import Lang
from xlsummary.problems import XlsummaryError

BOOK = assets.workbook("first-3-totals.zh.xlsx")
CORPUS = Path(__file__).parents[3] / "shared" / "corpus"


def refused(folder: Path, content: bytes, name: str = "book.xlsx") -> XlsummaryError:
    path = folder / name
    path.write_bytes(content)
    with pytest.raises(XlsummaryError) as caught:
        read_book(path)
    assert caught.value.path == str(path)
    assert all(path.name in caught.value.message[lang] and caught.value.hint[lang] for lang in Lang)
    return caught.value


def zipped(*names: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return content.getvalue()


def from_corpus(path: str) -> Path:
    if not CORPUS.is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"{CORPUS} is not there")
        pytest.skip("the corpus of real workbooks is not beside this checkout")
    return CORPUS / path


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"<html><head><title>x</title></head><body><table><tr><td>1</td></tr></table></body></html>", "网页"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html><html></html>", "网页"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=gb2312"><table></table>', "网页"),
        ("<html>销售</html>".encode("utf-16"), "网页"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "MHT"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>', "Excel 2003"),
        ("日期,销售额\n2026-01-05,1\n".encode(), "CSV"),
        ("日期\t销售额\n2026-01-05\t1\n".encode("gb18030"), "CSV"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "图片"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "图片"),
        (b"Rar!\x1a\x07", "压缩包"),
        (zipped("目标.xlsx", "readme.txt"), "压缩包"),
        (zipped("[Content_Types].xml", "word/document.xml"), "Word"),
        (zipped("[Content_Types].xml", "ppt/presentation.xml"), "PowerPoint"),
        (b"\x09\x00\x04\x00\x02\x00\x10\x00", "Excel 97 以前"),
    ],
)
@pytest.mark.parametrize("name", ["book.xlsx", "book.xls"])
def test_another_kind_of_file_is_refused_by_what_it_is(content: bytes, word: str, name: str, tmp_path: Path) -> None:
    error = refused(tmp_path, content, name)
    assert error.rule == "not-a-workbook"
    assert word in error.message.zh


def test_what_nothing_is_known_of_is_no_workbook(tmp_path: Path) -> None:
    assert refused(tmp_path, bytes(range(256))).rule == "not-a-workbook"


def test_an_empty_file_is_told(tmp_path: Path) -> None:
    assert refused(tmp_path, b"").rule == "empty-file"


@pytest.mark.parametrize("length", [100, 1000, 9000])
def test_a_workbook_cut_short_is_damaged(length: int, tmp_path: Path) -> None:
    assert refused(tmp_path, BOOK.read_bytes()[:length]).rule == "damaged-book"


def test_a_workbook_without_a_sheet_inside_is_damaged(tmp_path: Path) -> None:
    assert refused(tmp_path, zipped("[Content_Types].xml", "xl/workbook.xml")).rule == "damaged-book"


def test_the_file_excel_leaves_beside_an_open_book_is_told_apart(tmp_path: Path) -> None:
    error = refused(tmp_path, b"\x05admin" + b" " * 159, "~$book.xlsx")
    assert "临时文件" in error.message.zh


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(XlsummaryError) as caught:
        read_book(tmp_path / "book.xlsx")
    assert caught.value.rule == "no-such-file"


@pytest.mark.parametrize(
    "name",
    [
        "broken/poi--protect.xlsx",
        "other/calamine--pass_protected.xlsb",
        "other/calamine--pass_protected.ods",
        "other/poi--51832.xls",
    ],
)
@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".ods"])
def test_a_password_is_told_whatever_the_name(name: str, suffix: str, tmp_path: Path) -> None:
    assert refused(tmp_path, from_corpus(name).read_bytes(), f"book{suffix}").rule == "encrypted-book"


def test_a_book_encrypted_for_certain_people_asks_for_no_password(tmp_path: Path) -> None:
    streams = "\0".join(("EncryptedPackage", "DRMEncryptedDataSpace", "DRMEncryptedTransform")).encode("utf-16-le")
    error = refused(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + streams, "book.xlsx")
    assert error.rule == "encrypted-book"
    assert "权限" in error.message.zh
    assert "password" not in error.message.en + error.hint.en


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("other/poi--empty.xls", Format.XLS),
        ("other/poi--SimpleWithFormula.xls", Format.XLS),
        ("other/calamine--date.xlsb", Format.XLSB),
        ("other/calamine--special_cells.ods", Format.ODS),
        ("excel/ClosedXML--BasicTable.xlsx", Format.XLSX),
    ],
)
@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".xlsb", ".ods", ".csv"])
def test_every_format_is_read_under_every_name(name: str, found: Format, suffix: str, tmp_path: Path) -> None:
    real = from_corpus(name)
    path = shutil.copyfile(real, tmp_path / f"book{suffix}")
    opened = open_workbook(path)
    assert opened.format is format_of(real.read_bytes()) is found
    assert [grid.rows for grid in opened.grids] == [grid.rows for grid in open_workbook(real).grids]


def test_a_name_that_does_not_fit_is_a_note(tmp_path: Path) -> None:
    path = shutil.copyfile(BOOK, tmp_path / "book.xls")
    problems = [each for each in read_book(path).problems if each.rule.id == "other-format"]
    assert [each.message(Lang.ZH) for each in problems] == [
        "文件名的后缀是 .xls，内容其实是 Excel 工作簿（.xlsx），已按内容读取"
    ]


@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_our_template_saved_in_another_format_reads_the_same(ending: str, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        if os.environ.get("CI"):
            pytest.fail("LibreOffice is not there")
        pytest.skip("LibreOffice is not there")
    copy = shutil.copyfile(BOOK, tmp_path / "book.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(  # noqa: S603 - the program found above
        [office, profile, "--headless", "--convert-to", ending, "--outdir", str(tmp_path), str(copy)],
        check=True,
        capture_output=True,
        timeout=180,
    )
    there, here = read_book(tmp_path / f"book.{ending}").book, read_book(copy).book
    assert there.targets == here.targets
    assert there.actuals == here.actuals
    assert there.controls == here.controls
