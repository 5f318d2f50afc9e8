"""Which sheet is which: by a map, by its name, and in a book that is not our template by its headings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xlsummary import catalogue, catalogue_files
from xlsummary.book.findings import Findings
from xlsummary.book.headings import Head, heading_place, is_complete
from xlsummary.book.maps import NO_MAP, BookMap, Recognised
from xlsummary.book.schema import SETTINGS, SHEETS, Sheet
from xlsummary.book.source import Grid
from xlsummary.book.values import is_blank
from xlsummary.book.vocabulary import Vocabulary, vocabulary
from xlsummary.model import Cell, Text
from xlsummary.spelling import heading_key, name_key

OUR_OUTPUT = frozenset(
    name_key(name)
    for name in (
        *("计划分解", "目标对实绩", "周计划", "应收", "对账", "问题", "说明", "固定值", "_xlsummary"),
        *("Planning", "Performance", "Weekly", "Receivables", "Reconciliation", "Problems", "Instructions", "Fixed values"),
    )
)
"""Sheets that we write ourselves and never read."""

FEWEST = 2
SURE = 3
"""Known headings that a sheet needs to be recognised by them: two, and three where more than half are unknown."""


def identified(grids: Sequence[Grid], findings: Findings, book_map: BookMap = NO_MAP) -> dict[str, Grid]:
    """The grid of each sheet we know, by sheet key; the others are named in one note.

    A map goes first, then names, then, in a book without our 设置, headings.
    """
    found = _mapped(grids, book_map, findings)
    taken = {grid.name for grid in found.values()}
    left = [grid for grid in grids if grid.name not in taken]
    named = _named(left, book_map, found, findings)
    left = [grid for grid in left if grid.name not in named and name_key(grid.name) not in OUR_OUTPUT and grid.rows]
    if is_foreign(grids):
        missing = [spec for spec in SHEETS if spec.key in _TOLD and spec.key not in found and spec.key not in book_map]
        left = _by_headings(left, missing, found, findings)
    if left:
        findings.add(catalogue.OTHER_SHEET, Cell(left[0].name), sheets="、".join(grid.name for grid in left))
    return found


def is_foreign(grids: Iterable[Grid]) -> bool:
    """True for a book that is not made from our template: it has no sheet of the name of our settings."""
    own = {name_key(SETTINGS.title.zh), name_key(SETTINGS.title.en)}
    return not any(name_key(grid.name) in own for grid in grids)


def best_kinds(grid: Grid, specs: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """What a sheet could be by its headings: of the kinds whose needed headings it has, those that know most of them.

    Of two that know as many, the one that needs more is the surer.
    """
    counts = {spec.key: _known(grid, spec, vocabulary(spec)) for spec in specs}
    scores = [((counts[spec.key], _needed(spec)), spec) for spec in specs if counts[spec.key] >= FEWEST]
    best = max((score for score, _ in scores), default=None)
    return tuple(spec for score, spec in scores if score == best)


def recognised(heads: Iterable[Head], *, outside: bool = False) -> tuple[Recognised, ...]:
    """What the sheets were read as, in the schema's order."""
    order = {spec.key: place for place, spec in enumerate(SHEETS)}
    return tuple(_recognised(head, outside=outside) for head in sorted(heads, key=lambda head: order[head.spec.key]))


_TOLD = frozenset({"targets", "actuals", "clients", "markets", "plans", "reps", "activities", "expenses"})
"""What headings alone can tell; the words of the others are too common."""


def _mapped(grids: Sequence[Grid], book_map: BookMap, findings: Findings) -> dict[str, Grid]:
    """The sheets that a map names; a problem at its line for one that is not there."""
    by_name = {name_key(grid.name): grid for grid in grids}
    found = {}
    for key, section in book_map.items():
        grid = by_name.get(name_key(section.sheet.theirs))
        if grid is not None:
            found[key] = grid
        elif section.sheet.theirs:
            words: dict[str, str | Text] = {"sheet": section.spec.title}
            findings.add(catalogue_files.MAP_SHEET, section.sheet.cell, section.sheet.theirs, **words)
    return found


def _named(grids: Sequence[Grid], book_map: BookMap, found: dict[str, Grid], findings: Findings) -> set[str]:
    """Puts the sheets of our names into `found`, exact names first; gives the names of all that bear one."""
    bearing: set[str] = set()
    for exact in (True, False):
        for grid in grids:
            spec = _sheet_named(grid.name, exact=exact)
            if spec is None or spec.key in book_map or grid.name in bearing:
                continue
            bearing.add(grid.name)
            if spec.key not in found:
                found[spec.key] = grid
            elif grid.rows:
                findings.add(catalogue.REPEATED_SHEET, Cell(grid.name), other=found[spec.key].name)
    return bearing


def _by_headings(grids: Sequence[Grid], missing: Sequence[Sheet], found: dict[str, Grid], findings: Findings) -> list[Grid]:
    """Puts the sheets that only their headings tell into `found`; gives those that stay unknown.

    A sheet of a kind that is found already is not taken for the next best.
    """
    told = [spec for spec in SHEETS if spec.key in _TOLD]
    kinds = {grid.name: best if set(best := best_kinds(grid, told)) & set(missing) else () for grid in grids}
    for spec in missing:
        same = [grid for grid in grids if kinds[grid.name] == (spec,)]
        if len(same) == 1:
            found[spec.key] = same[0]
        elif same:
            names = Text("、".join(f"“{grid.name}”" for grid in same), ", ".join(grid.name for grid in same))
            findings.add(catalogue_files.AMBIGUOUS_SHEETS, Cell(same[0].name), sheets=names, sheet=spec.title)
    for grid in grids:
        if len(kinds[grid.name]) > 1:
            titles = [spec.title for spec in kinds[grid.name]]
            words = Text("、".join(f"“{each.zh}”" for each in titles), " or ".join(each.en for each in titles))
            findings.add(catalogue_files.AMBIGUOUS_KIND, Cell(grid.name), kinds=words)
    return [grid for grid in grids if not kinds[grid.name]]


def _needed(spec: Sheet) -> int:
    """How many columns a sheet cannot do without; of the amounts of 实绩 it is one."""
    return sum(column.required for column in spec.columns) + (spec.key == "actuals")


def _known(grid: Grid, spec: Sheet, words: Vocabulary) -> int:
    """How many fields a sheet's headings name; 0 where a needed one or all but a few are not there, or no row stands below."""
    place = heading_place(grid, spec, words)
    if place is None or not any(not is_blank(cell) for row in grid.rows[place + 1 :] for cell in row):
        return 0
    names = {meaning.name for cell in grid.rows[place] if isinstance(cell, str) and (meaning := words.meaning(cell))}
    filled = sum(not is_blank(cell) for cell in grid.rows[place])
    return len(names) if is_complete(spec, names) and len(names) >= min(SURE, filled / 2) else 0


def _sheet_named(name: str, *, exact: bool) -> Sheet | None:
    key = name_key(name)
    for spec in SHEETS:
        words = (spec.title.zh, spec.title.en) if exact else spec.synonyms
        if key in map(name_key, words):
            return spec
    return None


def _recognised(head: Head, *, outside: bool) -> Recognised:
    spec, columns = head.spec, head.columns
    ours = name_key(head.grid.name) in (name_key(spec.title.zh), name_key(spec.title.en)) and all(
        heading_key(each.heading) in (heading_key(each.column.heading.zh), heading_key(each.column.heading.en))
        for each in columns.values()
    )
    shared = {"day"} if "day" in columns and _is_shared(head, "day") else set()
    paired = {name for name, each in columns.items() if each.year_position is not None}
    headings = {name: each.heading for name, each in columns.items()}
    return Recognised(spec, head.grid.name, headings, head.unused, ours, frozenset(shared | paired), outside)


def _is_shared(head: Head, name: str) -> bool:
    """True where a field is read from another field's column."""
    return sum(each.position == head.columns[name].position for each in head.columns.values()) > 1
