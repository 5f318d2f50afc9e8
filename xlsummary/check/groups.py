"""Names in 目标 that nobody in 人员 has: reps, teams, markets and channels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from xlsummary.catalogue_checking import COMPANY_TARGET_OF_PART, UNKNOWN_NAME
from xlsummary.check.people import namesakes, rep_names
from xlsummary.model import Level, SalesBook
from xlsummary.problems import Problem
from xlsummary.spelling import name_key
from xlsummary.wording import LABELS

_GROUPS = (Level.TEAM, Level.MARKET, Level.CHANNEL)


def unknown_groups(book: SalesBook) -> Iterator[Problem]:
    """Targets for a group that no rep is in, where the reps' own are filled in."""
    known = known_names(book)
    for target in book.targets:
        if target.level in _GROUPS and name_key(target.name) not in known.get(target.level, {name_key(target.name)}):
            yield Problem(UNKNOWN_NAME, target.origin.cell("name"), target.name, {"level": LABELS[target.level]})


def company_targets_of_parts(book: SalesBook) -> Iterator[Problem]:
    """Targets of the company whose name is that of one rep or some, not of all and not the company's own."""
    settings = book.settings
    own = {name_key(name) for name in (settings.company, settings.branch, settings.department) if name}
    levels = _parts(book)
    for target in book.targets:
        level = levels.get(name_key(target.name)) if target.level is Level.COMPANY else None
        if level and name_key(target.name) not in own:
            yield Problem(COMPANY_TARGET_OF_PART, target.origin.cell("name"), target.name, {"level": LABELS[level]})


def _parts(book: SalesBook) -> Mapping[str, Level]:
    """By its key, the level of each name that some reps have and others do not."""
    parts: dict[str, Level] = {}
    for level in (*reversed(_GROUPS), Level.REP):
        names = [rep.name if level is Level.REP else getattr(rep, level.value) for rep in book.reps]
        parts |= {name_key(name): level for name in names if name and len({*names}) > 1}
    return parts


def known_names(book: SalesBook) -> Mapping[Level, frozenset[str]]:
    """The keys of the names a target of each level may have; a level is missing where any name will do.

    A market or channel may also be one that another sheet names; a name that two reps share is nobody's.
    """
    known = {Level.REP: rep_names(book) - namesakes(book)} if book.reps else {}
    for level in _GROUPS:
        names = {getattr(rep, level.value) for rep in book.reps} - {""}
        if names:
            known[level] = frozenset(map(name_key, names | _named_elsewhere(level, book)))
    return known


def _named_elsewhere(level: Level, book: SalesBook) -> set[str]:
    if level is Level.TEAM:
        return set()
    listed = {market.name for market in book.markets} if level is Level.MARKET else set()
    return {*listed, *(getattr(client, level.value) for client in book.clients), *book.actuals.texts.get(level.value, ())} - {
        ""
    }
