"""The chart of months: what the company is to reach in each, for the headline line of every measure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xlsummary.model import Lang, Measure, Period, Settings, Text
from xlsummary.sheets.block import Block, number
from xlsummary.sheets.columns import FIRST, letters_of
from xlsummary.sheets.formats import unit_name
from xlsummary.sheets.layout import Chart, Drawn, LayoutCell, LayoutRow, Series, Style
from xlsummary.sheets.words import month_label
from xlsummary.wording import label

_WIDTH, _HEIGHT = 18.0, 6.0
_FEWEST_MONTHS = 2

_TITLE = Text("各月目标（{unit}）", "Monthly targets ({unit})")
_TITLE_OF_ONE = Text("各月{measure}目标（{unit}）", "Monthly targets: {measure} ({unit})")
_SECOND = Text("{measure}（{unit}，右轴）", "{measure} ({unit}, right axis)")
_TOLD = Text(
    "{measure}{months}个月合计 {total}，最高{top} {highest}，最低{low} {lowest}",
    "{measure}: {total} in {months} months, most in {top} ({highest}), least in {low} ({lowest})",
)


@dataclass(frozen=True)
class MonthsChart:
    """The chart and the hidden rows it is drawn from, which take the company's months from the blocks.

    `blocks` stand on the sheet already, headline first. Money is drawn in columns; one counted measure beside it as a line.
    """

    blocks: tuple[Block, ...]
    settings: Settings
    lang: Lang

    @property
    def is_worth_it(self) -> bool:
        return bool(self._measures) and len(self._months) >= _FEWEST_MONTHS

    def rows(self) -> Iterator[LayoutRow]:
        """One hidden row a month: its name in B, each measure from F on."""
        for month in self._months:
            cells = (self._cell(measure, month) for measure in self._measures)
            name = LayoutCell(self._label(month), style=Style.NOTE)
            yield LayoutRow((LayoutCell(), name, *[LayoutCell()] * (FIRST - 3), *cells), hidden=True)

    def chart(self, anchor: str, until: str, first_row: int) -> Chart:
        """The chart from cell to cell; `first_row` is that of `rows`."""
        months = self._months
        last_row = first_row + len(months) - 1
        series = tuple(self._series(place, measure, first_row, last_row) for place, measure in enumerate(self._measures))
        return Chart(
            title=self._title,
            categories=f"B{first_row}:B{last_row}",
            labels=tuple(map(self._label, months)),
            series=series,
            anchor=anchor,
            until=until,
            width=_WIDTH,
            height=_HEIGHT,
            described=f"{self._title}{Text('：', ': ')[self.lang]}" + Text("；", "; ")[self.lang].join(map(self._told, series)),
            format=self._blocks_of(self._measures[0])[0].formats.amount,
        )

    @property
    def _measures(self) -> tuple[Measure, ...]:
        """Those that are drawn, in the order of the blocks."""
        every = tuple(dict.fromkeys(block.plan.line.measure for block in self.blocks))
        money = tuple(measure for measure in every if measure.is_money)
        counted = tuple(measure for measure in every if not measure.is_money)
        if not money:
            return counted[:1]
        return (*money, *counted) if len(counted) == 1 else money

    def _blocks_of(self, measure: Measure) -> tuple[Block, ...]:
        """The blocks of the measure's headline line, which stands first."""
        every = [block for block in self.blocks if block.plan.line.measure is measure]
        return tuple(block for block in every if block.plan.line == every[0].plan.line)

    @property
    def _months(self) -> tuple[Period, ...]:
        found = {month for measure in self._measures for block in self._blocks_of(measure) for month in block.plan.months}
        return tuple(sorted(found, key=lambda month: month.start))

    def _cell(self, measure: Measure, month: Period) -> LayoutCell:
        for block in self._blocks_of(measure):
            row = block.row_of(month)
            if row is not None:
                value = number(block.plan.quota(0, month))
                return LayoutCell(value, f"={letters_of(FIRST)}{row}", Style.NOTE, block.formats.amount)
        return LayoutCell()

    def _series(self, place: int, measure: Measure, first_row: int, last_row: int) -> Series:
        letters = letters_of(FIRST + place)
        is_second = not measure.is_money and self._measures[0].is_money
        name = label(measure, self.lang)
        if is_second:
            name = _SECOND[self.lang].format(measure=name, unit=unit_name(measure, self.settings, self.lang))
        values = (self._cell(measure, month).value for month in self._months)
        return Series(
            name=name,
            cells=f"{letters}{first_row}:{letters}{last_row}",
            values=tuple(value if isinstance(value, int | Decimal) else None for value in values),
            drawn=Drawn.LINE if is_second else Drawn.COLUMNS,
            second_axis=is_second,
        )

    @property
    def _title(self) -> str:
        first = self._measures[0]
        unit = unit_name(first, self.settings, self.lang)
        template = _TITLE if len(self._measures) > 1 else _TITLE_OF_ONE
        return template[self.lang].format(measure=label(first, self.lang), unit=unit)

    def _told(self, series: Series) -> str:
        """The series in words, for who cannot see the chart."""
        known = [(value, month) for value, month in zip(series.values, self._months, strict=True) if value is not None]
        highest, lowest = max(known, key=lambda each: each[0]), min(known, key=lambda each: each[0])
        return _TOLD[self.lang].format(
            measure=series.name,
            months=len(known),
            total=f"{sum((value for value, _ in known), Decimal(0)):,}",
            top=self._label(highest[1]),
            highest=f"{highest[0]:,}",
            low=self._label(lowest[1]),
            lowest=f"{lowest[0]:,}",
        )

    def _label(self, month: Period) -> str:
        months: Sequence[Period] = self._months
        return month_label(month, self.lang, with_year=months[0].start.year != months[-1].last.year)
