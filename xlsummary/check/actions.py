"""计划 and 素材: problems without an action, more than one breakthrough, a status against what is achieved."""

from __future__ import annotations

from collections.abc import Iterator

from xlsummary.catalogue_checking import NO_ACTION, SEVERAL_BREAKTHROUGHS, STATUS_AGAINST_ACHIEVED
from xlsummary.model import PlanItem, PlanStatus, SalesBook, Section, Text, YesNo
from xlsummary.problems import Problem
from xlsummary.wording import LABELS

_PROBLEM, _EXPECTED = Text("问题", "a problem"), Text("预期", "an expected result")


def without_action(book: SalesBook) -> Iterator[Problem]:
    """Problems and expected results without an action; dropped plans need none."""
    for plan in book.plans:
        wanted = _PROBLEM if plan.problem else _EXPECTED if plan.expected is not None else None
        if wanted and not plan.action and plan.status is not PlanStatus.DROPPED:
            yield Problem(NO_ACTION, plan.origin.cell("action"), words={"what": wanted})
    for note in book.notes:
        if note.section is Section.PROBLEMS and not note.action:
            yield Problem(NO_ACTION, note.origin.cell("action"), words={"what": _PROBLEM})


def several_breakthroughs(book: SalesBook) -> Iterator[Problem]:
    """Every breakthrough after the first; dropped plans do not count."""
    standing = [plan for plan in book.plans if plan.breakthrough is YesNo.YES and plan.status is not PlanStatus.DROPPED]
    for number, plan in enumerate(standing[1:], 2):
        words = {"other": str(standing[0].origin.cell("breakthrough").ref), "count": str(number)}
        yield Problem(SEVERAL_BREAKTHROUGHS, plan.origin.cell("breakthrough"), words=words)


def statuses_against_achieved(book: SalesBook) -> Iterator[Problem]:
    """Done with less than expected, or not begun with something achieved."""
    for plan in book.plans:
        if plan.status is not None and plan.achieved is not None and plan.expected is not None and _contradicts(plan):
            words: dict[str, str | Text] = {"status": LABELS[plan.status], "expected": f"{plan.expected.value:f}"}
            yield Problem(STATUS_AGAINST_ACHIEVED, plan.origin.cell("achieved"), f"{plan.achieved.value:f}", words)


def _contradicts(plan: PlanItem) -> bool:
    if plan.achieved is None or plan.expected is None:
        return False
    if plan.status is PlanStatus.DONE:
        return plan.achieved.value < plan.expected.value
    return plan.status is PlanStatus.OPEN and plan.achieved.value > 0
