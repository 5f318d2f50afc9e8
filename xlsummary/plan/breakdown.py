"""Every target of a book broken down to months, week slices, days, teams and reps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from xlsummary.catalogue import ESTIMATED_CALENDAR, UNKNOWN_CALENDAR
from xlsummary.model import SalesBook, Text
from xlsummary.plan.calendar import FIRST_OFFICIAL_YEAR, HOME, working_calendar, years_text
from xlsummary.plan.fixed import with_fixed
from xlsummary.plan.frozen import Frozen, gone_of
from xlsummary.plan.last_year import Past
from xlsummary.plan.people import Staff
from xlsummary.plan.planning import plan_of
from xlsummary.plan.quota import FixedPoint, Node, NodeLevel, Plan
from xlsummary.plan.roots import RootSet, root_sets
from xlsummary.plan.seasons import missing_seasons, mixed_seasons, uneven_seasons
from xlsummary.plan.shares import group_key
from xlsummary.plan.takers import takers_of
from xlsummary.problems import Problem

_NOBODY = Staff(levels=(), leaf=None, people=())


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The plans in the order of time and line, and what was found on the way.

    `beside` are plans of targets off the path, each of one node, spread over time only: in no total.
    """

    plans: tuple[Plan, ...]
    problems: tuple[Problem, ...]
    beside: tuple[Plan, ...] = ()


def break_down(
    book: SalesBook,
    fixed: Sequence[FixedPoint] = (),
    until: date | None = None,
    frozen: Frozen | None = None,
    as_of: date | None = None,
) -> Breakdown:
    """Every target of the book, with the quotas a person fixed; the order of the book's rows does not matter.

    Plans are made for what is sound even where other rows have errors. Each quota is exact: see `rounding.rounded` for what
    every step keeps to. `until` is the last day whose actuals are known, where last year's are gone by. Of a `frozen` plan
    the days up to `as_of` stay as they were kept.
    """
    staff, problems = takers_of(book)
    if staff is None:
        return Breakdown((), problems)
    sets, off_path, faults = root_sets(book, staff)
    sets, lost = with_fixed(sets, fixed, staff, book.settings)
    faults = (*faults, *lost)
    missing = tuple(missing_seasons(book, (*sets, *off_path)))
    if missing:
        return Breakdown((), (*missing, *problems, *faults))
    faults = (*faults, *uneven_seasons(book), *mixed_seasons(book))
    past = Past(book, until)
    made = [_kept(staff, chosen, past, frozen, as_of) for chosen in sets]
    beside = [_alone(chosen, past) for chosen in off_path]
    plans = tuple(plan for plan, _ in made if plan is not None)
    found: list[Problem] = []
    for problem in chain.from_iterable(own for _, own in (*made, *beside)):
        found += [] if problem in found else [problem]
    alone = tuple(plan for plan, _ in beside if plan is not None)
    return Breakdown(plans, (*problems, *faults, *found, *_estimated(book, (*plans, *alone))), alone)


def _kept(
    staff: Staff, chosen: RootSet, past: Past, frozen: Frozen | None, as_of: date | None
) -> tuple[Plan | None, tuple[Problem, ...]]:
    """The plan, with its days gone as they were kept; where nothing has changed, that is the plan as it is without that."""
    plan, problems = plan_of(staff, chosen, past)
    gone = gone_of(frozen, chosen, staff, as_of) if frozen and as_of else None
    if isinstance(gone, Problem):
        return plan, (*problems, gone)
    if gone is None or (plan is not None and gone.is_kept_by(plan)):
        return plan, problems
    return plan_of(staff, chosen, past, gone)


def _alone(chosen: RootSet, past: Past) -> tuple[Plan | None, tuple[Problem, ...]]:
    """The plan of targets off the path: one node of their own level and name."""
    plan, problems = plan_of(_NOBODY, chosen, past)
    target = chosen.every[0].target
    node = Node(key=group_key(target.level, (target.name,)), level=NodeLevel(target.level.value), name=target.name)
    return plan and replace(plan, nodes=(node,)), problems


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
