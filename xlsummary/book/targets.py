"""The sheet 目标 as targets: what each is for, and whole months only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xlsummary import catalogue
from xlsummary.book.choices import choice_named
from xlsummary.book.findings import Findings
from xlsummary.book.heading_units import counted_in, unit_of_product
from xlsummary.book.names import Named, is_no_name
from xlsummary.book.narrowing import Narrowing, part_of
from xlsummary.book.records import Desk, measured
from xlsummary.book.rows import RowReader, TableRows
from xlsummary.book.values import shown
from xlsummary.catalogue_checking import LEVEL_UNCLEAR
from xlsummary.model import Level, Line, Measure, Origin, Rep, Source, Table, Target, Text, Tier, Version
from xlsummary.money import is_placeholder
from xlsummary.periods import is_whole_months
from xlsummary.spelling import bracketed, name_key
from xlsummary.wording import LABELS

_NAMED = {
    Level.REP: Named.REP,
    Level.TEAM: Named.TEAM,
    Level.MARKET: Named.MARKET,
    Level.CHANNEL: Named.CHANNEL,
    Level.PRODUCT: Named.PRODUCT,
    Level.CLIENT: Named.CLIENT,
}
_SIDES = {
    Level.TEAM: "team",
    Level.MARKET: "market",
    Level.CHANNEL: "channel",
    Level.CLIENT: "client",
    Level.PRODUCT: "product",
}
"""The column that names whom a target of a level is for, where 对象 does not; the surest first."""
_BELONGING = frozenset({"team", "market", "channel"})
"""What somebody or something can belong to as a whole."""


class TargetReader:
    """Reads the rows of one table of 目标: a blank or placeholder value gives a target without amount, any error none.

    Where 对象 is blank, a column of teams, markets and so on names whom a target is for. What else narrows a row is refused.
    """

    def __init__(self, table: TableRows, findings: Findings, reps: Sequence[Rep] = ()) -> None:
        self._table, self._findings, self._reps = table, findings, reps
        self._narrowing = Narrowing(table)
        self._tables: dict[str, Table] = {}

    def __call__(self, row: RowReader, desk: Desk) -> Target | None:
        period = row.needed("period", row.period("period"))
        if period is not None and not is_whole_months(period):
            row.refuse("period", catalogue.TARGET_PERIOD)
        measure = row.choice("measure", Measure) or Measure.SALES
        line = Line(
            measure=measure,
            tier=row.choice("tier", Tier) or Tier.COMMITTED,
            source=row.choice("source", Source) or Source.ASSIGNED,
            version=row.choice("version", Version) or Version.FIRST,
        )
        field = self._field(row)
        level, name = self._level_and_name(row, field, desk)
        self._refuse_narrowed(row, level, field)
        typed = row.value("amount")
        to_come = isinstance(typed, str) and is_placeholder(typed)
        amount = None if to_come else measured(row, "amount", measure)
        if period is None or row.broken:
            return None
        return Target(
            origin=Origin(self._named_by(field), row.origin.row),
            period=period,
            amount=amount,
            line=line,
            level=level,
            name=name,
            phase=row.text("phase"),
            note=row.text("note"),
            unit="" if measure.is_money else self._unit(row),
        )

    def _unit(self, row: RowReader) -> str:
        """What a quantity is counted in, by the column of units, else the brackets of its product or heading; '' if none."""
        head = self._table.head
        beside = "" if head.row_unit is None else shown(self._table.cells[self._place(row)][head.row_unit])
        words = (beside, unit_of_product(row.text("name")), *bracketed(head.columns["amount"].heading))
        return next((counted for word in words if (counted := counted_in(word))), "")

    def _field(self, row: RowReader) -> str:
        """The column that names whom the target is for: 对象, else the one to whose names all others that are filled belong."""
        typed = choice_named(str(row.value("level")), Level)
        filled = [field for field in _SIDES.values() if part_of(row.value(field))]
        name = row.text("name")
        if (name and not is_no_name(name)) or not filled or typed is Level.COMPANY:
            return "name"
        if typed is not None:
            return _SIDES[typed] if _SIDES.get(typed) in filled else "name"
        return next((field for field in filled if self._holds_all(row, field, filled)), filled[0])

    def _holds_all(self, row: RowReader, field: str, filled: Sequence[str]) -> bool:
        others = [each for each in filled if each != field]
        return {*others} <= _BELONGING and all(self._belongs(row, field, self._table.offset(each)) for each in others)

    def _belongs(self, row: RowReader, field: str, at: int) -> bool:
        return self._narrowing.belongs(self._table.offset(field), at, self._place(row))

    def _level_and_name(self, row: RowReader, field: str, desk: Desk) -> tuple[Level, str]:
        if field == "name":
            return _level_and_name(row, desk, self._reps)
        name = row.text(field)
        if name_key(name) in {name_key(word) for word in desk.company}:
            return Level.COMPANY, ""
        level = next(level for level, each in _SIDES.items() if each == field)
        return level, desk.spellings.one(_NAMED[level], name, row.origin.cell(field))

    def _refuse_narrowed(self, row: RowReader, level: Level, field: str) -> None:
        """An error where the target is for a part only of whom it names."""
        place, narrowing = self._place(row), self._narrowing
        named = level is not Level.COMPANY and field in self._table.head.columns
        known = [each for each in _SIDES.values() if each != field and each in self._table.head.columns]
        columns = [(self._table.offset(each), each in _BELONGING) for each in known]
        columns += [(at, True) for at in narrowing.unknown]
        own = name_key(row.text(field))
        for at, may_belong in columns:
            part = name_key(part_of(self._table.cells[place][at]))
            belongs = named and may_belong and self._belongs(row, field, at)
            if part and part != own and not belongs:
                narrowing.refuse(place, at, self._findings)
                row.broken = True
                return
        if place in narrowing.dividing:
            narrowing.refuse(place, narrowing.dividing[place], self._findings)
            row.broken = True

    def _place(self, row: RowReader) -> int:
        return row.origin.row - self._table.head.grid.first_row

    def _named_by(self, field: str) -> Table:
        """The table with the column that holds the names as that of 对象, where a problem with a name belongs."""
        table = self._table.head.table
        if field not in self._tables:
            letters = {**table.letters, "name": table.letters[field]} if field in table.letters else table.letters
            self._tables[field] = table if letters == table.letters else replace(table, letters=letters)
        return self._tables[field]


def _level_and_name(row: RowReader, desk: Desk, reps: Sequence[Rep]) -> tuple[Level, str]:
    level, name = row.choice("level", Level), row.text("name")
    if level is Level.COMPANY and is_no_name(name):
        return level, ""
    if name and is_no_name(name):
        row.refuse("name", catalogue.TARGET_NAME_TO_COME)
        return level or Level.COMPANY, ""
    if level is None:
        level, *others = _levels_of(name, desk, reps) if name else (Level.COMPANY,)
        if others:
            row.refuse("name", LEVEL_UNCLEAR, levels=_named_in((level, *others)))
    elif level is not Level.COMPANY and not name:
        row.refuse("name", catalogue.MISSING_VALUE, heading=_NAME_HEADING)
    named = _NAMED.get(level)
    return level, desk.spellings.one(named, name, row.origin.cell("name")) if named else name


def _levels_of(name: str, desk: Desk, reps: Sequence[Rep]) -> Sequence[Level]:
    """What a name without a level may be: whatever the book knows by it, else a rep; one where all are of the same people.

    Where 人员 lists somebody, who is not listed there is a rep or team only where nothing else has the name.
    """
    if choice_named(name, Level) is Level.COMPANY:
        return (Level.COMPANY,)
    known = [level for level, named in _NAMED.items() if desk.spellings.known(named, name)]
    known = [level for level in known if level is not Level.REP or not reps or desk.spellings.is_rep(name)] or known
    if name_key(name) in {name_key(word) for word in desk.company}:
        known.insert(0, Level.COMPANY)
    people = {_people_of(level, name_key(name), reps) for level in known}
    return known[:1] or (Level.REP,) if len(people) < 2 and None not in people else known


def _people_of(level: Level, key: str, reps: Sequence[Rep]) -> frozenset[int] | None:
    """The rows of 人员 that a level's name means, by place; None where it means none, or something else than people."""
    field = _REP_FIELDS.get(level, "")
    if level is not Level.COMPANY and not field:
        return None
    return frozenset(at for at, rep in enumerate(reps) if not field or name_key(getattr(rep, field)) == key) or None


def _named_in(levels: Sequence[Level]) -> Text:
    words = [LABELS[level] for level in levels]
    return Text("、".join(f"“{word.zh}”" for word in words), " and ".join(f"a {word.en}" for word in words))


_REP_FIELDS = {Level.REP: "name", Level.TEAM: "team", Level.MARKET: "market", Level.CHANNEL: "channel"}
_NAME_HEADING = Text("对象", "Name")
