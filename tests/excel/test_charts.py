from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from lxml import etree

from tests.excel.layouts import planning, sheets
from xlsummary.excel.author import authored
from xlsummary.excel.styles import CHART_COLUMNS, CHART_LINES, FONT_NAME
from xlsummary.sheets.layout import Chart, Drawn, Layout, Series

TITLE = "计划 '26"


def with_chart(**changes: object) -> Layout:
    layout = planning()
    return replace(layout, charts=(replace(layout.charts[0], **changes),))  # type: ignore[arg-type] # fields by name


def parts(layout: Layout) -> Mapping[str, bytes]:
    return authored([layout], {layout.marker: TITLE})


def chart_of(layout: Layout) -> etree._Element:
    return etree.fromstring(parts(layout)["xl/charts/chart1.xml"])


def texts(root: etree._Element, path: str) -> list[str]:
    found = root.xpath(path, namespaces={"c": etree.QName(root).namespace or ""})
    assert isinstance(found, list)
    return [str(each) for each in found]


def test_a_chart_holds_its_values_and_labels_for_readers_that_do_not_reckon() -> None:
    root = chart_of(planning())
    assert texts(root, "//c:cat//c:pt/c:v/text()") == ["2026-01", "2026-02"]
    assert texts(root, "//c:val//c:pt/c:v/text()") == ["150", "150"]
    assert texts(root, "//c:f/text()") == ["'计划 ''26'!$A$3:$A$4", "'计划 ''26'!$B$3:$B$4"]


def test_number_formats_of_a_chart_have_no_attributes() -> None:
    for number_format in ("#,##0", '#,##0 "万" ', " 0"):
        root = chart_of(with_chart(format=number_format, title='xml:space="preserve" '))
        assert "".join(root.xpath("//*[local-name()='title']//text()")) == 'xml:space="preserve" '  # type: ignore[arg-type] # texts
        assert texts(root, "//c:numCache/c:formatCode/text()") == [number_format]
        assert not list(root.xpath("//@xml:space"))  # type: ignore[arg-type] # attributes are a list


def test_a_value_that_is_missing_is_a_gap_and_not_a_zero() -> None:
    root = chart_of(with_chart(series=(Series("公司", "B3:B5", (Decimal("1.25"), None, 3)),)))
    assert texts(root, "//c:val//c:ptCount/@val") == ["3"]
    assert texts(root, "//c:val//c:pt/@idx") == ["0", "2"]
    assert texts(root, "//c:val//c:pt/c:v/text()") == ["1.25", "3"]
    assert texts(root, "//c:dispBlanksAs/@val") == ["gap"]


def test_hidden_rows_are_drawn_too() -> None:
    assert texts(chart_of(planning()), "//c:plotVisOnly/@val") == ["0"]


def test_a_chart_has_an_alternative_text_and_a_place() -> None:
    drawing = etree.fromstring(parts(planning())["xl/drawings/drawing1.xml"])
    (shape,) = drawing.iter("{*}cNvPr")
    assert shape.get("descr") == "每月的目标"
    (corner,) = drawing.iter("{*}from")
    assert [each.text for each in corner] == ["3", "0", "1", "0"]


def test_a_chart_may_reach_from_cell_to_cell_whatever_the_font() -> None:
    drawing = etree.fromstring(parts(with_chart(anchor="B9", until="N10"))["xl/drawings/drawing1.xml"])
    corners = {name: next(drawing.iter(f"{{*}}{name}")) for name in ("from", "to")}
    assert {name: (corner[0].text, corner[2].text) for name, corner in corners.items()} == {
        "from": ("1", "8"),
        "to": ("13", "9"),
    }
    assert next(drawing.iter("{*}twoCellAnchor")).get("editAs") == "oneCell"


def test_every_text_of_a_chart_has_a_font_for_chinese() -> None:
    root = chart_of(with_chart(series=two_ways()))
    faces = {kind: [each.get("typeface") for each in root.iter(f"{{*}}{kind}")] for kind in ("latin", "ea")}
    assert set(faces["ea"]) == set(faces["latin"]) == {FONT_NAME}
    assert len(faces["ea"]) >= len(list(root.iter("{*}title", "{*}legend", "{*}catAx", "{*}valAx")))


def two_ways() -> tuple[Series, ...]:
    return (
        Series("销售额", "B3:B4", (150, 150)),
        Series("回款", "B3:B4", (120, 130)),
        Series("拜访", "B3:B4", (9, 8), Drawn.LINE, second_axis=True),
    )


def test_a_line_on_a_second_axis_stands_beside_columns() -> None:
    root = chart_of(with_chart(series=two_ways()))
    assert texts(root, "//c:barChart/c:ser/c:tx/c:v/text()") == ["销售额", "回款"]
    assert texts(root, "//c:lineChart/c:ser/c:tx/c:v/text()") == ["拜访"]
    assert texts(root, "//c:valAx/c:axId/@val") == ["100", "200"]
    assert texts(root, "//c:valAx[c:axId/@val='200']/c:crosses/@val") == ["max"]
    assert texts(root, "//c:ser/c:order/@val") == ["0", "1", "2"]
    assert texts(root, "//c:delete/@val") == ["0", "0", "0"]


def test_series_are_told_apart_without_colour() -> None:
    """By lightness or pattern, by dash and by marker."""
    lightness = [(sum(int(look.color[at : at + 2], 16) for at in (0, 2, 4)) // 96, look.pattern) for look in CHART_COLUMNS]
    assert len(set(lightness)) == len(CHART_COLUMNS)
    assert len({(look.dash, look.marker) for look in CHART_LINES}) == len(CHART_LINES)
    root = chart_of(with_chart(series=two_ways()))
    assert len(set(texts(root, "//c:barChart/c:ser/c:spPr/*[1]/*/@val"))) == 2
    assert texts(root, "//c:lineChart/c:ser/c:marker/c:symbol/@val") == [CHART_LINES[0].marker]


@pytest.mark.parametrize("number", [1, 2])
def test_a_legend_stands_where_there_is_something_to_tell_apart(number: int) -> None:
    root = chart_of(with_chart(series=two_ways()[:number]))
    assert bool(list(root.iter("{*}legend"))) == (number > 1)


def test_charts_of_several_sheets_keep_their_own_alternative_texts() -> None:
    first, *_ = sheets()
    charts: tuple[Chart, ...] = (replace(first.charts[0], described="甲"), replace(first.charts[0], described="乙"))
    second = replace(first, marker="_xlsummary_second", title="二", charts=charts)
    entries = authored([first, second], {first.marker: "一", second.marker: "二"})
    told = [[each.get("descr") for each in etree.fromstring(entries[f"xl/drawings/drawing{number}.xml"]).iter("{*}cNvPr")]
            for number in (1, 2)]  # fmt: skip
    assert told == [["每月的目标"], ["甲", "乙"]]
    frames = [etree.fromstring(entries[f"xl/drawings/drawing{number}.xml"]).iter("{*}graphicFrame") for number in (1, 2)]
    assert [len(list(each)) for each in frames] == [1, 2]
