"""Pitfalls of what is in a book: names, numbers, places, dates, texts and styles."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.excel import raw
from tests.excel.grafting import sound
from tests.excel.layouts import DAY, planning, sheets
from tests.excel.packages import Book, elements, local
from tests.excel.shown import TITLES, named, shows_ours
from xlsummary.excel.graft import grafted


def styles_of(content: bytes) -> dict[str, int]:
    """How many of each kind of style a book has."""
    book = Book(content)
    part = book.part_of("styles")
    assert part is not None
    return {local(each): len(elements(each)) for each in book.tree(part)}


def test_names_of_single_sheets_keep_theirs(tmp_path: Path) -> None:
    made = sound(raw.put(tmp_path / "a.xlsx", raw.parts()))
    opened = load_workbook(io.BytesIO(made.content()))
    assert opened["实绩"].print_area == "'实绩'!$A$1:$C$3"
    assert opened["计划分解"].print_area == "'计划分解'!$A$1:$B$7"
    assert opened.defined_names["税率"].value == "0.13"


def test_a_book_without_names_gets_them_where_they_belong(tmp_path: Path) -> None:
    names = re.search(r" <definedNames>.*</definedNames>\n", raw.WORKBOOK)
    assert names is not None
    book = raw.changed(raw.parts(), "xl/workbook.xml", (names[0], "<externalReferences/>"))
    made = sound(raw.put(tmp_path / "a.xlsx", book))
    written = Book(made.content())
    order = [local(each) for each in elements(written.tree(written.workbook))]
    assert order[order.index("sheets") :][:4] == ["sheets", "externalReferences", "definedNames", "calcPr"]


def test_the_open_sheet_stays_open_and_only_it(tmp_path: Path) -> None:
    made = sound(raw.put(tmp_path / "a.xlsx", raw.parts()))
    opened = load_workbook(io.BytesIO(made.content()))
    assert opened.active is not None
    assert opened.active.title == "实绩"
    assert [sheet.title for sheet in opened.worksheets if sheet.sheet_view.tabSelected] == ["实绩"]


@pytest.mark.parametrize("attribute", ["", 'activeTab="0"', 'activeTab="99"'])
def test_whatever_tab_is_said_to_be_open_is_left(attribute: str, tmp_path: Path) -> None:
    made = sound(raw.put(tmp_path / "a.xlsx", raw.changed(raw.parts(), "xl/workbook.xml", ('activeTab="1"', attribute))))
    written = Book(made.content())
    assert attribute.encode() in written.read(written.workbook)


def test_sheet_ids_and_relation_ids_that_are_nearly_used_up(tmp_path: Path) -> None:
    book = raw.changed(
        raw.parts(), "xl/workbook.xml", ('sheetId="7"', 'sheetId="65534"'), ('r:id="rId2"', 'r:id="rIdXlsummary1"')
    )
    book = raw.changed(book, "xl/_rels/workbook.xml.rels", ('Id="rId2"', 'Id="rIdXlsummary1"'), ('Id="rId5"', 'Id="rId6"'))
    assert named(sound(raw.put(tmp_path / "a.xlsx", book)).content()) == TITLES


def test_new_formulas_leave_the_calculation_chain_alone(tmp_path: Path) -> None:
    made = sound(raw.put(tmp_path / "a.xlsx", raw.parts()))
    assert Book(made.content()).read("xl/calcchain.xml") == raw.CHAIN.encode()


def calculated(path: Path, chain: Callable[[str, str], str]) -> Path:
    """Our output with a calculation chain as another program saves it, given the ids of a sheet of ours and of the user's."""
    made = grafted(path, sheets()).content()
    book = Book(made)
    text = chain(book.sheet("计划分解").id, book.sheet("目标").id)
    entries = {entry.name: book.read(entry.key) for entry in book.entries}
    path.write_bytes(
        raw.zipped({**entries, "xl/calcChain.xml": f'<calcChain xmlns="{raw.MAIN}">{text}</calcChain>'.encode()}.items())
    )
    return path


def test_entries_of_our_older_sheet_leave_the_chain_and_the_others_keep_their_sheet(tmp_path: Path) -> None:
    """An entry without a sheet has the one before's, so one whose fore-runner goes must be told its own."""
    path = calculated(
        raw.put(tmp_path / "a.xlsx", raw.parts()),
        lambda ours, user: f'<c r="C2" i="{user}"/><c r="B5" i="{ours}"/><c r="B4"/><c r="C3" i="{user}" l="1"/><c r="C9"/>',
    )
    made = sound(path, older=TITLES[2:])
    book = Book(made.content())
    chain = [(each.get("r"), each.get("i")) for each in book.tree("xl/calcchain.xml")]
    assert [address for address, _ in chain] == ["C2", "C3", "C9"]
    assert chain[0][1] == chain[1][1] == book.sheet("目标").id


def test_a_chain_of_our_older_sheet_alone_goes_altogether(tmp_path: Path) -> None:
    """Excel repairs a book with an empty chain."""
    path = calculated(raw.put(tmp_path / "a.xlsx", raw.parts()), lambda ours, _: f'<c r="B5" i="{ours}"/><c r="B4"/>')
    book = Book(sound(path, older=TITLES[2:]).content())
    assert "xl/calcchain.xml" not in book.by_key
    assert b"calcChain" not in book.read("[content_types].xml") + book.read("xl/_rels/workbook.xml.rels")


def test_ids_and_names_of_tables_are_the_users(tmp_path: Path) -> None:
    table = (
        f'<table xmlns="{raw.MAIN}" id="1" name="_xlsummary_planning1" displayName="_xlsummary_planning1" ref="A1:B2">'
        '<tableColumns count="2"><tableColumn id="1" name="期间"/><tableColumn id="2" name="目标值"/></tableColumns></table>'
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"
    book = raw.changed(
        raw.parts(),
        "[Content_Types].xml",
        ("</Types>", f'<Override PartName="/xl/tables/table1.xml" ContentType="{kind}"/></Types>'),
    )
    rest = '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>'
    relations = (
        f'<Relationships xmlns="{raw.PACKAGE}"><Relationship Id="rId1" Type="{raw.OFFICE}/table"'
        ' Target="../tables/table1.xml"/></Relationships>'
    )
    book |= {
        "xl/worksheets/sheet1.xml": raw.sheet(raw.ROWS, rest=rest).encode(),
        "xl/worksheets/_rels/sheet1.xml.rels": relations.encode(),
        "xl/tables/table1.xml": table.encode(),
    }
    made = sound(raw.put(tmp_path / "a.xlsx", book))
    assert list(load_workbook(io.BytesIO(made.content()))["目标"].tables) == ["_xlsummary_planning1"]


def test_part_names_that_are_taken(tmp_path: Path) -> None:
    """The user's own parts have the names ours would have, in another case too."""
    names = [entry.name for entry in Book(grafted(raw.put(tmp_path / "a.xlsx", raw.parts()), sheets()).content()).entries]
    taken = [name for name in names if name not in raw.parts()]
    assert taken
    book = {**raw.parts(), **{name.upper(): b"<theirs/>" for name in taken}}
    made = sound(raw.put(tmp_path / "b.xlsx", book))
    assert shows_ours(made.content())
    assert all(Book(made.content()).read(name.lower()) == b"<theirs/>" for name in taken)


def test_dates_in_a_book_that_counts_from_1904(tmp_path: Path) -> None:
    book = raw.changed(raw.parts(), "xl/workbook.xml", ('codeName="ThisWorkbook"', 'date1904="1" codeName="ThisWorkbook"'))
    made = sound(raw.put(tmp_path / "a.xlsx", book))
    assert shows_ours(made.content())
    assert load_workbook(io.BytesIO(made.content()))["计划分解"]["A6"].value == datetime(2026, 2, 3)  # noqa: DTZ001 (as Excel has it)
    cells = {each.get("r"): each for each in Book(made.content()).tree(Book(made.content()).sheet("计划分解").part).iter()}
    assert [each.text for each in cells["A6"]] == [str((DAY - date(1904, 1, 1)).days)]


def test_our_texts_are_in_their_cells_so_that_the_users_shared_ones_stay(tmp_path: Path) -> None:
    made = sound(raw.put(tmp_path / "a.xlsx", raw.parts()))
    book = Book(made.content())
    assert book.read("xl/sharedstrings.xml") == raw.SHARED.encode()
    kinds = {each.get("t", "n") for each in book.tree(book.sheet("计划分解").part).iter() if local(each) == "c"}
    assert kinds == {"inlineStr", "n"}


def test_a_book_without_shared_texts_gets_none(tmp_path: Path) -> None:
    relation = f'<Relationship Id="rId4" Type="{raw.OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    book = raw.changed(raw.parts(), "xl/_rels/workbook.xml.rels", (relation, ""))
    book = {name: content for name, content in book.items() if name != "xl/sharedStrings.xml"}
    rows = '<row r="1"><c r="A1" s="2"><v>7</v></c></row>'
    book |= {f"xl/worksheets/sheet{number}.xml": raw.sheet(rows).encode() for number in (1, 2)}
    made = sound(raw.put(tmp_path / "a.xlsx", book))
    assert "xl/sharedstrings.xml" not in Book(made.content()).by_key
    assert shows_ours(made.content())


def test_our_cells_do_not_take_the_users_first_style(tmp_path: Path) -> None:
    """The user's ordinary cells are red Papyrus on yellow, in 万."""
    opened = load_workbook(io.BytesIO(sound(raw.put(tmp_path / "a.xlsx", raw.parts())).content()))
    assert opened["目标"]["F9"].font.name == "Papyrus"
    for sheet in (opened["计划分解"], opened["问题"], opened["_xlsummary"]):
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            assert (cell.font.name, cell.fill.fgColor.rgb) != ("Papyrus", "FFFFFF00"), cell
            assert "万" not in cell.number_format or cell.coordinate == "B4"
    assert opened["计划分解"]["B3"].number_format == "#,##0"
    assert opened["计划分解"]["B4"].number_format == '0.00"万"'


def test_a_second_run_adds_no_styles(tmp_path: Path) -> None:
    path = raw.put(tmp_path / "a.xlsx", raw.parts())
    first = sound(path).content()
    path.write_bytes(first)
    second = sound(path, [planning(total=900), *sheets()[1:]], older=TITLES[2:]).content()
    assert styles_of(second) == styles_of(first)
    one, other = Book(first), Book(second)
    assert [entry.name for entry in one.entries] == [entry.name for entry in other.entries]
    differing = {part for part in one.by_key if one.read(part) != other.read(part)}
    assert differing
    assert all("_xlsummary_planning" in part for part in differing)


def test_alternate_content_among_styles_counts_as_one(tmp_path: Path) -> None:
    """Excel takes one of the two, so every later style has the number of its place among the children."""
    space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    font, style = '<font><sz val="12"/></font>', '<xf numFmtId="9" fontId="0" fillId="0" borderId="0" xfId="0"/>'

    def either(element: str) -> str:
        choices = f'<mc:Choice Requires="x">{element}</mc:Choice><mc:Fallback>{element}</mc:Fallback>'
        return f"<mc:AlternateContent {space}>{choices}</mc:AlternateContent>"

    book = raw.changed(
        raw.parts(),
        "xl/styles.xml",
        ('<fonts count="2">', f'<fonts count="3">{either(font)}'),
        ('<cellXfs count="3">', f'<cellXfs count="4">{either(style)}'),
    )
    path = raw.put(tmp_path / "a.xlsx", book)
    made = sound(path)
    written = Book(made.content())
    root = written.tree("xl/styles.xml")
    cells = next(each for each in root if local(each) == "cellXfs")
    fonts = next(each for each in root if local(each) == "fonts")
    sheet = written.tree(written.sheet("计划分解").part)
    title = next(each for each in sheet.iter() if each.get("r") == "A1" and local(each) == "c")
    font_of_title = elements(fonts)[int(elements(cells)[int(title.get("s", ""))].get("fontId", ""))]
    assert [(local(each), each.get("val")) for each in font_of_title if local(each) in {"b", "sz"}] == [
        ("b", "1"),
        ("sz", "16"),
    ]
