"""Columns by their letters."""

from __future__ import annotations


def letters_of(column: int) -> str:
    """`A` for 0, `AA` for 26."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_of(letters: str) -> int:
    """0 for `A`, 26 for `AA`."""
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column - 1
