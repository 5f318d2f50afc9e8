"""Packages seen safely: what is too large, hostile or damaged is refused and said; relations lead to their parts."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.book.rawly import HEAD, number, rewritten, sale, with_rows
from xlsummary.book.read import read_book
from xlsummary.excel.graft import grafted
from xlsummary.model import Lang
from xlsummary.package import Limits, Package, PackageError, Relation, as_target, folded, is_marked, visit
from xlsummary.problems import XlsummaryError

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def zipped(entries: Mapping[str, bytes] | list[tuple[str, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items() if isinstance(entries, Mapping) else entries:
            archive.writestr(name, content)
    return buffer.getvalue()


def refused(content: bytes, limits: Limits | None = None) -> PackageError:
    with pytest.raises(PackageError) as caught:
        Package(content, limits or Limits())
    return caught.value


class Names:
    """A visitor that keeps what it is told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.told.append(f"<{name} {' '.join(sorted(attributes))}".strip())

    def end(self, name: str) -> None:
        self.told.append(f"/{name}")

    def text(self, text: str) -> None:
        self.told.append(text)


def test_too_many_entries_are_refused_with_the_limit() -> None:
    error = refused(zipped({f"{place}.bin": b"" for place in range(11)}), Limits(entries=10))
    assert error.rule == "too-large-inside"
    assert "10" in error.message.en
    assert "10" in error.message.zh


def test_an_entry_or_all_together_may_be_too_large() -> None:
    content = zipped({"a.bin": bytes(3 << 20), "b.bin": bytes(3 << 20)})
    assert "a.bin" in refused(content, Limits(entry=2 << 20, ratio=2000)).message.en
    assert "limit is 5 MB" in refused(content, Limits(total=5 << 20, ratio=2000)).message.en


def test_a_zip_bomb_is_refused_by_its_ratio_and_a_small_tight_entry_is_not() -> None:
    bomb = zipped({"xl/worksheets/sheet1.xml": b"<c/>" * (4 << 20)})
    error = refused(bomb)
    assert error.rule == "too-large-inside"
    assert "250" in error.message.en
    assert Package(zipped({"xl/a.bin": bytes(1 << 20)})).names == ("xl/a.bin",)


def test_a_bomb_for_a_workbook_is_one_clear_message(tmp_path: Path) -> None:
    path = rewritten(with_rows(tmp_path, HEAD), lambda content: content + b" " * (20 << 20))
    with pytest.raises(XlsummaryError) as caught:
        read_book(path)
    assert caught.value.rule == "too-large-inside"
    assert all("250" in caught.value.message[lang] and path.name in caught.value.message[lang] for lang in Lang)
    assert caught.value.hint.en.startswith("Delete sheets, pictures and blank rows and columns")
    with pytest.raises(XlsummaryError) as grafting:
        grafted(path, [])
    assert (grafting.value.rule, grafting.value.hint) == (caught.value.rule, caught.value.hint)


def test_a_sheet_that_is_larger_than_it_says_is_refused(tmp_path: Path) -> None:
    rows = "".join(sale(place, number(f"C{place}", "1")) for place in range(2, 500))
    path = with_rows(tmp_path, HEAD + rows)
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        entry = archive.getinfo("xl/worksheets/sheet1.xml")
    header = content.index(b"PK\x01\x02", content.index(b"PK\x01\x02") + 1)
    while content[header + 46 : header + 46 + len(entry.filename)] != entry.filename.encode():
        header = content.index(b"PK\x01\x02", header + 1)
    for place in (header + 24, entry.header_offset + 22):
        content[place : place + 4] = struct.pack("<I", 500)
    path.write_bytes(content)
    with pytest.raises(XlsummaryError) as caught:
        read_book(path)
    assert caught.value.rule == "damaged-book"


@pytest.mark.parametrize(
    "name", ["../a.xml", "xl/../../a.xml", "/etc/a.xml", "C:/a.xml", "xl\\..\\a.xml", "\\a.xml", "xl/%2e%2e/%2E./a.xml"]
)
def test_a_name_that_climbs_or_is_absolute_is_refused(name: str) -> None:
    assert refused(zipped({name: b"<a/>"})).rule == "unsafe-inside"


def test_an_entry_that_comes_twice_is_refused_whatever_its_case() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        content = zipped([("xl/a.xml", b"<a/>"), ("xl/a.xml", b"<b/>")])
    assert "xl/a.xml" in refused(content).message.en
    for twin in ("XL\\A.xml", "xl/%61.xml", "xl%2fa.xml"):
        assert refused(zipped({"xl/a.xml": b"<a/>", twin: b"<b/>"})).rule == "unsafe-inside"


LAUGHS = b'<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;">]><a>&y;</a>'


@pytest.mark.parametrize(
    "part",
    [
        LAUGHS,
        b'<?xml version="1.0"?>\n<!-- harmless -->\n<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        ('<?xml version="1.0" encoding="UTF-16"?>' + LAUGHS.decode()).encode("utf-16"),
        b"<!--" + b" " * (1 << 17) + b"-->" + LAUGHS,
    ],
)
def test_declarations_of_entities_are_refused_in_every_xml_part(part: bytes) -> None:
    error = refused(zipped({"xl/workbook.xml": b"<workbook/>", "xl/sharedStrings.xml": part}))
    assert error.rule == "unsafe-inside"
    assert "xl/sharedStrings.xml" in error.message.en


def test_the_word_doctype_in_a_cell_is_a_word() -> None:
    assert Package(zipped({"xl/a.xml": b"<a>&lt;!DOCTYPE a></a>"})).has("xl/a.xml")


def test_entities_are_refused_when_parsed_too_and_nesting_is_limited() -> None:
    with pytest.raises(PackageError) as caught:
        visit([LAUGHS], Names())
    assert caught.value.rule == "unsafe-inside"
    with pytest.raises(PackageError) as caught:
        visit([b"<a>" * 100_000], Names())
    assert caught.value.rule == "unsafe-inside"
    with pytest.raises(PackageError) as caught:
        visit([b"<a><b></a>"], Names())
    assert caught.value.rule == "damaged-book"


def test_a_visitor_is_told_of_names_without_prefixes_in_any_encoding() -> None:
    told = ["<row hidden r", "<c", "一", "/c", "/row"]
    xml = '<x:row xmlns:x="u" r="1" x:hidden="1"><x:c>一</x:c></x:row>'.replace(' xmlns:x="u"', "")
    for blocks in ([xml.encode()], [bytes([byte]) for byte in xml.encode()], [xml.encode("utf-16")]):
        names = Names()
        visit(blocks, names)
        assert names.told == told


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.9])
def test_a_cut_package_is_damaged(cut: float) -> None:
    content = zipped({"xl/a.bin": bytes(range(256)) * 100, "xl/b.bin": bytes(range(256)) * 100})
    assert refused(content[: int(len(content) * cut)]).rule == "damaged-book"


def test_a_damaged_part_matters_only_to_who_needs_it() -> None:
    content = bytearray(zipped({"a.xml": b"<a>" + bytes(range(32, 60)) * 9 + b"</a>", "b.xml": b"<b/>"}))
    content[40] ^= 0xFF
    package = Package(bytes(content))
    assert b"".join(package.blocks("b.xml")) == b"<b/>"
    with pytest.raises(PackageError) as caught:
        b"".join(package.blocks("a.xml"))
    assert caught.value.rule == "damaged-book"


def _relations(*targets: str) -> bytes:
    each = "".join(
        f'<Relationship Id="r{place}" Type="{OFFICE}/worksheet" Target="{target}"/>' for place, target in enumerate(targets)
    )
    return f'<Relationships xmlns="{RELATIONS}">{each}</Relationships>'.encode()


def test_relations_lead_to_parts_however_their_targets_are_written() -> None:
    targets = ("worksheets/s.xml", "/xl/worksheets/s.xml", "..\\xl\\worksheets\\s.xml", "./worksheets/s.xml", "../../../etc")
    content = zipped(
        {"XL\\_RELS\\Workbook.xml.RELS": _relations(*targets), "xl/Workbook.xml": b"<w/>", "xl\\worksheets\\S.xml": b"<s/>"}
    )
    package = Package(content)
    found = package.relations("xl/workbook.xml")
    assert [each.target for each in found.values()] == ["xl/worksheets/s.xml"] * 4 + [""]
    assert found["r0"] == Relation("worksheet", "xl/worksheets/s.xml")
    assert package.has(found["r0"].target)
    assert package.relations("xl/worksheets/s.xml") == {}


@pytest.mark.parametrize("stored", ["xl/表 1.xml", "xl/%E8%A1%A8%201.xml", "xl/表%201.xml", "XL\\表 1.XML"])
@pytest.mark.parametrize(
    "target", ["表 1.xml", "%E8%A1%A8%201.xml", "/xl/%e8%a1%a8%201.xml", "./a/%2E%2E/表%201.xml", "..%2Fxl/表 1.xml"]
)
def test_percent_signs_stand_for_letters_in_targets_and_in_names(stored: str, target: str) -> None:
    package = Package(zipped({"xl/_rels/workbook.xml.rels": _relations(target), stored: b"<s/>"}))
    part = package.relations("xl/workbook.xml")["r0"].target
    assert (part, package.read(part)) == ("xl/表 1.xml", b"<s/>")


def test_a_percent_sign_that_stands_for_nothing_is_one() -> None:
    package = Package(zipped({"xl/_rels/workbook.xml.rels": _relations("100%.xml", "a%ZZ.xml"), "xl/100%.xml": b"<s/>"}))
    assert [each.target for each in package.relations("xl/workbook.xml").values()] == ["xl/100%.xml", "xl/a%ZZ.xml"]
    assert package.read("xl/100%.xml") == b"<s/>"
    deep = "%25" + "25" * 30_000 + "41"
    assert len(Package(zipped({deep: b"<a/>"})).names) == 1


def test_a_target_is_written_so_that_it_leads_back() -> None:
    for part in ("xl/worksheets/表 1.xml", "xl/%E8%A1%A8%201.xml", "a#b?.xml"):
        assert folded(as_target(part)) == folded(f"/{part}")
        assert as_target(part).isascii()
        assert not {" ", "#", "?"} & set(as_target(part))


def test_what_lies_outside_the_package_is_no_part() -> None:
    outside = _relations("http://example.com/x").replace(b"/>", b' TargetMode="External"/>')
    assert Package(zipped({"_rels/.rels": outside})).relations()["r0"].target == ""


def test_parts_are_put_in_place_of_others() -> None:
    package = Package(zipped({"xl/a.xml": b"<a/>", "xl\\B.xml": b"<b/>"}))
    with zipfile.ZipFile(io.BytesIO(package.with_parts({"XL/b.xml": b"<c/>"}))) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {"xl/a.xml": b"<a/>", "xl\\B.xml": b"<c/>"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_a_marker_is_found_wherever_the_workbook_lies_and_in_its_encoding(encoding: str, tmp_path: Path) -> None:
    path, root = tmp_path / "a.xlsx", _relations("buch/mappe.xml").replace(b"/worksheet", b"/officeDocument")
    names = '<definedNames><definedName name="_xlsummary_planning"/></definedNames>'.encode(encoding)
    for part, found in (("buch/mappe.xml", True), ("xl/workbook.xml", False)):
        path.write_bytes(zipped({"_rels/.rels": root, part: names}))
        assert is_marked(path, "_xlsummary_") == found
    assert not is_marked(path, "_xlsummary_other")
    path.write_bytes(b"no zip")
    assert not is_marked(path, "_xlsummary_")
    assert not is_marked(tmp_path / "none.xlsx", "_xlsummary_")
