"""Numbers with the cells that they come from: a range and what selects its rows, never a list of cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from xlsummary.achieved import span
from xlsummary.model import Amount, Bound, Origin


class Recorded(Protocol):
    """A record of a sheet."""

    @property
    def origin(self) -> Origin: ...


@dataclass(frozen=True, slots=True)
class Sourced:
    """A number and its cells (`'客户'!B3:B20, 等级=A`); `value` None where it cannot be told."""

    value: Decimal | None
    cells: tuple[str, ...] = ()
    bound: Bound = Bound.EXACT


def column_cells(records: Sequence[Recorded], field: str, *filters: str) -> tuple[str, ...]:
    """The range of a field from the topmost of the records to the lowest, with what selects them; none without records."""
    ordered = sorted(records, key=lambda each: each.origin.row)
    return tuple(", ".join((area, *filters)) for area in span([each.origin.cell(field) for each in ordered]))


def filled_cells(records: Iterable[Recorded], field: str, *filters: str) -> tuple[str, ...]:
    """The same of those records that fill the field in."""
    return column_cells([each for each in records if getattr(each, field) is not None], field, *filters)


def count_of(records: Sequence[Recorded], field: str, *filters: str) -> Sourced:
    """How many there are."""
    return Sourced(Decimal(len(records)), column_cells(records, field, *filters))


def sum_of(records: Iterable[Recorded], field: str, *filters: str) -> Sourced:
    """The sum of an amount over the records that have it; None where none has."""
    filled = [each for each in records if getattr(each, field) is not None]
    amounts: list[Amount] = [getattr(each, field) for each in filled]
    if not amounts:
        return Sourced(None)
    total = sum(amounts[1:], amounts[0])
    return Sourced(total.value, column_cells(filled, field, *filters), total.bound)
