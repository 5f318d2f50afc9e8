"""What every name of a dimension achieved in the report period, with the cells it was summed from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from xlsummary.achieved import Counted, days_text, heading, span
from xlsummary.compare.happened import Happened, of_records
from xlsummary.compare.performance import FIELD_OF, By
from xlsummary.compare.records import records_of
from xlsummary.compare.roster import Roster
from xlsummary.model import Amount, Measure, Period, SalesBook
from xlsummary.periods import ONE_DAY, key_of, months_in
from xlsummary.plan.horizon import Horizon


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


def row_groups(book: SalesBook, achieved: Counted, happened: Happened, horizon: Horizon) -> Groups:
    """Sums of 实绩 by every dimension whose field the book fills in; `happened` are the same rows by days and names."""
    places = sorted(happened.inside(horizon.report, horizon.as_of))
    when = (_when(book, achieved.measure, horizon.report, horizon),)
    groups: Groups = {By.COMPANY: [_group(achieved, places, "", *when)]}
    for by, field in FIELD_OF.items():
        label = heading(book, "reps" if by is By.TEAM else "actuals", field)
        found = _by_name(places, happened.names(field))
        named = any(found)
        groups[by] = [_group(achieved, own, each, f"{label}={each}", *when) for each, own in found.items()] if named else []
    groups[By.MONTH] = _months(book, achieved, happened, places, horizon)
    return groups


def unit_groups(book: SalesBook, parts: Sequence[tuple[Counted, Happened]], horizon: Horizon) -> Groups:
    """Sums of quantities by unit, and by product in its unit; `parts` are the rows of each. There is no total."""
    found = [(part.unit, row_groups(book, part, happened, horizon)) for part, happened in parts]
    wholes = [(unit, groups[By.COMPANY][0]) for unit, groups in found]
    return {
        By.UNIT: [replace(whole, name=unit or "", unit=unit) for unit, whole in wholes if whole.cells],
        By.PRODUCT: [replace(each, unit=unit) for unit, groups in found for each in groups[By.PRODUCT]],
    }


def record_groups(book: SalesBook, measure: Measure, horizon: Horizon) -> Groups:
    """New clients and visits, which are counted from records and not from 实绩, by every dimension that records name."""
    records = tuple(records_of(book, measure, horizon.today))
    happened = of_records(records, Roster(book))
    places = sorted(happened.inside(horizon.report, horizon.as_of))

    def group(name: str, own: Sequence[int], *filters: str) -> Group:
        cells = span([records[place].cell for place in own])
        return Group(name=name, actual=happened.total(own), cells=tuple(", ".join((each, *filters)) for each in cells))

    groups: Groups = {By.COMPANY: [group("", places)]}
    sheet = "clients" if measure is Measure.NEW_CLIENTS else "activities"
    for by, field in FIELD_OF.items():
        if by is not By.TEAM and not any(field in each.names for each in records):
            continue
        label = heading(book, "reps" if by is By.TEAM else sheet, field)
        found = _by_name(places, happened.names(field))
        groups[by] = [group(name, own, f"{label}={name}") for name, own in found.items()] if any(found) else []
    groups[By.MONTH] = _record_months(happened, horizon, group)
    return groups


def _by_name(places: Sequence[int], names: Sequence[str]) -> dict[str, list[int]]:
    """The places by name, names in the order they first appear."""
    found: dict[str, list[int]] = defaultdict(list)
    for name, place in zip(map(names.__getitem__, places), places, strict=True):
        found[name].append(place)
    return dict(found)


def _record_months(happened: Happened, horizon: Horizon, group: Callable[..., Group]) -> list[Group]:
    """By month; what no single month holds stands together under ''."""
    months = {month: sorted(happened.inside(month, horizon.as_of)) for month in months_in(horizon.report)}
    told = {place for places in months.values() for place in places}
    rest = [place for place in sorted(happened.inside(horizon.report, horizon.as_of)) if place not in told]
    groups = [group(key_of(month), places) for month, places in months.items()]
    return [*groups, group("", rest)] if rest else groups


def _months(book: SalesBook, achieved: Counted, happened: Happened, places: Sequence[int], horizon: Horizon) -> list[Group]:
    """By month; months that a longer period's total covers cannot be told apart and stand together under ''."""
    whole = achieved.beyond_months(places)
    known = [month for month in months_in(horizon.report) if not any(month.meets(period) for period in whole)]
    groups = []
    told: set[int] = set()
    for month in known:
        own = sorted(happened.inside(month, horizon.as_of))
        told.update(own)
        groups.append(_group(achieved, own, key_of(month), _when(book, achieved.measure, month, horizon)))
    rest = [place for place in places if place not in told]
    if whole:
        groups.append(_group(achieved, rest, "", *(days_text(period) for period in whole)))
    return groups


def _group(achieved: Counted, places: Sequence[int], name: str, *filters: str) -> Group:
    return Group(name=name, actual=achieved.total(places), cells=achieved.address(places, *filters))


def _when(book: SalesBook, measure: Measure, period: Period, horizon: Horizon) -> str:
    """The filter on the date column, as `cells` prints it; it ends with the as-of day."""
    paid = measure is Measure.COLLECTIONS and "collected_on" in (book.actuals.table.letters if book.actuals.table else {})
    field = heading(book, "actuals", "collected_on" if paid else "day")
    gone = Period(period.start, max(period.start + ONE_DAY, min(period.end, horizon.as_of + ONE_DAY)))
    return f"{field} {key_of(gone, book.settings.year_start)}"
