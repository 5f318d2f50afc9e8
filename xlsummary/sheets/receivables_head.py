"""The head of the sheet 应收: whose, from when to when, on what basis, from which rows, and what must be known of it."""

from __future__ import annotations

from collections.abc import Iterator

from xlsummary.compare.receivables import Receivables
from xlsummary.model import Lang, Measure, SalesBook, TaxBasis, Text
from xlsummary.periods import day_name
from xlsummary.plan.horizon import Horizon
from xlsummary.sheets.formats import unit_line
from xlsummary.sheets.head import line, owner_of
from xlsummary.sheets.layout import LayoutCell, LayoutRow, Style
from xlsummary.sheets.measuring import LINE_HEIGHT, lines_of
from xlsummary.sheets.record import book_id
from xlsummary.sheets.words import RECEIVABLES
from xlsummary.wording import DRAFT, Count, label

_LISTED = 5

_TITLE = Text("{name} {start}至{end}", "{name}, {start} to {end}")
_RECOGNISED = Text("销售额口径：{basis}", "sales recognised at: {basis}")
_TAXED = Text("实绩的销售额不含税，按 {rate} 逐行加税", "sales of the book are without tax; {rate} added row by row")
_ACCEPTED = Text("承兑计入回款", "acceptances count as cash")
_NOT_ACCEPTED = Text("承兑不计回款，单列", "acceptances are no cash and stand apart")
_DAYS = Text("期初日：{opening}；截止日：{as_of}", "Opening day {opening}; as of {as_of}")
_THROUGH = Text("；数据截至 {day}", "; data until {day}")
_ROWS = Text(
    "；来源：{name}，“{sheet}”读到 {found} 行，采用 {used} 行",
    "; source: {name}, {sheet} with {found} rows, {used} used",
)
_READ_AS = Text(
    "期末 = 期初 + 销售 - 回款{apart} - 冲抵 - 坏账。有单号的先对同一单号，其余先销最早的欠款；期初余额没有日期，排在最前。"
    "到期日 = 销售日期 + 账期{terms}。",
    "Closing = opening + sales - collected{apart} - set-offs - bad debts. Receipts settle their own document, else what "
    "is oldest; the opening balance has no date and comes first. Due = day of the sale + terms{terms}.",
)
_APART = Text(" - 承兑", " - acceptances")
_NO_TERMS = Text("，有 {count} 家没有填账期，按 0 天算", "; {count:client has|clients have} no terms, taken as 0 days")
_UNKNOWN_OPENING = Text(
    "{count} 家客户没有填期初应收，按 0 计；如有上年欠款，请在“客户”的“期初应收”补上",
    "{count:client has|clients have} no opening receivable, taken as 0; fill in Opening receivable on Clients if they owed",
)
_BEFORE = Text(
    "期初日以前的 {count} 行实绩应已在期初应收里，这里不再计入",
    "{count:row of actuals before the opening day is|rows of actuals before the opening day are} taken to be in the opening",
)
_STRADDLING = Text(
    "{count} 行按期间填写的实绩跨过期初日或截止日，分不开，没有计入：{cells}",
    "{count:row|rows} of actuals for a period across the opening or as-of day could not be split and "
    "{count:is|are} left out: {cells}",
)
_INEXACT = Text(
    "{count} 个金额是约数（{cells}），按写明的数计入，这些客户的应收也是约数",
    "{count:amount is a round number|amounts are round numbers} ({cells}), taken as written; what these clients owe is round",
)
_MORE = Text(" 等", " and more")


def head_rows(
    book: SalesBook, found: Receivables, horizon: Horizon, lang: Lang, width: float, *, draft: bool = False
) -> Iterator[LayoutRow]:
    """`width` is that of the sheet in characters."""
    if draft:
        yield line(DRAFT[lang], Style.DRAFT, 24.0)
    of_book = LayoutCell(f"book:{book_id(book)}", style=Style.KEY)
    yield LayoutRow((of_book, LayoutCell(_title(book, found, lang), style=Style.TITLE)), height=26.0)
    for text in (_basis(book, lang), _days(book, found, horizon, lang), _read_as(book, found, lang)):
        yield line(text, Style.NOTE, LINE_HEIGHT * lines_of(text, width))
    for text in _warnings(found, lang):
        yield line(text, Style.WARNING, LINE_HEIGHT * lines_of(text, width))


def _title(book: SalesBook, found: Receivables, lang: Lang) -> str:
    days = {"start": day_name(found.opening_day, lang), "end": day_name(found.as_of, lang)}
    text = _TITLE[lang].format(name=RECEIVABLES[lang], **days)
    owner = owner_of(book, lang)
    if lang is Lang.ZH or not owner:
        return f"{owner} {text}".strip()
    return f"{owner}: {text[0].lower()}{text[1:]}"


def _basis(book: SalesBook, lang: Lang) -> str:
    settings = book.settings
    parts = [unit_line(Measure.COLLECTIONS, settings, lang)]
    parts.append(_RECOGNISED[lang].format(basis=label(settings.recognition, lang)))
    if settings.tax_basis is TaxBasis.WITHOUT_TAX:
        parts.append(_TAXED[lang].format(rate=f"{settings.tax_rate * 100:f}".rstrip("0").rstrip(".") + "%"))
    parts.append((_ACCEPTED if settings.acceptance_counts else _NOT_ACCEPTED)[lang])
    return " · ".join(parts)


def _days(book: SalesBook, found: Receivables, horizon: Horizon, lang: Lang) -> str:
    text = _DAYS[lang].format(opening=day_name(found.opening_day, lang), as_of=day_name(found.as_of, lang))
    if horizon.through != horizon.as_of:
        text += _THROUGH[lang].format(day=day_name(horizon.through, lang))
    sheet = book.actuals.table.sheet if book.actuals.table else ""
    for control in (each for each in book.controls if each.sheet == sheet):
        words = {"name": book.name, "sheet": sheet, "found": control.rows_found, "used": control.rows_used}
        text += _ROWS[lang].format(**words)
    return text


def _read_as(book: SalesBook, found: Receivables, lang: Lang) -> str:
    without = sum(1 for account in found.accounts if not account.has_terms and account.sales)
    terms = _NO_TERMS[lang].format(count=Count(without)) if without else ""
    return _READ_AS[lang].format(terms=terms, apart="" if book.settings.acceptance_counts else _APART[lang])


def _warnings(found: Receivables, lang: Lang) -> Iterator[str]:
    unknown = sum(1 for account in found.accounts if not account.opening_is_known)
    if unknown:
        yield _UNKNOWN_OPENING[lang].format(count=Count(unknown))
    if found.dated_before:
        yield _BEFORE[lang].format(count=Count(found.dated_before))
    for text, cells in ((_STRADDLING, found.straddling), (_INEXACT, found.inexact)):
        if cells:
            listed = ", ".join(str(cell) for cell in cells[:_LISTED]) + (_MORE[lang] if len(cells) > _LISTED else "")
            yield text[lang].format(count=Count(len(cells)), cells=listed)
