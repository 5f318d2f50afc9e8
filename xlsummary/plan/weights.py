"""How much each of those who take quotas weighs, where last year's actuals say so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from xlsummary.catalogue_path import NO_LAST_YEAR, SPLIT_EQUALLY, WITHOUT_LAST_YEAR
from xlsummary.model import Allocation, Lang, Level, Period, SalesBook, Text
from xlsummary.periods import name_of
from xlsummary.plan.last_year import Past, parts_by_name, year_before
from xlsummary.plan.people import Person, Staff, first_names, names_rep
from xlsummary.plan.quota import NodeLevel
from xlsummary.plan.roots import Root, RootSet
from xlsummary.problems import Problem, Rule
from xlsummary.wording import LABELS

_ZERO, _ONE = Fraction(0), Fraction(1)


def weighted(chosen: RootSet, staff: Staff, past: Past) -> tuple[RootSet, tuple[Problem, ...]]:
    """The targets with their people weighing what last year's actuals say, and a word about those without any.

    For reps where the setting asks for it; for clients, markets, channels and products always, each of these with nothing
    last year and no target of its own being left out. Where nobody has any, all weigh the same.
    """
    names_reps = staff.leaf is None or Level.REP in (staff.leaf, *staff.levels)
    by_rep = names_reps and past.book.settings.allocation is Allocation.LAST_YEAR
    if not staff.people or (not by_rep and staff.leaf in (Level.REP, None)):
        return chosen, ()
    if not names_reps:
        people, problems = _entities(chosen, staff, past)
    else:
        people, problems = {each.key: each for each in staff.people}, ()
        if staff.leaf is Level.CLIENT:
            people, problems = _clients(chosen, [*people.values()], past)
        if by_rep:
            people, told = _reps(chosen, [*people.values()], past)
            problems = (*problems, *told)
    return _with_people(chosen, people), problems


def _with_people(chosen: RootSet, people: Mapping[str, Person]) -> RootSet:
    def placed(root: Root) -> Root:
        return replace(root, members=tuple(people[each.key] for each in root.members if each.key in people))

    return replace(
        chosen,
        roots=tuple(map(placed, chosen.roots)),
        inside=tuple(map(placed, chosen.inside)),
        fixed=tuple((point, placed(root)) for point, root in chosen.fixed),
    )


def _reps(chosen: RootSet, people: Sequence[Person], past: Past) -> tuple[dict[str, Person], tuple[Problem, ...]]:
    """Weights by what each rep had; a rep's clients have their parts of it."""
    sums = parts_by_name(past, chosen.line.measure, chosen.period, ("rep",))
    own = {each.key: _positive(sum(part for (name,), part in sums.items() if names_rep(each.rep, name))) for each in people}
    if not any(own.values()):
        found = {each.key: replace(each, weight=each.part) for each in people}
        return found, (_told(SPLIT_EQUALLY, chosen, past.book, Level.REP, []),)
    without = list(dict.fromkeys(each.rep.name for each in people if not own[each.key]))
    told = (_told(WITHOUT_LAST_YEAR, chosen, past.book, Level.REP, without),) if without else ()
    return {each.key: replace(each, weight=own[each.key] * each.part) for each in people}, told


def _clients(chosen: RootSet, people: Sequence[Person], past: Past) -> tuple[dict[str, Person], tuple[Problem, ...]]:
    """Each rep's clients with their parts of what the rep has; equal parts where none had any."""
    sums = parts_by_name(past, chosen.line.measure, chosen.period, ("client",))
    targeted = _targeted(chosen)
    found: dict[str, Person] = {}
    without: list[str] = []
    for row in _by(people, lambda each: each.groups if each.level is NodeLevel.CLIENT else (each.key,)):
        own = {each.key: _positive(_sum(each, sums)) for each in row}
        total = sum(own.values(), _ZERO)
        for each in row:
            part = own[each.key] / total if total else each.part
            if part or each.key in targeted:
                weight = each.weight / each.part * part
                found[each.key] = replace(each, part=part, weight=weight)
            without += [] if part else [each.name]
    return found, (_told(NO_LAST_YEAR, chosen, past.book, Level.CLIENT, without),) if without else ()


def _entities(chosen: RootSet, staff: Staff, past: Past) -> tuple[dict[str, Person], tuple[Problem, ...]]:
    """Clients, markets, channels or products by what each had last year."""
    leaf = staff.leaf or Level.CLIENT
    fields = ("client",) if leaf is Level.CLIENT else tuple(level.value for level in (*staff.levels, leaf))
    sums = parts_by_name(past, chosen.line.measure, chosen.period, fields)
    own = {each.key: _positive(_sum(each, sums)) for each in staff.people}
    if not any(own.values()):
        return {each.key: each for each in staff.people}, (_told(SPLIT_EQUALLY, chosen, past.book, leaf, []),)
    targeted = _targeted(chosen)
    kept = {each.key: replace(each, weight=own[each.key]) for each in staff.people if own[each.key] or each.key in targeted}
    without = [each.name for each in staff.people if not own[each.key]]
    return kept, (_told(NO_LAST_YEAR, chosen, past.book, leaf, without),) if without else ()


def _sum(person: Person, sums: Mapping[tuple[str, ...], int]) -> int:
    if person.level is NodeLevel.CLIENT:
        return sum(part for (name,), part in sums.items() if name and person.answers_to(name))
    return sums.get((*person.groups, person.name), 0)


def _positive(total: int) -> Fraction:
    return Fraction(max(total, 0))


def _targeted(chosen: RootSet) -> set[str]:
    """The keys of those with a target of their own, or in a group or under a rep that has one."""
    return {each.key for root in chosen.every if root.is_single for each in root.members}


def _by(people: Sequence[Person], key: Callable[[Person], tuple[str, ...]]) -> Iterator[list[Person]]:
    rows: dict[tuple[str, ...], list[Person]] = {}
    for each in people:
        rows.setdefault(key(each), []).append(each)
    yield from rows.values()


def _told(rule: Rule, chosen: RootSet, book: SalesBook, level: Level, names: Sequence[str]) -> Problem:
    before = _name(year_before(chosen.period), book.settings.year_start)
    cells = book.settings.cells
    words: dict[str, str | Text] = {
        "level": LABELS[level],
        "measure": LABELS[chosen.line.measure],
        "period": before,
        "count": str(len(names)),
        "names": first_names(names),
    }
    return Problem(rule, cells.get("allocation" if level is Level.REP else "path"), words=words)


def _name(period: Period, year_start: int) -> Text:
    return Text(name_of(period, Lang.ZH, year_start), name_of(period, Lang.EN, year_start))
