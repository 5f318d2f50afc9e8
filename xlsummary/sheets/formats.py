"""Number formats: the display unit is a format, the cell holds yuan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from xlsummary.model import Lang, Measure, Settings, TaxBasis, Text
from xlsummary.sheets.layout import Value
from xlsummary.wording import label


@dataclass(frozen=True, slots=True)
class _Unit:
    """How a unit is shown: its name, its pattern of digits, and how many decimals of the unit remain."""

    name: Text
    pattern: str
    decimals: int


# A format can only divide by thousands. 万 and 亿 stand a digit or two beside one, so the point is a literal before the last
# digits: 123456 is divided to 123 and printed 12.3. Grouping would fall in the wrong place, so these two have none.
_UNITS: Mapping[Decimal, _Unit] = MappingProxyType(
    {
        Decimal(1000): _Unit(Text("千元", "thousand yuan"), "#,##0.0,", 1),
        Decimal(10000): _Unit(Text("万元", "10,000 yuan"), r"0\.0,", 1),
        Decimal(1000000): _Unit(Text("百万元", "million yuan"), "#,##0.00,,", 2),
        Decimal(100000000): _Unit(Text("亿元", "100 million yuan"), r"0\.00,,", 2),
    }
)
_YUAN = Text("元", "yuan")
_COUNTED: Mapping[Measure, Text] = MappingProxyType(
    {
        Measure.NEW_CLIENTS: Text("家", "clients"),
        Measure.VISITS: Text("次", "visits"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberFormats:
    """`amount` for quotas (0 is a dash), `variance` the same with a symbol for the sign, `check` for differences, never scaled;
    `decimals` of a yuan or counted unit."""

    amount: str
    variance: str
    check: str
    decimals: int
    scale: Decimal
    shown_decimals: int

    def width(self, value: Value) -> int:
        """How many characters the amount takes."""
        amount = Decimal(value) if isinstance(value, int | Decimal) else Decimal(0)
        whole = len(str(abs(int(amount / self.scale))))
        separators = (whole - 1) // 3
        return whole + separators + (amount < 0) + (self.shown_decimals and self.shown_decimals + 1)


def formats_of(measure: Measure, settings: Settings, grain: Decimal) -> NumberFormats:
    """The formats for quotas that are whole numbers of `grain`s."""
    exponent = grain.normalize().as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    plain = "#,##0" + ("." + "0" * decimals if decimals else "")
    unit = _UNITS.get(settings.display_unit) if measure.is_money else None
    pattern = unit.pattern if unit else plain
    return NumberFormats(
        amount=_dashed(pattern),
        variance=f'"▲"{pattern}_ ;[Red]"▼"{pattern}_ ;"-"_ ',
        check=f'[Red]"▲"{plain}_ ;[Red]"▼"{plain}_ ;0_ ',
        decimals=decimals,
        scale=settings.display_unit if unit else Decimal(1),
        shown_decimals=unit.decimals if unit else decimals,
    )


def _dashed(pattern: str) -> str:
    """With a dash for 0 and, after each number, the breadth of a space."""
    return f'{pattern}_ ;-{pattern}_ ;"-"_ '


def unit_line(measure: Measure, settings: Settings, lang: Lang) -> str:
    """Unit and basis as the head prints them: `单位：元 · 含税`; '' for quantities, whose unit the book does not say."""
    if not measure.is_money:
        counted = _COUNTED.get(measure)
        return Text("单位：", "Unit: ")[lang] + counted[lang] if counted else ""
    return Text("单位：", "Unit: ")[lang] + _money_unit(settings, lang) + " · " + _basis(measure, settings, lang)


def unit_name(measure: Measure, settings: Settings, lang: Lang) -> str:
    """The unit as it is shown: 万元, 次; the measure's own name for what the book gives no unit of."""
    if not measure.is_money:
        counted = _COUNTED.get(measure)
        return counted[lang] if counted else label(measure, lang)
    unit = _UNITS.get(settings.display_unit)
    if settings.currency != "CNY" or unit is None:
        return _money_unit(settings, lang)
    return unit.name[lang]


def _money_unit(settings: Settings, lang: Lang) -> str:
    unit = _UNITS.get(settings.display_unit)
    if settings.currency != "CNY":
        by = "" if unit is None else f" × {settings.display_unit:,f}"
        return settings.currency + by
    if unit is None:
        return _YUAN[lang]
    return unit.name[lang] + Text("（格内为元，显示时舍入）", " (cells hold yuan; rounded for display)")[lang]


def _basis(measure: Measure, settings: Settings, lang: Lang) -> str:
    if measure is Measure.PROFIT:
        return label(settings.profit_basis, lang) + Text("", " profit")[lang]
    if measure is Measure.COLLECTIONS:
        return label(TaxBasis.WITH_TAX, lang)
    return label(settings.tax_basis, lang)
