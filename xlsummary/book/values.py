"""The one reader of cells: a value becomes an amount, count, ratio, day, period, choice or text, or a remark says why not."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from functools import wraps
from math import isfinite
from types import MappingProxyType
from typing import Concatenate, Generic, ParamSpec, TypeVar

from xlsummary import catalogue, catalogue_values
from xlsummary.book.choices import choice_named, choices_text
from xlsummary.book.faults import Fault, fault_in
from xlsummary.book.measure_words import PIECES, Counted
from xlsummary.book.period_values import FIRST_YEAR, LAST_YEAR, Era, PeriodRefusal, parse_day, parse_period
from xlsummary.book.refusals import (
    DAY_OR_MONTHS,
    DAY_OR_MONTHS_SAID,
    NO_DATE,
    NOT_A_PERIOD,
    VARIANTS,
    counted_word,
    why_no_day,
    why_no_number,
    why_no_time,
)
from xlsummary.model import Amount, Bound, Period, Text
from xlsummary.money import DASHES, FEN, LARGEST, REASONS, Refusal, exact, is_placeholder, parse_amount
from xlsummary.periods import month_of, single_day
from xlsummary.problems import Rule
from xlsummary.spelling import folded

CellValue = str | float | int | bool | datetime | date | time | timedelta | Fault
"""What stands in a cell; '' is blank."""

T = TypeVar("T")
Told = ParamSpec("Told")
Choice = TypeVar("Choice", bound=Enum)

THOUSANDTH = Decimal("0.001")
_LONGEST = 1e21
"""Numbers from here on are shown as a spreadsheet does, 1E+21."""
_NOISE = Decimal("0.000001")
"""Of a fen: as much as this is what binary fractions leave behind, and no finer amount."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LONG_NUMBER = re.compile(r"\d(?:\.\d+)?[Ee]\+(?:1\d|[2-9]\d)")
"""What a spreadsheet shows of a long number: `1.23457E+17`."""
_WHOLE_CODE = re.compile(r"(\d+)\.0+")
"""A code that has been through a column of numbers, with the decimals it got there."""
_YUAN = re.compile(r".*\d\s*(?:[百千万亿]*)(元|圆|块|yuan|rmb)", re.IGNORECASE)
_SERIALS = range(20000, 80000)
_NO_WORDS: Mapping[str, str | Text] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Remark:
    """Why a cell could not be read, or what is worth saying although it could."""

    rule: Rule
    words: Mapping[str, str | Text] = field(default_factory=lambda: _NO_WORDS)


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """A value, or None for a blank, a placeholder or an unreadable cell, with what there is to say about it."""

    value: T | None = None
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Customs:
    """How a book writes its values: the yuan in one of its amounts, its currency, its years, where its serials begin."""

    unit: Decimal = Decimal(1)
    currency: str = "CNY"
    era: Era = field(default_factory=Era)
    from_1904: bool = False


def _refusing_faults(
    read: Callable[Concatenate[CellValue, Told], Read[T]],
) -> Callable[Concatenate[CellValue, Told], Read[T]]:
    """A reader that says of an error value, or of a formula never calculated, that it is one."""

    @wraps(read)
    def reader(value: CellValue, /, *args: Told.args, **kwargs: Told.kwargs) -> Read[T]:
        fault = fault_in(value)
        if fault is None:
            return read(value, *args, **kwargs)
        if fault.shown:
            signed = fault.shown.strip(" ¥$")[:1] in ("-", "(") or fault.shown.endswith("-")
            rule = catalogue_values.FORMAT_SIGN if signed and fault.code[:1] != "-" else catalogue_values.FORMAT_SCALE
            return Read(None, (Remark(rule, {"shown": fault.shown}),))
        return Read(None, (Remark(catalogue.ERROR_CELL if fault.code else catalogue.UNCALCULATED_FORMULA),))

    return reader


def is_blank(value: CellValue) -> bool:
    return isinstance(value, str) and not folded(value)


def shown(value: CellValue) -> str:
    """The cell as a person sees it, at most 60 characters."""
    if isinstance(value, str):
        text = _CONTROL.sub(" ", value).strip()
        return text if len(text) <= 60 else f"{text[:59]}…"
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        return f"{exact(float(value)):f}" if abs(value) < _LONGEST else f"{float(value):G}"
    if isinstance(value, timedelta):
        minutes, seconds = divmod(int(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
    if isinstance(value, datetime):
        return value.isoformat(" ") if value.time() != time() else value.date().isoformat()
    return str(value)


@_refusing_faults
def read_amount(value: CellValue, unit: Decimal, currency: str = "CNY") -> Read[Amount]:
    """An amount in yuan, half up to the fen; `unit` is the yuan in one of the column's numbers."""
    read = _read_number(value, unit, currency, catalogue.UNREADABLE_AMOUNT)
    return _rounded(read, FEN, catalogue.FINER_THAN_FEN)


@_refusing_faults
def read_count(value: CellValue, pieces: Decimal = Decimal(1), counted: Counted = PIECES) -> Read[Amount]:
    """A count or quantity, half up to the thousandth; `pieces` are those in one of the column's numbers.

    Only the measure words of what is `counted` may stand behind the number.
    """
    plain = counted.without_word(value) if isinstance(value, str) else value
    if isinstance(value, str) and plain == value and (yuan := _YUAN.fullmatch(folded(value))):
        return Read(None, (Remark(catalogue_values.OTHER_MEASURE_WORD, {"word": yuan[1], "expected": counted.expected}),))
    read = _read_number(plain, pieces, "", catalogue.UNREADABLE_NUMBER)
    unread = read.value is None and any(each.words.get("reason") == REASONS[Refusal.WORDS] for each in read.remarks)
    if isinstance(value, str) and unread and (word := counted_word(folded(value))):
        return Read(None, (Remark(catalogue_values.OTHER_MEASURE_WORD, {"word": word, "expected": counted.expected}),))
    if plain != value:
        read = replace(read, remarks=tuple(each for each in read.remarks if each.rule is not catalogue.NUMBER_AS_TEXT))
    return _rounded(read, THOUSANDTH, catalogue.FINER_THAN_THOUSANDTH)


@_refusing_faults
def read_ratio(value: CellValue, *, percent: bool = False, share: bool = False) -> Read[Amount]:
    """A ratio: `60%` is 0.6; with `percent` bare numbers are percent too; a `share` over 1 is unclear and refused.

    A bare number up to 1 under percent is read as such, with a warning: a share of all would be written so too.
    """
    scale = Decimal(1)
    written = isinstance(value, str) and folded(value).endswith("%")
    if isinstance(value, str) and written:
        value, scale = folded(value)[:-1], Decimal("0.01")
    elif percent:
        scale = Decimal("0.01")
    read = _read_number(value, Decimal(1), "", catalogue.UNREADABLE_NUMBER)
    if read.value is None:
        return replace(read, remarks=tuple(map(_of_ratio, read.remarks)))
    ratio = Amount(read.value.value * scale, read.value.bound)
    if share and not 0 <= ratio.value <= 1:
        return Read(None, (Remark(catalogue.UNREADABLE_NUMBER, {"reason": _NO_SHARE}),))
    if scale == 1:
        return Read(ratio, read.remarks)
    unclear = percent and not written and 0 < abs(read.value.value) <= 1
    return Read(ratio, (Remark(catalogue_values.PERCENT_UNCLEAR),) if unclear else ())


def _of_ratio(remark: Remark) -> Remark:
    """`百分之五` is a percentage indeed, though not one that is read."""
    percent = remark.words.get("reason") == REASONS[Refusal.PERCENT]
    return replace(remark, words={"reason": _NO_PERCENT}) if percent else remark


@_refusing_faults
def read_day(value: CellValue, customs: Customs) -> Read[date]:
    """A day with the year first, an Excel date, a date as a number (serial, or 20260105)."""
    if isinstance(value, datetime):
        return _within(value.date())
    if isinstance(value, date):
        return _within(value)
    if isinstance(value, str):
        return _day_in_text(value)
    number = _whole(value)
    if number is not None:
        return _day_in_number(number, customs)
    return Read(None, (Remark(catalogue.UNREADABLE_DATE, {"reason": why_no_day(value)}),))


@_refusing_faults
def read_period(value: CellValue, customs: Customs, *, days: bool = False) -> Read[Period]:
    """A period; with `days` a date is that day, else the first of a month, given as an Excel date, is the month."""
    if isinstance(value, (datetime, date)):
        return _period_of_day(value.date() if isinstance(value, datetime) else value, days=days)
    if isinstance(value, str):
        return _period_in_text(value, customs.era, days=days)
    number = _whole(value)
    if number is not None and (days or value == number):
        if days and number in _SERIALS:
            day = _day_in_number(number, customs)
            return Read(single_day(day.value) if day.value else None, day.remarks)
        return _period_in_text(str(number), customs.era, days=days)
    return Read(None, (_no_period(value, days=days),))


@_refusing_faults
def read_choice(value: CellValue, choices: type[Choice], heading: Text) -> Read[Choice]:
    """One of a list, in either language or by a synonym."""
    text = read_text(value).value or ""
    chosen = choice_named(text, choices)
    if chosen is not None or not text:
        return Read(chosen)
    if is_placeholder(text):
        return Read(None, (Remark(catalogue.PLACEHOLDER),))
    return Read(None, (Remark(catalogue.UNKNOWN_CHOICE, {"heading": heading, "choices": choices_text(choices)}),))


@_refusing_faults
def read_text(value: CellValue) -> Read[str]:
    """The text as shown; numbers without `.0`, control characters replaced; None when blank."""
    if isinstance(value, str):
        if not _CONTROL.search(value):
            remarks = (Remark(catalogue.LONG_NUMBER),) if _LONG_NUMBER.fullmatch(value.strip()) else ()
            return Read(value.replace("\r\n", "\n").strip() or None, remarks)
        return Read(_CONTROL.sub(" ", value).strip() or None, (Remark(catalogue.CONTROL_CHARACTERS),))
    if isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) >= float(LARGEST):
        return Read(shown(value), (Remark(catalogue.LONG_NUMBER),))
    return Read(shown(value))


def read_name(value: CellValue) -> Read[str]:
    """A name or code, as a text; a date there is what a spreadsheet has made of a code such as `1-2`."""
    if isinstance(value, (datetime, date, time, timedelta)):
        return Read(None, (Remark(catalogue.DATE_FOR_NAME),))
    return read_text(value)


def read_code(value: CellValue) -> Read[str]:
    """A code, as a name; without the `.0` that a column of numbers has given it."""
    read = read_name(value)
    return replace(read, value=bare_code(read.value)) if read.value else read


def bare_code(text: str) -> str:
    """`1001.0` as `1001`, every other text as it is."""
    whole = _WHOLE_CODE.fullmatch(text) if ".0" in text else None
    return whole[1] if whole else text


_NO_SHARE = Text("不在 0 到 100% 之间，分不清是比例还是百分数", "is not between 0 and 100%")
_NO_PERCENT = Text("不是带 % 的数", "is not a number with a percent sign")
_NO_NUMBER = Text("不是数字", "is not a number")


def _read_number(value: CellValue, unit: Decimal, currency: str, refused: Rule) -> Read[Amount]:
    if isinstance(value, str):
        return _number_in_text(value, unit, currency, refused)
    if isinstance(value, (date, time, timedelta)):
        return Read(None, (Remark(VARIANTS[refused.id, Refusal.PERIOD], {"reason": REASONS[Refusal.PERIOD]}),))
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not isfinite(value):
        return Read(None, (Remark(refused, {"reason": _NO_NUMBER}),))
    if abs(value) >= LARGEST or abs(value) * float(unit) >= LARGEST:
        return Read(None, (Remark(refused, {"reason": REASONS[Refusal.TOO_LARGE]}),))
    return Read(Amount(exact(float(value)) * unit))


def _number_in_text(value: str, unit: Decimal, currency: str, refused: Rule) -> Read[Amount]:
    amount = parse_amount(value, unit, currency)
    if isinstance(amount, Amount):
        plain = amount.bound is Bound.EXACT and _is_digits(value)
        return Read(amount, (Remark(catalogue.NUMBER_AS_TEXT),) if plain else ())
    if amount is Refusal.BLANK:
        return _blank(value)
    if amount is Refusal.PLACEHOLDER:
        return Read(None, (Remark(catalogue.PLACEHOLDER),))
    reason = why_no_number(value, amount, refused)
    return Read(None, (Remark(VARIANTS.get((refused.id, reason), refused), {"reason": REASONS[reason]}),))


def _blank(value: str) -> Read[T]:
    return Read() if is_blank(value) else Read(None, (Remark(catalogue.DASH_AS_BLANK),))


def _is_digits(value: str) -> bool:
    """True for what a spreadsheet would hold as a number had it been typed as one."""
    return not re.search(r"[^\d.,\s()+eE¥-]", folded(value))


def _rounded(read: Read[Amount], step: Decimal, rule: Rule) -> Read[Amount]:
    if read.value is None:
        return read
    number = read.value.value.quantize(step, ROUND_HALF_UP)
    remarks = read.remarks
    if abs(number - read.value.value) > step * _NOISE:
        remarks = (*remarks, Remark(rule, {"difference": f"{(number - read.value.value).normalize():f}"}))
    whole = number.to_integral_value()
    return Read(Amount(whole if whole == number else number.normalize(), read.value.bound), remarks)


def _whole(value: CellValue) -> int | None:
    """A whole number, or the day of a serial that tells a time of the day too."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not isfinite(value):
        return None
    return int(value) if value == int(value) or int(value) in _SERIALS else None


def _within(day: date) -> Read[date]:
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return Read(day)
    return Read(None, (Remark(catalogue.UNREADABLE_DATE, {"reason": why_no_day(day)}),))


def _day_in_text(value: str) -> Read[date]:
    if is_blank(value):
        return Read()
    if folded(value) in DASHES:
        return Read(None, (Remark(catalogue.DASH_FOR_DAY),))
    if is_placeholder(value):
        return Read(None, (Remark(catalogue.PLACEHOLDER),))
    day = parse_day(value)
    if isinstance(day, date):
        return Read(day)
    if day in _NO_DAY:
        return Read(None, (Remark(_NO_DAY[day]),))
    return Read(None, (Remark(catalogue.UNREADABLE_DATE, {"reason": why_no_day(value)}),))


_NO_DAY: Mapping[PeriodRefusal, Rule] = MappingProxyType(
    {
        PeriodRefusal.DAY_ORDER: catalogue.DAY_ORDER,
        PeriodRefusal.DAY_NEEDS_YEAR: catalogue_values.DATE_NEEDS_YEAR,
    }
)


def _day_in_number(number: int, customs: Customs) -> Read[date]:
    if number in _SERIALS:
        start = date(1904, 1, 1) if customs.from_1904 else date(1899, 12, 30)
        return Read(start + timedelta(days=number), (Remark(catalogue.SERIAL_DATE),))
    day = parse_day(str(number))
    if isinstance(day, date):
        return Read(day)
    return Read(None, (Remark(catalogue.UNREADABLE_DATE, {"reason": why_no_day(str(number))}),))


def _period_of_day(day: date, *, days: bool) -> Read[Period]:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return Read(None, (_no_period(day, days=days),))
    if days or day.day != 1:
        return Read(single_day(day))
    return Read(month_of(day), (Remark(catalogue.MONTH_FROM_DATE),))


def _period_in_text(value: str, era: Era, *, days: bool) -> Read[Period]:
    if is_blank(value):
        return Read()
    if is_placeholder(value):
        return Read(None, (Remark(catalogue.PLACEHOLDER),))
    if not days and DAY_OR_MONTHS.fullmatch(folded(value)):
        return Read(None, (Remark(catalogue.UNREADABLE_PERIOD, {"reason": DAY_OR_MONTHS_SAID}),))
    period = parse_period(value, era)
    match period:
        case Period():
            return Read(period)
        case PeriodRefusal.NEEDS_YEAR:
            return Read(None, (Remark(catalogue.PERIOD_NEEDS_YEAR),))
        case PeriodRefusal.DAY_ORDER | PeriodRefusal.DAY_NEEDS_YEAR:
            return Read(None, (Remark(_NO_DAY[period]),))
        case _:
            return Read(None, (_no_period(value, days=days),))


def _no_period(value: CellValue, *, days: bool) -> Remark:
    """In a column where days are meant, what cannot be read is no date."""
    plain = NO_DATE if days else NOT_A_PERIOD
    reason = why_no_time(value) or plain
    return Remark(catalogue.UNREADABLE_DATE if days else catalogue.UNREADABLE_PERIOD, {"reason": reason})
