"""Word's own charts: their numbers, their data inside, their place in the document."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from docx.oxml.ns import qn
from lxml import etree

from tests.summary.subjects import EXAMPLE, every_figure, shipped, team_of
from tests.word.documents import content_of, opened, pdf_pages
from xlsummary.model import Lang, Text
from xlsummary.package import unpacked
from xlsummary.summary.chart import Chart, Drawn
from xlsummary.summary.charts import month_chart, ranking
from xlsummary.summary.figure import Figure
from xlsummary.summary.pen import NONE, Pen
from xlsummary.summary.records import ResultRow, ResultTable
from xlsummary.word.charts import drawing

TOTALS = "first-3-totals.zh.xlsx"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def figure(value: str) -> Figure:
    return Figure(name="", value=Decimal(value), text=value, formula="", cells=())


def row(label: str, sales: str | None, target: str | None = None, rate: str | None = None) -> ResultRow:
    goal, sold, reached = (figure(value) if value is not None else NONE for value in (target, sales, rate))
    return ResultRow(label=label, cash=NONE, target=goal, sales=sold, attainment=reached)


def table(*rows: ResultRow, has_target: bool = True) -> ResultTable:
    return ResultTable(unit="元", has_target=has_target, has_cash=False, rows=rows, shown=rows, note="", source=())


def chart_part(content: bytes, number: int = 1) -> etree._Element:
    return etree.fromstring(unpacked(content)[f"word/charts/chart{number}.xml"])


def test_targets_and_sales_are_columns_and_attainment_a_line_on_the_second_axis() -> None:
    plot = chart_part(content_of(TOTALS)).find(f"{C}chart/{C}plotArea")
    assert plot is not None
    bars, line = plot.find(f"{C}barChart"), plot.find(f"{C}lineChart")
    assert bars is not None
    assert line is not None
    assert [each.tag for each in plot][-4:] == [f"{C}catAx", f"{C}valAx", f"{C}catAx", f"{C}valAx"]
    assert [axis.get("val") for axis in bars.findall(f"{C}axId")] == ["10", "20"]
    assert [axis.get("val") for axis in line.findall(f"{C}axId")] == ["30", "40"]
    points = [point.findtext(f"{C}v") for point in line.iter(f"{C}pt")]
    assert len(points) == 1 + 12 + 12
    months = team_of(shipped(TOTALS)).results
    assert months is not None
    assert months.months is not None
    values = [row.attainment.value for row in months.months.rows if isinstance(row.attainment, Figure)]
    assert [Decimal(each or "") for each in points[13:]] == values[:12]


@pytest.mark.parametrize("name", [TOTALS, EXAMPLE])
def test_the_data_inside_are_the_figures_of_the_table(name: str) -> None:
    content = content_of(name)
    parts = unpacked(content)
    told = {each.value for each in every_figure(shipped(name)) if each.value is not None}
    books = [part for part in parts if part.startswith("word/embeddings/")]
    assert books
    for book in books:
        sheet = openpyxl.load_workbook(io.BytesIO(parts[book])).active
        assert sheet is not None
        unit = {"万元": Decimal(10_000), "元": Decimal(1)}[str(sheet.cell(1, 1).value)]
        for cells in sheet.iter_rows(min_row=2, min_col=2):
            for cell in cells:
                scale = Decimal(1) if "右轴" in str(sheet.cell(1, cell.column or 1).value) else unit
                value = Decimal(str(cell.value)) * scale
                assert any(abs(value - each) < Decimal("0.0001") for each in told)


def test_a_month_to_come_is_a_gap_and_a_negative_one_a_bar_below() -> None:
    rows = (row("1月", "-5000", "10000", "-0.5"), row("2月", "20000", "10000", "2"), row("3月", None, "10000"))
    chart = month_chart(table(*rows), Pen(lang=Lang.ZH))
    assert chart is not None
    assert [each.values for each in chart.series] == [
        (Decimal(10000), Decimal(10000), Decimal(10000)),
        (Decimal(-5000), Decimal(20000), None),
        (Decimal("-0.5"), Decimal(2), None),
    ]
    document = opened(content_of("first-1-target.zh.xlsx"))
    drawing(document, chart, 1)
    buffer = io.BytesIO()
    document.save(buffer)
    root = chart_part(buffer.getvalue())
    sales = root.findall(f".//{C}ser")[1]
    assert [point.get("idx") for point in sales.findall(f"{C}val//{C}pt")] == ["0", "1"]
    assert sales.find(f"{C}invertIfNegative").get("val") == "0"  # type: ignore[union-attr]
    assert root.find(f".//{C}dispBlanksAs").get("val") == "gap"  # type: ignore[union-attr]
    assert {each.get("val") for each in root.iter(f"{C}catAx") for each in each.findall(f"{C}tickLblPos")} == {"low"}


def test_a_ranking_is_sorted_and_needs_three_names() -> None:
    rows = (row("甲", "10"), row("乙", "30"), row("丙", "20"))
    chart = ranking(table(*rows, has_target=False), Pen(lang=Lang.ZH), Text("各人销售额", "Sales by rep"))
    assert chart is not None
    assert chart.categories == ("乙", "丙", "甲")
    assert chart.description == "各人销售额：销售额；销售额最高的是乙，最低的是甲。"
    assert ranking(table(*rows[:2]), Pen(lang=Lang.ZH), Text("", "")) is None


def test_a_chart_has_an_alternative_text_and_stands_in_no_exact_line() -> None:
    document = opened(content_of(TOTALS))
    properties = next(
        document.element.body.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr")
    )
    assert properties.get("descr") == "各月目标与实绩：目标、销售额、完成率（右轴）；销售额最高的是12月，最低的是2月。"
    styles = {style.style_id: style for style in document.styles}
    for element in document.element.body.iter(qn("w:drawing")):
        paragraph = next(element.iterancestors(qn("w:p")))
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        assert style is not None
        spacing = styles[style.get(qn("w:val")) or ""].element.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
        assert spacing is not None
        assert spacing.get(qn("w:lineRule")) == "auto"


def test_figures_are_numbered_apart_from_tables() -> None:
    captions = [each.text for each in opened(content_of(EXAMPLE)).paragraphs if each.text.startswith(("图", "表"))]
    assert [text[:2] for text in captions if text.startswith("图")] == ["图1", "图2"]
    assert captions.index("图1　各月销售与回款") == 1


def test_a_drawn_chart_prints(tmp_path: Path) -> None:
    pages = pdf_pages(content_of(TOTALS), tmp_path)
    assert "完成率（右轴）" in "".join(pages).replace(" ", "")


def test_a_series_of_a_chart_is_drawn_by_what_it_is() -> None:
    results = team_of(shipped(TOTALS)).results
    assert results is not None
    assert isinstance(results.month_chart, Chart)
    assert [each.drawn for each in results.month_chart.series] == [Drawn.PLAN, Drawn.ACTUAL, Drawn.RATE]
