"""What every name of a dimension achieved in the report period, with the cells it was summed from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from xlsummary.achieved import Counted, days_text, heading, span
from xlsummary.compare.activity import visits_in
from xlsummary.compare.clients import new_clients
from xlsummary.compare.performance import By
from xlsummary.compare.roster import Roster
from xlsummary.model import Amount, Measure, Period, SalesBook
from xlsummary.periods import ONE_DAY, key_of, months_in
from xlsummary.plan.horizon import Horizon

_TEXT_FIELDS = {By.REP: "rep", By.MARKET: "market", By.PRODUCT: "product", By.CHANNEL: "channel", By.CLIENT: "client"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One name's sum; `name` is '' for the company, for rows with the field blank, and for what no month holds.

    `unit` is that of quantities in a book that has several, '' where none is told.
    """

    name: str
    actual: Amount
    cells: tuple[str, ...]
    unit: str | None = None


Groups = dict[By, list[Group]]


def row_groups(book: SalesBook, achieved: Counted, horizon: Horizon) -> Groups:
    """Sums of 实绩 by every dimension whose field the book fills in."""
    places = list(achieved.places(horizon.report, horizon.as_of.toordinal()))
    when = (_when(book, achieved.measure, horizon.report, horizon),)
    roster = Roster(book)

    def grouped(name: Callable[[int], str], label: str) -> list[Group]:
        found = achieved.groups(places, name)
        return [_group(achieved, own, each, f"{label}={each}", *when) for each, own in found.items()] if any(found) else []

    def team(entry: int) -> str:
        return roster.team(book.actuals.text("rep", entry), book.actuals.starts[entry])

    groups: Groups = {By.COMPANY: [_group(achieved, places, "", *when)]}
    groups[By.TEAM] = grouped(team, heading(book, "reps", "team"))
    for by, field in _TEXT_FIELDS.items():
        groups[by] = grouped(_named(book, field), heading(book, "actuals", field))
    groups[By.MONTH] = _months(book, achieved, places, horizon)
    return groups


def unit_groups(book: SalesBook, parts: Sequence[Counted], horizon: Horizon) -> Groups:
    """Sums of quantities by unit, and by product in its unit; `parts` are the rows of each. There is no total."""
    found = [(part.unit, row_groups(book, part, horizon)) for part in parts]
    wholes = [(unit, groups[By.COMPANY][0]) for unit, groups in found]
    return {
        By.UNIT: [replace(whole, name=unit or "", unit=unit) for unit, whole in wholes if whole.cells],
        By.PRODUCT: [replace(each, unit=unit) for unit, groups in found for each in groups[By.PRODUCT]],
    }


def record_groups(book: SalesBook, measure: Measure, horizon: Horizon) -> Groups:
    """New clients and visits are counted from records, not from 实绩."""
    if measure is Measure.NEW_CLIENTS:
        start = horizon.report.start
        won = new_clients(book, Period(start, max(start, min(horizon.report.end, horizon.as_of + ONE_DAY))))
        cells = span([client.origin.cell("first_deal") for client in won])
        return {By.COMPANY: [Group(name="", actual=Amount(Decimal(len(won))), cells=cells)]}
    rows = visits_in(book, horizon)
    total = sum((row.count for row in rows), Amount(Decimal(0)))
    return {By.COMPANY: [Group(name="", actual=total, cells=span([row.origin.cell("count") for row in rows]))]}


def _months(book: SalesBook, achieved: Counted, places: Sequence[int], horizon: Horizon) -> list[Group]:
    """By month; months that a longer period's total covers cannot be told apart and stand together under ''."""
    whole = achieved.beyond_months(places)
    known = [month for month in months_in(horizon.report) if not any(month.meets(period) for period in whole)]
    groups = []
    told: set[int] = set()
    for month in known:
        own = list(achieved.places(month, horizon.as_of.toordinal()))
        told.update(own)
        groups.append(_group(achieved, own, key_of(month), _when(book, achieved.measure, month, horizon)))
    rest = [place for place in places if place not in told]
    if whole:
        groups.append(_group(achieved, rest, "", *(days_text(period) for period in whole)))
    return groups


def _group(achieved: Counted, places: Sequence[int], name: str, *filters: str) -> Group:
    return Group(name=name, actual=achieved.total(places), cells=achieved.address(places, *filters))


def _named(book: SalesBook, field: str) -> Callable[[int], str]:
    return lambda entry: book.actuals.text(field, entry)


def _when(book: SalesBook, measure: Measure, period: Period, horizon: Horizon) -> str:
    """The filter on the date column, as `cells` prints it; it ends with the as-of day."""
    paid = measure is Measure.COLLECTIONS and "collected_on" in (book.actuals.table.letters if book.actuals.table else {})
    field = heading(book, "actuals", "collected_on" if paid else "day")
    gone = Period(period.start, max(period.start + ONE_DAY, min(period.end, horizon.as_of + ONE_DAY)))
    return f"{field} {key_of(gone, book.settings.year_start)}"
