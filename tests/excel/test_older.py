"""Which sheet is ours, and what stands at the heads of sheets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from tests.excel import raw
from tests.excel.layouts import PLANNING, RECORD, planning
from xlsummary.excel.heads import Head, heads
from xlsummary.excel.older import older_sheets
from xlsummary.excel.users_book import opened
from xlsummary.sheets.layout import LayoutCell, LayoutRow, Style

HERE, THERE = "book:0123456789ab", "book:ba9876543210"


def texts(*rows: tuple[str, ...]) -> str:
    """Rows of a worksheet with their texts in the cells."""
    made = (
        "".join(f'<c r="{"ABC"[at]}{number}" t="inlineStr"><is><t>{text}</t></is></c>' for at, text in enumerate(row))
        for number, row in enumerate(rows, 1)
    )
    return "".join(f'<row r="{number}">{cells}</row>' for number, cells in enumerate(made, 1))


def record(**titles: str) -> str:
    """A record's rows; titles by the last word of their markers."""
    sheets = tuple(("sheet", f"_xlsummary_{word}", title) for word, title in titles.items())
    return texts(("version", "1"), ("book", HERE.removeprefix("book:")), ("place", ""), *sheets, ("block", "sales", "rep:A"))


def with_sheets(path: Path, sheets: Mapping[str, tuple[str, str]]) -> Path:
    """A book of sheets by name, each with the marker it carries ('' for none) and its rows."""
    names = "".join(
        f'<definedName name="{marker}" localSheetId="{place}" hidden="1">"x"</definedName>'
        for place, (marker, _) in enumerate(sheets.values())
        if marker
    )
    listed = "".join(f'<sheet name="{name}" sheetId="{at}" r:id="r{at}"/>' for at, name in enumerate(sheets, 1))
    targets = "".join(
        f'<Relationship Id="r{at}" Type="{raw.OFFICE}/worksheet" Target="worksheets/s{at}.xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    spaces = f'xmlns="{raw.MAIN}" xmlns:r="{raw.OFFICE}"'
    parts = {
        "[Content_Types].xml": raw.TYPES,
        "_rels/.rels": raw.ROOT_RELATIONS,
        "xl/workbook.xml": f"<workbook {spaces}><sheets>{listed}</sheets><definedNames>{names}</definedNames></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{raw.PACKAGE}">{targets}</Relationships>',
        **{f"xl/worksheets/s{at}.xml": raw.sheet(rows) for at, (_, rows) in enumerate(sheets.values(), 1)},
    }
    return raw.put(path, {name: text.encode() for name, text in parts.items()})


def found(path: Path, origin: str = "") -> str:
    """The name of the sheet that the planning layout replaces, '' for none; `origin` is what the layout says of its book."""
    layout = planning()
    if origin:
        layout = replace(layout, rows=(LayoutRow((LayoutCell(origin, style=Style.KEY),)), *layout.rows))
    with opened(path) as book:
        assert book is not None
        older = older_sheets(book, [layout]).get(PLANNING)
    return "" if older is None else older.sheet.name


OURS, COPY, FOREIGN = texts((HERE,)), texts((HERE,)), texts((THERE,))


@pytest.mark.parametrize(
    ("sheets", "expected"),
    [
        ({"目标": ("", "")}, ""),
        ({"计划分解": ("", OURS)}, ""),
        ({"随便": (PLANNING, OURS)}, "随便"),
        ({"随便": (PLANNING.upper(), OURS)}, "随便"),
        ({"副本": (PLANNING, COPY), "我的": (PLANNING, OURS), "R": (RECORD, record(planning="我的"))}, "我的"),
        ({"计划分解": (PLANNING, COPY), "我的": (PLANNING, OURS), "R": (RECORD, record(planning="我的"))}, "我的"),
        ({"副本": (PLANNING, COPY), "计划分解": (PLANNING, OURS)}, "计划分解"),
        ({"计划分解(2)": (PLANNING, COPY), "计划分解": (PLANNING, OURS)}, "计划分解"),
        ({"新名": (PLANNING, OURS), "R": (RECORD, record(planning="旧名"))}, "新名"),
        ({"计划分解 (2)": (PLANNING, COPY), "R": (RECORD, record(planning="计划分解"))}, ""),
        ({"计划分解(2)": (PLANNING, OURS), "R": (RECORD, record(planning="计划分解(2)"))}, "计划分解(2)"),
        ({"去年": (PLANNING, FOREIGN), "R": (RECORD, record(planning="计划分解"))}, ""),
        ({"去年": (PLANNING, FOREIGN), "改名": (PLANNING, OURS), "R": (RECORD, record(planning="计划分解"))}, "改名"),
        ({"计划分解": (PLANNING, texts(("标题",))), "R": (RECORD, record(planning="计划分解"))}, "计划分解"),
    ],
    ids=[
        "no marker",
        "our name without the marker",
        "the marker alone",
        "the marker in capitals",
        "the name in the record",
        "the name in the record, not the usual one",
        "the usual name where there is no record",
        "the shortest such name",
        "renamed",
        "only a copy left",
        "ours numbered",
        "brought in from another book",
        "brought in beside ours renamed",
        "of a time when it did not say its book",
    ],
)
def test_which_sheet_is_ours(sheets: Mapping[str, tuple[str, str]], expected: str, tmp_path: Path) -> None:
    assert found(with_sheets(tmp_path / "a.xlsx", sheets)) == expected


@pytest.mark.parametrize(("origin", "expected"), [(HERE, "去年"), (THERE, ""), ("", "去年")])
def test_without_a_record_the_new_sheet_tells_whose_book_it_is(origin: str, expected: str, tmp_path: Path) -> None:
    assert found(with_sheets(tmp_path / "a.xlsx", {"去年": (PLANNING, OURS)}), origin) == expected


def heads_of(path: Path, rows: int) -> tuple[Head, Head]:
    with opened(path) as book:
        assert book is not None
        first, second = (sheet.part for sheet in book.sheets)
        read = heads(book, {first: rows, second: rows})
        return read[first], read[second]


def test_texts_of_a_head_shared_and_in_cells_rich_and_spoken(tmp_path: Path) -> None:
    cells = (
        '<row r="1"><c r="A1" t="s"><v>2</v></c><c r="B1" t="inlineStr"><is><r><t>粗</t></r> <r><t>细</t></r>'
        '<rPh sb="0" eb="1"><t>cu</t></rPh></is></c><c r="C1"><f>1+1</f><v>2</v></c><c r="D1" s="1"/></row>'
        '<row r="3"><c r="A3" t="str"><f>"a"</f><v>a</v></c></row>'
    )
    parts = raw.parts() | {"xl/worksheets/sheet1.xml": raw.sheet(cells).encode()}
    parts = raw.changed(parts, "xl/sharedStrings.xml", ("<t>细</t></r>", '<t>细</t></r><rPh sb="0" eb="1"><t>cuxi</t></rPh>'))
    first, second = heads_of(raw.put(tmp_path / "a.xlsx", parts), 9)
    assert first == Head((["粗细", "粗细", "2"], ["a"]), is_selected=False)
    assert second.rows[0] == ["期间", "目标值", "粗细"]
    assert second.is_selected


def test_a_head_is_read_no_further_than_it_is_asked_for(tmp_path: Path) -> None:
    rows = texts(("一",), ("二",), ("三",)).replace("三", "</broken>")
    first, _ = heads_of(raw.put(tmp_path / "a.xlsx", raw.parts() | {"xl/worksheets/sheet1.xml": raw.sheet(rows).encode()}), 1)
    assert first.rows == (["一"],)


def test_a_shared_text_that_is_not_there_is_none(tmp_path: Path) -> None:
    parts = raw.changed(raw.parts(), "xl/worksheets/sheet1.xml", ("<v>0</v>", "<v>999</v>"))
    assert heads_of(raw.put(tmp_path / "a.xlsx", parts), 1)[0].rows == (["", "目标值", "粗细"],)
