"""Deals of several reps, `张三/李四` or `张三60%李四40%` in 人员: parts that add up to the row to the fen."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import TypeVar

from xlsummary import catalogue
from xlsummary.book.findings import Findings
from xlsummary.book.names import Named, Spellings
from xlsummary.model import Actuals, Bound, Text
from xlsummary.spelling import folded, name_key

T = TypeVar("T")

_SHARE = re.compile(r"\s*([^%\d(][^%]*?)\s*[(:]?\s*(\d+(?:\.\d+)?)\s*%\s*\)?\s*(?:[/、,;+&]|[和与](?=[^%\d\s]{2}))?")
_NUMBERED = re.compile(r"\s*([^\d\s:(/、,;+&.][^\d:(/、,;+&]*?)\s*[(:]?\s*(\d+(?:\.\d+)?)\s*\)?\s*[/、,;+&:]?")
"""One rep and a number of a deal in which all have one, `张三6：李四4`."""
_STROKE = re.compile(r"\s*[/、]\s*")
_APART = re.compile(r"\s*[/、,;+&\n]\s*")
_LIKE_AND = re.compile(r"\s*(?:[|\\及]|\s)\s*")
"""Parts names like 和 where all of them are known."""
_HANDED = re.compile(r"\s*(?:->|=>|[→>—–~·-]|带|转给?|代|跟|同|给|配合|协助)+\s*")
"""Between two names that are known: whose the deal is cannot be told."""
_AND = re.compile(r"\s*(?:[/、,;+&\n]|[和与])\s*")
_DOUBTFUL = re.compile(r"[|｜\\→/／、%％,，;；+＋&＆\n和与]|[\d０-９]\D+[\d０-９]")
"""In what may name several."""
_PROPORTION = re.compile(r"\d\s*[:比]\s*\d")
_FRACTION = re.compile(r"\d\s*/\s*\d")
"""`张三1/3李四2/3`: a stroke between figures parts no names."""
_LONGEST_PAIR = 8
_WHOLES = frozenset({1, 10, 100})
"""What the numbers of a deal may add up to."""

_NO_NAME = Text("少了一个名字", "lacks a name")
_TWICE = Text("同一个人写了两次", "has the same person twice")
_NO_SHARE = Text("有人没有写百分比", "has somebody without a percentage")
_NOT_SURE = Text(
    "像是几个人，但不能肯定是哪几个、各占多少", "seems to name several people, but not surely whom, or their shares"
)
_NUMBERS = Text("的比例合计是 {sum}，不是 10 或 100", "has shares that add up to {sum}, not to 10 or 100")
_SUM = Text("的百分比合计是 {sum}%，不是 100%", "has percentages that add up to {sum}%, not 100%")


@dataclass(frozen=True, slots=True)
class Share:
    """One rep of a deal and the part of it, above 0; the parts of a deal add up to 1."""

    name: str
    part: Fraction


Known = Callable[[str], bool]
"""True for a name that is surely somebody's."""


def shares_of(text: str, known: Known) -> tuple[Share, ...] | Text | None:
    """The reps of a deal and their parts; the reason where it cannot be read, None where the text is one name.

    `/`, `、` and percentages always make a deal. Other marks, `和` and numbers do where every name is known; where only some
    are, or the text can hardly be a name, it cannot be read.
    """
    plain = folded(text)
    if "%" in plain:
        return _by_percent(plain)
    numbered = _by_number(plain, known)
    if numbered is not None:
        return numbered
    for apart_by in (_APART, _AND, _LIKE_AND):
        names = apart_by.split(plain)
        if len(names) > 1 and all(map(known, names)):
            return _equal(names)
    if _is_handed(plain, known):
        return _NOT_SURE
    if _FRACTION.search(plain) and not plain.isascii():
        return _NOT_SURE
    if _PROPORTION.search(plain) and (_APART.search(plain) or not plain.isascii()):
        return _NOT_SURE
    if _STROKE.search(plain):
        names = _STROKE.split(plain)
        return _NOT_SURE if any(map(_is_several, names)) else _equal(names)
    several = _is_several(plain) or any(map(known, _AND.split(plain)))
    return _NOT_SURE if several and len(_AND.split(plain)) > 1 else None


def _is_handed(plain: str, known: Known) -> bool:
    """True for two known names with an arrow, 带 and the like between them, or nothing, as in `张三带李四` and `张三李四`."""
    names = _HANDED.split(plain)
    if len(names) > 1 and all(map(known, names)):
        return True
    joined = range(2, len(plain) - 1) if len(plain) <= _LONGEST_PAIR and not plain.isascii() else ()
    return any(known(plain[:at]) and known(plain[at:]) for at in joined)


def _is_several(plain: str) -> bool:
    """True for a text with a mark that stands in no Chinese name; `Smith, John` and `R&D` may be names."""
    return not plain.isascii() and _APART.search(plain) is not None


def _equal(names: Sequence[str]) -> tuple[Share, ...] | Text:
    if not all(names):
        return _NO_NAME
    if _repeats(names):
        return _TWICE
    return tuple(Share(name, Fraction(1, len(names))) for name in names)


def _repeats(names: Sequence[str]) -> bool:
    return len({name_key(name) for name in names}) < len(names)


def _by_number(plain: str, known: Known) -> tuple[Share, ...] | Text | None:
    """The parts where all have a number, `张三6：李四4`; None where the numbers are of names, as in `员01/员02`."""
    found: list[tuple[str, Fraction]] = []
    place = 0
    while place < len(plain):
        match = _NUMBERED.match(plain, place)
        if match is None:
            return None
        found.append((match[1], Fraction(match[2])))
        place = match.end()
    names = [name for name, _ in found]
    if len(found) < 2 or known(plain) or all(map(known, _APART.split(plain))):
        return None
    total = sum(number for _, number in found)
    if _repeats(names):
        return _TWICE if all(map(known, names)) else None
    if not all(map(known, names)):
        likely = total in _WHOLES and all(len(name) > 1 and not name.isascii() for name in names)
        return _NOT_SURE if likely or any(map(known, names)) else None
    if total not in _WHOLES or not all(number for _, number in found):
        said = f"{Decimal(total.numerator) / total.denominator:f}"
        return Text(_NUMBERS.zh.format(sum=said), _NUMBERS.en.format(sum=said)) if total not in _WHOLES else _NO_SHARE
    return tuple(Share(name, number / total) for name, number in found)


def people_named(text: str, known: Known) -> tuple[str, ...]:
    """Everybody whom a text names, with shares or without; itself where it is known as one name."""
    if not text or known(text):
        return (text,) if text else ()
    read = shares_of(text, known)
    if read is not None and not isinstance(read, Text):
        return tuple(share.name for share in read)
    names = _AND.split(folded(text))
    return tuple(name for name in (names if all(map(known, names)) else _APART.split(folded(text))) if name)


def _by_percent(plain: str) -> tuple[Share, ...] | Text:
    shares: list[Share] = []
    place = 0
    while place < len(plain):
        match = _SHARE.match(plain, place)
        if match is None or _APART.search(match[1]):
            return _NO_SHARE
        shares.append(Share(match[1], Fraction(match[2]) / 100))
        place = match.end()
    if _repeats([share.name for share in shares]):
        return _TWICE
    total = sum(share.part for share in shares) * 100
    if total != 100 or not all(share.part for share in shares):
        said = f"{Decimal(total.numerator) / total.denominator:f}"
        return Text(_SUM.zh.format(sum=said), _SUM.en.format(sum=said)) if total != 100 else _NO_SHARE
    return tuple(shares)


def without_unclear_shares(actuals: Actuals, spellings: Spellings, findings: Findings) -> Actuals:
    """The rows whose reps can be read; the others are errors at their cells."""
    wrong = {text: read for text, read in _deals(actuals, spellings).items() if isinstance(read, Text)}
    if not wrong:
        return actuals
    for entry, text in enumerate(actuals.texts["rep"]):
        if text in wrong:
            findings.add(catalogue.REP_SHARES, actuals.cell("rep", entry), text, reason=wrong[text])
    return _taken(actuals, [entry for entry, text in enumerate(actuals.texts["rep"]) if text not in wrong])


def with_shares_apart(actuals: Actuals, spellings: Spellings) -> Actuals:
    """One entry a rep for every shared deal, one after another; amounts by largest remainder, the first named first."""
    deals = {text: read for text, read in _deals(actuals, spellings).items() if not isinstance(read, Text)}
    if not deals:
        return actuals
    names = actuals.texts["rep"]
    entries = [entry for entry, text in enumerate(names) for _ in deals.get(text, (None,))]
    apart = _taken(actuals, entries)
    reps, parts = _reps_and_parts(actuals, deals, spellings)
    return replace(
        apart,
        texts=MappingProxyType({**apart.texts, "rep": reps}),
        money=MappingProxyType({name: _parted(column, parts) for name, column in actuals.money.items()}),
        quantity=_parted(actuals.quantity, parts),
    )


_Parts = Sequence[tuple[Fraction, ...]]


def _reps_and_parts(
    actuals: Actuals, deals: Mapping[str, tuple[Share, ...]], spellings: Spellings
) -> tuple[tuple[str, ...], _Parts]:
    """The rep of each new entry, and the parts into which each old one goes."""
    whole = (Fraction(1),)
    reps: list[str] = []
    parts: list[tuple[Fraction, ...]] = []
    for entry, text in enumerate(actuals.texts["rep"]):
        deal = deals.get(text)
        if deal is None:
            reps.append(text)
            parts.append(whole)
        else:
            cell = actuals.cell("rep", entry)
            reps += (spellings.one(Named.REP, share.name, cell) for share in deal)
            parts.append(tuple(share.part for share in deal))
    return tuple(reps), parts


def _deals(actuals: Actuals, spellings: Spellings) -> dict[str, tuple[Share, ...] | Text]:
    """The texts of 人员 that name several, as read; what 人员 lists as one name is one.

    Known is who is listed; without 人员, who stands alone in some row.
    """
    return deals_in({*actuals.texts.get("rep", ())}, spellings.is_listed, spellings.is_rep, by_rows=not spellings.has_reps)


def deals_in(texts: Set[str], is_one: Known, known: Known, *, by_rows: bool) -> dict[str, tuple[Share, ...] | Text]:
    """The texts that name several, as read, or why they cannot be; `is_one` tells a text that is one name.

    With `by_rows` a name is known too that stands alone among the texts.
    """
    doubtful = sorted(text for text in texts if (_DOUBTFUL.search(text) or _may_be_a_pair(text, by_rows)) and not is_one(text))
    if not doubtful:
        return {}
    alone = frozenset(map(name_key, texts - {*doubtful})) if by_rows else frozenset()
    deals = {text: shares_of(text, lambda name: known(name) or name_key(name) in alone) for text in doubtful}
    return {text: read for text, read in deals.items() if read is not None}


def _may_be_a_pair(text: str, by_rows: bool) -> bool:  # noqa: FBT001 - as the caller was told
    """Where 人员 lists names, a text may be two of them with anything between, or nothing."""
    return not by_rows and not text.isascii() and len(text) > 3


def _parted(column: Sequence[int | None], parts: _Parts) -> tuple[int | None, ...]:
    return tuple(part for whole, own in zip(column, parts, strict=True) for part in apart(whole, own))


def apart(whole: int | None, parts: Sequence[Fraction]) -> tuple[int | None, ...]:
    """Whole fen (or thousandths) by part: each rounded toward 0, what is left to the largest remainders, earlier ones first."""
    if whole is None or len(parts) == 1:
        return (whole,) * len(parts)
    sign = -1 if whole < 0 else 1
    exact = [abs(whole) * part for part in parts]
    numbers = [share.__floor__() for share in exact]
    order = sorted(range(len(parts)), key=lambda place: numbers[place] - exact[place])
    for place in order[: abs(whole) - sum(numbers)]:
        numbers[place] += 1
    return tuple(sign * number for number in numbers)


def _taken(actuals: Actuals, entries: Sequence[int]) -> Actuals:
    """The entries as they are, in the given order; one may come several times."""
    bounds: dict[tuple[str, int], Bound] = {}
    if actuals.bounds:
        fields = {name for name, _ in actuals.bounds}
        for place, entry in enumerate(entries):
            bounds |= {(name, place): actuals.bounds[name, entry] for name in fields if (name, entry) in actuals.bounds}
    return replace(
        actuals,
        rows=_pick(actuals.rows, entries),
        starts=_pick(actuals.starts, entries),
        ends=_pick(actuals.ends, entries),
        paid_starts=_pick(actuals.paid_starts, entries),
        paid_ends=_pick(actuals.paid_ends, entries),
        texts=MappingProxyType({name: _pick(column, entries) for name, column in actuals.texts.items()}),
        kinds=_pick(actuals.kinds, entries),
        money=MappingProxyType({name: _pick(column, entries) for name, column in actuals.money.items()}),
        quantity=_pick(actuals.quantity, entries),
        days=MappingProxyType({name: _pick(column, entries) for name, column in actuals.days.items()}),
        bounds=MappingProxyType(bounds),
        units=_pick(actuals.units, entries) if actuals.units else (),
        unit=actuals.unit,
    )


def _pick(column: Sequence[T], entries: Sequence[int]) -> tuple[T, ...]:
    return tuple([column[entry] for entry in entries])
