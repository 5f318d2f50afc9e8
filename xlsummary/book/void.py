"""Documents that an ERP or CRM keeps though they are void, or not approved yet: told from the column of their state."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from xlsummary.book.findings import Findings
from xlsummary.book.rows import TableRows, table_cell
from xlsummary.book.values import CellValue, shown
from xlsummary.catalogue_structure import UNAPPROVED_ROWS, VOID_ROWS
from xlsummary.problems import Rule
from xlsummary.spelling import folded

_STATE = "state"
_VOID = re.compile(r"(?:已?作废|已?删除|已?撤销|已?驳回|已?取消|已?红冲作废|无效|void(?:ed)?|cancell?ed|deleted|rejected)")
_PENDING = re.compile(
    r"(?:未审核|待审核?|待审批|审核中|审批中|未审批|未生效|未提交|未确认|草稿|暂存|创建|重新审核|draft|pending|submitted|unapproved)"
)
_YES = frozenset({"是", "y", "yes", "true", "1", "√"})
_VOID_HEADING = re.compile(r"作废|void|删除|deleted", re.IGNORECASE)


def without_void(table: TableRows, findings: Findings) -> TableRows:
    """The table without the rows whose document is void, with a warning; another tells of those that are not approved.

    A table without a column of states is returned as it is.
    """
    if _STATE not in table.head.columns:
        return table
    at = table.offset(_STATE)
    asks_whether = _VOID_HEADING.search(table.head.columns[_STATE].heading) is not None
    void, pending = list[int](), list[int]()
    for place in table.places:
        state = _plain(table.cells[place][at])
        if _VOID.fullmatch(state) or (asks_whether and state in _YES):
            void.append(place)
        elif _PENDING.fullmatch(state):
            pending.append(place)
    _tell(table, UNAPPROVED_ROWS, pending, findings)
    if not void:
        return table
    _tell(table, VOID_ROWS, void, findings)
    left = set(void)
    kept = tuple(place for place in table.places if place not in left)
    return replace(table, places=kept, left_out=Counter(table.left_out) + Counter({"void": len(void)}))


def _tell(table: TableRows, rule: Rule, places: Sequence[int], findings: Findings) -> None:
    """One warning, at the first of the rows."""
    if places:
        at = table.offset(_STATE)
        findings.add(rule, table_cell(table.head, at, places[0]), shown(table.cells[places[0]][at]), count=str(len(places)))


def _plain(cell: CellValue) -> str:
    return _folded(cell) if isinstance(cell, str) else shown(cell)


@lru_cache(maxsize=1 << 10)
def _folded(text: str) -> str:
    return folded(text).lower()
