"""Which lines of a ledger and which rows of a workbook are set against each other, for sales and for cash."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from xlsummary.achieved import counted
from xlsummary.book.ledger import Ledger
from xlsummary.compare.postings import Postings
from xlsummary.model import Measure, SalesBook, TaxBasis, Text
from xlsummary.problems import XlsummaryError
from xlsummary.spelling import name_key

RECEIVABLE = "1122"
REVENUE = ("6001", "5001")
MONEY = ("1001", "1002")
_ACCEPTANCES = "1121"
_BAD_DEBTS = "1231"

_NAMED = (
    ("应收账款", RECEIVABLE),
    ("应收票据", _ACCEPTANCES),
    ("坏账准备", _BAD_DEBTS),
    ("主营业务收入", "6001"),
    ("库存现金", "1001"),
    ("银行存款", "1002"),
)
"""What accounts are called where an export gives no codes."""
_ACCEPTANCE_WORDS = re.compile(r"承兑|应收票据|汇票")
_BAD_DEBT_WORDS = re.compile(r"坏账")
_SET_OFF_WORDS = re.compile(r"冲抵|抵账|对冲|抵减")


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerSide:
    """The postings of one measure in a ledger; `lines[i]` is the line of posting i.

    `account` is what they were taken from, by its code; `side` is the side that counts as more. `left_out` counts by reason
    the lines that belong to another account or measure. `tax` is None for cash.
    """

    account: str
    side: str
    tax: TaxBasis | None
    postings: Postings
    lines: tuple[int, ...]
    left_out: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class _Account:
    """How the lines of one account count for a measure: the sign of its debit and of its credit side, 0 for neither."""

    codes: tuple[str, ...]
    debit: int
    credit: int
    tax: TaxBasis | None

    @property
    def side(self) -> str:
        return "debit" if self.debit > 0 else "credit"


_SALES = (
    _Account((RECEIVABLE,), 1, 0, TaxBasis.WITH_TAX),
    _Account(REVENUE, -1, 1, TaxBasis.WITHOUT_TAX),
)
_CASH = (_Account((RECEIVABLE,), 0, 1, None), _Account(MONEY, 1, 0, None))


def ledger_side(
    ledger: Ledger, measure: Measure, book: SalesBook, account: str | None = None, tax: TaxBasis | None = None
) -> LedgerSide:
    """The ledger's postings of sales or cash.

    Sales are 应收账款 debit (with tax) or 主营业务收入 credit (without), whichever is on the book's tax basis where the ledger
    has both; cash is 应收账款 credit, less acceptances, bad debts and set-offs as the book counts them, else 库存现金 and
    银行存款 debit. `account` chooses another, by its code; a ledger without accounts is taken as that one. `tax` says on
    which basis its sales are, where that is not the account's own.

    Raises `XlsummaryError` where the ledger names no account and none is chosen, or has none of those.
    """
    codes = [_code(ledger, line) for line in range(len(ledger))]
    if account is not None and not any(codes):
        codes = [account] * len(codes)
    if not any(codes):
        raise _without_account(ledger)
    chosen = _chosen(codes, measure, book, account)
    if chosen is None:
        raise _no_such_account(ledger, measure, account)
    taken = list(_taken(ledger, codes, chosen, measure, book))
    reasons = Counter(reason for _, _, reason in taken if reason)
    kept = [(line, amount) for line, amount, reason in taken if not reason]
    return LedgerSide(
        account=account or "/".join(chosen.codes),
        side=chosen.side,
        tax=tax or chosen.tax if measure is Measure.SALES else None,
        postings=_postings_of(ledger, kept, {number for numbers in _own_numbers(book) for number in numbers}),
        lines=tuple(line for line, _ in kept),
        left_out=MappingProxyType(dict(reasons)),
    )


def workbook_side(book: SalesBook, measure: Measure, today: int) -> Postings:
    """The workbook's rows of a measure; the parts of a shared deal are one posting again."""
    rows: dict[int, list[int]] = {}
    found = counted(book, measure, today)
    for place, entry in enumerate(found.entries):
        rows.setdefault(book.actuals.rows[entry], []).append(place)
    first = [places[0] for places in rows.values()]
    return Postings(
        rows=tuple(rows),
        days=tuple(found.lasts[place] for place in first),
        amounts=tuple(sum(found.amounts[place] for place in places) for places in rows.values()),
        clients=tuple(name_key(book.actuals.text("client", found.entries[place])) for place in first),
        numbers=tuple(_numbers(book.actuals.text("document", found.entries[place])) for place in first),
    )


def _code(ledger: Ledger, line: int) -> str:
    """A line's account code; by the account's name where the export gives no code."""
    code = ledger.accounts[line]
    if code:
        return code
    name = ledger.account_names[line]
    return next((known for word, known in _NAMED if name.startswith(word)), "")


def _chosen(codes: list[str], measure: Measure, book: SalesBook, account: str | None) -> _Account | None:
    """The account that a measure is read from: the one asked for, else the first of its own that the ledger has."""
    usual = _SALES if measure is Measure.SALES else _CASH
    if measure is Measure.SALES and book.settings.tax_basis is TaxBasis.WITHOUT_TAX:
        usual = usual[::-1]
    if account is not None:
        like = next((each for each in usual if account.startswith(each.codes)), None)
        own = like or _Account((), 1, 0, None) if any(code.startswith(account) for code in codes) else None
        return None if own is None else _Account((account,), own.debit, own.credit, own.tax)
    return next((each for each in usual if any(code.startswith(each.codes) for code in codes)), None)


def _taken(
    ledger: Ledger, codes: list[str], chosen: _Account, measure: Measure, book: SalesBook
) -> Iterator[tuple[int, int, str]]:
    """Every line with its amount (fen) and why it does not count, '' for one that does."""
    for line, code in enumerate(codes):
        amount = chosen.debit * (ledger.debits[line] or 0) + chosen.credit * (ledger.credits[line] or 0)
        if not code.startswith(chosen.codes):
            yield line, 0, "other-account"
        elif not amount:
            yield line, 0, "other-side"
        elif measure is Measure.COLLECTIONS and RECEIVABLE.startswith(chosen.codes):
            yield line, amount, _no_cash(ledger, line, book)
        else:
            yield line, amount, ""


def _no_cash(ledger: Ledger, line: int, book: SalesBook) -> str:
    """Why a credit of 应收账款 is no cash; '' where it is."""
    contra, summary = ledger.contras[line], ledger.summaries[line]
    words: tuple[tuple[str, str, re.Pattern[str]], ...] = (
        ("acceptance", _ACCEPTANCES, _ACCEPTANCE_WORDS),
        ("bad-debt", _BAD_DEBTS, _BAD_DEBT_WORDS),
        ("set-off", "", _SET_OFF_WORDS),
    )
    for reason, code, pattern in words:
        if (code and contra.startswith(code)) or pattern.search(contra) or pattern.search(summary):
            return "" if reason == "acceptance" and book.settings.acceptance_counts else reason
    return ""


def _postings_of(ledger: Ledger, kept: list[tuple[int, int]], known: set[str]) -> Postings:
    """The lines as postings; of the numbers that a line goes by those that are a 单号 of the workbook."""
    return Postings(
        rows=tuple(ledger.rows[line] for line, _ in kept),
        days=tuple(ledger.days[line] for line, _ in kept),
        amounts=tuple(amount for _, amount in kept),
        clients=tuple(name_key(ledger.clients[line]) for line, _ in kept),
        numbers=tuple(_known(ledger, line, known) for line, _ in kept),
    )


def _known(ledger: Ledger, line: int, known: set[str]) -> tuple[str, ...]:
    return tuple(number for each in ledger.numbers_of(line) for number in _numbers(each) if number in known)


def _own_numbers(book: SalesBook) -> Iterator[tuple[str, ...]]:
    return (_numbers(document) for document in dict.fromkeys(book.actuals.texts.get("document", ())))


def _numbers(document: str) -> tuple[str, ...]:
    """A document's number as it is matched, none for a blank."""
    return (name_key(document),) if document else ()


def _without_account(ledger: Ledger) -> XlsummaryError:
    return XlsummaryError(
        "ledger-account",
        Text(
            f"{ledger.sheet}：没有科目编码，也没有科目名称，看不出借贷各是什么",
            f"{ledger.sheet}: neither account codes nor names, so what its sides mean cannot be told",
        ),
        Text(
            "导出时带上科目，或用 --account 1122 说明这是哪个科目的账",
            "Export it with accounts, or tell with --account 1122 which account it is of",
        ),
    )


def _no_such_account(ledger: Ledger, measure: Measure, account: str | None) -> XlsummaryError:
    usual = _SALES if measure is Measure.SALES else _CASH
    wanted = account or "、".join(code for each in usual for code in each.codes)
    return XlsummaryError(
        "ledger-account",
        Text(f"{ledger.sheet}：没有科目 {wanted} 的分录", f"{ledger.sheet}: no line of account {wanted}"),
        Text("换一份导出，或用 --account 写明科目编码", "Export it anew, or name the account's code with --account"),
    )
