"""The problems that reading meets, gathered in one place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from xlsummary.book.values import CellValue, Remark, shown
from xlsummary.model import Cell, Text
from xlsummary.problems import Problem, Rule, Severity


@dataclass(slots=True)
class _Column:
    """What a rule that is told once has met in a column: the first cell's problem, and how often."""

    first: Problem
    count: int = 0
    difference: Decimal = Decimal(0)

    def add(self, problem: Problem) -> None:
        words = problem.words
        if _row(problem) < _row(self.first):
            self.first = problem
        self.count += int(str(words.get("count", 1)))
        self.difference += Decimal(str(words.get("difference", 0)))

    @property
    def problem(self) -> Problem:
        words: dict[str, str | Text] = {**self.first.words, "count": str(self.count)}
        if "difference" in words:
            words["difference"] = f"{self.difference:f}"
        return replace(self.first, words=words)


def _row(problem: Problem) -> tuple[int, str]:
    """What orders the cells of one column."""
    ref = (problem.cell.ref if problem.cell else None) or ""
    return len(ref), ref


class Findings:
    """Grows while a book is read; `problems` is what came together."""

    def __init__(self) -> None:
        self._found: list[Problem | _Column] = []
        self._columns: dict[tuple[str, str, str], _Column] = {}

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(each.problem if isinstance(each, _Column) else each for each in self._found)

    def add(self, rule: Rule, cell: Cell | None, value: CellValue = "", **words: str | Text) -> None:
        """Note a problem; one that is told once a column, and is no error, is counted there."""
        if not rule.once or cell is None or rule.severity is Severity.ERROR:
            counted = {"count": "1"} if rule.once else {}
            self._found.append(Problem(rule, cell, shown(value), {**counted, **words}))
            return
        place = (rule.id, cell.sheet, (cell.ref or "").rstrip("0123456789"))
        problem = Problem(rule, cell, shown(value), words)
        if place not in self._columns:
            self._columns[place] = _Column(problem)
            self._found.append(self._columns[place])
        self._columns[place].add(problem)

    def add_all(self, remarks: Iterable[Remark], cell: Cell, value: CellValue) -> bool:
        """Note what reading a cell remarked; True when one is an error."""
        wrong = False
        for remark in remarks:
            self.add(remark.rule, cell, value, **remark.words)
            wrong = wrong or remark.rule.severity is Severity.ERROR
        return wrong

    def errors_in(self, sheet: str) -> bool:
        """True when a sheet has an error so far."""
        return any(
            isinstance(problem, Problem) and problem.severity is Severity.ERROR and problem.cell and problem.cell.sheet == sheet
            for problem in self._found
        )
