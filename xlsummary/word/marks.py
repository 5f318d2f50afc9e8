"""Marks in a text on its way through a template: where a figure, a doubt or a link begins and ends.

They are noncharacters, which XML allows and no text holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from xlsummary.summary.chart import Chart
from xlsummary.summary.figure import Doubt, Figure, Passage

_OPEN, _CLOSE, _STOP = "\ufdd0", "\ufdd1", "\ufdd2"
MARK = re.compile(f"([{_OPEN}{_CLOSE}])(\\d+){_STOP}")
_NONCHARACTERS = re.compile("[\ufdd0-\ufdef]")


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to the place in the document where a figure of this name stands."""

    figure: str
    text: str

    def __str__(self) -> str:
        return self.text


Marked = Figure | Doubt | Link | Chart


class Marks:
    """What was printed in one document, by number."""

    def __init__(self) -> None:
        self._printed: list[Marked] = []

    def __getitem__(self, number: int) -> Marked:
        return self._printed[number]

    def shown(self, value: object) -> object:
        """What a tag prints of a value: figures, doubts and links between their marks."""
        if isinstance(value, Passage):
            return "".join(str(self.shown(part)) for part in value.parts)
        if isinstance(value, Doubt):
            return self._between(value, "".join(str(self.shown(part)) for part in value.parts))
        return self._between(value, str(value)) if isinstance(value, Figure | Link | Chart) else value

    def _between(self, value: Marked, text: str) -> str:
        number = len(self._printed)
        self._printed.append(value)
        return f"{_OPEN}{number}{_STOP}{text}{_CLOSE}{number}{_STOP}"


def is_opening(sign: str) -> bool:
    return sign == _OPEN


def without_noncharacters(text: str) -> str:
    """The text with what would be taken for a mark replaced."""
    return _NONCHARACTERS.sub("\ufffd", text)


def without_marks(text: str) -> str:
    return MARK.sub("", text)


def numbers_in(texts: Iterable[str]) -> set[int]:
    """The numbers of all marks in some texts."""
    return {int(number) for text in texts for _, number in MARK.findall(text)}
