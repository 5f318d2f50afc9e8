"""What is wrong in a book, said so that a person can mend it: Problem, Rule, Severity and the one exception base."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum
from itertools import groupby
from types import MappingProxyType

from xlsummary.model import Cell, Lang, SalesBook, Text
from xlsummary.wording import Count

LISTED = 100
"""How many cells of one column a rule lists before it tells the rest in one line."""

_MORE = Text("：本列另有 {} 处", ": {} more in this column")
_REF = re.compile(r"([A-Z]*)(\d*)")
_ROWS = re.compile(r"\d+")


class Severity(Enum):
    """ERROR: a number would be wrong, nothing is written. WARNING: also stands in the outputs. NOTE: good to know."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of problem. `message` and `hint` are templates with named fields in braces.

    `once`: told once a column, at its first cell, with the word `count`, and `difference` summed.
    """

    id: str
    severity: Severity
    title: Text
    message: Text
    hint: Text
    once: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault at one place. `value` is the text seen in the cell; `words` fill the rule's templates.

    A word may be a `Text`, printed in the reader's language. With `more` it stands for that many further cells of
    one column, from the range `cell`.
    """

    rule: Rule
    cell: Cell | None
    value: str = ""
    words: Mapping[str, str | Text] = field(default_factory=lambda: MappingProxyType({}))
    more: int = 0

    @property
    def severity(self) -> Severity:
        return self.rule.severity

    def message(self, lang: Lang) -> str:
        if self.more:
            return f"{self.rule.title[lang]}{_MORE[lang].format(self.more)}"
        return self._filled(self.rule.message, lang)

    def hint(self, lang: Lang) -> str:
        return self._filled(self.rule.hint, lang)

    def _filled(self, template: Text, lang: Lang) -> str:
        words = {key: word[lang] if isinstance(word, Text) else Count(word) for key, word in self.words.items()}
        return template[lang].format(value=self.value, **words)


class XlsummaryError(Exception):
    """The program cannot go on; caught only in the shells, which print `message` and `hint`.

    `lang` is the book's language where the book was read before.
    """

    lang: Lang | None = None

    def __init__(self, rule: str, message: Text, hint: Text, *, path: str | None = None) -> None:
        super().__init__(message.en)
        self.rule = rule
        self.message = message
        self.hint = hint
        self.path = path


def has_errors(problems: Iterable[Problem]) -> bool:
    """True when any problem is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def errors_of(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The errors among some problems."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)


def rows_with_errors(problems: Iterable[Problem]) -> frozenset[tuple[str, int]]:
    """The sheets and row numbers of the errors that stand at a cell or at cells over a few rows."""
    rows: set[tuple[str, int]] = set()
    for problem in problems:
        numbers = _ROWS.findall((problem.cell.ref if problem.cell else None) or "")
        if problem.cell and numbers and problem.severity is Severity.ERROR and not problem.more:
            rows.update((problem.cell.sheet, row) for row in range(int(numbers[0]), int(numbers[-1]) + 1))
    return frozenset(rows)


def in_order(problems: Iterable[Problem], book: SalesBook) -> tuple[Problem, ...]:
    """All problems by sheet, row and column; what repeats in a column told once, or 100 times and then in one line.

    Doing it twice changes nothing.
    """
    return in_order_of(problems, book.sheets)


def in_order_of(problems: Iterable[Problem], names: Sequence[str]) -> tuple[Problem, ...]:
    """The same for sheets of these names, in this order."""
    sheets = {name: place for place, name in enumerate(names)}

    def place(problem: Problem) -> tuple[int, int, int, str, str]:
        sheet = sheets.get(problem.cell.sheet, len(sheets)) if problem.cell else -1
        letters, row = _column_and_row(problem.cell)
        return sheet, row, len(letters), letters, problem.rule.id

    def column(problem: Problem) -> tuple[str, str, str]:
        return problem.rule.id, problem.cell.sheet if problem.cell else "", _column_and_row(problem.cell)[0]

    ordered = sorted(problems, key=place)
    columns = groupby(sorted(ordered, key=column), key=column)
    told = [problem for _, group in columns for problem in _told(tuple(group))]
    return tuple(sorted(told, key=place))


def _column_and_row(cell: Cell | None) -> tuple[str, int]:
    match = _REF.match((cell.ref if cell else None) or "")
    return (match[1], int(match[2] or 0)) if match else ("", 0)


def _told(same: Sequence[Problem]) -> Sequence[Problem]:
    """The problems of one rule in one column, in row order, as they are listed."""
    if same[0].rule.once and same[0].cell:
        return (_summed(same),)
    if len(same) <= LISTED or any(problem.more for problem in same) or not _column_and_row(same[0].cell)[0]:
        return same
    rest = same[LISTED:]
    first, last = rest[0].cell, rest[-1].cell
    if first is None or last is None:
        return same
    span = Cell(first.sheet, f"{first.ref}:{last.ref}" if len(rest) > 1 else first.ref)
    return (*same[:LISTED], Problem(rest[0].rule, span, rest[0].value, rest[0].words, more=len(rest)))


def _summed(same: Sequence[Problem]) -> Problem:
    first = same[0]
    count = sum(int(str(problem.words.get("count", "1"))) for problem in same)
    words: dict[str, str | Text] = {**first.words, "count": str(count)}
    if "difference" in words:
        words["difference"] = f"{sum((Decimal(str(problem.words['difference'])) for problem in same), Decimal(0)):f}"
    return Problem(first.rule, first.cell, first.value, words)
