"""The columns of amounts: one a node, the same for every block, so that the heading rows fit them all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from xlsummary.model import Lang
from xlsummary.plan.quota import Node, NodeLevel, Plan
from xlsummary.sheets.layout import Band
from xlsummary.sheets.words import COMPANY, UNASSIGNED

MOST_WITH_DAYS = 20
"""More reps than these have no columns on 计划分解 but rows on 人员分解."""

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


def days_kept(columns: Sequence[NodeColumn]) -> tuple[NodeColumn, ...]:
    """The columns that have their days on 计划分解: all, or, over 20 reps, the company and the groups above them.

    Of several levels of groups as many as together are no more than 20, the first always. A node's children are kept all or
    none, so that a sum across is whole; who is not kept stands on 人员分解 by months.
    """
    above = {column.path[:-1] for column in columns}
    leaves = [column for column in columns if column.path not in above and not _is_left_over(column) and len(column.path) > 1]
    if len(leaves) <= MOST_WITH_DAYS:
        return tuple(columns)
    depth = 2 if any(len(path) == 2 for path in above) else 1  # of the paths: the company's is 1
    deepest = max(len(column.path) for column in columns)
    while depth > 1 and depth + 1 < deepest and _count(columns, depth + 1) <= MOST_WITH_DAYS:
        depth += 1
    kept = (column for column in columns if len(column.path) <= depth)
    return tuple(replace(column, place=place) for place, column in enumerate(kept, FIRST))


def _is_left_over(column: NodeColumn) -> bool:
    return column.node.level is NodeLevel.UNASSIGNED


def _count(columns: Iterable[NodeColumn], depth: int) -> int:
    """How many nodes stand above the leaves down to a depth, without the company."""
    return sum(1 < len(column.path) <= depth and not _is_left_over(column) for column in columns)


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
