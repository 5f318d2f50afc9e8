from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable

import pytest

from tests.excel import raw
from xlsummary.excel.grafted import Piece, Span
from xlsummary.excel.raw_zip import RawZip
from xlsummary.package import PackageError, has_our_stamp

PARTS = {"a.xml": b"<a/>" * 99, "b/c.bin": bytes(range(256)), "d.txt": "字".encode()}
Make = Callable[[RawZip, list[zipfile.ZipInfo]], None]


def made(content: bytes, make: Make, comment: bytes = b"") -> tuple[tuple[Piece, ...], bytes]:
    """The pieces of the zip that `make` makes of a source, and what they come to."""
    source = io.BytesIO(content)
    with zipfile.ZipFile(source) as archive:
        entries = archive.infolist()
    zipped = RawZip(source)
    make(zipped, entries)
    pieces = zipped.pieces(comment)
    whole = (content[each.start : each.start + each.length] if isinstance(each, Span) else each for each in pieces)
    return pieces, b"".join(whole)


def copy_all(zipped: RawZip, entries: list[zipfile.ZipInfo]) -> None:
    for entry in entries:
        zipped.copy(entry)


def read(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_plain_zip_is_copied_to_the_same_bytes_in_one_span() -> None:
    content = raw.zipped(PARTS.items())
    pieces, copied = made(content, copy_all)
    assert copied == content
    assert [type(each) for each in pieces] == [Span, bytes]


@pytest.mark.parametrize(
    "content",
    [
        raw.streamed(PARTS),
        raw.streamed(PARTS, zip64=True),
        raw.zipped(PARTS.items(), zip64=True),
        raw.zipped(PARTS.items(), zipfile.ZIP_STORED),
        raw.zipped(PARTS.items(), zipfile.ZIP_BZIP2),
    ],
    ids=["descriptors", "descriptors and zip64", "zip64", "stored", "bzip2"],
)
def test_entries_of_any_making_are_copied_with_plain_headers(content: bytes) -> None:
    _, copied = made(content, copy_all, "末尾".encode())
    assert read(copied) == PARTS
    with zipfile.ZipFile(io.BytesIO(copied)) as archive:
        assert archive.comment == "末尾".encode()
        assert [entry.flag_bits & 8 for entry in archive.infolist()] == [0, 0, 0]
        assert [entry.extra for entry in archive.infolist()] == [b"", b"", b""]
        assert {entry.date_time for entry in archive.infolist()} == {raw.DATE}
    assert made(copied, copy_all)[1][: copied.index(b"PK\x01\x02")] == copied[: copied.index(b"PK\x01\x02")]


def with_fields() -> bytes:
    """An entry with time stamps: longer before its bytes than in the directory, as programs on Unix write them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        entry = zipfile.ZipInfo("a.xml", raw.DATE)
        entry.extra = struct.pack("<HHBI", 0x5455, 5, 1, 7)
        entry.comment = b"mine"
        archive.writestr(entry, b"<a/>")
    return buffer.getvalue()


def test_further_fields_and_comments_of_an_entry_stay() -> None:
    content = with_fields()
    assert made(content, copy_all)[1] == content
    with zipfile.ZipFile(io.BytesIO(made(content, lambda zipped, each: zipped.replace(each[0], b"<b/>"))[1])) as archive:
        (entry,) = archive.infolist()
        assert (entry.comment, entry.extra, archive.read("a.xml")) == (b"mine", struct.pack("<HHBI", 0x5455, 5, 1, 7), b"<b/>")


def test_what_the_list_says_of_an_entry_stays_whether_it_is_copied_or_replaced() -> None:
    """Internal attributes (a text), external ones, and the versions of the format that made it and that it needs."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in ("a.xml", "b.xml"):
            entry = zipfile.ZipInfo(name, raw.DATE)
            entry.internal_attr, entry.external_attr, entry.create_version, entry.extract_version = 1, 0o640 << 16, 63, 45
            archive.writestr(entry, b"<a/>")

    def make(zipped: RawZip, entries: list[zipfile.ZipInfo]) -> None:
        zipped.copy(entries[0])
        zipped.replace(entries[1], b"<b/>")

    with zipfile.ZipFile(io.BytesIO(made(buffer.getvalue(), make)[1])) as archive:
        said = {(e.internal_attr, e.external_attr, e.create_version, e.extract_version) for e in archive.infolist()}
    assert said == {(1, 0o640 << 16, 63, 45)}


def test_a_replaced_entry_keeps_its_place_name_date_and_attributes() -> None:
    def make(zipped: RawZip, entries: list[zipfile.ZipInfo]) -> None:
        zipped.copy(entries[0])
        zipped.replace(entries[1], b"new" * 99)
        zipped.copy(entries[2])

    _, content = made(raw.streamed(PARTS), make)
    assert list(read(content).items()) == [("a.xml", PARTS["a.xml"]), ("b/c.bin", b"new" * 99), ("d.txt", PARTS["d.txt"])]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.getinfo("b/c.bin").date_time == raw.DATE
        assert archive.getinfo("b/c.bin").compress_type == zipfile.ZIP_DEFLATED


def test_an_added_entry_is_stamped_as_ours() -> None:
    def make(zipped: RawZip, entries: list[zipfile.ZipInfo]) -> None:
        copy_all(zipped, entries)
        zipped.add("z.xml", b"<z/>")

    _, content = made(raw.zipped(PARTS.items()), make)
    assert list(read(content)) == [*PARTS, "z.xml"]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert [has_our_stamp(entry) for entry in archive.infolist()] == [False, False, False, True]


def test_names_in_other_encodings_stay_as_they_are() -> None:
    """Windows of old wrote Chinese names without saying how; the zip library takes them for another alphabet."""
    content = raw.zipped([("aaaa.xml", b"<a/>")]).replace(b"aaaa.xml", "目标.xml".encode("gbk"))
    assert made(content, copy_all)[1] == content


def damaged_header(content: bytes) -> bytes:
    return content.replace(b"PK\x03\x04", b"PK\x05\x04", 1)


def cut(content: bytes) -> bytes:
    """An entry that is said to be longer than the file."""
    place = content.index(b"PK\x01\x02") + 20
    return content[:place] + struct.pack("<I", len(content)) + content[place + 4 :]


def locked(content: bytes) -> bytes:
    place = content.index(b"PK\x01\x02") + 8
    return content[:place] + b"\x01" + content[place + 1 :]


@pytest.mark.parametrize(
    ("spoil", "rule"), [(damaged_header, "damaged-book"), (cut, "damaged-book"), (locked, "encrypted-book")]
)
def test_what_does_not_lie_where_the_directory_says_is_refused(spoil: Callable[[bytes], bytes], rule: str) -> None:
    with pytest.raises(PackageError) as error:
        made(spoil(raw.zipped(PARTS.items())), copy_all)
    assert error.value.rule == rule
