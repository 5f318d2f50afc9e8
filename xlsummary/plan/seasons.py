"""What each month weighs by the sheet 季节."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from xlsummary.catalogue_typed import SEASON_MISSING, SEASON_SUM
from xlsummary.model import Lang, Level, Period, Phasing, SalesBook, SeasonIndex, Text
from xlsummary.periods import month_name, months_in
from xlsummary.plan.roots import RootSet
from xlsummary.plan.units import plain
from xlsummary.problems import Problem

_YEAR = 12
_WHOLES = (_YEAR, 1, 100, 100 * _YEAR)
"""What the indices of a year may add up to: 12, 100%, 100, or 12 times 100."""


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
    by_product: dict[str, list[SeasonIndex]] = {}
    for each in sorted(book.season, key=lambda index: index.origin.row):
        by_product.setdefault(each.product, []).append(each)
    for product, listed in by_product.items():
        total = sum((each.index for each in listed), Decimal(0))
        if len(listed) == _YEAR and total not in _WHOLES:
            named = Text(f"{product}：", f"{product}: ") if product else Text("", "")
            yield Problem(SEASON_SUM, listed[0].origin.cell("index"), plain(total), {"product": named, "sum": plain(total)})


def _indices(book: SalesBook, product: str) -> Mapping[int, Fraction]:
    own = {each.month: Fraction(each.index) for each in book.season if product and each.product == product}
    return {each.month: Fraction(each.index) for each in book.season if not each.product} | own


def _named(months: Iterable[int]) -> Text:
    zh, en = ([month_name(month, lang) for month in months] for lang in (Lang.ZH, Lang.EN))
    return Text("、".join(zh), ", ".join(en))
