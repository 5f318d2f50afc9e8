"""Layouts to graft."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from xlsummary.sheets.layout import (
    Band,
    Chart,
    Drawn,
    Layout,
    LayoutCell,
    LayoutColumn,
    LayoutRow,
    Series,
    Style,
    Visibility,
    sheet_reference,
)

PLANNING = "_xlsummary_planning"
RECORD = "_xlsummary_record"
NOTICE = "=不是公式"
DAY = date(2026, 2, 3)


def planning(title: str = "计划分解", total: int = 300) -> Layout:
    """A small sheet with each kind of cell, a chart, hidden and outlined rows, a print set-up."""
    half = LayoutCell(total // 2, style=Style.MONTH, format="#,##0")
    rest = LayoutCell(total - total // 2, style=Style.MONTH, format='0.00"万"')
    rows = (
        LayoutRow((LayoutCell(title, style=Style.TITLE), LayoutCell(NOTICE, style=Style.NOTE))),
        LayoutRow((LayoutCell("期间", style=Style.HEAD), LayoutCell("公司", style=Style.HEAD))),
        LayoutRow((LayoutCell("2026-01", style=Style.MONTH), half), outline=1),
        LayoutRow((LayoutCell("2026-02", style=Style.MONTH), rest), outline=1, hidden=True),
        LayoutRow((LayoutCell("合计", style=Style.TOTAL), LayoutCell(total, "=SUM(B3:B4)", Style.TOTAL, "#,##0"))),
        LayoutRow((LayoutCell(DAY, style=Style.NOTE, format="yyyy-mm-dd"), LayoutCell(Decimal("0.5"), style=Style.WARNING))),
        LayoutRow((LayoutCell("去", link=f"{sheet_reference(PLANNING)}!A1"), LayoutCell())),
    )
    series = Series("公司", "B3:B4", (total // 2, total - total // 2), Drawn.COLUMNS)
    chart = Chart(
        title="月度",
        categories="A3:A4",
        labels=("2026-01", "2026-02"),
        series=(series,),
        anchor="D2",
        width=8,
        height=5,
        described="每月的目标",
    )
    return Layout(
        title=title,
        marker=PLANNING,
        columns=(LayoutColumn(12), LayoutColumn(14, band=Band.COMPANY)),
        rows=rows,
        freeze="B3",
        repeat_rows=(1, 2),
        merges=("A7:B7",),
        print_area="A1:B7",
        charts=(chart,),
    )


def problems(title: str = "问题") -> Layout:
    """A second sheet whose link and formula lead to the first one, by its final name."""
    there = sheet_reference(PLANNING)
    rows = (
        LayoutRow((LayoutCell("见", style=Style.NOTE, link=f"{there}!B5"), LayoutCell(300, f"={there}!B5", Style.NUMBER))),
        LayoutRow((LayoutCell("目标里", style=Style.NOTE, link="'目标'!B2"),)),
    )
    return Layout(title=title, marker="_xlsummary_problems", columns=(LayoutColumn(9),), rows=rows, landscape=False)


def record(title: str = "_xlsummary") -> Layout:
    rows = (LayoutRow((LayoutCell("version"), LayoutCell("1"))),)
    return Layout(
        title=title, marker=RECORD, columns=(LayoutColumn(9),), rows=rows, visibility=Visibility.VERY_HIDDEN, fit_width=False
    )


def sheets() -> tuple[Layout, ...]:
    return planning(), problems(), record()
