"""Numbers that a comment, CDATA or a character reference parts in a sheet's XML, where the reader library stops short."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from xml.sax.saxutils import escape

_SIGNS = {b"!": b"<!", b"?": b"<?", b"#": b"&#"}
"""What begins such a part, by its rarer letter: to look for that first is several times as quick."""
_PARTED = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>[\s\d.eE+-]*(?:<!|<\?|&#)")
_LONGEST = 128
_PROLOG = re.compile(rb"\s*(?:\xef\xbb\xbf)?<\?xml[^>]*\?>")
_CDATA = re.compile(rb"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_ASIDE = re.compile(rb"<!--.*?-->|<\?.*?\?>", re.DOTALL)
_VALUE = re.compile(rb"(<(?:\w+:)?v(?:\s[^>]*)?>)([^<]*&#[^<]*)")


class Watched:
    """The blocks of a sheet as they pass; `parted` once a value in them was written so."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks, self._rest = blocks, b""
        self.parted = False

    def __iter__(self) -> Iterator[bytes]:
        for block in self._blocks:
            text = self._rest + block
            if not self.parted and any(rare in text and sign in text for rare, sign in _SIGNS.items()):
                self.parted = _PARTED.search(text) is not None
            self._rest = block[-_LONGEST:]
            yield block


def in_one_piece(content: bytes) -> bytes:
    """The same XML without comments, CDATA and references in values; what each cell holds stays."""
    prolog = _PROLOG.match(content)
    head = prolog[0] if prolog else b""
    plain = _CDATA.sub(lambda each: escape(each[1].decode()).encode(), _ASIDE.sub(b"", content[len(head) :]))
    return head + _VALUE.sub(lambda each: each[1] + escape(unescape(each[2].decode())).encode(), plain)
