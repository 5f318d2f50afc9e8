"""Measure words behind counts: `15天`, `10多次`, `20家`; each column takes its own, and no other's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from xlsummary.model import Text
from xlsummary.spelling import folded

_BOUNDS = "左右|上下|以内|以下|以上|有余|多|余"
_NUMBER = r"[\d零〇一二两三四五六七八九十百千万亿半.,]"
_BEHIND = re.compile(rf"(?:.*{_NUMBER})\s*(?:{_BOUNDS}|[+])?\s*([^\W\d_]+?|m[²³23])\s*(?:{_BOUNDS})?")
_NO_WORDS = re.compile(rf"(?:{_NUMBER}|{_BOUNDS}|[元圆块%几数]|yuan|rmb|cny|usd|e)+", re.IGNORECASE)


@dataclass(frozen=True)
class Counted:
    """What a column counts: the words that may stand behind its numbers, those before, and how a message calls it."""

    expected: Text
    behind: str = ""
    before: str = ""

    @cached_property
    def _word(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{self.before or '(?!)'})?(.*?)\s*(?:{self.behind})((?:{_BOUNDS})?)", re.IGNORECASE)

    def without_word(self, text: str) -> str:
        """The number alone, with its bound; a text without such a word as it is."""
        match = self._word.fullmatch(folded(text)) if self.behind else None
        return f"{match[1]}{match[2]}" if match and match[1] else text


PIECES = Counted(
    Text("这一列只写数，单位写在表头的括号里", "this column takes numbers alone, with the unit in the heading's brackets")
)
"""Of what has a unit that the heading tells, if any."""
_DAYS = Counted(Text("这一列是天数", "this column counts days"), "天|日|days?", "月结|账期|net")
_MONTHS = Counted(Text("这一列是月数", "this column counts months"), "个月|月|months?")
_TIMES = Counted(
    Text("这一列是次数", "this column counts times"),
    "人次|次|回|场|家|个|人|位|户|条|项|单|times?|visits?|calls?|meetings?|clients?|customers?|leads?",
)
_POINTS = Counted(Text("这一列是网点数", "this column counts points of sale"), "家|个|户|间|点|处|points?|shops?|stores?")
_PEOPLE = Counted(Text("这一列是人数", "this column counts people"), "人|名|位|户|people|persons?")
_SCORES = Counted(Text("这一列是 1 到 5 的分数", "this column is a score from 1 to 5"), "分|points?")

COUNTED: Mapping[str, Counted] = MappingProxyType(
    {
        **dict.fromkeys(("visit_cycle", "terms"), _DAYS),
        "ramp_months": _MONTHS,
        **dict.fromkeys(("count", "unrecorded", "due_count", "follow_ups"), _TIMES),
        **dict.fromkeys(("points", "stocked", "last_points", "last_stocked"), _POINTS),
        "consumers": _PEOPLE,
        **dict.fromkeys(("strength", "network", "delivery", "cooperation", "commitment"), _SCORES),
    }
)
"""What each column counts, by field; all others count pieces."""


def foreign_word(text: str) -> str:
    """The measure word behind a number; '' where there is none."""
    match = _BEHIND.fullmatch(folded(text))
    return match[1] if match and not _NO_WORDS.fullmatch(match[1]) else ""
