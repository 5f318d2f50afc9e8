"""Books with what Excel, WPS and other programs put in, made by hand where the corpus has none; all goes through `sound`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.excel import raw
from tests.excel.adding import SHEET, WORKBOOK, Added, ending, with_added
from tests.excel.grafting import sound
from tests.excel.layouts import planning, sheets
from tests.excel.packages import Book, elements, local
from tests.excel.shown import TITLES, refused, shows_ours
from xlsummary.excel.graft import grafted

MS = "http://schemas.microsoft.com/office"
XL = "application/vnd.ms-excel"
PACKED, OFFICIAL = "application/vnd.openxmlformats-package", "application/vnd.openxmlformats-officedocument"
SHEET1 = "xl/worksheets/sheet1.xml"


def twice(path: Path, book: Mapping[str, bytes], *, force: bool = False) -> Book:
    """Our sheets put into the book, and again with other numbers; what the first run gave, both held to the checker."""
    raw.put(path, book)
    first = sound(path, force=force)
    content = first.content()
    path.write_bytes(content)
    mine = list(first.titles.values())
    second = sound(path, [planning(total=700), *sheets()[1:]], older=mine, force=force)
    assert set(second.replaced) == set(first.titles)
    assert dict(second.titles) == dict(first.titles)
    return Book(content)


# Kinds of sheets -----------------------------------------------------------------------------------


def sheeted(kind: str, root: str, *, only: bool = False) -> raw.Parts:
    """The book with a sheet of another kind, or with nothing but two of them."""
    content = f'<{root} xmlns="{raw.MAIN}"><sheetViews><sheetView workbookViewId="0"/></sheetViews></{root}>'
    if only:
        book = raw.parts() | {f"xl/worksheets/sheet{number}.xml": content.encode() for number in (1, 2)}
        book = raw.changed(book, "xl/_rels/workbook.xml.rels", (f"{raw.OFFICE}/worksheet", f"{raw.OFFICE}/{kind}"))
        return raw.changed(book, "[Content_Types].xml", (f"{SHEET}.worksheet+xml", f"{SHEET}.{kind}+xml"))
    book = raw.changed(raw.parts(), WORKBOOK, ("</sheets>", '<sheet name="其他" sheetId="9" r:id="rIdA1"/></sheets>'))
    return with_added(book, Added(f"xl/{kind}s/sheet9.xml", content, f"{SHEET}.{kind}+xml", WORKBOOK, f"{raw.OFFICE}/{kind}"))


@pytest.mark.parametrize("kind", ["chartsheet", "dialogsheet"])
def test_sheets_of_other_kinds(kind: str, tmp_path: Path) -> None:
    made = twice(tmp_path / "a.xlsx", sheeted(kind, kind))
    assert [sheet.name for sheet in made.sheets] == ["目标", "实绩", "其他", *TITLES[2:]]


@pytest.mark.parametrize("kind", ["chartsheet", "dialogsheet"])
def test_no_worksheet_at_all(kind: str, tmp_path: Path) -> None:
    made = twice(tmp_path / "a.xlsx", sheeted(kind, kind, only=True))
    assert [sheet.name for sheet in made.sheets] == TITLES


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_all_sheets_but_one_hidden(state: str, tmp_path: Path) -> None:
    book = raw.changed(raw.parts(), WORKBOOK, ('name="目标"', f'name="目标" state="{state}"'))
    made = twice(tmp_path / "a.xlsx", book)
    assert [sheet.state for sheet in made.sheets] == [state, "visible", "visible", "visible", "veryHidden"]


@pytest.mark.parametrize(
    ("title", "quoted"),
    [
        ("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一", "{}"),
        ("Q1's &amp; &quot;Q2&quot;", "'Q1''s &amp; &quot;Q2&quot;'"),
        ("计划分解", "{}"),
        ("计划分解(2)", "'{}'"),
        ("_XLSUMMARY", "{}"),
        ("2026", "'{}'"),
    ],
)
def test_names_of_the_users_sheets(title: str, quoted: str, tmp_path: Path) -> None:
    """With a name of a single sheet that points at it, and one of the user's own sheets having the name ours would have."""
    place = quoted.format(title)
    book = raw.changed(raw.parts(), WORKBOOK, ('name="实绩"', f'name="{title}"'), (">实绩!$A$1", f">{place}!$A$1"))
    made = twice(tmp_path / "a.xlsx", book)
    assert made.sheets[1].name == title.replace("&amp;", "&").replace("&quot;", '"')
    assert len({sheet.name.casefold() for sheet in made.sheets}) == 5


def test_a_users_sheet_of_our_name_stays_the_users_for_good(tmp_path: Path) -> None:
    book = raw.changed(raw.parts(), WORKBOOK, ('name="实绩"', 'name="计划分解"'), (">实绩!", ">计划分解!"))
    made = twice(tmp_path / "a.xlsx", book)
    assert [sheet.name for sheet in made.sheets] == ["目标", "计划分解", "计划分解(2)", "问题", "_xlsummary"]
    assert made.read(made.sheet("计划分解").part) == raw.parts()["xl/worksheets/sheet2.xml"]


# What a package may hold ---------------------------------------------------------------------------


def external(number: int) -> tuple[Added, ...]:
    """Another book that formulas lead to, whose place is outside the package."""
    part = f"xl/externalLinks/externalLink{number}.xml"
    content = f'<externalLink xmlns="{raw.MAIN}" xmlns:r="{raw.OFFICE}"><externalBook r:id="rId1"/></externalLink>'
    outside = (
        f'<Relationships xmlns="{raw.PACKAGE}"><Relationship Id="rId1" Type="{raw.OFFICE}/externalLinkPath"'
        f' Target="file:///D:/%E5%B9%B4%E6%8A%A5/{number}.xlsx" TargetMode="External"/></Relationships>'
    )
    return (
        Added(part, content, f"{SHEET}.externalLink+xml", WORKBOOK, f"{raw.OFFICE}/externalLink"),
        Added(f"xl/externalLinks/_rels/externalLink{number}.xml.rels", outside),
    )


def test_many_external_links(tmp_path: Path) -> None:
    added = [each for number in range(1, 41) for each in external(number)]
    book = with_added(raw.parts(), *added)
    ids = "".join(f'<externalReference r:id="rIdA{place}"/>' for place in range(1, 81, 2))
    book = raw.changed(book, WORKBOOK, ("<definedNames>", f"<externalReferences>{ids}</externalReferences><definedNames>"))
    made = twice(tmp_path / "a.xlsx", book)
    assert sum(each.word == "externalLink" for each in made.relations(made.workbook)) == 40


_THREADED = f"{MS}/2017/10/relationships/threadedComment"
_CELL_IMAGES = "http://www.wps.cn/officeDocument/2020/cellImage"
_LABELS = f"{MS}/2020/02/relationships/classificationlabels"
KINDS: dict[str, tuple[Added, ...]] = {
    "printer settings": (
        Added(
            "xl/printerSettings/printerSettings1.bin",
            b"\0DEVMODE\xff",
            f"{SHEET}.printerSettings",
            SHEET1,
            f"{raw.OFFICE}/printerSettings",
        ),
    ),
    "threaded comments": (
        Added(
            "xl/persons/person.xml",
            "<personList/>",
            f"{XL}.person+xml",
            WORKBOOK,
            f"{MS}/2017/10/relationships/person",
        ),
        Added(
            "xl/threadedComments/threadedComment1.xml",
            "<ThreadedComments/>",
            f"{XL}.threadedcomments+xml",
            SHEET1,
            _THREADED,
        ),
        Added(
            "xl/comments1.xml",
            f'<comments xmlns="{raw.MAIN}"/>',
            f"{SHEET}.comments+xml",
            SHEET1,
            f"{raw.OFFICE}/comments",
        ),
    ),
    "custom XML": (
        Added(
            "customXml/item1.xml",
            "<DataMashup>UEsD</DataMashup>",
            "",
            WORKBOOK,
            f"{raw.OFFICE}/customXml",
        ),
        Added(
            "customXml/itemProps1.xml",
            "<a/>",
            f"{OFFICIAL}.customXmlProperties+xml",
            "customXml/item1.xml",
            f"{raw.OFFICE}/customXmlProps",
        ),
    ),
    "a sensitivity label": (
        Added(
            "docMetadata/LabelInfo.xml",
            "<labelList/>",
            "application/vnd.ms-office.classificationlabels+xml",
            "",
            _LABELS,
        ),
    ),
    "pictures in cells of WPS": (
        Added(
            "xl/cellimages.xml",
            "<etc:cellImages xmlns:etc='urn:wps'/>",
            "application/vnd.wps-officedocument.cellimage+xml",
            WORKBOOK,
            _CELL_IMAGES,
        ),
        Added(
            "xl/media/image1.png",
            b"\x89PNG\r\n",
            "",
            "xl/cellimages.xml",
            f"{raw.OFFICE}/image",
        ),
    ),
    "rich values": (
        Added(
            "xl/metadata.xml",
            f'<metadata xmlns="{raw.MAIN}"/>',
            f"{SHEET}.sheetMetadata+xml",
            WORKBOOK,
            f"{raw.OFFICE}/sheetMetadata",
        ),
        Added(
            "xl/richData/rdrichvalue.xml",
            "<rvData/>",
            f"{XL}.rdrichvalue+xml",
            WORKBOOK,
            f"{MS}/2017/06/relationships/rdRichValue",
        ),
    ),
    "a model": (
        Added(
            "xl/model/item.data",
            bytes(999),
            f"{OFFICIAL}.model+data",
            WORKBOOK,
            f"{MS}/2011/relationships/powerPivotData",
        ),
    ),
    "properties": (
        Added(
            "docProps/core.xml",
            "<coreProperties/>",
            f"{PACKED}.core-properties+xml",
            "",
            f"{raw.PACKAGE}/metadata/core-properties",
        ),
        Added(
            "docProps/custom.xml",
            "<Properties/>",
            f"{OFFICIAL}.custom-properties+xml",
            "",
            f"{raw.OFFICE}/custom-properties",
        ),
    ),
    "a part of a maker nobody knows": (
        Added(
            "uf/审批.dat",
            b"\x01\x02",
            "application/x-uf",
            WORKBOOK,
            "http://oa.example.cn/relationships/approval",
        ),
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_parts_that_only_their_makers_know(kind: str, tmp_path: Path) -> None:
    book = with_added(ending(raw.parts(), "png", "image/png"), *KINDS[kind])
    made = twice(tmp_path / "a.xlsx", book)
    for each in KINDS[kind]:
        assert made.read(each.name.lower()) == book[each.name]


def test_all_of_them_at_once(tmp_path: Path) -> None:
    every = [each for added in KINDS.values() for each in added]
    twice(tmp_path / "a.xlsx", with_added(ending(raw.parts(), "png", "image/png"), *every))


# Other ways of writing the lists ---------------------------------------------------------------------


def only_defaults(book: raw.Parts) -> raw.Parts:
    """Content types by ending alone: what is XML is a worksheet, where no part says otherwise, as some generators do."""
    text = book["[Content_Types].xml"].decode().replace('ContentType="application/xml"', f'ContentType="{SHEET}.worksheet+xml"')
    text = re.sub(r'<Override PartName="/xl/worksheets/[^>]*>', "", text)
    return {**book, "[Content_Types].xml": text.encode()}


def without_defaults(book: raw.Parts) -> raw.Parts:
    """Each part declared by itself, its relations too."""
    text = re.sub(r"<Default [^>]*>", "", book["[Content_Types].xml"].decode())
    kind = f"{PACKED}.relationships+xml"
    for name in ("_rels/.rels", "xl/_rels/workbook.xml.rels"):
        text = text.replace("</Types>", f'<Override PartName="/{name}" ContentType="{kind}"/></Types>')
    return {**book, "[Content_Types].xml": text.encode()}


@pytest.mark.parametrize("written", [only_defaults, without_defaults])
def test_content_types_by_ending_or_by_part(written: Callable[[raw.Parts], raw.Parts], tmp_path: Path) -> None:
    made = twice(tmp_path / "a.xlsx", written(raw.parts()))
    assert made.type_of(made.sheet("计划分解").part) == f"{SHEET}.worksheet+xml"


def declared_at_each(book: raw.Parts) -> raw.Parts:
    """The language of relations named where it is used, by a prefix of its own for each sheet (Open XML SDK, NPOI)."""
    text = book[WORKBOOK].decode().replace(f' xmlns:r="{raw.OFFICE}"', "")
    text = re.sub(r' r:id="(\w+)"', rf' d3p1:id="\1" xmlns:d3p1="{raw.OFFICE}"', text)
    return {**book, WORKBOOK: text.encode()}


def other_meaning(book: raw.Parts) -> raw.Parts:
    """The prefix `r` for something else, and an `id` of another language before the one that counts."""
    text = book[WORKBOOK].decode().replace(f' xmlns:r="{raw.OFFICE}"', f' xmlns:r="urn:other" xmlns:q="{raw.OFFICE}"')
    text = text.replace(' r:id="', ' r:id="{guid}" q:id="')
    return {**book, WORKBOOK: text.encode()}


def bare(book: raw.Parts) -> raw.Parts:
    """Nothing but sheets: no views, no properties, no names, no calculation (Google Sheets, Aspose, small generators)."""
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="{raw.MAIN}" xmlns:r="{raw.OFFICE}"><workbookPr/><sheets>'
        '<sheet state="visible" name="目标" sheetId="3" r:id="rId1"/>'
        '<sheet state="visible" name="实绩" sheetId="7" r:id="rId2"/>'
        "</sheets><definedNames/><calcPr/></workbook>"
    )
    return {**book, WORKBOOK: text.encode()}


def reckoned_anew(book: raw.Parts) -> raw.Parts:
    return raw.changed(
        book, WORKBOOK, ('<calcPr calcId="191029"/>', '<calcPr calcId="0" calcMode="manual" fullCalcOnLoad="1"/>')
    )


def numbered(book: raw.Parts) -> raw.Parts:
    """The parts numbered from 0, with long ids and absolute targets (Numbers, EPPlus, ClosedXML)."""
    book = raw.renamed(book, {SHEET1: "xl/worksheets/sheet.xml", WORKBOOK: "xl/workbook2.xml",
                              "xl/_rels/workbook.xml.rels": "xl/_rels/workbook2.xml.rels"})  # fmt: skip
    book = raw.changed(book, "xl/_rels/workbook2.xml.rels", ('"worksheets/sheet1.xml', '"/xl/worksheets/sheet.xml'))
    book = raw.changed(book, "xl/_rels/workbook2.xml.rels", ('Id="rId1"', 'Id="R8b3cf8a19d1c4a0e"'))
    book = raw.changed(book, "xl/workbook2.xml", ('r:id="rId1"', 'r:id="R8b3cf8a19d1c4a0e"'))
    book = raw.changed(book, "_rels/.rels", ("xl/workbook.xml", "/xl/workbook2.xml"))
    return raw.changed(book, "[Content_Types].xml", ("/xl/workbook.xml", "/xl/workbook2.xml"), ("sheet1.xml", "sheet.xml"))


@pytest.mark.parametrize("written", [declared_at_each, other_meaning, bare, reckoned_anew, numbered])
def test_workbook_parts_as_other_makers_write_them(written: Callable[[raw.Parts], raw.Parts], tmp_path: Path) -> None:
    made = twice(tmp_path / "a.xlsx", written(raw.parts()))
    assert [sheet.name for sheet in made.sheets] == TITLES


def test_what_the_user_asked_to_be_reckoned_on_opening_is_still_asked(tmp_path: Path) -> None:
    made = twice(tmp_path / "a.xlsx", reckoned_anew(raw.parts()))
    (asked,) = [each for each in elements(made.tree(made.workbook)) if local(each) == "calcPr"]
    assert [(name, asked.get(name)) for name in ("calcId", "calcMode", "fullCalcOnLoad")] == [
        ("calcId", "0"),
        ("calcMode", "manual"),
        ("fullCalcOnLoad", "1"),
    ]


# Guarded books ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", ["_xmlsignatures/sig1.xml", "package/services/digital-signature/xml-signature/1.psdsxs"])
def test_a_signature_wherever_it_lies(part: str, tmp_path: Path) -> None:
    """Excel keeps signatures in one folder, .NET in another; the relation to their origin tells both."""
    origin = f"{part.rpartition('/')[0]}/origin.sigs"
    kind = f"{raw.PACKAGE}/digital-signature"
    book = with_added(
        raw.parts(),
        Added(origin, b"", f"{PACKED}.digital-signature-origin", "", f"{kind}/origin"),
        Added(part, "<Signature/>", f"{PACKED}.digital-signature-xmlsignature+xml", origin, f"{kind}/signature"),
    )
    assert refused(raw.put(tmp_path / "a.xlsx", book)).rule == "signed-book"
    twice(tmp_path / "a.xlsx", book, force=True)


def test_a_signature_that_no_relation_leads_to(tmp_path: Path) -> None:
    """Its name alone tells it."""
    book = {**raw.parts(), "_xmlsignatures/sig1.xml": b"<Signature/>"}
    assert refused(raw.put(tmp_path / "a.xlsx", book)).rule == "signed-book"


def test_what_is_left_of_a_signature_that_was_removed_guards_nothing(tmp_path: Path) -> None:
    kind = f"{raw.PACKAGE}/digital-signature/origin"
    origin = Added("_xmlsignatures/origin.sigs", b"", f"{PACKED}.digital-signature-origin", "", kind)
    assert shows_ours(grafted(raw.put(tmp_path / "a.xlsx", with_added(raw.parts(), origin)), sheets()).content())


@pytest.mark.parametrize("switch", ['lockStructure="1"', 'lockStructure="true"', 'lockStructure=" 1 "'])
def test_a_protected_structure(switch: str, tmp_path: Path) -> None:
    book = raw.changed(
        raw.parts(), WORKBOOK, ("<!-- the user's -->", f'<workbookProtection workbookPassword="CC1A" {switch}/>')
    )
    assert refused(raw.put(tmp_path / "a.xlsx", book)).rule == "locked-structure"
    made = twice(tmp_path / "a.xlsx", book, force=True)
    assert b'workbookPassword="CC1A"' in made.read(made.workbook)


def test_windows_that_are_fixed_are_no_reason(tmp_path: Path) -> None:
    lock = '<workbookProtection lockWindows="1" lockStructure="0"/>'
    twice(tmp_path / "a.xlsx", raw.changed(raw.parts(), WORKBOOK, ("<!-- the user's -->", lock)))


# Limits ----------------------------------------------------------------------------------------------


def test_names_of_a_place_where_no_sheet_was_are_not_doubled_by_ours(tmp_path: Path) -> None:
    """LibreOffice counts scenarios as sheets, so that a name may tell the place that ours gets; Excel repairs doubles."""
    stale = '<definedName name="_xlnm.Print_Area" localSheetId="2">实绩!$A$1:$C$3</definedName></definedNames>'
    path = raw.put(tmp_path / "a.xlsx", raw.changed(raw.parts(), WORKBOOK, ("</definedNames>", stale)))
    made = Book(grafted(path, sheets()).content())
    names = [
        (each.get("name"), each.get("localSheetId")) for each in made.tree(made.workbook).iter() if local(each) == "definedName"
    ]
    assert len(names) == len(set(names))
    assert ("_xlnm.Print_Area", "2") in names
    assert "实绩!$A$1:$C$3" in [each.text for each in made.tree(made.workbook).iter()]


def styled(count: int) -> raw.Parts:
    each = '<xf numFmtId="14" fontId="1" fillId="0" borderId="0" xfId="0"/>'
    text = raw.STYLES.replace('<cellXfs count="3">', f'<cellXfs count="{count}">{each * (count - 3)}')
    return {**raw.parts(), "xl/styles.xml": text.encode()}


def test_a_book_with_as_many_cell_styles_as_excel_takes_is_refused(tmp_path: Path) -> None:
    """One more, and Excel takes the book for damaged."""
    for count, full in ((65_490, True), (65_000, False)):
        path = raw.put(tmp_path / f"{count}.xlsx", styled(count))
        if full:
            assert refused(path, force=True).rule == "too-many-styles"
        else:
            assert shows_ours(grafted(path, sheets()).content())
