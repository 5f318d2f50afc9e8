"""How wide a text stands: a Chinese character takes two of a column's characters."""

from __future__ import annotations

import unicodedata

LINE_HEIGHT = 16.5
"""Points of one line of text at the sheets' size."""


def text_width(text: str) -> int:
    """Characters of column width."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)


def lines_of(text: str, width: float) -> int:
    """How many lines the text takes when wrapped into that width; a word is not cut, so one in twelve is kept in hand."""
    return max(1, -int(-text_width(text) * 13 // (width * 12)))
