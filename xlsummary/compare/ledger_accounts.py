"""What the accounts of a ledger are: their codes with or without dots, by name alone, and what stands against them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsummary.book.ledger import Ledger
from xlsummary.model import Measure, SalesBook, TaxBasis

RECEIVABLE = "1122"
ACCEPTANCES = "1121"
BAD_DEBTS = "1231"
_REVENUES = ("6001", "5001")

_NAMED = (
    ("应收账款", RECEIVABLE),
    ("应收票据", ACCEPTANCES),
    ("坏账准备", BAD_DEBTS),
    ("主营业务收入", "6001"),
    ("其他业务收入", "6051"),
    ("库存现金", "1001"),
    ("银行存款", "1002"),
    ("预收账款", "2203"),
    ("合同负债", "2204"),
    ("accounts receivable", RECEIVABLE),
    ("trade receivables", RECEIVABLE),
    ("notes receivable", ACCEPTANCES),
    ("revenue", "6001"),
    ("sales revenue", "6001"),
    ("cash", "1001"),
    ("bank", "1002"),
)
"""What accounts are called where an export gives no codes, or those of another chart of accounts."""
_OTHERS_OF_5001 = ("生产成本", "制造费用")
"""What 5001 is under 企业会计准则; under 小企业会计准则 it is 主营业务收入."""
_PUNCTUATION = re.compile(r"[\s.\-_/\\]")
_SEGMENTS = re.compile(r"[-_/\\|:：—－]+")


@dataclass(frozen=True, slots=True)
class Account:
    """How the lines of an account count for a measure: the sign of its debit and of its credit side, 0 for neither."""

    codes: tuple[str, ...]
    debit: int
    credit: int
    tax: TaxBasis | None = None

    @property
    def side(self) -> str:
        return "debit" if self.debit > 0 else "credit"


SALES = (
    Account((RECEIVABLE,), 1, 0, TaxBasis.WITH_TAX),
    Account(_REVENUES, -1, 1, TaxBasis.WITHOUT_TAX),
)
CASH = (Account((RECEIVABLE,), 0, 1), Account(("1001", "1002"), 1, 0))
_ONLY_ASKED: Mapping[Measure, tuple[Account, ...]] = {
    Measure.SALES: (Account(("6051", "5051"), -1, 1, TaxBasis.WITHOUT_TAX),),
    Measure.COLLECTIONS: (Account(("1012", "1003"), 1, 0), Account(("2203", "2204"), 0, 1)),
}
"""Accounts that tell of a measure too, and are read only when they are asked for."""


def usual(measure: Measure) -> tuple[Account, ...]:
    """The accounts that a measure is read from, the first that a ledger has."""
    return SALES if measure is Measure.SALES else CASH


def known_codes(measure: Measure) -> tuple[str, ...]:
    """Every account of which it is known which side tells of a measure."""
    return tuple(code for each in (*usual(measure), *_ONLY_ASKED[measure]) for code in each.codes)


def account_codes(ledger: Ledger) -> list[str]:
    """Each line's account code without dots; by the account's name where there is no code, or one of another chart."""
    pairs = [*zip(ledger.accounts, ledger.account_names, strict=True)]
    known = {pair: _code(*pair) for pair in dict.fromkeys(pairs)}
    return [known[pair] for pair in pairs]


def plain_code(code: str) -> str:
    """`1122.01`, `1122-01` and `1122 01` as `112201`."""
    return _PUNCTUATION.sub("", code)


def _code(code: str, name: str) -> str:
    plain = plain_code(code)
    if plain.startswith("5001") and name.startswith(_OTHERS_OF_5001):
        return f"~{plain}"
    by_name = next((known for word, known in _NAMED if name.casefold().startswith(word)), "")
    if not by_name or (plain and plain[:4] in {known for _, known in _NAMED} | {*_REVENUES}):
        return plain
    return by_name


def chosen(codes: Sequence[str], measure: Measure, book: SalesBook, account: str | None) -> Account | None:
    """The account that a measure is read from: the one asked for, else the first of its own that the ledger has.

    None where the ledger has none, or it is not known which side of the one asked for tells of the measure.
    """
    accounts = usual(measure)
    if account is not None:
        asked = plain_code(account)
        like = next((each for each in (*accounts, *_ONLY_ASKED[measure]) if asked.startswith(each.codes)), None)
        if like is None or not any(code.startswith(asked) for code in set(codes)):
            return None
        return Account((asked,), like.debit, like.credit, like.tax)
    if measure is Measure.SALES and book.settings.tax_basis is TaxBasis.WITHOUT_TAX:
        accounts = accounts[::-1]
    own = ((each, _present(each, codes)) for each in accounts)
    return next((Account(present, each.debit, each.credit, each.tax) for each, present in own if present), None)


def _present(account: Account, codes: Sequence[str]) -> tuple[str, ...]:
    """The codes of an account that a ledger has; of revenue only those of one chart of accounts."""
    known = set(codes)
    present = tuple(each for each in account.codes if any(code.startswith(each) for code in known))
    return present[:1] if account.codes == _REVENUES else present


def contras(ledger: Ledger, codes: Sequence[str]) -> Sequence[str]:
    """What stands against each line: 对方科目, else the accounts on the other side of its voucher, where they are one."""
    if any(ledger.contras) or not any(ledger.vouchers):
        return ledger.contras
    sides = ({}, {}) if len({code[:4] for code in codes}) < 2 else _by_voucher(ledger, codes)
    keys = zip(ledger.days, ledger.vouchers, ledger.debits, strict=True)
    return [sides[debit is not None].get((day, voucher), "") if voucher else "" for day, voucher, debit in keys]


_Voucher = tuple[int, str]


def _by_voucher(ledger: Ledger, codes: Sequence[str]) -> tuple[Mapping[_Voucher, str], Mapping[_Voucher, str]]:
    """By voucher the account against its credit lines, and the one against its debit lines; '' where there are several."""
    against: tuple[dict[_Voucher, set[str]], dict[_Voucher, set[str]]] = (defaultdict(set), defaultdict(set))
    lines = zip(ledger.days, ledger.vouchers, ledger.debits, codes, strict=True)
    for day, voucher, debit, code in lines:
        if voucher:
            against[debit is None][day, voucher].add(code[:4])
    first, second = ({key: next(iter(own)) if len(own) == 1 else "" for key, own in side.items()} for side in against)
    return first, second


def party_in(name: str) -> str:
    """The client that a sub-account is named after: `应收账款-甲公司` and `甲公司` are 甲公司; '' for the account itself."""
    last = _SEGMENTS.split(name)[-1].strip()
    return "" if any(last.casefold() == word for word, _ in _NAMED) else last
