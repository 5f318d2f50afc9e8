"""Documents that an ERP or CRM keeps though they are void, or not approved yet, and deals not won: told from their state."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial

from xlsummary.book.exact_amounts import amounts_at
from xlsummary.book.findings import Findings
from xlsummary.book.rows import TableRows, table_cell
from xlsummary.book.values import CellValue, Customs, shown
from xlsummary.book.vocabulary import vocabulary
from xlsummary.catalogue import UNKNOWN_COLUMN
from xlsummary.catalogue_structure import DEALS_NOT_WON, NOTED_VOID, RETURNED_ROWS, UNAPPROVED_ROWS, VOID_ROWS
from xlsummary.model import Text
from xlsummary.problems import Rule
from xlsummary.spelling import folded

_STATE = "state"
_VOID = re.compile(r"(?:已?作废单?|已?删除|已?撤销|已?驳回|已?取消|已?红冲作废|无效|void(?:ed)?|cancell?ed|deleted|rejected)")
_PENDING = re.compile(
    r"(?:未审核|待审核?|待审批|审核中|审批中|未审批(?:通过)?|审批未通过|未生效|未提交|未确认|草稿|暂存|创建|重新审核|draft|pending|submitted|unapproved)"
)
_WON = re.compile(r"(?:closed\s*[-:]?\s*)?won|赢单(?:关闭)?|已?赢单|已?成交|成交客户|已?签约|已?签单|合同签订|已完成")
_NOT_WON = re.compile(
    r"(?:closed\s*[-:]?\s*)?lost|已?输单(?:关闭)?|已?丢单|无效(?:关闭)?|已?流失"
    r"|negotiation.*|prospecting|qualifi.*|proposal.*|needs analysis|value proposition|appointment scheduled"
    r"|presentation scheduled|decision maker bought-in|contract sent"
    r"|.*洽谈|.*谈判|报价.*|初步.*|需求.*|方案.*|验证客户|跟进中?|意向.*"
)
_STAGE = "deal_stage"
_RETURNED = re.compile(r"(?:已|部分|全部|整单)?(?:退货|退款|退单)(?:完成|成功|中)?|returned|refunded")
_NOTED = re.compile(
    r"(?<![未不没非])(?:作废|不算|不计入|不计业绩|(?:已|全部)(?:取消|撤销|退货|退款))|\b(?:void(?:ed)?|cancell?ed)\b"
)
_NOTED_ELSE = re.compile(r"重开|重做|另开|补开|换货|恢复|replaced|reissued")
_LONGEST_NOTE = 30
_YES = frozenset({"是", "y", "yes", "true", "1", "√"})
_NO = frozenset({"否", "n", "no", "false", "0", "×"})
_VALID_HEADING = re.compile(r"有效|valid", re.IGNORECASE)
_VOID_HEADING = re.compile(r"作废|void|删除|deleted", re.IGNORECASE)


def without_void(table: TableRows, customs: Customs, findings: Findings) -> TableRows:
    """The table without the rows whose document is void, with a warning and their sums; others tell of those that count though
    they are not approved, returned, or void by their note.

    Every column of states counts, as 单据状态 beside 是否作废. A table without any is returned as it is.
    """
    table = _without_void(table, customs, findings)
    _tell_noted(table, customs, findings)
    return table


def _without_void(table: TableRows, customs: Customs, findings: Findings) -> TableRows:
    table = _without_open_deals(table, customs, findings)
    if _STATE not in table.head.columns:
        return table
    void, pending, returned = dict[int, int](), dict[int, int](), dict[int, int]()
    for at, heading in _columns(table):
        for place in table.places:
            state = _plain(table.cells[place][at])
            if _VOID.fullmatch(state) or _is_flagged(state, heading):
                void.setdefault(place, at)
            elif _PENDING.fullmatch(state):
                pending.setdefault(place, at)
            elif _RETURNED.fullmatch(state) and _is_sold(table, place):
                returned.setdefault(place, at)
    tell = partial(_tell, table, customs, findings)
    tell(UNAPPROVED_ROWS, {place: at for place, at in pending.items() if place not in void})
    tell(RETURNED_ROWS, {place: at for place, at in returned.items() if place not in void})
    if not void:
        return table
    tell(VOID_ROWS, void)
    return _kept(table, void, "void")


def _is_sold(table: TableRows, place: int) -> bool:
    """True for a row with an amount of sales above 0 that no kind says is a return."""
    columns = table.head.columns
    sold = table.cells[place][table.offset("sales")] if "sales" in columns else ""
    kind = table.cells[place][table.offset("kind")] if "kind" in columns else ""
    return not str(sold).strip().startswith(("-", "(", "（", "−")) and sold not in ("", 0) and kind == ""


def _tell_noted(table: TableRows, customs: Customs, findings: Findings) -> None:
    """A warning of the rows that count though a short note says that they are void."""
    if "note" not in table.head.columns:
        return
    at = table.offset("note")
    notes = {cell for place in table.places if isinstance(cell := table.cells[place][at], str)}
    void = {note for note in notes if _says_void(_plain(note))}
    said = {place: at for place in table.places if table.cells[place][at] in void} if void else {}
    _tell(table, customs, findings, NOTED_VOID, said)


def _says_void(note: str) -> bool:
    return len(note) <= _LONGEST_NOTE and _NOTED.search(note) is not None and not _NOTED_ELSE.search(note)


def _without_open_deals(table: TableRows, customs: Customs, findings: Findings) -> TableRows:
    """The table without the rows whose deal is not won, with a warning and their sums.

    A column of stages in which no word is one of a deal's is another column, and told as one that is not used.
    """
    if _STAGE not in table.head.columns:
        return table
    at = table.offset(_STAGE)
    stages = {place: _plain(table.cells[place][at]) for place in table.places}
    known = {*stages.values()} - {""}
    won = {stage for stage in known if _WON.fullmatch(stage)}
    if not won and not any(_NOT_WON.fullmatch(stage) for stage in known):
        headed = table.head.columns[_STAGE]
        if known:
            findings.add(UNKNOWN_COLUMN, table.head.heading_at(headed.position), columns=headed.heading)
        return table
    left = {place: at for place, stage in stages.items() if stage in known - won}
    if not left:
        return table
    _tell(table, customs, findings, DEALS_NOT_WON, left)
    return _kept(table, left, DEALS_NOT_WON.id)


def _kept(table: TableRows, left: Container[int], reason: str) -> TableRows:
    kept = tuple(place for place in table.places if place not in left)
    count = len(table.places) - len(kept)
    return replace(table, places=kept, left_out=Counter(table.left_out) + Counter({reason: count}))


def _columns(table: TableRows) -> Iterator[tuple[int, str]]:
    """The places of the columns of states in a row's cells, and their headings."""
    words = vocabulary(table.head.spec)
    for at, text in enumerate(table.head.headings.texts):
        meaning = words.meaning(text)
        if at == table.offset(_STATE) or (meaning is not None and meaning.name == _STATE):
            yield at, text


def _is_flagged(state: str, heading: str) -> bool:
    """True for 是 below 是否作废, and 否 below 是否有效."""
    if _VOID_HEADING.search(heading):
        return state in _YES
    return _VALID_HEADING.search(heading) is not None and state in _NO


def _tell(table: TableRows, customs: Customs, findings: Findings, rule: Rule, places: Mapping[int, int]) -> None:
    """One warning, at the first of the rows; `places` gives the column that says so."""
    if places:
        first = min(places)
        cell = table_cell(table.head, places[first], first)
        findings.add(
            rule,
            cell,
            shown(table.cells[first][places[first]]),
            count=str(len(places)),
            sums=_sums(table, customs, sorted(places)),
        )


def _sums(table: TableRows, customs: Customs, places: Sequence[int]) -> Text:
    """What some rows have of each amount, in yuan or pieces: `销售额 1,200、数量 3`."""
    columns = {name: each for name, each in amounts_at(table, places, customs).items() if each.is_filled}
    said = [(table.head.spec.column(name).heading, f"{each.total().normalize():,f}") for name, each in columns.items()]
    return Text(
        "、".join(f"{heading.zh} {number}" for heading, number in said) or "没有金额",
        ", ".join(f"{heading.en} {number}" for heading, number in said) or "no amounts",
    )


def _plain(cell: CellValue) -> str:
    return _folded(cell) if isinstance(cell, str) else shown(cell)


@lru_cache(maxsize=1 << 10)
def _folded(text: str) -> str:
    return folded(text).lower()
