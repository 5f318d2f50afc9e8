"""The checker sees what it is there to see: a sound graft spoilt in one way each time."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable

import pytest

from tests.excel import raw
from tests.excel.checker import faults
from tests.excel.layouts import sheets
from tests.excel.packages import Book
from xlsummary.excel.graft import grafted

WORKBOOK, RELATIONS, STYLES, TYPES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "[Content_Types].xml"
Spoil = Callable[[dict[str, bytes]], None]


def within(part: str, pattern: str, replacement: str) -> Spoil:
    def spoil(entries: dict[str, bytes]) -> None:
        name = next(each for each in entries if re.fullmatch(part, each))
        text, count = re.subn(pattern, replacement, entries[name].decode(), count=1, flags=re.DOTALL)
        assert count, f"{pattern} is not in {name}"
        entries[name] = text.encode()

    return spoil


def without(part: str) -> Spoil:
    def spoil(entries: dict[str, bytes]) -> None:
        del entries[next(each for each in entries if re.fullmatch(part, each))]

    return spoil


def turned(entries: dict[str, bytes]) -> None:
    first = next(iter(entries))
    entries[first] = entries.pop(first)


SHEET = r".*/_xlsummary_planning[^/]*\.xml"
SPOILT: dict[str, tuple[Spoil, str]] = {
    "an entry gone": (without(re.escape("xl/calcChain.xml")), "xl/calcchain.xml is gone"),
    "an entry changed": (within("xl/sharedStrings.xml", "期间", "时间"), "xl/sharedStrings.xml differs"),
    "the order changed": (turned, "order"),
    "a stranger's part": (lambda entries: entries.update({"xl/foreign.xml": b"<a/>"}), "xl/foreign.xml is new"),
    "a name lost": (within(WORKBOOK, r"<definedName name=\"税率\">.*?</definedName>", ""), "workbook"),
    "an attribute lost": (within(WORKBOOK, r' tabRatio="600"', ""), "workbook/workbook/bookViews/workbookView"),
    "an attribute changed": (within(WORKBOOK, 'activeTab="1"', 'activeTab="2"'), "attributes"),
    "a text changed": (within(WORKBOOK, r"0\.13", "0.06"), "the text '0.13'"),
    "a comment lost": (within(WORKBOOK, "<!-- the user's -->", ""), "children"),
    "a prefix renamed": (within(WORKBOOK, "xmlns:x15ac=(.*<)x15ac:absPath", r"xmlns:y15ac=\1y15ac:absPath"), "x15ac"),
    "a sheet moved": (within(WORKBOOK, r"(<sheet [^>]*目标[^>]*/>)(<sheet [^>]*/>)", r"\2\1"), "have become"),
    "a local name shifted": (within(WORKBOOK, r'(Print_Area" localSheetId=")1', r"\g<1>0"), "localSheetId"),
    "a marker without a sheet": (within(WORKBOOK, r'(_xlsummary_planning"[^>]*localSheetId=")\d', r"\g<1>1"), "marker"),
    "a marker that shows": (within(WORKBOOK, r'(_xlsummary_planning"[^>]*) hidden="1"', r"\1"), "marker"),
    "a sheet id twice": (within(WORKBOOK, r'(name="计划分解" sheetId=")\d+', r"\g<1>7"), "sheetId 7"),
    "a relation lost": (within(RELATIONS, r"<Relationship [^>]*calcChain[^>]*/>", ""), "workbook relations"),
    "a relation altered": (within(RELATIONS, "sharedStrings.xml", "SharedStrings.xml"), "workbook relations"),
    "a style lost": (within(STYLES, '<xf numFmtId="14"[^>]*/>', ""), "styles"),
    "a style changed": (within(STYLES, "Papyrus", "Arial"), "styles"),
    "styles counted wrong": (within(STYLES, r'<cellXfs count="\d+"', '<cellXfs count="3"'), "cellXfs counts 3"),
    "a count of styles changed": (within(STYLES, '<cellStyleXfs count="1"', '<cellStyleXfs count="2"'), "cellStyleXfs"),
    "a count of styles lost": (within(STYLES, '<cellStyles count="1"', "<cellStyles"), "cellStyles"),
    "a content type lost": (
        within(re.escape(TYPES), r'<Override PartName="/xl/sharedStrings.xml"[^>]*/>', ""),
        "content types",
    ),
    "a part undeclared": (
        within(re.escape(TYPES), r'<Override PartName="[^"]*_xlsummary_planning[^"]*"[^>]*/>', ""),
        "is declared as",
    ),
    "two sheets selected": (within(SHEET, "<sheetView ", '<sheetView tabSelected="1" '), "is selected"),
    "a formula without value": (within(SHEET, "(</f>)<v>[^<]*</v>", r"\1"), "has no value"),
    "a cell without style": (within(SHEET, r'(<c r="B3"[^>]*) s="\d+"', r"\1"), "has the style None"),
    "a style that is not there": (within(SHEET, r'(<c r="B3"[^>]* s=")\d+', r"\g<1>999"), "has the style 999"),
    "a shared string": (within(SHEET, 't="inlineStr"', 't="s"'), "shared string"),
    "rows out of order": (within(SHEET, '<c r="A2"', '<c r="A9"'), "stands after"),
    "elements out of order": (
        within(SHEET, r"(<sheetData>.*</sheetData>)(.*)(<pageMargins [^>]*/>)", r"\2\3\1"),
        "out of order",
    ),
    "a drawing gone": (without(r".*/drawings/_xlsummary[^/]*\.xml"), "is not there"),
    "a relation of ours gone": (without(r".*/worksheets/_rels/_xlsummary_planning[^/]*\.rels"), "no relation"),
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    path = raw.put(tmp_path_factory.mktemp("checker") / "a.xlsx", raw.parts())
    return path.read_bytes(), grafted(path, sheets()).content()


OURS = ["计划分解", "问题", "_xlsummary"]


def dated(content: bytes, change: Spoil) -> bytes:
    """The package with its entries changed; the user's keep their date."""
    book = Book(content)
    entries = {entry.name: book.read(entry.key) for entry in book.entries}
    change(entries)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return raw.zipped(entries.items())


def test_a_sound_graft_has_no_faults_and_none_when_it_is_only_packed_again(sound: tuple[bytes, bytes]) -> None:
    before, after = sound
    assert faults(before, after, OURS) == []
    assert faults(before, dated(after, lambda _: None), OURS) == []


@pytest.mark.parametrize("name", SPOILT)
def test_a_fault_is_said(name: str, sound: tuple[bytes, bytes]) -> None:
    spoil, said = SPOILT[name]
    before, after = sound
    found = faults(before, dated(after, spoil), OURS)
    assert [fault for fault in found if said in fault], found


def test_a_sheet_that_is_not_there_is_said(sound: tuple[bytes, bytes]) -> None:
    before, after = sound
    assert faults(before, after, [*OURS, "人员分解"]) == ["no sheet 人员分解"]


@pytest.mark.parametrize(("place", "said"), [(14, "crc"), (6, "flags"), (8, "method"), (18, "sizes"), (30, "name")])
def test_a_local_header_that_lies_is_said(place: int, said: str, sound: tuple[bytes, bytes]) -> None:
    before, after = sound
    wrong = bytearray(after)
    wrong[after.index(b"xl/calcChain.xml") - 30 + place] ^= 0x01
    assert f"local header: {said}" in " ".join(faults(before, bytes(wrong), OURS))


def test_compressed_bytes_and_dates_are_compared(sound: tuple[bytes, bytes]) -> None:
    before, after = sound
    stored = raw.zipped(((entry.name, Book(after).read(entry.key)) for entry in Book(after).entries), 0)
    assert "xl/calcChain.xml differs" in faults(before, stored, OURS)
    redated = after.replace(b"\xc8i]X", b"\xc8i^X")  # a day later
    assert redated != after
    assert "xl/calcChain.xml differs" in faults(before, redated, OURS)
