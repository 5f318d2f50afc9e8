"""Which lines of a ledger and which rows of a workbook are set against each other, for sales and for cash."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from xlsummary.achieved import counted
from xlsummary.book.ledger import Ledger
from xlsummary.compare.desk import grouped
from xlsummary.compare.ledger_accounts import (
    ACCEPTANCES,
    BAD_DEBTS,
    RECEIVABLE,
    Account,
    account_codes,
    chosen,
    contras,
    known_codes,
    party_in,
    plain_code,
    usual,
)
from xlsummary.compare.postings import Postings
from xlsummary.model import Lang, Measure, SalesBook, TaxBasis, Text
from xlsummary.problems import XlsummaryError
from xlsummary.spelling import folded, name_key
from xlsummary.wording import label

_LISTED = 12
"""Accounts of a ledger that are named where none of them is the one."""
_RETURN = "sales-return"
_RETURNED = re.compile(r"退货(?!款)|销[货售]退回|折让|主营业务收入|应交税[费金]|sales return", re.IGNORECASE)
_REASONS: tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...] = (
    ("acceptance", (ACCEPTANCES,), re.compile(r"承兑|应收票据|汇票|notes? receivable", re.IGNORECASE)),
    ("bad-debt", (BAD_DEBTS,), re.compile(r"坏账|bad debt", re.IGNORECASE)),
    ("set-off", (), re.compile(r"冲抵|抵账|对冲|抵减|set[- ]?off", re.IGNORECASE)),
    (
        _RETURN,
        ("6001", "5001", "2221"),
        _RETURNED,
    ),
)
"""What a line of 应收账款 is other than a sale or a receipt, by the account against it, else by what is said of it."""
_MONEY = re.compile(r"1001|1002|1012|库存现金|现金|银行存款|其他货币资金|cash|bank", re.IGNORECASE)
_HINT = re.compile("[票坏抵冲退让承税主]|[Nn]ote|[Dd]ebt|[Oo]ff|[Rr]eturn")
"""What a summary has that says any of it."""
_NUMBER = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z_/.-]*[0-9A-Za-z])?")
"""What may be a document's number in a summary; only those count that the workbook has."""


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
    codes = account_codes(ledger)
    if account is not None and not any(codes):
        codes = [plain_code(account)] * len(codes)
    if not any(codes):
        raise _without_account(ledger)
    own = chosen(codes, measure, book, account)
    if own is None:
        raise _no_such_account(ledger, codes, measure, account)
    taken = _taken(ledger, codes, own, measure, book)
    return LedgerSide(
        account=account or "/".join(own.codes),
        side=own.side,
        tax=tax or own.tax if measure is Measure.SALES else None,
        postings=_postings(ledger, taken, book),
        lines=tuple(taken.lines),
        left_out=MappingProxyType({reason: count for reason, count in sorted(taken.left_out.items()) if count}),
    )


def workbook_side(book: SalesBook, measure: Measure, today: int) -> Postings:
    """The workbook's rows of a measure; the parts of a shared deal are one posting again."""
    found, actuals = counted(book, measure, today), book.actuals
    rows = [actuals.rows[entry] for entry in found.entries]
    first: Sequence[int] = range(len(rows))
    amounts: Sequence[int] = found.amounts
    if len(set(rows)) < len(rows):
        parts = grouped(range(len(rows)), rows.__getitem__)
        first = [places[0] for places in parts.values()]
        amounts = [sum(found.amounts[place] for place in places) for places in parts.values()]
    entries = [found.entries[place] for place in first]
    return Postings(
        rows=tuple([rows[place] for place in first]),
        days=tuple([found.lasts[place] for place in first]),
        amounts=tuple(amounts),
        clients=tuple(_keyed(actuals.texts.get("client"), entries)),
        numbers=tuple([(number,) if number else () for number in _keyed(actuals.texts.get("document"), entries)]),
    )


def _keyed(column: Sequence[str] | None, entries: Sequence[int]) -> list[str]:
    """Names or numbers as they are matched, '' for a blank."""
    if not column:
        return [""] * len(entries)
    keys = {text: name_key(text) for text in dict.fromkeys(column)}
    return [keys[column[entry]] for entry in entries]


@dataclass(frozen=True, slots=True)
class _Taken:
    """The lines that count with their amounts (fen), and by reason how many do not."""

    lines: Sequence[int]
    amounts: Sequence[int]
    left_out: Counter[str]


def _taken(ledger: Ledger, codes: Sequence[str], own: Account, measure: Measure, book: SalesBook) -> _Taken:
    mine = {code: code.startswith(own.codes) for code in dict.fromkeys(codes)}
    lines = [line for line, code in enumerate(codes) if mine[code]]
    if own.codes[0].startswith(RECEIVABLE):
        counted_as = _receivable(ledger, codes, lines, measure, book)
    else:
        debits, credits_ = ledger.debits, ledger.credits
        counted_as = ((own.debit * (debits[line] or 0) + own.credit * (credits_[line] or 0), "") for line in lines)
    left_out = Counter({"other-account": len(codes) - len(lines)})
    kept, amounts = [], []
    for line, (amount, reason) in zip(lines, counted_as, strict=True):
        if amount and not reason:
            kept.append(line)
            amounts.append(amount)
        else:
            left_out[reason or "other-side"] += 1
    return _Taken(kept, amounts, left_out)


def _receivable(
    ledger: Ledger, codes: Sequence[str], lines: Sequence[int], measure: Measure, book: SalesBook
) -> Iterator[tuple[int, str]]:
    """What each line of 应收账款 counts as: a debit is a sale, a credit is a receipt, but for what settles without money.

    Goods that came back and were credited are sales below 0; money given back is no sale, and a receipt below 0.
    """
    against, summaries, debits, credits_ = contras(ledger, codes), ledger.summaries, ledger.debits, ledger.credits
    shut = {"bad-debt", "set-off", _RETURN, *(() if book.settings.acceptance_counts else ("acceptance",))}
    is_sales = measure is Measure.SALES
    for line in lines:
        debit, credit = debits[line] or 0, credits_[line] or 0
        reason = _why(against[line], summaries[line]) if credit else ""
        refund = debit if debit and against[line] and _MONEY.match(against[line]) else 0
        if is_sales:
            yield debit - refund - (credit if reason == _RETURN else 0), ""
        else:
            yield credit - refund, reason if reason in shut else ""


@lru_cache(maxsize=4096)
def _why(contra: str, summary: str) -> str:
    """What a line of 应收账款 is beside sale and receipt, '' where it is nothing else."""
    code = plain_code(contra)
    for reason, codes, pattern in _REASONS:
        if (codes and code.startswith(codes)) or pattern.search(contra):
            return reason
    if _HINT.search(summary) is None:
        return ""
    return next((reason for reason, _, pattern in _REASONS if pattern.search(summary)), "")


def _postings(ledger: Ledger, taken: _Taken, book: SalesBook) -> Postings:
    """The lines as postings; of the numbers that a line goes by those that are a 单号 of the workbook."""
    lines = taken.lines
    return Postings(
        rows=tuple([ledger.rows[line] for line in lines]),
        days=tuple([ledger.days[line] for line in lines]),
        amounts=tuple(taken.amounts),
        clients=tuple(_parties(ledger, lines, book)),
        numbers=tuple(_numbers(ledger, lines, book)),
    )


def _parties(ledger: Ledger, lines: Sequence[int], book: SalesBook) -> list[str]:
    """Each line's client; where an export has none, the one whose name its sub-account has, if it is one of the workbook's."""
    clients = _keyed(ledger.clients, lines)
    if all(clients):
        return clients
    known = {name_key(name) for name in dict.fromkeys(book.actuals.texts.get("client", ()))}
    names = {name: name_key(party_in(name)) for name in dict.fromkeys(ledger.account_names)}
    own = (names[ledger.account_names[line]] for line in lines)
    return [client or (name if name in known else "") for client, name in zip(clients, own, strict=True)]


def _numbers(ledger: Ledger, lines: Sequence[int], book: SalesBook) -> Iterator[tuple[str, ...]]:
    known = {name_key(number) for number in dict.fromkeys(book.actuals.texts.get("document", ())) if number}
    if not known:
        yield from (() for _ in lines)
        return
    own = _keyed(ledger.numbers, lines)
    for number, line in zip(own, lines, strict=True):
        words = [
            word.casefold() for word in _NUMBER.findall(folded(ledger.summaries[line])) if len(word) > 3 or not word.isdigit()
        ]
        numbers = [word for word in (number, *words) if word in known]
        yield tuple(dict.fromkeys(numbers)) if len(numbers) > 1 else tuple(numbers)


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


def _no_such_account(ledger: Ledger, codes: Sequence[str], measure: Measure, account: str | None) -> XlsummaryError:
    present = sorted({code[:4] for code in codes if code[:1].isdigit()})
    listed = "、".join(present[:_LISTED]), ", ".join(present[:_LISTED])
    hint = Text(
        f"账里有的科目：{listed[0]}；用 --account 选一个，或换一份导出",
        f"It has {listed[1]}: choose with --account, or export it anew",
    )
    if account and any(code.startswith(plain_code(account)) for code in codes):
        known = known_codes(measure)
        name = label(measure, Lang.ZH), label(measure, Lang.EN)
        told = Text(
            f"{ledger.sheet}：科目 {account} 的哪一方是{name[0]}，无从知道",
            f"{ledger.sheet}: which side of account {account} is {name[1].lower()} is not known",
        )
        usable = Text(f"可用的科目：{'、'.join(known)}", f"Accounts that tell of it: {', '.join(known)}")
        return XlsummaryError("ledger-account", told, usable)
    wanted = [account] if account else [code for each in usual(measure) for code in each.codes]
    return XlsummaryError(
        "ledger-account",
        Text(f"{ledger.sheet}：没有科目 {'、'.join(wanted)} 的分录", f"{ledger.sheet}: no line of account {', '.join(wanted)}"),
        hint,
    )
