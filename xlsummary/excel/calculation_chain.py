"""The calculation chain without the cells of some sheets, where stale ones make Excel repair the book.

It lists every formula of the book, so it is cut as bytes: a tree of a million cells takes a gigabyte. A cell that does not tell
its sheet has that of the one before it, so from one that does to the next all belong to the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import pairwise

from xlsummary.excel.trees import parsed, written

_CELL = re.compile(rb"<(?:[\w.-]+:)?c[\s/>]")
_TOLD = re.compile(rb"<(?:[\w.-]+:)?c\s(?:[^>]*?\s)?i\s*=\s*[\"'](\d{1,9})[\"'][^>]*>")
_END = re.compile(rb"<(?:[\w.-]+:)?extLst[\s/>]|</(?:[\w.-]+:)?calcChain\s*>")
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")


def without_sheets(chain: bytes, ids: Collection[int]) -> bytes:
    """The part without the cells of the sheets of these numbers; the same where it has none of them."""
    text = written(parsed(chain)) if chain.startswith(_WIDE) else chain
    end = _END.search(text)
    if end is None:  # it has no cells
        return chain
    told = [(found.start(), int(found[1])) for found in _TOLD.finditer(text, 0, end.start())]
    if not any(sheet in ids for _, sheet in told):
        return chain
    kept = [text[begin:until] for (begin, sheet), (until, _) in pairwise([*told, (end.start(), 0)]) if sheet not in ids]
    return b"".join([text[: told[0][0]], *kept, text[end.start() :]])


def has_cells(chain: bytes) -> bool:
    """False for what `without_sheets` gives where it is to go altogether: Excel takes an empty chain for damage."""
    return chain.startswith(_WIDE) or _CELL.search(chain) is not None
