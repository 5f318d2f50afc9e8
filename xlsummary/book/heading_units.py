"""What a heading's brackets say of unit, currency and tax: `（单位：万元，不含税）`, `(10k yuan)`, `（千件）`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from xlsummary.book.heading_remarks import is_remark
from xlsummary.model import TaxBasis
from xlsummary.money import CURRENCY_WORDS, UNIT_WORDS
from xlsummary.spelling import bracketed, folded


@dataclass(frozen=True, slots=True)
class HeadingUnit:
    """The yuan, or pieces, in one of a column's numbers, None where nothing is said; `currency` is an ISO code or ''.

    `goods` tells a unit of things, as 吨 is, `money` one of money. `remark` is the first bracket that cannot be a unit,
    `unknown` the first that could be one and is not known, or ''.
    """

    unit: Decimal | None = None
    currency: str = ""
    tax: TaxBasis | None = None
    percent: bool = False
    goods: bool = False
    money: bool = False
    unknown: str = ""
    remark: str = ""


def heading_unit(heading: str, *, counted: bool = False) -> HeadingUnit:
    """What all brackets of a heading say together; `counted` is a column of counts, where `m` is the metre."""
    said = HeadingUnit()
    for part in bracketed(heading):
        said = _joined(said, _of(part, counted=counted), part)
    return said


def _joined(first: HeadingUnit, other: HeadingUnit, part: str) -> HeadingUnit:
    differs = other.unit is not None and first.unit not in (None, other.unit)
    return HeadingUnit(
        first.unit if first.unit is not None else other.unit,
        first.currency or other.currency,
        first.tax or other.tax,
        first.percent or other.percent,
        first.goods or other.goods,
        first.money or other.money,
        first.unknown or (part if differs else other.unknown),
        first.remark or other.remark,
    )


def _of(part: str, *, counted: bool = False) -> HeadingUnit:
    text = _LABEL.sub("", folded(part).casefold()).strip()
    readers = (_goods, _words) if counted else (_words, _goods)
    said = next((said for reader in readers if (said := reader(text))), None)
    if said is None and is_remark(text):
        return HeadingUnit(remark=part)
    return said or replace(_understood(text), unit=None, unknown=part)


def _goods(text: str) -> HeadingUnit | None:
    if text in _COUNTERS:
        return HeadingUnit(goods=True)
    scaled = _SCALED.fullmatch(text)
    return HeadingUnit(_size(scaled), goods=True) if scaled else None


def _size(token: re.Match[str]) -> Decimal:
    number, word = token["number"], token["word"]
    return (Decimal(number.replace(",", "")) if number else Decimal(1)) * (_UNITS[word] if word else 1)


def _words(text: str) -> HeadingUnit | None:
    """What the words say when every one is known."""
    if text in _SPANS:
        return HeadingUnit()
    said, at = HeadingUnit(), 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        following = _with(said, token) if token and token[0] else None
        if token is None or following is None:
            return None
        said, at = following, token.end()
    bare = said.currency == "CNY" and said.unit is None and _YUAN.search(text)
    return replace(said, unit=Decimal(1), money=True) if bare else said


def _understood(text: str) -> HeadingUnit:
    """What a text that has other words says of currency and tax."""
    said = HeadingUnit()
    for token in _TOKEN.finditer(text):
        if token.lastgroup in ("currency", "without", "with"):
            said = _with(said, token) or said
    return said


def _with(said: HeadingUnit, token: re.Match[str]) -> HeadingUnit | None:
    """With one more word; None where it is a second unit or currency."""
    match token.lastgroup:
        case "without":
            return replace(said, tax=TaxBasis.WITHOUT_TAX)
        case "with":
            return replace(said, tax=TaxBasis.WITH_TAX)
        case "percent":
            return replace(said, percent=True)
        case "unit":
            size = _size(token)
            money = said.money or token["word"] not in _SCALES
            return replace(said, unit=size, money=money) if said.unit in (None, size) else None
        case "currency":
            code = _CODES[token["currency"]]
            return replace(said, currency=code, money=True) if said.currency in ("", code) else None
    return said


def unit_named(word: str) -> HeadingUnit:
    """What a unit that stands by itself says: `万元`, `千件`, `USD`."""
    return _of(word)


def counted_in(word: str) -> str:
    """What a unit of things counts, without its size and by one name for each: 件 for `万件`, 公斤 for `kg`; '' for others."""
    text = folded(word).casefold()
    if text not in _COUNTERS:
        scaled = _SCALED.fullmatch(text)
        text = text[scaled.end("word") :].strip() if scaled and scaled["word"] else ""
    return _SAME.get(text, text)


def unit_of_product(name: str) -> str:
    """The unit in a product's brackets, `乳胶漆（吨）`; '' where it has none."""
    parts = (part.casefold() for part in bracketed(name))
    return next((part for part in parts if _goods(part)), "")


def _either(words: Iterable[str]) -> str:
    """One of some words; no letter may follow one that ends in a letter."""
    longest = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) + (r"(?![a-z])" if word[-1].isascii() and word[-1].isalpha() else "") for word in longest)


_SCALES: Mapping[str, Decimal] = MappingProxyType(
    {
        word: Decimal(10) ** zeros
        for zeros, words in {
            2: ("百",),
            3: ("千", "k", "thousand"),
            4: ("万", "萬", "w"),
            5: ("十万",),
            6: ("百万", "million"),
            7: ("千万",),
            8: ("亿", "億"),
        }.items()
        for word in words
    }
)
_UNITS: Mapping[str, Decimal] = MappingProxyType(
    {
        **UNIT_WORDS,
        **_SCALES,
        **{f"{scale}{base}": size for scale, size in _SCALES.items() for base in ("元", "圆", "块") if not scale.isascii()},
        "k yuan": Decimal(1000),
        "w yuan": Decimal(10**4),
        "m yuan": Decimal(10**6),
        "w元": Decimal(10**4),
        "k元": Decimal(1000),
        "billion": Decimal(10**9),
    }
)
_CODES: Mapping[str, str] = MappingProxyType(
    {
        word: code
        for code, words in (
            *CURRENCY_WORDS.items(),
            ("USD", ("us dollars", "dollars")),
            ("EUR", ("euros", "euro", "欧")),
            ("JPY", ("日圆",)),
            ("CAD", ("加元", "cad")),
            ("AUD", ("澳元", "aud")),
            ("SGD", ("新元", "sgd")),
            ("RUB", ("卢布", "rub")),
        )
        for word in words
    }
)
_LABEL = re.compile(r"^(?:金额|货币|计量|数量)?(?:单位|units?|币种|币别|currency)\s*[:=为]?\s*|^in\s+")
_COUNTERS = (
    *("千克", "公斤", "克", "吨", "斤", "件", "箱", "桶", "个", "台", "套", "只", "瓶", "包", "袋", "盒", "支", "条", "张"),
    *("平方米", "立方米", "千米", "公里", "米", "升", "毫升", "千升", "家", "次", "人次", "人", "户", "单", "辆", "批", "份"),
    *("双", "卷", "片", "块", "根", "把", "对", "组", "本", "颗", "粒", "罐", "提", "车", "天", "名", "位"),
    *("千瓦时", "千瓦", "兆瓦", "度", "kg", "g", "t", "ton", "tons", "tonne", "tonnes", "pcs", "pc", "pieces", "units"),
    *("box", "boxes", "cases", "l", "ml", "m", "km", "m2", "m3", "㎡", "m²", "m³", "kw", "kwh", "mw", "days", "visits"),
)
_SAME: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("千克", "kg"), "公斤"),
        **dict.fromkeys(("t", "ton", "tons", "tonne", "tonnes"), "吨"),
        **dict.fromkeys(("pcs", "pc", "pieces", "units"), "件"),
        **dict.fromkeys(("m3", "m³"), "立方米"),
        **dict.fromkeys(("m2", "m²", "㎡"), "平方米"),
        "km": "公里",
        "千米": "公里",
    }
)
"""Units of one size under several names."""
_SCALED = re.compile(rf"(?P<number>\d[\d,]*)?\s*(?P<word>{_either(_SCALES)})?\s*(?:{_either(_COUNTERS)})")
_SPANS = ("年", "月", "季", "日", "年度", "per year", "per month")
_YUAN = re.compile(r"rmb|cny")
_HARMLESS = (
    *("必填", "选填", "可选", "可空", "自动", "公式", "手填", "合计", "小计", "总计", "本期", "上期", "本年", "当年", "全年"),
    *("年度", "半年", "季度", "月度", "本月", "当月", "本季", "上年", "去年", "今年", "同期", "累计", "实际", "计划", "预计"),
    *(
        "目标",
        "实绩",
        "完成",
        "实收",
        "应收",
        "净额",
        "总额",
        "毛额",
        "金额",
        "合计数",
        "总数",
        "总量",
        "本位币",
        "本币",
        "converted",
        "local currency",
        "company currency",
        "自定",
        "公司下达",
        "挑战",
        "保底",
    ),
    *(
        "冲刺",
        "期望",
        "有把握",
        "毛利",
        "净利",
        "税率",
        "增值税",
        "税",
        "不填则待补",
        "结算",
        "折后",
        "折前",
        "扣款后",
        "扣退货后",
    ),
    *("required", "optional", "actual", "plan", "planned", "target", "total", "net", "gross", "ytd", "year", "month", "vat"),
)
_EN_WITHOUT = ("without tax", "without vat", "excl. tax", "excl tax", "excl. vat", "excluding tax", "excluding vat")
_EN_WITH = ("with tax", "with vat", "incl. tax", "incl tax", "incl. vat", "including tax", "including vat")
_TOKEN = re.compile(
    rf"(?P<gap>[\s,，、;；/|。:]+|(?:金额|货币)?单位|in(?=\s)|\d{{2,4}}年(?:度)?|\d{{1,2}}(?:[-~至]\d{{1,2}})?月(?:份)?|20\d\d|[qh][1-4]|\d{{1,2}}%)"
    rf"|(?P<without>不含(?:\d+%)?(?:增值)?税|未税|无税|{_either((*_EN_WITHOUT, 'net tax', 'net of tax'))})"
    rf"|(?P<with>含(?:\d+%)?(?:增值)?税|价税合计|{_either(_EN_WITH)})"
    rf"|(?P<currency>{_either(_CODES)})"
    rf"|(?P<unit>(?P<number>\d[\d,]*)?\s*(?P<word>{_either(_UNITS)}|[kwm](?=\s*(?:{_either(_CODES)}))))"
    rf"|(?P<harmless>{_either(_HARMLESS)})|(?P<percent>%)"
)
