"""The warnings of a book as a summary tells them: those of the plan beside the targets, others under 数据提示."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal

from xlsummary.catalogue import HEAVY_MONTH, NO_WORKING_DAYS, PLACEHOLDER, UNASSIGNED_QUOTA, UNDATED_HIRE
from xlsummary.model import Text
from xlsummary.problems import Problem, Severity
from xlsummary.summary.figure import Figure, Missing, Notice, Passage
from xlsummary.summary.outlook_records import PlanWarning
from xlsummary.summary.pen import Pen

_OF_THE_PLAN = (HEAVY_MONTH, NO_WORKING_DAYS, UNASSIGNED_QUOTA)
"""What the targets' section says in a sentence."""

_MISSING = (PLACEHOLDER, UNDATED_HIRE)
"""What stands under 待补 with its cell."""

_MOST = 50
_MORE = Text("另有 {count} 条，见“检查”的输出", "{count} more, all listed by check")


def plan_warnings(problems: Iterable[Problem], pen: Pen) -> tuple[PlanWarning, ...]:
    """The plan's warnings, each message once, with the numbers it names as figures."""
    found = {problem.message(pen.lang): problem for problem in problems if problem.rule in _OF_THE_PLAN}
    return tuple(PlanWarning(text=_passage(text, tuple(_numbers(problem, pen)))) for text, problem in found.items())


def _passage(text: str, numbers: Sequence[Figure]) -> Passage:
    """The text with its numbers as figures, those that stand in it."""
    words = {figure.text: figure for figure in numbers}
    found = re.split(f"(?<![\\d.,])({'|'.join(map(re.escape, words))})(?![\\d]|[.,]\\d)", text) if words else [text]
    return Passage(*(words[part] if place % 2 else part for place, part in enumerate(found)))


def _numbers(problem: Problem, pen: Pen) -> Iterator[Figure]:
    title = problem.rule.title[pen.lang]
    for key, word in problem.words.items():
        text = word[pen.lang] if isinstance(word, Text) else word
        digits = text.replace(",", "")
        if digits.replace(".", "", 1).isdigit():
            cells = (str(problem.cell),) if problem.cell else ()
            yield Figure(name=f"{title}.{key}", value=Decimal(digits), text=text, formula=title, cells=cells)


def notices(
    problems: Iterable[Problem], told: Collection[PlanWarning], missing: Iterable[Missing], pen: Pen
) -> tuple[Notice, ...]:
    """Every warning that neither the targets' section nor 待补 tells, with its cell; 50, then how many more there are."""
    texts = {warning.text for warning in told}
    blanks = {(each.sheet, each.ref) for each in missing if each.ref}
    found = [
        Notice(text=problem.message(pen.lang), where=str(problem.cell) if problem.cell else "")
        for problem in problems
        if problem.severity is Severity.WARNING and problem.rule not in _MISSING
        if problem.message(pen.lang) not in texts
        if problem.cell is None or (problem.cell.sheet, problem.cell.ref) not in blanks
    ]
    kept = list(dict.fromkeys(found))
    more = [Notice(text=pen.say(_MORE).format(count=len(kept) - _MOST), where="")] if len(kept) > _MOST else []
    return (*kept[:_MOST], *more)
