"""Amounts as people write them: `1500万`, `一千五百万`, `(1,234)`, `110多万`; exact, or refused with the reason."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from itertools import pairwise
from types import MappingProxyType

from xlsummary.model import Amount, Bound, Text
from xlsummary.spelling import folded

FEN = Decimal("0.01")
LARGEST = Decimal(10) ** 15
"""Beyond this a spreadsheet no longer holds each unit."""

UNIT_WORDS: Mapping[str, Decimal] = MappingProxyType(
    {
        word: Decimal(size)
        for size, words in {
            "1": ("元", "圆", "块", "yuan", "rmb", "cny"),
            "1000": ("千元", "千", "thousand", "thousand yuan", "1,000 yuan", "k"),
            "10000": ("万元", "万", "萬元", "萬", "ten thousand", "ten thousand yuan", "10,000 yuan", "10k", "10k yuan"),
            "1000000": ("百万元", "百万", "百萬元", "百萬", "million", "million yuan", "1,000,000 yuan", "m"),
            "10000000": ("千万元", "千万", "千萬元", "千萬"),
            "100000000": ("亿元", "亿", "億元", "億", "hundred million", "hundred million yuan"),
        }.items()
        for word in words
    }
)
"""Words for an amount unit, folded and lower case, and the yuan in one of it."""


class Refusal(Enum):
    """Why a text is no number."""

    BLANK = "blank"
    PLACEHOLDER = "placeholder"
    PERCENT = "percent"
    RANGE = "range"
    VAGUE = "vague"
    GROUPING = "grouping"
    CURRENCY = "currency"
    UNIT = "unit"
    TOO_LARGE = "too-large"
    PERIOD = "period"
    DASH = "dash"
    WORDS = "words"


REASONS: Mapping[Refusal, Text] = MappingProxyType(
    {
        Refusal.BLANK: Text("是空的", "is blank"),
        Refusal.PLACEHOLDER: Text("还没有填数", "is still to be filled in"),
        Refusal.PERCENT: Text("是百分比", "is a percentage"),
        Refusal.RANGE: Text("是一个范围，不是一个数", "is a range, not one number"),
        Refusal.VAGUE: Text("没有确数", "names no definite number"),
        Refusal.GROUPING: Text("的逗号位置不对，可能漏了数字", "has a comma in the wrong place, a digit may be missing"),
        Refusal.CURRENCY: Text("是另一种货币", "is in another currency"),
        Refusal.UNIT: Text("的单位与本列单位不一致，无法确定大小", "has a unit that does not fit the column's"),
        Refusal.TOO_LARGE: Text("太大", "is too large"),
        Refusal.PERIOD: Text("是日期、时间或期间，不是数", "is a date, a time or a period, not a number"),
        Refusal.DASH: Text("分不清是数字一还是横线", "may be the number one or a dash"),
        Refusal.WORDS: Text("不是数字", "is not a number"),
    }
)


@dataclass(frozen=True, slots=True)
class Written:
    """A number read from text; `scaled` when the text brought its own unit (万, 元), so a column's unit does not apply."""

    amount: Amount
    scaled: bool = False


CURRENCY_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "CNY": ("人民币", "rmb", "cny", "cn¥", "¥"),
        "USD": ("us$", "usd", "美元", "美金", "$"),
        "HKD": ("hk$", "hkd", "港元", "港币"),
        "TWD": ("nt$", "twd", "新台币", "台币"),
        "EUR": ("eur", "欧元", "€"),
        "GBP": ("gbp", "英镑", "£"),
        "JPY": ("jpy", "日元", "円"),
        "KRW": ("krw", "韩元", "₩"),
    }
)
"""Words and signs of each currency, folded and lower case."""

DASHES = frozenset({"-", "--", "—", "——", "–", "―", "/", "\\"})
"""What is typed where there is nothing."""
_LIKE_DASHES = frozenset({"一", "一一"})
_PLACEHOLDER = re.compile(
    r"(?:\d*[x×*]{2,}|\d{0,2}_+|[?]+|…+|\.{3,})\s*(?:[百千万亿]?[元个家次%]?|多万?)|(?:待定|待补|待填|待核|未定|暂无|暂缺|tbd|tbc|n/a|null|无)",
    re.IGNORECASE,
)
_DOUBTED = re.compile(r"[¥$]?\d[\d,.]*\s*[百千万亿]?元?\s*(?:[?]+|…+|\.{3,}|_+)")
"""A whole number with a mark of doubt behind it: `500?`, `500…`."""
_RUN = r"(?:(?<![a-z])[x×*]{2,}(?![a-z])|_{2,}|[□○◯]{2,}|[?]{2,})"
_TO_COME = r"(?:待定|待补|待填|待核|未定|\btbd\b|\btbc\b)"
_COUNTED = (
    r"[多余]?(?:[百千万亿]|元|个(?![人体性别])|家(?![电具居装政长])|次|人(?![员选力事民寿才们])|名(?![称字牌])|位|项(?!目)|条(?!件)"
    r"|份|批|期(?!望)|户|台|套|件|箱|吨|单(?![位据价])|天(?![然津])|日(?![化用报本])|[月年周季点岁倍%]|成(?![交立绩本])|公里"
    r"|(?:clients?|customers?|orders?|deals?|visits?|people|reps?|units?|thousand|million|billion|yuan|percent|points?"
    r"|days?|weeks?|months?|years?)\b)"
)
_IN_TEXT = re.compile(
    rf"{_RUN}\s*(?:{_COUNTED}|\d)|\d\s*{_RUN}|{_TO_COME}\s*(?:{_COUNTED}|\d)|[\d年月]\s*{_TO_COME}"
    r"|(?:rmb|cny|usd|[¥$€£])\s*x{2,}|(?<![a-z])x+(?:\.x+)?\s*%|(?<![a-z0-9_{])_{2,}(?![a-z0-9_}])"
)
_MASKED = re.compile(r"\d*(?:[xXｘＸ×*]{2,}|[_＿]{2,}|[□○◯]{2,}|[?？]{2,})\d*|[xXｘＸ]+(?:\.[xXｘＸ]+)?(?=\s*[%％])")
_VAGUE = re.compile(r"[几数若][十百千万亿干]|[十百千万亿]几|\d+几")
_ABOUT = ("大约", "大概", "约", "~", "≈", "about", "approx.", "ca.", "around")
_AT_MOST = ("将近", "接近", "近", "不到", "不足", "不超过", "至多", "最多", "≤", "<=", "<", "nearly", "under")
_AT_LEAST = ("至少", "超过", "超", "逾", "≥", ">=", ">", "over", "at least", "more than")
_BEFORE: Mapping[str, Bound] = MappingProxyType(
    {
        **dict.fromkeys(_ABOUT, Bound.ABOUT),
        **dict.fromkeys(_AT_MOST, Bound.AT_MOST),
        **dict.fromkeys(_AT_LEAST, Bound.AT_LEAST),
    }
)
_AFTER: Mapping[str, Bound] = MappingProxyType(
    {
        **dict.fromkeys(("左右", "上下"), Bound.ABOUT),
        **dict.fromkeys(("以内", "以下"), Bound.AT_MOST),
        **dict.fromkeys(("以上", "有余", "余", "多", "+"), Bound.AT_LEAST),
    }
)
_OF_THE_SIZE = ("有余", "余", "多", "+")
"""Words after a number that tell of its size whatever its sign: `-100多` is below -100."""
_REVERSED: Mapping[Bound, Bound] = MappingProxyType({Bound.AT_LEAST: Bound.AT_MOST, Bound.AT_MOST: Bound.AT_LEAST})
_MORE_INSIDE = re.compile(r"(?<=[\d十百千万])\s*[多余](?=\s*[百千万亿元])")
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d*)?|\.\d+)"
_SPACE_IN_GROUPS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_DIGITS = re.compile(r"-?(?:[0-9]{1,12}|[0-9]{1,3}(?:,[0-9]{3}){1,3})(?:\.[0-9]{1,6})?")
_PLAIN = re.compile(rf"{_NUMBER}(?:e[+-]?\d{{1,2}})?", re.IGNORECASE)
_PAIRS = re.compile(rf"(?:{_NUMBER}\s*(?:千万|百万|[百千万亿])\s*)+")
_PAIR = re.compile(rf"({_NUMBER})\s*(千万|百万|[百千万亿])")
_SIZES = {"百": 100, "千": 1000, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_HAN = re.compile(r"[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟点]+")
_ELLIPTIC = re.compile(r".*亿[一二三四五六七八九壹贰叁肆伍陆柒捌玖][千百仟佰]")
"""`三亿五千`, said for 三亿五千万."""
_HAN_LIKE = str.maketrans("〇两萬億贰陸貳參廿", "零二万亿贰陆贰叁廿")
_RANGE = re.compile(r".*[\d百千万亿元]\s*(?:-|~|—|–|至|到)+\s*[\d一二三四五六七八九十].*")
_COMMAS = re.compile(r"[\d,]*\d,\d[\d,]*(?:\.\d*)?(?:\s*[百千万亿])?")


def parse_amount(text: str, unit: Decimal = Decimal(1), currency: str = "CNY") -> Amount | Refusal:
    """The amount in yuan (or in counted units): `unit` multiplies a text without a unit of its own."""
    written = parse_number(text, currency)
    if isinstance(written, Refusal):
        return written
    if written.scaled or unit == 1:
        return written.amount
    if any(mark in text for mark in "百千佰仟"):
        return Refusal.UNIT
    value = written.amount.value * unit
    return Refusal.TOO_LARGE if abs(value) >= LARGEST else Amount(value, written.amount.bound)


def plain_number(text: str) -> Decimal | None:
    """The number of a text of digits alone, as programs write them: `-1234.5`, `1,234.50`; None for all others."""
    return Decimal(text.replace(",", "")) if _DIGITS.fullmatch(text) else None


def parse_number(text: str, currency: str = "CNY") -> Written | Refusal:
    """A number with sign, bound and unit words, or the reason it is none."""
    digits = plain_number(text)
    if digits is not None:
        return Written(Amount(digits))
    plain = folded(text).lower().replace("萬", "万").replace("億", "亿").lstrip("'")
    if not plain or plain in DASHES:
        return Refusal.BLANK
    if plain in _LIKE_DASHES:
        return Refusal.DASH
    if _PLACEHOLDER.fullmatch(plain):
        return Refusal.PLACEHOLDER
    if "%" in plain or "‰" in plain or "百分之" in plain:
        return Refusal.PERCENT
    if _VAGUE.search(plain) or _DOUBTED.fullmatch(plain):
        return Refusal.VAGUE
    if _RANGE.fullmatch(plain):
        return Refusal.RANGE
    bare = _without_currency(plain, currency)
    if bare is None:
        return Refusal.CURRENCY
    return _signed(bare)


def is_placeholder(text: str) -> bool:
    """True for `xx`, `2xx`, `__`, `待定`: a value still to come."""
    return _PLACEHOLDER.fullmatch(folded(text).lower()) is not None


def holds_placeholder(text: str) -> bool:
    """True for a text with a number still to come: `xx个`, `2xx万元`, `20xx年`, `__`, `待定` beside a number or what it counts.

    `XX公司` is a name and stays.
    """
    return _IN_TEXT.search(folded(text).lower()) is not None


def masked(text: str) -> str:
    """The text with what is still to come as `…`."""
    return _MASKED.sub("…", text)


def exact(number: float) -> Decimal:
    """A spreadsheet's number to the 15 digits it keeps, so that the noise of binary fractions is gone."""
    return Decimal(int(number)) if number.is_integer() and abs(number) < LARGEST else Decimal(f"{number:.15g}")


def _without_currency(plain: str, currency: str) -> str | None:
    """The text without the book's own currency mark; None when it names another."""
    own = [*CURRENCY_WORDS.get(currency, (currency.lower(),))]
    for mark in own:
        plain = plain.replace(mark, "", 1) if mark in plain else plain
    foreign = (mark for code, marks in CURRENCY_WORDS.items() if code != currency for mark in marks if mark not in own)
    return None if any(mark in plain for mark in foreign) else plain.strip()


def _signed(plain: str) -> Written | Refusal:
    bound, of_size, body = _split_bound(plain)
    sign = 1
    for opening, closing in (("(", ")"), ("-", ""), ("负", ""), ("", "-"), ("+", "")):
        if body.startswith(opening) and body.endswith(closing) and len(body) > len(opening + closing):
            sign = 1 if opening == "+" else -1
            body = body[len(opening) : len(body) - len(closing)].strip()
            break
    if sign != 1 and bound is of_size is Bound.EXACT:
        inner, of_size, body = _split_bound(body)
        of_size = of_size.joined(inner)
    bound = bound.joined(of_size if sign == 1 else _REVERSED.get(of_size, of_size))
    number = _unsigned(body)
    if isinstance(number, Refusal):
        return number
    value, scaled = number
    if abs(value) >= LARGEST:
        return Refusal.TOO_LARGE
    return Written(Amount(sign * value, bound), scaled)


def _split_bound(plain: str) -> tuple[Bound, Bound, str]:
    """The bound that the words around a number say of it, the one they say of its size, and the number alone."""
    bound = of_size = Bound.EXACT
    for word, said in _BEFORE.items():
        if plain.startswith(word) and len(plain) > len(word):
            plain, bound = plain[len(word) :].strip(), bound.joined(said)
            break
    inside = _MORE_INSIDE.sub("", plain)
    if inside != plain:
        plain, of_size = inside, Bound.AT_LEAST
    for word, said in _AFTER.items():
        if plain.endswith(word) and len(plain) > len(word):
            plain = plain.removesuffix(word).strip()
            if word in _OF_THE_SIZE:
                of_size = of_size.joined(said)
            else:
                bound = bound.joined(said)
            break
    return bound, of_size, plain


def _unsigned(body: str) -> tuple[Decimal, bool] | Refusal:
    """The value and whether it had its own unit."""
    body, yuan = _without_yuan(body)
    body = _SPACE_IN_GROUPS.sub(",", body)
    if _PLAIN.fullmatch(body):
        return Decimal(f"{Decimal(body.replace(',', '')):f}"), yuan
    if _PAIRS.fullmatch(body):
        return _sum_of_pairs(body, yuan=yuan)
    if _HAN.fullmatch(body.translate(_HAN_LIKE)):
        return _han(body.translate(_HAN_LIKE), yuan=yuan)
    return Refusal.GROUPING if _COMMAS.fullmatch(body) else Refusal.WORDS


def _without_yuan(body: str) -> tuple[str, bool]:
    shorter = body.removesuffix("整").removesuffix("正")
    for word in ("块钱", "元钱", "元", "圆", "块", "yuan"):
        if shorter.endswith(word):
            return shorter.removesuffix(word).strip(), True
    return body, False


def _sum_of_pairs(body: str, *, yuan: bool) -> tuple[Decimal, bool] | Refusal:
    """`1亿2000万`: each unit smaller than the one before."""
    pairs = [(Decimal(number.replace(",", "")), _SIZES[word]) for number, word in _PAIR.findall(body)]
    sizes = [size for _, size in pairs]
    if any(after >= before for before, after in pairwise(sizes)) or any(number % 1 for number, _ in pairs[:-1]):
        return Refusal.WORDS
    if len(sizes) > 1 and sizes[-1] < 10**4 <= sizes[-2] // 10**4:  # `3亿5千` means 3.5亿 to most, and 300,005,000 to some
        return Refusal.VAGUE
    return sum((number * size for number, size in pairs), Decimal(0)), yuan or max(sizes) >= 10**4


def _han(body: str, *, yuan: bool) -> tuple[Decimal, bool] | Refusal:
    """A well-formed Chinese numeral; cn2an is asked for the bare numeral only. 百万 or 百八十 names no definite one."""
    if body[0] in "百千万亿佰仟" or _ELLIPTIC.fullmatch(body):
        return Refusal.VAGUE
    from cn2an import cn2an  # noqa: PLC0415 - a tenth of a second that most books do not need

    try:
        value = Decimal(str(cn2an(body, "strict")))
    except ValueError:
        return Refusal.WORDS
    return value, yuan or "万" in body or "亿" in body
