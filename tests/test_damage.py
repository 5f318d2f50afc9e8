"""Damaged books of a seeded generator, and kinds of damage that once took the whole program down."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.book.limited import in_limits
from tests.book.rawly import HEAD, number, sale, with_rows
from tests.damage import BYTES, PARTS, damaged, read_all, sources
from xlsummary.book.read import read_book
from xlsummary.package import packed, unpacked

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the limits of a process are set by means of Unix")


def test_each_of_300_damaged_books_gives_a_book_or_one_clear_message(tmp_path: Path) -> None:
    files = damaged(300, 20260331, sources())
    wrong, kinds = [], set[str]()
    for file, gave in read_all(files, tmp_path):
        kinds.add(file.damage)
        if gave["gave"] == "message":
            texts = [gave[lang].partition("\n") for lang in ("zh", "en")]
            assert all(file.name in message and hint for message, _, hint in texts)
        elif gave["gave"] != "book":
            wrong.append((file.name, file.source, gave["gave"]))
    assert wrong == []
    assert kinds == {*BYTES, *PARTS}


def test_the_same_seed_damages_alike() -> None:
    books = sources(corpus=False)
    once, again, other = ([*damaged(40, seed, books)] for seed in (1, 1, 2))
    assert once == again
    assert once != other


@pytest.mark.parametrize("count", ["4294967296", "99999999999999999999"])
def test_a_list_of_texts_that_claims_to_be_huge_is_read_for_what_it_is(count: str, tmp_path: Path) -> None:
    path = with_rows(tmp_path, HEAD + sale(2, '<c r="C2" t="s"><v>0</v></c>'))
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    texts = f'<sst xmlns="{main}" count="1" uniqueCount="{count}"><si><t>12</t></si></sst>'
    path.write_bytes(packed({**unpacked(path.read_bytes()), "xl/sharedStrings.xml": texts.encode()}))
    assert in_limits(path) == {"gave": "book"}
    assert read_book(path).book.actuals.fen("sales", 0) == 1200


def test_an_old_book_whose_sectors_run_in_a_circle_is_refused(tmp_path: Path) -> None:
    size, end, free = 512, 0xFFFFFFFE, 0xFFFFFFFF
    numbers = [end, 0, 0x1000, end, 0, end, 0, 0] + [free] * 108
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + b"\x3e\0\3\0\xfe\xff\x09\0\x06\0" + bytes(10)
    head += b"".join(each.to_bytes(4, "little") for each in [1, 1, *numbers])
    table = [0xFFFFFFFD, 2, 3, 2] + [free] * 124
    name = "Workbook".encode("utf-16-le")
    body = b"".join(each.to_bytes(4, "little") for each in table) + name.ljust(3 * size, b"\0")
    path = tmp_path / "book.xls"
    path.write_bytes(head[:size].ljust(size, b"\0") + body)
    gave = in_limits(path)
    assert (gave["gave"], gave["rule"]) == ("message", "damaged-book")


def test_many_cells_that_do_not_say_where_they_stand_are_refused_where_they_could_not_be_held(tmp_path: Path) -> None:
    row = "<row>" + "<c/>" * 16_000 + "<c><v>1</v></c></row>"
    path = with_rows(tmp_path, HEAD + row + f'<row r="1048576">{number("A1048576", "1")}</row>')
    gave = in_limits(path)
    assert (gave["gave"], gave["rule"]) == ("message", "too-large-inside")


def test_a_large_sheet_without_places_is_measured_in_little_time(tmp_path: Path) -> None:
    row = "<row>" + "<c><v>1</v></c>" * 20 + "</row>"
    assert in_limits(with_rows(tmp_path, HEAD + row * 9000)) == {"gave": "book"}
