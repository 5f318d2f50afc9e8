"""Clients that were not visited within their cycle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from xlsummary.compare.sourced import Sourced, column_cells, count_of
from xlsummary.model import Activity, Client, SalesBook, Stage, Text
from xlsummary.plan.horizon import Horizon

_LATE = Text("超过回访周期", "beyond the visit cycle")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientDue:
    """A client, its cycle in days, and the day it was last seen, None where the book records none.

    `cells` are those of the client's last contact and, where a row of 活动 is later, of that row.
    """

    client: Client
    cycle: int
    last_contact: date | None
    as_of: date
    cells: tuple[str, ...]

    @property
    def days_since(self) -> int | None:
        return None if self.last_contact is None else (self.as_of - self.last_contact).days

    @property
    def late(self) -> int:
        """Days beyond the cycle; 0 within it, or where no contact is recorded."""
        return max(0, (self.days_since or 0) - self.cycle)


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitsDue:
    """Every client but those lost; `late` are the longest overdue first, `unseen` those without any recorded contact.

    `late_filter` is what selects the late ones' cells. `without_cycle` have neither a cycle of their own nor a grade that has
    one.
    """

    late_filter: str
    late: tuple[ClientDue, ...]
    in_time: tuple[ClientDue, ...]
    unseen: tuple[ClientDue, ...]
    without_cycle: Sourced

    @property
    def late_count(self) -> Sourced:
        return count_of([each.client for each in self.late], "last_contact", self.late_filter)

    @property
    def in_time_count(self) -> Sourced:
        return count_of([each.client for each in self.in_time], "last_contact")

    @property
    def unseen_count(self) -> Sourced:
        return count_of([each.client for each in self.unseen], "last_contact")


def visits_due(book: SalesBook, horizon: Horizon) -> VisitsDue:
    """On the as-of day; the last contact is the later of the cell and of the client's rows in 活动.

    The cycle is the client's, else that of its grade in the setting 默认回访周期.
    """
    seen = _seen(book.activities, horizon)
    known: list[ClientDue] = []
    without: list[Client] = []
    for client in (each for each in book.clients if each.stage is not Stage.LOST):
        cycle = _cycle(client, book.settings.visit_cycles)
        if cycle is None:
            without.append(client)
        else:
            known.append(_due(client, cycle, seen.get(client.name, ()), horizon))
    late = [each for each in known if each.late]
    return VisitsDue(
        late_filter=_LATE[book.lang],
        late=tuple(sorted(late, key=lambda each: -each.late)),
        in_time=tuple(each for each in known if each.last_contact is not None and not each.late),
        unseen=tuple(each for each in known if each.last_contact is None),
        without_cycle=count_of(without, "grade"),
    )


def _cycle(client: Client, by_grade: Mapping[str, int]) -> int | None:
    if client.visit_cycle is not None:
        return int(client.visit_cycle.value)
    return by_grade.get(client.grade.value) if client.grade else None


def _seen(activities: Iterable[Activity], horizon: Horizon) -> dict[str, list[Activity]]:
    """The rows of each client that are over by the as-of day."""
    seen: dict[str, list[Activity]] = defaultdict(list)
    for row in activities:
        if row.client and row.period.last <= horizon.as_of and row.count.value > 0:
            seen[row.client].append(row)
    return seen


def _due(client: Client, cycle: int, rows: Iterable[Activity], horizon: Horizon) -> ClientDue:
    typed = client.last_contact if client.last_contact and client.last_contact <= horizon.as_of else None
    latest = max(rows, key=lambda row: row.period.last, default=None)
    cells = column_cells([client], "last_contact")
    if latest is not None and (typed is None or latest.period.last > typed):
        return ClientDue(
            client=client,
            cycle=cycle,
            last_contact=latest.period.last,
            as_of=horizon.as_of,
            cells=(*cells, *column_cells([latest], "period")),
        )
    return ClientDue(client=client, cycle=cycle, last_contact=typed, as_of=horizon.as_of, cells=cells)
