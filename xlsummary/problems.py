"""What is wrong in a book, said so that a person can mend it: Problem, Rule, Severity and the one exception base."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

from xlsummary.model import Cell, Lang, Text


class Severity(Enum):
    """ERROR: a number would be wrong, nothing is written. WARNING: also stands in the outputs. NOTE: good to know."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of problem. `message` and `hint` are templates with named fields in braces."""

    id: str
    severity: Severity
    title: Text
    message: Text
    hint: Text


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault at one place. `value` is the text seen in the cell; `words` fill the rule's templates.

    A word may be a `Text`, printed in the reader's language.
    """

    rule: Rule
    cell: Cell | None
    value: str = ""
    words: Mapping[str, str | Text] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def severity(self) -> Severity:
        return self.rule.severity

    def message(self, lang: Lang) -> str:
        return self._filled(self.rule.message, lang)

    def hint(self, lang: Lang) -> str:
        return self._filled(self.rule.hint, lang)

    def _filled(self, template: Text, lang: Lang) -> str:
        words = {key: word[lang] if isinstance(word, Text) else word for key, word in self.words.items()}
        return template[lang].format(value=self.value, **words)


class XlsummaryError(Exception):
    """The program cannot go on; caught only in the shells, which print `message` and `hint`."""

    def __init__(self, rule: str, message: Text, hint: Text, *, path: str | None = None) -> None:
        super().__init__(message.en)
        self.rule = rule
        self.message = message
        self.hint = hint
        self.path = path


def has_errors(problems: Iterable[Problem]) -> bool:
    """True when any problem is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)
