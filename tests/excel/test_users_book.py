from __future__ import annotations

from pathlib import Path

import pytest

from tests.excel import raw
from xlsummary.excel.trees import STRICT, USUAL
from xlsummary.excel.users_book import Sheet, opened
from xlsummary.package import PackageError
from xlsummary.problems import XlsummaryError


def test_the_sheets_of_a_book_in_their_order(tmp_path: Path) -> None:
    with opened(raw.put(tmp_path / "a.xlsx", raw.parts())) as book:
        assert book is not None
        assert book.sheets == (
            Sheet(0, "目标", 3, "rId1", "xl/worksheets/sheet1.xml", "worksheet"),
            Sheet(1, "实绩", 7, "rId2", "xl/worksheets/sheet2.xml", "worksheet"),
        )
        assert book.part_of_kind("sharedStrings") == "xl/sharedStrings.xml"
        assert book.part_of_kind("theme") is None
        assert (book.dialect, book.from_1904, book.is_locked, book.is_signed) == (USUAL, False, False, False)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("<workbookPr ", '<workbookPr date1904="1" ', "from_1904"),
        ("<workbookPr ", '<workbookPr date1904="true" ', "from_1904"),
        ("<bookViews>", '<workbookProtection lockStructure="1"/><bookViews>', "is_locked"),
    ],
)
def test_what_a_workbook_says_of_itself(old: str, new: str, said: str, tmp_path: Path) -> None:
    with opened(raw.put(tmp_path / "a.xlsx", raw.changed(raw.parts(), "xl/workbook.xml", (old, new)))) as book:
        assert getattr(book, said)


def test_a_strict_book(tmp_path: Path) -> None:
    with opened(raw.put(tmp_path / "a.xlsx", raw.strict(raw.parts()))) as book:
        assert book is not None
        assert book.dialect == STRICT
        assert [sheet.part for sheet in book.sheets] == ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"]


def test_what_only_some_sheets_lead_to(tmp_path: Path) -> None:
    """Parts may lead back to each other; what the workbook, another sheet or the package leads to is not theirs alone."""

    def pointing(*targets: str) -> bytes:
        listed = "".join(f'<Relationship Id="r{at}" Type="{raw.OFFICE}/x" Target="{to}"/>' for at, to in enumerate(targets))
        return f'<Relationships xmlns="{raw.PACKAGE}">{listed}</Relationships>'.encode()

    parts = {
        **raw.parts(),
        "xl/worksheets/_rels/sheet1.xml.rels": pointing(
            "../shared.xml", "../Own.xml", "../styles.xml", "../gone.xml", "../picture.png"
        ),
        "xl/worksheets/_rels/sheet2.xml.rels": pointing("/xl/shared.xml"),
        "_rels/.rels": raw.ROOT_RELATIONS.replace(
            "</Relationships>", f'<Relationship Id="t" Type="{raw.OFFICE}/thumbnail" Target="xl/picture.png"/></Relationships>'
        ).encode(),
        "xl/picture.png": b"",
        "xl/shared.xml": b"<a/>",
        "xl/own.xml": b"<a/>",
        "xl/_rels/own.xml.rels": pointing("worksheets/sheet1.xml", "deep.xml", "workbook.xml"),
        "xl/deep.xml": b"<a/>",
    }
    with opened(raw.put(tmp_path / "a.xlsx", parts)) as book:
        assert book is not None
        assert book.only_of(book.sheets[:1]) == {
            "xl/worksheets/sheet1.xml",
            "xl/worksheets/_rels/sheet1.xml.rels",
            "xl/own.xml",
            "xl/_rels/own.xml.rels",
            "xl/deep.xml",
        }


def opened_as(path: Path) -> str:
    """What becomes of a file: 'book', 'other', or the rule it is refused by where the message names the file."""
    try:
        with opened(path) as book:
            return "other" if book is None else "book"
    except XlsummaryError as error:
        names = path.name in error.message.zh and path.name in error.message.en and error.path == str(path)
        return error.rule if names else "-"


def test_files_of_every_kind(tmp_path: Path) -> None:
    broken = raw.parts() | {"xl/workbook.xml": b"<workbook"}
    other_root = raw.changed(raw.parts(), "xl/workbook.xml", (raw.MAIN, "urn:other"))
    listless = {name: content for name, content in raw.parts().items() if name != "[Content_Types].xml"}
    declared = raw.changed(raw.parts(), "xl/workbook.xml", ("<workbook ", "<!DOCTYPE workbook><workbook "))
    deep = raw.parts() | {"xl/workbook.xml": f'<workbook xmlns="{raw.MAIN}">'.encode() + b"<a>" * 999 + b"</a>" * 999}
    binary = raw.renamed(raw.parts(), {"xl/workbook.xml": "xl/workbook.bin"}) | {"xl/workbook.bin": b"\x83\x01\x00"}
    binary = raw.changed(binary, "_rels/.rels", ("workbook.xml", "workbook.bin"))
    kinds = {
        "book": raw.zipped(raw.parts().items()),
        "other": raw.zipped(binary.items()),
        "damaged-book": raw.zipped(broken.items()),
        "unsafe-inside": raw.zipped(declared.items()),
        "empty-file": b"",
        "not-a-workbook": raw.zipped([("word/document.xml", b"<a/>")]),
    }
    more = {
        "damaged-book": (b"PK\x03\x04", raw.zipped(other_root.items()), raw.zipped(listless.items()), raw.zipped(deep.items())),
        "other": (raw.zipped([("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", b"<a/>")]),),
        "not-a-workbook": (b"%PDF-1.7", "期间,目标\n".encode(), bytes(9)),
        "encrypted-book": (b"\xd0\xcf\x11\xe0" + bytes(60) + "EncryptedPackage".encode("utf-16-le"),),
    }
    listed = [*kinds.items(), *((kind, content) for kind, contents in more.items() for content in contents)]
    for number, (kind, content) in enumerate(listed):
        path = tmp_path / f"{number}.xlsx"
        path.write_bytes(content)
        assert (number, opened_as(path)) == (number, kind)
    assert opened_as(tmp_path / "none.xlsx") == "no-such-file"
    assert opened_as(tmp_path) == "not-readable"


def test_the_file_is_let_go_of(tmp_path: Path) -> None:
    path = raw.put(tmp_path / "a.xlsx", raw.parts())
    with opened(path) as book:
        assert book is not None
    with pytest.raises(PackageError):
        book.package.read("xl/workbook.xml")
