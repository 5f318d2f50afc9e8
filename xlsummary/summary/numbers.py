"""How numbers are printed: money, counts and rates, half up, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

from xlsummary.model import Bound, Lang

_WAN = Decimal(10_000)
_YI = Decimal(100_000_000)
_MILLION = Decimal(1_000_000)
_BILLION = Decimal(1_000_000_000)
_CURRENCIES = {"CNY": "元", "USD": "美元", "EUR": "欧元", "HKD": "港元", "JPY": "日元", "GBP": "英镑"}
_PLACES = (0, 2, 4, 6, 8)
_UNIT_NAMES = {1: "元", 1000: "千元", 10_000: "万元", 1_000_000: "百万元", 100_000_000: "亿元"}
_UNIT_NAMES_EN = {1: "", 1000: " thousand", 10_000: " 10,000", 1_000_000: " million", 100_000_000: " 100 million"}


def rounded(value: Decimal, places: int = 2) -> Decimal:
    """The value to that many decimals, half up (away from 0)."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def plain(value: Decimal, lang: Lang, places: int | None = None) -> str:
    """Digits, a minus in front; Chinese groups from five digits on, English from four.

    Without `places` as many decimals as the value has.
    """
    number = rounded(value, places) if places is not None else value.normalize()
    text = f"{number:f}"
    digits = len(text.lstrip("-").partition(".")[0])
    return f"{number:,f}" if digits > (4 if lang is Lang.ZH else 3) else text


def grouped(value: Decimal, places: int) -> str:
    """A table's digits: always grouped, `places` decimals."""
    return f"{rounded(value, places):,f}"


def cell(value: Decimal, places: int, lang: Lang, bound: Bound = Bound.EXACT) -> str:
    """A table's number with its bound: `1,100,000余`, `约2,000,000`; `over 1,100,000`."""
    if bound is Bound.EXACT:
        return grouped(value, places)
    text = grouped(value, 0 if _is_whole(value) else places)
    return _bounded_en(text, bound) if lang is Lang.EN else _counted_zh(text, value, bound)


def money(value: Decimal, lang: Lang, currency: str = "CNY", bound: Bound = Bound.EXACT, *, is_limit: bool = False) -> str:
    """Yuan as a sentence prints it: `15.00亿元`, `130.00万元`, `9800.00元`; `RMB 15.00 million`, `RMB 967,742`.

    A number that is not exact has no decimals of its own: `110多万元`, `约200万元`. At most is `近300万元` of a number somebody
    gave, `不超过90万元` of one computed (`is_limit`).
    """
    if lang is Lang.ZH:
        return _money_zh(value, currency, bound, is_limit=is_limit)
    return _bounded_en(_money_en(value, currency, bound), bound, is_limit=is_limit)


def _money_zh(value: Decimal, currency: str, bound: Bound, *, is_limit: bool) -> str:
    name = _CURRENCIES.get(currency, currency)
    scale, unit = Decimal(1), name
    if abs(rounded(value / _WAN)) >= _WAN:
        scale, unit = _YI, f"亿{name}"
    elif abs(rounded(value)) >= _WAN:
        scale, unit = _WAN, f"万{name}"
    number = value / scale
    if bound is Bound.AT_LEAST and _is_round(number):
        return f"{plain(number, Lang.ZH)}多{unit}"
    places = 0 if bound is not Bound.EXACT and _is_whole(number) else 2
    return _bounded_zh(f"{plain(number, Lang.ZH, places)}{unit}", bound, is_limit=is_limit)


def _money_en(value: Decimal, currency: str, bound: Bound) -> str:
    name = "RMB" if currency == "CNY" else currency
    for size, scale, word in ((Decimal(1000), _BILLION, " billion"), (Decimal(1), _MILLION, " million")):
        if abs(rounded(value / _MILLION)) >= size and abs(rounded(value)) >= _MILLION:
            number = value / scale
            places = 0 if bound is not Bound.EXACT and _is_whole(number) else 2
            return f"{name} {plain(number, Lang.EN, places)}{word}"
    whole = rounded(value) == rounded(value, 0)
    return f"{name} {plain(value, Lang.EN, 0 if whole else 2)}"


def count(value: Decimal, lang: Lang, bound: Bound = Bound.EXACT) -> str:
    """A counted number with its bound: `210`, `5000余`, `约200`, `近300`; `over 5,000`, `about 200`."""
    text = plain(value, lang)
    return _bounded_en(text, bound) if lang is Lang.EN else _counted_zh(text, value, bound)


def percent(value: Decimal, lang: Lang = Lang.ZH, bound: Bound = Bound.EXACT) -> str:
    """A ratio in percent, two decimals, with its bound: `60.00%`, `55.00%以上`, `不超过80.00%`."""
    return _computed(f"{plain(value * 100, lang, 2)}%", lang, bound)


def points(value: Decimal, lang: Lang) -> str:
    """`16个百分点`, `1.5个百分点`; `16 percentage points`."""
    number = plain(rounded(value), lang)
    return f"{number}个百分点" if lang is Lang.ZH else f"{number} percentage point{'' if number == '1' else 's'}"


def decimal(value: Decimal, lang: Lang, places: int, bound: Bound = Bound.EXACT) -> str:
    """A mean with its bound: `5.3`, `5.3以上`."""
    return _computed(plain(value, lang, places), lang, bound)


def per_day(value: Decimal, lang: Lang, bound: Bound = Bound.EXACT) -> str:
    """A count a day, two decimals, with its bound: `2.00`, `2.00以上`."""
    return _computed(plain(value, lang, 2), lang, bound)


def unit_name(unit: Decimal, lang: Lang, currency: str = "CNY") -> str:
    """What a table's caption says of its money: `元`, `万元`; `RMB`, `RMB million`."""
    if lang is Lang.ZH:
        return _UNIT_NAMES[int(unit)].replace("元", _CURRENCIES.get(currency, currency))
    return f"{'RMB' if currency == 'CNY' else currency}{_UNIT_NAMES_EN[int(unit)]}"


def places_for(values: Sequence[Decimal], unit: Decimal) -> int:
    """The fewest even decimals that show every value exactly in the unit, so that parts add up to their totals."""
    least = 0 if unit == 1 else 2
    for places in _PLACES:
        if places >= least and all(rounded(value / unit, places) * unit == value for value in values):
            return places
    return _PLACES[-1]


def shares(parts: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Each part's share of their sum as a ratio of four decimals, adding up to 1 by largest remainder; zeros without a sum."""
    total = sum(parts, Decimal(0))
    if total == 0:
        return tuple(Decimal(0) for _ in parts)
    exact = [part / total * 10_000 for part in parts]
    floors = [value.quantize(Decimal(1), ROUND_FLOOR) for value in exact]
    left = int(10_000 - sum(floors))
    order = sorted(range(len(parts)), key=lambda place: (floors[place] - exact[place], place))
    raised = set(order[:left])
    return tuple((floor + (place in raised)) / 10_000 for place, floor in enumerate(floors))


def _computed(text: str, lang: Lang, bound: Bound) -> str:
    return _bounded_zh(text, bound, is_limit=True) if lang is Lang.ZH else _bounded_en(text, bound, is_limit=True)


def _bounded_zh(text: str, bound: Bound, *, is_limit: bool = False) -> str:
    most = f"不超过{text}" if is_limit else f"近{text}"
    return {Bound.AT_LEAST: f"{text}以上", Bound.ABOUT: f"约{text}", Bound.AT_MOST: most}.get(bound, text)


def _counted_zh(text: str, value: Decimal, bound: Bound) -> str:
    return f"{text}余" if bound is Bound.AT_LEAST and _is_round(value) else _bounded_zh(text, bound)


def _bounded_en(text: str, bound: Bound, *, is_limit: bool = False) -> str:
    most = f"up to {text}" if is_limit else f"nearly {text}"
    return {Bound.AT_LEAST: f"over {text}", Bound.ABOUT: f"about {text}", Bound.AT_MOST: most}.get(bound, text)


def _is_whole(value: Decimal) -> bool:
    return value == value.to_integral_value()


def _is_round(value: Decimal) -> bool:
    """True for 110, 5000, 52000: a number that 余 or 多 may follow."""
    if value < 10 or not _is_whole(value) or value % 10:
        return False
    return value % Decimal(10) ** (len(f"{value:f}".partition(".")[0]) - 2) == 0
