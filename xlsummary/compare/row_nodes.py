"""Which columns of a plan a row of 实绩 counts for: its own, and all above it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from xlsummary.compare.roster import Roster
from xlsummary.model import Client, Rep, SalesBook
from xlsummary.plan.people import staff_of
from xlsummary.plan.quota import NodeLevel, Plan

FIELDS: Mapping[NodeLevel, str] = {
    NodeLevel.TEAM: "rep",
    NodeLevel.REP: "rep",
    NodeLevel.MARKET: "market",
    NodeLevel.CHANNEL: "channel",
    NodeLevel.PRODUCT: "product",
    NodeLevel.CLIENT: "client",
}
"""The column of 实绩 that tells which node of a level a row is for; a rep's team is looked up by the day."""

_FROM_CLIENT = (NodeLevel.MARKET, NodeLevel.CHANNEL, NodeLevel.CLIENT)
"""Levels on the path with which the client of a row tells what the row leaves blank."""


class RowNodes:
    """A row counts for its rep's own column, else for the finest that it names, and for every group above that column.

    So a group is the sum of its people, whatever market or channel the row names besides; of columns of one name the row's
    is the one below the groups that it names. What a row leaves blank is the client's own (客户). A client below a rep counts
    rows of its name whoever sold them.
    """

    def __init__(self, plan: Plan, book: SalesBook) -> None:
        self._nodes = plan.nodes
        self._roster = Roster(book)
        self._clients = {client.name: client for client in book.clients}
        self._keys = {row_of(person.rep): person.key for person in staff_of(book)[0].people}
        self._rows: dict[tuple[object, ...], tuple[int, ...]] = {}
        self.places = [place for place, node in enumerate(plan.nodes) if node.level is not NodeLevel.UNASSIGNED]
        self._by_name: dict[tuple[NodeLevel, str], list[int]] = {}
        self._reps: dict[str, int] = {}
        for place in self.places:
            node = plan.nodes[place]
            self._by_name.setdefault((node.level, node.name), []).append(place)
            if node.level is NodeLevel.REP:
                self._reps[node.key] = place
        levels = {plan.nodes[place].level for place in self.places}
        self._finest_first = sorted(levels & {*FIELDS}, key=lambda level: -max(self._depths(level)))
        fields = {FIELDS[level] for level in levels if level in FIELDS}
        self.fields = tuple(sorted(fields | ({"client"} if levels & {*_FROM_CLIENT} else set())))
        self._has_clients = NodeLevel.CLIENT in levels

    def at(self, texts: tuple[str, ...], day: int) -> tuple[int, ...]:
        """The places of a row with these texts in `fields`, on a day (an ordinal)."""
        named = dict(zip(self.fields, texts, strict=True))
        client = self._clients.get(named.get("client", ""))
        name = named.get("rep", "") or (client.rep if client and self._has_clients else "")
        rep = self._roster.rep(name, day)
        key = (texts, None if rep is None else row_of(rep))
        if key not in self._rows:
            team = self._roster.team(name, day)
            self._rows[key] = tuple(sorted({*self._found(self._names(named, client, team), rep, name)}))
        return self._rows[key]

    def _names(self, named: Mapping[str, str], client: Client | None, team: str) -> dict[NodeLevel, str]:
        """What the row is for, by level; '' where nothing tells."""
        names = {level: named.get(field, "") for level, field in FIELDS.items()}
        names[NodeLevel.TEAM] = team
        if client is not None:
            names[NodeLevel.MARKET] = names[NodeLevel.MARKET] or client.market
            names[NodeLevel.CHANNEL] = names[NodeLevel.CHANNEL] or client.channel
        return names

    def _found(self, names: Mapping[NodeLevel, str], rep: Rep | None, name: str) -> Iterator[int]:
        yield 0
        own = self._reps.get(f"rep:{name}" if rep is None else self._keys.get(row_of(rep), ""))
        finest = [] if own is None else [own]
        for level in self._finest_first:
            if level is NodeLevel.REP or (finest and level is not NodeLevel.CLIENT):
                continue
            place = self._one(self._by_name.get((level, names[level]), ()), names, own)
            if place is not None:
                finest.append(place)
                if own is None:
                    break
        if finest:
            yield from finest
            yield from self._above(finest[0])

    def _one(self, places: Sequence[int], names: Mapping[NodeLevel, str], own: int | None) -> int | None:
        """Of columns of one name the one below the rep, or below the groups that the row names; None where that is not one."""
        beneath = [place for place in places if own is not None and own in self._above(place)]
        fitting = beneath or [place for place in places if self._fits(place, names)]
        return fitting[0] if len(fitting) == 1 else None

    def _fits(self, place: int, names: Mapping[NodeLevel, str]) -> bool:
        above = (self._nodes[each] for each in self._above(place))
        return all(names.get(node.level) in ("", node.name) for node in above if node.level is not NodeLevel.REP)

    def _above(self, place: int) -> list[int]:
        """The groups above a column, without the company."""
        found = []
        parent = self._nodes[place].parent
        while parent:
            found.append(parent)
            parent = self._nodes[parent].parent
        return found

    def _depths(self, level: NodeLevel) -> Iterator[int]:
        return (len(self._above(place)) for place in self.places if self._nodes[place].level is level)


def row_of(rep: Rep) -> tuple[object, ...]:
    """What tells a row of 人员 from all others."""
    return rep.name, rep.code, rep.team, rep.joined, rep.left, rep.origin.row if rep.origin else 0
