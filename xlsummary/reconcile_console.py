"""What a person reads of `reconcile` in the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from xlsummary.compare.postings import AGREEING
from xlsummary.compare.reconciliation import MeasureReconciled
from xlsummary.console import problem_lines, wrote_lines
from xlsummary.model import Lang, Text
from xlsummary.output import Output
from xlsummary.periods import name_of
from xlsummary.problems import Problem
from xlsummary.reconciling import Reconciled
from xlsummary.sheets.reconciliation_words import CLASSES, LEFT_OUT, LINES_LEFT_OUT, SEARCH_ENDED, SIDES
from xlsummary.wording import label

_RECONCILED = Text("对账", "reconciled")
_TOTALS = Text(
    "{period}{measure}：工作簿 {own}，账簿 {theirs}（科目 {account} {side}），差额 {difference}",
    "{measure} {period}: workbook {own}, ledger {theirs} (account {account}, {side}), difference {difference}",
)
_CLASS = Text("{name} {count} 笔，差额 {difference}", "{name}: {count}, difference {difference}")
_TO_LOOK_INTO = Text("要查", "look into")
_AGREED = Text("相符", "agree")
_UNEXPLAINED = Text("没有解释的差额 {amount}", "unexplained {amount}")
_NOTHING = Text(
    "工作簿或账簿有错误，没有对账；改好后再运行", "the workbook or the ledger has errors, so nothing was reconciled"
)


def reconcile_lines(outcome: Reconciled, outputs: Sequence[Output], notices: Sequence[Problem] = ()) -> Iterator[str]:
    """The report of `reconcile`: totals of each measure, then its classes, those to look into first."""
    lang = outcome.checked.lang
    yield str(outcome.checked.path)
    for measured in outcome.found.measures if outcome.found else ():
        yield from _measure_lines(outcome, measured, lang)
    yield from problem_lines((*outcome.problems, *notices), lang)
    if outcome.has_errors:
        yield _NOTHING[lang]
    yield from wrote_lines(outputs, lang)


def _measure_lines(outcome: Reconciled, measured: MeasureReconciled, lang: Lang) -> Iterator[str]:
    found, side = measured.found, measured.side
    totals = _TOTALS[lang].format(
        period=name_of(found.terms.period, lang, outcome.checked.book.settings.year_start),
        measure=label(measured.measure, lang),
        own=_yuan(found.workbook_total),
        theirs=_yuan(found.ledger_total),
        account=side.account,
        side=SIDES[side.side][lang],
        difference=_yuan(found.difference),
    )
    yield f"{_RECONCILED[lang]}  {totals}"
    left_out = {**outcome.ledger.left_out, **side.left_out}
    if left_out:
        counts = (f"{LINES_LEFT_OUT[reason][lang]} {count:,}" for reason, count in left_out.items())
        yield f"  {LEFT_OUT[lang].format(reasons=Text('，', ', ')[lang].join(counts))}"
    for each, name in CLASSES.items():
        matches = found.of_class(each)
        if matches:
            told = _CLASS[lang].format(name=name[lang], count=len(matches), difference=_yuan(found.difference_of_class(each)))
            yield f"  {(_AGREED if each in AGREEING else _TO_LOOK_INTO)[lang]}  {told}"
    if found.search_ended:
        yield f"  {SEARCH_ENDED[lang]}"
    yield f"  {_UNEXPLAINED[lang].format(amount=_yuan(found.unexplained))}"


def _yuan(fen: int) -> str:
    return f"{Decimal(fen) / 100:,.2f}"
