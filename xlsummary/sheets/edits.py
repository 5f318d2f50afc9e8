"""What a person changed on the planning sheet since it was written: fixed points of the next plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xlsummary.book.ours import OurSheet
from xlsummary.book.period_values import Era, parse_period
from xlsummary.catalogue_fixed import EDITED_TWICE, PLANNING_CELL, PLANNING_KEYS
from xlsummary.model import Cell, Line, Measure, Period, Settings, Source, Text, Tier, Version
from xlsummary.periods import month_of, single_day, slices_of
from xlsummary.plan.quota import FixedPoint
from xlsummary.plan.units import plain
from xlsummary.problems import Problem
from xlsummary.sheets.columns import letters_of
from xlsummary.sheets.fixed_list import AMOUNT_PLACE, PointKey, point_of
from xlsummary.sheets.record import Record
from xlsummary.sheets.timerows import TOTAL_KEY

_MOST_NAMED = 3
_LARGEST = 10**15
"""What a quota may be: up to there a cell's number is exact to the unit."""

_OTHER_DAYS = Text(
    "行 {row} 不在表上，或因每周首日改动已是别的日子",
    "the row {row} is not there, or has other days since weeks begin otherwise",
)
_GONE = Text("少了{kind} {keys}", "the {kind} {keys} are gone")
_TWICE = Text("{kind} {keys} 有两份", "the {kind} {keys} are there twice")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edits:
    """The fixed points of a planning sheet: the lines of its list, and cells changed since; `problems` cannot be told apart."""

    points: tuple[FixedPoint, ...] = ()
    problems: tuple[Problem, ...] = ()


def edits_of(sheet: OurSheet, record: Record, settings: Settings) -> Edits:
    """The points of one planning sheet, by what the run that wrote it put on record.

    A cell is changed when it holds another number than was written and, where there was a formula, holds none any more.
    Cells are found by their keys, so that rows and columns may have been moved or sorted. A week that the setting 每周首日 has
    since cut otherwise is an error: its days are others now.
    """
    reading = _Reading(sheet, record)
    reading.read()
    points: list[FixedPoint] = []
    for (block, row, node), found in reading.found.items():
        period = _period(block, row, record, settings)
        if period is None:
            reading.tell_lost(row, found.cell)
        else:
            points.append(FixedPoint(line=_line_of(block), node=node, period=period, amount=found.amount, cell=found.cell))
    return Edits(points=tuple(points), problems=tuple(reading.problems))


def _line_of(block: str) -> Line:
    measure, tier, source, version, _ = block.split("/", 4)
    return Line(measure=Measure(measure), tier=Tier(tier), source=Source(source), version=Version(version))


def _block_period(block: str, settings: Settings) -> Period:
    """Raises ValueError where the record names no period."""
    found = parse_period(block.rsplit("/", 1)[1], Era(settings.year_start))
    if isinstance(found, Period):
        return found
    raise ValueError(f"no period: {block!r}")


def _period(block: str, row: str, record: Record, settings: Settings) -> Period | None:
    """The days of a row: the block's own for 合计, a month, a slice, a day; None for a week cut otherwise."""
    if row == TOTAL_KEY:
        return _block_period(block, settings)
    month, _, first = row.partition("/")
    whole = month_of(date.fromisoformat(f"{month[:7]}-01"))
    if first:
        slices = {each.period.start.isoformat(): each.period for each in slices_of(whole, settings.week_start)}
        written = {each.partition("/")[2] for each, _ in record.sums[block] if each.startswith(f"{month}/")}
        return slices[first] if written == {*slices} else None
    return single_day(date.fromisoformat(row)) if len(row) > len("2026-02") else whole


@dataclass(frozen=True, slots=True)
class _Found:
    """A number on the sheet and where it stands."""

    amount: Decimal
    cell: Cell


class _Reading:
    """One pass down the sheet, from block to block; `found` are the fixed points by their keys."""

    def __init__(self, sheet: OurSheet, record: Record) -> None:
        self.problems: list[Problem] = []
        self.found: dict[PointKey, _Found] = {}
        self._sheet = sheet
        self._record = record
        self._block = ""
        self._columns: dict[int, str] = {}
        self._seen: dict[str, Counter[str]] = {}

    def read(self) -> None:
        changed: dict[PointKey, _Found] = {}
        listed: dict[PointKey, _Found] = {}
        for number, row in enumerate(self._sheet.rows, 1):
            key = row[0] if row and isinstance(row[0], str) else ""
            point = point_of(key)
            if point is not None:
                self._take_listed(listed, point, row, number)
            elif key in self._record.blocks:
                self._begin(key, row)
            elif self._block and self._is_row(key):
                self._seen[self._block][key] += 1
                changed.update(self._changed(key, row, number))
        for block, seen in self._seen.items():
            self._tell_keys(block, seen)
        self.found = listed | changed
        for point, found in changed.items():
            self._tell_twice(point, listed.get(point), found)

    def _begin(self, block: str, row: Sequence[object]) -> None:
        self._block = block
        self._columns = {place: key for place, key in enumerate(row) if place and isinstance(key, str) and key}
        self._seen[block] = Counter()
        wanted = {node for _, node in (*self._record.blocks[block], *self._record.sums[block])}
        self._tell(Text("列", "columns"), Counter(self._columns.values()), wanted)

    def _is_row(self, key: str) -> bool:
        return key in self._row_keys(self._block)

    def _row_keys(self, block: str) -> set[str]:
        return {row for row, _ in (*self._record.blocks[block], *self._record.sums[block])}

    def _written(self, point: PointKey) -> Decimal | None:
        block, row, node = point
        sums = self._record.sums.get(block, {})
        return self._record.blocks.get(block, {}).get((row, node), sums.get((row, node)))

    def _changed(self, key: str, row: Sequence[object], number: int) -> Iterator[tuple[PointKey, _Found]]:
        for place, node in self._columns.items():
            value = row[place] if place < len(row) else ""
            point = self._block, key, node
            written = self._written(point)
            ref = f"{letters_of(place + 1)}{number}"
            is_sum = (key, node) not in self._record.blocks[self._block]
            if written is None or (is_sum and ref in self._sheet.formulas):
                continue
            amount = self._amount(value, ref)
            if amount is not None and amount != written:
                yield point, _Found(amount, Cell(self._sheet.title, ref))

    def _take_listed(self, listed: dict[PointKey, _Found], point: PointKey, row: Sequence[object], number: int) -> None:
        """A line of the list; one whose key is no row of the sheet, or that is there twice with two amounts, is an error."""
        ref = f"{letters_of(AMOUNT_PLACE + 1)}{number}"
        if self._written(point) is None:
            self.tell_lost(point[1], Cell(self._sheet.title, ref))
            return
        amount = self._amount(row[AMOUNT_PLACE] if len(row) > AMOUNT_PLACE else "", ref)
        if amount is None:
            return
        found = _Found(amount, Cell(self._sheet.title, ref))
        other = listed.setdefault(point, found)
        if other.amount != amount:
            self._tell_two(other, found)

    def tell_lost(self, row: str, cell: Cell) -> None:
        """An error for a fixed quota whose row is not there, or has other days now."""
        told = Text(_OTHER_DAYS.zh.format(row=row), _OTHER_DAYS.en.format(row=row))
        self.problems.append(Problem(PLANNING_KEYS, cell, row, {"what": told}))

    def _amount(self, value: object, ref: str) -> Decimal | None:
        if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= _LARGEST:
            return Decimal(repr(value)) if value % 1 else Decimal(int(value))
        told = "-" if value in ("", None) else str(value)
        self.problems.append(Problem(PLANNING_CELL, Cell(self._sheet.title, ref), told))
        return None

    def _tell_twice(self, point: PointKey, listed: _Found | None, changed: _Found) -> None:
        """A cell changed since goes before its line in the list, unless both were changed, to different numbers."""
        if listed is not None and listed.amount not in (self._written(point), changed.amount):
            self._tell_two(listed, changed)

    def _tell_two(self, other: _Found, found: _Found) -> None:
        words: dict[str, str | Text] = {"other": str(other.cell), "amount": plain(other.amount)}
        self.problems.append(Problem(EDITED_TWICE, found.cell, plain(found.amount), words))

    def _tell_keys(self, block: str, seen: Counter[str]) -> None:
        self._tell(Text("行", "rows"), seen, self._row_keys(block))

    def _tell(self, kind: Text, seen: Counter[str], wanted: Iterable[str]) -> None:
        """An error for keys that are gone, and one for those that are there twice."""
        gone = sorted(set(wanted) - set(seen))
        twice = sorted(key for key, count in seen.items() if count > 1)
        for keys, what in ((gone, _GONE), (twice, _TWICE)):
            if keys:
                named = [*keys[:_MOST_NAMED], *(["…"] if len(keys) > _MOST_NAMED else [])]
                told = Text(
                    what.zh.format(kind=kind.zh, keys="、".join(named)), what.en.format(kind=kind.en, keys=", ".join(named))
                )
                self.problems.append(Problem(PLANNING_KEYS, Cell(self._sheet.title), words={"what": told}))
