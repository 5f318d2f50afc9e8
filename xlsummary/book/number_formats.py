"""Number formats that show another value than the cell holds: 0.6 as `60%`, 15 as `15.00万元`, 15000 as `15`, 1 as `KH001`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from operator import eq, ge, gt, le, lt, ne
from types import MappingProxyType
from unicodedata import category

from xlsummary.book.zeros import styles_part
from xlsummary.money import CURRENCY_WORDS
from xlsummary.package import Package, PackageError
from xlsummary.spelling import folded


@dataclass(frozen=True, slots=True)
class Shown:
    """What one section of a format makes of a number.

    `before` and `after` are the words around the digits, `percent` the percent in one (0 where none is shown), `currency` the
    code of a bracket's, `divisor` how many times smaller the number shown is. `template` are the digits of a code, `0` for
    each with what stands among them; '' for all other numbers. `is_blank` tells of a section that shows nothing at all.
    `time` is `month` or `year` where a date is shown as no more than that. `alone` are the words of a section without digits.
    `negative` tells of a minus or brackets around a number above 0.
    """

    before: str = ""
    after: str = ""
    percent: int = 0
    currency: str = ""
    divisor: Decimal = Decimal(1)
    template: str = ""
    is_blank: bool = False
    time: str = ""
    alone: str = ""
    negative: bool = False

    @property
    def is_plain(self) -> bool:
        """True where the number itself is shown, and no word that tells what it is."""
        worded = _says(self.before) or _says(self.after)
        worded = worded or self.negative or bool(self.alone)
        return not (worded or self.percent or self.currency or self.divisor != 1 or self.template or self.is_blank)


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """The sections of a format, each with the condition under which it is used: an operator and a number."""

    sections: tuple[tuple[str, float, Shown], ...]

    @property
    def shown(self) -> tuple[Shown, ...]:
        """What its sections show, and what is shown of a number that is none of theirs."""
        return (*(shown for _, _, shown in self.sections), _PLAIN)

    def of(self, number: float) -> Shown:
        """The section that a number is shown by."""
        return next((shown for sign, limit, shown in self.sections if _OPERATORS[sign](number, limit)), _PLAIN)


_PLAIN = Shown()
_OPERATORS: Mapping[str, Callable[[float, float], bool]] = MappingProxyType(
    {">=": ge, ">": gt, "<": lt, "<=": le, "=": eq, "<>": ne, "": lambda _number, _limit: True}
)
_DEFAULTS: Mapping[int, tuple[tuple[str, float], ...]] = MappingProxyType(
    {1: (("", 0),), 2: ((">=", 0), ("", 0)), 3: ((">", 0), ("<", 0), ("", 0))}
)
"""By the number of sections, when each is used that does not say so itself."""
_PERCENT_IDS = ("9", "10")
_MONTH_IDS = ("17", "27", "36", "50", "52", "57")
"""Formats that need no entry: percentages, and months as `Jan-26` and `2026年1月`."""
_TOKENS = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|\[(?P<bracket>[^\]]*)\]|[_*].|(?P<plain>General|G/通用格式|.)', re.DOTALL
)
_SECTION = re.compile(r'(?:"[^"]*"?|[\\!_*].|\[[^\]]*\]|[^;"\\!_*\[])*', re.DOTALL)
_CONDITION = re.compile(r"(?P<sign>[<>]=?|=|<>)\s*(?P<limit>-?[\d.]+)")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_DATES = re.compile(r"[ymdhs]", re.IGNORECASE)
_ISO = re.compile(r"[A-Z]{3}")
_YEN = "411"
_DIGITS = "0#?"
_CODE = re.compile(r"00+(?:[- ]0+)*|0[- ]0+(?:[- ]0+)*")
_OWN_SIGN = "¥"


def formats_by_style(package: Package) -> Mapping[str, NumberFormat]:
    """The formats of the styles of cells that show another value, by the style's number; mostly none."""
    styles = _StyleReader()
    part = styles_part(package)
    try:
        if package.has(part):
            package.visit(part, styles)
    except PackageError:
        return {}
    return styles.shown


def number_format(code: str) -> NumberFormat | None:
    """A format by its code; None where every number is shown as it is, and for dates shown with their day."""
    texts = _sections(code)[:3]
    shown_time = _time_shown(texts[0])
    if shown_time:
        return NumberFormat((("", 0, Shown(time=shown_time)),))
    read = [_section(text) for text in texts]
    if not code or any(each is None for each in read):
        return None
    sections: list[tuple[str, float, Shown]] = []
    for (sign, limit, shown), default in zip(filter(None, read), _DEFAULTS[len(texts)], strict=True):
        above = not sections or sign in (">", ">=")
        section = replace(shown, negative=above and _is_negative(shown))
        sections.append((sign, limit, section) if sign else (*default, section))
    if all(shown.is_plain or (shown.is_blank and _is_of_zero(sign, limit)) for sign, limit, shown in _told(sections)):
        return None
    return NumberFormat(tuple(sections))


def _is_negative(shown: Shown) -> bool:
    """True for a minus or brackets around the digits, as of numbers below 0."""
    before, after = (folded(text).strip(" ¥$") for text in (shown.before, shown.after))
    return not shown.template and (before == "-" or (before == "(" and after == ")") or (not before and after == "-"))


def _told(sections: list[tuple[str, float, Shown]]) -> Iterator[tuple[str, float, Shown]]:
    """The sections; the last of three is used for 0 alone where the others take what is above and below."""
    signs = [(sign, limit) for sign, limit, _ in sections]
    for place, (sign, limit, shown) in enumerate(sections):
        of_zero = place == 2 and signs[:2] == [(">", 0), ("<", 0)]
        yield ("=", 0, shown) if of_zero else (sign, limit, shown)


def _is_of_zero(sign: str, limit: float) -> bool:
    return sign == "=" and limit == 0


def _sections(code: str) -> list[str]:
    sections, at = [], 0
    while at <= len(code):
        match = _SECTION.match(code, at)
        sections.append(match[0] if match else "")
        at = (match.end() if match else at) + 1
    return sections


@dataclass(slots=True)
class _Section:
    """A section as its characters come: what stands before, among and after the digits."""

    before: str = ""
    among: str = ""
    after: str = ""
    percent: int = 0
    currency: str = ""
    sign: str = ""
    limit: float = 0

    def digit(self, plain: str) -> None:
        self.among, self.after = self.among + self.after + plain, ""

    def literal(self, text: str) -> None:
        if self.among:
            self.after += text
        else:
            self.before += text

    def bracket(self, text: str) -> None:
        condition = _CONDITION.fullmatch(text.strip())
        if condition:
            self.sign, self.limit = condition["sign"], float(condition["limit"].strip(".") or 0)
        self.currency = self.currency or _currency_in(text)


def _time_shown(text: str) -> str:
    """`month` or `year` for a format of dates that shows no day and no time of it; '' for all others."""
    tokens = [*_TOKENS.finditer(text)]
    plain = {(token["plain"] or "").lower() for token in tokens}
    if any(_ELAPSED.fullmatch(token["bracket"] or "") for token in tokens) or plain & {*"dhsa0#?@", "general", "g/通用格式"}:
        return ""
    return "month" if "m" in plain else "year" if plain & {*"ye"} else ""


def _section(text: str) -> tuple[str, float, Shown] | None:
    """One section; None for a date. Words instead of a number are no other number."""
    section = _Section()
    for token in _TOKENS.finditer(text):
        plain, said = token["plain"] or "", token["quoted"] or token["escaped"] or ""
        if token["bracket"] is not None:
            section.bracket(token["bracket"])
        elif plain == "%":
            section.percent = 100
        elif plain in ("General", "G/通用格式"):
            section.digit("0")
        elif plain and plain in "0#?.,":
            section.digit(plain)
        elif _DATES.fullmatch(plain):
            return None
        elif said == "." and section.among and not section.after:
            section.among += "!"
        else:
            section.literal(said or plain)
    if not section.among:
        alone = section.before.strip() if _says(section.before) else ""
        return section.sign, section.limit, Shown(is_blank=not section.before, alone=alone)
    return section.sign, section.limit, _shown(section)


def _shown(section: _Section) -> Shown:
    percent = section.percent or ("%" in folded(section.before + section.after))
    worded = _says(section.before) or _says(section.after)
    is_code = _CODE.fullmatch(section.among) and (worded or section.among.strip("0"))
    return Shown(
        section.before.strip(),
        section.after.strip(),
        int(percent),
        section.currency,
        _divisor(section.among),
        section.among if is_code else "",
    )


def _divisor(digits: str) -> Decimal:
    """By how much the digits shown are smaller: commas behind them, and a point set among them as a mere sign."""
    commas = len(digits) - len(digits.rstrip(","))
    inserted = digits.rpartition("!")[2] if "!" in digits else ""
    return Decimal(1000) ** commas * Decimal(10) ** sum(digit in _DIGITS for digit in inserted)


def _says(text: str) -> bool:
    """True for words and signs of money but the yuan's, not for spaces and brackets."""
    return any(sign != _OWN_SIGN and (sign.isalnum() or category(sign) == "Sc") for sign in folded(text))


def _currency_in(bracket: str) -> str:
    """`[$USD]`, `[$€-2]`; '' for yuan, colours and places without a sign."""
    sign, _, place = bracket.removeprefix("$").partition("-")
    if not bracket.startswith("$") or not sign.strip():
        return ""
    if _OWN_SIGN in folded(sign):
        return "JPY" if place.lower().endswith(_YEN) else ""
    return currency_named(folded(sign).lower()) or (sign if _ISO.fullmatch(sign) else "")


def currency_named(word: str) -> str:
    """The currency other than the yuan that a text names, by the longest of its words."""
    found = [(len(mark), code) for code, marks in CURRENCY_WORDS.items() for mark in marks if mark in word]
    code = max(found, default=(0, ""))[1]
    return "" if code == "CNY" else code


@dataclass(slots=True)
class _StyleReader:
    """Gathers the formats that show another value, and the cell styles that use them."""

    formats: dict[str, NumberFormat] = field(
        default_factory=lambda: {
            **dict.fromkeys(_PERCENT_IDS, NumberFormat((("", 0, Shown(percent=100)),))),
            **dict.fromkeys(_MONTH_IDS, NumberFormat((("", 0, Shown(time="month")),))),
        }
    )
    shown: dict[str, NumberFormat] = field(default_factory=dict)
    styles: int | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        number = attributes.get("numFmtId", "")
        if name == "numFmt":
            found = number_format(attributes.get("formatCode", ""))
            self.formats.pop(number, None)
            self.formats |= {number: found} if found else {}
        elif name == "cellXfs":
            self.styles = 0
        elif name == "xf" and self.styles is not None:
            if number in self.formats:
                self.shown[str(self.styles)] = self.formats[number]
            self.styles += 1

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self.styles = None

    def text(self, text: str) -> None:
        pass
