"""One name for each of its spellings: the first seen leads, a note tells of another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from enum import Enum

from xlsummary import catalogue
from xlsummary.book.findings import Findings
from xlsummary.model import Cell, Client, Rep
from xlsummary.money import is_placeholder
from xlsummary.spelling import escaped, folded, name_key, visible

_NO_NAME = re.compile(
    r"[\W_]+|0|\W*(?:未知|不详|不明|空白?|未填写?|未分配|未指定|待分配"
    r"|none|nil|unknown|blank|unassigned|not assigned|no owner)\W*",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"[,，;；+＋&＆\n]")
_CODED = re.compile(r"(.+?)\s*\(([^()]+)\)")


class Named(Enum):
    """What a name is of."""

    REP = "rep"
    TEAM = "team"
    MARKET = "market"
    CHANNEL = "channel"
    PRODUCT = "product"
    CLIENT = "client"


class Spellings:
    """Grows while a book is read, from 人员 and 客户 on."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._first: dict[tuple[Named, str], str] = {}
        self._told: set[tuple[Named, str]] = set()
        self._coded: dict[str, str] = {}
        self._listed: frozenset[str] = frozenset()
        self._clients: dict[str, str | None] = {}

    def known(self, named: Named, key: str) -> bool:
        """True when some spelling of the name was seen."""
        return (named, name_key(key)) in self._first

    def is_listed(self, name: str) -> bool:
        """True for a name that 人员 has, so that `A/B` is one name where it is listed so."""
        return name_key(name) in self._listed

    @property
    def has_reps(self) -> bool:
        """True when 人员 lists somebody."""
        return bool(self._listed)

    def is_rep(self, name: str) -> bool:
        """True for a name that 人员 has, with the rep's code or without."""
        return self.is_listed(name) or name_key(name) in self._coded

    def one(self, named: Named, name: str, cell: Cell | Callable[[], Cell], count: int = 1) -> str:
        """The leading spelling of a name that stands in `count` cells; '' for what stands where a name is still to come.

        The first of the cells, or what tells it, is needed where there is something to say.
        """
        if name and is_no_name(name):
            where = cell() if callable(cell) else cell
            self._findings.add(catalogue.NAME_TO_COME, where, name, count=str(count))
            return ""
        if not name or (named is Named.REP and not self.is_listed(name) and _is_deal(name)):
            return name
        if named is Named.REP:
            name = self._coded.get(name_key(name), name)
        key = (named, name_key(name))
        first = self._first.setdefault(key, visible(name))
        if first != name and key not in self._told:
            self._told.add(key)
            spelling = escaped(name)
            self._findings.add(catalogue.NAME_SPELLING, cell() if callable(cell) else cell, spelling, name=first)
        return first

    def learn_codes(self, reps: Iterable[Rep]) -> None:
        """From then on `张三(A012)` is 张三, or keeps its code where two reps share the name."""
        listed = tuple(reps)
        self._listed = frozenset(name_key(rep.name) for rep in listed)
        codes: defaultdict[str, set[str]] = defaultdict(set)
        for rep in listed:
            codes[rep.name].add(rep.code)
        for rep in listed:
            if rep.code:
                shared = len(codes[rep.name]) > 1
                coded = f"{rep.name}({rep.code})"
                self._coded[name_key(coded)] = coded if shared else rep.name
                if shared:
                    self._first.setdefault((Named.REP, name_key(coded)), coded)

    def learn_client_codes(self, clients: Iterable[Client]) -> None:
        """From then on a client is known by its code; a code of two clients is nobody's."""
        for client in clients:
            if client.code:
                key = name_key(client.code)
                self._clients[key] = client.name if self._clients.get(key, client.name) == client.name else None

    def client_with(self, code: str) -> str:
        """The client of that code; '' when there is none."""
        return self._clients.get(name_key(code)) or ""


def is_no_name(text: str) -> bool:
    """True for `-`, `|`, `待定`, `xx`, `无`, `（空）`, `unassigned`, the 0 of a look-up: what stands where there is no name."""
    plain = folded(text)
    return is_placeholder(plain) or (plain != "" and _NO_NAME.fullmatch(plain) is not None)


def _is_deal(text: str) -> bool:
    """True for what hardly is one name: `张三/李四`, `张三,李四`, or one with a percentage."""
    return any(mark in text for mark in "/／、%％") or (_SEVERAL.search(text) is not None and not text.isascii())


def name_and_code(name: str) -> tuple[str, str]:
    """`张三(A012)` parted; the code is '' where there is none."""
    match = _CODED.fullmatch(folded(name))
    return (match[1], match[2]) if match else (name, "")
