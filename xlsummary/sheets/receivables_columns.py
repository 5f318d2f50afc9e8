"""The columns of the sheet 应收."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from xlsummary.compare.ageing import Age
from xlsummary.compare.receivables import Receivables
from xlsummary.model import Lang, Text
from xlsummary.sheets.formats import NumberFormats

NAME_PLACE = 2
"""Where the names stand (B), counted from 1; the columns follow."""

_SHORT, _DATE, _DAYS, _MONTHS, _CHECK = 9.0, 11.5, 7.0, 9.0, 8.0
_LEAST = 9.0
_DAY_FORMAT, _COUNT_FORMAT = "yyyy-mm-dd", "0_ "

_ROLLED = Text("期初至截止日的往来（含税）", "From the opening to the as-of day (with tax)")
_CLOSING = Text("期末", "At the as-of day")
_AGEING = Text("应收账龄（到期日起的天数）", "Age of what is owed (days since due)")
_OVERDUE = Text("逾期与信用", "Overdue and credit")
_PAYING = Text("回款情况", "Paying")
_CHECKING = Text("核对", "Check")

HEADINGS: Mapping[str, Text] = MappingProxyType(
    {
        "opening": Text("期初应收", "Opening"),
        "sales": Text("销售", "Sales"),
        "cash": Text("回款", "Collected"),
        "acceptances": Text("承兑", "Acceptances"),
        "set_offs": Text("冲抵", "Set off"),
        "bad_debts": Text("坏账", "Bad debt"),
        "owed": Text("应收", "Owed"),
        "prepaid": Text("预收", "Paid in advance"),
        "overdue": Text("逾期", "Overdue"),
        "terms": Text("账期 天", "Terms, days"),
        "limit": Text("信用额度", "Credit limit"),
        "over_limit": Text("超额度", "Over limit"),
        "last_paid": Text("最近回款", "Last paid"),
        "dry_months": Text("无回款 月数", "Months unpaid"),
        "check": Text("应收 - 账龄", "Owed - ages"),
    }
)
"""What the columns are called, by key."""

AGES: Mapping[Age, Text] = MappingProxyType(
    {
        Age.NOT_DUE: Text("未到期", "Not due"),
        Age.TO_30: Text("1-30", "1-30"),
        Age.TO_60: Text("31-60", "31-60"),
        Age.TO_90: Text("61-90", "61-90"),
        Age.TO_180: Text("91-180", "91-180"),
        Age.TO_365: Text("181-365", "181-365"),
        Age.OVER_YEAR: Text("1年以上", "Over a year"),
        Age.OPENING: Text("期初余额", "Opening"),
    }
)

SUMMED = ("opening", "sales", "cash", "acceptances", "set_offs", "bad_debts")
"""What an account is rolled forward from, in the order of the columns; all after the first two lower it."""

LOWERING = SUMMED[2:]
OVERDUE_AGES = tuple(age for age in Age if age not in (Age.NOT_DUE, Age.OPENING))


def age_key(age: Age) -> str:
    """The key of an age's column."""
    return f"age:{age.value}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivablesColumn:
    """One column: `key` says what it holds, `group` stands over it and its neighbours."""

    key: str
    group: str
    heading: str
    width: float
    format: str = "General"


def columns_of(found: Receivables, formats: NumberFormats, width: float, lang: Lang) -> tuple[ReceivablesColumn, ...]:
    """Acceptances, set-offs, bad debts and credit limits have columns only where there are any; `width` is that of amounts."""
    made = _Columns(formats, max(_LEAST, width), lang)
    return (*made.rolled(found), *made.ages(), *made.overdue(found), *made.paying(found), made.check())


@dataclass(frozen=True, slots=True)
class _Columns:
    formats: NumberFormats
    width: float
    lang: Lang

    def rolled(self, found: Receivables) -> Iterator[ReceivablesColumn]:
        for key in SUMMED:
            if key in ("opening", "sales", "cash") or found.total(key):
                yield self._amount(key, _ROLLED)
        yield self._amount("owed", _CLOSING)
        yield self._amount("prepaid", _CLOSING)

    def ages(self) -> Iterator[ReceivablesColumn]:
        for age, heading in AGES.items():
            column = self._amount("owed", _AGEING)
            yield replace(column, key=age_key(age), heading=heading[self.lang])

    def overdue(self, found: Receivables) -> Iterator[ReceivablesColumn]:
        yield self._warning("overdue")
        yield self._column("terms", _OVERDUE, _DAYS, _COUNT_FORMAT)
        if any(account.limit is not None for account in found.accounts):
            yield self._amount("limit", _OVERDUE)
            yield self._warning("over_limit")

    def paying(self, found: Receivables) -> Iterator[ReceivablesColumn]:
        yield self._column("last_paid", _PAYING, _DATE, _DAY_FORMAT)
        if any(account.dry_months is not None for account in found.accounts):
            yield self._column("dry_months", _PAYING, _MONTHS, f'[Red]"▲"{_COUNT_FORMAT};;"-"_ ')

    def check(self) -> ReceivablesColumn:
        return self._column("check", _CHECKING, _CHECK, self.formats.check)

    def _amount(self, key: str, group: Text) -> ReceivablesColumn:
        return self._column(key, group, self.width, self.formats.amount)

    def _warning(self, key: str) -> ReceivablesColumn:
        """An amount that should be 0: one above it is marked."""
        number = self.formats.amount.partition(";")[0]
        return self._column(key, _OVERDUE, self.width + 1.5, f'[Red]"▲"{number};-{number};"-"_ ')

    def _column(self, key: str, group: Text, width: float, number_format: str) -> ReceivablesColumn:
        heading = HEADINGS[key][self.lang]
        return ReceivablesColumn(key=key, group=group[self.lang], heading=heading, width=width, format=number_format)
