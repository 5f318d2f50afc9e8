"""The head of 目标对实绩: on what basis the figures stand, and what they come from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlsummary.compare.scores import Scores
from xlsummary.model import Control, Lang, Measure, RateBasis, SalesBook, TaxBasis, Text
from xlsummary.periods import day_name, name_of
from xlsummary.plan.quota import CalendarBasis, Plan
from xlsummary.sheets.calendars import calendar_line
from xlsummary.sheets.foot import left_out_name
from xlsummary.sheets.formats import unit_name
from xlsummary.sheets.head import line, owner_of
from xlsummary.sheets.layout import LayoutCell, LayoutRow, Style
from xlsummary.sheets.measuring import LINE_HEIGHT
from xlsummary.sheets.record import book_id
from xlsummary.wording import DRAFT, label

PERFORMANCE = Text("目标对实绩", "Performance")

_GAP = 6.0

_NAMED = Text("{name}：{text}", "{name}: {text}")
_PERIOD = Text("期间", "Period")
_DATES = Text("{name}（{first} 至 {last}），工作日 {days} 天", "{name} ({first} to {last}), {days} working days")
_UNTIL = Text("数据截至", "Data until")
_GONE = Text("{day}；已过工作日 {gone} 天，时间进度 {progress}", "{day}; {gone} working days gone, {progress} of the time")
_AS_OF = Text("；截止日 {day}，其后没有实绩", "; as of {day}, with no actuals after that day")
_BASIS, _COLLECTED, _SOURCE = Text("口径", "Basis"), Text("回款口径", "Cash basis"), Text("数据来源", "Source")
_TAXED = Text("销售额{tax}，按{recognised}确认", "Sales {tax}, recognised at {recognised}")
_RATE = Text("（税率 {rate}）", " (tax rate {rate})")
_PROFIT = Text("利润为{profit}", "profit is {profit}")
_CURRENCY = Text("币种 {currency}", "currency {currency}")
_SHOWN = Text("金额以{unit}显示，单元格内为元", "amounts shown in {unit}, the cells hold yuan")
_YUAN = Text("金额单位：{unit}", "amounts in {unit}")
_CURRENT = Text("回款率 = 累计回款 ÷ 累计含税销售额", "Collected = cash to date / sales to date with tax")
_RECEIVABLE = Text(
    "回款率 = 累计回款 ÷（期初应收 + 累计含税销售额）",
    "Collected = cash to date / (opening receivables + sales to date with tax)",
)
_ACCEPTED = Text("承兑计入回款", "acceptances count as cash")
_NOT_ACCEPTED = Text("承兑不计入回款", "acceptances do not count as cash")
_NEVER = Text("冲抵、坏账不计入", "set-offs and bad debts do not")
_FILE = Text("工作簿 {name}", "Workbook {name}")
_ROWS = Text("“{sheet}”读到 {found} 行，采用 {used} 行", "'{sheet}': {found} rows found, {used} used")
_NOT_USED = Text("（未用：{reasons}）", " (left out: {reasons})")
_SEPARATOR = Text("；", "; ")


def head_rows(
    book: SalesBook, scores: Scores, plans: Sequence[Plan], lang: Lang, *, has_cash: bool, draft: bool
) -> Iterator[LayoutRow]:
    """Title, period, data until, basis, cash basis where there is cash, source; a draft and an estimated calendar say so."""
    if draft:
        yield line(DRAFT[lang], Style.DRAFT, 24.0)
    of_book = LayoutCell(f"book:{book_id(book)}", style=Style.KEY)
    yield LayoutRow((of_book, LayoutCell(_title(book, scores, lang), style=Style.TITLE)), height=26.0)
    yield _row(_PERIOD, _period(book, scores, lang), lang)
    yield _row(_UNTIL, _until(scores, lang), lang)
    yield _row(_BASIS, _SEPARATOR[lang].join(_basis(book, scores, lang)), lang)
    if has_cash:
        yield _row(_COLLECTED, _SEPARATOR[lang].join(_cash(book, lang)), lang)
    yield _row(_SOURCE, _SEPARATOR[lang].join(_source(book, lang)), lang)
    if any(plan.basis is CalendarBasis.ESTIMATE for plan in plans):
        yield line(calendar_line(book, plans, lang), Style.WARNING, LINE_HEIGHT)
    yield LayoutRow(height=_GAP)


def _row(name: Text, text: str, lang: Lang) -> LayoutRow:
    return line(_NAMED[lang].format(name=name[lang], text=text), Style.NOTE, LINE_HEIGHT)


def _title(book: SalesBook, scores: Scores, lang: Lang) -> str:
    owner, period = owner_of(book, lang), name_of(scores.period, lang, book.settings.year_start)
    if lang is Lang.ZH:
        return f"{owner} {period}{PERFORMANCE.zh}".strip()
    return f"{owner}: performance {period}" if owner else f"Performance {period}"


def _period(book: SalesBook, scores: Scores, lang: Lang) -> str:
    words = {"first": day_name(scores.period.start, lang), "last": day_name(scores.period.last, lang)}
    name = name_of(scores.period, lang, book.settings.year_start)
    return _DATES[lang].format(name=name, days=scores.working_days, **words)


def _until(scores: Scores, lang: Lang) -> str:
    progress = scores.time_progress
    shown = "-" if progress is None else f"{progress:.1%}"
    text = _GONE[lang].format(day=day_name(scores.windows.through, lang), gone=scores.days_gone, progress=shown)
    if scores.windows.as_of != scores.windows.through:
        text += _AS_OF[lang].format(day=day_name(scores.windows.as_of, lang))
    return text


def _basis(book: SalesBook, scores: Scores, lang: Lang) -> Iterator[str]:
    settings = book.settings
    tax, recognised = label(settings.tax_basis, lang), label(settings.recognition, lang)
    lower = str.lower if lang is Lang.EN else str
    text = _TAXED[lang].format(tax=lower(tax), recognised=lower(recognised))
    if settings.tax_basis is TaxBasis.WITHOUT_TAX:
        text += _RATE[lang].format(rate=f"{settings.tax_rate:.0%}")
    yield text
    if any(block.line.measure is Measure.PROFIT for block in scores.blocks):
        yield _PROFIT[lang].format(profit=lower(label(settings.profit_basis, lang)))
    yield _CURRENCY[lang].format(currency=settings.currency)
    unit = unit_name(Measure.SALES, settings, lang)
    yield (_YUAN if settings.display_unit == 1 else _SHOWN)[lang].format(unit=unit)


def _cash(book: SalesBook, lang: Lang) -> Iterator[str]:
    settings = book.settings
    yield (_CURRENT if settings.rate_basis is RateBasis.CURRENT else _RECEIVABLE)[lang]
    yield (_ACCEPTED if settings.acceptance_counts else _NOT_ACCEPTED)[lang]
    yield _NEVER[lang]


def _source(book: SalesBook, lang: Lang) -> Iterator[str]:
    """The file, and of 目标 and 实绩 how many rows were used."""
    yield _FILE[lang].format(name=book.name)
    sheets = {table.sheet for key, table in book.tables.items() if key in ("targets", "actuals")}
    for control in book.controls:
        if control.sheet in sheets and control.rows_found:
            words = {"sheet": control.sheet, "found": control.rows_found, "used": control.rows_used}
            yield _ROWS[lang].format(**words) + _left_out(control, lang)


def _left_out(control: Control, lang: Lang) -> str:
    reasons = (f"{left_out_name(each.reason, lang)} {each.rows}" for each in control.left_out)
    return _NOT_USED[lang].format(reasons=Text("、", ", ")[lang].join(reasons)) if control.left_out else ""
