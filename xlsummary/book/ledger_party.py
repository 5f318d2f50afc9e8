"""The name in a ledger's cell of clients, without what the program that exported it put around it."""

from __future__ import annotations

import re

from xlsummary.spelling import folded

_PARTY = re.compile(
    r"(?:(?:客户|往来单位|客商|供应商|单位)\s*(?:-{2,}|[:/|])\s*)?"
    r"(?:[A-Za-z]{0,4}\d[\d.]+\s*(?:-+|[/|])\s*|\d[\d.]{3,}\s+|[\[(][0-9A-Za-z.]*\d[0-9A-Za-z.]*[\])]\s*)?"
)


def party(text: str) -> str:
    """The name in a cell of client or 核算项目: `客户---0101 甲公司`, `[0101]甲公司` and `客户：甲公司` are 甲公司."""
    plain = folded(text)
    return _PARTY.sub("", plain, count=1).strip() or plain
