"""Word's own charts: DrawingML with its data in a workbook inside, so that they can be edited, and values kept for display."""

from __future__ import annotations

import io
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from openpyxl import Workbook

from xlsummary.summary.chart import Chart, Drawn, Series

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = f'xmlns:c="{_CHART}" xmlns:a="{_MAIN}" xmlns:r="{_RELATIONS}"'
_WIDTH, _HEIGHT = 5_580_000, 2_340_000
"""English metric units: 15.5 cm by 6.5 cm."""
_A_NAME = 216_000
_MOST_RATES = 6
_COLORS = {Drawn.PLAN: "BDC9DC", Drawn.ACTUAL: "1F3864", Drawn.CASH: "5B9BD5", Drawn.RATE: "C55A11"}
_SHEET = "Sheet1"
_BARS, _LINES = (("10", "20"), ("30", "40"))
"""The ids of the axes of bars and of the line."""


def drawing(document: Document, chart: Chart, number: int) -> _Element:
    """The run that shows a chart, with its parts put into the document; `number` tells the charts of a document apart."""
    package = document.part.package
    book = Part(
        PackURI(f"/word/embeddings/chart{number}.xlsx"), CONTENT_TYPE.SML_SHEET, _workbook(chart), document.part.package
    )
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), CONTENT_TYPE.DML_CHART, b"", package)
    part._blob = _space(chart, part.relate_to(book, RELATIONSHIP_TYPE.PACKAGE)).encode()
    return _inline(chart, document.part.relate_to(part, RELATIONSHIP_TYPE.CHART), number)


def _workbook(chart: Chart) -> bytes:
    """The chart's numbers: labels in the first column, a series a column."""
    book = Workbook()
    sheet = book.active
    if sheet is None:
        raise ValueError("a new workbook has a sheet")
    sheet.title = _SHEET
    sheet.append([chart.unit, *(series.name for series in chart.series)])
    for place, label in enumerate(chart.categories):
        sheet.append([label, *(series.values[place] for series in chart.series)])
        sheet.cell(place + 2, 1).data_type = "s"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _inline(chart: Chart, relation: str, number: int) -> _Element:
    height = max(_HEIGHT, _A_NAME * (len(chart.categories) + 2)) if chart.is_ranking else _HEIGHT
    return parse_xml(
        '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        f'{_NAMES}><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{_WIDTH}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{1000 + number}" name={quoteattr(chart.headline)} descr={quoteattr(chart.description)}/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{_CHART}"><c:chart r:id="{relation}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _space(chart: Chart, data: str) -> str:
    """The chart's part; the schema wants the elements in this order."""
    legend = "" if len(chart.series) < 2 else '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>'
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:chartSpace {_NAMES}><c:roundedCorners val="0"/>'
        f'<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>{_bars(chart)}{_lines(chart)}{_axes(chart)}</c:plotArea>'
        f'{legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f'{_text(900)}<c:externalData r:id="{data}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _text(size: int) -> str:
    fonts = '<a:latin typeface="Arial"/><a:ea typeface="宋体"/>'
    fill = '<a:solidFill><a:srgbClr val="404040"/></a:solidFill>'
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}">{fill}{fonts}</a:defRPr></a:pPr>'
        '<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
    )


def _bars(chart: Chart) -> str:
    bars = [(place, series) for place, series in enumerate(chart.series) if series.drawn is not Drawn.RATE]
    direction = "bar" if chart.is_ranking else "col"
    drawn = "".join(_one(chart, place, series) for place, series in bars)
    axes = "".join(f'<c:axId val="{axis}"/>' for axis in _BARS)
    return (
        f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="clustered"/><c:varyColors val="0"/>{drawn}'
        f'<c:gapWidth val="{60 if chart.is_ranking else 80}"/>{axes}</c:barChart>'
    )


def _lines(chart: Chart) -> str:
    drawn = "".join(_one(chart, place, series) for place, series in enumerate(chart.series) if series.drawn is Drawn.RATE)
    axes = "".join(f'<c:axId val="{axis}"/>' for axis in _LINES)
    head = '<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>'
    return f'{head}{drawn}<c:marker val="1"/>{axes}</c:lineChart>' if drawn else ""


def _one(chart: Chart, place: int, series: Series) -> str:
    column, last = chr(ord("B") + place), len(chart.categories) + 1
    is_rate = series.drawn is Drawn.RATE
    color = _COLORS[series.drawn]
    fill = f'<a:solidFill><a:srgbClr val="{color}"/></a:solidFill>'
    look = f"<c:spPr>{fill}</c:spPr>"
    if is_rate:
        look = (
            f'<c:spPr><a:ln w="22225">{fill}</a:ln></c:spPr><c:marker><c:symbol val="circle"/><c:size val="5"/>'
            f"<c:spPr>{fill}</c:spPr></c:marker>"
        )
    name = f"<c:strRef><c:f>{_SHEET}!${column}$1</c:f>{_strings([series.name])}</c:strRef>"
    categories = f"<c:strRef><c:f>{_SHEET}!$A$2:$A${last}</c:f>{_strings(chart.categories)}</c:strRef>"
    code = "0%" if is_rate else "#,##0.##"
    values = f"<c:numRef><c:f>{_SHEET}!${column}$2:${column}${last}</c:f>{_numbers(series, code)}</c:numRef>"
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/><c:tx>{name}</c:tx>{look}'
        + ("" if is_rate else '<c:invertIfNegative val="0"/>')
        + _labels(chart, series)
        + f"<c:cat>{categories}</c:cat><c:val>{values}</c:val>"
        + ('<c:smooth val="0"/>' if is_rate else "")
        + "</c:ser>"
    )


def _labels(chart: Chart, series: Series) -> str:
    """The amount at the end of a lying bar, the rate over its point where there is room for it."""
    has_room = series.drawn is Drawn.RATE and len(chart.categories) <= _MOST_RATES
    if not (chart.is_ranking or has_room):
        return ""
    place, code = ("outEnd", "#,##0.00") if chart.is_ranking else ("t", "0%")
    shown = "".join(
        f'<c:{name} val="{value}"/>'
        for name, value in (
            *(("showLegendKey", 0), ("showVal", 1), ("showCatName", 0)),
            *(("showSerName", 0), ("showPercent", 0), ("showBubbleSize", 0)),
        )
    )
    return f'<c:dLbls><c:numFmt formatCode="{code}" sourceLinked="0"/>{_text(800)}<c:dLblPos val="{place}"/>{shown}</c:dLbls>'


def _strings(texts: tuple[str, ...] | list[str]) -> str:
    points = "".join(f'<c:pt idx="{place}"><c:v>{escape(text)}</c:v></c:pt>' for place, text in enumerate(texts))
    return f'<c:strCache><c:ptCount val="{len(texts)}"/>{points}</c:strCache>'


def _numbers(series: Series, code: str) -> str:
    """The values as they are shown before anything is reckoned; a gap has no point."""
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{_plain(value)}</c:v></c:pt>'
        for place, value in enumerate(series.values)
        if value is not None
    )
    return f'<c:numCache><c:formatCode>{code}</c:formatCode><c:ptCount val="{len(series.values)}"/>{points}</c:numCache>'


def _plain(value: Decimal) -> str:
    return f"{value:f}"


def _axes(chart: Chart) -> str:
    """Labels below also where bars go down; the second axis on the right, without lines of its own."""
    across, up = ("l", "b") if chart.is_ranking else ("b", "l")
    kinds = [*_pair(_BARS, across, up, chart.unit, turned=chart.is_ranking)]
    if any(series.drawn is Drawn.RATE for series in chart.series):
        kinds += _pair(_LINES, across, "r", "", turned=False)
    return "".join(kinds)


def _pair(ids: tuple[str, str], across: str, up: str, unit: str, *, turned: bool) -> Iterator[str]:
    is_second = ids is _LINES
    rule = '<a:ln w="6350"><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill></a:ln>'
    order = "maxMin" if turned else "minMax"
    yield (
        f'<c:catAx><c:axId val="{ids[0]}"/><c:scaling><c:orientation val="{order}"/></c:scaling>'
        f'<c:delete val="{int(is_second)}"/><c:axPos val="{across}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'<c:crossAx val="{ids[1]}"/><c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>'
    )
    title = _axis_title(unit) if unit else ""
    lines = "" if is_second else f"<c:majorGridlines><c:spPr>{rule}</c:spPr></c:majorGridlines>"
    code, crosses = ("0%", "max") if is_second else ("#,##0", "max" if turned else "autoZero")
    yield (
        f'<c:valAx><c:axId val="{ids[1]}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{up}"/>{lines}{title}<c:numFmt formatCode="{code}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f'<c:spPr><a:ln><a:noFill/></a:ln></c:spPr><c:crossAx val="{ids[0]}"/><c:crosses val="{crosses}"/></c:valAx>'
    )


def _axis_title(text: str) -> str:
    size = 'sz="800" b="0"'
    words = f'<a:r><a:rPr lang="zh-CN" {size}/><a:t>{escape(text)}</a:t></a:r>'
    rich = f'<a:bodyPr rot="0" vert="horz"/><a:lstStyle/><a:p><a:pPr><a:defRPr {size}/></a:pPr>{words}</a:p>'
    return f'<c:title><c:tx><c:rich>{rich}</c:rich></c:tx><c:overlay val="0"/></c:title>'
