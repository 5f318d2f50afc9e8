"""A layout's chart as openpyxl draws it: bars and lines told apart without colour, values in it for readers that reckon not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from lxml import etree
from openpyxl.chart import BarChart, LineChart
from openpyxl.chart._chart import ChartBase
from openpyxl.chart.axis import ChartLines, NumericAxis, TextAxis
from openpyxl.chart.data_source import AxDataSource, NumData, NumDataSource, NumRef, NumVal, StrData, StrRef, StrVal
from openpyxl.chart.legend import Legend
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import Series as DrawnSeries
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.colors import ColorChoice
from openpyxl.drawing.fill import PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import TwoCellAnchor
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties, RegularTextRun
from openpyxl.utils.cell import coordinate_to_tuple

from xlsummary.excel.styles import CHART_COLUMNS, CHART_LINES, FONT_NAME, RULE_COLOR, ColumnLook, LineLook
from xlsummary.sheets.layout import Chart, Drawn, Series

_SECOND_AXIS = 200
_SPACE = re.compile(rb"(<[^<>]*?) xml:space=\"preserve\"")
_TITLE_SIZE, _TEXT_SIZE = 1100, 900
"""Hundredths of a point."""


def drawn(chart: Chart, sheet: str) -> ChartBase:
    """The chart of the sheet of that (quoted) name, to be added to an openpyxl worksheet."""
    groups = list(_groups(chart, sheet))
    first, *others = groups
    for other in others:
        first += other
    first.title = _title(chart.title)
    first.legend = Legend(legendPos="b", txPr=_text()) if len(chart.series) > 1 else None
    first.anchor = chart.anchor
    if chart.until is not None:
        first.anchor = _span(chart.anchor, chart.until)  # type: ignore[assignment] # the stubs say str, it is an anchor too
    first.width, first.height = chart.width, chart.height  # type: ignore[assignment] # the stubs say int, it is any number
    first.roundedCorners = False
    first.graphical_properties = GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))
    first.visible_cells_only = False
    first.display_blanks = "gap"
    return first


def _span(first: str, until: str) -> TwoCellAnchor:
    """From cell to cell; it moves with the first and keeps its size."""
    anchor = TwoCellAnchor(editAs="oneCell")
    for corner, cell in ((anchor._from, first), (anchor.to, until)):
        row, column = coordinate_to_tuple(cell)
        corner.row, corner.col = row - 1, column - 1
    return anchor


def _groups(chart: Chart, sheet: str) -> Iterator[BarChart | LineChart]:
    """One group of series for each axis and way of drawing; a series looks as its place among those of its way says."""
    order = 0
    for is_second in (False, True):
        for way in Drawn:
            alike = [each for each in chart.series if each.drawn is way]
            chosen = [(look, each) for look, each in enumerate(alike) if each.second_axis == is_second]
            made = [_series(each, order + place, look, chart, sheet) for place, (look, each) in enumerate(chosen)]
            order += len(made)
            if made:
                shown = chosen[0][1].format if is_second else chart.format
                yield _group(way, made, shown, is_second=is_second)


def _group(way: Drawn, series: list[DrawnSeries], number_format: str, *, is_second: bool) -> BarChart | LineChart:
    group: BarChart | LineChart = BarChart() if way is Drawn.COLUMNS else LineChart()
    if isinstance(group, BarChart):
        group.gapWidth, group.overlap = 60, 0
    group.ser = series
    across = TextAxis(axId=10, crossAx=100, delete=False, axPos="b", tickLblPos="low", txPr=_text())
    across.majorTickMark = "out"
    up = NumericAxis(axId=100, crossAx=10, delete=False, axPos="l", txPr=_text())
    up.number_format = number_format
    up.majorGridlines = ChartLines(spPr=_outline("D9D9D9"))
    if is_second:
        up.axId, up.crosses, up.majorGridlines, up.axPos = _SECOND_AXIS, "max", None, "r"
    up.spPr = _outline(RULE_COLOR)
    across.spPr = _outline("7F7F7F")
    group.x_axis, group.y_axis = across, up
    return group


def _series(series: Series, place: int, look: int, chart: Chart, sheet: str) -> DrawnSeries:
    number_format = series.format if series.second_axis else chart.format
    labels = [StrVal(idx=idx, v=label) for idx, label in enumerate(chart.labels)]
    made = DrawnSeries(
        idx=place,
        order=place,
        tx=SeriesLabel(v=series.name),
        cat=AxDataSource(
            strRef=StrRef(f=_reference(sheet, chart.categories), strCache=StrData(ptCount=len(labels), pt=labels))
        ),
        val=NumDataSource(numRef=NumRef(f=_reference(sheet, series.cells), numCache=_cached(series.values, number_format))),
    )
    if series.drawn is Drawn.COLUMNS:
        made.spPr, made.invertIfNegative, made.marker = _column_look(CHART_COLUMNS[look % len(CHART_COLUMNS)]), False, None
    else:
        line = CHART_LINES[look % len(CHART_LINES)]
        made.spPr, made.marker, made.smooth = _line_look(line), _marker(line), False
    return made


def _cached(values: Iterable[int | Decimal | None], number_format: str) -> NumData:
    """The values there are; a gap has none."""
    listed = tuple(values)
    points = [NumVal(idx=place, v=f"{value:f}" if isinstance(value, Decimal) else str(value))
              for place, value in enumerate(listed) if value is not None]  # fmt: skip
    return NumData(formatCode=number_format, ptCount=len(listed), pt=points)


def _reference(sheet: str, cells: str) -> str:
    """`C12:C23` as `'计划分解'!$C$12:$C$23`."""
    return f"{sheet}!" + ":".join(
        f"${each.rstrip('0123456789')}${each.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}" for each in cells.split(":")
    )


def _column_look(look: ColumnLook) -> GraphicalProperties:
    made = _outline(look.outline)
    if look.pattern is None:
        made.solidFill = look.color
    else:
        made.pattFill = PatternFillProperties(prst=look.pattern)
        made.pattFill.foreground = ColorChoice(srgbClr=look.color)  # type: ignore[arg-type] # RRGGBB, which the stubs leave out
        made.pattFill.background = ColorChoice(srgbClr="FFFFFF")  # type: ignore[arg-type]
    return made


def _line_look(look: LineLook) -> GraphicalProperties:
    return GraphicalProperties(ln=LineProperties(solidFill=look.color, prstDash=look.dash, w=25_400))


def _marker(look: LineLook) -> Marker:
    shape = _outline(look.color)
    shape.solidFill = "FFFFFF"
    return Marker(symbol=look.marker, size=7, spPr=shape)


def _outline(color: str) -> GraphicalProperties:
    return GraphicalProperties(ln=LineProperties(solidFill=color, w=9_525))


def _letters(size: int, *, bold: bool = False) -> CharacterProperties:
    """Both a Latin and an East Asian font, or Chinese stands in whatever the machine falls back to."""
    font = Font(typeface=FONT_NAME)
    return CharacterProperties(sz=size, b=bold, solidFill="404040", latin=font, ea=font)


def _text() -> RichText:
    letters = _letters(_TEXT_SIZE)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=letters), r=[], endParaRPr=letters)])


def _title(text: str) -> Title:
    letters = _letters(_TITLE_SIZE, bold=True)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=letters), r=[RegularTextRun(rPr=letters, t=text)])
    return Title(tx=Text(rich=RichText(p=[paragraph])), overlay=False)


def described(drawing: bytes, charts: Iterable[Chart]) -> bytes:
    """The drawing part with each chart's alternative text, which openpyxl has no place for; the charts in their order."""
    root = etree.fromstring(drawing, etree.XMLParser(resolve_entities=False, no_network=True))
    for shape, chart in zip(root.iter("{*}cNvPr"), charts, strict=True):
        shape.set("descr", chart.described)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def without_space(part: bytes) -> bytes:
    """The chart part without `xml:space`, which openpyxl writes and the language of charts does not have."""
    return _SPACE.sub(rb"\1", part)
