"""Deals of several reps, `张三/李四` or `张三60%李四40%` in 人员: parts that add up to the row to the fen."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import TypeVar

from xlsummary import catalogue
from xlsummary.book.findings import Findings
from xlsummary.book.names import Named, Spellings, is_shared
from xlsummary.model import Actuals, Bound, Text
from xlsummary.spelling import folded, name_key

T = TypeVar("T")

_SHARE = re.compile(r"\s*([^%\d(][^%]*?)\s*[(:]?\s*(\d+(?:\.\d+)?)\s*%\s*\)?\s*[/、,;+]?")
_APART = re.compile(r"\s*[/、]\s*")
_COMMAS = re.compile(r"\s*[,;]\s*")

_NO_NAME = Text("少了一个名字", "lacks a name")
_TWICE = Text("同一个人写了两次", "has the same person twice")
_NO_SHARE = Text("有人没有写百分比", "has somebody without a percentage")
_SUM = Text("的百分比合计是 {sum}%，不是 100%", "has percentages that add up to {sum}%, not 100%")


@dataclass(frozen=True, slots=True)
class Share:
    """One rep of a deal and the part of it, above 0; the parts of a deal add up to 1."""

    name: str
    part: Fraction


def shares_of(text: str) -> tuple[Share, ...] | Text:
    """The reps of a deal and their parts; the reason where it cannot be read."""
    plain = folded(text)
    if "%" in plain:
        return _by_percent(plain)
    names = _APART.split(plain)
    if not all(names):
        return _NO_NAME
    if len({name_key(name) for name in names}) < len(names):
        return _TWICE
    return tuple(Share(name, Fraction(1, len(names))) for name in names)


def people_named(text: str, *, commas: bool = False) -> tuple[str, ...]:
    """Everybody whom a text names, shares or not; with `commas` these part names too."""
    if not text:
        return ()
    read = shares_of(text)
    names = (text,) if isinstance(read, Text) else tuple(share.name for share in read)
    return tuple(each for name in names for each in (_COMMAS.split(folded(name)) if commas else (name,)) if each)


def _by_percent(plain: str) -> tuple[Share, ...] | Text:
    shares: list[Share] = []
    place = 0
    while place < len(plain):
        match = _SHARE.match(plain, place)
        if match is None or _APART.search(match[1]):
            return _NO_SHARE
        shares.append(Share(match[1], Fraction(match[2]) / 100))
        place = match.end()
    if len({name_key(share.name) for share in shares}) < len(shares):
        return _TWICE
    total = sum(share.part for share in shares) * 100
    if total != 100 or not all(share.part for share in shares):
        said = f"{Decimal(total.numerator) / total.denominator:f}"
        return Text(_SUM.zh.format(sum=said), _SUM.en.format(sum=said)) if total != 100 else _NO_SHARE
    return tuple(shares)


def without_unclear_shares(actuals: Actuals, spellings: Spellings, findings: Findings) -> Actuals:
    """The rows whose reps can be read; the others are errors at their cells."""
    wrong = {text: read for text in _shared_texts(actuals, spellings) if isinstance(read := shares_of(text), Text)}
    if not wrong:
        return actuals
    for entry, text in enumerate(actuals.texts["rep"]):
        if text in wrong:
            findings.add(catalogue.REP_SHARES, actuals.cell("rep", entry), text, reason=wrong[text])
    return _taken(actuals, [entry for entry, text in enumerate(actuals.texts["rep"]) if text not in wrong])


def with_shares_apart(actuals: Actuals, spellings: Spellings) -> Actuals:
    """One entry a rep for every shared deal, one after another; amounts by largest remainder, the first named first."""
    deals: dict[str, tuple[Share, ...]] = {}
    for text in _shared_texts(actuals, spellings):
        read = shares_of(text)
        if not isinstance(read, Text):
            deals[text] = read
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


def _shared_texts(actuals: Actuals, spellings: Spellings) -> list[str]:
    """The texts of 人员 that name several, in order; what 人员 lists as one name is one."""
    texts = {*actuals.texts.get("rep", ())}
    return sorted(text for text in texts if is_shared(text) and not spellings.is_listed(text))


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
    )


def _pick(column: Sequence[T], entries: Sequence[int]) -> tuple[T, ...]:
    return tuple([column[entry] for entry in entries])
