"""What a person changed on the planning sheet since it was written: fixed points of the next plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xlsummary.book.ours import Formula, OurSheet
from xlsummary.book.period_values import Era, parse_period
from xlsummary.catalogue_fixed import EDITED_TWICE, PLANNING_CELL, PLANNING_FORMULA, PLANNING_KEYS
from xlsummary.model import Cell, Line, Measure, Period, Settings, Source, Text, Tier, Version
from xlsummary.periods import month_of, single_day, slices_of
from xlsummary.plan.quota import FixedPoint
from xlsummary.plan.units import plain
from xlsummary.problems import Problem
from xlsummary.sheets.columns import letters_of
from xlsummary.sheets.fixed_list import AMOUNT_PLACE, PointKey, point_of
from xlsummary.sheets.found_blocks import FoundBlock, WrittenSums, found_blocks, rows_apart
from xlsummary.sheets.people_block import PREFIX
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
_ROWS = Text("行", "rows")
_RENAMED = Text(
    "这一行固定的是 {row}，名称却改成了“{name}”（应撤销，要固定别的期间就到上面的表里改数）",
    "this line fixes {row} but is called {name} now (undo that, and fix another period in the table above)",
)
_ADDED = Text(
    "“固定值”下面手写的这一行没有隐藏的键（应删去它，到上面的表里填数）",
    "this line, written under Fixed by hand, has no hidden key (delete it and type the number in the table above)",
)
_APART = Text(
    "行 {keys} 的内容移动了，隐藏的 A 列没有一起移动", "the rows {keys} were moved without their keys in the hidden column A"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edits:
    """The fixed points of a planning sheet: the lines of its list, and cells changed since; `problems` cannot be told apart."""

    points: tuple[FixedPoint, ...] = ()
    problems: tuple[Problem, ...] = ()


def edits_of(sheet: OurSheet, record: Record, settings: Settings, file: str = "", people: OurSheet | None = None) -> Edits:
    """The points of one planning sheet, and of the sheet of the reps beside it, by what the run that wrote them put on record.

    A cell is changed when it holds another number than was written, typed or by a formula that is not the one written there,
    and when the same number, not 0, was typed over a sum, unless the sheet has lost all its formulas.
    Cells are found by their keys, so that rows and columns may have been moved or sorted. A week that the setting 每周首日 has
    since cut otherwise is an error: its days are others now. `file` is the name of a file that is not the book itself.
    """
    reading = _Reading(sheet, record, file)
    reading.read([sheet] if people is None else [sheet, people])
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
        if block not in record.sums:
            return slices.get(first)
        written = {each.partition("/")[2] for each, _ in record.sums[block] if each.startswith(f"{month}/")}
        return slices[first] if written == {*slices} else None
    return single_day(date.fromisoformat(row)) if len(row) > len("2026-02") else whole


@dataclass(frozen=True, slots=True)
class _Found:
    """A number on the sheet and where it stands."""

    amount: Decimal
    cell: Cell


class _Reading:
    """The sheets block by block, then the list on the first; `found` are the fixed points by their keys."""

    def __init__(self, sheet: OurSheet, record: Record, file: str) -> None:
        self.problems: list[Problem] = []
        self.found: dict[PointKey, _Found] = {}
        self._sheet = sheet
        self._record = record
        self._file = file
        self._places: dict[PointKey, Cell] = {}

    def read(self, sheets: Iterable[OurSheet]) -> None:
        changed: dict[PointKey, _Found] = {}
        for sheet in sheets:
            for block in found_blocks(sheet, self._record):
                if self._is_told_apart(block, sheet):
                    for point, found in self._changed(block, sheet):
                        other = changed.setdefault(point, found)
                        if other.amount != found.amount:
                            self._tell_two(other, found)
        listed = self._listed()
        self.found = {point: self._at_its_quota(point, found) for point, found in listed.items()} | changed
        for point, found in changed.items():
            self._tell_twice(point, listed.get(point), found)

    def tell_lost(self, row: str, cell: Cell) -> None:
        """An error for a fixed quota whose row is not there, or has other days now."""
        told = Text(_OTHER_DAYS.zh.format(row=row), _OTHER_DAYS.en.format(row=row))
        self.problems.append(Problem(PLANNING_KEYS, cell, row, {"what": told}))

    # Cells of blocks --------------------------------------------------------------------------

    def _name(self, sheet: OurSheet) -> str:
        return f"[{self._file}]{sheet.title}" if self._file else sheet.title

    def _is_told_apart(self, block: FoundBlock, sheet: OurSheet) -> bool:
        """False where rows have lost their keys, so that no number can be told from another."""
        standing = self._record.standing.get(block.key)
        quotas = (*self._record.blocks[block.key], *self._record.sums[block.key])
        name = self._name(sheet)
        self._tell(name, Text("列", "columns"), block.column_count, {node for _, node in quotas})
        self._tell(name, _ROWS, block.row_count, {row for row, _ in quotas})
        apart = rows_apart(block, standing)
        if apart:
            self._tell_keys(name, _APART, apart)
        return not apart

    def _changed(self, block: FoundBlock, sheet: OurSheet) -> Iterator[tuple[PointKey, _Found]]:
        ours = WrittenSums(sheet, block, self._record.standing.get(block.key))
        for number, key, row in block.rows:
            for place, node in block.columns:
                point = _turned((block.key, key, node))
                written = self._in_block((block.key, key, node))
                if written is None:
                    continue
                ref = f"{letters_of(place + 1)}{number}"
                self._places.setdefault(point, Cell(self._name(sheet), ref))
                formula = sheet.formulas.get(ref)
                is_sum = (key, node) in self._record.sums[block.key]
                if is_sum and formula is not None and ours.has(formula, ref, (key, node)):
                    continue
                value = row[place] if place < len(row) else ""
                amount = self._amount(value, Cell(self._name(sheet), ref), formula)
                is_pinned = is_sum and formula is None and bool(sheet.formulas) and (key, node) != (TOTAL_KEY, "company")
                if amount is not None and (amount != written or (is_pinned and amount)):
                    yield point, _Found(amount, Cell(self._name(sheet), ref))

    def _written(self, point: PointKey) -> Decimal | None:
        block, row, node = point
        here = self._in_block(point)
        return self._in_block((PREFIX + block, node, row)) if here is None else here

    def _is_known(self, point: PointKey) -> bool:
        """True for a quota that was written, and for a rep's day where only the rep's months were."""
        block, row, node = point
        if self._written(point) is not None:
            return True
        turned = PREFIX + block
        quotas = [*self._record.blocks.get(turned, ()), *self._record.sums.get(turned, ())]
        rows = {each for each, _ in (*self._record.blocks.get(block, ()), *self._record.sums.get(block, ()))}
        return row in rows and any(each == node for each, _ in quotas)

    def _in_block(self, point: PointKey) -> Decimal | None:
        block, row, node = point
        sums = self._record.sums.get(block, {})
        return self._record.blocks.get(block, {}).get((row, node), sums.get((row, node)))

    # The list ---------------------------------------------------------------------------------

    def _listed(self) -> Mapping[PointKey, _Found]:
        """The lines of the list; those with the key of no row, or there twice with two amounts, are errors."""
        listed: dict[PointKey, _Found] = {}
        below = False
        for number, row in enumerate(self._sheet.rows, 1):
            point = point_of(row[0]) if row and isinstance(row[0], str) else None
            if point is None:
                below = below and _is_written_by_hand(row)
                if below:
                    added = Cell(self._name(self._sheet), f"B{number}")
                    self.problems.append(Problem(PLANNING_KEYS, added, words={"what": _ADDED}))
                continue
            below = True
            ref = f"{letters_of(AMOUNT_PLACE + 1)}{number}"
            cell = Cell(self._name(self._sheet), ref)
            if point[0] in self._record.blocks and not self._is_known(point):
                self.tell_lost(point[1], cell)
                continue
            if name := self._other_name(point, row):
                told = Text(_RENAMED.zh.format(row=point[1], name=name), _RENAMED.en.format(row=point[1], name=name))
                self.problems.append(Problem(PLANNING_KEYS, Cell(cell.sheet, f"B{number}"), name, {"what": told}))
                continue
            amount = self._amount(row[AMOUNT_PLACE] if len(row) > AMOUNT_PLACE else "", cell, self._sheet.formulas.get(ref))
            if amount is None:
                continue
            found = _Found(amount, cell)
            other = listed.setdefault(point, found)
            if other.amount != amount:
                self._tell_two(other, found)
        return listed

    def _other_name(self, point: PointKey, row: Sequence[object]) -> str:
        """What a line calls its period where that is not what its key means; '' where it is, or is not known."""
        standing = self._record.standing.get(point[0])
        label = standing.labels.get(point[1], "") if standing else ""
        name = str(row[1]).strip() if len(row) > 1 else ""
        return name if label and name and not f"{label} ".startswith(f"{name} ") else ""

    def _at_its_quota(self, point: PointKey, found: _Found) -> _Found:
        """An untouched line stands for the quota's own cell, where the amount was typed and stands again."""
        cell = self._places.get(point)
        return found if cell is None or found.amount != self._written(point) else _Found(found.amount, cell)

    # What is wrong ----------------------------------------------------------------------------

    def _amount(self, value: object, cell: Cell, formula: Formula | None) -> Decimal | None:
        if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= _LARGEST:
            return Decimal(repr(value)) if value % 1 else Decimal(int(value))
        if formula is not None and value in ("", None):
            self.problems.append(Problem(PLANNING_FORMULA, cell, f"={formula.text}"))
        else:
            self.problems.append(Problem(PLANNING_CELL, cell, "-" if value in ("", None) else str(value)))
        return None

    def _tell_twice(self, point: PointKey, listed: _Found | None, changed: _Found) -> None:
        """A cell changed since goes before its line in the list, unless both were changed, to different numbers."""
        if listed is not None and listed.amount not in (self._written(point), changed.amount):
            self._tell_two(listed, changed)

    def _tell_two(self, other: _Found, found: _Found) -> None:
        words: dict[str, str | Text] = {"other": str(other.cell), "amount": plain(other.amount)}
        self.problems.append(Problem(EDITED_TWICE, found.cell, plain(found.amount), words))

    def _tell(self, name: str, kind: Text, seen: Counter[str], wanted: Iterable[str]) -> None:
        """An error for keys that are gone, and one for those that are there twice."""
        gone = sorted(set(wanted) - set(seen))
        twice = sorted(key for key, count in seen.items() if count > 1)
        for keys, what in ((gone, _GONE), (twice, _TWICE)):
            if keys:
                self._tell_keys(name, what, keys, kind)

    def _tell_keys(self, name: str, what: Text, keys: Sequence[str], kind: Text = _ROWS) -> None:
        named = [*keys[:_MOST_NAMED], *(["…"] if len(keys) > _MOST_NAMED else [])]
        told = Text(what.zh.format(kind=kind.zh, keys="、".join(named)), what.en.format(kind=kind.en, keys=", ".join(named)))
        self.problems.append(Problem(PLANNING_KEYS, Cell(name), words={"what": told}))


def _is_written_by_hand(row: Sequence[object]) -> bool:
    """True for a line with an amount and no key; right under the list we leave a row empty."""
    return len(row) > AMOUNT_PLACE and row[0] in ("", None) and row[AMOUNT_PLACE] not in ("", None)


def _turned(point: PointKey) -> PointKey:
    """The quota as the planning sheet has it, days in rows and reps in columns."""
    block, row, node = point
    return (block.removeprefix(PREFIX), node, row) if block.startswith(PREFIX) else point
