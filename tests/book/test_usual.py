"""Books whose parts lie elsewhere, are pointed at in other words or are in other encodings read as any other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.excel import raw
from tests.excel.corpus import BOOKS, corpus_file
from xlsummary.book.source import Opened, open_workbook
from xlsummary.book.usual import as_usual
from xlsummary.package import Package, PackageError
from xlsummary.problems import XlsummaryError

RELATIONS = "xl/_rels/workbook.xml.rels"
Written = Callable[[raw.Parts], raw.Parts]


def book() -> raw.Parts:
    """A book in which the place of each part matters: shared texts, dates by their style, hidden rows, a hidden sheet."""
    parts = raw.changed(raw.parts(), "xl/worksheets/sheet1.xml", ('<row r="3">', '<row r="3" hidden="1">'))
    parts = raw.changed(parts, "xl/workbook.xml", ('name="实绩"', 'name="实绩" state="hidden"'))
    return raw.changed(parts, "xl/workbook.xml", ('codeName="ThisWorkbook"', 'codeName="ThisWorkbook" date1904="1"'))


def opened(parts: raw.Parts, folder: Path) -> Opened:
    return open_workbook(raw.put(folder / "book.xlsx", parts))


def seen(found: Opened) -> tuple[object, ...]:
    grids = [(each.name, each.rows, each.first_row, each.hidden, [*(each.hidden_rows or ())]) for each in found.grids]
    return (grids, found.from_1904, found.format, found.ours)


def test_the_plain_book_is_left_as_it_is(tmp_path: Path) -> None:
    found = opened(book(), tmp_path)
    assert found.from_1904
    assert [(grid.name, grid.hidden, [*(grid.hidden_rows or ())]) for grid in found.grids] == [
        ("目标", False, [3]),
        ("实绩", True, []),
    ]
    assert found.grids[0].rows[:2] == [["期间", "目标值", "粗细"], [date(2030, 1, 2), 1200.0, 2400.0]]
    assert as_usual(Package((tmp_path / "book.xlsx").read_bytes())) is None


def pointed(old: str, new: str, part: str = RELATIONS) -> Written:
    return lambda parts: raw.changed(parts, part, (old, new))


def moved(old: str, new: str, target: str, part: str = RELATIONS) -> Written:
    """A part under another name, with what points at it."""
    return lambda parts: raw.changed(raw.renamed(parts, {old: new}), part, (f'Target="{old.removeprefix("xl/")}"', target))


def elsewhere(folder: str, name: str) -> Written:
    """The whole book in another folder, its workbook part under another name."""

    def written(parts: raw.Parts) -> raw.Parts:
        names = {each: each.replace("xl/", folder) for each in parts}
        names |= {"xl/workbook.xml": f"{folder}{name}", RELATIONS: f"{folder}_rels/{name}.rels"}
        made = raw.changed(raw.renamed(parts, names), "_rels/.rels", ("xl/workbook.xml", f"{folder}{name}"))
        return raw.changed(made, "[Content_Types].xml", ("/xl/workbook.xml", f"/{folder}{name}"))

    return written


def encoded(name: str, *parts: str) -> Written:
    """Some parts, or all, in another encoding, as their declarations say."""

    def written(book: raw.Parts) -> raw.Parts:
        told = "UTF-16" if "utf-16" in name else name
        texts = {each: book[each].decode().replace('encoding="UTF-8"', f'encoding="{told}"') for each in parts or book}
        return {**book, **{each: text.encode(name) for each, text in texts.items()}}

    return written


WRITTEN: dict[str, Written] = {
    "a dot": pointed('"worksheets/sheet1', '"./worksheets/sheet1'),
    "two dots": pointed('"worksheets/sheet1', '"../xl/worksheets/sheet1'),
    "dots between": pointed("worksheets/sheet1", "worksheets/../worksheets/sheet1"),
    "an absolute target": pointed('"worksheets/sheet1', '"/xl/worksheets/sheet1'),
    "an absolute target with dots": pointed('"worksheets/sheet1', '"/xl/./worksheets/sheet1'),
    "a double slash": pointed("worksheets/sheet1", "worksheets//sheet1"),
    "a backslash": pointed("worksheets/sheet1", "worksheets\\sheet1"),
    "another case": pointed("worksheets/sheet1", "Worksheets/Sheet1"),
    "a percent sign": pointed("worksheets/sheet1", "worksheets/%73heet1"),
    "a space as %20": moved("xl/worksheets/sheet1.xml", "xl/worksheets/sheet 1.xml", 'Target="worksheets/sheet%201.xml"'),
    "%20 in the name": moved("xl/worksheets/sheet1.xml", "xl/worksheets/sheet%201.xml", 'Target="worksheets/sheet%201.xml"'),
    "a space for %20": moved("xl/worksheets/sheet1.xml", "xl/worksheets/sheet%201.xml", 'Target="worksheets/sheet 1.xml"'),
    "a Chinese name": moved("xl/worksheets/sheet1.xml", "xl/worksheets/表1.xml", 'Target="worksheets/%E8%A1%A81.xml"'),
    "a sheet elsewhere": moved("xl/worksheets/sheet1.xml", "sheets/1.xml", 'Target="/sheets/1.xml"'),
    "texts elsewhere": moved("xl/sharedStrings.xml", "xl/texts.xml", 'Target="texts.xml"'),
    "styles elsewhere": moved("xl/styles.xml", "xl/looks.xml", 'Target="looks.xml"'),
    "a numbered workbook": elsewhere("xl/", "workbook2.xml"),
    "a workbook with a space": elsewhere("xl/", "work book.xml"),
    "all elsewhere": elsewhere("buch/", "mappe.xml"),
    "no folder": elsewhere("", "workbook.xml"),
    "everything in UTF-16": encoded("utf-16"),
    "a sheet in UTF-16": encoded("utf-16", "xl/worksheets/sheet1.xml"),
    "texts in UTF-16": encoded("utf-16", "xl/sharedStrings.xml"),
    "styles in UTF-16": encoded("utf-16", "xl/styles.xml"),
    "relations in UTF-16": encoded("utf-16", "_rels/.rels", RELATIONS),
    "UTF-16 without a mark": encoded("utf-16-le", "xl/worksheets/sheet1.xml", "xl/workbook.xml"),
    "a mark before UTF-8": encoded("utf-8-sig"),
    "GBK": encoded("gbk", "xl/workbook.xml", "xl/sharedStrings.xml"),
    "Strict": raw.strict,
}


@pytest.mark.parametrize("name", WRITTEN)
def test_what_is_written_otherwise_reads_the_same(name: str, tmp_path: Path) -> None:
    assert seen(opened(WRITTEN[name](book()), tmp_path)) == seen(opened(book(), tmp_path))


def test_all_at_once(tmp_path: Path) -> None:
    parts = encoded("utf-16")(elsewhere("我的 册/", "工作 簿.xml")(book()))
    assert seen(opened(parts, tmp_path)) == seen(opened(book(), tmp_path))


def test_a_part_that_is_not_in_the_encoding_it_claims_is_damage_and_no_blank_sheet(tmp_path: Path) -> None:
    wrong = encoded("utf-16", "xl/worksheets/sheet1.xml")(book())
    wrong["xl/worksheets/sheet1.xml"] += b"x"
    with pytest.raises(XlsummaryError) as error:
        opened(wrong, tmp_path)
    assert error.value.rule == "damaged-book"


NEED = {"PhpSpreadsheet--rootZipFiles.xlsx", "calamine--minimal_package.xlsx"}


def test_of_the_real_books_two_are_put_so_and_they_read_as_they_did(tmp_path: Path) -> None:
    """Both have their workbook in no folder, which the library makes out by itself."""
    corpus_file("excel")
    found = {path.name: usual for path in BOOKS if (usual := usually(path)) is not None}
    assert set(found) == NEED
    for name, usual in found.items():
        (tmp_path / name).write_bytes(usual)
        assert usually(tmp_path / name) is None
        assert seen(open_workbook(tmp_path / name)) == seen(open_workbook(corpus_file("excel", name)))


def usually(path: Path) -> bytes | None:
    try:
        return as_usual(Package(path))
    except PackageError:
        return None
