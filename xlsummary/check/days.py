"""Dates that stand in the wrong order, and days that stand twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from xlsummary.book import schema
from xlsummary.catalogue_checking import DATES_OUT_OF_ORDER, REPEATED_DAY, REPEATED_SEASON, WEIGHT_ON_REST
from xlsummary.model import Cell, DayKind, Origin, SalesBook, Text
from xlsummary.problems import Problem
from xlsummary.spelling import name_key


def dates_out_of_order(book: SalesBook) -> Iterator[Problem]:
    """Each later date that comes before the one it follows, at the later one's cell."""
    for client in book.clients:
        yield from _pair("clients", client.origin, ("first_deal", client.first_deal), ("last_contact", client.last_contact))
    for market in book.markets:
        yield from _pair("markets", market.origin, ("start", market.start), ("end", market.end))
    for plan in book.plans:
        yield from _pair("plans", plan.origin, ("start", plan.start), ("due", plan.due))
    for activity in book.activities:
        yield from _pair("activities", activity.origin, ("period", activity.period.start), ("closed", activity.closed))


def deliveries_out_of_order(book: SalesBook) -> Iterator[Problem]:
    """Goods due or shipped before they were ordered."""
    actuals = book.actuals
    ordered = actuals.days.get("ordered")
    for field in ("due", "shipped"):
        later = actuals.days.get(field)
        for entry, (first, second) in enumerate(zip(ordered, later, strict=True)) if ordered and later else ():
            if first is not None and second is not None and second < first and actuals.leads(entry):
                yield _problem("actuals", actuals.cell(field, entry), ("ordered", first), (field, second))


def repeated_days(book: SalesBook) -> Iterator[Problem]:
    seen: dict[date, Origin] = {}
    for each in book.calendar:
        first = seen.setdefault(each.day, each.origin)
        if first is not each.origin:
            words = {"other": str(first.cell("day").ref)}
            yield Problem(REPEATED_DAY, each.origin.cell("day"), each.day.isoformat(), words)


def repeated_seasons(book: SalesBook) -> Iterator[Problem]:
    seen: dict[tuple[int, str], Origin] = {}
    for each in book.season:
        first = seen.setdefault((each.month, name_key(each.product)), each.origin)
        if first is not each.origin:
            words = {"other": str(first.cell("month").ref)}
            yield Problem(REPEATED_SEASON, each.origin.cell("month"), str(each.month), words)


def weights_on_rest(book: SalesBook) -> Iterator[Problem]:
    for each in book.calendar:
        if each.kind is DayKind.REST and each.weight:
            yield Problem(WEIGHT_ON_REST, each.origin.cell("weight"), f"{each.weight:f}", {"day": each.day.isoformat()})


_Dated = tuple[str, date | None]


def _pair(key: str, origin: Origin, earlier: _Dated, later: _Dated) -> Iterator[Problem]:
    if earlier[1] is not None and later[1] is not None and later[1] < earlier[1]:
        yield _problem(key, origin.cell(later[0]), earlier, later)


def _problem(key: str, cell: Cell, earlier: _Dated, later: _Dated) -> Problem:
    spec = schema.sheet(key)
    words: dict[str, str | Text] = {
        "heading": spec.column(later[0]).heading,
        "earlier": spec.column(earlier[0]).heading,
        "day": str(earlier[1]),
    }
    return Problem(DATES_OUT_OF_ORDER, cell, str(later[1]), words)
