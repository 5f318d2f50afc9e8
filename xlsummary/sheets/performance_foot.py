"""The foot of 目标对实绩: how to read it, what the columns of 实绩 add up to, who signs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from xlsummary.compare.performance import By
from xlsummary.compare.scores import ControlSum, Scores, Standing, Untold
from xlsummary.model import Bound, Lang, Measure, Period, Settings, Text
from xlsummary.periods import day_name
from xlsummary.sheets.block import ROW_HEIGHT, number
from xlsummary.sheets.columns import letters_of
from xlsummary.sheets.formats import NumberFormats, formats_of, unit_name
from xlsummary.sheets.head import line
from xlsummary.sheets.layout import LayoutCell, LayoutRow, Style
from xlsummary.sheets.measuring import LINE_HEIGHT, lines_of
from xlsummary.sheets.performance_columns import NAME_PLACE, Form, PerformanceColumn, every_score
from xlsummary.sheets.performance_table import dimension_name
from xlsummary.sheets.words import CHECK
from xlsummary.wording import label

_TARGETS = Text(
    "差额 = 累计实绩 - 累计计划；进度完成率 = 累计实绩 ÷ 累计计划，▲ 达到、▼ 未达到；完成率 = 实绩 ÷ 全期（全月）目标。"
    "合计的比率为合计相除；基数不大于 0 的比率留空。核对 = 合计 - 公司，应为 0。",
    "Variance = actual to date - plan to date; pace = actual / plan to date, ▲ reached, ▼ not; attained = actual / target of "
    "the whole period (month). Rates of totals are total by total; a rate whose base is not above 0 is left blank. "
    "Check = total - company, must be 0.",
)
_LAST_YEAR = Text("上年同期：{days}。", "Last year's same days: {days}.")
_BEFORE = Text("上月同期：{days}（该列已折叠）。", "Same days of the month before: {days} (that column is folded).")
_GROWTH_TYPED = Text("公司的同比取自设置“销售额同比”。", "The company's growth is that of the setting Sales growth.")
_STANDINGS = Text(
    "无目标：有实绩或上年同期，没有目标；未分配：没有填名称的实绩，和公司目标中没有分到名下的部分。",
    "No target: actuals or a last year, but no target. Unassigned: actuals without a name, and what of the company's target is "
    "nobody's.",
)
_NAMELESS = Text(
    "没有按{by}列：实绩都没有填{by}，分不到各自名下。", "Not by {by}: no actual names one, so none can be held to its target."
)
_LAST, _CASH = Text("上年同期的实绩", "last year's actuals"), Text("回款", "cash")
_NO_NAMES = Text("{what}都没有填{by}，按{by}留空。", "By {by} it is blank for {what}, which names none.")
_INEXACT = Text("≥ ≈ ≤：原数写的是“多”“约”“近”。", "≥ ≈ ≤: the book says at least, about, at most.")
_KINDS: Mapping[Untold, Text] = MappingProxyType(
    {
        Untold.MONTH_BLURRED: Text("本月实绩", "actual of this month"),
        Untold.MONTH_RUNNING: Text("本月实绩", "actual of this month"),
        Untold.BEFORE_SHORT: Text("环比", "growth on the month before"),
        Untold.BEFORE_BLURRED: Text("环比", "growth on the month before"),
        Untold.LAST_YEAR_SHORT: Text("同比", "growth on last year"),
        Untold.LAST_YEAR_BLURRED: Text("同比", "growth on last year"),
    }
)
_SHORT = Text(
    "没有{measures}的{what}：书中这些实绩从 {since} 才有，补上以前的就能算出。",
    "For {measures} there is no {what}: the book has these from {since} only; add the earlier ones to have it.",
)
_RUNNING = Text(
    "没有{measures}的{what}：有一行的期间到截止日还没有结束，没有计入。",
    "For {measures} there is no {what}: a row's period is not over by the as-of day, so it is not counted.",
)
_BLURRED = Text(
    "没有{measures}的{what}：有的实绩是更长期间的合计，分不出这些天；按日或按月填写就能算出。",
    "For {measures} there is no {what}: totals of longer periods cannot be told apart; give them by day or month to have it.",
)
_CONTROLS = Text(
    "控制数核对：“{sheet}”各列合计 = 本表 + 不在本表内的部分",
    "Control: each column of '{sheet}' = this sheet + what is not on it",
)
_PARTS: Mapping[str, Text] = MappingProxyType(
    {
        "total": Text("“{sheet}”合计", "Sum of '{sheet}'"),
        "earlier": Text("减：报告期以前", "less: earlier"),
        "later": Text("减：数据截至以后", "less: later"),
        "astride": Text("减：跨期的行", "less: across an edge"),
        "aside": Text("减：不算回款的", "less: no cash"),
        "inside": Text("本表累计实绩", "On this sheet"),
    }
)
_SIGNED = (Text("编制：", "Prepared by:"), Text("审核：", "Reviewed by:"), Text("日期：", "Date:"))
_FINEST = {True: Decimal("0.01"), False: Decimal("0.001")}
"""What money and quantities are counted in."""
_PEN = "＿" * 8
_TO = Text(" 至 ", " to ")


@dataclass(frozen=True, slots=True)
class PerformanceFoot:
    """What stands below the blocks."""

    scores: Scores
    settings: Settings
    columns: tuple[PerformanceColumn, ...]
    lang: Lang

    def notes(self, width: float) -> Iterator[LayoutRow]:
        """How to read the sheet, as far as it concerns what stands there; a note takes `width` characters."""
        for text in self._texts():
            yield line(text, Style.NOTE, LINE_HEIGHT * lines_of(text, width))

    @property
    def control_places(self) -> Sequence[int]:
        """The places of the columns that the controls stand in: those of amounts that show, others behind them where needed."""
        numbered = enumerate(self.columns, NAME_PLACE + 1)
        shown = [place for place, column in numbered if not column.is_folded and column.form in (Form.AMOUNT, Form.VARIANCE)]
        behind = range(NAME_PLACE + 1 + len(self.columns), NAME_PLACE + 1 + len(self.columns) + len(self.scores.controls))
        return [*shown, *behind][: len(self.scores.controls)]

    @property
    def control_widths(self) -> Mapping[int, float]:
        """Characters that the controls need, by place."""
        widths = (len(f"{control.total:,.2f}") + 3.0 for control in self.scores.controls)
        return dict(zip(self.control_places, widths, strict=True))

    def controls(self, first: int, cells: Mapping[tuple[Measure, str | None], str]) -> Iterator[LayoutRow]:
        """The bridge from the sums of 实绩 to the sheet, from sheet row `first` on; empty where the book has no row of 实绩.

        `cells` is where the company's actual stands, by measure and unit.
        """
        controls = self.scores.controls
        if not controls:
            return
        yield line(_CONTROLS[self.lang].format(sheet=controls[0].sheet), Style.LABEL, 20.0)
        yield self._control_row("", {place: LayoutCell(self._named(each), style=Style.HEAD) for place, each in self._placed})
        row = first + 2
        parts = [part for part in _PARTS if part in ("total", "inside") or any(getattr(each, part) for each in controls)]
        for part in parts:
            name = _PARTS[part][self.lang].format(sheet=controls[0].sheet)
            amounts = {place: self._part(each, part, cells) for place, each in self._placed}
            yield self._control_row(name, amounts, Style.TOTAL if part in ("total", "inside") else Style.MEMBER)
        checks = {place: self._check(each, letters_of(place), row, len(parts)) for place, each in self._placed}
        yield self._control_row(CHECK[self.lang], checks, Style.CHECK)

    def signed(self) -> LayoutRow:
        """The line to sign on."""
        text = "        ".join(f"{word[self.lang]}{_PEN}" for word in _SIGNED)
        return LayoutRow((LayoutCell(), LayoutCell(text, style=Style.PLAIN)), height=30.0)

    def _texts(self) -> Iterator[str]:
        keys, lang = {column.key for column in self.columns}, self.lang
        windows, scores = self.scores.windows, [score for block in self.scores.blocks for score in every_score(block)]
        if "target" in keys:
            yield _TARGETS[lang]
        if "last_year" in keys and windows.report.last_year:
            yield _LAST_YEAR[lang].format(days=self._days(windows.report.last_year))
        if "before" in keys and windows.month.before:
            yield _BEFORE[lang].format(days=self._days(windows.month.before))
        if any(score.growth_typed is not None and score.last_year is None for score in scores):
            yield _GROWTH_TYPED[lang]
        if any(score.standing is not Standing.NAMED for score in scores):
            yield _STANDINGS[lang]
        nameless = dict.fromkeys(table.by for block in self.scores.blocks for table in block.tables if not table.is_told)
        for by in nameless:
            yield _NAMELESS[lang].format(by=dimension_name(by, lang) if lang is Lang.ZH else dimension_name(by, lang).lower())
        yield from self._nameless()
        if any(score.row.actual.bound is not Bound.EXACT for score in scores):
            yield _INEXACT[lang]
        yield from self._untold()

    def _nameless(self) -> Iterator[str]:
        """The dimensions by which last year or cash cannot be told, once each."""
        tables = [(block, table) for block in self.scores.blocks for table in block.tables if table.is_told]
        named = [(block, table) for block, table in tables if table.by is not By.MONTH]
        told = {
            _LAST[self.lang]: [t.by for b, t in named if b.company.last_year and not t.is_whole_before],
            _CASH[self.lang]: [t.by for b, t in named if b.company.cash and not any(score.cash for score in t.scores)],
        }
        for what, dimensions in told.items():
            for by in dict.fromkeys(dimensions):
                name = dimension_name(by, self.lang)
                yield _NO_NAMES[self.lang].format(what=what, by=name if self.lang is Lang.ZH else name.lower())

    def _untold(self) -> Iterator[str]:
        """Why figures are not there, once for all measures that it is so with."""
        found: dict[tuple[Text, date | None, bool], dict[str, None]] = {}
        for block in self.scores.blocks:
            for reason in block.untold:
                since = block.since if reason in (Untold.BEFORE_SHORT, Untold.LAST_YEAR_SHORT) else None
                key = (_KINDS[reason], since, reason is Untold.MONTH_RUNNING)
                found.setdefault(key, {})[label(block.line.measure, self.lang)] = None
        for (what, since, is_running), measures in found.items():
            named = [each if self.lang is Lang.ZH else each.lower() for each in measures]
            words = {"what": what[self.lang], "measures": Text("、", ", ")[self.lang].join(named)}
            if since:
                yield _SHORT[self.lang].format(since=day_name(since, self.lang), **words)
            else:
                yield (_RUNNING if is_running else _BLURRED)[self.lang].format(**words)

    def _days(self, period: Period) -> str:
        return _TO[self.lang].join(day_name(day, self.lang) for day in (period.start, period.last))

    @property
    def _placed(self) -> Iterator[tuple[int, ControlSum]]:
        return zip(self.control_places, self.scores.controls, strict=True)

    def _control_row(self, name: str, cells: Mapping[int, LayoutCell], style: Style = Style.HEAD) -> LayoutRow:
        """A row with its name in C, and cells at their places."""
        names = (LayoutCell(style=Style.KEY), LayoutCell(style=style), LayoutCell(name or None, style=style))
        last = max(cells)
        return LayoutRow(
            (*names, *(cells.get(place, LayoutCell()) for place in range(NAME_PLACE + 1, last + 1))), height=ROW_HEIGHT
        )

    def _named(self, control: ControlSum) -> str:
        """The measure and its unit; money stands here in yuan, in whatever unit it is shown above."""
        unit = control.unit
        if control.measure.is_money:
            unit = unit_name(control.measure, replace(self.settings, display_unit=Decimal(1)), self.lang)
        named = "" if not unit else Text("（{unit}）", " ({unit})")[self.lang].format(unit=unit)
        return label(control.measure, self.lang) + named

    def _part(self, control: ControlSum, part: str, cells: Mapping[tuple[Measure, str | None], str]) -> LayoutCell:
        """A part of the sum; what is on this sheet is taken from there."""
        cell = cells.get((control.measure, control.unit)) if part == "inside" else None
        style = Style.TOTAL if part in ("total", "inside") else Style.MEMBER
        shown = self._formats(control).amount
        return LayoutCell(number(getattr(control, part)), f"={cell}" if cell else None, style, shown)

    def _check(self, control: ControlSum, letter: str, row: int, count: int) -> LayoutCell:
        """The sum less all its parts."""
        formats = self._formats(control)
        formula = f"=ROUND({letter}{row}-SUM({letter}{row + 1}:{letter}{row + count - 1}),{formats.decimals})"
        return LayoutCell(number(control.unexplained), formula, Style.CHECK, formats.check)

    def _formats(self, control: ControlSum) -> NumberFormats:
        """To the fen, whatever unit the tables are shown in."""
        return formats_of(control.measure, replace(self.settings, display_unit=Decimal(1)), _FINEST[control.measure.is_money])
