"""Pitfalls of packages: XML, places of parts and zips as other programs write them."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.excel import raw
from tests.excel.grafting import sound
from tests.excel.layouts import NOTICE, PLANNING, sheets
from tests.excel.packages import Book, elements, local
from tests.excel.shown import TITLES, named, refused, shows_ours
from xlsummary.excel.graft import graft, grafted

_UTF16 = 'encoding="UTF-16"'


def test_a_sound_book(tmp_path: Path) -> None:
    made = sound(raw.put(tmp_path / "a.xlsx", raw.parts()))
    assert dict(made.titles) == {PLANNING: "计划分解", "_xlsummary_problems": "问题", "_xlsummary_record": "_xlsummary"}
    assert (set(made.replaced), set(made.renamed)) == (set(), set())
    assert named(made.content()) == TITLES
    assert shows_ours(made.content())
    opened = load_workbook(io.BytesIO(made.content()))
    assert opened["计划分解"]["B1"].value == NOTICE
    assert opened["计划分解"]["B1"].data_type != "f"
    assert opened["计划分解"]["B5"].value == "=SUM(B3:B4)"
    assert opened["_xlsummary"].sheet_state == "veryHidden"
    assert opened["计划分解"].print_title_rows == "$1:$2"
    assert len(opened["计划分解"]._charts) == 1  # type: ignore[attr-defined] # the stubs leave it out


def test_strict_namespaces_and_relation_types(tmp_path: Path) -> None:
    made = sound(raw.put(tmp_path / "a.xlsx", raw.strict(raw.parts())))
    assert shows_ours(made.content())
    book = Book(made.content())
    ours = [part for part in book.by_key if "_xlsummary" in part]
    assert len(ours) > 4
    for part in ours:
        assert b"schemas.openxmlformats.org/spreadsheetml" not in book.read(part), part
        assert b"schemas.openxmlformats.org/officeDocument" not in book.read(part), part
        assert b"schemas.openxmlformats.org/drawingml" not in book.read(part), part


def prefixed(book: raw.Parts) -> raw.Parts:
    """Each part with a prefix before the names of its main language, as some programs write."""
    made = {}
    for name, content in book.items():
        text = content.decode()
        space = re.search(r'<\w+ xmlns="([^"]+)"', text)
        if space is None:
            raise LookupError(name)
        text = re.sub(r"<(/?)(?=\w+[\s/>])", r"<\1x:", text).replace(f' xmlns="{space[1]}"', f' xmlns:x="{space[1]}"')
        made[name] = text.encode()
    return made


def test_prefixed_roots(tmp_path: Path) -> None:
    made = sound(raw.put(tmp_path / "a.xlsx", prefixed(raw.parts())))
    book = Book(made.content())
    assert [sheet.name for sheet in book.sheets] == TITLES
    assert {each.prefix for each in elements(book.tree(book.workbook)) if local(each) == "sheets"} == {"x"}
    assert "计划分解" in load_workbook(io.BytesIO(made.content())).sheetnames


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-8-sig"])
def test_parts_in_utf_16_and_with_a_byte_order_mark(encoding: str, tmp_path: Path) -> None:
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    book = {
        name: (mark + content.decode().replace('encoding="UTF-8"', _UTF16 if "16" in encoding else 'encoding="UTF-8"')).encode(
            encoding
        )
        for name, content in raw.parts().items()
    }
    made = sound(raw.put(tmp_path / "a.xlsx", book))
    assert [sheet.name for sheet in Book(made.content()).sheets] == TITLES
    assert load_workbook(io.BytesIO(made.content()))["计划分解"]["B3"].value == 150


def test_prefixes_that_mc_ignorable_names_stay_declared(tmp_path: Path) -> None:
    made = sound(raw.put(tmp_path / "a.xlsx", raw.parts()))
    book = Book(made.content())
    root = book.tree(book.workbook)
    assert {"x15", "x15ac", "mc"} <= set(root.nsmap)
    assert "the user's" in [(each.text or "").strip() for each in root]
    assert b"absPath" in book.read(book.workbook)


def test_absolute_targets(tmp_path: Path) -> None:
    book = raw.changed(
        raw.parts(),
        "xl/_rels/workbook.xml.rels",
        ('Target="worksheets/', 'Target="/xl/worksheets/'),
        ('"styles', '"/xl/styles'),
    )
    book = raw.changed(book, "_rels/.rels", ('Target="xl', 'Target="/xl'))
    assert shows_ours(sound(raw.put(tmp_path / "a.xlsx", book)).content())


_TARGETS = (
    "./worksheets/sheet1.xml",
    "../xl/worksheets/sheet1.xml",
    "/xl/./worksheets//%73heet1.xml",
    "%2E/worksheets%2Fsheet1.xml",
)


@pytest.mark.parametrize("target", _TARGETS)
def test_targets_with_dots_and_percent_signs(target: str, tmp_path: Path) -> None:
    book = raw.changed(raw.parts(), "xl/_rels/workbook.xml.rels", ("worksheets/sheet1.xml", target))
    book = raw.changed(book, "xl/_rels/workbook.xml.rels", ("styles.xml", "./%73tyles.xml"))
    path = raw.put(tmp_path / "a.xlsx", book)
    made = sound(path)
    assert [sheet.name for sheet in Book(made.content()).sheets] == TITLES
    assert Book(made.content()).sheet("目标").part == "xl/worksheets/sheet1.xml"
    path.write_bytes(made.content())
    assert set(sound(path, older=TITLES[2:]).replaced) == set(made.titles)


@pytest.mark.parametrize("stored", ["xl/我的 表/表 1.xml", "xl/我的%20表/%E8%A1%A8%201.xml"])
def test_names_with_spaces_and_with_percent_signs(stored: str, tmp_path: Path) -> None:
    target = "%E6%88%91%E7%9A%84%20%E8%A1%A8/%E8%A1%A8%201.xml"
    book = raw.renamed(raw.parts(), {"xl/worksheets/sheet1.xml": stored})
    book = raw.changed(book, "xl/_rels/workbook.xml.rels", ("worksheets/sheet1.xml", target))
    book = raw.changed(book, "[Content_Types].xml", ("worksheets/sheet1.xml", target))
    made = sound(raw.put(tmp_path / "a.xlsx", book))
    assert Book(made.content()).read("xl/我的 表/表 1.xml") == raw.parts()["xl/worksheets/sheet1.xml"]


@pytest.mark.parametrize("folder", ["我的 册", "%E6%88%91%E7%9A%84%20%E5%86%8C"])
def test_our_parts_beside_a_workbook_in_a_folder_with_a_space(folder: str, tmp_path: Path) -> None:
    coded = "%E6%88%91%E7%9A%84%20%E5%86%8C"
    book = raw.renamed(raw.parts(), {name: name.replace("xl/", f"{folder}/") for name in raw.parts()})
    book = raw.changed(book, "_rels/.rels", ("xl/workbook.xml", f"{coded}/workbook.xml"))
    book = raw.changed(book, "[Content_Types].xml", ('"/xl/', f'"/{coded}/'))
    path = raw.put(tmp_path / "a.xlsx", book)
    made = sound(path)
    written = Book(made.content())
    assert written.sheet("计划分解").part == "我的 册/worksheets/_xlsummary_planning.xml"
    new = [entry.name for entry in written.entries if "_xlsummary" in entry.name]
    assert {name.partition("/")[0] for name in new} == {folder}
    types = written.read("[content_types].xml")
    assert f'PartName="/{coded}/worksheets/_xlsummary_planning.xml"'.encode() in types
    path.write_bytes(made.content())
    assert set(sound(path, older=TITLES[2:]).replaced) == set(made.titles)


def test_backslashes_in_names_and_targets(tmp_path: Path) -> None:
    book = raw.renamed(raw.parts(), {name: name.replace("/", "\\") for name in raw.parts()})
    book = raw.changed(book, "xl\\_rels\\workbook.xml.rels", ('Target="worksheets/', 'Target="worksheets\\'))
    made = sound(raw.put(tmp_path / "a.xlsx", book))
    assert [sheet.name for sheet in Book(made.content()).sheets] == TITLES
    names = [entry.name for entry in Book(made.content()).entries]
    assert names[: len(book)] == list(book)


def test_names_of_another_case_than_their_targets(tmp_path: Path) -> None:
    names = {
        "xl/workbook.xml": "XL/Workbook.XML",
        "xl/styles.xml": "xl/Styles.xml",
        "[Content_Types].xml": "[content_types].xml",
    }
    made = sound(raw.put(tmp_path / "a.xlsx", raw.renamed(raw.parts(), names)))
    assert [sheet.name for sheet in Book(made.content()).sheets] == TITLES


@pytest.mark.parametrize("place", ["buch/mappe.xml", "workbook.xml"])
def test_a_workbook_part_elsewhere(place: str, tmp_path: Path) -> None:
    folder = place.rpartition("/")[0]
    at = f"{folder}/" if folder else ""
    names = {name: name.replace("xl/", at) for name in raw.parts()}
    names |= {"xl/workbook.xml": place, "xl/_rels/workbook.xml.rels": f"{at}_rels/{place.rpartition('/')[2]}.rels"}
    book = raw.renamed(raw.parts(), names)
    book = raw.changed(book, "_rels/.rels", ("xl/workbook.xml", place))
    book = raw.changed(book, "[Content_Types].xml", ("/xl/workbook.xml", f"/{place}"), ('"/xl/', f'"/{at}'))
    made = sound(raw.put(tmp_path / "a.xlsx", book))
    assert [sheet.name for sheet in Book(made.content()).sheets] == TITLES
    assert {Book(made.content()).sheet(title).part.rpartition("/")[0] for title in TITLES} == {f"{at}worksheets"}


_STYLES_RELATION = f'<Relationship Id="rId3" Type="{raw.OFFICE}/styles" Target="styles.xml"/>'


def without_styles(book: raw.Parts) -> raw.Parts:
    made = raw.changed(book, "xl/_rels/workbook.xml.rels", (_STYLES_RELATION, ""))
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
    made = raw.changed(made, "[Content_Types].xml", (f'<Override PartName="/xl/styles.xml" ContentType="{kind}"/>', ""))
    made = {name: content for name, content in made.items() if name != "xl/styles.xml"}
    for part in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
        made = raw.changed(made, part, (' s="1"', ""), (' s="2"', ""))
    return made


def test_no_styles_part(tmp_path: Path) -> None:
    made = sound(raw.put(tmp_path / "a.xlsx", without_styles(raw.parts())))
    assert shows_ours(made.content())
    user = load_workbook(io.BytesIO(made.content()))["目标"]["B2"]
    assert (user.number_format, user.font.b, user.fill.fill_type) == ("General", False, None)


def test_a_relation_to_styles_that_are_not_there(tmp_path: Path) -> None:
    book = {name: content for name, content in raw.parts().items() if name != "xl/styles.xml"}
    for part in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
        book = raw.changed(book, part, (' s="1"', ""), (' s="2"', ""))
    made = grafted(raw.put(tmp_path / "a.xlsx", book), sheets())
    assert shows_ours(made.content())
    assert Book(made.content()).part_of("styles") == "xl/styles.xml"


def test_empty_styles(tmp_path: Path) -> None:
    book = without_styles(raw.parts())
    book |= {name: raw.parts()[name] for name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels")}
    made = sound(raw.put(tmp_path / "a.xlsx", {**book, "xl/styles.xml": f'<styleSheet xmlns="{raw.MAIN}"/>'.encode()}))
    assert shows_ours(made.content())


@pytest.mark.parametrize(
    "packing",
    [
        lambda: raw.streamed(raw.parts()),
        lambda: raw.streamed(raw.parts(), zip64=True),
        lambda: raw.zipped(raw.parts().items(), zip64=True),
        lambda: raw.zipped(raw.parts().items(), zipfile.ZIP_STORED),
        lambda: raw.zipped([*raw.parts().items(), ("xl/", b""), ("[trash]/0000.dat", bytes(9))]),
        lambda: raw.commented(raw.zipped(raw.parts().items()), "来自 OA".encode()),
    ],
    ids=["data descriptors", "data descriptors and zip64", "zip64", "stored", "folders and trash", "a comment"],
)
def test_ways_of_zipping(packing: Callable[[], bytes], tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(packing())
    made = sound(path)
    assert shows_ours(made.content())
    with zipfile.ZipFile(io.BytesIO(made.content())) as archive:
        assert archive.testzip() is None


def test_large_file_fields_throughout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each size and place in 64 bits, in the list of entries and at the end too, as for a file of 4 GB."""
    with monkeypatch.context() as patched:
        patched.setattr(zipfile, "ZIP64_LIMIT", 10)
        content = raw.zipped(raw.parts().items(), zip64=True)
    assert b"PK\x06\x06" in content
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    made = sound(path)
    assert shows_ours(made.content())
    assert b"PK\x06\x06" not in made.content()
    with zipfile.ZipFile(io.BytesIO(made.content())) as archive:
        assert {entry.extra for entry in archive.infolist()} == {b""}


def test_names_in_gbk_that_the_zip_does_not_tell_of_stay_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = {**raw.parts(), "xl/media/XXXX.png": bytes(40)}
    path.write_bytes(raw.zipped(book.items()).replace(b"XXXX", "图片".encode("gbk")))
    made = sound(path).content()
    assert made.count("xl/media/图片.png".encode("gbk")) == 2


def test_bytes_before_the_zip_do_not_shift_its_entries(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"MZ" + bytes(98) + raw.zipped(raw.parts().items()))
    content = grafted(path, sheets()).content()
    assert shows_ours(content)


@pytest.mark.parametrize("twin", ["xl/worksheets/sheet1.xml", "xl/worksheets/SHEET1.xml", "xl\\worksheets\\sheet1.xml"])
def test_duplicate_entries_are_refused(twin: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # the zip library says so itself
        path.write_bytes(raw.zipped([*raw.parts().items(), (twin, b"<worksheet/>")]))
    assert "sheet1" in refused(path).message.en.lower()


def test_a_package_with_a_cut_or_broken_part_it_needs_is_refused(tmp_path: Path) -> None:
    path = raw.put(tmp_path / "a.xlsx", raw.parts())
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        entry = archive.getinfo("xl/workbook.xml")
    content[entry.header_offset + 80 : entry.header_offset + 90] = bytes(10)
    path.write_bytes(content)
    refused(path)
    path.write_bytes(raw.zipped(raw.parts().items())[:-200])
    refused(path)


def test_a_broken_part_it_does_not_need_is_copied_as_it_is(tmp_path: Path) -> None:
    path = raw.put(tmp_path / "a.xlsx", {**raw.parts(), "xl/media/image1.png": bytes(range(256)) * 9})
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        entry = archive.getinfo("xl/media/image1.png")
    content[entry.header_offset + 60] ^= 0xFF
    path.write_bytes(content)
    assert shows_ours(sound(path).content())


@pytest.mark.parametrize("relations", [b"", b"<Relationships"])
def test_relations_of_a_users_part_that_cannot_be_read_do_not_stop_the_second_run(relations: bytes, tmp_path: Path) -> None:
    path = raw.put(tmp_path / "a.xlsx", {**raw.parts(), "xl/worksheets/_rels/sheet1.xml.rels": relations})
    graft(path, sheets(), path)
    once = path.read_bytes()
    graft(path, sheets(), path)
    assert path.read_bytes() == once
