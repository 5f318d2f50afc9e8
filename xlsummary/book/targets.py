"""The sheet 目标 as targets: what each is for, and whole months only."""

from __future__ import annotations

from xlsummary import catalogue
from xlsummary.book.choices import choice_named
from xlsummary.book.names import Named, is_no_name
from xlsummary.book.records import Desk, measured
from xlsummary.book.rows import RowReader
from xlsummary.model import Level, Line, Measure, Source, Target, Text, Tier, Version
from xlsummary.money import is_placeholder
from xlsummary.periods import is_whole_months
from xlsummary.spelling import name_key

_NAMED = {
    Level.REP: Named.REP,
    Level.TEAM: Named.TEAM,
    Level.MARKET: Named.MARKET,
    Level.CHANNEL: Named.CHANNEL,
    Level.PRODUCT: Named.PRODUCT,
    Level.CLIENT: Named.CLIENT,
}


def target(row: RowReader, desk: Desk) -> Target | None:
    """A row of 目标; a blank or placeholder value gives a target without amount. Any error gives none."""
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
    level, name = _level_and_name(row, desk)
    typed = row.value("amount")
    to_come = isinstance(typed, str) and is_placeholder(typed)
    amount = None if to_come else measured(row, "amount", measure)
    if period is None or row.broken:
        return None
    return Target(
        origin=row.origin,
        period=period,
        amount=amount,
        line=line,
        level=level,
        name=name,
        phase=row.text("phase"),
        note=row.text("note"),
    )


def _level_and_name(row: RowReader, desk: Desk) -> tuple[Level, str]:
    level, name = row.choice("level", Level), row.text("name")
    if level is Level.COMPANY and is_no_name(name):
        return level, ""
    if name and is_no_name(name):
        row.refuse("name", catalogue.TARGET_NAME_TO_COME)
        return level or Level.COMPANY, ""
    if level is None:
        level = _level_of(name, desk)
    elif level is not Level.COMPANY and not name:
        row.refuse("name", catalogue.MISSING_VALUE, heading=_NAME_HEADING)
    named = _NAMED.get(level)
    return level, desk.spellings.one(named, name, row.origin.cell("name")) if named else name


def _level_of(name: str, desk: Desk) -> Level:
    """What a name without a level is: a rep or team of 人员, else whatever the book knows by it, else taken for a rep."""
    if not name or name_key(name) in {name_key(word) for word in desk.company} or choice_named(name, Level) is Level.COMPANY:
        return Level.COMPANY
    return next((level for level, named in _NAMED.items() if desk.spellings.known(named, name)), Level.REP)


_NAME_HEADING = Text("对象", "Name")
