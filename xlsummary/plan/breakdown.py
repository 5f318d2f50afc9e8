"""Every target of a book broken down to months, week slices, days, teams and reps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import chain

from xlsummary.catalogue import ESTIMATED_CALENDAR, PATH_LATER, PHASING_LATER, UNKNOWN_CALENDAR
from xlsummary.model import Allocation, Level, Phasing, SalesBook, Text
from xlsummary.plan.calendar import FIRST_OFFICIAL_YEAR, HOME, working_calendar, years_text
from xlsummary.plan.fixed import with_fixed
from xlsummary.plan.people import GROUPS, staff_of
from xlsummary.plan.planning import plan_of
from xlsummary.plan.quota import FixedPoint, Plan
from xlsummary.plan.roots import root_sets
from xlsummary.plan.seasons import missing_seasons
from xlsummary.problems import Problem
from xlsummary.wording import LABELS

_PHASINGS = (Phasing.WORKING_DAYS, Phasing.HEADCOUNT, Phasing.CALENDAR_DAYS, Phasing.EQUAL, Phasing.SEASON)
_ALLOCATIONS = (Allocation.WEIGHT, Allocation.EQUAL)
_PATH = (Level.COMPANY, *GROUPS, Level.REP)


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The plans in the order of time and line, and what was found on the way."""

    plans: tuple[Plan, ...]
    problems: tuple[Problem, ...]


def break_down(book: SalesBook, fixed: Sequence[FixedPoint] = ()) -> Breakdown:
    """Every target of the book, with the quotas a person fixed; the order of the book's rows does not matter.

    Plans are made for what is sound even where other rows have errors, but there are none with a phasing, an allocation
    or a path that is yet to come. Each quota is exact: see `rounding.rounded` for what every step keeps to.
    """
    later = tuple(_later(book))
    staff, problems = staff_of(book)
    sets, faults = root_sets(book, staff)
    sets, lost = with_fixed(sets, fixed, staff)
    faults = (*faults, *lost)
    later = (*later, *missing_seasons(book, sets))
    if later:
        return Breakdown((), (*later, *problems, *faults))
    made = [plan_of(book, staff, chosen) for chosen in sets]
    plans = tuple(plan for plan, _ in made if plan is not None)
    found = chain.from_iterable(own for _, own in made)
    return Breakdown(plans, (*problems, *faults, *found, *_estimated(book, plans)))


def _later(book: SalesBook) -> Iterator[Problem]:
    """What the settings ask for and a later version brings."""
    settings = book.settings
    wanted: tuple[tuple[str, Enum, Sequence[Enum]], ...] = (
        ("phasing", settings.phasing, _PHASINGS),
        ("allocation", settings.allocation, _ALLOCATIONS),
    )
    for name, chosen, known in wanted:
        if chosen not in known:
            value = LABELS[chosen]
            words: dict[str, str | Text] = {"chosen": value, "choices": _listed(known)}
            yield Problem(PHASING_LATER, settings.cells.get(name), value[settings.lang or book.lang], words)
    if set(settings.path) - set(_PATH):
        yield Problem(PATH_LATER, settings.cells.get("path"), words={"choices": _listed(_PATH)})


def _listed(words: Sequence[Enum]) -> Text:
    return Text("、".join(LABELS[word].zh for word in words), ", ".join(LABELS[word].en for word in words))


def _estimated(book: SalesBook, plans: Sequence[Plan]) -> Iterator[Problem]:
    """A note once for all years whose working days are only estimated: those to be announced, those never to be known."""
    years = sorted({year for plan in plans for year in working_calendar(book, plan.period).estimated_years})
    country = book.settings.country.upper()
    ahead = [year for year in years if country == HOME and year >= FIRST_OFFICIAL_YEAR]
    past = [year for year in years if year not in ahead]
    if ahead:
        yield Problem(ESTIMATED_CALENDAR, None, words={"years": years_text(ahead)})
    if past:
        words = years_text(past)
        arrangement = Text(
            f"{words.zh}的官方放假安排（只有 {FIRST_OFFICIAL_YEAR} 年起的）",
            f"the official arrangement of {words.en} (only {FIRST_OFFICIAL_YEAR} on)",
        )
        basis = Text("法定节假日", "the statutory holidays")
        if country != HOME:
            arrangement = Text(f" {country} {words.zh}的公众假日", f"the public holidays of {country} in {words.en}")
            basis = Text("周一至周五", "Monday to Friday")
        yield Problem(UNKNOWN_CALENDAR, None, words={"arrangement": arrangement, "basis": basis})
