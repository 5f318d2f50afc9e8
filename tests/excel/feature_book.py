"""A book with everything that a careless save loses, written here part by part.

Chart, pivot table, picture, text box, button with macro, a drop-down whose list is on another sheet, sparklines.
"""

from __future__ import annotations

import struct
import zlib

from tests.excel import raw

_XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_XM = "http://schemas.microsoft.com/office/excel/2006/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_VBA = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DRAWING = "application/vnd.openxmlformats-officedocument"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TITLES = ("数据", "面板", "透视")

_TYPES = {
    "/xl/workbook.xml": "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    "/xl/vbaProject.bin": "application/vnd.ms-office.vbaProject",
    "/xl/worksheets/sheet1.xml": f"{_SHEET}.worksheet+xml",
    "/xl/worksheets/sheet2.xml": f"{_SHEET}.worksheet+xml",
    "/xl/worksheets/sheet3.xml": f"{_SHEET}.worksheet+xml",
    "/xl/styles.xml": f"{_SHEET}.styles+xml",
    "/xl/drawings/drawing1.xml": f"{_DRAWING}.drawing+xml",
    "/xl/charts/chart1.xml": f"{_DRAWING}.drawingml.chart+xml",
    "/xl/ctrlProps/ctrlProp1.xml": "application/vnd.ms-excel.controlproperties+xml",
    "/xl/pivotTables/pivotTable1.xml": f"{_SHEET}.pivotTable+xml",
    "/xl/pivotCache/pivotCacheDefinition1.xml": f"{_SHEET}.pivotCacheDefinition+xml",
    "/xl/pivotCache/pivotCacheRecords1.xml": f"{_SHEET}.pivotCacheRecords+xml",
}
_DEFAULTS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "vml": f"{_DRAWING}.vmlDrawing",
}
_ROWS = (("华东", 120, 150, 90), ("华南", 80, 60, 110), ("华北", 100, 130, 140))


def feature_book(macros: bytes) -> raw.Parts:
    """The parts of the book; `macros` is a `vbaProject.bin`."""
    texts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(("rId1", f"{raw.OFFICE}/officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": _workbook(),
        "xl/_rels/workbook.xml.rels": _relations(
            *((f"rId{number}", f"{raw.OFFICE}/worksheet", f"worksheets/sheet{number}.xml") for number in (1, 2, 3)),
            ("rId4", f"{raw.OFFICE}/styles", "styles.xml"),
            ("rId5", f"{raw.OFFICE}/pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml"),
            ("rId6", _VBA, "vbaProject.bin"),
        ),
        "xl/styles.xml": raw.STYLES,
        "xl/worksheets/sheet1.xml": _figures(),
        "xl/worksheets/sheet2.xml": _board(),
        "xl/worksheets/_rels/sheet2.xml.rels": _relations(
            ("rId1", f"{raw.OFFICE}/drawing", "../drawings/drawing1.xml"),
            ("rId2", f"{raw.OFFICE}/vmlDrawing", "../drawings/vmlDrawing1.vml"),
            ("rId3", f"{raw.OFFICE}/ctrlProp", "../ctrlProps/ctrlProp1.xml"),
        ),
        "xl/drawings/drawing1.xml": _drawing(),
        "xl/drawings/_rels/drawing1.xml.rels": _relations(
            ("rId1", f"{raw.OFFICE}/chart", "../charts/chart1.xml"), ("rId2", f"{raw.OFFICE}/image", "../media/image1.png")
        ),
        "xl/drawings/vmlDrawing1.vml": _BUTTON,
        "xl/ctrlProps/ctrlProp1.xml": f'{_HEAD}<formControlPr xmlns="{_X14}" objectType="Button" lockText="1"/>',
        "xl/charts/chart1.xml": _chart(),
        "xl/worksheets/sheet3.xml": _pivot_sheet(),
        "xl/worksheets/_rels/sheet3.xml.rels": _relations(
            ("rId1", f"{raw.OFFICE}/pivotTable", "../pivotTables/pivotTable1.xml")
        ),
        "xl/pivotTables/pivotTable1.xml": _PIVOT,
        "xl/pivotTables/_rels/pivotTable1.xml.rels": _relations(
            ("rId1", f"{raw.OFFICE}/pivotCacheDefinition", "../pivotCache/pivotCacheDefinition1.xml")
        ),
        "xl/pivotCache/pivotCacheDefinition1.xml": _CACHE,
        "xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels": _relations(
            ("rId1", f"{raw.OFFICE}/pivotCacheRecords", "pivotCacheRecords1.xml")
        ),
        "xl/pivotCache/pivotCacheRecords1.xml": _cache_records(),
    }
    return {name: text.encode() for name, text in texts.items()} | {
        "xl/media/image1.png": _picture(),
        "xl/vbaProject.bin": macros,
    }


def _content_types() -> str:
    defaults = "".join(f'<Default Extension="{name}" ContentType="{kind}"/>' for name, kind in _DEFAULTS.items())
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in _TYPES.items())
    return f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{defaults}{overrides}</Types>'


def _relations(*listed: tuple[str, str, str]) -> str:
    lines = "".join(f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, kind, target in listed)
    return f'{_HEAD}<Relationships xmlns="{raw.PACKAGE}">{lines}</Relationships>'


def _workbook() -> str:
    sheets = "".join(f'<sheet name="{title}" sheetId="{place}" r:id="rId{place}"/>' for place, title in enumerate(TITLES, 1))
    return (
        f'{_HEAD}<workbook xmlns="{raw.MAIN}" xmlns:r="{raw.OFFICE}"><workbookPr codeName="ThisWorkbook"/><bookViews>'
        f'<workbookView activeTab="1"/></bookViews><sheets>{sheets}</sheets><pivotCaches><pivotCache cacheId="1" r:id="rId5"/>'
        "</pivotCaches></workbook>"
    )


def _cell(address: str, value: object) -> str:
    if isinstance(value, str):
        return f'<c r="{address}" s="1" t="inlineStr"><is><t>{value}</t></is></c>'
    return f'<c r="{address}" s="2"><v>{value}</v></c>'


def _row(number: int, *values: object) -> str:
    cells = "".join(_cell(f"{letter}{number}", value) for letter, value in zip("ABCDEFGH", values, strict=False) if value != "")
    return f'<row r="{number}" ht="30" customHeight="1">{cells}</row>'


def _figures() -> str:
    """数据: sparklines in E, a drop-down in F whose list is on 面板."""
    rows = _row(1, "大区", "一月", "二月", "三月", "走势", "状态") + "".join(_row(n, *each) for n, each in enumerate(_ROWS, 2))
    lines = "".join(f"<x14:sparkline><xm:f>数据!B{n}:D{n}</xm:f><xm:sqref>E{n}</xm:sqref></x14:sparkline>" for n in range(2, 5))
    rest = (
        f'<extLst><ext xmlns:x14="{_X14}" uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}"><x14:dataValidations xmlns:xm="{_XM}"'
        ' count="1"><x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>面板!$A$1:$A$3</xm:f>'
        f'</x14:formula1><xm:sqref>F2:F4</xm:sqref></x14:dataValidation></x14:dataValidations></ext><ext xmlns:x14="{_X14}"'
        f' uri="{{05C60535-1F16-4fd2-B633-F4F36F0B64E0}}"><x14:sparklineGroups xmlns:xm="{_XM}">'
        '<x14:sparklineGroup type="column">'
        f'<x14:colorSeries rgb="FF376092"/><x14:colorNegative rgb="FFD00000"/><x14:sparklines>{lines}</x14:sparklines>'
        "</x14:sparklineGroup></x14:sparklineGroups></ext></extLst>"
    )
    return raw.sheet(rows, rest=rest, code="Sheet1")


def _board() -> str:
    """面板: a chart, a picture, a text box, a button."""
    rows = "".join(_row(number, text) for number, text in enumerate(("正常", "预警", "停滞"), 1))
    rest = (
        f'<drawing r:id="rId1"/><legacyDrawing r:id="rId2"/><mc:AlternateContent xmlns:mc="{_MC}"><mc:Choice Requires="x14"'
        f' xmlns:x14="{_X14}"><controls><mc:AlternateContent><mc:Choice Requires="x14"><control shapeId="1025" r:id="rId3"'
        ' name="Button 1"><controlPr print="1" autoFill="0" macro="[0]!Module1.Go"><anchor moveWithCells="1"><from>'
        f"{_corner(1, 1)}</from><to>{_corner(3, 3)}</to></anchor></controlPr></control></mc:Choice></mc:AlternateContent>"
        "</controls></mc:Choice></mc:AlternateContent>"
    )
    return raw.sheet(rows, 'tabSelected="1"', rest, code="Sheet2")


def _corner(column: int, row: int) -> str:
    return (
        f'<xdr:col xmlns:xdr="{_XDR}">{column}</xdr:col><xdr:colOff xmlns:xdr="{_XDR}">0</xdr:colOff>'
        f'<xdr:row xmlns:xdr="{_XDR}">{row}</xdr:row><xdr:rowOff xmlns:xdr="{_XDR}">0</xdr:rowOff>'
    )


def _anchored(column: int, row: int, content: str) -> str:
    return (
        f"<xdr:twoCellAnchor><xdr:from>{_corner(column, row)}</xdr:from><xdr:to>{_corner(column + 4, row + 8)}</xdr:to>"
        f"{content}<xdr:clientData/></xdr:twoCellAnchor>"
    )


def _drawing() -> str:
    chart = (
        '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="图表"/><xdr:cNvGraphicFramePr/>'
        '</xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic>'
        f'<a:graphicData uri="{_C}"><c:chart xmlns:c="{_C}" r:id="rId1"/></a:graphicData></a:graphic></xdr:graphicFrame>'
    )
    box = (
        '<a:xfrm><a:off x="0" y="0"/><a:ext cx="2400000" cy="1400000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    )
    picture = (
        '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="3" name="标志"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill>'
        f'<a:blip r:embed="rId2"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr>{box}</xdr:spPr></xdr:pic>'
    )
    text = (
        '<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="4" name="文本框"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr>'
        f'<xdr:spPr>{box}<a:solidFill><a:srgbClr val="FFF2CC"/></a:solidFill></xdr:spPr><xdr:txBody><a:bodyPr/><a:p><a:r>'
        '<a:rPr lang="zh-CN" b="1"/><a:t>请勿外传</a:t></a:r></a:p></xdr:txBody></xdr:sp>'
    )
    anchors = _anchored(0, 4, chart) + _anchored(5, 4, picture) + _anchored(0, 14, text)
    return f'{_HEAD}<xdr:wsDr xmlns:xdr="{_XDR}" xmlns:a="{_A}" xmlns:r="{raw.OFFICE}">{anchors}</xdr:wsDr>'


def _chart() -> str:
    series = "".join(
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/><c:tx><c:strRef><c:f>数据!$A${place + 2}</c:f></c:strRef></c:tx>'
        f'<c:spPr><a:solidFill><a:srgbClr val="{("C00000", "70AD47", "4472C4")[place]}"/></a:solidFill></c:spPr>'
        f"<c:cat><c:strRef><c:f>数据!$B$1:$D$1</c:f></c:strRef></c:cat><c:val><c:numRef><c:f>数据!$B${place + 2}:$D${place + 2}"
        "</c:f></c:numRef></c:val></c:ser>"
        for place in range(3)
    )
    axis = '<c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="{}"/><c:crossAx val="{}"/>'
    return (
        f'{_HEAD}<c:chartSpace xmlns:c="{_C}" xmlns:a="{_A}"><c:chart><c:plotArea><c:layout/><c:barChart><c:barDir val="col"/>'
        f'<c:grouping val="clustered"/>{series}<c:axId val="11"/><c:axId val="12"/></c:barChart><c:catAx><c:axId val="11"/>'
        f'{axis.format("b", 12)}</c:catAx><c:valAx><c:axId val="12"/>{axis.format("l", 11)}</c:valAx></c:plotArea><c:legend>'
        '<c:legendPos val="r"/></c:legend><c:plotVisOnly val="1"/></c:chart></c:chartSpace>'
    )


_BUTTON = """<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
 xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>
<v:shapetype id="_x0000_t201" coordsize="21600,21600" o:spt="201" path="m,l,21600r21600,l21600,xe"/>
<v:shape id="Button_x0020_1" o:spid="_x0000_s1025" type="#_x0000_t201"
 style="position:absolute;margin-left:48pt;margin-top:30pt;width:96pt;height:40pt;z-index:1" o:button="t" fillcolor="buttonFace"
 strokecolor="windowText" o:insetmode="auto"><v:fill color2="buttonFace" o:detectmouseclick="t"/>
<v:textbox><div style="text-align:center"><font face="Arial" size="220" color="#000000">Go</font></div></v:textbox>
<x:ClientData ObjectType="Button"><x:Anchor>1, 0, 1, 0, 3, 0, 3, 0</x:Anchor><x:PrintObject>True</x:PrintObject>
<x:AutoFill>False</x:AutoFill><x:FmlaMacro>[0]!Module1.Go</x:FmlaMacro><x:TextHAlign>Center</x:TextHAlign>
<x:TextVAlign>Center</x:TextVAlign></x:ClientData></v:shape></xml>"""


def _pivot_sheet() -> str:
    totals = [(name, sum(values)) for name, *values in _ROWS]
    rows = "".join(_row(number, *each) for number, each in enumerate((("行标签", "一月合计"), *totals), 3))
    return raw.sheet(rows + _row(7, "总计", sum(total for _, total in totals)), code="Sheet3")


_PIVOT = f"""{_HEAD}<pivotTableDefinition xmlns="{raw.MAIN}" name="透视1" cacheId="1" dataCaption="值" updatedVersion="6"\
 createdVersion="6" indent="0" outline="1" outlineData="1">\
<location ref="A3:B7" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/>\
<pivotFields count="2"><pivotField axis="axisRow" showAll="0"><items count="4"><item x="0"/><item x="1"/><item x="2"/>\
<item t="default"/></items></pivotField><pivotField dataField="1" showAll="0"/></pivotFields>\
<rowFields count="1"><field x="0"/></rowFields>\
<rowItems count="4"><i><x/></i><i><x v="1"/></i><i><x v="2"/></i><i t="grand"><x/></i></rowItems>\
<colItems count="1"><i/></colItems><dataFields count="1"><dataField name="一月合计" fld="1"/></dataFields>\
</pivotTableDefinition>"""
_CACHE = f"""{_HEAD}<pivotCacheDefinition xmlns="{raw.MAIN}" xmlns:r="{raw.OFFICE}" r:id="rId1" refreshedVersion="6"\
 createdVersion="6" recordCount="3">\
<cacheSource type="worksheet"><worksheetSource ref="A1:B4" sheet="数据"/></cacheSource>\
<cacheFields count="2"><cacheField name="大区"><sharedItems count="3"><s v="华东"/><s v="华南"/><s v="华北"/></sharedItems>\
</cacheField><cacheField name="一月">\
<sharedItems containsSemiMixedTypes="0" containsString="0" containsNumber="1"/></cacheField></cacheFields>\
</pivotCacheDefinition>"""


def _cache_records() -> str:
    records = "".join(f'<r><x v="{place}"/><n v="{values[1]}"/></r>' for place, values in enumerate(_ROWS))
    return f'{_HEAD}<pivotCacheRecords xmlns="{raw.MAIN}" count="3">{records}</pivotCacheRecords>'


def _picture() -> bytes:
    """A PNG of 64 by 48 pixels in four colours."""
    colours = (b"\xc0\x00\x00", b"\x00\x80\x40", b"\x20\x40\xc0", b"\xf0\xc0\x20")
    lines = b"".join(b"\0" + colours[2 * (y >= 24)] * 32 + colours[2 * (y >= 24) + 1] * 32 for y in range(48))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 64, 48, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(lines)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        for kind, content in chunks
    )
