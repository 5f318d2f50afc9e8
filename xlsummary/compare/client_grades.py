"""A, B and C: how many clients each grade has, how many it had, and who moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from xlsummary.achieved import heading
from xlsummary.compare.sourced import Sourced, count_of
from xlsummary.model import Client, Grade, SalesBook


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeCount:
    """One grade now and last year; `change` None where no client has a grade of last year."""

    grade: Grade
    now: Sourced
    before: Sourced

    @property
    def change(self) -> Decimal | None:
        if self.now.value is None or self.before.value is None:
            return None
        return self.now.value - self.before.value


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientGrades:
    """`raised` and `lowered` moved; `entered` have a grade only now, `left` only had one last year."""

    grades: tuple[GradeCount, ...]
    raised: Sourced
    lowered: Sourced
    entered: Sourced
    left: Sourced
    ungraded: Sourced


def client_grades(book: SalesBook) -> ClientGrades | None:
    """None in a book that grades no client."""
    if not any(client.grade or client.last_grade for client in book.clients):
        return None
    has_last = any(client.last_grade for client in book.clients)
    steps = [(client, _step(client)) for client in book.clients]
    return ClientGrades(
        grades=tuple(_count(book, grade, has_last=has_last) for grade in Grade),
        raised=_told([client for client, step in steps if step > 0], has_last=has_last),
        lowered=_told([client for client, step in steps if step < 0], has_last=has_last),
        entered=_told([each for each in book.clients if each.grade and not each.last_grade], has_last=has_last),
        left=_told([each for each in book.clients if each.last_grade and not each.grade], has_last=has_last),
        ungraded=count_of([each for each in book.clients if not each.grade and not each.last_grade], "grade"),
    )


def _step(client: Client) -> int:
    """How many grades a client has risen since last year, below 0 for a fall; 0 where one of the two is missing."""
    if client.grade is None or client.last_grade is None:
        return 0
    order = list(Grade)
    return order.index(client.last_grade) - order.index(client.grade)


def _count(book: SalesBook, grade: Grade, *, has_last: bool) -> GradeCount:
    now = [client for client in book.clients if client.grade is grade]
    before = [client for client in book.clients if client.last_grade is grade]
    return GradeCount(
        grade=grade,
        now=count_of(now, "grade", f"{heading(book, 'clients', 'grade')}={grade.value}"),
        before=count_of(before, "last_grade", f"{heading(book, 'clients', 'last_grade')}={grade.value}")
        if has_last
        else Sourced(None),
    )


def _told(clients: Sequence[Client], *, has_last: bool) -> Sourced:
    return count_of(clients, "grade") if has_last else Sourced(None)
