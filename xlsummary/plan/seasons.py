"""What each month weighs by the sheet 季节."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from xlsummary.catalogue_typed import SEASON_MISSING, SEASON_MIXED, SEASON_SUM
from xlsummary.model import Lang, Level, Period, Phasing, SalesBook, SeasonIndex, Text
from xlsummary.periods import month_name, months_in
from xlsummary.plan.roots import RootSet
from xlsummary.plan.units import plain
from xlsummary.problems import Problem

_YEAR = 12
_WHOLES = (_YEAR, 1, 100, 100 * _YEAR)
"""What the indices of a year may add up to: 12, 100%, 100, or 12 times 100."""


_FAR, _NEARLY = 20, Decimal("0.02")


def season_weights(book: SalesBook, period: Period, product: str = "") -> tuple[Fraction, ...]:
    """For each month of a period its index; only for a book in which no month lacks one (`missing_seasons`).

    A product's own indices stand before those of all, where the book has any for it.
    """
    indices = _indices(book, product)
    return tuple(indices[month.start.month] for month in months_in(period))


def missing_seasons(book: SalesBook, sets: Sequence[RootSet]) -> Iterator[Problem]:
    """An error for months to be planned by 季节指数 that have no index, or where none is above 0."""
    if book.settings.phasing is not Phasing.SEASON:
        return
    missing: set[int] = set()
    for root in (root for chosen in sets for root in chosen.roots):
        indices = _indices(book, root.target.name if root.target.level is Level.PRODUCT else "")
        months = {month.start.month for month in months_in(root.target.period)}
        missing |= months - {*indices}
        missing |= set() if any(indices.get(month, 1) for month in months) else months
    if missing:
        yield Problem(SEASON_MISSING, book.settings.cells.get("phasing"), words={"months": _named(sorted(missing))})


def uneven_seasons(book: SalesBook) -> Iterator[Problem]:
    """A warning for twelve indices to be planned by that are neither 1 on average nor parts of a whole."""
    if book.settings.phasing is not Phasing.SEASON:
        return
    for product, listed in _by_product(book).items():
        total = sum((each.index for each in listed), Decimal(0))
        if len(listed) == _YEAR and total not in _WHOLES and not _odd_ones(listed):
            words: dict[str, str | Text] = {"product": _prefix(product), "sum": plain(round(total, 4))}
            yield Problem(SEASON_SUM, listed[0].origin.cell("index"), plain(total), words)


def mixed_seasons(book: SalesBook) -> Iterator[Problem]:
    """An error for those of twelve indices that are a hundred times off, as `8.33%` beside 8.33 is."""
    if book.settings.phasing is not Phasing.SEASON:
        return
    for product, listed in _by_product(book).items():
        for each in _odd_ones(listed):
            marks: dict[str, str | Text] = {"product": _prefix(product), "month": str(each.month)}
            yield Problem(SEASON_MIXED, each.origin.cell("index"), plain(round(each.index, 4)), marks)


def _odd_ones(listed: Sequence[SeasonIndex]) -> Sequence[SeasonIndex]:
    """The fewer of two groups of twelve indices that only together, one of them times 100, come near to a whole."""
    values = sorted(each.index for each in listed if each.index)
    gaps = [(high / low, high) for low, high in pairwise(values)]
    widest, least = max(gaps, default=(Decimal(0), Decimal(0)))
    if len(listed) != _YEAR or widest < _FAR:
        return ()
    small, large = ([each for each in listed if (each.index >= least) is is_large] for is_large in (False, True))
    total = sum((each.index * 100 for each in small), Decimal(0)) + sum(each.index for each in large)
    if all(abs(total / whole - 1) > _NEARLY for whole in _WHOLES):
        return ()
    return min((small, large), key=len)


def _by_product(book: SalesBook) -> Mapping[str, Sequence[SeasonIndex]]:
    by_product: dict[str, list[SeasonIndex]] = {}
    for each in sorted(book.season, key=lambda index: index.origin.row):
        by_product.setdefault(each.product, []).append(each)
    return by_product


def _prefix(product: str) -> Text:
    return Text(f"{product}：", f"{product}: ") if product else Text("", "")


def _indices(book: SalesBook, product: str) -> Mapping[int, Fraction]:
    own = {each.month: Fraction(each.index) for each in book.season if product and each.product == product}
    return {each.month: Fraction(each.index) for each in book.season if not each.product} | own


def _named(months: Iterable[int]) -> Text:
    zh, en = ([month_name(month, lang) for month in months] for lang in (Lang.ZH, Lang.EN))
    return Text("、".join(zh), ", ".join(en))
