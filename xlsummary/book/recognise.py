"""Which sheet is which: by a map, by its name, and in a book that is not our template by its headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from xlsummary import catalogue, catalogue_files, catalogue_structure
from xlsummary.book.findings import Findings
from xlsummary.book.heading_rows import AMOUNTS, headings_at, is_complete, names_in
from xlsummary.book.headings import Head, heading_place
from xlsummary.book.maps import NO_MAP, BookMap, Recognised
from xlsummary.book.schema import SETTINGS, SHEETS, TARGETS, Sheet
from xlsummary.book.source import Grid
from xlsummary.book.unread import filled_rows, unread_control
from xlsummary.book.values import is_blank
from xlsummary.book.vocabulary import Vocabulary, vocabulary
from xlsummary.model import Cell, Control, Text
from xlsummary.problems import Rule
from xlsummary.spelling import folded, heading_key, name_key

OUR_OUTPUT = frozenset(
    name_key(name)
    for name in (
        *("计划分解", "人员分解", "目标对实绩", "周例会", "周计划", "应收", "对账", "问题", "说明", "固定值", "_xlsummary"),
        *("Planning", "By rep", "Performance", "Weekly", "Receivables", "Reconciliation", "Problems", "Instructions"),
        "Fixed values",
    )
)
"""Sheets that we write ourselves and never read."""

FEWEST = 2
SURE = 3
"""Known headings that a sheet needs to be recognised by them: two, and three where more than half are unknown."""


@dataclass(frozen=True, slots=True)
class Identified:
    """The grid of each sheet we know, by sheet key; and the control of each sheet left unread beside its like.

    `doubtful` are the keys of the sheets that are there, but could not be told apart.
    """

    grids: Mapping[str, Grid]
    unread: tuple[Control, ...]
    doubtful: frozenset[str]


def identified(grids: Sequence[Grid], findings: Findings, book_map: BookMap = NO_MAP) -> Identified:
    """Which sheet is which; those that are nothing we know are named in one note.

    A map goes first, then names, then, in a book without our 设置, headings.
    """
    search = _Search(findings, book_map, _mapped(grids, book_map, findings))
    search.by_names(grids)
    left = search.left(grids)
    if is_foreign(grids):
        search.by_headings(left)
    search.tell_similar(search.left(grids))
    left = search.left(grids)
    if left:
        findings.add(catalogue.OTHER_SHEET, Cell(left[0].name), sheets="、".join(grid.name for grid in left))
    return Identified(search.found, tuple(search.unread), frozenset(search.doubtful))


def tell_copies(ours: Iterable[str], findings: Findings, specs: Sequence[Sheet] = SHEETS, file: str = "") -> None:
    """A warning for each sheet left out as ours that is called like a sheet to be filled in: a copy someone may have filled.

    `file` is the name of another file than the book.
    """
    for name in ours:
        spec = _sheet_named(name, exact=True) or _sheet_named(name, exact=False)
        if spec in specs:
            place = f"[{file}]{name}" if file else name
            findings.add(catalogue_structure.COPY_OF_OURS, Cell(place), "", sheet=name)


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


class _Search:
    """The sheets found so far, by key, and those told of, by name."""

    def __init__(self, findings: Findings, book_map: BookMap, found: Mapping[str, Grid]) -> None:
        self._findings = findings
        self._map = book_map
        self.found = dict(found)
        self.unread: list[Control] = []
        self.doubtful: set[str] = set()
        self._told: set[str] = set()

    def left(self, grids: Sequence[Grid]) -> list[Grid]:
        """The sheets with anything in them that are neither found nor told of, nor written by us."""
        taken = {*self._told, *(grid.name for grid in self.found.values())}
        return [grid for grid in grids if grid.name not in taken and name_key(grid.name) not in OUR_OUTPUT and grid.rows]

    def by_names(self, grids: Sequence[Grid]) -> None:
        """The sheets of our names, exact names first; a further one of a kind is an error where it has rows of its own."""
        mapped = {grid.name for grid in self.found.values()}
        for exact in (True, False):
            for grid in grids:
                spec = _sheet_named(grid.name, exact=exact)
                if spec is None or spec.key in self._map or grid.name in mapped or grid is self.found.get(spec.key):
                    continue
                if spec.key not in self.found:
                    self.found[spec.key] = grid
                elif grid.name not in self._told and _is_rival(grid, spec):
                    other = self.found[spec.key].name
                    self._leave(grid, spec, catalogue_structure.REPEATED_SHEET, sheet=grid.name, other=other)

    def by_headings(self, grids: Sequence[Grid]) -> None:
        """The sheets that only their headings tell. A sheet of a kind that is found already is not taken for the next best."""
        told = [spec for spec in SHEETS if spec.key in _TOLD]
        missing = [spec for spec in told if spec.key not in self.found and spec.key not in self._map]
        grids = self._not_set_aside(grids, told, missing)
        kinds = {grid.name: best if set(best := best_kinds(grid, told)) & set(missing) else () for grid in grids}
        for spec in missing:
            same = [grid for grid in grids if kinds[grid.name] == (spec,)]
            if len(same) == 1:
                self.found[spec.key] = same[0]
            elif same:
                names = Text("、".join(f"“{grid.name}”" for grid in same), ", ".join(grid.name for grid in same))
                self._findings.add(catalogue_files.AMBIGUOUS_SHEETS, Cell(same[0].name), sheets=names, sheet=spec.title)
                self.doubtful.add(spec.key)
                for grid in same:
                    self._account(grid, spec, catalogue_files.AMBIGUOUS_SHEETS)
        for grid in grids:
            if len(kinds[grid.name]) > 1:
                titles = [spec.title for spec in kinds[grid.name]]
                self.doubtful.update(spec.key for spec in kinds[grid.name])
                words = Text("、".join(f"“{each.zh}”" for each in titles), " or ".join(each.en for each in titles))
                self._leave(grid, kinds[grid.name][0], catalogue_files.AMBIGUOUS_KIND, kinds=words)

    def _not_set_aside(self, grids: Sequence[Grid], told: Sequence[Sheet], missing: Sequence[Sheet]) -> Sequence[Grid]:
        """The sheets but those that their names say are void, old or a forecast, with a warning for each of a kind missing."""
        kept = []
        for grid in grids:
            kinds = [spec for spec in best_kinds(grid, told) if spec in missing and _is_set_aside(grid.name, spec)]
            if kinds:
                self._leave(grid, kinds[0], catalogue_structure.SET_ASIDE, sheet=grid.name, kind=kinds[0].title)
            else:
                kept.append(grid)
        return kept

    def tell_similar(self, grids: Sequence[Grid]) -> None:
        """A warning for each sheet that has the headings of one that is read by its name, as a month's sheet has."""
        read = [spec for spec in SHEETS if spec.key in _TOLD and spec.key in self.found and spec.key not in self._map]
        for grid in grids:
            kinds = best_kinds(grid, [spec for spec in SHEETS if spec.key in _TOLD])
            if len(kinds) == 1 and kinds[0] in read and _known(grid, kinds[0], vocabulary(kinds[0])) >= SURE:
                words: dict[str, str | Text] = {"kind": kinds[0].title, "other": self.found[kinds[0].key].name}
                self._leave(grid, kinds[0], catalogue_structure.SIMILAR_SHEET, sheet=grid.name, **words)

    def _leave(self, grid: Grid, spec: Sheet, rule: Rule, **words: str | Text) -> None:
        words["count"] = str(self._account(grid, spec, rule))
        self._findings.add(rule, Cell(grid.name), "", **words)

    def _account(self, grid: Grid, spec: Sheet, rule: Rule) -> int:
        self._told.add(grid.name)
        control = unread_control(grid, spec, rule.id)
        self.unread.append(control)
        return control.rows_found


_ASIDE = re.compile(
    r"作废|停用|废弃|备份|副本|勿用|不用|[(\[_ -]旧[)\]]?$|旧[版表]|[(\[_ -](?:old|obsolete|backup|bak|void|copy)[)\]]?$",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"预测|预计|预估|模拟|forecast|projection", re.IGNORECASE)


def _is_set_aside(name: str, spec: Sheet) -> bool:
    """True for `实绩（作废）`, `实绩-旧`; of actuals for a forecast too."""
    plain = folded(name)
    return _ASIDE.search(plain) is not None or (spec.key == "actuals" and _AHEAD.search(plain) is not None)


def _is_rival(grid: Grid, spec: Sheet) -> bool:
    """True for a sheet with two of a kind's headings, one of them needed, and rows below them."""
    words = vocabulary(spec)
    place = heading_place(grid, spec, words)
    if place is None:
        return False
    names = names_in(headings_at(grid, place, spec, words).texts, words)
    needed = {column.name for column in spec.columns if column.required} | (AMOUNTS if spec.key == "actuals" else frozenset())
    return len(names) >= FEWEST and not needed.isdisjoint(names) and filled_rows(grid, spec) > 0


def _needed(spec: Sheet) -> int:
    """How many columns a sheet cannot do without; of the amounts of 实绩 it is one."""
    return sum(column.required for column in spec.columns) + (spec.key == "actuals")


def _known(grid: Grid, spec: Sheet, words: Vocabulary) -> int:
    """How many fields a sheet's headings name; 0 where a needed one or all but a few are not there, or no row stands below."""
    place = heading_place(grid, spec, words)
    if place is None:
        return 0
    headings = headings_at(grid, place, spec, words)
    if not any(not is_blank(cell) for row in grid.rows[headings.last + 1 :] for cell in row):
        return 0
    names = names_in(headings.texts, words) - (_SIDE if spec is TARGETS else frozenset())
    filled = sum(text.strip() != "" for text in headings.texts)
    return len(names) if is_complete(spec, names) and len(names) >= min(SURE, filled / 2) else 0


_SIDE = frozenset(column.name for column in TARGETS.further)
"""Fields that 目标 has in exports, which many tables have: they do not tell that one is of targets."""


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
    paired = {name for name, each in columns.items() if each.apart}
    headings = {name: each.heading for name, each in columns.items()}
    return Recognised(spec, head.grid.name, headings, head.unused, ours, frozenset(shared | paired), outside)


def _is_shared(head: Head, name: str) -> bool:
    """True where a field is read from another field's column."""
    return sum(each.position == head.columns[name].position for each in head.columns.values()) > 1
