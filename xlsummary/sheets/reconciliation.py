"""The sheet 对账: for each measure the bridge from the workbook's total to the ledger's, then every row by its class."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlsummary.compare.postings import AGREEING, MatchClass, Reconciled
from xlsummary.compare.reconciliation import MeasureReconciled, Reconciliation
from xlsummary.model import Lang, Measure, TaxBasis, Text
from xlsummary.periods import key_of
from xlsummary.sheets.layout import Layout, LayoutCell, LayoutColumn, LayoutRow, Style
from xlsummary.sheets.reconciliation_rows import Rows, yuan
from xlsummary.sheets.reconciliation_words import (
    AGREES,
    BLOCK,
    BRIDGE,
    CASH_BLOCK,
    CHECK,
    CLASSES,
    DIFFERS,
    HEAD,
    HEADINGS,
    LEDGER_TOTAL,
    LEFT_OUT,
    LESS,
    LINES_LEFT_OUT,
    MEANINGS,
    MORE,
    PART,
    RATE,
    RECKONED,
    SEARCH_ENDED,
    SIDES,
    TERMS,
    WORKBOOK_TOTAL,
)
from xlsummary.sheets.words import PAGES, SIGNATURES
from xlsummary.wording import label

MARKER = "_xlsummary_reconciliation"
RECONCILIATION = Text("对账", "Reconciliation")

_WIDTH = len(HEADINGS)
_BRIDGE_ENDS = 5
"""Rows of a bridge beside those of its classes: the heading, both totals, the reconciled one, the check."""
_ONE_PAGE = 50
"""Rows that are printed on one page, whatever measures they are of."""
_AMOUNT = "#,##0.00;-#,##0.00;0.00"
_COUNT = "#,##0"


def reconciliation_layout(found: Reconciliation, lang: Lang) -> Layout:
    """The whole sheet; amounts in yuan, differences workbook less ledger."""
    rows = [*_head(found, lang)]
    blocks: list[int] = []
    for each in found.measures:
        blocks.append(len(rows) + 1)
        rows += _Block(found, each, lang, len(rows) + 1).rows()
    heads = [number for number, row in enumerate(rows, 1) if len(row.cells) == _WIDTH and row.cells[1].style is Style.HEAD]
    rows.append(LayoutRow((LayoutCell(SIGNATURES[lang], style=Style.LABEL),), height=24.0))
    return Layout(
        title=RECONCILIATION[lang],
        marker=MARKER,
        columns=tuple(LayoutColumn(width) for _, width in HEADINGS),
        rows=tuple(rows),
        repeat_rows=(heads[0], heads[0]) if len(heads) == 1 and not rows[heads[0] - 1].hidden else None,
        print_area=f"A1:L{len(rows)}",
        breaks=tuple(blocks[1:]) if len(rows) > _ONE_PAGE else (),
        footer=PAGES[lang],
    )


def _head(found: Reconciliation, lang: Lang) -> Iterator[LayoutRow]:
    settings = found.book.settings
    company = f"{settings.company} " if settings.company else ""
    yield LayoutRow((LayoutCell(f"{company}{RECONCILIATION[lang]}", style=Style.TITLE),), height=26.0)
    period = key_of(found.period, settings.year_start)
    told = HEAD[lang].format(book=found.book.name, ledger=found.ledger.sheet, period=period)
    yield LayoutRow((LayoutCell(told, style=Style.LABEL),), height=20.0)
    count = sum(len(matches) for each in found.measures for kind, matches in each.found.classes.items() if kind not in AGREEING)
    verdict = DIFFERS[lang].format(count=count) if count else AGREES[lang]
    yield LayoutRow((LayoutCell(verdict, style=Style.WARNING if count else Style.NOTE),), height=20.0)


class _Block:
    """One measure's bridge and rows; the first row stands in sheet row `first`."""

    def __init__(self, whole: Reconciliation, measured: MeasureReconciled, lang: Lang, first: int) -> None:
        self._whole, self._measured, self._lang, self._first = whole, measured, lang, first
        self._classes = [each for each in CLASSES if each in measured.found.classes]

    def rows(self) -> list[LayoutRow]:
        notes = [*self._notes()]
        table = self._first + len(notes) + len(self._classes) + _BRIDGE_ENDS + 1
        rows = Rows(self._whole, self._measured, self._lang)
        lines = rows.lines(self._classes)
        span = f"$A${table + 1}:$A${table + len(lines)}", f"$B${table + 1}:$B${table + len(lines)}"
        titles = tuple(LayoutCell(text[self._lang], style=Style.HEAD) for text, _ in HEADINGS)
        closed = all(line.hidden for line in lines)  # nothing stands open below it
        head = LayoutRow(titles, outline=1 if closed else 0, hidden=closed, height=20.0)
        bridge = self._bridge(span, self._first + len(notes) + 1, rows.unlisted)
        return [*notes, *bridge, LayoutRow(), *([head, *lines, LayoutRow()] if lines else [])]

    def _notes(self) -> Iterator[LayoutRow]:
        side, lang, found = self._measured.side, self._lang, self._measured.found
        words = {"measure": label(self._measured.measure, lang), "account": side.account, "side": SIDES[side.side][lang]}
        taxed = self._measured.measure is Measure.SALES
        if taxed:
            words |= {"own": _tax(self._measured.workbook_tax, lang), "theirs": _tax(side.tax, lang)}
        text = (BLOCK if taxed else CASH_BLOCK)[lang].format(**words)
        yield LayoutRow(tuple(LayoutCell(text if at == 0 else None, style=Style.BLOCK) for at in range(_WIDTH)), height=22.0)
        yield _note(_terms(found, lang))
        left_out = {**self._whole.ledger.left_out, **side.left_out}
        if left_out:
            counts = (f"{LINES_LEFT_OUT[reason][lang]} {count:,}" for reason, count in left_out.items())
            yield _note(LEFT_OUT[lang].format(reasons=Text("，", ", ")[lang].join(counts)))
        if found.search_ended:
            yield LayoutRow((LayoutCell(SEARCH_ENDED[lang], style=Style.WARNING),))

    def _bridge(self, span: tuple[str, str], first: int, unlisted: frozenset[MatchClass]) -> Iterator[LayoutRow]:
        """From the workbook's total to the ledger's; the classes are summed from the rows below, where all are listed."""
        lang, found = self._lang, self._measured.found
        yield LayoutRow(tuple(LayoutCell(text[lang], style=Style.HEAD) for text in BRIDGE), height=20.0)
        yield _bridge_row(WORKBOOK_TOTAL[lang], yuan(found.workbook_total), Style.TOTAL, count=len(found.workbook))
        running = found.workbook_total
        for each in self._classes:
            difference = found.difference_of_class(each)
            running -= difference
            name = CLASSES[each][lang]
            sign = (LESS if difference > 0 else MORE)[lang]
            text = PART[lang].format(sign=sign, name=name) if difference else name
            formula = None if each in unlisted else f'=-SUMIF({span[0]},"{name}",{span[1]})'
            yield _bridge_row(text, yuan(-difference), Style.MEMBER, formula, len(found.of_class(each)), MEANINGS[each][lang])
        last = first + len(self._classes)
        yield _bridge_row(RECKONED[lang], yuan(running), Style.GROUP, f"=SUM(B{first}:B{last})")
        yield _bridge_row(LEDGER_TOTAL[lang], yuan(found.ledger_total), Style.TOTAL, count=len(found.ledger))
        check = f"=B{last + 1}-B{last + 2}"
        yield _bridge_row(CHECK[lang], yuan(running - found.ledger_total), Style.CHECK, check)


def _terms(found: Reconciled, lang: Lang) -> str:
    terms = found.terms
    tax = RATE[lang].format(rate=f"{terms.tax_rate * 100:f}".rstrip("0").rstrip(".") + "%") if terms.tax_rate else ""
    return TERMS[lang].format(days=terms.days, tolerance=f"{yuan(terms.tolerance):.2f}", tax=tax)


def _note(text: str) -> LayoutRow:
    return LayoutRow((LayoutCell(text, style=Style.NOTE),))


def _bridge_row(
    text: str, amount: Decimal, style: Style, formula: str | None = None, count: int | None = None, meaning: str | None = None
) -> LayoutRow:
    return LayoutRow(
        (
            LayoutCell(text, style=style),
            LayoutCell(amount, formula, style, _AMOUNT),
            LayoutCell(count, style=style, format=_COUNT),
            LayoutCell(meaning, style=Style.NOTE),
        )
    )


def _tax(basis: TaxBasis | None, lang: Lang) -> str:
    """With or without tax, within a sentence."""
    return label(basis, lang).lower() if basis else ""
