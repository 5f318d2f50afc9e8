"""The people tree of one plan: which node each claim stands at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xlsummary.model import Lang, Level, Text
from xlsummary.plan.people import UNGROUPED
from xlsummary.plan.quota import Node, NodeLevel
from xlsummary.plan.shares import Claim, group_key
from xlsummary.wording import LABELS

_UNASSIGNED = Text("未分配", "Unassigned")
_GROUP, _LEAF, _LEFT_OVER = 0, 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """Nodes: company first, then each group with its groups, its reps (or clients) and its 未分配, the company's 未分配 last.

    `claims[n]` is the claim of node n where it is a leaf.
    """

    nodes: tuple[Node, ...]
    claims: Mapping[int, Claim]


def tree_of(claims: Sequence[Claim], levels: Sequence[Level], company: str | None, lang: Lang) -> Tree:
    """The tree that the claims make; its order depends on their groups and keys only, groups without a name last."""
    nodes = [Node(key="company", level=NodeLevel.COMPANY, name=company or LABELS[Level.COMPANY][lang])]
    places: dict[tuple[str, ...], int] = {(): 0}
    placed: dict[int, Claim] = {}
    for claim in sorted(claims, key=lambda each: _order(each, UNGROUPED[lang])):
        for depth, level in enumerate(levels[: len(claim.groups)], start=1):
            path = claim.groups[:depth]
            if path not in places:
                places[path] = len(nodes)
                nodes.append(_group_node(level, path, claim, nodes, places[path[:-1]]))
        if claim.is_whole_group:
            placed[places[claim.groups]] = claim
        else:
            placed[len(nodes)] = claim
            nodes.append(_leaf_node(claim, nodes, places[claim.groups], lang))
    return Tree(nodes=tuple(nodes), claims=placed)


def _order(claim: Claim, ungrouped: str) -> tuple[tuple[int, bool, str], ...]:
    groups = tuple((_GROUP, name == ungrouped, name) for name in claim.groups)
    if claim.is_whole_group:
        return groups
    return (*groups, (_LEFT_OVER, False, "") if claim.level is NodeLevel.UNASSIGNED else (_LEAF, False, claim.key))


def _group_node(level: Level, path: tuple[str, ...], claim: Claim, nodes: Sequence[Node], parent: int) -> Node:
    rep = claim.rep if level is Level.REP else None
    return Node(
        key=group_key(level, path),
        level=NodeLevel(level.value),
        name=rep.name if rep else path[-1],
        code=rep.code if rep else "",
        parent=parent,
        path=_path(nodes, parent),
    )


def _leaf_node(claim: Claim, nodes: Sequence[Node], parent: int, lang: Lang) -> Node:
    name = _UNASSIGNED[lang] if claim.level is NodeLevel.UNASSIGNED else claim.name
    return Node(key=claim.key, level=claim.level, name=name, code=claim.code, parent=parent, path=_path(nodes, parent))


def _path(nodes: Sequence[Node], parent: int) -> tuple[str, ...]:
    """The names above a node's child, without the company."""
    return (*nodes[parent].path, nodes[parent].name) if parent else ()
