"""The columns of amounts: one a node, the same for every block, so that the heading rows fit them all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from xlsummary.model import Lang
from xlsummary.plan.quota import Node, NodeLevel, Plan
from xlsummary.sheets.layout import Band
from xlsummary.sheets.words import COMPANY, UNASSIGNED

FIRST = 6
"""The first column of amounts (F): before it the hidden keys, 期间, 周号, 起止 and 工作日."""

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeColumn:
    """A node's column: `place` counts from 1 (A); `path` the keys from the root down, what tells two columns apart."""

    place: int
    path: Path
    node: Node

    @property
    def letters(self) -> str:
        return letters_of(self.place)

    @property
    def band(self) -> Band:
        if self.node.level is NodeLevel.COMPANY:
            return Band.COMPANY
        return Band.TEAM if self.node.level is NodeLevel.TEAM else Band.NONE


def node_columns(plans: Iterable[Plan]) -> tuple[NodeColumn, ...]:
    """Every node of the plans once: company, each team with its reps and its 未分配, the company's 未分配 last."""
    nodes: dict[Path, Node] = {}
    below: dict[Path, list[Path]] = {}
    for plan in plans:
        for path, node in zip(paths_of(plan), plan.nodes, strict=True):
            if path not in nodes:
                nodes[path] = node
                below.setdefault(path[:-1], []).append(path)
    for paths in below.values():
        paths.sort(key=lambda path: nodes[path].level is NodeLevel.UNASSIGNED)
    places = enumerate(_walk(below, ()), FIRST)
    return tuple(NodeColumn(place=place, path=path, node=nodes[path]) for place, path in places)


def paths_of(plan: Plan) -> tuple[Path, ...]:
    """The keys from the root down, for each node of the plan."""
    paths: list[Path] = []
    for node in plan.nodes:
        above = () if node.parent is None else paths[node.parent]
        paths.append((*above, node.key))
    return tuple(paths)


def _walk(below: Mapping[Path, list[Path]], above: Path) -> Iterator[Path]:
    for path in below.get(above, ()):
        yield path
        yield from _walk(below, path)


def headings(columns: Iterable[NodeColumn], lang: Lang) -> tuple[str, ...]:
    """What each column is called; two reps of one name carry their codes."""
    columns = tuple(columns)
    names = Counter(column.node.name for column in columns)
    return tuple(_heading(column.node, names, lang) for column in columns)


def _heading(node: Node, names: Counter[str], lang: Lang) -> str:
    if node.level is NodeLevel.COMPANY:
        return COMPANY[lang]
    if node.level is NodeLevel.UNASSIGNED:
        return UNASSIGNED[lang]
    return f"{node.name}({node.code})" if node.code and names[node.name] > 1 else node.name


@cache
def letters_of(place: int) -> str:
    """The letters of a column, 1 being A."""
    letters = ""
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def joined(places: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Neighbouring numbers as ranges, both ends inside: 3 4 5 9 are 3-5 and 9-9."""
    ranges: list[tuple[int, int]] = []
    for place in sorted(places):
        if ranges and ranges[-1][1] == place - 1:
            ranges[-1] = (ranges[-1][0], place)
        else:
            ranges.append((place, place))
    return tuple(ranges)
