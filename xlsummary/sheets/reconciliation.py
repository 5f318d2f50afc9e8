"""The sheet 对账: for each measure the bridge from the workbook's total to the ledger's, then every row by its class."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import islice
from types import MappingProxyType

from xlsummary.compare.postings import AGREEING, Match, MatchClass, Postings
from xlsummary.compare.reconciliation import MeasureReconciled, Reconciliation
from xlsummary.model import Lang, Measure, TaxBasis, Text
from xlsummary.periods import key_of
from xlsummary.sheets.layout import Layout, LayoutCell, LayoutColumn, LayoutRow, Style
from xlsummary.sheets.words import PAGES
from xlsummary.wording import label

MARKER = "_xlsummary_reconciliation"
RECONCILIATION = Text("对账", "Reconciliation")

LISTED = 5000
"""Rows that agree are listed up to so many; beyond that they are counted and summed in the bridge alone."""

CLASSES: Mapping[MatchClass, Text] = MappingProxyType(
    {
        MatchClass.ONLY_IN_WORKBOOK: Text("只在工作簿", "Only in workbook"),
        MatchClass.ONLY_IN_LEDGER: Text("只在账上", "Only in ledger"),
        MatchClass.AMOUNT_DIFFERS: Text("金额不符", "Amount differs"),
        MatchClass.SIGN_REVERSED: Text("正负相反", "Sign reversed"),
        MatchClass.DUPLICATE: Text("重复登记", "Entered twice"),
        MatchClass.PERIOD_DIFFERS: Text("期间不同", "Period differs"),
        MatchClass.CLIENT_DIFFERS: Text("客户不同", "Client differs"),
        MatchClass.TAX_DIFFERS: Text("只差税额", "Differs by tax"),
        MatchClass.WITHIN_TOLERANCE: Text("容差以内", "Within tolerance"),
        MatchClass.SPLIT: Text("一对多，合计相符", "Several to one, adds up"),
        MatchClass.REVERSAL: Text("红冲相抵", "Reversed on one side"),
        MatchClass.MATCHED: Text("相符", "Matched"),
        MatchClass.OUT_OF_PERIOD: Text("不在本期", "Out of period"),
    }
)
"""What the classes are called, in the order in which the sheet lists them: what must be looked into first."""

LINES_LEFT_OUT: Mapping[str, Text] = MappingProxyType(
    {
        "opening-balance": Text("期初余额", "opening balances"),
        "subtotal-line": Text("合计行", "totals"),
        "page-line": Text("承前页、过次页", "page lines"),
        "closing-entry": Text("结转损益", "closing entries"),
        "no-amount": Text("没有金额", "without an amount"),
        "other-account": Text("其他科目", "other accounts"),
        "other-side": Text("另一方发生额", "the other side"),
        "acceptance": Text("承兑", "acceptances"),
        "bad-debt": Text("坏账", "bad debts"),
        "set-off": Text("冲抵", "set-offs"),
    }
)
"""Why lines of the ledger are no postings of a measure."""

_HEADINGS: tuple[tuple[Text, float], ...] = (
    (Text("类别", "Class"), 19.0),
    (Text("工作簿单元格", "Workbook cell"), 16.0),
    (Text("日期", "Date"), 12.0),
    (Text("客户", "Client"), 20.0),
    (Text("单号", "Document"), 15.0),
    (Text("工作簿金额", "Workbook amount"), 16.0),
    (Text("账簿行", "Ledger row"), 9.0),
    (Text("日期", "Date"), 12.0),
    (Text("客户；摘要", "Client; summary"), 28.0),
    (Text("账簿金额", "Ledger amount"), 16.0),
    (Text("差额", "Difference"), 15.0),
)
_WIDTH = len(_HEADINGS)
_BRIDGE_ENDS = 4
"""Rows of a bridge beside those of its classes: both totals, the reconciled one, the check."""
_AMOUNT = "#,##0.00_ ;-#,##0.00_ ;0.00_ "
_SIGNED = '"▲"#,##0.00_ ;[Red]"▼"#,##0.00_ ;"-"_ '
_DAY = "yyyy-mm-dd"

_HEAD = Text("{book} 对 {ledger} · {period}", "{book} against {ledger} · {period}")
_AGREES = Text("两边相符，没有要查的差异", "Both sides agree; nothing is left to look into")
_DIFFERS = Text("有 {count} 处差异要查，列在各表前面", "{count} differences to look into, listed first in each table")
_BLOCK = Text(
    "{measure} · 账簿科目 {account} {side} · 工作簿{own}，账簿{theirs}",
    "{measure} · account {account}, {side} · workbook {own}, ledger {theirs}",
)
_CASH_BLOCK = Text("{measure} · 账簿科目 {account} {side}", "{measure} · account {account}, {side}")
_SIDES = {"debit": Text("借方", "debit"), "credit": Text("贷方", "credit")}
_LEFT_OUT = Text("账簿里没有计入的行：{reasons}", "Lines of the ledger left out: {reasons}")
_WORKBOOK_TOTAL = Text("工作簿合计", "Total of the workbook")
_PART = Text("{name}（{count} 笔）", "{name} ({count})")
_RECKONED = Text("调节后", "Reconciled")
_LEDGER_TOTAL = Text("账簿合计", "Total of the ledger")
_CHECK = Text("核对（应为 0）", "Check (0)")
_UNLISTED = Text("另有 {count} 笔相符，只计数不列出", "{count} more agree; counted, not listed")


def reconciliation_layout(found: Reconciliation, lang: Lang) -> Layout:
    """The whole sheet; amounts in yuan, differences workbook less ledger."""
    rows = [*_head(found, lang)]
    merges: list[str] = []
    for each in found.measures:
        block = _Block(found, each, lang, len(rows) + 1)
        merges += block.merges()
        rows += block.rows()
    return Layout(
        title=RECONCILIATION[lang],
        marker=MARKER,
        columns=tuple(LayoutColumn(width) for _, width in _HEADINGS),
        rows=tuple(rows),
        merges=tuple(merges),
        print_area=f"A1:K{len(rows)}",
        footer=PAGES[lang],
    )


def _head(found: Reconciliation, lang: Lang) -> Iterator[LayoutRow]:
    settings = found.book.settings
    company = f"{settings.company} " if settings.company else ""
    yield LayoutRow((LayoutCell(f"{company}{RECONCILIATION[lang]}", style=Style.TITLE),), height=26.0)
    told = _HEAD[lang].format(book=found.book.name, ledger=found.ledger.sheet, period=key_of(found.period, settings.year_start))
    yield LayoutRow((LayoutCell(told, style=Style.LABEL),), height=20.0)
    count = sum(len(matches) for each in found.measures for kind, matches in each.found.classes.items() if kind not in AGREEING)
    verdict = _DIFFERS[lang].format(count=count) if count else _AGREES[lang]
    yield LayoutRow((LayoutCell(verdict, style=Style.WARNING if count else Style.NOTE),), height=20.0)


class _Block:
    """One measure's bridge and rows; the first row stands in sheet row `first`."""

    def __init__(self, whole: Reconciliation, measured: MeasureReconciled, lang: Lang, first: int) -> None:
        self._whole, self._measured, self._lang, self._first = whole, measured, lang, first
        self._found = measured.found
        self._classes = [each for each in CLASSES if each in self._found.classes]
        rows = whole.book.actuals.rows
        self._entries = dict(zip(reversed(rows), range(len(rows) - 1, -1, -1), strict=True))

    def merges(self) -> Iterator[str]:
        """The bridge's names over the columns before its amounts."""
        first = self._first + len([*self._notes()])
        yield from (f"A{row}:E{row}" for row in range(first, first + len(self._classes) + _BRIDGE_ENDS))

    def rows(self) -> list[LayoutRow]:
        notes = [*self._notes()]
        table = self._first + len(notes) + len(self._classes) + _BRIDGE_ENDS + 1
        lines = [*self._lines()]
        span = (table + 1, table + len(lines))
        head = LayoutRow(tuple(LayoutCell(text[self._lang], style=Style.HEAD) for text, _ in _HEADINGS), height=20.0)
        return [*notes, *self._bridge(span, self._first + len(notes)), LayoutRow(), head, *lines, LayoutRow()]

    def _notes(self) -> Iterator[LayoutRow]:
        side, lang = self._measured.side, self._lang
        words = {"measure": label(self._measured.measure, lang), "account": side.account, "side": _SIDES[side.side][lang]}
        taxed = self._measured.measure is Measure.SALES
        if taxed:
            words |= {"own": _tax(self._measured.workbook_tax, lang), "theirs": _tax(side.tax, lang)}
        text = (_BLOCK if taxed else _CASH_BLOCK)[lang].format(**words)
        yield LayoutRow(tuple(LayoutCell(text if at == 0 else None, style=Style.BLOCK) for at in range(_WIDTH)), height=22.0)
        left_out = {**self._whole.ledger.left_out, **side.left_out}
        if left_out:
            reasons = Text("，", ", ")[lang].join(
                f"{LINES_LEFT_OUT[reason][lang]} {count}" for reason, count in left_out.items()
            )
            yield LayoutRow((LayoutCell(_LEFT_OUT[lang].format(reasons=reasons), style=Style.NOTE),))

    def _bridge(self, span: tuple[int, int], first: int) -> Iterator[LayoutRow]:
        """From the workbook's total to the ledger's; the classes are summed from the rows below."""
        lang, found = self._lang, self._found
        yield _bridge_row(_WORKBOOK_TOTAL[lang], _yuan(found.workbook_total), Style.TOTAL)
        running = found.workbook_total
        for each in self._classes:
            matches = found.of_class(each)
            sum_of_class = found.difference_of_class(each)
            running -= sum_of_class
            name = CLASSES[each][lang]
            formula = f'=-SUMIF($A${span[0]}:$A${span[1]},"{name}",$K${span[0]}:$K${span[1]})'
            text = _PART[lang].format(name=name, count=len(matches))
            listed = each is not MatchClass.MATCHED or len(matches) <= LISTED
            yield _bridge_row(text, _yuan(-sum_of_class), Style.MEMBER, formula if listed else None, _SIGNED)
        last = first + len(self._classes)
        yield _bridge_row(_RECKONED[lang], _yuan(running), Style.GROUP, f"=SUM(F{first}:F{last})")
        yield _bridge_row(_LEDGER_TOTAL[lang], _yuan(found.ledger_total), Style.TOTAL)
        check = f"=F{last + 1}-F{last + 2}"
        yield _bridge_row(_CHECK[lang], _yuan(running - found.ledger_total), Style.CHECK, check)

    def _lines(self) -> Iterator[LayoutRow]:
        """Every row by class; those that agree stand collapsed below, the rest open."""
        for each in self._classes:
            matches = self._found.of_class(each)
            agrees = each in AGREEING
            listed = [*islice(matches, LISTED)] if each is MatchClass.MATCHED else [*matches]
            for match in listed:
                yield from self._match(match, collapsed=agrees)
            if len(listed) < len(matches):
                text = _UNLISTED[self._lang].format(count=len(matches) - len(listed))
                yield LayoutRow((LayoutCell(text, style=Style.NOTE),), outline=1, hidden=True)

    def _match(self, match: Match, *, collapsed: bool) -> Iterator[LayoutRow]:
        """A line for each pair of postings of the match; its difference stands in the first."""
        for at in range(max(len(match.workbook), len(match.ledger))):
            mine = match.workbook[at] if at < len(match.workbook) else None
            theirs = match.ledger[at] if at < len(match.ledger) else None
            difference = _yuan(self._found.difference_of(match)) if at == 0 else None
            cells = (
                LayoutCell(CLASSES[match.match_class][self._lang], style=Style.MEMBER),
                *self._own(mine),
                *self._ledgers(theirs),
                LayoutCell(difference, style=Style.NUMBER, format=_SIGNED),
            )
            yield LayoutRow(cells, outline=1 if collapsed else 0, hidden=collapsed)

    def _own(self, place: int | None) -> Sequence[LayoutCell]:
        if place is None:
            return [LayoutCell(style=Style.NUMBER)] * 5
        side, actuals = self._found.workbook, self._whole.book.actuals
        row = side.rows[place]
        entry = self._entries[row]
        cell = actuals.cell("collected" if self._measured.measure is Measure.COLLECTIONS else "sales", entry)
        return [
            LayoutCell(cell.ref, style=Style.NUMBER, link=str(cell)),
            _day(side, place),
            LayoutCell(actuals.text("client", entry) or None, style=Style.NUMBER),
            LayoutCell(actuals.text("document", entry) or None, style=Style.NUMBER),
            LayoutCell(_yuan(side.amounts[place]), style=Style.NUMBER, format=_AMOUNT),
        ]

    def _ledgers(self, place: int | None) -> Sequence[LayoutCell]:
        if place is None:
            return [LayoutCell(style=Style.NUMBER)] * 4
        side, ledger = self._found.ledger, self._whole.ledger
        line = self._measured.side.lines[place]
        told = Text("；", "; ")[self._lang].join(each for each in (ledger.clients[line], ledger.summaries[line]) if each)
        return [
            LayoutCell(ledger.rows[line], style=Style.NUMBER),
            _day(side, place),
            LayoutCell(told or None, style=Style.NUMBER),
            LayoutCell(_yuan(side.amounts[place]), style=Style.NUMBER, format=_AMOUNT),
        ]


def _bridge_row(text: str, amount: Decimal, style: Style, formula: str | None = None, pattern: str = _AMOUNT) -> LayoutRow:
    blanks = (LayoutCell(style=style),) * 4
    return LayoutRow((LayoutCell(text, style=style), *blanks, LayoutCell(amount, formula, style, pattern)))


def _day(side: Postings, place: int) -> LayoutCell:
    return LayoutCell(date.fromordinal(side.days[place]), style=Style.NUMBER, format=_DAY)


def _tax(basis: TaxBasis | None, lang: Lang) -> str:
    return label(basis, lang) if basis else ""


def _yuan(fen: int) -> Decimal:
    return Decimal(fen) / 100
