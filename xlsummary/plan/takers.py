"""Who takes quotas where the path does not end with the reps: clients, markets, channels, products."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from xlsummary.catalogue_path import NOT_ON_PATH, PATH_UNRELATED, REP_ELSEWHERE
from xlsummary.model import Cell, Client, Level, MarketStatus, Rep, SalesBook, Stage, Text
from xlsummary.plan.people import UNGROUPED, Person, Staff, first_names, in_order, names_rep, staff_of
from xlsummary.plan.quota import NodeLevel
from xlsummary.plan.shares import group_key
from xlsummary.problems import Problem
from xlsummary.wording import LABELS

_PLACES = (Level.MARKET, Level.CHANNEL)
"""Levels that a client's own row names."""
_GONE = Text("已流失或退出", "lost or left")
_NO_REP = Text("没有填写人员", "no rep")
_NOBODY = Rep(origin=None, name="")
_ONE = Fraction(1)


def takers_of(book: SalesBook) -> tuple[Staff | None, tuple[Problem, ...]]:
    """Who takes quotas on the path of the book; None with an error for a path whose levels are not in one another."""
    below = tuple(level for level in book.settings.path if level is not Level.COMPANY)
    if not _is_related(below):
        words: dict[str, str | Text] = {"path": _named(book.settings.path, ">")}
        return None, (Problem(PATH_UNRELATED, book.settings.cells.get("path"), words=words),)
    if Level.CLIENT in below or Level.PRODUCT in below:
        return _clients_of_reps(book) if Level.REP in below else _entities(book, below)
    is_of_places = bool(below) and all(level in _PLACES for level in below)
    if is_of_places and not any(getattr(rep, level.value) for rep in book.reps for level in below):
        staff, problems = _entities(book, below)
        if staff.people:
            return staff, problems
    return staff_of(book)


def _is_related(below: Sequence[Level]) -> bool:
    """True where each level has one parent: clients below all they name or their reps are in, reps below their groups."""
    after_rep = below[below.index(Level.REP) + 1 :] if Level.REP in below else ()
    if {Level.PRODUCT, Level.CLIENT} & {*below[:-1]} or any(level is not Level.CLIENT for level in after_rep):
        return False
    return Level.PRODUCT not in below or not {Level.REP, Level.TEAM} & {*below}


def _clients_of_reps(book: SalesBook) -> tuple[Staff, tuple[Problem, ...]]:
    """Each rep's clients below the rep; a rep without clients takes the quota alone."""
    staff, problems = staff_of(book)
    clients = [client for client in book.clients if not _is_gone(client, book)]
    people: list[Person] = []
    placed: set[int] = set()
    for person in staff.people:
        own = [(place, client) for place, client in enumerate(clients) if client.rep and names_rep(person.rep, client.rep)]
        placed.update(place for place, _ in own)
        above = (*person.groups, person.key.removeprefix("rep:"))
        part = Fraction(1, len(own) or 1)
        people += [
            replace(_client(client, above), rep=person.rep, weight=person.weight * part, part=part) for _, client in own
        ] or [person]
    homeless = [client for place, client in enumerate(clients) if place not in placed]
    found = Staff(levels=(*staff.levels, Level.REP), leaf=Level.CLIENT, people=in_order(people))
    notes = (
        *_left_out(homeless, _NO_REP, "rep"),
        *_left_out([each for each in book.clients if _is_gone(each, book)], _GONE, "stage"),
        *_elsewhere(staff, clients),
    )
    return found, (*problems, *notes)


def _elsewhere(staff: Staff, clients: Iterable[Client]) -> Iterator[Problem]:
    """A note for each client whose market is not its rep's, which goes with the rep."""
    for level in (each for each in staff.levels if each in _PLACES):
        place = staff.levels.index(level)
        for client in clients:
            own = getattr(client, level.value)
            homes = {each.groups[place] for each in staff.people if client.rep and names_rep(each.rep, client.rep)}
            if own and homes and own not in homes:
                home = sorted(homes)[0]
                words: dict[str, str | Text] = {"name": client.name, "rep": client.rep, "level": LABELS[level], "group": home}
                yield Problem(REP_ELSEWHERE, client.origin.cell(level.value), own, words)


def _entities(book: SalesBook, below: Sequence[Level]) -> tuple[Staff, tuple[Problem, ...]]:
    """Clients, markets, channels or products by themselves; only those with targets or last year's actuals count in the end."""
    leaf = below[-1]
    chosen = [client for client in book.clients if not _is_gone(client, book)]
    if leaf is Level.CLIENT and chosen:
        levels = tuple(level for level in below[:-1] if any(_above(client, level, book) for client in chosen))
        ungrouped = UNGROUPED[book.settings.lang or book.lang]
        people = [_client(client, tuple(_above(client, level, book) or ungrouped for level in levels)) for client in chosen]
    else:
        levels = tuple(level for level in below[:-1] if level in _PLACES)
        people = [_entity((*levels, leaf), names) for names in sorted(_names(book, (*levels, leaf)))]
    gone = [client for client in book.clients if _is_gone(client, book)] if leaf is Level.CLIENT else []
    return Staff(levels=levels, leaf=leaf, people=in_order(people)), tuple(_left_out(gone, _GONE, "stage"))


def _client(client: Client, above: tuple[str, ...]) -> Person:
    return Person(
        rep=_NOBODY,
        key=f"client:{client.code or client.name}",
        groups=above,
        weight=_ONE,
        level=NodeLevel.CLIENT,
        name=client.name,
        code=client.code,
    )


def _entity(levels: Sequence[Level], names: tuple[str, ...]) -> Person:
    key = group_key(levels[-1], names)
    return Person(rep=_NOBODY, key=key, groups=names[:-1], weight=_ONE, level=NodeLevel(levels[-1].value), name=names[-1])


def _above(client: Client, level: Level, book: SalesBook) -> str:
    """The client's own market or channel; its rep's team, as the last row of the rep has it."""
    if level in _PLACES:
        return str(getattr(client, level.value))
    teams = [rep.team for rep in book.reps if client.rep and names_rep(rep, client.rep)]
    return teams[-1] if teams else ""


def _names(book: SalesBook, levels: Sequence[Level]) -> set[tuple[str, ...]]:
    """Every name, or pair of names, that targets, actuals, clients and markets give; without those that have left."""
    targeted = {(each.name,) for each in book.targets if each.level is levels[-1]} if len(levels) == 1 else set()
    columns = [book.actuals.texts.get(level.value, ("",) * len(book.actuals)) for level in levels]
    found = {names for names in zip(*columns, strict=True) if all(names)}
    if all(level in _PLACES for level in levels):
        found |= {tuple(str(getattr(client, level.value)) for level in levels) for client in book.clients}
    if tuple(levels) == (Level.MARKET,):
        found |= {(market.name,) for market in book.markets}
    left = {market.name for market in book.markets if market.status is MarketStatus.LEAVE}
    at = levels.index(Level.MARKET) if Level.MARKET in levels else None
    kept = {names for names in found if all(names) and (at is None or names[at] not in left)}
    return kept | targeted


def _is_gone(client: Client, book: SalesBook) -> bool:
    """True for a client that is lost and has no target."""
    targeted = (each.name for each in book.targets if each.level is Level.CLIENT)
    return client.stage is Stage.LOST and not any(name in (client.name, client.code) for name in targeted)


def _left_out(clients: Sequence[Client], reason: Text, field: str) -> Iterator[Problem]:
    """One note for clients that take no part."""
    if clients:
        cell: Cell = clients[0].origin.cell(field)
        names = first_names([client.name for client in clients])
        words: dict[str, str | Text] = {"count": str(len(clients)), "names": names, "reason": reason}
        yield Problem(NOT_ON_PATH, cell, words=words)


def _named(levels: Iterable[Level], between: str) -> Text:
    listed = [*levels]
    return Text(between.join(LABELS[level].zh for level in listed), between.join(LABELS[level].en for level in listed))
