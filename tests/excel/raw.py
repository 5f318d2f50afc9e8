"""A user's book written part by part, so that a test can make each part as odd programs do."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STRICT = (
    (MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"),
    (OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships"),
)
DATE = (2024, 2, 29, 13, 14, 16)

WORKBOOK = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"\
 xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main"\
 xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac" mc:Ignorable="x15 x15ac">
 <fileVersion appName="xl" lastEdited="7"/><workbookPr codeName="ThisWorkbook"/>
 <mc:AlternateContent><mc:Choice Requires="x15"><x15ac:absPath url="C:\\年报\\"/></mc:Choice></mc:AlternateContent>
 <!-- the user's --><bookViews><workbookView xWindow="0" yWindow="0" activeTab="1" tabRatio="600"/></bookViews>
 <sheets><sheet name="目标" sheetId="3" r:id="rId1"/><sheet name="实绩" sheetId="7" r:id="rId2"/></sheets>
 <definedNames><definedName name="_xlnm.Print_Area" localSheetId="1">实绩!$A$1:$C$3</definedName>\
<definedName name="税率">0.13</definedName></definedNames>
 <calcPr calcId="191029"/><extLst><ext uri="{{140A7094-0E35-4892-8432-C4D2E57EDEB5}}">\
<x15:workbookPr chartTrackingRefBase="1"/></ext></extLst>
</workbook>"""
WORKBOOK_RELATIONS = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>\
<Relationship Id="rId2" Type="{OFFICE}/worksheet" Target="worksheets/sheet2.xml"/>\
<Relationship Id="rId3" Type="{OFFICE}/styles" Target="styles.xml"/>\
<Relationship Id="rId4" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>\
<Relationship Id="rId5" Type="{OFFICE}/calcChain" Target="calcChain.xml"/></Relationships>"""
ROOT_RELATIONS = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="{PACKAGE}">\
<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"""
TYPES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="{_CONTENT}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/xl/workbook.xml" ContentType="{_SHEET_TYPE}.sheet.main+xml"/>\
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SHEET_TYPE}.worksheet+xml"/>\
<Override PartName="/xl/worksheets/sheet2.xml" ContentType="{_SHEET_TYPE}.worksheet+xml"/>\
<Override PartName="/xl/styles.xml" ContentType="{_SHEET_TYPE}.styles+xml"/>\
<Override PartName="/xl/sharedStrings.xml" ContentType="{_SHEET_TYPE}.sharedStrings+xml"/>\
<Override PartName="/xl/calcChain.xml" ContentType="{_SHEET_TYPE}.calcChain+xml"/></Types>"""
STYLES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="0.0&quot;万&quot;"/></numFmts>\
<fonts count="2"><font><i/><sz val="20"/><color rgb="FFFF0000"/><name val="Papyrus"/></font>\
<font><sz val="11"/><name val="宋体"/></font></fonts>\
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>\
<fill><patternFill patternType="solid"><fgColor rgb="FFFFFF00"/></patternFill></fill></fills>\
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
<cellXfs count="3"><xf numFmtId="164" fontId="0" fillId="2" borderId="0" xfId="0" applyFill="1"/>\
<xf numFmtId="14" fontId="1" fillId="0" borderId="0" xfId="0"/><xf numFmtId="164" fontId="1" fillId="0" borderId="0" xfId="0"/>\
</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>\
<dxfs count="1"><dxf><font><b/></font></dxf></dxfs><tableStyles count="0"/></styleSheet>"""
SHARED = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<sst xmlns="{MAIN}" count="3" uniqueCount="3"><si><t>期间</t></si><si><t>目标值</t></si><si><r><rPr><b/></rPr><t>粗</t></r>\
<r><t>细</t></r></si></sst>"""
CHAIN = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<calcChain xmlns="{MAIN}"><c r="C2" i="3"/><c r="C3"/><c r="C2" i="7"/></calcChain>"""

Parts = dict[str, bytes]


def sheet(rows: str, views: str = "", rest: str = "", code: str = "") -> str:
    """A worksheet part; `views` are attributes of its view."""
    properties = f'<sheetPr codeName="{code}"/>' if code else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}'
        f'<sheetViews><sheetView {views} workbookViewId="0"/></sheetViews><sheetData>{rows}</sheetData>{rest}</worksheet>'
    )


ROWS = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>'
    '<row r="2"><c r="A2" s="1"><v>46023</v></c><c r="B2" s="2"><v>1200</v></c><c r="C2"><f>B2*2</f><v>2400</v></c></row>'
    '<row r="3"><c r="C3"><f>B2*3</f><v>3600</v></c></row>'
)


def parts() -> Parts:
    """A sound book of two sheets with everything the odd ones have odd; the second sheet is the one open."""
    texts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": ROOT_RELATIONS,
        "xl/workbook.xml": WORKBOOK,
        "xl/_rels/workbook.xml.rels": WORKBOOK_RELATIONS,
        "xl/worksheets/sheet1.xml": sheet(ROWS, code="Sheet1"),
        "xl/worksheets/sheet2.xml": sheet(ROWS.replace("3600", "5"), 'tabSelected="1"'),
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": SHARED,
        "xl/calcChain.xml": CHAIN,
    }
    return {name: text.encode() for name, text in texts.items()}


def changed(book: Mapping[str, bytes], part: str, *replacements: tuple[str, str]) -> Parts:
    """The parts with texts of one replaced, each of which must be there."""
    text = book[part].decode()
    for old, new in replacements:
        if old not in text:
            raise LookupError(old)
        text = text.replace(old, new)
    return {**book, part: text.encode()}


def strict(book: Mapping[str, bytes]) -> Parts:
    """The parts as Excel saves them as Strict Open XML."""
    made: Parts = {}
    for name, content in book.items():
        strictly = content
        for usual, rare in _STRICT:
            strictly = strictly.replace(usual.encode(), rare.encode())
        made[name] = strictly.replace(b"<workbook ", b'<workbook conformance="strict" ')
    return made


def renamed(book: Mapping[str, bytes], names: Mapping[str, str]) -> Parts:
    """The parts under other names, in the same order; what points at them is left as it is."""
    return {names.get(name, name): content for name, content in book.items()}


def put(path: Path, book: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    """Writes the parts with their own date."""
    path.write_bytes(zipped(book.items(), method))
    return path


def zipped(book: Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED, *, zip64: bool = False) -> bytes:
    """A zip of the parts, dated `DATE`; `zip64` has large-file fields in the local headers; the same name may come twice."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method, compresslevel=9) as archive:
        for name, content in book:
            entry = zipfile.ZipInfo(name, DATE)
            entry.filename = name  # a backslash stays one
            entry.compress_type = method
            entry.external_attr = 0o644 << 16
            with archive.open(entry, "w", force_zip64=zip64) as stream:
                stream.write(content)
    return buffer.getvalue()


def commented(content: bytes, comment: bytes) -> bytes:
    """The zip with a comment at its end."""
    buffer = io.BytesIO(content)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.comment = comment
    return buffer.getvalue()


class _Unseekable(io.RawIOBase):
    """A stream that only goes on, as a pipe; what is written to one has data descriptors."""

    def __init__(self) -> None:
        self.written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, block: object) -> int:
        content = bytes(memoryview(block))  # type: ignore[arg-type] # a buffer, as RawIOBase has it
        self.written += content
        return len(content)


def streamed(book: Mapping[str, bytes], *, zip64: bool = False) -> bytes:
    """A zip with sizes and check sums behind each entry, as a program writes that streams."""
    stream = _Unseekable()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in book.items():
            with archive.open(zipfile.ZipInfo(name, DATE), "w", force_zip64=zip64) as entry:
                entry.write(content)
    return bytes(stream.written)
