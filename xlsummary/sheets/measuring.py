"""How wide a text stands: a Chinese character takes two of a column's characters."""

from __future__ import annotations

import re
import unicodedata

LINE_HEIGHT = 16.5
"""Points of one line of text at the sheets' size."""

_WIDE = "\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6"
_CLOSING = "、。〉》」』】〕〗”’！），．：；？％"
_WORD = re.compile(f"[{_WIDE}“‘][{_CLOSING}]*\\s*|[^\\s{_WIDE}“‘]+\\s*|\\s+")
"""What is not cut: a Chinese character with the marks that close after it, or what stands between two blanks."""


def text_width(text: str) -> int:
    """Characters of column width."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)


def lines_of(text: str, width: float) -> int:
    """How many lines the text takes when wrapped into that width: words whole, Chinese between any two characters.

    A thirtieth of the width is kept in hand, since fonts differ.
    """
    room = max(2, int(width * 29 / 30))
    lines, used = 1, 0
    for word in _WORD.findall(text):
        taken = text_width(word.rstrip())
        if used and used + taken > room:
            lines, used = lines + 1, 0
        whole, taken = divmod(max(taken - 1, 0), room)
        lines, used = lines + whole, used + taken + 1 + len(word) - len(word.rstrip())
    return lines
