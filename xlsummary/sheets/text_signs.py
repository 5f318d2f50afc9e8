"""Signs of the texts that a sheet is written with, so that what a person typed there is told from them later."""

from __future__ import annotations

import re
from hashlib import sha256

from xlsummary.sheets.layout import Layout

_NO_LETTER = re.compile(r"[\s\x00-\x1f\ud800-\udfff\ufffd-\uffff]+")
_LONGEST = 1_000
_DIGITS = 8


def sign_of(text: str) -> str:
    """A sign of a text that stays when another program saves it: spaces are none of it."""
    letters = _NO_LETTER.sub("", text)[:_LONGEST]
    return "t" + sha256(letters.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def signs_of(sheet: Layout) -> list[str]:
    """The signs of all texts that a sheet is written with."""
    texts = {cell.value for row in sheet.rows for cell in row.cells if isinstance(cell.value, str) and cell.value}
    return sorted(set(map(sign_of, texts)))
