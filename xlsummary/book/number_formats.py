"""Number formats that show another value than the cell holds: 0.6 as `60%`, 15 as `15.00万元`, 500 as `$500`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from xlsummary.book.zeros import styles_part
from xlsummary.money import CURRENCY_WORDS, UNIT_WORDS
from xlsummary.package import Package, PackageError
from xlsummary.spelling import folded


@dataclass(frozen=True, slots=True)
class Shown:
    """What a format makes of a number: the `percent` in one (0 where none is shown), a currency, a unit.

    `size` is the yuan or pieces that a number of 1 shows, as `word` tells it; None where no unit is shown.
    """

    percent: int = 0
    currency: str = ""
    size: Decimal | None = None
    word: str = ""


_PERCENT_IDS = frozenset({"9", "10"})
"""Formats that need no entry."""
_TOKENS = re.compile(r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|\[(?P<bracket>[^\]]*)\]|[_*].|(?P<plain>General|.)', re.DOTALL)
_CONDITION = re.compile(r"[<>=]")
_DATES = re.compile(r"[ymdhs]", re.IGNORECASE)
_ISO = re.compile(r"[A-Z]{3}")
_YEN = "411"


def shown_by_styles(package: Package) -> Mapping[str, Shown]:
    """What each style of cells shows, by the style's number, of those that show another value; mostly none."""
    styles = _StyleReader()
    part = styles_part(package)
    try:
        if package.has(part):
            package.visit(part, styles)
    except PackageError:
        return {}
    return styles.shown


def shown_by(code: str) -> Shown | None:
    """What a format code makes of a number; None where it shows the number itself, a date, or what conditions tell."""
    literal, digits, percent, currency = "", "", 0, ""
    for token in _TOKENS.finditer(code):
        plain, said = token["plain"] or "", token["quoted"] or token["escaped"] or ""
        if plain == ";":
            break
        if token["bracket"] is not None:
            if _CONDITION.match(token["bracket"]):
                return None
            currency = currency or _currency_in(token["bracket"])
        elif plain == "%":
            percent = 100
        elif plain and plain in "0#?.,":
            digits += plain
        elif plain == "General":
            digits += "0"
        elif _DATES.fullmatch(plain):
            return None
        elif said == "." and digits:
            digits += "!"
        else:
            literal += said or plain
    return _shown(literal, digits, percent, currency)


def _shown(literal: str, digits: str, percent: int, currency: str) -> Shown | None:
    """What the literal characters of a format say beside its digits."""
    word = folded(literal).strip().lower()
    if not digits:
        return None
    if percent or "%" in word:
        return Shown(percent=percent or 1)
    currency = currency or _currency_named(word)
    unit = UNIT_WORDS.get(word)
    size = None if unit is None else unit / _divisor(digits)
    return Shown(0, currency, size, word) if currency or size is not None else None


def _divisor(digits: str) -> Decimal:
    """By how much the digits shown are smaller: commas behind them, and a point set among them as a mere sign."""
    commas = len(digits) - len(digits.rstrip(","))
    inserted = digits.rpartition("!")[2] if "!" in digits else ""
    return Decimal(1000) ** commas * Decimal(10) ** sum(digit in "0#?" for digit in inserted)


def _currency_in(bracket: str) -> str:
    """`[$USD]`, `[$€-2]`; '' for yuan, colours and places without a sign."""
    sign, _, place = bracket.removeprefix("$").partition("-")
    if not bracket.startswith("$") or not sign.strip():
        return ""
    if "¥" in folded(sign):
        return "JPY" if place.lower().endswith(_YEN) else ""
    return _currency_named(folded(sign).lower()) or (sign if _ISO.fullmatch(sign) else "")


def _currency_named(word: str) -> str:
    """The currency other than the yuan that a text names, by the longest of its words."""
    found = [(len(mark), code) for code, marks in CURRENCY_WORDS.items() for mark in marks if mark in word]
    code = max(found, default=(0, ""))[1]
    return "" if code == "CNY" else code


@dataclass(slots=True)
class _StyleReader:
    """Gathers the formats that show another value, and the cell styles that use them."""

    formats: dict[str, Shown] = field(default_factory=lambda: dict.fromkeys(_PERCENT_IDS, Shown(percent=100)))
    shown: dict[str, Shown] = field(default_factory=dict)
    styles: int | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        number = attributes.get("numFmtId", "")
        if name == "numFmt" and (found := shown_by(attributes.get("formatCode", ""))):
            self.formats[number] = found
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
