"""The chart of 目标对实绩: each month's target and actual as columns, its attainment as a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xlsummary.compare.rates import ratio
from xlsummary.model import Lang, Settings, Text
from xlsummary.sheets.block import number
from xlsummary.sheets.formats import formats_of, unit_name
from xlsummary.sheets.layout import Chart, Drawn, Series
from xlsummary.sheets.performance_block import Months, PerformanceBlock
from xlsummary.sheets.performance_columns import PerformanceColumn, letters
from xlsummary.wording import label

_WIDTH, _HEIGHT = 24.0, 7.0
_FEWEST_MONTHS = 2

_TITLE = Text("各月{measure}目标与实绩（{unit}）", "{measure} by month: target and actual ({unit})")
_TITLE_ACTUAL = Text("各月{measure}（{unit}）", "{measure} by month ({unit})")
_TARGET, _ACTUAL, _ATTAINED = Text("目标", "Target"), Text("实绩", "Actual"), Text("完成率（右轴）", "Attained (right axis)")
_TOLD = Text("{name}{count}个月合计 {total}", "{name}: {total} in {count} months")
_TOLD_RATE = Text("{name}：{rates}", "{name}: {rates}")
_BETWEEN = Text("；", "; ")


@dataclass(frozen=True, slots=True)
class PerformanceChart:
    """Draws the months of a block where they can be told apart, from its own rows."""

    block: PerformanceBlock
    columns: tuple[PerformanceColumn, ...]
    settings: Settings
    lang: Lang

    def chart(self, anchor: str, until: str) -> Chart | None:
        """The chart from cell to cell; None for fewer than two months."""
        months = self.block.months
        if months is None or len(months.labels) < _FEWEST_MONTHS:
            return None
        series = tuple(self._series(months))
        measure = self.block.block.line.measure
        unit = unit_name(measure, self.settings, self.lang)
        title = (_TITLE if len(series) > 1 else _TITLE_ACTUAL)[self.lang].format(measure=label(measure, self.lang), unit=unit)
        told = _BETWEEN[self.lang].join(self._told(each) for each in series)
        return Chart(
            title=title,
            categories=f"C{months.first}:C{months.last}",
            labels=months.labels,
            series=series,
            anchor=anchor,
            until=until,
            width=_WIDTH,
            height=_HEIGHT,
            described=f"{title}{Text('：', ': ')[self.lang]}{told}",
            format=formats_of(measure, self.settings, Decimal(1)).amount,
        )

    def _series(self, months: Months) -> Iterator[Series]:
        places = letters(self.columns)
        targets, actuals = self._values(months, "target"), self._values(months, "actual")
        has_target = any(each is not None for each in targets) and "target" in places
        if has_target:
            yield Series(_TARGET[self.lang], self._cells("target", months), targets)
        yield Series(_ACTUAL[self.lang], self._cells("actual", months), actuals)
        if has_target:
            pairs = zip(actuals, targets, strict=True)
            rates = tuple(None if actual is None or target is None else _rate(actual, target) for actual, target in pairs)
            cells = self._cells("attained", months)
            yield Series(_ATTAINED[self.lang], cells, rates, Drawn.LINE, second_axis=True, format="0%")

    def _cells(self, key: str, months: Months) -> str:
        letter = letters(self.columns)[key]
        return f"{letter}{months.first}:{letter}{months.last}"

    @staticmethod
    def _values(months: Months, key: str) -> tuple[int | Decimal | None, ...]:
        return tuple(number(numbers[key].value) if key in numbers else None for numbers in months.numbers)

    def _told(self, series: Series) -> str:
        """The series in words, for who cannot see the chart."""
        known: Sequence[int | Decimal] = [value for value in series.values if value is not None]
        if series.second_axis:
            shown = Text("、", ", ")[self.lang].join(f"{value:.0%}" for value in known)
            return _TOLD_RATE[self.lang].format(name=series.name, rates=shown)
        return _TOLD[self.lang].format(name=series.name, count=len(known), total=f"{sum(known, Decimal(0)):,}")


def _rate(actual: int | Decimal, target: int | Decimal) -> Decimal | None:
    return ratio(Decimal(actual), Decimal(target))
