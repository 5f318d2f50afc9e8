"""Figures that the user's own text names in 【】: put in, left out with their sentence, or told as unknown."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from xlsummary.catalogue_texts import UNKNOWN_FIGURE
from xlsummary.model import Cell, Lang, Measure, Text
from xlsummary.problems import Problem
from xlsummary.spelling import name_key
from xlsummary.summary.figure import Figure, Passage
from xlsummary.summary.index import Index
from xlsummary.wording import LABELS

REFERENCE = re.compile(r"【([^【】\n]{1,60})】")

_OF_A_MEASURE = (
    *(Text("", ""), Text("目标", "target"), Text("完成率", "attainment"), Text("缺口", "gap"), Text("超额", "excess")),
    *(Text("应完成", "due"), Text("进度完成率", "pace"), Text("领先", "ahead"), Text("落后", "behind")),
    *(Text("每天须完成", "needed a day"), Text("预计", "projection"), Text("最好的月份", "best month")),
    *(Text("同比", "growth"), Text("上年同期", "last year"), Text("期间", "period")),
)
_ALONE = (
    *(Text("时间进度", "Time gone"), Text("回款率", "Collection rate"), Text("回款率.变化", "Collection rate.change")),
    *(Text("统计月数", "Months counted"), Text("无进账月数", "Months without cash"), Text("单价.同比", "Price.growth")),
    *(Text("新客户", "New clients"), Text("老客户", "Old clients"), Text("客户.意向", "Clients.Intent")),
    *(Text("客户.考察", "Clients.Visited"), Text("客户.成交", "Clients.Won"), Text("拜访.有记录", "Visits.recorded")),
    *(Text("拜访.未记录估计", "Visits.estimated"), Text("拜访.合计", "Visits.total"), Text("拜访.人数", "Visits.reps")),
    *(Text("拜访.工作日", "Visits.working days"), Text("拜访.人均每天", "Visits.a rep and day")),
    *(Text("人员.现有", "People.now"), Text("人员.计划", "People.planned")),
)
"""Names of figures that a book may or may not give; those of periods, people and products are known where they are there."""


def _names() -> frozenset[str]:
    """Every known name, in both languages; a part of the headline's may stand without 销售额."""
    found = set()
    for lang in Lang:
        for part in (each[lang] for each in _OF_A_MEASURE):
            found |= {name_key(f"{LABELS[measure][lang]}.{part}" if part else LABELS[measure][lang]) for measure in Measure}
            found |= {name_key(part)} if part else set()
        found |= {name_key(each[lang]) for each in _ALONE}
    return frozenset(found)


KNOWN = _names()


@dataclass(frozen=True, slots=True)
class Named:
    """A sentence with its figures in place; None where one of them is missing; and the names that are unknown."""

    passage: Passage | None
    unknown: tuple[str, ...]


class References:
    """Finds figures by the names that people write: in either language, whatever their spaces and case."""

    def __init__(self, index: Index, other: Callable[[], Index]) -> None:
        """`other` gives the index in the other language, asked only for a name that this one does not have."""
        self._own = index
        self._other = other
        self._by_key = {name_key(each.name): each for each in (*reversed(index.cells), *reversed(index.told))}

    def filled(self, sentence: str) -> Named:
        """The sentence with each name replaced."""
        parts = REFERENCE.split(sentence)
        shown: list[str | Figure] = []
        unknown: list[str] = []
        is_missing = False
        for place, part in enumerate(parts):
            figure = self._find(part) if place % 2 else None
            if figure is not None:
                shown.append(figure)
            elif place % 2:
                is_known = name_key(part) in KNOWN
                is_missing |= is_known
                unknown += [] if is_known else [part]
                shown.append(f"【{part}】")
            else:
                shown.append(part)
        return Named(None if is_missing else Passage(*shown), tuple(unknown))

    def _find(self, name: str) -> Figure | None:
        keys = [name_key(name), *(name_key(f"{LABELS[Measure.SALES][lang]}.{name}") for lang in Lang)]
        found = next((self._by_key[key] for key in keys if key in self._by_key), None)
        return found or self._translated(keys)

    def _translated(self, keys: list[str]) -> Figure | None:
        """The figure that stands at the same place in the other language."""
        other = self._other()
        ours, theirs = (*self._own.told, *self._own.cells), (*other.told, *other.cells)
        if len(ours) != len(theirs):
            return None
        by_key = {name_key(each.name): own for each, own in zip(theirs, ours, strict=True)}
        return next((by_key[key] for key in keys if key in by_key), None)


def unknown_figure(cell: Cell, name: str) -> Problem:
    return Problem(UNKNOWN_FIGURE, cell, name)
