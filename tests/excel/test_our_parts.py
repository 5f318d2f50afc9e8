"""The parts of our sheets as parts of the user's book."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.excel import raw
from tests.excel.layouts import PLANNING, sheets
from xlsummary.excel.author import authored
from xlsummary.excel.our_parts import Authored, Namer, OurPart
from xlsummary.excel.style_merge import Styles, new_stylesheet
from xlsummary.excel.trees import STRICT, USUAL, Dialect, elements, parsed

TITLES = {layout.marker: layout.title for layout in sheets()}


def parts_of(
    entries: Mapping[str, bytes], place: int = 0, dialect: Dialect = USUAL, *, is_selected: bool = False
) -> tuple[OurPart, ...]:
    package = Authored(entries)
    styles = Styles(new_stylesheet(dialect), package.styles)
    return package.parts(package.sheets[place], PLANNING, Namer("xl", ()), styles, dialect, is_selected=is_selected)


@pytest.fixture(scope="module")
def entries() -> Mapping[str, bytes]:
    return authored(sheets(), TITLES)


def test_a_sheet_brings_along_what_it_leads_to_each_with_its_type(entries: Mapping[str, bytes]) -> None:
    parts = parts_of(entries)
    assert [part.name for part in parts] == [
        "xl/worksheets/_xlsummary_planning.xml",
        "xl/worksheets/_rels/_xlsummary_planning.xml.rels",
        "xl/drawings/_xlsummary_planning.xml",
        "xl/drawings/_rels/_xlsummary_planning.xml.rels",
        "xl/charts/_xlsummary_planning.xml",
    ]
    assert [part.type.rpartition(".")[2] for part in parts] == ["worksheet+xml", "", "drawing+xml", "", "chart+xml"]
    for part, target in ((parts[1], parts[2]), (parts[3], parts[4])):
        assert [each.get("Target") for each in parsed(part.content)] == [f"/{target.name}"]
    assert len(parts_of(entries, 1)) == 1


def test_names_go_with_their_sheet(entries: Mapping[str, bytes]) -> None:
    names = [{each.get("name") for each in sheet.names} for sheet in Authored(entries).sheets]
    assert names == [
        {PLANNING, "_xlnm.Print_Area", "_xlnm.Print_Titles"},
        {"_xlsummary_problems"},
        {"_xlsummary_record"},
    ]


def test_relation_types_in_a_strict_book(entries: Mapping[str, bytes]) -> None:
    for part in parts_of(entries, dialect=STRICT):
        assert b"schemas.openxmlformats.org/officeDocument" not in part.content, part.name


def with_more(entries: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The package with what our sheets do not have yet: a link to the web, a picture, a rule with a style, a selected tab."""
    sheet = entries["xl/worksheets/sheet2.xml"].decode()
    rule = '<conditionalFormatting sqref="A1"><cfRule type="expression" dxfId="0" priority="1"><formula>1</formula></cfRule>'
    sheet = sheet.replace("<sheetView ", '<sheetView tabSelected="1" ', 1)
    sheet = sheet.replace("<hyperlinks>", f"{rule}</conditionalFormatting><hyperlinks>", 1).replace(' s="', ' old="', 1)
    relations = (
        f'<Relationships xmlns="{raw.PACKAGE}"><Relationship Id="rId1" Type="{raw.OFFICE}/hyperlink"'
        f' Target="http://example.com/a?b" TargetMode="External"/><Relationship Id="rId2" Type="{raw.OFFICE}/image"'
        ' Target="../media/image1.png"/><Relationship Id="rId3" Type="x/image" Target="/xl/media/image2.png"/></Relationships>'
    )
    types = entries["[Content_Types].xml"].decode()
    png = '<Default Extension="png" ContentType="image/png"/>'
    styles = (
        entries["xl/styles.xml"].decode().replace("</cellStyles>", "</cellStyles><dxfs><dxf><font><b/></font></dxf></dxfs>")
    )
    return {
        **entries,
        "xl/worksheets/sheet2.xml": sheet.encode(),
        "xl/worksheets/_rels/sheet2.xml.rels": relations.encode(),
        "xl/media/image1.png": b"\x89PNG <a xmlns=",
        "xl/media/image2.png": b"\x89PNG 2",
        "xl/styles.xml": styles.encode(),
        "[Content_Types].xml": types.replace("</Types>", f"{png}</Types>").encode(),
    }


def test_links_out_of_the_book_stay_and_what_is_not_xml_is_passed_on(entries: Mapping[str, bytes]) -> None:
    parts = {part.name: part for part in parts_of(with_more(entries), 1, STRICT)}
    assert parts["xl/media/_xlsummary_planning.png"].content == b"\x89PNG <a xmlns="
    assert parts["xl/media/_xlsummary_planning.png"].type == "image/png"
    assert parts["xl/media/_xlsummary_planning2.png"].content == b"\x89PNG 2"
    listed = [dict(each.attrib) for each in parsed(parts["xl/worksheets/_rels/_xlsummary_planning.xml.rels"].content)]
    assert [(each["Target"], each.get("TargetMode")) for each in listed] == [
        ("http://example.com/a?b", "External"),
        ("/xl/media/_xlsummary_planning.png", None),
        ("/xl/media/_xlsummary_planning2.png", None),
    ]


def test_every_cell_has_a_style_rules_have_theirs_and_no_tab_is_selected(entries: Mapping[str, bytes]) -> None:
    root = parsed(parts_of(with_more(entries), 1)[0].content)
    assert all(each.get("s") for each in root.iter("{*}c"))
    assert [each.get("dxfId") for each in root.iter("{*}cfRule")] == ["0"]
    assert [each.get("tabSelected") for each in root.iter("{*}sheetView")] == [None]
    selected = parsed(parts_of(with_more(entries), 1, is_selected=True)[0].content)
    assert [each.get("tabSelected") for each in selected.iter("{*}sheetView")] == ["1"]
    assert [each.tag for each in elements(selected)] == [each.tag for each in elements(root)]


@pytest.mark.parametrize(
    ("folder", "taken", "expected"),
    [
        ("xl", (), "xl/charts/m.xml"),
        ("", (), "charts/m.xml"),
        ("a/b", (), "a/b/charts/m.xml"),
        ("XL", ("xl/charts/m.xml",), "XL/charts/m2.xml"),
        ("xl", ("xl/charts/_rels/m.xml.rels", "xl/charts/m2.xml"), "xl/charts/m3.xml"),
    ],
)
def test_a_name_beside_the_workbook_that_nothing_has(folder: str, taken: tuple[str, ...], expected: str) -> None:
    namer = Namer(folder, taken)
    assert namer.name("xl/charts/chart1.xml", "m") == expected
    assert namer.name("xl/charts/chart2.xml", "m") != expected
