"""The problems that reading meets, gathered in one place."""

from __future__ import annotations

from collections.abc import Iterable

from xlsummary.book.values import CellValue, Remark, shown
from xlsummary.model import Cell, Text
from xlsummary.problems import Problem, Rule, Severity


class Findings:
    """Grows while a book is read; `problems` is what came together."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(self._problems)

    def add(self, rule: Rule, cell: Cell | None, value: CellValue = "", **words: str | Text) -> None:
        """Note a problem; a rule told once a column gets its count of 1."""
        counted = {"count": "1"} if rule.once else {}
        self._problems.append(Problem(rule, cell, shown(value), {**counted, **words}))

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
            problem.severity is Severity.ERROR and problem.cell is not None and problem.cell.sheet == sheet
            for problem in self._problems
        )
