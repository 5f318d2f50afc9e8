"""Which row of the weekly page an actual belongs to: the places of the people trees, and those that no plan knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from xlsummary.compare.roster import Roster
from xlsummary.compare.row_nodes import FIELDS, row_of
from xlsummary.model import SalesBook
from xlsummary.plan.people import staff_of
from xlsummary.plan.quota import Node, NodeLevel, Plan

Path = tuple[str, ...]
"""Keys from the company down."""

ELSEWHERE = "elsewhere"
"""The key of the group of those who stand in no plan and no team of one."""


class Places:
    """Where things stand on the page, worked out from the trees of all its plans."""

    def __init__(self, book: SalesBook, plans: Sequence[Plan]) -> None:
        self._roster = Roster(book)
        self._nodes: dict[Path, Node] = {}
        for plan in plans:
            for path, node in zip(paths_of(plan), plan.nodes, strict=True):
                self._nodes.setdefault(path, node)
        self._keys = {row_of(person.rep): person.key for person in staff_of(book)[0].people}
        self._found: dict[tuple[str, int], Path] = {}
        self._clients = {client.name: client for client in book.clients}
        self._has_clients = any(node.level is NodeLevel.CLIENT for node in self._nodes.values())

    @cached_property
    def level(self) -> NodeLevel:
        """What the rows are: reps, where any tree has them, else the finest level there is."""
        levels = [node.level for node in self._nodes.values() if node.level is not NodeLevel.UNASSIGNED]
        deepest = max(self._nodes, key=len, default=())
        if NodeLevel.REP in levels or len(deepest) < 2:
            return NodeLevel.REP
        return next(self._nodes[path].level for path in self._ordered if len(path) == len(deepest) and not self._is_left(path))

    @cached_property
    def rows(self) -> tuple[Path, ...]:
        """The paths of the rows of the trees, with what is assigned to nobody."""
        return tuple(path for path in self._ordered if self._nodes[path].level is self.level or self._is_unassigned(path))

    def node(self, path: Path) -> Node | None:
        return self._nodes.get(path)

    def name(self, path: Path) -> str:
        """What a row is called; '' for actuals without a name."""
        node = self._nodes.get(path)
        if node is None:
            return path[-1].partition(":")[2]
        return self._roster.name_of(node) if node.level is NodeLevel.REP else node.name

    def names(self, path: Path) -> tuple[str, ...]:
        """The names from below the company down."""
        return tuple(self.name(path[: depth + 1]) for depth in range(1, len(path)) if path[depth] != ELSEWHERE)

    @property
    def field(self) -> str:
        """The column of 实绩 that names the rows."""
        return FIELDS.get(self.level, "rep")

    def name_by_client(self, client: str) -> str:
        """What a row that leaves the column blank has there by its client (客户); a rep only with clients on the path."""
        known = self._clients.get(client)
        is_told = known is not None and self.field in (("rep",) if self._has_clients else ()) + ("market", "channel")
        return str(getattr(known, self.field)) if is_told else ""

    def of(self, name: str, day: int) -> Path:
        """The row of a name in that column, on a day (an ordinal)."""
        if self.level in (NodeLevel.REP, NodeLevel.TEAM):
            return self._of_rep(name, day)
        return self._by_name.get(name, ("company", ELSEWHERE, f"{self.level.value}:{name}"))

    def _of_rep(self, name: str, day: int) -> Path:
        known = self._found.get((name, day))
        if known is None:
            rep, team = self._roster.rep(name, day), self._roster.team(name, day)
            key = f"rep:{name}" if rep is None else self._keys.get(row_of(rep), f"rep:{name}")
            group = self._teams.get(team)
            if self.level is NodeLevel.TEAM:
                known = group or ("company", ELSEWHERE, f"team:{team}")
            else:
                known = self._reps.get(key) or (*(group or ("company", ELSEWHERE)), f"rep:{name}")
            self._found[name, day] = known
        return known

    @cached_property
    def _ordered(self) -> tuple[Path, ...]:
        """Each below its parent, in the order in which they first stand in a plan, what is assigned to nobody last."""
        below: dict[Path, list[Path]] = {}
        for path in self._nodes:
            below.setdefault(path[:-1], []).append(path)
        for paths in below.values():
            paths.sort(key=self._is_left)
        return tuple(_walk(below, ()))

    def _is_left(self, path: Path) -> bool:
        return self._nodes[path].level is NodeLevel.UNASSIGNED

    def _is_unassigned(self, path: Path) -> bool:
        """Nothing below a row, which has its own sum."""
        return self._is_left(path) and not any(self._nodes[path[:end]].level is self.level for end in range(1, len(path)))

    @cached_property
    def _reps(self) -> Mapping[str, Path]:
        return {path[-1]: path for path in self._ordered if self._nodes[path].level is NodeLevel.REP}

    @cached_property
    def _teams(self) -> Mapping[str, Path]:
        return {node.name: path for path, node in self._nodes.items() if node.level is NodeLevel.TEAM}

    @cached_property
    def _by_name(self) -> Mapping[str, Path]:
        return {node.name: path for path, node in self._nodes.items() if node.level is self.level}


def paths_of(plan: Plan) -> tuple[Path, ...]:
    """The keys from the company down, for each node of the plan."""
    paths: list[Path] = []
    for node in plan.nodes:
        paths.append((*(() if node.parent is None else paths[node.parent]), node.key))
    return tuple(paths)


def _walk(below: Mapping[Path, Iterable[Path]], above: Path) -> Iterator[Path]:
    for path in below.get(above, ()):
        yield path
        yield from _walk(below, path)
